"""An e-mail with a form attached, both with a secret in every field a person could fill in."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Protocol

from marg_cli.domain.referral.fields import FIELDS, Shape
from tests.documents.referrals import filled

NOT_WORDS = {"on": "20/11/2026", "born": "12/05/1984", "referrer": "LAMP"}
"""Fields that hold a day or a code."""


class Words(Protocol):
    """Gives out words that stand nowhere else."""

    def word(self) -> str:
        """One of them."""

    def number(self) -> str:
        """Ten digits of the kind."""


def secret_referral(secrets: Words) -> bytes:
    """Write the e-mail."""
    written = {
        field.key: f"{secrets.word()} {secrets.word()}"
        for field in FIELDS
        if field.shape is not Shape.TICKS
    }
    ticks = {
        "knows": ("☐ No, because:", f"☒ No, because: {secrets.word()}"),
        "immediate_risk": ("☐ Yes, the risk is:", f"☒ Yes, the risk is: {secrets.word()}"),
        "other_process": ("☐ Other:", f"☒ Other: {secrets.word()}"),
    }
    message = EmailMessage()
    message["From"] = f"{secrets.word()} <{secrets.word()}@example.test>"
    message["Subject"] = secrets.word()
    message.set_content(f"Please see attached, about {secrets.word()}.")
    form = filled(written | NOT_WORDS | {"nhs": secrets.number()}, ticks)
    name = f"{secrets.word()}.docx"
    message.add_attachment(form, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)
