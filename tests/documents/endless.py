"""Templates that would never end or fill the memory, run one after the other in a process apart.

`python -m tests.documents.endless FOLDER` prints, for each, how it ended, in how many seconds
of the processor's time and at what peak of memory so far, in bytes, as JSON lines.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from pathlib import Path

from marg_cli.documents.render import compose
from marg_cli.errors import TemplateError
from tests.documents.papers import an_agenda

MOST_SECONDS = 20
MOST_MEMORY = 900_000_000

MANY = "{% for a in range(1000) %}{% for b in range(99) %}"
END = "{% endfor %}{% endfor %}"
BIG = "{% set ns = namespace(t='x' ~ 'abcdefgh é 𝔸 ' , l=[]) %}{% for a in range(17) %}"
BIG += "{% set ns.t = ns.t ~ ns.t %}{% endfor %}"
"""About two million characters, four bytes each."""

TEMPLATES = {
    "a loop in loops": "{% for a in range(1000) %}" * 4 + "{% endfor %}" * 4,
    "a range without end": "{{ range(10**9)|list }}",
    "a range of a thousand million": "{% for a in range(1000000000) %}{% endfor %}",
    "a range below nothing": "{{ range(-1000000000, 0)|list }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"
    ),
    "a block that calls itself": "{% block b %}{{ self.b() }}{% endblock %}",
    "an include of itself": "{% include 'own.md.j2' %}",
    "an include of itself, twice": "{% include 'own.md.j2' %}{% include 'own.md.j2' %}",
    "an extends of itself": "{% extends 'own.md.j2' %}",
    "an import of itself": "{% import 'own.md.j2' as me %}",
    "a loop that calls itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a loop that calls itself often": (
        "{% for a in range(9) recursive %}{% if loop.depth < 30 %}{{ loop(range(9)) }}{% endif %}"
        "{% endfor %}"
    ),
    "a doubling set": (
        "{% set ns = namespace(t='aaaaaaaa') %}{% for a in range(99) %}"
        "{% set ns.t = ns.t ~ ns.t %}{% endfor %}"
    ),
    "a doubling block of words": (
        "{% set ns = namespace(t='𝔸𝔸𝔸𝔸') %}{% for a in range(99) %}"
        "{% set x %}{{ ns.t }}{{ ns.t }}{% endset %}{% set ns.t = x %}{% endfor %}"
    ),
    "a doubling macro": (
        "{% macro two(t) %}{{ t }}{{ t }}{% endmacro %}{% set ns = namespace(t='𝔸𝔸𝔸𝔸') %}"
        "{% for a in range(99) %}{% set ns.t = two(ns.t) %}{% endfor %}"
    ),
    "a doubling join": (
        "{% set ns = namespace(t='𝔸𝔸𝔸𝔸') %}"
        "{% for a in range(99) %}{% set ns.t = [ns.t, ns.t]|join %}{% endfor %}"
    ),
    "a doubling filter of words": (
        "{% set ns = namespace(t='𝔸𝔸𝔸𝔸') %}{% for a in range(99) %}{% set x %}"
        "{% filter upper %}{{ ns.t }}{{ ns.t }}{% endfilter %}{% endset %}"
        "{% set ns.t = x %}{% endfor %}"
    ),
    "a doubling list": "{% set ns = namespace(l=[1]) %}{% for a in range(99) %}"
    "{% set ns.l = ns.l + ns.l %}{% endfor %}",
    "a doubling number": "{% set ns = namespace(n=1) %}"
    + MANY
    + "{% set ns.n = ns.n + ns.n %}"
    + END,
    "a growing number": "{% set ns = namespace(n=1) %}"
    + MANY
    + "{% set ns.n = ns.n - -ns.n %}"
    + END,
    "a number of 40 hexadecimal kB": "{% set n = 0x"
    + "f" * 40_000
    + " %}"
    + MANY
    + "{% set x = n - 1 %}"
    + END,
    "a number of 40 kB": "{{ " + "9" * 40_000 + " }}",
    "a power": "{{ 10 ** 10 ** 10 }}",
    "a power of text": "{{ '9' * 9999999 }}",
    "a word taken for a number": BIG + "{{ ('f' ~ ns.t)|int(0, 36) }}",
    "digits taken for a number": (
        "{% set ns = namespace(t='ffffffff') %}{% for a in range(18) %}{% set ns.t = ns.t ~ ns.t %}"
        "{% endfor %}" + MANY + "{% set x = ns.t|int(0, 16) %}" + END
    ),
    "a list of repeated words": "{{ [1] * 1000000000 }}",
    "copies in a list": BIG + MANY + "{% set ns.l = [ns.l, ns.t|upper] %}" + END,
    "copies that are lowered": BIG + MANY + "{% set ns.l = [ns.l, ns.t|lower] %}" + END,
    "copies that are trimmed": BIG + MANY + "{% set ns.l = [ns.l, (' ' ~ ns.t)|trim] %}" + END,
    "copies that are sliced": BIG + MANY + "{% set ns.l = [ns.l, ns.t[1:]] %}" + END,
    "copies that are escaped": BIG + MANY + "{% set ns.l = [ns.l, ns.t|recorded] %}" + END,
    "copies in paragraphs": BIG + MANY + "{% set ns.l = [ns.l, ns.t|paragraphs] %}" + END,
    "copies printed at once": BIG + "{{ ns.t|upper }}" * 2000,
    "copies printed in a loop": BIG + MANY + "{{ ns.t|upper }}" + END,
    "words compared": BIG
    + "{% set a = ns.t|upper %}{% set b = ns.t|upper %}"
    + MANY
    + "{% if a == b %}{% endif %}"
    + END,
    "words looked for": BIG + MANY + "{% if 'zz' in ns.t %}{% endif %}" + END,
    "words tested": BIG + MANY + "{% if ns.t is lower %}{% endif %}" + END,
    "words selected": BIG
    + MANY
    + "{% set ns.l = [ns.t, ns.t]|select('eq', ns.t|lower)|list %}"
    + END,
    "words made a list": BIG + "{% set ns.l = [ns.t|list] %}",
    "words sorted": BIG + "{% set ns.l = ns.t|sort %}",
    "words grouped": BIG + "{% set ns.l = ns.t|groupby(0) %}",
    "words mapped": BIG + "{% set ns.l = ns.t|map('upper')|list %}",
    "words joined letter by letter": BIG + "{{ ns.t|join }}",
    "words looped over": BIG + "{% for a in ns.t %}{% endfor %}",
    "lists in a list": "{% set ns = namespace(l=[]) %}"
    + MANY
    + "{% set ns.l = [ns.l, range(1000)|list] %}"
    + END,
    "lists sorted in a list": "{% set ns = namespace(l=[]) %}"
    + MANY
    + "{% set ns.l = [ns.l, range(1000)|sort] %}"
    + END,
    "long words sorted": BIG + "{% set ns.l = range(1000)|map('default', ns.t)|list %}"
    "{% set x = [ns.t, ns.t, ns.t, ns.t, ns.t, ns.t, ns.t]|sort %}" * 99,
    "long words sorted by a field": BIG
    + "{% set x = ["
    + "[ns.t]," * 2000
    + "]|sort(attribute=0) %}",
    "long words grouped by a field": BIG + "{% set x = [" + "[ns.t]," * 2000 + "]|groupby(0) %}",
    "long words made unique by a field": BIG
    + "{% set x = ["
    + "[ns.t]," * 2000
    + "]|unique(attribute=0)|list %}",
    "long words, the least by a field": BIG
    + "{% set x = ["
    + "[ns.t]," * 2000
    + "]|min(attribute=0) %}",
    "long words in a dictionary": BIG
    + "{% set x = {"
    + "".join(f"{n}: ns.t," for n in range(2000))
    + "}|dictsort(by='value') %}",
    "a list nested deeply": "{% set ns = namespace(l=[]) %}"
    + MANY
    + "{% set ns.l = [ns.l] %}"
    + END
    + "{{ ns.l == ns.l }}",
    "parentheses, 10,000 deep": "{{ " + "(" * 10_000 + "1" + ")" * 10_000 + " }}",
    "brackets, 10,000 deep": "{{ " + "[" * 10_000 + "]" * 10_000 + " }}",
    "not, 10,000 times": "{{ " + "not " * 10_000 + "1 }}",
    "minus, 10,000 times": "{{ " + "- " * 10_000 + "1 }}",
    "plus, 10,000 times": "{{ 1" + " + 1" * 10_000 + " }}",
    "and, 7,000 times": "{{ 1" + " and 1" * 7_000 + " }}",
    "joined, 10,000 times": "{{ 1" + " ~ 1" * 10_000 + " }}{{ x.y }}",
    "dots, 7,000 times": "{{ head" + ".title" * 7_000 + " }}",
    "filters, 7,000 times": "{{ head.title" + "|upper" * 7_000 + " }}",
    "calls, 10,000 times": "{{ head" + "()" * 10_000 + " }}",
    "compared, 10,000 times": "{{ 1" + " < 1" * 10_000 + " }}",
    "if in if, 1,000 deep": "{% if 1 %}" * 1000 + "{% endif %}" * 1000,
    "for in for, 1,000 deep": "{% for a in [1] %}" * 1000 + "{% endfor %}" * 1000,
    "with in with, 1,000 deep": "{% with %}" * 1000 + "{% endwith %}" * 1000,
    "elif, 4,000 times": "{% if 0 %}" + "{% elif 0 %}" * 4_000 + "{% endif %}{{ x.y }}",
    "else if, 90 deep": "{% if 0 %}{% else %}" * 90 + "{% endif %}" * 90 + "{{ x.y }}",
    "a file of 48 kB of expressions": "{{ 1 }}" * 6_800 + "{{ x.y }}",
    "a file of 48 kB of additions": "{{ 1" + "+1" * 24_000 + " }}",
    "a file of 48 kB of loops": "{% for a in [1] %}{% endfor %}" * 1_500 + "{{ x.y }}",
    "a file of 48 kB of macros": "{% macro a() %}{% endmacro %}" * 1_500 + "{{ x.y }}",
    "a file of 48 kB of blocks": "".join(
        f"{{% block b{n} %}}{{% endblock %}}" for n in range(1_500)
    )
    + "{{ x.y }}",
    "a file of 48 kB of a list": "{{ [" + "1," * 24_000 + "] }}",
    "a file of 48 kB of names": "{{ [" + ",".join(f"a{n}" for n in range(7_000)) + "] }}",
    "a file of a megabyte": "a" * 1_000_000,
    "many includes": "{% include 'words.md.j2' %}" * 1_600 + "{{ x.y }}",
    "many templates": "".join(f"{{% include 'part{n}.md.j2' %}}" for n in range(9)),
    "includes in loops": MANY + "{% include 'words.md.j2' %}" + END,
    "a tag without end": "{{ " + "a" * 48_000,
    "a comment without end": "{# " * 16_000,
    "blanks without end": "{{" + " " * 48_000,
    "quotes without end": "{{ '" + "\\'" * 24_000,
    "many line ends": "{%" + "\n" * 48_000 + "x",
}


def main(folder: Path) -> None:
    """Run each of TEMPLATES as one of the group's own."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGPROF, _too_long)
    (folder / "words.md.j2").write_text("words " * 8_000, encoding="utf-8")
    for number in range(9):
        (folder / f"part{number}.md.j2").write_text("{{ 1 }}" * 6_000, encoding="utf-8")
    wanted = sys.argv[2:] or TEMPLATES
    for name in wanted:
        (folder / "own.md.j2").write_text(TEMPLATES[name], encoding="utf-8")
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            compose("own.md.j2", an_agenda(), search=[folder])
            ended = "written"
        except TemplateError as error:
            ended = error.message
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            ended = f"{type(error).__name__} came through"
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = time.process_time() - began
        told = {"name": name, "ended": ended, "seconds": seconds, "peak": _peak()}
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


def _peak() -> int:
    """The most memory this process ever had, in bytes.

    Linux counts the process that started this one into `ru_maxrss`, so it is asked elsewhere.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


def _too_long(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(Path(sys.argv[1]))
