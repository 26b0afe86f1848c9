import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marg_cli.domain.calendar import MONTHS, WEEKDAYS, WorkingDays, british, short
from marg_cli.domain.duedates import read_day, read_due
from marg_cli.errors import DateNotUnderstood, Exit

WEDNESDAY = date(2026, 11, 18)
NEXT_MEETING = date(2026, 12, 8)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
BOTH = ("day", "due")


def day(text: str, today: date = WEDNESDAY) -> date:
    return read_day(text, today=today)


def due(
    text: str,
    counted_from: date = WEDNESDAY,
    today: date = WEDNESDAY,
    next_meeting: date | None = NEXT_MEETING,
) -> date:
    return read_due(
        text,
        counted_from=counted_from,
        today=today,
        days=WorkingDays(),
        next_meeting=next_meeting,
    )


READ: dict[str, Callable[..., date]] = {"day": day, "due": due}


def refusal(reading: str, text: str, **circumstances: date | None) -> DateNotUnderstood:
    with pytest.raises(DateNotUnderstood) as refused:
        READ[reading](text, **circumstances)
    return refused.value


@pytest.mark.parametrize("reading", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03",
        "2026-4-3",
        "2026/04/03",
        "2026.04.03",
        "2026 April 3",
        "03/04/2026",
        "3/4/2026",
        "3 / 4 / 2026",
        "3/4/26",
        "3.4.2026",
        "3.4.26",
        "03-04-2026",
        "03 04 2026",
        "3 April 2026",
        "3 apr 2026",
        "3 APRIL 26",
        "3-Apr-2026",
        "3/Apr/26",
        "3apr2026",
        "3rd April 2026",
        "the 3rd of April, 2026",
        "third of April 2026",
        "April 3, 2026",
        "Apr. 3rd 2026",
        "Friday 3 April 2026",
        "Fri, 3 Apr 2026",
        "Fri 03/04/2026",
        "on 3 April 2026",
        "  3 April 2026\n",
    ],
)
def test_the_third_of_april_is_read_as_people_type_it(reading: str, text: str) -> None:
    assert READ[reading](text) == date(2026, 4, 3)


@pytest.mark.parametrize("reading", BOTH)
@pytest.mark.parametrize("name", MONTHS)
def test_a_month_may_be_cut_to_three_letters(reading: str, name: str) -> None:
    expected = date(2026, MONTHS.index(name) + 1, 9)
    assert READ[reading](f"9 {name} 2026") == expected
    assert READ[reading](f"9 {name[:3]} 2026") == expected


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        " ",
        "10",
        "2026",
        "next",
        "april",
        "april 2026",
        "soon",
        "tuesday week",
        "next week",
        "second week",
        "26-04-03",
        "20260403",
        "2026-04",
        "2026-W14-5",
        "2026-04-03T10:00",
        "3 April 2026 10am",
        "12:30",
        "10am",
        "3.4",
        "3 4 26",
        "31/02/2026",
        "2026-02-30",
        "2026-13-01",
        "03/13/2026",
        "00/01/2026",
        "0000-01-01",
        "29/02/2027",
        "31 April",
        "0 May",
        "Monday 3 April 2026",
        "-3 days",
        "2026-04-03 or so",
        "3 April 2026 and 4 April 2026",
        "1.5 weeks",
        "1,5 weeks",
        "9999999999999999999",
        "third",
        "\u0663/\u0664/\u0662\u0660\u0662\u0666",
        "Avril le 3, 2026",
    ],
)
@pytest.mark.parametrize("reading", BOTH)
def test_what_is_no_date_is_refused_by_name_with_two_that_work(reading: str, nonsense: str) -> None:
    refused = refusal(reading, nonsense)
    assert refused.exit is Exit.USAGE
    assert refused.message.startswith(f'"{nonsense}" cannot be read as a date')
    one, two = refused.message.rpartition("Two that work: ")[2].rstrip(".").split(" and ")
    assert one != two
    assert isinstance(READ[reading](one), date)
    assert isinstance(READ[reading](two), date)
    assert refused.hint


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/2026", "February 2026 has 28 days"),
        ("2026-13-01", "there is no month 13"),
        ("29/02/2027", "February 2027 has 28 days"),
        ("0000-01-01", "there is no year 0"),
        ("Monday 3 April 2026", "3 Apr 2026 is a Friday, not a Monday"),
        ("next friday", "it may be 20 Nov 2026 or 27 Nov 2026"),
    ],
)
@pytest.mark.parametrize("reading", BOTH)
def test_a_refusal_says_what_is_wrong(reading: str, text: str, why: str) -> None:
    assert f": {why}. Two that work" in refusal(reading, text).message


def test_a_long_text_is_not_said_back_in_full() -> None:
    assert refusal("day", 40 * "x").message.startswith('"' + 40 * "x" + '" ')
    assert refusal("day", 5000 * "x").message.startswith('"' + 40 * "x" + '…" ')


@given(st.dates())
@example(date.min)
@example(date.max)
def test_every_iso_date_is_read_as_itself(typed: date) -> None:
    assert day(typed.isoformat()) == due(typed.isoformat()) == typed


@given(st.dates())
@example(date.min)
@example(date.max)
def test_every_british_date_is_read_day_first(typed: date) -> None:
    text = f"{typed.day:02}/{typed.month:02}/{typed.year:04}"
    assert day(text) == due(text) == typed


@given(DAYS)
def test_a_date_written_by_the_papers_can_be_typed(typed: date) -> None:
    assert day(british(typed)) == due(british(typed)) == typed
    assert day(short(typed)) == due(short(typed)) == typed


@given(
    DAYS,
    st.sampled_from(
        ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%d-%b-%Y"]
    ),
)
def test_with_a_whole_year_dateutil_reads_the_same(typed: date, form: str) -> None:
    text = typed.strftime(form)
    other = import_module("dateutil.parser").parse(text, dayfirst=True).date()
    assert day(text) == due(text) == other == typed


@given(st.text(st.sampled_from("0123456789/-. aprilmondyweks"), max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in READ.values():
        try:
            answer: date | str = read(text)
        except DateNotUnderstood as refused:
            answer = refused.message
        assert isinstance(answer, date) or answer.startswith(f'"{text}" ')


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(0, 99))
def test_a_year_in_two_digits_is_the_latest_at_most_ten_years_ahead(today: date, two: int) -> None:
    year = day(f"1/1/{two:02}", today=today).year
    assert year % 100 == two
    assert today.year - 90 < year + 1 <= today.year + 11


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", WEDNESDAY),
        ("Tomorrow", date(2026, 11, 19)),
        ("yesterday", date(2026, 11, 17)),
        ("friday", date(2026, 11, 20)),
        ("this friday", date(2026, 11, 20)),
        ("on Friday", date(2026, 11, 20)),
        ("wednesday", date(2026, 11, 25)),
        ("last friday", date(2026, 11, 13)),
        ("last wednesday", date(2026, 11, 11)),
        ("3 December", date(2026, 12, 3)),
        ("3 April", date(2027, 4, 3)),
        ("3/4", date(2027, 4, 3)),
        ("April 3", date(2027, 4, 3)),
        ("9 sept", date(2026, 9, 9)),
        ("30 June", date(2026, 6, 30)),
        ("Mon 30 November", date(2026, 11, 30)),
    ],
)
def test_a_day_in_words_is_seen_from_today(text: str, expected: date) -> None:
    assert day(text) == expected


@given(DAYS, st.dates(date(2000, 1, 1), date(2000, 12, 31)).filter(lambda d: d.day < 29))
def test_a_day_without_a_year_is_the_nearest(today: date, birthday: date) -> None:
    distance = abs(day(f"{birthday.day} {MONTHS[birthday.month - 1]}", today=today) - today)
    others = (birthday.replace(year=today.year + n) for n in (-1, 0, 1))
    assert distance == min(abs(other - today) for other in others)


@given(DAYS, st.dates(date(2000, 1, 1), date(2000, 12, 31)).filter(lambda d: d.day < 29))
def test_a_due_day_without_a_year_is_the_first_from_the_meeting_on(
    meeting: date, birthday: date
) -> None:
    found = due(f"{birthday.day} {MONTHS[birthday.month - 1]}", counted_from=meeting)
    assert (found.month, found.day) == (birthday.month, birthday.day)
    assert meeting <= found < meeting.replace(year=meeting.year + 1, day=1) + timedelta(days=32)
    assert found == meeting or found.replace(year=found.year - 1) < meeting


def test_the_day_of_the_meeting_without_a_year_is_that_day() -> None:
    assert due("18 November") == WEDNESDAY


def test_the_29th_of_february_is_not_looked_for_years_ahead() -> None:
    assert "February 2027 has 28 days" in refusal("due", "29 February").message
    assert due("29 February", counted_from=date(2027, 6, 1)) == date(2028, 2, 29)
    assert "2029" in refusal("due", "29 February", counted_from=date(2028, 3, 1)).message


@pytest.mark.parametrize("name", WEEKDAYS)
@pytest.mark.parametrize("reading", BOTH)
def test_a_weekday_is_strictly_after_the_day(reading: str, name: str) -> None:
    for n in range(7):
        start = WEDNESDAY + timedelta(days=n)
        circumstances = {"today": start} if reading == "day" else {"counted_from": start}
        found = READ[reading](name, **circumstances)
        assert WEEKDAYS[found.weekday()] == name
        assert timedelta(0) < found - start <= timedelta(days=7)


@pytest.mark.parametrize(
    "short_name", ["mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"]
)
def test_a_weekday_may_be_cut_short(short_name: str) -> None:
    (full,) = (name for name in WEEKDAYS if name.lower().startswith(short_name[:3]))
    assert day(short_name) == day(full)


def test_next_friday_is_read_only_when_everybody_means_the_same_day() -> None:
    saturday = date(2026, 11, 14)
    assert due("next friday", counted_from=saturday) == date(2026, 11, 20)
    assert "20 Nov 2026 or 27 Nov 2026" in refusal("due", "next friday").message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 weeks", date(2026, 12, 2)),
        ("two weeks", date(2026, 12, 2)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("a week", date(2026, 11, 25)),
        ("1 week", date(2026, 11, 25)),
        ("a fortnight", date(2026, 12, 2)),
        ("3 days", date(2026, 11, 21)),
        ("0 days", WEDNESDAY),
        ("100 days", date(2027, 2, 26)),
        ("10 working days", date(2026, 12, 2)),
        ("10 business days", date(2026, 12, 2)),
        ("a working day", date(2026, 11, 19)),
        ("within 5 working days", date(2026, 11, 25)),
        ("within 5 working days of the meeting", date(2026, 11, 25)),
        ("5 working days from the meeting", date(2026, 11, 25)),
        ("1 month", date(2026, 12, 18)),
        ("a month", date(2026, 12, 18)),
        ("three months", date(2027, 2, 18)),
        ("1 year", date(2027, 11, 18)),
        ("next meeting", NEXT_MEETING),
        ("by the next meeting", NEXT_MEETING),
        ("friday", date(2026, 11, 20)),
        ("by friday", date(2026, 11, 20)),
        ("today", WEDNESDAY),
        ("tomorrow", date(2026, 11, 19)),
        ("end of month", date(2026, 11, 30)),
        ("by the end of the month", date(2026, 11, 30)),
        ("end of this month", date(2026, 11, 30)),
        ("month end", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
    ],
)
@pytest.mark.parametrize("today", [WEDNESDAY, date(2026, 11, 23)])
def test_due_words_count_from_the_meeting_whatever_today_is(
    text: str, expected: date, today: date
) -> None:
    assert due(text, today=today) == expected


def test_working_days_due_pass_over_christmas() -> None:
    assert due("10 working days", counted_from=date(2026, 12, 22)) == date(2027, 1, 8)


def test_a_month_from_the_31st_ends_with_the_month() -> None:
    assert due("1 month", counted_from=date(2026, 1, 31)) == date(2026, 2, 28)
    assert due("end of next month", counted_from=date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["yesterday", "last friday"])
def test_nothing_is_due_on_a_word_for_the_past(text: str) -> None:
    assert refusal("due", text).message.startswith(f'"{text}" ')


def test_there_may_be_no_next_meeting() -> None:
    refused = refusal("due", "next meeting", next_meeting=None)
    assert "no next meeting is planned yet" in refused.message


def test_due_words_are_no_plain_days() -> None:
    assert refusal("day", "2 weeks").message.startswith('"2 weeks" ')


@pytest.mark.parametrize("text", ["999 weeks", "999 years", "999 months", "999 working days"])
def test_beyond_the_calendar_nothing_is_due(text: str) -> None:
    assert refusal("due", text, counted_from=date(9999, 12, 1)).exit is Exit.USAGE


def test_reading_dates_loads_no_date_library() -> None:
    code = (
        "import sys, datetime\n"
        "from marg_cli.domain.duedates import read_day\n"
        "for text in ('2026-04-03', '3 April', 'friday'):\n"
        "    read_day(text, today=datetime.date(2026, 11, 18))\n"
        "print(*{'holidays', 'dateutil', 'dataclasses', '_strptime'}.intersection(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
