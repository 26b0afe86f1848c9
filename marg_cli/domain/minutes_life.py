"""The life of minutes: draft, final, approved at the next meeting, amended by a numbered version.

What a version says is kept as it stands, cut where it turns from one case to another. So it is
the same whoever leaves, whatever is renamed and however a template is reworded; and all that it
says of one case can be found, shown by itself, or destroyed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marg_cli.domain.minutes import Minutes, MinutesStatus
from marg_cli.domain.value import Value, replace
from marg_cli.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from marg_cli.domain.meeting import Meeting

MOVES = {
    MinutesStatus.DRAFT: {MinutesStatus.FINAL},
    MinutesStatus.FINAL: {MinutesStatus.APPROVED, MinutesStatus.AMENDED},
    MinutesStatus.APPROVED: {MinutesStatus.AMENDED},
    MinutesStatus.AMENDED: {MinutesStatus.APPROVED, MinutesStatus.AMENDED},
}
"""Which status can follow which. Nothing follows while an amendment is open, but its own end."""

CASE_REF = re.compile(r"\b[A-Z]+\d{2}-\d{3,6}\b")
HEADING = re.compile(r"(#{1,6}) ")
CASE_LEVEL = 3
"""A case's own section stands under a heading of this level, which names the case and no other."""


class Wording(Value):
    """What one version says: the Markdown, and what stands on every page in plain words.

    `sha256` is that of the Markdown file it is written as.
    """

    marking: str
    title: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
    markdown: str
    sha256: str


class MinutesVersion(Value):
    """One final version of a meeting's minutes; the first is the minutes, later ones amend them.

    `anchor` is the audit's last row just before it was made. `approved_on` is the day of the
    meeting that agreed this version. Of one that is `erased`, what it said of a case was erased
    since; its hash is still that of what was made final.
    """

    meeting: int
    number: int
    made_on: date
    made_by: str
    because: str | None
    sha256: str
    anchor: str
    marking: str
    title: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
    approved_on: date | None = None
    erased: bool = False

    @property
    def ref(self) -> str:
        """The minutes it is a version of."""
        return f"minutes-{self.meeting}"

    @property
    def kind(self) -> str:
        """What it is called: the final minutes, or an amendment of them."""
        return "final" if self.number == 1 else f"amendment {self.number - 1}"


class MinutesBlock(Value):
    """A piece of what a version says: of one case, or of none. In order they are the whole."""

    meeting: int
    version: int
    position: int
    case_ref: str | None
    text: str

    @property
    def ref(self) -> str:
        """The case it speaks of, else the minutes it is a piece of."""
        return self.case_ref or f"minutes-{self.meeting}"


def finalised(minutes: Minutes, meeting: Meeting) -> Minutes:
    """Make them final, or end the amendment that is open. Raises Refused when neither is so."""
    if not minutes.is_open:
        raise Refused(
            f"The minutes of {meeting.ref} are final already.",
            f"Correct them with: marg minutes amend {meeting.ref} --because TEXT",
        )
    is_draft = minutes.status is MinutesStatus.DRAFT
    after = MinutesStatus.FINAL if is_draft else MinutesStatus.AMENDED
    return replace(minutes, status=after, because=None)


def approved(minutes: Minutes, meeting: Meeting) -> Minutes:
    """Note that a later meeting agreed them. Raises Refused for drafts, and a second time."""
    _must_be_final(minutes, meeting, "approved")
    if MinutesStatus.APPROVED not in MOVES[minutes.status]:
        raise Refused(
            f"The minutes of {meeting.ref} are approved already.",
            f"See when with: marg minutes versions {meeting.ref}",
        )
    return replace(minutes, status=MinutesStatus.APPROVED)


def reopened(minutes: Minutes, meeting: Meeting, because: str) -> Minutes:
    """Open an amendment to final minutes. Raises Refused for drafts, and where one is open."""
    _must_be_final(minutes, meeting, "amended")
    return replace(minutes, because=because)


def version_named(minutes: Minutes, version: int) -> str:
    """What a final version calls itself: `FINAL v1`, `AMENDED v2`."""
    return f"{minutes.status.value.upper()} v{version}"


def draft_named(minutes: Minutes, version: int, draft: int) -> str:
    """What a draft calls itself; *version* is that which it is to become."""
    amendment = "" if minutes.status is MinutesStatus.DRAFT else f"AMENDMENT {version - 1}, "
    return f"{amendment}DRAFT v{draft}"


def pieces(markdown: str, cases: Collection[str]) -> Iterator[tuple[str | None, str]]:
    """Cut a text where it turns from one of *cases* to another; joined again it is the same.

    To a case belong its own section and, elsewhere, each line that names it and no other.
    """
    section = about = None
    held: list[str] = []
    for line in markdown.splitlines(keepends=True):
        named = set(CASE_REF.findall(line)).intersection(cases)
        only = named.pop() if len(named) == 1 else None
        if (heading := HEADING.match(line)) and len(heading[1]) <= CASE_LEVEL:
            section = only if len(heading[1]) == CASE_LEVEL else None
        of_line = section or only
        if held and of_line != about:
            yield about, "".join(held)
            held.clear()
        about = of_line
        held.append(line)
    if held:
        yield about, "".join(held)


def without(text: str, ref: str, sentence: str) -> str:
    """What stands in a piece's place once its case is erased: *sentence*, in the piece's shape.

    A piece is a section under its heading, rows of a table, points of a list, or plain lines.
    """
    first = text.splitlines()[0] if text else ""
    if heading := HEADING.match(first):
        return f"{heading[0]}{ref}\n\n{sentence}\n\n"
    if first.startswith("|"):
        others = max(first.count("|") - first.count("\\|") - 2, 0)
        return f"| {sentence} |{' |' * others}\n"
    point = "- " if first.startswith("- ") else ""
    return f"{point}{sentence}\n" if text.rstrip("\n") == first else f"{point}{sentence}\n\n"


def without_lines(text: str, ref: str, sentence: str) -> str:
    """A piece of no one case, without the lines that name the case *ref* beside another."""
    lines = text.splitlines(keepends=True)
    return "".join(
        without(line, ref, sentence) if ref in CASE_REF.findall(line) else line for line in lines
    )


def in_plain_words(text: str) -> str:
    """What a piece says, without the signs it is written with; empty for those alone."""
    words = re.sub(r"(?m)^\|[ |:-]+\|$\n?", "", text)  # the line below a table's head
    words = re.sub(r"(?m)^(\| |#{1,6} |> ?|- )| \|$", "", words)
    words = words.replace("<br>", "; ").replace("**", "").replace(" | ", " · ")
    words = re.sub(r"\\(.)", r"\1", words)
    return re.sub(r"\n{3,}", "\n\n", words).strip()


def _must_be_final(minutes: Minutes, meeting: Meeting, what: str) -> None:
    if minutes.status is MinutesStatus.DRAFT:
        raise Refused(
            f"The minutes of {meeting.ref} are a draft, so they cannot be {what} yet.",
            f"Make them final first: marg minutes finalise {meeting.ref}",
        )
    if minutes.because is not None:
        raise Refused(
            f"An amendment to the minutes of {meeting.ref} is open.",
            f"End it with: marg minutes finalise {meeting.ref}",
        )
