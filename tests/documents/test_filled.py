"""Requests as they come back: filled in in Word, LibreOffice or a text editor, or made to harm."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.documents.filled import is_packed, read_text, read_word
from marg_cli.documents.house.word.unfit import Unfit
from marg_cli.documents.render import render
from marg_cli.domain.information import InformationKind
from marg_cli.domain.lateral_check import CheckState
from marg_cli.domain.trawl_sheet import Label, Sheet, SheetAnswer, read_sheet
from tests.documents.sheets import a_person_sought, a_trawl_request

CASES = ("M26-001", "M26-002", "M26-004")
PAPER = a_trawl_request(
    people=tuple(a_person_sought(case=case) for case in CASES), nameless=("M26-009",)
)
FACT = InformationKind.FACT
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@cache
def made(kind: str) -> bytes:
    return render("trawl_request.md.j2", PAPER, [kind]).files[kind]


def read(content: bytes | str) -> Sheet:
    if isinstance(content, str):
        return read_sheet(read_text(content, list(Label)))
    assert is_packed(content)
    return read_sheet(read_word(content))


def answers(content: bytes | str) -> dict[str, SheetAnswer]:
    found = read(content)
    assert found.problems == ()
    return {answer.case: answer for answer in found.answers}


def word(typed: dict[tuple[str, Label], str]) -> bytes:
    """Type into the cells of the Word sheet, as somebody does."""
    document = Document(BytesIO(made("docx")))
    for table in document.tables:
        for row in table.rows:
            for (case, label), text in typed.items():
                if (table.cell(0, 0).text, row.cells[0].text) == (f"Answer on {case}", label):
                    row.cells[1].text = text
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def changed(content: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """Change the XML of one part."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(kept, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old in text.decode()
                text = text.decode().replace(old, new, 1).encode()
            after.writestr(name, text)
    return kept.getvalue()


def typed_in_word() -> bytes:
    return word({("M26-001", Label.FACTS): "HERE"})


@pytest.mark.parametrize("kind", ["docx", "md", "txt"])
def test_a_request_as_it_was_sent_holds_every_box_and_no_answer(kind: str):
    content = made(kind)
    found = read(content if kind == "docx" else content.decode())
    assert found.problems == ()
    assert (found.agency, found.meeting) == ("GLOW", "Tuesday 8 December 2026, 10am")
    assert [(a.case, a.state) for a in found.answers] == [(case, None) for case in CASES]


def test_every_row_of_the_request_is_one_that_is_read():
    rows = {Label(cell) for cell in re.findall(r"^\| \*\*([^*]+)\*\*", _first_box(), re.MULTILINE)}
    assert rows == set(Label)


def _first_box() -> str:
    text = made("md").decode()
    return text[text.index("| Answer on") :].split("\n\n")[0]


def test_what_was_typed_in_word_is_read():
    found = answers(
        word(
            {
                ("M26-001", Label.NIL): "X",
                ("M26-002", Label.FACTS): "She said “come at nine”.\nThen nobody did.",
                ("M26-002", Label.CRIMINAL): "☒",
                ("M26-002", Label.BY): "Somebody invented",
                ("M26-004", Label.SPEAK): "yes",
            }
        )
    )
    assert [found[case].state for case in CASES] == [
        CheckState.NIL,
        CheckState.RETURNED,
        CheckState.SPEAK,
    ]
    second = found["M26-002"]
    assert second.written == {FACT: "She said “come at nine”.\nThen nobody did."}
    assert (second.criminal, second.third_party) == (True, False)
    assert second.by == "Somebody invented"


def test_tracked_changes_are_read_as_accepted():
    tracked = (
        '<w:del w:id="1" w:author="A"><w:r><w:delText>Not this</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>This</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>nor that</w:t></w:r></w:moveFrom>'
    )
    content = changed(typed_in_word(), "<w:r><w:t>HERE</w:t></w:r>", tracked)
    assert answers(content)["M26-001"].written == {FACT: "This"}


def test_a_tick_from_words_list_of_signs_and_a_content_control_are_ticks():
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{sign}</w:sdtContent></w:sdt>"
    content = word({("M26-001", Label.NIL): "HERE"})
    for tick in (sign, control):
        ticked = changed(content, "<w:r><w:t>HERE</w:t></w:r>", tick)
        assert answers(ticked)["M26-001"].state is CheckState.NIL


def test_a_field_shows_its_result_and_a_link_its_words():
    link = '<w:hyperlink r:id="rId99"><w:r><w:t>the report</w:t></w:r></w:hyperlink>'
    content = changed(typed_in_word(), "<w:r><w:t>HERE</w:t></w:r>", link)
    assert answers(content)["M26-001"].written == {FACT: "the report"}


def test_a_table_pasted_into_a_cell_is_part_of_its_text():
    pasted = (
        "<w:r><w:t>Seen on</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Monday</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl><w:p>"
    )
    content = changed(typed_in_word(), "<w:r><w:t>HERE</w:t></w:r>", pasted)
    assert answers(content)["M26-001"].written == {FACT: "Seen on\nMonday"}


def test_merged_cells_are_a_problem_and_no_answer_is_lost():
    document = Document(BytesIO(made("docx")))
    for table in document.tables:
        if table.cell(0, 0).text == "Answer on M26-001":
            table.rows[3].cells[0].merge(
                table.rows[3].cells[1]
            ).text = "He was seen at the station by two of our officers last week"
    kept = BytesIO()
    document.save(kept)
    (problem,) = read(kept.getvalue()).problems
    assert (problem.ref, problem.row) == ("M26-001", None)
    assert "put the label back" in problem.message


def test_what_is_typed_below_a_box_is_told():
    document = Document(BytesIO(made("docx")))
    document.tables[2]._tbl.addnext(document.add_paragraph("And one thing more")._p)  # noqa: SLF001
    kept = BytesIO()
    document.save(kept)
    (problem,) = read(kept.getvalue()).problems
    assert "text beside the boxes is not read" in problem.message


def test_libreoffice_may_have_saved_it(tmp_path: Path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed. On Debian: apt-get install libreoffice-writer"
    (tmp_path / "in").mkdir()
    filled = word({("M26-001", Label.NIL): "X", ("M26-002", Label.FACTS): "Seen “twice”."})
    (tmp_path / "in" / "sheet.docx").write_bytes(filled)
    source = str(tmp_path / "in" / "sheet.docx")
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for kind in ("docx", "odt"):
        subprocess.run(
            [office, own, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), source],
            check=True,
            capture_output=True,
            timeout=180,
        )
    found = answers((tmp_path / "sheet.docx").read_bytes())
    assert found["M26-001"].state is CheckState.NIL
    assert found["M26-002"].written == {FACT: "Seen “twice”."}
    with pytest.raises(Unfit, match="is no Word document"):
        read((tmp_path / "sheet.odt").read_bytes())


def plain(*changes: tuple[str, str]) -> str:
    """Change the first box of the text sheet, as in an editor."""
    text = made("txt").decode()
    for old, new in changes:
        at = text.index(old, text.index("Answer on M26-001"))
        text = text[:at] + new + text[at + len(old) :]
    return text


NIL_ROW = f"{Label.NIL}                                ☐"


@pytest.mark.parametrize(
    "row",
    [f"{Label.NIL}   X", f"{Label.NIL} X", f"{Label.NIL}: x", f"{Label.NIL}\tyes", "nil return ☒"],
)
def test_a_tick_in_a_text_file_however_it_is_spaced(row: str):
    assert answers(plain((NIL_ROW, row)))["M26-001"].state is CheckState.NIL


def test_a_text_of_several_lines_belongs_to_its_row():
    text = plain((Label.FACTS, f"{Label.FACTS}  Seen on Monday,\n   and on Tuesday\nand since"))
    assert answers(text)["M26-001"].written == {FACT: "Seen on Monday,\nand on Tuesday\nand since"}


def test_text_after_a_blank_line_is_told_with_its_line():
    text = plain((Label.FACTS, f"{Label.FACTS}  Seen\n\nmore of it\n\n{Label.FACTS}"))
    found = read(text)
    assert any(problem.line and "not read" in problem.message for problem in found.problems)


def test_a_markdown_cell_may_hold_breaks_bars_and_a_line_that_ran_over():
    text = made("md").decode()
    row = f"| **{Label.FACTS}** | |"
    typed = f"| **{Label.FACTS}** | Seen\\|heard<br>twice\nand again |"
    found = answers(text.replace(row, typed, 1))
    assert found["M26-001"].written == {FACT: "Seen|heard\ntwice\nand again"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_any_line_typed_into_the_text_sheet_comes_back_or_is_told(said: str):
    said = " ".join(said.split())
    found = read(plain((Label.FACTS, f"{Label.FACTS}  {said}")))
    read_back = {answer.case: answer.written.get(FACT, "") for answer in found.answers}
    assert found.problems or read_back["M26-001"] == said.lstrip(":* ")


@given(st.binary())
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes):
    with pytest.raises(Unfit) as refused:
        read(b"PK" + content)
    assert refused.value.way_out


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<w:body>", "<w:body><", "is damaged"),
        ("<?xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><?xml', "document type"),
    ],
)
def test_what_is_broken_or_reaches_out_is_refused(old: str, new: str, says: str):
    with pytest.raises(Unfit, match=says):
        read(changed(made("docx"), old, new))


def test_a_file_that_unpacks_to_far_more_is_refused():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (17 * 1024 * 1024))
    with pytest.raises(Unfit, match="holds more than 16 MB"):
        read(kept.getvalue())


def test_a_macro_is_never_looked_at():
    kept = BytesIO(typed_in_word())
    with zipfile.ZipFile(kept, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert answers(kept.getvalue())["M26-001"].written == {FACT: "HERE"}


def test_comments_are_told_and_not_read():
    kept = BytesIO(typed_in_word())
    with zipfile.ZipFile(kept, "a") as packed:
        comment = '<w:comment w:id="0"><w:p><w:r><w:t>Secret</w:t></w:r></w:p></w:comment>'
        packed.writestr("word/comments.xml", f'<w:comments xmlns:w="{W}">{comment}</w:comments>')
    (problem,) = read(kept.getvalue()).problems
    assert (problem.fatal, "Secret" in problem.message) == (False, False)
