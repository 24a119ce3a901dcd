"""The real data has no problems, and is as complete as a page promises."""

from __future__ import annotations

import re

import pytest

from tests.conftest import loaded

BOOK = loaded()[0]
MINIMUM = {
    "laws": 48,
    "articles": 2000,
    "scenarios": 52,
    "questions": 300,
    "excuses": 63,
    "letters": 19,
    "misconceptions": 24,
    "terms": 90,
    "cases": 18,
    "platforms": 19,
}
SCENARIOS = {
    "online": "no-reason-return opened-or-used excluded-goods return-shipping refund-delay not-as-described quality-defect counterfeit "
    "false-advertising no-delivery price-protection price-fraud gifts-and-bundles presale-deposit livestream cross-border second-hand "
    "private-seller seller-vanished platform-inaction review-retaliation",
    "food-health": "food-safety takeaway health-products",
    "warranty": "warranty-repair repair-service new-car used-car home-renovation",
    "offline-prepaid": "store-return prepaid-card gym training beauty-salon medical-aesthetics photo-wedding pet damaged-property injury-on-site",
    "travel": "flight-train-ticket hotel tour event-ticket ride-and-bike",
    "parcel": "parcel",
    "digital": "auto-renewal game-and-virtual minor-spending telecom",
    "finance": "installment-loan invoice scam",
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
            ("至少3句商家说法", len(s.excuses) >= 3),
            ("至少2份文书", len(s.letters) >= 2),
            ("至少2个渠道", len(s.channels) >= 2),
            ("至少3个问题（在问题的 scenarios 里写上它）", len(asked) >= 3),
            ("至少2个什么时候你会输", len(s.lose_when) >= 2),
        )
        if not fine
    ]
    assert not lacks, f"docs/_data/scenarios/{id_}.yml 缺：{'；'.join(lacks)}"


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


def test_required_questions_answer_first(book):
    for id_ in ("confirm-return-policy", "collect-evidence-after-refusal", "legal-help-cost"):
        assert id_ in book.questions, f"必须有问题 {id_}"
    long = {id_: len(q.answer) for id_, (_, q) in book.questions.items() if len(q.answer) > 130}
    assert not long, f"答案太长，先用一句话回答，其余放进 details：{long}"


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
        if kind == "law":  # a gist may have to say that something is not 一定能
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


def test_verified_channels_name_source_and_day(book):
    for channel in book.channels.values():
        if channel.verified:
            assert channel.source and channel.checked_on, f"渠道 {channel.id} 写了已核实，却没有来源或日期"
        else:
            assert channel.phone is None and not any(s.url for s in channel.site), f"没有核实的渠道 {channel.id} 不能印电话、网址"


def test_every_law_has_source_and_day(book):
    for id_, law in book.laws.items():
        assert law.source or law.source_note, f"{id_} 没有官方来源，也没有说明去哪里查"
        assert law.checked_on, f"{id_} 没有核对日期"


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
