"""Small views on the small book: labels, dates, rules in words, addresses, what stands at the top. One property a test."""

from __future__ import annotations

import dataclasses

import pytest

from macros import model as m
from macros.book import Ref
from macros.dates import chinese_date
from macros.links import Links, article_anchor, article_label, relative
from macros.views import Views, length, rule_text


@pytest.fixture
def views(small_book) -> Views:
    return Views(small_book)


def clock(**other) -> m.Deadline:
    """A clock of the reader's own, 7 days from receipt, with some values changed."""
    usual = {
        "id": "a",
        "label": "做一件事",
        "actor": "buyer",
        "from": "received",
        "within": {"n": 7, "unit": "day"},
        "roll": "none",
        "if_missed": "没了",
        "laws": ["shop-law#25"],
    }
    return m.Deadline.model_validate(usual | other)


def with_clocks(book, *clocks: m.Deadline, headline: str = "none"):
    """The small book whose situation “cheated” has exactly these clocks."""
    scenario = book.scenarios["cheated"].model_copy(update={"deadlines": list(clocks), "headline": headline})
    return dataclasses.replace(book, scenarios={**book.scenarios, "cheated": scenario})


# ------------------------------------------------------------ words and days


@pytest.mark.parametrize(("number", "label"), [("25", "第25条"), ("12-1", "第12条之1"), ("148", "第148条"), ("9-12", "第9条之12")])
def test_what_an_article_is_called(number, label):
    assert article_label(number) == label


def test_an_articles_anchor():
    assert (article_anchor("25"), article_anchor("12-1")) == ("art-25", "art-12-1")


@pytest.mark.parametrize(("iso", "words"), [("2026-11-22", "2026年11月22日"), ("2026-01-05", "2026年1月5日"), (None, ""), ("", "")])
def test_a_day_in_words(iso, words):
    assert chinese_date(iso) == words


@pytest.mark.parametrize(
    ("n", "unit", "words"),
    [
        (48, "hour", "收货后48小时内"),
        (7, "day", "收货后7日内"),
        (7, "workday", "收货后7个工作日内"),
        (3, "month", "收货后3个月内"),
        (2, "year", "收货后2年内"),
    ],
)
def test_a_rule_in_words(n, unit, words):
    """日 and 工作日 are different clocks, and so are all the others."""
    assert rule_text(m.Within(n=n, unit=unit), "收货") == words


def test_clocks_are_sorted_by_their_length():
    order = [(1, "hour"), (23, "hour"), (1, "day"), (1, "workday"), (7, "day"), (7, "workday"), (1, "month"), (31, "day"), (1, "year"), (2, "year")]
    lengths = [length(clock(within={"n": n, "unit": unit})) for n, unit in order]
    assert lengths == sorted(lengths) and len(set(lengths)) == len(lengths)


# ----------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("url", "page", "address"),
    [
        ("laws/a.html#x", "faq/b.html", "../laws/a.html#x"),
        ("laws/a.html", "laws/b.html", "a.html"),
        ("laws/a.html#x", "laws/a.html", "#x"),
        ("laws/a.html", "laws/a.html", "a.html"),
        ("laws/a.html", "index.html", "laws/a.html"),
        ("index.html", "laws/a.html", "../index.html"),
        ("cases.html#c", "cases.html", "#c"),
        ("about/outside.html#o", "scenarios/s.html", "../about/outside.html#o"),
    ],
)
def test_an_address_seen_from_a_page(url, page, address):
    assert relative(url, page) == address


ADDRESSES = {
    Ref("scenario", "cheated"): "scenarios/cheated.html",
    Ref("question", "how-long"): "faq/online.html#how-long",
    Ref("question", "what-does-it-cost"): "faq/money.html#what-does-it-cost",
    Ref("topic", "online"): "faq/online.html",
    Ref("excuse", "fifth"): "excuses/waiting.html#fifth",
    Ref("excuse_group", "goods"): "excuses/goods.html",
    Ref("letter", "refund-letter"): "letters/refund-letter.html",
    Ref("channel", "bureau"): "channels/index.html#bureau",
    Ref("step", "verify"): "steps/verify.html",
    Ref("platform", "mall"): "platforms/mall.html",
    Ref("region", "north-town"): "regions/north-town.html",
    Ref("case", "lamp-case"): "cases.html#lamp-case",
    Ref("change", "longer-days"): "changes.html#longer-days",
    Ref("term", "cooling-off"): "glossary.html#cooling-off",
    Ref("outside", "quarrel"): "about/outside.html#quarrel",
    Ref("misconception", "never-back"): "misconceptions.html#never-back",
    Ref("law", "shop-law"): "laws/shop-law.html",
    Ref("citation", "shop-law#12-1"): "laws/shop-law.html#art-12-1",
}


@pytest.mark.parametrize("ref", ADDRESSES, ids=lambda r: r.kind)
def test_where_a_record_stands(small_book, ref):
    assert Links(small_book).to(*ref) == ADDRESSES[ref]


@pytest.mark.parametrize("ref", ADDRESSES, ids=lambda r: r.kind)
def test_the_site_has_that_place(small_site, ref):
    path, _, anchor = ADDRESSES[ref].partition("#")
    page = (small_site / path).read_text(encoding="utf-8")
    assert not anchor or page.count(f'id="{anchor}"') == 1


def test_every_kind_of_record_has_an_address(small_book):
    """Whoever may cite an article has an address and a name to be listed by."""
    views = Views(small_book)
    kinds = {ref.kind for refs in small_book.citers.values() for ref in refs}
    assert kinds == {"scenario", "excuse", "question", "letter", "channel", "platform", "region", "case", "misconception"}
    for refs in small_book.citers.values():
        for ref in refs:
            assert views.links.to(*ref) and views.title_of(ref)


@pytest.mark.parametrize(
    ("ref", "title"),
    [
        (Ref("scenario", "cheated"), "像是被骗了"),
        (Ref("excuse", "fifth"), "第五句。"),
        (Ref("question", "how-long"), "要多久？"),
        (Ref("letter", "short-note"), "便条"),
        (Ref("channel", "bureau"), "监管所"),
        (Ref("platform", "mall"), "大商场怎么申请介入"),
        (Ref("case", "lamp-case"), "一盏灯的官司"),
        (Ref("misconception", "never-back"), "特价的都不能退"),
    ],
    ids=lambda x: getattr(x, "kind", ""),
)
def test_what_a_list_calls_a_record(views, ref, title):
    assert views.title_of(ref) == title


def test_a_citation_names_the_law_by_its_short_name(views):
    assert views.citation("shop-law#12-1") == {"label": "《买卖法》第12条之1", "url": "laws/shop-law.html#art-12-1", "gist": "十二条之后加的一条。"}


# ------------------------------------------------------------------ verdicts, actors


@pytest.mark.parametrize(
    ("id_", "level", "verdict"), [("change-of-mind", "strong", "通常可以"), ("broken-lamp", "conditional", "看条件"), ("cheated", "weak", "比较难")]
)
def test_a_verdict_in_words(views, id_, level, verdict):
    card = views.scenario_card(id_)
    assert (card["level"], card["verdict"]) == (level, verdict)


def test_whose_clock_it_is(views, small_book):
    """Each clock says of its own actor whose it is; no two actors say the same."""
    said = {views.deadline_view(d)["actor_title"]: d.actor for d in small_book.clocks_of("change-of-mind")}
    assert said == {
        "买的人": "buyer",
        "卖的人": "seller",
        "平台方": "platform",
        "监管的人": "regulator",
        "判案的人": "court",
    }


def test_whose_clock_it_is_in_the_handbook(book):
    """The real words: a reader who takes the merchant's clock for his own loses his case."""
    assert {word.id: word.blurb for word in book.vocab.actors} == {
        "buyer": "你要在期限内做",
        "seller": "商家要在期限内做",
        "platform": "平台要在期限内做",
        "courier": "快递公司要在期限内做",
        "regulator": "部门要在期限内做",
        "court": "法院要在期限内做",
        "institution": "机构要在期限内做",
        "reviewer": "复议机关要在期限内做",
        "police": "公安机关要在期限内做",
    }


def test_an_extension_in_words(views, small_book):
    named = {d.id: views.deadline_view(d)["extend"] for d in small_book.clocks_of("change-of-mind")}
    assert named["send-notice"] == "东西在路上坏了，可以再延长15个工作日"
    assert named["sue"] == ""


# ------------------------------------------------------------------- the headline


def test_the_clock_that_an_editor_names_stands_at_the_top(views, small_book):
    assert "say-so" in {d.id for d in small_book.clocks_of("broken-lamp")}, "没有更短的，这条测不出什么"
    assert views.headline("broken-lamp").id == "repair"


def test_no_clock_stands_at_the_top_where_an_editor_says_so(small_book):
    assert small_book.clocks_of("cheated"), "没有期限，这条测不出什么"
    views = Views(with_clocks(small_book, clock(), headline="none"))
    assert views.headline("cheated") is None
    assert views.today("cheated") == ""
    assert views.scenario_card("cheated")["first"] == ""


def test_what_has_to_be_done_today_stands_in_the_place_of_a_clock(views):
    assert views.headline("cheated") is None
    assert views.today("cheated") == "把聊天存下来"
    assert views.scenario_card("cheated")["first"] == "今天：把聊天存下来"


def test_the_card_says_the_clock_at_the_top(views):
    assert views.scenario_card("broken-lamp")["first"] == "收货后2个月内：去法院"


# --------------------------------------------------------------- dates of the laws


def test_the_earliest_day_of_the_cited_laws(views):
    """So that nothing looks newer than it is; days of laws that are not cited do not count."""
    assert views.law_dates(["shop-law#25", "market-complaint-measures#13"]) == {"checked_on": "2026-11-20", "text_as_of": "2026-04-15"}
    assert views.law_dates(["market-complaint-measures#13", "shop-law#9"]) == {"checked_on": "2026-11-20", "text_as_of": "2026-04-15"}
    assert views.law_dates(["shop-law#25"]) == {"checked_on": "2026-11-20", "text_as_of": "2026-05-16"}


def test_no_law_no_day(views):
    assert views.law_dates([]) == {"checked_on": "", "text_as_of": ""}


# ------------------------------------------------------------------------ QR code


def test_no_code_without_a_public_address(views):
    assert views.qr("scenarios/cheated.html") is None


def test_the_code_holds_the_public_address(small_book):
    import io

    import segno

    made = Views(small_book, "https://handbook.example/manual/").qr("scenarios/cheated.html")
    out = io.BytesIO()
    segno.make("https://handbook.example/manual/scenarios/cheated.html", error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, scale=3, border=2, title="本页地址的二维码"
    )
    assert made == out.getvalue().decode()
    assert made != Views(small_book, "https://handbook.example/manual").qr("scenarios/broken-lamp.html")


# -------------------------------------------------------------------- lists of topics


def test_a_topic_without_records_is_not_listed(views):
    assert [t["id"] for t in views.topics()] == ["online", "money"]
    assert [t["count"] for t in views.topics()] == [2, 1]
    assert [g["id"] for g in views.scenario_groups()] == ["online", "shop"]


def test_a_question_leads_to_every_kind_of_place(views):
    assert [n["url"] for n in views.question_view("can-i-return")["next"]] == [
        "scenarios/change-of-mind.html",
        "letters/refund-letter.html",
        "channels/index.html#bureau",
        "excuses/goods.html#opened",
        "faq/money.html#what-does-it-cost",
        "steps/verify.html",
    ]


def test_an_excuse_knows_its_situations(views):
    assert [s["id"] for s in views.excuse_view("opened")["scenarios"]] == ["broken-lamp", "change-of-mind"]
    assert [s["id"] for s in views.excuse_view("seventh")["scenarios"]] == ["change-of-mind"]


def spoken(view):
    """A view's reply as one text; in these there is no blank."""
    return "".join(run["text"] for run in view["reply"])


def test_a_situation_shows_the_answer_that_is_true_there(views):
    """The variant that names the situation, else the one that names its dispute, else the excuse's own; never more than one."""
    own, lamp = views.excuse_view("opened", "change-of-mind"), views.excuse_view("opened", "broken-lamp")
    assert (spoken(own), own["only_if"], own["variants"]) == ("拆开看货不算用过，请按规定退。", None, [])
    assert spoken(lamp) == "灯坏了和拆没拆无关，请来修。"
    assert [lamp[key] for key in ("touches", "holds_when", "proof", "complaint", "only_if")] == [
        "这碰到你修灯的权利。",
        "灯是你摔的。",
        "看灯。",
        "店家以拆开为由不修灯。",
        "灯不是你摔的。",
    ]
    assert (own["url"], lamp["url"]) == ("excuses/goods.html#opened", "excuses/goods.html#opened-broken-lamp")
    assert lamp["variants"] == [] and [c["label"] for c in lamp["citations"]] == ["《买卖法》第12条"]
    mind = views.excuse_view("seventh", "change-of-mind")
    assert (spoken(mind), mind["complaint"], mind["holds_when"]) == ("不想要了也回七。", "不想要了也诉七。", "七时。")


def test_elsewhere_an_excuse_shows_every_answer_with_what_it_is_about(views):
    shown = views.excuse_view("opened")
    assert spoken(shown) == "拆开看货不算用过，请按规定退。"
    assert [(v["about"], spoken(v)) for v in shown["variants"]] == [("灯坏了，店家不给修", "灯坏了和拆没拆无关，请来修。")]
    assert [(v["about"], v["holds_when"]) for v in views.excuse_view("seventh")["variants"]] == [("不想要了", None)]


def test_a_variant_for_the_situation_goes_before_one_for_its_dispute(small_book):
    excuse = small_book.excuses["seventh"][1]
    other = excuse.variants[0].model_copy(update={"for_": ["change-of-mind"], "reply": "就是这里。"})
    both = excuse.model_copy(update={"variants": [*excuse.variants, other]})
    assert both.spoken(both.variant_for("change-of-mind", ["mind"])).reply == "就是这里。"
    assert both.spoken(both.variant_for("cheated", ["trick"])).reply == "回七。"


def test_a_law_is_named_once_for_its_articles_that_follow_one_another(views, small_book):
    """In a row; where another law stood between, it is named again. What each leads to and is called alone stays whole."""
    one, other = [law for law in small_book.laws if len(small_book.laws[law].articles) > 1][:2]
    (a, b), c = list(small_book.laws[one].articles)[:2], next(iter(small_book.laws[other].articles))
    shown = views.citations([f"{one}#{a}", f"{one}#{b}", f"{other}#{c}", f"{one}#{a}"])
    first, second = f"《{small_book.laws[one].short}》", f"《{small_book.laws[other].short}》"
    assert [x["said"] for x in shown] == [first + article_label(a), article_label(b), second + article_label(c), first + article_label(a)]
    assert [x["label"] for x in shown] == [first + article_label(a), first + article_label(b), second + article_label(c), first + article_label(a)]
