"""What the page “我的案件” knows of the handbook, as classic scripts, so that they also load from a folder.

site/assets/case-data.js: what the state of every case is told with (phases, events, days off).
site/assets/case-letters.js: what the letters are called, whom they go to and what they mark: for a case that speaks of one, and for the parts that offer them.
site/assets/case-lists.js: what else the parts of the page need in which things are written down (situations, facts, kinds of evidence).
site/assets/case/ID.js: one situation, whole: its steps and its clocks. A page loads those that the case is about and no others.
Titles, short texts and the few values that clocks are counted with; no HTML.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import rest_days
from macros.book import Handbook, PlacedClock, PlacedStep
from macros.letters import evidence_list
from macros.links import Links
from macros.model import PHASES
from macros.views import Views


def step(placed: PlacedStep) -> dict[str, str]:
    """{id, do, letter?, evidence?, perishable?}: the last two say which evidence is expected, and what is lost by waiting."""
    record = placed.record
    return {"id": record.id, "do": record.do} | {key: value for key in ("letter", "evidence", "perishable") if (value := getattr(record, key))}


def clock(views: Views, placed: PlacedClock) -> dict[str, Any]:
    """{id, shared?, label, rule, note?, if_missed, then?: {do, url}, from, n, unit, roll, actor, safe?, applies?, extend?, laws: [[label, url]]}.

    `shared`: situations that have the same one mean one clock."""
    view = views.deadline_view(placed.record)
    said = {key: view[key] for key in ("id", "label", "rule", "note", "if_missed", "then") if view[key]}
    return said | ({"shared": placed.shared} if placed.shared else {}) | view["clock"] | {"laws": [[c["label"], c["url"]] for c in view["citations"]]}


def situation(book: Handbook, views: Views, id_: str) -> dict[str, Any]:
    """{title, url, letters, clocks, steps: {phase: [step]}, phases?: {phase: what it is called here}}"""
    steps: dict[str, list[dict[str, str]]] = {phase: [] for phase in PHASES}
    for placed in book.steps_of(id_):
        steps[placed.phase].append(step(placed))
    record = book.scenarios[id_]
    return {
        "title": record.title,
        "url": views.links.scenario(id_),
        "letters": record.letters,
        "clocks": [clock(views, placed) for placed in book.placed_clocks_of(id_)],
        "steps": steps,
    } | ({"phases": own} if (own := record.phase_titles.model_dump(by_alias=True, exclude_none=True)) else {})


def titles(book: Handbook, name: str) -> dict[str, str]:
    """{id: title} of a list of the vocabulary."""
    return {word.id: word.title for word in getattr(book.vocab, name)}


def data(book: Handbook) -> dict[str, Any]:
    """Every page with a case loads it; keys are read by docs/assets/javascripts/case/ and nowhere else."""
    views = Views(book)
    return {
        "phases": [{"id": w.id, "title": w.title, "short": w.short or w.title, "url": views.links.step(w.id)} for w in book.vocab.phases],
        "events": titles(book, "events"),
        "actors": {w.id: w.blurb for w in book.vocab.actors},
        "holidays": rest_days.table(),
    }


def letters(book: Handbook) -> dict[str, Any]:
    """{id: {title, url, addressee, marks, marksWhen?: {field, is}}}. They grow with the handbook, so no page has to wait for them."""
    links = Links(book)
    return {
        id_: {"title": x.title, "url": links.letter(id_), "addressee": x.addressee, "marks": x.marks}
        | ({"marksWhen": {"field": x.marks_when.field, "is": x.marks_when.options}} if x.marks_when else {})
        for id_, x in book.letters.items()
    }


def lists(book: Handbook) -> dict[str, Any]:
    """What is asked for on the case page only; together with data() and letters() it is all that the page knows of every case."""
    return {
        "topics": titles(book, "topics"),
        "evidence": titles(book, "evidence"),
        "examples": {word.id: [word.proves, word.original] for word in book.vocab.evidence},
        "register": evidence_list(book),
        "groups": titles(book, "fact_groups"),
        "facts": titles(book, "facts"),
        "situations": {id_: {"title": s.title, "topic": s.topic} for id_, s in book.scenarios.items()},
        # the checklists of the six steps' own pages, by their scope
        "checklists": {f"steps-{phase}": [s.id for s in book.shared_steps.values() if s.phase == phase] for phase in PHASES},
    }


def _script(path: Path, name: str, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{name}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n", encoding="utf-8")


def write(book: Handbook, site: Path) -> None:
    """Writes window.handbookCase = data(), window.handbookCaseLetters = letters(), window.handbookCaseLists = lists() and, a file a situation,
    window.handbookSituations[id] = situation()."""
    views = Views(book)
    _script(site / "assets" / "case-data.js", "window.handbookCase", data(book))
    _script(site / "assets" / "case-letters.js", "window.handbookCaseLetters", letters(book))
    _script(site / "assets" / "case-lists.js", "window.handbookCaseLists", lists(book))
    for id_ in book.scenarios:
        name = f"(window.handbookSituations=window.handbookSituations||{{}})[{json.dumps(id_)}]"
        _script(site / "assets" / "case" / f"{id_}.js", name, situation(book, views, id_))
