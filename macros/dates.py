"""Days as the pages write them."""

from __future__ import annotations

import datetime as dt


def chinese_date(iso: str | None) -> str:
    """'2026-11-22' → 2026年11月22日; None → an empty text."""
    if not iso:
        return ""
    date = dt.date.fromisoformat(iso)
    return f"{date.year}年{date.month}月{date.day}日"
