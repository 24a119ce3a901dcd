"""Pages that people write: the head, and what the page asks of the program (cite, say, decision_tree …), before the engine sees them.

The engine's own answer to a slip here is a head printed in the page, or a traceback once half the site is made.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from jinja2 import Environment, TemplateSyntaxError, nodes
from pydantic import ValidationError

from macros import asserts, reviews, spoken
from macros import model as m
from macros.book import Document
from macros.check.report import Known, Report
from macros.kinds import INSIDE, LISTS, PARTS, files
from macros.links import STEPS
from macros.problem import Problem, suggest
from macros.read import AT_MOST, CONFLICT, IN_CONFLICT, decoded, parse, validate
from macros.text import LINE_END, UNREADABLE, unfit, unseen, unseen_in

UNWRITTEN = "（待写"  # how the templates of `make new` mark a blank
NO_TITLE = '页面开头没有标题。第一行写 ---，接着写 title: "标题"，再写一行 ---'
MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# what the page's policy stops, or what would take a reader out of the handbook unprotected
FORBIDDEN = re.compile(
    r"<(?:script|style|iframe|frame|object|embed|form|base|meta|link|video|audio|source|track|svg|math|portal)\b"
    r"|\bon[a-z]{3,}\s*=\s*\S|\bstyle\s*=|(?:javascript|vbscript):|\bdata:[a-z]+/|\bhttp://"
    r"|!\[[^\]]*\]\(\s*<?\s*(?:https?:)?//|!\[[^\]]*\](?!\()|\b(?:src|srcset|poster|ping|background|data|action|formaction)\s*=\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*”|`[^`]*`")
ANCHOR = re.compile(r"\{:[^}]*#([A-Za-z0-9_-]+)|\bid\s*=\s*[\"']([^\"']+)")
INDENT = 40  # spaces before a row; Python-Markdown reads each level by a call of its own
BRACKETS = 200  # in one paragraph; each looks for its partner through all the others
ASKS = re.compile(r"\{\{\s*([a-z_]+)\((\s*\))?")
MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
BLOCK = re.compile(r"\{%-?\s*(end)?call\b")
SCORE = "docs/about/search-score.json"
GRAMMAR = Environment()  # only to parse: nothing of a page is run here
# all that a page needs of the template language: its own words, and macros asked for with fixed texts
PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.CallBlock, nodes.Name, nodes.Const, nodes.Keyword)


# of the macros that draw a whole kind: those that several pages ask for, each for its part; and what a book without a score has no page for
FREE = (*PARTS, "channels_kind", "search_score")


def once(report: Report) -> None:
    """What leads to a whole kind stands on one page; each phase has its page; no page is a copy of another."""
    asked: dict[str, str] = {}
    same: dict[str, str] = {}
    unread = False
    for path, file, stub in report.pages:
        text = None if stub else decoded(path, file)[0]
        unread = unread or (text is None and not stub)  # told above: what it asks for is not known
        if text is None or stub:
            continue
        first = same.setdefault(text.strip(), file)
        if first != file:
            report.found.append(Problem(file, 0, "", f"和 {first} 的内容一模一样。拷来改的，改成它自己的内容；多出来的，删去"))
            continue
        for mark in ASKS.finditer(text):
            unread = unread or mark[1] not in (*INSIDE, *LISTS) or (mark[1] in LISTS and not mark[2])
            if mark[1] in LISTS and mark[2] and mark[1] not in FREE:
                first = asked.setdefault(mark[1], file)
                if first != file:
                    line = text.count("\n", 0, mark.start()) + 1
                    report.found.append(Problem(file, line, "", f"{{{{ {mark[1]}() }}}} 已经写在 {first} 里，链接只到那里。留一处"))
    lost = [] if unread or not asked else [name for name in LISTS if name not in FREE and name not in asked]
    back = "误删了就把那一页取回来（git status 看少了哪一页，git checkout -- 那一页）"
    report.found += [Problem("docs", 0, "", f"没有一页写着 {{{{ {name}() }}}}，指到那里的链接都断了。{back}；改坏了就照样写上") for name in lost]
    there = {file for _, file, _ in report.pages}
    if report.book.scenarios:
        steps = [f"docs/{STEPS.format(phase).removesuffix('.html')}.md" for phase in m.PHASES]
        report.found += [Problem(file, 0, "", f"缺少这一页，每个场景都有链接到这里。{back}") for file in steps if file not in there]


def written(report: Report) -> None:
    """Every page can be read, has a head that the engine reads as it is meant, and asks only for what there is."""
    for path, file, stub in report.pages:
        text, found = decoded(path, file)
        if text is not None:
            found = [Problem(file, line, "", unseen(character)) for line, character in unseen_in(text)][:AT_MOST]
        report.found += found
        if text is None or UNREADABLE.search(text):
            continue
        rows = LINE_END.split(text.removeprefix("\ufeff"))
        body = _head(report, file, rows, stub)
        if stub and f"{{{{ {stub}() }}}}" not in text:
            report.found.append(Problem(file, 1, "", f"页面里没有 {{{{ {stub}() }}}}。加上它，内容才会出现"))
        # the head's rows are left empty, so that lines stay as an editor counts them
        rows = [""] * body + rows[body:]
        _shape(report, file, rows, stub)
        _body(report, path, file, "\n".join(rows), stub)


def _head(report: Report, file: str, rows: list[str], stub: str | None) -> int:
    """Checks the head of a page (title, description, reviewed) and returns how many rows it takes."""

    def say(line: int, message: str) -> None:
        report.found.append(Problem(file, line, "", message))

    if rows[0].rstrip() != "---":
        if not stub:
            say(1, NO_TITLE)
        return 0
    end = next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() in ("---", "...")), None)
    if end is None:
        say(1, "开头的 --- 没有结束。在 title、description 后面再写一行 ---")
        return len(rows)
    head = "\n".join(["", *rows[1:end]])
    if not head.strip():
        if not stub:
            say(1, NO_TITLE)
        return end + 1
    document, found = parse(head, file)
    report.found += found
    if document is None:
        return end + 1
    if stub and isinstance(document.value, dict) and "title" in document.value:
        say(document.line(("title",)), "页面里写了 title。删去它：标题只来自数据")
    else:
        report.found += validate(document, m.StubHead if stub else m.PageHead)[1]
    try:
        engine = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError):  # ValueError: an unquoted day that does not exist
        engine = None
    if not isinstance(engine, dict):
        say(2, '网站程序读不懂页面开头。每行写 键: "文字"，文字都加英文双引号')
        return end + 1
    for key, value in document.value.items() if isinstance(document.value, dict) else ():
        if isinstance(value, str) and not isinstance(engine.get(key), str):
            say(document.line((key,)), f'{key} 的“{value}”要加英文双引号，不加会被当成日期或数字：{key}: "{value}"')
    reviewed = document.value.get("reviewed") if isinstance(document.value, dict) else None
    if isinstance(reviewed, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", reviewed) and reviewed > report.today.isoformat():
        say(document.line(("reviewed",)), f"核对日期{reviewed}还没有到。写实际核对的那一天")
    return end + 1


def _shape(report: Report, file: str, rows: list[str], stub: str | None) -> None:
    """Checks that a page is one that Markdown can read in a moment, at an address that can be typed, with no mark of the data in it and nothing that the
    policy forbids."""

    def say(line: int, message: str) -> None:
        report.found.append(Problem(file, line, "", message))

    for part in Path(file).with_suffix("").parts:
        if not stub and not re.fullmatch(m.ID, part):  # a stub's name is its record's id, which is looked at where it is read
            say(0, f"“{part}”会成为网址的一部分。改名：只用小写字母、数字和连字符")
    brackets = 0
    anchors: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        deep = len(row) - len(row.lstrip(" "))
        if deep > INDENT:
            say(number, f"前面有{deep}个空格，一层套一层太深了，最多{INDENT}个。减少缩进")
            return
        before, brackets = brackets, brackets + row.count("[") if row.strip() else 0
        if before <= BRACKETS < brackets:
            say(number, f"这一段里的“[”超过{BRACKETS}个。删去多打的，或空一行分成两段")
        if found := FORBIDDEN.search(row):
            say(
                number,
                f"“{found[0].strip()}”不能写在页面里：不带脚本、框架、样式、影音和外站的图，链接只用 https。删去它，或改成 https、自己的图",
            )
        if (mark := spoken.STRAY.search(row)) and re.search("clock|fact", mark[0], re.IGNORECASE):  # [[1]](#one) is a link
            say(number, f"“{mark[0]}”会照样印出来：期限和案情的记号只在数据里用得上。页面里直接写出数字、写明是什么")
        if CONFLICT.match(row) and row != "=======":  # that may underline a heading
            say(number, IN_CONFLICT)
        words = QUOTED.sub("", row)  # a page for editors tells of such marks
        if UNWRITTEN in words or (message := unfit(words)):
            say(number, "这里还没有写。照括号里的提示写上，连括号一起换掉" if UNWRITTEN in words else str(message))
        for anchor in ANCHOR.finditer(row):
            id_ = anchor[1] or anchor[2]
            if anchors.setdefault(id_, number) != number:
                say(number, f"“#{id_}”在第{anchors[id_]}行已经用过，链接到不了这里。换一个")


def _body(report: Report, path: Path, file: str, text: str, stub: str | None) -> None:
    """Checks what a page asks of the program: marks in pairs, macros that exist, citations and trees that exist."""

    def say(line: int, message: str) -> None:
        report.found.append(Problem(file, line, "", message))

    if stub and text.strip() == f"{{{{ {stub}() }}}}":
        return
    try:
        tree = GRAMMAR.parse(text)
        found = list(tree.find_all(nodes.Node))
    except TemplateSyntaxError as e:
        say(_unpaired(text) or e.lineno, "宏没有写对。看从这一行起的 {{ }}、{% %} 有没有成对，括号和引号有没有写全")
        return
    except RecursionError:  # the parser goes down a step for every bracket, and for every “not”
        longest = max(MACRO.finditer(text), key=lambda macro: len(macro[0]), default=None)
        line = text.count("\n", 0, longest.start()) + 1 if longest else _unpaired(text) or 0
        say(line, "这一处的宏一层套一层，读不下去。去掉多打的括号，照别的页面写")
        return
    known = {*INSIDE, *LISTS, *([stub] if stub else [])}
    called = {id(call.node): call for call in tree.find_all(nodes.Call)}
    blocks = {id(block.call): block for block in tree.find_all(nodes.CallBlock)}
    for name in tree.find_all(nodes.Name):
        call = called.get(id(name))
        if name.name not in known:
            say(name.lineno, f"没有叫“{name.name}”的宏。{suggest(name.name, known) or '可用的：' + '、'.join(sorted(known))}")
        elif call is None:
            say(name.lineno, f"“{name.name}”后面要写括号：{name.name}()")
        else:
            _call(report, path, file, name.name, call, blocks.get(id(call)))
    for line in sorted({node.lineno for node in found if not isinstance(node, PLAIN)}):
        say(line, "页面里只用宏，不写程序。删去这一处；要的东西没有现成的宏，先在 macros/pages.py 里写一个")


def _unpaired(text: str) -> int | None:
    """The line of the first mark that is not shut, of a macro in which a quotation mark is not, or of a block without its end. The parser
    sees such a slip only at the next mark, half a page further down."""

    def line(place: int) -> int:
        return text.count("\n", 0, place) + 1

    begun: re.Match[str] | None = None
    for mark in MARKS.finditer(text):
        if mark[0][0] == "{":
            if begun and begun[0] != "{#":
                return line(begun.start())
            begun = begun or mark
        elif begun and mark[0] == {"{{": "}}", "{%": "%}", "{#": "#}"}[begun[0]]:
            if begun[0] != "{#" and text.count('"', begun.end(), mark.start()) % 2:
                return line(begun.start())
            begun = None
    if begun:
        return line(begun.start())
    blocks: list[int] = []
    for mark in BLOCK.finditer(text):
        if not mark[1]:
            blocks.append(mark.start())
        elif blocks:
            blocks.pop()
    return line(blocks[-1]) if blocks else None


def _call(report: Report, path: Path, file: str, name: str, call: nodes.Call, block: nodes.CallBlock | None) -> None:
    """One macro asked for in a page: its arguments are fixed texts, as many as it takes, what they name exists, and words to copy claim nothing of
    the reader's case without saying when that is so."""
    here = Document(file, None, lambda: {(): call.lineno})
    texts = [a.value for a in call.args if isinstance(a, nodes.Const) and isinstance(a.value, str)]
    least, most = INSIDE.get(name, (0, 0))
    if call.kwargs or call.dyn_args or call.dyn_kwargs or len(texts) != len(call.args) or not least <= len(texts) <= most:
        how = "里不写东西" if most == 0 else f"里写{least}个加引号的文字" if most == least else f"里写{least}到{most}个加引号的文字"
        report.say(here, (), f"{name}(){how}。照别的页面改")
        return
    said = (
        asserts.claims("".join(data.data for data in block.find_all(nodes.TemplateData))) if block and name == "say" and len(texts) < most else None
    )
    if said:
        report.say(here, (), f'“{said}”是在替读者断言。在 say 里再写一个文字，说只在什么时候用：say("标题", "签收还没有过7日。")，或改成不断言的话')
    if name in ("say", "note") and not block:
        report.say(here, (), f"{name} 要写成一段：{{% call {name}(…) %}}……{{% endcall %}}")
    elif name == "cite":
        for citation in texts:
            if re.fullmatch(m.CITATION, citation):
                report.citation(here, (), citation)
            else:
                report.say(here, (), f"“{citation}”不是引用。写成 法律id#条号，如 consumer-rights-law#25、food-safety-law#12-1")
    elif name == "decision_tree":
        report.known(here, (), texts[0], Known(report.book.trees, "分流", report.book.present["tree"]))
    elif name == "channels_kind" and report.book.vocab.channel_kinds:
        own = [kind.id for kind in report.book.vocab.channel_kinds if kind.page]
        if path.stem not in own:
            where = "只能写在 docs/channels/ 里以渠道种类命名的页面上，vocab.yml 里它要写 page: true"
            report.say(here, (), f"channels_kind() {where}" + (f"：{'、'.join(own)}" if own else ""))
    elif name == "tree_ends":
        tree = path.parent.name
        lost = tree in report.book.present["tree"] and tree not in report.book.trees  # its own file says what is wrong
        if not lost and not (tree in report.book.trees and any(end.page == path.stem for end in report.book.trees[tree].ends)):
            report.say(here, (), "tree_ends() 只能写在 docs/<分流>/<页>.md 上，那里的结果要有一个写着 page: <页>")
    elif name == "part_of_law":
        law = report.book.laws.get(path.parent.name)
        if path.parent.parent.name != "laws" or (law and path.stem not in {part.page for part in law.parts}):
            report.say(here, (), "part_of_law() 只能写在 docs/laws/法律id/ 里的页面上，文件名是那部法律的 parts 里写的 page")
    elif name == "phase_checklist" and path.stem not in m.PHASES:
        report.say(here, (), f"phase_checklist() 只能写在 docs/steps/ 里以阶段命名的页面上：{'、'.join(m.PHASES)}")


# beside pages, data and what stands in assets
BESIDE = ("favicon.ico", "manifest.webmanifest", "about/search-score.json", "about/taps.json", reviews.REGISTER.removeprefix("docs/"))


def leftovers(report: Report) -> None:
    """Whatever stands in docs is published as it is: a copy that an editor left there, a page saved by a browser."""
    docs = report.book.root / "docs"
    for path in files(docs, "*") + [
        p for folder in files(docs, "*") if folder.is_dir() and folder.name not in ("_data", "assets") for p in files(folder, "**/*")
    ]:
        name = path.relative_to(docs).as_posix()
        if path.suffix == ".md" or path.is_dir() or name in BESIDE:
            continue
        report.found.append(
            Problem(f"docs/{name}", 0, "", "不知道这个文件是什么，它会原样发布出去。页面以 .md 结尾，图放进 docs/assets/；不要的就删去")
        )


def score(report: Report) -> None:
    """The numbers of the search's own test, which a page prints: a file that a tool wrote and nobody edits."""
    again = "取回版本库里的（git checkout -- docs/about/search-score.json）；要重新测，再运行 make search-score"
    path = report.book.root / SCORE
    if not path.exists() and not path.is_symlink():
        if (report.book.root / "docs" / "about" / "search-score.md").exists():
            report.found.append(Problem(SCORE, 0, "", f"缺少搜索成绩的文件。{again}"))
        return
    text, found = decoded(path, SCORE)
    if text is None:
        report.found += found
        return
    try:
        m.SearchScore.model_validate(json.loads(text))
    except ValidationError as e:
        where = "、".join(sorted({".".join(map(str, error["loc"])) for error in e.errors()})[:5]) or "整个文件"
        report.found.append(Problem(SCORE, 0, "", f"搜索成绩缺内容或写法不对：{where}。{again}"))
    except (ValueError, RecursionError) as e:  # a number of thousands of digits, brackets in brackets
        report.found.append(Problem(SCORE, getattr(e, "lineno", 0), "", f"不是正确的JSON。{again}"))


def reviewed(report: Report) -> None:
    """The register of reviews, which a tool writes and a page counts."""
    path = report.book.root / reviews.REGISTER
    if not path.exists() and not path.is_symlink():
        return
    text, found = decoded(path, reviews.REGISTER)
    report.found += found
    try:
        reviews.parse(text or "")
    except reviews.Unreadable as e:
        report.found.append(Problem(reviews.REGISTER, e.line, "", reviews.UNREADABLE))


RULES = (written, once, leftovers, score, reviewed)
