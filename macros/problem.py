"""A data error as content editors read it: file, line, place, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from macros import model as m
from macros.book import Path_


@dataclass(frozen=True, order=True)
class Problem:
    """`file` relative to the project's root; `line` counts from 1, 0 where no line can be named."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


def suggest(wrong: str, known: Iterable[str]) -> str:
    """“你是不是要写 …？” where something close exists, else an empty text."""
    near = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.7)
    return f"你是不是要写 {near[0]}？" if near else ""


def _keys(kind: type[m.Model], path: Path_) -> list[str]:
    """The keys allowed at a path of a model, for the suggestion beside an unknown key."""
    schema = kind.model_json_schema()
    here: dict = schema

    def options(node: dict) -> list[dict]:
        if "$ref" in node:
            return options(schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
        if "anyOf" in node:
            return [o for part in node["anyOf"] for o in options(part)]
        return [node]

    nodes = options(here)
    for part in path:
        following = []
        for node in nodes:
            if isinstance(part, int):
                following += options(node.get("items", {}))
            elif part in node.get("properties", {}):
                following += options(node["properties"][part])
            elif isinstance(more := node.get("additionalProperties"), dict):
                following += options(more)
            elif isinstance(pattern := node.get("patternProperties"), dict):
                following += [o for value in pattern.values() for o in options(value)]
        nodes = following
    return sorted({key for node in nodes for key in node.get("properties", {})})


def _pattern(pattern: str, value: Any) -> str:
    if pattern == m.ID:
        return f"“{value}”不是合格的id。只用小写字母、数字和连字符，如 no-reason-return"
    if pattern == m.CITATION:
        return f"“{value}”不是引用。写成 法律id#条号，如 consumer-rights-law#25、food-safety-law#12-1"
    if pattern.startswith("^https?"):
        return f"“{value}”不是网址。要以 https:// 开头；没有官方网址时写 null"
    return f"“{value}”的写法不对"


def explain(error: dict, kind: type[m.Model]) -> tuple[Path_, str]:
    """One pydantic error as (path, sentence in Chinese with the remedy)."""
    # pydantic puts the alternative's name (Step, SharedRef, Text, Item) into the path: those are not keys of the file
    path = tuple(p for p in error["loc"] if not (isinstance(p, str) and (p[:1].isupper() or p == "[key]")))
    value = error.get("input")
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            known = _keys(kind, path[:-1])
            hint = suggest(str(path[-1]), known) or f"这里可用的键：{'、'.join(known)}"
            return path, f"不认识的键“{path[-1]}”。{hint}"
        case "missing":
            return path[:-1], f"缺少“{path[-1]}”。补上它；确实没有内容时照模板写 null 或 []"
        case "string_type":
            given = "空值" if value is None else f"{value}"
            return path, f"应该是文字，写的是{given}。给它加上双引号"
        case "string_too_short":
            return path, "不能是空的文字。写上内容，或者删去这个键"
        case "string_too_long":
            return path, f"太长：最多{context['max_length']}个字，现在{len(value)}个"
        case "string_pattern_mismatch":
            return path, _pattern(context["pattern"], value)
        case "literal_error":
            return path, f"“{value}”不在可选范围：{context['expected'].replace(' or ', '、').replace(', ', '、')}"
        case "bool_type":
            return path, f"应该写 true 或 false，写的是“{value}”"
        case "int_type" | "int_parsing":
            return path, f"应该是整数，写的是“{value}”。数字不加引号"
        case "list_type":
            return path, "应该是列表，每项前面加“- ”，或写成 [ ]"
        case "dict_type" | "model_type" | "model_attributes_type":
            return path, "应该是一组“键: 值”"
        case "too_short":
            return path, f"至少要有{context['min_length']}项"
        case "value_error":
            return path, str(context["error"])
        case other:
            return path, f"{error['msg']}（{other}）"
