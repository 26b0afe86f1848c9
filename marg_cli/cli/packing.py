"""Making every recipient's own copy: rendered, looked through for leaks, and handed over whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marg_cli.cli.leaks import Leaks, Searches, passed
from marg_cli.cli.progress import working
from marg_cli.cli.rendering import Source, in_large_print, made, source_of_paper
from marg_cli.domain.circulation import PaperKind
from marg_cli.domain.papers.minutes import MinutesPaper
from marg_cli.services.circulation.entering import Allowed, File, Leaving
from marg_cli.services.group import group
from marg_cli.services.minutes.versions import Kept

if TYPE_CHECKING:
    from marg_cli.cli.session import Session
    from marg_cli.documents.document import Document
    from marg_cli.documents.leakscan import Sought
    from marg_cli.documents.render import Paper
    from marg_cli.domain.leaks import Hit
    from marg_cli.services.circulation.gathering import Gathered, OwnPaper

TEMPLATES = {
    PaperKind.AGENDA: "agenda",
    PaperKind.ACTIONS: "action_sheet",
    PaperKind.KEY: "people_key",
}
PAPER = "pdf"
"""The format of copies that are printed and handed out."""


class Wishes(NamedTuple):
    """What a person asked for: the formats, how many numbered copies on paper, what may pass.

    *passing* are hits of the scan by the reason they may stand. `lock` makes a file one that opens
    with its recipient's password.
    """

    formats: Sequence[str]
    search: Sequence[Path]
    on_paper: int
    passing: Mapping[Hit, str]
    lock: Callable[[str, str, bytes], bytes] | None = None
    large_print: bool = False
    watermark: bool = False


class BuiltFile(NamedTuple):
    """One file of a copy, not yet written: of what kind of paper, and its name."""

    kind: str
    format: str
    content: bytes
    copy: int | None = None
    name: str = ""

    @property
    def sha256(self) -> str:
        """Its hash, as it leaves."""
        return sha256(self.content).hexdigest()


class Built(NamedTuple):
    """One recipient's copy, ready to leave: what it says, and what was let pass."""

    own: OwnPaper
    source: Source
    says: str
    files: tuple[BuiltFile, ...]
    allowed: tuple[Allowed, ...]

    def with_file(self, format_name: str, content: bytes) -> Built:
        """The same copy with one more file that goes along."""
        kind = self.files[0].kind
        file = _named(self.own, self.source, BuiltFile(kind, format_name, content))
        return self._replace(files=(*self.files, file))

    def leaving(self, gathered: Gathered, places: Sequence[Path]) -> Leaving:
        """The copy as the ledger enters it, its files in their places."""
        files = zip(self.files, places, strict=True)
        return Leaving(
            self.own.kind,
            self.own.recipient,
            self.says,
            tuple(File(str(place), f.format, f.sha256, f.copy) for f, place in files),
            meeting_on=gathered.meeting.held_on,
            version=self.source.version,
            draft=self.source.draft,
            extract=self.source.extract,
            overridden=self.own.overridden,
            allowed=self.allowed,
        )


def build(session: Session, gathered: Gathered, wishes: Wishes) -> list[Built]:
    """Render every copy and look through it. Raises Refused where one speaks of a case it may not.

    Raises TemplateError, and UsageRefused for a format marg does not write.
    """
    wishes = wishes._replace(
        large_print=in_large_print(session),
        watermark=group(session.store).text("pack.watermark") == "yes",
    )
    leaks = Leaks()
    sought = Searches()
    built: list[Built] = []
    remarks: dict[str, None] = {}
    with working(session, "Building") as count:
        for number, own in enumerate(gathered.papers, start=1):
            copy, hits, said = _one(own, wishes, sought.of(own.secrets, gathered.known))
            leaks.add([hit for hit in hits if hit not in wishes.passing], own.named)
            remarks |= dict.fromkeys(f"{own.named}: {remark}" for remark in said)
            built.append(copy)
            count(number)
    for remark in remarks:
        session.say(remark)
    leaks.must_be_none()
    return built


def _one(
    own: OwnPaper, wishes: Wishes, sought: Sought
) -> tuple[Built, Sequence[Hit], Sequence[str]]:
    from marg_cli.documents.leakscan import scan
    from marg_cli.documents.stamp import numbered, watermarked

    source = _source(own)
    document = made(source, wishes.search, large_print=wishes.large_print)
    if wishes.watermark:
        document = watermarked(document, own.named)
    hits: set[Hit] = set()
    files = []
    for number in (None, *range(1, wishes.on_paper + 1)):
        said = numbered(document, number, wishes.on_paper) if number else document
        contents = _written(said, [PAPER] if number else wishes.formats)
        hits |= set(scan(contents, said, sought, paper=_as_typed(own)))
        for name, data in contents.items():
            files.append(_named(own, source, BuiltFile(own.kind.value, name, data, number)))
    allowed = passed(hits, wishes.passing)
    if wishes.lock is not None:
        files = [_locked(own, file, wishes.lock) for file in files]
    built = Built(own, source, document.markdown, tuple(files), allowed)
    return built, sorted(hits), tuple(dict.fromkeys(document.remarks))


def _as_typed(own: OwnPaper) -> Paper | None:
    """The paper whose words somebody typed; kept minutes have none beside their text."""
    return None if isinstance(own.paper, Kept) else own.paper


def _written(document: Document, formats: Sequence[str]) -> dict[str, bytes]:
    from marg_cli.documents.render import written

    return written(lambda: document, formats).files


def _source(own: OwnPaper) -> Source:
    if isinstance(own.paper, Kept | MinutesPaper):
        from marg_cli.cli.minutes_documents import source_of

        return source_of(own.paper, approval=True)
    return source_of_paper(own.paper, TEMPLATES[own.kind], own.named)


def _named(own: OwnPaper, source: Source, file: BuiltFile) -> BuiltFile:
    """A file by its name: the marking, the paper, the day and whose it is."""
    from marg_cli.documents.writer import file_name

    reader = own.named.replace(":", "-") + (f"-paper-{file.copy}" if file.copy else "")
    name = file_name(source.marking, file.kind, source.day, reader, f".{file.format}")
    return file._replace(name=name)


def _locked(own: OwnPaper, file: BuiltFile, lock: Callable[[str, str, bytes], bytes]) -> BuiltFile:
    """A file that opens with a password; what is printed here and handed out stays as it is."""
    if file.copy is not None:
        return file
    return file._replace(content=lock(own.named, file.format, file.content))
