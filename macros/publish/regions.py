"""site/assets/regions.js: the places that a reader can choose, and site/assets/region/ID.js: the rules of one, loaded when it is chosen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.book import Handbook
from macros.views import Views


def compact(value: Any) -> str:
    """JSON without spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def places(book: Handbook) -> list[list]:
    """[[what is chosen and kept, ids of the places whose law holds there, the nearest first]]: each province, then its cities."""
    found: list[list] = []
    for word in book.vocab.places:
        own = [word.id] if word.id in book.regions else []
        found.append([word.title, own])
        found += [[f"{word.title}{r.name}", [i, *own]] for i, r in book.regions.items() if r.inside == word.id]
    return found


def rules(book: Handbook, id_: str) -> dict[str, Any]:
    """A place as the browser shows it: {name, url, rules: [{id, title, text, nation, scenarios, letters, cites: [[label, url]], clock?}]}; addresses
    relative to the site's root. A clock is what the page's own clocks are."""
    views = Views(book)
    region = book.regions[id_]
    shown = []
    for rule in region.rules:
        entry: dict[str, Any] = rule.model_dump(include={"id", "title", "text", "nation", "scenarios", "letters"})
        entry["cites"] = [[c["label"], c["url"]] for c in views.citations(rule.laws)]
        if rule.clock:
            clock = views.deadline_view(rule.clock)
            entry["clock"] = {key: clock[key] for key in ("label", "rule", "actor", "if_missed", "clock")}
        shown.append(entry)
    return {"name": region.name, "url": views.links.region(id_), "rules": shown}


def write(book: Handbook, site: Path) -> None:
    """Writes window.handbookPlaces, and for each place window.handbookRegions[id]."""
    assets = site / "assets"
    (assets / "region").mkdir(parents=True, exist_ok=True)
    (assets / "regions.js").write_text(f"window.handbookPlaces={compact(places(book))};\n", encoding="utf-8")
    for id_ in book.regions:
        text = f"(window.handbookRegions=window.handbookRegions||{{}})[{compact(id_)}]={compact(rules(book, id_))};\n"
        (assets / "region" / f"{id_}.js").write_text(text, encoding="utf-8")
