"""What of the handbook has grown old by a day: laws, rules, reviews, doors, the calendar, what it is built with (tools/freshness.py tells it).

Everything here depends on a day that is given, never on today's by itself: a build does not change because a day went by.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros import coming, rest_days, reviews
from macros.book import Document, Handbook, Path_
from macros.coming import BEGUN
from macros.dates import chinese_date
from macros.kinds import WORDS

OLD = 180  # days after which a law or a place's rules are compared again
DOORS_OLD = 90  # days for doors and platforms, which change their numbers and rules without a law
AHEAD = 180  # days before something that its coming is told

TITLES = {
    "law": "很久没有对照的法律",
    "rule": "到了日子、快到日子的规定",
    "entry": "引用的要点后来变了、要再读一遍的内容",
    "door": "很久没有核实的渠道、平台、地方规定",
    "unverified": "没有核实、却在用的",
    "calendar": "放假安排",
    "tool": "快没有人维护的软件",
}


class End(NamedTuple):
    """Software whose maintenance ends: tools/ends.yml."""

    name: str
    ends: str
    source: str
    do: str


@dataclass(frozen=True)
class Finding:
    """`kind`: of TITLES; `file`: relative to the project, with its `line` (0: none); `what` and `do` in words for editors."""

    kind: str
    file: str
    line: int
    what: str
    do: str

    @property
    def place(self) -> str:
        """docs/_data/laws/civil-code.yml:9"""
        return f"{self.file}:{self.line}" if self.line else self.file


def _age(day: str, on: dt.date) -> int:
    return (on - dt.date.fromisoformat(day)).days


def _laws(book: Handbook, on: dt.date) -> Iterator[Finding]:
    for id_, law in book.laws.items():
        days = _age(law.checked_on, on)
        if days > OLD and not law.unverified:
            document = book.documents["law", id_]
            what = f"《{law.short}》{chinese_date(law.checked_on)}对照过，已经{days}日"
            yield Finding(
                "law",
                document.file,
                document.line(("checked_on",)),
                what,
                "拿官方网站上的现行文本对照各条要点，改 checked_on；文本换了，改 text_as_of",
            )


def _rules(book: Handbook, on: dt.date) -> Iterator[Finding]:
    """What begins or ends near the day: laws, articles, clocks with days of their own, changes."""

    def near(document: Document, path: Path_, name: str, day: str | None, verb: str) -> Iterator[Finding]:
        days = day and _age(day, on)
        if day and isinstance(days, int) and -AHEAD <= days <= BEGUN:
            when = f"还有{-days}日" if days < 0 else "就是今天" if days == 0 else f"已经{days}日"
            do = "那天以前备好新的要点、期限、文书和话术" if days < 0 else "看引用它的内容是不是还写着“将要”“还没施行”，改成现在的"
            yield Finding("rule", document.file, document.line(path), f"{name}{chinese_date(day)}{verb}，{when}", do)

    for rule in coming.rules(book):
        if rule.kind == "law":
            document = book.documents["law", rule.id]
            name, verb = f"《{book.laws[rule.id].short}》{f'第{rule.number}条' if rule.number else ''}", "废止" if rule.ends else "施行"
        elif rule.kind == "change":
            document = book.documents["changes", "changes"]
            name, verb = f"“{book.changes[rule.id].title}”", "起变了"
        else:
            document = book.documents["shared-deadlines", "shared-deadlines"]
            name, verb = f"期限“{book.shared_deadlines[rule.id].label}”", "以后不再适用" if rule.ends else "起适用"
        yield from near(document, rule.place, name, rule.day, verb)


def _entries(book: Handbook) -> Iterator[Finding]:
    known = reviews.read(book.root)
    for entry in reviews.aged(book, known):
        parts = [f"{word}{len(found)}条（{'、'.join(found[:4])}{'…' if len(found) > 4 else ''}）"
                 for word, found in (("要点变了", entry.changed), ("后来才引用", entry.added)) if found]  # fmt: skip
        day = f"{chinese_date(entry.day)}核对以后，" if entry.day else "没有核对过，"
        do = f"对照这些条文再读一遍，然后 make review entry={entry.entry} by=reader with=texts（只读了引用它们的句子的，加 only=changed）"
        yield Finding("entry", reviews.REGISTER, 0, f"{entry.entry}：{day}{'，'.join(parts)}", do)


def _doors(book: Handbook, on: dt.date) -> Iterator[Finding]:
    channels = book.documents["channels", "channels"]
    for i, channel in enumerate(book.channels.values()):
        here = ("channels", i, "checked_on")
        if channel.verified and channel.checked_on and _age(channel.checked_on, on) > DOORS_OLD:
            what = f"渠道“{channel.name}”{chinese_date(channel.checked_on)}核实过，已经{_age(channel.checked_on, on)}日"
            yield Finding("door", channels.file, channels.line(here), what, "在官方网站上再看一遍电话、网址、范围，改 checked_on")
        if not channel.verified:
            yield Finding(
                "unverified", channels.file, channels.line(here), f"渠道“{channel.name}”没有核实", "找到官方来源就补上；一直找不到，看还要不要列"
            )
    for id_, platform in book.platforms.items():
        document = book.documents["platform", id_]
        day = platform.seen or platform.reviewed
        if _age(day, on) > DOORS_OLD:
            what = f"平台“{platform.name}”的规则是{chinese_date(day)}看的，已经{_age(day, on)}日"
            yield Finding("door", document.file, document.line(("seen",)), what, "再读一遍它现在的规则，改 seen 和 reviewed")
        if not platform.verified:
            yield Finding("unverified", document.file, document.line(("verified",)), f"平台“{platform.name}”的规则没有核实", "读到官方规则就补上")
    for id_, region in book.regions.items():
        if _age(region.reviewed, on) > OLD:
            document = book.documents["region", id_]
            what = f"地区“{region.name}”{chinese_date(region.reviewed)}看过，已经{_age(region.reviewed, on)}日"
            yield Finding("door", document.file, document.line(("reviewed",)), what, "再读一遍当地现在的规定，然后 make review")
    places: Counter[str] = Counter()
    for citation, who in book.citers.items():
        places[citation.partition("#")[0]] += len(who)
    for id_, law in book.laws.items():
        used = places[id_]
        if law.unverified and used:
            document = book.documents["law", id_]
            yield Finding(
                "unverified",
                document.file,
                document.line(("unverified",)),
                f"《{law.short}》没有读到正文，{used}处提到它",
                "读到正文就写要点，去掉 unverified",
            )
        for number, article in law.articles.items():
            if article.unverified:
                document = book.documents["law", id_]
                yield Finding(
                    "unverified",
                    document.file,
                    document.line(("articles", number, "unverified")),
                    f"《{law.short}》第{number}条没有核实",
                    "对照正文，去掉 unverified",
                )


def _calendar(on: dt.date) -> Iterator[Finding]:
    """After the State Council's usual day for it, next year's arrangement is missed; this year's always."""
    known = rest_days.table()["known_until"]
    wanted = on.year + 1 if (on.month, on.day) >= (12, 1) else on.year
    if isinstance(known, int) and known < wanted:
        what = f"{wanted}年的放假安排还不在日历里（到{known}年为止），那一年的工作日只写“预计”"
        yield Finding("calendar", "pyproject.toml", 0, what, "国务院办公厅发布以后，把 chinesecalendar 换成有那一年的版本，运行 make lock")


def _tools(ends: list[End], on: dt.date) -> Iterator[Finding]:
    for end in ends:
        days = _age(end.ends, on)
        if days >= -AHEAD:
            when = f"还有{-days}日" if days < 0 else f"已经{days}日"
            yield Finding("tool", "tools/ends.yml", 0, f"{end.name} 在{chinese_date(end.ends)}停止维护，{when}（{end.source}）", end.do)


def findings(book: Handbook, on: dt.date, ends: list[End] = []) -> list[Finding]:  # noqa: B006  never changed
    """Everything that somebody should look at on a day, kind by kind.

    Raises ValueError where the register of reviews cannot be read."""
    return [*_laws(book, on), *_rules(book, on), *_entries(book), *_doors(book, on), *_calendar(on), *_tools(ends, on)]


def _span(days: Iterable[str | None]) -> dict[str, str] | None:
    """{first, last} of some days; None where there is none."""
    found = sorted(day for day in days if day)
    return {"first": found[0], "last": found[-1]} if found else None


def state(book: Handbook) -> dict[str, Any]:
    """What the page about the whole says of it, by its own records, whatever the day:

    texts, compared, reviewed: {first, last} of the days that law texts are of, that gists were compared with them, that entries were read.
    entries, aged, aged_by: how many entries cite articles; how many of them wait to be read again, in all and [(kind in words, how many)].
    channels, platforms: {total, verified, seen: {first, last} of the days on which these were looked at, or None}. calendar: the last year whose days off are known. places: names of places whose own law is here.
    """
    read = [law for law in book.laws.values() if not law.unverified]
    known = reviews.read(book.root)
    aged = Counter(entry.entry.partition("/")[0] for entry in reviews.aged(book, known))
    return {
        "texts": _span(law.text_as_of for law in read),
        "compared": _span(law.checked_on for law in read),
        "reviewed": _span(review.day for review in known.values()),
        "entries": len(reviews.cited(book)),
        "aged": sum(aged.values()),
        "aged_by": [(WORDS[kind], n) for kind, n in aged.most_common()],
        "channels": {
            "total": len(book.channels),
            "verified": sum(c.verified for c in book.channels.values()),
            "seen": _span(c.checked_on for c in book.channels.values() if c.verified),
        },
        "platforms": {
            "total": len(book.platforms),
            "verified": sum(p.verified for p in book.platforms.values()),
            "seen": _span(p.seen for p in book.platforms.values() if p.verified),
        },
        "calendar": rest_days.table()["known_until"],
        "places": [region.name for region in book.regions.values()],
    }
