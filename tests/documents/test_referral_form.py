"""The referral form goes out blank and comes back filled in, in every format it is sent in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from marg_cli.documents.received import NotReadable, read
from marg_cli.domain.referral.fields import BY_NUMBER, FIELDS
from marg_cli.domain.referral.labels import named
from tests.documents.referrals import NUMBERED, WRITTEN, blank, filled, filled_text, is_ticked, said

BOXES = "☐"


@pytest.mark.parametrize("form", ["md", "txt"])
def test_every_question_stands_on_the_form_once_with_its_number(form: str):
    text = blank(form).decode()
    assert [field.number for field in NUMBERED if text.count(f"{field.number} ") != 1] == []


def test_every_question_of_the_word_form_is_known_by_its_words_too():
    questions = [question for question, _ in read(blank()).rows]
    numbered = [question for question in questions if question[0].isdigit()]
    assert len(numbered) == len(BY_NUMBER)
    for question in numbered:
        number = question.split()[0]
        found = named(question)
        assert found is not None
        assert (found.field.number, found.rest) == (number, "")


def test_a_blank_form_says_nothing_but_its_boxes():
    for form, name in (("docx", "a.docx"), ("txt", "a.txt"), ("md", "a.md"), ("html", "a.html")):
        read_back = said(blank(form), name)
        assert all(is_ticked(key) and BOXES in text for key, text in read_back.items()), form


def test_what_is_typed_into_the_word_form_comes_back_as_it_was_typed():
    read_back = said(filled())
    assert {key: read_back[key] for key in WRITTEN} == WRITTEN
    assert "☒ No, because: he would vanish" in read_back["knows"]


def test_what_is_typed_into_the_text_form_comes_back():
    read_back = said(filled_text().encode(), "form.txt")
    assert {key: read_back[key] for key in WRITTEN} == WRITTEN
    assert "x Yes" in read_back["supervision"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_text_form_may_be_saved_in_the_encodings_of_windows(encoding: str):
    assert said(filled_text().encode(encoding), "form.txt")["name"] == WRITTEN["name"]


@pytest.mark.parametrize("key", [field.key for field in FIELDS if field.key in WRITTEN])
def test_one_answer_alone_goes_to_its_own_field(key: str):
    read_back = said(filled({key: WRITTEN[key]}, {}))
    assert {k: text for k, text in read_back.items() if BOXES not in text} == {key: WRITTEN[key]}


def libreoffice(folder: Path, content: bytes, kind: str) -> bytes:
    """Open a Word file in LibreOffice and save it again as another kind."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed. On Debian: apt-get install libreoffice-writer"
    (folder / "in.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    out = folder / "out"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, str(folder / "in.docx")], check=True, capture_output=True)
    return (out / f"in.{kind}").read_bytes()


def test_a_form_saved_by_libreoffice_reads_the_same(tmp_path: Path):
    read_back = said(libreoffice(tmp_path, filled(), "docx"))
    assert {key: read_back[key] for key in WRITTEN} == WRITTEN


@pytest.mark.parametrize(
    ("kind", "way_out"),
    [("odt", "(.docx)"), ("doc", ".docx"), ("rtf", "(.docx)"), ("pdf", "paste")],
)
def test_a_form_saved_as_something_else_is_refused_with_what_to_do(
    tmp_path: Path, kind: str, way_out: str
):
    with pytest.raises(NotReadable) as refused:
        read(libreoffice(tmp_path, filled(), kind), f"in.{kind}")
    assert way_out in refused.value.hint
    assert "Fernsby" not in f"{refused.value.message}{refused.value.hint}"
