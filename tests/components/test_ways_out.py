"""The ways out beside the pages: scripts of data, the guide for programs, the feed, the book on paper, what is offered to take away. Each holds the poisoned
book's texts as texts, and there is none that nobody looked at."""

from __future__ import annotations

import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import markdown
import pdf
import pypdf
import pytest
from setup import node

from macros.pages import Pages
from macros.publish import downloads, feed, guide, share
from macros.publish.volume import Volume, of_topic
from tests.components import outputs
from tests.components.payload import COMPUTED, EXPECTED, FLAT, MARK, altered, marks, strings
from tests.small import ROOT

# made of data, and looked at in outputs.py
ELSEWHERE = {"assets/search-index.js", "assets/search-model.js", "assets/excuses.js", "assets/terms.js", "data/handbook.json"}
# made of data, and looked at here
SCRIPTS = r"assets/(?:(?:case|letter|region|tree)/[a-z0-9-]+|regions|case-data|case-letters|case-lists|case-words|letter-data)\.js"
HELD = """
import { readFileSync } from "node:fs";
const found = {};
for (const file of process.argv.slice(2)) {
  globalThis.window = {};
  (0, eval)(readFileSync(file, "utf8"));
  found[file] = window;
}
console.log(JSON.stringify(found));
"""


def named(site: Path) -> dict[str, str]:
    """Every file but pages and Word files (outputs.py reads those) → what it says, where it says a text of the data."""
    texts = {p.relative_to(site).as_posix(): p.read_bytes().decode("utf-8", "replace") for p in site.rglob("*") if p.is_file() and p.suffix not in (".html", ".docx")}  # fmt: skip
    return {name: text for name, text in texts.items() if MARK.search(text)}


def test_no_way_out_was_forgotten(poisoned_site):
    """A file that begins to say what stands in the data has to be looked at: name it above, or in outputs.py."""
    found = {name for name in named(poisoned_site) if not re.fullmatch(SCRIPTS, name)}
    assert found == ELSEWHERE | {"llms.txt"}


def held(site: Path, names: list[str]) -> dict[str, Any]:
    """What a browser has after each of these scripts."""
    program = node()
    assert program, "没有 Node.js。先运行 make setup"
    command = [str(program[0]), "--input-type=module", "-e", HELD, "-", *names]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_every_script_of_data_holds_texts(poisoned_site, small_site):
    names = sorted(name for name in named(poisoned_site) if re.fullmatch(SCRIPTS, name))
    assert len(names) >= 9
    have, want = held(poisoned_site, names), held(small_site, names)
    for name in names:
        ends = have[name].pop("handbookEnds", {})
        clean = want[name].pop("handbookEnds", {})
        assert ends.keys() == clean.keys()
        for one, was in zip(have[name].get("handbookLetters", {}).values(), want[name].get("handbookLetters", {}).values(), strict=True):
            ends["blank"], clean["blank"] = one.pop("blank"), was.pop("blank")
        for end, html in ends.items():  # drawn by the build, so looked at as a page is
            assert outputs.page(html, clean[end]) == [], f"{name} {end}"
            assert marks(outputs.page_texts(html))
        assert altered(strings(have[name])) == [], name
        assert outputs.different(have[name], want[name]) == [], name


def test_the_guide_for_programs_is_a_list_of_links(poison, small_book):
    """Rendered, it has the same elements and the same addresses as ever, and every title and sentence is the text that it is."""
    said, plain = (markdown.markdown(guide.text(book, "https://handbook.example/")) for book in (poison.book, small_book))
    have, want = list(outputs.bare(said)), list(outputs.bare(plain))
    assert [(e.tag, e.attributes) for e in have if e.tag] == [(e.tag, e.attributes) for e in want if e.tag]
    assert altered(outputs.page_texts(said)) == []
    assert len(marks(outputs.page_texts(said))) >= 10 and "7919" in said and COMPUTED not in said


def test_the_feed_holds_texts(poison, small_book):
    have, want = (xml.fromstring(feed.feed(book, "https://handbook.example/")) for book in (poison.book, small_book))
    assert [e.tag for e in have.iter()] == [e.tag for e in want.iter()]
    titles = [e.text or "" for e in have.iter(f"{{{feed.ATOM}}}title")]
    assert altered(titles) == [] and marks(titles)
    assert [e.attrib for e in have.iter(f"{{{feed.ATOM}}}link")] == [e.attrib for e in want.iter(f"{{{feed.ATOM}}}link")]


def test_the_list_of_downloads_holds_texts(poison, small_book, poisoned_site, small_site, tmp_path):
    """A topic's title names its volume, and a file that nobody knows is named by its name: both are texts."""
    topic = next(iter(small_book.vocab.topics)).id
    for name in (f"handbook-{topic}.pdf", "a&b'<i onclick=x>.pdf"):
        (tmp_path / name).write_bytes(b"0")
    pages = []
    for book, site in ((poison.book, poisoned_site), (small_book, small_site)):
        offered = downloads.offers(book, tmp_path)
        html = (site / "index.html").read_bytes().replace(b"</article>", b"<div data-downloads>x</div></article>")
        pages.append(downloads.filled(html, downloads.drawing(Pages(book))(offered)).decode("utf-8"))
    assert outputs.page(*pages) == []
    assert "a&b'<i onclick=x>.pdf" in pages[0].replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&amp;", "&")
    assert marks([pages[0].partition("data-downloads")[2]])


def test_a_picture_of_a_link_is_drawn_of_any_text(poison):
    """Whatever stands in it, it is one picture of its size; nothing there is read as anything but letters."""
    if not share.font():
        pytest.skip("没有 Noto Sans CJK，画不了图：sudo apt-get install fonts-noto-cjk")
    made = share.draw(*share.texts(poison.book, "scenario", next(iter(poison.book.scenarios))))
    assert made.startswith(b"\x89PNG") and len(made) <= share.HEAVIEST


def test_the_book_on_paper_holds_texts(poison):
    """A topic's volume, set and read back: each mark that its page did not cut off is followed by its payload, and none was computed."""
    what = pdf.spaced(Volume(Pages(poison.book).views, of_topic(poison.book, "shop")).topic("店里买的"))
    what["front"]["edition"] = ""
    assert len(marks(strings(what))) > 40
    read = pypdf.PdfReader(io.BytesIO(pdf.typeset(what)))
    text = "".join("".join(page.extract_text() for page in read.pages).split())
    found = [text.startswith(FLAT, m.end()) for m in MARK.finditer(text)]
    assert len(found) > 40 and sum(found) >= 0.8 * len(found), "only a page's end may come between"
    assert COMPUTED not in text
    addresses = [a.get_object()["/A"].get("/URI", "") for page in read.pages for a in page.get("/Annots", []) if "/A" in a.get_object()]
    assert not [address for address in addresses if not re.match(r"https?://", address)]


def test_the_typesetter_reads_no_text_as_its_own_language():
    """The words come as JSON and are set as they are; the one way from a text to markup is closed."""
    for path in (ROOT / "typeset").glob("*.typ"):
        assert not re.search(r"\beval\s*\(|mode:\s*\"markup\"", path.read_text(encoding="utf-8")), path.name
    assert "#" in EXPECTED and "$" in EXPECTED and "*e*" in EXPECTED, "the payload has marks of Typst"
