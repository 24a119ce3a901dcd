"""Cross references and house rules. Returns every Problem; never prints, never raises. The build and the tests call the same check()."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from . import letters as letter_grammar
from .links import article_label
from .load import Document, Handbook, Path_, place
from .model import KINDS
from .problem import Problem, suggest

HAN = "零〇一二三四五六七八九十百千"
# 《…》第…条 in running text; several articles may follow one another (第25条、第26条)
NAMED = re.compile(rf"《([^《》]+)》((?:第[\d{HAN}]+条(?:之[\d{HAN}]+)?(?:第[^第条，。；、]{{1,8}}[款项])*[、和及]?)+)")
ONE = re.compile(rf"第([\d{HAN}]+)条(?:之([\d{HAN}]+))?")
# a stub's front matter may say more than nothing, but never the title: that comes from the data alone
STUBS = {  # kind of page -> (folder under docs, macro)
    "scenario": ("scenarios", "scenario_page"),
    "law": ("laws", "law_page"),
    "letter": ("letters", "letter_page"),
    "faqs": ("faq", "faq_page"),
    "platform": ("platforms", "platform_page"),
    "excuses": ("excuses", "excuse_page"),
}


def number(text: str) -> int:
    """A whole number in Chinese or Arabic digits, up to 9999: '一百二十' → 120."""
    if text.isdigit():
        return int(text)
    total = current = 0
    for ch in text:
        if ch in "零〇":
            continue
        if ch in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[ch]
            current = 0
        else:
            current = "一二三四五六七八九".index(ch) + 1
    return total + current


def texts(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text of a plain value with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts(inner, (*path, i))
    elif isinstance(value, str):
        yield path, value


class Checker:
    def __init__(self, book: Handbook, today: dt.date) -> None:
        self.book = book
        self.today = today
        self.found: list[Problem] = []
        self.events = {w.id for w in book.vocab.events}
        self.actors = {w.id for w in book.vocab.actors}
        self.evidence = {w.id for w in book.vocab.evidence}
        self.facts = {w.id for w in book.vocab.facts}
        self.groups = {w.id for w in book.vocab.field_groups}
        self.phases = [w.id for w in book.vocab.phases]
        self.names: dict[str, str] = {}

    def say(self, document: Document, path: Path_, message: str) -> None:
        self.found.append(Problem(document.file, document.line(path), place(path), message))

    # ------------------------------------------------------------ references

    def cited(self, document: Document, path: Path_, citations: list[str], ended: bool = False) -> None:
        """Every citation exists; a repealed or unverified one is not cited as law in force."""
        for i, citation in enumerate(citations):
            here = (*path, i)
            law_id, _, article = citation.partition("#")
            law = self.book.laws.get(law_id)
            if law is None:
                if law_id not in self.book.present["law"]:
                    self.say(document, here, f"没有法律“{law_id}”。{suggest(law_id, self.book.laws) or '先在 docs/_data/laws/ 里建这部法律'}")
                continue
            if article not in law.articles:
                near = suggest(article, law.articles)
                near = near.replace("要写 ", f"要写 {law_id}#") if near else f"先在 docs/_data/laws/{law_id}.yml 里写这一条"
                self.say(document, here, f"没有条文 {citation}。{near}")
                continue
            if law.until and not ended:
                instead = f"改引现行的 {law.replaced_by}" if law.replaced_by else "改引现行的规定"
                self.say(document, here, f"{citation} 已在{law.until}废止。{instead}")
        for citation, count in Counter(citations).items():
            if count > 1:
                self.say(document, path, f"{citation} 在同一处引用了{count}次。留一个")

    def known(self, document: Document, path: Path_, id_: str | None, known: Any, kind: str, present: set[str] = frozenset()) -> None:
        """An id that another record should have. `present` holds ids whose file exists but is itself wrong: no second message."""
        if id_ is not None and id_ not in known and id_ not in present:
            self.say(document, path, f"没有{kind}“{id_}”。{suggest(id_, known) or '先建它，或删去这一处'}")

    def word(self, document: Document, path: Path_, word: str, known: Any, list_: str) -> None:
        if word not in known:
            self.say(document, path, f"“{word}”不在 vocab.yml 的 {list_} 里。{suggest(word, known) or '可用的：' + '、'.join(sorted(known))}")

    def past(self, document: Document, path: Path_, date: str | None, what: str) -> None:
        if date and dt.date.fromisoformat(date) > self.today:
            self.say(document, path, f"{what}{date}还没有到。写实际核对的那一天")

    def unique(self, document: Document, seen: dict[str, str], id_: str, path: Path_) -> None:
        here = f"{document.file}:{document.line(path)}"
        if first := seen.get(id_):
            self.say(document, path, f"id“{id_}”用了两次，第一次在 {first}。改掉新加的那一个")
        else:
            seen[id_] = here

    # ----------------------------------------------------------------- kinds

    def laws(self) -> None:
        for law_id, law in self.book.laws.items():
            doc = self.book.documents["law", law_id]
            for i, name in enumerate([law.title, law.short, *law.aliases]):
                path = (("title",), ("short",))[i] if i < 2 else ("aliases", i - 2)
                other = self.names.setdefault(name, law_id)
                if other != law_id:
                    self.say(doc, path, f"“{name}”已经是 {other} 的名字。改一个，或删去这个别名")
            if not law.source and not law.source_note:
                self.say(doc, ("source",), "没有官方来源。写官方网址；查不到时写 null，并在 source_note 写去哪里查")
            if law.unverified and law.articles:
                self.say(doc, ("articles",), "没有读到正文的规定（unverified）不能写条文要点。写成 articles: {}")
            if not law.unverified:
                for key in ("in_force", "text_as_of", "issuer"):
                    if getattr(law, key) is None:
                        self.say(doc, (key,), f"读到正文的规定要写 {key}；没有读到就写 unverified: true")
                if not law.articles:
                    self.say(doc, ("articles",), "一条都没有。写上要引用的条文")
            if law.replaced_by:
                self.known(doc, ("replaced_by",), law.replaced_by, self.book.laws, "法律", self.book.present["law"])
                if not law.until:
                    self.say(doc, ("replaced_by",), "写了 replaced_by，却没有 until（废止日期）")
            self.past(doc, ("checked_on",), law.checked_on, "核对日期")
            self.past(doc, ("text_as_of",), law.text_as_of, "文本日期")
            order = [tuple(map(int, a.split("-"))) for a in law.articles]
            for before, after, article in zip(order, order[1:], list(law.articles)[1:], strict=False):
                if after <= before:
                    self.say(doc, ("articles", article), f"{article_label(article)}没有按条号从小到大排列。移到对的位置")

    def steps(self, document: Document, path: Path_, step: Any) -> None:
        self.cited(document, (*path, "laws"), step.laws)
        if step.evidence:
            self.word(document, (*path, "evidence"), step.evidence, self.evidence, "evidence")
        self.known(document, (*path, "letter"), step.letter, self.book.letters, "文书", self.book.present["letter"])
        self.known(document, (*path, "channel"), step.channel, self.book.channels, "渠道")

    def front(self) -> None:
        doc = self.book.documents["vocab", "vocab"]
        for i, excuse in enumerate(self.book.vocab.front.excuses):
            self.known(doc, ("front", "excuses", i), excuse, self.book.excuses, "商家说法")
        for i, letter in enumerate(self.book.vocab.front.letters):
            self.known(doc, ("front", "letters", i), letter, self.book.letters, "文书", self.book.present["letter"])

    def shared(self) -> None:
        doc = self.book.documents.get(("shared-steps", "shared-steps"))
        for i, step in enumerate(self.book.shared_steps.values()):
            self.word(doc, ("steps", i, "phase"), step.phase, self.phases, "phases")
            self.steps(doc, ("steps", i), step)

    def scenarios(self) -> None:
        book = self.book
        topics = {w.id for w in book.vocab.topics}
        for id_, scenario in book.scenarios.items():
            doc = book.documents["scenario", id_]
            self.word(doc, ("topic",), scenario.topic, topics, "topics")
            self.past(doc, ("reviewed",), scenario.reviewed, "核对日期")
            for i, other in enumerate(scenario.not_for):
                self.known(doc, ("not_for", i, "see"), other.see, book.scenarios, "场景", book.present["scenario"])
            for i, right in enumerate(scenario.rights):
                self.cited(doc, ("rights", i, "laws"), right.laws)
            seen: dict[str, str] = {}
            for i, deadline in enumerate(scenario.deadlines):
                here = ("deadlines", i)
                self.unique(doc, seen, deadline.id, (*here, "id"))
                self.word(doc, (*here, "actor"), deadline.actor, self.actors, "actors")
                self.word(doc, (*here, "from"), deadline.from_, self.events, "events")
                self.cited(doc, (*here, "laws"), deadline.laws)
            if scenario.headline != "none":
                self.known(doc, ("headline",), scenario.headline, {d.id for d in scenario.deadlines}, "期限")
            seen = {}
            for phase, entries in scenario.steps.phases():
                for i, step in enumerate(entries):
                    here = ("steps", phase, i)
                    if hasattr(step, "shared"):
                        self.unique(doc, seen, step.shared, (*here, "shared"))
                        if step.shared not in book.shared_steps:
                            self.known(doc, (*here, "shared"), step.shared, book.shared_steps, "共用步骤")
                        elif book.shared_steps[step.shared].phase != phase:
                            right = book.shared_steps[step.shared].phase
                            self.say(doc, (*here, "shared"), f"共用步骤“{step.shared}”属于 {right} 阶段，移到那里")
                        continue
                    self.unique(doc, seen, step.id, (*here, "id"))
                    if step.id in book.shared_steps:
                        self.say(doc, (*here, "id"), f"“{step.id}”已经是共用步骤的id。引用它写 shared: {step.id}，否则换一个id")
                    self.steps(doc, here, step)
            for key, known, kind, present in (
                ("excuses", book.excuses, "商家说法", set()),
                ("letters", book.letters, "文书", book.present["letter"]),
                ("channels", book.channels, "渠道", set()),
                ("related", book.scenarios, "场景", book.present["scenario"]),
            ):
                values = getattr(scenario, key)
                for i, value in enumerate(values):
                    self.known(doc, (key, i), value, known, kind, present)
                for value, count in Counter(values).items():
                    if count > 1:
                        self.say(doc, (key,), f"“{value}”写了{count}次。留一个")
            if id_ in scenario.related:
                self.say(doc, ("related",), "把自己列进了相关场景。删去它")

    def excuses(self) -> None:
        seen: dict[str, str] = {}
        for group, file in self.book.excuse_groups.items():
            doc = self.book.documents["excuses", group]
            for i, excuse in enumerate(file.excuses):
                self.unique(doc, seen, excuse.id, ("excuses", i, "id"))
                self.cited(doc, ("excuses", i, "laws"), excuse.laws)

    def questions(self) -> None:
        book = self.book
        topics = {w.id for w in book.vocab.question_topics}
        seen: dict[str, str] = {}
        for topic, file in book.faqs.items():
            doc = book.documents["faqs", topic]
            self.word(doc, (), topic, topics, "question_topics")
            for i, question in enumerate(file.questions):
                here = ("questions", i)
                self.unique(doc, seen, question.id, (*here, "id"))
                self.cited(doc, (*here, "laws"), question.laws)
                self.past(doc, (*here, "reviewed"), question.reviewed, "核对日期")
                for j, scenario in enumerate(question.scenarios):
                    self.known(doc, (*here, "scenarios", j), scenario, book.scenarios, "场景", book.present["scenario"])
                for j, step in enumerate(question.next):
                    for kind, target in step.targets():
                        known, name, present = {
                            "scenario": (book.scenarios, "场景", book.present["scenario"]),
                            "letter": (book.letters, "文书", book.present["letter"]),
                            "channel": (book.channels, "渠道", set()),
                            "excuse": (book.excuses, "商家说法", set()),
                            "question": (book.questions, "问题", set()),
                            "step": (self.phases, "阶段", set()),
                        }[kind]
                        self.known(doc, (*here, "next", j, kind), target, known, name, present)

    def letters(self) -> None:
        for id_, letter in self.book.letters.items():
            doc = self.book.documents["letter", id_]
            self.cited(doc, ("laws",), letter.laws)
            for i, amount in enumerate(letter.amounts):
                self.cited(doc, ("amounts", i, "laws"), amount.laws)
            self.past(doc, ("reviewed",), letter.reviewed, "核对日期")
            seen: dict[str, str] = {}
            for i, field in enumerate(letter.fields):
                self.unique(doc, seen, field.id, ("fields", i, "id"))
                self.word(doc, ("fields", i, "group"), field.group, self.groups, "field_groups")
                if field.case:
                    self.word(doc, ("fields", i, "case"), field.case, self.facts, "facts")
            for i, other in enumerate(letter.related):
                self.known(doc, ("related", i), other, self.book.letters, "文书", self.book.present["letter"])
            for path, message in letter_grammar.problems(letter):
                self.say(doc, path, message)

    def channels(self) -> None:
        doc = self.book.documents.get(("channels", "channels"))
        kinds = {w.id for w in self.book.vocab.channel_kinds}
        for i, channel in enumerate(self.book.channels.values()):
            here = ("channels", i)
            self.word(doc, (*here, "kind"), channel.kind, kinds, "channel_kinds")
            self.cited(doc, (*here, "laws"), channel.laws)
            self.past(doc, (*here, "checked_on"), channel.checked_on, "核对日期")
            if channel.verified and not (channel.source and channel.checked_on):
                self.say(doc, here, "写了 verified: true，却没有来源（source）或核对日期（checked_on）")
            if not channel.verified and (channel.phone or any(s.url for s in channel.site)):
                self.say(doc, here, "没有核实的渠道不能印电话和网址。phone 写 null，site 的 url 写 null")

    def words(self) -> None:
        doc = self.book.documents.get(("glossary", "glossary"))
        for i, term in enumerate(self.book.glossary.values()):
            self.cited(doc, ("terms", i, "laws"), term.laws)
        doc = self.book.documents.get(("misconceptions", "misconceptions"))
        for i, wrong in enumerate(self.book.misconceptions.values()):
            self.cited(doc, ("misconceptions", i, "laws"), wrong.laws)
            for j, law in enumerate(wrong.see):
                self.known(doc, ("misconceptions", i, "see", j), law, self.book.laws, "法律", self.book.present["law"])

    def outside(self) -> None:
        doc = self.book.documents.get(("outside", "outside"))
        for i, other in enumerate(self.book.outside.values()):
            for j, channel in enumerate(other.channels):
                self.known(doc, ("outside", i, "channels", j), channel, self.book.channels, "渠道")
            for j, scenario in enumerate(other.see):
                self.known(doc, ("outside", i, "see", j), scenario, self.book.scenarios, "场景", self.book.present["scenario"])

    def search_queries(self) -> None:
        """Every target of the search's own test exists, and no query is asked twice."""
        doc = self.book.documents.get(("search-queries", "search-queries"))
        book = self.book
        targets = {
            "scenario": (book.scenarios, "场景", book.present["scenario"]),
            "question": (book.questions, "问题", set()),
            "topic": (book.faqs, "问答主题", book.present["faqs"]),
            "excuse": (book.excuses, "商家说法", set()),
            "letter": (book.letters, "文书", book.present["letter"]),
            "channel": (book.channels, "渠道", set()),
            "platform": (book.platforms, "平台", book.present["platform"]),
            "term": (book.glossary, "词语", set()),
            "misconception": (book.misconceptions, "误传", set()),
            "law": (book.laws, "法律", book.present["law"]),
            "outside": (book.outside, "不适用的事", set()),
        }
        asked: set[str] = set()
        for i, group in enumerate(book.search_queries):
            for j, target in enumerate(group.accept):
                kind, _, id_ = target.partition("/")
                if kind in targets:
                    self.known(doc, ("queries", i, "accept", j), id_, *targets[kind])
                else:
                    self.say(doc, ("queries", i, "accept", j), f"没有“{kind}”这一种。可用的：{'、'.join(targets)}")
            for j, query in enumerate(group.ask):
                if query in asked:
                    self.say(doc, ("queries", i, "ask", j), f"“{query}”问了两次。删去一个")
                asked.add(query)

    def platforms(self) -> None:
        for id_, platform in self.book.platforms.items():
            doc = self.book.documents["platform", id_]
            self.cited(doc, ("laws",), platform.laws)
            self.past(doc, ("reviewed",), platform.reviewed, "核对日期")
            self.past(doc, ("seen",), platform.seen, "来源日期")
            rules = {r.id for r in platform.rules}
            for i, point in enumerate(platform.points):
                self.known(doc, ("points", i, "rule"), point.rule, rules, "平台规则")
                if point.law:
                    self.cited(doc, ("points", i, "law", "laws"), point.law.laws)
            if platform.verified and not (platform.rules or platform.sources):
                self.say(doc, ("verified",), "写了 verified: true，却没有规则文本，也没有来源")

    def cases(self) -> None:
        doc = self.book.documents.get(("cases", "cases"))
        for i, case in enumerate(self.book.cases.values()):
            here = ("cases", i)
            self.cited(doc, (*here, "laws"), case.laws)
            for j, scenario in enumerate(case.scenarios):
                self.known(doc, (*here, "scenarios", j), scenario, self.book.scenarios, "场景", self.book.present["scenario"])
            for j, excuse in enumerate(case.excuses):
                self.known(doc, (*here, "excuses", j), excuse, self.book.excuses, "商家说法")

    def changes(self) -> None:
        doc = self.book.documents.get(("changes", "changes"))
        for i, change in enumerate(self.book.changes.values()):
            self.word(doc, ("changes", i, "event"), change.event, self.events, "events")
            for j, rule in enumerate(change.rules):
                self.cited(doc, ("changes", i, "rules", j, "laws"), rule.laws)

    def trees(self) -> None:
        """No dead end, no cycle, not too many taps, “不确定” always an answer, every end reached."""
        for id_, tree in self.book.trees.items():
            doc = self.book.documents["tree", id_]
            nodes = {n.id: n for n in tree.nodes}
            ends = {e.id: e for e in tree.ends}
            seen: dict[str, str] = {}
            for key, records in (("nodes", tree.nodes), ("ends", tree.ends)):
                for i, record in enumerate(records):
                    self.unique(doc, seen, record.id, (key, i, "id"))
            self.known(doc, ("start",), tree.start, nodes, "问题")
            for i, node in enumerate(tree.nodes):
                if not any(a.text.startswith("不确定") for a in node.answers):
                    self.say(doc, ("nodes", i, "answers"), f"问题“{node.id}”没有“不确定”这个回答。加上它，并写好去处")
                for j, answer in enumerate(node.answers):
                    self.known(doc, ("nodes", i, "answers", j, "go"), answer.go, nodes.keys() | ends.keys(), "问题或结果")
            reached: set[str] = set()
            stack: list[tuple[str, tuple[str, ...]]] = [(tree.start, ())] if tree.start in nodes else []
            while stack:
                at, way = stack.pop()
                reached.add(at)
                if at in ends:
                    if len(way) > tree.most:
                        self.say(doc, ("nodes",), f"要点{len(way)}次才到“{at}”，最多{tree.most}次：{'→'.join(way)}")
                    continue
                if at in way:
                    self.say(doc, ("nodes",), f"绕回来了：{'→'.join((*way, at))}")
                    continue
                stack += [(a.go, (*way, at)) for a in nodes[at].answers if a.go in nodes or a.go in ends]
            for name in sorted((nodes.keys() | ends.keys()) - reached):
                self.say(doc, (), f"“{name}”到不了。接上它，或删去")
            for i, end in enumerate(tree.ends):
                here = ("ends", i)
                self.cited(doc, (*here, "laws"), end.laws)
                for j, scenario in enumerate(end.scenarios):
                    self.known(doc, (*here, "scenarios", j), scenario, self.book.scenarios, "场景", self.book.present["scenario"])
                for j, channel in enumerate(end.channels):
                    self.known(doc, (*here, "channels", j), channel, self.book.channels, "渠道")
                if not (end.scenarios or end.channels or end.notes):
                    self.say(doc, here, f"结果“{end.id}”没有去处。写 scenarios、channels 或 notes")
                if len(end.scenarios) > 3:
                    self.say(doc, (*here, "scenarios"), f"结果“{end.id}”有{len(end.scenarios)}个场景，最多3个")

    def triage_reaches_every_scenario(self) -> None:
        tree = self.book.trees.get("triage")
        if tree is None:
            return
        named = {s for e in tree.ends for s in e.scenarios}
        doc = self.book.documents["tree", "triage"]
        for id_ in sorted(self.book.scenarios.keys() - named):
            self.say(doc, ("ends",), f"从分流到不了场景“{id_}”。给它一个结果")

    def named_in_text(self) -> None:
        """《…》第…条 in any text is a law and an article of the store, so that a reader can open it."""
        broken = self.book.present["law"] - set(self.book.laws)
        names = {name.replace("中华人民共和国", ""): law for name, law in self.names.items()}
        for doc in self.book.documents.values():
            for path, text in texts(doc.value):
                for mark in NAMED.finditer(text):
                    law = names.get(mark[1].replace("中华人民共和国", ""))
                    if law is None:
                        if not broken:
                            self.say(doc, path, f"《{mark[1]}》不在 docs/_data/laws/ 里。用法律的 title、short 或 aliases，或先建它")
                        continue
                    for one in ONE.finditer(mark[2]):
                        article = f"{number(one[1])}" + (f"-{number(one[2])}" if one[2] else "")
                        if article not in self.book.laws[law].articles:
                            self.say(doc, path, f"《{mark[1]}》{article_label(article)}不在 docs/_data/laws/{law}.yml 里。先写这一条，或不点条号")


def stub_problems(book: Handbook) -> list[Problem]:
    """A page without data and data without a page, by name and with the remedy."""
    found = []
    for kind, (folder, macro) in STUBS.items():
        pages = {p.stem for p in (book.root / "docs" / folder).glob("*.md")} - {"index"}
        data = book.present[kind]
        where = KINDS[kind][1]
        for id_ in sorted(data - pages):
            found.append(Problem(f"docs/_data/{where}/{id_}.yml", 0, "", f"有数据没有页面。新建 docs/{folder}/{id_}.md，内容写 {{{{ {macro}() }}}}"))
        for id_ in sorted(pages - data):
            found.append(Problem(f"docs/{folder}/{id_}.md", 0, "", f"有页面没有数据。新建 docs/_data/{where}/{id_}.yml，或删去这个页面"))
        for id_ in sorted(pages & data):
            file = f"docs/{folder}/{id_}.md"
            text = (book.root / file).read_text(encoding="utf-8")
            if f"{{{{ {macro}() }}}}" not in text:
                found.append(Problem(file, 1, "", f"页面里没有 {{{{ {macro}() }}}}。加上它，内容才会出现"))
            if re.search(r"(?m)\A---\n(?:.*\n)*?title:", text):
                found.append(Problem(file, 1, "", "页面里写了 title。删去它：标题只来自数据"))
    return found


def check(book: Handbook, today: dt.date | None = None) -> list[Problem]:
    """Every problem of a loaded handbook. `today` is given by tests only."""
    checker = Checker(book, today or dt.date.today())
    for rule in (
        checker.laws,
        checker.front,
        checker.shared,
        checker.scenarios,
        checker.excuses,
        checker.questions,
        checker.letters,
        checker.channels,
        checker.outside,
        checker.search_queries,
        checker.words,
        checker.platforms,
        checker.cases,
        checker.changes,
        checker.trees,
        checker.triage_reaches_every_scenario,
        checker.named_in_text,
    ):
        rule()
    return sorted([*checker.found, *stub_problems(book)])
