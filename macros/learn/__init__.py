"""What the browser learns from examples, at build: which of several classes a text is nearest to, by the characters that stand in it.

    made = learned(root, "search", Lesson(rows))      →  bytes: one JSON object, which lib/ngrams.js opens

The training runs in a process of its own (python -m macros.learn), because scikit-learn takes a second and 150 MB to load, and only where
its input changed: the result is kept under .cache/publish by the fingerprint of rows, settings, program and packages. The same input gives
the same bytes. Who has several lessons gives them to the same Trainers, so that the second is not paid for each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from macros.kept import kept, program

HERE = Path(__file__).resolve().parent
PACKAGES = ("scikit-learn", "numpy", "scipy")


@dataclass(frozen=True)
class Lesson:
    """What is to be learned.

    `rows`: (text, class, weight of this example, about 1); at least two classes. `strict`: how closely the examples are followed (the C of a
    support vector machine: more trusts single examples more). `grams`: how many stretches of 1 to 3 characters are kept at most, the file
    grows with them; `step`: weights are written in multiples of it, up to seven, and those under its half not at all: larger makes a smaller,
    coarser file. `levels`: how many values a stretch's rarity may have, 64 at most; fewer pack smaller. `longest`: characters of a stretch, 3 at
    most: shorter ones are common to more texts, so that of as many more is known of a text nobody foresaw. `against`: a class that all others
    are measured against: a margin then says how much nearer a text is to its class than to that one, which is none of the model's. `rewrite`: (what people write, what is read in its place), as plain text, for both sides. `signs`: (letter, regular expression) for kinds of
    words, each by a letter of its own that no text has (from 㐀 on): the model also sees which kinds a text shows, and which two together. The
    expressions are searched in the half width, lower case text, and must mean the same in Python and JavaScript. `places`: where not 0, no stretch is
    kept by its name: all fall on so many places (scattered.py), a power of two; then `grams`, `levels`, `rewrite`, `signs` say nothing. `rare`: how rare
    a stretch is there, as another model knows (Model.rarities()). `seed`: of the training's
    chance.
    """

    rows: list[tuple[str, str, float]]
    strict: float = 0.3
    grams: int = 14_000
    step: float = 0.2
    levels: int = 16
    longest: int = 3
    against: str = ""
    rewrite: list[tuple[str, str]] = field(default_factory=list)
    signs: list[tuple[str, str]] = field(default_factory=list)
    places: int = 0
    rare: dict[str, float] = field(default_factory=dict)
    seed: int = 1


class NotLearned(Exception):
    """The training did not end well; the text says why."""


def learned(root: Path, name: str, lesson: Lesson, trainers: Trainers | None = None) -> bytes:
    """The model of a lesson as JSON (model.py says what is in it), made now or kept from before. `name`: its file in the cache; `trainers`: who
    makes it, else a process of its own.

    Raises NotLearned.
    """
    asked = json.dumps(vars(lesson), ensure_ascii=False, sort_keys=True)
    by = program(tuple(str(p) for p in sorted(HERE.glob("*.py"))), PACKAGES)
    return kept(root, f"learned-{name}.json", (by, asked), lambda: (trainers.train if trainers else train_apart)(asked))


class Trainers:
    """Processes that train, each on one core. A lesson that finds all of them at work starts one more, which stays for the next lesson. Several threads
    may ask. Used as a context manager: at its end they go."""

    def __init__(self) -> None:
        self.idle: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Trainers:
        return self

    def train(self, asked: str) -> bytes:
        """The model of a lesson, both as JSON. Raises NotLearned."""
        try:
            trainer = self.idle.pop()
        except IndexError:
            trainer = start()
        assert trainer.stdin and trainer.stdout
        try:
            trainer.stdin.write(asked.encode("utf-8") + b"\n")
            trainer.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended, and said why
        made = trainer.stdout.readline()
        if not made.endswith(b"\n"):
            _, why = trainer.communicate()
            raise NotLearned(f"没有训练成。缺scikit-learn就运行 make setup；别的错看最后一行：\n{why.decode('utf-8', 'replace')[-2000:]}")
        self.idle.append(trainer)
        return made[:-1]

    def __exit__(self, *_: object) -> None:
        while self.idle:
            self.idle.pop().communicate()  # without lessons it ends by itself


def start() -> subprocess.Popen[bytes]:
    """A process that waits for lessons. What it complains of stays in its pipe: a warning is said once, so that it does not fill up."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parent.parent), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-m", "macros.learn"], stdin=pipe, stdout=pipe, stderr=pipe, env=environment)


def train_apart(asked: str) -> bytes:
    """The model of one lesson, both as JSON, trained in a process of its own. Raises NotLearned."""
    with Trainers() as trainers:
        return trainers.train(asked)
