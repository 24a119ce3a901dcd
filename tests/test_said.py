"""What a reader is told to answer is true on the page where he is told it: the real book's situations and excuses."""

from __future__ import annotations

import dataclasses

import pytest

from macros.book import Handbook
from macros.check import said
from macros.check.report import Report
from macros.load import load
from tests.test_checks import ROOT, TODAY


@pytest.fixture(scope="module")
def book() -> Handbook:
    book, _ = load(ROOT)
    assert book is not None
    return book


def pairs(book: Handbook) -> list[tuple[str, str]]:
    return [(id_, excuse) for id_, scenario in book.scenarios.items() for excuse in scenario.excuses]


def test_no_situation_says_what_is_not_in_dispute_there(book):
    found = [(id_, excuse, *hit[:2]) for id_, excuse in pairs(book) for hit in said.untrue(book, excuse, id_)]
    assert len(pairs(book)) > 500 and found == []


BAD = [  # what stood there, or might: (situation, excuse, words that its reader cannot say)
    ("minor-spending", "virtual-goods-no-refund", {"我充值", "充值没有"}),
    ("ride-and-bike", "waiting-finance", {"签收", "无理由", "退货", "货款"}),
    ("ride-and-bike", "opened", {"签收", "无理由", "退货", "平台介入", "网购商品"}),
    ("prepaid-card", "queue-shipping", {"平台介入", "揽收"}),
    ("store-return", "tag-cut", {"签收", "无理由", "我网购", "平台介入"}),
    ("injury-on-site", "no-refund-card", {"余额", "退卡"}),
    ("telecom", "lessons-expired", {"课时"}),
    ("tour", "full-house-swap", {"房款"}),
    ("second-hand", "final-interpretation", {"12315投诉"}),
]


@pytest.mark.parametrize(("scenario", "excuse", "words"), BAD)
def test_an_excuse_put_where_it_does_not_belong_is_told(book, scenario, excuse, words):
    """By name, with the file, the line and the remedy; every word that is false there, in the reply or in the paragraph for a complaint."""
    group, record = book.excuses[excuse]
    bare = record.model_copy(update={"variants": []})
    file = book.excuse_groups[group]
    groups = {group: file.model_copy(update={"excuses": [bare if e is record else e for e in file.excuses]})}
    place = book.scenarios[scenario].model_copy(update={"excuses": [excuse]})
    wrong = dataclasses.replace(book, scenarios={scenario: place}, excuse_groups=groups)
    report = Report(wrong, TODAY)
    said.answers(report)
    told = report.problems()
    found = {word for _, word, _ in said.untrue(wrong, excuse, scenario)}
    assert words <= found and told
    assert all(
        p.file == f"docs/_data/excuses/{group}.yml" and p.line > 1 and f"场景“{scenario}”" in p.message and "variants" in p.message for p in told
    )


def test_a_child_that_paid_is_not_a_payment_that_did_not_arrive(book):
    """民法典144, 145 and 157 for a child's own payment: nothing about goods that are missing, nothing to be sent again."""
    here = book.answer_in("virtual-goods-no-refund", "minor-spending")
    assert {"civil-code#144", "civil-code#145", "civil-code#157"} <= set(here.laws)
    assert "第144条、第145条、第157条" in here.reply and "不追认" in here.reply
    assert not [word for word in ("到账，", "未到账", "没有按约定", "补发", "充值没有") for text in (here.reply, here.complaint) if word in text]
    assert "孩子自己付的" in (here.only_if or "")
    game = book.answer_in("virtual-goods-no-refund", "game-and-virtual")
    assert "没有按约定到账" in game.reply and "civil-code#144" not in game.laws


SAYS = [  # (situation, excuse, what its answer asks for, what it must not say)
    ("ride-and-bike", "waiting-finance", "押金", "退货"),
    ("event-ticket", "special-offer", "票款", "收到后"),
    ("hotel", "platform-ruled", "我的请求没有变", "退货"),
    ("minor-spending", "platform-ruled", "返还", "退货"),
    ("minor-spending", "coupon-instead", "返还", "评价"),
    ("prepaid-card", "wait-for-leader", "剩余金额", "平台"),
    ("flight-train-ticket", "final-interpretation", "规则原话", "活动页面"),
    ("telecom", "wait-for-leader", "电信用户申诉", "平台"),
    ("second-hand", "genuine-prove-it", "《民法典》第615条", "12315"),
    ("new-car", "go-find-factory", "三包", "向12315投诉，再"),
    ("pet", "only-exchange", "治疗费", "退货"),
    ("game-and-virtual", "charged-no-refund", "发放记录", "续费"),
]


@pytest.mark.parametrize(("scenario", "excuse", "asks", "never"), SAYS)
def test_the_pairs_that_were_untrue_ask_for_what_is_in_dispute(book, scenario, excuse, asks, never):
    assert excuse in book.scenarios[scenario].excuses
    here = book.answer_in(excuse, scenario)
    assert asks in here.reply and never not in here.reply + here.complaint
