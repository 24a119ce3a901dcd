"""What every rule uses: a report that collects problems, and the few questions that are asked of ids, words, dates and citations."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Container, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from macros.book import Document, Handbook, Path_, place
from macros.kinds import KINDS, PAGES, REGISTRY, files
from macros.problem import Problem, suggest
from macros.read import decoded
from macros.text import LINE_END

# up to so many places are told one by one when they refer to something that is not there
FEW = 3


def texts(value: Any) -> list[tuple[Path_, str]]:
    """Every text of a plain value with its path."""
    found: list[tuple[Path_, str]] = []

    def walk(value: Any, path: Path_) -> None:
        if isinstance(value, str):
            found.append((path, value))
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                walk(inner, (*path, i))

    walk(value, ())
    return found


def nearest_article(article: str, articles: Collection[str]) -> str | None:
    """The article that a number beyond the law's last one was meant for: one figure too many, and only one way to take it away.
    A number within the law is rather an article that nobody has written yet: '250' of a law with 1260 articles is not '50'."""
    if not article.isdigit() or any(int(a.split("-")[0]) >= int(article) for a in articles):
        return None
    near = {article[:i] + article[i + 1 :] for i in range(len(article))} & set(articles)
    return near.pop() if len(near) == 1 else None


class Known(NamedTuple):
    """The ids of one kind of record. `present`: ids that are there but whose file is itself wrong: no second message for those."""

    ids: Collection[str]
    word: str
    present: Container[str]


class Report:
    """Collects problems. `today` decides which dates are still to come."""

    def __init__(self, book: Handbook, today: dt.date) -> None:
        self.book = book
        self.today = today
        self.found: list[Problem] = []
        self._texts: dict[str, list[tuple[Path_, str]]] = {}
        self._matching: dict[tuple[str, re.Pattern[str]], list[tuple[Path_, str]]] = {}
        self._absent: dict[str, list[tuple[Problem, str, str]]] = {}
        # by the names that data use for the kind of a target; cases and changes are nobody's, but they have addresses
        self.records: dict[str, Known] = {
            target.name: Known(getattr(book, target.attribute), target.word, (book.present if target.file else book.lent)[kind.name])
            for kind in REGISTRY
            for target in kind.targets
        } | {
            "case": Known(book.cases, KINDS["cases"].word, book.lent["cases"]),
            "change": Known(book.changes, KINDS["changes"].word, book.lent["changes"]),
        }

    def texts(self, document: Document) -> list[tuple[Path_, str]]:
        """Every text of a data file with its path; several rules read them all."""
        if document.file not in self._texts:
            self._texts[document.file] = texts(document.value)
        return self._texts[document.file]

    def matching(self, document: Document, pattern: re.Pattern[str]) -> list[tuple[Path_, str]]:
        """Every text of a data file in which a pattern is found, with its path."""
        key = document.file, pattern
        if key not in self._matching:
            self._matching[key] = [(path, text) for path, text in self.texts(document) if pattern.search(text)]
        return self._matching[key]

    @cached_property
    def pages(self) -> list[tuple[Path, str, str | None]]:
        """(path, name for problems, macro of the stub or None) of every page, in order."""
        docs = self.book.root / "docs"
        macros = {page.folder: page.macro for page in PAGES.values()}
        found = files(docs, "**/*.md")
        stubs = [macros.get(path.relative_to(docs).parent.as_posix()) if path.stem != "index" else None for path in found]
        return [(path, path.relative_to(self.book.root).as_posix(), stub) for path, stub in zip(found, stubs, strict=True)]

    @cached_property
    def rows(self) -> list[tuple[str, int, str]]:
        """(page, line, row) of all that is written in pages by hand. A page that cannot be read has none: check/written.py tells why."""
        return [
            (file, line, row)
            for path, file, stub in self.pages
            if not stub and (text := decoded(path, file)[0])
            for line, row in enumerate(LINE_END.split(text), 1)
        ]

    def document(self, kind: str, name: str | None = None) -> Document:
        """The data file of a kind; for a kind of one file its name is the kind's."""
        found = self.book.documents.get((kind, name or kind))
        return found or Document(f"docs/_data/{name or kind}.yml", None)

    def say(self, document: Document, path: Path_, message: str) -> None:
        """Adds a problem at a place of a file."""
        self.found.append(Problem(document.file, document.line(path), place(path), message))

    def absent(self, document: Document, path: Path_, message: str, remedy: str, often: str, about: str = "") -> None:
        """Something that a text refers to is not there. What many refer to was rather renamed or lost than miswritten everywhere: then it
        is told once, with `often` for its remedy. `about`: what makes two of them the same, where the message says more than that."""
        told = Problem(document.file, document.line(path), place(path), f"{message}。{remedy}")
        self._absent.setdefault(about or message, []).append((told, message, often))

    def problems(self) -> list[Problem]:
        """All that was found, in the order of files and lines."""
        found = list(self.found)
        for places in self._absent.values():
            if len(places) <= FEW:
                found += [told for told, _, _ in places]
                continue
            (first, message, often), *rest = sorted(places)
            where = "、".join(f"{told.file}:{told.line}" for told, _, _ in rest[:FEW])
            more = f"{message}，用到它的有{len(places)}处（还有 {where}{'等' * (len(rest) > FEW)}）。{often}"
            found.append(Problem(first.file, first.line, first.where, more))
        return sorted(found)

    def cited(self, document: Document, path: Path_, citations: list[str]) -> None:
        """Every citation exists; a repealed one is not cited as law in force; none stands twice."""
        for i, citation in enumerate(citations):
            self.citation(document, (*path, i), citation)
        for citation, count in Counter(citations).items():
            if count > 1:
                self.say(document, path, f"{citation} 在同一处引用了{count}次。留一个")

    def citation(self, document: Document, path: Path_, citation: str) -> None:
        """One citation: its law and article exist, and the law has not ended."""
        law_id, _, article = citation.partition("#")
        law = self.book.laws.get(law_id)
        file = f"docs/_data/laws/{law_id}.yml"
        if law is None:
            if law_id not in self.book.present["law"]:
                remedy = self.renamed("law", law_id) or suggest(law_id, self.book.laws) or "先在 docs/_data/laws/ 里建这部法律"
                often = self.renamed("law", law_id) or f"文件改过名就把名字改回来（id 不改）；误删了就把 {file} 补回来"
                self.absent(document, path, f"没有法律“{law_id}”", remedy, often)
        elif law.until and dt.date.fromisoformat(law.until) <= self.today:
            instead = f"改引现行的 {law.replaced_by}" if law.replaced_by else "改引现行的规定"
            often = f"{instead}；其实没有废止的，把 {file} 的 until 改回 null"
            self.absent(document, path, f"{citation} 已在{law.until}废止", instead, often, about=f"{law_id} 已废止")
        elif article not in law.articles:
            near = nearest_article(article, law.articles)
            remedy = f"你是不是要写 {law_id}#{near}？" if near else f"条号写错了就改，没写错的先在 {file} 里写这一条"
            self.absent(document, path, f"没有条文 {citation}", remedy, f"条号改过就改回来，误删了就在 {file} 里补回来；没写过的先写这一条")

    def readable(self, citations: list[str]) -> bool:
        """Can every law that is cited be read? What one with a fault of its own says is not known, so nothing is held against it."""
        return all(citation.partition("#")[0] in self.book.laws for citation in citations)

    def renamed(self, kind: str, id_: str | None) -> str:
        """What to write where an id is meant that is another now; empty where it was none."""
        now = next((entry.now for entry in self.book.renamed if (entry.kind, entry.old) == (kind, id_)), "")
        return f"它改名了（renamed.yml），写 {now}" if now else ""

    def known(self, document: Document, path: Path_, id_: str | None, known: Known, now: str = "") -> None:
        """An id that another record should have. `now`: what to write in its place, where that is known."""
        if id_ is not None and id_ not in known.ids and id_ not in known.present:
            remedy = now or suggest(id_, known.ids) or "先建它，或改成已有的"
            self.absent(document, path, f"没有{known.word}“{id_}”", remedy, now or "改过名就把 id 改回来（id 不改），误删了就补回来；没有过的先建它")

    def record(self, document: Document, path: Path_, kind: str, id_: str | None) -> None:
        """An id of a record of the book, by the name of its kind."""
        self.known(document, path, id_, self.records[kind], self.renamed(kind, id_))

    def word(self, document: Document, path: Path_, word: str, list_: str) -> None:
        """A word of one of the closed lists of vocab.yml."""
        known = self.book.words[list_]
        if word not in known:
            remedy = suggest(word, known) or ("可用的：" + "、".join(sorted(known)) if known else "那里一个都没有，先补上")
            often = f"在 vocab.yml 里改过名就改回来（id 不改），误删了就补回来；没有过的先加进 {list_}"
            self.absent(document, path, f"“{word}”不在 vocab.yml 的 {list_} 里", remedy, often)

    def past(self, document: Document, path: Path_, date: str | None, what: str) -> None:
        """A day on which something was done cannot be still to come."""
        if date and dt.date.fromisoformat(date) > self.today:
            self.say(document, path, f"{what}{date}还没有到。写实际核对的那一天")

    def unique(self, document: Document, seen: dict[str, tuple[Document, Path_]], id_: str, path: Path_) -> None:
        """An id that must stand once in several lists; `seen` remembers where each stood first. Within one list check/ids.py tells it."""
        first, there = seen.setdefault(id_, (document, path))
        told = there[-1] == path[-1] == "id" and there[:-2] == path[:-2] and first is document
        if (there, first) != (path, document) and not told:
            self.say(document, path, f"id“{id_}”用了两次，第一次在 {first.file}:{first.line(there)}。改掉新加的那一个")

    def entries(self, kind: str) -> Iterator[tuple[Document, Path_, Any]]:
        """(file, place, record) for every record of a kind of one file."""
        entry = KINDS[kind]
        assert entry.attribute and entry.records
        document = self.document(kind)
        records = getattr(self.book, entry.attribute)
        places: dict[str, int] = {}
        for i, raw in enumerate(document.value[entry.records] if records else ()):  # no records: the file may be anything
            places.setdefault(raw["id"], i)
        for id_, record in records.items():
            yield document, (entry.records, places[id_]), record
