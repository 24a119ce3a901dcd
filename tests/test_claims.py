"""What is a claim about the reader's own case, and what is none; and what the check says of a claim that nothing stands behind."""

from __future__ import annotations

import pytest

from macros import asserts
from tests.test_checks import change, placed, pristine, problems, project  # noqa: F401  pytest finds its fixtures here

CLAIMS = [
    "我在收到商品之日起7日内提出。",
    "现在我在签收后7日内提出无理由退货，商品完好。",
    "我网购商品，签收后7日内提出退货，商家不办。",
    "发现以后15个工作日内已经通知店里。",
    "我在6个月内发现问题。",
    "收到商品还没有超过7日",
    "付款没过7日，签合同时没有得到过相同的商品或服务",
    "行程结束尚未满30日。",
    "现在还在三包期、保修期内，麻烦处理。",
    "这个期限已经过了。",
    "承诺的发货时间已过，截图见附件。",
    "约定的付款日期是[[due]]，现在已经到期，数额确定。",
    "这次修理从进店到今天已超过5日。",
    "商家收到退货后超过7日没有退款",
    "退货已签收满7日，退款仍未到账。",
    "你方到期没有履行主要债务。",
    "我于[[urged]]催告后，你方在合理期限内仍没有履行。",
    "交易时孩子不满8周岁。",
    "孩子已满8周岁、不满18周岁。",
    "8周岁生日以前的交易无效。",
    "孩子于[[first]]至[[last]]付了钱。",
    "这件争议没有被法院、仲裁机构、市场监督管理部门、其他行政机关或消费者协会受理、处理过。",
    "我没有使用过这张卡。",
    "扣款后我没有使用，截图见附件。",
    "我没有同意，现在表示不追认。",
    "孩子没有经过我同意付了钱。",
    "未经我同意换人，服务达不到约定。",
    "申请人没有就这笔欠款申请诉前保全，也没有起诉。",
    "申请人和被申请人没有其他债务纠纷。",
]
NONE = [
    "请自收到退回商品之日起7日内退款。",
    "收到退回的商品之日起7日内，按原来的付款方式退还[[paid]]元。",
    "请在48小时内答复，没有答复的，我会投诉。",
    "并在48小时内告知退款方式和到账日。",
    "依据《消费者权益保护法》第25条，网购商品可以在7日内无理由退货。",
    "商家应当自收到退回商品之日起7日内返还价款。",
    "没有国家规定和双方约定的，自收到商品之日起7日内可以退货。",
    "商家自收到退回商品之日起7日内返还价款。",
    "不满8周岁的孩子自己进行的交易无效。",
    "8周岁以上、与年龄智力不相适应又没有经我同意和追认的，法定代理人可以请求确认无效。",
    "到期没有履行的，合同自动解除。",
    "合同在该期限届满时自动解除。",
    "履行期届满以前，你方明确表示不履行主要债务。",
    "任何一期逾期的，其余各期一并到期。",
    "商家只以超过7日为由不办。",
    "商家以没有经过平台付款为由不认。",
    "我于[[received]]签收在你处网购的商品：[[goods]]。",
    "我于[[notice]]已经向你方提出过退款。",
    "没有规定商家必须在几日内回复这封信。",
    "我的账户还有未使用的预付部分，截图见附件。",
    "我没有收到货，请在7日内发货。",
    "年龄：[[age]]周岁",
    "公司没有证明提示、说明过限额。",
    "师傅没有和我说过要加钱。",
    "",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim(text):
    assert asserts.claims(text)


@pytest.mark.parametrize("text", NONE)
def test_no_claim(text):
    assert asserts.claims(text) is None


def test_times_are_told_from_what_never_was():
    """An option is the reader's own word; of it only what the form can hold against dates needs an assertion."""
    assert asserts.claims("签合同时没有得到过相同的服务", times=True) is None
    assert asserts.claims("付款没过7日", times=True) == "没过7日"


SHOWN = [
    ("您好，防伪查询结果和对比照片我可以发给您，我怀疑不是正品。", "查询结果和对比照片我可以发给"),
    ("故障视频我可以发给您，我这里仍会出现。", "视频我可以发给"),
    ("收到时已经损坏，有照片、病历。", "有照片、病历"),
    ("取消须打电话、等审核，有录屏。", "有录屏"),
    ("取消过程录屏已保存。", "录屏已保存"),
]
NOT_SHOWN = [
    "请发来对应这一台编号的照片，没有的，请退押金。",
    "商家没有提供对应编号的前后照片、检测报告。",
    "请保存并向警方提供监控录像。",
    "付款记录我可以发给您，有聊天记录。",  # there in every case
    "《医疗纠纷预防和处理条例》规定患者有权复制病历。",
]


@pytest.mark.parametrize(("text", "words"), SHOWN)
def test_proof_that_the_reader_is_said_to_hold(text, words):
    assert asserts.shown(text) == words


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_proof_that_another_has_or_none_has(text):
    assert asserts.shown(text) is None


NOTE = "letters/claim-note.yml"
REMEDY = "写 asserts（见 return-notice.yml），或改成不断言的话：要求对方的写“请”，条文说的写“可以、应当”，一般的情形写“……的”"
ALONE = "不是每个读者都能这样说：在旁边写 only_if（只在什么时候用），或改成不断言的话"
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "a paragraph that claims and asserts nothing": (
        "letters/short-note.yml",
        "请知道：[[word]]",
        "我在收货后7日内提出：[[word]]",
        [f"letters/short-note.yml:«body»: body[0]: “我在收货后7日内”是在替读者断言，表里的日子和选择可能不是这样。{REMEDY}"],
    ),
    "an item that claims": (
        "letters/refund-letter.yml",
        '- "把钱退回来"',
        '- "我没有使用过"',
        [f"letters/refund-letter.yml:«没有使用»: body[3].list[0]: “没有使用过”是在替读者断言，表里的日子和选择可能不是这样。{REMEDY}"],
    ),
    "the sentence for unknown dates claims too": (
        NOTE,
        'unknown: "我提出退货。"',
        'unknown: "期限已经过了。"',
        [f'{NOTE}:«unknown: "期限»: body[0].unknown: unknown 是日子还不知道时写的话，里面却断言了“期限已经过了”。改成不断言的话'],
    ),
    "an option that claims with nothing behind it": (
        "letters/refund-letter.yml",
        'label: "原路退"',
        'label: "收货没过7日"',
        [
            "letters/refund-letter.yml:«没过7日»: fields[7].options[0].label: 这个选项断言了“没过7日”，选了它才出现的句子里却没有一条断言。在那句上写 asserts，或改选项的话"
        ],
    ),
    "a claim under one of several options": (
        NOTE,
        '{text: "我没有问过。", asserts',
        '{text: "我没有问过。", when: {field: kinds, is: [small, big]}, asserts',
        [],
    ),
    "a period that no cited article gives": (
        NOTE,
        "{n: 2, unit: month, from: received, to: date}}]\n    else",
        "{n: 5, unit: month, from: received, to: date}}]\n    else",
        [f"{NOTE}:«{{n: 5, unit: month»: body[1].asserts[0].over: 这份文书所引条文的要点里没有“5个月”。对照条文改，或引写着它的那一条"],
    ),
    "a clock that is not there": (
        NOTE,
        "within: {clock: send-notice,",
        "within: {clock: send-notices,",
        [f"{NOTE}:«send-notices»: body[0].asserts[0].within.clock: 没有共用期限“send-notices”。写 shared-deadlines.yml 里有的 id，或写 n 和 unit"],
    ),
    "a field that is not there": (
        NOTE,
        "from: received, to: date}}]\n    unknown",
        "from: receivd, to: date}}]\n    unknown",
        [
            f"{NOTE}:«receivd»: body[0].asserts[0].within.from: 断言里的空“receivd”没有在 fields 里声明。改成已有的日期类空：born、received、found、due、date"
        ],
    ),
    "a field that is no date": (
        NOTE,
        "passed: {day: due, by: date}}]\n        unknown",
        "passed: {day: used, by: date}}]\n        unknown",
        [f"{NOTE}:«day: used»: body[2].list[1].asserts[0].passed.day: 断言里的“used”要是日期类的空（date），它是text"],
    ),
    "the second beginning is no date": (
        NOTE,
        "or: received",
        "or: used",
        [f"{NOTE}:«or: used»: body[2].list[7].asserts[0].within.or: 断言里的“used”要是日期类的空（date），它是text"],
    ),
    "an option that is not there": (
        NOTE,
        'chosen: {field: asked, is: "no"}',
        "chosen: {field: asked, is: never}",
        [f"{NOTE}:«is: never»: body[2].list[5].asserts[0].chosen: 空“asked”没有“never”这个选项。改成已有的：no、yes"],
    ),
    "a choice of a field that is not there": (
        NOTE,
        'chosen: {field: asked, is: "no"}',
        'chosen: {field: askt, is: "no"}',
        [
            f"{NOTE}:«askt»: body[2].list[5].asserts[0].chosen.field: 断言里的空“askt”没有在 fields 里声明。已有的空：born、received、found、due、date、used、asked、kinds"
        ],
    ),
    "none of a choice": (
        NOTE,
        "chosen: {field: used, none: true}",
        "chosen: {field: asked, none: true}",
        [
            f"{NOTE}:«field: asked, none»: body[2].list[4].asserts[0].chosen.field: none: true 只用在文字类的空（text）上，“asked”是choice。选择类的写 is 或 not",
        ],
    ),
    "a message with a claim and no condition": (
        "scenarios/broken-lamp.yml",
        "灯坏了，请来修。",
        "我在收到后7日内提出，请来修。",
        [f"scenarios/broken-lamp.yml:«id: main»: first.messages[0].say: “我在收到后7日内”是在替读者断言。{ALONE}"],
    ),
    "a shared step's message": (
        "shared-steps.yml",
        'say: "请把话写下来。"\n    letter: refund-letter\n    channel: bureau\n    only_if: "他只用嘴说。"',
        'say: "我没有同意。"\n    letter: refund-letter\n    channel: bureau',
        [f"shared-steps.yml:«我没有同意»: steps[0].say: “我没有同意”是在替读者断言。{ALONE}"],
    ),
    "a reply": (
        "excuses/waiting.yml",
        'reply: "回六。"',
        'reply: "我没有同意。"',
        [f"excuses/waiting.yml:«sixth»: excuses[1].reply: “我没有同意”是在替读者断言。{ALONE}"],
    ),
    "a reply that offers proof": (
        "excuses/waiting.yml",
        'reply: "回六。"',
        'reply: "对比照片我可以发给您。"',
        [f"excuses/waiting.yml:«sixth»: excuses[1].reply: “对比照片我可以发给”是在替读者断言。{ALONE}"],
    ),
    "a reply that asks for proof": ("excuses/waiting.yml", 'reply: "回六。"', 'reply: "请把照片发给我。"', []),
    "a message that offers proof, under its chip": ("scenarios/broken-lamp.yml", "灯坏了，请来修。", "灯坏了，照片我可以发给您。", []),
    "a reply with its condition": ("excuses/waiting.yml", 'reply: "回五。"', 'reply: "我没有同意。"', []),
}


@pytest.mark.parametrize("name", CASES)
def test_the_check(project, name):  # noqa: F811
    file, before, after, expected = CASES[name]
    change(project, file, before, after)
    assert problems(project) == [placed(project, e) for e in expected]


SHAPES = {
    "two kinds in one": ("{within: {clock: send-notice, from: received, to: date}}]\n    unknown", "{within: {clock: send-notice, from: received, to: date}, order: {first: found, then: date}}]\n    unknown", "一条断言只写一种"),
    "a clock and a number": ("within: {clock: send-notice, from", "within: {clock: send-notice, n: 7, unit: day, from", "期限写 clock"),
    "a number without a unit": ("{n: 2, unit: month, from: received, to: date}}]\n    else", "{n: 2, from: received, to: date}}]\n    else", "期限写 clock"),
    "both sides of an age": ("age: {born: born, on: received, under: 8}", "age: {born: born, on: received, under: 8, reached: 8}", "年龄写 under"),
    "two ways of choosing": ('chosen: {field: asked, is: "no"}', 'chosen: {field: asked, is: "no", none: true}', "写 is（选了哪一项）"),
    "no way out": ('    conflict: "期限过了，别寄这封信"\n', "", "断言不成立时怎么办没有写"),
    "a way out of nothing": ("    asserts: [{within: {clock: send-notice, from: received, to: date}}]\n", "", "else、unknown、conflict、stays 跟着 asserts 写"),
    "it stays and changes": ('stays: true, conflict: "太久了', 'stays: true, unknown: "看上面", conflict: "太久了', "写了 stays 的句子怎么都不变"),
    "a signature that claims": ('  - sign: "[[date]]"', '  - sign: "[[date]]"\n    asserts: [{order: {first: found, then: date}}]\n    conflict: "改"', "asserts 写在 para 上"),
    "an item that is only a text": ('- {text: "哪几样：[[kinds]]。", when: {field: kinds}}', '- {text: "哪几样：[[kinds]]。"}', "没有 when 也没有 asserts 的"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_the_shape(project, name):  # noqa: F811
    """What a sentence that claims must have is told when it is read."""
    before, after, expected = SHAPES[name]
    change(project, NOTE, before, after)
    found = problems(project)
    assert len(found) == 1 and found[0].startswith(NOTE) and expected in found[0], found
