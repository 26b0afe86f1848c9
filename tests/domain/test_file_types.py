from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marg_cli.domain.file_types import ending, file_type

MAIL = b"From: a@b.example\r\nSubject: x\r\nDate: y\r\n\r\nHello"


@pytest.mark.parametrize(
    ("beginning", "name", "says"),
    [
        (b"%PDF-1.7\n", "a.txt", "PDF"),
        (b"\xff\xd8\xff\xe0", "", "JPEG picture"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml.word/document.xml", "", "Word document"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "",
         "OpenDocument"),
        (b"PK\x03\x04" + bytes(26) + b"notes.txt", "a.docx", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "old Office file or Outlook message"),
        (MAIL, "a.txt", "e-mail"),
        (b"Name: Q\nBorn: 1984\n\nText", "a.txt", "text"),
        (b"Name: Q\n", "a.eml", "e-mail"),
        (b"<!DOCTYPE html><p>", "", "web page"),
        ("Zoë".encode("utf-16"), "", "text"),
        (b"MZ\x90\x00", "letter.pdf", "program"),
        (b"\x00\x01\x02", "a.txt", "unknown"),
        (b"", "", "text"),
    ],
)  # fmt: skip
def test_a_file_is_what_it_begins_as_whatever_it_is_called(beginning: bytes, name: str, says: str):
    assert file_type(beginning, name).says == says


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_have_a_type(beginning: bytes, name: str):
    assert file_type(beginning, name).says


@pytest.mark.parametrize(
    ("name", "end"),
    [("a.PDF", ".pdf"), ("a", ""), ("a.b/c", ""), ("a.x y", ""), (".docx", ".docx")],
)
def test_an_ending_is_letters_and_figures_after_the_last_dot(name: str, end: str):
    assert ending(name) == end
