"""What divides itself when it is long: which pages it is divided into, and the one place that says how long that is.

A list of more than MOST rows leaves at its address a table of contents, in which every row keeps its anchor and leads on (anchors.js); what it listed
stands on pages of their own. Those are no files under docs: the build adds them where they are needed (engine.py), and draws them by the address
alone (Pages.divided). A list that is short is whole, and nothing here is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import NamedTuple

from macros.book import Handbook

# rows that still fit a page of 20 KiB, whatever their texts pack to; what is longer is divided
MOST = {
    "cases": 20,  # cases, each whole
    "situations": 250,  # the list of all situations; divided it has a page a topic
    "laws": 400,  # the list of all laws; divided it has a page a group
    "groups": 60,  # topics of questions, groups of excuses with their first rows; divided they are only named: they have pages already
    "chips": 40,  # the same as a row of chips on each of their pages; divided it names those beside the page
    "tree": 250,  # questions and ends of a tree; divided it has a page an answer of its first question
    "log": 60,  # changes, each whole; divided its own page keeps the newest
    "retorts": 450,  # what merchants say, for the letters' forms in one script; divided it has a script a group
}


class Added(NamedTuple):
    """A page that the build adds. `edit`: the file, relative to docs, that a person changes to change it."""

    address: str
    edit: str


def cases(book: Handbook) -> dict[str, list[str]]:
    """Address → the cases on it, in their order; empty where the page of all is whole. A new case comes last in its file, so that the others stay."""
    ids, most = list(book.cases), MOST["cases"]
    if len(ids) <= most:
        return {}
    return {f"cases/{at // most + 1}.html": ids[at : at + most] for at in range(0, len(ids), most)}


def log(book: Handbook) -> dict[str, list[str]]:
    """Address → the older changes on it, the newest first, as they stand in the log; empty where the page of all is whole. Counted from the oldest, so that a new
    change moves at most what stands on the page of all."""
    ids, most = list(book.log), MOST["log"]
    newest = len(ids) - (len(ids) - 1) // most * most
    starts = list(range(newest, len(ids), most))
    return {f"about/log/{len(starts) - n}.html": ids[at : at + most] for n, at in enumerate(starts)}


def situations(book: Handbook) -> dict[str, str]:
    """Address → the topic whose situations stand on it; empty where the list of all is whole."""
    if len(book.scenarios) <= MOST["situations"]:
        return {}
    found = {s.topic for s in book.scenarios.values()}
    return {f"topics/{word.id}.html": word.id for word in book.vocab.topics if word.id in found}


def laws(book: Handbook, groups: Iterable[str]) -> dict[str, str]:
    """Address → the group whose laws stand on it; empty where the list of all is whole. groups: those that have laws today (Pages.law_groups)."""
    return {} if few(book.laws, "laws") else {f"law-groups/{group}.html": group for group in groups}


class Part(NamedTuple):
    """What a page of a tree holds: `start`, the question it begins with; `nodes` and `ends`: the ids of all that it shows; `above`: the address of the
    page whose answer leads to it, empty on the tree's own page."""

    start: str
    nodes: list[str]
    ends: list[str]
    above: str = ""


def tree(book: Handbook, id_: str) -> dict[str, Part]:
    """Address → what it holds, the tree's own page (<id>.html) first. A part that is still long is divided below its own first question. What several
    answers lead to stands on several pages: each part is whole in itself."""
    record = book.trees[id_]
    ways = {n.id: [a.go for a in n.answers] for n in record.nodes}

    def part(start: str, held: set[str], above: str) -> Part:
        """In the order of the file, the first question first."""
        rest = [n.id for n in record.nodes if n.id in held and n.id != start]
        return Part(start, [start, *rest], [e.id for e in record.ends if e.id in held], above)

    pages: dict[str, Part] = {}
    waiting = [(f"{id_}.html", record.start, "")]
    for address, start, above in waiting:
        held = below(start, ways)
        asked = [go for go in dict.fromkeys(ways[start]) if go in ways]
        if len(held) > MOST["tree"] and asked:
            known = {address for address, _, _ in waiting}
            waiting += [(way, go, address) for go in asked if (way := f"{id_}/go-{go}.html") not in known]
            held = {go for go in ways[start] if go not in ways}
        pages[address] = part(start, held, above)
    return pages


def below(start: str, ways: dict[str, list[str]]) -> set[str]:
    """All that a question leads to, and itself."""
    found, waiting = {start}, [start]
    for at in waiting:
        for go in ways.get(at, []):
            if go not in found:
                found.add(go)
                waiting.append(go)
    return found


def added(book: Handbook, law_groups: Iterable[str]) -> Iterator[Added]:
    """Every page that the build adds. law_groups: see laws()."""
    yield from (Added(address, "_data/cases.yml") for address in cases(book))
    yield from (Added(address, "_data/log.yml") for address in log(book))
    yield from (Added(address, "scenarios/index.md") for address in situations(book))  # drawn from many files
    yield from (Added(address, "laws/index.md") for address in laws(book, law_groups))
    for id_ in book.trees:
        yield from (Added(address, f"_data/trees/{id_}.yml") for address in list(tree(book, id_))[1:])


def few(rows: Sized, most: str) -> bool:
    """Does a list stay whole?"""
    return len(rows) <= MOST[most]
