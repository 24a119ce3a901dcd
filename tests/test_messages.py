"""What a reader is given to send, one message a case: the checks that keep cases apart, and the facts that it speaks of."""

from __future__ import annotations

import pytest

from macros import blanks
from macros import model as m
from macros.check.messages import likeness
from tests.test_checks import change, placed, pristine, problems, project  # noqa: F401

LAMP = "scenarios/broken-lamp.yml"
FACTS = {"order.paid": m.Word(id="order.paid", title="实付金额", short="金额"), "dates.received": m.Word(id="dates.received", title="签收日期")}

CASES = {
    "no case": (LAMP, 'id: gone, when: "修不好了", ', "id: gone, ", [f"{LAMP}:«id: gone»: first.messages[1]: 有2条话术，读者要选：每条都写 when，是什么情况，10个字以内，如“已经过了7日”"]),
    "the same case": (LAMP, '"修不好了"', '"坏了"', [f"{LAMP}:«id: gone»: first.messages[1].when: when“坏了”和第1条（docs/_data/{LAMP}:«id: main»）一样，读者没法选。写清差在哪里"]),
    "a case where there is no other": (
        "scenarios/cheated.yml", "{id: main, ", '{id: main, when: "刚被骗", ',
        ["scenarios/cheated.yml:«id: main»: first.messages[0].when: 只有一条话术，不用选。删去 when；只有一种情况才能说的，写进 only_if"],
    ),
    "the same words": (
        LAMP, "灯坏了，请来修。", "那[[fact:dates.received]]到的灯修不好，请退我[[fact:order.paid]]元。",
        [f"{LAMP}:«id: gone»: first.messages[1].say: 这条话术和第1条（docs/_data/{LAMP}:«id: main»）几乎一样（相同的有92%）。写出这种情况自己的事实、请求和依据；没有不同的就删去一条"],
    ),
    "a fact that nobody keeps": (LAMP, "fact:order.paid", "fact:order.payd", [f"{LAMP}:«id: gone»: first.messages[1].say: “order.payd”不在 vocab.yml 的 facts 里。你是不是要写 order.paid？"]),
    "a fact of a shared step": (
        "shared-steps.yml", "请把话写下来。", "[[fact:order.lamp]]请写下来。",
        ["shared-steps.yml:«请写下来»: steps[0].say: “order.lamp”不在 vocab.yml 的 facts 里。你是不是要写 order.paid？"],
    ),
    "a mark that is not shut": (LAMP, "[[fact:order.paid]]元", "[[fact:order.paid]元", [f"{LAMP}:«id: gone»: first.messages[1].say: [[fact:…]] 没有写完整。写成 [[fact:案情要素的id]]，如 [[fact:order.number]]"]),
    "a bracket too many": (LAMP, "[[fact:order.paid]]元", "[[[fact:order.paid]]]元", [f"{LAMP}:«id: gone»: first.messages[1].say: [[fact:…]] 外面多了一个方括号，会照样印出来。删去多的那个"]),
    "a fact where nobody sends anything": (
        LAMP, "过后说不清", "[[fact:order.paid]]说不清",
        [f"{LAMP}:«说不清»: first.why: “[[fact:order.paid]]”会照样印出来。期限写成 [[clock:期限的id]]，字母小写，不加空格；别的双括号删去"],
    ),
    "a choice that is left to whoever answers": (
        LAMP, "灯坏了，请来修。", "灯坏了，属于质量问题的，请来修。",
        [f"{LAMP}:«id: main»: first.messages[0].say: “属于质量问题的，请”要读者或对方自己选。只写一种情况：别的情况另写一条（messages），只有这样才能说的写进 only_if"],
    ),
    "a bracket to choose from": (
        "shared-steps.yml", "请把话写下来。", "请把话（录音）留下来。",
        ["shared-steps.yml:«（录音）»: steps[0].say: “（录音）”要读者或对方自己选。只写一种情况：别的情况另写一条（messages），只有这样才能说的写进 only_if"],
    ),
    "an attachment in a chat": (LAMP, "灯坏了，请来修。", "灯坏了，照片见附件。", [f"{LAMP}:«id: main»: first.messages[0].say: 聊天里没有附件，“见附件”对方看不到。写成“照片我可以发给您”"]),
    "a law's number, and proof that is asked for": (LAMP, "灯坏了，请来修。", "灯坏了，请来修；修不了的，请写明（一）原因、（二）日子。", []),
    "a step that names no message": (LAMP, "message: gone}", "message: lost}", [f"{LAMP}:«id: look-at-it»: steps.verify[0].message: 没有这一页的话术“lost”。先建它，或改成已有的"]),
    "a step that says two": (
        LAMP, "message: gone}", 'message: gone, say: "请来看一看。"}',
        [f"{LAMP}:«id: look-at-it»: steps.verify[0].say: 写了 message，又写了 say。留一处：这一步要发的话在“现在先做”里有的，只写 message"],
    ),
    "a step that says it again": (
        LAMP, "message: gone}", 'say: "灯坏了，请您来修。"}',
        [f"{LAMP}:«id: look-at-it»: steps.verify[0].say: 和“现在先做”里的话术 main 差不多一样（相同的有67%）。删去 say 和 only_if，写 message: main"],
    ),
    "a message of a shared step": (
        "shared-steps.yml", 'say: "请把话写下来。"', "message: main",
        ["shared-steps.yml:«message: main»: steps[0].message: 共用的步骤不能写 message：话术是各个场景自己的。删去它，或者写 say"],
    ),
    "a fact in a reply": ("excuses/waiting.yml", 'reply: "回五。"', 'reply: "[[fact:order.paid]]元请退。"', []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_check(project, name):  # noqa: F811
    file, before, after, expected = CASES[name]
    change(project, file, before, after)
    assert problems(project) == [placed(project, e) for e in expected]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("请退款", "请退款", 1),
        ("请退款", "不修了", 0),
        ("请退款吧", "请退款呢", 0.5),  # 请退 退款 of 请退 退款 款吧 款呢
        ("订单[[fact:order.paid]]", "订单[[fact:order.number]]", 1),  # which fact is named makes no other message
        ("好", "好", 1),
        ("好", "坏", 0),
    ],
)
def test_how_alike_two_messages_are(one, other, share):
    assert likeness(one, other) == likeness(other, one) == share


def test_a_message_is_runs_of_text_and_blanks():
    text = "[[fact:dates.received]]到的，请退[[fact:order.paid]]元，[[fact:order.paid]]元一分不少。"
    assert blanks.pieces(text, FACTS) == [
        {"fact": "dates.received", "label": "签收日期"},
        {"text": "到的，请退"},
        {"fact": "order.paid", "label": "金额"},
        {"text": "元，"},
        {"fact": "order.paid", "label": "金额"},
        {"text": "元一分不少。"},
    ]
    assert blanks.plain(text, FACTS) == "【签收日期】到的，请退【金额】元，【金额】元一分不少。"
    assert blanks.used([text, "[[fact:buyer.name]]"]) == ["dates.received", "order.paid", "buyer.name"]
