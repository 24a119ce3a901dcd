"""Pages that people write, broken in every way that the engine would answer with a traceback or with the slip printed in the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mkdocs.config import load_config

from macros import kinds
from tests import small
from tests.test_checks import change, placed, pristine, problems, project

__all__ = ["pristine", "project"]  # fixtures, asked for by name
PAGE = "steps/verify.md"
HEAD = 'description: "核实。"'
TEXT = "先看法律"


def page(message: str, mark: str) -> str:
    return f"docs/steps/verify.md:«{mark}»: {message}"


MACROS = "cases_page、changes_page、channels_kind、channels_page、cite、decision_tree、excuse_index、faq_index、glossary_page、home_page、law_index、letter_index、misconceptions_page、my_case、note、outside_page、part_of_law、phase_checklist、region_index、report_ways、say、scenario_index、search_page、search_score、state_page、tree_ends、version_log"
PROGRAM = "页面里只用宏，不写程序。删去这一处；要的东西没有现成的宏，先在 macros/pages.py 里写一个"
UNPAIRED = "宏没有写对。看从这一行起的 {{ }}、{% %} 有没有成对，括号和引号有没有写全"
DEEP = "这一处的宏一层套一层，读不下去。去掉多打的括号，照别的页面写"
CASES: dict[str, tuple[str, str, list[str]]] = {
    # --------------------------------------------------------------- the head
    "a day without quotes": ('reviewed: "2026-11-22"', "reviewed: 2026-11-22", [
        page("reviewed 的“2026-11-22”要加英文双引号，不加会被当成日期或数字：reviewed: \"2026-11-22\"", "reviewed:"),
    ]),
    "a day that does not exist, without quotes": ('reviewed: "2026-11-22"', "reviewed: 2026-02-30", [
        page("网站程序读不懂页面开头。每行写 键: \"文字\"，文字都加英文双引号", "title:"),
        "docs/steps/verify.md:«reviewed:»: reviewed: 日历上没有“2026-02-30”这一天。改成真的那一天",
    ]),
    "a day to come": ('reviewed: "2026-11-22"', 'reviewed: "2026-11-23"', [page("核对日期2026-11-23还没有到。写实际核对的那一天", "reviewed:")]),
    "a head that is no YAML": (HEAD, 'description: "a: b" "…"', [
        page("不是正确的YAML（did not find expected key）。看这一行和上一行的缩进、冒号和引号", "description"),
    ]),
    "a head that is not shut": ('reviewed: "2026-11-22"\n---\n', 'reviewed: "2026-11-22"\n', [
        page("开头的 --- 没有结束。在 title、description 后面再写一行 ---", "---"),
    ]),
    "no head": ('---\ntitle: "核实"\n', '\n---\ntitle: "核实"\n', [
        "docs/steps/verify.md:1: 页面开头没有标题。第一行写 ---，接着写 title: \"标题\"，再写一行 ---",
    ]),
    "a head without a title": ('title: "核实"\n', "", ["docs/steps/verify.md:2: 缺少“title”。补上它；确实没有内容时照模板写 null 或 []"]),
    "an unknown key": (HEAD, 'descripton: "核实。"', [
        "docs/steps/verify.md:«descripton»: descripton: 不认识的键“descripton”。你是不是要写 description？",
    ]),
    "an empty title": ('title: "核实"', 'title: "　"', ["docs/steps/verify.md:«title»: title: 只有空格或换行，印出来是空的。写上内容，或者删去这个键"]),
    "a title that is a number": ('title: "核实"', "title: 12315", ["docs/steps/verify.md:«title»: title: 应该是文字，写的是12315。给它加上双引号"]),
    "a title that the engine takes for a time": ('title: "核实"', "title: 12:00", [
        page("title 的“12:00”要加英文双引号，不加会被当成日期或数字：title: \"12:00\"", "title"),
    ]),
    "a title that is a template": ('title: "核实"', 'title: "{{ 7*7 }}"', [page("文字里有模板记号“{{”。删去它；要写这个符号，换成全角的｛ ｝", "title")]),
    "a tab in the head": (HEAD, f"\t{HEAD}", [page("缩进里有制表符（Tab）。改成空格，每层两个", "description")]),
    "a list for a head": ('title: "核实"\ndescription: "核实。"\nreviewed: "2026-11-22"', "- a", [
        page("应该是一组“键: 值”。照模板一行写一个键", "- a"),
        page("网站程序读不懂页面开头。每行写 键: \"文字\"，文字都加英文双引号", "- a"),
    ]),
    "an empty head": ('title: "核实"\ndescription: "核实。"\nreviewed: "2026-11-22"\n', "\n", ["docs/steps/verify.md:1: 页面开头没有标题。第一行写 ---，接着写 title: \"标题\"，再写一行 ---"]),
    # ------------------------------------------------------------- its macros
    "a brace that is not shut": (TEXT, TEXT + '{{ cite("shop-law#25")', [page(UNPAIRED, TEXT)]),
    "a bracket that is not shut": (TEXT, TEXT + '{{ cite("shop-law#25" }}', [page(UNPAIRED, TEXT)]),
    "a quote that is not shut": (TEXT, TEXT + '{{ cite("shop-law#25) }}', [page(UNPAIRED, TEXT)]),
    "a block that is not shut": (TEXT, TEXT + '\n\n{% call say("x") %}\n你好', [page(UNPAIRED, '{% call say("x")')]),
    "a block that is none": (TEXT, TEXT + "\n\n{% cal %}", [page(UNPAIRED, "{% cal")]),
    "a comment that is not shut": (TEXT, TEXT + " {# x", [page(UNPAIRED, TEXT)]),
    "a macro that is none": (TEXT, TEXT + '{{ cyte("shop-law#25") }}', [page("没有叫“cyte”的宏。你是不是要写 cite？", TEXT)]),
    "a macro like no other": (TEXT, TEXT + "{{ zzz() }}", [page(f"没有叫“zzz”的宏。可用的：{MACROS}", TEXT)]),
    "the macro of a stub": (TEXT, TEXT + "{{ law_page() }}", [page(f"没有叫“law_page”的宏。可用的：{MACROS}", TEXT)]),
    "a macro without brackets": (TEXT, TEXT + "{{ phase_checklist }}", [page("“phase_checklist”后面要写括号：phase_checklist()", TEXT)]),
    "the engine's own": (TEXT, TEXT + "{{ config }}", [page(f"没有叫“config”的宏。可用的：{MACROS}", TEXT)]),
    "a program": (TEXT, TEXT + "{% if 1 %}x{% endif %}", [page(PROGRAM, TEXT)]),
    "a sum": (TEXT, TEXT + "{{ 7*7 }}", [page(PROGRAM, TEXT)]),
    "what a macro gives, changed": (TEXT, TEXT + '{{ cite("shop-law#25")|upper }}', [page(PROGRAM, TEXT)]),
    "a part of what a macro gives": (TEXT, TEXT + '{{ cite("shop-law#25").x }}', [page(PROGRAM, TEXT)]),
    # -------------------------------------------------------- what they name
    "a citation of no law": (TEXT, TEXT + '{{ cite("shop-lew#25") }}', [page("没有法律“shop-lew”。你是不是要写 shop-law？", TEXT)]),
    "a citation of no article": (TEXT, TEXT + '{{ cite("shop-law#25", "shop-law#20") }}', [
        page("没有条文 shop-law#20。条号写错了就改，没写错的先在 docs/_data/laws/shop-law.yml 里写这一条", TEXT),
    ]),
    "a citation of an ended law": (TEXT, TEXT + '{{ cite("old-measures#3") }}', [
        page("old-measures#3 已在2026-04-15废止。改引现行的 market-complaint-measures", TEXT),
    ]),
    "a citation that is none": (TEXT, TEXT + '{{ cite("买卖法第25条") }}', [
        page("“买卖法第25条”不是引用。写成 法律id#条号，如 consumer-rights-law#25、food-safety-law#12-1", TEXT),
    ]),
    "a citation of nothing": (TEXT, TEXT + "{{ cite() }}", [page("cite()里写1到20个加引号的文字。照别的页面改", TEXT)]),
    "a citation by name": (TEXT, TEXT + '{{ cite(law="shop-law#25") }}', [page("cite()里写1到20个加引号的文字。照别的页面改", TEXT)]),
    "a citation that is a number": (TEXT, TEXT + "{{ cite(25) }}", [page("cite()里写1到20个加引号的文字。照别的页面改", TEXT)]),
    "a list with a word in it": (TEXT, TEXT + '{{ law_index("x") }}', [page("law_index()里不写东西。照别的页面改", TEXT)]),
    "a note without its kind": (TEXT, TEXT + '{% call note("x") %}y{% endcall %}', [page("note()里写2个加引号的文字。照别的页面改", TEXT)]),
    "what to say that not every reader can say": (
        TEXT,
        TEXT + '\n\n{% call say("x") %}\n我在签收后7日内提出退货。\n{% endcall %}',
        [page('“我在签收后7日内”是在替读者断言。在 say 里再写一个文字，说只在什么时候用：say("标题", "签收还没有过7日。")，或改成不断言的话', '{% call say("x")')],
    ),
    "what to say, with its condition": (TEXT, TEXT + '\n\n{% call say("x", "签收还没有过7日。") %}\n我在签收后7日内提出退货。\n{% endcall %}', []),
    "what to say, without a block": (TEXT, TEXT + '{{ say("x") }}', [page("say 要写成一段：{% call say(…) %}……{% endcall %}", TEXT)]),
    "a tree that is none": (TEXT, TEXT + '{{ decision_tree("triag") }}', [page("没有分流“triag”。你是不是要写 triage？", TEXT)]),
    # -------------------------------------------------------------- forbidden
    **{
        f"forbidden: {text}": (TEXT, TEXT + text, [page(f"“{shown}”不能写在页面里：不带脚本、框架、样式、影音和外站的图，链接只用 https。删去它，或改成 https、自己的图", TEXT)])
        for text, shown in {
            "<script>alert(1)</script>": "<script",
            '<IFRAME src="https://a.cn">': "<IFRAME",
            '<b onclick="alert(1)">x</b>': 'onclick="',
            "[x](javascript:alert(1))": "javascript:",
            "[x](http://a.cn/)": "http://",
            "![图](https://a.cn/x.png)": "![图](https://",
            '<img alt="图" src="https://a.cn/x.png">': 'src="https://',
            "<b onclick=alert(1)>x</b>": "onclick=a",
            "![图](//a.cn/x.png)": "![图](//",
            "![图][p]": "![图]",
            '<video src="x.mp4">': "<video",
            '<p style="color:red">': "style=",
            "[x](data:text/html,x)": "data:text/",
            '<a href="https://bureau.example" ping="//b.cn">': 'ping="//',
        }.items()
    },
    # ------------------------------------------------------------------ depth
    "brackets in brackets": (TEXT, TEXT + "{{ " + "(" * 500 + "1" + ")" * 500 + " }}", [page(DEEP, TEXT)]),
    "brackets in brackets that are not shut": (TEXT, TEXT + "{{ " + "(" * 500, [page(DEEP, TEXT)]),
    "not, not, not": (TEXT, TEXT + "{{ " + "not " * 2_000 + "1 }}", [page(DEEP, TEXT)]),
    "a list far down": (TEXT, TEXT + "\n" + " " * 41 + "- x", [page("前面有41个空格，一层套一层太深了，最多40个。减少缩进", " " * 41)]),
    "brackets without end": (TEXT, TEXT + "[ " * 150 + "\n" + "[ " * 51 + "x", [page("这一段里的“[”超过200个。删去多打的，或空一行分成两段", "[ " * 51 + "x")]),
    "a mark of the data": (TEXT, TEXT + "[[clock:send-notice]]", [
        page("“[[clock:send-notice]]”会照样印出来：期限和案情的记号只在数据里用得上。页面里直接写出数字、写明是什么", TEXT),
    ]),
    # ------------------------------------------------------------- characters
    "an unseen character": (TEXT, "先看\u200b法律", [page("文字里有看不见的字符 U+200B。删掉它，重新手打这几个字", "先看")]),
    "a character at which reading stops": (TEXT, "先看\u2028法律{{", [page("文字里有看不见的字符 U+2028。删掉它，重新手打这几个字", "先看")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_slip_in_a_page(project, case):
    before, after, expected = CASES[case]
    change(project, PAGE, before, after)
    assert problems(project) == [placed(project, line) for line in expected]


def test_a_checklist_on_a_page_of_no_phase(project):
    change(project, "about/privacy.md", "不上传。", "不上传。{{ phase_checklist() }}")
    assert problems(project) == [
        placed(
            project,
            "docs/about/privacy.md:«不上传»: phase_checklist() 只能写在 docs/steps/ 里以阶段命名的页面上：verify、evidence、negotiate、complain、follow-up、legal",
        )
    ]


def test_the_doors_of_a_kind_that_has_no_page(project):
    change(project, "about/privacy.md", "不上传。", "不上传。{{ channels_kind() }}")
    assert problems(project) == [
        placed(
            project,
            "docs/about/privacy.md:«不上传»: channels_kind() 只能写在 docs/channels/ 里以渠道种类命名的页面上，vocab.yml 里它要写 page: true：court",
        )
    ]


def test_markup_and_single_braces_are_text(project):
    change(project, PAGE, TEXT, "<b>先</b> {看} & 100% # 法律 {% raw %}{{ x }}{% endraw %} {# 说明 #}")
    assert problems(project) == []


def test_links_pictures_and_elements_of_our_own(project):
    change(project, PAGE, TEXT, TEXT + '[网](https://bureau.example/) ![图](../assets/x.png) <div data-module="keeping"></div> 请求 = 2')
    assert problems(project) == []


def test_a_head_as_another_editor_writes_it(project):
    path = project / "docs" / PAGE
    text = path.read_text(encoding="utf-8")
    path.write_bytes(("\ufeff" + text).replace("\n", "\r\n").encode())
    assert problems(project) == []


# ------------------------------------------------------------ files of pages


def stub(project: Path) -> Path:
    return project / "docs" / "laws" / "shop-law.md"


STUBS = {
    "GBK": ("---\ndescription: 法律\n---\n{{ law_page() }}\n".encode("gbk"), "2: 这个文件不是UTF-8编码。用编辑器另存为UTF-8（无BOM）"),
    "UTF-16": ("{{ law_page() }}\n".encode("utf-16"), "1: 这个文件不是UTF-8编码。用编辑器另存为UTF-8（无BOM）"),
    "nothing": (b"", "1: 页面里没有 {{ law_page() }}。加上它，内容才会出现"),
    "a title": ('---\ntitle: "法"\n---\n{{ law_page() }}\n'.encode(), "2: 页面里写了 title。删去它：标题只来自数据"),
    "a template in the head": (
        b'---\ndescription: "{{ 7*7 }}"\n---\n{{ law_page() }}\n',
        "2: 文字里有模板记号“{{”。删去它；要写这个符号，换成全角的｛ ｝",
    ),
    "an unknown key": (b"---\nhide: [toc]\n---\n{{ law_page() }}\n", "2: hide: 不认识的键“hide”。这里可用的键：description"),
    "a head that is not shut": (b"---\ndescription: x\n{{ law_page() }}\n", "1: 开头的 --- 没有结束。在 title、description 后面再写一行 ---"),
}


@pytest.mark.parametrize("case", STUBS)
def test_one_slip_in_a_stub(project, case):
    content, expected = STUBS[case]
    stub(project).write_bytes(content)
    assert problems(project) == [f"docs/laws/shop-law.md:{expected}"]


def test_a_macro_of_another_stub(project):
    stub(project).write_text("{{ faq_page() }}\n", encoding="utf-8")
    assert problems(project) == [
        "docs/laws/shop-law.md:1: 没有叫“faq_page”的宏。你是不是要写 law_page？",
        "docs/laws/shop-law.md:1: 页面里没有 {{ law_page() }}。加上它，内容才会出现",
    ]


def test_a_stub_may_have_a_head_and_words_of_its_own(project):
    stub(project).write_text('---\ndescription: "这部法"\n---\n\n{{ law_page() }}\n\n还有一句{{ cite("shop-law#9") }}。\n', encoding="utf-8")
    assert problems(project) == []


def test_a_stub_may_have_an_empty_head(project):
    stub(project).write_text("---\n---\n{{ law_page() }}\n", encoding="utf-8")
    assert problems(project) == []


def test_a_page_that_is_a_pipe(project):
    (project / "docs" / PAGE).unlink()
    os.mkfifo(project / "docs" / PAGE)
    assert problems(project) == ["docs/steps/verify.md: 这不是普通的文件。删去它，新建一个普通的文本文件"]


def test_a_page_that_is_a_folder(project):
    (project / "docs" / "steps" / "x.md").mkdir()
    assert problems(project) == ["docs/steps/x.md: 这是文件夹，不是数据文件。改掉文件夹的名字，或删去它"]


def test_a_page_that_is_a_link_to_nothing(project):
    (project / "docs" / "steps" / "x.md").symlink_to("nowhere.md")
    assert problems(project) == ["docs/steps/x.md: 这个链接指向的文件不存在。删去链接，放进真的文件"]


@pytest.mark.parametrize("name", ["steps/更多.md", "steps/More.md", "steps/a b.md", "my_steps/x.md"])
def test_a_page_whose_name_is_no_address(project, name):
    path = project / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('---\ntitle: "更多"\n---\n\n更多。\n', encoding="utf-8")
    wrong = next(part for part in Path(name).with_suffix("").parts if part not in ("steps", "x"))
    assert problems(project) == [f"docs/{name}: “{wrong}”会成为网址的一部分。改名：只用小写字母、数字和连字符"]


def test_a_page_whose_name_is_no_text(project):
    """Bytes that are no UTF-8: what is said of it can still be written to a terminal."""
    (project / "docs" / "steps" / os.fsdecode(b"\xff\xfe.md")).write_text('---\ntitle: "更多"\n---\n\n更多。\n', encoding="utf-8")
    (found,) = problems(project)
    assert (
        found.encode(errors="backslashreplace").decode()
        == "docs/steps/\\udcff\\udcfe.md: “\\udcff\\udcfe”会成为网址的一部分。改名：只用小写字母、数字和连字符"
    )


# ------------------------------------------------------- the search's score

AGAIN = "取回版本库里的（git checkout -- docs/about/search-score.json）；要重新测，再运行 make search-score"
SCORES = {
    "cut off": ('"keystroke"', "\n\x07", "2: 不是正确的JSON"),
    "no list": ('"misses": [', '"misses": {"x": ', "1: 不是正确的JSON"),
    "a number lost": ('"hit1": 1.0, ', "", " 搜索成绩缺内容或写法不对：hit1"),
    "a text for a number": ('"hit3": 5.0', '"hit3": "viele"', " 搜索成绩缺内容或写法不对：outside.hit3"),
    "more than all": ('"hit3": 2.0', '"hit3": 100.5', " 搜索成绩缺内容或写法不对：hit3"),
    "no number": ('"hit3": 2.0', '"hit3": NaN', " 搜索成绩缺内容或写法不对：hit3"),
    "a number of 5 000 digits": ('"queries": 1', '"queries": ' + "1" * 5_000, " 不是正确的JSON"),
    "brackets in brackets": ('"misses": [', '"misses": [' + "[" * 100_000, " 不是正确的JSON"),
    "a day that does not exist": ("2026-11-22", "2026-13-22", " 搜索成绩缺内容或写法不对：measured"),
}


@pytest.mark.parametrize("case", SCORES)
def test_a_broken_score(project, case):
    before, after, expected = SCORES[case]
    change(project, "about/search-score.json", before, after)
    assert problems(project) == [f"docs/about/search-score.json:{expected}。{AGAIN}"]


def test_a_score_that_is_a_list(project):
    (project / "docs/about/search-score.json").write_text("[]", encoding="utf-8")
    assert problems(project) == [f"docs/about/search-score.json: 搜索成绩缺内容或写法不对：整个文件。{AGAIN}"]


def test_a_score_in_another_encoding(project):
    (project / "docs/about/search-score.json").write_bytes("没有成绩".encode("gbk"))
    assert problems(project) == ["docs/about/search-score.json:1: 这个文件不是UTF-8编码。用编辑器另存为UTF-8（无BOM）"]


def test_no_score(project):
    (project / "docs/about/search-score.json").unlink()
    assert problems(project) == [f"docs/about/search-score.json: 缺少搜索成绩的文件。{AGAIN}"]
    (project / "docs/about/search-score.md").unlink()
    assert problems(project) == []


# ------------------------------------------------------------- the registry


def test_the_door_offers_what_pages_may_ask_for(tmp_path, monkeypatch):
    """The macros that the engine gets are those of the registry; the check of a page goes by the registry."""
    project = small.project(tmp_path / "book")
    monkeypatch.setattr("macros.browser.bundle", lambda root: "")
    loaded = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    plugin = loaded.plugins["macros"]
    plugin.on_config(loaded)
    own = {name for name, macro in plugin.macros.items() if macro.__module__.split(".")[0] == "macros"}
    assert own == {*kinds.INSIDE, *kinds.LISTS, *(page.macro for page in kinds.PAGES.values())}
