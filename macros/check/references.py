"""References between records: every citation, id and word of a closed list is there. One function a kind of file."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from typing import Any

from macros import asserts
from macros import letters as letter_grammar
from macros import model as m
from macros.book import Document, Path_
from macros.check.report import Known, Report
from macros.links import article_label

MANY_ARTICLES = 100  # a law with more is divided into parts on its page


def laws(report: Report) -> None:
    """Names are unique, a source or where to look is given, dates are past, articles stand in order, nothing unread is cited."""
    for law_id, law in report.book.laws.items():
        doc = report.document("law", law_id)
        for i, name in enumerate([law.title, law.short, *law.aliases]):
            path = (("title",), ("short",))[i] if i < 2 else ("aliases", i - 2)
            if name.startswith("《") and name.endswith("》"):
                report.say(doc, path, f"名字两头不写书名号，页面会加上。删去“{name}”的《 》")
            other = report.book.law_names[name]
            if other != law_id:
                report.say(doc, path, f"“{name}”已经是 {other} 的名字。改一个，或删去这个别名")
        if not law.source and not law.source_note:
            report.say(doc, ("source",), "没有官方来源。写官方网址；查不到时写 null，并在 source_note 写去哪里查")
        if law.unverified and law.articles:
            report.say(doc, ("articles",), "没有读到正文的规定（unverified）不能写条文要点。写成 articles: {}")
        if not law.unverified:
            for key in ("in_force", "text_as_of", "issuer"):
                if getattr(law, key) is None:
                    report.say(doc, (key,), f"读到正文的规定要写 {key}；没有读到就写 unverified: true")
            if not law.articles:
                report.say(doc, ("articles",), "一条都没有。写上要引用的条文")
        if law.replaced_by:
            report.record(doc, ("replaced_by",), "law", law.replaced_by)
            if law.replaced_by == law_id:
                report.say(doc, ("replaced_by",), "写的是它自己。写取代它的那一部，没有就写 null")
            if not law.until:
                report.say(doc, ("replaced_by",), "写了 replaced_by，却没有 until（废止日期）。补上 until；没有被取代的，replaced_by 写 null")
        _ends_after_it_begins(report, doc, (), law)
        for number, one in law.articles.items():
            _ends_after_it_begins(report, doc, ("articles", number), one)
            if one.instead:
                report.citation(doc, ("articles", number, "instead", "now"), one.instead.now)
        report.past(doc, ("checked_on",), law.checked_on, "核对日期")
        report.past(doc, ("text_as_of",), law.text_as_of, "文本日期")
        if law.text_as_of and law.checked_on and law.checked_on < law.text_as_of <= report.today.isoformat():
            report.say(doc, ("checked_on",), f"核对日期{law.checked_on}早于文本日期{law.text_as_of}。核对这两个日子，改掉错的那个")
        _parts(report, doc, law)
        order = [m.place_of(a) for a in law.articles]
        for before, after, article in zip(order, order[1:], list(law.articles)[1:], strict=False):
            if after <= before:
                report.say(doc, ("articles", article), f"{article_label(article)}没有按条号从小到大排列。移到对的位置")


def _parts(report: Report, document: Document, law: m.Law) -> None:
    """A long law is divided; its parts stand in order, the first begins no later than the first article, and none is empty."""
    articles = [m.place_of(a) for a in law.articles]
    begins = [m.place_of(p.begins) for p in law.parts]
    if len(articles) > MANY_ARTICLES and not begins:
        report.say(
            document, ("articles",), f"有{len(articles)}条，太长，一页看不过来。照它自己的编、章写 parts：每部分的 title 和从第几条开始（begins）"
        )
    if articles and begins and begins[0] > articles[0]:
        report.say(document, ("parts", 0, "begins"), "第一部分从第一条要点之后才开始。改成不晚于第一条的条号")
    for i, (begin, end) in enumerate(zip_longest(begins, begins[1:])):
        if end and end <= begin:
            report.say(document, ("parts", i + 1, "begins"), "没有按条号从小到大排列。移到对的位置")
        elif not any(begin <= a and (end is None or a < end) for a in articles):
            report.say(document, ("parts", i), "这一部分里一条要点都没有。删去它")
    folder = Path(document.file).stem
    for i, part in enumerate(law.parts):
        page = f"docs/laws/{folder}/{part.page}.md"
        if part.page and not (report.book.root / page).exists():
            report.say(
                document,
                ("parts", i, "page"),
                f"没有 {page}。建这一页：写 title 和 description，正文写 {{{{ part_of_law() }}}}；不要自己的页，就删去 page",
            )


def _ends_after_it_begins(report: Report, document: Document, path: Path_, rule: m.Law | m.Article) -> None:
    if rule.until and rule.in_force and rule.until <= rule.in_force:
        report.say(document, (*path, "until"), f"废止日{rule.until}不在施行日{rule.in_force}之后。核对这两个日子，改掉错的那个")


def phases(report: Report) -> None:
    """The phases are those that a situation's steps have: they stand in addresses, pages and what readers keep."""
    words = [w.id for w in report.book.vocab.phases]
    doc = report.document("vocab")
    for i, word in enumerate(words):
        if word not in m.PHASES:
            report.say(doc, ("phases", i, "id"), f"阶段“{word}”不是六个阶段之一。改成：{'、'.join(m.PHASES)}")
    for missing in [step for step in m.PHASES if step not in words]:
        report.say(doc, ("phases",), f"少了阶段“{missing}”。补上它：六个阶段是{'、'.join(m.PHASES)}")


def _step(report: Report, document: Document, path: Path_, step: m.Step) -> None:
    report.cited(document, (*path, "laws"), step.laws)
    if step.evidence:
        report.word(document, (*path, "evidence"), step.evidence, "evidence")
    report.record(document, (*path, "letter"), "letter", step.letter)
    report.record(document, (*path, "channel"), "channel", step.channel)


def facts(report: Report) -> None:
    """Every fact of the case stands in a group: what is before the point of its id."""
    doc = report.document("vocab")
    groups = [w.id for w in report.book.vocab.fact_groups]
    for i, word in enumerate(report.book.vocab.facts):
        group = word.id.partition(".")[0]
        if group not in groups:
            report.say(
                doc, ("facts", i, "id"), f"案情要素“{word.id}”没有组：fact_groups 里没有“{group}”。加上这一组，或者改成已有的：{'、'.join(groups)}"
            )


def order(report: Report) -> None:
    """The order in which pages list situations, groups of excuses, platforms and letters names each of them, and only what exists."""
    book, doc = report.book, report.document("vocab")
    arranged = book.vocab.order
    kinds: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("scenarios", "scenario", "场景", book.scenarios),
        ("excuses", "excuse-group", "商家说法的分组", book.excuse_groups),
        ("platforms", "platform", "平台", book.platforms),
    )
    for list_, kind, word, records in kinds:
        named = getattr(arranged, list_)
        known = Known(records, word, book.present["excuses"]) if kind == "excuse-group" else report.records[kind]
        for i, id_ in enumerate(named):
            report.known(doc, ("order", list_, i), id_, known, report.renamed(kind, id_))
        for id_ in records.keys() - set(named):
            report.say(doc, ("order", list_), f"没有写“{id_}”这个{word}排在哪里。把它写进来，读者常遇到的排在前面")
    for i, phase in enumerate(arranged.letters):
        report.word(doc, ("order", "letters", i, "phase"), phase.phase, "phases")
        for j, id_ in enumerate(phase.letters):
            report.record(doc, ("order", "letters", i, "letters", j), "letter", id_)
    named = [id_ for phase in arranged.letters for id_ in phase.letters]
    for id_ in sorted({id_ for id_ in named if named.count(id_) > 1}):
        report.say(doc, ("order", "letters"), f"文书“{id_}”写了{named.count(id_)}次。只留写它的那个阶段里的一次")
    for id_ in book.letters.keys() - set(named):
        report.say(doc, ("order", "letters"), f"没有写文书“{id_}”排在哪里。写进要写它的那个阶段，先写的排在前面")


def front(report: Report) -> None:
    """What the front door shows first exists."""
    doc = report.document("vocab")
    for i, excuse in enumerate(report.book.vocab.front.excuses):
        report.record(doc, ("front", "excuses", i), "excuse", excuse)
    for i, letter in enumerate(report.book.vocab.front.letters):
        report.record(doc, ("front", "letters", i), "letter", letter)
    for i, channel in enumerate(report.book.vocab.front.channels):
        report.record(doc, ("front", "channels", i), "channel", channel)
    for i, kind in enumerate(report.book.vocab.channel_kinds):
        page = f"docs/channels/{kind.id}.md"
        if kind.page and not (report.book.root / page).exists():
            report.say(doc, ("channel_kinds", i, "page"), f"没有 {page}。建这一页，写上 {{{{ channels_kind() }}}}；不要自己的页，就删去 page")


def shared(report: Report) -> None:
    """Shared steps: phase, evidence, targets and citations exist."""
    for doc, here, step in report.entries("shared-steps"):
        report.word(doc, (*here, "phase"), step.phase, "phases")
        _step(report, doc, here, step)


def scenarios(report: Report) -> None:
    """A situation: its words, citations, steps and lists exist; nothing is named twice; it does not name itself."""
    book = report.book
    for id_, scenario in book.scenarios.items():
        doc = report.document("scenario", id_)
        report.word(doc, ("topic",), scenario.topic, "topics")
        report.past(doc, ("reviewed",), scenario.reviewed, "核对日期")
        for i, other in enumerate(scenario.not_for):
            report.record(doc, ("not_for", i, "see"), "scenario", other.see)
            if other.see == id_:
                report.say(doc, ("not_for", i, "see"), "指回了自己。写读者该去的那个场景，或删去这一条")
        for i, right in enumerate(scenario.rights):
            report.cited(doc, ("rights", i, "laws"), right.laws)
        seen: dict[str, tuple[Document, Path_]] = {}
        for phase, entries in scenario.steps.phases():
            for i, step in enumerate(entries):
                here: Path_ = ("steps", phase, i)
                if isinstance(step, m.SharedRef):
                    report.unique(doc, seen, step.shared, (*here, "shared"))
                    report.record(doc, (*here, "shared"), "shared-step", step.shared)
                    phase_there = book.shared_steps[step.shared].phase if step.shared in book.shared_steps else phase
                    if phase_there != phase and phase_there in book.words["phases"]:
                        report.say(doc, (*here, "shared"), f"共用步骤“{step.shared}”属于 {phase_there} 阶段，移到那里")
                    continue
                report.unique(doc, seen, step.id, (*here, "id"))
                if step.id in book.shared_steps:
                    report.say(doc, (*here, "id"), f"“{step.id}”已经是共用步骤的id。引用它写 shared: {step.id}，否则换一个id")
                _step(report, doc, here, step)
        for i, channel in enumerate(scenario.first.call):
            report.record(doc, ("first", "call", i), "channel", channel)
        for key, kind in (
            ("excuses", "excuse"),
            ("letters", "letter"),
            ("channels", "channel"),
            ("platforms", "platform"),
            ("related", "scenario"),
        ):
            values = getattr(scenario, key)
            for i, value in enumerate(values):
                report.record(doc, (key, i), kind, value)
        if id_ in scenario.related:
            report.say(doc, ("related",), "把自己列进了相关场景。删去它")


def bought(report: Report) -> None:
    """Where a platform can be asked, the reader finds the page of his own platform: each has its own entry and its own countdown."""
    book = report.book
    of_a_platform = {id_ for id_, channel in book.channels.items() if channel.kind == "platform"}
    for id_, scenario in book.scenarios.items():
        asked = of_a_platform & {*scenario.channels, *(step.record.channel for step in book.steps_of(id_))}
        if asked and not scenario.platforms and book.platforms:
            told = "、".join(sorted(asked))
            report.say(
                report.document("scenario", id_),
                (),
                f'叫人找平台（{told}），却没有 platforms。写上读者常在哪几个平台买，如 platforms: ["{next(iter(book.platforms))}"]',
            )


def excuses(report: Report) -> None:
    """Ids are unique in all groups; citations exist."""
    seen: dict[str, tuple[Document, Path_]] = {}
    for group, file in report.book.excuse_groups.items():
        doc = report.document("excuses", group)
        for i, excuse in enumerate(file.excuses):
            report.unique(doc, seen, excuse.id, ("excuses", i, "id"))
            report.cited(doc, ("excuses", i, "laws"), excuse.laws)
            for j, variant in enumerate(excuse.variants):
                report.cited(doc, ("excuses", i, "variants", j, "laws"), variant.laws or [])


def renamed(report: Report) -> None:
    """What an id is called now is there, what it was called is not there any more, and each is said once."""
    doc = report.document("renamed")
    said: dict[tuple[str, str], int] = {}
    for i, entry in enumerate(report.book.renamed):
        here = ("renamed", i)
        report.record(doc, (*here, "now"), entry.kind, entry.now)
        report.past(doc, (*here, "on"), entry.on, "改名的日子")
        known = report.records[entry.kind]
        if entry.old in known.ids:  # of a file that is wrong itself nothing is said: it may have any
            report.say(doc, (*here, "old"), f"“{entry.old}”还是{known.word}的 id。没有改名就删去这一行；改了名，别处就不能再叫这个")
        first = said.setdefault((entry.kind, entry.old), i)
        if first != i:
            report.say(doc, (*here, "old"), f"“{entry.old}”写了两次，第一次在 {doc.file}:{doc.line(('renamed', first))}。留对的那一个")


def questions(report: Report) -> None:
    """The file is a topic, ids are unique in all topics, every next step has a place to go; what moved away is elsewhere."""
    book = report.book
    seen: dict[str, tuple[Document, Path_]] = {}
    asked: dict[str, tuple[Document, Path_, str]] = {}
    for topic, file in book.faqs.items():
        doc = report.document("faqs", topic)
        report.word(doc, (), topic, "question_topics")
        own = {question.id for question in file.questions}
        for i, id_ in enumerate(file.moved):
            report.record(doc, ("moved", i), "question", id_)
            if id_ in own:
                report.say(doc, ("moved", i), f"“{id_}”还在这一页。moved 只写搬到别的主题去的问题，删去这一行")
        for i, question in enumerate(file.questions):
            here = ("questions", i)
            report.unique(doc, seen, question.id, (*here, "id"))
            report.cited(doc, (*here, "laws"), question.laws)
            report.past(doc, (*here, "reviewed"), question.reviewed, "核对日期")
            for j, scenario in enumerate(question.scenarios):
                report.record(doc, (*here, "scenarios", j), "scenario", scenario)
            for j, step in enumerate(question.next):
                for kind, target in step.targets():
                    report.record(doc, (*here, "next", j, kind), kind, target)
                if step.question == question.id:
                    report.say(doc, (*here, "next", j, "question"), "下一步指回了这个问题自己。换一个去处，或删去这一条")
            before = asked.setdefault(question.question, (doc, (*here, "question"), question.id))
            if before[2] != question.id:  # one id twice is told already
                report.say(doc, (*here, "question"), f"这个问题在 {before[0].file}:{before[0].line(before[1])} 已经问过。删去一个，或者写清差在哪里")


def letters(report: Report) -> None:
    """Fields, groups and facts are known; the body uses what is declared (letters.problems)."""
    attorney = letter_grammar.power_of_attorney(report.book)
    evidence = letter_grammar.evidence_list(report.book)
    typed: dict[str, tuple[str, str, int]] = {}
    for id_, letter in report.book.letters.items():
        doc = report.document("letter", id_)
        report.cited(doc, ("laws",), letter.laws)
        seen: dict[str, tuple[Document, Path_]] = {}
        for i, amount in enumerate(letter.amounts):
            report.record(doc, ("amounts", i, "rule"), "sum", amount.rule)
            report.unique(doc, seen, amount.rule, ("amounts", i, "rule"))
            for name in amount.uses if amount.rule in report.book.sums else ():
                inputs = Known([x.id for x in report.book.sums[amount.rule].inputs], f"{amount.rule} 要问的数", ())
                report.known(doc, ("amounts", i, "uses", name), name, inputs)
        report.past(doc, ("reviewed",), letter.reviewed, "核对日期")
        for i, field in enumerate(letter.fields):
            report.word(doc, ("fields", i, "group"), field.group, "field_groups")
            if field.case:
                report.word(doc, ("fields", i, "case"), field.case, "facts")
                first = typed.setdefault(field.case, (field.type, id_, i))
                if (field.type == "date") != (first[0] == "date") or (field.type == "money") != (first[0] == "money"):
                    there = report.document("letter", first[1])
                    where = f"{there.file}:{there.line(('fields', first[2]))}"
                    report.say(
                        doc,
                        ("fields", i, "case"),
                        f"“{field.case}”在 {where} 填的是{first[0]}，这里是{field.type}：填在那里的会出现在这里。换成对得上的案情要素",
                    )
        if letter.addressee:
            report.word(doc, ("addressee",), letter.addressee, "actors")
        if letter.marks:
            report.word(doc, ("marks",), letter.marks, "events")
        for i, other in enumerate(letter.related):
            report.record(doc, ("related", i), "letter", other)
            if other == id_:
                report.say(doc, ("related", i), "把自己列进了相关文书。删去它")
        for path, message in letter_grammar.problems(letter) + asserts.problems(letter, report.book.shared_deadlines):
            report.say(doc, path, message)
        for path, message in letter_grammar.asked_too_late(letter, [x.id for x in report.book.vocab.field_groups]):
            report.say(doc, path, message)
        for i, field in enumerate(letter.fields):
            for role, what, only in (("agent-kin", "授权委托书", attorney), ("proof-name", "证据目录", evidence)):
                if field.role == role and only and only["letter"] != id_:
                    report.say(doc, ("fields", i, "role"), f"{what}（有 {role} 的文书）只能有一份，已经是 {only['letter']}")


def channels(report: Report) -> None:
    """A verified door has source and day; an unverified one has neither number nor address."""
    for doc, here, channel in report.entries("channels"):
        report.word(doc, (*here, "kind"), channel.kind, "channel_kinds")
        report.record(doc, (*here, "letter"), "letter", channel.letter)
        report.cited(doc, (*here, "laws"), channel.laws)
        report.past(doc, (*here, "checked_on"), channel.checked_on, "核对日期")
        for i, source in enumerate(channel.source):
            if re.fullmatch(m.CITATION, source):
                report.citation(doc, (*here, "source", i), source)
            elif "#" in source:
                report.say(doc, (*here, "source", i), f"“{source}”会照样印出来。是条文就写成 法律id#条号，如 consumer-rights-law#25；不是就删去 #")
        if channel.verified and not (channel.source and channel.checked_on):
            report.say(doc, here, "写了 verified: true，却没有来源（source）或核对日期（checked_on）。补上；没有核实过就写 verified: false")
        if not channel.verified and (channel.phone or any(s.url for s in channel.site)):
            report.say(doc, here, "没有核实的渠道不能印电话和网址。phone 写 null，site 的 url 写 null")


def words(report: Report) -> None:
    """Terms and misconceptions: citations and laws exist."""
    for doc, here, term in report.entries("glossary"):
        report.cited(doc, (*here, "laws"), term.laws)
    for doc, here, wrong in report.entries("misconceptions"):
        report.cited(doc, (*here, "laws"), wrong.laws)
        for j, law in enumerate(wrong.see):
            report.record(doc, (*here, "see", j), "law", law)


def outside(report: Report) -> None:
    """What is not for this handbook leads to doors and situations that exist."""
    for doc, here, other in report.entries("outside"):
        for j, channel in enumerate(other.channels):
            report.record(doc, (*here, "channels", j), "channel", channel)
        for j, scenario in enumerate(other.see):
            report.record(doc, (*here, "see", j), "scenario", scenario)


def search_queries(report: Report) -> None:
    """Every target of the search's own test exists, and no query is asked twice."""
    doc = report.document("search-queries")
    asked: set[str] = set()
    for i, group in enumerate(report.book.search_queries):
        for j, target in enumerate(group.accept):
            kind, _, id_ = target.partition("/")
            if kind in report.records:
                report.record(doc, ("queries", i, "accept", j), kind, id_)
            else:
                report.say(doc, ("queries", i, "accept", j), f"没有“{kind}”这一种。可用的：{'、'.join(report.records)}")
        for j, query in enumerate(group.ask):
            if query in asked:
                report.say(doc, ("queries", i, "ask", j), f"“{query}”问了两次。删去一个")
            asked.add(query)


def search_train(report: Report) -> None:
    """What the search learns from belongs to a situation or to a matter outside, which do not share a name; no line stands twice anywhere."""
    book = report.book
    where: dict[str, str] = {}
    asked = {query for group in book.search_queries for query in group.ask}
    for id_ in book.search_train:
        doc = report.document("search-train", id_)
        if id_ in book.scenarios and id_ in book.outside:
            report.say(doc, (), f"场景和不适用的事都叫“{id_}”，分不清是谁的问句。新加的那个换一个id")
        either = Known({*book.present["scenario"], *book.outside}, "场景或不适用的事", ("scenario", "outside"))
        report.known(doc, (), id_, either, _either_now(report, id_))
        for i, line in enumerate(book.search_train[id_].ask):
            if line in where:
                report.say(doc, ("ask", i), f"“{line}”在{where[line]}里已经有了。删去一句")
            if line in asked:
                report.say(doc, ("ask", i), f"“{line}”是 search-queries.yml 里的考题，学了它，分数就不作数。删去它")
            where.setdefault(line, doc.file)


def _either_now(report: Report, id_: str) -> str:
    """What to write where a situation or a matter outside was renamed."""
    return report.renamed("scenario", id_) or report.renamed("outside", id_)


def dangers(report: Report) -> None:
    """A danger has somebody to call and a situation to lead to; what else is near it exists."""
    book = report.book
    either = Known({*book.present["scenario"], *book.outside}, "场景或不适用的事", ("scenario", "outside"))
    for doc, here, danger in report.entries("dangers"):
        for i, channel in enumerate(danger.call):
            report.record(doc, (*here, "call", i), "channel", channel)
        for i, id_ in enumerate(danger.near):
            if i:
                report.known(doc, (*here, "near", i), id_, either, _either_now(report, id_))
            else:
                report.record(doc, (*here, "near", i), "scenario", id_)


def platforms(report: Report) -> None:
    """Points name rules that the platform has; a verified platform has rules or sources."""
    for id_, platform in report.book.platforms.items():
        doc = report.document("platform", id_)
        report.cited(doc, ("laws",), platform.laws)
        report.past(doc, ("reviewed",), platform.reviewed, "核对日期")
        report.past(doc, ("seen",), platform.seen, "来源日期")
        rules = {r.id for r in platform.rules}
        for i, point in enumerate(platform.points):
            report.known(doc, ("points", i, "rule"), point.rule, Known(rules, "平台规则", ()))
            if point.law:
                report.cited(doc, ("points", i, "law", "laws"), point.law.laws)
        if platform.verified and not (platform.rules or platform.sources):
            report.say(doc, ("verified",), "写了 verified: true，却没有规则文本，也没有来源。补上来源；没有核实过就写 verified: false")


def regions(report: Report) -> None:
    """A place is a province of the list, or lies inside one; its rules stand on law of its own, are shown somewhere, and nobody else cites that law as
    if it held everywhere."""
    book = report.book
    provinces = Known([w.id for w in book.vocab.places], "省级地区", ())
    for id_, law in book.laws.items():
        if law.region:
            report.record(report.document("law", id_), ("region",), "region", law.region)
    for id_, region in book.regions.items():
        doc = report.document("region", id_)
        report.past(doc, ("reviewed",), region.reviewed, "核对日期")
        if region.inside:
            report.known(doc, ("inside",), region.inside, provinces)
        elif id_ not in provinces.ids:
            report.say(doc, (), f"“{id_}”不在 vocab.yml 的 places 里。省级的，文件名用那里的 id；市一级的，写 inside: 它所在的省")
        seen: dict[str, tuple[Document, Path_]] = {}
        for i, rule in enumerate(region.rules):
            here: Path_ = ("rules", i)
            report.unique(doc, seen, rule.id, (*here, "id"))
            report.cited(doc, (*here, "laws"), rule.laws)
            for j, scenario in enumerate(rule.scenarios):
                report.record(doc, (*here, "scenarios", j), "scenario", scenario)
            for j, letter in enumerate(rule.letters):
                report.record(doc, (*here, "letters", j), "letter", letter)
            known = [found for c in rule.laws if (found := book.laws.get(c.partition("#")[0]))]
            if known and not any(found.region and found.region in (id_, region.inside) for found in known):
                report.say(doc, (*here, "laws"), "没有引当地的规定。引 region 写着这个地方的那部法律；全国的规定写进场景")
    for ref, citations in book.citations():
        for citation in citations:
            cited = book.laws.get(citation.partition("#")[0])
            if cited and cited.region and ref.kind in ("scenario", "excuse", "letter"):
                doc = report.document(ref.kind, book.excuses[ref.id][0] if ref.kind == "excuse" else ref.id)
                where = next((path for path, text in report.texts(doc) if text == citation), ())
                report.say(doc, where, f"{citation} 只在当地用，不能当成全国的规定引。写进 docs/_data/regions/{cited.region}.yml")


def cases(report: Report) -> None:
    """Citations, situations and excuses of a case exist."""
    for doc, here, case in report.entries("cases"):
        report.cited(doc, (*here, "laws"), case.laws)
        for j, scenario in enumerate(case.scenarios):
            report.record(doc, (*here, "scenarios", j), "scenario", scenario)
        for j, excuse in enumerate(case.excuses):
            report.record(doc, (*here, "excuses", j), "excuse", excuse)


def changes(report: Report) -> None:
    """The event is known; citations exist."""
    for doc, here, change in report.entries("changes"):
        report.word(doc, (*here, "event"), change.event, "events")
        for j, rule in enumerate(change.rules):
            report.cited(doc, (*here, "rules", j, "laws"), rule.laws)
            if not rule.before.startswith("旧规"):
                report.say(
                    doc, (*here, "rules", j, "before"), "以前的规定要以“旧规”开头，读者才不会当成现在的。在前面加上“旧规：”或“旧规（已废止）：”"
                )


# what a change may name by its kind; the others have no place of their own that a reader looks at
CHANGED = ("scenario", "letter", "question", "excuse", "channel", "platform", "region", "misconception")


def log(report: Report) -> None:
    """What is told of changes names things that are there; a change of the law says of which articles; versions and days go downwards."""
    book = report.book
    doc = report.document("log")
    for i, release in enumerate(book.releases):
        here: Path_ = ("releases", i)
        report.past(doc, (*here, "on"), release.on, "发布的日子")
        if release.on is None and i:
            report.say(doc, (*here, "on"), "还没有发布的只能是最上面一段。写发布的日子，或者把它移到最上面")
        later = [other for other in book.releases[:i] if version_of(other.version) <= version_of(release.version)]
        if later:
            report.say(
                doc, (*here, "version"), f"版本{release.version}排在{later[0].version}下面。新的在前，版本一个比一个大：改对版本，或者把这一段移上去"
            )
        above = [other.on for other in book.releases[:i] if other.on]
        if release.on and above and above[-1] < release.on:
            report.say(doc, (*here, "on"), f"这一版是{release.on}，比排在上面的{above[-1]}还晚。改对日子，或者把这一段移上去")
        for j, entry in enumerate(release.entries):
            place_ = (*here, "entries", j)
            report.past(doc, (*place_, "on"), entry.on, "改动的日子")
            report.cited(doc, (*place_, "laws"), entry.laws)
            if entry.kind == "law" and not entry.laws:
                report.say(doc, (*place_, "laws"), "kind: law 要写是哪几条变了（laws），引用它们的页才找得到。不是法律变了，写 mended 或 new")
            for k, page in enumerate(entry.pages):
                kind, _, id_ = page.partition("/")
                if kind not in CHANGED:
                    report.say(doc, (*place_, "pages", k), f"“{kind}/”不是能写在这里的种类。写 {'、'.join(f'{name}/' for name in CHANGED)}")
                else:
                    report.record(doc, (*place_, "pages", k), kind, id_)


def version_of(text: str) -> tuple[int, ...]:
    """'0.10.2' → (0, 10, 2): to compare by."""
    return tuple(map(int, text.split(".")))


RULES = (
    laws,
    phases,
    facts,
    front,
    order,
    shared,
    renamed,
    scenarios,
    bought,
    excuses,
    questions,
    letters,
    channels,
    outside,
    search_queries,
    search_train,
    dangers,
    words,
    platforms,
    regions,
    cases,
    changes,
    log,
)
