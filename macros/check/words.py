"""What running text says: an article that is named can be opened, no mark is left standing, nothing is said twice."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from macros import blanks, spoken, sums
from macros.book import Path_
from macros.check.report import Report
from macros.check.written import UNWRITTEN
from macros.links import article_label
from macros.text import unfit

HAN = "零〇一二三四五六七八九十百千"
# 《…》第…条 in running text; several articles may follow one another (第25条、第26条)
NAMED = re.compile(rf"《([^《》]+)》((?:第[\d{HAN}]+条(?:之[\d{HAN}]+)?(?:第[^第条，。；、]{{1,8}}[款项])*[、和及]?)+)")
# thousands, hundreds, tens, ones; 十二 has no digit before its 十
CHINESE = re.compile(
    r"(?:([一二三四五六七八九])千)?[零〇]?(?:([一二三四五六七八九])百)?[零〇]?(?:([一二三四五六七八九]?)十)?[零〇]?([一二三四五六七八九])?"
)
ONE = re.compile(rf"第([\d{HAN}]+)条(?:之([\d{HAN}]+))?")


def number(text: str) -> int | None:
    """A whole number in Arabic or Chinese digits, up to 9999: '一百二十' → 120. None where it is no number: '2十', '十十', '５'."""
    if re.fullmatch(r"[0-9]{1,4}", text):
        return int(text)
    parts = CHINESE.fullmatch(text)
    if not parts:
        return None
    total = 0
    for unit, digit in zip((1000, 100, 10, 1), parts.groups(), strict=True):
        if digit is not None:
            total += unit * ("一二三四五六七八九".index(digit) + 1 if digit else 1)
    return total or None


def named_in_text(report: Report) -> None:
    """《…》第…条 in any text is a law and an article of the store, so that a reader can open it."""
    broken = report.book.present["law"] - set(report.book.laws)
    names = report.book.spoken_law_names
    for doc in report.book.documents.values():
        for path, text in report.matching(doc, NAMED):
            for mark in NAMED.finditer(text):
                law = names.get(mark[1].replace("中华人民共和国", ""))
                if law is None:
                    if not broken:
                        often = "法律的 title、short 或 aliases 改过就改回来，误删了就补回来；没有过的先建它"
                        report.absent(doc, path, f"《{mark[1]}》不在 docs/_data/laws/ 里", "用法律的 title、short 或 aliases，或先建它", often)
                    continue
                for one in ONE.finditer(mark[2]):
                    numbers = [number(part) for part in one.groups() if part]
                    if None in numbers:
                        report.say(doc, path, f"《{mark[1]}》{one[0]}的条号写错了。用阿拉伯数字，如第25条、第12条之一")
                        continue
                    article = "-".join(map(str, numbers))
                    if article not in report.book.laws[law].articles:
                        message = f"《{mark[1]}》{article_label(article)}不在 docs/_data/laws/{law}.yml 里"
                        report.absent(doc, path, message, "先写这一条，或不点条号", "条号改过就改回来，误删了就补回来；没写过的先写这一条")


# what people type, as they type it
TYPED = frozenset({"search-queries", "search-train", "tone-train", "danger-train"})


def unwritten(report: Report) -> None:
    """What `make new` or anybody else left to write, what looks like a figure and is none, a sentence that was broken into two rows."""
    for (kind, _), doc in report.book.documents.items():
        for path, text in report.texts(doc):
            if UNWRITTEN in text:
                report.say(doc, path, "这里还没有写。照括号里的提示写上，连括号一起换掉")
            elif kind not in TYPED and not text.isascii() and (message := unfit(text)):
                report.say(doc, path, message)


BRACKET = re.compile(r"[\[\]{}【】]")


def stray_marks(report: Report) -> None:
    """[[…]] where nothing is put in its place would be printed as it stands, where a reader looks for a number."""
    for (kind, _), doc in report.book.documents.items():
        for path, text in report.matching(doc, BRACKET):
            if kind == "letter" and path[:1] == ("body",):
                continue  # a letter's own blanks: macros/letters.py
            rest = sums.NAME.sub("", text) if kind == "sums" and ("results" in path or path[-1:] == ("title",)) else text
            rest = blanks.MARK.sub("", rest) if blanks.allowed(kind, path) else rest
            # what is wrong with a [[clock:…]] is told as it is read, with a [[fact:…]] in check/messages.py
            told = spoken.BEGUN in text or (blanks.allowed(kind, path) and blanks.BEGUN in rest)
            mark = None if told else spoken.STRAY.search(rest)
            if mark:
                report.say(doc, path, f"“{mark[0]}”会照样印出来。期限写成 [[clock:期限的id]]，字母小写，不加空格；别的双括号删去")


NAMES = ("title", "short", "name", "term", "question", "says")


def doubled(value: Any) -> list[tuple[Path_, str]]:
    """Where a plain value says one thing twice, and what to do about it."""
    found: list[tuple[Path_, str]] = []

    def walk(path: Path_, value: Any) -> None:
        if isinstance(value, dict):
            aliases = value.get("aliases")
            for key in NAMES:
                if isinstance(aliases, list) and isinstance(value.get(key), str) and value[key] in aliases:
                    found.append(((*path, "aliases"), f"“{value[key]}”就是 {key}，不用再写成别名。删去它"))
            for key, inner in value.items():
                walk((*path, key), inner)
        elif isinstance(value, list):
            told = path[-1:] == ("laws",) or path[-1:] == ("ask",)  # told by those who look up what they say
            for text, count in () if told else Counter(v for v in value if isinstance(v, str)).items():
                if count > 1:
                    found.append((path, f"“{text}”写了{count}次。留一个"))
            for i, inner in enumerate(value):
                walk((*path, i), inner)

    walk((), value)
    return found


def said_twice(report: Report) -> None:
    """A list does not say one thing twice, and an alias is another name than the name."""
    for doc in report.book.documents.values():
        for path, message in doubled(doc.value):
            report.say(doc, path, message)


RULES = (named_in_text, unwritten, stray_marks, said_twice)
