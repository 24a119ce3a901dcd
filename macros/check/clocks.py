"""Clocks: each is written once, stands in the article that it cites, rolls as that article says, and prose gives its number.

A wrong deadline costs a reader the case, so every rule here is one that a person could not keep by care alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from macros import model as m
from macros import spoken
from macros.book import Document, Path_
from macros.check.report import Known, Report

# what the article that moves a last day on speaks of; gists quote it word for word
BASIS = {"holiday": "法定休假日", "statutory": "法定节假日"}
# under these keys stand other people's words, rules of the past, and what this very rule is told
NOT_OURS = spoken.QUOTED | {"before", "said", "unlike"}
SENTENCE = re.compile(r"[^。！？；\n]+")
COUNTED = re.compile(r"\d(?:个?小时|[日天年]|个工作日|个月)")  # some number with some unit
NUMBER = {  # a quantity, never a date (4月15日, 2026年) and never an ordinal (第7日)
    "hour": re.compile(r"(?<![\d第.])(\d+)(?:个?小时)"),
    "day": re.compile(r"(?<![\d月第.])(\d+)[日天]"),
    "workday": re.compile(r"(?<![\d第.])(\d+)个工作日"),
    "month": re.compile(r"(?<![\d第.])(\d+)个月"),
    "year": re.compile(r"(?<![\d第.])(\d{1,3})年"),
}


class Clock(NamedTuple):
    """A clock where it is written: whole and on its own, in shared-deadlines.yml or in the one situation that has it."""

    record: m.Deadline
    document: Document
    path: Path_

    def same(self) -> tuple[int, str, str, str]:
        """What it measures: number, unit, event, whose it is."""
        return self.record.within.n, self.record.within.unit, self.record.from_, self.record.actor

    def where(self) -> str:
        """file:line, as a message names another place."""
        return f"{self.document.file}:{self.document.line(self.path)}"


def written(report: Report) -> Iterator[Clock]:
    """Every clock once, where an editor would change it: the shared ones first."""
    for doc, path, shared in report.entries(spoken.FILE):
        yield Clock(shared, doc, path)
    for id_ in report.book.scenarios:
        doc = report.document("scenario", id_)
        for placed in report.book.placed_clocks_of(id_):
            if placed.shared is None:
                yield Clock(placed.record, doc, placed.path)
    for id_, region in report.book.regions.items():
        for i, rule in enumerate(region.rules):
            if rule.clock:
                yield Clock(rule.clock, report.document("region", id_), ("rules", i, "clock"))


def gist(report: Report, citation: str) -> str:
    """What a cited article gives; empty where the citation leads nowhere, which another rule tells."""
    law_id, _, article = citation.partition("#")
    law = report.book.laws.get(law_id)
    return law.articles[article].gist if law and article in law.articles else ""


def states(text: str, period: m.Period) -> bool:
    """Does a text give this number with this unit? 17日 does not give 7日, 7个工作日 does not either."""
    return re.search(rf"(?<![\d.]){period.n}{m.UNITS[period.unit]}", text) is not None


def known_words(report: Report) -> None:
    """Actors, events and citations of every clock are there; a rule does not end before it begins."""
    for clock in written(report):
        record, doc, here = clock.record, clock.document, clock.path
        report.word(doc, (*here, "actor"), record.actor, "actors")
        report.word(doc, (*here, "from"), record.from_, "events")
        report.cited(doc, (*here, "laws"), record.laws)
        begins, ends = record.applies.from_, record.applies.until
        if begins and ends and ends < begins:
            report.say(doc, (*here, "applies", "until"), f"这条规定{begins}起适用，却在{ends}就完了。看 from 和 until 是不是写反了")


def references(report: Report) -> None:
    """A reference is to a clock that is there, adds to it and repeats nothing of it; a situation has each id once."""
    book = report.book
    for id_, scenario in book.scenarios.items():
        doc = report.document("scenario", id_)
        seen: dict[str, tuple[Document, Path_]] = {}
        for i, entry in enumerate(scenario.deadlines):
            here: Path_ = ("deadlines", i)
            own = entry.id or (entry.shared if isinstance(entry, m.DeadlineRef) else "")
            report.unique(doc, seen, own, (*here, "id" if entry.id else "shared"))
            if not isinstance(entry, m.DeadlineRef):
                continue
            report.record(doc, (*here, "shared"), "shared-deadline", entry.shared)
            shared = book.shared_deadlines.get(entry.shared)
            if shared is None:
                continue
            if entry.id == shared.id:
                report.say(doc, (*here, "id"), f"id 和共用的一样。删去 id，只写 shared: {shared.id}")
            for key in ("label", "note", "if_missed", "then"):
                if getattr(entry, key) is not None and getattr(entry, key) == getattr(shared, key):
                    report.say(doc, (*here, key), f"{key} 和共用期限“{shared.id}”里的一样。删去这一行")
            report.cited(doc, (*here, "laws"), entry.laws)
            for j, citation in enumerate(entry.laws):
                if citation in shared.laws:
                    report.say(doc, (*here, "laws", j), f"{citation} 共用期限“{shared.id}”里已经有了。删去它")


def headlines(report: Report) -> None:
    """The clock at the top of a page is one of the page."""
    for id_, scenario in report.book.scenarios.items():
        shared = {entry.shared for entry in scenario.deadlines if isinstance(entry, m.DeadlineRef)}
        # a reference that leads nowhere is told already, and may be the very clock that is meant
        if isinstance(scenario.headline, str) and scenario.headline != "none" and shared <= set(report.book.shared_deadlines):
            ids = [entry.id or (entry.shared if isinstance(entry, m.DeadlineRef) else "") for entry in scenario.deadlines]
            report.known(report.document("scenario", id_), ("headline",), scenario.headline, Known(ids, "期限", ()))


def doors(report: Report) -> None:
    """What a clock leads to when it is over is there, and is another page than the one it stands on."""

    def there(doc: Document, path: Path_, then: m.Next | None) -> None:
        for kind, target in then.targets() if then else ():
            report.record(doc, (*path, "then", kind), kind, target)

    for doc, path, shared in report.entries(spoken.FILE):
        there(doc, path, shared.then)
    for id_, region in report.book.regions.items():
        for i, rule in enumerate(region.rules):
            there(report.document("region", id_), ("rules", i, "clock"), rule.clock.then if rule.clock else None)
    for id_, scenario in report.book.scenarios.items():
        doc = report.document("scenario", id_)
        for i, entry in enumerate(scenario.deadlines):
            there(doc, ("deadlines", i), entry.then)
        for placed in report.book.placed_clocks_of(id_):
            if placed.record.then and placed.record.then.scenario == id_:
                report.say(doc, placed.path, f"过了期的“{placed.record.label}”指回这一页自己。在这里写 then，换一个去处")


def stated(report: Report) -> None:
    """The number and unit of every clock, and of its extension, stand in an article that it cites."""
    for clock in written(report):
        gists = [text for citation in clock.record.laws if (text := gist(report, citation)) and report.readable(clock.record.laws)]
        for key, period in (("within", clock.record.within), ("extend", clock.record.extend)):
            if period is not None and gists and not any(states(text, period) for text in gists):
                report.say(
                    clock.document,
                    (*clock.path, key),
                    f"所引条文的要点里没有“{period.text()}”（{'、'.join(clock.record.laws)}）。对照条文改数字或单位，或引写着它的那一条",
                )


def rolls(report: Report) -> None:
    """What moves a last day on is what a cited article says; working days and hours need no moving; `safe` is for the reader's own clocks."""
    for clock in written(report):
        record, doc, here = clock.record, clock.document, clock.path
        word = BASIS.get(record.roll) if report.readable(record.laws) else None
        if record.within.unit in ("workday", "hour"):
            if word:
                report.say(doc, (*here, "roll"), f"{m.UNITS[record.within.unit]}的最后一日不会落在休息日上，写 roll: none")
        elif word and not any(word in gist(report, citation) for citation in record.laws):
            report.say(doc, (*here, "roll"), f"roll: {record.roll} 要引写着“{word}”顺延的那一条；条文没有写顺延的，写 roll: none")
        if record.safe and (record.actor != "buyer" or record.roll == "none"):
            report.say(doc, (*here, "safe"), "safe 只用在读者自己的（actor: buyer）、会顺延的期限上。删去它")


def same_roll(report: Report) -> None:
    """One article, one period, one event: one way of counting, wherever it is written."""
    seen: dict[tuple[str, int, str, str], Clock] = {}
    told: set[str] = set()
    for clock in written(report):
        n, unit, event, _ = clock.same()
        for citation in clock.record.laws:
            first = seen.setdefault((citation, n, unit, event), clock)
            if first.record.roll != clock.record.roll and clock.where() not in told:
                told.add(clock.where())
                report.say(
                    clock.document,
                    (*clock.path, "roll"),
                    f"roll 写的是 {clock.record.roll}，{first.where()} 按同一条（{citation}）写的是 {first.record.roll}。照条文统一成一种",
                )


def written_once(report: Report) -> None:
    """A clock in two places is one record: same period, unit, event and actor, and an article that gives this very period to both."""
    seen: dict[tuple[tuple[int, str, str, str], str], Clock] = {}
    for clock in written(report):
        for citation in clock.record.laws:
            if not states(gist(report, citation), clock.record.within):
                continue
            first = seen.setdefault((clock.same(), citation), clock)
            if first is clock:
                continue
            shared = isinstance(first.record, m.SharedDeadline)
            if shared and isinstance(clock.record, m.SharedDeadline):
                remedy = "留一个"
            elif shared:
                remedy = f"改成 {{shared: {first.record.id}}}，有不同的话写在 label、note、if_missed、then 里"
            else:
                remedy = f"把它移到 docs/_data/{spoken.FILE}.yml，两处都写 shared"
            report.say(clock.document, clock.path, f"和 {first.where()} 是同一个期限（{clock.record.within.text()}，{citation}）。{remedy}")
            break


def used(report: Report) -> None:
    """A shared clock that no situation and no sentence uses is a leftover."""
    book = report.book
    found: set[str] = set()
    for (kind, _), document in book.documents.items():
        found |= document.clocks
        if kind == "scenario":  # asked of the file, so that a situation with a fault of its own still counts as a user
            found |= {text for path, text in report.texts(document) if path[:1] == ("deadlines",) and path[-1] == "shared"}
    for doc, path, shared in report.entries(spoken.FILE):
        if shared.id not in found:
            report.say(doc, (*path, "id"), f"没有场景引用“{shared.id}”，也没有文字写 [[clock:{shared.id}]]。用上它，或删去它")


def _phrase(words: str) -> re.Pattern[str]:
    """The words of `said` as a pattern: … stands for what comes between."""
    return re.compile(".*?".join(re.escape(part) for part in words.split("…")))


def _prose(report: Report) -> Iterator[tuple[Document, Path_, str]]:
    """(document, path, text) of all that we say ourselves with a number of days or the like in it: texts of the data and the
    hand-written pages."""
    for (kind, _), document in report.book.documents.items():
        if kind in spoken.SOURCES:
            continue
        for path, text in report.matching(document, COUNTED):
            if path and not NOT_OURS.intersection(path):
                yield document, path, text
    for file, number, row in report.rows:
        if COUNTED.search(row):
            yield Document(file, None, partial(dict, [((), number)])), (), row


def prose(report: Report) -> None:
    """A sentence that speaks of a clock in its own words gives the clock's number, or is named as an exception with its reason."""
    for doc, path, clock in report.entries(spoken.FILE):
        for j, words in enumerate(clock.said):
            if len(max(words.split("…"), key=len).strip()) < 2:
                report.say(doc, (*path, "said", j), f"“{words}”几乎每一句都有。至少写两个连着的字，如“收货后…可以退”")
    speaking = [(c, [_phrase(words) for words in c.said]) for c in report.book.shared_deadlines.values() if c.said]
    # most sentences have no number or none of these words: one look tells, and the rule costs a tenth
    likely = re.compile("|".join(sorted({re.escape(max(words.split("…"), key=len)) for c, _ in speaking for words in c.said})))
    excused: dict[str, set[int]] = defaultdict(set)
    for document, where, text in _prose(report) if speaking else ():
        for sentence in SENTENCE.findall(text):
            if not (COUNTED.search(sentence) and likely.search(sentence)):
                continue
            counted = {unit: {int(n) for n in number.findall(sentence)} for unit, number in NUMBER.items()}
            for clock, phrases in speaking:
                numbers = counted[clock.within.unit]
                if not numbers or clock.within.n in numbers or not any(p.search(sentence) for p in phrases):
                    continue
                if reasons := [i for i, other in enumerate(clock.unlike) if other.text in sentence]:
                    excused[clock.id].update(reasons)
                    continue
                message = f"这句说的是“{clock.label}”，是{clock.within.text()}，句子里却没有这个数。"
                remedy = f"改数字，或写 [[clock:{clock.id}]]；说的是别的事，就在 {spoken.FILE}.yml 的 unlike 里写明为什么"
                report.say(document, where, message + remedy)
    for doc, path, clock in report.entries(spoken.FILE):
        for j, other in enumerate(clock.unlike):
            if j not in excused[clock.id]:
                report.say(doc, (*path, "unlike", j), f"没有用得上这个例外的句子（“{other.text}”）。删去它")


RULES = (known_words, references, headlines, doors, stated, rolls, same_roll, written_once, used, prose)
