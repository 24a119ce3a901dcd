"""Damages as editors, merges, tools and malice make them, thought of from the data and CONTRIBUTING.md alone by somebody who had not read the checks.

mutants.py breaks the form of every place; here it is what a text means, what a merge or a desktop leaves behind, what a page asks of other hosts. What must
be told is decided here from what the data themselves say: where a text's number stands in an article that its record cites, and the number put in its place
does not. What only a reader of the statute could see is `open`: named or not, it is counted, and told as what no check can know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from tests.faults.fault import HAN, Do, Fault, edit, quoted, write
from tests.faults.spots import DATA, Source, Spot, sources

OTHERS = {"question", "says", "aliases", "before", "said", "unlike", "ask", "say_", "claims"}  # other people's words, rules of the past
COUNTED = re.compile(r"(?<![\d.月第])(\d+)(日|天|个工作日|个月|小时)")
MONEY = re.compile(r"(?<![\d.])([1-9]\d{1,5})元")
ARTICLE = re.compile(r"《([^《》]+)》第(\d+)条(?!之)")
TIMES = re.compile(r"(\d+|[三五十])倍")
UNITS = {"日": "个工作日", "个工作日": "日", "小时": "日"}
# what a reader asks for, what was before, what a platform sets for itself: no law gives their numbers
UNBOUND = re.compile(r"请[^，。；]*$|旧规|当时|那时")
LAWFUL = ("scenario", "faqs", "excuses", "shared-steps", "misconceptions", "letter", "shared-deadlines", "channels", "glossary", "region")


# ------------------------------------------------------------------ what the data say


@cache
def gists(root: Path, seed: int) -> dict[str, str]:
    """law#article → its gist."""
    found = {}
    for source in sources(root, seed):
        if source.kind.name == "law":
            for spot in source.spots:
                if spot.path[0] == "articles" and spot.path[-1] == "gist":
                    found[f"{Path(source.file).stem}#{spot.path[1]}"] = spot.text
    return found


@cache
def laws(root: Path, seed: int) -> dict[str, str]:
    """A law's name as a text gives it → its id."""
    found = {}
    for source in sources(root, seed):
        if source.kind.name == "law":
            for spot in source.spots:
                if spot.path in (("title",), ("short",)) or spot.path[0] == "aliases":
                    found[spot.text.replace("中华人民共和国", "")] = Path(source.file).stem
    return found


def cited(source: Source, spot: Spot) -> list[str]:
    """The citations of the record that a text stands in: the nearest `laws` above it."""
    for end in range(len(spot.path) - 1, -1, -1):
        here = spot.path[:end]
        if (*here, "laws") in source.at:
            return [s.text for s in source.spots if s.path[:-1] == (*here, "laws")]
    return []


def ours(source: Source, spot: Spot) -> bool:
    """Is a text one that the handbook itself says, with the law in mind?"""
    return spot.quote == '"' and bool(HAN.search(spot.text)) and not OTHERS & set(map(str, spot.path)) and source.kind.name in LAWFUL


def inside(source: Source, spot: Spot, found: re.Match[str]) -> tuple[int, int]:
    """Where a match in a text's raw words stands in the file."""
    begin = spot.value[0] + 1
    return begin + found.start(), begin + found.end()


def raw(source: Source, spot: Spot) -> str:
    return source.text[spot.value[0] + 1 : spot.value[1] - 1]


def told(known: object) -> dict[str, Any]:
    """Must a change of meaning be told? What nobody can be sure of may be told anywhere."""
    return {"expect": "named"} if known else {"expect": "open", "others": True}


# --------------------------------------------------------------------------- meanings


def meanings(source: Source) -> Iterator[Fault]:
    """A number, a unit, an article, a clock that says something else and is well-formed."""
    every = gists(source.root, source.seed)
    for spot in source.some(40, lambda s: ours(source, s) and bool(COUNTED.search(s.text) or MONEY.search(s.text))):
        text = " ".join(every.get(c, "") for c in cited(source, spot))
        words = raw(source, spot)
        for found in COUNTED.finditer(words):
            n, unit = found[1], found[2]
            stands = re.search(rf"(?<!\d){n}{unit}", text) and not UNBOUND.search(words[: found.start()]) and spot.path[0] != "points"
            for what, new in (
                (f"{UNITS.get(unit, '年')} for {unit}", f"{n}{UNITS.get(unit, '年')}"),
                ("ten times as long", f"{n}0{unit}"),
            ):
                plain = unit != "天" and (unit in UNITS or what.startswith("ten")) and words.count(n) == 1
                known = stands and plain and not re.search(rf"(?<!\d){new}", text)
                yield edit(source, "meanings", f"text: {what}", spot, *inside(source, spot, found), new, **told(known))
        for found in MONEY.finditer(words):
            new = f"{found[1]}0元"
            known = re.search(rf"(?<!\d){found[0]}", text) is not None and new not in text and not UNBOUND.search(words) and spot.path[0] != "points"
            yield edit(source, "meanings", "text: ten times the money", spot, *inside(source, spot, found), new, **told(known))
    for spot in source.some(10, lambda s: ours(source, s) and bool(TIMES.search(s.text))):
        text = " ".join(every.get(c, "") for c in cited(source, spot))
        for found in TIMES.finditer(raw(source, spot)):
            known = TIMES.search(text) and not re.search("(?<!\\d)(?:7|七)倍", text) and not UNBOUND.search(spot.text) and spot.path[0] != "points"
            yield edit(
                source, "meanings", "text: seven times for so many", spot, *inside(source, spot, found), "7倍", expect="named" if known else "open"
            )
    names = laws(source.root, source.seed)
    for spot in source.some(30, lambda s: ours(source, s) and bool(ARTICLE.search(s.text))):
        for found in ARTICLE.finditer(raw(source, spot)):
            law = names.get(found[1].replace("中华人民共和国", ""))
            mine = cited(source, spot)
            others = sorted((c for c in every if c.startswith(f"{law}#") and c not in mine and "-" not in c.partition("#")[2]), key=len)
            if law and f"{law}#{found[2]}" in mine and others:
                new = source.rng.choice(others).partition("#")[2]
                yield edit(source, "meanings", "text: another article that exists", spot, *inside(source, spot, found), f"《{found[1]}》第{new}条")
                other = next((x for x in sorted(names) if f"{names[x]}#{found[2]}" in every and f"{names[x]}#{found[2]}" not in mine), None)
                if other:
                    yield edit(
                        source, "meanings", "text: the article of another law", spot, *inside(source, spot, found), f"《{other}》第{found[2]}条"
                    )
    yield from moved_citations(source, every)
    yield from clocks(source, every)
    yield from days_of_laws(source)


def moved_citations(source: Source, every: dict[str, str]) -> Iterator[Fault]:
    for spot in source.some(6, lambda s: len(s.path) > 1 and s.path[-2] == "laws" and s.text in every):
        law = spot.text.partition("#")[0]
        mine = [s.text for s in source.spots if s.path[:-1] == spot.path[:-1]]
        beside = sorted(c for c in every if c.startswith(f"{law}#") and c not in mine)
        if beside:
            new = source.rng.choice(beside)
            yield edit(source, "meanings", "citation of another article that exists", spot, *spot.value, quoted(new), expect="open", others=True)
    for spot in source.some(4, lambda s: s.path[0] == "articles" and s.path[-1] == "gist" and bool(COUNTED.search(s.text))):
        found = COUNTED.search(raw(source, spot))
        assert found
        new = f"{int(found[1]) * 10}{found[2]}"
        yield edit(source, "meanings", "gist: ten times as long", spot, *inside(source, spot, found), new, expect="open", others=True)
    articles = [s for s in source.spots if s.path[0] == "articles" and s.path[-1] == "gist" and len(s.path) == 3]
    for one, other in [articles[:2]] if len(articles) > 1 else []:
        text = source.text
        swapped = (
            text[: one.value[0]] + text[slice(*other.value)] + text[one.value[1] : other.value[0]] + text[slice(*one.value)] + text[other.value[1] :]
        )
        yield Fault(
            "meanings",
            f"gist: two change places @ {one.name}",
            source.file,
            None,
            "open",
            (source.file,),
            write(source.file, lambda swapped=swapped: swapped),
            True,
        )


def clocks(source: Source, every: dict[str, str]) -> Iterator[Fault]:
    """A clock of its own: its unit, its number, its event, whose it is, how it rolls."""
    for spot in source.some(12, lambda s: s.path[-1] == "unit" and s.path[-2] in ("within", "extend")):
        here = spot.path[:-2]
        number, text = source.at.get((*spot.path[:-1], "n")), " ".join(every.get(c, "") for c in cited(source, spot))
        if spot.text not in ("day", "workday", "hour", "month") or not number:
            continue
        new, word = {"day": ("workday", "个工作日"), "workday": ("day", "日"), "hour": ("day", "日"), "month": ("year", "年")}[spot.text]
        known = not re.search(rf"(?<!\d){number.text}{word}", text)
        clock = {"others": True, "lines": (source.line(here), spot.line), "expect": "named" if known else "open"}
        yield edit(source, "meanings", f"clock: {new} for {spot.text}", spot, *spot.value, new, **clock)
        wrong = str(int(number.text) + 1)
        known = not re.search(rf"(?<!\d){wrong}{ {'day': '日', 'workday': '个工作日', 'hour': '小时', 'month': '个月'}[spot.text] }", text)
        clock["expect"] = "named" if known else "open"
        yield edit(source, "meanings", "clock: one more", number, *number.value, wrong, **clock)
    for key, words in (("from", ("received", "judgment-served", "paid")), ("actor", ("buyer", "seller", "court"))):
        for spot in source.some(3, lambda s, key=key: s.path[-1] == key and "deadlines" in s.path):
            new = next(w for w in words if w != spot.text)
            yield edit(source, "meanings", f"clock: another {key}", spot, *spot.value, new, expect="open", others=True, lines=None)
    for spot in source.some(3, lambda s: s.path[-1] == "roll" and s.text == "none"):
        unit = source.at.get((*spot.path[:-1], "within", "unit"))
        gist = " ".join(every.get(c, "") for c in cited(source, spot))
        if (unit and unit.text in ("workday", "hour")) or "法定休假日" not in gist:
            yield edit(source, "meanings", "clock: rolls on without a law", spot, *spot.value, "holiday")
    for spot in source.some(3, lambda s: s.path[-1] == "roll" and s.text in ("holiday", "statutory")):
        yield edit(source, "meanings", "clock: no longer rolls on", spot, *spot.value, "none", expect="open", others=True, lines=None)
    if source.kind.name == "scenario" and (spot := source.at.get(("headline",))) and spot.shape == "plain":
        yield edit(source, "meanings", "headline: a clock of another situation", spot, *spot.value, quoted("no-such-clock-here"))
    for spot in source.some(2, lambda s: s.path[-2:] == ("applies", "from") or s.path[-2:] == ("applies", "until")):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", spot.text) and (*spot.path[:-1], "from") in source.at and (*spot.path[:-1], "until") in source.at:
            a, b = source.at[(*spot.path[:-1], "from")], source.at[(*spot.path[:-1], "until")]
            if re.fullmatch(r"\d{4}-\d\d-\d\d", a.text) and re.fullmatch(r"\d{4}-\d\d-\d\d", b.text):
                yield edit(source, "meanings", "clock: applies until before from", b, *b.value, '"1990-01-01"')


def days_of_laws(source: Source) -> Iterator[Fault]:
    """Days that stand in the wrong order, or where the reader's today is on the wrong side."""
    if source.kind.name == "law":
        at = source.at
        at_force, until = at.get(("in_force",)), at.get(("until",))
        if at_force and at_force.quote and until and until.text == "null":
            yield edit(source, "meanings", "law: repealed and still cited", until, *until.value, '"2020-06-01"', expect="open", others=True)
            # what is not in force yet cannot be the ground of what a reader may ask today; its text was read before it began
            yield edit(source, "meanings", "law: not yet in force", at_force, *at_force.value, '"2031-01-01"', expect="open", others=True)
        read, day = at.get(("text_as_of",)), at.get(("checked_on",))
        if read and day and read.quote and day.quote:
            yield edit(source, "meanings", "law: compared before its text was there", day, *day.value, '"1999-01-01"')
        other = next((s for s in sources(source.root, source.seed) if s.kind.name == "law" and s is not source), None)
        short = at.get(("short",))
        if other and short and ("short",) in other.at:
            yield edit(source, "meanings", "law: the name of another", short, *short.value, quoted(other.at[("short",)].text), others=True)
        if (by := at.get(("replaced_by",))) and by.text != "null":
            yield edit(source, "meanings", "law: replaced by itself", by, *by.value, Path(source.file).stem)
    if source.kind.name == "log":
        days = [s for s in source.spots if len(s.path) == 3 and s.path[0] == "releases" and s.path[-1] == "on" and s.quote]
        for first, second in pairwise(days):
            yield edit(source, "meanings", "log: an older version with a later day", first, *first.value, '"2020-01-01"', lines=None)
            versions = source.at[(*second.path[:-1], "version")]
            newer = source.at[(*first.path[:-1], "version")]
            yield edit(source, "meanings", "log: one version twice", versions, *versions.value, quoted(newer.text))
    if source.kind.name == "changes":
        for spot in source.some(2, lambda s: s.path[-1] == "before"):
            yield edit(source, "meanings", "change: what was before without 旧规", spot, *spot.value, '"以前是另一样。"')
    if source.kind.name == "form-limits":
        for spot in source.some(2, lambda s: s.path[-1] == "limit"):
            yield edit(
                source,
                "meanings",
                "form: another length than its label",
                spot,
                *spot.value,
                str(int(spot.text) + 1),
                others=True,
                lines=(spot.line - 1, spot.line + 1),
            )


# ------------------------------------------------------------------------------ marks

WRITTEN_DATA = (
    "scenario",
    "faqs",
    "excuses",
    "shared-steps",
    "misconceptions",
    "channels",
    "glossary",
    "law",
    "letter",
    "platform",
    "region",
    "cases",
)


def prose(source: Source, count: int) -> list[Spot]:
    """Some texts that a page prints as they stand, in which no other rule looks for a name."""
    return source.some(
        count,
        lambda s: (
            s.quote == '"' and len(s.text) > 8 and bool(HAN.search(s.text)) and "[[" not in s.text and "\n" not in s.text and s.text.endswith("。")
        ),
    )


def marks(source: Source) -> Iterator[Fault]:
    """What is left standing in a text, or looks like what it is not."""
    if source.kind.name not in WRITTEN_DATA:
        return
    for spot in prose(source, 2):
        end = spot.value[1] - 1
        for what, mark in (
            ("【待填】", "【待填】"), ("TODO", "TODO 改这里"), ("XXX", "XXX"), ("待核实", "（待核实）"), ("待补充", "（待补充）"), ("？？？", "？？？"),
            ("lorem", "Lorem ipsum dolor"), ("a note of the author", "@小王 看一下"),
        ):  # fmt: skip
            yield edit(
                source,
                "marks",
                f"left standing: {what}",
                spot,
                end,
                end,
                mark,
                expect="open" if what == "a note of the author" else "named",
            )
        for what, mark in (
            ("a clock in single brackets", "[clock:mediation]"), ("a clock with a space", "[[clock: mediation]]"), ("a clock with spaces", "[[ clock:mediation ]]"),
            ("a clock in Chinese brackets", "【【clock:mediation】】"), ("a clock with a Chinese colon", "[[clock：mediation]]"),
            ("a clock, large letter", "[[Clock:mediation]]"), ("a clock that is none", "[[clock:mediaton]]"), ("a clock not shut", "[[clock:mediation]"),
            ("a clock in braces", "{clock:mediation}"), ("a clock with a Cyrillic letter", "[[сlock:mediation]]"), ("the extension of one without", "[[clock:mediation/extend]]"),
            ("a fact that is none", "[[fact:order.numbre]]"), ("a placeholder of another tool", "${order}"), ("a printf", "%s"),
        ):  # fmt: skip
            free = what in ("a placeholder of another tool", "a printf")
            yield edit(source, "marks", f"misspelt: {what}", spot, end, end, mark, expect="open" if free else "named")
        for what, mark in (
            ("日 of an OCR", "收到后7曰内。"), ("l for 1", "收到后l5日内。"), ("O for 0", "收到后3O日内。"), ("full-width figures", "收到后１５日内。"),
            ("a Kangxi 日", "收到后7⽇内。"), ("a compatibility character", "收到后7日内不⾏。"), ("a decomposed letter", "cafe\u0301。"),
            ("figures of the Arabs", "收到后٧日内。"), ("a math figure", "收到后𝟕日内。"),
        ):  # fmt: skip
            yield edit(source, "marks", f"looks alike: {what}", spot, end, end, mark, expect="open" if "decomposed" in what else "named")
        for what, mark in (
            ("Typst code", "#panic(1) $x^2$ @ref *a* _b_ = 头"), ("LaTeX", "\\\\input{/etc/passwd}"), ("Markdown link", "[看](https://evil.example)"),
            ("an entity", "&lt;b&gt;"), ("500 letters without a break", "a" * 500), ("10 000 letters", "长" * 10_000),
        ):  # fmt: skip
            yield edit(source, "marks", f"harmless: {what}", spot, end, end, mark, expect="open" if len(mark) > 100 or "link" in what else "pass")
        for what, mark in (
            ("a platform's telephone", "打客服电话400-800-8888。"), ("a mobile number", "联系13800138000。"), ("a web address", "到www.tuikuan-quick.com登记。"),
            ("an address not secure", "见http://a.cn/x。"), ("an address of a script", "见javascript:alert(1)。"), ("a number to call that is none", "打12351投诉。"),
        ):  # fmt: skip
            yield edit(source, "marks", f"in a text: {what}", spot, end, end, mark, expect="pass" if "script" in what else "named")
        inner = raw(source, spot)
        if not re.search(r"[\[\]{},:#\"\\]|^[-?]", inner):
            yield edit(source, "marks", "yaml: cut by a comment sign", spot, *spot.value, f"{inner[:4]} # {inner[4:]}")
            yield edit(
                source,
                "marks",
                "yaml: cut in two rows",
                spot,
                *spot.value,
                f'"{inner[:4]}\n{" " * 40}{inner[4:]}"',
                lines=(spot.line, spot.line + 1),
                expect="open",
            )
            yield edit(source, "marks", "yaml: a block text", spot, *spot.value, quoted(inner).replace("。", "。\\n", 1), expect="open")
    for spot in source.some(3, lambda s: s.quote == '"' and bool(HAN.search(s.text)) and source.takes(s, "string")):
        for what, new in (
            ("no", "no"),
            ("off", "off"),
            ("1e3", "1e3"),
            ("octal", "0o17"),
            ("sexagesimal", "12:30:45"),
            (".nan", ".nan"),
            ("a tilde", "~x"),
        ):
            yield edit(source, "marks", f"yaml: {what} for a text", spot, *spot.value, new, expect="open")


# ----------------------------------------------------------------- sentences to learn from


def lessons(source: Source) -> Iterator[Fault]:
    """A line that stands in two files, or is one of the search's own test."""
    if source.kind.name not in ("search-train", "danger-train", "tone-train"):
        return
    lines = [s for s in source.spots if len(s.path) == 2 and s.path[0] in ("ask", "say")]
    others = [o for o in sources(source.root, source.seed) if o.kind.name == source.kind.name and o is not source]
    if not lines or not others:
        return
    spot, other = source.rng.choice(lines), source.rng.choice(others)
    theirs = [s for s in other.spots if len(s.path) == 2 and s.path[0] in ("ask", "say")]
    if theirs:
        yield edit(source, "lessons", "a line of another file", spot, *spot.value, quoted(theirs[0].text), others=True)
    if len(lines) > 1:
        yield edit(
            source, "lessons", "a line twice", spot, *spot.value, quoted(lines[0].text if spot is not lines[0] else lines[-1].text), lines=None
        )
    yield edit(source, "lessons", "a line of one sign", spot, *spot.value, '"退"', expect="open")
    queries = next((o for o in sources(source.root, source.seed) if o.kind.name == "search-queries"), None)
    if source.kind.name == "search-train" and queries:
        asked = next((s for s in queries.spots if len(s.path) == 4 and s.path[2] == "ask"), None)
        if asked:
            yield edit(source, "lessons", "a line of the search's own test", spot, *spot.value, quoted(asked.text))


# ------------------------------------------------------------------------------ records


def records(source: Source) -> Iterator[Fault]:
    """A record lost, or kept twice by a merge; a condition that can never be; a role or a field taken away."""
    if source.kind.name == "letter":
        yield from letters(source)
    if source.kind.name == "scenario":
        stem = Path(source.file).stem
        for spot in source.some(1, lambda s: s.path[0] == "not_for" and s.path[-1] == "see" and s.text != "null"):
            yield edit(source, "records", "not for: back to itself", spot, *spot.value, quoted(stem))
        for spot in source.some(1, lambda s: s.path[0] == "related" and len(s.path) == 2):
            yield edit(source, "records", "related: itself", spot, *spot.value, quoted(stem), lines=None)
        for spot in source.some(1, lambda s: s.path[0] == "letters" and len(s.path) == 2):
            new = source.rng.choice(sorted(Path(o.file).stem for o in sources(source.root, source.seed) if o.kind.name == "letter"))
            yield edit(source, "records", "a letter of another quarrel", spot, *spot.value, new, expect="open", others=True)
        if (level := source.at.get(("strength", "level"))) is not None:
            new = "weak" if level.text != "weak" else "strong"
            yield edit(source, "records", "how strong: another word", level, *level.value, new, expect="open")
    if source.kind.name == "faqs":
        for spot in source.some(2, lambda s: len(s.path) == 3 and s.path[-1] == "id"):
            following = [s for s in source.spots if s.path[:3] == (*spot.path[:2], "next") and s.path[-1] == "question"]
            for one in following[:1]:
                yield edit(source, "records", "question: next is itself", one, *one.value, spot.text)
        asked = [s for s in source.spots if s.path[-1] == "question" and len(s.path) == 3]
        if len(asked) > 1:
            yield edit(source, "records", "question: asked twice", asked[1], *asked[1].value, quoted(asked[0].text))
    if source.kind.name == "channels":
        for spot in source.some(3, lambda s: s.path[-1] == "verified" and s.text == "true"):
            phone = source.at.get((*spot.path[:-1], "phone"))
            if phone is not None and phone.quote:
                line = source.line(spot.path[:-1])
                yield edit(source, "records", "channel: not verified, and printed", spot, *spot.value, "false", lines=(line, spot.line), others=True)
        for spot in source.some(4, lambda s: s.path[-1] == "phone" and bool(re.fullmatch(r"\d{5}", s.text))):
            swapped = spot.text[:3] + spot.text[4] + spot.text[3]
            yield edit(
                source, "records", "channel: two figures of the telephone swapped", spot, *spot.value, quoted(swapped), expect="open", others=True
            )
        for spot in source.some(4, lambda s: s.path[-1] == "url" and s.text.startswith("https://")):
            host = spot.text.split("/")[2]
            for what, wrong in (
                ("behind another host", f"{host}.evil.example"), ("with 1 for l", host.replace("l", "1") if "l" in host else host.replace("o", "0")),
                ("in Cyrillic", host.replace("o", "о").replace("c", "с").replace("a", "а")), ("with a letter more", host.replace(".", "s.", 1)),
                ("with a port", f"{host}:8443"), ("as punycode", f"xn--{host.replace('.', '-')}-x.cn"),
            ):  # fmt: skip
                if wrong != host:
                    expect = "named" if what in ("in Cyrillic", "as punycode") else "open"  # of two that are alike, either may be told
                    yield edit(
                        source,
                        "records",
                        f"address: {what}",
                        spot,
                        *spot.value,
                        quoted(spot.text.replace(host, wrong)),
                        expect=expect,
                        lines=(1, 10_000),
                    )
    yield from kept_twice(source)


def kept_twice(source: Source) -> Iterator[Fault]:
    """A merge that kept both sides, or lost the last record."""
    ids = [s for s in source.spots if s.path[-1] == "id" and len(s.path) == 3 and isinstance(s.path[1], int)]
    if len(ids) < 2 or ids[0].flow or source.kind.name in ("vocab", "tree"):
        return
    first, second, last = ids[0], ids[1], ids[-1]
    begin = source.text.rfind("\n", 0, first.value[0]) + 1
    end = source.text.rfind("\n", 0, second.value[0]) + 1
    record = source.text[begin:end]
    if record.lstrip().startswith("- id:") and source.at.get(second.path[:-1]) and first.path[:1] == second.path[:1]:
        yield edit(
            source,
            "records",
            "merge: a record kept twice",
            first,
            end,
            end,
            record,
            lines=(first.line, second.line + record.count("\n") + 1),
            others=True,
        )
    if last.path[0] == first.path[0] and source.text[source.text.rfind("\n", 0, last.value[0]) + 1 :].lstrip().startswith("- id:"):
        at = source.text.rfind("\n", 0, last.value[0]) + 1
        if not any(s.value[0] > last.value[1] and s.path[0] != last.path[0] for s in source.spots):
            # what nothing refers to is missed by tests/published_ids.txt alone
            yield edit(source, "records", "cut before the last record", last, at, len(source.text), "", expect="open", others=True, lines=None)


def letters(source: Source) -> Iterator[Fault]:
    fields = [s for s in source.spots if s.path[0] == "fields" and s.path[-1] == "id" and len(s.path) == 3]
    for spot in source.some(2, lambda s: s.path[-1] == "is" and s.shape in ("text", "plain")):
        yield edit(source, "records", "letter: a condition on an option that is none", spot, *spot.value, "zzz-none", lines=(1, 10_000))
    for spot in source.some(2, lambda s: s.path[0] == "fields" and s.path[-1] == "id" and len(s.path) == 5):
        used = any(s.path[-1] == "is" and s.text == spot.text for s in source.spots)
        if used:
            yield edit(
                source,
                "records",
                "letter: an option that a condition names is renamed",
                spot,
                *spot.value,
                "zzz-other",
                lines=(1, 10_000),
                others=True,
            )
    for spot in source.some(3, lambda s: s.path[0] == "fields" and s.path[-1] == "case"):
        of = source.at.get((*spot.path[:-1], "type"))
        if of is not None and of.text == "date":
            yield edit(source, "records", "letter: a day with the case's name", spot, *spot.value, "buyer.name", lines=(1, 10_000))
        elif of is not None and of.text == "text":
            yield edit(source, "records", "letter: a text with the case's money", spot, *spot.value, "order.paid", lines=(1, 10_000))
    for spot in source.some(3, lambda s: s.path[0] == "fields" and s.path[-1] == "role" and s.key is not None):
        gap = re.compile(r"\s*,\s*").match(source.text, spot.value[1])
        assert spot.key is not None
        if spot.flow and gap:
            yield edit(source, "records", "letter: a role taken away", spot, spot.key[0], gap.end(), "", expect="open", others=True, lines=None)
        yield edit(source, "records", "letter: a role that is none", spot, *spot.value, "zzz-role")
    for spot in source.some(2, lambda s: s.path[0] == "body" and s.path[-1] == "asserts" and s.shape == "list" and s.key is not None):
        at = source.text.rfind("\n", 0, spot.key[0]) + 1 if spot.key else 0
        if spot.key and not source.text[at : spot.key[0]].strip() and "\n" not in source.text[slice(*spot.value)]:
            line = source.line(spot.path[:-1])
            yield edit(source, "records", "letter: a claim without its assertion", spot, at, spot.value[1] + 1, "", lines=(line, spot.line + 3))
    for spot in source.some(2, lambda s: s.path[-1] == "from" and "asserts" in s.path):
        to = source.at.get((*spot.path[:-1], "to"))
        if to is not None:
            yield edit(source, "records", "letter: an assertion that begins and ends on one day", spot, *spot.value, to.text, lines=(1, 10_000))
    for spot in source.some(2, lambda s: s.path[-2:-1] == ("excludes",)):
        own = source.at.get((*spot.path[:-2], "id"))
        if own is not None:
            yield edit(source, "records", "letter: an option that excludes itself", spot, *spot.value, own.text)
    body = [s for s in source.spots if s.path[0] == "body" and s.shape == "text"]
    for field in fields:
        must = source.at.get((*field.path[:-1], "required"))
        holders = [s for s in body if f"[[{field.text}]]" in s.text or f"[[{field.text}|" in s.text]
        asked = any(s.text == field.text for s in source.spots if {"asserts", "when"} & set(map(str, s.path)))
        if must is not None and not asked and len(holders) == 1 and holders[0].text.count("[[") == 1 and holders[0].path[-1] in ("para", "sign"):
            one = holders[0]
            yield edit(source, "records", "letter: what must be filled is printed nowhere", one, *one.value, '"没有了。"', lines=(1, 10_000))
            break


# -------------------------------------------------------------------------------- files


def leftovers(source: Source) -> Iterator[Fault]:
    """What merges, editors and desktops leave in the folders."""
    file, text = source.file, source.text
    rows = text.split("\n")
    path = Path(file)
    middle = next((i for i, row in enumerate(rows) if i > len(rows) // 2 and row.strip() and not row.startswith("#")), len(rows) - 1)

    def fault(what: str, content: Any, lines: tuple[int, int] | None = None, expect: str = "named", where: str = file, others: bool = False) -> Fault:
        return Fault("leftovers", f"{what} @ {where}", where, lines, expect, (where,), write(where, content), others)

    side = rows[middle]
    whole = [*rows[:middle], "<<<<<<< HEAD", side, "=======", side, ">>>>>>> main", *rows[middle + 1 :]]
    three = [*rows[:middle], "<<<<<<< HEAD", side, "||||||| 1a2b3c4", side, "=======", side, ">>>>>>> main", *rows[middle + 1 :]]
    yield fault("merge: a whole conflict", lambda: "\n".join(whole), (middle, middle + 6))
    yield fault("merge: a conflict of three sides", lambda: "\n".join(three), (middle, middle + 8))
    yield fault("merge: only its middle row", lambda: "\n".join([*rows[:middle], "=======", *rows[middle:]]), (middle, middle + 2))
    yield fault("merge: only its last row", lambda: "\n".join([*rows[:middle], ">>>>>>> main", *rows[middle:]]), (middle, middle + 2))
    yield fault("merge: marks in a comment", lambda: "\n".join([*rows, "# <<<<<<< HEAD", "# >>>>>>> main"]), expect="open")
    yield fault("the file twice in itself", lambda: text + "\n" + text)
    yield fault("old Mac line ends", lambda: text.replace("\n", "\r"), expect="open")
    yield fault("spaces at the ends of rows", lambda: "\n".join(f"{row}  " for row in rows), expect="pass")
    yield fault("a wall of empty rows", lambda: text + "\n" * 5000, expect="pass")
    yield fault("form feed", lambda: text.replace("\n", "\n\f\n", 1), expect="named")
    yield fault("UTF-8 saved as Latin-1", lambda: text.encode().decode("latin-1"), expect="named")
    for name, what in (
        (f"{path.stem} (1).yml", "a copy of a download"), (f"{path.stem} - 副本.yml", "a copy of a desktop"), (f"{path.name}~", "a copy of an editor"),
        (f"{path.name}.orig", "a copy of a merge"), (f"{path.name}.rej", "what a patch refused"), (f"{path.stem}.yaml", "another ending"),
        (f"{path.stem}.YML", "an ending in capitals"), (f"{path.stem}.json", "another format"), (f"{path.name}.txt", "a hidden ending"),
    ):  # fmt: skip
        new = (path.parent / name).as_posix()
        yield fault(f"file: {what}", lambda: text, where=new, others=" (1)" in name or "副本" in name)
    for name, what in ((".DS_Store", ".DS_Store"), (f".{path.name}.swp", "a swap file"), (".gitkeep", ".gitkeep")):  # the engine passes them over too
        yield fault(f"file: {what}", lambda: b"\0\0", where=(path.parent / name).as_posix(), expect="pass")
    yield fault("file: Thumbs.db", lambda: b"\0\0", where=(path.parent / "Thumbs.db").as_posix())
    if not source.kind.single:
        new = (path.parent / f"{path.stem}-2.yml").as_posix()
        yield fault("file: copied under another name", lambda: text, where=new, others=True)
        other = next((s.file for s in sources(source.root, source.seed) if s.kind is source.kind and s is not source), None)
        if other:
            link = Path(other).name

            def linked(root: Path) -> None:
                (root / file).unlink()
                (root / file).symlink_to(link)

            yield Fault("leftovers", f"file: a link to its neighbour @ {file}", file, None, "named", (file,), linked, True)
            yield fault("file: what its neighbour holds", lambda: (source.root / other).read_bytes(), others=True)
        for cut in (0.5, 0.9):
            keep = int(len(rows) * cut)
            yield fault(f"cut after {cut:.0%} of its rows", lambda keep=keep: "\n".join(rows[:keep]) + "\n", None, "open", others=True)


# -------------------------------------------------------------------- hand-written pages


def handwritten(root: Path) -> Iterator[Fault]:
    """What a page that people write can hold and ask of others."""
    for path in sorted((root / "docs").rglob("*.md")):
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if text.startswith("{{") or not text.startswith("---\n"):
            continue
        last = text.count("\n") + 1
        rows = text.split("\n")

        def fault(what: str, content: Any, lines: tuple[int, int] | None, expect: str = "named", file: str = file) -> Fault:
            return Fault("handwritten", f"{what} @ {file}", file, lines, expect, (file,), write(file, lambda: content))

        for what, added in (
            ("a conflict", "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> main"), ("a script", "<script>alert(1)</script>"), ("a frame", '<iframe src="https://a.cn/"></iframe>'),
            ("a picture of another host", "![图](https://a.cn/x.png)"), ("a picture by its tag", '<img src="https://a.cn/x.png" alt="">'),
            ("a picture without a scheme", "![图](//a.cn/x.png)"), ("a picture by reference", "![图][p]\n\n[p]: https://a.cn/x.png"), ("a picture in two rows", '<img\nsrc="https://a.cn/x.png">'),
            ("a video", '<video src="https://a.cn/x.mp4"></video>'), ("a style of another host", '<p style="background:url(https://a.cn/x)">x</p>'), ("a style", "<style>p{}</style>"),
            ("a handler", '<p onclick="x()">x</p>'), ("a handler without quotes", "<p onclick=x()>x</p>"), ("a form", '<form action="https://a.cn/"></form>'),
            ("an address not secure", "[看](http://a.cn/)"), ("a script's address", "[看](javascript:alert(1))"), ("a script's address in capitals", "[看](JavaScript:alert(1))"),
            ("an address of data", "[看](data:text/html,x)"), ("a vector drawing", '<svg onload="x()"></svg>'), ("a ping", '<a href="https://a.cn" ping="https://b.cn">x</a>'),
            ("a clock of the data", "[[clock:mediation]]以内。"), ("a fact of the case", "订单[[fact:order.number]]。"), ("left standing 【待填】", "【待填】"), ("left standing 待写", "（待写：这里）"),
            ("left standing TODO", "TODO"), ("an attribute of a script", '退货{: onclick="x()" }'),
        ):  # fmt: skip
            lines = (last, last + 2 + added.count("\n"))
            yield fault(f"page: {what}", f"{text}\n{added}\n", lines)
        yield fault("page: a heading's id twice", f"{text}\n## 甲 {{: #zzz-one }}\n\n## 乙 {{: #zzz-one }}\n", (last, last + 4))
        yield fault("page: two rows of ---", text.replace("---\n", "---\n---\n", 1), None)
        yield fault("page: read on a day still to come", text.replace("\n---\n", '\nreviewed: "2099-01-01"\n---\n', 1) if "reviewed" not in text else re.sub(r'reviewed: "[^"]*"', 'reviewed: "2099-01-01"', text), None)  # fmt: skip
        yield fault("page: no title", re.sub(r"(?m)^title: .*\n", "", text, count=1), None)
        yield fault(
            "page: a title twice", text.replace("\ntitle:", '\ntitle: "甲"\ntitle:', 1).replace("---\ntitle:", '---\ntitle: "甲"\ntitle:', 1), None
        )
        yield fault("page: empty", "", None)
        yield fault("page: NUL", text + "\n\0\n", (last, last + 2))
        yield fault("page: right to left", text + "\n退\u202e货\n", (last, last + 2))
        yield fault("page: UTF-16", text.encode("utf-16"), None)
        yield fault("page: UTF-8 saved as Latin-1", text.encode().decode("latin-1"), None)
        yield fault("page: CRLF", text.replace("\n", "\r\n"), None, "pass")
        yield fault("page: a byte order mark", "\ufeff" + text, None, "pass")
        yield fault(
            "page: spaces at the ends of rows", "\n".join(f"{row} " if row and not row.startswith("---") else row for row in rows), None, "pass"
        )
        for name in (f"{path.stem}-copy.md", f"{path.stem} (1).md", f"{path.name}~", f"{path.stem}.MD", f"{path.stem}.html"):
            new = (Path(file).parent / name).as_posix()
            yield Fault(
                "handwritten",
                f"page: left as {name.replace(path.stem, 'x')} @ {new}",
                new,
                None,
                "open",
                (new,),
                write(new, lambda text=text: text),
                True,
            )
    new = "docs/laws/no-such-law.md"
    yield Fault("handwritten", f"page: of a law that is none @ {new}", new, None, "named", (new,), write(new, lambda: "{{ law_page() }}\n"))


# ------------------------------------------------------------------------- settings


def settings(root: Path) -> Iterator[Fault]:
    """mkdocs.yml: lines lost, values that are none, what a merge or an editor makes of the file."""
    file = "mkdocs.yml"
    text = (root / file).read_text(encoding="utf-8")
    rows = text.split("\n")

    def fault(what: str, content: str | bytes, expect: Literal["named", "pass"] = "named") -> Fault:
        return Fault("settings", f"settings: {what} @ {file}", file, None, expect, (file,), write(file, lambda: content))

    for what, before, after in (
        ("a tab", "  name: material", "\tname: material"), ("the plugin misspelt", "  - macros:", "  - macro:"), ("the module misspelt", "module_name: macros", "module_name: macro"),
        ("a word that is none passes", "on_undefined: strict", "on_undefined: keep"), ("an error is printed into the page", "on_error_fail: true", "on_error_fail: false"),
        ("a folder to include that is none", "on_error_fail: true", "on_error_fail: true\n      include_dir: nowhere"), ("another theme", "name: material", "name: readthedocs"),
        ("no such theme", "name: material", "name: materiel"), ("the theme's folder misspelt", "custom_dir: overrides", "custom_dir: override"),
        ("another language", "language: zh", "language: en"), ("a font of another host", "font: false", "font: {text: Roboto}"), ("other addresses", "use_directory_urls: false", "use_directory_urls: true"),
        ("a word for a truth", "use_directory_urls: false", "use_directory_urls: no"), ("warnings pass", "strict: true", "strict: false"),
        ("an address that is none", '!ENV [SITE_URL, ""]', '"www.a.cn"'), ("an address with a script", '!ENV [SITE_URL, ""]', '"javascript:alert(1)"'), ("a tag that is none", "!ENV [SITE_URL", "!ENVV [SITE_URL"),
        ("a tag that runs", '!ENV [SITE_URL, ""]', "!!python/object/apply:os.getcwd []"), ("a way to a page that is none", ": index.md", ": indx.md"), ("a way to a page of another case", ": case.md", ": Case.md"),
        ("a way twice", "  - 关于: about/index.md", "  - 关于: about/index.md\n  - 关于: about/index.md"), ("a way within a way", "  - 关于: about/index.md", "  - 关于:\n      - 再看: about/index.md"),
        ("a style sheet that is none", "stylesheets/site.css", "stylesheets/sit.css"), ("an extension misspelt", "  - attr_list", "  - atr_list"), ("an extension that is none of ours", "  - attr_list", "  - attr_list\n  - zzz"),
        ("signs beside headings", "permalink: false", "permalink: true"), ("links are not looked at", "anchors: warn", "anchors: ignore"), ("a word that is none for a link", "anchors: warn", "anchors: wran"),
        ("a folder watched that is none", "  - overrides", "  - override"), ("a search that asks other hosts", "  - macros:", "  - search\n  - macros:"), ("a full-width colon", "strict: true", "strict：true"),
        ("a list for a mapping", "extra:", "extra: []\nextrb:"), ("a text for a list", "extra_css:", "extra_css: x\nextrb:"),
    ):  # fmt: skip
        assert before in text, before
        yield fault(what, text.replace(before, after, 1))
    tops = [i for i, row in enumerate(rows) if re.match("[a-z_]+:", row)]
    for begin, end in pairwise([*tops, len(rows)]):
        key = rows[begin].partition(":")[0]
        yield fault(f"{key} lost", "\n".join(rows[:begin] + rows[end:]))
        yield fault(f"{key} twice", "\n".join([*rows, *rows[begin:end]]))
        yield fault(f"{key} in capitals", "\n".join([*rows[:begin], rows[begin].replace(key, key.upper(), 1), *rows[begin + 1 :]]))
    for i, row in enumerate(rows):
        if re.match("  - [a-z_.]+$|      [a-z_]+: |  name|  font|  custom|  /_data", row):
            yield fault(f"a line lost: {row.strip()[:30]}", "\n".join(rows[:i] + rows[i + 1 :]))
    for what, made in (
        ("empty", ""), ("half a file", text[: len(text) // 2]), ("NUL", text[:300] + "\0" + text[300:]), ("GBK", text.encode("gbk")), ("UTF-16", text.encode("utf-16")),
        ("marks of a merge", text.replace("nav:", "<<<<<<< HEAD\nnav:", 1)), ("a key that is none", text + "\nnothing: 1\n"), ("a hook", text + "\nhooks: [nothing.py]\n"), ("another folder of pages", text + "\ndocs_dir: doc\n"),
        ("only a text", "text\n"), ("a list", "- a\n"),
    ):  # fmt: skip
        yield fault(what, made)
    for what, made in (("CRLF", text.replace("\n", "\r\n")), ("a byte order mark", "\ufeff" + text), ("comments", text + "# 说明\n")):
        yield fault(what, made, "pass")


# -------------------------------------------------------------------- pages as files


def placed(root: Path) -> Iterator[Fault]:
    """A page that is gone, doubled, in another case, no file; a whole list of the vocabulary lost."""

    def moved(old: str, new: str) -> Do:
        def do(root: Path) -> None:
            (root / new).write_bytes((root / old).read_bytes())
            (root / old).unlink()

        return do

    def replaced(file: str, make: Callable[[Path], object]) -> Do:
        def do(root: Path) -> None:
            (root / file).unlink()
            make(root / file)

        return do

    for path in sorted((root / "docs").rglob("*.md")):
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if text.startswith("{{"):
            continue

        def fault(what: str, do: Do, *others: str, file: str = file) -> Fault:
            return Fault("placed", f"page: {what} @ {file}", file, None, "named", (file, *others), do, True)

        drawn = re.search(r"\{\{ (?!cite|report_ways|channels_kind|part_of_law|tree_ends|decision_tree)[a-z_]+\(", text)
        if drawn:  # what other pages say is missed by the addresses that were ever given (tests/published_ids.txt)
            yield fault("gone", lambda root, file=file: (root / file).unlink())
            capital = path.with_name(path.name.capitalize()).relative_to(root).as_posix()
            yield fault("in another case", moved(file, capital), capital)
            yield fault("a macro with what it does not take", write(file, lambda text=text, at=drawn: text[: at.end()] + '"x"' + text[at.end() :]))
            yield fault("a macro misspelt", write(file, lambda text=text, at=drawn: text[: at.end() - 2] + text[at.end() - 1 :]))
        copy = path.with_name(f"{path.stem}-copy.md").relative_to(root).as_posix()
        yield Fault("placed", f"page: doubled @ {copy}", copy, None, "named", (copy,), write(copy, lambda text=text: text), True)
        yield fault("a folder", replaced(file, Path.mkdir))
        yield fault("a link to nothing", replaced(file, lambda path: path.symlink_to("nowhere.md")))
        yield fault("half a head", write(file, lambda text=text: text[:12]))
    file = f"{DATA}/vocab.yml"
    text = (root / file).read_text(encoding="utf-8")
    rows = text.split("\n")
    tops = [i for i, row in enumerate(rows) if re.match("[a-z_]+:", row)]
    for begin, end in pairwise([*tops, len(rows)]):
        lost = "\n".join(rows[:begin] + rows[end:])
        yield Fault(
            "placed", f"vocab: {rows[begin].partition(':')[0]} lost @ {file}", file, None, "named", (file,), write(file, lambda lost=lost: lost), True
        )


# --------------------------------------------------------------------------- renames


def renames(root: Path) -> Iterator[Fault]:
    """What can be wrong with a line of renamed.yml, below those that are there: a file without them is another fault, an address lost."""
    file = f"{DATA}/renamed.yml"
    there = [row for row in (root / file).read_text(encoding="utf-8").splitlines() if row.startswith("  - ")]
    end = len(there) + 1  # the line before the new ones
    one = sorted(p.stem for p in (root / DATA / "scenarios").glob("*.yml"))[0]
    for what, line, expect in (
        ("nothing is called so now", "{kind: scenario, old: zzz-old, now: zzz-now, on: '2026-11-20'}", "named"), ("the old one is still there", f"{{kind: scenario, old: {one}, now: {one}, on: '2026-11-20'}}", "named"),
        ("of another kind", f"{{kind: letter, old: zzz-old, now: {one}, on: '2026-11-20'}}", "named"), ("a kind that is none", f"{{kind: zzz, old: zzz-old, now: {one}, on: '2026-11-20'}}", "named"),
        ("no kind", f"{{old: zzz-old, now: {one}, on: '2026-11-20'}}", "named"), ("no day", f"{{kind: scenario, old: zzz-old, now: {one}}}", "named"), ("a day still to come", f"{{kind: scenario, old: zzz-old, now: {one}, on: '2099-01-01'}}", "named"),
        ("a day that is none", f"{{kind: scenario, old: zzz-old, now: {one}, on: '2026-02-30'}}", "named"), ("an id with a space", f"{{kind: scenario, old: 'zzz old', now: {one}, on: '2026-11-20'}}", "named"),
        ("one way", f"{{kind: scenario, old: zzz-old, now: {one}, on: '2026-11-20'}}", "pass"),
    ):  # fmt: skip
        text = "\n".join(["renamed:", *there, f"  - {line}", ""])
        yield Fault("renames", f"rename: {what} @ {file}", file, (end, end + 1), expect, (file,), write(file, lambda text=text: text))
    for what, old in (("told twice", ("zzz-old", one, "zzz-old")), ("by way of another", ("zzz-old", "zzz-new", "zzz-new"))):
        first, now, second = old
        rows = [f"  - {{kind: scenario, old: {a}, now: {b}, on: '2026-11-20'}}" for a, b in ((first, now), (second, one))]
        text = "\n".join(["renamed:", *there, *rows, ""])
        yield Fault("renames", f"rename: {what} @ {file}", file, (end + 1, end + 2), "named", (file,), write(file, lambda text=text: text))


DAMAGES = {"meanings": meanings, "marks": marks, "lessons": lessons, "records": records, "leftovers": leftovers}
