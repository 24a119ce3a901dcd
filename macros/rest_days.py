"""Rest days for the browser's date arithmetic.

Runs with every page that counts days. For a year whose arrangement the State Council has published (the package
chinesecalendar carries those), days off and make-up working days are exact. For the year after, only the statutory
holidays are known (package holidays): the browser then says “预计”, and that this handbook has no arrangement of that year.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import chinese_calendar
import holidays

FIRST = 2024  # a clock that began earlier has run out or is counted in years; the browser says “预计” of it


def _days(year: int) -> list[dt.date]:
    start = dt.date(year, 1, 1)
    return [start + dt.timedelta(days=i) for i in range((dt.date(year + 1, 1, 1) - start).days)]


def _statutory(year: int) -> set[dt.date]:
    """Statutory holidays and the weekdays given for those that fall on a weekend; not the days that are worked off (调休)."""
    named = holidays.country_holidays("CN", years=year, language="en_US")
    return {day for day in named if not named[day].startswith("Day off")}


@cache
def table() -> dict[str, object]:
    """What the browser counts with; days are YYYYMMDD numbers.

    `first`: the first year it covers; `known_until`: the last year whose arrangement it has, days after that are only estimated;
    `off`: weekdays that are days off; `work`: weekend days that are worked; `statutory`: statutory holidays, weekends among them
    (令121号45条 knows only these).
    """
    known = max(d.year for d in chinese_calendar.constants.holidays)
    off: list[int] = []
    work: list[int] = []
    statutory: list[int] = []
    for year in range(FIRST, known + 2):
        by_law = _statutory(year)
        for day in _days(year):
            weekend = day.weekday() >= 5
            rest = (day in by_law or weekend) if year > known else chinese_calendar.is_holiday(day)
            number = day.year * 10000 + day.month * 100 + day.day
            if rest and not weekend:
                off.append(number)
            elif weekend and not rest:
                work.append(number)
            if day in by_law:
                statutory.append(number)
    return {"first": FIRST, "known_until": known, "off": off, "work": work, "statutory": statutory}
