"""Days as the pages write them."""

from __future__ import annotations

import datetime as dt
import os


def chinese_date(iso: str | None) -> str:
    """'2026-11-22' → 2026年11月22日; None → an empty text."""
    if not iso:
        return ""
    date = dt.date.fromisoformat(iso)
    return f"{date.year}年{date.month}月{date.day}日"


def build_day() -> dt.date:
    """The day that a build takes for today: that of SOURCE_DATE_EPOCH (UTC), so that a release made again on another day is the same, else today."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date() if seconds else dt.date.today()
