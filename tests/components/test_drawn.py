"""Pages of the small book as a reader sees them, drawn directly: banners, marks, order, lists, what is shown and what is not. One property a test."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from macros import headings, letters, theme
from macros.links import Links
from macros.model import LawPart
from macros.pages import CITERS, URGENT, Pages, rank
from macros.publish import letter_data
from tests.components.conftest import tree, words
from tests.components.test_cards import clock, with_clocks
from tests.conftest import POLICY


def texts(node, selector: str) -> list[str]:
    return [words(n) for n in node.css(selector)]


def changed(book, attribute: str, id_: str, **update):
    """The small book with some values of one record changed."""
    records = getattr(book, attribute)
    return dataclasses.replace(book, **{attribute: {**records, id_: records[id_].model_copy(update=update)}})


# ------------------------------------------------------------------ a situation


def test_the_strip_says_how_good_the_readers_case_is(drawn):
    for id_, level, verdict in (("change-of-mind", "strong", "通常可以"), ("broken-lamp", "conditional", "看条件"), ("cheated", "weak", "比较难")):
        strip = tree(drawn.scenario_page(id_).html).css_first(".strip")
        assert f"strip--{level}" in strip.attributes["class"]
        assert words(strip.css_first(f".verdict--{level}")) == verdict
        assert len(strip.css(".verdict")) == 1


def test_every_clock_says_whose_it_is(drawn):
    page = tree(drawn.scenario_page("change-of-mind").html)
    said = {
        (words(c.css_first(".clock__label")), c.attributes["class"].split("--")[1], words(c.css_first(".clock__actor")))
        for c in page.css(".clocks > .clock")
    }
    assert {
        ("发退货通知", "buyer", "买的人"),
        ("退钱给你", "seller", "卖的人"),
        ("平台看货", "platform", "平台方"),
        ("决定受不受理", "regulator", "监管的人"),
        ("立案", "court", "判案的人"),
    } <= said
    assert len(said) == len(page.css(".clocks > .clock"))


def test_the_browser_gets_the_clock_that_the_page_names(drawn):
    """Period, unit, event and actor of the data attribute are those of the words beside it."""
    units = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
    events = {word.id: word.title for word in drawn.book.vocab.events}
    for node in tree(drawn.scenario_page("change-of-mind").html).css(".clocks > .clock"):
        data = json.loads(node.attributes["data-clock"])
        assert words(node.css_first(".clock__rule")) == f"{events[data['from']]}后{data['n']}{units[data['unit']]}内"
        assert node.attributes["class"].endswith(data["actor"])


def test_a_missed_clock_says_what_follows(drawn):
    node = tree(drawn.scenario_page("change-of-mind").html).css_first("#deadline-seller-refund")
    assert "过了会怎样：可以投诉" in words(node)
    (link,) = node.css("[data-missed] a")
    assert (words(link), link.attributes["href"]) == ("找监管所", "../channels/index.html#bureau")


def test_the_browser_is_told_what_kind_of_clock_it_is(small_book):
    """The reader's own, or the least time that something is kept; nothing where it is neither."""
    book = with_clocks(small_book, clock(id="a", roll="holiday", safe=True), clock(id="b", least=True), clock(id="c"))
    found = [json.loads(n.attributes["data-clock"]) for n in tree(Pages(book).scenario_page("cheated").html).css(".clocks > .clock")]
    assert [{"safe", "least"} & set(c) for c in found] == [{"safe"}, {"least"}, set()]


def test_a_situation_may_lead_elsewhere_than_the_clock_it_shares(drawn):
    """change-of-mind takes the shared clock as it is, cheated has another way on."""
    shared = tree(drawn.scenario_page("change-of-mind").html).css_first("#deadline-send-notice [data-missed] a")
    own = tree(drawn.scenario_page("cheated").html).css_first("#deadline-say-so [data-missed] a")
    assert (shared.attributes["href"], own.attributes["href"]) == ("../letters/refund-letter.html", "broken-lamp.html")


def test_the_browser_is_told_of_an_extension(drawn):
    clocks = {n.id: json.loads(n.attributes["data-clock"]) for n in tree(drawn.scenario_page("change-of-mind").html).css(".clocks > .clock")}
    assert clocks["deadline-send-notice"]["extend"] == {"n": 15, "unit": "workday", "when": "东西在路上坏了"}
    assert "extend" not in clocks["deadline-sue"]


@pytest.mark.parametrize(("days", "label"), [(1, "最要紧的日子"), (URGENT, "最要紧的日子"), (URGENT + 1, "要记住的日子"), (90, "要记住的日子")])
def test_a_month_is_pressing_and_more_is_not(small_book, days, label):
    assert URGENT == 31
    book = with_clocks(small_book, clock(within={"n": days, "unit": "day"}), headline="a")
    strip = tree(Pages(book).scenario_page("cheated").html).css_first(".strip__date")
    assert words(strip.css_first(".strip__label")) == label
    assert words(strip.css_first(".strip__rule")) == f"收货后{days}日内：做一件事"


def test_no_day_at_the_top_where_none_belongs_there(drawn):
    page = tree(drawn.scenario_page("cheated").html)
    assert page.css_first(".strip__date") is None
    assert page.css_first("#deadlines") is not None, "期限还在下面"


def test_what_has_to_be_done_today_is_one_line(drawn):
    page = tree(drawn.scenario_page("cheated").html)
    assert words(page.css_first(".today")) == "今天：把聊天存下来"
    assert tree(drawn.scenario_page("change-of-mind").html).css_first(".today") is None


def ticks(node):
    """The ids of the steps under a node, as their boxes carry them."""
    return [box.attributes["id"].removeprefix("tick-") for box in node.css(".step[data-step] label input[type=checkbox]")]


def test_steps_stand_in_their_phases_in_order(drawn):
    page = tree(drawn.scenario_page("change-of-mind").html)
    assert [(p.attributes["data-phase"], ticks(p)) for p in page.css("[data-phase]")] == [
        ("verify", ["read-policy"]),
        ("evidence", ["keep-chat"]),
        ("negotiate", ["ask-again"]),
        ("complain", ["file-it"]),
        ("follow-up", ["ask-result"]),
        ("legal", ["go-court"]),
    ]
    assert words(page.css_first("#checklist > h2")) == "一步一步做：6件事，做完一件勾一件"
    assert page.css_first("[data-scope]").attributes["data-scope"] == "change-of-mind"


def test_what_vanishes_is_said_before_it_vanishes(drawn):
    page = tree(drawn.scenario_page("change-of-mind").html)
    assert texts(page, ".step__perishable") == ["先做，会消失：页面会改", "先做，会消失：店家会撤回"]


def test_a_step_shows_how_evidence_words_letter_and_door(drawn):
    step = tree(drawn.scenario_page("change-of-mind").html).css_first(".step:has(#tick-read-policy) .step__body")
    text = words(step)
    for part in (
        "政策写在页面上",
        "打开页面",
        "拉到底",
        "要留下的证据：聊天记录",
        "请问哪里写着不能退？",
        "写《退款信》",
        "去：监管所",
        "《买卖法》第25条",
    ):
        assert part in text


def test_six_sayings_are_answered_on_the_page_and_the_others_on_theirs(drawn, small_book):
    assert len(small_book.scenarios["change-of-mind"].excuses) == 7
    section = tree(drawn.scenario_page("change-of-mind").html).css_first("#excuses")
    assert len(section.css(".excuse")) == 6
    assert words(section.css_first("details.fold > summary")) == "还有1句"
    (link,) = section.css("details.fold li a")
    assert words(link) == "“第七句。”"
    assert link.attributes["href"] == "../excuses/waiting.html#seventh-mind"


def test_doors_stand_in_the_editors_order_with_name_number_and_address(drawn, small_book):
    doors = tree(drawn.scenario_page("change-of-mind").html).css(".door")
    assert [words(d.css_first(".door__name")) for d in doors] == ["监管所", "网上法庭"]
    for door, id_ in zip(doors, small_book.scenarios["change-of-mind"].channels, strict=True):
        c = small_book.channels[id_]
        assert words(door.css_first(".door__text")) == c.summary
        site = next((s.url for s in c.site if s.url), None)
        want = [x for x in (c.phone and f"tel:{c.phone}", site) if x]
        assert [a.attributes["href"] for a in door.css(".door__ways a")] == want


def test_a_door_that_nobody_checked_has_neither_number_nor_address(small_book):
    book = changed(small_book, "channels", small_book.scenarios["change-of-mind"].channels[0], verified=False, phone="110")
    door = tree(Pages(book).scenario_page("change-of-mind").html).css_first(".door")
    assert door.css(".door__ways a") == []


def test_questions_in_the_situations_own_words_come_first_and_the_rest_is_counted(small_book):
    """A page names five: first what is asked in its own words, then what is asked here alone, then what is asked everywhere."""
    (topic, one) = next(iter(small_book.questions.values()))
    general = [one.model_copy(update={"id": f"g{n}", "question": f"支付令{n}", "scenarios": ["change-of-mind", "broken-lamp"]}) for n in range(8)]
    special = [one.model_copy(update={"id": f"s{n}", "question": f"支付令{n}", "scenarios": ["change-of-mind"]}) for n in range(8, 10)]
    title = small_book.scenarios["change-of-mind"].title
    near = one.model_copy(update={"id": "near", "question": f"{title}怎么办？", "scenarios": ["change-of-mind", "broken-lamp", "cheated"]})
    file = small_book.faqs[topic].model_copy(update={"questions": [*general, *special, near]})
    pages = Pages(dataclasses.replace(small_book, faqs={topic: file}, documents={}))
    section = tree(pages.scenario_page("change-of-mind").html).css_first("#questions")
    asked = texts(section, ".lines a")
    assert asked[:4] == [f"{title}怎么办？", "支付令8", "支付令9", "支付令0"] and len(asked) == 5
    assert words(section.css_first(".more")).startswith("还有6个")
    assert section.css_first(".more a").attributes["href"] == f"../faq/{topic}.html"


def test_what_is_not_for_this_page_leads_to_the_right_one(drawn):
    items = tree(drawn.scenario_page("change-of-mind").html).css("#not-for li")
    assert words(items[0]) == "店里买的。看“灯坏了，店家不给修”"
    assert items[0].css_first("a").attributes["href"] == "broken-lamp.html"
    assert items[1].css_first("a") is None


def test_questions_and_cases_of_a_situation_and_no_others(drawn):
    mind, lamp = (tree(drawn.scenario_page(i).html) for i in ("change-of-mind", "broken-lamp"))
    assert texts(mind, "#questions a") == ["能退吗？", "要多久？"]
    assert lamp.css_first("#questions") is None
    assert texts(lamp, "#cases a") == ["一盏灯的官司"]
    assert mind.css_first("#cases") is None


def test_a_page_names_the_earliest_day_its_laws_were_checked(drawn):
    text = words(tree(drawn.scenario_page("change-of-mind").html).css_first(".reviewed"))
    assert text.startswith("本页内容核对于2026年11月21日，所引条文核对于2026年11月20日（最早的一份法律文本截至2026年5月16日）。")


def test_address_and_code_on_paper_only_with_a_public_address(drawn, small_book):
    plain = tree(drawn.scenario_page("cheated").html)
    assert plain.css_first(".printfoot__qr") is None and "http" not in words(plain.css_first(".printfoot"))
    public = tree(Pages(small_book, "https://handbook.example/").scenario_page("cheated").html)
    assert public.css_first(".printfoot__qr svg") is not None
    assert f"https://handbook.example/{Links(small_book).short('scenario', 'cheated')}" in words(public.css_first(".printfoot"))


# ------------------------------------------------------------------------ laws


def near(html: str):
    """What a page says of rules whose day is near: (the line to open, [(what it says, its day, is it still to come for who made the page)])."""
    note = tree(html).css_first('[data-module="begins"]')
    rules = [(words(p), p.attributes["data-day"], "data-ahead" in p.attributes) for p in note.css("p")] if note else []
    return words(note.css_first("summary")) if note else None, rules


@pytest.mark.parametrize(("today", "told"), [("2026-11-22", True), ("2027-02-28", True), ("2027-03-01", False), ("2027-04-30", False)])
def test_a_law_whose_day_is_near_says_what_is_true_on_any_day(small_book, today, told):
    """The same words before and after its day; the script is told whether the page was made before it."""
    page = Pages(small_book, today=dt.date.fromisoformat(today)).law_page("coming-law").html
    says = "从2027年3月1日起，《将来法》施行；在这一天以前的事，看当时有效的规定。"
    assert near(page) == ("《将来法》从2027年3月1日起施行", [(says, "2027-03-01", told)])
    assert "open" in tree(page).css_first('[data-module="begins"]').attributes


def test_after_sixty_days_a_law_is_like_any_other(small_book):
    pages = Pages(small_book, today=dt.date(2027, 5, 1))
    assert near(pages.law_page("coming-law").html) == (None, [])
    assert near(pages.letter_page("proxy-note").html) == (None, [])


def test_every_page_that_cites_a_law_to_come_says_so_and_no_other(drawn):
    """A situation, a letter; folded to one line above all else. Of the two laws on a situation's page each has its sentence, the earlier day first."""
    line, rules = near(drawn.letter_page("short-note").html)
    assert (line, [day for _, day, _ in rules]) == ("《将来法》从2027年3月1日起施行", ["2027-03-01"])
    assert drawn.letter_page("short-note").html.startswith('<details class="fold" data-module="begins">')
    assert drawn.scenario_page("cheated").html.startswith('<details class="fold" data-module="begins">')
    assert ("从2027年3月1日起，《将来法》施行；在这一天以前的事，看当时有效的规定。", "2027-03-01", True) in near(
        drawn.scenario_page("cheated").html
    )[1]
    assert near(drawn.letter_page("proxy-note").html) == (None, [])
    assert near(drawn.faq_page("money").html) == (None, [])


def test_an_article_that_ends_is_told_where_it_is_cited(drawn):
    assert near(drawn.scenario_page("broken-lamp").html) == (
        "《买卖法》第12条从2028年4月5日起不再适用",
        [("从2028年4月5日起，《买卖法》第12条不再适用；在这一天以前还有效。", "2028-04-05", True)],
    )


def test_a_change_to_come_is_told_and_leads_to_what_changes(small_book):
    """It says more than the law that begins on the same day: that one is left out. Two rules are counted in the line."""
    old = small_book.changes["longer-days"]
    rule = old.rules[0].model_copy(update={"laws": ["coming-law#1", "shop-law#25"]})
    book = changed(small_book, "changes", "longer-days", on="2027-03-01", rules=[rule])
    pages = Pages(book, today=dt.date(2026, 11, 22))
    html = pages.letter_page("short-note").html
    says = "从2027年3月1日起，“退货的日子”按新的规定；在这一天以前，按旧的规定。变了什么。"
    assert near(html) == ("“退货的日子”从2027年3月1日起有新规定", [(says, "2027-03-01", True)])
    assert tree(html).css_first('[data-module="begins"] a').attributes["href"] == "../changes.html#longer-days"
    other = changed(small_book, "changes", "longer-days", on="2027-02-01", rules=[rule])
    line, rules = near(Pages(other, today=dt.date(2026, 11, 22)).letter_page("short-note").html)
    assert line == "2处规定有自己的起止日，先看清" and [day for _, day, _ in rules] == ["2027-02-01", "2027-03-01"]


@pytest.mark.parametrize(
    ("draw", "id_", "attribute"), [("platform_page", "stall", "platforms"), ("faq_page", "money", None), ("excuse_page", "counter", None)]
)
def test_other_pages_that_cite_it_say_so_too(small_book, draw, id_, attribute):
    """Its own article ends within the year: on every kind of page that cites one."""
    book = changed(small_book, "laws", "shop-law", until="2027-01-01", replaced_by="coming-law")
    line, rules = near(getattr(Pages(book, today=dt.date(2026, 11, 22)), draw)(id_).html)
    assert line == "《买卖法》从2027年1月1日起废止"
    assert rules[0][0] == "从2027年1月1日起，《买卖法》废止；在这一天以前还有效。到那一天换成《将来的测试法》。"


@pytest.mark.parametrize(
    "draw",
    [
        lambda pages: pages.channels_page("channels/index.html"),
        lambda pages: pages.glossary_page("glossary.html"),
        lambda pages: pages.misconceptions_page("misconceptions.html"),
        lambda pages: pages.tree("triage.html", "triage"),
        lambda pages: pages.region_page("north").html,
        lambda pages: pages.basis("steps/verify.html", [("shop-law#9",)]),
        lambda pages: pages.phase_checklist("evidence", "steps/evidence.html"),
    ],
)
def test_pages_of_a_whole_kind_say_it_above_all_else(small_book, draw):
    book = changed(small_book, "laws", "shop-law", until="2027-01-01", replaced_by="coming-law")
    assert near(draw(Pages(book, today=dt.date(2026, 11, 22))))[0] == "《买卖法》从2027年1月1日起废止"
    assert near(draw(Pages(small_book, today=dt.date(2026, 11, 22))))[0] is None


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (lambda pages: pages.faq_page("money").html, "，所引条文核对于2026年11月20日（最早的一份法律文本截至2026年5月16日）。"),
        (lambda pages: pages.excuse_page("counter").html, "所引条文核对于2026年11月20日（最早的一份法律文本截至2026年5月16日）。"),
        (lambda pages: pages.cases_page("cases.html"), "所引条文核对于2026年11月20日"),
        (lambda pages: pages.misconceptions_page("misconceptions.html"), "所引条文核对于2026年11月20日"),
        (lambda pages: pages.glossary_page("glossary.html"), "所引条文核对于2026年11月20日"),
        (lambda pages: pages.channels_page("channels/index.html"), "所引条文核对于2026年11月20日"),
    ],
)
def test_every_page_that_cites_says_when_its_law_was_read(drawn, draw, says):
    """The earliest day of the laws that it cites, and of their texts."""
    assert says in words(tree(draw(drawn)).css(".reviewed")[-1])


def test_situations_and_letters_carry_the_day_their_laws_were_checked(drawn):
    """For the device, which says when that is long ago; on other pages nothing asks for it."""
    for page in (drawn.scenario_page("change-of-mind"), drawn.letter_page("refund-letter")):
        line = tree(page.html).css_first(".reviewed")
        assert (line.attributes["data-module"], line.attributes["data-checked"]) == ("age", "2026-11-20")
    assert tree(drawn.platform_page("mall").html).css_first("[data-checked]") is None


def test_a_repealed_law_says_since_when_and_what_stands_in_its_place(drawn):
    banner = tree(drawn.law_page("old-measures").html).css_first(".note--danger")
    assert words(banner).startswith("这份规定已在2026年4月15日废止。现在用的是《测试投诉办法》。")
    assert banner.css_first("a").attributes["href"] == "market-complaint-measures.html"


def test_a_repealed_law_without_a_successor_links_none(small_book):
    book = changed(small_book, "laws", "old-measures", replaced_by=None)
    banner = tree(Pages(book).law_page("old-measures").html).css_first(".note--danger")
    assert "已在2026年4月15日废止" in words(banner) and "现在用的是" not in words(banner)
    assert banner.css_first("a") is None


def test_a_law_whose_repeal_is_announced_is_law_until_then(small_book):
    """On the day of the repeal it has ended, the day before it has not."""
    book = changed(small_book, "laws", "old-measures", until="2026-12-01")
    before, on = (Pages(book, today=dt.date(2026, *day)) for day in ((11, 30), (12, 1)))
    page = tree(before.law_page("old-measures").html)
    assert near(before.law_page("old-measures").html)[1] == [
        ("从2026年12月1日起，《旧办法》废止；在这一天以前还有效。到那一天换成《测试投诉办法》。", "2026-12-01", True)
    ]
    assert page.css_first(".note--danger") is None
    assert words(tree(on.law_page("old-measures").html).css_first(".note--danger")).startswith("这份规定已在2026年12月1日废止。")
    assert "旧办法" in index(before)["部门规章和其他"] and "已经废止、别再用的" not in index(before)
    assert index(on)["已经废止、别再用的"] == ["旧办法"]


def test_a_law_that_is_divided_lists_its_articles_and_each_stands_on_the_page_of_its_part(drawn, small_book):
    """Every article once in the list, leading on, and once with its gist; a citation goes straight there."""
    contents = tree(drawn.law_page("market-complaint-measures").html)
    part = tree(drawn.part_of_law("laws/market-complaint-measures/rules.html"))
    law = small_book.laws["market-complaint-measures"]
    for number, article in law.articles.items():
        row = contents.css_first(f'[id="art-{number}"]')
        assert "data-moved" in row.attributes and row.css_first("a").attributes["href"] == f"market-complaint-measures/rules.html#art-{number}"
        assert words(part.css_first(f'[id="art-{number}"] .article__gist')) == article.gist
        assert drawn.views.links.citation(f"market-complaint-measures#{number}") == f"laws/market-complaint-measures/rules.html#art-{number}"
    assert contents.css_first(".article__gist") is None
    assert "投诉办法" in words(part) and part.css_first('a[href="../market-complaint-measures.html"]') is not None


def test_a_law_in_force_has_no_banner(drawn):
    page = tree(drawn.law_page("shop-law").html)
    assert page.css_first(".note--danger, .note--warn") is None


def test_a_law_that_was_not_read_says_so(drawn, small_book):
    assert [i for i in small_book.laws if "没有读到这份规定的正文" in drawn.law_page(i).html] == ["unread-law"]
    assert "去测试机关的阅览室看" in drawn.law_page("unread-law").html


def index(pages: Pages) -> dict[str, list[str]]:
    """Heading → the laws under it."""
    page = tree(pages.law_index("laws/index.html"))
    return {words(s.css_first("h2")): texts(s, "li a") for s in page.css("section")}


def test_the_index_parts_laws_in_force_to_come_repealed_and_unread(drawn, small_book):
    rest = {"已经废止、别再用的": ["旧办法"], "没有读到正文、须先核对的": ["没读到法"], "只在当地用的": ["北省的规矩", "北镇的规矩"]}
    assert index(drawn) == {"部门规章和其他": ["买卖法", "投诉办法"], "到了日子才施行的": ["将来法"], **rest}
    later = index(Pages(small_book, today=dt.date(2027, 3, 1)))
    assert set(later.pop("部门规章和其他")) == {"买卖法", "投诉办法", "将来法"} and later == rest


@pytest.mark.parametrize(
    ("issuer", "group"),
    [
        ("全国人民代表大会", "law"),
        ("全国人民代表大会常务委员会", "law"),
        ("国务院", "regulation"),
        ("最高人民法院、最高人民检察院", "interpretation"),
        ("国家市场监督管理总局", "rule"),
        ("江苏省高级人民法院", "rule"),
        (None, "rule"),
    ],
)
def test_a_law_stands_in_the_list_by_who_made_it(small_book, issuer, group):
    assert rank(small_book.laws["shop-law"].model_copy(update={"issuer": issuer})) == group


def test_the_index_says_how_many_were_read_and_since_when(drawn):
    page = tree(drawn.law_index("laws/index.html"))
    assert words(page.css_first("p")).startswith("一共7部，其中6部读到了正文，写成")
    assert "1部没有读到正文，只列出名字" in words(page.css_first("p"))
    facts = texts(page, ".rows__facts")
    assert "2026年4月15日起废止" in words(page) and not any(f.startswith("，") or f.endswith("，") for f in facts)


def test_the_index_has_a_chip_for_each_of_its_groups(drawn):
    page = tree(drawn.law_index("laws/index.html"))
    assert [a.attributes["href"] for a in page.css(".chip")] == [f"#{s.attributes['id']}" for s in page.css("section")]


def test_an_article_has_its_own_days(drawn):
    page = tree(drawn.law_page("shop-law").html)
    assert texts(page, "#art-12 .article__dates") == ["自2021年2月3日起", "2028年4月5日起不再适用"]
    assert texts(page, "#art-25 .article__dates") == []
    assert words(page.css_first("#art-12-1 h2")) == "第12条之1 之一"


def test_who_cites_an_article(drawn):
    details = tree(drawn.law_page("shop-law").html).css_first("#art-12 details")
    assert words(details.css_first("summary")) == "用到第12条的地方（3）"
    places = ["../scenarios/broken-lamp.html", "../excuses/goods.html#opened", "../cases.html#lamp-case"]
    assert [a.attributes["href"] for a in details.css("a")] == places


@pytest.mark.parametrize(("citers", "shown", "rest"), [(7, 7, None), (8, 8, None), (9, 8, "另有1处"), (40, 8, "另有32处")])
def test_the_commonest_articles_name_eight_places_and_count_the_rest(small_book, citers, shown, rest):
    assert CITERS == 8
    question = small_book.questions["how-long"][1]
    asked = [question.model_copy(update={"id": f"q-{i}", "laws": ["old-measures#3"]}) for i in range(citers)]
    book = dataclasses.replace(small_book, faqs={"online": small_book.faqs["online"].model_copy(update={"questions": asked})})
    details = tree(Pages(book).law_page("old-measures").html).css_first("#art-3 details")
    assert len(details.css("a")) == shown
    assert words(details.css("li")[-1]) == (rest or "要多久？")
    assert words(details.css_first("summary")) == f"用到第3条的地方（{citers}）"


def test_a_long_law_is_folded_into_its_parts(small_book):
    """Each article in the part it belongs to, an article between two numbers too; what has no article is not shown."""
    law = small_book.laws["shop-law"]
    assert list(law.articles)[:3] == ["9", "12", "12-1"]
    parts = [
        {"title": "头", "begins": "1"},
        {"title": "十二", "begins": "12"},
        {"title": "之一以后", "begins": "12-1"},
        {"title": "空", "begins": "900"},
    ]
    page = tree(Pages(changed(small_book, "laws", "shop-law", parts=[LawPart(**p) for p in parts])).law_page("shop-law").html)
    folds = page.css("details.part-of-law")
    assert [(f.attributes["id"], words(f.css_first("h2")), words(f.css_first(".channels__count"))) for f in folds][:2] == [
        ("part-1", "头", "第9条"),
        ("part-2", "十二", "第12条"),
    ]
    assert [a.attributes["id"] for a in folds[0].css(".article")] == ["art-9"] and folds[2].css_first("#art-12-1 h3") is not None
    assert len(folds) == 3 and len(page.css(".article")) == len(law.articles) and page.css_first("details[open], .onpage") is None


def test_an_article_that_nobody_cites_names_no_place(drawn):
    assert tree(drawn.law_page("old-measures").html).css_first("#art-3 details") is None


# ---------------------------------------------------------------------- letters


def assembled(pages: Pages, id_: str) -> dict:
    """A letter as the browser puts it together: from its page, from the form there, from what comes later."""
    page = tree(pages.letter_page(id_).html)
    carried, later = json.loads(page.css_first("[data-source]").text()), letter_data.data(pages.book)
    assert not carried.keys() & set(letters.LATER)
    fields = []
    step = {f.attributes["data-field"]: g.attributes["data-step"] for g in page.css("[data-step]") for f in g.css("[data-field]")}
    for field in carried["fields"]:
        box = page.css_first(f'[data-field="{field["id"]}"]')
        options = [(o.css_first("input").attributes["value"], o.text()) for o in box.css(".option")]
        extra = {o["id"]: o for o in field.get("options", [])}
        label = box.css_first(".field__label")
        said = label.text().removesuffix(label.css_first(".must").text()) if label.css_first(".must") else label.text()
        fields.append(
            letters.PLAIN
            | field
            | {
                "label": said,
                "group": step[field["id"]],
                "options": [{"id": value, "label": text} | extra.get(value, {}) for value, text in options],
            }
        )
    amounts = [{k: x for k, x in a.items() if k != "citations"} for a in later["amounts"].get(id_, [])]
    known = {k: x for k, x in later["all"].items() if k in letters.LATER}
    lines = []
    for line in carried["lines"]:
        first = next((run["field"] for run in line["runs"] if "field" in run), None)
        lines.append(line | ({"when": [{"field": first}]} if line.get("when") is True else {}))
    return carried | {"fields": fields, "lines": lines, "amounts": amounts} | known


def test_nothing_of_a_letter_is_lost_between_its_page_and_what_comes_later(drawn, book):
    """The page carries what neither its form says nor the late parts bring; together they are all of it. The browser's half is in js/letter.test.mjs."""
    for pages in (drawn, Pages(book)):
        for id_ in pages.book.letters:
            assert assembled(pages, id_) == letters.source(id_, pages.book), id_


def test_a_letter_knows_which_laws_are_repealed(drawn):
    """All their names, since when, and what to name instead: a letter that cites one of them is told."""
    assert letter_data.data(drawn.book)["all"]["repealed"] == [
        {"names": ["旧的测试投诉办法", "旧办法", "暂行办法"], "until": "2026-04-15", "by": "投诉办法"},
        {"names": ["老买卖法"], "until": "2021-01-01", "by": "买卖法", "unless": ["很老买卖法"], "quoted": True},
    ]


def test_every_repealed_law_of_the_handbook_is_known_to_its_letters(book):
    ended = {law.title for law in book.laws.values() if law.until}
    assert "市场监督管理投诉举报处理暂行办法" in ended
    known = letter_data.data(book)["all"]["repealed"]
    assert {entry["names"][0] for entry in known} == ended | {law.name for law in book.repealed.values()}
    assert "合同法" in {law.name for law in book.repealed.values()}


def test_the_blank_sheet_is_no_draft(drawn):
    """The sheet to fill by pen is whole as it is; only what is filled on the screen may be one."""
    blank = tree(drawn.letter_page("refund-letter").html).css_first("[data-blank]")
    assert "草稿" not in words(blank)


def test_a_required_field_says_so_and_another_does_not(drawn):
    page = tree(drawn.letter_page("refund-letter").html)
    assert {f.attributes["data-field"] for f in page.css("[data-field]") if f.css_first(".must")} == {"seller", "buyer", "paid"}


def test_fields_stand_in_their_groups(drawn):
    page = tree(drawn.letter_page("refund-letter").html)
    groups = {words(g.css_first("legend")): [f.attributes["data-field"] for f in g.css("[data-field]")] for g in page.css(".form__group")}
    assert groups == {
        "第1步，共3步 谁和谁": ["seller", "buyer", "phone"],
        "第2步，共3步 多少钱": ["paid", "count", "way"],
        "第3步，共3步 怎么回事": ["received", "story", "things"],
    }


def test_a_table_is_drawn_to_be_filled_by_pen(drawn):
    """Its heads, its widths, a row for every record with what belongs in each cell; what is chosen from stands under it, and what □ means last."""
    blank = tree(drawn.letter_page("proxy-note").html).css_first("[data-blank]")
    table = blank.css_first("table.paper__table")
    assert [(n.text(), n.attributes["class"], n.attributes["scope"]) for n in table.css("th")] == [
        ("第几件", "wide--10", "col"),
        ("叫什么", "wide--40", "col"),
        ("样子", "wide--50", "col"),
    ]
    (row,) = table.css("tbody tr")
    assert [(n.text(), n.attributes["data-head"]) for n in row.css("td")] == [("1", "第几件"), ("", "叫什么"), ("", "样子")]
    assert [n.attributes["aria-label"] for n in row.css("[role=img]")] == ["填：证据叫什么", "填：什么样子"]
    assert [n.text() for n in blank.css(".paper__note")] == [
        "样子写：原件；复印件。",
        "□是勾选用的方框，选中的打√。整行前面有□、用不上的，整行划去。",
    ]
    assert not tree(drawn.letter_page("short-note").html).css(".paper__note")


def test_a_letter_lists_the_situations_that_use_it(drawn):
    def situations(letter: str) -> list[str]:
        folds = tree(drawn.letter_page(letter).html).css("details")
        return [words(a) for fold in folds if words(fold.css_first("summary")).startswith("用得上它的情况") for a in fold.css("li a")]

    assert situations("refund-letter") == ["灯坏了，店家不给修", "不喜欢，店家不给退"]
    assert situations("short-note")


# ------------------------------------------------------------- channels, platforms


def channel(pages: Pages, id_: str):
    return tree(pages.channels_page("channels/index.html")).css_first(f"#{id_}")


def test_a_verified_door_has_its_number_and_address(drawn):
    node = channel(drawn, "bureau")
    assert node.css_first("a[href^='tel:']").attributes["href"] == "tel:12315"
    assert [a.attributes["href"] for a in node.css(".channel__sites a")] == ["https://bureau.example/door"]
    assert node.css_first(".channel__unverified") is None
    assert words(node.css_first(".channel__source")) == "核对于2026年11月20日。来源：监管所的牌子"


def test_an_unverified_door_prints_neither_number_nor_address(small_book):
    """Most numbers of “support” that are found on the net are fake. 12345 is the city's own: it is printed to ask there."""
    book = changed(small_book, "channels", "bureau", verified=False, phone=None)
    node = channel(Pages(book), "bureau")
    assert "12315" not in words(node) and "bureau.example" not in node.html
    assert [a.attributes["href"] for a in node.css("a[href^='tel:'], a[href^='http']")] == ["tel:12345"]
    assert words(node.css_first(".channel__unverified")).startswith("须先核实")


def test_a_platform_whose_rules_were_not_read_says_so(drawn):
    warned = {i: "没有核实到官方文本" in drawn.platform_page(i).html for i in ("mall", "stall")}
    assert warned == {"mall": False, "stall": True}


def test_a_platforms_rule_is_named_with_its_version_and_the_law_beside_it(drawn):
    page = tree(drawn.platform_page("mall").html)
    point = page.css(".points li")[0]
    assert words(point.css_first(".points__from")) == "《退货规则》第2条（2026年10月1日版）"
    assert words(point.css_first(".points__law")).startswith("法律怎么说：法律也给七天。")
    assert page.css(".points li")[2].css_first(".points__from, .points__law") is None


def test_a_platforms_points_stand_under_their_topics(drawn):
    page = tree(drawn.platform_page("mall").html)
    topics = ["期限和倒计时", "要交的证据", "谁出钱", "平台什么时候介入", "平台什么时候不管", "处理结果", "其他"]
    assert [t for t in texts(page, "h2") if t in topics] == topics
    assert texts(page, ".points > li > p:first-child") == [
        "给七天。",
        "要照片，最多300字。",
        "卖家出。",
        "三天后管。",
        "二手不管。",
        "退或不退。",
        "别的。",
    ]


# ------------------------------------------------------- cases, questions, changes, trees


def test_a_case_under_another_law_says_so(drawn, small_book):
    note = tree(drawn.cases_page("cases.html")).css_first("#lamp-case .note--warn")
    assert words(note) == "当时的法律和现在的：那时的规定不同。"
    book = changed(small_book, "cases", "lamp-case", then=None)
    assert tree(Pages(book).cases_page("cases.html")).css_first(".note--warn") is None


def test_a_case_says_what_it_does_not_mean(drawn):
    text = words(tree(drawn.cases_page("cases.html")).css_first("#lamp-case"))
    for part in ("对你有什么用：可以要求修。", "不要误会：不是都要赔。", "法院怎么判：店家修。", "测试法院，2024年。测试公报"):
        assert part in text


def test_a_page_of_questions_was_checked_when_its_oldest_was(drawn):
    assert words(tree(drawn.faq_page("online").html).css_first(".reviewed")).startswith("本页内容核对于2026年11月19日，")


def test_a_changed_rule_says_what_was_before_and_what_is_from_that_day(drawn):
    section = tree(drawn.changes_page("changes.html")).css_first("#longer-days")
    assert (section.attributes["data-on"], section.attributes["data-event"]) == ("2020-01-01", "received")
    sides = {n.attributes["data-side"]: words(n) for n in section.css("[data-side]")}
    assert sides["before"] == "2020年1月1日以前旧规没有写。"
    assert sides["after"].startswith("2020年1月1日起7日。")


def test_a_tree_has_every_question_and_end_once_and_each_answer_leads_where_the_data_say(drawn, small_book):
    page = tree(drawn.tree("triage.html", "triage"))
    record = small_book.trees["triage"]
    parts = page.css("[data-tree-part]")
    assert [p.attributes["id"] for p in parts] == [f"go-{r.id}" for r in (*record.nodes, *record.ends)]
    away = {"elsewhere": "triage/away.html"}
    for node in record.nodes:
        answers = page.css(f"#go-{node.id} .tree__choice")
        assert [(words(a), a.attributes["href"]) for a in answers] == [(a.text, f"{away.get(a.go, '')}#go-{a.go}") for a in node.answers]


def test_an_end_with_a_page_of_its_own_is_named_and_led_to(drawn, small_book):
    """The tree's page has its name and the way to all of it; the page it leads to has it whole, and so has what the script fetches."""
    named = tree(drawn.tree("triage.html", "triage")).css_first("#go-elsewhere")
    assert "data-moved" in named.attributes and [a.attributes["href"] for a in named.css("a")] == ["triage/away.html#go-elsewhere"]
    assert words(named) == "本手册不适用：不归这里"
    whole = tree(drawn.tree_ends("triage/away.html"))
    assert [s.attributes["id"] for s in whole.css("section")] == ["go-elsewhere"] and "找朋友说说" in words(whole.css_first("section"))
    assert whole.css_first(".tree > p a").attributes["href"] == "../triage.html"
    later = drawn.tree_later("triage.html", "triage")
    assert {page: [*ends] for page, ends in later.items()} == {"away": ["elsewhere"]}
    assert words(tree(later["away"]["elsewhere"]).body) == words(whole.css_first("section"))


def test_what_the_script_fetches_is_what_the_page_would_have_had(book):
    """With the links of the tree's own page."""
    pages = Pages(book)
    later, ends = pages.tree_later("triage.html", "triage"), [e for e in book.trees["triage"].ends if e.page]
    flat = dataclasses.replace(
        book, trees=book.trees | {"triage": book.trees["triage"].model_copy(update={"ends": [e.model_copy(update={"page": None}) for e in ends]})}
    )
    whole = tree(headings.broken(Pages(flat).tree("triage.html", "triage")))
    assert len(ends) > 100
    for end in ends:
        part = whole.css_first(f"#go-{end.id}")
        assert tree(later[end.page][end.id]).body.inner_html.strip() == part.inner_html.strip(), end.id


def test_a_tree_begins_with_its_first_question(small_book):
    """Wherever the data have it: what a script or a style shows first is the first part."""
    turned = small_book.trees["triage"].model_copy(update={"nodes": small_book.trees["triage"].nodes[::-1]})
    page = tree(Pages(dataclasses.replace(small_book, trees={"triage": turned})).tree("triage.html", "triage"))
    assert page.css_first("[data-tree-part]").attributes["id"] == "go-where"


def test_a_tree_leads_out_of_the_handbook_in_words(drawn):
    page = tree(drawn.tree("triage.html", "triage"))
    ends = {words(e.css_first("h2")): words(e) for e in page.css("[data-tree-part]")}
    assert "本手册不适用：不归这里" in ends and "要修" in ends
    assert "灯坏了，店家不给修看条件" in ends["要修"] and "像是被骗了比较难" in ends["要修"]


def test_an_end_has_the_numbers_and_the_letter_of_its_first_situation(small_book):
    """Where it names no door of its own; a number once, two at most."""
    views = Pages(small_book).views
    repair = next(e for e in small_book.trees["triage"].ends if e.id == "repair")
    assert (views.end_view(repair)["calls"], [x["id"] for x in views.end_view(repair)["letters"]]) == (
        [],
        small_book.scenarios["broken-lamp"].letters[:1],
    )
    turned = repair.model_copy(update={"scenarios": ["change-of-mind"]})
    assert [c["number"] for c in views.end_view(turned)["calls"]] == ["12315"]
    assert views.end_view(turned.model_copy(update={"channels": ["bureau"]}))["calls"] == []


def test_links_of_a_tree_are_seen_from_its_page(drawn):
    for page, address in (("triage.html", "scenarios/change-of-mind.html"), ("channels/choose.html", "../scenarios/change-of-mind.html")):
        assert tree(drawn.tree(page, "triage")).css_first("#go-online .tree__links a").attributes["href"] == address


# ------------------------------------------------------------------- terms, lists, home


def test_a_page_with_terms_leads_to_all_of_them(drawn):
    """Which ones and what they mean comes with the script."""
    page = tree(drawn.page_terms("steps/verify.html", "小票和冷静期。"))
    assert page.css_first(".terms").attributes["data-module"] == "terms"
    assert [a.attributes["href"] for a in page.css("a")] == ["../glossary.html"]


def test_a_term_in_a_tag_is_not_used(drawn):
    assert drawn.page_terms("steps/verify.html", '<a title="冷静期">别的</a>') == ""


def test_a_term_with_a_mark_of_markup_is_found(small_book):
    book = changed(small_book, "glossary", "cooling-off", term="A&B")
    assert 'data-module="terms"' in Pages(book).page_terms("steps/verify.html", "<p>这是A&amp;B。</p>")


def test_a_checklist_of_a_step_has_its_own_scope(drawn):
    """So that a tick there is not a tick in a situation."""
    page = tree(drawn.phase_checklist("evidence", "steps/evidence.html"))
    assert page.css_first("[data-scope]").attributes["data-scope"] == "steps-evidence"
    assert ticks(page) == ["keep-chat"]
    assert tree(drawn.phase_checklist("legal", "steps/legal.html")).css("[data-step]") == []


def test_a_page_of_a_step_leads_to_the_one_before_and_the_one_after(drawn):
    ways = {
        p: [(words(a), a.attributes["href"]) for a in tree(drawn.step_ways(p, f"steps/{p}.html")).css("a")] for p in ("verify", "evidence", "legal")
    }
    assert ways["verify"] == [("下一步：取证", "evidence.html")]
    assert ways["evidence"] == [("上一步：核实", "verify.html"), ("下一步：商量", "negotiate.html")]
    assert ways["legal"] == [("上一步：跟进", "follow-up.html")]


def test_what_a_written_page_cites_is_folded_under_it(small_site):
    """A mark in the sentence leads to its place below; the same citation twice is one place."""
    page = tree((small_site / "steps" / "verify.html").read_text(encoding="utf-8"))
    marks = page.css(".cited a")
    assert len(marks) >= 2 and all(page.css_first(f"details.basis {a.attributes['href']}") is not None for a in marks)
    assert [words(li) for li in page.css(".basis li")][:2] == ["《买卖法》第25条", "《买卖法》第9条、《买卖法》第12条之1"]
    assert page.css_first(".basis a").attributes["href"] == "../laws/shop-law.html#art-25"


def test_the_front_door_shows_what_an_editor_chose(drawn):
    page = tree(drawn.home_page("index.html"))
    assert texts(page, ".saying") == ["“拆了就不退。”", "“盒子没了。”"]
    assert "写《退款信》" in texts(page, ".direct a") and "写《便条》" not in texts(page, ".direct a")
    assert texts(page, ".card--topic .card__count") == ["1种情况", "2种情况"]
    assert texts(page, ".path a") == ["核实", "取证", "商量", "投诉", "跟进", "起诉"]


def test_the_front_door_counts(drawn, small_book):
    articles = sum(len(law.articles) for law in small_book.laws.values())
    assert f"6部法律法规、{articles}条要点，最近一次核对：2026年11月20日。" in words(tree(drawn.home_page("index.html")).css_first(".home__who"))


def test_the_section_page_lists_every_situation_under_its_topic(drawn):
    page = tree(drawn.scenario_index("scenarios/index.html"))
    assert [(s.attributes["id"], len(s.css("li"))) for s in page.css("section")] == [("online", 1), ("shop", 2)]
    assert [a.attributes["href"] for a in page.css(".chip")] == ["#online", "#shop"]
    assert all(row.css_first(".verdict") is not None for row in page.css(".rows li"))


def test_a_list_of_all_groups_shows_the_first_of_each_and_where_the_rest_is(small_book):
    said = small_book.excuse_groups["goods"].excuses[0]
    many = [said.model_copy(update={"id": f"said-{i}", "says": f"第{i}句"}) for i in range(5)]
    group = small_book.excuse_groups["goods"].model_copy(update={"excuses": many})
    book = dataclasses.replace(small_book, excuse_groups=small_book.excuse_groups | {"goods": group})
    page = tree(Pages(book).excuse_index("excuses/index.html"))
    assert texts(page, "#goods li") == ["“第0句”", "“第1句”", "“第2句”", "关于东西：全部5句"]
    assert page.css_first("#waiting .rows__all") is None
    assert texts(tree(Pages(small_book).faq_index("faq/index.html")), "#money li") == ["要花钱吗？"]


def test_who_says_it_and_what_the_paragraph_goes_into(drawn):
    """An office is no merchant, and what is said of it goes into another paper than a complaint."""
    office, shop = (drawn.excuse_page(group) for group in ("counter", "waiting"))
    assert (office.title, shop.title) == ("柜台这样说：关于柜台", "商家这样说：关于等")
    for page, speaker, paper in ((office, "柜台", "申诉书"), (shop, "商家", "投诉书")):
        body = tree(page.html).body.text()
        assert f"{speaker}什么时候有理：" in body and f"写进{paper}可以这样写：" in body
    assert "商家" not in tree(office.html).css_first(".excuse").text()


def test_letters_stand_under_the_phase_they_are_written_in(drawn):
    page = tree(drawn.letter_index("letters/index.html"))
    assert texts(page, "h2") == ["商量", "起诉"]
    assert texts(page, "#legal li > a") == ["委托条", "便条", "说事的信"]


def test_the_doors_most_people_need_stand_above_the_groups(drawn):
    page = tree(drawn.channels_page("channels/index.html"))
    assert [n.attributes["id"] for n in page.css(".channels > .channel")] == ["bureau"]
    assert page.css_first(".channels__group #bureau") is None and page.css_first("details#kind-court #court-online") is not None
    assert [n.attributes["id"] for n in page.css("details[open]")] == []


def test_a_kind_of_many_doors_has_a_page_and_its_old_addresses_lead_there(drawn):
    """On the page of all doors stands the name of each, and where all of it is; everything that names the door goes there at once."""
    named = tree(drawn.channels_page("channels/index.html")).css_first("#kind-court #court-online")
    assert "data-moved" in named.attributes and named.css_first(".channel__source") is None
    assert {a.attributes["href"] for a in named.css("a")} == {"court.html#court-online"} == {drawn.views.links.channel("court-online").split("/")[1]}
    whole = tree(drawn.channels_kind("channels/court.html"))
    assert words(whole.css_first("#court-online dd")) == "大事" and "data-moved" not in whole.css_first("#court-online").attributes


def test_a_question_that_moved_leaves_its_address(drawn):
    page = tree(drawn.faq_page("online").html)
    left = page.css_first("#what-does-it-cost")
    assert "data-moved" in left.attributes and {a.attributes["href"] for a in left.css("a")} == {"money.html#what-does-it-cost"}
    assert page.css_first("#what-does-it-cost .question__answer") is None


def test_a_kind_without_a_door_of_its_own_is_still_an_address(drawn):
    """Its only door stands above: whoever comes by the kind's address finds it there."""
    page = tree(drawn.channels_page("channels/index.html"))
    assert page.css_first("span#kind-regulator + .channel").attributes["id"] == "bureau"


def test_a_door_names_what_is_written_to_it(drawn):
    assert [words(a) for a in channel(drawn, "bureau").css("a[href*='letters/']")] == ["《退款信》"]


def test_a_list_marks_the_page_it_stands_on(drawn):
    for page, here in ((drawn.excuse_page("waiting").html, "关于等"), (drawn.faq_page("money").html, "花钱")):
        assert texts(tree(page), "[aria-current=page]") == [here]


# ------------------------------------------------------------------ heads and policy

HEADS = {
    "scenarios/cheated.html": ("像是被骗了", "付了钱，人不见了。"),
    "faq/online.html": ("问答：网购", "网购的问题"),
    "letters/refund-letter.html": ("退款信", "要求把钱退回来。"),
    "laws/shop-law.html": ("买卖法", "《买卖法》与消费者有关的条文要点，用自己的话写，附官方来源。"),
    "excuses/goods.html": ("商家这样说：关于东西", "店家说东西有问题时这样回。"),
    "platforms/mall.html": ("大商场：怎么申请平台介入", "大商场怎么管。"),
    "about/outside.html": ("不归这里", "不归这里。"),
    "regions/north-town.html": ("北镇另有的规定", "北镇给十天。"),
}
SITE = "精品售后纠纷处理手册"


@pytest.mark.parametrize("url", HEADS)
def test_title_heading_and_description(small_site, url):
    page = tree((small_site / url).read_text(encoding="utf-8"))
    title, description = HEADS[url]
    assert page.css_first("title").text() == f"{title} - {SITE}"
    assert [words(h) for h in page.css("h1")] == [title]
    assert page.css_first("meta[name=description]").attributes["content"] == description


def test_where_a_page_says_nothing_of_itself_the_site_speaks(small_site):
    """A topic without a line of its own, the page of no page, the front door."""
    pages = {url: tree((small_site / url).read_text(encoding="utf-8")) for url in ("faq/money.html", "404.html", "index.html")}
    assert {p.css_first("meta[name=description]").attributes["content"][:12] for p in pages.values()} == {"商家不给退、不给换、不给"}
    assert pages["404.html"].css_first("title").text() == f"没有这一页 - {SITE}"
    assert pages["index.html"].css_first("title").text() == f"{SITE}：商家不给退、不给换、不给修怎么办"
    assert [words(h) for h in pages["index.html"].css("h1")] == ["你遇到了什么？"]


def test_a_page_wears_the_style_of_its_kind(small_site):
    for url, kind in (
        ("scenarios/cheated.html", "scenario"),
        ("laws/shop-law.html", "law"),
        ("letters/short-note.html", "letter"),
        ("index.html", "home"),
    ):
        article = tree((small_site / url).read_text(encoding="utf-8")).css_first("article")
        assert f"page--{kind}" in article.attributes["class"].split()


def test_the_policy_word_for_word(small_site, small_book):
    """Its own files and nothing else: no inline script, no evaluated text, no other host, no form sent, no other base."""
    leads = Links(small_book).moved()
    assert theme.policy(serving=False) == POLICY
    for path in small_site.rglob("*.html"):
        metas = tree(path.read_text(encoding="utf-8")).css("meta[http-equiv]")
        # a short address leads on, and one whose record was renamed; nothing else does (tests/test_sharing.py, test_moved.py)
        if path.parent.name == "s" or path.relative_to(small_site).as_posix() in leads:
            assert metas.pop().attributes["http-equiv"] == "refresh"
        assert [(m.attributes["http-equiv"], m.attributes["content"]) for m in metas] == [("Content-Security-Policy", POLICY)]


def test_no_policy_while_serving(small_project, tmp_path, monkeypatch):
    """The preview's own inline script reloads the page; nothing else differs."""
    import sys

    from tests import small

    assert theme.policy(serving=True) == ""
    monkeypatch.setattr(sys, "argv", ["mkdocs", "serve"])
    site = small.build(small_project, tmp_path / "site")
    assert tree((site / "index.html").read_text(encoding="utf-8")).css("meta[http-equiv]") == []


def test_json_in_a_script_element_cannot_end_it():
    assert Pages._json({"a": "</script><!--&"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026"}'
    assert json.loads(Pages._json({"a": "</script><!--&\u2028"})) == {"a": "</script><!--&\u2028"}


def test_a_drawn_page_has_no_line_that_markdown_would_read(drawn):
    """It begins at the margin, and no line is empty or moved in: else Markdown takes a part for its own."""
    for html in (drawn.scenario_page("change-of-mind").html, drawn.letter_page("refund-letter").html, drawn.tree("triage.html", "triage")):
        lines = html.split("\n")
        assert all(line and line == line.strip() for line in lines)
        assert lines[0].startswith(("<div", "<details"))


def test_an_excuse_has_one_answer_in_a_situation_and_all_of_them_on_its_page(drawn):
    """On its group's page a variant is folded under what it is about; on a situation's page there is only the one that is true there."""
    here = tree(drawn.scenario_page("broken-lamp").html).css_first("#excuses")
    assert texts(here, ".say__text") == ["灯坏了和拆没拆无关，请来修。"] and not here.css(".excuse details")
    page = tree(drawn.excuse_page("goods").html).css_first("#opened")
    assert page.css_first("details#opened-broken-lamp"), "a link from the situation leads to its own answer"
    assert texts(page, "details.fold > summary") == ["碰到的是：灯坏了，店家不给修"]
    assert texts(page, ".say__text") == ["拆开看货不算用过，请按规定退。", "灯坏了和拆没拆无关，请来修。"]
