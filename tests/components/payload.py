"""Every text of a book poisoned: what each way out must still give as the text it is.

A poisoned text is the text, a mark of its own (〔17〕) and the PAYLOAD. Wherever a mark stands in an output, the payload must stand behind it,
letter for letter, within one text: then nothing of it was taken for markup, for a template, for Markdown or for a program.
"""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from macros.book import Handbook
from macros.kinds import REGISTRY
from macros.letters import SALUTATION
from macros.model import CITATION

# a template that computes leaves this number, which stands nowhere else
COMPUTED = "62773913"
PAYLOAD = (
    "<b>&\"'{{7919*7927}}{%raw%}{#c#}{%x[x](javascript:window.ran=1)[y]: javascript:window.ran=2 javascript:]]></script>"
    "<script>window.ran=3</script><img src=x onerror=window.ran=4>&lt;&#91;<!--c--></title></textarea></style>*e*__u__`c`"
    '![i](x.png)<https://a.example/>\\*{: #y .z onclick=window.ran=5 }";window.ran=6;//${window.ran=7}|\t\u2028~~s~~^s^==m==\n\n# h\n\n    code\n- i\n\n!!! note\n    end'
)
MARK = re.compile(r"〔(\d+)〕")


def squeeze(text: str) -> str:
    """White space made one: no output promises more of it."""
    return " ".join(text.split())


EXPECTED = squeeze(PAYLOAD)
FLAT = "".join(PAYLOAD.split())  # for what takes white space out altogether
POISONED = re.compile(rf"〔\d+〕{re.escape(EXPECTED)}")


def _is_text(annotation: Any) -> bool:
    """May a string of this annotation be any text? The model is asked: an id, a citation, a day, an address, a closed list take no markup. The
    probe has ten characters, as many as the shortest text may."""
    if annotation is None:
        return True
    if isinstance(annotation, FieldInfo):
        annotation = Annotated[annotation.annotation, *annotation.metadata] if annotation.metadata else annotation.annotation
    try:
        TypeAdapter(annotation).validate_python("文〔1〕<b>&\"'", strict=True)
    except ValidationError:
        return False
    return True


def _inner(annotation: Any) -> Any:
    """What a list or a dictionary of this annotation holds."""
    if isinstance(annotation, FieldInfo):
        annotation = annotation.annotation
    origin = typing.get_origin(annotation)
    if origin in (list, dict):
        return typing.get_args(annotation)[-1]
    for part in typing.get_args(annotation):
        if (found := _inner(part)) is not None:
            return found
    return None


class Poison:
    """`texts`: number of a mark → (where the text stands, the poisoned text). `references`: ids of the vocabulary, which are no texts."""

    def __init__(self, book: Handbook) -> None:
        self.texts: dict[int, tuple[str, str]] = {}
        self.fields: set[tuple[str, str]] = set()
        self.references = {id_ for list_ in book.words.values() for id_ in list_}
        self.book = self._book(book)

    def _book(self, book: Handbook) -> Handbook:
        changed = {"vocab": self._value(book.vocab, None, "vocab")}
        for name in ("synonyms", "search_queries", "releases"):
            changed[name] = self._value(getattr(book, name), None, name)
        for kind in REGISTRY:
            if kind.attribute:
                changed[kind.attribute] = self._value(getattr(book, kind.attribute), None, kind.attribute)
        return dataclasses.replace(book, **changed)

    def move_to(self, project: Path) -> None:
        """The poisoned book belongs to this project; the search's score that its pages read there is poisoned as well."""
        self.book = dataclasses.replace(self.book, root=project)
        path = project / "docs" / "about" / "search-score.json"
        score = json.loads(path.read_text(encoding="utf-8"))
        for miss in score["misses"]:
            miss["query"] = self.text(miss["query"], "search-score.misses")
        for row in (*score["confused"]["before"], *score["confused"]["after"]):
            row |= {name: self.text(row[name], f"search-score.confused.{name}") for name in ("meant", "got")}
        path.write_text(json.dumps(score), encoding="utf-8")

    def text(self, text: str, where: str) -> str:
        """A text with its mark and the payload behind it; an address keeps its beginning, so that it still is one."""
        number = len(self.texts) + 1
        poisoned = f"{text}〔{number}〕{PAYLOAD}"
        self.texts[number] = (where, poisoned)
        return poisoned

    def _value(self, value: Any, annotation: Any, where: str) -> Any:
        if isinstance(value, BaseModel):
            update = {}
            for name, field in type(value).model_fields.items():
                if name not in value.model_fields_set:
                    continue  # what nobody wrote are the program's own words
                old = getattr(value, name)
                new = self._value(old, field, f"{where}.{name}")
                if new is not old:
                    update[name] = new
                    self.fields.add((type(value).__name__, name))
            return value.model_copy(update=update)
        if isinstance(value, dict):
            return {key: self._value(inner, _inner(annotation), f"{where}.{key}") for key, inner in value.items()}
        if isinstance(value, list):
            return [self._value(inner, _inner(annotation), f"{where}[{i}]") for i, inner in enumerate(value)]
        # neither a reference nor a blank with its colon is a text
        if not isinstance(value, str) or value in self.references or SALUTATION.fullmatch(value) or re.fullmatch(CITATION, value):
            return value
        if value.startswith(("http://", "https://")) or _is_text(annotation):
            return self.text(value, where)
        return value


def altered(texts: Iterable[str], cut: bool = False, without: str = "") -> list[str]:
    """Every marked place of some texts whose payload is not what it was.

    `cut`: the text may end early, with an ellipsis; `without`: a mark of the output's own that no text may bring."""
    expected = squeeze(EXPECTED.replace(without, " ")) if without else EXPECTED
    found = []
    for text in map(squeeze, texts):
        for m in MARK.finditer(text):
            rest = text[m.end() :]
            if not rest.startswith(expected) and not (cut and expected.startswith(rest.removesuffix("…").rstrip())):
                found.append(text[m.start() : m.start() + 160])
        if COMPUTED in text:
            found.append(text[max(0, text.index(COMPUTED) - 80) :][:160])
    return found


def without(text: str) -> str:
    """A text with its poison taken out: what it must have been without."""
    return squeeze(POISONED.sub("", squeeze(text)))


def marks(texts: Iterable[str]) -> set[int]:
    return {int(m[1]) for text in texts for m in MARK.finditer(text)}


def strings(value: Any) -> Iterator[str]:
    """Every string of a value out of JSON, keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value
