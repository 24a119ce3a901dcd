"""Clocks: written once, true to the article they cite, the same in every sentence. One bad fixture a rule, against its exact message."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.check import check
from macros.check.clocks import states
from macros.load import load
from macros.model import PHASES, Within
from tests.conftest import ROOT, loaded
from tests.test_load import LAW, QUESTION, problems, project, write

__all__ = ["project"]  # a fixture, asked for by name

BOOK = loaded()[0]
assert BOOK is not None
# the project's words are the handbook's
ACTORS, EVENTS = ("、".join(sorted(word.id for word in words)) for words in (BOOK.vocab.actors, BOOK.vocab.events))

ARTICLES = """\
  "26": {title: "要点", gist: "部门7个工作日内决定，可以延长15个工作日。"}
  "27": {title: "要点", gist: "最后一日是法定休假日的，顺延到休假日后的第一天。"}
  "28": {title: "要点", gist: "最后一日是法定节假日的，顺延到节后第一天。"}
  "29": {title: "要点", gist: "收到之日起7日内退款，拖过15日的处罚。"}
"""
SHARED = """\
deadlines:
  - id: send-notice
    label: "发出退货通知"
    actor: buyer
    from: received
    within: {n: 7, unit: day}
    roll: holiday
    safe: true
    note: "签收第二天是第1日。"
    if_missed: "一般用不上了。"
    laws: ["test-law#25", "test-law#27"]
    said: ["收到…可以退"]
"""
SCENARIO = """\
title: "退货被拒"
topic: online
aliases: []
summary: "可以退。"
strength: {level: strong, why: "法律写了。"}
expect: {cost: "免费。", time: "很快。"}
first: {do: "发通知", why: "赶时间。", messages: [{id: main, say: "请退货。"}]}
lose_when: ["过期。"]
not_for: []
rights:
  - {text: "可以退。", laws: ["test-law#25"]}
deadlines:
  - {shared: send-notice}
headline: send-notice
steps: {verify: [], evidence: [], negotiate: [], complain: [], follow-up: [], legal: []}
excuses: []
letters: []
channels: []
related: []
reviewed: "2026-11-22"
disputes: [goods]
"""
OWN = """\
  - id: own-clock
    label: "商家退款"
    actor: seller
    from: seller-received
    within: {n: 7, unit: day}
    roll: none
    if_missed: "去投诉。"
    laws: ["test-law#29"]
"""
FILE = "docs/_data/shared-deadlines.yml"
PLACE = "docs/_data/scenarios/return.yml"


@pytest.fixture
def clocks(project: Path) -> Path:
    """The small project with one shared clock and one situation that refers to it; it has no problems."""
    write(project, "laws/test-law.yml", LAW + ARTICLES)
    write(project, "shared-deadlines.yml", SHARED)
    vocab = (project / "docs" / "_data" / "vocab.yml").read_text(encoding="utf-8")
    vocab = vocab.replace("disputes: []\n", 'disputes:\n  - {id: goods, title: "东西", laws: ["test-law#25"]}\n')
    write(project, "vocab.yml", vocab.replace("  scenarios: []\n", "  scenarios: [return]\n", 1))
    write(project, "scenarios/return.yml", SCENARIO)
    (project / "docs" / "scenarios" / "return.md").write_text("{{ scenario_page() }}\n", encoding="utf-8")
    (project / "docs" / "steps").mkdir()
    for phase in PHASES:  # a situation leads to each
        (project / "docs" / "steps" / f"{phase}.md").write_text(f'---\ntitle: "{phase}"\n---\n', encoding="utf-8")
    return project


def test_the_small_project_is_fine(clocks):
    assert problems(clocks) == []


def with_own(text: str) -> str:
    """The situation with a clock of its own behind the reference."""
    return SCENARIO.replace("  - {shared: send-notice}\n", "  - {shared: send-notice}\n" + text)


def test_a_clock_of_its_own_may_stay(clocks):
    write(clocks, "scenarios/return.yml", with_own(OWN))
    assert problems(clocks) == []


# name -> (file, its text, the exact problems)
CASES = {
    "a reference to nothing": (
        "scenarios/return.yml",
        SCENARIO.replace("shared: send-notice", "shared: send-notise"),
        [
            f"{PLACE}:13: deadlines[0].shared: 没有共用期限“send-notise”。你是不是要写 send-notice？",
            f"{FILE}:2: deadlines[0].id: 没有场景引用“send-notice”，也没有文字写 [[clock:send-notice]]。用上它，或删去它",
        ],
    ),
    "a reference that changes the period": (
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", "{shared: send-notice, within: {n: 15, unit: day}}"),
        [
            f"{PLACE}:13: deadlines[0].within: 引用共用期限，不能在这里改 within：它只在 shared-deadlines.yml 里写一次，改那里，引用它的页面一起变。这里只能写 id、label、note、if_missed、then、laws",
        ],
    ),
    "a reference that changes whose clock it is, from when, and how it rolls": (
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", "{shared: send-notice, actor: seller, from: paid, roll: none}"),
        [
            f"{PLACE}:13: deadlines[0].{key}: 引用共用期限，不能在这里改 {key}：它只在 shared-deadlines.yml 里写一次，改那里，引用它的页面一起变。这里只能写 id、label、note、if_missed、then、laws"
            for key in ("actor", "from", "roll")
        ],
    ),
    "an unknown key of a reference is only unknown": (
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", '{shared: send-notice, nota: "x"}'),
        [f"{PLACE}:13: deadlines[0].nota: 不认识的键“nota”。你是不是要写 note？"],
    ),
    "a reference that repeats": (
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", '{shared: send-notice, id: send-notice, note: "签收第二天是第1日。", laws: ["test-law#25"]}'),
        [
            f"{PLACE}:13: deadlines[0].id: id 和共用的一样。删去 id，只写 shared: send-notice",
            f"{PLACE}:13: deadlines[0].laws[0]: test-law#25 共用期限“send-notice”里已经有了。删去它",
            f"{PLACE}:13: deadlines[0].note: note 和共用期限“send-notice”里的一样。删去这一行",
        ],
    ),
    "a further law that is not there": (
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", '{shared: send-notice, laws: ["test-law#30"]}'),
        [f"{PLACE}:13: deadlines[0].laws[0]: 没有条文 test-law#30。条号写错了就改，没写错的先在 docs/_data/laws/test-law.yml 里写这一条"],
    ),
    "the same reference twice": (
        "scenarios/return.yml",
        SCENARIO.replace("  - {shared: send-notice}\n", "  - {shared: send-notice}\n  - {shared: send-notice}\n"),
        [f"{PLACE}:14: deadlines[1].shared: id“send-notice”用了两次，第一次在 {PLACE}:13。改掉新加的那一个"],
    ),
    "an actor, an event and an article that are not there": (
        "scenarios/return.yml",
        with_own(
            OWN.replace("actor: seller", "actor: shop")
            .replace("from: seller-received", "from: got-back")
            .replace('["test-law#29"]', '["test-law#29", "test-law#99"]')
        ),
        [
            f"{PLACE}:16: deadlines[1].actor: “shop”不在 vocab.yml 的 actors 里。可用的：{ACTORS}",
            f"{PLACE}:17: deadlines[1].from: “got-back”不在 vocab.yml 的 events 里。可用的：{EVENTS}",
            f"{PLACE}:21: deadlines[1].laws[1]: 没有条文 test-law#99。条号写错了就改，没写错的先在 docs/_data/laws/test-law.yml 里写这一条",
        ],
    ),
    "a number that no cited article gives": (
        "scenarios/return.yml",
        with_own(OWN.replace("n: 7", "n: 10")),
        [f"{PLACE}:18: deadlines[1].within: 所引条文的要点里没有“10日”（test-law#29）。对照条文改数字或单位，或引写着它的那一条"],
    ),
    "a unit that no cited article gives": (
        "scenarios/return.yml",
        with_own(OWN.replace("unit: day", "unit: workday")),
        [f"{PLACE}:18: deadlines[1].within: 所引条文的要点里没有“7个工作日”（test-law#29）。对照条文改数字或单位，或引写着它的那一条"],
    ),
    "an extension that no cited article gives": (
        "shared-deadlines.yml",
        SHARED.replace("    note:", '    extend: {n: 3, unit: workday, when: "批准"}\n    note:'),
        [f"{FILE}:9: deadlines[0].extend: 所引条文的要点里没有“3个工作日”（test-law#25、test-law#27）。对照条文改数字或单位，或引写着它的那一条"],
    ),
    "a move for which no article is cited": (
        "shared-deadlines.yml",
        SHARED.replace(', "test-law#27"', ""),
        [f"{FILE}:7: deadlines[0].roll: roll: holiday 要引写着“法定休假日”顺延的那一条；条文没有写顺延的，写 roll: none"],
    ),
    "a move by statutory holidays with the article of the other": (
        "shared-deadlines.yml",
        SHARED.replace("roll: holiday", "roll: statutory"),
        [f"{FILE}:7: deadlines[0].roll: roll: statutory 要引写着“法定节假日”顺延的那一条；条文没有写顺延的，写 roll: none"],
    ),
    "a working day that moves": (
        "scenarios/return.yml",
        with_own(OWN.replace("unit: day", "unit: workday").replace("roll: none", "roll: holiday").replace("#29", "#26")),
        [f"{PLACE}:19: deadlines[1].roll: 个工作日的最后一日不会落在休息日上，写 roll: none"],
    ),
    "a safe day of somebody else's clock": (
        "scenarios/return.yml",
        with_own(OWN.replace("    roll: none\n", "    roll: none\n    safe: true\n")),
        [f"{PLACE}:20: deadlines[1].safe: safe 只用在读者自己的（actor: buyer）、会顺延的期限上。删去它"],
    ),
    "one article rolled in two ways": (
        "scenarios/return.yml",
        with_own(OWN.replace("#29", "#25").replace("from: seller-received", "from: received")),
        [
            f"{PLACE}:19: deadlines[1].roll: roll 写的是 none，{FILE}:2 按同一条（test-law#25）写的是 holiday。照条文统一成一种",
        ],
    ),
    "a shared clock written out once more": (
        "scenarios/return.yml",
        with_own(
            OWN.replace("#29", "#25")
            .replace("from: seller-received", "from: received")
            .replace("actor: seller", "actor: buyer")
            .replace("roll: none", "roll: holiday")
            .replace('["test-law#25"]', '["test-law#25", "test-law#27"]')
        ),
        [
            f"{PLACE}:14: deadlines[1]: 和 {FILE}:2 是同一个期限（7日，test-law#25）。改成 {{shared: send-notice}}，有不同的话写在 label、note、if_missed、then 里"
        ],
    ),
    "one clock in one situation twice": (
        "scenarios/return.yml",
        with_own(OWN + OWN.replace("own-clock", "own-again")),
        [f"{PLACE}:22: deadlines[2]: 和 {PLACE}:14 是同一个期限（7日，test-law#29）。把它移到 docs/_data/shared-deadlines.yml，两处都写 shared"],
    ),
    "two shared clocks that are one": (
        "shared-deadlines.yml",
        SHARED + SHARED.removeprefix("deadlines:\n").replace("id: send-notice", "id: notice-again"),
        [
            f"{FILE}:13: deadlines[1]: 和 {FILE}:2 是同一个期限（7日，test-law#25）。留一个",
            f"{FILE}:13: deadlines[1].id: 没有场景引用“notice-again”，也没有文字写 [[clock:notice-again]]。用上它，或删去它",
        ],
    ),
    "a way on that is not there": (
        "shared-deadlines.yml",
        SHARED.replace("    laws:", '    then: {do: "看怎么退", scenario: retrun}\n    laws:'),
        [f"{FILE}:11: deadlines[0].then.scenario: 没有场景“retrun”。你是不是要写 return？"],
    ),
    "a way on of a situation's own that is not there": (
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", '{shared: send-notice, then: {do: "写信", letter: notice}}'),
        [f"{PLACE}:13: deadlines[0].then.letter: 没有文书“notice”。先建它，或改成已有的"],
    ),
    "a way on to two places": (
        "shared-deadlines.yml",
        SHARED.replace("    laws:", '    then: {do: "看怎么退", scenario: return, step: evidence}\n    laws:'),
        [f"{FILE}:11: deadlines[0].then: 下一步要有且只有一个去处（scenario、letter、channel、excuse、question、step 之一）"],
    ),
    "a way on that leads to where the reader is": (
        "shared-deadlines.yml",
        SHARED.replace("    laws:", '    then: {do: "看怎么退", scenario: return}\n    laws:'),
        [f"{PLACE}:13: deadlines[0]: 过了期的“发出退货通知”指回这一页自己。在这里写 then，换一个去处"],
    ),
    "a rule that ends before it begins": (
        "shared-deadlines.yml",
        SHARED.replace("    note:", '    applies: {from: "2026-01-01", until: "2025-12-31"}\n    note:'),
        [f"{FILE}:9: deadlines[0].applies.until: 这条规定2026-01-01起适用，却在2025-12-31就完了。看 from 和 until 是不是写反了"],
    ),
    "a headline that is no clock of the page": (
        "scenarios/return.yml",
        SCENARIO.replace("headline: send-notice", "headline: send-notise"),
        [f"{PLACE}:14: headline: 没有期限“send-notise”。你是不是要写 send-notice？"],
    ),
    "a page for which nobody chose": (
        "scenarios/return.yml",
        SCENARIO.replace("headline: send-notice\n", ""),
        [
            f"{PLACE}:1: 缺少“headline”。页首的日子由人选，没有默认的：写最压着这位读者的期限的 id；"
            '证据或钱先没的，写 {today: "存下监控，请店家书面答应保存"}；放哪个日子都会误导的，写 none'
        ],
    ),
    "a sentence that gives another number": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能。收到之日起10日内可以退。"'),
        [
            "docs/_data/faqs/online.yml:5: questions[0].answer: 这句说的是“发出退货通知”，是7日，句子里却没有这个数。"
            "改数字，或写 [[clock:send-notice]]；说的是别的事，就在 shared-deadlines.yml 的 unlike 里写明为什么"
        ],
    ),
    "an exception that excepts nothing": (
        "shared-deadlines.yml",
        SHARED + '    unlike:\n      - {text: "收到之日起10日内可以退", why: "别的规定"}\n',
        [f"{FILE}:14: deadlines[0].unlike[0]: 没有用得上这个例外的句子（“收到之日起10日内可以退”）。删去它"],
    ),
    "a mark of an unknown clock": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能，[[clock:sent-notice]]。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 没有期限“sent-notice”。你是不是要写 send-notice？"],
    ),
    "a mark of a clock that nobody wrote": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能，[[clock:x]]。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 没有期限“x”。先在 docs/_data/shared-deadlines.yml 里写它，或直接写出数字"],
    ),
    "a mark of an extension that is not there": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能，[[clock:send-notice/extend]]。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 期限“send-notice”没有写延长。去掉 /extend，或在 shared-deadlines.yml 里写 extend"],
    ),
    "half a mark": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能，[[clock:send-notice。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: [[clock:…]] 没有写完整。写成 [[clock:期限的id]]，如 [[clock:mediation]]"],
    ),
    "a bracket too many before a mark": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能，[[[clock:send-notice]]。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: [[clock:…]] 外面多了一个方括号，会照样印出来。删去多的那个"],
    ),
    "a bracket too many behind a mark": (
        "faqs/online.yml",
        QUESTION.replace('"能。"', '"能，[[clock:send-notice]]]。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: [[clock:…]] 外面多了一个方括号，会照样印出来。删去多的那个"],
    ),
    "a mark in other people's words": (
        "faqs/online.yml",
        QUESTION.replace('"能退吗？"', '"[[clock:send-notice]]能退吗？"'),
        ["docs/_data/faqs/online.yml:3: questions[0].question: 这里不能写 [[clock:…]]：这是别人的话。直接写出数字"],
    ),
    "a mark in a gist": (
        "laws/test-law.yml",
        (LAW + ARTICLES).replace("收到之日起7日内可以退。", "收到之日起7日内可以退，[[clock:send-notice]]。"),
        ["docs/_data/laws/test-law.yml:15: articles.25.gist: 这里不能写 [[clock:…]]：条文要点和词表是源头。直接写出数字"],
    ),
    "a year of hours": (
        "shared-deadlines.yml",
        SHARED.replace("n: 7, unit: day", "n: 721, unit: hour"),
        [f"{FILE}:6: deadlines[0].within: 721小时太长：最多写720。看是不是多打了数字，或者写错了单位（unit）"],
    ),
    "no time at all": (
        "shared-deadlines.yml",
        SHARED.replace("n: 7", "n: 0"),
        [f"{FILE}:6: deadlines[0].within.n: 0太小。最小写1"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_rule_has_its_message(clocks, name):
    where, text, expected = CASES[name]
    write(clocks, where, text)
    assert problems(clocks) == expected


@pytest.mark.parametrize(("unit", "most"), [("hour", 720), ("day", 3650), ("workday", 365), ("month", 240), ("year", 30)])
def test_a_number_has_an_end(unit, most):
    assert Within(n=most, unit=unit).n == most
    with pytest.raises(ValueError, match=f"最多写{most}"):
        Within(n=most + 1, unit=unit)


def test_a_wrong_clock_still_lends_its_id(clocks):
    """One fault in the file of clocks is one problem: neither the references nor the sentences are told to be wrong."""
    write(clocks, "shared-deadlines.yml", SHARED.replace("roll: holiday", "roll: sometimes"))
    write(clocks, "faqs/online.yml", QUESTION.replace('"能。"', '"能，[[clock:send-notice]]内。"'))
    assert problems(clocks) == [f"{FILE}:7: deadlines[0].roll: “sometimes”不在可选范围。改成其中一个：'none'、'holiday'、'statutory'"]
    write(clocks, "shared-deadlines.yml", "deadlines: [")
    assert [p.split(": ")[0] for p in problems(clocks)] == [f"{FILE}:2"]


def test_a_sentence_that_is_excepted(clocks):
    write(clocks, "faqs/online.yml", QUESTION.replace('"能。"', '"收到之日起10日内可以退，是商家自己写的。"'))
    write(clocks, "shared-deadlines.yml", SHARED + '    unlike:\n      - {text: "是商家自己写的", why: "更长的承诺"}\n')
    assert problems(clocks) == []


@pytest.mark.parametrize(
    "text",
    [
        "能。收到4月15日发的货，可以退。",
        "能。收到第8日还可以退。",
        "能。收到后8个工作日可以退。",
        "能。收到后7日内可以退。",
        "能。收到后可以退。10日是处罚线。",
    ],
)
def test_what_is_no_other_number(clocks, text):
    """A date, an ordinal, another unit, another sentence: none of them says anything about the clock."""
    write(clocks, "faqs/online.yml", QUESTION.replace('"能。"', f'"{text}"'))
    assert problems(clocks) == []


def test_a_handwritten_page_is_read_too(clocks):
    (clocks / "docs" / "index.md").write_text('---\ntitle: "首页"\n---\n收到之日起10日内可以退。\n', encoding="utf-8")
    assert problems(clocks) == [
        "docs/index.md:4: 这句说的是“发出退货通知”，是7日，句子里却没有这个数。"
        "改数字，或写 [[clock:send-notice]]；说的是别的事，就在 shared-deadlines.yml 的 unlike 里写明为什么"
    ]


def test_a_mark_becomes_plain_text(clocks):
    write(
        clocks,
        "shared-deadlines.yml",
        SHARED.replace("    note:", '    extend: {n: 15, unit: workday, when: "批准"}\n    note:').replace('#25", "', '#25", "test-law#26", "'),
    )
    write(clocks, "faqs/online.yml", QUESTION.replace('"能。"', '"[[clock:send-notice]]内，可以延长[[clock:send-notice/extend]]。"'))
    book, found = load(clocks)
    assert found == []
    assert book.questions["can-return"][1].answer == "7日内，可以延长15个工作日。"
    assert book.documents["faqs", "online"].clocks == {"send-notice"}


def test_the_next_reading_has_the_next_number(clocks):
    """A preview reads again what an editor changed and keeps the rest: a file that only refers to a clock must follow it."""
    write(clocks, "faqs/online.yml", QUESTION.replace('"能。"', '"能，[[clock:send-notice]]内。"'))
    for n in (7, 15, 7):
        write(clocks, "shared-deadlines.yml", SHARED.replace("n: 7", f"n: {n}"))
        book, found = load(clocks)
        assert found == []
        assert book.questions["can-return"][1].answer == f"能，{n}日内。"


def test_a_reference_is_the_clock_with_more_words(clocks):
    write(
        clocks,
        "scenarios/return.yml",
        SCENARIO.replace("{shared: send-notice}", '{shared: send-notice, id: notice, label: "主商品：发通知", laws: ["test-law#29"]}'),
    )
    book, found = load(clocks)
    assert found == []
    shared = book.shared_deadlines["send-notice"]
    (placed,) = book.placed_clocks_of("return")
    assert placed.shared == "send-notice"
    assert placed.path == ("deadlines", 0)
    record = placed.record
    assert (record.id, record.label, record.note, record.if_missed) == ("notice", "主商品：发通知", shared.note, shared.if_missed)
    assert record.laws == ["test-law#25", "test-law#27", "test-law#29"]
    for key in ("actor", "from_", "within", "roll", "safe", "extend", "applies"):
        assert getattr(record, key) == getattr(shared, key), key


def test_seventeen_days_are_not_seven():
    assert states("收到之日起7日内", Within(n=7, unit="day"))
    for text in ("17日内", "7个工作日内", "0.7日", "七日内", "7天"):
        assert not states(text, Within(n=7, unit="day")), text


# ------------------------------------------------------------- the handbook


def test_one_change_changes_every_page(tmp_path, book):
    """One file is touched; every situation that refers to the clock, and every sentence that speaks of it, has the new number."""
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "docs" / "_data", copy / "docs" / "_data")
    path = copy / "docs" / "_data" / "shared-deadlines.yml"
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(r"(- id: complaint-decision\n(?:.*\n)*?    within: \{n: )7", r"\g<1>9", text, count=1)
    assert count == 1
    path.write_text(changed, encoding="utf-8")
    new, found = load(copy)
    assert found == []

    users = [(s, i) for s in book.scenarios for i, c in enumerate(book.placed_clocks_of(s)) if c.shared == "complaint-decision"]
    assert len(users) >= 50
    for scenario, i in users:
        assert book.clocks_of(scenario)[i].within.text() == "7个工作日"
        assert new.clocks_of(scenario)[i].within.text() == "9个工作日", scenario

    sources = {d.file: (ROOT / d.file).read_text(encoding="utf-8") for d in new.documents.values()}
    marked = {file: text.count("[[clock:complaint-decision]]") for file, text in sources.items()}
    assert sum(marked.values()) >= 50
    for key, document in new.documents.items():
        before, after = (str(b.documents[key].value).count("9个工作日") for b in (book, new))
        assert after - before == marked[document.file], document.file

    gists = [str(p) for p in check(new) if "所引条文的要点里没有“9个工作日”" in p.message]
    line = changed[: re.search(r"within: \{n: 9,", changed).start()].count("\n") + 1
    assert gists == [
        f"docs/_data/shared-deadlines.yml:{line}: deadlines[{list(new.shared_deadlines).index('complaint-decision')}].within: 所引条文的要点里没有“9个工作日”"
        "（market-complaint-measures#15、market-complaint-measures#45、consumer-rights-law#46）。对照条文改数字或单位，或引写着它的那一条"
    ]


def test_the_rolls_are_the_statutes(book):
    """民法典203条 for civil periods, 民事诉讼法85条 for the court's, 令121号45条 for mediation; the drifted pairs are one clock each."""
    clocks = book.shared_deadlines
    by_basis = {"civil-code#203": "holiday", "civil-procedure-law#85": "holiday", "market-complaint-measures#45": "statutory"}
    for clock in clocks.values():
        if clock.within.unit in ("day", "month", "year"):
            rolls = {by_basis[citation] for citation in clock.laws if citation in by_basis} or {"none"}
            assert rolls == {clock.roll}, clock.id
    assert clocks["mediation"].roll == "statutory"
    assert clocks["seller-refund"].roll == "holiday"
    assert (clocks["send-notice"].roll, clocks["send-notice"].safe) == ("holiday", True)
    shared = {(s, c.shared) for s in book.scenarios for c in book.placed_clocks_of(s)}
    assert {("injury-on-site", "judicial-confirmation"), ("refund-delay", "judicial-confirmation")} <= shared
    assert {("quality-defect", "product-defect"), ("food-safety", "product-defect")} <= shared


def test_who_has_to_be_known(book):
    """产品质量法45条 counts from knowing the harm alone; 民法典188条 from knowing it and who answers for it."""
    clocks = book.shared_deadlines
    assert {id_: clock.from_ for id_, clock in clocks.items() if clock.from_ in ("harm-known", "right-known")} == {
        "product-defect": "harm-known",
        "limitation": "right-known",
    }


def test_a_clock_stands_in_few_files(book):
    """316 clocks of the situations were 105; what is used twice is written once."""
    own = [c for s in book.scenarios for c in book.placed_clocks_of(s) if c.shared is None]
    assert len(own) <= 10, [c.record.id for c in own]
    assert not [c.record.id for c in own if c.record.safe and c.record.actor != "buyer"]
