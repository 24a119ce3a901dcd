"""How the tests wait for a page."""

from __future__ import annotations

import re

from tests.conftest import ROOT

GIVEN = re.compile(r'wait_for_function\(\s*(f?"""|f?")(.*)')


def test_what_is_waited_for_is_a_function():
    """An expression is evaluated by its text at every look, and the pages' policy forbids that from the second look on: it fails exactly where it would
    have had to wait. A function is made once."""
    found = [
        (path.relative_to(ROOT).as_posix(), match[2])
        for folder in ("tests", "tools")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for match in GIVEN.finditer(path.read_text(encoding="utf-8"))
        if path.name != "test_waits.py"
    ]
    assert len(found) > 20
    assert [(path, text) for path, text in found if not re.match(r"(async )?(\(\w*\)|\w+) =>", text)] == []
