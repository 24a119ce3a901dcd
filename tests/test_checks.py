"""Every rule of macros/check against the exact message it gives: the small book, one thing of it changed.

A row is what is changed (file, what stood there, what stands there now) and all that the check says of it. `make coverage` shows that no
message is left out: every `say(` of macros/check, macros/letters and macros/load runs here or in test_load, test_reading and test_explain.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from macros.check import check
from macros.check.report import Report, nearest_article
from macros.check.words import number
from macros.load import load
from tests import small

TODAY = dt.date(2026, 11, 22)
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.project(tmp_path_factory.mktemp("checks") / "book")


@pytest.fixture
def project(pristine: Path, tmp_path: Path) -> Path:
    """The small book's data and pages, for a test to change; the components are the real ones."""
    shutil.copytree(pristine / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("assets"))
    (tmp_path / "docs" / "assets").symlink_to(ROOT / "docs" / "assets")
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    return tmp_path


def problems(project: Path, today: dt.date = TODAY) -> list[str]:
    """All that load() and check() say, without the folder that all data files share."""
    book, found = load(project)
    return [str(p).removeprefix("docs/_data/") for p in sorted(found + (check(book, today) if book else []))]


LINE = re.compile(r"([\w./-]+):«(.+?)(?:\|(\d))?»")


def placed(project: Path, expected: str) -> str:
    """An expected message with its lines: laws/shop-law.yml:«aliases» is the first line of that file in which the word stands now,
    «aliases|2» the second."""

    def number_of(mark: re.Match[str]) -> str:
        path = next(p for p in (project / "docs" / "_data" / mark[1], project / mark[1]) if p.exists())
        rows = path.read_text(encoding="utf-8").splitlines()
        return f"{mark[1]}:{[n for n, row in enumerate(rows, 1) if mark[2] in row][int(mark[3] or 1) - 1]}"

    return LINE.sub(number_of, expected)


def change(project: Path, file: str, before: str, after: str) -> None:
    """`file` under docs/_data, or under docs where it is a page."""
    path = project / "docs" / (file if file.endswith((".md", ".json")) else f"_data/{file}")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) >= 1, f"{before} does not stand in {file}"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_small_book_is_fine(project):
    assert problems(project) == []


@pytest.mark.parametrize("file", ["letters/refund-letter.yml", "sums.yml"])
def test_a_file_that_is_only_a_text_is_told_in_its_first_line(project, file):
    (project / "docs" / "_data" / file).write_text("text\n", encoding="utf-8")
    assert f"{file}:1: 应该是一组“键: 值”。照模板一行写一个键" in problems(project)


LAW = "laws/shop-law.yml"
SCENARIO = "scenarios/change-of-mind.yml"
LETTER = "letters/refund-letter.yml"
SHORT = "letters/short-note.yml"
TREE = "trees/triage.yml"
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    # ---------------------------------------------------------------- laws
    "two laws of one name": (
        LAW,
        '"买卖规矩"',
        '"投诉办法"',
        [
            "laws/shop-law.yml:«aliases»: aliases[1]: “投诉办法”已经是 market-complaint-measures 的名字。改一个，或删去这个别名",
        ],
    ),
    "an unread law with articles": (
        "laws/unread-law.yml",
        "articles: {}",
        'articles: {"1": {title: "一", gist: "一。"}}',
        [
            "laws/unread-law.yml:«articles»: articles: 没有读到正文的规定（unverified）不能写条文要点。写成 articles: {}",
        ],
    ),
    "a law without a day": (
        "laws/coming-law.yml",
        'text_as_of: "2026-10-01"',
        "text_as_of: null",
        [
            "laws/coming-law.yml:«text»: text_as_of: 读到正文的规定要写 text_as_of；没有读到就写 unverified: true",
        ],
    ),
    "a law without articles": (
        "laws/coming-law.yml",
        'articles:\n  "1": {title: "将来的一条", gist: "到那时才用。"}',
        "articles: {}",
        [
            "laws/coming-law.yml:«articles»: articles: 一条都没有。写上要引用的条文",
            "letters/short-note.yml:«coming-law#1»: laws[1]: 没有条文 coming-law#1。条号写错了就改，没写错的先在 docs/_data/laws/coming-law.yml 里写这一条",
            "scenarios/cheated.yml:«coming-law#1»: rights[0].laws[1]: 没有条文 coming-law#1。条号写错了就改，没写错的先在 docs/_data/laws/coming-law.yml 里写这一条",
        ],
    ),
    "replaced by nothing": (
        "laws/old-measures.yml",
        "replaced_by: market-complaint-measures",
        "replaced_by: zzz-law",
        [
            "laws/old-measures.yml:«replaced»: replaced_by: 没有法律“zzz-law”。先建它，或改成已有的",
        ],
    ),
    "replaced but not ended": (
        "laws/old-measures.yml",
        'until: "2026-04-15"',
        "until: null",
        [
            "laws/old-measures.yml:«replaced»: replaced_by: 写了 replaced_by，却没有 until（废止日期）。补上 until；没有被取代的，replaced_by 写 null",
        ],
    ),
    "a law that ends before it begins": (
        "laws/old-measures.yml",
        'until: "2026-04-15"',
        'until: "2018-04-15"',
        [
            "laws/old-measures.yml:«until»: until: 废止日2018-04-15不在施行日2019-01-01之后。核对这两个日子，改掉错的那个",
        ],
    ),
    "an article that ends the day it begins": (
        LAW,
        'until: "2028-04-05"',
        'until: "2021-02-03"',
        [
            'laws/shop-law.yml:«"12"»: articles.12.until: 废止日2021-02-03不在施行日2021-02-03之后。核对这两个日子，改掉错的那个',
        ],
    ),
    "a text read on a day to come": (
        LAW,
        'text_as_of: "2026-05-16"',
        'text_as_of: "2026-11-23"',
        [
            "laws/shop-law.yml:«text»: text_as_of: 文本日期2026-11-23还没有到。写实际核对的那一天",
        ],
    ),
    "a law read before its text was": (
        LAW,
        'checked_on: "2026-11-20"',
        'checked_on: "2026-05-15"',
        [
            "laws/shop-law.yml:«checked_on»: checked_on: 核对日期2026-05-15早于文本日期2026-05-16。核对这两个日子，改掉错的那个",
        ],
    ),
    "a law in printed brackets": (
        LAW,
        '"买卖规矩"',
        '"《买卖规矩》"',
        [
            "laws/shop-law.yml:«aliases»: aliases[1]: 名字两头不写书名号，页面会加上。删去“《买卖规矩》”的《 》",
        ],
    ),
    "a law that its own self replaced": (
        "laws/old-measures.yml",
        "replaced_by: market-complaint-measures",
        "replaced_by: old-measures",
        [
            "laws/old-measures.yml:«replaced_by»: replaced_by: 写的是它自己。写取代它的那一部，没有就写 null",
        ],
    ),
    "a law's short name for an alias": (
        LAW,
        '"买卖规矩"',
        '"买卖法"',
        [
            "laws/shop-law.yml:«aliases»: aliases: “买卖法”就是 short，不用再写成别名。删去它",
        ],
    ),
    # ---------------------------------------------------------- vocabulary
    "no kind of door at all": (
        "vocab.yml",
        """channel_kinds:
  - {id: regulator, title: "政府部门"}
  - {id: court, title: "法院", page: true}
  - {id: unused, title: "没有渠道的一类"}
""",
        "channel_kinds: []\n",
        [
            "channels.yml:«kind:»: channels[0].kind: “regulator”不在 vocab.yml 的 channel_kinds 里。那里一个都没有，先补上",
            "channels.yml:«kind:|2»: channels[1].kind: “court”不在 vocab.yml 的 channel_kinds 里。那里一个都没有，先补上",
        ],
    ),
    "a phase renamed": (
        "vocab.yml",
        "id: complain,",
        "id: complaint,",
        [
            "vocab.yml:«phases»: phases: 少了阶段“complain”。补上它：六个阶段是verify、evidence、negotiate、complain、follow-up、legal",
            "vocab.yml:«- {id: complaint»: phases[3].id: 阶段“complaint”不是六个阶段之一。改成：verify、evidence、negotiate、complain、follow-up、legal",
        ],
    ),
    "two words of one id": (
        "vocab.yml",
        "{id: receipt,",
        "{id: chat,",
        [
            "scenarios/broken-lamp.yml:«- {id: look»: steps.verify[0].evidence: “receipt”不在 vocab.yml 的 evidence 里。可用的：chat、unused",
            'vocab.yml:«- {id: chat, title: "小票»: evidence[1].id: id“chat”用了两次，第一次在 docs/_data/vocab.yml:«- {id: chat»。改掉新加的那一个',
        ],
    ),
    "a fact in no group": (
        "vocab.yml",
        '  - {id: order, title: "订单"}\n',
        "",
        [
            "vocab.yml:«- {id: order.paid»: facts[2].id: 案情要素“order.paid”没有组：fact_groups 里没有“order”。加上这一组，或者改成已有的：buyer、dates"
        ],
    ),
    "the front door shows what is not there": (
        "vocab.yml",
        "excuses: [opened, no-box]\n  letters: [refund-letter]",
        "excuses: [opend]\n  letters: [zzz]",
        [
            "vocab.yml:«excuses»: front.excuses[0]: 没有商家说法“opend”。你是不是要写 opened？",
            "vocab.yml:«letters»: front.letters[0]: 没有文书“zzz”。先建它，或改成已有的",
        ],
    ),
    # -------------------------------------------------------- shared steps
    "a shared step of no phase": (
        "shared-steps.yml",
        "phase: evidence",
        "phase: zzz",
        [
            "shared-steps.yml:«phase»: steps[0].phase: “zzz”不在 vocab.yml 的 phases 里。可用的：complain、evidence、follow-up、legal、negotiate、verify",
        ],
    ),
    "a shared step with unknown evidence, letter and door": (
        "shared-steps.yml",
        'evidence: chat\n    perishable: "店家会撤回"\n    say: "请把话写下来。"\n    letter: refund-letter\n    channel: bureau',
        "evidence: chta\n    letter: refund-leter\n    channel: bureo",
        [
            "shared-steps.yml:«evidence:»: steps[0].evidence: “chta”不在 vocab.yml 的 evidence 里。你是不是要写 chat？",
            "shared-steps.yml:«letter»: steps[0].letter: 没有文书“refund-leter”。你是不是要写 refund-letter？",
            "shared-steps.yml:«channel»: steps[0].channel: 没有渠道“bureo”。你是不是要写 bureau？",
        ],
    ),
    # ----------------------------------------------------------- situations
    "a situation of no topic": (
        SCENARIO,
        "topic: online",
        "topic: zzz",
        [
            "scenarios/change-of-mind.yml:«topic»: topic: “zzz”不在 vocab.yml 的 topics 里。可用的：nothing-yet、online、shop",
        ],
    ),
    "a situation reviewed on a day to come": (
        SCENARIO,
        'reviewed: "2026-11-21"',
        'reviewed: "2026-12-01"',
        [
            "scenarios/change-of-mind.yml:«reviewed»: reviewed: 核对日期2026-12-01还没有到。写实际核对的那一天",
        ],
    ),
    "another situation that is none": (
        SCENARIO,
        "see: broken-lamp",
        "see: broken-lam",
        [
            "scenarios/change-of-mind.yml:«- {text»: not_for[0].see: 没有场景“broken-lam”。你是不是要写 broken-lamp？",
        ],
    ),
    "a right by no law": (
        SCENARIO,
        'laws: ["shop-law#9", "shop-law#12-1"]',
        'laws: ["shop-law#9", "shop-law#12-2"]',
        [
            'scenarios/change-of-mind.yml:«- {text: "运费有人出»: rights[1].laws[1]: 没有条文 shop-law#12-2。条号写错了就改，没写错的先在 docs/_data/laws/shop-law.yml 里写这一条',
        ],
    ),
    "a citation twice": (
        SCENARIO,
        'laws: ["shop-law#9", "shop-law#12-1"]',
        'laws: ["shop-law#9", "shop-law#9"]',
        [
            'scenarios/change-of-mind.yml:«- {text: "运费有人出»: rights[1].laws: shop-law#9 在同一处引用了2次。留一个',
        ],
    ),
    "an article of an ended law, by the one that took its place": (
        SCENARIO,
        'laws: ["shop-law#9", "shop-law#12-1"]',
        'laws: ["old-measures#3"]',
        [
            'scenarios/change-of-mind.yml:«- {text: "运费有人出»: rights[1].laws[0]: old-measures#3 已在2026-04-15废止。改引现行的 market-complaint-measures',
        ],
    ),
    "an article that an ended law never had": (
        SCENARIO,
        'laws: ["shop-law#9", "shop-law#12-1"]',
        'laws: ["old-measures#99"]',
        [
            'scenarios/change-of-mind.yml:«- {text: "运费有人出»: rights[1].laws[0]: old-measures#99 已在2026-04-15废止。改引现行的 market-complaint-measures',
        ],
    ),
    "a law like no other": (
        SCENARIO,
        'laws: ["shop-law#9", "shop-law#12-1"]',
        'laws: ["zzz#9"]',
        [
            'scenarios/change-of-mind.yml:«- {text: "运费有人出»: rights[1].laws[0]: 没有法律“zzz”。先在 docs/_data/laws/ 里建这部法律',
        ],
    ),
    "two deadlines of one id": (
        SCENARIO,
        "id: appeal",
        "id: sue",
        [
            "scenarios/change-of-mind.yml:«id: sue|2»: deadlines[2].id: id“sue”用了两次，第一次在 docs/_data/scenarios/change-of-mind.yml:«id: sue»。改掉新加的那一个",
        ],
    ),
    "a deadline of nobody": (
        SCENARIO,
        "actor: regulator",
        "actor: regulater",
        [
            "scenarios/change-of-mind.yml:«actor: regulater»: deadlines[5].actor: “regulater”不在 vocab.yml 的 actors 里。你是不是要写 regulator？",
        ],
    ),
    "a deadline from nothing": (
        SCENARIO,
        "from: judgment-served",
        "from: judgement-served",
        [
            "scenarios/change-of-mind.yml:«from: judgement»: deadlines[2].from: “judgement-served”不在 vocab.yml 的 events 里。你是不是要写 judgment-served？",
        ],
    ),
    "a headline that is no deadline": (
        SCENARIO,
        "headline: send-notice",
        "headline: send-notise",
        [
            "scenarios/change-of-mind.yml:«headline»: headline: 没有期限“send-notise”。你是不是要写 send-notice？",
        ],
    ),
    "a number to call that nobody checked": (
        "scenarios/cheated.yml",
        "打12315",
        "打12399",
        [
            "scenarios/cheated.yml:«first:»: first.why: 叫人打12399，可是没有核实过的渠道是这个号码。先在 channels.yml 里建这个渠道（号码要有来源），或改成有的号码",
        ],
    ),
    "a button that cannot dial": (
        "scenarios/cheated.yml",
        "call: [bureau]",
        "call: [court-online]",
        ["scenarios/cheated.yml:«first:»: first.call[0]: “网上法庭”没有核实过的电话，做不成拨号的按钮。换一个渠道"],
    ),
    "a button that calls nobody": (
        "scenarios/cheated.yml",
        "call: [bureau]",
        "call: [burau]",
        ["scenarios/cheated.yml:«first:»: first.call[0]: 没有渠道“burau”。你是不是要写 bureau？"],
    ),
    "a platform that is none": (
        "scenarios/cheated.yml",
        "platforms: [mall]",
        "platforms: [mal]",
        ["scenarios/cheated.yml:«platforms»: platforms[0]: 没有平台“mal”。你是不是要写 mall？"],
    ),
    "a shared step that is none": (
        SCENARIO,
        "{shared: keep-chat}",
        "{shared: keep-chats}",
        [
            "scenarios/change-of-mind.yml:«- {shared»: steps.evidence[0].shared: 没有共用步骤“keep-chats”。你是不是要写 keep-chat？",
        ],
    ),
    "a shared step in another phase": (
        SCENARIO,
        "  evidence:\n    - {shared: keep-chat}\n  negotiate:\n",
        "  evidence: []\n  negotiate:\n    - {shared: keep-chat}\n",
        [
            "scenarios/change-of-mind.yml:«- {shared»: steps.negotiate[0].shared: 共用步骤“keep-chat”属于 evidence 阶段，移到那里",
        ],
    ),
    "a shared step twice": (
        SCENARIO,
        "    - {shared: keep-chat}\n",
        "    - {shared: keep-chat}\n    - {shared: keep-chat}\n",
        [
            "scenarios/change-of-mind.yml:«{shared: keep-chat}|2»: steps.evidence[1].shared: id“keep-chat”用了两次，第一次在 docs/_data/scenarios/change-of-mind.yml:«- {shared»。改掉新加的那一个",
        ],
    ),
    "a step's id in two phases": (
        SCENARIO,
        "id: file-it",
        "id: ask-again",
        [
            'scenarios/change-of-mind.yml:«- {id: ask-again, do: "去投诉»: steps.complain[0].id: id“ask-again”用了两次，第一次在 docs/_data/scenarios/change-of-mind.yml:«- {id»。改掉新加的那一个',
        ],
    ),
    "a step with the id of a shared one": (
        SCENARIO,
        "id: file-it",
        "id: keep-chat",
        [
            "scenarios/change-of-mind.yml:«- {id: keep»: steps.complain[0].id: id“keep-chat”用了两次，第一次在 docs/_data/scenarios/change-of-mind.yml:«- {shared»。改掉新加的那一个",
            "scenarios/change-of-mind.yml:«- {id: keep»: steps.complain[0].id: “keep-chat”已经是共用步骤的id。引用它写 shared: keep-chat，否则换一个id",
        ],
    ),
    "an excuse twice": (
        SCENARIO,
        "excuses: [opened, no-box,",
        "excuses: [opened, opened, no-box,",
        [
            "scenarios/change-of-mind.yml:«excuses»: excuses: “opened”写了2次。留一个",
        ],
    ),
    "a situation related to itself": (
        SCENARIO,
        "related: [broken-lamp]",
        "related: [change-of-mind]",
        [
            "scenarios/change-of-mind.yml:«related»: related: 把自己列进了相关场景。删去它",
        ],
    ),
    # ---------------------------------------------------- excuses, questions
    "two excuses of one id in two groups": (
        "excuses/waiting.yml",
        "id: fifth",
        "id: third",
        [
            "excuses/waiting.yml:«- {id»: excuses[0].id: id“third”用了两次，第一次在 docs/_data/excuses/goods.yml:«- {id: third»。改掉新加的那一个",
            "scenarios/change-of-mind.yml:«excuses»: excuses[4]: 没有商家说法“fifth”。先建它，或改成已有的",
        ],
    ),
    "an excuse by no law": (
        "excuses/goods.yml",
        'laws: ["shop-law#25"]',
        'laws: ["shop-law#250"]',
        [
            "excuses/goods.yml:«laws»: excuses[0].laws[0]: 没有条文 shop-law#250。你是不是要写 shop-law#25？",
        ],
    ),
    "an excuse with an id of the page": (
        "excuses/goods.yml",
        "id: fourth",
        "id: top-search",
        [
            "excuses/goods.yml:«- {id: top»: excuses[3].id: id“top-search”和页面自己的id冲突（overrides/partials/header.html:«<input»）。换一个id",
            "scenarios/change-of-mind.yml:«excuses»: excuses[3]: 没有商家说法“fourth”。先建它，或改成已有的",
        ],
    ),
    "a question with an id that a component makes": (
        "faqs/online.yml",
        "id: how-long",
        "id: term-cooling-off",
        [
            "faqs/online.yml:«- id: term»: questions[1].id: id“term-cooling-off”和页面自己的id冲突（docs/assets/javascripts/terms.js:«item.id»）。换一个id",
        ],
    ),
    "a question with an id that a script makes": (
        "faqs/online.yml",
        "id: how-long",
        "id: word-3",
        [
            "faqs/online.yml:«- id: word»: questions[1].id: id“word-3”和页面自己的id冲突（docs/assets/javascripts/terms.js:«tip.id»）。换一个id",
        ],
    ),
    "a question about a situation that is none": (
        "faqs/online.yml",
        "scenarios: [change-of-mind]",
        "scenarios: [change-of-mnid]",
        [
            "faqs/online.yml:«scenarios»: questions[0].scenarios[0]: 没有场景“change-of-mnid”。你是不是要写 change-of-mind？",
        ],
    ),
    **{
        f"a next step to no {kind}": (
            "faqs/online.yml",
            f"{kind}: {id_}}}",
            f"{kind}: zzz}}",
            [
                f"faqs/online.yml:«zzz»: questions[0].next[{i}].{kind}: 没有{word}“zzz”。先建它，或改成已有的",
            ],
        )
        for i, (kind, id_, word) in enumerate(
            (
                ("scenario", "change-of-mind", "场景"),
                ("letter", "refund-letter", "文书"),
                ("channel", "bureau", "渠道"),
                ("excuse", "opened", "商家说法"),
                ("question", "what-does-it-cost", "问题"),
                ("step", "verify", "阶段"),
            )
        )
    },
    "an end on a page that is not there": (
        "trees/triage.yml",
        "page: away",
        "page: awry",
        [
            "trees/triage.yml:«page»: ends[2].page: 没有 docs/triage/awry.md。建这一页，写上 {{ tree_ends() }}；不要另一页，就删去 page",
            "docs/triage/away.md:«tree_ends»: tree_ends() 只能写在 docs/<分流>/<页>.md 上，那里的结果要有一个写着 page: <页>",
        ],
    ),
    "a question that moved and is still there": (
        "faqs/online.yml",
        "moved: [what-does-it-cost]",
        "moved: [how-long]",
        [
            "faqs/online.yml:«moved»: moved[0]: “how-long”还在这一页。moved 只写搬到别的主题去的问题，删去这一行",
        ],
    ),
    "a question that moved nowhere": (
        "faqs/online.yml",
        "moved: [what-does-it-cost]",
        "moved: [what-does-it-cist]",
        [
            "faqs/online.yml:«moved»: moved[0]: 没有问题“what-does-it-cist”。你是不是要写 what-does-it-cost？",
        ],
    ),
    "a kind of doors whose page is not there": (
        "vocab.yml",
        '{id: regulator, title: "政府部门"}',
        '{id: regulator, title: "政府部门", page: true}',
        [
            'vocab.yml:«- {id: regulator, title: "政府»: channel_kinds[0].page: 没有 docs/channels/regulator.md。建这一页，写上 {{ channels_kind() }}；不要自己的页，就删去 page',
        ],
    ),
    "a question reviewed on a day to come": (
        "faqs/online.yml",
        'reviewed: "2026-11-20"',
        'reviewed: "2026-11-23"',
        [
            "faqs/online.yml:«reviewed»: questions[0].reviewed: 核对日期2026-11-23还没有到。写实际核对的那一天",
        ],
    ),
    # --------------------------------------------------------------- letters
    "a letter reviewed on a day to come": (
        LETTER,
        'reviewed: "2026-11-20"',
        'reviewed: "2026-11-23"',
        [
            "letters/refund-letter.yml:«reviewed»: reviewed: 核对日期2026-11-23还没有到。写实际核对的那一天",
        ],
    ),
    "a field of no group": (
        LETTER,
        "group: money, case: order.paid",
        "group: mony, case: order.paid",
        [
            "letters/refund-letter.yml:«- {id: paid»: fields[3].group: “mony”不在 vocab.yml 的 field_groups 里。你是不是要写 money？",
        ],
    ),
    "a field of no fact": (
        LETTER,
        "case: order.paid",
        "case: order.payed",
        [
            "letters/refund-letter.yml:«- {id: paid»: fields[3].case: “order.payed”不在 vocab.yml 的 facts 里。你是不是要写 order.paid？",
        ],
    ),
    "a letter related to none": (
        LETTER,
        "related: [short-note]",
        "related: [short-notes]",
        [
            "letters/refund-letter.yml:«related»: related[0]: 没有文书“short-notes”。你是不是要写 short-note？",
        ],
    ),
    "a choice without options": (
        LETTER,
        'label: "算法", type: text',
        'label: "算法", type: choice',
        [
            "letters/refund-letter.yml:«- {id: count»: fields[4]: 选择类的空（choice、choices）要写 options，其他类型不写",
        ],
    ),
    "two options of one id": (
        LETTER,
        "{id: card,",
        "{id: back,",
        [
            "letters/refund-letter.yml:«options»: fields[7].options[1].id: id“back”用了两次，第一次在 docs/_data/letters/refund-letter.yml:«options»。改掉新加的那一个",
            "letters/refund-letter.yml:«when: {field: way, is: [back»: fields[8].when: 空“way”没有“card”这个选项。改成已有的：back",
        ],
    ),
    "two fields of one id": (
        LETTER,
        "{id: phone, label",
        "{id: seller, label",
        [
            'letters/refund-letter.yml:«- {id: seller, label: "你的电话号»: fields[2].id: id“seller”用了两次，第一次在 docs/_data/letters/refund-letter.yml:«- {id»。改掉新加的那一个',
            'letters/refund-letter.yml:«- para: "｛算法»: body[5].para: [[phone]]没有在 fields 里声明。已有的空：seller、buyer、paid、count、received、story、way、things。改成其中一个，或先声明它',
        ],
    ),
    "a block of two kinds": (
        LETTER,
        '- heading: "要求"',
        '- heading: "要求"\n    para: "又一段"',
        [
            "letters/refund-letter.yml:«- heading»: body[1]: 每一块只能是 heading、para、list、table、sign 中的一种",
        ],
    ),
    "a table's column that no field fills": (
        "letters/proxy-note.yml",
        "role: proof-form, wide: 50}",
        "role: story, wide: 50}",
        ['letters/proxy-note.yml:«{head: "样子"»: body[4].table[2].role: 没有一个空写着 role: story。给这一列的空写上，或者删去这一列'],
    ),
    "a table of long texts": (
        "letters/proxy-note.yml",
        "role: proof-form, wide: 50}",
        "role: rebuttal, wide: 50}",
        ['letters/proxy-note.yml:«{head: "样子"»: body[4].table[2].role: rebuttal 有长文字的空（longtext），表里放不下几段话。换成 text'],
    ),
    "a table without a field": (
        "letters/proxy-note.yml",
        '- {head: "叫什么", role: proof-name, wide: 40}\n      - {head: "样子", role: proof-form, wide: 50}',
        '- {head: "叫什么", wide: 40}\n      - {head: "样子", wide: 50}',
        ["letters/proxy-note.yml:«- table»: body[4].table: 这张表没有一列写 role，一行也不会有"],
    ),
    "a table that is not as wide as its sheet": (
        "letters/proxy-note.yml",
        "role: proof-form, wide: 50}",
        "role: proof-form, wide: 48}",
        ["letters/proxy-note.yml:«- table»: body[4]: table 各列的 wide 加起来要正好是100（表宽的百分之几）"],
    ),
    "an event by a choice that is none, of nothing": (
        LETTER,
        "marks: notice-sent",
        "marks_when: {field: story, is: told}",
        [
            "letters/refund-letter.yml:«marks_when»: marks_when: marks_when 要靠一个单选（choice）的空，并写 is：选了哪几项，寄出才算这一件事",
            "letters/refund-letter.yml:«marks_when»: marks_when: 写了 marks_when，没有写 marks，不知道算哪一件事。写上 marks，或者删去 marks_when",
            "letters/refund-letter.yml:«marks_when»: marks_when.when: 空“story”没有“told”这个选项。它不是选择类的空，去掉 is",
        ],
    ),
    "a condition on a field that is none": (
        LETTER,
        "when: {field: story}",
        "when: {field: storey}",
        [
            "letters/refund-letter.yml:«when: {field: storey»: body[4].when: 条件里的空“storey”没有在 fields 里声明。改成已有的空：seller、buyer、phone、paid、count、received、story、way、things",
        ],
    ),
    "an item's condition on an option that is none": (
        LETTER,
        "is: order}",
        "is: ordr}",
        [
            'letters/refund-letter.yml:«- {text: "附上订单»: body[3].list[2].when: 空“things”没有“ordr”这个选项。改成已有的：order、chat',
        ],
    ),
    "a condition on an option of a text": (
        LETTER,
        "when: {field: story}",
        "when: {field: story, is: order}",
        [
            "letters/refund-letter.yml:«when: {field: story»: body[4].when: 空“story”没有“order”这个选项。它不是选择类的空，去掉 is",
        ],
    ),
    "a blank that is none": (
        LETTER,
        "[[received]]",
        "[[recieved]]",
        [
            "letters/refund-letter.yml:«- {id: received»: fields[5].id: 空“received”声明了，正文里却没有用到。在 body 里写 [[received]]；是刚加的、用不上，才删去它",
            'letters/refund-letter.yml:«- para: "我｛在»: body[2].para: [[recieved]]没有在 fields 里声明。已有的空：seller、buyer、phone、paid、count、received、story、way、things。改成其中一个，或先声明它',
        ],
    ),
    "a filter that is none": (
        LETTER,
        "[[paid|cny]]",
        "[[paid|usd]]",
        [
            'letters/refund-letter.yml:«- para: "我｛在»: body[2].para: [[paid|usd]]：没有“usd”这种写法。改成可用的：cny、date',
        ],
    ),
    "a filter on another kind of field": (
        LETTER,
        "[[story]]",
        "[[story|date]]",
        [
            'letters/refund-letter.yml:«- para: "经过»: body[4].para: [[story|date]]只能用在date类的空上，它是longtext。去掉|date，或改空的类型',
        ],
    ),
    **{
        f"brackets: {wrong}": (
            LETTER,
            '- sign: "[[buyer]]"',
            f'- sign: "[[buyer]]{wrong}"',
            [
                "letters/refund-letter.yml:«- sign»: body[6].sign: 方括号没有成对，或空的名字不合格。写成 [[paid]] 或 [[paid|cny]]",
            ],
        )
        for wrong in ("[[paid", "paid]]", "[[[paid]]]", "[[[paid]]", "[[paid]]]", "[[金额]]", "[[Paid]]", "[[paid|]]")
    },
    "a sum from a text": (
        LETTER,
        "uses: {price: paid}",
        "uses: {price: story}",
        [
            "letters/refund-letter.yml:«- {rule»: amounts[0].price: “story”不是这份文书里的金额类空（money）。改成一个金额类的空",
        ],
    ),
    "a sum into nothing": (
        LETTER,
        "into: paid",
        "into: zzz",
        [
            "letters/refund-letter.yml:«- {rule»: amounts[0].into: “zzz”不是这份文书里的金额类空（money）。改成一个金额类的空",
        ],
    ),
    "the way to a sum into a sum": (
        LETTER,
        "how: count",
        "how: paid",
        [
            "letters/refund-letter.yml:«- {rule»: amounts[0].how: “paid”不是这份文书里的文字类空（text、longtext）。改成一个文字类的空",
        ],
    ),
    # ----------------------------------------------------- letters that fit
    "a dispute that no article decides": (
        "vocab.yml",
        'laws: ["shop-law#12", "shop-law#25"]}',
        'laws: ["shop-law#28"]}',
        [
            "vocab.yml:«id: lamp»: disputes[0].laws[0]: 没有条文 shop-law#28。条号写错了就改，没写错的先在 docs/_data/laws/shop-law.yml 里写这一条",
        ],
    ),
    "a letter for a dispute that is none": (
        LETTER,
        "disputes: [lamp, mind, trick]",
        "disputes: [lamp, mind, trick, lamps]",
        [f"{LETTER}:«disputes»: fields[7].options[0].disputes[3]: “lamps”不在 vocab.yml 的 disputes 里。你是不是要写 lamp？"],
    ),
    "a letter for every dispute and for one": (
        LETTER,
        'to: "店家"',
        'to: "店家"\ndisputes: any',
        [f"{LETTER}:«disputes: any»: disputes: 写了 any（什么争议都用得上），选项里又写了 disputes。留一处"],
    ),
    "a letter that does not say what it is for": (
        "letters/proxy-note.yml",
        "disputes: any\n",
        "",
        [
            "letters/proxy-note.yml:1: 没有写它为哪些争议用。给选项写 disputes，或者整份写 disputes: [goods]；"
            "不管争什么都用得上的（比如证据目录）写 disputes: any"
        ],
    ),
    "a letter that cites no article of its dispute": (
        SHORT,
        "disputes: [mind]",
        "disputes: [mind, lamp]",
        [
            f"{SHORT}:«disputes»: disputes[1]: 写了为 lamp 用，laws 里却没有一条管这种争议的条文（shop-law#12、shop-law#25）。"
            "引用其中对得上的，或者删去 lamp"
        ],
    ),
    "an option whose sentence cites what decides another dispute": (
        LETTER,
        '- {text: "附上订单", when: {field: things, is: order}}',
        '- {text: "依据《买卖法》第26条退钱。", when: {field: way, is: back}}',
        [
            f"{LETTER}:«disputes»: fields[7].options[0].disputes: 选了 back，正文引的是shop-law#26，没有一条管这里写的争议（shop-law#12、shop-law#25、shop-law#9）。"
            "改对正文引的条文；引得对的，写进 vocab.yml 那种争议的 laws",
            f"{LETTER}:«第26条»: body[3].list[2].text: 写了《买卖法》第26条，这里却没有引用它（shop-law#26）。改对条号；引得对的，把它写进 laws",
        ],
    ),
    "a situation of a dispute that is none": (
        "scenarios/broken-lamp.yml",
        "disputes: [lamp]",
        "disputes: [lamp, lam]",
        ["scenarios/broken-lamp.yml:«disputes»: disputes[1]: “lam”不在 vocab.yml 的 disputes 里。你是不是要写 lamp？"],
    ),
    "a situation that names a letter for something else": (
        "scenarios/broken-lamp.yml",
        "letters: [refund-letter]",
        "letters: [refund-letter, proxy-note, short-note]",
        [
            "scenarios/broken-lamp.yml:«letters»: letters[2]: 文书“short-note”没有一项是为这里的争议写的：这里争的是lamp，它为的是mind。"
            "换成对得上的（refund-letter），或者改对这里的 disputes"
        ],
    ),
    "a step that leads to a letter for something else": (
        "scenarios/broken-lamp.yml",
        "evidence: receipt, message: gone}",
        "evidence: receipt, message: gone, letter: short-note}",
        [
            "scenarios/broken-lamp.yml:«look-at-it»: steps.verify[0].letter: 文书“short-note”没有一项是为这里的争议写的：这里争的是lamp，它为的是mind。"
            "换成对得上的（refund-letter），或者改对这里的 disputes"
        ],
    ),
    "a clock that leads to a letter for something else": (
        "scenarios/broken-lamp.yml",
        'if_missed: "说不清"}',
        'if_missed: "说不清", then: {do: "写便条", letter: short-note}}',
        [
            "scenarios/broken-lamp.yml:«say-so»: deadlines[0].then.letter: 文书“short-note”没有一项是为这里的争议写的：这里争的是lamp，它为的是mind。"
            "换成对得上的（refund-letter），或者改对这里的 disputes"
        ],
    ),
    "a shared clock that leads to a letter for something else": (
        "shared-deadlines.yml",
        'then: {do: "写信", letter: refund-letter}',
        'then: {do: "写信", letter: short-note}',
        [
            "scenarios/broken-lamp.yml:«say-so»: deadlines[0].then.letter: 文书“short-note”没有一项是为这里的争议写的：这里争的是lamp，它为的是mind。"
            "那是共用期限“send-notice”写的去处，在这里另写：{shared: send-notice, then: {do: …, letter: …}}，letter 换成对得上的（refund-letter），或者改对这里的 disputes"
        ],
    ),
    # --------------------------------------------- answers that are true there
    "an answer that speaks of what is not in dispute": (
        "excuses/goods.yml",
        "      - for: [broken-lamp]",
        "      - for: [change-of-mind]",
        [
            'excuses/goods.yml:«reply: "拆开»: excuses[0].reply: 在场景“broken-lamp”里也这样回，“拆开看”说的是拆开看，那里没有（争的是lamp）。'
            "改成那里也真的话；或在 variants 里给它写一条 for: [broken-lamp]；或从那个场景的 excuses 里删去“opened”；其实说得通的，改 vocab.yml 的 wordings",
            'excuses/goods.yml:«reply: "灯坏»: excuses[0].variants[0].reply: 在场景“change-of-mind”里也这样回，“来修”说的是灯，那里没有（争的是mind、lamp）。'
            "改成那里也真的话；或在 variants 里给它写一条 for: [change-of-mind]；或从那个场景的 excuses 里删去“opened”；其实说得通的，改 vocab.yml 的 wordings",
            'excuses/goods.yml:«complaint: "店家以拆开为由不修»: excuses[0].variants[0].complaint: 在场景“change-of-mind”里也这样回，“修灯”说的是灯，那里没有（争的是mind、lamp）。'
            "改成那里也真的话；或在 variants 里给它写一条 for: [change-of-mind]；或从那个场景的 excuses 里删去“opened”；其实说得通的，改 vocab.yml 的 wordings",
        ],
    ),
    "an answer with the same words that say something else": (
        "excuses/goods.yml",
        "灯坏了和拆没拆无关",
        "灯坏了和拆封无关",
        [
            "excuses/goods.yml:«灯坏了和»: excuses[0].variants[0].reply: 在场景“broken-lamp”里也这样回，“拆封”说的是拆开看，那里没有（争的是lamp）。"
            "改成那里也真的话；或在 variants 里给它写一条 for: [broken-lamp]；或从那个场景的 excuses 里删去“opened”；其实说得通的，改 vocab.yml 的 wordings",
        ],
    ),
    "a variant for a situation that does not list the excuse": (
        "excuses/goods.yml",
        "for: [broken-lamp]",
        "for: [broken-lamp, cheated, brokn-lamp]",
        [
            "excuses/goods.yml:«for:»: excuses[0].variants[0].for[1]: 场景“cheated”没有用到它：那里的 excuses 没有列“opened”，或者前面的一条已经写了它。删去它",
            "excuses/goods.yml:«for:»: excuses[0].variants[0].for[2]: 没有场景“brokn-lamp”。你是不是要写 broken-lamp？",
        ],
    ),
    "a variant for a dispute that nobody has": (
        "excuses/waiting.yml",
        "for: [mind]",
        "for: [mind, trick]",
        [
            "excuses/waiting.yml:«seventh»: excuses[2].variants[0].for[1]: 没有一个列着这句话的场景会用到它：没有争“trick”的，或者前面的一条已经说了。删去它，或改 for"
        ],
    ),
    "an answer that leaves the choice to who reads it": (
        "excuses/goods.yml",
        "灯坏了和拆没拆无关，请来修。",
        "灯坏了（摔了）和拆没拆无关，照片见附件，请来修。",
        [
            "excuses/goods.yml:«灯坏了（»: excuses[0].variants[0].reply: “（摔了）”要读者或对方自己选。一条只写一种情形：选最常见的写，别的时候不能这样说的写进 only_if",
            "excuses/goods.yml:«灯坏了（»: excuses[0].variants[0].reply: 聊天里没有附件，“见附件”对方看不到。写成“照片我可以发给您”",
        ],
    ),
    "a paragraph for a complaint that leaves the choice": (
        "excuses/goods.yml",
        "店家以没有盒子为由不退。",
        "依据规定（一）第1条，属于盒子丢了的，请不退。",
        [
            "excuses/goods.yml:«no-box»: excuses[1].complaint: “属于盒子丢了的，请”要读者或对方自己选。一条只写一种情形：选最常见的写，别的时候不能这样说的写进 only_if"
        ],
    ),
    "a variant at the place of another excuse": (
        "excuses/goods.yml",
        "id: no-box,",
        "id: opened-broken-lamp,",
        [
            "excuses/goods.yml:«for:»: excuses[0].variants[0].for: 这一条在网页上的位置是“opened-broken-lamp”，已经有一句商家说法叫这个id。把 for 里另一个写在前面",
            "scenarios/change-of-mind.yml:«excuses»: excuses[1]: 没有商家说法“no-box”。先建它，或改成已有的",
            "vocab.yml:«excuses»: front.excuses[1]: 没有商家说法“no-box”。先建它，或改成已有的",
        ],
    ),
    "a variant by no law": (
        "excuses/goods.yml",
        'laws: ["shop-law#12"]',
        'laws: ["shop-law#250"]',
        ["excuses/goods.yml:«shop-law#250»: excuses[0].variants[0].laws[0]: 没有条文 shop-law#250。你是不是要写 shop-law#25？"],
    ),
    "words of no dispute, door or situation": (
        "vocab.yml",
        "topics: [shop], channels: [court-online], scenarios: [cheated], never: [change-of-mind]",
        "topics: [shp], channels: [court-onlin, court-online], scenarios: [cheatd, broken-lamp], never: [change-of-mnd]",
        [
            "vocab.yml:«lamp-words»: wordings[1].channels[0]: 没有渠道“court-onlin”。你是不是要写 court-online？",
            "vocab.yml:«lamp-words»: wordings[1].never[0]: 没有场景“change-of-mnd”。你是不是要写 change-of-mind？",
            "vocab.yml:«lamp-words»: wordings[1].scenarios[0]: 没有场景“cheatd”。你是不是要写 cheated？",
            "vocab.yml:«lamp-words»: wordings[1].topics[0]: “shp”不在 vocab.yml 的 topics 里。你是不是要写 shop？",
        ],
    ),
    # ----------------------------------------------- doors, words, the outside
    "a door of no kind": (
        "channels.yml",
        "kind: regulator",
        "kind: regulators",
        [
            "channels.yml:«kind»: channels[0].kind: “regulators”不在 vocab.yml 的 channel_kinds 里。你是不是要写 regulator？",
        ],
    ),
    "a number that is a sentence": (
        "channels.yml",
        'phone: "12315"',
        'phone: "打12315"',
        [
            "channels.yml:«打12315»: channels[0].phone: “打12315”不是电话号码。只写数字，如 12315、010-12345678；没有就写 null",
        ],
    ),
    "a source that is no article": (
        "channels.yml",
        'source: ["监管所的牌子", "shop-law#9"]',
        'source: ["监管所的牌子", "shop-lew#9"]',
        [
            "channels.yml:«source:»: channels[0].source[1]: 没有法律“shop-lew”。你是不是要写 shop-law？",
        ],
    ),
    "a source that is nearly an article": (
        "channels.yml",
        '"shop-law#9"]\n    note',
        '"shop-law#９"]\n    note',
        [
            "channels.yml:«source:»: channels[0].source[1]: “shop-law#９”会照样印出来。是条文就写成 法律id#条号，如 consumer-rights-law#25；不是就删去 #",
        ],
    ),
    "a door checked on a day to come": (
        "channels.yml",
        'checked_on: "2026-11-20"',
        'checked_on: "2026-11-23"',
        [
            "channels.yml:«checked»: channels[0].checked_on: 核对日期2026-11-23还没有到。写实际核对的那一天",
        ],
    ),
    "a verified door without a day": (
        "channels.yml",
        'checked_on: "2026-11-20"',
        "checked_on: null",
        [
            "channels.yml:«- id»: channels[0]: 写了 verified: true，却没有来源（source）或核对日期（checked_on）。补上；没有核实过就写 verified: false",
        ],
    ),
    "an unverified door with a number": (
        "channels.yml",
        "phone: null, site: []",
        'phone: "12368", site: []',
        [
            "channels.yml:«- {id»: channels[1]: 没有核实的渠道不能印电话和网址。phone 写 null，site 的 url 写 null",
        ],
    ),
    "two doors of one id": (
        "channels.yml",
        "{id: court-online,",
        "{id: bureau,",
        [
            "channels.yml:«- {id»: channels[1].id: id“bureau”用了两次，第一次在 docs/_data/channels.yml:«- id»。改掉新加的那一个",
            "outside.yml:«channels»: outside[0].channels[0]: 没有渠道“court-online”，用到它的有6处（还有 docs/_data/renamed.yml:«court-screen»、docs/_data/scenarios/broken-lamp.yml:«channels»、docs/_data/scenarios/change-of-mind.yml:«channels»等）。改过名就把 id 改回来（id 不改），误删了就补回来；没有过的先建它",
        ],
    ),
    "a term by no law": (
        "glossary.yml",
        "shop-law#25",
        "shop-law#20",
        [
            "glossary.yml:«- {id»: terms[0].laws[0]: 没有条文 shop-law#20。条号写错了就改，没写错的先在 docs/_data/laws/shop-law.yml 里写这一条",
        ],
    ),
    "a misconception about no law": (
        "misconceptions.yml",
        "see: [shop-law]",
        "see: [shop-lew]",
        [
            "misconceptions.yml:«- {id»: misconceptions[0].see[0]: 没有法律“shop-lew”。你是不是要写 shop-law？",
        ],
    ),
    "the outside leads to no door and no situation": (
        "outside.yml",
        'channels: [court-online]\n    unless: "吵架因为买卖："\n    see: [change-of-mind]',
        "channels: [zzz]\n    unless: null\n    see: [xxx]",
        [
            "outside.yml:«channels»: outside[0].channels[0]: 没有渠道“zzz”。先建它，或改成已有的",
            "outside.yml:«see:»: outside[0].see[0]: 没有场景“xxx”。先建它，或改成已有的",
        ],
    ),
    "a query that leads to nothing": (
        "search-queries.yml",
        "accept: [scenario/change-of-mind]",
        "accept: [term/zzz]",
        [
            "search-queries.yml:«- {accept»: queries[0].accept[0]: 没有词语“zzz”。先建它，或改成已有的",
        ],
    ),
    "a query asked twice": (
        "search-queries.yml",
        'ask: ["不想要了怎么退"]',
        'ask: ["不想要了怎么退", "不想要了怎么退"]',
        [
            "search-queries.yml:«- {accept»: queries[0].ask[1]: “不想要了怎么退”问了两次。删去一个",
        ],
    ),
    "a line to learn from that stands twice": (
        "search-train/change-of-mind.yml",
        '  - "买回来又后悔了"',
        '  - "买回来又后悔了"\n  - "买回来又后悔了"',
        [
            "search-train/change-of-mind.yml:3: ask[1]: “买回来又后悔了”在docs/_data/search-train/change-of-mind.yml里已经有了。删去一句",
        ],
    ),
    "a danger that calls a door without a number, and is near nothing": (
        "dangers.yml",
        "call: [bureau]\n    near: [broken-lamp, quarrel]",
        "call: [court-online]\n    near: [quarrel, brokenlamp]",
        [
            "dangers.yml:«call:»: dangers[0].call[0]: “网上法庭”没有核实过的电话，做不成拨号的按钮。换一个渠道",
            "dangers.yml:«near:»: dangers[0].near[0]: 没有场景“quarrel”。先建它，或改成已有的",
            "dangers.yml:«near:»: dangers[0].near[1]: 没有场景或不适用的事“brokenlamp”。你是不是要写 broken-lamp？",
        ],
    ),
    # ---------------------------------------------- platforms, cases, changes
    "a platform seen and reviewed on days to come": (
        "platforms/mall.yml",
        'seen: "2026-10-02"\nverified: true\nreviewed: "2026-11-20"',
        'seen: "2026-12-02"\nverified: true\nreviewed: "2026-12-20"',
        [
            "platforms/mall.yml:«seen»: seen: 来源日期2026-12-02还没有到。写实际核对的那一天",
            "platforms/mall.yml:«reviewed»: reviewed: 核对日期2026-12-20还没有到。写实际核对的那一天",
        ],
    ),
    "a point by no rule": (
        "platforms/mall.yml",
        'rule: returns, article: "第2条"',
        'rule: retuns, article: "第2条"',
        [
            "platforms/mall.yml:«- {topic»: points[0].rule: 没有平台规则“retuns”。你是不是要写 returns？",
        ],
    ),
    "a point beside no law": (
        "platforms/mall.yml",
        'laws: ["shop-law#25"]',
        'laws: ["shop-law#20"]',
        [
            "platforms/mall.yml:«- {topic»: points[0].law.laws[0]: 没有条文 shop-law#20。条号写错了就改，没写错的先在 docs/_data/laws/shop-law.yml 里写这一条",
        ],
    ),
    "a verified platform without a source": (
        "platforms/stall.yml",
        "verified: false",
        "verified: true",
        [
            "platforms/stall.yml:«verified»: verified: 写了 verified: true，却没有规则文本，也没有来源。补上来源；没有核实过就写 verified: false",
        ],
    ),
    "a place that is no province and lies in none": (
        "regions/north-town.yml",
        "inside: north",
        "inside: nort",
        [
            "regions/north-town.yml:«inside»: inside: 没有省级地区“nort”。你是不是要写 north？",
        ],
    ),
    "a place's rule that stands on the whole country's law alone": (
        "regions/north.yml",
        'laws: ["north-rules#2", "shop-law#9"]',
        'laws: ["shop-law#9"]',
        ["regions/north.yml:«    laws: »: rules[0].laws: 没有引当地的规定。引 region 写着这个地方的那部法律；全国的规定写进场景"],
    ),
    "a place's clock with a number that its article does not give": (
        "regions/north.yml",
        "within: {n: 9, unit: day}",
        "within: {n: 8, unit: day}",
        ["regions/north.yml:«clock»: rules[0].clock.within: 所引条文的要点里没有“8日”（north-rules#2）。对照条文改数字或单位，或引写着它的那一条"],
    ),
    "a situation that cites a place's law as everybody's": (
        "scenarios/broken-lamp.yml",
        'laws: ["shop-law#12"]',
        'laws: ["shop-law#12", "north-rules#2"]',
        [
            "scenarios/broken-lamp.yml:«可以要求修»: rights[0].laws[1]: north-rules#2 只在当地用，不能当成全国的规定引。写进 docs/_data/regions/north.yml"
        ],
    ),
    "a case of no situation and no excuse": (
        "cases.yml",
        "scenarios: [broken-lamp]\n    excuses: [opened]",
        "scenarios: [zzz]\n    excuses: [xxx]",
        [
            "cases.yml:«scenarios»: cases[0].scenarios[0]: 没有场景“zzz”。先建它，或改成已有的",
            "cases.yml:«excuses»: cases[0].excuses[0]: 没有商家说法“xxx”。先建它，或改成已有的",
        ],
    ),
    "a change of nothing": (
        "changes.yml",
        "event: received",
        "event: recieved",
        [
            "changes.yml:«event»: changes[0].event: “recieved”不在 vocab.yml 的 events 里。你是不是要写 received？",
        ],
    ),
    # ----------------------------------------------------------------- trees
    "a tree that begins nowhere": (
        TREE,
        "start: where",
        "start: were",
        [
            "trees/triage.yml:«start»: start: 没有问题“were”。你是不是要写 where？",
        ],
    ),
    "an answer that leads nowhere": (
        TREE,
        "go: repair",
        "go: repare",
        [
            'trees/triage.yml:«- {text: "坏了»: nodes[1].answers[0].go: 没有问题或结果“repare”。你是不是要写 repair？',
        ],
    ),
    "a question without 不确定": (
        TREE,
        '{text: "不确定", go: elsewhere}',
        '{text: "不知道", go: elsewhere}',
        [
            "trees/triage.yml:«answers:|2»: nodes[1].answers: 问题“broken”没有“不确定”这个回答。加上它，并写好去处",
        ],
    ),
    "an end with the id of a question": (
        TREE,
        "{id: elsewhere, title",
        "{id: broken, title",
        [
            'trees/triage.yml:«- {text: "没坏»: nodes[1].answers[1].go: 没有问题或结果“elsewhere”。你是不是要写 where？',
            'trees/triage.yml:«- {text: "不确定", go: elsewhere»: nodes[1].answers[2].go: 没有问题或结果“elsewhere”。你是不是要写 where？',
            "trees/triage.yml:«- {id: broken»: ends[2].id: id“broken”用了两次，第一次在 docs/_data/trees/triage.yml:«- id: broken»。改掉新加的那一个",
        ],
    ),
    "two ends of one id": (
        TREE,
        "{id: repair, title",
        "{id: online, title",
        [
            'trees/triage.yml:«- {text: "坏了»: nodes[1].answers[0].go: 没有问题或结果“repair”。先建它，或改成已有的',
            'trees/triage.yml:«- {id: online, title: "要修»: ends[1].id: id“online”用了两次，第一次在 docs/_data/trees/triage.yml:«- {id»。改掉新加的那一个',
        ],
    ),
    "a circle": (
        TREE,
        '{text: "不确定", go: elsewhere}',
        '{text: "不确定", go: where}',
        [
            'trees/triage.yml:«- {text: "不确定", go: where»: nodes[1].answers[2].go: 绕回来了：where→broken→where。改成往后走的问题或结果',
        ],
    ),
    "a question that leads to itself": (
        TREE,
        '{text: "不确定", go: elsewhere}',
        '{text: "不确定", go: broken}',
        [
            "trees/triage.yml:«go: broken|3»: nodes[1].answers[2].go: 绕回来了：broken→broken。改成往后走的问题或结果",
        ],
    ),
    "an end that nothing leads to": (
        TREE,
        "go: repair",
        "go: elsewhere",
        [
            "trees/triage.yml:«- {id: repair»: ends[1].id: “repair”到不了：没有哪个回答通到它。在该去它的回答里写 go: repair",
        ],
    ),
    "a question that nothing leads to, and what only it leads to": (
        TREE,
        '{text: "店里", go: broken}\n      - {text: "不确定", go: broken}',
        '{text: "店里", go: online}\n      - {text: "不确定", go: online}',
        [
            "trees/triage.yml:«- id: broken»: nodes[1].id: “broken”到不了：没有哪个回答通到它。在该去它的回答里写 go: broken",
        ],
    ),
    "too many taps": (
        TREE,
        "most: 2",
        "most: 1",
        [
            "trees/triage.yml:«- {id: repair»: ends[1].id: 要点2次才到“repair”，最多1次（太远的结果一共2个）：where→broken。合并或删去中间的问题",
        ],
    ),
    "an end without a place to go": (
        TREE,
        'notes: ["找朋友说说"], ',
        "",
        [
            "trees/triage.yml:«- {id: elsewhere»: ends[2]: 结果“elsewhere”没有去处。写 scenarios、channels 或 notes",
        ],
    ),
    "two answers that read the same": (
        "trees/doors.yml",
        '{text: "急", go: both}',
        '{text: "不确定", go: both}',
        [
            "trees/doors.yml:«answers:»: nodes[0].answers: 问题“hurry”有2个回答都是“不确定”。改成读者分得清的，或删去多的",
        ],
    ),
    "an end with too many situations": (
        TREE,
        "scenarios: [broken-lamp, cheated]",
        "scenarios: [broken-lamp, cheated, change-of-mind, cheated]",
        [
            "trees/triage.yml:«- {id: repair»: ends[1].scenarios: “cheated”写了2次。留一个",
            "trees/triage.yml:«- {id: repair»: ends[1].scenarios: 结果“repair”有4个场景，最多3个。删到3个，或分成两个结果",
        ],
    ),
    "an end with a situation and a door that are none": (
        TREE,
        "scenarios: [change-of-mind], channels: [bureau]",
        "scenarios: [change-of-mind, xxx], channels: [zzz]",
        [
            "trees/triage.yml:«- {id»: ends[0].channels[0]: 没有渠道“zzz”。先建它，或改成已有的",
            "trees/triage.yml:«- {id»: ends[0].scenarios[1]: 没有场景“xxx”。先建它，或改成已有的",
        ],
    ),
    "a situation that the triage does not reach": (
        TREE,
        "scenarios: [broken-lamp, cheated]",
        "scenarios: [broken-lamp]",
        [
            "trees/triage.yml:«ends»: ends: 从分流到不了场景“cheated”。在 ends 里给它一个结果（scenarios: [cheated]），再让一题的回答 go 到那个结果",
        ],
    ),
    # ----------------------------------------------------------- running text
    **{
        f"a broken number of an article: {wrong}": (
            "glossary.yml",
            "可以反悔的那几天。",
            f"见《买卖法》{wrong}。",
            [
                f"glossary.yml:«cooling-off»: terms[0].text: 《买卖法》{wrong}的条号写错了。用阿拉伯数字，如第25条、第12条之一",
            ],
        )
        for wrong in ("第2十条", "第十十条", "第百条", "第２５条", "第千十百条", "第12条之1十", "第25000条", "第零条")
    },
    "an article of 之一 that is not there": (
        "glossary.yml",
        "可以反悔的那几天。",
        "见《买卖法》第十二条之二。",
        [
            "glossary.yml:«- {id»: terms[0].text: 《买卖法》第12条之2不在 docs/_data/laws/shop-law.yml 里。先写这一条，或不点条号",
        ],
    ),
    "a blank of a template": (
        "glossary.yml",
        "可以反悔的那几天。",
        "（待写：两句话）",
        [
            "glossary.yml:«- {id»: terms[0].text: 这里还没有写。照括号里的提示写上，连括号一起换掉",
        ],
    ),
}


CASES |= {
    # ------------------------------------------------- what is written twice, or of itself
    "an alias twice": (
        "glossary.yml",
        '["反悔期"]',
        '["反悔期", "退货期", "反悔期"]',
        ["glossary.yml:«term:»: terms[0].aliases: “反悔期”写了2次。留一个"],
    ),
    "a term for its own alias": (
        "glossary.yml",
        '["反悔期"]',
        '["冷静期"]',
        ["glossary.yml:«term:»: terms[0].aliases: “冷静期”就是 term，不用再写成别名。删去它"],
    ),
    "parts of a law out of order, and one that is empty": (
        "laws/market-complaint-measures.yml",
        'parts: [{title: "投诉的规矩", begins: "1", page: rules}]',
        'parts: [{title: "一", begins: "14", page: rules}, {title: "二", begins: "2"}]',
        [
            "laws/market-complaint-measures.yml:«parts»: parts[0].begins: 第一部分从第一条要点之后才开始。改成不晚于第一条的条号",
            "laws/market-complaint-measures.yml:«parts»: parts[1].begins: 没有按条号从小到大排列。移到对的位置",
        ],
    ),
    "a part of a law without an article": (
        "laws/market-complaint-measures.yml",
        'parts: [{title: "投诉的规矩", begins: "1", page: rules}]',
        'parts: [{title: "一", begins: "1", page: rules}, {title: "二", begins: "14"}]',
        ["laws/market-complaint-measures.yml:«parts»: parts[1]: 这一部分里一条要点都没有。删去它"],
    ),
    "a letter twice in the order": (
        "vocab.yml",
        "{phase: negotiate, letters: [refund-letter]}",
        "{phase: negotiate, letters: [refund-letter, short-note]}",
        ["vocab.yml:«  letters:|2»: order.letters: 文书“short-note”写了2次。只留写它的那个阶段里的一次"],
    ),
    "a letter left out of the order": (
        "vocab.yml",
        "letters: [proxy-note, short-note, claim-note]",
        "letters: [proxy-note, short-note]",
        ["vocab.yml:«  letters:|2»: order.letters: 没有写文书“claim-note”排在哪里。写进要写它的那个阶段，先写的排在前面"],
    ),
    "a platform left out of the order, another that is none": (
        "vocab.yml",
        "platforms: [mall, stall]",
        "platforms: [mall, stal]",
        [
            "vocab.yml:«platforms»: order.platforms: 没有写“stall”这个平台排在哪里。把它写进来，读者常遇到的排在前面",
            "vocab.yml:«platforms»: order.platforms[1]: 没有平台“stal”。你是不是要写 stall？",
        ],
    ),
    "a phase of the order that is none": (
        "vocab.yml",
        "{phase: legal, letters",
        "{phase: leagl, letters",
        ["vocab.yml:«{phase: leagl»: order.letters[1].phase: “leagl”不在 vocab.yml 的 phases 里。你是不是要写 legal？"],
    ),
    "a door shown first that is none": (
        "vocab.yml",
        "channels: [bureau]",
        "channels: [buraeu]",
        ["vocab.yml:«channels»: front.channels[0]: 没有渠道“buraeu”。你是不是要写 bureau？"],
    ),
    "an excuse twice at the front door": (
        "vocab.yml",
        "excuses: [opened, no-box]",
        "excuses: [opened, opened]",
        ["vocab.yml:«excuses»: front.excuses: “opened”写了2次。留一个"],
    ),
    "a letter that leads to itself": (
        LETTER,
        "related: [short-note]",
        "related: [refund-letter]",
        [f"{LETTER}:«related:»: related[0]: 把自己列进了相关文书。删去它"],
    ),
    "a situation for which to go where one is": (
        "scenarios/cheated.yml",
        "not_for: []",
        'not_for: [{text: "没付钱", see: cheated}]',
        ["scenarios/cheated.yml:«not_for»: not_for[0].see: 指回了自己。写读者该去的那个场景，或删去这一条"],
    ),
    # ------------------------------------------------- marks that nothing is put in the place of
    **{
        f"a mark that is none: {mark}": (
            "scenarios/cheated.yml",
            '"找不到人"',
            f'"找不到人{mark}"',
            [
                f"scenarios/cheated.yml:«strength»: strength.why: “{shown}”会照样印出来。"
                "期限写成 [[clock:期限的id]]，字母小写，不加空格；别的双括号删去"
            ],
        )
        for mark, shown in {
            "[[ clock:send-notice ]]": "[[ clock:send-notice ]]",
            "[[Clock:send-notice]]": "[[Clock:send-notice]]",
            "【【clock:send-notice】】": "【【clock:send-notice】】",
            "[[paid]]": "[[paid]]",
            "[[paid": "[[paid",
            "paid]]": "]]",
        }.items()
    },
    "a blank of a sum, one bracket lost": (
        "sums.yml",
        '{text: "用掉[[used]]元"}',
        '{text: "用掉[[used]元"}',
        [
            "sums.yml:«用掉[[used]元»: sums[2].results[0].why[0].text: “[[used”会照样印出来。"
            "期限写成 [[clock:期限的id]]，字母小写，不加空格；别的双括号删去"
        ],
    ),
    "words of a clock that every sentence has": (
        "shared-deadlines.yml",
        'said: ["收货后…可以退"]',
        'said: ["收货后…可以退", "…"]',
        ["shared-deadlines.yml:«said»: deadlines[0].said[1]: “…”几乎每一句都有。至少写两个连着的字，如“收货后…可以退”"],
    ),
}


def test_brackets_that_are_text(project):
    """One bracket is a sign like others, and a letter's blanks are its own."""
    change(project, "scenarios/cheated.yml", '"找不到人"', '"找不到人[1]【二】[ [x] ]"')
    assert problems(project) == []


@pytest.mark.parametrize("name", [".vocab.yml.swp", "laws/.#shop-law.yml", "laws/._shop-law.yml", ".DS_Store", ".git/laws/x.yml"])
def test_what_an_editor_leaves_for_itself_is_no_data(project, name):
    path = project / "docs" / "_data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\0x")
    (project / "docs" / "laws" / ".#shop-law.md").symlink_to("me@host.1:2")
    (project / "docs" / "steps" / ".#verify.md").symlink_to("me@host.1:2")
    assert problems(project) == []


@pytest.mark.parametrize("case", CASES)
def test_one_rule(project, case):
    file, before, after, expected = CASES[case]
    change(project, file, before, after)
    assert problems(project) == [placed(project, line) for line in expected]


def test_a_query_that_leads_to_a_kind_that_is_none(project):
    book, _ = load(project)
    kinds = "、".join(Report(book, TODAY).records)
    change(project, "search-queries.yml", "accept: [scenario/change-of-mind]", "accept: [scenaro/change-of-mind]")
    assert problems(project) == [placed(project, f"search-queries.yml:«scenaro»: queries[0].accept[0]: 没有“scenaro”这一种。可用的：{kinds}")]


def test_lines_to_learn_from_belong_to_something(project):
    """A situation, or a matter that is not for this handbook."""
    folder = project / "docs" / "_data" / "search-train"
    (folder / "change-of-mind.yml").rename(folder / "change-of-mint.yml")
    (folder / "quarrel.yml").write_text('ask: ["邻居吵起来了"]\n', encoding="utf-8")
    assert problems(project) == ["search-train/change-of-mint.yml:1: 没有场景或不适用的事“change-of-mint”。你是不是要写 change-of-mind？"]


# ------------------------------------------------------------- numbers in texts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25", 25), ("9999", 9999), ("十", 10), ("十二", 12), ("二十", 20), ("二十五", 25), ("一百", 100), ("一百零一", 101), ("一百〇一", 101), ("一百一十", 110),
        ("一百二十", 120), ("五百八十六", 586), ("一千一百九十一", 1191), ("一千零六", 1006), ("一千二百六十", 1260), ("九千九百九十九", 9999),
        ("2十", None), ("十十", None), ("百", None), ("千百", None), ("零", None), ("", None), ("２５", None), ("25000", None), ("²", None), ("二五", None),
    ],
)  # fmt: skip
def test_a_number_in_words(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("article", "articles", "near"),
    [
        ("250", ["9", "25"], "25"), ("250", ["25", "50"], None), ("250", ["50", "1260"], None), ("586", ["585", "1260"], None), ("12-2", ["12-1"], None),
        ("1250", ["125-1", "12"], None),
    ],
)  # fmt: skip
def test_which_article_was_meant(article, articles, near):
    assert nearest_article(article, articles) == near


# ------------------------------------------------- one fault, few problems


def test_what_many_refer_to_is_told_once(project):
    """A law renamed: one message at the first place, which says that a rename is the likely cause."""
    (project / "docs/_data/laws/shop-law.yml").rename(project / "docs/_data/laws/shops-law.yml")
    (project / "docs/laws/shop-law.md").rename(project / "docs/laws/shops-law.md")
    (found,) = [f for f in problems(project) if "没有法律" in f]
    (places,) = re.findall(r"用到它的有(\d+)处", found)
    assert int(places) > 40
    assert [found] == [
        placed(
            project,
            f"cases.yml:«laws»: cases[0].laws[0]: 没有法律“shop-law”，用到它的有{places}处（还有 docs/_data/changes.yml:«laws»、"
            "docs/_data/channels.yml:«laws»、docs/_data/channels.yml:«source»等）。"
            "文件改过名就把名字改回来（id 不改）；误删了就把 docs/_data/laws/shop-law.yml 补回来",
        )
    ]


OFTEN = {
    "an article lost": (LAW, '"9":', '"8":', "没有条文 shop-law#9", "条号改过就改回来，误删了就在 docs/_data/laws/shop-law.yml 里补回来；没写过的先写这一条"),
    "a law ended": (LAW, "until: null", 'until: "2026-01-01"', "已在2026-01-01废止", "改引现行的规定；其实没有废止的，把 docs/_data/laws/shop-law.yml 的 until 改回 null"),
    "a door renamed": ("channels.yml", "id: bureau", "id: office", "没有渠道“bureau”", "改过名就把 id 改回来（id 不改），误删了就补回来；没有过的先建它"),
    "a topic lost": ("vocab.yml", "{id: who,", "{id: whom,", "“who”不在 vocab.yml 的 field_groups 里", "在 vocab.yml 里改过名就改回来（id 不改），误删了就补回来；没有过的先加进 field_groups"),
    "a law's name lost": (LAW, 'short: "买卖法"', 'short: "买卖的法"', "《买卖法》不在 docs/_data/laws/ 里", "法律的 title、short 或 aliases 改过就改回来，误删了就补回来；没有过的先建它"),
    "an article lost that texts name": (LAW, '"25":', '"24":', "《买卖法》第25条不在 docs/_data/laws/shop-law.yml 里", "条号改过就改回来，误删了就补回来；没写过的先写这一条"),
}  # fmt: skip


@pytest.mark.parametrize("case", OFTEN)
def test_a_rename_is_told_as_one(project, case):
    file, before, after, message, remedy = OFTEN[case]
    # four texts that name an article
    for name, text in (
        ("glossary.yml", "可以反悔的那几天。"),
        ("misconceptions.yml", "特价的也能退。"),
        ("outside.yml", "不是买卖。"),
        ("cases.yml", "店家修。"),
    ):
        change(project, name, text, f"见《买卖法》第25条。{text}")
    change(project, "letters/short-note.yml", "group: story", "group: who")
    change(project, "cases.yml", 'laws: ["shop-law#12"]', 'laws: ["shop-law#12", "shop-law#25"]')
    assert problems(project) == []
    change(project, file, before, after)
    (told,) = [f for f in problems(project) if message in f]
    assert told.endswith(f"。{remedy}") and "用到它的有" in told


def test_a_law_whose_repeal_is_announced_may_be_cited_until_then(project):
    """From its last day on, what cites it must be changed: the day decides, not that there is one."""
    change(project, LAW, "until: null", 'until: "2026-12-01"')
    said = [[f for f in problems(project, dt.date(2026, *day)) if "废止" in f] for day in ((11, 30), (12, 1))]
    assert said[0] == [] and said[1] and all("已在2026-12-01废止" in f for f in said[1])


BROKEN = {
    "a wrong key": ("    summary:", "    sumary:"),
    "a key of a record lost": ('    phone: "12315"\n', ""),
    "a wrong value": ("verified: true", "verified: yes"),
    "a bracket": ('handles: ["买卖的事"]', 'handles: ["买卖的事"'),
    "a tab": ("    summary:", "\tsummary:"),
    "an anchor": ("summary: ", "summary: &a "),
    "an unseen character": ("管卖东西的", "管卖\u2028东西的"),
    "an id that cannot be read": ("id: bureau", "Id: bureau"),
    "an id that is none": ("id: bureau", "id: Bureau"),
    "a list with another name": ("channels:", "chanels:"),
    "no list at all": ("channels:\n", "channels: 没有\nx:\n"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_with_one_fault_still_lends_its_ids(project, case):
    """Nobody who refers to a door of channels.yml is told that there is none."""
    change(project, "channels.yml", *BROKEN[case])
    found = problems(project)
    assert found and len(found) <= 3
    assert all(f.startswith("channels.yml") for f in found)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("excuses/goods.yml", "says:", "sais:"), ("faqs/money.yml", "answer:", "answr:"), ("shared-steps.yml", "why:", "wy:"),
        ("glossary.yml", "text:", "txt:"), ("letters/refund-letter.yml", "to:", "too:"), ("laws/shop-law.yml", "number:", "nummer:"),
        ("scenarios/broken-lamp.yml", "topic:", "topik:"), ("trees/triage.yml", "most:", "moost:"),
        ("shared-deadlines.yml", "- id:", "- Id:"), ("shared-deadlines.yml", "within: {n:", "within: {m:"), ("shared-deadlines.yml", "deadlines:", "deadline:"),
    ],
)  # fmt: skip
def test_a_file_of_any_kind_still_lends_its_ids(project, file, before, after):
    change(project, file, before, after)
    assert {f.split(":")[0] for f in problems(project)} == {file}


def test_what_a_broken_file_certainly_does_not_have(project):
    """Its readable ids are known: a reference to another is still told."""
    change(project, "channels.yml", "    summary:", "    sumary:")
    change(project, "faqs/money.yml", "channel: bureau", "channel: bureo")
    assert [f for f in problems(project) if not f.startswith("channels")] == [
        placed(project, "faqs/money.yml:«bureo»: questions[0].next[0].channel: 没有渠道“bureo”。先建它，或改成已有的")
    ]


def test_a_lost_file_of_records(project):
    """The file is missed, not each of its records."""
    (project / "docs/_data/channels.yml").unlink()
    assert problems(project) == ["channels.yml: 缺少这个数据文件。误删了就补回来；没有过的照 CONTRIBUTING.md 的模板新建"]


def test_a_number_to_call_where_there_is_no_channel_at_all(project):
    (project / "docs/_data/channels.yml").write_text("channels: []\n", encoding="utf-8")
    assert placed(
        project,
        "scenarios/cheated.yml:«first:»: first.why: 叫人打12315，可是没有核实过的渠道是这个号码。先在 channels.yml 里建这个渠道（号码要有来源），或改成有的号码",
    ) in problems(project)


def test_many_situations_that_the_triage_does_not_reach(project):
    """Told as one: rather an end was lost than four situations are new."""
    text = (project / "docs/_data/scenarios/cheated.yml").read_text(encoding="utf-8")
    for name in ("one", "two", "three"):
        (project / f"docs/_data/scenarios/{name}.yml").write_text(text.replace("人不见了", f"人不见了{name}"), encoding="utf-8")
        (project / f"docs/scenarios/{name}.md").write_text("{{ scenario_page() }}\n", encoding="utf-8")
    change(project, TREE, "scenarios: [broken-lamp, cheated]", "scenarios: [broken-lamp]")
    assert problems(project) == [
        placed(project, "trees/triage.yml:«ends:»: ends: 从分流到不了4个场景：cheated、one、three等。误删的结果补回来；新的场景各给一个结果"),
        *(
            placed(project, f"vocab.yml:«  scenarios: [»: order.scenarios: 没有写“{name}”这个场景排在哪里。把它写进来，读者常遇到的排在前面")
            for name in ("one", "three", "two")
        ),
    ]


@pytest.mark.parametrize("length", [12, 40, 400])
def test_many_questions_in_a_row(project, length):
    """Every answer of each leads to the next: 2^400 ways, looked at question by question."""
    rows = "".join(
        f'\n  - {{id: q-{i}, ask: "问？", answers: [{{text: "是", go: {(go := f"q-{i + 1}" if i + 1 < length else "where")}}}, {{text: "不确定", go: {go}}}]}}'
        for i in range(length)
    )
    change(project, TREE, "start: where", "start: q-0")
    change(project, TREE, "nodes:", f"nodes:{rows}")
    assert problems(project) == [
        placed(
            project,
            f"trees/triage.yml:«repair, title»: ends[1].id: 要点{length + 2}次才到“repair”，最多2次（太远的结果一共3个）："
            f"q-0→q-1→q-2→q-3→……→q-{length - 1}→where→broken。合并或删去中间的问题",
        )
    ]


def test_a_circle_that_nothing_leads_to(project):
    change(
        project, TREE, "nodes:",
        'nodes:\n  - {id: a, ask: "甲？", answers: [{text: "是", go: b}, {text: "不确定", go: b}]}\n'
        '  - {id: b, ask: "乙？", answers: [{text: "是", go: a}, {text: "不确定", go: a}]}',
    )  # fmt: skip
    assert problems(project) == [
        placed(project, "trees/triage.yml:«id: a,»: nodes[0].id: “a”到不了：没有哪个回答通到它。在该去它的回答里写 go: a"),
        placed(project, "trees/triage.yml:«id: b,»: nodes[1].id: “b”到不了：没有哪个回答通到它。在该去它的回答里写 go: b"),
    ]


@pytest.mark.parametrize(
    "id_", ["main", "top-search", "finder", "finder-results", "checklist", "storage-notice", "ask-title", "field-story", "tick-file-it"]
)
@pytest.mark.parametrize(
    ("file", "own"), [("channels.yml", "court-online"), ("glossary.yml", "cooling-off"), ("cases.yml", "lamp-case"), ("outside.yml", "quarrel")]
)
def test_an_id_that_the_page_has_itself(project, id_, file, own):
    change(project, file, f"id: {own}", f"id: {id_}")
    assert [f for f in problems(project) if f"id“{id_}”和页面自己的id冲突（" in f and f.startswith(file) and f.endswith("。换一个id")]


def test_a_shop_s_id_may_look_like_a_beginning(project):
    """term-… is in the way only where there is a term of that name."""
    change(project, "glossary.yml", "id: cooling-off", "id: term-of-office")
    change(project, "renamed.yml", "now: cooling-off", "now: term-of-office")
    assert problems(project) == []


def test_a_vocabulary_that_cannot_be_used(project):
    """Nothing can be checked against it: its own problem is told, and those that each file has by itself."""
    change(project, "vocab.yml", "phases:", "phasen:")
    change(project, "glossary.yml", "text:", "txt:")
    assert {f.split(":")[0] for f in problems(project)} == {"vocab.yml", "glossary.yml"}


@pytest.mark.parametrize("name", ["Shop-Law", "shop_law", "法律", "shop law", "shop-law-"])
def test_a_file_name_that_is_no_id(project, name):
    (project / "docs/_data/laws/unread-law.yml").rename(project / f"docs/_data/laws/{name}.yml")
    (project / "docs/laws/unread-law.md").rename(project / f"docs/laws/{name}.md")
    assert problems(project) == [f"laws/{name}.yml: 文件名就是id，“{name}”不合格。只用小写字母、数字和连字符，最多60个字"]


@pytest.mark.parametrize("file", ["faqs/online.yml", "excuses/goods.yml", "laws/shop-law.yml", "scenarios/cheated.yml"])
def test_a_copy_of_a_file_is_one_problem(project, file):
    """As a desktop names it. What it holds twice is not told as well."""
    path = project / "docs" / "_data" / file
    shutil.copy(path, path.with_name(f"{path.stem} 2.yml"))
    assert problems(project) == [f"{file.removesuffix('.yml')} 2.yml: 文件名就是id，“{path.stem} 2”不合格。只用小写字母、数字和连字符，最多60个字"]


def test_a_file_with_a_wrong_name_still_lends_its_ids(project):
    (project / "docs/_data/excuses/goods.yml").rename(project / "docs/_data/excuses/Goods.yml")
    (project / "docs/excuses/goods.md").rename(project / "docs/excuses/Goods.md")
    assert problems(project) == [
        "excuses/Goods.yml: 文件名就是id，“Goods”不合格。只用小写字母、数字和连字符，最多60个字",
        placed(project, "vocab.yml:«  excuses: [goods»: order.excuses[0]: 没有商家说法的分组“goods”。先建它，或改成已有的"),
    ]


def test_a_file_name_that_is_too_long(project):
    name = "a" * 61
    (project / "docs/_data/laws/unread-law.yml").rename(project / f"docs/_data/laws/{name}.yml")
    (project / "docs/laws/unread-law.md").rename(project / f"docs/laws/{name}.md")
    assert problems(project) == [f"laws/{name}.yml: 文件名就是id，“{name}”不合格。只用小写字母、数字和连字符，最多60个字"]


def test_a_key_that_is_a_list(project):
    change(project, "glossary.yml", "terms:", "? [a, b]\n: 1\nterms:")
    assert problems(project) == [placed(project, "glossary.yml:«? [a, b]»: 键要写成一个词，不能是列表或对照表。改成一个词，后面写冒号")]


def test_an_unknown_key_of_an_article(project):
    """What stands under a free key (an article's number) has the keys of an article."""
    change(project, "laws/shop-law.yml", 'gist: "运费', 'gits: "运费')
    assert [f for f in problems(project) if f.startswith("laws")] == [
        placed(project, "laws/shop-law.yml:«gits»: articles.9: 缺少“gist”。补上它；确实没有内容时照模板写 null 或 []"),
        placed(project, "laws/shop-law.yml:«gits»: articles.9.gits: 不认识的键“gits”。你是不是要写 gist？"),
    ]


def test_an_unknown_key_of_an_item_with_a_condition(project):
    change(project, "letters/refund-letter.yml", '{text: "钱[[way]]", when:', '{text: "钱[[way]]", wenn: {}, when:')
    assert problems(project) == [placed(project, "letters/refund-letter.yml:«wenn»: body[3].list[1].wenn: 不认识的键“wenn”。你是不是要写 when？")]


def test_data_that_is_no_file_needs_no_page(project):
    (project / "docs/_data/laws/x.yml").mkdir()
    assert problems(project) == ["laws/x.yml: 这是文件夹，不是数据文件。改掉文件夹的名字，或删去它"]


def test_a_part_of_a_law_and_its_page_belong_together(project):
    """A part names a page that is there, and the page is named by a part: both are told where one of them was renamed."""
    change(project, "laws/market-complaint-measures.yml", "page: rules", "page: more")
    told = problems(project)
    assert len(told) == 2
    assert any(
        "没有 docs/laws/market-complaint-measures/more.md。建这一页：写 title 和 description，正文写 {{ part_of_law() }}；不要自己的页，就删去 page"
        in line
        for line in told
    )
    where = "part_of_law() 只能写在 docs/laws/法律id/ 里的页面上，文件名是那部法律的 parts 里写的 page"
    assert any(line.startswith("docs/laws/market-complaint-measures/rules.md:") and where in line for line in told)
