"""What running text says: an article that is named must be in the law store, so that a reader can open it."""

from __future__ import annotations

import re

from macros.check.report import Report, texts
from macros.links import article_label

HAN = "零〇一二三四五六七八九十百千"
# 《…》第…条 in running text; several articles may follow one another (第25条、第26条)
NAMED = re.compile(rf"《([^《》]+)》((?:第[\d{HAN}]+条(?:之[\d{HAN}]+)?(?:第[^第条，。；、]{{1,8}}[款项])*[、和及]?)+)")
UNWRITTEN = "（待写"  # how the templates of `make new` mark a blank
ONE = re.compile(rf"第([\d{HAN}]+)条(?:之([\d{HAN}]+))?")


def number(text: str) -> int:
    """A whole number in Chinese or Arabic digits, up to 9999: '一百二十' → 120."""
    if text.isdigit():
        return int(text)
    total = current = 0
    for ch in text:
        if ch in "零〇":
            continue
        if ch in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[ch]
            current = 0
        else:
            current = "一二三四五六七八九".index(ch) + 1
    return total + current


def named_in_text(report: Report) -> None:
    """《…》第…条 in any text is a law and an article of the store, so that a reader can open it."""
    broken = report.book.present["law"] - set(report.book.laws)
    names = {name.replace("中华人民共和国", ""): law for name, law in report.book.law_names.items()}
    for doc in report.book.documents.values():
        for path, text in texts(doc.value):
            for mark in NAMED.finditer(text):
                law = names.get(mark[1].replace("中华人民共和国", ""))
                if law is None:
                    if not broken:
                        report.say(doc, path, f"《{mark[1]}》不在 docs/_data/laws/ 里。用法律的 title、short 或 aliases，或先建它")
                    continue
                for one in ONE.finditer(mark[2]):
                    article = f"{number(one[1])}" + (f"-{number(one[2])}" if one[2] else "")
                    if article not in report.book.laws[law].articles:
                        report.say(doc, path, f"《{mark[1]}》{article_label(article)}不在 docs/_data/laws/{law}.yml 里。先写这一条，或不点条号")


def unwritten(report: Report) -> None:
    """What `make new` left for a person to write."""
    for doc in report.book.documents.values():
        for path, text in texts(doc.value):
            if UNWRITTEN in text:
                report.say(doc, path, "这里还没有写。照括号里的提示写上，连括号一起换掉")


RULES = (named_in_text, unwritten)
