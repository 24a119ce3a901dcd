"""site/assets/case-words.js: the words of a case that is carried away — every letter's text, every step. Loaded when somebody asks for the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import letters as grammar
from macros.book import Handbook

# what fill.js needs of a letter; the rest of what a letter's own page gets serves its form
LETTER = ("id", "title", "fields", "lines", "agent")
FIELD = ("id", "label", "type", "required", "case", "width", "options")
SOME = ("role", "when")  # where a field has one


def letter(book: Handbook, id_: str) -> dict[str, Any]:
    """One letter as fill.js takes it."""
    source = grammar.source(id_, book)
    return {key: source[key] for key in LETTER} | {
        "fields": [{key: field[key] for key in (*FIELD, *SOME) if key in FIELD or field.get(key)} for field in source["fields"]]
    }


def words(book: Handbook) -> dict[str, Any]:
    """{letters: {id: as fill.js takes it}, steps: {scope: {step: what it says}} of what a situation has of its own, shared: {step: …}}"""
    return {
        "letters": {id_: letter(book, id_) for id_ in book.letters},
        "steps": {id_: {x.record.id: x.record.do for x in book.steps_of(id_) if not x.shared} for id_ in book.scenarios},
        "shared": {id_: step.do for id_, step in book.shared_steps.items()},
    }


def write(book: Handbook, site: Path) -> None:
    """Writes site/assets/case-words.js: window.handbookWords = words()."""
    text = json.dumps(words(book), ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "case-words.js").write_text(f"window.handbookWords={text};\n", encoding="utf-8")
