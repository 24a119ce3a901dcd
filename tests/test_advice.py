"""Advice that was once against its article, held at what the article says: the real book's words beside its own gists.

The check knows shapes; what a sentence of advice means it does not. So each of these names the article and the words that follow from it.
"""

from __future__ import annotations

import re

import pytest


def test_an_unlimited_card_is_not_counted_by_what_was_used(book):
    """预付式消费解释22: by the time that is left. Whoever has a year card ticks no condition that shows him the full sum for 0 used."""
    rule = book.sums["prepaid"]
    assert "prepaid-consumption-interpretation#22" in rule.laws
    counted = next(c for c in rule.conditions if c.id == "counted-card")
    assert "不限次数" in counted.text and "第22条" in counted.text
    letter = book.letters["prepaid-refund-notice"]
    by_discount = [block.para for block in letter.body if block.para and "第18条" in block.para]
    # one of them begins with article 22 of another rule
    assert len(by_discount) == 2 and all("《预付式消费解释》第22条" in para for para in by_discount)


def test_every_matter_of_a_review_has_the_day_from_which_its_sixty_days_run(book):
    """行政复议法实施条例24: from the end of the period that the office had; without one, from the sixtieth day after it received."""
    hint = next(f for f in book.letters["administrative-review-application"].fields if f.id == "in-time").hint
    assert re.search("投诉没人理[^；]*第7个工作日届满", hint)
    assert re.search("举报没处理[^；]*满60日以后[^；]*选“没有过”[^；]*违法广告从7个工作日[^；]*20个工作日届满", hint)
    assert re.search("信息公开没答复[^；]*20个工作日或者延长的到期日届满", hint)
    assert re.search("有决定、答复[^；]*知道那天", hint)


def test_an_agent_has_earned_its_fee_when_the_contract_is_made(book):
    """民法典963, 964: 促成合同成立; whether somebody came to work decides nothing."""
    _, question = book.questions["domestic-agency-fee-back"]
    assert "没有和介绍来的人订成合同的，中介没有促成" in question.answer and "必要费用除外" in question.answer
    texts = [q.answer for _, q in book.questions.values()] + [e.only_if or "" for _, e in book.excuses.values()]
    assert not [text for text in texts if re.search(r"没上工的，[^。；]*没有促成", text)]


def test_what_was_used_after_signing_does_not_end_the_seven_days(book):
    """预付式消费解释14: only what was had before the contract; 15: what was used is taken off."""
    _, question = book.questions["beijing-gym-seven-days"]
    assert {"prepaid-consumption-interpretation#14", "prepaid-consumption-interpretation#15"} <= set(question.laws)
    told = "".join(question.details)
    assert "签合同时没在这家、别家得到过相同服务的" in told and "用掉的要扣" in told and "用过了，看店家有没有违约" not in told


def test_the_thirty_days_before_a_shop_closes_are_the_nations(book):
    """实施条例21: every place that has a rule of its own for a shop that closes tells the nation's 30日 beside it."""
    assert "30日" in book.laws["consumer-rights-regulation"].articles["21"].gist
    closing = [(id_, rule) for id_, region in book.regions.items() for rule in region.rules if re.search("停业、搬家|不干了", rule.title)]
    assert {id_ for id_, _ in closing} >= {"beijing", "shanghai", "zhejiang"}
    assert [(id_, rule.id) for id_, rule in closing if "30日" not in rule.nation] == []


def test_a_carrier_is_sued_where_the_journey_begins_or_ends(book):
    """民事诉讼法28, not 24."""
    step = book.shared_steps["small-claims"]
    where = next(text for text in step.how if "合同履行地" in text)
    assert "坐车坐飞机的，去始发地、目的地或对方住所地" in where and "交通" not in where
    assert "civil-procedure-law#28" in step.laws


def test_a_missing_card_in_shanghai_goes_to_the_district_office_of_commerce(book):
    """上海市家政服务条例39: 区商务部门 looks into it, 区市场监管部门 orders and fines."""
    _, question = book.questions["shanghai-nanny-card"]
    rule = next(r for r in book.regions["shanghai"].rules if r.id == "home-card")
    for text in (question.answer, rule.text):
        assert "向区商务部门反映，由它核查" in text and text.index("区商务部门") < text.index("区市场监管部门")
    assert "没备案或报假的，由区市场监管部门责令改正" in question.answer  # 39 punishes what was not filed (20), not a card that is not shown


@pytest.mark.parametrize("word", ["现在的价值", "现在的市场价", "现在值多少"])
def test_a_loss_is_what_the_thing_was_worth_when_it_was_lost(book, word):
    """民法典1184, 833; 买卖合同解释17 for a lower price: never the worth of today."""
    advice = (doc for doc in book.documents.values() if doc.file.startswith("docs/_data/") and "/search-" not in doc.file)
    assert [doc.file for doc in advice if doc.file != "docs/_data/log.yml" and word in str(doc.value)] == []  # the log tells what stood there


def test_a_government_that_reviewed_is_sued_before_the_intermediate_court(book):
    """行政诉讼法15一, 26二三: alone as defendant it is its own court's level; together with the office, the office's (解释134三)."""
    court = book.channels["administrative-court"]
    _, question = book.questions["office-review-lost"]
    step = next(s.record for s in book.steps_of("office-refuses") if s.record.id == "sue-after-review")
    for laws, told in (
        (court.laws, "".join(site.name for site in court.site)),
        (question.laws, "".join(question.details)),
        (step.laws, "".join(step.how)),
    ):
        assert {"administrative-litigation-law#15", "administrative-litigation-law#26"} <= set(laws)
        assert re.search("只告复议机关[^。]*县级以上政府的[^。]*中级法院", told) and "基层法院" in told


def test_a_refused_report_to_the_police_can_be_reviewed(book):
    """公安机关办理刑事案件程序规定178, 179: the paper, and seven days from it."""
    _, question = book.questions["online-sv-police"]
    assert "police-criminal-procedure-rules#179" in question.laws
    told = "".join(question.details)
    assert "不予立案通知书" in told and "申请复议" in told and "police-refuses" in {n.scenario for n in question.next}


def test_an_appeal_about_a_telephone_is_answered_from_the_day_it_came(book):
    """电信条例39: 30日 from the day it was received, not from when the papers are complete; 32: what a fault costs nobody."""
    channel = book.channels["telecom-12300"]
    assert "自收到申诉之日起30日内答复" in channel.time and "全部材料" not in channel.time and "telecom-regulation#39" in channel.laws
    right = next(r for r in book.scenarios["telecom"].rights if "telecom-regulation#32" in r.laws)
    assert "48小时" in right.text and "72小时" in right.text and "终端坏了的除外" in right.text


def test_medical_records_are_given_at_once(book):
    """民法典1225, 1222; 医疗纠纷预防和处理条例16, 24, 47: the house has these texts, so it sends nobody away to ask for them."""
    _, question = book.questions["offline-medical-records"]
    told = question.answer + "".join(question.details)
    assert "及时给" in told and "封存" in told and "推定它有过错" in told and "另有专门规定" not in told
    assert {"civil-code#1222", "civil-code#1225", "medical-dispute-regulation#16", "medical-dispute-regulation#47"} <= set(question.laws)


MESSAGES = [  # (situation, message or step, what its condition says): under another, the article gives something else
    ("tour", "agency-cancelled", "不可抗力的，别用"),  # 旅游法67, not 63
    ("not-as-described", "main", "还没过7日"),  # 消法24
    ("home-renovation", "delayed", "你的款按期付了"),
    ("matchmaking", "not-as-agreed", "到期没有做到"),
    ("rental", "broken", "合同没有写由你修"),  # 民法典712
    ("takeaway", "ill", "留了食物或照片"),  # 食品药品纠纷规定5
    ("return-shipping", "no-reason", "签收后7日内提过退货"),  # 七日无理由退货办法10
    ("moving", "surcharge-paid", "也没有人和你说过"),
    ("telecom", "cancel-and-refund", "没有同意过"),
    ("livestream", "main", "收到还没过7日"),  # 消法24
    ("excluded-goods", "cancel-making", "写了“定金”的先别发"),  # 民法典587
    ("domestic-service", "own-choice", "没有写“定金”"),
    ("parcel", "main", "不是你自己另外找的"),  # 电子商务法20
    ("presale-deposit", "shop-breach", "总价的20%"),  # 民法典586
    ("gym", "main", "店没有搬远、关门"),  # 预付式消费解释15 follows a contract that is ended
    ("minor-spending", "shop", "不相称"),  # 民法典145
    ("no-reason-return", "submit-return", "定作、生鲜"),  # 消法25
]


@pytest.mark.parametrize(("situation", "id_", "condition"), MESSAGES)
def test_a_message_says_when_its_article_gives_it(book, situation, id_, condition):
    first = book.scenarios[situation].first.messages
    steps = [s.record for s in book.steps_of(situation)]
    assert condition in next(m.only_if for m in (*first, *steps) if m.id == id_)


ENDED = [  # (situation, message or step): what is asked back follows from a contract that is ended, so the message ends it
    ("prepaid-card", "shop-cause"),
    ("gym", "moved"),
    ("beauty-salon", "card-balance-apart"),
    ("installment-loan", "shop-cause"),
    ("matchmaking", "not-as-agreed"),
    ("used-car", "notify-and-ask-return"),
    ("quality-defect", "useless"),
]


@pytest.mark.parametrize(("situation", "id_"), ENDED)
def test_a_message_that_ends_a_contract_gives_notice_of_it(book, situation, id_):
    """民法典565: a contract ends when the notice arrives; whoever only asks for the end has ended nothing."""
    steps = [s.record for s in book.steps_of(situation)]
    assert "通知解除合同，从您收到时起解除" in next(m.say for m in (*book.scenarios[situation].first.messages, *steps) if m.id == id_)


def test_no_message_owns_up_to_what_costs_its_sender(book):
    """预付式消费解释18, 19: for reasons of his own he is charged the full price; whether they are his is for the other to say."""
    told = [m.say for s in book.scenarios for m in (*book.scenarios[s].first.messages, *(step.record for step in book.steps_of(s))) if m.say]
    assert not [say for say in told if re.search("因个人原因|我知道已经超过|要求解除合同", say)]


SAYS = [  # (excuse, situation, what its answer says, what it must not say, what its condition says)
    ("no-replay-left", "livestream", "《直播电商监督管理办法》第16条", "", "2026年2月1日以后"),  # in force that day
    ("no-replay-left", "livestream", "平台提供", "", "《网络交易监督管理办法》第20条"),  # before
    ("landlord-only", "gym", "租的是柜台的，依据《消费者权益保护法》第43条", "", ""),  # 43: 展销会, 租赁柜台 and nothing else
    ("customs-cleared-ok", "cross-border", "《消费者权益保护法》第23条", "进口食品", "一般进口卖的食品"),  # 食品安全民事解释一12: food alone
    ("takes-time-to-work", "health-products", "再吃两个疗程就好", "好转反应", "有聊天或录音"),  # nobody is quoted with what he did not say
    ("other-guest-did-it", "injury-on-site", "没有尽到安全保障义务的", "无人维持秩序", ""),  # 民法典1198: what is not known is asked for
    ("called-blackmail", "counterfeit", "没有其他条件", "", "没有要过没有依据的钱"),  # 投诉举报处理办法42
    ("elder-signed-willingly", "health-products", "听了能治病的说法", "", "卖家说过能治病"),
    ("refund-only-food", "takeaway", "不符合食品安全标准", "", "过期、变质、异物"),
    ("laundry-cap", "damaged-property", "洗坏那时的市场价", "现在", ""),
    ("deduct-at-full-price", "gym", "第18条", "", "不是期限内不限次数的年卡"),  # 预付式消费解释22
    ("wedding-deposit-forfeit", "photo-wedding", "第586条", "", "是你自己取消的，别用"),  # 民法典586, 587
    ("shopping-was-voluntary", "tour", "《旅游法》第35条", "", "不是你要求的，也没有和你商量好"),
    ("receipt-is-invoice", "invoice", "没有写明哪天能开", "月底", ""),
]


@pytest.mark.parametrize(("excuse", "situation", "says", "never", "condition"), SAYS)
def test_an_answer_says_what_its_article_says(book, excuse, situation, says, never, condition):
    here = book.answer_in(excuse, situation)
    told = here.reply + here.complaint
    assert excuse in book.scenarios[situation].excuses
    assert says in told and (not never or never not in told) and condition in (here.only_if or "")


def test_who_refuses_an_added_debtor_is_answered_by_suit_or_by_review(book):
    """变更追加执行当事人规定30, 32: suit only for 14(2) and 17 to 21, review for the rest."""
    suit, review = (next(line for line in book.letters["add-enforcement-party"].after if clock in line) for clock in ("执行异议之诉", "申请复议"))
    assert all(word in suit for word in ("没缴足", "抽逃", "转走股权", "一人公司", "没清算就注销", "有限合伙人"))
    assert all(word in review for word in ("投资人", "普通合伙人", "总公司", "白拿财产", "书面承诺", "遗产"))


def test_a_parent_sues_in_his_own_name_for_the_course_that_he_signed(book):
    """预付式消费解释3."""
    hint = next(f for f in book.letters["civil-complaint-general"].fields if f.id == "buyer").hint
    assert "家长自己签约、付款给孩子报的课，写家长本人" in hint


def test_a_flight_has_two_years(book):
    """民用航空法143, beside the three of the Civil Code."""
    assert any("坐飞机的只有2年" in line for line in book.letters["refund-demand"].after)
