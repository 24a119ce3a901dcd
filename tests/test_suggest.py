"""“你是不是要写 …？” is said where something close exists, and only there: a wrong hint costs more than none."""

from __future__ import annotations

import pytest

from macros.problem import Problem, suggest


@pytest.mark.parametrize(
    ("wrong", "known", "said"),
    [
        ("refnd", ["refund", "return"], "你是不是要写 refund？"),
        ("recieved", ["received", "returned"], "你是不是要写 received？"),
        ("abcdef12", ["abcdef34"], "你是不是要写 abcdef34？"),
        ("abcdef123", ["abcdef456"], ""),
        ("parcel", ["refund"], ""),
        ("x", [], ""),
    ],
)
def test_suggest(wrong, known, said):
    assert suggest(wrong, known) == said


def test_a_problem_as_it_is_read():
    assert str(Problem("a.yml", 3, "x[0]", "错了。改")) == "a.yml:3: x[0]: 错了。改"
    assert str(Problem("a.yml", 3, "", "错了。改")) == "a.yml:3: 错了。改"
    assert str(Problem("a.yml", 0, "", "错了。改")) == "a.yml: 错了。改"
    assert sorted([Problem("a.yml", 10, "", "二"), Problem("a.yml", 9, "", "一")])[0].line == 9
