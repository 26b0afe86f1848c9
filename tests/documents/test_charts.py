"""Charts: every figure is there to be read, drawn or in words, whatever they are given."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marg_cli.documents import html
from marg_cli.documents.blocks import Chart, Series
from marg_cli.documents.charts import described, svg
from marg_cli.documents.charts.looks import LOOKS, Box, filled
from marg_cli.documents.charts.text import measured
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.house.style import HouseStyle
from marg_cli.documents.html.blocks import Body
from marg_cli.documents.typesetting import FONT, font_folders, fonts, picture
from tests.documents.pages import Page

SVG = "{http://www.w3.org/2000/svg}"
STYLE = HouseStyle()
SIDES = ("x", "y", "width", "height")
A4_WITHIN_MARGINS = 174
MEASURING = (
    "#context [#metadata(sys.inputs.letters.clusters().map(it => measure(it).width.pt())) <wide>]"
)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def a_chart(
    *series: tuple[str, tuple[int, ...]],
    labels: tuple[str, ...] = ("September 2026", "October 2026"),
    title: str = "Actions opened and closed",
    stacked: bool = False,
) -> Chart:
    given = series or (("Opened", (5, 0)), ("Closed", (3, 12)))
    return Chart(title, labels, tuple(Series(*each) for each in given), stacked)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = tuple(draw(st.lists(WORDS, min_size=1, max_size=24)))
    numbers = st.tuples(*[st.integers(0, 10 ** draw(st.integers(0, 30)))] * len(labels))
    series = draw(st.lists(st.builds(Series, WORDS, numbers), min_size=1, max_size=8))
    return Chart(draw(WORDS), labels, tuple(series), draw(st.booleans()))


def drawn(chart: Chart, style: HouseStyle = STYLE) -> ET.Element:
    return ET.fromstring(svg(chart, style))  # noqa: S314 - of our own making


def words(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def bars(picture: ET.Element) -> list[dict[str, str]]:
    return [rect.attrib for group in groups(picture) for rect in group.iter(f"{SVG}rect")]


def groups(picture: ET.Element) -> list[ET.Element]:
    return list(picture.iter(f"{SVG}g"))


def test_every_figure_stands_at_the_end_of_its_bar():
    seen = drawn(a_chart())
    assert words(seen) == [
        *("Actions opened and closed", "Opened", "Closed"),
        *("September 2026", "5", "3", "October 2026", "0", "12"),
    ]


def test_nought_has_its_figure_and_no_bar():
    seen = drawn(a_chart(("Overdue", (0, 0))))
    assert words(seen)[-3:] == ["0", "October 2026", "0"]
    assert bars(seen) == []


def test_bars_are_as_long_as_their_figures_say():
    longer, shorter = (float(bar["width"]) for bar in bars(drawn(a_chart(("Opened", (12, 3))))))
    assert longer == pytest.approx(4 * shorter, abs=0.3)


def test_parts_of_one_bar_lie_end_to_end_and_every_part_is_said():
    seen = drawn(
        a_chart(("Present", (8, 0)), ("Apologies", (2, 1)), ("Neither", (0, 9)), stacked=True)
    )
    assert words(seen)[-3:] == ["8 + 2 + 0", "October 2026", "0 + 1 + 9"]
    present, apologies, *_ = bars(seen)
    assert float(present["x"]) + float(present["width"]) == pytest.approx(
        float(apologies["x"]), abs=0.1
    )


def test_kinds_of_bars_differ_in_their_lines_not_only_in_colour():
    seen = drawn(a_chart(*((f"Kind {number}", (1, 2)) for number in range(len(LOOKS)))))
    first, _ = groups(seen)
    looks = {
        (part.get("fill"), leanings(following))
        for part, following in zip(first, [*list(first)[1:], first[0]], strict=True)
        if part.tag == f"{SVG}rect"
    }
    assert len(looks) == len(LOOKS)
    assert {bar["stroke"] for bar in bars(seen)} == {"#111111"}


def leanings(part: ET.Element) -> frozenset[int]:
    """Which ways the lines in a bar lean: 1 to the right, 0 not at all, -1 to the left."""
    ends = re.findall(r"M([\d.]+) [\d.]+L([\d.]+)", part.get("d", ""))
    return frozenset(
        (float(end) > float(begin)) - (float(end) < float(begin)) for begin, end in ends
    )


@UNHURRIED
@given(st.builds(Box, *[st.floats(0.1, 600)] * 4), st.integers(0, len(LOOKS) - 1))
def test_the_lines_in_a_bar_stay_within_it(box: Box, kind: int):
    for across, down in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", filled(box, kind, "#111111")):
        assert box.x - 0.1 <= float(across) <= box.x + box.wide + 0.1
        assert box.y - 0.1 <= float(down) <= box.y + box.high + 0.1


@pytest.mark.parametrize(
    ("accent", "taken"), [("#004b87", "#004b87"), ("#ffcc00", "#222222"), ("#999999", "#222222")]
)
def test_an_accent_too_light_for_white_paper_is_not_drawn_with(accent: str, taken: str):
    seen = drawn(a_chart(), HouseStyle(accent=accent, ink="#222222"))
    assert {bar["stroke"] for bar in bars(seen)} == {taken}


def test_a_long_label_is_broken_and_cut_and_stays_whole_for_who_hears_it():
    label = "Neighbourhood policing team and offender management of the western area command"
    chart = a_chart(("Overdue", (1,)), labels=(label,))
    seen = words(drawn(chart))
    assert seen[2].startswith("Neighbourhood policing")
    assert seen[3].endswith("…")
    assert label in described(chart)
    assert label in (drawn(chart).findtext(f"{SVG}desc") or "")


def test_big_figures_are_parted_by_commas():
    assert "1,250,000" in words(drawn(a_chart(("Pounds", (1_250_000, 1)))))


def test_a_chart_says_what_it_is_and_every_figure():
    assert described(a_chart()) == (
        "Bar chart: Actions opened and closed. "
        "September 2026: opened 5, closed 3. October 2026: opened 0, closed 12."
    )


def test_a_chart_of_one_kind_names_it_once_and_a_name_in_capitals_stays():
    assert described(a_chart(("ISA", (2, 1)), labels=("HOU", "POL"), title="")) == (
        "Bar chart. ISA: HOU 2, POL 1."
    )


def test_labels_end_beside_their_bars_and_figures_begin_there():
    seen = list(drawn(a_chart(("Opened", (5, 3)))).iter(f"{SVG}text"))
    assert [text.get("text-anchor") for text in seen[2:]] == ["end", None] * 2


def test_a_label_of_two_lines_is_said_in_one():
    chart = a_chart(("Opened", (2,)), labels=("November 2026\nnot over yet",))
    assert described(chart).endswith("Opened: November 2026 not over yet 2.")


def test_many_figures_are_left_to_the_table():
    labels = tuple(f"Agency {number}" for number in range(24))
    chart = a_chart(("Overdue", tuple(range(24))), ("Done", (2,) * 24), labels=labels, title="Late")
    assert described(chart) == (
        "Bar chart: Late. 24 rows, Agency 0 to Agency 23. "
        "Overdue: from 0 (Agency 0) to 23 (Agency 23); Done: 2 in each; "
        "the table that follows has every figure."
    )


@UNHURRIED
@given(charts())
def test_any_chart_is_drawn_within_its_picture(chart: Chart):
    seen = drawn(chart)
    _, _, wide, high = map(float, seen.attrib["viewBox"].split())
    size = float(seen.attrib["font-size"])
    millimetres = [float(seen.attrib[side].removesuffix("mm")) for side in ("width", "height")]
    assert millimetres[0] <= A4_WITHIN_MARGINS
    assert millimetres[1] <= 226
    for bar in seen.iter(f"{SVG}rect"):
        across, down, length, depth = (float(bar.get(key, 0)) for key in SIDES)
        assert 0 <= across <= across + length <= wide + 0.1
        assert 0 <= down <= down + depth <= high + 0.1
        assert length > 0 < depth
    axis = min((float(bar["x"]) for bar in bars(seen)), default=wide)
    for text in seen.iter(f"{SVG}text"):
        assert text.get("text-anchor") != "end" or float(text.attrib["x"]) < axis
        takes = measured(text.text or "", size, bold="font-weight" in text.attrib)
        begins = float(text.attrib["x"]) - takes * (text.get("text-anchor") == "end")
        assert -0.1 <= begins <= begins + takes <= wide + 0.1
        assert size / 2 <= float(text.attrib["y"]) <= high


@UNHURRIED
@given(charts())
def test_any_chart_has_every_figure_or_its_sum(chart: Chart):
    said = words(drawn(chart))
    ends = 1 if chart.stacked else len(chart.series)
    assert len(said) >= len(chart.labels) * ends
    for numbers in zip(*(series.numbers for series in chart.series), strict=True):
        for number in [sum(numbers)] if chart.stacked else numbers:
            written = f"{number:,}"
            assert len(written) > 14 or chart.stacked or written in said


@UNHURRIED
@given(charts())
def test_a_chart_holds_no_script_no_style_and_no_address(chart: Chart):
    for part in drawn(chart).iter():
        assert part.tag.removeprefix(SVG) in {
            *("svg", "title", "desc", "path", "rect", "g", "text")
        }
        assert not {"style", "class", "href"} & set(part.attrib)


@UNHURRIED
@given(st.lists(charts(), min_size=2, max_size=4))
def test_ids_are_never_twice_on_a_page(several: list[Chart]):
    page = Page("\n".join(Body(STYLE).each(several)).encode())
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    pointed = re.findall(r'aria-labelledby="([^"]+)"', page.raw)
    assert len(ids) == len(set(ids))
    assert {one for each in pointed for one in each.split()} <= set(ids)


def test_a_drawn_table_stands_below_its_chart_on_a_page():
    written = "*Overdue*\n\n| Agency | **Overdue** |\n|---|---:|\n| **Fire & <Rescue>** | 3 |\n"
    page = Page(html.write(Document(Frame("MARKING", "t", (), ()), written)))
    assert page.raw.index("<figure") < page.raw.index("</figure>") < page.raw.index("<table")
    (picture,) = page.all("svg")
    assert picture["role"] == "img"
    assert "Fire & <Rescue>" in page.words


def test_a_chart_is_the_same_each_time():
    assert svg(a_chart(), STYLE) == svg(a_chart(), STYLE)


def test_typst_draws_a_chart_with_its_words_and_lines():
    with_figures = picture(svg(a_chart(), STYLE), STYLE)
    without = picture(re.sub("<text.*?</text>", "", svg(a_chart(), STYLE)), STYLE)
    plain = picture(re.sub("<path.*?/>", "", svg(a_chart(), STYLE)), STYLE)
    assert with_figures.startswith(b"\x89PNG")
    assert len({with_figures, without, plain}) == 3


@pytest.mark.parametrize("bold", [False, True])
def test_words_are_never_wider_than_their_room_was_guessed(bold: bool):
    weight = "bold" if bold else "regular"
    source = f'#set text(font: "{FONT}", size: 10pt, weight: "{weight}")\n' + MEASURING
    letters = "".join(map(chr, range(33, 127))) + "éłßñ£–—…“”"
    widths = typst.query(
        source.encode(),
        "<wide>",
        field="value",
        one=True,
        font_paths=fonts(font_folders(STYLE)),
        sys_inputs={"letters": letters},
    )
    for letter, wide in zip(letters, json.loads(widths), strict=True):
        assert wide <= measured(letter, 10, bold=bold), letter
