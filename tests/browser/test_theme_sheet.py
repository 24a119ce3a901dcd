"""What was cut out of the theme's sheet, and the space out of ours, is nowhere to be seen: the same pages with the whole sheets are the same pictures."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest

from macros import theme
from macros.publish import style_sheets
from tests.conftest import ROOT

# a page of each kind: the address, and the width of its screen
KINDS = {
    "index.html": 360,
    "scenarios/warranty-repair.html": 360,
    "letters/complaint-12315.html": 1280,
    "excuses/goods.html": 360,
    "faq/warranty.html": 1280,
    "laws/e-commerce-law.html": 360,
    "channels/index.html": 1280,
    "steps/evidence.html": 360,  # notes
    "about/engine.html": 1280,  # tables, code
    "case.html": 360,
}
HEIGHT = 1600  # of the screen: what a picture shows. Longer pages go on below with more of the same
STATES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
    "print": {"media": "print"},
}
PLAIN = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
FEW = 3  # points: a curve's edge may fall a shade otherwise from one picture to the next, a rule that is lost shows in dozens
WITH_FOCUS = ("letters/complaint-12315.html", "index.html")
FOCUSED = ("article a[href]", "article summary", "article button", "article input", "article textarea", ".top__button")

# the whole sheets beside those of the page, switched off
ADD = """sheets => Promise.all(sheets.map(href => new Promise((done, failed) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", className: "whole", media: "not all" });
  Object.assign(link, { onload: done, onerror: failed, href });
  document.head.append(link);
})))"""
SWITCH = """whole => {
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.media = whole === link.classList.contains("whole") ? "all" : "not all";
}"""
UNFOLD = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
DIFFERENT = """async (pictures) => {
  const [a, b] = await Promise.all(pictures.map(async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return [a.width, a.height, b.width, b.height].join(" ");
  let different = 0;
  for (let i = 0; i < a.data.length; i += 4) if ([0, 1, 2].some(k => Math.abs(a.data[i + k] - b.data[i + k]) > 24)) different++;
  return different;
}"""


def whole_sheets(site: Path) -> list[str]:
    """The addresses of the sheets as theme and editor wrote them, put beside the site's own."""
    folder = site / "assets" / "stylesheets" / "whole"
    folder.mkdir(exist_ok=True)
    import material

    originals = [
        *theme.sheets([str(Path(material.__file__).parent / "templates")]),
        *(ROOT / "docs" / style_sheets.FOLDER / n for n in style_sheets.OWN),
    ]
    assert len(originals) == 1 + len(style_sheets.OWN)
    for path in originals:
        shutil.copy(path, folder / path.name)
    return [(folder / path.name).as_uri() for path in originals]


class Look:
    """A page that can be looked at with the sheets that it brings and with the whole ones."""

    def __init__(self, page, judge, sheets: list[str]) -> None:
        self.page, self.judge, self.sheets = page, judge, sheets

    def open(self, address: str, width: int) -> None:
        self.page.emulate_media(**PLAIN, reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.goto(address)
        self.page.evaluate(ADD, self.sheets)

    def difference(self, take) -> int | str:
        """Points that differ by more than a shade (anti-aliasing differs by less, from one picture to the next), or the two sizes."""
        points: int | str = 0
        for _ in range(2):  # a script may just have been at work: what it drew is there the second time
            pair = []
            for whole in (False, True):
                self.page.evaluate(SWITCH, whole)
                pair.append(take())
            self.page.evaluate(SWITCH, False)
            if pair[0] == pair[1]:
                return 0
            points = self.judge.evaluate(DIFFERENT, [f"data:image/png;base64,{base64.b64encode(p).decode()}" for p in pair])
            if isinstance(points, int) and points <= FEW:
                return 0
        return points

    def states(self, focus: bool = True) -> dict[str, int | str]:
        """What differs: closed, then with every fold open in each state, then, where asked, each kind of control in focus."""
        shot = lambda: self.page.screenshot(animations="disabled", caret="hide")  # noqa: E731
        found = {"closed": self.difference(shot)}
        self.page.evaluate(UNFOLD)
        for state, media in STATES.items():
            self.page.emulate_media(**{**PLAIN, **media})
            found[state] = self.difference(shot)
        self.page.emulate_media(**PLAIN)
        for control in FOCUSED if focus else ():
            node = self.page.locator(f"{control} >> visible=true").first
            if node.count():
                node.focus()
                self.page.keyboard.press("Shift")  # the keyboard is in use: the ring is drawn
                box = node.bounding_box()
                clip = {"x": max(0, box["x"] - 20), "y": max(0, box["y"] - 20), "width": box["width"] + 40, "height": box["height"] + 40}
                found[control] = self.difference(lambda clip=clip: self.page.screenshot(clip=clip, animations="disabled", caret="hide"))
        return {state: points for state, points in found.items() if points}


@pytest.fixture(scope="module")
def look(browser, site: Path):
    context = browser.new_context(offline=True, locale="zh-CN", timezone_id="Asia/Shanghai", bypass_csp=True)
    yield Look(context.new_page(), context.new_page(), whole_sheets(site))
    context.close()
    shutil.rmtree(site / "assets" / "stylesheets" / "whole")


@pytest.mark.parametrize("url", KINDS)
def test_no_point_looks_different(look, site: Path, url):
    look.open((site / url).as_uri(), KINDS[url])
    assert look.states(focus=url in WITH_FOCUS) == {}, f"{url}：剪过的样式表和原来的样子不同（像素数）"


def test_a_rule_too_few_is_seen(look, site: Path):
    """The comparison itself: without the theme's sheet the picture is another, in every state."""
    look.open((site / "about/engine.html").as_uri(), 1280)
    look.page.evaluate("() => document.querySelector('link[href$=\"theme.css\"]').remove()")
    assert {"closed", *STATES} <= look.states(focus=False).keys()


def test_the_theme_is_small(site: Path):
    """And nothing of it is left beside."""
    sheets = sorted(p.name for p in (site / "assets" / "stylesheets").iterdir() if p.suffix)
    assert sheets == ["pack.css", "print.css", "site.css", "theme.css"]
    assert (site / theme.SHEET).stat().st_size < 18_000
