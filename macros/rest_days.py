"""Rest days for the browser's date arithmetic.

Runs with every page that counts days. For a year whose arrangement the State Council has published (the package
chinesecalendar carries those), days off and make-up working days are exact. For the year after, only the statutory
holidays are known (package holidays): the browser then says “预计”.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import chinese_calendar
import holidays

FIRST = 2025  # a clock that began earlier has run out or is counted in years


def _days(year: int) -> list[dt.date]:
    start = dt.date(year, 1, 1)
    return [start + dt.timedelta(days=i) for i in range((dt.date(year + 1, 1, 1) - start).days)]


@cache
def table() -> dict[str, object]:
    """{'known_until': year, 'off': weekdays that are days off, 'work': weekend days that are worked}, dates as YYYYMMDD numbers."""
    known = max(d.year for d in chinese_calendar.constants.holidays)
    off: list[int] = []
    work: list[int] = []
    for year in range(FIRST, known + 2):
        statutory = holidays.country_holidays("CN", years=year) if year > known else {}
        for day in _days(year):
            weekend = day.weekday() >= 5
            rest = (day in statutory or weekend) if year > known else chinese_calendar.is_holiday(day)
            number = day.year * 10000 + day.month * 100 + day.day
            if rest and not weekend:
                off.append(number)
            elif weekend and not rest:
                work.append(number)
    return {"known_until": known, "last": known + 1, "off": off, "work": work}
