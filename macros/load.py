"""YAML → models, remembering the file and line of every value.

The YAML is composed (ruamel.yaml, YAML 1.2) and turned into plain values here, because the ready-made constructors guess:
an unquoted date becomes a date without a line when it is wrong, 12:00 a number, a second equal key replaces the first.
Here a plain scalar is null, a boolean, a whole number or text. Anchors, aliases, tags and directives are refused.
Nothing is raised for bad data: every problem of every file is collected.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.tokens import (
    AliasToken,
    AnchorToken,
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    DirectiveToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    TagToken,
)

from . import model as m
from .problem import Problem, suggest
from .text import LINE_END, UNREADABLE, UNSEEN, false_quote, template_mark, unseen, unseen_in

DATA = "docs/_data"
REFUSED = {
    AnchorToken: "锚点（&）",
    AliasToken: "引用（*）",
    TagToken: "标签（!）",
    DirectiveToken: "指令（%）",
}
OPENS = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
CLOSES = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
DEEPEST = 24  # our own files nest up to 8 deep; the composer in C falls over at some thousands
LARGEST = 2_000_000  # bytes; the largest of our own files has 80 000
LONGEST = 18  # digits of a number
AT_MOST = 40  # problems told of one file at a time

Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """One data file: its plain value and the line (from 1) of every path in it."""

    file: str
    value: Any
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass
class Handbook:
    """Everything the handbook knows. Dictionaries keep the order of the files; keys are permanent ids."""

    root: Path
    vocab: m.Vocab
    laws: dict[str, m.Law] = field(default_factory=dict)
    scenarios: dict[str, m.Scenario] = field(default_factory=dict)
    shared_steps: dict[str, m.SharedStep] = field(default_factory=dict)
    excuse_groups: dict[str, m.Excuses] = field(default_factory=dict)
    faqs: dict[str, m.Questions] = field(default_factory=dict)
    letters: dict[str, m.Letter] = field(default_factory=dict)
    channels: dict[str, m.Channel] = field(default_factory=dict)
    glossary: dict[str, m.Term] = field(default_factory=dict)
    misconceptions: dict[str, m.Misconception] = field(default_factory=dict)
    synonyms: list[m.Synonym] = field(default_factory=list)
    platforms: dict[str, m.Platform] = field(default_factory=dict)
    cases: dict[str, m.Case] = field(default_factory=dict)
    changes: dict[str, m.Change] = field(default_factory=dict)
    trees: dict[str, m.Tree] = field(default_factory=dict)
    outside: dict[str, m.Outside] = field(default_factory=dict)
    search_queries: list[m.SearchQueries.Group] = field(default_factory=list)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    present: dict[str, set[str]] = field(default_factory=dict)  # kind -> ids whose file exists, valid or not

    @property
    def excuses(self) -> dict[str, tuple[str, m.Excuse]]:
        """Excuse id → (group, excuse)."""
        return {e.id: (group, e) for group, file in self.excuse_groups.items() for e in file.excuses}

    @property
    def questions(self) -> dict[str, tuple[str, m.Question]]:
        """Question id → (topic, question)."""
        return {q.id: (topic, q) for topic, file in self.faqs.items() for q in file.questions}


def plain(node: Any, path: Path_, raw: str, lines: dict[Path_, int], problems: list[tuple[int, str]]) -> Any:
    """A YAML node as None, bool, int, str, list or dict; notes lines and equal keys on the way. `raw`: the file as it stands."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        result: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                problems.append((line, "键要写成一个词，不能是列表或对照表"))
                continue
            name = key.value
            if name in result:
                first = lines[(*path, name)]
                problems.append((line, f"键“{name}”写了两次，第一次在第{first}行。删去一个，或改成不同的键"))
                continue
            lines[(*path, name)] = line
            result[name] = plain(value, (*path, name), raw, lines, problems)
        return result
    if isinstance(node, SequenceNode):
        return [plain(item, (*path, i), raw, lines, problems) for i, item in enumerate(node.value)]
    text = node.value
    at = node.start_mark.line + 1
    # what stands in the file as it is was found by read(); this finds what a text writes as an escape, "\\u200b"
    if node.style == '"' and (found := UNSEEN.search(text)) and found[0] not in raw:
        problems.append((at, unseen(found[0])))
    if message := template_mark(text) or (None if node.style else false_quote(text)):
        problems.append((at, message))
    if node.style:  # quoted or block: always text
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if re.fullmatch(r"[-+]?[0-9]+", text):
        if len(text) > LONGEST:
            problems.append((at, f"数字有{len(text)}位，太长。是号码就加上双引号，是数量就写短"))
            return text
        return int(text)
    return text


def reader() -> YAML:
    """A fresh reader, in C where ruamel.yaml.clib is there: the same nodes and lines, some forty times faster."""
    return YAML(typ="safe", pure=False)


def content(path: Path) -> tuple[bytes, str | None]:
    """The bytes of a file, or why there are none. Asks what it is before opening it: a pipe would never end, a device neither."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            return b"", "这是文件夹，不是数据文件。改掉文件夹的名字，或删去它"
        if not stat.S_ISREG(state.st_mode):
            return b"", "这不是普通的文件。删去它，新建一个普通的文本文件"
        if state.st_size > LARGEST:
            return (
                b"",
                f"文件有{state.st_size / 1_000_000:.1f} MB，太大：最多{LARGEST // 1_000_000} MB。看是不是贴进了别的东西；真有这么多内容就拆成几个文件",
            )
        return path.read_bytes(), None
    except PermissionError:
        return b"", "没有读这个文件的权限。改文件的权限（chmod 644）"
    except FileNotFoundError:
        return b"", "这个链接指向的文件不存在。删去链接，放进真的文件"
    except OSError as e:
        return b"", f"读不了这个文件（{e.strerror}）。看它是不是绕回自己的链接；删去它，放进真的文件"


def tokens(text: str) -> list[tuple[int, str]]:
    """Problems that only the marks of the YAML show: what we do not use, and nesting that nobody meant. Stops at the first too deep."""
    problems = []
    depth = 0
    for token in reader().scan(text):
        line = token.start_mark.line + 1
        if name := REFUSED.get(type(token)):
            problems.append((line, f"不使用YAML的{name}。直接写出内容；文字里有这个符号时加引号"))
        depth += isinstance(token, OPENS) - isinstance(token, CLOSES)
        if depth > DEEPEST:
            problems.append((line, f"一层套一层，超过了{DEEPEST}层。看这一行的括号、“- ”和缩进，去掉多打的"))
            break
    return problems


def some(file: str, problems: list[tuple[int, str]]) -> list[Problem]:
    """The problems of one file as far as a person can work through them, and how many more there are."""
    told = [Problem(file, line, "", message) for line, message in problems[:AT_MOST]]
    if len(problems) > AT_MOST:
        told.append(Problem(file, problems[AT_MOST][0], "", f"从这一行起还有{len(problems) - AT_MOST}个问题。先改上面的，再看一次"))
    return told


def read(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """One YAML file; the document is None where nothing could be read of it."""
    raw, why = content(path)
    if why:
        return None, [Problem(file, 0, "", why)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as e:
        line = raw[: e.start].count(b"\n") + 1
        return None, [Problem(file, line, "", "这个文件不是UTF-8编码。用编辑器另存为UTF-8（无BOM）")]
    for number, row in enumerate(LINE_END.split(text), 1):
        if "\t" in row[: len(row) - len(row.lstrip())]:
            return None, [Problem(file, number, "", "缩进里有制表符（Tab）。改成空格，每层两个")]
    problems = [(line, unseen(character)) for line, character in unseen_in(text)]
    if UNREADABLE.search(text):
        return None, some(file, problems)
    try:
        if marks := tokens(text):
            return None, some(file, sorted(problems + marks))
        node = reader().compose(text)
    except MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        problems.append((mark.line + 1 if mark else 0, f"不是正确的YAML（{e.problem}）。看这一行和上一行的缩进、冒号和引号"))
        return None, some(file, problems)
    except YAMLError as e:
        return None, some(file, [*problems, (0, f"不是正确的YAML（{e}）。看括号、冒号和引号有没有成对")])
    if node is None:
        return None, some(file, [*problems, (1, "文件是空的。照 CONTRIBUTING.md 的模板写")])
    lines: dict[Path_, int] = {}
    value = plain(node, (), text, lines, problems)
    return Document(file, value, lines), some(file, sorted(problems))


def place(path: Path_) -> str:
    """('steps', 'verify', 2, 'laws') → steps.verify[2].laws"""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


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


def validate(document: Document, kind: type[m.Model]) -> tuple[m.Model | None, list[Problem]]:
    """A document as its model, or every reason why not."""
    try:
        return kind.model_validate(document.value), []
    except ValidationError as e:
        found: dict[tuple, Problem] = {}
        for error in e.errors():
            path, message = explain(error, kind)
            found[path, message] = Problem(document.file, document.line(path), place(path), message)
        return None, list(found.values())


def load(root: Path) -> tuple[Handbook | None, list[Problem]]:
    """Everything under docs/_data. The handbook is None only where there is no usable vocabulary."""
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    models: dict[str, dict[str, m.Model]] = {kind: {} for kind in m.KINDS}
    present: dict[str, set[str]] = {kind: set() for kind in m.KINDS}
    data = root / DATA
    claimed: set[Path] = set()
    for kind, (model, where) in m.KINDS.items():
        single = where.endswith(".yml")
        paths = [data / where] if single else sorted((data / where).glob("*.yml"))
        claimed.update(paths)
        for path in paths:
            file = path.relative_to(root).as_posix()
            if not (path.exists() or path.is_symlink()):
                problems.append(Problem(file, 0, "", "缺少这个数据文件。照 CONTRIBUTING.md 的模板新建"))
                continue
            name = path.stem
            present[kind].add(name)
            if not single and not re.fullmatch(m.ID, name):
                problems.append(Problem(file, 0, "", f"文件名就是id，“{name}”不合格。只用小写字母、数字和连字符"))
            document, found = read(path, file)
            problems += found
            if document is None:
                continue
            value, found = validate(document, model)
            problems += found
            documents[kind, name] = document
            if value is not None:
                models[kind][name] = value
    if data.is_dir():
        for path in sorted(p for p in data.rglob("*") if p.is_file()):
            if path not in claimed:
                file = path.relative_to(root).as_posix()
                problems.append(Problem(file, 0, "", "不知道这个文件是什么。数据文件以 .yml 结尾，放在已有的文件夹里"))
    if "vocab" not in models["vocab"]:
        return None, problems
    book = Handbook(root=root, vocab=models["vocab"]["vocab"], documents=documents, present=present)
    book.laws = models["law"]
    book.scenarios = models["scenario"]
    book.excuse_groups = models["excuses"]
    book.faqs = models["faqs"]
    book.letters = models["letter"]
    book.platforms = models["platform"]
    book.trees = models["tree"]
    for kind, target, items in (
        ("shared-steps", book.shared_steps, "steps"),
        ("channels", book.channels, "channels"),
        ("glossary", book.glossary, "terms"),
        ("misconceptions", book.misconceptions, "misconceptions"),
        ("cases", book.cases, "cases"),
        ("changes", book.changes, "changes"),
        ("outside", book.outside, "outside"),
    ):
        for file in models[kind].values():
            for i, item in enumerate(getattr(file, items)):
                if item.id in target:
                    document = documents[kind, kind]
                    problems.append(
                        Problem(document.file, document.line((items, i, "id")), place((items, i, "id")), f"id“{item.id}”用了两次。改掉新加的那一个")
                    )
                    continue
                target[item.id] = item
    for file in models["synonyms"].values():
        book.synonyms = file.synonyms
    for file in models["search-queries"].values():
        book.search_queries = file.queries
    return book, problems
