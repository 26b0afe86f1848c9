"""How the lines at the head of an e-mail are written."""

from __future__ import annotations

from email.header import Header
from email.policy import EmailPolicy
from typing import Any

ENCODED = "=?"
"""What an encoded word begins with; a subject that holds it as a text has to be encoded itself."""


class WholeSubjects(EmailPolicy):
    """Subjects of any letters and any length; the usual way loses a space where a line ends."""

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401 - as the library has it
        """One header, in as many lines as it takes."""
        if name != "Subject":
            return super().fold_binary(name, value)
        text = str(value)
        charset = "us-ascii" if text.isascii() and ENCODED not in text else "utf-8"
        said = Header(text, charset, header_name=name).encode(linesep=self.linesep)
        return f"{name}: {said}{self.linesep}".encode("ascii")


WHOLE_SUBJECTS = WholeSubjects(linesep="\r\n")
