"""Copies, stamps and differences of the templates a group makes its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.own import templates as own_templates
from marg_cli.documents.own.block_texts import block_texts
from marg_cli.documents.own.catalogue import PAPERS
from marg_cli.documents.own.copies import extension, whole
from marg_cli.documents.own.specimens import fields, specimens
from marg_cli.documents.own.stamp import digest, stamped, unstamped
from marg_cli.documents.own.templates import Standing, difference, full_name, packaged_text
from marg_cli.documents.render import compose
from marg_cli.domain.value import values
from marg_cli.errors import NotFound, UsageRefused
from tests.documents.papers import a_minutes_paper

EXAMPLES = Path(__file__).parents[2] / "examples" / "templates"


def own(folder: Path, text: str, name: str = "minutes.md.j2") -> Path:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def stands(folder: Path, name: str = "minutes.md.j2") -> Standing:
    return {view.name: view.standing for view in own_templates.listed([folder])}[name]


@pytest.mark.parametrize("name", ["minutes.md.j2", "house/house.css"])
def test_a_copy_says_what_it_was_made_from_and_nothing_else_differs(name: str) -> None:
    copied = whole(name)
    first, _, rest = copied.partition("\n")
    assert f"marg: based on {name} sha256:{digest(rest)}" in first
    assert unstamped(copied) == (packaged_text(name), digest(rest))


def test_the_stamp_of_a_template_leaves_nothing_in_the_paper(tmp_path: Path) -> None:
    folder = own(tmp_path, whole("minutes.md.j2"))
    paper = a_minutes_paper()
    written = compose("minutes.md.j2", paper, search=[folder]).markdown
    assert written == compose("minutes.md.j2", paper).markdown


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (whole("minutes.md.j2"), Standing.COPY),
        (f"{whole('minutes.md.j2')}More.", Standing.COPY),
        (whole("minutes.md.j2").replace("\n", "\r\n"), Standing.COPY),
        (stamped("minutes.md.j2", ".j2", "older"), Standing.OUTDATED),
        (extension("minutes.md.j2"), Standing.EXTENDS),
        ("{%- extends '!minutes.md.j2' -%}", Standing.EXTENDS),
        ("# Ours", Standing.OWN),
    ],
)
def test_it_is_known_how_ones_own_stands_to_margs(
    tmp_path: Path, text: str, standing: Standing
) -> None:
    assert stands(own(tmp_path, text)) is standing


def test_what_nobody_has_is_listed_so_that_it_is_known_of(tmp_path: Path) -> None:
    assert stands(tmp_path, "house/house.docx") is Standing.NOBODYS
    assert stands(tmp_path, "minutes.md.j2") is Standing.PACKAGED


def test_a_file_that_is_no_text_can_be_listed_and_not_shown(tmp_path: Path) -> None:
    own(tmp_path, "PK", "house/house.docx")
    assert stands(tmp_path, "house/house.docx") is Standing.OWN
    with pytest.raises(UsageRefused):
        own_templates.shown("house/house.docx", [tmp_path])


@pytest.mark.parametrize("word", ["minutes", "minutes.md.j2"])
def test_a_template_goes_by_its_short_name_too(word: str) -> None:
    assert full_name(word) == "minutes.md.j2"
    assert full_name("house.css") == "house/house.css"


def test_the_near_name_is_offered() -> None:
    with pytest.raises(NotFound, match=r"no template minuts\. Did you mean minutes\?"):
        full_name("minuts")


def test_ones_own_is_shown_and_the_packaged_where_it_is_asked_for(tmp_path: Path) -> None:
    folder = own(tmp_path, "# Ours\n")
    assert own_templates.shown("minutes.md.j2", [folder]).text == "# Ours\n"
    packaged = own_templates.shown("minutes.md.j2", [folder], packaged=True)
    assert packaged.text == (packaged_templates() / "minutes.md.j2").read_text("utf-8")


def test_a_difference_is_what_was_changed_and_not_the_stamp(tmp_path: Path) -> None:
    text = whole("minutes.md.j2")
    assert difference("minutes.md.j2", [own(tmp_path, text)]).lines == ""
    changed = difference("minutes.md.j2", [own(tmp_path, text.replace("Any other", "Other"))])
    assert [line for line in changed.lines.splitlines() if line[0] in "+-"] == [
        "--- marg's minutes.md.j2",
        "+++ your minutes.md.j2",
        "-## 9 Any other business",
        "+## 9 Other business",
    ]


def test_of_an_extension_only_its_blocks_are_compared() -> None:
    lines = difference("minutes.md.j2", [EXAMPLES]).lines.splitlines()
    assert lines[0] == "--- marg's minutes.md.j2, block aob"
    assert [line[:38] for line in lines if line[0] == "+"][1:] == [
        "+{{ super() }}",
        "+**If you are worried about an adult b",
    ]


def test_what_is_not_ones_own_has_no_difference(tmp_path: Path) -> None:
    assert difference("minutes.md.j2", [tmp_path]) == ("minutes.md.j2", None, "")


def test_an_extension_names_every_block(tmp_path: Path) -> None:
    text = extension("minutes.md.j2")
    listed = text.partition("The blocks of minutes:\n")[2].partition("\n\n")[0].split()
    assert listed == list(block_texts(packaged_text("minutes.md.j2")))
    assert {"masthead", "cases", "case", "by_agency"} <= set(listed)
    assert stands(own(tmp_path, text)) is Standing.EXTENDS


def test_what_has_no_blocks_cannot_be_extended() -> None:
    with pytest.raises(UsageRefused, match="no blocks"):
        extension("_macros.md.j2")


def test_a_block_in_a_block_stands_in_both() -> None:
    texts = block_texts(
        "{# {% block no %} #}{% block a %}1{% block b scoped %}2{% endblock %}3{% endblock a %}"
    )
    assert texts == {"a": "1{% block b scoped %}2{% endblock %}3", "b": "2"}


def test_the_example_changes_one_block_of_the_minutes() -> None:
    paper = a_minutes_paper()
    changed = compose("minutes.md.j2", paper, search=[EXAMPLES]).markdown.splitlines()
    packaged = compose("minutes.md.j2", paper).markdown.splitlines()
    added = [line for line in changed if line not in packaged]
    assert [line[:26] for line in added] == ["**If you are worried about"]
    assert [line for line in changed if line and line not in added] == list(filter(None, packaged))


@pytest.mark.parametrize("name", PAPERS)
def test_specimens_have_none_one_and_several_of_each_thing(name: str) -> None:
    made = [values(specimen) for specimen in specimens(PAPERS[name])]
    lists = [field for field, value in made[0].items() if isinstance(value, tuple)]
    for field in lists:
        assert {len(paper[field]) for paper in made if paper[field] is not None} >= {0, 1, 3}
    assert all(paper.keys() == fields(PAPERS[name]).keys() for paper in made)
