"""Every fault that the data can be given, made from the data itself: where it is, what it does, how it must be told.

A fault is a fact of its own: what must be named and where is decided here from the model's schema and from what the data say, never
by asking the checker. Drawn by a seed, so that a run can be repeated.
"""

from __future__ import annotations

import os
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from tests.faults.damages import DAMAGES, handwritten, placed, renames, settings
from tests.faults.fault import HAN, Do, Fault, edit, quoted, write
from tests.faults.spots import DATA, Source, Spot, sources

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
CITATION = re.compile(r"[a-z0-9-]+#\d+(-\d+)?")


# ------------------------------------------------------------------------ keys


def keys(source: Source) -> Iterator[Fault]:
    for spot in source.some(10):
        if spot.key is None or not source.closed(spot):
            continue
        key = str(spot.path[-1])
        start, end = spot.key
        for what, wrong in (
            ("key, first letter large", key.capitalize()),
            ("key, all large", key.upper()),
            ("key, a letter lost", key[:-1] or "x"),
            ("key, a letter twice", key[0] + key),
            ("key, letters swapped", key[:-2] + key[-1] + key[-2] if len(key) > 2 else key + key),
            ("key in Chinese", "标题"),
            ("key in printed quotes", f"“{key}”"),
            ("key with a space", f"{key} x"),
        ):
            if wrong != key and not any(wrong in o.get("properties", {}) for o in source.options(spot.path[:-1])):
                yield edit(source, "keys", what, spot, start, end, wrong)
        if spot.shape in ("text", "plain"):
            whole = source.text[start : spot.value[1]]
            again = f", {whole}" if spot.flow else "\n" + " " * (start - source.text.rfind("\n", 0, start) - 1) + whole
            last = source.line_of(spot.value[1])
            yield edit(source, "keys", "key twice", spot, spot.value[1], spot.value[1], again, lines=(last, last + 1))
            if source.required(spot):
                parent = source.line(spot.path[:-1])
                if spot.flow:
                    gap = re.compile(r"\s*,\s*").match(source.text, spot.value[1])
                    yield edit(source, "keys", "key missing", spot, start, gap.end() if gap else spot.value[1], "", lines=(parent, parent))
                elif not source.text[source.text.rfind("\n", 0, start) + 1 : start].strip():
                    yield edit(
                        source, "keys", "key missing", spot, source.text.rfind("\n", 0, start) + 1, spot.value[1] + 1, "", lines=(parent, parent)
                    )


# ----------------------------------------------------------------------- types


def types(source: Source) -> Iterator[Fault]:
    for spot in source.some(10):
        start, end = spot.value
        if spot.shape in ("text", "plain") and source.takes(spot, "string"):
            for what, new, type_ in (
                ("a number for a text", "12315", "integer"),
                ("true for a text", "true", "boolean"),
                ("a list for a text", '["x"]', "array"),
                ("a mapping for a text", "{zzz: 1}", None),
                ("nothing for a text", "null", "null"),
                ("an empty value for a text", '""', None),
                ("only spaces for a text", '"   "', None),
                ("only full-width spaces for a text", '"　"', None),
                ("only a line end for a text", r'"\n"', None),
            ):
                if type_ is None or not source.takes(spot, type_):
                    yield edit(source, "types", what, spot, start, end, new)
        elif spot.shape == "plain":
            wrong = [("a text for a number or a truth", '"x"'), ("a list for a number or a truth", "[]")]
            if source.takes(spot, "boolean"):
                wrong += [("a word for a truth", "yes"), ("1 for a truth", "1")]
            if not source.takes(spot, "string") and spot.text not in ("null", "~"):
                for what, new in wrong:
                    yield edit(source, "types", what, spot, start, end, new)
        elif spot.flow or (source.text[start] in "[{"):
            wrong = {
                "list": [("a text for a list", '"x"'), ("a mapping for a list", "{a: 1}")],
                "map": [("a text for a mapping", '"x"'), ("a list for a mapping", "[]")],
            }
            for what, new in wrong[spot.shape]:
                if not (spot.shape == "map" and new == '"x"' and source.takes(spot, "string")):
                    yield edit(source, "types", what, spot, start, end, new)


# ------------------------------------------------------------------ references

REFERENCES = {
    "see", "letter", "channel", "scenario", "excuse", "question", "step", "shared", "go", "start", "rule", "replaced_by", "evidence",
    "event", "from", "actor", "topic", "kind", "phase", "group", "case", "headline", "field", "is", "into", "how",
}  # fmt: skip
LISTS = {"excuses", "letters", "channels", "related", "scenarios", "see", "accept", "for", "never"}


def refers(spot: Spot) -> bool:
    """Does a text name another record or a word of a closed list?"""
    if not re.fullmatch(r"[a-z0-9]+([-._/][a-z0-9]+)*", spot.text):
        return False
    if isinstance(spot.path[-1], int):
        return len(spot.path) > 1 and spot.path[-2] in LISTS
    return spot.path[-1] in REFERENCES


def references(source: Source) -> Iterator[Fault]:
    for spot in source.some(8, lambda s: bool(CITATION.fullmatch(s.text)) or refers(s)):
        start, end = spot.value
        if spot.shape not in ("text", "plain"):
            continue
        if CITATION.fullmatch(spot.text):
            law, _, article = spot.text.partition("#")
            for what, wrong in (
                ("citation of a law, a near miss", f"{law[:-1]}#{article}"),
                ("citation of a law that is none", f"zzz-law#{article}"),
                ("citation of an article that is none", f"{law}#9{article}9"),
                ("citation with a full-width digit", f"{law}#１"),
            ):
                yield edit(source, "references", what, spot, start, end, f'"{wrong}"')
            if spot.path[-2] == "laws":  # a source may be said in words
                yield edit(source, "references", "citation in words", spot, start, end, f'"{law}第{article}条"')
                yield edit(source, "references", "citation without an article", spot, start, end, f'"{law}"')
                yield edit(source, "references", "citation twice", spot, start, end, f'"{spot.text}", "{spot.text}"', lines=around(source, spot))
        elif refers(spot) and not DATE.fullmatch(spot.text):
            for what, wrong in (
                ("reference, a near miss", spot.text[:-1] + ("x" if spot.text[-1] != "x" else "y")),
                ("reference to nothing", "zzz-nothing"),
                ("reference with a large letter", spot.text.capitalize()),
                ("reference with a space", f"{spot.text} x"),
            ):
                if wrong == spot.text:  # a name of figures has no large letters
                    continue
                if source.kind.name == "search-queries":
                    wrong = wrong if "/" in wrong else f"scenario/{wrong}"
                yield edit(source, "references", what, spot, start, end, f'"{wrong}"', others=spot.path[-1] in ("go", "start", "phase"))


def around(source: Source, spot: Spot) -> tuple[int, int]:
    """The lines of the list that a value stands in."""
    return (source.line(spot.path[:-1]), spot.line)


# ------------------------------------------------------------------------- ids


def ids(source: Source) -> Iterator[Fault]:
    lists: dict[tuple, list[Spot]] = defaultdict(list)
    for spot in source.spots:
        if spot.path[-1] == "id" and len(spot.path) > 1 and isinstance(spot.path[-2], int):
            lists[spot.path[:-2]].append(spot)
    for records in lists.values():
        for i, spot in source.chosen(list(enumerate(records)), 2):
            start, end = spot.value
            for what, wrong in (
                ("id with a large letter", spot.text.capitalize()),
                ("id with a space", f"{spot.text} 2"),
                ("id in Chinese", "名字"),
                ("id with a low line", f"{spot.text}_2"),
                ("id with a hyphen at the end", f"{spot.text}-"),
                ("id of 61 characters", "a" * 61),
                ("id of 300 characters", "a" * 300),
            ):
                yield edit(source, "ids", what, spot, start, end, f'"{wrong}"', others=True)
            if i:
                yield edit(source, "ids", "id of another record of the list", spot, start, end, records[0].text, others=True)
                yield edit(source, "ids", "id of the record before", spot, start, end, records[i - 1].text, others=True)
            if source.kind.name in ("faqs", "excuses", "channels", "glossary", "cases", "changes", "misconceptions", "outside"):
                for reserved in ("main", "top-search", "finder", "finder-results"):
                    yield edit(source, "ids", f"id {reserved}, which the page itself has", spot, start, end, reserved, others=True)


# ----------------------------------------------------------------------- dates


def dates(source: Source) -> Iterator[Fault]:
    for spot in source.some(4, lambda s: bool(DATE.fullmatch(s.text))):
        if spot.shape not in ("text", "plain") or not DATE.fullmatch(spot.text):
            continue
        start, end = spot.value
        year, month, day = spot.text.split("-")
        for what, wrong in (
            ("30 February", f'"{year}-02-30"'),
            ("month 13, without quotes", f"{year}-13-{day}"),
            ("slashes", f'"{year}/{month}/{day}"'),
            ("no noughts", f'"{year}-{int(month)}-{int(day)}x"'),
            ("two digits for the year", f'"{year[2:]}-{month}-{day}"'),
            ("a time behind it", f'"{spot.text}T00:00:00"'),
            ("full-width digits", f'"２０２６-{month}-{day}"'),
            ("in words", '"2026年5月1日"'),
            ("a word", '"明天"'),
            ("year 1", f'"0001-{month}-{day}"'),
            ("year 9999", f'"9999-{month}-{day}"'),
            ("without hyphens", f"{year}{month}{day}"),
        ):
            if source.takes(spot, "string"):
                yield edit(source, "dates", what, spot, start, end, wrong)
        if spot.path[-1] in ("reviewed", "checked_on", "text_as_of", "seen"):
            yield edit(source, "dates", "still to come", spot, start, end, '"2099-01-01"')
    if source.kind.name == "law":
        at = source.at
        for spot in source.spots:
            if spot.path[-1] == "in_force" and spot.text[:4].isdigit() and (end_ := at.get((*spot.path[:-1], "until"))):
                yield edit(source, "dates", "ends before it begins", spot, *end_.value, '"1950-01-01"', others=True)


# ----------------------------------------------------------------------- texts

UNSEEN = [
    0x00AD, 0x00A0, 0x0085, 0x009F, 0x0007, 0x007F, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0x2009, 0x200B, 0x200E, 0x2028, 0x2029, 0x202E, 0x2060,
    0x2800, 0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0xE0041, 0xF0001,
]  # fmt: skip
HARMLESS = (
    "<b>x</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp; & &#65;", "'单'", "“双”", "{7*7}", "100%", "$(id)", "`id`", "[x](y)",
    "javascript:alert(1)", "😀", "①", "é", "　全角", "# 井", "a: b", "- c", "…", "//", "\\", "｛｛",
)  # fmt: skip


def texts(source: Source) -> Iterator[Fault]:
    for spot in source.some(2, lambda s: s.quote == '"' and bool(HAN.search(s.text)) and "\n" not in s.text and "[[" not in s.text):
        start, end = spot.value
        middle = start + 1 + source.text[start + 1 : end - 1].index(HAN.search(source.text[start + 1 : end - 1])[0]) + 1
        for code in UNSEEN:
            yield edit(source, "texts", f"U+{code:04X}", spot, middle, middle, chr(code))
            if code < 0x10000 and code not in (0x85,):
                yield edit(source, "texts", f"U+{code:04X} by its number", spot, middle, middle, f"\\u{code:04x}")
        for mark in ("{{", "}}", "{%", "%}", "{#", "#}", "{{ 7*7 }}", "{% if x %}", "{{ cycler.__init__ }}"):
            yield edit(source, "texts", f"template mark {mark}", spot, middle, middle, mark)
        inner = source.text[start + 1 : end - 1]
        if not re.search(r"[\[\]{},:#]|^[-?]|\s", inner):
            yield edit(source, "texts", "printed quotes for the YAML ones", spot, start, end, f"“{inner}”")
            yield edit(source, "texts", "a printed quote before, a YAML one behind", spot, start, end, f'“{inner}"')
        if not any("maxLength" in o for o in source.options(spot.path)) and not named(source, spot):
            for mark in HARMLESS:
                if mark == "｛｛" and source.kind.name == "letter":
                    continue  # there it begins words that go with an empty blank
                yield edit(source, "texts", f"harmless: {mark}", spot, middle, middle, quoted(mark)[1:-1], expect="pass")
    for spot in source.some(9, lambda s: s.text.startswith("https://")):
        if spot.path[-1] in ("url", "source") and spot.text.startswith("https://") and source.takes(spot, "string"):
            for what, wrong in (
                ("address, nothing behind the scheme", "https://"),
                ("address with a space", "https://a.cn/b c"),
                ("address with a quote", "https://a.cn/'onclick="),
                ("address without a dot", "https://localhost/"),
                ("address, not secure", spot.text.replace("https", "http")),
                ("address of a script", "javascript:alert(1)"),
                ("address with a name before the host", "https://www.12315.cn@evil.cn/"),
                ("address without a scheme", "www.12315.cn"),
                ("address in Chinese", "https://官网.cn/"),
            ):
                yield edit(source, "texts", what, spot, *spot.value, f'"{wrong}"')


@cache
def excepted(root: Path) -> frozenset[str]:
    """The words that make a sentence an exception of a clock or of a wording, where it stands."""
    data = root / "docs/_data"
    plain = YAML(typ="safe")  # the handbook's reader gives nodes, whose values it reads itself
    clocks = plain.load((data / "shared-deadlines.yml").read_text(encoding="utf-8"))["deadlines"]
    wordings = plain.load((data / "vocab.yml").read_text(encoding="utf-8")).get("wordings") or []
    return frozenset(
        {other["text"] for c in clocks for other in c.get("unlike") or []} | {words for w in wordings for words in w.get("unlike") or []}
    )


def named(source: Source, spot: Spot) -> bool:
    """Is the text a name that must agree with others (a law's), or one that another rule looks into?"""
    if source.kind.name == "repealed" or (source.kind.name == "shared-deadlines" and {"said", "unlike"} & set(spot.path)):
        return True  # the one stands in an article, the others are words of other files
    if any(words in spot.text for words in excepted(source.root)):
        return True  # an exception that no sentence needs any more is told, and rightly
    return source.kind.name in ("law", "search-queries", "search-train", "tone-train", "dangers", "danger-train", "synonyms") or (
        spot.path[-1] == "text" and source.kind.name == "tree"
    )


# --------------------------------------------------------------------- numbers


def numbers(source: Source) -> Iterator[Fault]:
    for spot in source.some(6, lambda s: s.shape == "plain" and s.text.isdigit()):
        if spot.shape == "plain" and re.fullmatch(r"\d+", spot.text) and source.takes(spot, "integer"):
            for what, wrong in (
                ("nought", "0"), ("negative", "-1"), ("a million", "1000000"), ("ten to the 18th", "1" + "0" * 18), ("a broken number", "1.5"),
                ("5 000 digits", "7" * 5_000), ("in quotes", f'"{spot.text}"'), ("in words", "七"), ("with a unit", f"{spot.text}日"), ("infinite", ".inf"),
            ):  # fmt: skip
                if wrong != spot.text:
                    yield edit(source, "numbers", what, spot, *spot.value, wrong)


# ---------------------------------------------------------------------- shapes


def shapes(source: Source) -> Iterator[Fault]:
    if source.kind.name == "tree":
        yield from tree_shapes(source)
    if source.kind.name == "letter":
        for spot in source.spots:
            if spot.path[0] == "body" and spot.shape == "text" and "[[" in spot.text:
                at = source.text.index("[[", spot.value[0])
                shut = source.text.index("]]", at)
                for what, where, new in (
                    ("a bracket too many before", (at, at), "["),
                    ("three brackets on both sides", (at, shut + 2), f"[{source.text[at : shut + 2]}]"),
                    ("one bracket lost", (at, at + 1), ""),
                    ("not shut", (shut, shut + 2), ""),
                    ("a blank that is none", (at + 2, shut), "zzz-none"),
                    ("a filter that is none", (shut, shut), "|zzz"),
                    ("a blank in Chinese", (at + 2, shut), "金额"),
                ):
                    yield edit(source, "shapes", f"letter: {what}", spot, *where, new, others=False, lines=(1, 10_000))
            if spot.path[-1] == "when" and spot.shape == "map":
                yield edit(source, "shapes", "letter: a condition on nothing", spot, *spot.value, "{field: zzz-none}", lines=(1, 10_000))
            if spot.path[-1] == "type" and spot.text in ("text", "money"):
                yield edit(source, "shapes", "letter: a choice without options", spot, *spot.value, "choice")


def tree_shapes(source: Source) -> Iterator[Fault]:
    nodes = [s for s in source.spots if s.path[0] == "nodes" and s.path[-1] == "id" and len(s.path) == 3]
    for spot in source.spots:
        if spot.path[-1] == "go":
            first = nodes[0]
            own = next(n for n in nodes if n.path[1] == spot.path[1])
            yield edit(source, "shapes", "tree: back to its own question", spot, *spot.value, own.text, others=True)
            if own is not first:
                yield edit(source, "shapes", "tree: back to the first question", spot, *spot.value, first.text, others=True)
        if spot.path[-1] == "text" and spot.text.startswith("不确定"):
            line = source.line(spot.path[:-2])
            yield edit(source, "shapes", "tree: no 不确定", spot, *spot.value, '"没有了"', lines=(line, spot.line))
        if spot.path[-1] == "most" and spot.text != "1":
            yield edit(source, "shapes", "tree: fewer taps than needed", spot, *spot.value, "1", lines=(1, 10_000))
    head = source.text.index("nodes:")
    start = source.at["start",]
    for length in (12, 20, 40):
        rows = "".join(
            f'\n  - {{id: zzz-{i}, ask: "问", answers: [{{text: "是", go: {f"zzz-{i + 1}" if i + 1 < length else start.text}}}, '
            f'{{text: "不确定", go: {f"zzz-{i + 1}" if i + 1 < length else start.text}}}]}}'
            for i in range(length)
        )
        text = source.text[:head] + f"nodes:{rows}" + source.text[head + 6 :]
        yield whole(source, f"tree: {length} questions in a row", re.sub(r"(?m)^start: .*$", "start: zzz-0", text, count=1), None)
    lone = f'nodes:\n  - {{id: zzz-lone, ask: "问", answers: [{{text: "是", go: {start.text}}}, {{text: "不确定", go: {start.text}}}]}}'
    line = source.text.count("\n", 0, head) + 2
    yield whole(source, "tree: a question that nothing leads to", source.text[:head] + lone + source.text[head + 6 :], (line, line))


def whole(source: Source, what: str, text: str, lines: tuple[int, int] | None) -> Fault:
    """A tree that is another altogether."""
    return Fault("shapes", f"{what} @ {source.file}", source.file, lines, "named", (source.file,), write(source.file, lambda: text))


# ------------------------------------------------------------------ vocabulary


def vocabulary(source: Source) -> Iterator[Fault]:
    if source.kind.name != "vocab":
        return
    used = {s.text for other in sources(source.root, source.seed) if other is not source for s in other.spots}
    for spot in source.spots:
        if spot.path[-1] == "id" and len(spot.path) == 3:
            start, end = spot.value
            # a phase is the name of a key
            named = spot.path[0] == "phases" or (spot.path[0] in ("topics", "actors") and spot.text in used)
            if named:
                yield edit(source, "vocabulary", "a word renamed that others use", spot, start, end, f"{spot.text}-x", lines=None, others=True)
            if spot.path[1] > 0:
                other = source.at[(spot.path[0], 0, "id")]
                yield edit(source, "vocabulary", "two words of one id", spot, start, end, other.text, others=True)
            row = source.text.rfind("\n", 0, start) + 1
            if named:
                yield edit(
                    source, "vocabulary", "a word lost that others use", spot, row, source.text.index("\n", start) + 1, "", lines=None, others=True
                )


# ----------------------------------------------------------------------- files


def files(source: Source) -> Iterator[Fault]:
    text, file = source.text, source.file
    rows = text.split("\n")
    body = next(i for i, row in enumerate(rows) if row and not row.startswith("#"))

    def fault(
        what: str, content: Callable[[], str | bytes], lines: tuple[int, int] | None = None, expect: str = "named", do: Do | None = None
    ) -> Fault:
        return Fault("files", f"{what} @ {file}", file, lines, expect, (file,), do or write(file, content))

    def replaced(make: Callable[[Path], object]) -> Do:
        def do(root: Path) -> None:
            (root / file).unlink()
            make(root / file)

        return do

    raw = text.encode()
    key = next(i for i, row in enumerate(rows) if re.match(r"[a-z_]+: ", row)) if any(re.match(r"[a-z_]+: ", r) for r in rows) else body
    yield fault("UTF-16", lambda: text.encode("utf-16"))
    yield fault("GBK", lambda: text.encode("gbk", errors="replace"))
    yield fault("NUL", lambda: raw[:200].decode(errors="ignore") + "\0" + raw[200:].decode(errors="ignore"))
    yield fault("cut in the middle of a character", lambda: raw[: raw.rindex("\u3002".encode()) + 1] if "。" in text else raw[:-1] + b"\xe4")
    yield fault("cut in an open bracket", lambda: text + "\nzzz: [1,\n")
    yield fault("empty", lambda: "")
    yield fault("only a comment", lambda: "# nothing\n")
    yield fault("only a text", lambda: "text\n")
    yield fault("a list at the top", lambda: "- a\n- b\n")
    yield fault("two documents", lambda: text + "---\n" + text, expect="named")
    yield fault("a directive", lambda: "%YAML 1.1\n---\n" + text, (1, 2))
    yield fault("an anchor", lambda: text + "zzz: &a [1]\n", (len(rows), len(rows) + 1))
    yield fault("an alias", lambda: text + "zzz: *a\n", (len(rows), len(rows) + 1))
    yield fault("a merge", lambda: text + "<<: {title: x}\n", (len(rows), len(rows) + 1))
    yield fault("a tag", lambda: text + "zzz: !!python/object/apply:os.system [id]\n", (len(rows), len(rows) + 1))
    yield fault("marks of a merge conflict", lambda: "\n".join([*rows[: body + 1], "<<<<<<< HEAD", *rows[body + 1 :]]), (body, body + 2))
    yield fault("a tab", lambda: "\n".join([*rows[:body], "\tzzz: 1", *rows[body:]]), (body + 1, body + 1))
    colon = key != body and "\n".join([*rows[:key], rows[key].replace(": ", "：", 1), *rows[key + 1 :]])
    if colon:
        yield fault("a full-width colon", lambda: colon, (key, key + 2))
    yield fault("a full-width space before a key", lambda: "\n".join([*rows[:key], "　" + rows[key], *rows[key + 1 :]]), None)
    yield fault("nested 2 000 deep", lambda: text + "zzz: " + "[" * 2_000 + "]" * 2_000 + "\n", (len(rows), len(rows) + 1))
    yield fault("nested 50 000 deep", lambda: text + "zzz: " + "[" * 50_000 + "]" * 50_000 + "\n", (len(rows), len(rows) + 1))
    yield fault("2 000 lists in lists", lambda: text + "zzz:\n  " + "- " * 2_000 + "x\n", (len(rows), len(rows) + 2))
    yield fault("10 MB of unknown keys", lambda: text + "".join(f"zzz{i}: 1\n" for i in range(1_000_000)))
    yield fault("10 MB of comments", lambda: text + "# x\n" * 2_500_000)
    yield fault("20 000 unknown keys", lambda: text + "".join(f"zzz{i}: 1\n" for i in range(20_000)))
    yield fault("a key that is a list", lambda: text + "? [a, b]\n: 1\n", (len(rows), len(rows) + 1))
    yield fault("a key that is nothing", lambda: text + ": 1\n", (len(rows), len(rows) + 1))
    yield fault("a key of 2 000 letters", lambda: text + "z" * 2_000 + ": 1\n", (len(rows), len(rows) + 1))
    yield fault("a pipe", str, do=replaced(lambda path: os.mkfifo(path)))
    yield fault("a folder", str, do=replaced(lambda path: path.mkdir()))
    yield fault("a device", str, do=replaced(lambda path: path.symlink_to("/dev/zero")))
    yield fault("a link to nothing", str, do=replaced(lambda path: path.symlink_to("nowhere.yml")))
    yield fault("a link to itself", str, do=replaced(lambda path: path.symlink_to(path.name)))
    # what must pass
    yield fault("CRLF", lambda: text.replace("\n", "\r\n"), expect="pass")
    yield fault("three hyphens at the start", lambda: "---\n" + text, expect="pass")
    yield fault("no line end at the end", lambda: text.rstrip("\n"), expect="pass")
    yield fault("a byte order mark", lambda: "\ufeff" + text, expect="pass")
    yield fault("comments and empty lines", lambda: text.replace("\n\n", "\n\n# 说明：{{ x }}？\n\n") + "\n\n# 完\n", expect="pass")
    folder = Path(file).parent.as_posix()
    if not source.kind.single:
        for name, what in (("Large-Letter.yml", "name with a large letter"), ("a b.yml", "name with a space"), ("名字.yml", "name in Chinese"), ("a_b.yml", "name with a low line"), (f"{'a' * 61}.yml", "name of 61 characters")):  # fmt: skip
            new = f"{folder}/{name}"
            yield Fault("files", f"{what} @ {new}", new, None, "named", (new,), write(new, lambda: text))
        page = source.kind.page
        stub = f"docs/{page.folder}/{Path(file).stem}.md" if page else None
        if stub:
            macro = f"{{{{ {page.macro}() }}}}\n"
            for what, content in (
                ("page in GBK", f"---\nnote: 标题\n---\n{macro}".encode("gbk")),
                ("page in UTF-16", macro.encode("utf-16")),
                ("page with nothing in it", ""),
                ("page with the macro of another kind", "{{ home_page() }}\n"),
                ("page with the macro not shut", macro.replace("}}", "")),
                ("page with a title", f"---\ntitle: x\n---\n{macro}"),
                ("page with a template mark in its head", f'---\nnote: "{{{{ 7*7 }}}}"\n---\n{macro}'),
                ("page with a broken head", f'---\nnote: "a: b" "…"\n---\n{macro}'),
                ("page with a head not shut", f"---\nnote: x\n{macro}"),
                ("page with more than its macro", f"{macro}\n{{{{ config }}}}\n"),
            ):
                yield Fault("files", f"{what} @ {stub}", stub, None, "named", (stub,), write(stub, lambda content=content: content))
            yield Fault("files", f"page missing @ {stub}", stub, None, "named", (stub,), lambda root, stub=stub: (root / stub).unlink(), others=True)
    for name in ("notes.txt", "notes.yaml", "notes.yml.bak", "notes"):
        new = f"{folder}/{name}"
        yield Fault("files", f"a file that nobody knows @ {new}", new, None, "named", (new,), write(new, lambda: "x"))


# ----------------------------------------------------------- hand-written pages


def pages(root: Path) -> Iterator[Fault]:
    """Faults of the pages that people write themselves."""
    for path in sorted((root / "docs").rglob("*.md")):
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if text.startswith("{{") or not text.startswith("---\n"):
            continue
        head = text.index("\n---\n", 3)
        last = text.count("\n") + 1

        def fault(what: str, content: str | bytes, lines: tuple[int, int] | None, expect: str = "named", file: str = file) -> Fault:
            return Fault("pages", f"{what} @ {file}", file, lines, expect, (file,), write(file, lambda: content))

        yield fault(
            "reviewed without quotes",
            text[:head] + "\nreviewed: 2026-11-22" + text[head:],
            None,
        )
        yield fault("broken head", text[:head] + '\ntitle: "a: b" "…"' + text[head:], None)
        yield fault("head not shut", text[:head] + text[head + 4 :], None)
        yield fault("template mark in the head", text[:head] + '\nnote: "{{ 7*7 }}"' + text[head:], None)
        yield fault("cite of a law that is none", text + '\n{{ cite("zzz-law#1") }}\n', (last, last + 2))
        yield fault("cite of an article that is none", text + '\n{{ cite("civil-code#577", "civil-code#9999") }}\n', (last, last + 2))
        yield fault("cite of what is no citation", text + '\n{{ cite("民法典第577条") }}\n', (last, last + 2))
        yield fault("a macro not shut", text + "\n{{ cite(\n", (last, last + 2))
        yield fault("a block not shut", text + "\n{% if true %}\nx\n", None)
        yield fault("a macro that is none", text + "\n{{ zzz_page() }}\n", (last, last + 2))
        yield fault("in GBK", text.encode("gbk", errors="replace"), None)
        yield fault("an unseen character", text + "\n退\u200b货\n", (last, last + 2))
        yield fault("harmless markup", text + "\n<b>x</b> & 100%\n", None, "pass")


GROUPS = {
    "keys": keys, "types": types, "references": references, "ids": ids, "dates": dates, "texts": texts, "numbers": numbers, "shapes": shapes,
    "vocabulary": vocabulary, "files": files, **DAMAGES,
}  # fmt: skip
OF_PROJECT = {"pages": pages, "handwritten": handwritten, "settings": settings, "placed": placed, "renames": renames}
SHARES = {
    "keys": 420, "types": 380, "references": 392, "ids": 385, "dates": 214, "texts": 239, "numbers": 33, "shapes": 107, "vocabulary": 53, "files": 320,
    "pages": 60, "meanings": 150, "marks": 150, "lessons": 15, "records": 120, "leftovers": 100, "handwritten": 100,
    "settings": 60, "placed": 60, "renames": 8,
}  # fmt: skip


def everything(root: Path, seed: int) -> dict[str, list[Fault]]:
    """Group → the faults that can be made at some places of every file."""
    found = {group: [fault for source in sources(root, seed) for fault in make(source)] for group, make in GROUPS.items()}
    return found | {group: list(make(root)) for group, make in OF_PROJECT.items()}


def drawn(root: Path, count: int, seed: int) -> list[Fault]:
    """About `count` faults: as many of each group as its share, every kind of fault of the group as often as the others."""
    rng = random.Random(seed)
    result: list[Fault] = []
    for group, faults in everything(root, seed).items():
        kinds: dict[str, list[Fault]] = defaultdict(list)
        for fault in faults:
            kinds[fault.name.split(" @ ")[0]].append(fault)
        for of_a_kind in kinds.values():
            rng.shuffle(of_a_kind)
        names = sorted(kinds)
        rng.shuffle(names)
        wanted = max(1, round(count * SHARES[group] / sum(SHARES.values())))
        turn = 0
        picked: list[Fault] = []
        while len(picked) < wanted and any(kinds[n] for n in names):
            name = names[turn % len(names)]
            if kinds[name]:
                picked.append(kinds[name].pop())
            turn += 1
        result += picked
    return result


__all__ = ["DATA", "Fault", "drawn", "everything"]
