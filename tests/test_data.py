"""The real data has no problems, and is as complete as a page promises."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections import Counter
from urllib.parse import urlparse

import pytest

from macros import model as m
from macros.check.fit import fitting
from macros.check.references import bought
from macros.check.report import Report
from tests.conftest import loaded

BOOK = loaded()[0]
QUERIES = Counter(target for group in BOOK.search_queries for target in set(group.accept) for _ in group.ask)
MINIMUM = {
    "laws": 130,
    "articles": 3540,
    "scenarios": 66,
    "questions": 700,
    "excuses": 285,
    "letters": 29,
    "misconceptions": 73,
    "terms": 130,
    "cases": 18,
    "platforms": 19,
}
SCENARIOS = {
    "online": "no-reason-return opened-or-used excluded-goods return-shipping refund-delay not-as-described quality-defect counterfeit "
    "false-advertising no-delivery price-protection price-fraud gifts-and-bundles presale-deposit livestream cross-border second-hand "
    "private-seller seller-vanished platform-inaction review-retaliation blind-box",
    "food-health": "food-safety takeaway health-products",
    "warranty": "warranty-repair repair-service new-car used-car home-renovation",
    "offline-prepaid": "store-return prepaid-card gym training beauty-salon medical-aesthetics photo-wedding pet damaged-property injury-on-site jewelry",
    "travel": "flight-train-ticket hotel tour event-ticket ride-and-bike",
    "parcel": "parcel",
    "digital": "auto-renewal game-and-virtual minor-spending telecom paid-content",
    "finance": "installment-loan invoice scam rental insurance-claim credit-record",
    "office": "office-refuses police-refuses",
}


def test_no_problems():
    problems = loaded()[1]
    assert not problems, f"数据里有{len(problems)}个问题：\n" + "\n".join(map(str, problems))


def test_there_is_enough(book):
    have = {
        "laws": sum(not law.unverified for law in book.laws.values()),
        "articles": sum(len(law.articles) for law in book.laws.values()),
        "scenarios": len(book.scenarios),
        "questions": len(book.questions),
        "excuses": len(book.excuses),
        "letters": len(book.letters),
        "misconceptions": len(book.misconceptions),
        "terms": len(book.glossary),
        "cases": len(book.cases),
        "platforms": len(book.platforms),
    }
    short = {k: f"{have[k]}，至少{n}" for k, n in MINIMUM.items() if have[k] < n}
    assert not short, f"内容比以前少了：{short}"


def test_every_situation_has_its_scenario(book):
    for topic, ids in SCENARIOS.items():
        for id_ in ids.split():
            assert id_ in book.scenarios, f"缺少场景 {id_}"
            assert book.scenarios[id_].topic == topic, f"场景 {id_} 的 topic 应是 {topic}"


@pytest.mark.parametrize("id_", sorted(BOOK.scenarios))
def test_a_scenario_is_complete(book, id_):
    s = book.scenarios[id_]
    steps = [e for _, phase in s.steps.phases() for e in phase]
    asked = [q for _, q in book.questions.values() if id_ in q.scenarios]
    lacks = [
        what
        for what, fine in (
            ("至少3条有依据的权利", len(s.rights) >= 3),
            ("至少1个期限", len(s.deadlines) >= 1),
            ("至少14个步骤", len(steps) >= 14),
            ("六个阶段都要有步骤", all(phase for _, phase in s.steps.phases())),
            ("至少3句商家说法；谁也不用回的，写 excuses: []，并在 first.call 写打给谁", len(s.excuses) >= 3 or (not s.excuses and s.first.call)),
            ("至少2份文书", len(s.letters) >= 2),
            ("至少2个渠道", len(s.channels) >= 2),
            ("至少3个问题（在问题的 scenarios 里写上它）", len(asked) >= 3),
            ("至少5句考题（在 search-queries.yml 里）", QUERIES[f"scenario/{id_}"] >= 5),
            ("至少40句训练问句（search-train 里）", len(book.search_train[id_].ask if id_ in book.search_train else []) >= 40),
            ("至少2个什么时候你会输", len(s.lose_when) >= 2),
        )
        if not fine
    ]
    assert not lacks, f"docs/_data/scenarios/{id_}.yml 缺：{'；'.join(lacks)}"


# the return was filed and done: only the money is missing
FILED = {"refund-delay"}


def test_the_step_that_decides_comes_before_a_platform_is_asked(book):
    """No platform steps in without a request in the order, and the entry for it closes: whoever is told to ask the platform has filed it before."""
    files = {"file-after-sale", "submit-return", "refund-in-voucher-order", "submit-refund-in-window", "apply-price-guarantee", "apply-in-order"}
    for id_, scenario in book.scenarios.items():
        steps = {step.record.id: list(m.PHASES).index(step.phase) for step in book.steps_of(id_)}
        if "apply-platform" in steps and id_ not in FILED:
            earlier = [step for step in files & steps.keys() if steps[step] < steps["apply-platform"]]
            assert earlier, f"{id_}：申请平台介入以前，没有在订单里提交申请的一步"
        if "file-after-sale" in steps:
            first = next(iter(scenario.steps.negotiate))
            assert getattr(first, "shared", None) == "file-after-sale", f"{id_}：先提交，再慢慢谈"


def test_where_a_platform_can_be_asked_its_page_is_named(book):
    assert all(s.platforms for s in book.scenarios.values() if "platform-service" in s.channels)
    wanting = book.scenarios["no-delivery"].model_copy(update={"platforms": []})
    report = Report(dataclasses.replace(book, scenarios={**book.scenarios, "no-delivery": wanting}), dt.date(2026, 11, 28))
    bought(report)
    assert ["platform-service" in problem.message and "platforms: [" in problem.message for problem in report.found] == [True]


DANGER = {
    "scam": ["police-110", "antifraud-96110"],
    "injury-on-site": ["emergency-120", "police-110"],
    "food-safety": ["emergency-120"],
    "takeaway": ["emergency-120"],
    "medical-aesthetics": ["emergency-120"],
    "health-products": ["emergency-120", "police-110"],
    "quality-defect": ["fire-119", "emergency-120"],
}


@pytest.mark.parametrize("id_", DANGER)
def test_danger_comes_first(book, id_):
    """Who to call is the first thing on the page, and the first step is about the body or the money, not about reading."""
    scenario = book.scenarios[id_]
    assert scenario.first.call == DANGER[id_]
    first = book.steps_of(id_)[0].record.do
    assert re.search("停|看病|医院|医生|救助", first), first


def test_nobody_answers_a_fraudster(book):
    scam = book.scenarios["scam"]
    assert scam.excuses == []
    order = [step.record.id for step in book.steps_of("scam")]
    for early, late in itertools.pairwise(["dial-110", "bank-hold", "copy-accounts", "six-signals", "scam-or-quarrel"]):
        assert order.index(early) < order.index(late)
    assert order.index("dial-110") < 2
    mine, not_mine = (message.say for message in scam.first.messages)
    assert "我被骗" in mine and "我被骗" not in not_mine and "不是我操作，也没有授权" in not_mine


@pytest.mark.parametrize("id_", sorted(BOOK.scenarios))
def test_what_a_situation_quarrels_about_has_a_letter(book, id_):
    """Of the letters that a situation names, papers of the procedure apart, one at least is for each of its disputes. `python tools/fit.py` shows all."""
    scenario = book.scenarios[id_]
    served = {d for letter, disputes in fitting(book, scenario).items() if letter in scenario.letters for d in disputes}
    lacks = [d for d in scenario.disputes if d not in served]
    assert not lacks, f"docs/_data/scenarios/{id_}.yml：{'、'.join(lacks)} 没有一份文书。运行 python tools/fit.py 看哪份对得上"


def test_a_clock_that_is_over_leads_somewhere(book):
    """Every clock of a page says what to do when it is over and where; a shared one that only sentences speak of, too."""
    clocks = {("shared", id_): c for id_, c in book.shared_deadlines.items()}
    clocks |= {(s, c.id): c for s in book.scenarios for c in book.clocks_of(s)}
    assert not [where for where, clock in clocks.items() if clock.then is None]
    assert not [where for where, clock in clocks.items() if not 2 <= len(clock.then.do) <= 16], "一行写得下的话"


def test_a_step_sentence_is_not_repeated(book):
    """What three scenarios say alike belongs in shared-steps.yml."""
    seen: dict[str, list[str]] = {}
    for id_, s in book.scenarios.items():
        for _, phase in s.steps.phases():
            for step in phase:
                for text in () if hasattr(step, "shared") else (step.do, step.why):
                    seen.setdefault(text, []).append(id_)
    often = {text: ids for text, ids in seen.items() if len(ids) > 3}
    assert not often, f"这些句子在三个以上的场景里重复，改成共用步骤：{often}"


def test_required_questions_are_there(book):
    for id_ in ("confirm-return-policy", "collect-evidence-after-refusal", "legal-help-cost"):
        assert id_ in book.questions, f"必须有问题 {id_}"


FORBIDDEN = {
    "！": "不用感叹号",
    "务必": "不用“务必”，直接写做什么",
    "你一定能": "不许诺结果",
    "肯定能": "不许诺结果",
    "必胜": "不许诺结果",
}


def test_tone(book):
    """No shouting, no promise. What others say (says, question, aliases) may sound as it does."""
    from macros.check.report import texts

    found = []
    for (kind, _), document in book.documents.items():
        if kind in (
            "law",
            "search-train",
            "tone-train",
            "dangers",
            "danger-train",
        ):  # a gist may have to say that something is not 一定能; people in a hurry shout
            continue
        for path, text in texts(document.value):
            if "aliases" in path or path[-1] in ("says", "question", "say"):
                continue
            found += [f"{document.file}:{document.line(path)}：{why}：{text[:40]}" for word, why in FORBIDDEN.items() if word in text]
    assert not found, "\n".join(found)


PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|9510\d{1,4})(?!\d)")


def test_no_merchant_phone_numbers(book):
    """Platform phone numbers are never printed: most of those found on the net are fake support."""
    from macros.check.report import texts

    found = [
        f"{document.file}:{document.line(path)}：{m[0]}"
        for document in book.documents.values()
        for path, text in texts(document.value)
        if "://" not in text
        for m in PHONE.finditer(text)
    ]
    assert not found, f"文字里有电话号码，删去：{found}"


# every number that the handbook prints, entered a second time from the authorities' own pages: a reader dials it as it stands
NUMBERS = {
    "12315": "12315-platform 12315-report 12315-odr",
    "12345": "12345 tourism",
    "12368": "local-court court-online payment-order enforcement court-12368 internet-court administrative-court",
    "12348": "moj-12348 peoples-mediation",
    "12305": "postal-12305",
    "12300": "telecom-12300",
    "12378": "nfra-12378",
    "12377": "cac-12377",
    "110": "police-110",
    "120": "emergency-120",
    "119": "fire-119",
    "96110": "antifraud-96110",
}


def test_the_numbers_that_are_printed(book):
    printed: dict[str, set[str]] = {}
    for id_, channel in book.channels.items():
        if channel.phone:
            printed.setdefault(channel.phone, set()).add(id_)
    assert printed == {number: set(ids.split()) for number, ids in NUMBERS.items()}


# the first day of the laws that are cited most, entered a second time from the head of their texts: a page says by it whether a rule was law yet
FIRST_DAYS = {
    "civil-code": "2021-01-01",
    "civil-procedure-law": "2024-01-01",
    "civil-procedure-interpretation": "2022-04-10",
    "consumer-rights-law": "2014-03-15",
    "e-commerce-law": "2019-01-01",
    "market-complaint-measures": "2026-04-15",
    "car-warranty-rules": "2022-01-01",
    "food-safety-law": "2025-12-01",
    "tourism-law": "2018-10-26",
    "consumer-rights-regulation": "2024-07-01",
    "prepaid-consumption-interpretation": "2025-05-01",
    "no-reason-return-measures": "2017-03-15",
    "civil-evidence-rules": "2020-05-01",
    "litigation-fee-measures": "2007-04-01",
    "online-trading-measures": "2021-05-01",
    "advertising-law": "2021-04-29",
    "online-consumption-rules-1": "2022-03-15",
    "price-marking-rules": "2022-07-01",
    "arbitration-law": "2026-03-01",
    "civil-aviation-law": "2026-07-01",
    "livestream-commerce-measures": "2026-02-01",
}


def test_the_first_days_of_the_laws_that_are_cited_most(book):
    assert {id_: book.laws[id_].in_force for id_ in FIRST_DAYS} == FIRST_DAYS
    assert book.laws["complaint-interim-measures-2020"].until == FIRST_DAYS["market-complaint-measures"], "旧办法到新办法施行那天为止"


def test_a_law_is_read_where_the_state_publishes_it(book):
    """Not in an encyclopedia, not on a law firm's page: those copy old versions."""
    hosts = {id_: urlparse(law.source).hostname for id_, law in book.laws.items() if law.source}
    foreign = {id_: host for id_, host in hosts.items() if not host.endswith(".gov.cn")}
    assert not foreign, f"这些来源不是官方网站：{foreign}"
    assert len(hosts) >= 57


def test_repealed_rules_are_cited_only_as_repealed(book):
    ended = {i for i, law in book.laws.items() if law.until}
    assert "complaint-interim-measures-2020" in ended, "旧的投诉举报处理暂行办法要作为废止的记录留着"
    from macros.check.report import texts

    found = [
        f"{document.file}:{document.line(path)}：{text}"
        for (kind, _), document in book.documents.items()
        if kind != "law"
        for path, text in texts(document.value)
        if text.split("#")[0] in ended and "#" in text
    ]
    assert not found, f"引用了已经废止的规定：{found}"


def test_trees_ask_little(book):
    """At most five taps to a situation; every question offers “不确定” (the checker counts taps, dead ends and cycles)."""
    assert book.trees["triage"].most <= 5
    assert any(e.outside for e in book.trees["triage"].ends), "分流要能说“本手册不适用”"
    reached = {s for e in book.trees["triage"].ends for s in e.scenarios}
    assert reached == set(book.scenarios), f"从分流到不了：{set(book.scenarios) - reached}"
