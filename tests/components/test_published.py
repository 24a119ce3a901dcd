"""What is published beside the pages, of the small book: word for word, for other programs and the browser part build on it.

UPDATE_GOLDEN=1 .venv/bin/pytest tests/components/test_published.py        after a wanted change; then read the difference
"""

from __future__ import annotations

import copy
import gzip
import json
import os
from types import SimpleNamespace

import pytest

from macros import letters as grammar
from macros.kinds import published
from macros.publish import case_data, case_words, open_data, search_index
from macros.views import Views
from tests.components.conftest import tree
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"


def same(name: str, value) -> None:
    """A value is the golden one, read as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def test_open_data(small_site):
    """All of it but the words of hand-written pages, which have a test of their own."""
    data = json.loads((small_site / "data" / "handbook.json").read_text(encoding="utf-8"))
    pages = data.pop("pages")
    same("small-open-data.json", data)
    assert [p["url"] for p in pages] == sorted(p["url"] for p in pages)
    assert {"index.html", "steps/verify.html", "about/privacy.html", "channels/choose.html"} <= {p["url"] for p in pages}
    assert not [p["url"] for p in pages if p["url"].startswith(("laws/shop", "scenarios/ch", "letters/refund"))], "有数据的页不算手写的页"


def test_open_data_keeps_chinese_readable(small_site):
    """People open the file too: Chinese is Chinese in it, a line a thing."""
    text = (small_site / "data" / "handbook.json").read_text(encoding="utf-8")
    assert '\n   "title": "不喜欢，店家不给退",\n' in text


def test_the_words_of_a_written_page(small_site):
    data = json.loads((small_site / "data" / "handbook.json").read_text(encoding="utf-8"))
    page = next(p for p in data["pages"] if p["url"] == "about/corrections.html")
    assert page["title"] == "更正"
    assert "写信来。" in page["text"].split("\n")


def test_what_the_case_page_knows(small_site, small_book):
    """The lists and every situation, as the page's script finds them: a shared clock keeps its own name, a situation's words win."""
    views = Views(small_book)
    situations = {id_: case_data.situation(small_book, views, id_) for id_ in small_book.scenarios}
    lists = case_data.data(small_book) | {"letters": case_data.letters(small_book)} | case_data.lists(small_book)
    lists.pop("holidays")
    same("small-case-data.json", {"lists": lists, "situations": situations})
    assert lists["letters"]["refund-letter"] == {
        "title": "退款信",
        "url": "letters/refund-letter.html",
        "addressee": "seller",
        "marks": "notice-sent",
    }
    script = (small_site / "assets" / "case-data.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("window.handbookCase=").removesuffix(";\n")) == case_data.data(small_book)
    script = (small_site / "assets" / "case-letters.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("window.handbookCaseLetters=").removesuffix(";\n")) == case_data.letters(small_book)
    script = (small_site / "assets" / "case-lists.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("window.handbookCaseLists=").removesuffix(";\n")) == case_data.lists(small_book)
    for id_, value in situations.items():
        script = (small_site / "assets" / "case" / f"{id_}.js").read_text(encoding="utf-8")
        assert json.loads(script.removeprefix(f'(window.handbookSituations=window.handbookSituations||{{}})["{id_}"]=').removesuffix(";\n")) == value


def test_the_steps_of_a_case_that_is_carried_away(small_site, small_book):
    """Every step: a shared one once, a situation's, shared or its own, in its own script."""
    script = (small_site / "assets" / "case-words.js").read_text(encoding="utf-8")
    shared = json.loads(script.removeprefix("window.handbookWords=").removesuffix(";\n"))
    assert shared == {id_: step.do for id_, step in small_book.shared_steps.items()}
    views = Views(small_book)
    for id_ in small_book.scenarios:
        told = {s["id"]: s["do"] for steps in case_data.situation(small_book, views, id_)["steps"].values() for s in steps}
        assert told == {placed.record.id: placed.record.do for placed in small_book.steps_of(id_)}


def test_a_letter_away_from_its_own_page(small_site, small_book):
    """A file a letter: as fill.js takes it, and the sheet to fill by pen as its own page draws it."""
    made = {p.stem: p.read_text(encoding="utf-8") for p in (small_site / "assets" / "letter").iterdir()}
    assert set(made) == set(small_book.letters)
    letters = {id_: json.loads(text.removeprefix(f'(window.handbookLetters=window.handbookLetters||{{}})["{id_}"]=').removesuffix(";\n")) for id_, text in made.items()}  # fmt: skip
    blanks = {id_: letter.pop("blank") for id_, letter in letters.items()}
    assert letters["short-note"] == {
        "id": "short-note",
        "title": "便条",
        "fields": [
            {"id": "word", "label": "一句话", "type": "text", "group": "story", "required": True, "case": None, "width": 10, "options": []},
        ],
        "lines": [{"kind": "para", "runs": [{"text": "请知道："}, {"field": "word"}]}],
        "agent": False,
    }
    for id_, html in blanks.items():
        own = tree((small_site / "letters" / f"{id_}.html").read_text(encoding="utf-8")).css_first("[data-blank]")
        assert tree(f"<div>{html}</div>").css_first("div").inner_html.split() == own.inner_html.split(), id_


def test_a_letter_says_as_much_away_from_its_page_as_on_it(book):
    """What the check before sending finds there it finds everywhere: nothing of the letter's source is missing, but what comes with letter-data.js and days.js."""
    for id_ in book.letters:
        whole, away = grammar.source(id_, book), case_words.letter(book, id_)
        assert {key: whole[key] for key in away if key != "fields"} == {key: value for key, value in away.items() if key != "fields"}
        assert set(whole) - set(away) <= {*grammar.LATER, "holidays"}
        said = [{key: value for key, value in field.items() if value} for field in whole["fields"]]
        assert [{key: value for key, value in field.items() if value} for field in away["fields"]] == said, id_


def test_what_every_case_waits_for_does_not_grow_with_the_handbook(small_book):
    """Neither a letter nor a situation more makes it longer."""
    more = copy.copy(small_book)
    more.letters = small_book.letters | {f"{id_}-x2": letter for id_, letter in small_book.letters.items()}
    more.scenarios = small_book.scenarios | {f"{id_}-x2": situation for id_, situation in small_book.scenarios.items()}
    assert len(case_data.letters(more)) == 2 * len(case_data.letters(small_book)) > 0
    assert case_data.data(more) == case_data.data(small_book)


def test_what_the_case_page_loads_stays_small(small_site, book):
    """Gzipped: a situation 5 KB; the lists 6 KB when there were 52 situations, and no more for each: a new one may bring its line, none may
    bring more. They hold words, not pages: no mark of HTML."""
    views = Views(book)
    sizes = {"lists": case_data.data(book) | {"letters": case_data.letters(book)} | case_data.lists(book)} | {
        id_: case_data.situation(book, views, id_) for id_ in book.scenarios
    }
    texts = {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in sizes.items()}
    most = {"lists": 6000 * len(book.scenarios) // 52}
    heavy = {name: n for name, text in texts.items() if (n := len(gzip.compress(text.encode()))) > most.get(name, 5000)}
    assert not heavy
    assert not [name for name, text in texts.items() if "<" in text or "[[" in text.replace('"laws":[[', "")]


def test_words_of_a_page_are_what_is_read():
    html = """<body><nav>导航</nav><article><h1>题  目</h1><p>一  句
      话</p><script>let x = 1</script><style>p {}</style><template>藏</template><a class="headerlink" href="#x">¶</a><p hidden>藏</p>

      <p>第二句</p></article></body>"""
    assert open_data.page_text(html) == ("题  目", "题 目\n一 句\n话\n第二句")
    assert open_data.page_text("<body><p>没有正文</p></body>") == ("", "")
    assert open_data.page_text("<article><p>没有题目</p></article>") == ("", "没有题目")


def test_what_the_search_looks_through(small_book, small_site):
    """Entry by entry: kind, id, address, title, other names, sentence, situations, articles."""
    same("small-search.json", [list(vars(e).values()) for e in search_index.entries(small_book, small_site)])


def test_excuses_for_the_letters(small_site):
    """A classic script, as a page in a folder can load it: groups, and what goes into a complaint; what goes into another paper is not there."""
    text = (small_site / "assets" / "excuses.js").read_text(encoding="utf-8")
    assert text.startswith("window.handbookExcuses=[") and text.endswith("];\n")
    groups = json.loads(text.removeprefix("window.handbookExcuses=").removesuffix(";\n"))
    assert [(g["title"], [e["says"] for e in g["excuses"]]) for g in groups] == [
        ("关于东西", ["拆了就不退。", "拆了就不退。", "盒子没了。", "第三句。", "第四句。"]),
        ("关于等", ["第五句。", "第六句。", "第七句。", "第七句。"]),
    ]
    own, lamp = groups[0]["excuses"][:2]
    assert own == {"says": "拆了就不退。", "aliases": ["拆封不退"], "complaint": "店家以拆开为由不退。"}
    assert lamp == own | {"complaint": "店家以拆开为由不修灯。", "only_if": "灯不是你摔的。", "about": "灯坏了，店家不给修"}
    assert ", " not in text and '": ' not in text, "这份数据跟着页面走，不带多余的空格"


def test_everything_promised(small_book):
    """The ids that are promised for ever, kind by kind: what is not in this list can vanish without a word."""
    same("small-promised.json", sorted(published(small_book)))


# ------------------------------------------------------------------ the search's index


@pytest.mark.parametrize(
    ("numbers", "often", "expected"),
    [
        (["1", "2", "3"], [], "1-3"),
        (["7"], [], "7"),
        (["1", "2", "4"], [], "1-2,4"),
        (["1", "2", "3"], ["2"], "1,2=第2题,3"),
        (["12", "12-1", "13"], [], "12,12_1=,13"),
        (["12", "12-1"], ["12-1"], "12,12_1=第12-1题"),
        ([], [], ""),
    ],
)
def test_articles_are_written_short(numbers, often, expected):
    assert found_by_number(numbers, often, lambda number: "laws/l.html") == expected


def test_articles_say_on_which_page_they_stand():
    """A law that is divided: the page's address once, before its articles; a run of numbers does not reach over it."""
    pages = {"1": "laws/l.html", "2": "laws/l/b.html", "3": "laws/l/b.html", "4": "laws/l/c.html", "5": "laws/l/c.html"}
    assert found_by_number(list(pages), [], pages.get) == "1,/laws/l/b.html,2-3,/laws/l/c.html,4-5"
    assert found_by_number(list(pages), ["4"], pages.get) == "1,/laws/l/b.html,2-3,/laws/l/c.html,4=第4题,5"


def found_by_number(numbers, often, page) -> str:
    law = SimpleNamespace(articles={n: SimpleNamespace(title=f"第{n}题") for n in numbers})
    links = SimpleNamespace(law=lambda law_id: f"laws/{law_id}.html", article_page=lambda law_id, number: page(number))
    return search_index.articles(SimpleNamespace(laws={"l": law}), links, "l", {f"l#{n}" for n in often})


def test_a_character_has_the_readings_that_are_common():
    """行 is hang in 银行, xing in 行不行; a reading that is rarer than one in eight is left out, and never more than two are kept."""
    assert search_index.sounds("银行。行不行") == {"银": "yin", "行": "xing/hang", "不": "bu"}
    assert search_index.sounds("银行" + "。可行" * 8) == {"银": "yin", "行": "xing", "可": "ke"}
    assert search_index.sounds("银行" + "。可行" * 7)["行"] == "xing/hang"
    assert search_index.sounds("abc 123") == {}


def test_packing_takes_one_byte_for_the_commonest():
    ranked = "".join(chr(0x4E00 + n) for n in range(200))
    packed = search_index.pack(ranked[0] + ranked[92] + ranked[93] + ranked[199], ranked)
    assert [len(ch.encode()) for ch in packed] == [1, 1, 2, 2]
    assert len(set(search_index.pack(ranked, ranked))) == 200, "两个字写成了一样"
    assert not set(search_index.pack(ranked, ranked)) & {'"', "\\", "\n", "\t"}


def test_the_first_sentence_says_something():
    assert search_index.clip("可以退，七日之内说一声。还有。", 40) == "可以退，七日之内说一声。"
    assert search_index.clip("能。七日内说。还有。", 40) == "能。七日内说。"
    assert search_index.clip("一二三四五六七八九十。", 11) == "一二三四五六七八九十。"
    assert search_index.clip("一二三四五六七八九十。", 10) == "一二三四五六七八九…"
    assert search_index.clip("一二三四五六七八九。后面。", 40) == "一二三四五六七八九。"


def test_an_alias_stays_if_it_brings_something():
    assert search_index.leaner("退款不到账", ["退款不到账怎么办", "钱没回来"]) == ["钱没回来"]
    assert search_index.leaner("退款", ["退货", "退货吗", "退"]) == ["退货", "退"]
    assert search_index.leaner("甲乙", ["丙丁戊", "丙丁"]) == ["丙丁戊"]
