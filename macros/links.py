"""The only place that knows where things are. Addresses are relative to the site's root; a Linker makes them relative to a page."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from functools import cache

from macros import divided
from macros import model as m
from macros.book import Handbook

STEPS = "steps/{}.html"
# of a short address: no vowels, which make words, and nothing that is mistaken for another when it is read out or copied by hand
SHORT_SIGNS = "23456789bcdfghjkmnpqrstvwxyz"
SHORT_LENGTH = 4


def article_anchor(number: str) -> str:
    """'25' → art-25"""
    return f"art-{number}"


def article_label(number: str) -> str:
    """'25' → 第25条, '12-1' → 第12条之1"""
    main, _, sub = number.partition("-")
    return f"第{main}条" + (f"之{sub}" if sub else "")


class Links:
    """Addresses relative to the site's root, with the anchor."""

    SHORTENED = ("scenario", "letter")  # kinds that have short addresses: what people send to one another

    def __init__(self, book: Handbook) -> None:
        self.book = book
        front = book.vocab.front.channels
        paged = {kind.id for kind in book.vocab.channel_kinds if kind.page}
        self._case_pages = {case: page for page, cases in divided.cases(book).items() for case in cases}
        self._log_pages = {entry: page for page, entries in divided.log(book).items() for entry in entries}
        self._topic_pages = {topic: page for page, topic in divided.situations(book).items()}
        self._paged = {id_ for id_, door in book.channels.items() if door.kind in paged and id_ not in front}

    def law(self, law: str) -> str:
        """The page of a law."""
        return f"laws/{law}.html"

    def part_of_law(self, law: str, page: str) -> str:
        """The page of some parts of a long law."""
        return f"laws/{law}/{page}.html"

    def article_page(self, law: str, number: str) -> str:
        """The page that an article stands on: its law's, or that of its part."""
        page = self.book.laws[law].page_of(number)
        return self.part_of_law(law, page) if page else self.law(law)

    def citation(self, citation: str) -> str:
        """'consumer-rights-law#25' → the article on its page."""
        law, _, number = citation.partition("#")
        return f"{self.article_page(law, number)}#{article_anchor(number)}"

    def scenario(self, scenario: str) -> str:
        """The page of a situation."""
        return f"scenarios/{scenario}.html"

    def pack(self, scenario: str) -> str:
        """A situation's page for the printer."""
        return f"print/{scenario}.html"

    def sheets(self, scenario: str) -> str:
        """The page of the blanks of a situation's letters, for the printer."""
        return f"print/{scenario}-letters.html"

    def letter(self, letter: str) -> str:
        """The page of a letter."""
        return f"letters/{letter}.html"

    def blank_letter(self, letter: str) -> str:
        """The file of the blank letter."""
        return f"letters/{letter}.docx"

    def topic(self, topic: str) -> str:
        """The page of a question topic."""
        return f"faq/{topic}.html"

    def question(self, question: str) -> str:
        """A question on its topic's page."""
        return f"{self.topic(self.book.questions[question][0])}#{question}"

    def excuse_group(self, group: str) -> str:
        """The page of a group of excuses."""
        return f"excuses/{group}.html"

    def excuse(self, excuse: str, variant: m.Variant | None = None) -> str:
        """An excuse on its group's page; where a variant answers it, the variant."""
        group, record = self.book.excuses[excuse]
        return f"{self.excuse_group(group)}#{record.anchor(variant)}"

    def channel(self, channel: str) -> str:
        """A door: on the page of its kind, or on the page of all doors, where its kind has none and where it stands first."""
        page = self.channel_kind(self.book.channels[channel].kind) if channel in self._paged else "channels/index.html"
        return f"{page}#{channel}"

    def channel_kind(self, kind: str) -> str:
        """The page of a kind of doors that has one."""
        return f"channels/{kind}.html"

    def step(self, phase: str) -> str:
        """The page of a phase."""
        return STEPS.format(phase)

    def platform(self, platform: str) -> str:
        """The page of a platform."""
        return f"platforms/{platform}.html"

    def region(self, region: str) -> str:
        """The page of a place with law of its own."""
        return f"regions/{region}.html"

    def case(self, case: str) -> str:
        """A case on the page of cases, or on the one of them that has it."""
        return f"{self._case_pages.get(case, 'cases.html')}#{case}"

    def situations(self, topic: str) -> str:
        """The situations of a topic: a part of the list of all, or a page of their own."""
        return self._topic_pages.get(topic) or f"scenarios/index.html#{topic}"

    def change(self, change: str) -> str:
        """A changed rule on its page."""
        return f"changes.html#{change}"

    def log(self, entry: str) -> str:
        """A change in the list of all changes."""
        return f"{self._log_pages.get(entry, 'about/log.html')}#{entry}"

    def term(self, term: str) -> str:
        """A term in the glossary."""
        return f"glossary.html#{term}"

    def outside(self, outside: str) -> str:
        """An entry on the page of what is not for this handbook."""
        return f"about/outside.html#{outside}"

    def misconception(self, misconception: str) -> str:
        """An entry on the page of misconceptions."""
        return f"misconceptions.html#{misconception}"

    def short(self, kind: str, id_: str) -> str:
        """A short address that leads to the same page: s/k3f9.html. It follows from the id, which never changes, so it never does either; what was given
        once is registered with the ids (short/k3f9/scenario/…)."""
        return f"s/{short_code(kind, id_)}.html"

    def shortened(self) -> Iterator[tuple[str, str]]:
        """(kind, id) of what has a short address."""
        yield from (("scenario", id_) for id_ in self.book.scenarios)
        yield from (("letter", id_) for id_ in self.book.letters)

    def pages_of(self, kind: str, id_: str) -> list[str]:
        """The files that are named after a record; none where it is a place on a page."""
        match kind:
            case "scenario":
                return [self.scenario(id_), self.pack(id_), self.sheets(id_)]
            case "letter":
                return [self.letter(id_), self.blank_letter(id_)]
            case "law" | "platform" | "region":
                return [self.to(kind, id_)]
        return []

    def moved(self) -> dict[str, str]:
        """Address that a file had under an earlier id of its record → the one it has: what leads on there for good."""
        found: dict[str, str] = {}
        for entry in self.book.renamed:
            found |= zip(self.pages_of(entry.kind, entry.old), self.pages_of(entry.kind, entry.now), strict=True)
            if entry.kind == "law":
                parts = {part.page for part in self.book.laws[entry.now].parts if part.page}
                found |= {self.part_of_law(entry.old, page): self.part_of_law(entry.now, page) for page in sorted(parts)}
        return found

    def to(self, kind: str, id_: str) -> str:
        """By kind, for data that names its target's kind."""
        return getattr(self, kind)(id_)


def short_code(kind: str, id_: str) -> str:
    """The signs of a short address, from the SHA-256 of kind/id."""
    number = int.from_bytes(hashlib.sha256(f"{kind}/{id_}".encode()).digest()[:8], "big")
    signs = []
    for _ in range(SHORT_LENGTH):
        number, rest = divmod(number, len(SHORT_SIGNS))
        signs.append(SHORT_SIGNS[rest])
    return "".join(signs)


def relative(url: str, page: str) -> str:
    """An address as seen from a page, both relative to the root: ('laws/a.html#x', 'faq/b.html') → '../laws/a.html#x'"""
    path, mark, anchor = url.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    return _way(path, posixpath.dirname(page) or ".") + mark + anchor


@cache
def _way(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder)
