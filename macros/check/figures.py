"""What a text says in figures stands in what its record cites: days that are not working days, no nought too many, how many times, which percentage,
which article. A slip there reads well and costs a reader the case.

Only what cannot be right is told: a number with its unit that no cited gist gives, where a cited gist gives the same number with the unit that it is mistaken
for, or a tenth of it. A number that no gist speaks of at all may be an example, a price, or another rule: no check can know.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from macros import spoken
from macros.book import Document, Path_
from macros.check.clocks import NOT_OURS, SENTENCE, gist
from macros.check.fit import named
from macros.check.report import Report
from macros.check.words import NAMED
from macros.links import article_label

# what reckons by itself (check/desk.py), tells what was before, or is the vocabulary of the others
ELSEWHERE = spoken.SOURCES | {"sums", "log", "changes"}
FIGURE = re.compile(r"\d(?:个?工作日|日|个?小时|个月|元|%)|倍|《")
TIMED = re.compile(r"(?<![\d.月第])(\d+)(个工作日|日|个?小时|个月|元)")
MISTAKEN = {"日": ("个工作日", "小时"), "个工作日": ("日",), "小时": ("日",), "个小时": ("日",)}  # what each is mistaken for
CHINESE = {"两": "2", **{word: str(i) for i, word in enumerate("一二三四五六七八九十", 1)}}
TIMES = re.compile(r"(\d+|[一二两三四五六七八九十])倍")
PERCENT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)%")
FORMER = re.compile(r"旧规|当时|那时")  # a sentence on what was the law
ASKED = re.compile(r"请[^，。；]*$")  # 请在3日内答复: what the reader asks for, no rule


class Text(NamedTuple):
    """A text of ours where it stands, and the articles behind it: its record's, and those of a shared clock that the record adds to."""

    document: Document
    kind: str
    path: Path_
    text: str
    laws: tuple[str, ...]


def texts(report: Report) -> list[Text]:
    """Every text with a figure in it that is ours."""
    found = []
    for (kind, _), document in report.book.documents.items():
        for path, text in report.matching(document, FIGURE) if kind not in ELSEWHERE else ():
            if path and not NOT_OURS.intersection(path):
                laws = _cited(document.value, path)
                found.append(Text(document, kind, path, text, (*laws, *_shared(report, document, path)) if laws else ()))
    return found


def _cited(value: Any, path: Path_) -> list[str]:
    """What the record that a text stands in cites: the nearest `laws` above it."""
    laws: list[str] = []
    for part in path:
        own = value.get("laws") if isinstance(value, dict) else None
        if isinstance(own, list) and own and all(isinstance(one, str) for one in own):
            laws = own
        value = value[part]
    return laws


class Gists:
    """The gists that a text stands on, put together once for all that cite the same."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.known: dict[tuple[str, ...], str] = {}
        self.shares: dict[tuple[re.Pattern[str], tuple[str, ...]], dict[str, str]] = {}

    def of(self, one: Text) -> str:
        """All of them; empty where one is not there, which is told already, and for a platform's own rule, which no law gives."""
        if not one.laws or (one.kind == "platform" and one.path[0] == "points" and "law" not in one.path):
            return ""
        if one.laws not in self.known:
            gists = [gist(self.report, citation) for citation in one.laws]
            self.known[one.laws] = "\n".join(gists) if all(gists) else ""
        return self.known[one.laws]

    def shares_of(self, speaks: re.Pattern[str], one: Text) -> dict[str, str]:
        """The multiples or percentages that they give."""
        key = speaks, one.laws
        if key not in self.shares:
            self.shares[key] = _shares(speaks, self.of(one))
        return self.shares[key]


def _shared(report: Report, document: Document, path: Path_) -> list[str]:
    """What a situation's reference to a shared clock adds to: the clock's own articles."""
    if path[0] != "deadlines" or not isinstance(document.value.get("deadlines"), list) or len(path) < 2:
        return []
    entry = document.value["deadlines"][path[1]]
    shared = entry.get("shared") if isinstance(entry, dict) else None
    clock = report.book.shared_deadlines.get(shared) if isinstance(shared, str) else None
    return clock.laws if clock else []


def gives(text: str, number: str, unit: str) -> bool:
    """Does a text give this number with this unit?"""
    return re.search(rf"(?<![\d.]){number}{re.escape(unit)}", text) is not None


def units(report: Report, one: Text, gists: str) -> None:
    """日 is not 个工作日, and 500元 are not 5000元."""
    put_in = one.document.spoken.get(one.path, set())
    for sentence in SENTENCE.findall(one.text):
        for mark in TIMED.finditer(sentence):
            number, unit = mark[1], mark[2]
            if mark[0] in put_in or gives(gists, number, unit) or gives(gists, number, unit.removeprefix("个")) or FORMER.search(sentence):
                continue
            law = "、".join(one.laws[:3])
            other = next((o for o in MISTAKEN.get(unit, ()) if gives(gists, number, o)), None)
            if other and not gives(sentence, number, other) and not ASKED.search(sentence[: mark.start()]):
                remedy = f"对照条文改对；说的是另一件事，就引写着“{mark[0]}”的那一条"
                report.say(one.document, one.path, f"这里是“{mark[0]}”，所引条文的要点里是“{number}{other}”（{law}）。{remedy}")
            elif number.endswith("0") and len(number) > 1 and gives(gists, number[:-1], unit):
                remedy = "多打了一个0就删去；说的是另一个数，就引写着它的那一条"
                report.say(one.document, one.path, f"这里是“{mark[0]}”，所引条文的要点里是“{number[:-1]}{unit}”（{law}）。{remedy}")


def shares(report: Report, one: Text, gists: Gists) -> None:
    """How many times and how many percent are those of the cited articles, where these speak of any."""
    for speaks in (TIMES, PERCENT):
        if not speaks.search(one.text):
            continue
        law = gists.shares_of(speaks, one)
        for number, words in _shares(speaks, one.text).items() if law else ():
            sentence = next(s for s in SENTENCE.findall(one.text) if words in s)
            if number not in law and not FORMER.search(sentence):
                known, cited = "、".join(sorted(law.values())), "、".join(one.laws[:3])
                remedy = "对照条文改对；说的是另一条规定，就把那一条也引上"
                report.say(one.document, one.path, f"这里是“{words}”，所引条文的要点里是{known}（{cited}）。{remedy}")


def _shares(speaks: re.Pattern[str], text: str) -> dict[str, str]:
    """Number → the words that give it: {'3': '三倍'}."""
    return {CHINESE.get(mark[1], mark[1]): mark[0] for mark in speaks.finditer(text)}


def articles(report: Report, one: Text) -> None:
    """《…》第…条 in a text is one of the articles that its record cites; in what a situation gives to send, one that the page cites anywhere."""
    book = report.book
    marks = [mark[0] for mark in NAMED.finditer(one.text)]
    decides = _deciding(report, one) if marks and one.path[-1] == "label" else set()
    if not marks or (one.path[-1] == "label" and not decides) or not (one.laws or one.kind == "scenario"):
        return  # a label that is for no dispute of its own is what an office decides by, not what the letter stands on
    cited = (set(one.laws) or _page(report, Path(one.document.file).stem)) | decides
    for citation in sorted(set().union(*(named(book, mark) for mark in marks)) - cited):
        law, _, article = citation.partition("#")
        if law in book.laws and article in book.laws[law].articles:  # what is not there is told already
            remedy = "改对条号；引得对的，把它写进 laws" if one.laws else "改对条号；引得对的，在这一页的权利或者步骤里引上它，读者才点得开"
            report.say(one.document, one.path, f"写了《{book.laws[law].short}》{article_label(article)}，这里却没有引用它（{citation}）。{remedy}")


def _deciding(report: Report, one: Text) -> set[str]:
    """The articles that decide the disputes which an option is for; of an option that is for all, none."""
    option: Any = one.document.value
    for key in one.path[:-1]:
        option = option[key]
    own = option.get("disputes") or []
    return {law for dispute in report.book.vocab.disputes if dispute.id in own for law in dispute.laws}


def _page(report: Report, scenario: str) -> set[str]:
    """Every article that a situation's page cites: its own, those of its steps, clocks, letters and of what it answers to excuses."""
    book = report.book
    record = book.scenarios.get(scenario)
    if record is None:
        return set()
    found = {text for path, text in report.texts(report.document("scenario", scenario)) if path[-2:-1] == ("laws",)}
    for step in book.steps_of(scenario):
        found |= set(step.record.laws)
    for clock in book.clocks_of(scenario):
        found |= set(clock.laws)
    for excuse in record.excuses:
        found |= set(book.answer_in(excuse, scenario).laws) if excuse in book.excuses else set()
    for letter in record.letters:
        found |= set(book.letters[letter].laws) if letter in book.letters else set()
    return found


def figures(report: Report) -> None:
    """Every text of ours against what its record cites."""
    gists = Gists(report)
    for one in texts(report):
        if behind := gists.of(one):
            units(report, one, behind)
            shares(report, one, gists)
        if behind or not one.laws:
            articles(report, one)


RULES = (figures,)
