"""[[fact:id]] in what a reader sends: a fact of his own case (facts of vocab.yml), typed once and kept on his device.

Nobody else knows it, so a page is printed with a blank in its place, 【订单号】, that the browser fills (first.js) and that stays to be seen where it is
not known. Where it may stand: what goes into a chat (`say`, `reply`). A letter has blanks of its own (macros/letters.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from macros import model as m
from macros.book import Handbook

MARK = re.compile(r"\[\[fact:([^\[\]]*)\]\]")
BEGUN = "[[fact"
# (kind of file, last key of the path) of the texts that may hold one
PLACES = frozenset({("scenario", "say"), ("shared-steps", "say"), ("excuses", "reply")})

Facts = Mapping[str, m.Word]


def allowed(kind: str, path: tuple[str | int, ...]) -> bool:
    """May the text at this place of a data file speak of the reader's facts?"""
    return (kind, path[-1] if path else "") in PLACES


def label(fact: str, facts: Facts) -> str:
    """What a blank is called: 订单号."""
    return facts[fact].short or facts[fact].title


def used(texts: Iterable[str]) -> list[str]:
    """The facts that these texts speak of, each once, in the order in which they come."""
    return list(dict.fromkeys(mark[1] for text in texts for mark in MARK.finditer(text)))


def pieces(text: str, facts: Facts) -> list[dict[str, str]]:
    """A text as runs: {text}, or {fact, label} where a fact belongs."""
    runs: list[dict[str, str]] = []
    for i, part in enumerate(MARK.split(text)):
        if i % 2:
            runs.append({"fact": part, "label": label(part, facts)})
        elif part:
            runs.append({"text": part})
    return runs


def plain(text: str, facts: Facts) -> str:
    """A text with its blanks to be seen: 订单号【订单号】."""
    return MARK.sub(lambda mark: f"【{label(mark[1], facts)}】", text)


def kinds(book: Handbook) -> dict[str, str]:
    """Fact → what it is typed as where a letter asks for it: text, date, money, tel. A day of an event is a date."""
    typed = {f.case: f.type for letter in book.letters.values() for f in letter.fields if f.case}
    return {fact: "date" if fact.startswith("dates.") else typed.get(fact, "text") for fact in book.words["facts"]}
