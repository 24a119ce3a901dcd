"""Reads a printed volume back: are its contents and its index true, does a heading stand alone at the foot of a page, is anything missing?

Nothing here knows how the file was made; it is read as a reader's program reads it (pypdf).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.generic import Destination

FOOT = 50  # points from the lower edge: what is below is the page's foot
ALONE = 1.0  # points: texts so near in height stand on one line


@dataclass
class Piece:
    """A piece of text where it stands: x from the left, y from below, in points."""

    x: float
    y: float
    text: str
    bold: bool
    size: float


@dataclass
class Found:
    """A volume as it was read: its pages, and what is wrong with it, a sentence each."""

    pages: int
    problems: list[str] = field(default_factory=list)


def pieces(page: pypdf.PageObject) -> list[Piece]:
    """The texts of a page with their places."""
    found: list[Piece] = []

    def see(text: str, user: list[float], matrix: list[float], font: Any, size: float) -> None:
        if text.strip():
            name = str(font.get("/BaseFont", "")) if font else ""
            x, y = matrix[4], matrix[5]
            found.append(
                Piece(
                    user[0] * x + user[2] * y + user[4],
                    user[1] * x + user[3] * y + user[5],
                    text.replace("\n", ""),
                    "Bold" in name,
                    size,
                )
            )

    page.extract_text(visitor_text=see)
    return found


def tight(text: str) -> str:
    """A text without its spaces: a line's end in Chinese is none."""
    return re.sub(r"\s+", "", text)


def bookmarks(reader: pypdf.PdfReader) -> Iterator[tuple[int, str, int, float]]:
    """(depth from 0, title, page from 1, height) of every bookmark."""

    def walk(entries: list[Any], depth: int) -> Iterator[tuple[int, str, int, float]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            elif isinstance(entry, Destination):
                yield depth, str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1, float(entry.top or 0)

    yield from walk(reader.outline, 0)


def lonely(found: list[Piece], width: float) -> str | None:
    """The heading that is the last line above the foot in a column of a page; None where there is none. A page's column is a half where its texts
    begin in both halves only: bold text on the right of bold text is the end of its line."""
    body = [p for p in found if p.y > FOOT]
    left, right = ([p for p in body if (p.x < width / 2) == first] for first in (True, False))
    for column in (left, right):
        if not column:
            continue
        low = min(p.y for p in column)
        line = [p for p in column if p.y - low < ALONE]
        above = [p for p in column if p.y - low >= ALONE]
        said = tight("".join(p.text for p in line))
        continued = column is right and any(p.bold and abs(p.y - low) < ALONE for p in left)
        if (
            above and not continued and all(p.bold for p in line) and not said.isdigit()
        ):  # in the index the page where a term counts most is bold, and no heading
            return said
    return None


def links_out(reader: pypdf.PdfReader) -> set[str]:
    """The addresses that the file itself would open."""
    found: set[str] = set()
    for page in reader.pages:
        for annotation in page.get("/Annots") or []:
            action = annotation.get_object().get("/A")
            if action and "/URI" in action.get_object():
                found.add(str(action.get_object()["/URI"]))
    return found


def named(entries: Any) -> Iterator[tuple[str, str]]:
    """(kind of part, title) of all that has a heading of its own."""
    for part in entries:
        for group in part["groups"]:
            for entry in group.get("entries", [group]):
                title = next((entry[key] for key in ("short", "title", "question", "name", "says") if key in entry), "")
                if title and part["kind"] not in ("steps", "clocks", "terms", "wrong", "outside"):
                    yield part["kind"], f"“{title}”" if part["kind"] == "excuses" else title


def lines(page: list[Piece]) -> str:
    """The text of a page, a line a line, as it was set; without its foot."""
    text, at = "", None
    for piece in page:
        if piece.y > FOOT:
            text += ("" if at is None or abs(piece.y - at) < ALONE else "\n") + tight(piece.text)
            at = piece.y
    return text + "\n"


def index_lines(what: dict[str, Any], read: list[list[Piece]], begins: int) -> Iterator[tuple[str, list[int]]]:
    """(term, pages) as the index prints them; `begins`: its first page, from 1. A list of pages goes on below only behind a mark."""
    text = "".join(lines(page) for page in read[begins - 1 :])
    for term in what["index"]:
        head = term["term"] + (f"（{'、'.join(term['aliases'])}）" if term["aliases"] else "")
        after = re.search(r"\n?".join(map(re.escape, tight(head))) + r"\n?((?:\d+、\n?)*\d+)", text)
        yield term["term"], [int(n) for n in re.findall(r"\d+", after[1])] if after else []


def above_lines(value: Any) -> Iterator[str]:
    """The headings of blanks that stand above nothing but lines to write on: these have no text by which they could be seen in the file."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from above_lines(inner)
    elif isinstance(value, list):
        for line, below in pairwise(value):
            heading = isinstance(line, dict) and isinstance(below, dict) and line.get("kind") == "heading"
            if heading and any(p.get("rows") for p in below.get("pieces", [])) and not any("text" in p for p in below["pieces"]):
                yield tight("".join(p.get("text", "") for p in line["pieces"]))
        for inner in value:
            yield from above_lines(inner)


@lru_cache(maxsize=1)
def _read(made: bytes) -> tuple[pypdf.PdfReader, list[list[Piece]]]:
    """A file and the texts of its pages with their places: reading takes longer than all that is asked of them."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    return reader, [pieces(page) for page in reader.pages]


def problems_of(made: bytes, what: dict[str, Any], most_pages: int, most_bytes: int) -> Found:
    """What is wrong with a volume (`what` as tools/pdf.py had it set)."""
    reader, read = _read(made)
    width = float(reader.pages[0].mediabox.width)
    texts = ["".join(p.text for p in page) for page in read]
    bare = [tight(t) for t in texts]
    found = Found(len(texts))
    say = found.problems.append
    if len(texts) > most_pages:
        say(f"{len(texts)}页，超过{most_pages}页")
    if len(made) > most_bytes:
        say(f"{len(made) / 1e6:.1f} MB，超过{most_bytes / 1e6:.0f} MB")
    if "/MarkInfo" not in reader.trailer["/Root"] or "/StructTreeRoot" not in reader.trailer["/Root"]:
        say("没有标签（tagged PDF），读屏软件读不了")
    if out := links_out(reader):
        say(f"有链到别处的链接：{sorted(out)[:3]}")
    contents = _contents(reader)
    ruled = set(above_lines(what))
    for n, page in enumerate(read, 1):
        if n > 1 and n not in contents and (alone := lonely(page, width)) and alone not in ruled:
            say(f"第{n}页底下只有标题“{alone}”")
        if n > 1 and f"第{n}页共{len(texts)}页" not in bare[n - 1]:
            say(f"第{n}页没有印“第{n}页　共{len(texts)}页”")
    _check_bookmarks(reader, what, bare, say)
    _check_contents(reader, what, bare, say)
    _check_index(reader, what, read, bare, say)
    return found


def _check_bookmarks(reader: pypdf.PdfReader, what: dict[str, Any], bare: list[str], say: Any) -> None:
    """Every entry has a bookmark, and it leads to a page where its title stands."""
    marks = list(bookmarks(reader))
    titles = {tight(title) for _, title, _, _ in marks}
    for kind, title in named(what["parts"]):
        if tight(title) not in titles:
            say(f"书签里没有{kind}的“{title}”")
    for _, title, page, _ in marks:
        if tight(title) not in bare[page - 1]:
            say(f"书签“{title}”指的第{page}页上没有这个标题")


def _contents(reader: pypdf.PdfReader) -> range:
    """The pages of the contents: from their heading to the first of another."""
    marks = {tight(title): page for depth, title, page, _ in bookmarks(reader) if depth == 0}
    begins = marks.pop("目录", 0)
    return range(begins, min(marks.values())) if begins and marks else range(0)


def _check_contents(reader: pypdf.PdfReader, what: dict[str, Any], bare: list[str], say: Any) -> None:
    """The contents name every part, situation, letter and sheet with the page where its heading stands."""
    pages = _contents(reader)
    if not pages:
        return
    contents = re.sub(r"第\d+页共\d+页", "", "".join(bare[n - 1] for n in pages))
    parts = [part["title"] for part in what["parts"] if part["kind"] != "blanks"]  # sheets have their own names only
    wanted = parts + [title for kind, title in named(what["parts"]) if kind in ("scenarios", "letters", "blanks")]
    for title in wanted:
        numbers = [int(n) for n in re.findall(re.escape(tight(title)) + r"\.+(\d{1,4})", contents)]
        if not numbers:
            say(f"目录里没有“{title}”")
        elif not any(n <= len(bare) and tight(title) in bare[n - 1] for n in numbers):
            say(f"目录说“{title}”在第{numbers}页，那里没有")


def _check_index(reader: pypdf.PdfReader, what: dict[str, Any], read: list[list[Piece]], bare: list[str], say: Any) -> None:
    """Every page that the index names for a term has the term on it."""
    begins = next((page for _, title, page, _ in bookmarks(reader) if title == "词语索引"), None)
    if begins is None:
        if what["index"]:
            say("没有词语索引")
        return
    for term, pages in index_lines(what, read, begins):
        if not pages:
            say(f"索引里的“{term}”没有页码")
        for page in pages:
            if page >= begins or tight(term) not in bare[page - 1]:
                say(f"索引说“{term}”在第{page}页，那里没有")
