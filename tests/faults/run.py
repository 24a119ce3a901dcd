"""Runs faults against a copy of the data and says how each ended.

Only the files that a fault touches are read again; all else is read once, and what a check asks of one file's words alone is asked once of a file that
stays as it is. What is measured is still load() and check() themselves.
"""

from __future__ import annotations

import importlib
import re
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from macros import asserts, spoken
from macros.book import Document, Handbook
from macros.check import check, ids, settings, words, written
from macros.check.report import Report, texts
from macros.kinds import published
from macros.load import load
from macros.problem import Problem
from tests.faults.fault import Fault
from tests.typography import faults as badly_set

RIGHT, WRONG_LINE, ELSEWHERE, LATER, OTHER, NO_REMEDY, ACCEPTED, OPEN, ALARM, SILENT, TRACEBACK, HANG, CRASH = OUTCOMES = (
    "named, right place", "named, wrong line", "named at those who refer to it", "told by make check", "named, other file only", "no remedy", "rightly accepted", "no check can know", "false alarm",
    "silent", "traceback", "hang", "crash",
)  # fmt: skip
FINE = (RIGHT, ELSEWHERE, LATER, ACCEPTED, OPEN)
CLOCKS = "docs/_data/shared-deadlines.yml"
OTHERS_WORDS = {
    "id",
    "source",
    "url",
    "number",
    "aliases",
    "says",
    "queries",
    "ask",
    "say",
    "near",
    "words",
}  # not set by us: tests/test_typography.py
LIMIT = 20  # seconds for one fault
# a message tells what to do with one of these
REMEDY = tuple("写改删去加补移看换留先用照建接选拆只")


class Hang(BaseException):
    """A fault took longer than LIMIT. No Exception, so that nothing on the way takes it for its own."""


@dataclass(frozen=True)
class Result:
    fault: Fault
    outcome: str
    problems: tuple[Problem, ...]
    seconds: float
    error: str = ""

    def __str__(self) -> str:
        told = "\n".join(f"      {p}"[:300] for p in self.problems[:4])
        return f"{self.outcome}: [{self.fault.group}] {self.fault.name} (lines {self.fault.lines}) {self.error}\n{told}"


def judge(fault: Fault, problems: list[Problem]) -> str:
    if fault.expect == "pass":
        return ALARM if problems else ACCEPTED
    if not problems:
        return OPEN if fault.expect == "open" else SILENT
    here = [p for p in problems if p.file == fault.file]
    right = [p for p in here if fault.lines is None or fault.lines[0] - 1 <= p.line <= fault.lines[1] + 1]
    if right:
        return RIGHT if any(any(word in p.message for word in REMEDY) for p in right) else NO_REMEDY
    if fault.others:
        return ELSEWHERE
    return WRONG_LINE if here else OTHER


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Workshop:
    """A copy of the project in a folder of its own, on which one fault after the other is tried."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.root = folder
        shutil.copytree(project / "docs", folder / "docs", ignore=shutil.ignore_patterns("assets"))
        shutil.copytree(project / "overrides", folder / "overrides")
        shutil.copy(project / settings.FILE, folder / settings.FILE)
        self.touched: tuple[str, ...] = ()
        self._read: dict[str, Any] = {}
        self._valid: dict[str, Any] = {}
        self._spoken: dict[str, Any] = {}
        self._claims = lru_cache(100_000)(asserts.claims)
        self._parse = lru_cache(1_000)(written.GRAMMAR.parse)
        self._known: dict[tuple[Any, ...], Any] = {}
        self._lasting: dict[int, Any] = {}  # plain values of files that nobody changes, by their identity
        self.book: Handbook | None = None
        assert not self.problems(), "the project itself has problems"
        assert self.book is not None
        self.promised = published(self.book)

    def problems(self) -> list[Problem]:
        """What load() and check() say of the copy as it stands."""
        module = importlib.import_module("macros.load")
        read, validate, speak = module.read, module.validate, spoken.speak
        texts_of, matching_of = Report.texts, Report.matching

        def read_once(path: Path, file: str) -> Any:
            if file in self.touched:
                return read(path, file)
            if file not in self._read:
                self._read[file] = read(path, file)
            return self._read[file]

        def validate_once(document: Any, kind: Any) -> Any:
            # the texts of every file say what the shared clocks say
            if document.file in self.touched or CLOCKS in self.touched:
                return validate(document, kind)
            if document.file not in self._valid:
                self._valid[document.file] = validate(document, kind)
            return self._valid[document.file]

        def speak_once(kind: str, document: Document, known: Any) -> Any:
            if document.file in self.touched or CLOCKS in self.touched:
                return speak(kind, document, known)
            if document.file not in self._spoken:
                self._spoken[document.file] = speak(kind, document, known)
                value = self._spoken[document.file][0].value
                self._lasting[id(value)] = value
            return self._spoken[document.file]

        def once(key: tuple[Any, ...], value: Any, ask: Callable[[], Any]) -> Any:
            """What a question that depends on a plain value alone gives, asked once for a value that lasts."""
            if id(value) not in self._lasting:
                return ask()
            if (*key, id(value)) not in self._known:
                self._known[*key, id(value)] = ask()
            return self._known[*key, id(value)]

        def of_value(module: ModuleType, name: str) -> Any:
            real = getattr(module, name)
            return patch.object(module, name, lambda value, *more: once((name, *more), value, lambda: real(value, *more)))

        with ExitStack() as patched:
            for where, name, mine in (
                (module, "read", read_once),
                (module, "validate", validate_once),
                (spoken, "speak", speak_once),
                (Report, "texts", lambda r, d: once(("texts",), d.value, lambda: texts_of(r, d))),
                (Report, "matching", lambda r, d, pattern: once(("matching", pattern), d.value, lambda: matching_of(r, d, pattern))),
                (asserts, "claims", self._claims),
                (written.GRAMMAR, "parse", self._parse),
            ):
                patched.enter_context(patch.object(where, name, mine))
            for where, name in ((ids, "ids"), (ids, "whole"), (words, "doubled")):
                patched.enter_context(of_value(where, name))
            self.book, found = load(self.root)
            return sorted(found + (check(self.book) if self.book else []))

    def told_later(self) -> bool:
        """What the build lets pass and `make check` tells: a promised id that is gone (tests/published_ids.txt), a text that is badly set."""
        if self.book is None or self.promised - published(self.book):
            return True
        documents = [d for d in self.book.documents.values() if d.file in self.touched]
        before = {text for file in self.touched if file in self._read and self._read[file][0] for _, text in texts(self._read[file][0].value)}
        changed = [(path, text) for d in documents for path, text in texts(d.value) if text not in before and not OTHERS_WORDS & set(path)]
        return any(badly_set(text) for _, text in changed if not re.fullmatch(r"[a-z0-9.#_-]+", text))

    def attempt(self, fault: Fault) -> Result:
        """One fault: done, told, undone."""
        self.touched = fault.touched
        start = time.monotonic()
        try:
            with undone(self.root, fault):
                with limit(LIMIT):
                    fault.apply(self.root)
                    problems = self.problems()
                seconds = time.monotonic() - start
                outcome = judge(fault, problems)
                if outcome in (SILENT, OPEN) and self.told_later():
                    outcome = LATER
                return Result(fault, outcome, tuple(problems), seconds)
        except Hang:
            return Result(fault, HANG, (), time.monotonic() - start)
        except Exception as e:
            return Result(fault, TRACEBACK, (), time.monotonic() - start, f"{type(e).__name__}: {str(e)[:200]}")


@contextmanager
def undone(root: Path, fault: Fault) -> Iterator[None]:
    """Puts back at the end, however it comes, what a fault touches."""
    kept = {file: (root / file).read_bytes() if (root / file).is_file() else None for file in fault.touched}
    try:
        yield
    finally:
        for file, content in kept.items():
            restore(root / file, content)


def restore(path: Path, content: bytes | None) -> None:
    """Puts back what was there before, whatever stands there now."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)


def table(results: list[Result]) -> str:
    """The outcomes of every group, as Markdown."""
    groups = list(dict.fromkeys(r.fault.group for r in results))
    rows = ["| group | all | " + " | ".join(OUTCOMES) + " |", "|---" * (len(OUTCOMES) + 2) + "|"]
    for group in [*groups, "all"]:
        mine = [r for r in results if group in ("all", r.fault.group)]
        rows.append(f"| {group} | {len(mine)} | " + " | ".join(str(sum(r.outcome == o for r in mine)) for o in OUTCOMES) + " |")
    named = sorted(len(r.problems) for r in results if r.fault.expect == "named")
    if named:
        rows.append(f"\nproblems a fault: median {quantile(named, 0.5)}, p90 {quantile(named, 0.9)}, p95 {quantile(named, 0.95)}, most {named[-1]}")
    slow = max(results, key=lambda r: r.seconds)
    rows.append(f"slowest: {slow.seconds:.1f} s, {slow.fault.name}")
    return "\n".join(rows)


def kinds(results: list[Result]) -> str:
    """Every kind of damage with its outcomes, as Markdown: what they are called, how many ended so."""
    ended: dict[tuple[str, str], Counter[str]] = {}
    for result in results:
        ended.setdefault((result.fault.group, result.fault.name.split(" @ ")[0]), Counter())[result.outcome] += 1
    rows = ["| group | damage | how it ended |", "|---|---|---|"]
    for (group, name), outcomes in sorted(ended.items()):
        cell = name.replace("|", "\\|").replace("`", "'")
        rows.append(f"| {group} | {cell} | {'; '.join(f'{outcome} {count}' for outcome, count in outcomes.most_common())} |")
    return "\n".join(rows)


def quantile(values: list[int], share: float) -> int:
    """The value that `share` of the sorted values do not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))]


def run(faults: list[Fault], workshop: Workshop, tell: Callable[[Result], None] = lambda r: None) -> list[Result]:
    results = []
    for fault in faults:
        result = workshop.attempt(fault)
        tell(result)
        results.append(result)
    return results
