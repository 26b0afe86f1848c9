"""The page: one file, no script, no request, and readable with assistive technology."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import pairwise
from pathlib import Path

import pytest

from marg_cli.documents import html
from marg_cli.documents.document import Document, Frame
from marg_cli.documents.house.files import packaged_templates
from marg_cli.documents.render import render
from marg_cli.domain.papers.agenda import AgendaPaper, Audience
from marg_cli.domain.papers.minutes import MinutesPaper
from marg_cli.errors import TemplateError
from tests.documents.pages import Page
from tests.documents.papers import a_head, a_minutes_paper, a_slot, an_action_line, an_agenda

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "div"),
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "caption", "colgroup", "col"),
    *("thead", "tbody", "tr", "th", "td", "strong", "em", "br", "hr", "span"),
}
NASTY = "<script src=//x.example>alert(1)</script> \" ' </style> http://x.example } \\ é"


FRAME = Frame("MARKING", "t", ("head",), ("foot",))


def page(markdown: str, frame: Frame = FRAME) -> Page:
    return Page(html.write(Document(frame, markdown)))


PAPERS: dict[str, tuple[str, AgendaPaper | MinutesPaper]] = {
    "members": ("agenda.md.j2", an_agenda()),
    "chair": ("agenda.md.j2", an_agenda(audience=Audience.CHAIR)),
    "guest": ("agenda.md.j2", an_agenda(audience=Audience.GUEST)),
    "minutes": ("minutes.md.j2", a_minutes_paper()),
}


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Page:
    template, made = PAPERS[request.param]
    return Page(render(template, made, ["html"]).files["html"])


def test_a_page_asks_nobody_for_anything(paper: Page) -> None:
    assert {tag for tag, _ in paper.tags} <= ALLOWED
    for tag, attrs in paper.tags:
        assert not {name for name in attrs if name.startswith("on")}
        assert not {"src", "srcset", "action", "background", "poster", "data"} & set(attrs)
        if "href" in attrs:
            assert (tag, attrs["href"]) == ("a", "#paper")
        if tag == "meta" and "http-equiv" in attrs:
            assert attrs["http-equiv"] == "Content-Security-Policy"
    assert not re.search(r"url\(|@import|//", "".join(paper.styles).replace("*/", ""))


def test_the_policy_is_exact_and_comes_before_any_style(paper: Page) -> None:
    policies = [m["content"] for m in paper.all("meta") if "http-equiv" in m]
    assert policies == [POLICY]
    order = [tag for tag, attrs in paper.tags if tag == "style" or "http-equiv" in attrs]
    assert order[0] == "meta"


def test_a_page_says_its_language_and_title(paper: Page) -> None:
    assert paper.all("html") == [{"lang": "en-GB"}]
    assert len(paper.all("title")) == 1
    assert paper.tags[0][0] == "html"


def test_the_title_holds_the_marking_the_paper_and_the_day() -> None:
    written = render("minutes.md.j2", a_minutes_paper(), ["html"]).files["html"].decode()
    assert "<title>OFFICIAL-SENSITIVE: Minutes, Tuesday 8 December 2026</title>" in written


def test_landmarks_and_a_skip_link_that_leads_somewhere(paper: Page) -> None:
    for landmark in ("header", "main", "footer", "h1"):
        assert len(paper.all(landmark)) == 1
    assert paper.all("a") == [{"class": "skip", "href": "#paper"}]
    assert paper.all("main")[0]["id"] == "paper"
    first = next(tag for tag, _ in paper.tags[paper.tags.index(("body", {})) + 1 :])
    assert first == "a"


def test_headings_skip_no_level(paper: Page) -> None:
    levels = [int(tag[1]) for tag, _ in paper.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_there_once_and_what_points_at_them_finds_them(paper: Page) -> None:
    ids = [str(attrs["id"]) for _, attrs in paper.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {str(a["aria-labelledby"]) for _, a in paper.tags if "aria-labelledby" in a} <= set(ids)


def test_tables_say_what_their_cells_belong_to(paper: Page) -> None:
    assert all(head.get("scope") in {"col", "row"} for head in paper.all("th"))
    wide = [t for t in paper.all("table") if "facts" not in str(t["class"])]
    regions = [d for d in paper.all("div") if d.get("role") == "group"]
    assert len(wide) == len(regions) == len(paper.all("caption")) > 0
    assert all(region["tabindex"] == "0" for region in regions)


def test_every_region_has_a_name_of_its_own() -> None:
    action, other = an_action_line(), an_action_line(ref="A32", case="M26-002")
    cases = (a_slot(actions=(action,)), a_slot(ref="M26-002", actions=(other,)))
    written = Page(render("agenda.md.j2", an_agenda(slots=cases), ["html"]).files["html"])
    captions = re.findall(r"<caption id=\"\w+\">(.*?)</caption>", written.raw)
    assert len(captions) == len(set(captions)) == len(written.all("caption")) > 5


def test_a_region_without_caption_is_named_by_its_heading() -> None:
    found = page("## Where\n\n| A |\n|---|\n| b |")
    region = next(d for d in found.all("div") if d.get("role") == "group")
    assert region["aria-labelledby"] == found.all("h2")[0]["id"]


def test_the_marking_stands_above_below_and_on_every_printed_page() -> None:
    written = page("text", Frame("OFFICIAL-SENSITIVE", "t", ("head",), ("foot",)))
    assert written.words.startswith("Skip to the paper OFFICIAL-SENSITIVE")
    assert written.words.endswith("foot OFFICIAL-SENSITIVE")
    style = "".join(written.styles)
    for box in ("@top-right", "@bottom-center"):
        assert re.search(box + r' \{ width: \d+%; content: "OFFICIAL-SENSITIVE"; \}', style)
    assert re.search(r'@top-left \{ width: \d+%; content: "head"; \}', style)
    assert '"Page " counter(page) " of " counter(pages)' in style


def test_the_frame_cannot_break_out_of_title_style_or_body() -> None:
    written = page("text", Frame(NASTY, NASTY, (NASTY,), (NASTY,)))
    assert {tag for tag, _ in written.tags} <= ALLOWED
    style = "".join(written.styles)
    boxes = style[style.rindex("@page") :]
    assert "<" not in boxes
    assert not re.search(r"\\[^0-9a-f]", boxes)
    assert boxes.count('"') == 12
    assert written.words.count(" ".join(NASTY.split())) == 3


def test_printed_boxes_say_exactly_what_the_frame_says() -> None:
    written = page("text", Frame('A "b"\\é', "t", ("one", "two"), ()))
    boxes = re.findall(r'content: ("[^"]*");', "".join(written.styles))
    marking = '"A \\22 b\\22 \\5c \\e9 "'
    assert boxes == ['"one\\a two"', marking, '""', marking]


def test_short_runs_in_cells_are_kept_whole() -> None:
    written = html.write(Document(Frame("M", "t", (), ()), "| A |\n|---|\n| M26-001<br>x y z |"))
    assert b'<td><span class="whole">M26-001</span><br>' in written


def test_the_smallest_text_is_twelve_points_on_the_page() -> None:
    style = (packaged_templates() / "house" / "house.css").read_text(encoding="utf-8")
    on_page = re.sub(r"@page \{.*?\n\}", "", style, flags=re.DOTALL)
    assert "--size: 12pt;" in on_page
    assert "font: var(--size)/1.5" in on_page
    sizes = re.findall(r"font(?:-size)?:[^;]*?([\d.]+)(rem|pt|px|em|%)", on_page)
    assert all(float(size) >= (12 if unit == "pt" else 1) for size, unit in sizes)
    assert {unit for _, unit in sizes} <= {"pt", "rem"}


@pytest.mark.parametrize(
    "style",
    [
        "@import 'x.css';",
        "@IMPORT url(x);",
        "body { background: url(https://x.example/a.png) }",
        "body { background: URL('//x.example') }",
        "body { background: u\\72l(https://x.example) }",
        "@font-face { src: url(font.woff) }",
        "body { background: image-set('a.png' 1x) }",
        "</style><script>",
    ],
)
def test_a_house_style_that_reaches_out_is_refused(tmp_path: Path, style: str) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "house.css").write_text(f"p {{}}\n{style}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"house\.css:2: "):
        render("agenda.md.j2", an_agenda(), ["html"], search=[tmp_path])


def test_a_groups_own_style_is_used(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    own = "h1 { color: navy; background: url(data:image/png;base64,AAAA) }"
    (tmp_path / "house" / "house.css").write_text(own, encoding="utf-8")
    written = render("agenda.md.j2", an_agenda(), ["html"], search=[tmp_path]).files["html"]
    assert own.encode() in written


def test_blocks_become_their_elements() -> None:
    written = html.write(
        Document(Frame("M", "t", (), ()), "- a\n- b\n\n3. c\n\n> n\n\n---\n\n**x** *y*")
    ).decode()
    for element in (
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
        '<ol start="3">\n<li>c</li>\n</ol>',
        '<div class="note" role="note">\n<p>n</p>\n</div>',
        '<hr class="page">',
        "<p><strong>x</strong> <em>y</em></p>",
    ):
        assert element in written


def test_an_empty_head_cell_heads_nothing() -> None:
    written = html.write(Document(Frame("M", "t", (), ()), "| | B |\n|---|--:|\n| a | 1 |"))
    assert b'<thead><tr><td></td><th scope="col" class="right">B</th></tr></thead>' in written


def test_the_head_of_a_paper_is_escaped_in_its_page() -> None:
    made = an_agenda(head=a_head(title="A <b> & c", group="<i>"))
    written = render("agenda.md.j2", made, ["html"]).files["html"].decode()
    assert "<title>OFFICIAL-SENSITIVE: A &lt;b&gt; &amp; c, Tuesday" in written
    assert "<i>" not in written


def styled(folder: Path, toml: str, frame: Frame = FRAME) -> str:
    """The page of a group whose house.toml says *toml*."""
    (folder / "house").mkdir(exist_ok=True)
    (folder / "house" / "house.toml").write_text(toml, encoding="utf-8")
    return html.write(Document(frame, "# Agenda", (folder,))).decode()


def test_a_group_without_house_toml_has_the_look_of_house_css_alone() -> None:
    styles = "".join(page("text").styles)
    assert styles.count(":root {") == 1
    assert "margin-" not in styles[styles.rindex("@page {") :]


def test_font_size_and_colours_of_the_group_come_after_margs(tmp_path: Path) -> None:
    written = styled(
        tmp_path, 'font = "DIN Next"\nsize = 14\n[colours]\nink = "#000000"\nline = "#595959"'
    )
    own = ':root { --text: "DIN Next", sans-serif; --title: "DIN Next", sans-serif;'
    assert f"{own} --size: 14pt; --ink: #000000; --line: #595959; }}" in written
    assert written.index("--size: 12pt") < written.index("--size: 14pt")


def test_a_small_size_is_for_paper_and_never_for_the_screen(tmp_path: Path) -> None:
    assert styled(tmp_path, "size = 9").count("--size:") == 1


def test_the_groups_margins_are_those_of_printed_pages(tmp_path: Path) -> None:
    written = styled(tmp_path, "[margins]\ntop = 35\nleft = 22.5")
    assert "@page { margin-top: 35mm; margin-left: 22.5mm;\n" in written


def test_a_margin_too_small_for_the_frame_grows(tmp_path: Path) -> None:
    frame = Frame("M", "t", ("one", "two", "three", "four"), ())
    assert "@page { margin-top: 27mm;\n" in styled(tmp_path, "[margins]\ntop = 10", frame)
    long = Frame("M", "t", ("word " * 100,), ())
    assert "@page { margin-top: 44mm;\n" in styled(tmp_path, "", long)


def test_the_logo_stands_in_the_page_itself_with_its_words_under_the_marking() -> None:
    folder = Path(__file__).parents[2] / "examples" / "templates"
    written = Page(render("agenda.md.j2", an_agenda(), ["html"], search=[folder]).files["html"])
    [image] = written.all("img")
    assert image["alt"] == "Netherwick Borough Council"
    start, _, content = str(image["src"]).partition(",")
    assert start == "data:image/svg+xml;base64"
    assert b64decode(content) == (folder / "house" / "logo.svg").read_bytes()
    order = [tag for tag, _ in written.tags]
    assert order.index("header") < order.index("img") < order.index("main")


def test_the_words_of_a_logo_cannot_break_out(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>', encoding="utf-8"
    )
    written = styled(tmp_path, """[logo]\nfile = "logo.svg"\nalt = '"><b>&'""")
    assert 'alt="&quot;&gt;&lt;b&gt;&amp;"' in written


def test_a_house_css_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "house.css").write_bytes(b"/* \xe9 */")
    with pytest.raises(TemplateError, match=r"house\.css: the file is not written in UTF-8"):
        render("agenda.md.j2", an_agenda(), ["html"], search=[tmp_path])
