"""Rules that begin or end on a day of their own: laws, their articles, what changed, clocks. What a page says of them is true on any day; how a day
stands to today the device says (docs/assets/javascripts/near.js), for a stored copy is read long after it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.book import Handbook

BEGUN = 60  # days after a rule's day that it is still told: what says “from … on” may be rewritten


class Rule(NamedTuple):
    """`kind`, `id`: law, change or shared-deadline, by its id; `number`: of an article, else empty; `day`: the first on which it is law or, where it `ends`,
    the first on which it no longer is (of a clock: the last on which it is); `place`: in its file, a path of keys; `cited`: the laws and articles of a page that it concerns."""

    kind: str
    id: str
    number: str
    day: str
    ends: bool
    place: tuple[str | int, ...]
    cited: frozenset[str]


def rules(book: Handbook) -> Iterator[Rule]:
    """Everything that begins or ends on a day."""
    for id_, law in book.laws.items():
        for key, ends in (("in_force", False), ("until", True)):
            if day := getattr(law, key):
                yield Rule("law", id_, "", day, ends, (key,), frozenset([id_]))
            for number, article in law.articles.items():
                if day := getattr(article, key):
                    yield Rule("law", id_, number, day, ends, ("articles", number, key), frozenset([f"{id_}#{number}"]))
    for i, change in enumerate(book.changes.values()):
        cited = frozenset(citation for rule in change.rules for citation in rule.laws)
        yield Rule("change", change.id, "", change.on, False, ("changes", i, "on"), cited)
    for i, clock in enumerate(book.shared_deadlines.values()):
        for day, ends in ((clock.applies.from_, False), (clock.applies.until, True)):
            if day:
                yield Rule("shared-deadline", clock.id, "", day, ends, ("deadlines", i, "applies"), frozenset(clock.laws))


def near(book: Handbook, on: dt.date) -> list[Rule]:
    """The rules whose day, on a day or for a copy of that day read later, is still to come, or came at most BEGUN days ago; without clocks, which say their
    own days themselves."""
    oldest = (on - dt.timedelta(BEGUN)).isoformat()
    return [rule for rule in rules(book) if rule.kind != "shared-deadline" and rule.day >= oldest]


def told(rules_: Iterable[Rule], laws: Iterable[str]) -> list[Rule]:
    """Which of these rules a page has to say that cites some articles, the earliest first. A change says more than the law that begins with it, which is
    left out then."""
    cited = {name for citation in laws for name in (citation, citation.partition("#")[0])}
    found = [rule for rule in rules_ if rule.cited & cited]
    changes = {(citation.partition("#")[0], rule.day) for rule in found if rule.kind == "change" for citation in rule.cited}
    return sorted((r for r in found if r.kind == "change" or r.ends or (r.id, r.day) not in changes), key=lambda rule: rule.day)
