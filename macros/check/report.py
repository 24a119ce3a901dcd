"""What every rule uses: a report that collects problems, and the few questions that are asked of ids, words, dates and citations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from macros.book import Document, Handbook, Path_, place
from macros.problem import Problem, suggest


def texts(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text of a plain value with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts(inner, (*path, i))
    elif isinstance(value, str):
        yield path, value


class Known(NamedTuple):
    """The ids of one kind of record. `present`: ids that are there but whose file is itself wrong: no second message for those."""

    ids: Collection[str]
    word: str
    present: Collection[str]


class Report:
    """Collects problems. `today` decides which dates are still to come."""

    def __init__(self, book: Handbook, today: dt.date) -> None:
        self.book = book
        self.today = today
        self.found: list[Problem] = []
        present = book.present
        nothing: frozenset[str] = frozenset()
        # by the names that data use for the kind of a target
        self.records: dict[str, Known] = {
            "scenario": Known(book.scenarios, "场景", present["scenario"]),
            "question": Known(book.questions, "问题", nothing),
            "topic": Known(book.faqs, "问答主题", present["faqs"]),
            "excuse": Known(book.excuses, "商家说法", nothing),
            "letter": Known(book.letters, "文书", present["letter"]),
            "channel": Known(book.channels, "渠道", nothing),
            "platform": Known(book.platforms, "平台", present["platform"]),
            "term": Known(book.glossary, "词语", nothing),
            "misconception": Known(book.misconceptions, "误传", nothing),
            "law": Known(book.laws, "法律", present["law"]),
            "outside": Known(book.outside, "不适用的事", nothing),
            "step": Known([w.id for w in book.vocab.phases], "阶段", nothing),
            "shared-step": Known(book.shared_steps, "共用步骤", nothing),
        }

    def document(self, kind: str, name: str | None = None) -> Document:
        """The data file of a kind; for a kind of one file its name is the kind's."""
        found = self.book.documents.get((kind, name or kind))
        return found or Document(f"docs/_data/{name or kind}.yml", None, {})

    def say(self, document: Document, path: Path_, message: str) -> None:
        """Adds a problem at a place of a file."""
        self.found.append(Problem(document.file, document.line(path), place(path), message))

    def cited(self, document: Document, path: Path_, citations: list[str]) -> None:
        """Every citation exists; a repealed one is not cited as law in force; none stands twice."""
        for i, citation in enumerate(citations):
            here = (*path, i)
            law_id, _, article = citation.partition("#")
            law = self.book.laws.get(law_id)
            if law is None:
                if law_id not in self.book.present["law"]:
                    self.say(document, here, f"没有法律“{law_id}”。{suggest(law_id, self.book.laws) or '先在 docs/_data/laws/ 里建这部法律'}")
                continue
            if article not in law.articles:
                near = suggest(article, law.articles)
                near = near.replace("要写 ", f"要写 {law_id}#") if near else f"先在 docs/_data/laws/{law_id}.yml 里写这一条"
                self.say(document, here, f"没有条文 {citation}。{near}")
                continue
            if law.until:
                instead = f"改引现行的 {law.replaced_by}" if law.replaced_by else "改引现行的规定"
                self.say(document, here, f"{citation} 已在{law.until}废止。{instead}")
        for citation, count in Counter(citations).items():
            if count > 1:
                self.say(document, path, f"{citation} 在同一处引用了{count}次。留一个")

    def known(self, document: Document, path: Path_, id_: str | None, known: Known) -> None:
        """An id that another record should have."""
        if id_ is not None and id_ not in known.ids and id_ not in known.present:
            self.say(document, path, f"没有{known.word}“{id_}”。{suggest(id_, known.ids) or '先建它，或删去这一处'}")

    def record(self, document: Document, path: Path_, kind: str, id_: str | None) -> None:
        """An id of a record of the book, by the name of its kind."""
        self.known(document, path, id_, self.records[kind])

    def word(self, document: Document, path: Path_, word: str, list_: str) -> None:
        """A word of one of the closed lists of vocab.yml."""
        known = self.book.words[list_]
        if word not in known:
            self.say(document, path, f"“{word}”不在 vocab.yml 的 {list_} 里。{suggest(word, known) or '可用的：' + '、'.join(sorted(known))}")

    def past(self, document: Document, path: Path_, date: str | None, what: str) -> None:
        """A day on which something was done cannot be still to come."""
        if date and dt.date.fromisoformat(date) > self.today:
            self.say(document, path, f"{what}{date}还没有到。写实际核对的那一天")

    def unique(self, document: Document, seen: dict[str, str], id_: str, path: Path_) -> None:
        """An id that must stand once; `seen` remembers where each stood first."""
        here = f"{document.file}:{document.line(path)}"
        if first := seen.get(id_):
            self.say(document, path, f"id“{id_}”用了两次，第一次在 {first}。改掉新加的那一个")
        else:
            seen[id_] = here
