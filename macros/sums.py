"""Sums of the law as the data write them: which numbers a kind of sum has, what its sentences may name, what its articles must say.

The browser computes (docs/assets/javascripts/lib/amounts.js); here is what both sides agree on. A text of a sum holds [[name]]: a number of
the law ([[floor]]) is filled here, where no input is needed, everything else in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from macros import model as m

NAME = re.compile(r"\[\[([a-z]+)\]\]")
LAW_NUMBERS = ("times", "floor", "percent", "base", "up_to", "divide")


class Kind(NamedTuple):
    """What one kind of sum needs (`keys`), may have (`more`), takes (`inputs`; None: one of any name), works out (`names`) and decides (`cases`)."""

    keys: frozenset[str]
    more: frozenset[str]
    inputs: tuple[str, ...] | None
    names: tuple[str, ...]
    cases: tuple[str, ...]


# the same names as in lib/amounts.js; tests/js/amounts.test.mjs computes every sum of the data and finds none left over
KINDS: dict[str, Kind] = {
    "times": Kind(frozenset({"times", "floor"}), frozenset(), None, ("product", "result"), ("below",)),
    "deposit": Kind(
        frozenset({"times", "percent"}), frozenset(), ("price", "paid"), ("cap", "counts", "over", "doubled", "result"), ("over", "within")
    ),
    "balance": Kind(frozenset(), frozenset(), ("paid", "bonus", "used", "full"), ("share", "merchant", "buyer"), ("bonus", "plain", "beyond")),
    "fee": Kind(frozenset({"base", "up_to", "steps"}), frozenset({"divide"}), None, ("fee", "part"), ()),
    "share": Kind(frozenset({"of", "divide"}), frozenset(), None, ("fee", "part"), ()),
}


def names(sum_: m.Sum) -> list[str]:
    """Every name that the texts of a sum may hold: its inputs, the numbers of the law that it has, what is worked out."""
    own = [key for key in LAW_NUMBERS if getattr(sum_, key) is not None and "_" not in key]
    return [*(i.id for i in sum_.inputs), *own, *KINDS[sum_.kind].names]


def title(sum_: m.Sum) -> str:
    """The title with the numbers of the law in it: 欺诈的三倍赔偿，不足500元按500元."""
    return NAME.sub(lambda mark: str(getattr(sum_, mark[1])), sum_.title)


def yuan(amount: int) -> str:
    """An amount as laws write it: 500 → 500元, 100000 → 10万元."""
    return f"{amount}元" if amount % 10000 else f"{amount // 10000}万元"


def sayings(sum_: m.Sum) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    """(path, the ways to write it) for every number of the law in a sum: the gists of its articles must hold one of them."""
    if sum_.times:
        yield ("times",), (f"{sum_.times}倍", *(("双倍", "两倍") if sum_.times == 2 else ()))
    if sum_.floor:
        yield ("floor",), (f"不足{yuan(sum_.floor)}的，按{yuan(sum_.floor)}",)
    if sum_.percent:
        yield ("percent",), (f"{sum_.percent}%",)
    if sum_.base and sum_.up_to:
        yield ("base",), (f"不超过{yuan(sum_.up_to)}的每件{yuan(sum_.base)}",)
    if sum_.divide:
        yield ("divide",), (f"1/{sum_.divide}", *(("减半",) if sum_.divide == 2 else ()))
    below = sum_.up_to or 0
    for i, step in enumerate(sum_.steps):
        above = f"超过{yuan(below)}" + (f"至{yuan(step.to)}" if step.to else "")
        yield ("steps", i), (f"{above}的部分{step.percent}%",)
        below = step.to or below


def problems(sum_: m.Sum, sums: Mapping[str, m.Sum]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(path within the sum, message) for every key, name and case that its kind does not have."""
    kind = KINDS[sum_.kind]
    for key in sorted(kind.keys):
        if not getattr(sum_, key):
            yield ("kind",), f"{sum_.kind} 这种算法要写 {key}"
    for key in sorted({*LAW_NUMBERS, "steps", "of"} - kind.keys - kind.more):
        if getattr(sum_, key):
            yield (key,), f"{sum_.kind} 这种算法不用 {key}。删去它，或者换一种 kind"
    given = tuple(i.id for i in sum_.inputs)
    if kind.inputs is None and len(given) != 1:
        yield ("inputs",), f"{sum_.kind} 这种算法只问一个数，这里有{len(given)}个"
    if kind.inputs is not None and given != kind.inputs:
        yield ("inputs",), f"{sum_.kind} 这种算法要问的，照这个次序正好是：{'、'.join(kind.inputs)}"
    if sum_.of and sum_.of in sums and sums[sum_.of].kind != "fee":
        yield ("of",), f"“{sum_.of}”不是分段收费（fee）"
    for mark in NAME.finditer(sum_.title):
        if getattr(sum_, mark[1], None) is None or mark[1] not in LAW_NUMBERS:
            yield ("title",), f"标题里的[[{mark[1]}]]要是这条算法自己写着的数（{'、'.join(k for k in LAW_NUMBERS if getattr(sum_, k))}）"
    known = names(sum_)
    for i, result in enumerate(sum_.results):
        if result.amount not in kind.names:
            yield ("results", i, "amount"), f"没有“{result.amount}”这个数。{sum_.kind} 算得出的：{'、'.join(kind.names)}"
        for j, part in enumerate(result.why):
            here = ("results", i, "why", j)
            for mark in NAME.finditer(part.text):
                if mark[1] not in known:
                    yield (*here, "text"), f"[[{mark[1]}]]不是这条算法的数。可用的：{'、'.join(known)}"
            if part.when and part.when not in kind.cases:
                yield (*here, "when"), f"没有“{part.when}”这种情形。{sum_.kind} 分得出的：{'、'.join(kind.cases) or '没有'}"
    above = sum_.up_to or 0
    for i, step in enumerate(sum_.steps):
        if (step.to is None) != (i == len(sum_.steps) - 1):
            yield ("steps", i, "to"), "最后一段写 to: null，前面每一段都写到多少元"
        elif step.to is not None and step.to <= above:
            yield ("steps", i, "to"), f"这一段到{yuan(step.to)}，没有比前一段的{yuan(above)}多。从少到多排"
        above = step.to or above


def view(sum_: m.Sum, sums: Mapping[str, m.Sum]) -> dict[str, Any]:
    """What the browser computes with: numbers of the law, inputs, conditions, sentences. A step's rate is in parts of `per`; the table of
    another sum (`of`) stands in its place."""
    table = sums[sum_.of] if sum_.of else sum_
    numbers = {key: value for key in LAW_NUMBERS if (value := getattr(sum_, key)) is not None}
    if table.steps:
        numbers |= {"base": table.base, "up_to": table.up_to}
    return {
        "rule": sum_.id,
        "kind": sum_.kind,
        "title": title(sum_),
        "numbers": numbers,
        "steps": [{"to": s.to, "rate": int(Decimal(s.percent) * 10)} for s in table.steps],
        "per": 1000,
        "conditions": [c.model_dump() for c in sum_.conditions],
        "inputs": [i.model_dump() for i in sum_.inputs],
        "results": [r.model_dump() for r in sum_.results],
    }
