"""The handbook as a printed book: what stands in it, in its order, as plain values that the typesetter lays out (typeset/*.typ, tools/pdf.py).

A book prints each thing once. A situation names a shared step, a shared clock, a reply, a letter by its title, and the typesetter adds the page
where it stands; `to` is that place, `at` the place itself: both are addresses of the site, relative to its root. A `to` that is not in the volume
is left out. No layout here, and no page numbers: only the typesetter knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from macros import blanks
from macros import letters as letter_grammar
from macros import model as m
from macros.book import Handbook, PlacedStep, Ref
from macros.dates import chinese_date
from macros.kept import lazy_pinyin
from macros.links import article_label
from macros.pages import LAW_GROUPS, POINT_TOPICS, rank
from macros.publish.prose import prose
from macros.views import STRENGTH, Views

MOST = 8  # places of a term that the index names beside its explanation: more than that nobody looks up
# keys whose texts are not read for terms: addresses, names of styles, what is a link's own title
UNREAD = frozenset(
    {
        "at",
        "to",
        "kind",
        "level",
        "id",
        "number",
        "source",
        "cites",
        "site",
        "phone",
        "aliases",
        "lines",
        "sees",
        "term",
        "page",
        "reviewed",
        "checked",
        "seen",
    }
)
# an entry's heading: a term in it weighs most, and its mark stands behind it, or the contents would be told of it too
HEADS = ("title", "question", "says", "name")
EARLY = frozenset({"answer", "summary", "why", "rights", "touches", "gist"})

REVIEW = "channels/review.html"

Node = dict[str, Any]


@dataclass
class Choice:
    """What a volume holds, by id; `articles`: law id → numbers. In the order of the book, whatever the order here."""

    scenarios: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    excuses: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)
    platforms: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    articles: dict[str, set[str]] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    clocks: set[str] = field(default_factory=set)

    def cite(self, citations: Iterable[str]) -> None:
        """Takes in what is cited."""
        for citation in citations:
            law, _, number = citation.partition("#")
            self.articles.setdefault(law, set()).add(number)


def everything(book: Handbook) -> Choice:
    """All that the handbook knows."""
    return Choice(
        scenarios=set(book.scenarios),
        questions=set(book.questions),
        excuses=set(book.excuses),
        letters=set(book.letters),
        channels=set(book.channels),
        platforms=set(book.platforms),
        terms=set(book.glossary),
        articles={id_: set(law.articles) for id_, law in book.laws.items()},
        steps=set(book.shared_steps),
        clocks=set(book.shared_deadlines),
    )


def of_topic(book: Handbook, topic: str) -> Choice:
    """One topic's situations with all that they lead to: replies, questions, letters, doors, platforms, the articles that these cite."""
    choice = Choice()
    for id_, s in book.scenarios.items():
        if s.topic != topic:
            continue
        choice.scenarios.add(id_)
        choice.questions.update(book.questions_of(id_))
        choice.excuses.update(s.excuses)
        choice.letters.update(s.letters)
        choice.channels.update(s.channels, s.first.call)
        choice.platforms.update(s.platforms)
        for step in book.steps_of(id_):
            choice.cite(step.record.laws)
            choice.letters.update([step.record.letter] if step.record.letter else [])
            choice.channels.update([step.record.channel] if step.record.channel else [])
            choice.steps.update([step.record.id] if step.shared else [])
        for right in s.rights:
            choice.cite(right.laws)
        for clock in book.placed_clocks_of(id_):
            choice.cite(clock.record.laws)
            choice.clocks.update([clock.shared] if clock.shared else [])
    for id_ in choice.questions:
        choice.cite(book.questions[id_][1].laws)
    for id_ in choice.excuses:
        choice.cite(book.excuses[id_][1].laws)
        for variant in book.excuses[id_][1].variants:
            choice.cite(variant.laws or [])
    for id_ in choice.letters:
        choice.cite(book.letters[id_].laws)
    for id_ in choice.channels:
        choice.cite(book.channels[id_].laws)
    for id_ in choice.platforms:
        choice.cite(book.platforms[id_].laws)
        for point in book.platforms[id_].points:
            choice.cite(point.law.laws if point.law else [])
    return choice


def _places(value: Any) -> Iterator[str]:
    """Every `at` in a tree."""
    if isinstance(value, dict):
        if isinstance(value.get("at"), str):
            yield value["at"]
        for inner in value.values():
            yield from _places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _places(inner)


def _without_lost_ways(value: Any, known: set[str]) -> Any:
    """The tree in which no `to` leads out of the volume."""
    if isinstance(value, dict):
        return {key: _without_lost_ways(inner, known) for key, inner in value.items() if key != "to" or inner in known}
    if isinstance(value, list):
        return [_without_lost_ways(inner, known) for inner in value]
    return value


class Volume:
    """Puts a volume together. `pages`: address of a hand-written page → its HTML as built; without them the volume has no chapters of steps."""

    def __init__(self, views: Views, choice: Choice, pages: dict[str, str] | None = None) -> None:
        self.views = views
        self.book = views.book
        self.links = views.links
        self.choice = choice
        self.pages = pages or {}

    # ------------------------------------------------------------- small pieces

    def _cites(self, citations: list[str]) -> list[Node]:
        """['a#1', 'a#2', 'b#3'] → 《甲》第1条、第2条 and 《乙》第3条, each with the place of its law."""
        found: dict[str, list[str]] = {}
        for citation in citations:
            law, _, number = citation.partition("#")
            found.setdefault(law, []).append(article_label(number))
        return [{"text": f"《{self.book.laws[law].short}》{'、'.join(dict.fromkeys(n))}", "to": self.links.law(law)} for law, n in found.items()]

    def _plain(self, text: str | None) -> str:
        """A message with its blanks to be seen."""
        return blanks.plain(text, self.book.words["facts"]) if text else ""

    def _see(self, kind: str, id_: str) -> Node:
        """{title, to} of a record: the scenario, excuse, question, letter, channel, platform, case of that id."""
        return {"title": self.views.title_of(Ref(kind, id_)), "to": self.links.to(kind, id_)}

    def _next(self, steps: list[m.Next]) -> list[Node]:
        return [{"title": step.do, "to": self.views.door(step)["url"]} for step in steps]

    def _clock(self, d: m.Deadline) -> Node:
        """A clock whole."""
        view = self.views.deadline_view(d)
        keys = ("actor_title", "label", "rule", "extend", "rolls", "applies", "note", "if_missed")
        return {key: view[key] for key in keys} | {
            "cites": self._cites(d.laws),
            "then": self._next([d.then]) if d.then else [],
            "earlier": [{"title": view["earlier"]["title"], "to": view["earlier"]["url"]}] if view["earlier"] else [],
        }

    def _step(self, s: m.Step) -> Node:
        """A step whole."""
        return {
            "do": s.do,
            "perishable": s.perishable,
            "why": s.why,
            "how": s.how,
            "evidence": self.book.words["evidence"][s.evidence].title if s.evidence else "",
            "say": self._plain(s.say),
            "only_if": s.only_if,
            "sees": [self._see(kind, id_) for kind, id_ in (("letter", s.letter), ("channel", s.channel)) if id_],
            "cites": self._cites(s.laws),
        }

    @staticmethod
    def _shared_step_at(step: m.SharedStep) -> str:
        return f"steps/{step.phase}.html#step-{step.id}"

    @staticmethod
    def _shared_clock_at(clock: str) -> str:
        return f"deadlines#{clock}"

    # ---------------------------------------------------------------- chapters

    def _placed_step(self, placed: PlacedStep) -> Node:
        """A step in a situation: what lives in shared-steps.yml is named and found there."""
        if placed.shared and isinstance(placed.record, m.SharedStep):
            return {"do": placed.record.do, "perishable": placed.record.perishable, "to": self._shared_step_at(placed.record)}
        return self._step(placed.record)

    def scenario(self, id_: str) -> Node:
        """A situation, without what stands elsewhere in the volume."""
        s = self.book.scenarios[id_]
        clocks = []
        for placed in self.book.placed_clocks_of(id_):
            d, whole = placed.record, self._clock(placed.record)
            shared = self.book.shared_deadlines.get(placed.shared or "")
            brief = {key: whole[key] for key in ("actor_title", "label", "rule", "extend")}
            if shared is None:
                clocks.append(whole)
                continue
            own = {key: whole[key] for key in ("note", "if_missed") if getattr(d, key) and getattr(d, key) != getattr(shared, key)}
            clocks.append(brief | own | {"to": self._shared_clock_at(shared.id)})
        excuses = [
            {"says": self.book.excuses[e][1].says, "to": self.links.excuse(e, self.book.variant_in(e, id_))}
            for e in s.excuses
            if e in self.choice.excuses
        ]
        phases = [
            {
                "title": self.book.phase_title(id_, phase),
                "steps": [self._placed_step(step) for step in self.book.steps_of(id_) if step.phase == phase],
            }
            for phase, _ in s.steps.phases()
        ]
        return {
            "at": self.links.scenario(id_),
            "title": s.title,
            "level": s.strength.level,
            "verdict": STRENGTH[s.strength.level],
            "why": s.strength.why,
            "summary": s.summary,
            "first": {
                "do": s.first.do,
                "why": s.first.why,
                "calls": [self.views.call(c) for c in s.first.call],
                "call_when": s.first.call_when,
                "messages": [{"when": x.when, "say": self._plain(x.say), "only_if": x.only_if} for x in s.first.messages],
            },
            "pressing": self.views.pressing(id_),
            "cost": s.expect.cost,
            "time": s.expect.time,
            "lose_when": s.lose_when,
            "not_for": [{"text": n.text, "sees": [self._see("scenario", n.see)] if n.see else []} for n in s.not_for],
            "rights": [{"text": r.text, "cites": self._cites(r.laws)} for r in s.rights],
            "clocks": clocks,
            "phases": [p for p in phases if p["steps"]],
            "speaker": self.views.speaker(id_),
            "excuses": excuses,
            "letters": [self._see("letter", x) for x in s.letters],
            "channels": [self._see("channel", c) | {"phone": self.views.channel_card(c)["phone"]} for c in s.channels],
            "platforms": [{"title": self.book.platforms[p].name, "to": self.links.platform(p)} for p in s.platforms],
            "cases": [self._see("case", c) for c in self.book.cases_of(id_)],
            "related": [self._see("scenario", r) for r in s.related],
            "reviewed": chinese_date(s.reviewed),
        }

    def question(self, id_: str) -> Node:
        """A question with its answer and the ways on."""
        _, q = self.book.questions[id_]
        return {
            "at": self.links.question(id_),
            "question": q.question,
            "answer": q.answer,
            "details": q.details,
            "next": self._next(q.next),
            "cites": self._cites(q.laws),
        }

    def excuse(self, id_: str) -> Node:
        """What a merchant says, with every answer to it; a variant says only what is other than the excuse's own."""
        _, e = self.book.excuses[id_]
        return {
            "at": self.links.excuse(id_),
            "says": e.says,
            "touches": e.touches,
            "holds_when": e.holds_when,
            "proof": e.proof,
            "only_if": e.only_if,
            "reply": self._plain(e.reply),
            "complaint": e.complaint,
            "cites": self._cites(e.laws),
            "variants": [
                {
                    "at": self.links.excuse(id_, v),
                    "about": self.book.about(v),
                    "touches": v.touches,
                    "holds_when": v.holds_when,
                    "proof": v.proof,
                    "only_if": v.only_if,
                    "reply": self._plain(v.reply),
                    "complaint": v.complaint,
                    "cites": self._cites(v.laws or []),
                }
                for v in e.variants
                if self._used(id_, v)
            ],
        }

    def _used(self, excuse: str, variant: m.Variant) -> bool:
        """Is a variant what one of the volume's situations answers?"""
        listed = (s for s in self.book.scenarios_with("excuses", excuse) if s in self.choice.scenarios)
        return any(self.book.variant_in(excuse, s) is variant for s in listed)

    def letter(self, id_: str) -> Node:
        """A letter: when and how it is sent, and its blank sheet."""
        x = self.book.letters[id_]
        lines = letter_grammar.blank_lines(x)
        return {
            "at": self.links.letter(id_),
            "title": x.title,
            "page": x.to,
            "summary": x.summary,
            "when": x.when,
            "not_when": x.not_when,
            "send": [s.model_dump() for s in x.send],
            "attach": x.attach,
            "after": x.after,
            "cites": self._cites(x.laws),
            "lines": lines,
            "boxes": letter_grammar.boxes(lines),
        }

    def channel(self, id_: str) -> Node:
        """A door with all that is known of it; what was not checked has neither number nor address."""
        c = self.book.channels[id_]
        view = self.views.channel_view(id_)
        keys = ("summary", "handles", "not_handles", "prepare", "time", "cost", "outcome", "if_refused", "blocks", "note")
        return {key: view[key] for key in keys} | {
            "at": self.links.channel(id_),
            "name": c.name,
            "phone": c.phone if c.verified else None,
            "site": [{"name": s.name, "url": s.url} for s in c.site if s.url and c.verified],
            "letter": [self._see("letter", c.letter)] if c.letter else [],
            "checked": chinese_date(c.checked_on),
            "cites": self._cites(c.laws),
        }

    def platform(self, id_: str) -> Node:
        """A platform: how it is asked to step in, and what its rules say beside the law."""
        p = self.book.platforms[id_]
        rules = {r.id: r for r in p.rules}

        def point(x: m.PlatformPoint) -> Node:
            rule = rules.get(x.rule) if x.rule else None
            return {
                "text": x.text,
                "from": f"《{rule.title}》{x.article or ''}（{chinese_date(rule.as_of)}版）" if rule else "",
                "law": {"text": x.law.text, "cites": self._cites(x.law.laws)} if x.law else None,
            }

        groups = [{"title": title, "points": [point(x) for x in p.points if x.topic == topic]} for topic, title in POINT_TOPICS.items()]
        return {
            "at": self.links.platform(id_),
            "name": p.name,
            "summary": p.summary,
            "how": p.how,
            "groups": [g for g in groups if g["points"]],
            "watch": p.watch,
            "seen": chinese_date(p.seen),
            "cites": self._cites(p.laws),
        }

    def region(self, id_: str) -> Node:
        """What a place's own law says beside that of the whole country."""
        r = self.book.regions[id_]
        return {
            "at": self.links.region(id_),
            "name": r.name,
            "summary": r.summary,
            "unknown": r.unknown,
            "rules": [
                {
                    "title": rule.title,
                    "text": rule.text,
                    "nation": rule.nation,
                    "clock": [self._clock(rule.clock)] if rule.clock else [],
                    "sees": [self._see("scenario", s) for s in rule.scenarios],
                    "cites": self._cites(rule.laws),
                }
                for rule in r.rules
            ],
        }

    def case(self, id_: str) -> Node:
        """A published case."""
        c = self.book.cases[id_]
        keys = ("title", "court", "date", "source", "disputed", "held", "means", "means_not", "then")
        return c.model_dump(include=set(keys)) | {"at": self.links.case(id_), "cites": self._cites(c.laws)}

    def change(self, id_: str) -> Node:
        """A rule that changed."""
        c = self.book.changes[id_]
        rules = [{"what": r.what, "before": r.before, "after": r.after, "cites": self._cites(r.laws)} for r in c.rules]
        return {"at": self.links.change(id_), "title": c.title, "on": chinese_date(c.on), "note": c.note, "rules": rules}

    def law(self, id_: str) -> Node:
        """A law: its dates, and the chosen articles in one line each."""
        x = self.book.laws[id_]
        chosen = [n for n in x.articles if n in self.choice.articles.get(id_, ())]
        dates = [
            f"{chinese_date(x.in_force)}起施行" if x.in_force else "",
            f"{chinese_date(x.until)}起废止" if x.until else "",
            f"读的是{chinese_date(x.text_as_of)}的文本" if x.text_as_of else "",
            f"{chinese_date(x.checked_on)}核对",
            "没有读到正文，须先核对" if x.unverified else "",
        ]

        def limits(a: m.Article) -> str:
            says = [f"{chinese_date(a.in_force)}起施行" if a.in_force else "", f"{chinese_date(a.until)}起不再适用" if a.until else ""]
            return "，".join(s for s in says if s)

        return {
            "at": self.links.law(id_),
            "title": x.title,
            "short": x.short,
            "issuer": "，".join(part for part in (x.issuer, x.number) if part),
            "dates": "，".join(d for d in dates if d),
            "note": x.note,
            "source": x.source,
            "articles": [
                {"number": article_label(n), "title": x.articles[n].title, "gist": x.articles[n].gist, "limits": limits(x.articles[n])}
                for n in chosen
            ],
        }

    # ------------------------------------------------------------------- parts

    def _steps(self) -> list[Node]:
        """The six chapters, each with its shared steps."""
        chapters = []
        for phase, word in self.book.phases.items():
            steps = [s for s in self.book.shared_steps.values() if s.phase == phase and s.id in self.choice.steps]
            url = self.links.step(phase)
            blocks = prose(self.pages[url], url)[1] if url in self.pages else []
            if steps or blocks:
                entries = [{"at": self._shared_step_at(s)} | self._step(s) for s in steps]
                chapters.append({"at": url, "title": word.title, "blocks": blocks, "entries": entries})
        return chapters

    def _clocks(self) -> list[Node]:
        """The clocks that situations share, by whose they are."""
        groups = []
        for word in self.book.vocab.actors:
            chosen = [d for d in self.book.shared_deadlines.values() if d.actor == word.id and d.id in self.choice.clocks]
            if chosen:
                groups.append({"title": word.blurb, "entries": [{"at": self._shared_clock_at(d.id)} | self._clock(d) for d in chosen]})
        return groups

    def _scenarios(self) -> list[Node]:
        return [
            {"title": w.title, "blurb": w.blurb, "entries": chosen}
            for w in self.book.vocab.topics
            if (chosen := [self.scenario(i) for i, s in self.book.scenarios.items() if s.topic == w.id and i in self.choice.scenarios])
        ]

    def _questions(self) -> list[Node]:
        return [
            {"at": self.links.topic(w.id), "title": w.title, "blurb": w.blurb, "entries": chosen}
            for w in self.book.vocab.question_topics
            if w.id in self.book.faqs and (chosen := [self.question(q.id) for q in self.book.faqs[w.id].questions if q.id in self.choice.questions])
        ]

    def _excuses(self) -> list[Node]:
        return [
            {"at": self.links.excuse_group(g), "title": f.title, "speaker": f.speaker, "paper": f.paper, "blurb": f.intro, "entries": chosen}
            for g, f in self.book.excuse_groups.items()
            if (chosen := [self.excuse(e.id) for e in f.excuses if e.id in self.choice.excuses])
        ]

    def _letters(self) -> list[Node]:
        return [
            {"title": self.book.phases[p.phase].title, "entries": chosen}
            for p in self.book.vocab.order.letters
            if (chosen := [self.letter(i) for i in p.letters if i in self.choice.letters])
        ]

    def _channels(self) -> list[Node]:
        """The doors by kind; then the hand-written page on what can be done where an office does nothing."""
        groups = [
            {"title": w.title, "entries": chosen}
            for w in self.book.vocab.channel_kinds
            if (chosen := [self.channel(c.id) for c in self.book.channels.values() if c.kind == w.id and c.id in self.choice.channels])
        ]
        if html := self.pages.get(REVIEW):
            title, blocks = prose(html, REVIEW)
            groups.append({"at": REVIEW, "title": title, "blocks": blocks, "entries": []})
        return groups

    def _laws(self) -> list[Node]:
        """The laws by who made them, the most cited first, as the site lists them."""
        groups: dict[str, list[Node]] = {group: [] for group in LAW_GROUPS}
        for id_ in sorted(self.book.laws, key=lambda i: (-self.book.citations_of_law.get(i, 0), self.book.laws[i].short)):
            if id_ in self.choice.articles:
                groups["unread" if self.book.laws[id_].unverified else rank(self.book.laws[id_])].append(self.law(id_))
        return [{"title": LAW_GROUPS[group], "entries": laws} for group, laws in groups.items() if laws]

    def _terms(self) -> list[Node]:
        return [
            {"at": self.links.term(i), "id": i, "term": t.term, "aliases": t.aliases, "text": t.text, "cites": self._cites(t.laws)}
            for i, t in self.book.glossary.items()
            if i in self.choice.terms
        ]

    def _wrong(self) -> list[Node]:
        return [
            {"at": self.links.misconception(i), "says": w.says, "truth": w.truth, "cites": self._cites(w.laws)}
            for i, w in self.book.misconceptions.items()
        ]

    def _outside(self) -> list[Node]:
        return [
            {
                "at": self.links.outside(i),
                "title": o.title,
                "why": o.why,
                "go": o.go,
                "unless": o.unless,
                "channels": [self._see("channel", c) for c in o.channels],
                "sees": [self._see("scenario", s) for s in o.see],
            }
            for i, o in self.book.outside.items()
        ]

    def _dangers(self) -> list[Node]:
        return [{"title": d.title, "lines": d.lines, "calls": [self.views.call(c) for c in d.call]} for d in self.book.dangers.values()]

    def _part(self, kind: str, title: str, groups: list[Node]) -> list[Node]:
        return [{"kind": kind, "title": title, "groups": groups}] if groups else []

    def _front(self, title: str) -> Node:
        """What the title page says: `read`: when the laws were read."""
        laws = [self.book.laws[id_] for id_ in self.choice.articles] or list(self.book.laws.values())
        return {
            "book": "精品售后纠纷处理手册",
            "title": title,
            "checked": chinese_date(min(law.checked_on for law in laws)),
            "as_of": chinese_date(max((law.text_as_of for law in laws if law.text_as_of), default="")),
            "counts": {"scenarios": len(self.choice.scenarios), "questions": len(self.choice.questions), "letters": len(self.choice.letters)},
            "dangers": self._dangers(),
            "address": self.views.site_url,
        }

    def _finished(self, front: Node, parts: list[Node]) -> Node:
        """The volume with its index, and no way that leads out of it."""
        whole = {"front": front, "parts": parts}
        known = set(_places(whole))
        whole = _without_lost_ways(whole, known)
        terms = {i: t for i, t in self.book.glossary.items() if i in self.choice.terms} if self.choice.terms else self.book.glossary
        found = mark_terms(whole["parts"], terms)
        return whole | {"index": index(terms, found, known, self.links), "names": self._names(known)}

    def _names(self, known: set[str]) -> list[Node]:
        """What people call their situations, in the order of the sounds: [{text, to}]."""
        names = {
            (alias, self.links.scenario(i)) for i in self.book.scenarios for alias in self.book.scenarios[i].aliases if i in self.choice.scenarios
        }
        return [{"text": text, "to": to} for text, to in sorted(names, key=lambda n: (lazy_pinyin(n[0]), n)) if to in known]

    def whole(self) -> Node:
        """The handbook as one book."""
        parts = [
            *self._part("steps", "六个步骤", self._steps()),
            *self._part("clocks", "共用的期限", self._clocks()),
            *self._part("scenarios", "我遇到的事", self._scenarios()),
            *self._part("excuses", "商家这样说，这样回", self._excuses()),
            *self._part("questions", "问答", self._questions()),
            *self._part("letters", "文书和空白", self._letters()),
            *self._part("channels", "去哪里投诉", self._channels()),
            *self._part("platforms", "各个平台怎么申请介入", [self.platform(i) for i in self.book.platforms if i in self.choice.platforms]),
            *self._part("regions", "当地另有的规定", [self.region(i) for i in self.book.regions]),
            *self._part("changes", "变了的规则", [self.change(i) for i in self.book.changes]),
            *self._part("cases", "法院怎么判", [self.case(i) for i in self.book.cases]),
            *self._part("wrong", "常见的误传", self._wrong()),
            *self._part("outside", "本手册不管的事", self._outside()),
            *self._part("terms", "词语", self._terms()),
            *self._part("laws", "附录：法律要点", self._laws()),
        ]
        return self._finished(self._front(""), parts)

    def topic(self, title: str) -> Node:
        """One topic as a volume of its own."""
        parts = [
            *self._part("scenarios", "我遇到的事", self._scenarios()),
            *self._part("steps", "几件事都用得上的步骤", self._steps()),
            *self._part("clocks", "几件事都用得上的期限", self._clocks()),
            *self._part("excuses", "对方这样说，这样回", self._excuses()),
            *self._part("questions", "问答", self._questions()),
            *self._part("letters", "文书和空白", self._letters()),
            *self._part("channels", "去哪里投诉", self._channels()),
            *self._part("platforms", "各个平台怎么申请介入", [self.platform(i) for i in self.book.platforms if i in self.choice.platforms]),
            *self._part("laws", "附录：法律要点", self._laws()),
        ]
        return self._finished(self._front(title), parts)

    def blanks(self) -> Node:
        """The blanks of all letters, for a desk that prints them."""
        return self._finished(self._front("全部文书的空白"), self._part("blanks", "全部文书的空白", self._letters()))


# ------------------------------------------------------------------------ index


def _texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """(path, text) of every text in an entry that is read for terms."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in UNREAD:
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*path, i))


def _entries(parts: list[Node]) -> Iterator[Node]:
    """What the index leads to: situations, questions, replies, doors, platforms, wrong beliefs."""
    for part in parts:
        if part["kind"] in ("scenarios", "questions", "excuses", "channels"):
            for group in part["groups"]:
                yield from group["entries"]
        elif part["kind"] in ("platforms", "wrong"):
            yield from part["groups"]


def _weight(path: tuple[Any, ...]) -> int:
    return 0 if path[0] in HEADS else 1 if path[0] in EARLY else 2


def _at(entry: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        entry = entry[key]
    return entry


def mark_terms(parts: list[Node], terms: dict[str, m.Term]) -> set[str]:
    """Marks in the texts where the index leads to, and returns the ids of the terms that are marked somewhere.

    A term is looked for in every entry once; of all its places those count most where it is in a heading, then in an answer. A marked text becomes a
    list of texts and {mark: id}; in a heading the mark goes into the entry's `marks`, behind it."""
    words = {t.term: i for i, t in terms.items()}
    if not words:
        return set()
    pattern = re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))
    entries = list(_entries(parts))
    places: dict[str, list[tuple[int, int, tuple[Any, ...], int]]] = {}
    for n, entry in enumerate(entries):
        seen: dict[str, tuple[int, int, tuple[Any, ...], int]] = {}
        for path, text in _texts(entry):
            for hit in pattern.finditer(text):
                place = (_weight(path), n, path, hit.start())
                if hit[0] not in seen or place[0] < seen[hit[0]][0]:
                    seen[hit[0]] = place
        for word, place in seen.items():
            places.setdefault(words[word], []).append(place)
    cuts: dict[tuple[int, tuple[Any, ...]], list[tuple[int, str]]] = {}
    for id_, found in places.items():
        for _, n, path, start in sorted(found, key=lambda f: (f[0], f[1]))[:MOST]:
            cuts.setdefault((n, path), []).append((start, id_))
    for (n, path), marks in cuts.items():
        if _weight(path) == 0:
            entries[n].setdefault("marks", []).extend(id_ for _, id_ in marks)
            continue
        text = _at(entries[n], path)
        pieces: list[str | dict[str, str]] = []
        begin = 0
        for start, id_ in sorted(marks):
            pieces += [text[begin:start], {"mark": id_}]
            begin = start
        _at(entries[n], path[:-1])[path[-1]] = [*pieces, text[begin:]]
    return set(places)


def index(terms: dict[str, m.Term], found: set[str], known: set[str], links: Any) -> list[Node]:
    """The terms that the index lists, in the order of their sounds: {id, term, aliases, to?}."""
    listed = [(i, t) for i, t in terms.items() if i in found or links.term(i) in known]
    listed.sort(key=lambda it: (lazy_pinyin(it[1].term), it[0]))
    return [
        {"id": i, "term": t.term, "aliases": t.aliases} | ({"to": links.term(i)} if links.term(i) in known else {}) | {"found": i in found}
        for i, t in listed
    ]
