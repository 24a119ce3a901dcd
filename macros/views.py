"""Small views: a record of the book as a plain dictionary that a component can draw. Cards, steps, clocks, citations; no pages, no HTML.

Every address in a view is relative to the site's root; a component turns it into one relative to its page with href().
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import segno
from markupsafe import Markup

from macros import blanks, calls, coming, divided, sums
from macros import model as m
from macros.book import Handbook, Ref
from macros.dates import chinese_date
from macros.kinds import WORDS
from macros.links import Links, article_label

# what happens when the last day is a rest day, by the clock's `roll`
ROLLS = {
    "none": "",
    "holiday": "最后一日是休息日的，顺延到休息日后的第一天。",
    "statutory": "最后一日是法定节假日的，顺延到节后第一天；只是周末的，不顺延。",
}
SAFE = "最后一日是休息日的，依法顺延到休息日后的第一天。对方可能不认，赶在顺延之前做最稳。"
# for sorting clocks by length only, never for dates
DAYS = {"hour": 1 / 24, "day": 1, "workday": 1.4, "month": 30, "year": 365}
CALLS = 2  # numbers at the end of a tree: more are not dialled, but weighed against each other
SOME = 3  # entries of a group in a list of all groups
SOME_QUESTIONS = 2  # there are many topics, and most people search
BESIDE = 4  # of very many groups so many before a page's own are named on it, and as many behind
TOLD = 3  # of the changes of a page so many are told on it, the others lead to the list of all
NAMED = 3  # so many of the facts to fill in are named on their fold
STRENGTH = {"strong": "通常可以", "conditional": "看条件", "weak": "比较难"}


def rule_text(within: m.Within, event: str) -> str:
    """(7 day, 签收商品) → 签收商品后7日内"""
    return f"{event}后{within.text()}内"


def applies_text(applies: m.Applies) -> str:
    """From when and until when a rule is law, where it has dates of its own: 这条从2024年7月1日起适用。"""
    begins, ends = chinese_date(applies.from_), chinese_date(applies.until)
    if begins and ends:
        return f"这条从{begins}起适用，到{ends}为止。"
    return f"这条从{begins}起适用。" if begins else f"这条到{ends}为止。" if ends else ""


def first_words(text: str, most: int = 32) -> str:
    """What a sentence begins with, to name it in a list: '先退货；再要钱。' → '先退货'."""
    first = re.split("[；。]", text)[0]
    return first if len(first) <= most else first[: most - 1] + "…"


def length(clock: m.Deadline) -> float:
    """Roughly how many days a clock runs: to sort and to compare by length, never to compute a day."""
    return clock.within.n * DAYS[clock.within.unit]


def pairs(text: str) -> set[str]:
    """Every two characters that stand side by side in a text, marks left out: how near two short texts are in Chinese."""
    plain = re.sub(r"\W", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


class Views:
    """Draws nothing: turns records into dictionaries. `site_url` is the public address or empty; then no QR code is made."""

    def __init__(self, book: Handbook, site_url: str = "") -> None:
        self.book = book
        self.links = Links(book)
        self.site_url = site_url
        self._near: dict[dt.date, list[coming.Rule]] = {}

    def title_of(self, ref: Ref) -> str:
        """What a record is called where a list names it."""
        book, id_ = self.book, ref.id
        match ref.kind:
            case "scenario":
                return book.scenarios[id_].title
            case "excuse":
                return book.excuses[id_][1].says
            case "question":
                return book.questions[id_][1].question
            case "letter":
                return book.letters[id_].title
            case "channel":
                return book.channels[id_].name
            case "platform":
                return f"{book.platforms[id_].name}怎么申请介入"
            case "region":
                return f"{book.regions[id_].name}的规定"
            case "case":
                return book.cases[id_].title
            case "misconception":
                return book.misconceptions[id_].says
        raise KeyError(ref.kind)

    def citers(self, citation: str) -> list[dict[str, str]]:
        """Who cites an article, one entry an address: [{title, url}]."""
        found = [(self.links.to(*ref), self.title_of(ref)) for ref in self.book.citers.get(citation, [])]
        return [{"url": url, "title": title} for url, title in found]

    def changed(self, *entries: str) -> list[dict[str, str]]:
        """What was changed in any of some entries, the newest first: [{on, what, url: its place in the list of all changes}]; what came with them is no
        change. Of those before the last TOLD only when and where, with `what` empty: a page would grow with every mend. entries: 'scenario/auto-renewal'."""
        here = {e.id for entry in entries for e in self.book.changed.get(entry, [])}
        changes = (e for id_, e in self.book.log.items() if id_ in here and e.kind != "new")
        return [{"on": e.on, "what": e.what if i < TOLD else "", "url": self.links.log(e.id)} for i, e in enumerate(changes)]

    def log(self, here: Collection[str], *, bare: bool) -> list[dict[str, Any]]:
        """Every version of which something stands here, with these changes: [{version, on, what, entries: [{id, on, kind, what, pages: [{title, url}], touched: [{kind, places: [{title, url}]}]}]}].
        touched: what cites the articles that changed, kind by kind. `bare`: with the versions that changed nothing that is told."""

        def shown(ref: Ref) -> dict[str, str]:
            return {"title": self.title_of(ref), "url": self.links.to(*ref)}

        def touched(e: m.LogEntry) -> list[dict[str, Any]]:
            kinds: dict[str, list[dict[str, str]]] = {}
            for ref in self.book.touched(e):
                kinds.setdefault(WORDS[ref.kind], []).append(shown(ref))
            clocks = {
                clock.label: self.links.scenario(i) for i in self.book.scenarios for clock in self.book.clocks_of(i) if set(clock.laws) & set(e.laws)
            }
            if kinds and clocks:
                kinds["期限"] = [{"title": label, "url": url} for label, url in clocks.items()]
            return [{"kind": kind, "places": places} for kind, places in kinds.items()]

        def entry(e: m.LogEntry) -> dict[str, Any]:
            pages = [shown(Ref(*page.split("/"))) for page in e.pages]
            laws = self.citations(e.laws)
            return {"id": e.id, "on": e.on, "kind": e.kind, "what": e.what, "pages": pages, "citations": laws, "touched": touched(e)}

        versions = [(r, [entry(e) for e in r.entries if e.id in here]) for r in self.book.releases]
        return [{"version": r.version, "on": r.on, "what": r.what, "entries": told} for r, told in versions if told or (bare and not r.entries)]

    def citation(self, citation: str) -> dict[str, str]:
        """'consumer-rights-law#25' → {label, url, gist}."""
        law_id, _, number = citation.partition("#")
        law = self.book.laws[law_id]
        return {
            "label": f"《{law.short}》{article_label(number)}",
            "url": self.links.citation(citation),
            "gist": law.articles[number].gist,
        }

    def citations(self, citations: list[str]) -> list[dict[str, str]]:
        """Several citations, in the order given: {said, …}; said: how it stands in a row, where the law is named once for the articles of it that follow
        one another (《投诉举报处理办法》第16条 第23条)."""
        laws = [citation.partition("#")[0] for citation in citations]
        shown = [self.citation(c) for c in citations]
        return [
            {**c, "said": article_label(citation.partition("#")[2]) if i and laws[i] == laws[i - 1] else c["label"]}
            for i, (citation, c) in enumerate(zip(citations, shown, strict=True))
        ]

    def letter_card(self, id_: str) -> dict[str, Any]:
        """A letter in a list: {id, title, to, summary, url}."""
        letter = self.book.letters[id_]
        return {"id": id_, "title": letter.title, "to": letter.to, "summary": letter.summary, "url": self.links.letter(id_)}

    def channel_card(self, id_: str) -> dict[str, Any]:
        """A door in a list: {id, name, summary, time, cost, blocks, verified, phone, site, url}; site: its first address, {name, url}, where it has one."""
        c = self.book.channels[id_]
        site = next((s for s in c.site if s.url), None) if c.verified else None
        return {
            "id": id_,
            "name": c.name,
            "summary": c.summary,
            "time": c.time,
            "cost": c.cost,
            "blocks": c.blocks,
            "verified": c.verified,
            "phone": c.phone if c.verified else None,
            "site": {"name": site.name, "url": site.url} if site else None,
            "url": self.links.channel(id_),
        }

    def call(self, id_: str) -> dict[str, str]:
        """A channel to call at once: {number, name}."""
        channel = self.book.channels[id_]
        return {"number": channel.phone or "", "name": channel.name}

    def channel_view(self, id_: str) -> dict[str, Any]:
        """A door with all that is known of it; `page`: its first official address, `sources`: where that was read, without what is a citation."""
        c = self.book.channels[id_]
        return c.model_dump(exclude={"laws", "source", "letter"}) | {
            "formerly": self.formerly("channel", id_),
            "page": next((s.model_dump() for s in c.site if s.url and c.verified), None),
            "letter": self.letter_card(c.letter) if c.letter else None,
            "citations": self.citations(c.laws),
            "url": self.links.channel(id_),
            "sources": [s for s in c.source if not re.fullmatch(m.CITATION, s)],
        }

    def end_view(self, end: m.End) -> dict[str, Any]:
        """The end of a tree with what its reader needs in hand: situations, doors in order, whom to call, what to write, where platforms are.

        What an end does not say itself is its first situation's: the numbers of its doors, its first letter."""
        s = self.book.scenarios[end.scenarios[0]] if end.scenarios else None
        doors = [self.channel_view(c) for c in end.channels]
        # a number that stands at a door already is not offered once more
        offered = {d["phone"] for d in doors}
        calls = {c["number"]: c for c in map(self.call, s.first.call + s.channels if s else []) if c["number"] and c["number"] not in offered}
        letters = [d["letter"]["id"] for d in doors if d["letter"]] + (s.letters[:1] if s else [])
        return end.model_dump(include={"id", "title", "why", "outside", "notes"}) | {
            "scenarios": [self.scenario_card(i) for i in end.scenarios],
            "doors": doors,
            "calls": list(calls.values())[:CALLS] if not doors else [],
            "letters": [self.letter_card(i) for i in dict.fromkeys(letters)],
            "platforms": bool(s and s.platforms) or any(d["kind"] == "platform" for d in doors),
            "citations": self.citations(end.laws),
        }

    def headline(self, id_: str) -> m.Deadline | None:
        """The clock in the date line of a page, as an editor chose it; None where no clock belongs there."""
        chosen = self.book.scenarios[id_].headline
        return next((d for d in self.book.clocks_of(id_) if d.id == chosen), None)

    def today(self, id_: str) -> str:
        """What stands in the date line instead of a clock, because it has to be done today; empty where nothing does."""
        chosen = self.book.scenarios[id_].headline
        return chosen.today if isinstance(chosen, m.Today) else ""

    def pressing(self, id_: str) -> str:
        """The date line as a list says it: 签收商品后7日内：发出退货通知, 今天：存下监控, or nothing."""
        if today := self.today(id_):
            return f"今天：{today}"
        clock = self.headline(id_)
        return f"{rule_text(clock.within, self.book.words['events'][clock.from_].title)}：{clock.label}" if clock else ""

    def scenario_card(self, id_: str) -> dict[str, Any]:
        """A situation in a list: title, verdict, and its date line (first, may be empty)."""
        s = self.book.scenarios[id_]
        return {
            "id": id_,
            "title": s.title,
            "summary": s.summary,
            "level": s.strength.level,
            "verdict": STRENGTH[s.strength.level],
            "first": self.pressing(id_),
            "url": self.links.scenario(id_),
        }

    def speaker(self, scenario: str) -> str | None:
        """Who says what is answered in a situation; None where nobody is."""
        excuses = self.book.scenarios[scenario].excuses
        return self.book.excuse_groups[self.book.excuses[excuses[0]][0]].speaker if excuses else None

    def formerly(self, kind: str, id_: str) -> list[str]:
        """The ids that a record had before: anchors under which it is still looked for."""
        return self.book.formerly.get(Ref(kind, id_), [])

    def _answers_before(self, excuse: m.Excuse, variant: m.Variant) -> list[str]:
        """The anchors that an answer had before: under an earlier id of its excuse, or of the situation that it is for."""
        says = [excuse.id, *self.formerly("excuse", excuse.id)]
        of = [variant.for_[0], *self.formerly("scenario", variant.for_[0])]
        return [f"{a}-{b}" for a in says for b in of if f"{a}-{b}" != excuse.anchor(variant)]

    def excuse_view(self, id_: str, scenario: str | None = None) -> dict[str, Any]:
        """What a merchant says with everything to answer it, its group, citations and the situations that list it. In a situation: the one answer
        that is true there; elsewhere: the excuse's own, and its `variants` with what each is about and what it says otherwise (None: as the excuse)."""
        group, excuse = self.book.excuses[id_]
        chosen = self.book.variant_in(id_, scenario) if scenario else None
        e = excuse.spoken(chosen) if scenario else excuse
        file = self.book.excuse_groups[group]
        return e.model_dump(exclude={"laws", "variants"}) | {
            "group": group,
            "formerly": self.formerly("excuse", id_),
            "speaker": file.speaker,
            "paper": file.paper,
            "reply": self.pieces(e.reply),
            "citations": self.citations(e.laws),
            "url": self.links.excuse(id_, chosen),
            "scenarios": [self.scenario_card(s) for s in self.book.scenarios_with("excuses", id_)],
            "variants": [
                v.model_dump(exclude={"laws"})
                | {
                    "speaker": file.speaker,
                    "paper": file.paper,
                    "id": excuse.anchor(v),
                    "formerly": self._answers_before(excuse, v),
                    "about": self.book.about(v),
                    "reply": self.pieces(v.reply),
                    "citations": self.citations(excuse.spoken(v).laws),
                }
                for v in e.variants
            ],
        }

    def door(self, step: m.Next) -> dict[str, str]:
        """A next step with its address: {do, url}."""
        kind, target = step.targets()[0]
        return {"do": step.do, "url": self.links.to(kind, target)}

    def question_view(self, id_: str) -> dict[str, Any]:
        """A question with its answer, details, next steps and citations."""
        topic, q = self.book.questions[id_]
        return {
            "id": id_,
            "formerly": self.formerly("question", id_),
            "topic": topic,
            "question": q.question,
            "answer": q.answer,
            "details": q.details,
            "next": [self.door(step) for step in q.next],
            "citations": self.citations(q.laws),
            "reviewed": q.reviewed,
            "url": self.links.question(id_),
        }

    def pieces(self, text: str) -> list[dict[str, str]]:
        """A message to copy as runs of text and blanks for the reader's facts."""
        return blanks.pieces(text, self.book.words["facts"])

    def first(self, id_: str) -> dict[str, Any]:
        """What to do now in a situation: whom to call, the messages by case, and the facts that what is to be sent from its page asks for."""
        first = self.book.scenarios[id_].first
        steps = [step.record.say or "" for step in self.book.steps_of(id_)]
        replies = [self.book.answer_in(e, id_).reply for e in self.book.scenarios[id_].excuses]
        facts = blanks.used([*(message.say for message in first.messages), *steps, *replies])
        names = [blanks.label(fact, self.book.words["facts"]) for fact in facts]
        kinds = blanks.kinds(self.book)
        return {
            "of": id_,
            "do": first.do,
            "why": first.why,
            "calls": [self.call(c) for c in first.call],
            "call_when": first.call_when,
            "messages": [message.model_dump() | {"say": self.pieces(message.say)} for message in first.messages],
            "facts": [{"id": fact, "title": self.book.words["facts"][fact].title, "kind": kinds[fact]} for fact in facts],
            "asks": "、".join(names[:NAMED]) + (f"等{len(names)}项" if len(names) > NAMED else ""),
        }

    def closest_questions(self, scenario: str) -> list[str]:
        """Ids of the questions of a situation, the closest first: those in its own words, then those of few situations."""
        s = self.book.scenarios[scenario]
        own = set().union(*(pairs(text) for text in (s.title, s.summary, *s.aliases)))

        def distance(id_: str) -> tuple[float, int]:
            question = self.book.questions[id_][1]
            asked = pairs(question.question)
            return -len(asked & own) / max(len(asked), 1), len(question.scenarios)

        return sorted(self.book.questions_of(scenario), key=distance)

    def question_row(self, id_: str) -> dict[str, Any]:
        """A question as a link: {id, formerly, title, url}"""
        title = self.book.questions[id_][1].question
        return {"id": id_, "formerly": self.formerly("question", id_), "title": title, "url": self.links.question(id_)}

    def more_questions(self, questions: list[str]) -> dict[str, Any] | None:
        """Where questions that a page does not name are answered: {count, title, url} of the topic that has most of them; None without any."""
        topics = Counter(self.book.questions[q][0] for q in questions)
        if not topics:
            return None
        topic = topics.most_common(1)[0][0]
        return {"count": len(questions), "title": self.book.words["question_topics"][topic].title, "url": self.links.topic(topic)}

    def step_view(self, step: m.Step, first: m.First | None = None) -> dict[str, Any]:
        """A step of a checklist, with its letter and door as cards. `first`: of the situation whose page it is, for the message that the step names."""
        message = next((x for x in first.messages if x.id == step.message), None) if first else None
        return {
            "id": step.id,
            "do": step.do,
            "calls": calls.told(step.do),
            "why": step.why,
            "how": step.how,
            "citations": self.citations(step.laws),
            "evidence": self.book.words["evidence"][step.evidence].title if step.evidence else "",
            "perishable": step.perishable,
            "say": self.pieces(step.say) if step.say else None,
            "only_if": step.only_if,
            "message": {"id": message.id, "when": message.when} if message else None,
            "letter": self.letter_card(step.letter) if step.letter else None,
            "channel": self.channel_card(step.channel) if step.channel else None,
        }

    def earlier_rule(self, d: m.Deadline) -> dict[str, str] | None:
        """{title, url} of the entry of “规则变化” that says what went before a rule: it began that day and cites an article of the clock."""
        for id_, change in self.book.changes.items():
            if change.on == d.applies.from_ and set(d.laws) & {citation for rule in change.rules for citation in rule.laws}:
                return {"title": change.title, "url": self.links.change(id_)}
        return None

    def deadline_view(self, d: m.Deadline) -> dict[str, Any]:
        """A clock in words, and as the few values that the browser counts with."""
        clock = {"from": d.from_, "n": d.within.n, "unit": d.within.unit, "roll": d.roll, "actor": d.actor}
        clock |= {key: True for key in ("safe", "least") if getattr(d, key)}
        dates = {key: day for key, day in (("from", d.applies.from_), ("until", d.applies.until)) if day}
        if dates:
            clock["applies"] = dates
        if d.extend:
            clock["extend"] = d.extend.model_dump()
        return {
            "id": d.id,
            "label": d.label,
            "actor": d.actor,
            "actor_title": self.book.words["actors"][d.actor].title,
            "event": self.book.words["events"][d.from_].title,
            "rule": rule_text(d.within, self.book.words["events"][d.from_].title),
            "extend": f"{d.extend.when}，可以再延长{d.extend.text()}" if d.extend else "",
            "rolls": SAFE if d.safe else ROLLS[d.roll],
            "applies": applies_text(d.applies),
            "earlier": self.earlier_rule(d) if d.applies.from_ else None,
            "note": d.note,
            "if_missed": d.if_missed,
            "then": self.door(d.then) if d.then else None,
            "citations": self.citations(d.laws),
            "clock": clock,
        }

    def qr(self, url: str) -> Markup | None:
        """An inline SVG of the page's public address; None where the site has none."""
        if not self.site_url:
            return None
        out = io.BytesIO()
        segno.make(f"{self.site_url.rstrip('/')}/{url}", error="m").save(
            out, kind="svg", xmldecl=False, svgns=True, scale=3, border=2, title="本页地址的二维码"
        )
        return Markup(out.getvalue().decode())

    def law_dates(self, citations: list[str]) -> dict[str, str]:
        """When the laws of a page were read and checked: the earliest of each, so that nothing looks newer than it is."""
        laws = [self.book.laws[c.partition("#")[0]] for c in citations]
        return {
            "checked_on": min((law.checked_on for law in laws), default=""),
            "text_as_of": min((law.text_as_of for law in laws if law.text_as_of), default=""),
        }

    def coming(self, laws: Iterable[str], on: dt.date) -> list[dict[str, Any]]:
        """The rules that a page has to tell that cites these articles and is made on a day, the earliest first: {what: begins, ends or change, name, label: of
        an article, day, ahead: still to come on that day, url, instead: what follows a law that ends, {title, url}}."""

        def view(rule: coming.Rule) -> dict[str, Any]:
            told = {"day": rule.day, "ahead": rule.day > on.isoformat(), "label": "", "instead": None}
            if rule.kind == "change":
                return told | {"what": "change", "name": self.book.changes[rule.id].title, "url": self.links.change(rule.id)}
            law = self.book.laws[rule.id]
            url = self.links.citation(f"{rule.id}#{rule.number}") if rule.number else self.links.law(rule.id)
            told |= {"what": "ends" if rule.ends else "begins", "name": law.short, "url": url}
            if rule.number:
                told["label"] = article_label(rule.number)
            elif rule.ends and law.replaced_by:
                told["instead"] = {"title": self.book.laws[law.replaced_by].title, "url": self.links.law(law.replaced_by)}
            return told

        if on not in self._near:  # every page asks, and all of them on one day
            self._near[on] = coming.near(self.book, on)
        return [view(rule) for rule in coming.told(self._near[on], laws)]

    def topics(self) -> list[dict[str, Any]]:
        """Question topics that have questions."""
        return [
            {"id": w.id, "title": w.title, "blurb": w.blurb, "count": len(self.book.faqs[w.id].questions), "url": self.links.topic(w.id)}
            for w in self.book.vocab.question_topics
            if w.id in self.book.faqs
        ]

    def scenario_groups(self) -> list[dict[str, Any]]:
        """Topics that have situations, with the cards of these."""
        return [
            {
                "id": w.id,
                "title": w.title,
                "blurb": w.blurb,
                "url": self.links.situations(w.id),
                "scenarios": [self.scenario_card(i) for i, s in self.book.scenarios.items() if s.topic == w.id],
            }
            for w in self.book.vocab.topics
            if any(s.topic == w.id for s in self.book.scenarios.values())
        ]

    @staticmethod
    def beside(groups: list[dict[str, Any]], here: str, every: dict[str, Any]) -> list[dict[str, Any]]:
        """The chips of a page that is one of many: all of them; of very many the way to `every`, and those that stand beside it in their order."""
        if divided.few(groups, "chips"):
            return groups
        at = [g["id"] for g in groups].index(here)
        return [every, *groups[max(0, at - BESIDE) : at + BESIDE + 1]]

    @staticmethod
    def some(entries: list[dict[str, Any]], most: int = SOME) -> dict[str, Any]:
        """The first of a group's entries, as many as a list of all groups shows of each: {first, more: those after them}. A list of all must not grow
        with each."""
        return {"first": entries[:most], "more": entries[most:]}

    def law_counts(self) -> dict[str, int]:
        """How many laws the handbook lists ({total}), and of how many it has read the text ({read})."""
        return {"total": len(self.book.laws), "read": sum(not law.unverified for law in self.book.laws.values())}

    def excuse_groups(self) -> list[dict[str, Any]]:
        """Groups of excuses with what is said in each."""
        return [
            {
                "id": g,
                "title": f.title,
                "intro": f.intro,
                "url": self.links.excuse_group(g),
                "sayings": [{"says": e.says, "url": self.links.excuse(e.id)} for e in f.excuses],
            }
            for g, f in self.book.excuse_groups.items()
        ]

    def platform_card(self, id_: str) -> dict[str, Any]:
        """A platform in a list: {name, summary, url, verified}."""
        p = self.book.platforms[id_]
        return {"name": p.name, "summary": p.summary, "url": self.links.platform(id_), "verified": p.verified}

    def platform_cards(self) -> list[dict[str, Any]]:
        """Every platform."""
        return [self.platform_card(id_) for id_ in self.book.platforms]

    def region_rule(self, rule: m.RegionRule) -> dict[str, Any]:
        """A place's rule with its clock in words, citations and the situations that it is shown in."""
        return rule.model_dump(include={"id", "title", "text", "nation"}) | {
            "clock": self.deadline_view(rule.clock) if rule.clock else None,
            "citations": self.citations(rule.laws),
            "scenarios": [self.scenario_card(s) for s in rule.scenarios],
        }

    def region_card(self, id_: str) -> dict[str, Any]:
        """A place in a list: {name, summary, url, count}."""
        region = self.book.regions[id_]
        return {"name": region.name, "summary": region.summary, "url": self.links.region(id_), "count": len(region.rules)}

    def places(self) -> list[dict[str, Any]]:
        """Every province: {id, name, region: its card or None, cities: [card]}."""
        return [
            {
                "id": word.id,
                "name": word.title,
                "region": self.region_card(word.id) if word.id in self.book.regions else None,
                "cities": [self.region_card(i) for i, r in self.book.regions.items() if r.inside == word.id],
            }
            for word in self.book.vocab.places
        ]

    def case_view(self, id_: str) -> dict[str, Any]:
        """A published case with its situations, excuses and citations."""
        c = self.book.cases[id_]
        return c.model_dump(exclude={"laws", "scenarios", "excuses"}) | {
            "formerly": self.formerly("case", id_),
            "citations": self.citations(c.laws),
            "url": self.links.case(id_),
            "scenarios": [self.scenario_card(s) for s in c.scenarios],
            "excuses": [{"says": self.book.excuses[e][1].says, "url": self.links.excuse(e)} for e in c.excuses],
        }

    def change_view(self, id_: str) -> dict[str, Any]:
        """A rule that changed: both sides, with citations."""
        c = self.book.changes[id_]
        rules = [{"what": r.what, "before": r.before, "after": r.after, "citations": self.citations(r.laws)} for r in c.rules]
        told = {"title": c.title, "ask": c.ask, "event": c.event if c.kept else "", "on": c.on, "note": c.note, "rules": rules}
        return {"id": id_, "formerly": self.formerly("change", id_)} | told

    def letter_amount(self, amount: m.Amount) -> dict[str, Any]:
        """A sum that a letter can compute, with its citations."""
        sum_ = self.book.sums[amount.rule]
        return amount.model_dump() | sums.view(sum_, self.book.sums) | {"citations": self.citations(sum_.laws)}

    def bureaus(self) -> list[dict[str, Any]]:
        """Who takes what against which kind of seller, with where the law says so."""
        return [b.model_dump(exclude={"laws"}) | {"citations": self.citations(b.laws)} for b in self.book.bureaus.values()]
