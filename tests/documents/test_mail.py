"""E-mail drafts, the list beside them and calendar files, as other programs read them."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.documents.mail.calendar import LONGEST_LINE, calendar
from marg_cli.documents.mail.draft import Attachment, Letter, draft
from marg_cli.documents.mail.send_list import Sending, send_list
from marg_cli.domain.calendar_entry import CalendarEntry
from marg_cli.domain.meeting_rule import MeetingRule

NAME = "OFFICIAL-SENSITIVE_minutes_2026-12-08_GLOW.pdf"
LETTER = Letter(
    marking="OFFICIAL-SENSITIVE",
    subject="Minutes, 2026-12-08",
    body="The minutes are attached.\nCafé at 10.\n",
    on=date(2026, 12, 11),
    to="glow@example.org",
    attachments=[Attachment(NAME, bytes(range(256)) * 40), Attachment("notes.txt", b"a\r\nb")],
)
LONDON = ZoneInfo("Europe/London")
TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=200)


def read(letter: Letter) -> EmailMessage:
    message = message_from_bytes(draft(letter), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_read_back_whole():
    message = read(LETTER)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "OFFICIAL-SENSITIVE: Minutes, 2026-12-08"
    assert message["To"] == "glow@example.org"
    assert message["Date"].datetime.date() == LETTER.on
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == LETTER.body.splitlines()
    held = [(part.get_filename(), part.get_payload(decode=True)) for part in _attached(message)]
    assert held == [(file.name, file.data) for file in LETTER.attachments]
    assert not message.defects


def _attached(message: EmailMessage) -> list[Any]:
    return list(message.iter_attachments())


def test_a_draft_names_no_machine_and_no_sender_and_is_the_same_every_time():
    assert draft(LETTER) == draft(LETTER)
    assert read(LETTER).keys() == [
        *("X-Unsent", "Date", "To", "Subject", "MIME-Version", "Content-Type")
    ]


def test_a_draft_without_an_address_leaves_it_to_whoever_sends_it():
    assert "To" not in read(LETTER._replace(to=None))


def test_no_line_of_a_draft_can_begin_another_header():
    message = read(LETTER._replace(subject="Minutes\r\nBcc: all@example.org", to="a@b\nX: y"))
    assert "Bcc" not in message
    assert "X" not in message


@given(TEXT, st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_subject_and_body_come_back(subject: str, body: str):
    message = read(Letter(marking="OFFICIAL", subject=subject, body=body, on=date(2026, 12, 8)))
    assert message["Subject"] == f"OFFICIAL: {' '.join(subject.split())}".strip()
    assert "X-Unsent" in message


def test_ripmime_takes_the_attachments_out_as_they_were_put_in(tmp_path: Path):
    place = tmp_path / "draft.eml"
    place.write_bytes(draft(LETTER))
    command = ["ripmime", "-i", str(place), "-d", str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "out" / NAME).read_bytes() == LETTER.attachments[0].data


def test_the_send_list_says_who_is_to_get_what():
    files = ((NAME, "a" * 64), ("notes.txt", "b" * 64))
    written = send_list(
        "OFFICIAL-SENSITIVE",
        "Minutes, 2026-12-08: what is to be sent",
        [Sending("GLOW", "glow@example.org", files), Sending("POL", None, files[:1])],
    ).decode()
    assert written.startswith("OFFICIAL-SENSITIVE\n\nMinutes, 2026-12-08: what is to be sent\n\n")
    assert written.endswith("\n\nOFFICIAL-SENSITIVE\n")
    assert "To:      POL\nAddress: [no address kept]\n" in written
    assert f"File:    {NAME}\nSHA-256: {'a' * 64}\n" in written


def events(*entries: CalendarEntry) -> list[Any]:
    written = calendar(entries, register="4f1c", made_on=date(2026, 11, 22))
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def a_meeting(on: date = date(2026, 12, 8), at: str | None = "10:00") -> CalendarEntry:
    return CalendarEntry(ref=on.isoformat(), about=f"Meeting, {on}", on=on, at=at, venue="Room 2")


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        (date(2026, 12, 8), 0),
        (date(2026, 3, 28), 0),
        (date(2026, 3, 29), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 0),
        (date(2031, 7, 8), 1),
        (date(2037, 1, 13), 0),
    ],
)
def test_a_meeting_is_at_its_time_in_london_summer_and_winter(on: date, hours: int):
    [event] = events(a_meeting(on))
    start = event["DTSTART"].dt
    assert start.astimezone(LONDON).replace(tzinfo=None) == datetime(on.year, on.month, on.day, 10)  # noqa: DTZ001
    assert start.utcoffset() == timedelta(hours=hours)
    assert event["DURATION"].dt == timedelta(hours=2)


def test_the_files_own_rules_for_summer_time_are_those_of_london():
    written = calendar([a_meeting()], register="4f1c", made_on=date(2026, 11, 22))
    zones: list[Any] = icalendar.Calendar.from_ical(written).walk("VTIMEZONE")
    own = zones[0].to_tz()
    for year in range(2024, 2036):
        for month in range(1, 13):
            for day in range(1, 29):
                noon = datetime(year, month, day, 12)  # noqa: DTZ001
                assert own.utcoffset(noon) == noon.replace(tzinfo=LONDON).utcoffset(), noon


def test_entries_are_confidential_and_name_nobody():
    for event in events(a_meeting(), a_meeting(at=None)):
        assert event["CLASS"] == "CONFIDENTIAL"
        assert "@" not in event["UID"]
        assert not {"ORGANIZER", "ATTENDEE", "CONTACT"} & set(event)


def test_an_entry_keeps_its_number_and_another_registers_has_another():
    [one] = events(a_meeting())
    [again] = events(CalendarEntry(ref="2026-12-08", about="Moved", on=date(2026, 12, 9)))
    assert one["UID"] == again["UID"]
    other = calendar([a_meeting()], register="another", made_on=date(2026, 11, 22))
    assert one["UID"].encode() not in other


def test_a_due_day_is_a_whole_day():
    [event] = events(CalendarEntry(ref="A31", about="A31 is due", on=date(2026, 12, 18)))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 18), date(2026, 12, 19))
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("rule", "on", "written"),
    [
        ("second Tuesday", date(2026, 12, 8), "FREQ=MONTHLY;BYDAY=2TU"),
        ("last Thursday", date(2026, 12, 31), "FREQ=MONTHLY;BYDAY=-1TH"),
        ("first and third Thursday", date(2026, 12, 3), "FREQ=MONTHLY;BYDAY=1TH,3TH"),
        ("every 4 weeks from 2026-12-08", date(2026, 12, 8), "FREQ=WEEKLY;INTERVAL=4"),
    ],
)
def test_a_rule_is_written_as_calendars_have_it(rule: str, on: date, written: str):
    entry = CalendarEntry(
        ref="meetings", about="Meeting", on=on, at="10:00", repeats=MeetingRule.parse(rule)
    )
    [event] = events(entry)
    assert event["RRULE"].to_ical().decode() == written


def test_a_meeting_that_was_moved_begins_no_series():
    moved = CalendarEntry(
        ref="meetings",
        about="Meeting",
        on=date(2026, 12, 9),
        at="10:00",
        repeats=MeetingRule.parse("second Tuesday"),
    )
    [event] = events(moved)
    assert "RRULE" not in event


@given(TEXT)
def test_any_words_come_back_from_lines_of_75_octets(words: str):
    entry = CalendarEntry(ref="A1", about=words, on=date(2026, 12, 8))
    written = calendar([entry], register="4f1c", made_on=date(2026, 11, 22))
    assert all(len(line) <= LONGEST_LINE for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(event["SUMMARY"]) == words.strip()
