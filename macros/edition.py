"""Which edition this is: the version of pyproject.toml and a day that no clock decides, so that what is made twice is the same."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import tomllib
from pathlib import Path

from macros.dates import chinese_date

ROOT = Path(__file__).resolve().parent.parent


def version(root: Path = ROOT) -> str:
    """Such as 0.2.0."""
    return str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def moment(root: Path = ROOT) -> dt.datetime | None:
    """SOURCE_DATE_EPOCH, or when the last commit was made, in UTC; None where neither is known."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True)
        seconds = asked.stdout.strip()
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC) if seconds else None


def edition(root: Path = ROOT) -> str:
    """The version and its day in words: 0.1.0版，2026年11月28日. Without a repository and SOURCE_DATE_EPOCH the version alone, of a folder that is no
    project nothing."""
    if not (root / "pyproject.toml").exists():
        return ""
    day = moment(root)
    return f"{version(root)}版" + (f"，{chinese_date(day.date().isoformat())}" if day else "")
