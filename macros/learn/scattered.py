"""A model whose stretches of characters are not written down: each falls, by a sum over its characters, on one of many places, and a place has its
weight for each class. Some share a place by chance and some that were never seen fall on one; but the file holds weights alone, so that many
times as many stretches speak in fewer bytes. How rare a stretch is, another model knows. Read by the browser (assets/javascripts/lib/scattered.js)
and, for the tests, here.

One JSON object:
  classes, bias: names, and what each starts from. step: what a weight of 1 is worth. longest: characters of a stretch.
  kinds: the rows of weights that occur, one weight for each class, the commonest first. places: place by place the row's number, as a
  character (packed.letter), as many as a power of two; what often follows one another is one character there, and runs says for what it stands.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from macros.learn.grams import grams, plain
from macros.packed import letter, numbers, ranked

RUNS = 40  # more of them pack no smaller
START, TIMES, WHOLE = 2_166_136_261, 16_777_619, 2**32  # the sum that is known as FNV-1a


@cache
def place(gram: str, many: int) -> int:
    """Where a stretch falls, among so many places (a power of two)."""
    total = START
    for ch in gram:
        total = (total ^ ord(ch)) * TIMES % WHOLE
    return (total ^ total >> 15) % many


def fallen(text: str, longest: int, rare: dict[str, float], many: int) -> dict[int, float]:
    """place → how much of the text falls on it; all of it together has the length 1. `rare`: see Model.rarities()."""
    most = rare.get("", 1.0)
    found: dict[int, float] = {}
    for gram, often in grams(plain(text), longest).items():
        at = place(gram, many)
        value = rare.get(gram, most)
        if often > 1:
            value *= 1 + math.log(often)
        found[at] = found[at] + value if at in found else value
    length = math.sqrt(sum(value * value for value in found.values())) or 1
    return {at: value / length for at, value in found.items()}


@dataclass(frozen=True)
class Scattered:
    """`weights`: place by place the weight of each class, in steps."""

    classes: list[str]
    bias: list[float]
    step: float
    longest: int
    weights: list[tuple[int, ...]]

    def margins(self, text: str, rare: dict[str, float]) -> dict[str, float]:
        """Class → how far the text is on its side: over 0 it is likelier than not."""
        found = fallen(text, self.longest, rare, len(self.weights))
        sums = [sum(value * self.weights[at][n] for at, value in found.items()) for n in range(len(self.classes))]
        return {name: start + self.step * total for name, start, total in zip(self.classes, self.bias, sums, strict=True)}


def joined(text: str) -> tuple[list[str], str]:
    """(what each character stands for, by its number; the text in these characters): the commonest pair becomes one, and again. gzip alone takes
    short repetitions for matches, which cost it more than what they save."""
    stands = {ch: ch for ch in text}
    for n in range(RUNS):
        pairs = Counter(pairwise(text))
        if not pairs:
            break
        first, second = min(pairs, key=lambda pair: (-pairs[pair], pair))
        new = chr(0xE000 + n)  # of no meaning to anybody
        stands[new] = stands[first] + stands[second]
        text = text.replace(first + second, new)
    order = {ch: n for n, ch in enumerate(ranked(text))}
    return [stands[ch] for ch in order], "".join(letter(order[ch]) for ch in text)


def together(models: list[Scattered]) -> Scattered:
    """One model of the classes of all, which have as many places and stretches as long. Its step is the finest; the others' are multiples of it."""
    first = min(models, key=lambda model: model.step)
    times = [round(model.step / first.step) for model in models]
    rows = zip(*(model.weights for model in models), strict=True)
    weights = [tuple(weight * many for row, many in zip(found, times, strict=True) for weight in row) for found in rows]
    return Scattered([c for m in models for c in m.classes], [b for m in models for b in m.bias], first.step, first.longest, weights)


def write(model: Scattered) -> str:
    """The model as JSON."""
    kinds = [kind for kind, _ in sorted(Counter(model.weights).items(), key=lambda kind: (-kind[1], kind[0]))]
    code = {kind: letter(n) for n, kind in enumerate(kinds)}
    runs, places = joined("".join(code[row] for row in model.weights))
    data = vars(model) | {"kinds": kinds, "runs": runs, "places": places}
    del data["weights"]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Scattered:
    """The model that write() wrote."""
    data = json.loads(text)
    kinds = [tuple(kind) for kind in data.pop("kinds")]
    runs, places = data.pop("runs"), numbers(data.pop("places"))
    return Scattered(**data, weights=[kinds[n] for n in numbers("".join(runs[n] for n in places))])
