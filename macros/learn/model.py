"""The file of a model: written by the training, read by the browser (assets/javascripts/lib/ngrams.js) and, for the tests, here.

One JSON object:
  classes, bias: names, and what each starts from. step: what a weight of 1 is worth. rare: the few values that a gram's rarity may have.
  rewrite: [[said, meant]], see grams.plain(). signs: [[letter, regular expression]], see grams.signs().
  ranked, letters: the grams' characters, packed; a gram repeats the beginning of the one before, so only the rest is written.
  heads: gram by gram how much of it is repeated and how much written, see HEADS. levels: its rarity's place in `rare`.
  counts: how many classes it speaks for or against; which, weights: those classes, each by how many it comes after the one before (the
  classes that most grams speak of are first: small numbers pack smaller), and how strongly (0 to 14: −7 to 7), one after another.
A number is one character (packed.letter).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import accumulate

from macros.learn.grams import grams, plain, signs
from macros.packed import letter, numbers, pack, ranked

HEADS = ((0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (2, 1))  # (characters repeated, characters written)
MOST = 7  # a weight goes from −7 to 7 steps


@dataclass(frozen=True)
class Model:
    """`grams`: gram → (rarity's place in `rare`, {class's place: weight in steps}, in the order of the classes)."""

    classes: list[str]
    bias: list[float]
    step: float
    rare: list[float]
    grams: dict[str, tuple[int, dict[int, int]]]
    rewrite: list[tuple[str, str]]
    signs: list[tuple[str, str]]

    def rarities(self) -> dict[str, float]:
        """Gram → how rare it is; "" → how rare one is that is not known: as the rarest."""
        return {gram: self.rare[level] for gram, (level, _) in self.grams.items()} | {"": max(self.rare)}

    def margins(self, text: str) -> dict[str, float]:
        """Class → how far the text is on its side: over 0 it is likelier than not."""
        seen = grams(plain(text, self.rewrite)) + signs(text, self.signs)
        found = [(1 + math.log(n), *self.grams[g]) for g, n in seen.items() if g in self.grams]
        length = math.sqrt(sum((often * self.rare[level]) ** 2 for often, level, _ in found)) or 1
        result = list(self.bias)
        for often, level, weights in found:
            for place, weight in weights.items():
                result[place] += often * self.rare[level] / length * weight * self.step
        return dict(zip(self.classes, result, strict=True))


def write(model: Model) -> str:
    """The model as JSON."""
    heads, written = [], []
    before = ""
    for gram in sorted(model.grams):
        same = next(n for n in range(len(gram) - 1, -1, -1) if gram[:n] == before[:n] and len(before) >= n)
        heads.append(HEADS.index((same, len(gram) - same)))
        written.append(gram[same:])
        before = gram
    rows = [model.grams[gram] for gram in sorted(model.grams)]
    text = "".join(written)
    ranks = ranked(text)
    return json.dumps(
        {
            "classes": model.classes,
            "bias": model.bias,
            "step": model.step,
            "rare": model.rare,
            "rewrite": model.rewrite,
            "signs": model.signs,
            "ranked": ranks,
            "letters": pack(text, ranks),
            "heads": "".join(map(letter, heads)),
            "levels": "".join(letter(level) for level, _ in rows),
            "counts": "".join(letter(len(weights)) for _, weights in rows),
            "which": "".join(letter(place - last) for _, weights in rows for last, place in zip([0, *weights], weights, strict=False)),
            "weights": "".join(letter(weight + MOST) for _, weights in rows for weight in weights.values()),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read(text: str) -> Model:
    """The model that write() wrote."""
    data = json.loads(text)
    letters = iter(data["ranked"][n] for n in numbers(data["letters"]))
    which, weights = iter(numbers(data["which"])), iter(numbers(data["weights"]))
    known: dict[str, tuple[int, dict[int, int]]] = {}
    gram = ""
    for head, level, count in zip(numbers(data["heads"]), numbers(data["levels"]), numbers(data["counts"]), strict=True):
        same, more = HEADS[head]
        gram = gram[:same] + "".join(next(letters) for _ in range(more))
        places = accumulate(next(which) for _ in range(count))
        known[gram] = (level, {place: next(weights) - MOST for place in places})
    rewrite, found = ([(first, second) for first, second in data[name]] for name in ("rewrite", "signs"))
    return Model(data["classes"], data["bias"], data["step"], data["rare"], known, rewrite, found)
