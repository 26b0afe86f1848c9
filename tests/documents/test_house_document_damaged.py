"""Whatever happens to a house document's bytes: it is cleaned, or refused in one sentence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marg_cli.documents.house.word import house_document
from marg_cli.errors import TemplateError
from tests.documents.house_packages import HEADER, HousePackage, drawing, png, zipped
from tests.house_example import made

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HOUSE = (
    HousePackage()
    .says(HEADER, drawing("rIdCrest", "Crest"))
    .part("word/media/a.png", png("Ada"))
    .related(HEADER, "image", "media/a.png", "rIdCrest")
    .members
)
WHOLE = made()
ATTRIBUTE = re.compile(rb'="[^"]*"')
TAG = re.compile(rb"<[^<>]*>")


def holds(file: Path) -> None:
    """Hold that the file is cleaned to a document that opens, or refused in one sentence."""
    try:
        content = house_document(file)
    except TemplateError as error:
        says, way_out = error.message, error.hint
    else:
        assert Document(BytesIO(content)).sections
        return
    assert re.fullmatch(r"house\.docx [^\n]*\w\.", says)
    assert way_out.endswith("try again.")


@QUICK
@given(data=st.data())
def test_a_package_with_a_changed_member(data: st.DataObject, tmp_path: Path):
    members = dict(HOUSE)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(members)))
        content = members.pop(name)
        match data.draw(st.sampled_from(["gone", "cut", "swapped", "attribute", "tag", "noise"])):
            case "cut":
                members[name] = content[: data.draw(st.integers(0, len(content)))]
            case "swapped":
                members[name] = HOUSE[data.draw(st.sampled_from(sorted(HOUSE)))]
            case "attribute":
                members[name] = _changed(ATTRIBUTE, content, data, b'="-1"', b'=""', b'="a b"')
            case "tag":
                members[name] = _changed(TAG, content, data, b"", b"<w:p>", b"<w:sectPr/>")
            case "noise":
                at = data.draw(st.integers(0, len(content)))
                members[name] = content[:at] + data.draw(st.binary(max_size=9)) + content[at:]
        if not members:
            break
    file = tmp_path / "house.docx"
    file.write_bytes(zipped(members))
    holds(file)


@QUICK
@given(data=st.data())
def test_a_file_with_changed_bytes(data: st.DataObject, tmp_path: Path):
    changed = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "house.docx"
    file.write_bytes(changed)
    holds(file)


def _changed(sought: re.Pattern[bytes], content: bytes, data: st.DataObject, *by: bytes) -> bytes:
    found = list(sought.finditer(content))
    if not found:
        return content
    one = data.draw(st.sampled_from(found))
    return content[: one.start()] + data.draw(st.sampled_from(by)) + content[one.end() :]
