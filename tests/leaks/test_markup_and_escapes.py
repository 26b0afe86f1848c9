"""Markup, links, escape sequences and turned directions in stored text: seen, never obeyed."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from marg_cli.cli.app import run
from marg_cli.domain.text import one_line
from tests.conftest import Place
from tests.leaks.seeded import NAMES, SENTENCES, Secrets, seeded_group

PAYLOADS = [
    "[urgent] call",
    "[/b]",
    "[b]bold[/b]",
    "[/]",
    "[red]red",
    "[link=file:///etc/passwd]here[/link]",
    "[@click=app.quit]press[/]",
    "\\[escaped]",
    "[[nested]]",
    "[bold",
    ":skull:",
    "$(reboot) `id`",
    "{{ 7 * 7 }}",
    "{% raise %}",
    "%s %(name)s {0}",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.test\x1b\\press\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b[6n",
    "\x1bc",
    "\x9b31mred",
    "\x9d0;title\x9c",
    "\x85next line",
    "\x08\x08\x08over",
    "\x7fdeleted",
    "over\rwritten",
    "bell\x07",
    "\u202egnp.exe",
    "\u2066hidden\u2069",
    "\u200b\u200fmark",
    "\ufeffmark",
    "\u2028line\u2029",
    "\ufff9under\ufffbover",
    "e\u0301\u0301\u0301 \U0001f600",
    "رنا שלום",
]
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
SEEN = [
    "status",
    "case list --all",
    "case show M26-001",
    "case show M26-001 --room",
    "case show M26-006 --whole",
    "case history M26-001",
    "case find Thistledown",
    "action list",
    "action list --status done",
    "action overdue",
    "action show A9",
    "action show A10",
    "agency list --retired",
    "agency show ASG",
    "member list --left",
    "member show 1",
    "meeting list --all",
    "meeting show 2026-11-10",
    "agenda list",
    "agenda check",
    "attendance list --meeting 2026-11-10",
    "attendance list --meeting 2026-11-10 --declared",
    "minutes show 2026-11-10",
    "minutes check 2026-11-10",
    "report actions",
    "report overdue",
    "report attendance",
    "config show",
    "config show group.chair",
    "audit list",
    "register info",
]
FORMATS = ["table", "json", "csv"]


class Terminal(io.StringIO):
    """A screen that says it is one."""

    def isatty(self) -> bool:
        return True


def hostile_group() -> tuple[str, list[str]]:
    """The invented group with a payload after every name and sentence in it."""
    secrets = Secrets()
    group = json.dumps(seeded_group(secrets))
    given: list[str] = []

    def put_in(found: re.Match[str]) -> str:
        word = found[0]
        if word not in given:
            given.append(word)
        payload = PAYLOADS[given.index(word) % len(PAYLOADS)]
        return f"{word} {json.dumps(payload)[1:-1]} {word}"

    words = "|".join(secret for secret in secrets.given if secret.isalpha() and secret.istitle())
    return re.sub(rf"\b(?:{words})\b(?!@)", put_in, group), given


@pytest.fixture
def hostile(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    file = tmp_path / "hostile.json"
    text, given = hostile_group()
    file.write_text(text, "utf-8")
    assert len(given) > len(PAYLOADS) >= 40
    assert len(NAMES | SENTENCES) > 20
    assert run(["import", str(file)], place.environ) == 0, capsys.readouterr()
    capsys.readouterr()
    return place


@pytest.mark.parametrize("screen", [io.StringIO, Terminal])
def test_nothing_stored_is_obeyed_by_a_terminal(
    hostile: Place, monkeypatch: pytest.MonkeyPatch, screen: type[io.StringIO]
):
    monkeypatch.setenv("TERM", "dumb")  # else the program's own colours would be found
    monkeypatch.setenv("COLUMNS", "120")
    for typed in SEEN:
        for form in FORMATS if screen is io.StringIO else ["table"]:
            out, err = screen(), screen()
            monkeypatch.setattr("sys.stdout", out)
            monkeypatch.setattr("sys.stderr", err)
            code = run([*typed.split(), "--format", form], hostile.environ)
            assert code in {0, 3}, (typed, err.getvalue())
            said = out.getvalue() if form == "table" else ""
            assert not OBEYED.findall(said + err.getvalue()), typed


def test_no_stored_word_is_lost(hostile: Place, monkeypatch: pytest.MonkeyPatch):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    for typed in SEEN:
        assert run(typed.split(), hostile.environ) in {0, 3}
    said = " ".join(out.getvalue().split())
    lost = [payload for payload in PAYLOADS if one_line(payload) not in said]
    assert lost == []


def test_every_text_comes_back_exactly(hostile: Place, monkeypatch: pytest.MonkeyPatch):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    assert run(["export", "--reason", "A test", "--out", "-"], hostile.environ) == 0
    back = json.dumps(json.loads(out.getvalue()))
    text, _ = hostile_group()
    for payload in PAYLOADS:
        written = json.dumps(payload)[1:-1]
        assert back.count(written) >= 1
        assert written in text


def test_json_sends_no_control_character_either(hostile: Place, monkeypatch: pytest.MonkeyPatch):
    for typed in SEEN:
        out = io.StringIO()
        monkeypatch.setattr("sys.stdout", out)
        run([*typed.split(), "--format", "json"], hostile.environ)
        assert not OBEYED.search(out.getvalue()), typed


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_refusal_that_quotes_what_was_typed_sends_no_control_character(
    place: Place, capsys: pytest.CaptureFixture[str], form: str, payload: str
):
    typed = ["meeting", "add", "--format", form, "--", payload]
    assert run(typed, place.environ) == 2
    said = capsys.readouterr().err
    assert not OBEYED.findall(said)
    if form == "json":
        assert payload in json.loads(said)["error"]["message"]
