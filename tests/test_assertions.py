"""Every sentence of a letter that claims something is worked out by hand in tests/assertions.yml: true, false, unknown, and the days around the
last one. The cases themselves run in tests/js/asserts.test.mjs."""

from __future__ import annotations

import datetime as dt

import assertions
import pytest

from macros import asserts
from tests.conftest import loaded

BOOK = loaded()[0]
assert BOOK is not None
ROWS = list(assertions.rows(BOOK))


def test_every_claim_is_worked_out():
    """No claim without its cases, no cases of a sentence that is no longer there."""
    assert {(r.letter, r.says) for r in ROWS if r.cases} == {(letter, says) for letter, of in assertions.table().items() for says in of}
    assert [f"{r.letter}: {r.says}" for r in ROWS if not r.cases] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.letter}-{r.says[:12]}")
def test_true_false_and_unknown(row):
    """Each of the three is there; what stands instead is told, and why, where the letter names a conflict."""
    assert {case["is"] for case in row.cases} == {"yes", "no", "unknown"}
    for case in row.cases:
        assert ("text" in case) == (case["is"] != "yes" and not row.claim.stays), case
        assert ("why" in case) == (case["is"] == "no" and row.claim.conflict is not None), case


def boundary(cases, field):
    """Are there two cases that differ in this date alone, by a few days, of which only one is true?"""
    told = [
        ({k: v for k, v in c.items() if k not in (field, "is", "text", "why")}, dt.date.fromisoformat(c[field]), c["is"]) for c in cases if field in c
    ]
    return any(a == b and 0 < (y - x).days <= 5 and (one == "yes") != (two == "yes") for a, x, one in told for b, y, two in told)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.letter}-{r.says[:12]}")
def test_the_days_around_the_last_one(row):
    """Of every period, age and date that must have passed: two cases on neighbouring days, of which only one is true. That day is the boundary."""
    for assertion in row.claim.asserts:
        for kind, keys in asserts.DATES.items():
            if part := getattr(assertion, kind):
                assert any(boundary(row.cases, getattr(part, f"{key}_" if key == "from" else key)) for key in keys), kind
