"""Looks at everything that a build wrote, as whoever reads it would: pages parsed, JSON parsed, scripts read by a script engine, .docx opened.

Two sites are compared: one of a book, one of the same book poisoned (payload.py). Each look returns what is wrong, in words; empty is right.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import docx
from selectolax.lexbor import LexborHTMLParser
from setup import node

from tests.components.payload import COMPUTED, altered, marks, strings, without
from tests.small import ROOT

READ_INDEX = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const { read } = await import(pathToFileURL(process.argv[2]));
globalThis.window = {};
for (const file of process.argv.slice(3)) (0, eval)(readFileSync(file, "utf8"));
const index = read(window.handbookSearch);
const entries = index.entries.map(({ kind, id, url, title, aliases, sentence }) => ({ kind, id, url, title, aliases, sentence }));
console.log(JSON.stringify({ entries, synonyms: index.synonyms, excuses: window.handbookExcuses, template: window.handbookLetterTemplate, strips: window.handbookMeaning.strips, terms: window.handbookTerms, names: Object.keys(window).sort() }));
"""


class Element(NamedTuple):
    """An element of a page: its tag, its attributes in order; `text`: for a piece of text, tag and attributes are empty."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str


def holds_json(name: str, value: str | None) -> bool:
    """Is an attribute's value JSON for a script?"""
    return name.startswith("data-") and bool(value) and value[0] in "{["


def elements(html: str) -> Iterator[Element]:
    """A page as a flat list of its elements and texts. What stands as JSON in scripts and data- attributes is looked at apart. What only holds a heading's
    characters together (macros/headings.py) depends on their number, and is no element of the page."""
    tree = LexborHTMLParser(html)
    tree.unwrap_tags(["wbr"])
    for held in tree.css("span.hold"):
        held.unwrap()
    tree.root.merge_text_nodes()
    for found in tree.root.traverse(include_text=True):
        if found.tag == "-text":
            if found.parent.tag not in ("script", "style") and (text := found.text_content or "").strip():
                yield Element("", (), text)
        elif not found.tag.startswith(("-", "!")):
            yield Element(found.tag, tuple((name, "" if holds_json(name, value) else value or "") for name, value in found.attributes.items()), "")


def page_texts(html: str) -> Iterator[str]:
    """Every text and every attribute of a page."""
    for element in elements(html):
        yield element.text
        yield from (value for _, value in element.attributes)


def bare(html: str) -> Iterator[Element]:
    """The elements of a page without the poison; a text that was nothing else is none."""
    for element in elements(html):
        text = without(element.text)
        if element.tag or text:
            yield Element(element.tag, tuple((name, without(value)) for name, value in element.attributes), text)


def blocks(html: str) -> Iterator[Any]:
    """The JSON that a page carries for its script: in script elements and in data- attributes."""
    tree = LexborHTMLParser(html)
    for found in tree.css('script[type="application/json"]'):
        yield json.loads(found.text())
    for found in tree.css("*"):
        for name, value in found.attributes.items():
            if holds_json(name, value):
                yield json.loads(value)


def page(html: str, clean: str) -> list[str]:
    """The poisoned page without its poison is the clean page: the same elements, attributes and texts, and no more."""
    found = [f"文字变了：{x}" for x in altered(page_texts(html))]
    have, want = list(bare(html)), list(bare(clean))
    if have != want:
        at = next((i for i, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
        found.append(f"元素变了：应是{want[at : at + 2]}，成了{have[at : at + 2]}")
    for element in have:
        for name, value in element.attributes:
            if name.startswith("on"):
                found.append(f"有事件属性：{element}")
            if name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "data:text", "vbscript:")):
                found.append(f"有脚本链接：{element}")
    return found


def page_json(html: str, clean: str) -> list[str]:
    """The JSON of a page parses, holds the poison as it is, and is the clean one without it."""
    try:
        have = list(blocks(html))
    except ValueError as e:
        return [f"JSON读不出来：{e}"]
    return [f"JSON里变了：{x}" for x in altered(strings(have))] + different(have, list(blocks(clean)))


def cleaned(value: Any) -> Any:
    """A value out of JSON without its poison."""
    if isinstance(value, dict):
        return {cleaned(key): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):  # a piece of a letter's line that was nothing but poison is none
        return [inner for inner in map(cleaned, value) if inner != {"text": ""}]
    return without(value) if isinstance(value, str) else value


def different(have: Any, want: Any, where: str = "") -> list[str]:
    """Where two values differ once the poison is out."""
    have, want = cleaned(have), cleaned(want)
    if have == want:
        return []
    if isinstance(have, dict) and isinstance(want, dict) and have.keys() == want.keys():
        return [x for key in have for x in different(have[key], want[key], f"{where}.{key}")]
    if isinstance(have, list) and isinstance(want, list) and len(have) == len(want):
        return [x for i, (a, b) in enumerate(zip(have, want, strict=True)) for x in different(a, b, f"{where}[{i}]")]
    return [f"{where}：应是{str(want)[:120]}，成了{str(have)[:120]}"]


def htmls(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))}


def _each_page(site: Path, clean: Path, look: Callable[[str, str], list[str]]) -> list[str]:
    have, want = htmls(site), htmls(clean)
    if have.keys() != want.keys():
        return [f"页面不一样：{sorted(have.keys() ^ want.keys())}"]
    return [f"{url}：{fault}" for url in have for fault in look(have[url], want[url])]


def pages(site: Path, clean: Path) -> list[str]:
    return _each_page(site, clean, page)


def pages_json(site: Path, clean: Path) -> list[str]:
    return _each_page(site, clean, page_json)


def open_data(site: Path, clean: Path) -> list[str]:
    have, want = (json.loads((s / "data" / "handbook.json").read_text(encoding="utf-8")) for s in (site, clean))
    return altered(strings(have)) + different(have, want)


def scripts(site: Path) -> dict[str, Any]:
    """What the browser would have after loading the scripts that are made of data: run by Node.js, the index read by the site's own reader."""
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    reader = next(p for p in ROOT.rglob("search/index.js") if not {"node_modules", ".venv", "site"} & set(p.relative_to(ROOT).parts))
    files = [site / "assets" / name for name in ("search-index.js", "search-model.js", "excuses.js", "letter-template.js", "terms.js")]
    command = [str(found[0]), "--input-type=module", "-e", READ_INDEX, "-", str(reader), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def search_index(site: Path, clean: Path) -> list[str]:
    """Titles and aliases whole, sentences cut as they always are; the same places in the same order."""
    have, want = scripts(site), scripts(clean)
    found = altered(e["title"] for e in have["entries"])
    found += altered((e["sentence"] for e in have["entries"]), cut=True)
    found += altered((alias for e in have["entries"] for alias in e["aliases"]), without="|")
    found += different([[e["kind"], e["url"], e["title"]] for e in have["entries"]], [[e["kind"], e["url"], e["title"]] for e in want["entries"]])
    if len(have["synonyms"]) != len(want["synonyms"]) or have["names"] != want["names"]:
        found.append(f"同义词或全局变量变了：{have['synonyms']} {have['names']}")
    return found


def excuse_list(site: Path, clean: Path) -> list[str]:
    have, want = scripts(site)["excuses"], scripts(clean)["excuses"]
    return altered(strings(have)) + different(have, want)


def term_list(site: Path, clean: Path) -> list[str]:
    """What the pages explain their terms with."""
    have, want = scripts(site)["terms"], scripts(clean)["terms"]
    found = altered(strings(have)) + different(have, want)
    if not marks(strings(have)):
        found.append("词的清单里一处记号都没有")
    return found


def sheets(site: Path) -> dict[str, list[str]]:
    return {p.name: [x.text for x in docx.Document(p).paragraphs] for p in sorted((site / "letters").glob("*.docx"))}


def word_files(site: Path, clean: Path) -> list[str]:
    have, want = sheets(site), sheets(clean)
    found = altered(text for texts in have.values() for text in texts) + different(have, want)
    if not any(marks(texts) for texts in have.values()):
        found.append("Word文件里一处记号都没有")
    return found


def computed(site: Path, clean: Path) -> list[str]:
    """No output holds what a template would have computed."""
    return [p.name for p in site.rglob("*") if p.is_file() and COMPUTED.encode() in p.read_bytes()]


LOOKS: dict[str, Callable[[Path, Path], list[str]]] = {
    "pages": pages,
    "JSON in pages": pages_json,
    "open data": open_data,
    "search index": search_index,
    "list of excuses": excuse_list,
    "list of terms": term_list,
    "Word files": word_files,
    "nothing computed": computed,
}
