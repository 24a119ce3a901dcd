"""What people, merges and desktops do to the data without breaking its form, each told where it stands, in the small book; and what is like it and right.

Found by damages that were thought of before the checks were read (tests/faults/damages.py)."""

from __future__ import annotations

import shutil

import pytest

from macros.text import unfit
from tests.test_checks import change, placed, pristine, problems, project

__all__ = ["pristine", "project"]  # fixtures, asked for by name
SCENARIO = "scenarios/change-of-mind.yml"
RIGHT = '{text: "可以退", laws: ["shop-law#25"]}'
PAGE = "docs/steps/verify.md:«先看法律»"


def right(text: str, *laws: str) -> str:
    return f'{{text: "{text}", laws: [{", ".join(f""""{law}" """.strip() for law in laws or ("shop-law#25",))}]}}'


OTHER = "对照条文改对；说的是另一件事，就引写着“{}”的那一条"
NOUGHT = "多打了一个0就删去；说的是另一个数，就引写着它的那一条"
SHARE = "对照条文改对；说的是另一条规定，就把那一条也引上"
AGAIN = "删去重新手打：数字用0到9，“日”别打成“曰”"
CALLED = "删去它：网上找来的客服电话多半是假的，要打的号码写进 channels.yml，写明来源"
STRANGE = "没有核实过。删去它，或者先在 channels.yml 里建这个渠道，写明来源"
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    # ----------------------------------------------------------------- figures
    "days for working days": (SCENARIO, RIGHT, right("6日内答复"), [
        f"{SCENARIO}:«6日内»: rights[0].text: 这里是“6日”，所引条文的要点里是“6个工作日”（shop-law#25）。{OTHER.format('6日')}",
    ]),
    "working days for days": (SCENARIO, RIGHT, right("7个工作日内可以退"), [
        f"{SCENARIO}:«7个工作日内»: rights[0].text: 这里是“7个工作日”，所引条文的要点里是“7日”（shop-law#25）。{OTHER.format('7个工作日')}",
    ]),
    "days, and which they are not": (SCENARIO, RIGHT, right("是7日，不是7个工作日"), []),
    "what the reader asks for": (SCENARIO, RIGHT, right("请在6日内答复"), []),
    "what was before": (SCENARIO, RIGHT, right("旧规是6日"), []),
    "a clock with its words put in": (SCENARIO, RIGHT, right("[[clock:send-notice]]内可以退", "shop-law#26"), []),
    "a number of nobody": (SCENARIO, RIGHT, right("付200元，等5日"), []),
    "days for hours": (SCENARIO, RIGHT, right("48日内看货"), [
        f"{SCENARIO}:«48日»: rights[0].text: 这里是“48日”，所引条文的要点里是“48小时”（shop-law#25）。{OTHER.format('48日')}",
    ]),
    "a nought too many": (SCENARIO, RIGHT, right("70日内可以退"), [
        f"{SCENARIO}:«70日内»: rights[0].text: 这里是“70日”，所引条文的要点里是“7日”（shop-law#25）。{NOUGHT}",
    ]),
    "money with a nought too many": (SCENARIO, RIGHT, right("不足5000元的", "shop-law#30"), [
        f"{SCENARIO}:«5000元»: rights[0].text: 这里是“5000元”，所引条文的要点里是“500元”（shop-law#30）。{NOUGHT}",
    ]),
    "another multiple": (SCENARIO, RIGHT, right("可以要十倍", "shop-law#30"), [
        f"{SCENARIO}:«十倍»: rights[0].text: 这里是“十倍”，所引条文的要点里是3倍（shop-law#30）。{SHARE}",
    ]),
    "the multiple in words": (SCENARIO, RIGHT, right("可以要三倍", "shop-law#30"), []),
    "a multiple of old": (SCENARIO, RIGHT, right("可以要3倍。旧规是1倍", "shop-law#30"), []),
    "another percentage": (SCENARIO, RIGHT, right("定金最多30%", "shop-law#30"), [
        f"{SCENARIO}:«30%»: rights[0].text: 这里是“30%”，所引条文的要点里是1%、2.5%、20%（shop-law#30）。{SHARE}",
    ]),
    "an article that the record does not cite": ("excuses/goods.yml", "拆开看货不算用过，请按规定退。", "依据《买卖法》第30条，请退。", [
        "excuses/goods.yml:«第30条»: excuses[0].reply: 写了《买卖法》第30条，这里却没有引用它（shop-law#30）。改对条号；引得对的，把它写进 laws",
    ]),
    "an article that the page does not cite": (SCENARIO, "我今天通知你退货。", "依据《买卖法》第30条，我通知你退货。", [
        f"{SCENARIO}:«第30条»: first.messages[0].say: 写了《买卖法》第30条，这里却没有引用它（shop-law#30）。"
        "改对条号；引得对的，在这一页的权利或者步骤里引上它，读者才点得开",
    ]),
    "an article that decides another dispute": ("letters/refund-letter.yml", 'label: "原路退"', 'label: "原路退（《买卖法》第30条）"', [
        "letters/refund-letter.yml:«第30条»: fields[7].options[0].label: 写了《买卖法》第30条，这里却没有引用它（shop-law#30）。改对条号；引得对的，把它写进 laws",
    ]),
    "an article that decides its dispute": ("letters/refund-letter.yml", 'label: "原路退"', 'label: "原路退（《买卖法》第12条）"', []),
    "an option that is for all names what it likes": ("letters/refund-letter.yml", 'label: "退到卡"', 'label: "退到卡（《买卖法》第30条）"', []),
    "an article that a letter of the page cites": (SCENARIO, "我今天通知你退货。", "依据《买卖法》第9条，我通知你退货。", []),
    # ------------------------------------------------------------------- texts
    "something left to write": (SCENARIO, RIGHT, right("可以退【待填】"), [f"{SCENARIO}:«待填»: rights[0].text: “【待填】”还留在这里。写好要写的，把它删去"]),
    "曰 for 日": (SCENARIO, RIGHT, right("7曰内可以退"), [
        f"{SCENARIO}:«7曰»: rights[0].text: “7曰”看着像，其实是别的字（U+0037、U+66F0），搜索和检查都认不出。{AGAIN}",
    ]),
    "a row broken in two": (SCENARIO, RIGHT, '{text: "可以\n      退", laws: ["shop-law#25"]}', [
        f"{SCENARIO}:«可以|3»: rights[0].text: “以 退”中间有空格，多半是一句折成了两行。删去空格，一句写在一行里",
    ]),
    "a comment in a text": (SCENARIO, 'summary: "网上买的，收货不久可以退。"', "summary: 网上买的 # 收货不久可以退", [
        f"{SCENARIO}:«summary»: “网上买的”后面的“ #”起是说明，那里的字不会印出来。整句两头加英文引号（\"）；真是说明，就移到上一行",
    ]),
    "a clock in single brackets": (SCENARIO, RIGHT, right("[clock:send-notice]内"), [
        f"{SCENARIO}:«[clock»: rights[0].text: “[clock:send-notice]”会照样印出来。期限写成 [[clock:期限的id]]，字母小写，不加空格；别的双括号删去",
    ]),
    "the telephone of a firm": (SCENARIO, RIGHT, right("打客服400-800-8888"), [f"{SCENARIO}:«400»: rights[0].text: 文字里有电话号码400-800-8888。{CALLED}"]),
    "a strange address": (SCENARIO, RIGHT, right("到www.quick-refund.com登记"), [
        f"{SCENARIO}:«quick»: rights[0].text: 文字里的网址“www.quick-refund.com”{STRANGE}",
    ]),
    "the address of a channel, and an authority's": (SCENARIO, RIGHT, right("到bureau.example、www.samr.gov.cn看"), []),
    # ----------------------------------------------------------------- records
    "a question that leads to itself": ("faqs/online.yml", "question: what-does-it-cost}", "question: can-i-return}", [
        "faqs/online.yml:«question: can-i-return»: questions[0].next[4].question: 下一步指回了这个问题自己。换一个去处，或删去这一条",
    ]),
    "one question twice": ("faqs/online.yml", "要多久？", "要花钱吗？", [
        "faqs/online.yml:«要花钱吗»: questions[1].question: 这个问题在 docs/_data/faqs/money.yml:3 已经问过。删去一个，或者写清差在哪里",
    ]),
    "an older version with a later day": ("log.yml", 'on: "2026-11-10"', 'on: "2026-11-22"', [
        "log.yml:«0.1.0»: releases[1].on: 这一版是2026-11-22，比排在上面的2026-11-21还晚。改对日子，或者把这一段移上去",
    ]),
    "what was before, as if it held": ("changes.yml", 'before: "旧规', 'before: "', [
        "changes.yml:«before»: changes[0].rules[0].before: 以前的规定要以“旧规”开头，读者才不会当成现在的。在前面加上“旧规：”或“旧规（已废止）：”",
    ]),
    "a day where others fill in a name": ("letters/refund-letter.yml", "case: dates.received", "case: buyer.name", [
        "letters/refund-letter.yml:«hint: \"看物流\"»: fields[5].case: “buyer.name”在 docs/_data/letters/refund-letter.yml:17 填的是text，"
        "这里是date：填在那里的会出现在这里。换成对得上的案情要素",
    ]),
    "a period from a day to itself": ("letters/claim-note.yml", "from: received, to: date}}]\n    unknown", "from: date, to: date}}]\n    unknown", [
        "letters/claim-note.yml:«from: date»: body[0].asserts[0].within.to: 断言从“date”到它自己，什么日子都成立。from 和 to 写两个不同的空",
    ]),
    "a line of the search's own test": ("search-train/change-of-mind.yml", "买回来又后悔了", "不想要了怎么退", [
        "search-train/change-of-mind.yml:«不想要了»: ask[0]: “不想要了怎么退”是 search-queries.yml 里的考题，学了它，分数就不作数。删去它",
    ]),
    # --------------------------------------------------------------- addresses
    "an address behind another": ("channels.yml", "https://bureau.example/door", "https://law.example.cn/door", [
        "channels.yml:«law.example.cn»: channels[0].site[0].url: 网址“law.example.cn”和别处的“law.example”只差一点。改成同一个；真是另一个网站的，请人核对来源",
    ]),
    "an address with 1 for l": ("channels.yml", "https://bureau.example/door", "https://1aw.example/door", [
        "channels.yml:«1aw»: channels[0].site[0].url: 网址“1aw.example”和别处的“law.example”只差一点。改成同一个；真是另一个网站的，请人核对来源",
    ]),
    "an address with a letter more": ("channels.yml", "https://bureau.example/door", "https://laws.example/door", [
        "channels.yml:«laws.example»: channels[0].site[0].url: 网址“laws.example”和别处的“law.example”只差一点。改成同一个；真是另一个网站的，请人核对来源",
    ]),
    "an address in other letters": ("channels.yml", "https://bureau.example/door", "https://xn--80ak6aa92e.example/", [
        "channels.yml:«xn--»: channels[0].site[0].url: “xn--80ak6aa92e.example”是换了写法的网址，看着会像另一个。写官方网站的网址；没有就写 null",
    ]),
    # ------------------------------------------------------------------- pages
    "page: a conflict": ("steps/verify.md", "先看法律", "先看法律\n<<<<<<< HEAD", ["docs/steps/verify.md:«<<<<»: 这是合并时留下的记号，两边的话都还在。留下对的一边，记号删去"]),
    "page: something left to write": ("steps/verify.md", "先看法律", "先看法律TODO", [f"{PAGE}: “TODO”还留在这里。写好要写的，把它删去"]),
    "page: something that make new left": ("steps/verify.md", "先看法律", "先看法律（待写：看哪条）", [f"{PAGE}: 这里还没有写。照括号里的提示写上，连括号一起换掉"]),
    "page: a fact of the case": ("steps/verify.md", "先看法律", "先看法律[[fact:order.number]]", [
        f"{PAGE}: “[[fact:order.number]]”会照样印出来：期限和案情的记号只在数据里用得上。页面里直接写出数字、写明是什么",
    ]),
    "page: the telephone of a firm": ("steps/verify.md", "先看法律", "先看法律，打13800138000", [f"{PAGE}: 文字里有电话号码13800138000。{CALLED}"]),
    "page: a strange address": ("steps/verify.md", "先看法律", "先看法律，到quick-refund.cn", [f"{PAGE}: 文字里的网址“quick-refund.cn”{STRANGE}"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_damage(project, case):
    file, before, after, expected = CASES[case]
    change(project, file, before, after)
    assert problems(project) == [placed(project, line) for line in expected]


def test_an_anchor_twice(project):
    change(project, "steps/verify.md", "- 一条", "## 再看 {: #first-part }\n\n- 一条")
    (told,) = problems(project)
    assert told.startswith("docs/steps/verify.md:13: “#first-part”在第9行已经用过，链接到不了这里。换一个")


ODD = [
    "3O日内",
    "l5日",
    "１５日",
    "7⽇",
    "不⾏",
    "٧日",
    "𝟕日",
    "3l条",
    "20l5年",
    "5O个工作日",
    "（待核实）",
    "（待补充）",
    "FIXME",
    "XXX公司",
    "？？？",
]
EVEN = [
    "iPhone15",
    "O2O平台",
    "5G手机",
    "4S店",
    "A4纸",
    "10个工作日",
    "Win11",
    "1L装",
    "100ml",
    "B1层",
    "某某公司",
    "【订单号】",
    "（一）",
    "待收货",
    "怎么办？",
]


@pytest.mark.parametrize("text", ODD)
def test_what_looks_alike_or_was_left(text):
    assert unfit(text)


@pytest.mark.parametrize("text", EVEN)
def test_what_is_written_so(text):
    assert unfit(text) is None


MARKS = {
    "whole": "<<<<<<< HEAD\n  甲\n=======\n  乙\n>>>>>>> main",
    "of three": "<<<<<<< HEAD\n  甲\n||||||| 1a2b\n  丙\n=======\n  乙\n>>>>>>> main",
    "half": "=======",
}


@pytest.mark.parametrize("marks", MARKS)
def test_what_a_merge_left_is_told_at_its_rows(project, marks):
    """Not where YAML gives up, further down; and the file that cannot be read is not told to be missing."""
    path = project / "docs/_data/danger-train/harmless.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{MARKS[marks]}\n{text}", encoding="utf-8")
    rows = path.read_text(encoding="utf-8").splitlines()
    expected = [n for n, row in enumerate(rows, 1) if row[:7] in ("<" * 7, "|" * 7, "=" * 7, ">" * 7)]
    assert problems(project) == [f"danger-train/harmless.yml:{n}: 这是合并时留下的记号，两边的话都还在。留下对的一边，记号删去" for n in expected]


STALL, MALL = "platforms/stall.yml", "platforms/mall.yml"


def test_a_copy_says_the_very_same(project):
    data = project / "docs" / "_data"
    (data / STALL).write_bytes((data / MALL).read_bytes())
    assert f"{STALL}:1: 和 docs/_data/{MALL} 的内容一模一样。拷来改的，改成它自己的内容；多出来的，删去" in problems(project)


@pytest.mark.parametrize("name", ["steps/verify.md~", "steps/verify.html", "verify.MD", "laws/notes.txt", "steps/old/x.png"])
def test_what_an_editor_left_among_the_pages(project, name):
    path = project / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    assert problems(project) == [f"docs/{name}: 不知道这个文件是什么，它会原样发布出去。页面以 .md 结尾，图放进 docs/assets/；不要的就删去"]


def test_a_page_may_tell_of_such_marks(project):
    change(project, "steps/verify.md", "先看法律", "先看法律，别留“（待写：……）”和 `TODO`")
    assert problems(project) == []


def test_what_nobody_published_is_passed_over(project):
    shutil.copy(project / "docs" / "index.md", project / "docs" / ".index.md.swp")
    assert problems(project) == []
