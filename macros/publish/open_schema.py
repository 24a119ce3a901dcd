"""site/data/handbook.schema.json: the JSON Schema of the open data, made from the same models as everything else, and the licence beside them.

What open_data.py leaves out of a record, adds to it or says in other words is said here a second time, in the tables below; the test holds the whole of
the data against it, and each key against its description. Keys may be added in later versions, so nothing is closed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from macros import model as m
from macros.book import Handbook

Schema = dict[str, Any]
VERSION = 1
LICENCE = "CC BY 4.0"

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
URL: Schema = {"type": "string", "description": "relative to the site's root, with the anchor"}
IDS: Schema = {"type": "array", "items": {"type": "string"}}
TEXTS = IDS
OR_NONE: Schema = {"type": ["string", "null"]}


def _object(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    return {"type": "object", "properties": properties, "required": [name for name in properties if name not in optional]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


ARTICLE = _object(
    {"article": TEXT, "title": OR_NONE, "gist": TEXT, "url": URL, "in_force": TEXT, "until": TEXT, "instead": {"type": "object"}, "unverified": {"type": "boolean"}},
    optional=("in_force", "until", "instead", "unverified"),
)  # fmt: skip
YES: Schema = {"type": "boolean"}
OPTIONAL = {"unverified"}  # said only where it is true


def _with(model: str, added: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """A record of a model, with more."""
    return {"allOf": [{"$ref": f"#/$defs/{model}"}, _object(added, optional)]}


CLAIM = _object({"text": TEXT, "asserts": _list({"type": "object"}), "conflict": OR_NONE, "else": OR_NONE, "unknown": OR_NONE})

# list → (the model of its records, what is left out of them, what is added or said otherwise)
RECORDS: dict[str, tuple[type[m.Model], tuple[str, ...], dict[str, Schema]]] = {
    "laws": (m.Law, ("articles", "unverified"), {"id": TEXT, "url": URL, "articles": _list(ARTICLE), "unverified": YES}),
    "scenarios": (
        m.Scenario,
        (),
        {
            "id": TEXT, "url": URL, "short": URL, "faqs": IDS,
            "first": _with("First", {"say": TEXT, "only_if": OR_NONE}),
            "deadlines": _list(_with("Deadline", {"shared": TEXT}, ("shared",))),
            "steps": _list(_with("Step", {"phase": TEXT, "shared": YES}, ("shared",))),
        },
    ),
    "excuses": (m.Excuse, (), {"group": TEXT, "variants": _list(_with("Variant", {"about": TEXT, "url": URL, "scenarios": IDS})), "url": URL, "scenarios": IDS}),
    "letters": (m.Letter, ("body", "amounts"), {"id": TEXT, "url": URL, "short": URL, "amounts": _list({"type": "object"}), "body": TEXTS, "claims": _list(CLAIM)}),
    "channels": (m.Channel, ("site",), {"site": TEXTS, "sites": _list({"type": "object"}), "url": URL}),
    "platforms": (m.Platform, (), {"id": TEXT, "url": URL}),
    "regions": (m.Region, (), {"id": TEXT, "url": URL}),
    "cases": (m.Case, (), {"url": URL}),
    "changes": (m.Change, (), {"url": URL}),
    "log": (m.Release, (), {}),
    "trees": (m.Tree, (), {"id": TEXT}),
    "glossary": (m.Term, (), {"url": URL}),
    "misconceptions": (m.Misconception, (), {"url": URL}),
    "outside": (m.Outside, (), {"url": URL}),
    "sums": (m.Sum, (), {}),
    "bureaus": (m.Bureau, (), {}),
    "repealed": (m.Repealed, (), {}),
    "renamed": (m.Renamed, (), {}),
    "form_limits": (m.FormLimit, (), {}),
    "cautions": (m.Caution, (), {}),
    "shared_steps": (m.SharedStep, (), {}),
    "shared_deadlines": (m.SharedDeadline, ("said", "unlike"), {}),
}  # fmt: skip
# lists without a model of their own
OTHERS: dict[str, Schema] = {
    "faqs": _object(
        {"id": TEXT, "topic": TEXT, "question": TEXT, "aliases": TEXTS, "answer": TEXT, "details": TEXTS, "next": _list({"type": "object"}), "url": URL,
         "laws": IDS, "scenarios": IDS, "reviewed": TEXT}
    ),
    "excuse_groups": _object({"id": TEXT, "title": TEXT, "intro": TEXT, "speaker": TEXT, "paper": TEXT, "excuses": IDS, "url": URL}),
    "dangers": _object({"id": TEXT, "title": TEXT, "lines": TEXTS, "call": IDS, "scenario": TEXT}),
    "pages": _object({"url": URL, "title": TEXT, "text": TEXT}),
}  # fmt: skip


def _opened(value: Any) -> Any:
    """A model's schema as a promise to others: nothing closed, no titles that only repeat a key's name."""
    if isinstance(value, dict):
        return {k: _opened(v) for k, v in value.items() if k != "additionalProperties" or v is not False}
    return [_opened(v) for v in value] if isinstance(value, list) else value


def schema() -> Schema:
    """The whole schema. References lead to its $defs."""
    models: list[tuple[type[m.Model], Any]] = [(model, "serialization") for model, _, _ in RECORDS.values()]
    known, defined = models_json_schema(
        [*models, *((model, "serialization") for model in (m.Vocab, m.First, m.Deadline, m.Step, m.Variant))], by_alias=True
    )
    definitions = defined["$defs"]

    def of(model: type[m.Model]) -> Schema:
        return definitions[known[model, "serialization"]["$ref"].rpartition("/")[2]]

    properties: dict[str, Schema] = {
        "schema": {"const": VERSION, "description": "the version of this shape: it changes only where a key vanishes or changes its meaning"},
        "version": {"type": "string", "description": "the handbook's, as in the list of changes"},
        "license": {"const": LICENCE},
        "vocab": {"type": "object"},
    }
    for name, (model, left_out, added) in RECORDS.items():
        own = of(model)
        shown = {key: value for key, value in own["properties"].items() if key not in left_out}
        required = [key for key in own.get("required", []) if key not in left_out]
        merged = _object(shown | added)
        merged["required"] = [*dict.fromkeys([*required, *(key for key in added if key not in OPTIONAL)])]
        properties[name] = _list({"description": own.get("description", "")} | merged)
    properties |= {name: _list(record) for name, record in OTHERS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "精品售后纠纷处理手册：开放数据",
        "type": "object",
        "properties": _opened(properties),
        "required": list(properties),
        "$defs": _opened(definitions),
    }


def write(book: Handbook, site: Path) -> None:
    """Writes site/data/handbook.schema.json and, where the project has one, the licence of its contents."""
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "handbook.schema.json").write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    licence = book.root / "LICENSE-CONTENT"
    if licence.is_file():
        (folder / "LICENSE.txt").write_text(licence.read_text(encoding="utf-8"), encoding="utf-8")
