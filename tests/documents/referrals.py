"""Referral forms of an invented group, filled in as people fill them in."""

from __future__ import annotations

from io import BytesIO

import docx

from marg_cli.documents.received import Received, read
from marg_cli.documents.render import render
from marg_cli.domain.case import DISADVANTAGES
from marg_cli.domain.papers.referral_form import ReferralForm
from marg_cli.domain.referral.fields import FIELDS, PROCESSES, Shape
from marg_cli.domain.referral.reading import answers
from tests.documents.papers import a_head

WRITTEN = {
    "referrer": "Lamplight Outreach",
    "referred_by": "Ann Archer",
    "role": "Outreach worker",
    "contact": "01632 960 001",
    "on": "20/11/2026",
    "name": "Quillon [b] Fernsby",
    "aliases": "Quill, Fern",
    "born": "12 May 1984",
    "address": "No fixed abode",
    "nhs": "999 000 0999",
    "police_ref": "BRK/26/1",
    "area": "Netherwick East",
    "safe_contact": "Through the day centre, never by post",
    "basis": "Public task",
    "reason": "Third discharge to the street.\nNobody leads.",
    "resolving": "A door of his own",
    "other_themes": "hoarding",
    "tried": "Two tenancies",
    "failed_because": "No support with either",
    "reported_to": "Police, 19 November",
    "agencies": "POL: Sgt Bellows\nHousing Solutions - Ida",
}
TICKS = {
    "knows": ("☐ No, because:", "☒ No, because: he would vanish"),
    "themes": ("☐ Homelessness", "X Homelessness"),
    "supervision": ("☐ Yes", "☒ Yes"),
    "other_process": ("☐ MARAC", "[x] MARAC"),
    "immediate_risk": ("☐ Yes, the risk is:", "☑ Yes, the risk is: he sleeps in the car park"),
}
NUMBERED = [field for field in FIELDS if field.number]


def blank(form: str = "docx") -> bytes:
    paper = ReferralForm(head=a_head(), themes=DISADVANTAGES, processes=PROCESSES)
    return render("referral_form.md.j2", paper, [form]).files[form]


def filled(
    written: dict[str, str] | None = None, ticks: dict[str, tuple[str, str]] | None = None
) -> bytes:
    """The Word form with answers typed into its cells."""
    document = docx.Document(BytesIO(blank()))
    said = WRITTEN if written is None else written
    by_number = {field.number: field.key for field in NUMBERED}
    for table in document.tables:
        for question, answer in (row.cells for row in table.rows):
            key = by_number.get(question.text.split()[0], "")
            if key in said:
                answer.text = said[key]
            for before, after in [(TICKS if ticks is None else ticks).get(key, ("", ""))]:
                if before:
                    answer.text = answer.text.replace(before, after)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def filled_text() -> str:
    """The plain-text form with answers typed behind its questions, a text over several lines."""
    lines = []
    for line in blank("txt").decode().split("\n"):
        field = next((f for f in NUMBERED if line.startswith(f"{f.number} ")), None)
        said = WRITTEN.get(field.key, "") if field else ""
        first, *more = said.split("\n")
        lines += [f"{line}   {first}".rstrip() if said else line, *more]
    text = "\n".join(lines)
    for before, after in TICKS.values():
        text = text.replace(before, after, 1) if before != "☐ Yes" else text
    question = "5.3 Been through case supervision?"
    return text.replace(f"{question}  ☐ Yes", f"{question}  x Yes")


def said(content: bytes, name: str = "") -> dict[str, str]:
    """What is read for certain, by field."""
    received: Received = read(content, name)
    return {
        key: found.text
        for key, found in answers(received.rows, received.text).items()
        if found.sure
    }


def is_ticked(key: str) -> bool:
    return next(field for field in FIELDS if field.key == key).shape is Shape.TICKS
