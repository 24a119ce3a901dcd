"""The letters' small grammar, parsed once.

A body text holds blanks: [[field]] or [[field|filter]]. Filters: `cny` (money in Chinese capitals) and `date`
(2026年11月22日, the default for a date). Parsed here into runs; the blank sheet is drawn from the runs by a component,
the preview, the copied text and the filled sheet by fill.js from the same runs (published in the page as JSON). There is
no second parser.
"""

from __future__ import annotations

import re
from typing import Any

from . import model as m

BLANK = re.compile(r"\[\[([a-z0-9-]+)(?:\|([a-z]+))?\]\]")
FILTERS = {"cny": ("money",), "date": ("date",)}  # filter -> field types it takes
# how long a pen needs, in Chinese characters, where the field does not say
PEN = {"text": 10, "longtext": 60, "money": 5, "date": 8, "phone": 8, "choice": 6, "choices": 12}


def runs(text: str) -> list[dict[str, Any]]:
    """'退[[paid|cny]]。' → [{'text': '退'}, {'field': 'paid', 'filter': 'cny'}, {'text': '。'}]"""
    result: list[dict[str, Any]] = []
    at = 0
    for mark in BLANK.finditer(text):
        if mark.start() > at:
            result.append({"text": text[at : mark.start()]})
        result.append({"field": mark[1]} | ({"filter": mark[2]} if mark[2] else {}))
        at = mark.end()
    if at < len(text):
        result.append({"text": text[at:]})
    return result


def _when(when: m.When | None) -> dict[str, str] | None:
    if when is None:
        return None
    return {"field": when.field} | ({"is": when.is_} if when.is_ else {})


def lines(letter: m.Letter) -> list[dict[str, Any]]:
    """The body as flat lines: {kind: heading|para|item|sign, runs, when?}; list items are numbered by whoever draws them,
    since a condition may leave one out."""
    result: list[dict[str, Any]] = []
    for block in letter.body:
        texts: list[tuple[str, str, m.When | None]] = []
        if block.heading is not None:
            texts = [("heading", block.heading, None)]
        elif block.para is not None:
            texts = [("para", block.para, None)]
        elif block.sign is not None:
            texts = [("sign", block.sign, None)]
        elif block.list_ is not None:
            texts = [("item", i, None) if isinstance(i, str) else ("item", i.text, i.when) for i in block.list_]
        for kind, text, own in texts:
            conditions = [c for c in (_when(block.when), _when(own)) if c]
            result.append({"kind": kind, "runs": runs(text)} | ({"when": conditions} if conditions else {}))
    return result


def problems(letter: m.Letter) -> list[tuple[tuple[str | int, ...], str]]:
    """(path in the file, message) for every blank that does not fit its field."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    fields = {f.id: f for f in letter.fields}
    used: set[str] = set()

    def see_when(path: tuple[str | int, ...], when: m.When | None) -> None:
        if when is None:
            return
        used.add(when.field)
        if when.field not in fields:
            found.append(((*path, "when"), f"条件里的空“{when.field}”没有在 fields 里声明"))
        elif when.is_ and when.is_ not in {o.id for o in fields[when.field].options}:
            found.append(((*path, "when"), f"空“{when.field}”没有“{when.is_}”这个选项"))

    def see(path: tuple[str | int, ...], text: str) -> None:
        for mark in BLANK.finditer(text):
            name, filter_ = mark[1], mark[2]
            used.add(name)
            if name not in fields:
                known = "、".join(fields)
                found.append((path, f"[[{name}]]没有在 fields 里声明。已有的空：{known}"))
            elif filter_ and filter_ not in FILTERS:
                found.append((path, f"[[{name}|{filter_}]]：没有“{filter_}”这种写法，可用的：{'、'.join(FILTERS)}"))
            elif filter_ and fields[name].type not in FILTERS[filter_]:
                found.append((path, f"[[{name}|{filter_}]]只能用在{'、'.join(FILTERS[filter_])}类的空上，它是{fields[name].type}"))
        rest = BLANK.sub("", text)
        if "[[" in rest or "]]" in rest:
            found.append((path, "方括号没有成对，或空的名字不合格。写成 [[paid]] 或 [[paid|cny]]"))

    for i, block in enumerate(letter.body):
        see_when(("body", i), block.when)
        for key, text in (("heading", block.heading), ("para", block.para), ("sign", block.sign)):
            if text is not None:
                see(("body", i, key), text)
        for j, item in enumerate(block.list_ or []):
            if isinstance(item, str):
                see(("body", i, "list", j), item)
            else:
                see_when(("body", i, "list", j), item.when)
                see(("body", i, "list", j, "text"), item.text)
    for i, field in enumerate(letter.fields):
        if field.id not in used:
            found.append((("fields", i, "id"), f"空“{field.id}”声明了，正文里却没有用到。在 body 里写 [[{field.id}]]，或删去它"))
    return found
