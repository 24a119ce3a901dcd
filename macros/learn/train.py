"""The training: examples → Model. Only this module knows scikit-learn; it runs in a process of its own (macros/learn/__init__.py).

Stretches of one to three characters, each worth more the rarer it is; a linear machine for each class against all others. Trained twice: on
every stretch, to see which matter, and on those that are kept, so that what the browser computes is what was trained.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from macros.learn import Lesson, scattered
from macros.learn.grams import grams, plain, signs
from macros.learn.model import MOST, Model, write

CHOICE = 40_000  # from so many examples it is seen which stretches matter, at most: of more, every so many-th speaks
SEEN = 2  # a stretch that stands in fewer examples is chance
EXACT = 0.01  # how near to its best the machine must come: what is finer is lost in the steps


class Table(NamedTuple):
    """What stands in the examples. `names`: every stretch; example n has those of the numbers `places[ends[n]:ends[n + 1]]`, each so often as
    `often` says there."""

    names: list[str]
    places: np.ndarray
    often: np.ndarray
    ends: np.ndarray


def table(counts: Iterable[Counter[str]]) -> Table:
    """The stretches of all examples, numbered as they come."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    places, often, ends = array("q"), array("q"), array("q", [0])
    for count in counts:
        places.extend(map(numbers.__getitem__, count))
        often.extend(count.values())
        ends.append(len(places))
    return Table(list(numbers), *(np.frombuffer(column, dtype=np.int64) for column in (places, often, ends)))


def matrix(found: Table, known: list[int], rare: np.ndarray) -> csr_matrix:
    """(examples, known stretches): 1 + ln(how often) times rarity, each example's length 1. `known`: numbers of stretches, `rare`: theirs."""
    column = np.full(len(found.names), -1)
    column[known] = np.arange(len(known))
    at = column[found.places]
    here = at >= 0
    value = (1 + np.log(found.often[here])) * rare[at[here]]
    ends = np.concatenate([[0], np.cumsum(here)])[found.ends]
    made = csr_matrix((value, at[here], ends), shape=(len(found.ends) - 1, len(known)))
    length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    length[length == 0] = 1
    made.data /= np.repeat(length, np.diff(ends))
    return made


def fit(x: csr_matrix, lesson: Lesson) -> tuple[list[str], np.ndarray, np.ndarray]:
    """(classes, weights of shape (classes, stretches), biases). Of two classes too there are two machines, each the other's opposite; where all
    are measured against one class, that one is taken off the others."""
    machine: Any = LinearSVC(C=lesson.strict, tol=EXACT, random_state=lesson.seed)
    machine.fit(x, [label for _, label, _ in lesson.rows], sample_weight=[weight for _, _, weight in lesson.rows])
    weights, bias = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    classes = [str(c) for c in machine.classes_]
    if lesson.against:
        base = classes.index(lesson.against)
        others = [n for n in range(len(classes)) if n != base]
        return [classes[n] for n in others], weights[others] - weights[base], bias[others] - bias[base]
    return classes, weights, bias


def by_place(lesson: Lesson) -> scattered.Scattered:
    """The trained model that knows places alone."""
    rows = [scattered.fallen(text, lesson.longest, lesson.rare, lesson.places) for text, _, _ in lesson.rows]
    ends = np.cumsum([0, *map(len, rows)])
    values, at = (np.array([n for row in rows for n in found(row)]) for found in (dict.values, dict.keys))
    classes, weights, bias = fit(csr_matrix((values, at, ends), shape=(len(rows), lesson.places)), lesson)
    steps = np.clip(np.rint(weights / lesson.step), -MOST, MOST).astype(int)
    return scattered.Scattered(classes, [round(float(b), 4) for b in bias], lesson.step, lesson.longest, [tuple(map(int, c)) for c in steps.T])


def stretches(lesson: Lesson) -> Iterator[Counter[str]]:
    """What stands in each example: its stretches, and its signs."""
    for text, _, _ in lesson.rows:
        here = grams(plain(text, lesson.rewrite), lesson.longest)
        if lesson.signs:
            here += signs(text, lesson.signs)
        yield here


def model(lesson: Lesson) -> Model:
    """The trained model, its weights in steps."""
    found = table(stretches(lesson))
    seen = np.bincount(found.places, minlength=len(found.names))
    order = sorted(np.flatnonzero(seen >= SEEN).tolist(), key=found.names.__getitem__)
    often = seen[order].astype(float)
    exact = 1 + np.log((1 + len(lesson.rows)) / (1 + often))
    # a few values, evenly between the commonest and the rarest
    rare = np.round(np.linspace(exact.min(), exact.max(), lesson.levels), 4)
    level = np.abs(exact[:, None] - rare[None, :]).argmin(axis=1)
    if len(order) > lesson.grams:
        some = slice(None, None, -(-len(lesson.rows) // CHOICE))
        _, weights, _ = fit(matrix(found, order, rare[level])[some], replace(lesson, rows=lesson.rows[some]))
        matters = np.abs(weights).max(axis=0) * np.sqrt(often)
        best = np.sort(np.argsort(-matters, kind="stable")[: lesson.grams])
        order, level = [order[n] for n in best], level[best]
    classes, weights, bias = fit(matrix(found, order, rare[level]), lesson)
    steps = np.clip(np.rint(weights / lesson.step), -MOST, MOST).astype(int)
    busiest = np.argsort(-np.count_nonzero(steps, axis=1), kind="stable")
    classes, steps, bias = [classes[n] for n in busiest], steps[busiest], bias[busiest]
    known = {}
    for place, gram in enumerate(found.names[n] for n in order):
        column = steps[:, place]
        kept = {int(c): int(column[c]) for c in np.flatnonzero(column)}
        if kept:
            known[gram] = (int(level[place]), kept)
    return Model(classes, [round(float(b), 4) for b in bias], lesson.step, [float(r) for r in rare], known, lesson.rewrite, lesson.signs)


def train(lesson: Lesson) -> str:
    """The model's file."""
    return scattered.write(by_place(lesson)) if lesson.places else write(model(lesson))
