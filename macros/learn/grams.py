"""A text as the model sees it. The browser does the same in assets/javascripts/lib/ngrams.js; a test holds them together."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

LONGEST = 3  # characters of a stretch
NUMBER = re.compile(r"[0-9]+")
MARKS = re.compile(r"[^0a-z\u3400-\u9fff]+")


def narrow(text: str) -> str:
    """Half width, lower case: 'ＯＫ！' → 'ok!'"""
    return unicodedata.normalize("NFKC", text).lower()


def plain(text: str, rewrite: Iterable[tuple[str, str]] = ()) -> str:
    """Half width, lower case, every number 0, every other mark a space, a space at both ends: '退了￥58，' → ' 退了 0 '"""
    text = narrow(text)
    for said, meant in rewrite:
        text = text.replace(said, meant)
    return " " + MARKS.sub(" ", NUMBER.sub("0", text)).strip() + " "


def grams(text: str, longest: int = LONGEST) -> Counter[str]:
    """How often each stretch of one to so many characters stands in a plain text; a space alone is none. ' 退货 ' → 退, 货, ' 退', 退货, …"""
    found = Counter(text)
    del found[" "]
    for n in range(2, longest + 1):
        found.update([text[i : i + n] for i in range(len(text) - n + 1)])
    return found


@cache
def pattern(text: str) -> re.Pattern[str]:
    """The expression, made ready once."""
    return re.compile(text)


def signs(text: str, known: Iterable[tuple[str, str]]) -> Counter[str]:
    """The signs that a text shows, alone and two by two: (('㐀', '钱'), ('㐁', '删'), ('㐂', '刀')), '拿钱就删' → 㐀, 㐁, 㐀㐁. Two kinds of words
    that stand in one text say more than either, and no stretch of three characters holds both. `known`: (letter, pattern), see Lesson."""
    text = narrow(text)
    found = [letter for letter, said in known if pattern(said).search(text)]
    return Counter([*found, *(a + b for i, a in enumerate(found) for b in found[i + 1 :])])
