"""The words of the reader's own papers, as classic scripts, each loaded when somebody asks for it.

site/assets/letter/ID.js: a letter away from its own page, for a situation's pack and for a case that is carried away. A file a letter: whoever needs one
does not wait for all.
site/assets/case-words.js: the steps that situations share, for a case that is carried away; their own stand in the script of each (case_data.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import letters as grammar
from macros.book import Handbook
from macros.pages import Pages

# what fill.js and the check before sending need of a letter; what comes later of its page (publish/letter_data.py) comes later here too
LETTER = ("id", "title", "fields", "lines", "agent")
FIELD = ("id", "label", "type", "group", "required", "case", "width", "options")
SOME = ("role", "of", "when")  # where a field has one


def letter(book: Handbook, id_: str) -> dict[str, Any]:
    """One letter as fill.js takes it."""
    source = grammar.source(id_, book)
    return {key: source[key] for key in LETTER} | {
        "fields": [{key: field[key] for key in (*FIELD, *SOME) if key in FIELD or field.get(key)} for field in source["fields"]]
    }


def text(pages: Pages, id_: str) -> dict[str, Any]:
    """letter() with `blank`: the sheet to fill by pen as HTML, drawn as on the letter's own page."""
    lines = grammar.blank_lines(pages.book.letters[id_])
    view = {"title": pages.book.letters[id_].title, "lines": lines, "boxes": grammar.boxes(lines)}
    return letter(pages.book, id_) | {"blank": pages.dialled(pages.draw("blank", "", view))}


def shared(book: Handbook) -> dict[str, str]:
    """Step → what it says, of those that are written once for many."""
    return {id_: step.do for id_, step in book.shared_steps.items()}


def _packed(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(book: Handbook, site: Path) -> None:
    """Writes site/assets/letter/ID.js: window.handbookLetters[ID] = text(), and site/assets/case-words.js: window.handbookWords = shared()."""
    pages = Pages(book)
    folder = site / "assets" / "letter"
    folder.mkdir(parents=True, exist_ok=True)
    for id_ in book.letters:
        program = f'(window.handbookLetters=window.handbookLetters||{{}})["{id_}"]={_packed(text(pages, id_))};\n'
        (folder / f"{id_}.js").write_text(program, encoding="utf-8")
    (site / "assets" / "case-words.js").write_text(f"window.handbookWords={_packed(shared(book))};\n", encoding="utf-8")
