"""The table of rest days, day for day, against other people's calendars."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest

from macros import rest_days
from tests import other_calendar

TABLE = rest_days.table()


def number(day: dt.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def rests(day: dt.date) -> bool:
    """As the browser reads the table."""
    return number(day) in TABLE["off"] or (day.weekday() >= 5 and number(day) not in TABLE["work"])


def test_its_years():
    assert TABLE["first"] == 2024
    assert TABLE["known_until"] == max(d.year for d in chinese_calendar.holidays)
    assert {n // 10000 for n in TABLE["statutory"]} == set(range(2024, TABLE["known_until"] + 2))


@pytest.mark.parametrize("year", other_calendar.YEARS)
def test_every_day(year):
    for day in other_calendar.days(year, year):
        assert rests(day) == other_calendar.is_rest(day), day
        assert (number(day) in TABLE["statutory"]) == (day in other_calendar.statutory(year)), day


def test_a_list_says_each_day_once_and_only_what_the_week_does_not_say():
    for name in ("off", "work", "statutory"):
        assert TABLE[name] == sorted(set(TABLE[name]))
    for n in TABLE["off"]:
        assert dt.datetime.strptime(str(n), "%Y%m%d").weekday() < 5
    for n in TABLE["work"]:
        assert dt.datetime.strptime(str(n), "%Y%m%d").weekday() >= 5


def test_only_the_last_days_of_december_were_ever_arranged_with_the_next_year():
    """dates.js takes a year as settled up to 28 December."""
    arranged = {*chinese_calendar.holidays, *chinese_calendar.workdays}
    assert min(d.day for d in arranged if d.month == 12) == 29
