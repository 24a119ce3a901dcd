"""The browser's modules on pages of the small book, under Node.js with jsdom: js/*.mjs."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from setup import node

from macros import letters
from macros.publish import days, letter_data
from tests.small import ROOT


@pytest.fixture(scope="session")
def drawn_pages(drawn, small_book, tmp_path_factory) -> Path:
    """A folder with the pages that the scripts are tried on."""
    folder = tmp_path_factory.mktemp("drawn")
    said = "<h2>冷静期</h2><p><a>冷静期</a></p><p>冷静期里可以退。冷静期只有一次。</p><p>又是冷静期。</p>"
    pages = {
        "situation": drawn.scenario_page("change-of-mind").html,
        "situations": drawn.scenario_index("x.html"),
        "triage": drawn.tree("triage.html", "triage"),
        "letter": drawn.letter_page("refund-letter").html,
        "changes": drawn.changes_page("changes.html"),
        "terms": said + drawn.page_terms("x.html", said),
    }
    (folder / "assets").mkdir()
    days.write(folder)
    letter_data.write(small_book, folder)
    (folder / "letter-source.json").write_text(json.dumps(letters.source("refund-letter", small_book)), encoding="utf-8")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "js").glob("*.mjs")), ids=lambda p: p.stem)
def test_under_node(path, drawn_pages):
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    done = subprocess.run(
        [str(found[0]), "--test", str(path)], capture_output=True, text=True, env=os.environ | {"SMALL": str(drawn_pages)}, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
