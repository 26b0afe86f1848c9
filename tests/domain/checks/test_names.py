from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.checks.finding import Finding
from marg_cli.domain.checks.names import Names, Text

PEOPLE = [
    ("M26-001", ["Wendell Brackenpipe", "Pipes"]),
    ("M26-002", ["Nour al-Waraqa (نور الورقة)", "Nora Waraka"]),
    ("M26-004", ["Not known", "Mr Odo Fennel (née Reed)", "O F", "The adult", "Name withheld"]),
    ("M26-003", ["Théodora Anne-Marie O'Bellweather", "Dora", "Al", "the Boss", "April"]),
]
STAFF = ["Jory Mistletoe", "Dorian Pipesmith", "Netherwick"]


def found(*texts: str, people: list[tuple[str, list[str]]] = PEOPLE) -> list[Finding]:
    names = Names(people, STAFF)
    return list(
        names.in_texts([Text("M26-009", "views", t, "marg minutes edit E1") for t in texts])
    )


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Told by Wendell Brackenpipe at the bandstand.", "M26-001"),
        ("BRACKENPIPE, Wendell: no letters.", "M26-001"),
        ("wendell  brackenpipe's dog", "M26-001"),
        ("Wendell Brackenpipe’s dog", "M26-001"),
        ("Wendell\u00a0Bracken\u00adpipe", "M26-001"),
        ("Wendell\nBrackenpipe", "M26-001"),
        ("asked Nour Al Waraqa twice", "M26-002"),
        ("Al-Waraqa, Nour", "M26-002"),
        ("Nour Waraqa", "M26-002"),
        ("قالت نور الورقة ذلك", "M26-002"),
        ("Nora Waraka", "M26-002"),
        ("Theodora OBellweather", "M26-003"),
        ("THÉODORA ANNE MARIE O’BELLWEATHER", "M26-003"),
        ("Theodora Annemarie O'Bellweather", "M26-003"),
        ("Dr Mistletoe met Dora there.", "M26-003"),
        ("She likes to be called Dora.", "M26-003"),
        ("Odo Fennel rang.", "M26-004"),
    ],
)
def test_a_persons_name_is_found_however_it_is_written(text: str, ref: str):
    (finding,) = found(text)
    assert ref in finding.finding


@pytest.mark.parametrize(
    "text",
    [
        "Wendell asked for a picture.",
        "Mr Brackenpipe asked.",
        "Wendell or the Brackenpipes",
        "Told to Jory Mistletoe.",
        "Dora asked for a picture.",
        "Told to Dora Pennywhistle.",
        "Told to PC Dora.",
        "dora the explorer",
        "Adorable; Al came in April",
        "M26-001 and M26-003",
        "His address is not known, and the adult said so.",
        "Mr Fennel of O.F. Reed",
        "",
    ],
)
def test_what_may_be_another_word_or_colleague_is_no_name(text: str):
    assert found(text) == []


def test_an_alias_that_the_papers_write_small_elsewhere_is_a_word():
    assert found("The flat on Pipes corner") != []
    assert found("The flat on Pipes corner", "Two pipes burst.") == []


def test_a_member_of_the_same_name_may_be_named():
    assert found("Jory Mistletoe", people=[("M26-004", ["Jory Mistletoe"])]) == []


def test_two_people_in_one_text_are_one_finding_with_both_references():
    (finding,) = found("Wendell Brackenpipe knows Nora Waraka.")
    assert "M26-001 and M26-002" in finding.finding


def test_a_finding_says_where_and_never_the_name():
    (finding,) = found("Told by Wendell Brackenpipe.")
    assert (finding.case, finding.heading) == ("M26-009", "views")
    assert "brackenpipe" not in " ".join(map(str, finding)).casefold()


@given(st.text(), st.text())
def test_a_name_is_found_between_any_two_texts(before: str, after: str):
    assert len(found(f"{before}. Wendell Brackenpipe. {after}")) == 1


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_name_and_any_text_can_be_looked_at(text: str, names: list[str]):
    list(Names([("M26-001", names)], names[:1]).in_texts([Text(None, "aob", text, "")]))


def test_a_thousand_people_are_looked_for_in_150_cases_within_a_second():
    people = [(f"M26-{n:03}", [f"Quill{n} Feather{n}", f"Alias{n} Q{n}"]) for n in range(1000)]
    said = "What was said of this at some length, with Jory Mistletoe and others there. " * 4
    texts = [*([said] * 150 * 15), "and Feather999, Quill999"]
    start = process_time()
    assert len(found(*texts, people=people)) == 1
    assert process_time() - start < 1
