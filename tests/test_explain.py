"""What a value that does not fit the model is told: the right key, the right line, what to write instead."""

from __future__ import annotations

import pytest

from macros import model as m
from macros.problem import explain
from macros.read import AT_MOST
from tests.test_load import LAW, QUESTION, problems, project, write

__all__ = ["project"]  # a fixture, asked for by name
FAQ = "faqs/online.yml"
LAWS = "laws/test-law.yml"
NO_ANSWER = "docs/_data/faqs/online.yml:2: questions[0]: 缺少“answer”。补上它；确实没有内容时照模板写 null 或 []"


def answer(value: str) -> str:
    return QUESTION.replace('answer: "能。"', f"answer: {value}")


CASES = {
    "a large letter at the top": (
        LAWS,
        LAW.replace("title:", "Title:", 1),
        [
            "docs/_data/laws/test-law.yml:1: 缺少“title”。补上它；确实没有内容时照模板写 null 或 []",
            "docs/_data/laws/test-law.yml:1: Title: 不认识的键“Title”。你是不是要写 title？",
        ],
    ),
    "a large letter deeper": (
        FAQ,
        QUESTION.replace("    answer:", "    Answer:"),
        [NO_ANSWER, "docs/_data/faqs/online.yml:5: questions[0].Answer: 不认识的键“Answer”。你是不是要写 answer？"],
    ),
    "the name of a model for a key": (
        LAWS,
        LAW.replace('"25":', '"Article":'),
        ["docs/_data/laws/test-law.yml:15: articles.Article: “Article”不是条号。只写数字，第十二条之一写 12-1，整个加双引号"],
    ),
    "a key like no other": (
        FAQ,
        QUESTION.replace('    answer: "能。"', '    answer: "能。"\n    标题: "x"'),
        [
            "docs/_data/faqs/online.yml:6: questions[0].标题: 不认识的键“标题”。这里可用的键：aliases、answer、details、id、laws、next、question、reviewed、scenarios"
        ],
    ),
    "a key that is a whole text": (
        FAQ,
        QUESTION.replace('    answer: "能。"', '    answer: "能。"\n    ' + "长" * 70 + ": x"),
        [
            f"docs/_data/faqs/online.yml:6: questions[0].{'长' * 70}: 不认识的键“{'长' * 40}……（共70个字）”。"
            "这里可用的键：aliases、answer、details、id、laws、next、question、reviewed、scenarios"
        ],
    ),
    "true for a text": (FAQ, answer("true"), ["docs/_data/faqs/online.yml:5: questions[0].answer: 应该是文字，写的是true。给它加上双引号"]),
    "nothing for a text": (FAQ, answer(""), ["docs/_data/faqs/online.yml:5: questions[0].answer: 应该是文字，写的是空值。给它加上双引号"]),
    "a mapping for a text": (
        FAQ,
        answer("{a: 1}"),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 应该是文字，写的是一组“键: 值”。写成一句话，加双引号"],
    ),
    "an empty text": (FAQ, answer('""'), ["docs/_data/faqs/online.yml:5: questions[0].answer: 不能是空的文字。写上内容，或者删去这个键"]),
    **{
        f"a text of {what}": (
            FAQ,
            answer(value),
            ["docs/_data/faqs/online.yml:5: questions[0].answer: 只有空格或换行，印出来是空的。写上内容，或者删去这个键"],
        )
        for what, value in {
            "spaces": '"   "',
            "a full-width space": '"　"',
            "line ends": r'"\n\n"',
            "an empty block": "|+\n\n\n",
        }.items()
    },
    "an id of 61 characters": (
        FAQ,
        QUESTION.replace("id: can-return", f"id: {'a' * 61}"),
        ["docs/_data/faqs/online.yml:2: questions[0].id: 太长：最多60个字，现在61个。写短"],
    ),
    "an id with a large letter": (
        FAQ,
        QUESTION.replace("id: can-return", "id: Can-return"),
        ["docs/_data/faqs/online.yml:2: questions[0].id: “Can-return”不是合格的id。只用小写字母、数字和连字符，如 no-reason-return"],
    ),
    "a citation with full-width digits": (
        FAQ,
        QUESTION.replace("test-law#25", "test-law#２５"),
        [
            "docs/_data/faqs/online.yml:8: questions[0].laws[0]: “test-law#２５”不是引用。写成 法律id#条号，如 consumer-rights-law#25、food-safety-law#12-1"
        ],
    ),
    "an article's number in words": (
        LAWS,
        LAW.replace('"25":', "第25条:"),
        ["docs/_data/laws/test-law.yml:15: articles.第25条: “第25条”不是条号。只写数字，第十二条之一写 12-1，整个加双引号"],
    ),
    **{
        f"an address: {value}": (
            LAWS,
            LAW.replace('source: "https://flk.npc.gov.cn/"', f'source: "{value}"'),
            [
                f"docs/_data/laws/test-law.yml:9: source: “{value}”不是能用的网址。写成 https:// 加网站名的完整网址，不带空格和引号；没有官方网址时写 null"
            ],
        )
        for value in (
            "http://flk.npc.gov.cn/",
            "https://",
            "https:///path",
            "https://localhost/",
            "https://flk.npc.gov.cn/a b",
            "https://flk.npc.gov.cn/'x'",
            "https://flk.npc.gov.cn/<x>",
            "https://a@flk.npc.gov.cn/",
            "javascript:alert(1)",
            "//flk.npc.gov.cn/",
            "flk.npc.gov.cn",
            "https://官网.cn/",
            "https://-a.cn/",
            " https://flk.npc.gov.cn/",
        )
    },
    "an empty mapping's list": (
        LAWS,
        LAW[: LAW.index("articles:")] + "articles: []\n",
        ["docs/_data/laws/test-law.yml:14: articles: 应该是一组“键: 值”。照模板一行写一个键"],
    ),
    "a text for a record": (
        FAQ,
        "questions: [can-return]\n",
        ["docs/_data/faqs/online.yml:1: questions[0]: 应该是一组“键: 值”。照模板一行写一个键"],
    ),
    "a text for a list": (
        FAQ,
        QUESTION.replace("details: []", 'details: "没有"'),
        ["docs/_data/faqs/online.yml:6: questions[0].details: 应该是列表，每项前面加“- ”，或写成 [ ]"],
    ),
    "a list with nothing in it": (
        FAQ,
        QUESTION.replace('next: [{do: "看步骤", step: verify}]', "next: []"),
        [
            'docs/_data/faqs/online.yml:7: questions[0].next: 至少要有1项。写上下一步，如 next: [{do: "照清单做", scenario: no-reason-return}]',
        ],
    ),
    "an answer that is no answer but a page": (
        FAQ,
        answer("长" * 121),
        ["docs/_data/faqs/online.yml:5: questions[0].answer: 太长：最多120个字，现在121个。先用一句话回答，其余放进 details"],
    ),
    "a word for a truth": (
        LAWS,
        LAW.replace("\nnote: null", "\nnote: null\nunverified: yes"),
        ["docs/_data/laws/test-law.yml:14: unverified: 应该写 true 或 false，不加引号，写的是“yes”"],
    ),
    "a day of year 1": (
        FAQ,
        QUESTION.replace("2026-11-22", "0001-11-22"),
        ["docs/_data/faqs/online.yml:10: questions[0].reviewed: “0001-11-22”的年份不对。改成1949年到2100年之间的日子"],
    ),
    "full-width digits in a day": (
        FAQ,
        QUESTION.replace("2026-11-22", "２０２６-11-22"),
        [
            "docs/_data/faqs/online.yml:10: questions[0].reviewed: “２０２６”看着像，其实是别的字（U+FF12、U+FF10、U+FF12、U+FF16），搜索和检查都认不出。删去重新手打：数字用0到9，“日”别打成“曰”",
            "docs/_data/faqs/online.yml:10: questions[0].reviewed: 日期“２０２６-11-22”要写成 2026-11-22 这样的形式",
        ],
    ),
    "a place to go that is none": (
        "search-queries.yml",
        'queries:\n  - {accept: ["去投诉"], ask: ["怎么投诉"]}\n',
        ["docs/_data/search-queries.yml:2: queries[0].accept[0]: “去投诉”不是去处。写成 种类/id，如 scenario/parcel"],
    ),
    "a word's id with a space": (
        "glossary.yml",
        'terms:\n  - {id: "a b", term: "词", aliases: [], text: "词。", laws: []}\n',
        ["docs/_data/glossary.yml:2: terms[0].id: “a b”不是合格的id。只用小写字母、数字和连字符，如 no-reason-return"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_value_that_does_not_fit(project, case):
    name, text, expected = CASES[case]
    write(project, name, text)
    assert problems(project) == expected


LETTER = """\
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
fields: [{id: paid, label: "金额", type: text, group: money, width: 10}]
body: [{para: "请退款｛[[paid]]元｝。"}]
reviewed: "2026-11-22"
"""
LETTERS = {
    "a word that is none of a few": (
        "type: text",
        "type: number",
        "fields[0].type: “number”不在可选范围。改成其中一个：'text'、'longtext'、'money'、'date'、'phone'、'choice'、'choices'",
    ),
    "a broken number": ("width: 10", "width: 1.5", "fields[0].width: 应该是整数，写的是“1.5”。只写数字，不加引号"),
    "a number in quotes": ("width: 10", 'width: "10"', "fields[0].width: 应该是整数，写的是“10”。只写数字，不加引号"),
    "too small a number": ("width: 10", "width: 1", "fields[0].width: 1太小。最小写2"),
    "too large a number": ("width: 10", "width: 1000000", "fields[0].width: 1000000太大。最大写200"),
    "a large letter in a list of alternatives": ("{para:", "{Para:", "body[0].Para: 不认识的键“Para”。你是不是要写 para？"),
}


@pytest.mark.parametrize("case", LETTERS)
def test_one_value_of_a_letter_that_does_not_fit(project, case):
    before, after, expected = LETTERS[case]
    (project / "docs" / "letters" / "note.md").write_text("{{ letter_page() }}\n", encoding="utf-8")
    vocab = (project / "docs" / "_data" / "vocab.yml").read_text(encoding="utf-8")
    write(project, "vocab.yml", vocab.replace("  letters: []\n", "  letters: [{phase: complain, letters: [note]}]\n", 1))
    write(project, "letters/note.yml", LETTER)
    assert problems(project) == []
    write(project, "letters/note.yml", LETTER.replace(before, after))
    line = LETTER[: LETTER.index(before)].count("\n") + 1
    assert f"docs/_data/letters/note.yml:{line}: {expected}" in problems(project)


def test_more_wrong_values_than_anyone_reads(project):
    write(project, FAQ, QUESTION + "".join(f"zzz{i}: 1\n" for i in range(50)))
    found = problems(project)
    assert len(found) == AT_MOST + 1
    assert found[0] == "docs/_data/faqs/online.yml: 这个文件还有10个问题没有列出。先改列出的，再看一次"
    assert found[1] == "docs/_data/faqs/online.yml:11: zzz0: 不认识的键“zzz0”。这里可用的键：moved、questions"


def test_what_the_model_may_say_one_day():
    """An error or a pattern that no model has today still ends as a sentence with a remedy."""
    assert explain({"type": "new_type", "loc": ("title",), "msg": "news", "input": 1}, m.Law, {"title": 1}) == (
        ("title",),
        "写法不对（new_type：news）。照 CONTRIBUTING.md 的模板写",
    )
    error = {"type": "string_pattern_mismatch", "loc": ("title",), "msg": "", "input": "x", "ctx": {"pattern": "^y$"}}
    assert explain(error, m.Law, {"title": "x"}) == (("title",), "“x”的写法不对。照同一个文件里别处的样子写")
