"""The only place that knows where things are. Addresses are relative to the site's root; a Linker makes them relative to a page."""

from __future__ import annotations

import posixpath

from macros.book import Handbook

STEPS = "steps/{}.html"


def article_anchor(number: str) -> str:
    return f"art-{number}"


def article_label(number: str) -> str:
    """'25' → 第25条, '12-1' → 第12条之1"""
    main, _, sub = number.partition("-")
    return f"第{main}条" + (f"之{sub}" if sub else "")


class Links:
    """Addresses relative to the site's root, with the anchor."""

    def __init__(self, book: Handbook) -> None:
        self.book = book

    def law(self, law: str) -> str:
        return f"laws/{law}.html"

    def citation(self, citation: str) -> str:
        law, _, number = citation.partition("#")
        return f"{self.law(law)}#{article_anchor(number)}"

    def scenario(self, scenario: str) -> str:
        return f"scenarios/{scenario}.html"

    def letter(self, letter: str) -> str:
        return f"letters/{letter}.html"

    def blank_letter(self, letter: str) -> str:
        return f"letters/{letter}.docx"

    def topic(self, topic: str) -> str:
        return f"faq/{topic}.html"

    def question(self, question: str) -> str:
        return f"{self.topic(self.book.questions[question][0])}#{question}"

    def excuse(self, excuse: str) -> str:
        return f"excuses/{self.book.excuses[excuse][0]}.html#{excuse}"

    def channel(self, channel: str) -> str:
        return f"channels/index.html#{channel}"

    def step(self, phase: str) -> str:
        return STEPS.format(phase)

    def platform(self, platform: str) -> str:
        return f"platforms/{platform}.html"

    def case(self, case: str) -> str:
        return f"cases.html#{case}"

    def change(self, change: str) -> str:
        return f"changes.html#{change}"

    def term(self, term: str) -> str:
        return f"glossary.html#{term}"

    def outside(self, outside: str) -> str:
        return f"about/outside.html#{outside}"

    def misconception(self, misconception: str) -> str:
        return f"misconceptions.html#{misconception}"

    def to(self, kind: str, id_: str) -> str:
        """By kind, for data that names its target's kind."""
        return getattr(self, kind)(id_)


def relative(url: str, page: str) -> str:
    """An address as seen from a page, both relative to the root: ('laws/a.html#x', 'faq/b.html') → '../laws/a.html#x'"""
    path, mark, anchor = url.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    folder = posixpath.dirname(page)
    return posixpath.relpath(path, folder or ".") + mark + anchor
