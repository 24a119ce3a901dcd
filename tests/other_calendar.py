"""The last day of every clock by other people's calendars: what the browser's clock is compared with.

The table of the site comes from chinesecalendar (days off, make-up days) and holidays (statutory holidays). Here it is the other way
round: rest days from `holidays`, statutory holidays from the old calendar of lunar_python and the State Council's swaps of chinesecalendar;
months and years by dateutil. Nothing is imported from macros/rest_days.py. After 2027 the site knows weekends only, and so do these.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import chinese_calendar
import holidays
from dateutil.relativedelta import relativedelta
from lunar_python import Lunar, Solar

YEARS = range(2024, 2028)
ARRANGED = 2026  # of 2027 neither library has an arrangement
EPOCH = dt.date(1970, 1, 1)
DAY = dt.timedelta(days=1)


def days(first: int, last: int) -> list[dt.date]:
    """Every day of some years."""
    start = dt.date(first, 1, 1)
    return [start + i * DAY for i in range((dt.date(last + 1, 1, 1) - start).days)]


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=range(2023, 2033))


@cache
def is_rest(day: dt.date) -> bool:
    """Weekends and days off; not the weekend days that are worked. Of a year without an arrangement: weekends and statutory holidays."""
    return not _calendar().is_working_day(day) if day.year <= ARRANGED else day.weekday() >= 5 or day in statutory(day.year)


def _old(year: int, month: int, day: int) -> dt.date:
    return dt.date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())


@cache
def statutory(year: int) -> frozenset[dt.date]:
    """The holidays for everybody, and the working days given for those that fall on a weekend. From 2025 two days more."""
    if year not in YEARS:
        return frozenset()
    spring = _old(year, 1, 1)
    tomb = dt.date.fromisoformat(Solar.fromYmd(year, 3, 1).getLunar().getJieQiTable()["清明"].toYmd())
    named = {dt.date(year, 1, 1), tomb, dt.date(year, 5, 1), _old(year, 5, 5), _old(year, 8, 15)}
    named |= {spring, spring + DAY, spring + 2 * DAY} | {dt.date(year, 10, n) for n in (1, 2, 3)}
    if year >= 2025:
        named |= {spring - DAY, dt.date(year, 5, 2)}
    if year <= ARRANGED:
        off = {d for d in days(year, year) if d.weekday() < 5 and chinese_calendar.is_holiday(d)}
        return frozenset(named | {d for d in off if not chinese_calendar.is_in_lieu(d)})
    given: set[dt.date] = set()
    for day in sorted(d for d in named if d.weekday() >= 5):
        instead = day
        while instead.weekday() >= 5 or instead in named | given:
            instead += DAY
        given.add(instead)
    return frozenset(named | given)


def last_day(n: int, unit: str, roll: str, start: dt.date) -> tuple[dt.date, dt.date]:
    """The last day before any move, and after it."""
    if unit == "workday":
        day = start
        for _ in range(n):
            day += DAY
            while is_rest(day):
                day += DAY
    else:
        day = start + relativedelta(**{f"{unit}s": n})
    plain = day
    while (roll == "holiday" and is_rest(day)) or (roll == "statutory" and day in statutory(day.year)):
        day += DAY
    return plain, day


def number(day: dt.date) -> int:
    """Days since 1970, as the browser counts them."""
    return (day - EPOCH).days


def every(clocks: list[tuple[int, str, str]]) -> dict:
    """{clocks, first, last: per clock [[plain, day] of every start day]}; days since 1970. A clock is (n, unit, roll)."""
    starts = days(YEARS[0], YEARS[-1])
    return {
        "clocks": [{"n": n, "unit": unit, "roll": roll} for n, unit, roll in clocks],
        "first": number(starts[0]),
        "last": [[[number(d) for d in last_day(*clock, start)] for start in starts] for clock in clocks],
    }
