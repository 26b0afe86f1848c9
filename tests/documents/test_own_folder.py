"""A group's own folder is read as plain files that lie in it, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from marg_cli.documents.own.checking import check
from marg_cli.documents.own.sources import Sources
from marg_cli.documents.render import compose, render
from marg_cli.documents.templates.environment import environment
from marg_cli.documents.templates.own_folder import LARGEST
from marg_cli.documents.templates.own_loader import MOST
from marg_cli.errors import Exit, TemplateError
from tests.documents.papers import an_agenda


def read(folder: Path, name: str = "agenda.md.j2") -> str:
    return compose(name, an_agenda(), search=[folder]).markdown


def refused(folder: Path) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        read(folder)
    assert caught.value.exit is Exit.TEMPLATE
    assert caught.value.hint
    return caught.value


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "../secret.txt", "/nowhere"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(own: Path, target: str) -> None:
    (own.parent / "secret.txt").write_text("SECRET", encoding="utf-8")
    (own / "agenda.md.j2").symlink_to(target)
    assert "leads out of its folder" in refused(own).message


def test_a_linked_folder_that_leads_out_is_not_followed(own: Path) -> None:
    (own / "parts").symlink_to("/etc")
    (own / "agenda.md.j2").write_text("{% include 'parts/passwd' %}", encoding="utf-8")
    assert "leads out of its folder" in refused(own).message


def test_a_link_inside_the_folder_is_followed(own: Path) -> None:
    (own / "ours.md.j2").write_text("# Ours\n", encoding="utf-8")
    (own / "agenda.md.j2").symlink_to("ours.md.j2")
    assert read(own) == "# Ours\n"


def test_a_folder_that_is_a_link_itself_is_read(own: Path) -> None:
    (own / "agenda.md.j2").write_text("# Ours\n", encoding="utf-8")
    (own.parent / "linked").symlink_to(own)
    assert read(own.parent / "linked") == "# Ours\n"


@pytest.mark.parametrize("target", ["agenda.md.j2", "nothing.md.j2"])
def test_a_link_to_itself_or_to_nothing_is_told(own: Path, target: str) -> None:
    (own / "agenda.md.j2").symlink_to(target)
    assert refused(own).message.startswith("agenda.md.j2: it cannot be read: ")


def test_a_house_style_that_leads_out_of_its_folder_is_not_followed(own: Path) -> None:
    (own.parent / "secret.txt").write_text("SECRET", encoding="utf-8")
    (own / "house").mkdir()
    (own / "house" / "house.css").symlink_to("../../secret.txt")
    with pytest.raises(TemplateError, match="leads out of its folder"):
        render("agenda.md.j2", an_agenda(), ["html"], search=[own])


def test_a_pipe_is_refused_and_not_waited_for(own: Path) -> None:
    os.mkfifo(own / "agenda.md.j2")
    assert "not a plain file" in refused(own).message


def test_a_folder_in_the_place_of_a_template_is_refused(own: Path) -> None:
    (own / "agenda.md.j2").mkdir()
    assert refused(own).message.startswith("agenda.md.j2: ")


def test_a_file_as_long_as_allowed_is_read_and_a_longer_one_refused(own: Path) -> None:
    file = own / "agenda.md.j2"
    file.write_text("a" * LARGEST, encoding="utf-8")
    assert len(read(own)) == LARGEST + 1
    file.write_text("a" * (LARGEST + 1), encoding="utf-8")
    assert refused(own).message == "agenda.md.j2: a template may hold 50 kB at the most"


def test_many_files_together_may_not_be_too_long_either(own: Path) -> None:
    names = [f"part{number}.md.j2" for number in range(MOST // LARGEST + 1)]
    for name in names:
        (own / name).write_text("a" * LARGEST, encoding="utf-8")
    (own / "agenda.md.j2").write_text(
        "".join(f"{{% include '{name}' %}}" for name in names), encoding="utf-8"
    )
    assert "in all" in refused(own).message


def test_a_file_written_on_windows_is_read(own: Path) -> None:
    text = "\ufeff# {{ head.title }}\r\n\r\nA line.\r\n"
    (own / "agenda.md.j2").write_bytes(text.encode())
    assert read(own) == "# Agenda\n\nA line.\n"


def test_another_encoding_is_told_with_its_line(own: Path) -> None:
    (own / "agenda.md.j2").write_bytes("one\ntwo caf\xe9".encode("latin-1"))
    assert refused(own).message == "agenda.md.j2:2: the file is not written in UTF-8"


def test_the_near_name_of_a_template_is_found_without_walking_the_whole_disk() -> None:
    with pytest.raises(TemplateError, match=r"did you mean \"agenda\.md\.j2\""):
        compose("agende.md.j2", an_agenda(), search=[Path("/")])


def test_originals_are_extended_included_and_imported(own: Path) -> None:
    (own / "_frame.md.j2").write_text("ours\n{% include '!_frame.md.j2' %}", encoding="utf-8")
    (own / "agenda.md.j2").write_text(
        "{% extends '!agenda.md.j2' %}{% import '!_macros.md.j2' as marg %}"
        "{% block aob %}{{ marg.kind('new') }}\n{% include '!_frame.md.j2' %}{% endblock %}",
        encoding="utf-8",
    )
    paper = compose("agenda.md.j2", an_agenda(), search=[own])
    assert "new referral\nAgenda, Tuesday 8 December 2026\n" in paper.markdown
    assert paper.frame.title == "ours Agenda, Tuesday 8 December 2026"


def test_one_macro_is_changed_and_the_others_stay(own: Path) -> None:
    packaged = Sources(environment(), ()).macros("_macros.md.j2")
    kept = "".join(f"{{% set {name} = marg.{name} %}}" for name in packaged - {"next_meeting"})
    own_macro = "{% macro next_meeting(meeting) %}Ask {{ meeting.venue if meeting }}.{% endmacro %}"
    (own / "_macros.md.j2").write_text(
        f"{{% import '!_macros.md.j2' as marg %}}{kept}{own_macro}", encoding="utf-8"
    )
    written = read(own)
    assert "\nAsk Committee Room 2, Exampleton Town Hall.\n" in written
    assert "*Open, not yet overdue*" in written
    assert check([own]).findings == []
