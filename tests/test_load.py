"""Bad data stops with every problem at once: file, line, place, remedy. One bad file a rule, against its exact message."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.check import check
from macros.kinds import REGISTRY
from macros.load import load
from tests.conftest import ROOT

# every single-file kind but the vocabulary, with nothing in it: its one list is named by the model
EMPTY = {kind.where: f"{next(iter(kind.model.model_fields))}: []\n" for kind in REGISTRY if kind.single and kind.name != "vocab"}
LAW = """\
title: "测试法"
short: "测试法"
aliases: []
issuer: "测试机关"
number: null
in_force: "2020-01-01"
until: null
replaced_by: null
source: "https://flk.npc.gov.cn/"
source_note: null
text_as_of: "2026-05-16"
checked_on: "2026-11-22"
note: null
articles:
  "25": {title: "要点", gist: "收到之日起7日内可以退。"}
"""
QUESTION = """\
questions:
  - id: can-return
    question: "能退吗？"
    aliases: []
    answer: "能。"
    details: []
    next: [{do: "看步骤", step: verify}]
    laws: ["test-law#25"]
    scenarios: []
    reviewed: "2026-11-22"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project that has no problems; each test breaks one thing."""
    data = tmp_path / "docs" / "_data"
    for folder in ("laws", "faqs", "scenarios", "excuses", "letters"):
        (data / folder).mkdir(parents=True)
    for folder in ("laws", "faq", "scenarios", "letters"):
        (tmp_path / "docs" / folder).mkdir()
    vocab = (ROOT / "docs" / "_data" / "vocab.yml").read_text(encoding="utf-8")
    vocab = re.sub(r"(?m)^  (excuses|letters|channels): \[.*\]$", r"  \1: []", vocab)
    order = "order:\n  scenarios: []\n  excuses: []\n  platforms: []\n  letters: []\n"
    vocab = order + re.sub(r"(?ms)^order:\n.*?(?=^\S)", "", vocab)  # at the top: its lines stay where they are
    vocab = vocab.replace(", page: true", "")  # no kind of doors has a page of its own here
    for closed in ("disputes", "wordings"):
        vocab = re.sub(rf"(?ms)^{closed}:\n.*?(?=^\S|\Z)", f"{closed}: []\n", vocab)
    (data / "vocab.yml").write_text(vocab, encoding="utf-8")
    for name, text in EMPTY.items():
        (data / name).write_text(text, encoding="utf-8")
    (data / "laws" / "test-law.yml").write_text(LAW, encoding="utf-8")
    (data / "faqs" / "online.yml").write_text(QUESTION, encoding="utf-8")
    (tmp_path / "docs" / "laws" / "test-law.md").write_text("{{ law_page() }}\n", encoding="utf-8")
    (tmp_path / "docs" / "faq" / "online.md").write_text("{{ faq_page() }}\n", encoding="utf-8")
    return tmp_path


def problems(project: Path) -> list[str]:
    book, found = load(project)
    return [str(p) for p in sorted(found + (check(book) if book else []))]


def write(project: Path, name: str, text: str | bytes) -> None:
    path = project / "docs" / "_data" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_the_small_project_is_fine(project):
    assert problems(project) == []


CASES = {
    "unknown key": (
        "faqs/online.yml",
        QUESTION.replace("    answer:", "    answr:"),
        [
            "docs/_data/faqs/online.yml:2: questions[0]: 缺少“answer”。补上它；确实没有内容时照模板写 null 或 []",
            "docs/_data/faqs/online.yml:5: questions[0].answr: 不认识的键“answr”。你是不是要写 answer？",
        ],
    ),
    "missing id": (
        "faqs/online.yml",
        QUESTION.replace('- id: can-return\n    question: "能退吗？"', '- question: "能退吗？"'),
        ["docs/_data/faqs/online.yml:2: questions[0]: 缺少“id”。补上它；确实没有内容时照模板写 null 或 []"],
    ),
    "duplicate id": (
        "faqs/online.yml",
        QUESTION + QUESTION.removeprefix("questions:\n"),
        ["docs/_data/faqs/online.yml:11: questions[1].id: id“can-return”用了两次，第一次在 docs/_data/faqs/online.yml:2。改掉新加的那一个"],
    ),
    "citation of an article that is not there": (
        "faqs/online.yml",
        QUESTION.replace("test-law#25", "test-law#125"),
        ["docs/_data/faqs/online.yml:8: questions[0].laws[0]: 没有条文 test-law#125。你是不是要写 test-law#25？"],
    ),
    "citation of a law that is not there, a near miss": (
        "faqs/online.yml",
        QUESTION.replace("test-law#25", "tset-law#25"),
        ["docs/_data/faqs/online.yml:8: questions[0].laws[0]: 没有法律“tset-law”。你是不是要写 test-law？"],
    ),
    "a citation that is none": (
        "faqs/online.yml",
        QUESTION.replace("test-law#25", "测试法第25条"),
        [
            "docs/_data/faqs/online.yml:8: questions[0].laws[0]: “测试法第25条”不是引用。写成 法律id#条号，如 consumer-rights-law#25、food-safety-law#12-1"
        ],
    ),
    "a date that does not exist": (
        "faqs/online.yml",
        QUESTION.replace("2026-11-22", "2026-02-30"),
        ["docs/_data/faqs/online.yml:10: questions[0].reviewed: 日历上没有“2026-02-30”这一天。改成真的那一天"],
    ),
    "an unquoted date that does not exist": (
        "faqs/online.yml",
        QUESTION.replace('"2026-11-22"', "2026-13-22"),
        ["docs/_data/faqs/online.yml:10: questions[0].reviewed: 日历上没有“2026-13-22”这一天。改成真的那一天"],
    ),
    "a date in another form": (
        "faqs/online.yml",
        QUESTION.replace('"2026-11-22"', '"2026/11/22"'),
        ["docs/_data/faqs/online.yml:10: questions[0].reviewed: 日期“2026/11/22”要写成 2026-11-22 这样的形式"],
    ),
    "a number where text belongs": (
        "faqs/online.yml",
        QUESTION.replace('answer: "能。"', "answer: 12315"),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 应该是文字，写的是12315。给它加上双引号"],
    ),
    "a tab": (
        "faqs/online.yml",
        QUESTION.replace("    answer", "\tanswer"),
        ["docs/_data/faqs/online.yml:5: 缩进里有制表符（Tab）。改成空格，每层两个"],
    ),
    "a duplicate key": (
        "faqs/online.yml",
        QUESTION.replace('    answer: "能。"\n', '    answer: "能。"\n    answer: "不能。"\n'),
        ["docs/_data/faqs/online.yml:6: 键“answer”写了两次，第一次在第5行。删去一个，或改成不同的键"],
    ),
    "a broken encoding": (
        "faqs/online.yml",
        QUESTION.encode().replace("能退吗".encode(), "能退吗".encode("gbk")),
        ["docs/_data/faqs/online.yml:3: 这个文件不是UTF-8编码。用编辑器另存为UTF-8（无BOM）"],
    ),
    "an anchor": (
        "faqs/online.yml",
        QUESTION.replace('answer: "能。"', 'answer: &yes "能。"'),
        ["docs/_data/faqs/online.yml:5: 不使用YAML的锚点（&）。直接写出内容；文字里有这个符号时加引号"],
    ),
    "a tag": (
        "faqs/online.yml",
        QUESTION.replace('answer: "能。"', 'answer: !!str "能。"'),
        ["docs/_data/faqs/online.yml:5: 不使用YAML的标签（!）。直接写出内容；文字里有这个符号时加引号"],
    ),
    "an invisible character": (
        "faqs/online.yml",
        QUESTION.replace("能。", "能\u200b。"),
        ["docs/_data/faqs/online.yml:5: 文字里有看不见的字符 U+200B。删掉它，重新手打这几个字"],
    ),
    "an empty file": ("faqs/online.yml", "", ["docs/_data/faqs/online.yml:1: 文件是空的。照 CONTRIBUTING.md 的模板写"]),
    "two targets in one next step": (
        "faqs/online.yml",
        QUESTION.replace("step: verify}", "step: verify, question: can-return}"),
        ["docs/_data/faqs/online.yml:7: questions[0].next[0]: 下一步要有且只有一个去处（scenario、letter、channel、excuse、question、step 之一）"],
    ),
    "a target that is not there": (
        "faqs/online.yml",
        QUESTION.replace("step: verify", "step: verifi"),
        ["docs/_data/faqs/online.yml:7: questions[0].next[0].step: 没有阶段“verifi”。你是不是要写 verify？"],
    ),
    "an article named in the text that is not there": (
        "faqs/online.yml",
        QUESTION.replace('answer: "能。"', 'answer: "能，见《测试法》第二十六条。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 《测试法》第26条不在 docs/_data/laws/test-law.yml 里。先写这一条，或不点条号"],
    ),
    "a law named in the text that is not there": (
        "faqs/online.yml",
        QUESTION.replace('answer: "能。"', 'answer: "能，见《别的法》第1条。"'),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 《别的法》不在 docs/_data/laws/ 里。用法律的 title、short 或 aliases，或先建它"],
    ),
    "a repealed law cited as law in force": (
        "laws/test-law.yml",
        LAW.replace("until: null", 'until: "2025-01-01"'),
        ["docs/_data/faqs/online.yml:8: questions[0].laws[0]: test-law#25 已在2025-01-01废止。改引现行的规定"],
    ),
    "a law without a source": (
        "laws/test-law.yml",
        LAW.replace('source: "https://flk.npc.gov.cn/"', "source: null"),
        ["docs/_data/laws/test-law.yml:9: source: 没有官方来源。写官方网址；查不到时写 null，并在 source_note 写去哪里查"],
    ),
    "articles out of order": (
        "laws/test-law.yml",
        LAW + '  "3": {title: "前面的", gist: "前面的一条。"}\n',
        ["docs/_data/laws/test-law.yml:16: articles.3: 第3条没有按条号从小到大排列。移到对的位置"],
    ),
    "a date still to come": (
        "laws/test-law.yml",
        LAW.replace('checked_on: "2026-11-22"', 'checked_on: "2099-01-01"'),
        ["docs/_data/laws/test-law.yml:12: checked_on: 核对日期2099-01-01还没有到。写实际核对的那一天"],
    ),
    "an unverified channel with a number": (
        "channels.yml",
        """\
channels:
  - {id: door, name: "门", kind: regulator, summary: "门", phone: "12399", site: [], handles: [], not_handles: [], prepare: [],
     time: "无", cost: "无", outcome: "无", if_refused: "无", blocks: "无", laws: [], verified: false, checked_on: null, source: []}
""",
        ["docs/_data/channels.yml:2: channels[0]: 没有核实的渠道不能印电话和网址。phone 写 null，site 的 url 写 null"],
    ),
    "a letter with an undeclared blank": (
        "letters/note.yml",
        """\
title: "通知"
to: "商家"
disputes: any
aliases: []
summary: "通知"
when: []
not_when: []
send: [{way: "当面", how: "当面交"}]
attach: []
after: []
laws: ["test-law#25"]
fields: [{id: paid, label: "金额", type: text, group: money, required: true}]
body: [{para: "退[[paid|cny]]元，[[piad]]。"}]
reviewed: "2026-11-22"
""",
        [
            "docs/_data/letters/note.yml: 有数据没有页面。新建 docs/letters/note.md，内容写 {{ letter_page() }}",
            "docs/_data/letters/note.yml:13: body[0].para: [[paid|cny]]只能用在money类的空上，它是text。去掉|cny，或改空的类型",
            "docs/_data/letters/note.yml:13: body[0].para: [[piad]]没有在 fields 里声明。已有的空：paid。改成其中一个，或先声明它",
            "docs/_data/vocab.yml:5: order.letters: 没有写文书“note”排在哪里。写进要写它的那个阶段，先写的排在前面",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_bad_thing(project, case):
    name, text, expected = CASES[case]
    write(project, name, text)
    assert problems(project) == expected


def test_all_problems_at_once(project):
    """Several broken files are all reported in one go; a broken file does not make its citers look wrong."""
    write(project, "laws/test-law.yml", LAW.replace("gist:", "gits:"))
    write(project, "faqs/online.yml", QUESTION.replace("2026-11-22", "2026-11-32"))
    write(project, "glossary.yml", "terms: [\n")
    found = problems(project)
    assert [p.split(":")[0] for p in found] == [
        "docs/_data/faqs/online.yml",
        "docs/_data/glossary.yml",
        "docs/_data/laws/test-law.yml",
        "docs/_data/laws/test-law.yml",
    ]
    assert not any("没有法律" in p for p in found)


def test_page_without_data_and_data_without_page(project):
    (project / "docs" / "faq" / "online.md").unlink()
    (project / "docs" / "scenarios" / "lost.md").write_text("{{ scenario_page() }}\n", encoding="utf-8")
    assert problems(project) == [
        "docs/_data/faqs/online.yml: 有数据没有页面。新建 docs/faq/online.md，内容写 {{ faq_page() }}",
        "docs/scenarios/lost.md: 有页面没有数据。误删了就把 docs/_data/scenarios/lost.yml 补回来，没有过的新建它；文件改过名就改回来（id 不改）",
    ]


def test_a_stub_without_its_macro(project):
    (project / "docs" / "faq" / "online.md").write_text("---\ntitle: 另一个标题\n---\n空\n", encoding="utf-8")
    assert problems(project) == [
        "docs/faq/online.md:1: 页面里没有 {{ faq_page() }}。加上它，内容才会出现",
        "docs/faq/online.md:2: 页面里写了 title。删去它：标题只来自数据",
    ]


def test_a_file_nobody_knows(project):
    write(project, "laws/notes.txt", "x")
    assert problems(project) == ["docs/_data/laws/notes.txt: 不知道这个文件是什么。数据文件改成以 .yml 结尾，放进已有的文件夹；不是数据就移走"]


def test_the_build_stops_with_the_list(tmp_path):
    """mkdocs build --strict: exit 1, the list, no traceback."""
    import os
    import subprocess
    import sys

    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", "node_modules", "site", ".git", ".pytest_cache"))
    path = copy / "docs" / "_data" / "channels.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("summary:", "sumary:", 1), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "out")],
        cwd=copy,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "不认识的键“sumary”。你是不是要写 summary？" in done.stderr
    assert "Traceback" not in done.stderr
