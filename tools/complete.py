"""Is the content complete and well set? `make check`: the tests of the data and pages, and of what they have to say the sentences alone, for those who write
and do not program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ["tests/test_data.py", "tests/test_pages.py", "tests/test_schema.py", "tests/test_typography.py"]


def sentence(message: str) -> str:
    """What a test says to people: its message without the name of the error before it and the values that pytest writes behind it."""
    said = message.removeprefix("AssertionError: ")
    return said.partition("\nassert ")[0].strip()


class Said:
    """Collects what the failed tests say."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Called by pytest, thrice a test."""
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.sentences.append(sentence(crash.message) if crash else str(report.longrepr))

    def pytest_collectreport(self, report: Any) -> None:
        """Called by pytest, once a file: what could not even be begun."""
        if report.failed:
            self.sentences.append(str(report.longrepr))


def check(tests: list[str]) -> list[str]:
    """What is still to be done, in sentences; empty where all is well."""
    said = Said()
    code = pytest.main([*tests, "-q", "--tb=no", "--no-summary", "--no-header", "-p", "no:cacheprovider"], plugins=[said])
    return said.sentences or ([] if code == 0 else [f"检查没有跑完（pytest 的结果是{int(code)}）。运行 make test 看全部"])


def main() -> None:
    found = check([str(ROOT / test) for test in TESTS])
    if found:
        sys.exit("\n\n".join([f"\n还差{len(found)}件事：", *(f"{n}. {said}" for n, said in enumerate(found, 1))]))
    print("内容写够了，排版也对。")


if __name__ == "__main__":
    main()
