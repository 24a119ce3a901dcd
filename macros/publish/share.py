"""site/assets/share/ID-HASH.png: what is shown where a page's address is sent on. Drawn only where the site has an address, for it is asked for by its
whole address, and where the font is there; a name carries the hash of what is drawn, so that a host may keep it for good.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from macros import kept
from macros.book import Handbook
from macros.links import Links
from macros.views import STRENGTH

FOLDER = "assets/share"
SIZE = WIDTH, HEIGHT = 1200, 630  # what chats and search engines cut to
SIDE = 84
HEAVIEST = 40_000  # bytes
NAME = "精品售后纠纷处理手册"
PROMISE = "免费，不用注册，内容只留在你的手机里"
# of the style sheet: --paper, --ink, --soft, --green, --line, and the verdicts' own
PAPER, INK, SOFT, GREEN, LINE = "#fbfaf5", "#1c2621", "#4d5a53", "#14533f", "#d9d6c8"
LEVELS = {"strong": ("#e3efe7", "#0f4a37"), "conditional": ("#fdf0d2", "#7a4a00"), "weak": ("#fbe6e2", "#9b2318")}
# a mark that does not begin a line, and one that does not end it
CLOSING, OPENING = set("，。、；：？！”’）》…"), set("“‘（《")
# where Debian (fonts-noto-cjk) and others put it; (file, its place in the collection: simplified Chinese)
FONTS = ("NotoSansCJK-{}.ttc",)
FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/share/fonts/google-noto-cjk", "/usr/local/share/fonts")
SIMPLIFIED = 2


@cache
def font(weight: str = "Bold") -> Path | None:
    """The file of the font; None where it is not there."""
    return next((path for folder in FOLDERS for name in FONTS if (path := Path(folder) / name.format(weight)).is_file()), None)


@cache
def _type(weight: str, size: int) -> ImageFont.FreeTypeFont:
    path = font(weight) or font("Bold")
    return ImageFont.truetype(str(path), size, index=SIMPLIFIED)


def lines(text: str, measure: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A text in lines of at most `width` pixels: no line begins with a closing mark or ends with an opening one, no number is cut."""
    pieces: list[str] = []
    for character in text:
        joined = pieces and (
            character in CLOSING or pieces[-1][-1] in OPENING or (character.isascii() and character.isalnum() and pieces[-1][-1].isascii())
        )
        if joined:
            pieces[-1] += character
        else:
            pieces.append(character)
    found = [""]
    for piece in pieces:
        if found[-1] and measure.getlength(found[-1] + piece) > width:
            found.append("")
        found[-1] += piece
    return found


def even(text: str, measure: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The same, the lines as even as they get: no last one of a single character. Where every line can end behind a mark, it does."""
    best = lines(text, measure, width)
    at_marks: list[str] | None = None
    for narrower in range(width, width // 2, -20):
        tried = lines(text, measure, narrower)
        if len(tried) > len(best):
            break
        best = tried
        if all(line[-1:] in CLOSING for line in tried[:-1]):
            at_marks = tried
    return at_marks or best


def whole(text: str, measure: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """As many whole sentences as fit into `most` lines: a rule that is cut in the middle may say the opposite. Empty where not even the first fits."""
    fitting: list[str] = []
    sentences = [part for part in text.replace("。", "。\0").split("\0") if part]
    for count in range(1, len(sentences) + 1):
        tried = lines("".join(sentences[:count]), measure, width)
        if len(tried) > most:
            break
        fitting = tried
    return fitting


def texts(book: Handbook, kind: str, id_: str) -> tuple[str, str, str, str]:
    """(title, sentence, level or "", word) of what a picture shows; kind "" is the handbook itself."""
    if kind == "scenario":
        scenario = book.scenarios[id_]
        level = scenario.strength.level
        return scenario.title, scenario.summary, level, STRENGTH[level]
    if kind == "letter":
        letter = book.letters[id_]
        return letter.title, letter.summary, "", "文书，填好就能用"
    return "商家不给退、不给换、不给修怎么办", "按步骤做，照着说，照着写。依据现行法律。", "", ""


def picture_of(book: Handbook, kind: str = "", id_: str = "") -> str:
    """The address of a picture, relative to the site's root."""
    digest = hashlib.sha256("\0".join((*texts(book, kind, id_), _program())).encode("utf-8")).hexdigest()[:10]
    return f"{FOLDER}/{f'{kind}-{id_}' if kind else 'handbook'}-{digest}.png"


@cache
def _program() -> str:
    return kept.program((__file__,), ("pillow",))


def draw(title: str, sentence: str, level: str, word: str) -> bytes:
    """A PNG of SIZE: the title large, the verdict, and of the summary the sentences that there is room for."""
    title, sentence, word = (" ".join(text.split()) for text in (title, sentence, word))  # what sets the letters knows no ends of lines
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 24, HEIGHT), fill=GREEN)
    room = WIDTH - 2 * SIDE
    pen.text((SIDE, 62), NAME, font=_type("Bold", 34), fill=GREEN)
    size = next(s for s in (76, 68, 60, 52, 44) if len(lines(title, _type("Bold", s), room)) <= 2 or s == 44)
    y = 138
    for line in even(title, _type("Bold", size), room):
        pen.text((SIDE, y), line, font=_type("Bold", size), fill=INK)
        y += int(size * 1.35)
    y += 26
    if word:
        wash, ink = LEVELS.get(level, ("#e8eef2", INK))
        wide = _type("Bold", 34).getlength(word)
        pen.rounded_rectangle((SIDE, y, SIDE + wide + 48, y + 64), radius=12, fill=wash, outline=ink, width=2)
        pen.text((SIDE + 24, y + 8), word, font=_type("Bold", 34), fill=ink)
        y += 88
    for line in whole(sentence, _type("Regular", 36), room, (HEIGHT - 104 - y) // 52):
        pen.text((SIDE, y), line, font=_type("Regular", 36), fill=SOFT)
        y += 52
    pen.line((SIDE, HEIGHT - 92, WIDTH - SIDE, HEIGHT - 92), fill=LINE, width=2)
    pen.text((SIDE, HEIGHT - 76), PROMISE, font=_type("Regular", 30), fill=SOFT)
    for colours in (24, 12, 6):
        out = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= HEAVIEST:
            break
    return out.getvalue()


def write(book: Handbook, site: Path, address: str) -> None:
    """Draws the pictures that changed; where the site has no address, or this machine no font, there are none."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    if not address:
        return
    if font() is None:
        print("没有字体 Noto Sans CJK，转发时不显示图片（Debian：sudo apt-get install fonts-noto-cjk）", file=sys.stderr, flush=True)
        return
    (site / FOLDER).mkdir(parents=True)
    things = [("", ""), *Links(book).shortened()]

    def one(thing: tuple[str, str]) -> None:
        name = picture_of(book, *thing)
        made_of = (*texts(book, *thing), _program())
        content = kept.kept(book.root, f"share-{'-'.join(filter(None, thing)) or 'handbook'}", made_of, lambda: draw(*texts(book, *thing)))
        (site / name).write_bytes(content)

    with ThreadPoolExecutor(os.cpu_count()) as pens:  # packing lets go of Python's lock
        list(pens.map(one, things))
