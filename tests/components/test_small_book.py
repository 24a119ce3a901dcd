"""The small book is whole: every kind, every field, every choice. Whoever adds one is told here to give it a record."""

from __future__ import annotations

import re
import types
import typing
from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BaseModel

from macros.kinds import LISTS, PAGES, REGISTRY
from macros.links import Links
from macros.load import DATA, places
from tests import small
from tests.small import PAGES as WRITTEN


def models(book, kinds=REGISTRY):
    """Every record of the book as (kind, the file's model)."""
    for kind in kinds:
        for (name, _), document in book.documents.items():
            if name == kind.name:
                yield kind, kind.model.model_validate(document.value)


def inside(value: Any):
    """Every model within a value, itself included."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from inside(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from inside(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from inside(inner)


def classes(annotation: Any):
    """Every model class that an annotation may hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from classes(field.annotation)
    else:
        for part in typing.get_args(annotation):
            yield from classes(part)


def choices(annotation: Any):
    """The values of every closed list of the program in an annotation."""
    if typing.get_origin(annotation) is Literal:
        yield from typing.get_args(annotation)
    elif typing.get_origin(annotation) in (Annotated, typing.Union, types.UnionType, list, dict):
        for part in typing.get_args(annotation):
            yield from choices(part)


def test_every_kind_has_its_files(small_project):
    lacks = [f"{DATA}/{kind.where}（{kind.word}）" for kind in REGISTRY if not [p for p in places(kind, small_project) if p.is_file()]]
    assert not lacks, f"小书里缺这几种数据，在 tests/small/data 里各写一两条：{lacks}"


def test_every_kind_has_its_records(small_book):
    lacks = [kind.name for kind in REGISTRY if kind.attribute and not getattr(small_book, kind.attribute)]
    lacks += [name for name in ("synonyms", "search_queries") if not getattr(small_book, name)]
    assert not lacks, f"小书里这几种没有一条记录：{lacks}"


def test_every_field_is_filled_somewhere(small_book):
    filled: Counter[tuple[type, str]] = Counter()
    for _, file in models(small_book):
        for model in inside(file):
            for name, field in type(model).model_fields.items():
                value = getattr(model, name)
                if value not in (None, [], {}, "") and (field.is_required() or value != field.get_default(call_default_factory=True)):
                    # a field of a parent class is the parent's
                    owner = next(c for c in reversed(type(model).__mro__) if name in getattr(c, "model_fields", {}))
                    filled[owner, name] += 1
    known = {c for kind in REGISTRY for c in classes(kind.model)}
    lacks = []
    for model in sorted(known, key=lambda c: c.__name__):
        for name in model.model_fields:
            owner = next(c for c in reversed(model.__mro__) if name in getattr(c, "model_fields", {}))
            if not filled[owner, name]:
                lacks.append(f"{model.__name__}.{name}")
    assert not lacks, f"小书里没有一条记录写了这些键，在 tests/small/data 里各写一处：{lacks}"


def test_every_choice_is_taken_somewhere(small_book):
    """By the field's name: the units of a clock and of its extension are one list."""
    known = {
        (name, choice)
        for kind in REGISTRY
        for model in classes(kind.model)
        for name, field in model.model_fields.items()
        for choice in choices(field.annotation)
    }
    taken = {
        (name, getattr(model, name))
        for _, file in models(small_book)
        for model in inside(file)
        for name in type(model).model_fields
        if isinstance(getattr(model, name), str)
    }
    lacks = sorted(f"{name}: {choice}" for name, choice in known - taken)
    assert not lacks, f"小书里没有一条记录选了这些，在 tests/small/data 里各写一处：{lacks}"


def test_the_text_of_every_kind_is_read_as_written(small_book):
    """One record of each attribute by a text of its file: nothing is swapped, nothing lost on the way into the book."""
    book = small_book
    assert book.scenarios["broken-lamp"].first.messages[0].say == "灯坏了，请来修。"
    assert book.laws["shop-law"].articles["12-1"].gist == "十二条之后加的一条。"
    assert book.questions["how-long"][0] == "online"
    assert book.excuses["fifth"][0] == "waiting"
    assert book.words["events"]["received"].title == "收货"
    assert [s.record.do for s in book.steps_of("broken-lamp")] == ["看哪里坏了", "留下聊天记录"]
    assert [s.shared for s in book.steps_of("broken-lamp")] == [False, True]


def test_every_macro_is_called_on_a_page():
    written = "\n".join(WRITTEN.values())
    door = (small.ROOT / "macros" / "__init__.py").read_text(encoding="utf-8")
    other = re.findall(r"@env\.macro\s+def (\w+)", door)
    assert {"cite", "say", "note", "decision_tree"} <= set(other)
    lacks = [name for name in (*LISTS, *other) if f"{name}(" not in written]
    assert not lacks, f"tests/small 的页面没有用到这些宏：{lacks}"


def test_the_site_is_built(small_site, small_book):
    """A page a record and every written page, by the real build with its warnings as errors."""
    have = {p.relative_to(small_site).as_posix() for p in small_site.rglob("*.html") if p.parent.name != "s"}
    stubs = {f"{PAGES[name].folder}/{id_}.html" for name, id_ in small_book.documents if name in PAGES}
    printed = {f"print/{id_}{end}.html" for id_ in small_book.scenarios for end in ("", "-letters")}
    led = {old for old in Links(small_book).moved() if old.endswith(".html")}
    assert have == stubs | printed | led | {name.removesuffix(".md") + ".html" for name in WRITTEN} | {"404.html"}
