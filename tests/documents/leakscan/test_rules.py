"""What counts as speaking of somebody, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest

from marg_cli.documents.leakscan import Sought, scan
from marg_cli.documents.render import FORMATS, compose, written
from marg_cli.domain.case import Case
from marg_cli.domain.leaks import Field, Hit, needles_of, read_allowance
from marg_cli.domain.value import replace
from marg_cli.errors import Refused, UsageRefused
from tests.documents.papers import a_case, a_minutes_paper, an_agenda

YOUNG = Case(ref="M26-007", initials="RY", name="Rose Young", aliases=("Will",))
FOUND = {Hit("M26-007", Field.NAME)}


def parts(text: str, *, shown: tuple[Case, ...] = (), known: tuple[str, ...] = ()) -> set[Hit]:
    sought = Sought(
        needles_of(YOUNG), shown=[n for case in shown for n in needles_of(case)], known=known
    )
    return sought.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Spoke to Young on Monday",
        "Young was at the door",
        "Young, who was there",
        "Young's sister rang",
        "It was Mr Young",
        "ROSE YOUNG",
        "Young",
        "Seen with Rose.",
    ],
)
def test_a_name_that_is_a_word_counts_where_it_can_only_be_a_name(text: str):
    assert parts(text) == FOUND


@pytest.mark.parametrize(
    "text",
    [
        "a young man, and a rose",
        "Young people share the house",
        "Rose Street is closed",
        "rose early, young and strong",
    ],
)
def test_a_name_that_is_a_word_does_not_count_where_it_is_one(text: str):
    assert parts(text) == set()


def test_any_other_name_counts_however_it_is_written():
    sought = Sought(needles_of(Case(ref="M26-008", initials="QX", name="Q Xantippe")))
    for text in ("xantippe rang", "XANTIPPE", "the Xantippe file", "Xantippe's"):
        assert sought.found_in(text) == {Hit("M26-008", Field.NAME)}, text
    assert sought.found_in("Xantippes and Axantippe") == set()
    assert sought.found_in("Xantippe Road") == set()


def test_a_word_two_people_share_tells_nothing_but_a_full_name_does():
    shown = (Case(ref="M26-001", initials="AY", name="Ann Young"),)
    assert parts("Spoke to Young today", shown=shown) == set()
    assert parts("Spoke to Rose Young today", shown=shown) == FOUND


def test_a_birth_date_and_an_address_two_people_share_tell_nothing():
    address = "12 Bramble Lane, Exampleton"
    hidden = Case(ref="M26-007", initials="A", born=date(1981, 4, 3), address=address)
    shown = replace(hidden, ref="M26-001")
    text = "At 12 Bramble Lane since 3 April 1981"
    assert len(Sought(needles_of(hidden)).wholes_in(text)) == 2
    assert Sought(needles_of(hidden), shown=needles_of(shown)).wholes_in(text) == set()


def test_who_is_at_the_table_may_be_named():
    assert parts("Rose Young to ring", known=("Rose Young, Glow",)) == set()


def test_what_only_looks_like_a_number_is_none():
    sought = Sought(needles_of(Case(ref="M26-007", initials="A", police_ref="1234")))
    assert sought.wholes_in("at 12:34") == set()
    assert sought.wholes_in("log 1234") == {Hit("M26-007", Field.POLICE)}


def test_a_name_is_not_found_inside_other_words():
    sought = Sought(needles_of(Case(ref="M26-007", initials="IR", name="Ian Lee")))
    assert sought.wholes_in("the clinician leered; channel ee") == set()
    sought = Sought(needles_of(Case(ref="M26-007", initials="EW", name="Ed Ward")))
    assert sought.wholes_in("Edward came") == set()


def test_kept_minutes_are_looked_through_though_only_their_text_is_left():
    case = a_case({"discussion": ("Case was at the door with Brackenpipe.",)})
    document = compose("minutes.md.j2", a_minutes_paper(cases=(case,)))
    page = Case(ref="M26-007", initials="C", name="Xan Case")
    other = Case(ref="M26-008", initials="B", name="Xan Brackenpipe")
    files = written(lambda: document, ["md", "html"]).files
    found = scan(files, document, Sought([*needles_of(page), *needles_of(other)]))
    assert found == (Hit("M26-007", Field.NAME), Hit("M26-008", Field.NAME))


def test_a_templates_own_words_are_nobodys_names():
    document = compose("minutes.md.j2", paper := a_minutes_paper())
    words = ("Page", "Case", "Read", "Lead", "Copy", "Chair", "Venue")
    people = [Case(ref=f"M26-1{at}", initials="X", name=f"Xan {w}") for at, w in enumerate(words)]
    files = written(lambda: document, FORMATS).files
    assert (
        scan(files, document, Sought(n for p in people for n in needles_of(p)), paper=paper) == ()
    )


def test_the_day_every_file_is_made_on_is_nobodys_birthday_unless_it_is_said():
    born = Case(ref="M26-007", initials="A", born=date(1980, 1, 1))
    for text, found in (("", ()), (", born 1.1.80", (Hit("M26-007", Field.BORN),))):
        paper = a_minutes_paper(cases=(a_case({"discussion": (f"The dog{text}.",)}),))
        document = compose("minutes.md.j2", paper)
        files = written(lambda: document, FORMATS).files  # noqa: B023 - called at once
        assert scan(files, document, Sought(needles_of(born)), paper=paper) == found
        for name, data in files.items():
            clean = a_minutes_paper()
            assert scan({name: data}, document, Sought(needles_of(born)), paper=clean) == found


def _locked(data: bytes) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="", user="secret"))
    return made.getvalue()


def _broken(data: bytes) -> bytes:
    made = BytesIO(data)
    with ZipFile(made, "a") as package:
        package.writestr("word/notes.xml", b"<w:p><w:t>")
    return made.getvalue()


def _with_entity(data: bytes) -> bytes:
    made = BytesIO(data)
    with ZipFile(made, "a") as package:
        package.writestr("word/notes.xml", b"<!DOCTYPE a [<!ENTITY b 'Rose'>]><a>&b;</a>")
    return made.getvalue()


DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a cut PDF": ("pdf", lambda data: data[: len(data) // 2]),
    "no PDF": ("pdf", lambda _: b"not a PDF"),
    "a locked PDF": ("pdf", _locked),
    "a cut Word document": ("docx", lambda data: data[: len(data) // 2]),
    "a Word document with a damaged part": ("docx", _broken),
    "a Word document with entities": ("docx", _with_entity),
    "another package": ("docx", lambda _: b"PK\x05\x06" + bytes(18)),
    "a text in another encoding": ("txt", lambda _: b"\xff\xfe\x00"),
    "a page in another encoding": ("html", lambda _: b"<p>\xff"),
    "an unknown format": ("odt", lambda data: data),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_cannot_be_looked_into_is_refused(damage: str):
    name, change = DAMAGES[damage]
    paper = an_agenda()
    document = compose("agenda.md.j2", paper)
    whole = FORMATS[name].write(document) if name in FORMATS else b"PK"
    with pytest.raises(Refused, match="cannot say what is in it"):
        scan({name: change(whole)}, document, Sought(needles_of(YOUNG)), paper=paper)


def test_an_allowance_is_a_case_and_a_field():
    assert read_allowance(" m26-007:Name ") == Hit("M26-007", Field.NAME)
    assert str(Hit("M26-007", Field.NAME)) == "M26-007:name"
    for text in ("M26-007", "M26-007:words", ":name", ""):
        with pytest.raises(UsageRefused):
            read_allowance(text)
