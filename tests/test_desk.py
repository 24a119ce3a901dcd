"""What the letters' desk takes from the data: each rule of check/desk.py told with its place, and the real numbers against the statutes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros import asserts
from macros import letters as grammar
from macros import model as m
from macros import sums as reckoning
from macros.check import check
from macros.load import load
from tests import small
from tests.conftest import loaded

BOOK = loaded()[0]
assert BOOK is not None

# (file, what stands there, what is written instead, place, message): one bad value a rule, in the small book
CASES = [
    ("sums.yml", "times: 3", "times: 4", "sums[0].times", "所引条文的要点里没有“4倍”。对照条文：改对这个数，或者把要点写全"),
    ("sums.yml", "floor: 500", "floor: 600", "sums[0].floor", "所引条文的要点里没有“不足600元的，按600元”。对照条文：改对这个数，或者把要点写全"),
    ("sums.yml", "percent: 20", "percent: 30", "sums[1].percent", "所引条文的要点里没有“30%”。对照条文：改对这个数，或者把要点写全"),
    ("sums.yml", "base: 50", "base: 60", "sums[3].base", "所引条文的要点里没有“不超过1万元的每件60元”。对照条文：改对这个数，或者把要点写全"),
    (
        "sums.yml",
        'percent: "2.5"',
        'percent: "2"',
        "sums[3].steps[0]",
        "所引条文的要点里没有“超过1万元至10万元的部分2%”。对照条文：改对这个数，或者把要点写全",
    ),
    ("sums.yml", "to: null", "to: 200000", "sums[3].steps[1].to", "最后一段写 to: null，前面每一段都写到多少元"),
    ("sums.yml", "to: 100000,", "to: 9000,", "sums[3].steps[0].to", "这一段到9000元，没有比前一段的1万元多。从少到多排"),
    ("sums.yml", "divide: 3", "divide: 4", "sums[4].divide", "所引条文的要点里没有“1/4”。对照条文：改对这个数，或者把要点写全"),
    ("sums.yml", "of: suit-fee", "of: suit-fees", "sums[4].of", "没有算法“suit-fees”。你是不是要写 suit-fee？"),
    ("sums.yml", "of: suit-fee", "of: card", "sums[4].of", "“card”不是分段收费（fee）"),
    ("sums.yml", "    floor: 500\n", "", "sums[0].kind", "times 这种算法要写 floor"),
    ("sums.yml", "floor: 500\n", "floor: 500\n    divide: 2\n", "sums[0].divide", "times 这种算法不用 divide。删去它，或者换一种 kind"),
    (
        "sums.yml",
        '{id: price, label: "总价"}, {id: paid',
        '{id: paid, label: "总价"}, {id: price',
        "sums[1].inputs",
        "deposit 这种算法要问的，照这个次序正好是：price、paid",
    ),
    (
        "sums.yml",
        '[{id: price, label: "价钱"}]',
        '[{id: a, label: "甲"}, {id: b, label: "乙"}]',
        "sums[0].inputs",
        "times 这种算法只问一个数，这里有2个",
    ),
    ("sums.yml", "最少[[floor]]元", "最少[[percent]]元", "sums[0].title", "标题里的[[percent]]要是这条算法自己写着的数（times、floor）"),
    ("sums.yml", "amount: buyer", "amount: result", "sums[2].results[0].amount", "没有“result”这个数。balance 算得出的：share、merchant、buyer"),
    (
        "sums.yml",
        "[[price]]元的",
        "[[prise]]元的",
        "sums[0].results[0].why[0].text",
        "[[prise]]不是这条算法的数。可用的：price、times、floor、product、result",
    ),
    ("sums.yml", "when: below", "when: above", "sums[0].results[0].why[1].when", "没有“above”这种情形。times 分得出的：below"),
    (
        "sums.yml",
        "，不足[[floor]]元",
        "，不足500元",
        "sums[0].results[0].why[1].text",
        "句子里直接写了数字500。写成 [[名字]]，数只在上面写一次",
    ),
    ("sums.yml", 'title: "该赔"', 'title: "该赔（第31条）"', "sums[0].results[0].title", "写了第31条，laws 里却没有引用它。引用它，或者改对条号"),
    ("sums.yml", "id: believed", "id: lied", "sums[0].conditions[1].id", "id“lied”用了两次"),
    ("sums.yml", 'laws: ["shop-law#30"]', 'laws: ["shop-law#31"]', "sums[0].laws[0]", "没有条文 shop-law#31。"),
    ("letters/refund-letter.yml", "rule: card", "rule: cards", "amounts[2].rule", "没有算法“cards”。你是不是要写 card？"),
    ("letters/refund-letter.yml", "rule: card", "rule: suit-fee", "amounts[3].rule", "id“suit-fee”用了两次"),
    (
        "letters/refund-letter.yml",
        "uses: {price: paid}",
        "uses: {prise: paid}",
        "amounts[0].uses.prise",
        "没有fraud-triple 要问的数“prise”。你是不是要写 price？",
    ),
    ("bureaus.yml", "id: complaint-site", "id: site", "bureaus[1].id", "管投诉的，id 以 complaint- 开头"),
    ("bureaus.yml", "takes: report", "takes: complaint", "bureaus", "没有一条是管举报的（takes: report）"),
    ("repealed.yml", 'name: "老买卖法"', 'name: "老老买卖法"', "repealed[0].name", "所引条文的要点里没有“老老买卖法”。对照条文改对"),
    ("repealed.yml", "2021-01-01", "2021-01-02", "repealed[0].until", "所引条文的要点里没有“2021年1月2日”。对照条文改对"),
    ("repealed.yml", 'name: "老买卖法"', 'name: "买卖法"', "repealed[0].name", "《买卖法》在 laws/ 里有自己的一页，不用写在这里"),
    ("repealed.yml", "by: shop-law", "by: shop-lav", "repealed[0].by", "没有法律“shop-lav”。你是不是要写 shop-law？"),
    ("form-limits.yml", "limit: 300", "limit: 400", "form_limits[0].label", "label 里没有“400字”，和 limit 对不上。两处写成一样的字数"),
    (
        "form-limits.yml",
        'limit: 300, label: "300字版"',
        'limit: 400, label: "400字版"',
        "form_limits[0].limit",
        "平台“mall”那一页没有写“400字”。两处写成一样的数",
    ),
    (
        "form-limits.yml",
        'source: "https://mall.example/form"',
        "source: null",
        "form_limits[0]",
        "写了是哪个平台的表单，就要写 source（从哪里知道）和 seen（哪天看的）",
    ),
    (
        "tone-train/threat.yml",
        '  - "等着我上门砸店"',
        '  - "等着我上门砸店"\n  - "再不退款我就去投诉"',
        "say[1]",
        "“再不退款我就去投诉”在docs/_data/tone-train/ok.yml里已经有了。删去一句",
    ),
    (
        "danger-train/harmless.yml",
        '  - "灯不亮了"',
        '  - "灯不亮了"\n  - "灯冒烟了"',
        "say[1]",
        "“灯冒烟了”在docs/_data/danger-train/burning.yml里已经有了。删去一句",
    ),
    (
        "dangers.yml",
        "near: [broken-lamp, quarrel]",
        "near: [broken-lamp, quarrel]\n    anywhere: true",
        "dangers",
        "docs/_data/danger-train/ 里缺少“harmless-burning.yml”：没有例句就学不会这一类。补上这个文件，一行一句",
    ),
    ("cautions.yml", '  - {id: insult, text: "像是骂人", laws: []}\n', "", "cautions", "缺少“insult”这一条"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "message"), CASES, ids=[f"{c[3]} {c[2]}"[:60] for c in CASES])
def test_each_fault_is_told_at_its_place(tmp_path: Path, file, old, new, where, message):
    project = small.project(tmp_path)
    path = project / "docs" / "_data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    book, problems = load(project)
    told = [(p.file, p.where, p.message) for p in problems + (check(book) if book else [])]
    assert any(f == f"docs/_data/{file}" and w == where and m.startswith(message) for f, w, m in told), told
    assert len(told) <= 4, told


def test_sentences_to_learn_from_belong_to_a_kind(tmp_path: Path):
    """A file of no kind is told, and a kind without a file."""
    project = small.project(tmp_path)
    folder = project / "docs" / "_data" / "tone-train"
    (folder / "insult.yml").rename(folder / "insults.yml")
    told = [str(p) for p in check(load(project)[0])]
    assert len(told) == 2
    assert any("tone-train/insults.yml:1: 没有“insults”这一类。文件名用 blackmail、insult、ok、threat 中的一个" in t for t in told), told
    assert any("docs/_data/tone-train/ 里缺少“insult.yml”：没有例句就学不会这一类。补上这个文件" in t for t in told), told


def test_a_file_of_sentences_that_cannot_be_read_is_not_missing(tmp_path: Path):
    """It is told where it is broken; nobody is sent to write a file that is there."""
    project = small.project(tmp_path)
    (project / "docs" / "_data" / "tone-train" / "insult.yml").write_text("say: null\n", encoding="utf-8")
    book, problems = load(project)
    assert {p.file for p in problems + check(book)} == {"docs/_data/tone-train/insult.yml"}


def test_the_small_book_has_no_fault(small_book_of_desk):
    assert not check(small_book_of_desk)


@pytest.fixture(scope="module")
def small_book_of_desk(tmp_path_factory):
    return small.book(small.project(tmp_path_factory.mktemp("desk")))


def test_titles_hold_the_numbers():
    assert {i: reckoning.title(s) for i, s in BOOK.sums.items()} == {
        "fraud-triple": "欺诈的三倍赔偿，不足500元按500元",
        "food-tenfold": "食品的十倍赔偿，不足1000元按1000元",
        "food-triple-loss": "食品的三倍损失赔偿，不足1000元按1000元",
        "deposit": "定金双倍返还，超过总价20%的部分不算定金",
        "prepaid": "预付卡还剩多少，两种算法",
        "court-fee": "案件受理费和减半",
        "payment-order-fee": "支付令要交的申请费",
        "enforcement-fee": "执行申请费（由被执行的一方交）",
    }


def test_the_numbers_of_the_statutes():
    """Consumer Rights Law 55, Food Safety Law 148, Civil Code 586 and 587, litigation fees 13 to 16, read article by article."""
    sums = BOOK.sums
    assert [(i, sums[i].times, sums[i].floor, sums[i].laws) for i in ("fraud-triple", "food-tenfold", "food-triple-loss")] == [
        ("fraud-triple", 3, 500, ["consumer-rights-law#55", "consumer-rights-law#2", "online-consumption-rules-1#7"]),
        ("food-tenfold", 10, 1000, ["food-safety-law#148", "food-drug-punitive-interpretation#1", "food-drug-punitive-interpretation#12"]),
        ("food-triple-loss", 3, 1000, ["food-safety-law#148", "food-drug-punitive-interpretation#1"]),
    ]
    assert (sums["deposit"].times, sums["deposit"].percent) == (2, 20)
    court = sums["court-fee"]
    assert (court.base, court.up_to, court.divide) == (50, 10_000, 2)
    assert [(s.to, s.percent) for s in court.steps] == [
        (100_000, "2.5"),
        (200_000, "2"),
        (500_000, "1.5"),
        (1_000_000, "1"),
        (2_000_000, "0.9"),
        (5_000_000, "0.8"),
        (10_000_000, "0.7"),
        (20_000_000, "0.6"),
        (None, "0.5"),
    ]
    enforcement = sums["enforcement-fee"]
    assert (enforcement.base, enforcement.up_to) == (50, 10_000)
    assert [(s.to, s.percent) for s in enforcement.steps] == [(500_000, "1.5"), (5_000_000, "1"), (10_000_000, "0.5"), (None, "0.1")]
    assert (sums["payment-order-fee"].of, sums["payment-order-fee"].divide) == ("court-fee", 3)


def test_who_takes_what():
    """令121号: complaints by 第13条, reports by 第29条 and 第31条. Where the two differ is what people get wrong."""
    assert [(b.takes, b.label, b.say, b.laws) for b in BOOK.bureaus.values()] == [
        ("complaint", "实体店", "由它实际经营地或者住所地的县级市场监督管理局处理。", ["market-complaint-measures#13"]),
        (
            "complaint",
            "平台上的店",
            "由店铺在平台公示的地址所在地，或者平台公司住所地的县级市场监督管理局处理，选一个。",
            ["market-complaint-measures#13"],
        ),
        (
            "complaint",
            "平台上的店，没公示地址，或者照地址联系不上",
            "由平台公司住所地的县级市场监督管理局处理。",
            ["market-complaint-measures#13"],
        ),
        (
            "complaint",
            "平台自己（自营），或者商家自己的网站、微信群、朋友圈里自己卖的（在平台的小程序、直播间里下单的，按平台上的店）",
            "由它住所地的县级市场监督管理局处理。",
            ["market-complaint-measures#13", "online-trading-measures#7"],
        ),
        ("report", "实体店", "由违法行为发生地的县级以上市场监督管理局处理。", ["market-complaint-measures#29"]),
        (
            "report",
            "平台上的店",
            "由店铺实际经营地的县级以上市场监督管理局处理；平台公司住所地的先收到，也可以处理。",
            ["market-complaint-measures#31"],
        ),
        (
            "report",
            "平台自己（自营），或者商家自己的网站、微信群、朋友圈里自己卖的（在平台的小程序、直播间里下单的，按平台上的店）",
            "由它住所地的县级以上市场监督管理局处理。",
            ["market-complaint-measures#31", "online-trading-measures#7"],
        ),
        (
            "report",
            "报纸、电视、广播、网上的违法广告",
            "由广告发布者所在地的市场监督管理局处理；商家自己在网上发的，由商家所在地的处理。网上广告，商家所在地的先收到，也可以处理。",
            ["market-complaint-measures#32"],
        ),
    ]


def test_the_nine_laws_that_the_civil_code_repealed():
    assert {x.name for x in BOOK.repealed.values()} == {
        "婚姻法",
        "继承法",
        "民法通则",
        "收养法",
        "担保法",
        "合同法",
        "物权法",
        "侵权责任法",
        "民法总则",
    }
    assert {(x.until, x.by) for x in BOOK.repealed.values()} == {("2021-01-01", "civil-code")}


ROLE_CASES = [
    ("letters/proxy-note.yml", "role: total", "role: written-on", "fields[10].role", "written-on 要写在date类的空上，这个空是money"),
    ("letters/proxy-note.yml", "role: may-be-ahead", "role: written-on", "fields[14].role", "written-on 在一份文书里最多写1处。留下最合适的"),
    (
        "letters/proxy-note.yml",
        ", role: part-of-total",
        "",
        "fields[10].role",
        "写了 total，这份文书里却没有 part-of-total。补上那一个，或者删去这一处",
    ),
    (
        "letters/proxy-note.yml",
        ", role: agent-name",
        "",
        "fields[3].role",
        "写了 agent-phone，这份文书里却没有 agent-name。补上那一个，或者删去这一处",
    ),
    ("letters/refund-letter.yml", ", of: paid", "", "fields[4].of", "explains-sum 要写 of：它说的是哪一个空，写一个金额类的空（money）的 id"),
    (
        "letters/refund-letter.yml",
        ", of: paid",
        ", of: story",
        "fields[4].of",
        "explains-sum 要写 of：它说的是哪一个空，写一个金额类的空（money）的 id",
    ),
    (
        "letters/proxy-note.yml",
        ", of: proof",
        ", of: code",
        "fields[28].of",
        "birth-date 要写 of：它说的是哪一个空，写同一个人的证件号（identity-number）的 id",
    ),
    ("letters/proxy-note.yml", "role: court", "role: court, of: home", "fields[26].of", "of 跟着这些 role 写：explains-sum、birth-date。删去它"),
    ("letters/proxy-note.yml", ", role: total", "", "fields[9].role", "写了 part-of-total，这份文书里却没有 total。补上那一个，或者删去这一处"),
    (
        "letters/proxy-note.yml",
        "excludes: [swap]",
        "excludes: [swop]",
        "fields[30].options[0].excludes",
        "这个空没有别的选项“swop”。改成已有的：rest、swap",
    ),
    (
        "letters/proxy-note.yml",
        "excludes: [swap]",
        "excludes: [back]",
        "fields[30].options[0].excludes",
        "这个空没有别的选项“back”。改成已有的：rest、swap",
    ),
    (
        "letters/proxy-note.yml",
        '{id: own, role: family, label: "家里人"}',
        '{id: own, role: family, label: "家里人", excludes: [else]}',
        "fields[15].options[0].excludes",
        "只能选一个的空（choice）不用写 excludes。删去它",
    ),
    ("letters/proxy-note.yml", "below: [costs]", "below: [cost]", "fields[30].options[2].below", "这份文书没有别的空“cost”。改成写着那件事的空"),
    ("letters/proxy-note.yml", ", below: [costs]", "", "fields[30].options[2].label", "说了“写在下面”，没写 below：写在哪个空，写它的 id"),
    ("laws/shop-law.yml", 'now: "shop-law#25"', 'now: "shop-law#99"', "articles.9.instead.now", "没有条文 shop-law#99"),
    ("letters/proxy-note.yml", "role: identity-number", "role: identity", "fields[5].role", "“identity”不在可选范围"),
    ("letters/proxy-note.yml", "role: identity-number", "role: proof-form", "fields[5].role", "proof-form 要写在choice类的空上，这个空是text"),
    (
        "letters/short-note.yml",
        'label: "一句话", type: text',
        'label: "一句话", type: text, role: proof-pages',
        "fields[0].role",
        "写了 proof-pages，这份文书里却没有 proof-name。补上那一个，或者删去这一处",
    ),
]


ASKING_CASES = [
    (
        "letters/refund-letter.yml",
        "我｛在[[received]]收货，｝付了",
        "我在[[received]]收货，付了",
        "body[2].para",
        "空“received”可以不填，这句话却会留着一个空。写成 ｛……[[received]]｝，空着时一起去掉；或者给这句话写 when",
    ),
    (
        "letters/refund-letter.yml",
        "id: count, label",
        "id: count, required: true, when: {field: way, is: card}, label",
        "fields[4].when",
        "表单先问“count”，后问“way”，问的时候还不知道要不要问。把“way”移到前面，或者换一组",
    ),
    (
        "letters/refund-letter.yml",
        "when: {field: way, is: [back, card]}",
        "when: {field: way, is: [back, cart]}",
        "fields[8].when",
        "空“way”没有“cart”这个选项。改成已有的：back、card",
    ),
    (
        "letters/refund-letter.yml",
        "when: {field: way, is: [back, card]}",
        "when: {field: wey}",
        "fields[8].when",
        "条件里的空“wey”没有在 fields 里声明",
    ),
    ("letters/refund-letter.yml", "when: {field: way, is: [back, card]}", "when: {field: things}", "fields[8].when", "条件里写的是这个空自己"),
    ("letters/refund-letter.yml", "｛附：[[things]]；｝", "｛附：[[things]]；", "body[5].para", "｛ ｝没有成对，或者一个套着一个"),
    ("letters/refund-letter.yml", "｛附：[[things]]；｝", "｛附：｝｛[[things]]；｝", "body[5].para", "｛附：｝里没有空，什么时候去掉说不准"),
    (
        "letters/refund-letter.yml",
        'text: "钱[[way]]", when: {field: way}',
        'text: "钱[[way]]", when: {field: story}',
        "body[3].list[1].text",
        "空“way”可以不填",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "message"), ASKING_CASES, ids=[f"{c[3]} {c[2]}"[:60] for c in ASKING_CASES])
def test_a_question_that_comes_too_late_or_a_blank_that_stays_open_is_told(tmp_path: Path, file, old, new, where, message):
    test_each_fault_is_told_at_its_place(tmp_path, file, old, new, where, message)


def test_a_blank_that_is_needed_only_sometimes_stands_under_the_same_condition():
    def open_(body: str, **when: object) -> list[str]:
        fields = [
            {"id": "how", "label": "怎么", "type": "choice", "group": "who", "options": [{"id": x, "label": x} for x in ("a", "b", "c")]},
            {"id": "name", "label": "谁", "type": "text", "group": "who", "required": True, "when": {"field": "how", "is": ["a", "b"]}},
        ]
        letter = BOOK.letters["return-notice"].model_dump(by_alias=True) | {"fields": fields, "body": [{"para": body, **when}]}
        return [message.split("“")[1].split("”")[0] for _, message in grammar.open_blanks(m.Letter.model_validate(letter))]

    assert open_("请[[name]]来。") == ["name"]
    assert open_("｛请[[name]]来。｝好。") == []
    assert open_("请[[name]]来。", when={"field": "how", "is": "b"}) == []
    assert open_("请[[name]]来。", when={"field": "how", "is": ["b", "a"]}) == []
    assert open_("请[[name]]来。", when={"field": "how", "is": "c"}) == ["name"]
    assert open_("请[[name]]来。", when={"field": "how", "is": ["a", "c"]}) == ["name"]
    assert open_("请[[name]]来。", when={"field": "how"}) == ["name"]


@pytest.mark.parametrize(("file", "old", "new", "where", "message"), ROLE_CASES, ids=[f"{c[3]} {c[2]}"[:60] for c in ROLE_CASES])
def test_a_role_in_the_wrong_place_is_told(tmp_path: Path, file, old, new, where, message):
    test_each_fault_is_told_at_its_place(tmp_path, file, old, new, where, message)


def test_only_one_letter_is_the_power_of_attorney(tmp_path: Path):
    project = small.project(tmp_path)
    folder = project / "docs" / "_data" / "letters"
    text = (folder / "short-note.yml").read_text(encoding="utf-8")
    word = '{id: word, label: "一句话", type: text, group: story, required: true'
    assert word in text
    extra = ', {id: name, label: "谁", type: text, group: story, role: agent-name, required: true}'
    text = text.replace(f"{word}}}", f"{word}, role: agent-kin}}{extra}").replace("[[word]]", "[[word]][[name]]")
    (folder / "short-note.yml").write_text(text, encoding="utf-8")
    book, problems = load(project)
    assert book is not None
    told = [(p.where, p.message) for p in problems + check(book)]
    assert told == [("fields[0].role", "授权委托书（有 agent-kin 的文书）只能有一份，已经是 proxy-note")]


EVIDENCE = [
    # the second piece's source stands before its name
    (
        "proof-name",
        "proof-source",
        "proof-source",
        "proof-name",
        "fields[7].role：proof-source 的第2处没有自己的 proof-name。同一件证据的名称写在前面",
    ),
    ("proof-name", "proof-source", "proof-name", "proof-source", None),
]


@pytest.mark.parametrize(("first", "second", "third", "fourth", "told"), EVIDENCE)
def test_each_piece_of_evidence_begins_with_its_name(tmp_path: Path, first, second, third, fourth, told):
    project = small.project(tmp_path)
    path = project / "docs" / "_data" / "letters" / "proxy-note.yml"
    text = path.read_text(encoding="utf-8").replace(", role: birth-date, of: proof", "")  # it speaks of the number that goes
    for old, new in (("identity-number", first), ("credit-code", second), ("account-number", third), ("reference-number", fourth)):
        text = text.replace(f"role: {old}", f"role: {new}")
    path.write_text(text, encoding="utf-8")
    book, problems = load(project)
    assert book is not None
    assert [f"{p.where}：{p.message}" for p in problems + check(book)] == ([told] if told else [])


def test_only_one_letter_lists_the_evidence(tmp_path: Path):
    project = small.project(tmp_path)
    for name, old, new in (("short-note", 'label: "一句话", type: text', 'label: "一句话", type: text, role: proof-name'),):
        path = project / "docs" / "_data" / "letters" / f"{name}.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    book, problems = load(project)
    assert book is not None
    told = [(p.where, p.message) for p in problems + check(book)]
    assert told == [("fields[0].role", "证据目录（有 proof-name 的文书）只能有一份，已经是 proxy-note")]
    assert grammar.evidence_list(book) == {
        "letter": "proxy-note",
        "items": [{"name": "piece", "source": "got", "proves": "shows", "form": "form", "pages": "pages"}],
        "count": "pieces",
        "originals": "firsts",
        "forms": {"original": "原件", "copy": "复印件"},
    }


def test_the_list_of_evidence_takes_what_the_register_has():
    found = grammar.evidence_list(BOOK)
    assert found is not None and found["letter"] == "evidence-list"
    assert found["items"] == [{part: f"{part}-{n}" for part in ("name", "source", "proves", "form", "pages")} for n in range(1, 9)]
    assert (found["count"], found["originals"]) == ("count", "carrier")
    assert list(found["forms"]) == ["original", "copy", "digital", "object", "media"]


def plain(letter: m.Letter) -> m.Letter:
    """The letter with names for its fields that say nothing."""
    ids = {f.id: f"x{i}" for i, f in enumerate(letter.fields)}
    value = json.loads(letter.model_dump_json(by_alias=True))
    for i, field in enumerate(value["fields"]):
        field["id"], field["label"], field["of"] = ids[field["id"]], f"空{i}", ids.get(field["of"])
        for option in field["options"]:
            option["below"] = [ids[other] for other in option["below"]]
        if field["when"]:
            field["when"]["field"] = ids[field["when"]["field"]]
    body = re.sub(r"\[\[([a-z0-9-]+)", lambda mark: f"[[{ids[mark[1]]}", json.dumps(value["body"], ensure_ascii=False))
    keys = "|".join(asserts.KEYS)  # the fields that conditions and assertions name
    value["body"] = json.loads(re.sub(rf'"({keys})": "([a-z0-9-]+)"', lambda mark: f'"{mark[1]}": "{ids[mark[2]]}"', body))
    value["amounts"] = []
    return m.Letter.model_validate(value)


def place(letter: m.Letter) -> tuple[str, int] | None:
    """Where the help for a family member stands: (group, number of the field)."""
    found = grammar.agent_place(letter)
    return found and (found["group"], [f.id for f in letter.fields].index(found["field"]))


@pytest.mark.parametrize("id_", sorted(BOOK.letters))
def test_the_helping_hands_do_not_look_at_names(id_):
    letter, other = BOOK.letters[id_], plain(BOOK.letters[id_])
    assert [grammar.tool(f) for f in other.fields] == [grammar.tool(f) for f in letter.fields]
    assert place(other) == place(letter)
    assert not grammar.role_problems(other)


def test_where_the_helping_hands_stand():
    """What the roles of the real letters come to."""
    hands = {id_: [(f.id, t["kind"]) for f in letter.fields if (t := grammar.tool(f))] for id_, letter in BOOK.letters.items()}
    assert hands["complaint-12315"] == [("bureau", "whom"), ("story", "story"), ("rebuttal", "rebuttal")]
    assert hands["food-complaint"] == [("bureau", "whom"), ("bureau-report", "whom"), ("story", "story")]
    assert hands["report-12315"] == [("bureau", "whom")]
    assert {f.role for f in BOOK.letters["report-12315"].fields if f.id == "bureau"} == {"report-bureau"}
    assert grammar.agent_place(BOOK.letters["complaint-12315"]) == {"group": "who", "field": "buyer"}
    assert [i for i in ("civil-complaint", "enforcement-application") if grammar.takes_agent(BOOK.letters[i])] == []
    assert grammar.agent_place(BOOK.letters["power-of-attorney"]) is None
    assert grammar.power_of_attorney(BOOK) == {
        "letter": "power-of-attorney",
        "fields": {"name": "agent", "phone": "agent-phone", "kin": "kin"},
        "options": {"family": ["relation", "family"], "negotiation": ["use", "negotiate"], "complaint": ["use", "complaint"]},
    }
    assert {grammar.amounts_place(letter) for letter in BOOK.letters.values()} == {None, "money"}


def test_a_complaint_asks_for_what_the_measures_ask_for():
    """令121号 第10条: name, phone and address of the complainant; name and address of the other side; the request, and the facts of the dispute.
    An order's number, the merchant's words and evidence are asked for and may be missing."""
    needed = [f.id for f in BOOK.letters["complaint-12315"].fields if f.required]
    assert needed == ["buyer", "phone", "address", "seller", "seller-address", "goods", "ordered", "paid", "story", "request", "date"]


def test_the_civil_complaint_asks_for_what_the_procedure_law_asks_for():
    """民诉法 第124条: who the plaintiff is, how to reach him, who the defendant is, the claims, the facts and the reasons."""
    fields = BOOK.letters["civil-complaint"].fields
    needed = {f.id for f in fields if f.required and not f.when}
    assert {"court", "buyer", "sex", "birth", "nation", "phone", "domicile", "seller", "seller-address", "story"} <= needed
    assert not needed & {"agent", "agreed-court", "preserve", "mediation", "order", "platform", "pay-way", "place"}
