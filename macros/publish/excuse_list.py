"""site/assets/excuses.js: what merchants say, with the paragraph for a complaint; the letters' pages load it when asked for. Of a very long list it has
the groups only, and a group's rows are in site/assets/excuses/<group>.js, which come when the reader chooses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import divided
from macros import model as m
from macros.book import Handbook


def groups(book: Handbook) -> list[dict[str, Any]]:
    """[{id, title, excuses: [{says, aliases, complaint, only_if?, about?}]}] by group; an entry a variant, which says what it is `about`. What is written into
    another paper than a complaint is left out."""

    def entry(e: m.Excuse, about: str = "") -> dict[str, Any]:
        extra = {"only_if": e.only_if, "about": about}
        return {"says": e.says, "aliases": e.aliases, "complaint": e.complaint} | {key: text for key, text in extra.items() if text}

    return [
        {
            "id": id_,
            "title": file.title,
            "excuses": [x for e in file.excuses for x in (entry(e), *(entry(e.spoken(v), book.about(v)) for v in e.variants))],
        }
        for id_, file in book.excuse_groups.items()
        if file.paper == m.Excuses.model_fields["paper"].default
    ]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(book: Handbook, site: Path) -> None:
    """Writes window.handbookExcuses: [{title, excuses}]; of a very long list [{id, title}], and a file a group, which adds its `excuses`."""
    every = groups(book)
    whole = divided.few([e for group in every for e in group["excuses"]], "retorts")
    listed = [{"title": g["title"], "excuses": g["excuses"]} if whole else {"id": g["id"], "title": g["title"]} for g in every]
    (site / "assets" / "excuses.js").write_text(f"window.handbookExcuses={_compact(listed)};\n", encoding="utf-8")
    for at, group in enumerate(() if whole else every):
        folder = site / "assets" / "excuses"
        folder.mkdir(exist_ok=True)
        (folder / f"{group['id']}.js").write_text(f"window.handbookExcuses[{at}].excuses={_compact(group['excuses'])};\n", encoding="utf-8")
