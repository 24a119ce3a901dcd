"""YAML files → plain values → models, remembering the line of every value; what a file may be, how large, how deep, with which characters.

The YAML is composed (ruamel.yaml, YAML 1.2) and turned into plain values here, because the ready-made constructors guess:
an unquoted date becomes a date without a line when it is wrong, 12:00 a number, a second equal key replaces the first.
Here a plain scalar is null, a boolean, a whole number or text. Anchors, aliases, tags and directives are refused.
Nothing is raised for bad files: every problem is collected.
"""

from __future__ import annotations

import re
import stat
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver
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

from macros import model as m
from macros.book import Document, Path_, place
from macros.problem import Problem, explain
from macros.text import LINE_END, UNREADABLE, UNSEEN, false_quote, template_mark, unseen, unseen_in

REFUSED = {
    AnchorToken: "锚点（&）",
    AliasToken: "引用（*）",
    TagToken: "标签（!）",
    DirectiveToken: "指令（%）",
}
OPENS = (BlockMappingStartToken, BlockSequenceStartToken, FlowMappingStartToken, FlowSequenceStartToken)
CLOSES = (BlockEndToken, FlowMappingEndToken, FlowSequenceEndToken)
DEEPEST = 24  # our own files nest up to 8 deep; the composer in C falls over at some thousands
FATHOMLESS = 1_000  # levels: of what tokens() found to be flat enough
BRACKETS = 1_000  # with so many, nested as they may be, the composer stands
# without any of these there is no anchor, alias, tag or directive, and no row that opens more levels than the brackets do
MARKED = re.compile(r"[&*!]|(?m:^%|^[ ?:-]{200})")
LARGEST = 2_000_000  # bytes; the largest of our own files has 80 000
HAN = re.compile(r"[\u4e00-\u9fff]")
LONGEST = 18  # digits of a number
AT_MOST = 40  # problems told of one file at a time


def cut_off(node: Any, text: str, raw: str) -> str | None:
    """The sentence for words without quotation marks behind which a # begins a comment: what stands there is not read."""
    end = node.end_mark.index
    behind = raw[end : raw.find("\n", end)] if HAN.search(text) else ""
    if re.match(r"\s+#", behind):
        return f'“{text[-6:]}”后面的“ #”起是说明，那里的字不会印出来。整句两头加英文引号（"）；真是说明，就移到上一行'
    return None


class TooDeep(Exception):
    """Something lies deeper than was asked for."""


def plain(node: Any, raw: str, problems: list[tuple[int, str]], room: int, clean: bool) -> Any:
    """A YAML node as None, bool, int, str, list or dict; notes equal keys and texts that are none on the way. `raw`: the file as it stands; `room`: how
    many levels there may be; `clean`: nothing in the file is written as an escape, and it has no mark of a template.

    Raises TooDeep.
    """
    if isinstance(node, ScalarNode):
        return scalar(node, raw, problems, clean)
    if not room:
        raise TooDeep
    if isinstance(node, SequenceNode):
        return [plain(item, raw, problems, room - 1, clean) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            problems.append((key.start_mark.line + 1, "键要写成一个词，不能是列表或对照表。改成一个词，后面写冒号"))
        elif key.value in result:
            first = next(other.start_mark.line + 1 for other, _ in node.value if isinstance(other, ScalarNode) and other.value == key.value)
            problems.append((key.start_mark.line + 1, f"键“{key.value}”写了两次，第一次在第{first}行。删去一个，或改成不同的键"))
        else:
            result[key.value] = plain(value, raw, problems, room - 1, clean)
    return result


def scalar(node: ScalarNode, raw: str, problems: list[tuple[int, str]], clean: bool) -> Any:
    """A scalar as plain() gives it."""
    text = node.value
    if clean and node.style:
        return text
    at = node.start_mark.line + 1
    # what stands in the file as it is was found by parse(); this finds what a text writes as an escape, "\\u200b"
    if node.style == '"' and (found := UNSEEN.search(text)) and found[0] not in raw:
        problems.append((at, unseen(found[0])))
    if message := template_mark(text) or (None if node.style else false_quote(text) or cut_off(node, text, raw)):
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


def note(node: Any, path: Path_, lines: dict[Path_, int]) -> None:
    """Notes the line of every path of a node: of what stands under a key, the key's."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and (*path, key.value) not in lines:
                lines[(*path, key.value)] = key.start_mark.line + 1
                note(value, (*path, key.value), lines)
    elif isinstance(node, SequenceNode):
        for i, item in enumerate(node.value):
            note(item, (*path, i), lines)


class Untold(VersionedResolver):
    """Finds out no value's type, which takes as long as all the rest of the composing: scalar() tells it by the text."""

    def resolve(self, *_: Any) -> str:
        """No type."""
        return ""

    def descend_resolver(self, *_: Any) -> None:
        """A level down: nothing to remember."""

    def ascend_resolver(self) -> None:
        """And up again."""


def reader() -> YAML:
    """A fresh reader, in C where ruamel.yaml.clib is there: the same nodes and lines, some forty times faster."""
    yaml = YAML(typ="safe", pure=False)
    yaml.Resolver = Untold
    return yaml


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


def at_once(text: str) -> tuple[Any] | None:
    """The value of a text in which nothing is unusual and nothing wrong, else None: most files need no look at their tokens, which takes a third of the
    reading."""
    if MARKED.search(text) or text.count("[") + text.count("{") > BRACKETS:
        return None
    problems: list[tuple[int, str]] = []
    try:
        node = reader().compose(text)
        value = node and plain(node, text, problems, DEEPEST, clean="\\" not in text and not template_mark(text))
    except (MarkedYAMLError, TooDeep):
        return None
    return (value,) if node and not problems else None


# what git leaves where two people changed the same rows; the reader would stop somewhere further down
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
IN_CONFLICT = "这是合并时留下的记号，两边的话都还在。留下对的一边，记号删去"

# what those who write Chinese type: ：for the colon behind a key, ，between two texts, " for a quotation mark within one
WIDE_COMMA = re.compile(r'"[，、；] *"')
WIDE_COLON = re.compile(r"\s*(?:- )?\{?[a-z][a-z0-9_-]*：")
INNER_QUOTE = re.compile(r"[\u4e00-\u9fff，。；、]\"[\u4e00-\u9fff]")


def slip(text: str, line: int, problem: str) -> tuple[int, str]:
    """A text that is no YAML: the row and what to do. The reader often stops one row too late, and names only what it expected."""
    rows = LINE_END.split(text)
    for near in (line, line - 1):
        row = rows[near - 1] if 0 < near <= len(rows) else ""
        if WIDE_COLON.match(row):
            return near, "键后面是中文冒号（：）。改成英文冒号加一个空格（: ）"
        if WIDE_COMMA.search(row):
            return near, "两项之间是中文标点。改成英文逗号加一个空格（, ）"
        if INNER_QUOTE.search(row):
            return near, '句子中间有英文引号（"），句子在那里断了。文字里的引号写成中文引号（“ ”）'
    return line, f"不是正确的YAML（{problem}）。看这一行和上一行的缩进、冒号和引号"


def some(file: str, problems: list[tuple[int, str]]) -> list[Problem]:
    """The problems of one file as far as a person can work through them, and how many more there are."""
    told = [Problem(file, line, "", message) for line, message in problems[:AT_MOST]]
    if len(problems) > AT_MOST:
        told.append(Problem(file, problems[AT_MOST][0], "", f"从这一行起还有{len(problems) - AT_MOST}个问题。先改上面的，再看一次"))
    return told


def decoded(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, or why there is none."""
    raw, why = content(path)
    if why:
        return None, [Problem(file, 0, "", why)]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as e:
        line = raw[: e.start].count(b"\n") + 1
        return None, [Problem(file, line, "", "这个文件不是UTF-8编码。用编辑器另存为UTF-8（无BOM）")]


@lru_cache(maxsize=2048)
def parse(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    """A text of YAML; the document is None where nothing could be read of it. Kept: the preview reads every file again for one changed
    word, and reading is most of loading. What it gives is shared, so nobody changes it."""
    for number, row in enumerate(LINE_END.split(text), 1):
        if "\t" in row[: len(row) - len(row.lstrip())]:
            return None, [Problem(file, number, "", "缩进里有制表符（Tab）。改成空格，每层两个")]
    if conflicts := [number for number, row in enumerate(LINE_END.split(text), 1) if CONFLICT.match(row)]:
        return None, some(file, [(number, IN_CONFLICT) for number in conflicts])
    problems = [(line, unseen(character)) for line, character in unseen_in(text)]
    if UNREADABLE.search(text):
        return None, some(file, problems)
    if usual := at_once(text):
        return Document(file, *usual, partial(lines_of, text)), some(file, problems)
    try:
        if marks := tokens(text):
            return None, some(file, sorted(problems + marks))
        node = reader().compose(text)
        value = node and plain(node, text, problems, FATHOMLESS, clean=False)
    except MarkedYAMLError as e:  # no other: what the reader itself refuses (UNREADABLE) is told before
        mark = e.problem_mark or e.context_mark
        problems.append(slip(text, mark.line + 1 if mark else 0, str(e.problem)))
        return None, some(file, problems)
    if node is None:
        return None, some(file, [*problems, (1, "文件是空的。照 CONTRIBUTING.md 的模板写")])
    return Document(file, value, partial(lines_of, text)), some(file, sorted(problems))


def lines_of(text: str) -> dict[Path_, int]:
    """The line of every path of a text that parse() could read."""
    lines: dict[Path_, int] = {}
    note(reader().compose(text), (), lines)
    return lines


def read(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """One YAML file, `file` its name for problems; the document is None where nothing could be read of it."""
    text, problems = decoded(path, file)
    return (None, problems) if text is None else parse(text, file)


def validate(document: Document, kind: type[m.Model]) -> tuple[m.Model | None, list[Problem]]:
    """A document as its model, or every reason why not."""
    try:
        return kind.model_validate(document.value), []
    except ValidationError as e:
        found: dict[tuple, Problem] = {}
        errors = e.errors(include_url=False)
        for error in errors[:AT_MOST]:
            path, message = explain(error, kind, document.value)
            found[path, message] = Problem(document.file, document.line(path), place(path), message)
        if len(errors) > AT_MOST:
            found[(), ""] = Problem(document.file, 0, "", f"这个文件还有{len(errors) - AT_MOST}个问题没有列出。先改列出的，再看一次")
        return None, list(found.values())
