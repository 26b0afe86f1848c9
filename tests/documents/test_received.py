"""Referrals as they really come: Word as people use it, e-mails of every make, hostile files."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from email.message import EmailMessage
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from marg_cli.documents.received import NotReadable, read
from marg_cli.documents.received.plain import TooLong
from marg_cli.documents.received.word import read_word
from marg_cli.domain.referral.reading import answers
from tests.documents.referrals import WRITTEN, blank, filled, said

BODY = """Dear colleague,

Name: Quillon Fernsby
D.O.B.: 12/05/1984
Home address: 3 Cutler's Yard,
Netherwick
Reason for referral: Third discharge to the street.

Kind regards,
Ann Archer
"""


def changed(content: bytes, part: str, old: str, new: str, *, times: int = 1) -> bytes:
    """A Word file with something in one of its parts replaced."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), times)
            after.writestr(name, text)
    return packed.getvalue()


def added(content: bytes, part: str, text: bytes) -> bytes:
    packed = BytesIO(content)
    with ZipFile(packed, "a", ZIP_DEFLATED) as after:
        after.writestr(part, text)
    return packed.getvalue()


def with_cell(number: str, xml: str) -> bytes:
    """The form with a cell's paragraph made of *xml*, as Word writes what people do."""
    document = docx.Document(BytesIO(blank()))
    for table in document.tables:
        for question, answer in (row.cells for row in table.rows):
            if question.text.startswith(f"{number} "):
                paragraph = answer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no other way
                paragraph.getparent().replace(
                    paragraph, parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>")
                )
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


TRACKED = 'w:id="1" w:author="A" w:date="2026-11-20T10:00:00Z"'


SAID = run("Quillon Fernsby")
CELLS = {
    "runs": f"{run('Quill')}{run('on Fernsby')}",
    "tracked": (
        f"<w:del {TRACKED}>{run('Wrong Name', 'delText')}</w:del><w:ins {TRACKED}>{SAID}</w:ins>"
    ),
    "moved": f"<w:moveFrom {TRACKED}>{run('Wrong Name')}</w:moveFrom>{SAID}",
    "link": f'<w:hyperlink r:id="rId1">{SAID}</w:hyperlink>',
    "control": (
        f"<w:sdt><w:sdtPr><w:alias w:val='Name'/></w:sdtPr><w:sdtContent>{SAID}"
        "</w:sdtContent></w:sdt>"
    ),
    "field": (
        f"<w:r><w:fldChar w:fldCharType='begin'/></w:r>{run('DOCPROPERTY x', 'instrText')}"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{SAID}"
    ),
    "smart tag": f"<w:smartTag w:element='name'>{SAID}</w:smartTag>",
    "coloured": "<w:r><w:rPr><w:b/></w:rPr><w:t>Quillon Fernsby</w:t></w:r>",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_reads_as_it_looks_when_all_changes_are_accepted(cell: str):
    assert said(with_cell("2.1", CELLS[cell]))["name"] == "Quillon Fernsby"


def test_rows_added_below_the_agencies_are_agencies_too():
    document = docx.Document(BytesIO(filled({"name": "Q F", "agencies": "POL: Bellows"}, {})))
    row = document.tables[-1].add_row()  # type: ignore[no-untyped-call]
    row.cells[0].text, row.cells[1].text = "Housing Solutions", "Ida"
    packed = BytesIO()
    document.save(packed)
    assert said(packed.getvalue())["agencies"] == "POL: Bellows\nHousing Solutions: Ida"


def test_a_table_inside_a_cell_is_part_of_its_answer():
    document = docx.Document(BytesIO(filled({"name": "Q F"}, {})))
    for table in document.tables:
        for question, answer in (row.cells for row in table.rows):
            if question.text.startswith("5.1 "):
                inner = answer.add_table(1, 2)
                inner.cell(0, 0).text, inner.cell(0, 1).text = "2025", "A tenancy"
    packed = BytesIO()
    document.save(packed)
    assert said(packed.getvalue())["tried"].split() == ["2025", "A", "tenancy"]


def a_mail(body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Ann Archer <ann@lamp.example>", "To": "m@example.test", "Subject": "Referral"}
    for name, value in (given | headers).items():
        message[name] = value
    message.set_content(body)
    return message


def certain(content: bytes) -> dict[str, str]:
    return said(content, "mail.eml")


EXPECTED = {
    "name": "Quillon Fernsby",
    "born": "12/05/1984",
    "address": "3 Cutler's Yard, Netherwick",
    "reason": "Third discharge to the street.",
}


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_a_mail_is_read_however_it_is_packed(encoding: str):
    message = EmailMessage()
    message["From"] = "Ann <ann@lamp.example>"
    message["Subject"] = "Referral"
    message.set_content(BODY, cte=encoding)
    assert certain(bytes(message)) == EXPECTED


def test_a_page_is_read_where_there_is_no_plain_text():
    message = a_mail()
    page = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    message.set_content(
        f"<html><head><style>p{{}}</style></head><body>{page}<script>alert(1)</script></body></html>",
        subtype="html",
    )
    read_back = certain(bytes(message))
    assert read_back["name"] == EXPECTED["name"]
    assert "alert" not in read(bytes(message), "m.eml").text


def test_a_page_beside_plain_text_is_not_read_twice():
    message = a_mail()
    message.add_alternative(f"<p>{BODY}</p>", subtype="html")
    assert read(bytes(message), "m.eml").text.count("Fernsby") == 1


def test_a_form_attached_is_found_and_its_answers_are_certain():
    message = a_mail("Please see attached. Name: somebody else entirely\n")
    message.add_attachment(
        b"%PDF-1.7 no form", maintype="application", subtype="pdf", filename="map.pdf"
    )
    message.add_attachment(
        filled(), maintype="application", subtype="octet-stream", filename="form.docx"
    )
    assert certain(bytes(message))["name"] == WRITTEN["name"]


def test_a_mail_forwarded_as_an_attachment_is_read_and_its_sender_is_not_the_referrer():
    outer = a_mail(
        "See below.\n\n---------- Forwarded message ---------\n", Subject="Fwd: Referral"
    )
    outer.add_attachment(a_mail())
    received = read(bytes(outer), "m.eml")
    assert received.sender is None
    assert answers(received.rows, received.text)["name"].text == EXPECTED["name"]


def test_quoted_lines_are_read_without_their_marks():
    quoted = "\n".join(f"> {line}" for line in BODY.split("\n"))
    assert said(quoted.encode(), "mail.txt")["address"] == EXPECTED["address"]


def test_one_label_with_two_answers_is_only_proposed():
    found = answers((), "Name: Quillon Fernsby\nName: Ann Archer\n")["name"]
    assert found == ("Quillon Fernsby", False)


def test_what_stands_in_a_sentence_is_only_proposed():
    found = answers((), "Our client, born 12/05/1984 (NHS no 999 000 0999), has nowhere.")
    assert {key: (text, sure) for key, (text, sure) in found.items()} == {
        "born": ("12/05/1984", False),
        "nhs": ("999 000 0999", False),
    }


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("Name: Zoë".encode("cp1252"), "Zoë"),
        ("Name: Zoë".encode("utf-16"), "Zoë"),
        ("Name: Zoë".encode("utf-8-sig"), "Zoë"),
        (b"Name: Zo\x81\xff", "Zo\ufffd\xff"),
    ],
)
def test_text_in_any_writing_of_offices_is_read(content: bytes, shown: str):
    assert answers((), read(content, "a.txt").text)["name"].text == shown


def nested(deep: int) -> bytes:
    head = b"From: a@b.example\nMIME-Version: 1.0\n"
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(deep)
    )
    return head + parts + b"Content-Type: text/plain\n\nName: Q F\n"


def bomb() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"0" * (120 * 1024 * 1024))
    return packed.getvalue()


def many_parts() -> EmailMessage:
    message = a_mail()
    for number in range(250):
        message.add_attachment(f"{number}", filename=f"{number}.txt")
    return message


def added_zip() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as made:
        made.writestr("a.txt", b"a")
    return packed.getvalue()


HOSTILE = {
    "a bomb": bomb,
    "a macro": lambda: added(blank(), "word/vbaProject.bin", b"x"),
    "a name that leads outside": lambda: added(blank(), "../../word/evil.xml", b"<a/>"),
    "half a file": lambda: filled()[: len(filled()) // 2],
    "a mail of too many parts": lambda: bytes(many_parts()),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a program": lambda: b"MZ" + bytes(100),
    "noise": lambda: bytes(range(256)) * 4,
    "a zip": added_zip,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_safely_is_refused_in_one_sentence_with_a_way_out(kind: str):
    with pytest.raises(NotReadable) as refused:
        read(HOSTILE[kind](), "Quillon Fernsby.docx")
    assert refused.value.hint
    assert "Fernsby" not in refused.value.message


def test_a_doctype_is_refused():
    content = changed(
        blank(), "word/document.xml", "<w:document ", '<!DOCTYPE a [<!ENTITY x "ha">]><w:document '
    )
    with pytest.raises(NotReadable):
        read_word(content)


@pytest.mark.parametrize("deep", [50, 3000])
def test_a_mail_nested_deep_ends_quickly(deep: int):
    began = process_time()
    with suppress(NotReadable):
        read(nested(deep), "m.eml")
    assert process_time() - began < 10


@pytest.mark.parametrize(
    "text",
    [
        "Name: " + "a" * 900_000,
        "x " * 450_000,
        "Name" * 200_000,
        "- " * 400_000,
        "|" * 900_000,
        "Name:\n" * 140_000,
        ">" * 900_000,
        "born " * 180_000,
        "NHS" + " " * 900_000,
    ],
    ids=lambda text: text[:5],
)
def test_a_megabyte_of_one_line_is_read_in_a_moment(text: str):
    began = process_time()
    received = read(text.encode(), "a.txt")
    answers(received.rows, received.text)
    assert process_time() - began < 5


def test_more_text_than_a_referral_is_refused():
    with pytest.raises(TooLong):
        read(b"a" * 1_000_001, "a.txt")


def test_an_answer_too_long_for_its_field_is_cut_and_only_proposed():
    found = answers((), f"Name: {'a' * 1000}\n")["name"]
    assert (len(found.text), found.sure) == (300, False)


def test_a_header_that_is_broken_is_no_fault():
    raw = b"From: =?utf-8?b?" + b64encode(b"\xff\xfe") + b"?= <a@b\nSubject: \xff\nDate: never\n\n"
    assert "Fernsby" in read(raw + BODY.encode(), "m.eml").text


def test_nothing_in_the_text_is_a_line_too_many():
    assert read(b"a\r\nb\rc", "a.txt").text == "a\nb\nc"
