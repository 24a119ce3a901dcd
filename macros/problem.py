"""A data error as content editors read it: file, line, place, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from macros import model as m
from macros.book import Path_

# what a reference to a shared clock may not say: it is the clock
ONCE = set(m.SharedDeadline.model_fields) - set(m.DeadlineRef.model_fields) | {"from"}


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


@cache
def _schema(kind: type[m.Model]) -> dict[str, Any]:
    return kind.model_json_schema()


def _keys(kind: type[m.Model], path: Path_) -> list[str]:
    """The keys allowed at a path of a model, for the suggestion beside an unknown key. The path may name alternatives (DeadlineRef)."""
    schema = _schema(kind)

    def options(node: dict) -> list[dict]:
        if "$ref" in node:
            return options(schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
        if several := node.get("anyOf") or node.get("oneOf"):
            return [o for part in several for o in options(part)]
        return [node]

    nodes = options(schema)
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
            elif node.get("title") == part:
                following.append(node)
        # a part that is neither a key nor an alternative of the schema (Text, Item) leaves the nodes as they are
        nodes = following or (nodes if _alternative(part) else [])
    return sorted({key for node in nodes for key in node.get("properties", {})})


def _alternative(part: str | int) -> bool:
    """Is a part of an error's place the name of an alternative (Step, SharedRef, Text), which is no key of the file?"""
    return isinstance(part, str) and (part[:1].isupper() or part == "[key]")


def _shown(value: Any) -> str:
    """A value as the editor wrote it, cut where it is long."""
    match value:
        case None:
            return "空值"
        case bool():
            return "true" if value else "false"
        case dict():
            return "一组“键: 值”"
        case list():
            return "列表"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:40]}……（共{len(text)}个字）"


def _pattern(pattern: str, value: Any) -> str:
    shown = _shown(value)
    match pattern:
        case m.ID | m.WORD_ID:
            return f"“{shown}”不是合格的id。只用小写字母、数字和连字符，如 no-reason-return"
        case m.CITATION:
            return f"“{shown}”不是引用。写成 法律id#条号，如 consumer-rights-law#25、food-safety-law#12-1"
        case m.ARTICLE:
            return f"“{shown}”不是条号。只写数字，第十二条之一写 12-1，整个加双引号"
        case m.LINK:
            return f"“{shown}”不是能用的网址。写成 https:// 加网站名的完整网址，不带空格和引号；没有官方网址时写 null"
        case m.PHONE:
            return f"“{shown}”不是电话号码。只写数字，如 12315、010-12345678；没有就写 null"
        case m.VISIBLE:
            return "只有空格或换行，印出来是空的。写上内容，或者删去这个键"
        case m.TARGET:
            return f"“{shown}”不是去处。写成 种类/id，如 scenario/parcel"
    return f"“{shown}”的写法不对。照同一个文件里别处的样子写"


def _path(error: Any, value: Any) -> Path_:
    """Where in the file an error is. pydantic puts the name of the alternative that it tried (Step, SharedRef, Text, Item) and the
    mark [key] among the keys: what the file does not have there is none of its keys."""
    path: list[str | int] = []
    for i, part in enumerate(error["loc"]):
        last = i == len(error["loc"]) - 1
        if isinstance(part, str) and not (isinstance(value, dict) and part in value) and not (last and error["type"] == "missing"):
            continue
        path.append(part)
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    return tuple(path)


# key -> what to do where its text is too long, where its list is empty; others are told in general
SHORTER = {"answer": "先用一句话回答，其余放进 details"}
FILLED = {
    "laws": '写上依据，如 laws: ["consumer-rights-law#25"]；条文在 docs/_data/laws/ 里找',
    "next": '写上下一步，如 next: [{do: "照清单做", scenario: no-reason-return}]',
}
# key -> what to write where it is missing; others are told in general
MISSING = {
    "headline": '页首的日子由人选，没有默认的：写最压着这位读者的期限的 id；证据或钱先没的，写 {today: "存下监控，请店家书面答应保存"}；'
    "放哪个日子都会误导的，写 none",
}
# what stands where a text belongs -> what to do about it
NO_TEXT: dict[type, str] = {dict: "写成一句话，加双引号", list: "写成一句话，去掉“- ”和 [ ]"}


def explain(error: Any, kind: type[m.Model], document: Any) -> tuple[Path_, str]:
    """One pydantic error as (path, sentence in Chinese with the remedy). `document`: the plain value of the whole file."""
    path = _path(error, document)
    value = error.get("input")
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden" if "DeadlineRef" in error["loc"] and path[-1] in ONCE:
            own = "、".join(name for name in m.DeadlineRef.model_fields if name != "shared")
            return path, f"引用共用期限，不能在这里改 {path[-1]}：它只在 shared-deadlines.yml 里写一次，改那里，引用它的页面一起变。这里只能写 {own}"
        case "extra_forbidden":
            known = _keys(kind, tuple(error["loc"])[:-1])
            hint = suggest(str(path[-1]), known) or f"这里可用的键：{'、'.join(known)}"
            return path, f"不认识的键“{_shown(path[-1])}”。{hint}"
        case "missing":
            remedy = MISSING.get(str(path[-1]), "补上它；确实没有内容时照模板写 null 或 []")
            return path[:-1], f"缺少“{path[-1]}”。{remedy}"
        case "string_type":
            return path, f"应该是文字，写的是{_shown(value)}。{NO_TEXT.get(type(value), '给它加上双引号')}"
        case "string_too_short":
            return path, "不能是空的文字。写上内容，或者删去这个键"
        case "string_too_long":
            return path, f"太长：最多{context['max_length']}个字，现在{len(value)}个。{SHORTER.get(str(path[-1]), '写短')}"
        case "string_pattern_mismatch":
            return path, _pattern(context["pattern"], value)
        case "literal_error":
            allowed = {"True": "true", "False": "false"}.get(context["expected"]) or context["expected"].replace(" or ", "、").replace(", ", "、")
            return path, f"“{_shown(value)}”不在可选范围。改成其中一个：{allowed}"
        case "bool_type":
            return path, f"应该写 true 或 false，不加引号，写的是“{_shown(value)}”"
        case "int_type":
            return path, f"应该是整数，写的是“{_shown(value)}”。只写数字，不加引号"
        case "greater_than_equal":
            return path, f"{_shown(value)}太小。最小写{context['ge']}"
        case "less_than_equal":
            return path, f"{_shown(value)}太大。最大写{context['le']}"
        case "list_type":
            return path, "应该是列表，每项前面加“- ”，或写成 [ ]"
        case "dict_type" | "model_type" | "model_attributes_type":
            return path, "应该是一组“键: 值”。照模板一行写一个键"
        case "too_short":
            return path, f"至少要有{context['min_length']}项。{FILLED.get(str(path[-1]), '补上')}"
        case "too_long":
            return path, f"最多{context['max_length']}项，现在{context['actual_length']}项。删去多的"
        case "value_error":
            return path, str(context["error"])
        case other:
            return path, f"写法不对（{other}：{error['msg']}）。照 CONTRIBUTING.md 的模板写"
