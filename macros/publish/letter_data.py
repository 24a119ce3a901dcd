"""site/assets/letter-data.js: what the check before sending, the helping hands and the text for a form on the web know beside a letter's own page.

It comes with them (assets/javascripts/letter/late.js), at the first touch: who only looks does not wait for it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import letters as grammar
from macros.book import Handbook
from macros.views import Views


def data(book: Handbook) -> dict[str, Any]:
    """{all: what every letter's source gets, amounts: {letter: [the sums that it can compute]}}; addresses relative to the site's root."""
    views = Views(book, "")
    attorney = grammar.power_of_attorney(book)
    source = grammar.source(next(iter(book.letters)), book)
    return {
        "all": {key: source[key] for key in grammar.LATER if key != "amounts"}
        | {"bureaus": views.bureaus(), "poa": attorney and attorney | {"url": views.links.letter(attorney["letter"])}},
        "amounts": {id_: [views.letter_amount(a) for a in letter.amounts] for id_, letter in book.letters.items() if letter.amounts},
    }


def write(book: Handbook, site: Path) -> None:
    """Writes site/assets/letter-data.js: window.handbookLetterData = data(). A book without letters has none."""
    if not book.letters:
        return
    text = json.dumps(data(book), ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "letter-data.js").write_text(f"window.handbookLetterData={text};\n", encoding="utf-8")
