"""The browser part's arithmetic and letters, under Node.js, on the same golden examples as the Python side."""

from __future__ import annotations

import json
import os
import re
import subprocess
from functools import cache
from types import SimpleNamespace

import assertions
import lint
import pytest
import tone_score
import yaml
from setup import node

from macros import letters as grammar
from macros import model as m
from macros import rest_days, sums
from macros.publish import case_data, case_words, tone
from macros.views import Views
from tests import other_calendar
from tests.conftest import ROOT, loaded

GOLDEN = json.loads((ROOT / "tests" / "golden" / "letters.json").read_text(encoding="utf-8"))


def parsed() -> list[dict]:
    """The golden examples with their bodies parsed by the build's own parser."""
    result = []
    for example in GOLDEN:
        source = dict(GOLDEN[example["same_source"]]["source"] if "same_source" in example else example["source"])
        body = [m.Block.model_validate(b) for b in source.pop("body")]
        source["lines"] = grammar.lines(SimpleNamespace(body=body))
        result.append(example | {"source": source})
    return result


@cache
def data() -> dict:
    """What the build hands to the letters' pages of the real data: every sum, every bureau, every letter as its page has it."""
    book = loaded()[0]
    assert book is not None
    views = Views(book)
    return {
        "sums": [sums.view(s, book.sums) for s in book.sums.values()],
        "bureaus": views.bureaus(),
        "letters": [grammar.source(id_, book) for id_ in book.letters],
    }


def texts(value: object) -> list[str]:
    """Every piece of Chinese text in a part of the data."""
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in texts(v)]
    return [value] if isinstance(value, str) and re.search(r"[\u4e00-\u9fff]", value) else []


def copied(book) -> list[str]:
    """What the handbook gives its reader to send or to write into a letter, in the reader's voice: replies, paragraphs, messages, letters."""
    own = ("reply", "complaint", "say", "messages", "body")

    def within(value: object, inside: bool) -> list[str]:
        if isinstance(value, dict):
            return [t for key, v in value.items() for t in within(v, inside or key in own)]
        if isinstance(value, list):
            return [t for v in value for t in within(v, inside)]
        return [value] if inside and isinstance(value, str) and re.search(r"[\u4e00-\u9fff]", value) else []

    parts = [*book.excuse_groups.values(), *book.letters.values(), *book.scenarios.values(), *book.faqs.values(), *book.shared_steps.values()]
    return sorted({t for part in parts for t in within(part.model_dump(), False)})


@cache
def tones() -> dict:
    """The sentences that measure the check of tone (tests/blind/tone.yml, the later ones as `second`, `third`, `fourth`), what the handbook itself says in excuses,
    letters, situations and answers, all of which may be copied into a letter, and what the letters' pages load (`learned`)."""
    book = loaded()[0]
    assert book is not None
    first, *others = (yaml.safe_load((ROOT / "tests" / "blind" / f"{name}.yml").read_text(encoding="utf-8")) for name in tone_score.LISTS)
    return (
        first
        | dict(zip(("second", "third", "fourth"), others, strict=True))
        | {"handbook": tone.spoken(book), "copied": copied(book), "learned": tone.payload(book)}
    )


@cache
def clocks() -> list[m.Deadline]:
    """Every clock of the real data, where a situation has it or where it is shared."""
    book = loaded()[0]
    assert book is not None
    return [*book.shared_deadlines.values(), *(c for id_ in book.scenarios for c in book.clocks_of(id_))]


@cache
def other() -> str:
    """What other people's calendars say of every distinct clock, extensions too, from every day of 2024 to 2027."""
    distinct = {(c.within.n, c.within.unit, c.roll) for c in clocks()}
    distinct |= {(c.extend.n, c.extend.unit, c.roll) for c in clocks() if c.extend}
    return json.dumps(other_calendar.every(sorted(c for c in distinct if c[1] != "hour")))


@cache
def case() -> dict:
    """What the case page loads of the real data: its lists, and every situation."""
    book = loaded()[0]
    assert book is not None
    views = Views(book)
    return {
        "data": case_data.data(book) | {"letters": case_data.letters(book)},
        "lists": case_data.lists(book),
        "situations": {id_: case_data.situation(book, views, id_) for id_ in book.scenarios},
        "words": case_words.shared(book),
        "letters": {id_: case_words.letter(book, id_) for id_ in book.letters},
    }


@cache
def claims() -> list[dict]:
    """Every claim of every letter with its hand-worked cases, and the letter as its page has it."""
    book = loaded()[0]
    assert book is not None
    return [
        {"letter": r.letter, "source": grammar.source(r.letter, book), "says": r.says, "stays": r.claim.stays, "cases": r.cases}
        for r in assertions.rows(book)
    ]


@pytest.mark.parametrize("name", ["eslint", "bundles", "tsc"])
def test_read_without_running(name):
    done = subprocess.run(lint.browser()[name], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, f"{name}：\n{done.stdout[-4000:]}{done.stderr[-2000:]}"


LAWS = [
    '"《投诉举报处理办法》第42条"',
    "`第四十二条${1}`",
    "/第55条/",
    "1 < 50000",
    "500",
    "2 * 0.2",
    '"不足500元，按500元"',
    "`超过总价的20%（${1}）`",
    '"退三倍"',
    "/3倍|双倍返还/",
]


def test_law_in_the_program_is_noticed():
    """An article or a number of a law belongs to docs/_data. The linter is at zero on the real modules (above); here is what it catches."""
    code = "".join(f"export const a{i} = {line};\n" for i, line in enumerate(LAWS))
    command = [*lint.browser()["eslint"], "--stdin", "--stdin-filename", "docs/assets/javascripts/lib/law.js", "--format", "json"]
    done = subprocess.run(command, input=code, capture_output=True, text=True, cwd=ROOT)
    found = {m["line"] for file in json.loads(done.stdout) for m in file["messages"] if m["ruleId"] == "no-restricted-syntax"}
    assert found == set(range(1, len(LAWS) + 1)), done.stdout


NEWER = [
    "last = list.at(-1)",
    "copy = structuredClone(draft)",
    'text.replaceAll("日", "天")',
    'own = Object.hasOwn(draft, "paid")',
    "late = clocks.findLast((clock) => clock.late)",
    "sorted = clocks.toSorted()",
    "Promise.allSettled(jobs)",
    "requestIdleCallback(start)",
]
TESTED = [
    'own = Object.hasOwn ? Object.hasOwn(draft, "paid") : draft.hasOwnProperty("paid")',
    "if (window.structuredClone) copy = window.structuredClone(draft)",
    "if (Promise.allSettled) Promise.allSettled(jobs)",
    "found = clocks.filter((clock) => clock.late).map((clock) => clock.at)",
]


def test_a_call_that_an_old_phone_lacks_is_noticed():
    """In the made bundles, whoever wrote it. Behind a test for it it may stand, and a property of the same name is none."""
    code = "".join(f"{line};\n" for line in [*NEWER, *TESTED])
    *command, _ = lint.browser()["bundles"]
    done = subprocess.run(
        [*command, "--stdin", "--stdin-filename", "x.js", "--format", "json"], input=code, capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    found = {m["line"] for file in json.loads(done.stdout) for m in file["messages"]}
    assert found == set(range(1, len(NEWER) + 1)), done.stdout


def test_grammar():
    assert grammar.runs("退[[paid|cny]]，[[a-b]]。") == [
        {"text": "退"},
        {"field": "paid", "filter": "cny"},
        {"text": "，"},
        {"field": "a-b"},
        {"text": "。"},
    ]
    assert grammar.runs("没有空") == [{"text": "没有空"}]
    assert grammar.runs("") == []


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> dict[str, str]:
    """Everything that the build hands to a page, written once: the name of its variable for the tests under Node.js → the file."""
    folder = tmp_path_factory.mktemp("given")
    made = {
        "holidays": rest_days.table(),
        "letters": parsed(),
        "data": data(),
        "tones": tones(),
        "case": case(),
        "assertions": claims(),
    }
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in made.items()} | {"other": other()}
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return {name.upper(): str(folder / f"{name}.json") for name in texts}


def under_node(path, given, zone=None):
    """Runs one file of tests, in some time zone."""
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    environment = os.environ | given
    if zone:
        environment["TZ"] = zone
    done = subprocess.run([str(found[0]), "--test", str(path)], capture_output=True, text=True, env=environment, cwd=ROOT)
    # from the first that failed on: what comes after it may be a hundred that passed
    first = max(done.stdout.find("\nnot ok"), 0)
    assert done.returncode == 0, done.stdout[first:][:4000] + done.stderr[-2000:]


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "js").glob("*.mjs")), ids=lambda p: p.stem)
def test_under_node(path, given):
    under_node(path, given)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
@pytest.mark.parametrize("name", ["dates", "clock"])
def test_a_day_is_a_day_in_any_time_zone(name, zone, given):
    under_node(ROOT / "tests" / "js" / f"{name}.test.mjs", given, zone)
