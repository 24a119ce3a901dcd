"""What no text of the handbook may hold, and how one is written where Markdown is read: characters that nobody sees, the marks of a template, quotation marks that quote nothing.

Each is a sentence for the editor (what is there, what to do) or None. The files are read with it (load.py), and so is the front
matter of a page (check). The tables name characters by code point, since a file that held them would look empty here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache


def _class(*ranges: tuple[int, int] | int) -> str:
    """The inside of a character class: (0x200B, 0x200F) is a range, 0xFEFF one character."""
    parts = [(r, r) if isinstance(r, int) else r for r in ranges]
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in parts)


# YAML takes these for line ends or stops at them: nothing behind them has the line that an editor counts
STOPS = _class((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x2028, 0x2029), (0xD800, 0xDFFF), (0xFFFE, 0xFFFF))
# spaces that are none of the two that we write (U+0020, U+3000): a search for the same words does not find them
SPACES = _class(0xA0, 0x1680, (0x2000, 0x200A), 0x202F, 0x205F)
# nothing to see: joiners, directions, fillers, a blank Braille cell, invisible operators, tags
EMPTY = _class(
    0xAD, 0x034F, 0x061C, (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), 0x2800, 0x3164,
    0xFEFF, 0xFFA0, (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF),
)  # fmt: skip
# a sign that stands for a lost one, and what only the maker of one font can read
LOST = _class((0xFDD0, 0xFDEF), 0xFFFD, (0xE000, 0xF8FF), (0xF0000, 0x10FFFF), *((p * 0x10000 + 0xFFFE, p * 0x10000 + 0xFFFF) for p in range(1, 15)))
# a variation selector says how the sign before it looks: fine behind a symbol or, from the second set, behind a Chinese character
LONE = (
    f"(?<![#*0-9{_class((0xA9, 0xAE), (0x203C, 0x3299), (0x1F000, 0x1FAFF))}])[{_class((0xFE00, 0xFE0F))}]"
    f"|(?<![{_class((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))}])[{_class((0xE0100, 0xE01EF))}]"
)

UNREADABLE = re.compile(f"[{STOPS}]")
UNSEEN = re.compile(f"[{STOPS}{SPACES}{EMPTY}{LOST}]|{LONE}")
LINE_END = re.compile(r"\r\n|\r|\n")
TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# what somebody meant to write later, or to ask; 【…】 alone is how a blank is printed
LEFT = re.compile(r"【[^】]*待[^】]*】|（待[^）]{1,8}）|TODO|FIXME|TBD|XXX|[？?]{3}|[Ll]orem ipsum")
# looks like a figure or a character and is another: a search does not find it, and no check reads the number. The first are what a PDF gives for 日 and 行
# (radicals, compatibility characters), letters and figures of formulas, full-width ones (第２５条 is told as an article); then 曰 for 日, O and l among figures, as a scan gives them
ALIKE = re.compile(
    f"[{_class((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x1D400, 0x1D7FF), (0x2F800, 0x2FA1F))}]"
    r"|(?<![第#０-９])[０-９]+|(?![０-９])\d(?<![0-9])|\d曰|(?:(?<=\d)[OolI]\d*|(?<![A-Za-z0-9])[OolI]\d+)(?=个?[日天年月元条倍%工小])"
)
FOLDED = re.compile(r"[\u4e00-\u9fff，。；：、）”] +[\u4e00-\u9fff（“]")
QUOTES = "“”„‟‘’‚‛＂＇«»"
# what begins something in Markdown wherever it stands; a text of data never begins a line there. Not every reader takes a backslash before all of them
MARKDOWN = re.compile(r"[\\`*_\[\]]")
NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", "~": "&#126;"})


def name(character: str) -> str:
    """U+200B, as character tables write it."""
    return f"U+{ord(character):04X}"


def unseen(character: str) -> str:
    """What to do about a character that nobody sees."""
    return f"文字里有看不见的字符 {name(character)}。删掉它，重新手打这几个字"


def unseen_in(text: str) -> Iterator[tuple[int, str]]:
    """(line from 1, character): the first unseen character of every line that has one. A byte order mark at the start is none."""
    for number, row in enumerate(LINE_END.split(text.removeprefix("\ufeff")), 1):
        if found := UNSEEN.search(row):
            yield number, found[0]


def template_mark(text: str) -> str | None:
    """The sentence for a text that holds a mark of the template engine, else None."""
    if found := TEMPLATE.search(text):
        return f"文字里有模板记号“{found[0]}”。删去它；要写这个符号，换成全角的｛ ｝"
    return None


@lru_cache(maxsize=100_000)  # the preview looks at every text again for one changed word
def unfit(text: str) -> str | None:
    """The sentence for a text of ours in which something is left to write or looks like what it is not, else None."""
    if found := LEFT.search(text):
        return f"“{found[0]}”还留在这里。写好要写的，把它删去"
    if found := ALIKE.search(text):
        return f"“{found[0]}”看着像，其实是别的字（{'、'.join(map(name, found[0]))}），搜索和检查都认不出。删去重新手打：数字用0到9，“日”别打成“曰”"
    if found := FOLDED.search(text):
        return f"“{found[0]}”中间有空格，多半是一句折成了两行。删去空格，一句写在一行里"
    return None


def false_quote(text: str) -> str | None:
    """For a text without YAML quotes that begins with a printed one: it was meant to quote, and would be printed."""
    if text[:1] in QUOTES and text:
        return f'开头的“{text[0]}”不是YAML的引号，会印在页面上。整句两头用英文引号（"）括起来；中文引号要印出来时写在里面'
    return None


def in_markdown(text: str) -> str:
    """A text of data as it is written into Markdown: one line, in which nothing is a mark."""
    return MARKDOWN.sub(r"\\\g<0>", " ".join(LINE_END.split(text))).translate(NAMED)
