"""What nobody thought of writing down (Hypothesis): any value in any place of the data, any text through what writes, reads and escapes texts, any day, any
file that somebody gives as a case. The examples are the same at every run; what was found and mended stands as an @example of its own. ANY=20 tries twenty
times as many, by chance, and prints how to have the failing one again."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import unicodedata
from collections.abc import Callable
from typing import Any

import icalendar
import markdown
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from selectolax.lexbor import LexborHTMLParser
from setup import node

from macros import blanks, headings, packed, rest_days
from macros.dates import chinese_date
from macros.learn import grams
from macros.pages import Pages
from macros.problem import Problem
from macros.text import UNREADABLE, in_markdown
from tests import other_calendar, small
from tests.conftest import ROOT
from tests.faults.mutants import write
from tests.faults.run import REMEDY, Workshop, limit, restore
from tests.faults.spots import Spot, sources

set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
TIMES = int(os.environ.get("ANY", "1"))
settings.register_profile(
    "any",
    derandomize=TIMES == 1,
    print_blob=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
settings.load_profile("any")


def some(count: int) -> settings:
    """So many examples, more where more are asked for."""
    return settings(max_examples=count * TIMES)


# a text as readers and editors type it, and as nobody does: marks of every grammar that a text passes through, signs nobody sees, halves of a character
MARKS = ["<b>", "</script>", "<!--", "]]>", "&lt;", "&", '"', "'", "`", "\\", "{{", "}}", "{%", "[[fact:buyer.name]]", "[[", "]]", "|", "*", "_", "~", "#", "\n",
         "\r\n", "\t", "\u2028", "\u202e", "\u200b", "\u0000", "\ufeff", "😀", "𠮷", "e\u0301", "ＯＫ", "İ", "ﬁ", "7日", "打12315", "《民法典》第2条", "，", "。", ";", ":", "%0A", "=\n", "$&"]  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=6)), max_size=8).map("".join)
# what goes to the browser's side as UTF-8
WHOLE = TEXT.filter(lambda text: not any(0xD800 <= ord(ch) < 0xE000 for ch in text))
# what a YAML file may say where something else was meant
VALUE = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), WHOLE, st.sampled_from(["", " ", "　", "2026-02-30", "a#1", "https://", "online"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(WHOLE, st.sampled_from(["id", "shared", "n"])), inner, max_size=3)
    ),
    max_leaves=8,
)
DAYS = st.integers(min_value=-100_000, max_value=100_000)


# ------------------------------------------------------------------ the data


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    return Workshop(small.project(folder / "book"), folder / "workshop")


SPOTS: list[tuple[Any, Spot]] = []


@pytest.fixture(scope="module", autouse=True)
def spots(workshop):
    SPOTS.extend((source, spot) for source in sources(workshop.root, 1) for spot in source.spots)
    yield
    SPOTS.clear()


def tried(workshop: Workshop, file: str, content: bytes) -> list[Problem]:
    """What is said of the data with this file in them; where nothing is said, every page of the book is drawn."""
    path = workshop.root / file
    before = path.read_bytes()
    workshop.touched = (file,)
    try:
        with limit(60):  # a busy machine is no hang
            write(file, lambda: content)(workshop.root)
            found = workshop.problems()
            if not found:
                drawn(workshop)
            return found
    finally:
        restore(path, before)


def drawn(workshop: Workshop) -> None:
    """Every page of a record, from the data as they stand."""
    from macros.kinds import PAGES
    from macros.load import load

    book, _ = load(workshop.root)
    assert book is not None
    pages = Pages(book, today=dt.date(2026, 11, 22))
    for kind, page in PAGES.items():
        for id_ in book.present[kind]:
            assert getattr(pages, page.macro)(id_)


def said_well(found: list[Problem], root: Any) -> None:
    """Each problem names a file that is there (or should be), a line that it has, and what to do."""
    for problem in found:
        path = root / problem.file
        lines = path.read_text(encoding="utf-8", errors="replace").count("\n") + 2 if path.is_file() else 0
        assert 0 <= problem.line <= lines + 40, problem  # the broken file, which had more lines, is mended by now
        assert problem.file.startswith(("docs/", "overrides/")), problem
        assert any(word in problem.message for word in REMEDY), problem


@some(80)
@given(place=st.integers(min_value=0), value=VALUE, escape=st.booleans())
def test_any_value_in_any_place_is_told_or_drawn(workshop, place, value, escape):
    """Named with file, line and remedy, or accepted and drawn; never an error of the program, never endless."""
    source, spot = SPOTS[place * 7919 % len(SPOTS)]
    written = json.dumps(value, ensure_ascii=escape)
    content = source.text[: spot.value[0]] + written + source.text[spot.value[1] :]
    said_well(tried(workshop, source.file, content.encode("utf-8", "surrogatepass")), workshop.root)


@some(40)
@given(place=st.integers(min_value=0), cut=st.integers(min_value=0), junk=st.one_of(st.binary(max_size=40), WHOLE.map(str.encode)))
def test_any_bytes_in_any_file_are_told_or_drawn(workshop, place, cut, junk):
    """As a disk, a bad merge or a wrong program leaves them: bytes put in anywhere, or what stands behind lost."""
    source, _ = SPOTS[place * 7919 % len(SPOTS)]
    whole = source.text.encode()
    at = cut * 104_729 % (len(whole) + 1)
    for content in (whole[:at] + junk + whole[at:], whole[:at] + junk):
        said_well(tried(workshop, source.file, content), workshop.root)


# ----------------------------------------------------------------- texts here


@some(200)
@given(WHOLE.filter(lambda text: not UNREADABLE.search(text)))
def test_a_text_in_markdown_is_a_text(text):
    """Rendered it is one paragraph that says the text; nothing in it became an element."""
    html = markdown.markdown(f"- x{in_markdown(text)}")
    parsed = LexborHTMLParser(html)
    assert {n.tag for n in parsed.body.traverse()} == {"body", "ul", "li"}
    assert "".join(parsed.css_first("li").text().split()) == "".join(f"x{text}".split())


@some(200)
@given(TEXT)
def test_blanks_lose_nothing(small_facts, text):
    """A text in pieces is the text: each blank once, between the words as they were."""
    known = blanks.MARK.sub(lambda mark: mark[0] if mark[1] in small_facts else "", text)
    pieces = blanks.pieces(known, small_facts)
    assert "".join(p.get("text") or f"[[fact:{p['fact']}]]" for p in pieces) == known
    assert blanks.plain(known, small_facts) == "".join(p.get("text") or f"【{p['label']}】" for p in pieces)


@pytest.fixture(scope="module")
def small_facts(workshop):
    return {"buyer.name": small.book(workshop.root).words["facts"]["buyer.name"]}


@some(200)
@given(TEXT)
def test_a_heading_says_what_it_said(text):
    """Held together, its text is the same, and nothing but what holds it was added."""
    from markupsafe import escape

    html = f"<h2>{escape(text)}</h2>"
    before, after = (LexborHTMLParser(h) for h in (html, headings.broken(html)))
    assert after.css_first("h2").text() == before.css_first("h2").text()
    assert {n.tag for n in after.css_first("h2").traverse()} <= {"h2", "span", "wbr"}


# ----------------------------------------------------- texts and days over there


class Browser:
    """The browser's functions, by a process of Node.js that is asked line by line."""

    def __init__(self) -> None:
        program = node()
        assert program, "没有 Node.js。先运行 make setup"
        command = [str(program[0]), str(ROOT / "tests" / "any.mjs")]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, what: str, value: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([what, value]) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        assert "error" not in said, said["error"]
        return said["ok"]


@pytest.fixture(scope="module")
def browser_side():
    side = Browser()
    yield side.ask
    side.process.stdin.close()
    side.process.wait(10)


Ask = Callable[[str, Any], Any]
# a box for a date that is being typed into says 0002 on the way to 2026: for the browser's side no day yet
DATE = st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(100, 9999), st.integers(0, 13), st.integers(0, 32))


@some(500)
@given(st.one_of(DATE, DATE.map(lambda text: text.replace("-", "－", 1)), TEXT))
def test_both_sides_know_the_same_days(browser_side: Ask, text):
    """A day is a day here and there, or on neither side; it is written with the same words."""
    try:
        ours = dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        ours = None
    theirs = browser_side("day", text)
    assert (theirs is None) == (ours is None)
    if ours is not None:
        assert theirs == other_calendar.number(ours)
        assert browser_side("iso", theirs) == text
        assert browser_side("words", theirs) == chinese_date(text)


CLOCK = st.fixed_dictionaries(
    {
        "n": st.integers(1, 200),
        "unit": st.sampled_from(["day", "workday", "month", "year"]),
        "roll": st.sampled_from(["none", "holiday", "statutory"]),
    }
)


@some(400)
@given(clock=CLOCK, start=st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)))
def test_both_sides_count_to_the_same_last_day(browser_side: Ask, clock, start):
    """Any clock of any length from any day that the table covers, by other people's calendars here and by the browser's table there. Beyond the table both
    know weekends only."""
    clock = clock | {"n": min(clock["n"], 9)} if clock["unit"] == "year" else clock
    plain, day = other_calendar.last_day(clock["n"], clock["unit"], clock["roll"], start)
    if day.year > other_calendar.YEARS[-1] + 5:
        return
    theirs = browser_side("last", {"clock": clock, "start": other_calendar.number(start), "table": rest_days.table()})
    assert (theirs["plain"], theirs["day"]) == (other_calendar.number(plain), other_calendar.number(day))


@some(500)
@given(text=WHOLE, rewrite=st.lists(st.tuples(st.sampled_from(["退", "ok", "咋", "i"]), st.sampled_from(["款", "0", "怎么", ""])), max_size=2))
def test_both_sides_see_the_same_text(browser_side: Ask, text, rewrite):
    """What the model has learned from and what it is asked with are made plain alike."""
    assert browser_side("plain", {"text": text, "rewrite": rewrite}) == grams.plain(text, rewrite)


@some(200)
@given(WHOLE.filter(bool))
def test_what_is_packed_is_unpacked(browser_side: Ask, text):
    ranks = packed.ranked(text)
    assert browser_side("unpack", {"text": packed.pack(text, ranks), "ranked": ranks}) == text


# ---------------------------------------------------- what the reader wrote


def readable(text: str) -> str:
    """A text without what the calendar and the page leave out or make one: signs that nobody sees, ways to end a line."""
    return "".join(ch for ch in text if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Cn", "Co"))


@some(200)
@given(title=WHOLE, note=WHOLE)
def test_a_calendar_holds_what_it_was_given(browser_side: Ask, title, note):
    """One entry with two alarms, whatever its title and note say; read back by another library they say it still."""
    entries = [{"uid": "a", "day": "2026-11-28", "title": f"日{title}", "note": f"记{note}"}]
    text = browser_side("ics", {"entries": entries, "now": 1795910400000})
    found = icalendar.Calendar.from_ical(text)
    assert not found.errors
    (event,) = found.walk("VEVENT")
    assert len(event.walk("VALARM")) == 2 and not event.errors
    assert readable(str(event["SUMMARY"])) == readable(f"日{title}")
    assert readable(str(event["DESCRIPTION"])) == readable(f"记{note}")
    days = {"X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT"}
    assert set(event) == {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "TRANSP", "SEQUENCE", *days}


@some(100)
@given(WHOLE)
def test_the_file_that_is_carried_away_is_a_page_of_texts(browser_side: Ask, text):
    """The same elements as of a case without it, no script but the block of data, no attribute that does anything; and taken back it is the same case."""
    said = browser_side("file", text)
    assert said["why"] is None and said["altered"] is False and said["same"] is True
    parsed = LexborHTMLParser(said["html"])
    tags = {n.tag for n in parsed.root.traverse() if not n.tag.startswith(("-", "!"))}
    assert tags <= {"html", "head", "meta", "title", "style", "script", "body", "h1", "h2", "h3", "p", "table", "tbody", "thead", "tr", "th", "td", "small", "code",
                    "section", "div", "ul", "ol", "li", "br", "main", "header", "footer", "article"}, tags  # fmt: skip
    assert [dict(n.attributes) for n in parsed.css("script")] == [{"type": "application/json", "id": "case-data"}]
    for element in parsed.root.traverse():
        for name, value in (element.attributes or {}).items():
            assert not name.startswith("on") and not (value or "").strip().lower().startswith(("javascript:", "data:text")), element.html[:200]
    assert json.loads(parsed.css_first("script").text())["leaves"] == json.loads(said["json"])["leaves"]


@some(200)
@given(WHOLE)
def test_a_file_has_a_name_that_every_system_takes(browser_side: Ask, text):
    name = browser_side("name", text)
    assert name.startswith("案件-") and name.endswith("-2026-11-28.html")
    assert len(name) <= 64 and not set(name) & set('/\\:*?"<>|\n\r\t\0') and name == name.strip()


PATHS = st.sampled_from(
    ["theme", "current", "case/a/name", "case/a/made", "case/a/fact/buyer.name", "case/a/event/x", "case/a/tick/s/t", "case/a/draft/l/1/f", "case/a/help/l/1/h",
     "case/a/proof/p", "case/a/stamp", "case/__proto__/made", "case/constructor/made", "case/a/fact/__proto__", "case//made", "../x", "case/a/event/toString"]
)  # fmt: skip
LEAVES = st.dictionaries(
    st.one_of(PATHS, WHOLE),
    st.one_of(VALUE, st.just("2026-11-28"), st.builds(lambda text: {"value": text, "on": "2026-11-28", "from": "page"}, WHOLE)),
    max_size=6,
)
DOCUMENT = st.one_of(
    VALUE,
    st.fixed_dictionaries({"handbook": st.sampled_from(["aftersales-handbook", "other"]), "version": st.one_of(st.just(2), st.integers(-1, 5), VALUE), "leaves": st.one_of(LEAVES, VALUE)}),
    LEAVES.map(lambda leaves: {"handbook": "aftersales-handbook", "version": 2, "exported": "2026-11-28", "sum": "x", "leaves": {"case/a/made": "2026-11-28"} | leaves}),
)  # fmt: skip
WHYS = {"foreign", "newer", "spoiled", "empty", "big", "truncated"}


@some(300)
@given(
    document=DOCUMENT,
    cut=st.one_of(st.none(), st.integers(0, 400)),
    around=st.sampled_from(["{}", "\ufeff{}", '<!doctype html><script id="case-data">{}</script>', "<p>{}", "{}x"]),
)
@example({"__proto__": {"polluted": 1}}, None, "{}")
@example(
    {"handbook": "aftersales-handbook", "version": 2, "leaves": {"case/a/made": "2026-11-28", "case/a/help/l/1/h": {"__proto__": {"polluted": 1}}}},
    None,
    "{}",
)
def test_a_file_that_is_given_harms_nothing(browser_side: Ask, document, cut, around):
    """Broken, foreign, hostile or right: looking changes nothing, what is not taken says why, and the device's own case stays and opens."""
    text = around.replace("{}", json.dumps(document, ensure_ascii=True)[:cut])
    said = browser_side("given", text)
    assert said["looked"] is True and said["polluted"] is False and said["trouble"] is None
    assert said["why"] in WHYS if not said["taken"] else said["why"] is None
    assert said["cases"] == 1 + bool(said["taken"]), said


def test_a_huge_file_is_refused_before_it_is_read(browser_side: Ask):
    for text in ("[" * 200_000, '{"handbook":"aftersales-handbook","leaves":' + "[" * 100_000, "x" * (5 * 1024 * 1024 + 1)):
        said = browser_side("given", text)
        assert said["why"] in WHYS and said["looked"] and said["cases"] == 1
