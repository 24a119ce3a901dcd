"""Printed by WebKit, no card is cut and no heading left alone: what belongs together stands on one sheet."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from setup import lacking

from tests import paper
from tests.engines.drivers import hidden_display

ROOT = Path(__file__).resolve().parent
# page: what must not be cut there, and how many of these are long enough to be found. Each was wrong once: of the first two a row of where to turn to was cut,
# of two packs a row of the evidence, of one a place to turn to; in the others a heading stood alone at the end of a sheet
ON_SITUATIONS = (".doors > li, .handout tr, .clocks--brief > li", 5)
IN_PACKS = (".pack__clock, .pack__say, .pack__step, .pack__door, .pack__article, .pack__now, tr", 40)
WHOLE = {
    "scenarios/health-products.html": ON_SITUATIONS,
    "scenarios/return-shipping.html": ON_SITUATIONS,
    "scenarios/scam.html": ON_SITUATIONS,
    "print/new-car.html": IN_PACKS,
    "print/insurance-claim.html": IN_PACKS,
    "print/home-renovation.html": IN_PACKS,
    "print/pet.html": IN_PACKS,
    "print/minor-spending.html": IN_PACKS,
    "print/tour.html": IN_PACKS,
    "print/price-fraud.html": IN_PACKS,
}


LONG = "a long list of evidence"
WORDS = (
    "第{}份聊天记录的截图和原件",
    "售后聊天窗口里导出的第{}段",
    "第{}次答应退款以后又反悔不肯办理，前后经过都在里面，一共说了两次",
    "第{}份打印件",
)


def filled(page: Path, folder: Path) -> Path:
    """The blank list of evidence with thirty rows of three and four lines, as a page of its own that takes its styles from the site."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    table = tree.css_first("table.paper__table")
    wide = [head.attributes["class"] for head in table.css("th")]
    cells = [[str(n), *(words.format(n) for words in WORDS), str(n)] for n in range(1, 31)]
    rows = ["".join(f'<td class="{c}">{text}</td>' for c, text in zip(wide, row, strict=True)) for row in cells]
    html = tree.html.replace(table.css_first("tbody").html, "<tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody>")
    made = folder / "list.html"
    made.write_text(html.replace("<head>", f'<head><base href="{page.as_uri()}">'), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def printed(site: Path, tmp_path_factory) -> dict[str, list[str]]:
    """{page: what stands on each of its sheets, without blanks}."""
    if missing := lacking("webkit-print"):
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("printed")
    pages = {page: site / page for page in WHOLE} | {LONG: filled(site / "letters" / "evidence-list.html", folder)}
    names = {page: folder / f"{number}.pdf" for number, page in enumerate(pages)}
    jobs = json.dumps([[path.as_uri(), str(names[page])] for page, path in pages.items()])
    display, environment = hidden_display()
    try:
        command = ["/usr/bin/python3", str(ROOT / "webkit_print.py"), jobs]  # Debian's own, with Debian's gi
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    finally:
        display.kill()
        display.wait()
    assert done.returncode == 0, done.stderr[-2000:]
    return {page: paper.sheets(path) for page, path in names.items()}


def leaves(node: LexborNode) -> list[str]:
    """The texts of an element that a line or more is filled with."""
    found = [paper.squeezed(inner.text()) for inner in node.css("*") if not inner.css("* > *:not(a, b, span, strong)")[1:]]
    return [text for text in dict.fromkeys(found) if len(text) >= 8]


@pytest.mark.parametrize("address", WHOLE)
def test_no_card_is_cut(printed, site, address):
    selector, least = WHOLE[address]
    sheets = printed[address]
    assert len(sheets) > 1, "on one sheet nothing can be cut"
    tree = LexborHTMLParser((site / address).read_text(encoding="utf-8"))
    seen = 0
    for node in tree.css(f"article :is({selector})"):
        where = {text: [number for number, sheet in enumerate(sheets, 1) if text in sheet] for text in leaves(node)}
        once = {text: numbers[0] for text, numbers in where.items() if len(numbers) == 1}
        assert len(set(once.values())) <= 1, once
        for text in (text for text, numbers in where.items() if not numbers):  # a cell that is cut stands on neither sheet whole
            begins, ends = ([n for n, sheet in enumerate(sheets) if part in sheet] for part in (text[:6], text[-6:]))
            assert not (len(begins) == len(ends) == 1 and begins != ends), text
        seen += bool(once)
    assert seen >= least, seen


@pytest.mark.parametrize("address", [address for address, what in WHOLE.items() if what is IN_PACKS])
def test_no_heading_ends_a_sheet(printed, site, address):
    tree = LexborHTMLParser((site / address).read_text(encoding="utf-8"))
    headings = tuple(paper.squeezed(node.text()) for node in tree.css("article :is(h2, h3)"))
    assert any(heading in sheet for heading in headings for sheet in printed[address])
    assert not [sheet[-30:] for sheet in printed[address] if sheet.endswith(headings)]


def test_no_row_of_a_filled_list_is_cut(printed):
    """What a reader wrote of one piece of evidence stands on one sheet; every row is there."""
    sheets = printed[LONG]
    assert len(sheets) > 2
    for n in range(1, 31):
        row = [paper.squeezed(words.format(n)) for words in WORDS]
        assert sum(all(text in sheet for text in row) for sheet in sheets) == 1, n
