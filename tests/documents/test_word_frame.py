"""What stands on every page of a Word paper: once, whoever says it, and on every kind of page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from marg_cli.documents.document import Frame
from marg_cli.documents.docx.base import BASE
from marg_cli.documents.docx.said import holds_picture
from marg_cli.documents.house.files import house_file
from marg_cli.errors import TemplateError
from tests.documents.word import FRAME, Word, found, value, word, words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MARKING = FRAME.marking


def fields(element: Any) -> list[str]:
    """The figures Word works out in a head or foot, simple or complex."""
    simple = [one.get(qn("w:instr")) for one in found(element, ".//w:fldSimple")]
    return " ".join(simple + [one.text for one in found(element, ".//w:instrText")]).split()


def lines(element: Any) -> list[str]:
    return [words(line) for line in found(element, ".//w:p")]


def test_the_marking_begins_and_ends_the_paper_in_a_style_of_its_own():
    paper = word("# Agenda\n\nwords")
    assert paper.of_style("Marking") == [MARKING, MARKING]
    assert [paper.lines()[at].style for at in (0, -1)] == ["Marking", "Marking"]


def test_each_page_says_marking_and_frame_once():
    paper = word("# Agenda")
    (head,), (foot,) = paper.frames("header"), paper.frames("footer")
    assert lines(head) == [MARKING, *FRAME.header]
    assert lines(foot) == ["Copy: GLOW · v1\tPage 1 of 1", MARKING]
    assert [line.style for line in paper.lines(head)] == ["Marking", "header", "header"]
    assert [line.style for line in paper.lines(foot)] == ["footer", "Marking"]


def test_the_page_is_told_by_word_itself():
    (foot,) = word("# Agenda").frames("footer")
    assert fields(foot) == ["PAGE", "NUMPAGES"]
    marks = [one.get(qn("w:fldCharType")) for one in found(foot, ".//w:fldChar")]
    assert marks == ["begin", "separate", "end"] * 2


def test_the_page_stands_at_the_right_edge():
    paper = word("# Agenda")
    (foot,) = paper.frames("footer")
    (stop,) = found(foot, "w:p/w:pPr/w:tabs/w:tab")
    assert (stop.get(qn("w:val")), stop.get(qn("w:pos"))) == ("right", str(11906 - 2 * 1020))


def test_a_frame_of_nothing_but_a_marking_still_counts_its_pages():
    (foot,) = word("# Agenda", Frame(MARKING, "Agenda", (), ())).frames("footer")
    assert lines(foot) == ["\tPage 1 of 1", MARKING]


Change = Callable[["WordDocument"], None]


@pytest.fixture
def housed(tmp_path: Path) -> Callable[[Change], Word]:
    """A paper written into a house document, which is changed before."""

    def write(change: Change) -> Word:
        house = WordFile(str(house_file(BASE)))
        change(house)
        (tmp_path / "house").mkdir()
        house.save(str(tmp_path / "house" / "house.docx"))
        return word("# Agenda", search=(tmp_path,))

    return write


def test_a_house_keeps_its_own_page_head_and_foot_and_gets_the_rest(housed):
    def letterhead(house: WordDocument) -> None:
        house.sections[0].header.paragraphs[0].text = "Exampleton Borough Council"
        house.sections[0].footer.paragraphs[0].text = "Civic Hall"
        house.sections[0].left_margin = 1270 * 1000

    paper = housed(letterhead)
    (head,), (foot,) = paper.frames("header"), paper.frames("footer")
    assert lines(head) == [MARKING, "Exampleton Borough Council", *FRAME.header]
    assert lines(foot) == ["Civic Hall", "Copy: GLOW · v1\tPage 1 of 1", MARKING]
    assert value(paper.body, "w:sectPr/w:pgMar", "w:left") == "2000"


def test_what_a_house_says_already_is_not_said_again(housed):
    def says_all(house: WordDocument) -> None:
        head, foot = house.sections[0].header, house.sections[0].footer
        head.paragraphs[0].text = "official – sensitive"
        head.add_paragraph("EXAMPLETON GROUP, of the council")
        foot.paragraphs[0].text = f"{MARKING} | Chair: Independent Chair"
        foot._element.append(  # noqa: SLF001
            parse_xml(
                f"<w:p {nsdecls('w')}><w:r><w:t>Copy: GLOW · v1, page </w:t></w:r>"
                '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/></w:p>'
            )
        )

    paper = housed(says_all)
    (head,), (foot,) = paper.frames("header"), paper.frames("footer")
    assert lines(head) == ["official – sensitive", "EXAMPLETON GROUP, of the council"]
    assert len(lines(foot)) == 2
    assert fields(foot).count("PAGE") == 1
    assert "NUMPAGES" not in fields(foot)


def test_another_marking_does_not_stand_for_the_papers_own(housed):
    def other(house: WordDocument) -> None:
        house.sections[0].header.paragraphs[0].text = "Never send OFFICIAL-SENSITIVE-PERSONAL here"

    (head,) = housed(other).frames("header")
    assert lines(head)[0] == MARKING


@pytest.mark.parametrize("kinds", [("first",), ("even",), ("first", "even")])
def test_every_kind_of_page_a_house_has_is_marked(housed, kinds: tuple[str, ...]):
    def several(house: WordDocument) -> None:
        section = house.sections[0]
        section.header.paragraphs[0].text = "Every other page"
        if "first" in kinds:
            section.different_first_page_header_footer = True
            section.first_page_header.paragraphs[0].text = "First page"
        if "even" in kinds:
            house.settings.odd_and_even_pages_header_footer = True
            section.even_page_header.paragraphs[0].text = "Even page"

    paper = housed(several)
    heads, feet = list(paper.frames("header")), list(paper.frames("footer"))
    assert len(heads) == len(feet) == 1 + len(kinds)
    for head in heads:
        assert lines(head).count(MARKING) == 1
        assert len(lines(head)) == 2 + len(FRAME.header)
    for foot in feet:
        assert lines(foot) == ["Copy: GLOW · v1\tPage 1 of 1", MARKING]


def test_stops_the_house_had_in_its_foot_do_not_catch_the_page(housed):
    def stops(house: WordDocument) -> None:
        tabs = parse_xml(
            f'<w:tabs {nsdecls("w")}><w:tab w:val="center" w:pos="4513"/>'
            '<w:tab w:val="right" w:pos="9026"/></w:tabs>'
        )
        pr = house.styles["footer"].element.get_or_add_pPr()
        pr.insert(0, tabs)

    (foot,) = housed(stops).frames("footer")
    held = [
        (one.get(qn("w:val")), one.get(qn("w:pos")))
        for one in found(foot, "w:p/w:pPr/w:tabs/w:tab")
    ]
    assert held == [("clear", "4513"), ("clear", "9026"), ("right", "9866")]


def test_a_dotx_will_do(tmp_path: Path):
    (tmp_path / "house").mkdir()
    house = WordFile(str(house_file(BASE)))
    house.sections[0].header.paragraphs[0].text = "Exampleton Borough Council"
    house.save(str(tmp_path / "house" / "house.dotx"))
    paper = word("# Agenda", search=(tmp_path,))
    assert "Exampleton Borough Council" in lines(next(paper.frames("header")))


def test_words_drawn_across_the_page_are_no_logo():
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">{}</v:shape></w:pict>'
    )
    head = f"<w:hdr {nsdecls('w')}>{drawn}</w:r></w:p></w:hdr>"
    assert not holds_picture(parse_xml(head.format('<v:textpath string="DRAFT"/>')))
    assert holds_picture(parse_xml(head.format("<v:imagedata/>")))


def test_a_house_document_that_is_elsewhere_is_not_followed(tmp_path: Path):
    (tmp_path / "group" / "house").mkdir(parents=True)
    (tmp_path / "house.docx").write_bytes(house_file(BASE).read_bytes())
    (tmp_path / "group" / "house" / "house.docx").symlink_to(tmp_path / "house.docx")
    with pytest.raises(TemplateError):
        word("# Agenda", search=(tmp_path / "group",))
