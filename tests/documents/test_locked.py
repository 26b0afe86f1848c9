"""Locked copies open with their password, in other people's programs too, and not without."""

from __future__ import annotations

import math
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError

from marg_cli.documents.locked import lock, password
from marg_cli.documents.locked import word as word_lock
from marg_cli.documents.locked.password import new_password
from marg_cli.documents.render import FORMATS, compose, written
from marg_cli.errors import Refused
from tests.documents.libreoffice_macro import opened_as_pdf
from tests.documents.papers import an_agenda

PASSWORD = "bukam-dorip-sefat-tivom"  # noqa: S105 - an example


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return written(lambda: compose("agenda.md.j2", an_agenda()), FORMATS).files


def test_a_locked_pdf_opens_with_its_password_alone(files: dict[str, bytes], tmp_path: Path):
    place = tmp_path / "locked.pdf"
    place.write_bytes(lock(files["pdf"], "pdf", PASSWORD))
    assert _drawn(place, PASSWORD) == 0
    assert _drawn(place, "another") != 0
    assert _drawn(place, "") != 0


def _drawn(place: Path, given: str) -> int:
    command = ["pdftoppm", "-r", "20", "-upw", given, str(place), str(place.with_suffix(""))]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_a_locked_pdf_is_aes_256_and_says_no_more_that_it_is_for_the_archive(
    files: dict[str, bytes],
):
    locked = lock(files["pdf"], "pdf", PASSWORD)
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as pdf:
        assert pdf.encryption.R == 6
        assert "aesv3" in str(pdf.encryption.stream_method)
        assert pdf.allow.accessibility
        with pdf.open_metadata() as said:
            assert "pdfaid:part" not in said
            assert said["pdfuaid:part"] == "1"


def test_the_words_of_a_paper_are_in_no_locked_file(files: dict[str, bytes]):
    for name in ("pdf", "docx"):
        locked = lock(files[name], name, PASSWORD)
        for form in ("utf-8", "utf-16-le"):
            assert "Exampleton".encode(form) not in locked


def test_a_locked_word_document_opens_to_the_same_bytes_with_its_password_alone(
    files: dict[str, bytes],
):
    file = OfficeFile(BytesIO(lock(files["docx"], "docx", PASSWORD)))
    opened = BytesIO()
    file.load_key(password=PASSWORD, verify_password=True)
    file.decrypt(opened)
    assert opened.getvalue() == files["docx"]
    with pytest.raises(InvalidKeyError):
        file.load_key(password="another", verify_password=True)  # noqa: S106 - an example


def test_libreoffice_opens_a_locked_word_document_with_its_password_alone(
    files: dict[str, bytes], tmp_path: Path
):
    place = tmp_path / "locked.docx"
    place.write_bytes(lock(files["docx"], "docx", PASSWORD))
    assert not opened_as_pdf(place, "another", tmp_path / "profile")
    assert opened_as_pdf(place, PASSWORD, tmp_path / "profile")


@pytest.mark.parametrize("size", [0, 1, 100, 3000, 4095, 4096, 5000])
def test_a_word_document_of_any_size_comes_back_whole_or_is_refused(size: int):
    made = BytesIO()
    with ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", bytes(size))
    data = made.getvalue()
    try:
        locked = word_lock.lock_docx(data, PASSWORD)
    except Refused as refused:
        assert refused.hint  # noqa: PT017 - either way is right
        return
    file, opened = OfficeFile(BytesIO(locked)), BytesIO()
    file.load_key(password=PASSWORD)
    file.decrypt(opened)
    assert opened.getvalue() == data


@pytest.mark.parametrize("name", ["md", "txt", "html", "odt"])
def test_a_format_without_a_lock_is_refused(name: str):
    with pytest.raises(Refused, match=f"A {name} file cannot be locked") as refused:
        lock(b"", name, PASSWORD)
    assert refused.value.hint.endswith("--as pdf,docx")


def test_a_password_can_be_read_aloud_and_is_not_to_be_guessed():
    bits = math.log2(len(password.FIRST) ** 2 * len(password.VOWELS) ** 2 * len(password.LAST))
    assert bits * password.GROUPS >= 60
    made = {new_password() for _ in range(1000)}
    assert len(made) == 1000
    for one in made:
        assert one.isascii()
        assert [len(group) for group in one.split("-")] == [5] * 4
        assert not set(one) & set("lcqxy0O1I")
