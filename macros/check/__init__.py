"""Cross references and house rules. Returns every Problem; never prints, never raises. The build and the tests call the same check().

One list of rules, two callers: the build stops on the list, the tests assert that it is empty.
"""

from __future__ import annotations

import datetime as dt

from macros.book import Handbook
from macros.check import asserts, calls, clocks, desk, figures, fit, ids, messages, references, said, settings, stubs, trees, words, written
from macros.check.report import Report
from macros.dates import build_day
from macros.problem import Problem

RULES = (
    *settings.RULES,
    *ids.RULES,
    *references.RULES,
    *fit.RULES,
    *said.RULES,
    *clocks.RULES,
    *figures.RULES,
    *asserts.RULES,
    *messages.RULES,
    *desk.RULES,
    *calls.RULES,
    *trees.RULES,
    *words.RULES,
    *stubs.RULES,
    *written.RULES,
)


def check(book: Handbook, today: dt.date | None = None) -> list[Problem]:
    """Every problem of a loaded handbook. `today` is given by tests only."""
    report = Report(book, today or build_day())
    for rule in RULES:
        rule(report)
    return report.problems()
