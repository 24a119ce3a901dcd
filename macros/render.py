"""Model → view (plain dictionaries) → HTML through overrides/components. No HTML here, no logic in the components.

Every address in a view is relative to the site's root; a component turns it into one relative to its page with href().
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import segno
from markupsafe import Markup

from . import letters as letter_grammar
from . import model as m
from .exports import holidays
from .links import Links, article_anchor, article_label, relative
from .load import Handbook

UNITS = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
# how many places an article's page names before it only counts: the commonest articles are cited by hundreds
CITERS = 16
# for sorting clocks by length only, never for dates
DAYS = {"hour": 1 / 24, "day": 1, "workday": 1.4, "month": 30, "year": 365}
URGENT = 31  # days: a clock as short as this is the most pressing thing on the page
LATE_EVENTS = {"settlement-signed", "judgment-served", "judgment-effective", "mediation-ended", "payment-order-filed", "payment-order-served"}
TIMES = {"week": "7日以内", "month": "一个月以内", "year": "更长", "none": "没有你要赶的期限"}
STRENGTH = {"strong": "通常可以", "conditional": "看条件", "weak": "比较难"}
POINT_TOPICS = {
    "clock": "期限和倒计时",
    "evidence": "要交的证据",
    "cost": "谁出钱",
    "steps-in": "平台什么时候介入",
    "refuses": "平台什么时候不管",
    "result": "处理结果",
    "other": "其他",
}
ACTOR_LABEL = {
    "buyer": "你要在期限内做",
    "seller": "商家要在期限内做",
    "platform": "平台要在期限内做",
    "regulator": "部门要在期限内做",
    "court": "法院要在期限内做",
}


def chinese_date(iso: str | None) -> str:
    """'2026-11-22' → 2026年11月22日; None → an empty text."""
    if not iso:
        return ""
    date = dt.date.fromisoformat(iso)
    return f"{date.year}年{date.month}月{date.day}日"


def rule_text(within: m.Within, event: str) -> str:
    """(7 day, 签收商品) → 签收商品后7日内"""
    return f"{event}后{within.n}{UNITS[within.unit]}内"


class Renderer:
    """Draws the handbook's components. `site_url` is the public address or empty; then no QR code is made."""

    def __init__(self, book: Handbook, site_url: str = "") -> None:
        self.book = book
        self.links = Links(book)
        self.site_url = site_url
        self.env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(book.root / "overrides" / "components"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.env.filters["date"] = chinese_date
        self.env.filters["json"] = self._json

    @staticmethod
    def _json(value: Any) -> Markup:
        """JSON safe inside a <script type="application/json">."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

    def draw(self, component: str, page: str, view: dict[str, Any]) -> str:
        """A component as HTML that Markdown leaves alone: it starts at column 0 and has no empty lines."""
        html = self.env.get_template(f"{component}.html").render(**view, href=lambda url: relative(url, page))
        return "\n".join(line.strip() for line in html.splitlines() if line.strip())

    # ------------------------------------------------------------- small views

    @cached_property
    def words(self) -> dict[str, dict[str, m.Word]]:
        """List name → id → word."""
        return {name: {w.id: w for w in getattr(self.book.vocab, name)} for name in type(self.book.vocab).model_fields if name != "front"}

    def citation(self, citation: str) -> dict[str, str]:
        law_id, _, number = citation.partition("#")
        law = self.book.laws[law_id]
        return {
            "label": f"《{law.short}》{article_label(number)}",
            "url": self.links.citation(citation),
            "gist": law.articles[number].gist,
        }

    def citations(self, citations: list[str]) -> list[dict[str, str]]:
        return [self.citation(c) for c in citations]

    def letter_card(self, id_: str) -> dict[str, Any]:
        letter = self.book.letters[id_]
        return {"id": id_, "title": letter.title, "to": letter.to, "summary": letter.summary, "url": self.links.letter(id_)}

    def channel_card(self, id_: str) -> dict[str, Any]:
        c = self.book.channels[id_]
        return {
            "id": id_,
            "name": c.name,
            "summary": c.summary,
            "time": c.time,
            "cost": c.cost,
            "blocks": c.blocks,
            "verified": c.verified,
            "url": self.links.channel(id_),
        }

    def headline(self, s: m.Scenario) -> m.Deadline | None:
        """The deadline at the top of a page: the one the data names, else the reader's shortest that runs from the start."""
        if s.headline:
            return next((d for d in s.deadlines if d.id == s.headline), None)
        mine = [d for d in s.deadlines if d.actor == "buyer" and d.from_ not in LATE_EVENTS]
        return min(mine, key=lambda d: d.within.n * DAYS[d.within.unit], default=None)

    def scenario_card(self, id_: str) -> dict[str, Any]:
        s = self.book.scenarios[id_]
        first = self.headline(s)
        return {
            "id": id_,
            "title": s.title,
            "summary": s.summary,
            "level": s.strength.level,
            "verdict": STRENGTH[s.strength.level],
            "first": f"{rule_text(first.within, self.words['events'][first.from_].title)}：{first.label}" if first else "",
            "url": self.links.scenario(id_),
        }

    def excuse_view(self, id_: str) -> dict[str, Any]:
        group, e = self.book.excuses[id_]
        return e.model_dump(exclude={"laws"}) | {
            "group": group,
            "citations": self.citations(e.laws),
            "url": self.links.excuse(id_),
            "scenarios": [self.scenario_card(s) for s in self.scenarios_with("excuses", id_)],
        }

    def scenarios_with(self, key: str, id_: str) -> list[str]:
        return [s for s, scenario in self.book.scenarios.items() if id_ in getattr(scenario, key)]

    def question_view(self, id_: str) -> dict[str, Any]:
        topic, q = self.book.questions[id_]
        following = []
        for step in q.next:
            kind, target = step.targets()[0]
            following.append({"do": step.do, "url": self.links.to(kind, target)})
        return {
            "id": id_,
            "topic": topic,
            "question": q.question,
            "answer": q.answer,
            "details": q.details,
            "next": following,
            "citations": self.citations(q.laws),
            "reviewed": q.reviewed,
            "url": self.links.question(id_),
        }

    def questions_of(self, scenario: str) -> list[str]:
        return [id_ for id_, (_, q) in self.book.questions.items() if scenario in q.scenarios]

    def step_view(self, step: m.Step) -> dict[str, Any]:
        return {
            "id": step.id,
            "do": step.do,
            "why": step.why,
            "how": step.how,
            "citations": self.citations(step.laws),
            "evidence": self.words["evidence"][step.evidence].title if step.evidence else "",
            "perishable": step.perishable,
            "say": step.say,
            "letter": self.letter_card(step.letter) if step.letter else None,
            "channel": self.channel_card(step.channel) if step.channel else None,
        }

    def deadline_view(self, d: m.Deadline) -> dict[str, Any]:
        return {
            "id": d.id,
            "label": d.label,
            "actor": d.actor,
            "actor_label": ACTOR_LABEL[d.actor],
            "event": self.words["events"][d.from_].title,
            "rule": rule_text(d.within, self.words["events"][d.from_].title),
            "extend": f"{d.extend.when}，可以再延长{d.extend.n}{UNITS[d.extend.unit]}" if d.extend else "",
            "note": d.note,
            "if_missed": d.if_missed,
            "citations": self.citations(d.laws),
            "clock": {"from": d.from_, "n": d.within.n, "unit": d.within.unit, "roll": d.roll, "actor": d.actor},
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

    # -------------------------------------------------------------------- pages

    def scenario_page(self, id_: str) -> str:
        s = self.book.scenarios[id_]
        url = self.links.scenario(id_)
        phases = []
        for phase, entries in s.steps.phases():
            steps = [self.book.shared_steps[e.shared] if isinstance(e, m.SharedRef) else e for e in entries]
            phases.append(
                {
                    "id": phase,
                    "title": self.words["phases"][phase].title,
                    "url": self.links.step(phase),
                    "steps": [self.step_view(step) for step in steps],
                }
            )
        deadlines = [self.deadline_view(d) for d in s.deadlines]
        events = list(dict.fromkeys(d.from_ for d in s.deadlines))
        headline = self.headline(s)
        cited = [c for r in s.rights for c in r.laws] + [c for d in s.deadlines for c in d.laws]
        return self.draw(
            "scenario",
            url,
            {
                "id": id_,
                "title": s.title,
                "topic": self.words["topics"][s.topic].title,
                "summary": s.summary,
                "level": s.strength.level,
                "verdict": STRENGTH[s.strength.level],
                "why": s.strength.why,
                "expect": s.expect.model_dump(),
                "first": s.first.model_dump(),
                "first_deadline": self.deadline_view(headline) if headline else None,
                "urgent": headline is not None and headline.within.n * DAYS[headline.within.unit] <= URGENT,
                "phases": phases,
                "total": sum(len(p["steps"]) for p in phases),
                "scope": id_,
                "deadlines": deadlines,
                "events": [{"id": e, "title": self.words["events"][e].title} for e in events],
                "holidays": holidays.table(),
                "excuses": [self.excuse_view(e) for e in s.excuses],
                "letters": [self.letter_card(x) for x in s.letters],
                "rights": [{"text": r.text, "citations": self.citations(r.laws)} for r in s.rights],
                "lose_when": s.lose_when,
                "not_for": [{"text": n.text, "see": self.scenario_card(n.see) if n.see else None} for n in s.not_for],
                "channels": [self.channel_card(c) for c in s.channels],
                "questions": [self.question_view(q) for q in self.questions_of(id_)],
                "cases": [self.case_view(c) for c, case in self.book.cases.items() if id_ in case.scenarios],
                "related": [self.scenario_card(r) for r in s.related],
                "reviewed": s.reviewed,
                "qr": self.qr(url),
                "address": f"{self.site_url.rstrip('/')}/{url}" if self.site_url else "",
            }
            | self.law_dates(cited),
        )

    def faq_page(self, topic: str) -> str:
        return self.draw(
            "faq",
            self.links.topic(topic),
            {
                "questions": [self.question_view(q.id) for q in self.book.faqs[topic].questions],
                "topics": self.topics(),
                "here": topic,
            },
        )

    def topics(self) -> list[dict[str, Any]]:
        """Question topics that have questions."""
        return [
            {"id": w.id, "title": w.title, "blurb": w.blurb, "count": len(self.book.faqs[w.id].questions), "url": self.links.topic(w.id)}
            for w in self.book.vocab.question_topics
            if w.id in self.book.faqs
        ]

    def faq_index(self, page: str) -> str:
        groups = [t | {"questions": [self.question_view(q.id) for q in self.book.faqs[t["id"]].questions]} for t in self.topics()]
        return self.draw("faq-index", page, {"groups": groups})

    def scenario_groups(self) -> list[dict[str, Any]]:
        return [
            {
                "id": w.id,
                "title": w.title,
                "blurb": w.blurb,
                "scenarios": [self.scenario_card(i) for i, s in self.book.scenarios.items() if s.topic == w.id],
            }
            for w in self.book.vocab.topics
            if any(s.topic == w.id for s in self.book.scenarios.values())
        ]

    def scenario_index(self, page: str) -> str:
        groups = self.scenario_groups()
        traits = {id_: self.scenario_traits(id_) for id_ in self.book.scenarios}
        for group in groups:
            for card in group["scenarios"]:
                card["traits"] = traits[card["id"]]
        used = {kind for t in traits.values() for kind in t["proof"]}
        doors = {kind for t in traits.values() for kind in t["door"]}
        filters = [
            {"id": "proof", "title": "我手里有", "options": [(w.id, w.title) for w in self.book.vocab.evidence if w.id in used]},
            {"id": "time", "title": "最早的期限", "options": [(i, t) for i, t in TIMES.items() if any(i in x["time"] for x in traits.values())]},
            {"id": "door", "title": "能找的地方", "options": [(w.id, w.title) for w in self.book.vocab.channel_kinds if w.id in doors]},
        ]
        return self.draw("scenario-index", page, {"groups": groups, "filters": filters, "total": len(traits)})

    def scenario_traits(self, id_: str) -> dict[str, list[str]]:
        """What the section page filters by, all of it derived: evidence asked for, the reader's shortest clock, kinds of doors."""
        s = self.book.scenarios[id_]
        steps = [self.book.shared_steps[e.shared] if isinstance(e, m.SharedRef) else e for _, p in s.steps.phases() for e in p]
        clocks = [d.within.n * DAYS[d.within.unit] for d in s.deadlines if d.actor == "buyer"]
        time = "none" if not clocks else "week" if min(clocks) <= 7 else "month" if min(clocks) <= 31 else "year"
        return {
            "proof": sorted({step.evidence for step in steps if step.evidence}),
            "time": [time],
            "door": sorted({self.book.channels[c].kind for c in s.channels}),
        }

    def page_terms(self, page: str, text: str) -> str:
        """The terms of the glossary that a page uses, in the order of their first use; nothing where there are none."""
        bare = re.sub(r"<[^>]*>", " ", text)
        found = sorted((bare.find(t.term), i) for i, t in self.book.glossary.items() if t.term in bare)
        terms = [{"id": i, "term": self.book.glossary[i].term, "text": self.book.glossary[i].text} for _, i in found]
        return self.draw("terms", page, {"terms": terms}) if terms else ""

    def letter_page(self, id_: str) -> str:
        letter = self.book.letters[id_]
        url = self.links.letter(id_)
        fields = {f.id: f for f in letter.fields}
        groups = []
        for word in self.book.vocab.field_groups:
            members = [
                f.model_dump() | {"pen": f.width or letter_grammar.PEN[f.type], "tool": letter_grammar.tool(f)}
                for f in letter.fields
                if f.group == word.id
            ]
            if members:
                groups.append({"id": word.id, "title": word.title, "fields": members})
        return self.draw(
            "letter",
            url,
            {
                "id": id_,
                "title": letter.title,
                "to": letter.to,
                "summary": letter.summary,
                "when": letter.when,
                "not_when": letter.not_when,
                "send": [s.model_dump() for s in letter.send],
                "attach": letter.attach,
                "after": letter.after,
                "citations": self.citations(letter.laws),
                "groups": groups,
                "blank": self.blank_lines(letter, fields),
                "blank_file": self.links.blank_letter(id_),
                "agent": letter_grammar.takes_agent(letter),
                "amounts": [a.title for a in letter.amounts],
                "amounts_in": next((g["id"] for g in groups if g["id"] in ("money", "want")), groups[-1]["id"]),
                "source": letter_grammar.source(id_, letter, self.book.laws)
                | {
                    "amounts": [self.letter_amount(a) for a in letter.amounts],
                    "whom": self.citation("market-complaint-measures#13"),
                    "poa": self.links.letter("power-of-attorney"),
                },
                "scenarios": [self.scenario_card(s) for s in self.scenarios_with("letters", id_)],
                "related": [self.letter_card(x) for x in letter.related],
                "reviewed": letter.reviewed,
                "qr": self.qr(url),
            }
            | self.law_dates(letter.laws),
        )

    def letter_amount(self, amount: m.Amount) -> dict[str, Any]:
        return amount.model_dump() | {"citations": self.citations(amount.laws)}

    def blank_lines(self, letter: m.Letter, fields: dict[str, m.LetterField]) -> list[dict[str, Any]]:
        """The sheet to fill by pen: every line of the letter; what stands under a condition gets a box to tick."""
        result = []
        count = 0
        for line in letter_grammar.lines(letter):
            count = count + 1 if line["kind"] == "item" else 0
            pieces = []
            for run in line["runs"]:
                if "text" in run:
                    pieces.append({"text": run["text"]})
                    continue
                field = fields[run["field"]]
                width = field.width or letter_grammar.PEN[field.type]
                if run.get("filter") == "cny":
                    width = 14
                pieces.append(
                    {
                        "pen": width,
                        "kind": field.type,
                        "label": field.label,
                        "options": [o.label for o in field.options],
                        "rows": max(3, width // 20) if field.type == "longtext" else 0,
                    }
                )
            result.append({"kind": line["kind"], "pieces": pieces, "optional": bool(line.get("when")), "number": count})
        return result

    def letter_index(self, page: str) -> str:
        return self.draw("letter-index", page, {"letters": [self.letter_card(i) for i in self.book.letters]})

    def citers(self) -> dict[str, list[dict[str, str]]]:
        """Citation → who cites it: [{title, url}], computed once."""
        return self._citers

    @cached_property
    def _citers(self) -> dict[str, list[dict[str, str]]]:
        result: dict[str, dict[str, str]] = {}

        def add(citations: list[str], title: str, url: str) -> None:
            for c in citations:
                result.setdefault(c, {}).setdefault(url, title)

        for id_, s in self.book.scenarios.items():
            steps = [self.book.shared_steps[e.shared] if isinstance(e, m.SharedRef) else e for _, p in s.steps.phases() for e in p]
            for part in (*s.rights, *s.deadlines, *steps):
                add(part.laws, s.title, self.links.scenario(id_))
        for id_, (_, e) in self.book.excuses.items():
            add(e.laws, e.says, self.links.excuse(id_))
        for id_, (_, q) in self.book.questions.items():
            add(q.laws, q.question, self.links.question(id_))
        for id_, letter in self.book.letters.items():
            add(letter.laws, letter.title, self.links.letter(id_))
        for id_, channel in self.book.channels.items():
            add(channel.laws, channel.name, self.links.channel(id_))
        for id_, platform in self.book.platforms.items():
            add(platform.laws, f"{platform.name}怎么申请介入", self.links.platform(id_))
        for id_, case in self.book.cases.items():
            add(case.laws, case.title, self.links.case(id_))
        for id_, wrong in self.book.misconceptions.items():
            add(wrong.laws, wrong.says, self.links.misconception(id_))
        return {c: [{"url": url, "title": title} for url, title in pages.items()] for c, pages in result.items()}

    def law_page(self, id_: str) -> str:
        law = self.book.laws[id_]
        replaced = self.book.laws.get(law.replaced_by) if law.replaced_by else None
        return self.draw(
            "law",
            self.links.law(id_),
            law.model_dump(exclude={"articles"})
            | {
                "articles": [
                    {
                        "anchor": article_anchor(number),
                        "label": article_label(number),
                        "title": a.title,
                        "gist": a.gist,
                        "in_force": a.in_force,
                        "until": a.until,
                        "citers": self.citers().get(f"{id_}#{number}", [])[:CITERS],
                        "more_citers": max(0, len(self.citers().get(f"{id_}#{number}", [])) - CITERS),
                    }
                    for number, a in law.articles.items()
                ],
                "pending": bool(law.in_force) and law.in_force > dt.date.today().isoformat(),
                "replacement": {"title": replaced.title, "url": self.links.law(law.replaced_by)} if replaced else None,
            },
        )

    def law_index(self, page: str) -> str:
        def row(id_: str) -> dict[str, Any]:
            law = self.book.laws[id_]
            return {
                "short": law.short,
                "title": law.title,
                "url": self.links.law(id_),
                "articles": len(law.articles),
                "in_force": law.in_force,
                "until": law.until,
                "unverified": law.unverified,
            }

        laws = sorted(self.book.laws, key=lambda i: (-len([c for c in self.citers() if c.startswith(f"{i}#")]), self.book.laws[i].short))
        return self.draw(
            "law-index",
            page,
            {
                "current": [row(i) for i in laws if not self.book.laws[i].until and not self.book.laws[i].unverified],
                "ended": [row(i) for i in laws if self.book.laws[i].until],
                "unread": [row(i) for i in laws if self.book.laws[i].unverified],
                "total": sum(len(law.articles) for law in self.book.laws.values()),
            },
        )

    def excuse_page(self, group: str) -> str:
        file = self.book.excuse_groups[group]
        view = {"intro": file.intro, "excuses": [self.excuse_view(e.id) for e in file.excuses], "groups": self.excuse_groups(), "here": group}
        return self.draw("excuses", f"excuses/{group}.html", view)

    def excuse_groups(self) -> list[dict[str, Any]]:
        return [
            {
                "id": g,
                "title": f.title,
                "intro": f.intro,
                "url": f"excuses/{g}.html",
                "sayings": [{"says": e.says, "url": self.links.excuse(e.id)} for e in f.excuses],
            }
            for g, f in self.book.excuse_groups.items()
        ]

    def excuse_index(self, page: str) -> str:
        return self.draw("excuse-index", page, {"groups": self.excuse_groups()})

    def channels_page(self, page: str) -> str:
        kinds = []
        for word in self.book.vocab.channel_kinds:
            members = [c for c in self.book.channels.values() if c.kind == word.id]
            if members:
                kinds.append(
                    {
                        "id": word.id,
                        "title": word.title,
                        "channels": [
                            c.model_dump(exclude={"laws", "source"})
                            | {"citations": self.citations(c.laws), "sources": [s for s in c.source if not s.count("#")]}
                            for c in members
                        ],
                    }
                )
        return self.draw("channels", page, {"kinds": kinds, "platforms": self.platform_cards()})

    def glossary_page(self, page: str) -> str:
        terms = [t.model_dump(exclude={"laws"}) | {"citations": self.citations(t.laws)} for t in self.book.glossary.values()]
        return self.draw("glossary", page, {"terms": terms})

    def misconceptions_page(self, page: str) -> str:
        items = [w.model_dump(exclude={"laws", "see"}) | {"citations": self.citations(w.laws)} for w in self.book.misconceptions.values()]
        return self.draw("misconceptions", page, {"items": items})

    def search_score(self, page: str) -> str:
        """The numbers that tools/search_score.py wrote last."""
        score = json.loads((self.book.root / "docs" / "about" / "search-score.json").read_text(encoding="utf-8"))
        return self.draw("search-score", page, score)

    def outside_page(self, page: str) -> str:
        items = [
            o.model_dump(exclude={"channels", "see", "aliases"})
            | {"channels": [self.channel_card(c) for c in o.channels], "see": [self.scenario_card(s) for s in o.see]}
            for o in self.book.outside.values()
        ]
        return self.draw("outside", page, {"items": items})

    def platform_page(self, id_: str) -> str:
        p = self.book.platforms[id_]
        rules = {r.id: r for r in p.rules}

        def point(x: m.PlatformPoint) -> dict[str, Any]:
            rule = rules.get(x.rule) if x.rule else None
            return {
                "text": x.text,
                "from": f"《{rule.title}》{x.article or ''}（{chinese_date(rule.as_of)}版）" if rule else "",
                "law": {"text": x.law.text, "citations": self.citations(x.law.laws)} if x.law else None,
            }

        groups = [
            {"title": title, "points": [point(x) for x in p.points if x.topic == topic]}
            for topic, title in POINT_TOPICS.items()
            if any(x.topic == topic for x in p.points)
        ]
        view = p.model_dump(exclude={"points", "laws"}) | {"groups": groups, "citations": self.citations(p.laws)}
        return self.draw("platform", self.links.platform(id_), view | self.law_dates(p.laws))

    def platform_cards(self) -> list[dict[str, Any]]:
        return [{"name": p.name, "summary": p.summary, "url": self.links.platform(i), "verified": p.verified} for i, p in self.book.platforms.items()]

    def case_view(self, id_: str) -> dict[str, Any]:
        c = self.book.cases[id_]
        return c.model_dump(exclude={"laws", "scenarios", "excuses"}) | {
            "citations": self.citations(c.laws),
            "url": self.links.case(id_),
            "scenarios": [self.scenario_card(s) for s in c.scenarios],
            "excuses": [{"says": self.book.excuses[e][1].says, "url": self.links.excuse(e)} for e in c.excuses],
        }

    def cases_page(self, page: str) -> str:
        return self.draw("cases", page, {"cases": [self.case_view(i) for i in self.book.cases]})

    def change_view(self, id_: str) -> dict[str, Any]:
        c = self.book.changes[id_]
        rules = [{"what": r.what, "before": r.before, "after": r.after, "citations": self.citations(r.laws)} for r in c.rules]
        return {"id": id_, "title": c.title, "ask": c.ask, "event": c.event, "on": c.on, "note": c.note, "rules": rules}

    def changes_page(self, page: str) -> str:
        return self.draw("changes", page, {"changes": [self.change_view(i) for i in self.book.changes]})

    def tree(self, page: str, id_: str) -> str:
        """A decision tree: nested lists to read, and the same as data for the script that asks one question at a time."""
        t = self.book.trees[id_]
        ends = {
            e.id: {
                "id": e.id,
                "title": e.title,
                "why": e.why,
                "outside": e.outside,
                "notes": e.notes,
                "scenarios": [
                    {"title": c["title"], "verdict": c["verdict"], "level": c["level"], "url": c["url"]} for c in map(self.scenario_card, e.scenarios)
                ],
                "channels": [{"title": c["name"], "text": c["summary"], "url": c["url"]} for c in map(self.channel_card, e.channels)],
                "citations": self.citations(e.laws),
            }
            for e in t.ends
        }
        nodes = {n.id: {"id": n.id, "ask": n.ask, "hint": n.hint, "answers": [a.model_dump() for a in n.answers]} for n in t.nodes}
        data = {
            "start": t.start,
            "nodes": nodes,
            "ends": {
                i: e
                | {
                    "scenarios": [s | {"url": relative(s["url"], page)} for s in e["scenarios"]],
                    "channels": [c | {"url": relative(c["url"], page)} for c in e["channels"]],
                    "citations": [{"label": c["label"], "url": relative(c["url"], page)} for c in e["citations"]],
                }
                for i, e in ends.items()
            },
        }
        return self.draw("tree", page, {"id": id_, "title": t.title, "intro": t.intro, "start": t.start, "nodes": nodes, "ends": ends, "data": data})

    def search_page(self, page: str) -> str:
        return self.draw("search-page", page, {})

    def home_page(self, page: str) -> str:
        letters = self.book.vocab.front.letters
        return self.draw(
            "home",
            page,
            {
                "excuses": [self.excuse_view(e) for e in self.book.vocab.front.excuses],
                "groups": self.scenario_groups(),
                "phases": [{"title": w.title, "url": self.links.step(w.id)} for w in self.book.vocab.phases],
                "letters": [self.letter_card(x) for x in letters],
                "checked_on": min(law.checked_on for law in self.book.laws.values()),
                "counts": {
                    "laws": len(self.book.laws),
                    "articles": sum(len(law.articles) for law in self.book.laws.values()),
                    "questions": len(self.book.questions),
                },
            },
        )

    def phase_checklist(self, phase: str, page: str) -> str:
        steps = [self.step_view(s) for s in self.book.shared_steps.values() if s.phase == phase]
        view = {
            "scope": f"steps-{phase}",
            "total": len(steps),
            "phases": [{"id": phase, "title": f"{self.words['phases'][phase].title}：清单", "url": "", "steps": steps}],
        }
        return self.draw("phase-checklist", page, view)

    def cite(self, page: str, citations: tuple[str, ...]) -> str:
        return self.draw("cite", page, {"citations": self.citations(list(citations))})

    def say(self, page: str, text: str, title: str | None) -> str:
        paragraphs = [" ".join(p.split()) if p.isascii() else "".join(line.strip() for line in p.splitlines()) for p in text.strip().split("\n\n")]
        key = hashlib.sha256(text.encode()).hexdigest()[:8]
        return self.draw("say", page, {"paragraphs": [p for p in paragraphs if p], "title": title or "可以这样说", "key": key})


def data_files(root: Path) -> list[Path]:
    """What the pages are made of: a running `mkdocs serve` watches these."""
    return sorted([*(root / "docs" / "_data").rglob("*.yml"), *(root / "overrides").rglob("*.html"), *(root / "macros").rglob("*.py")])
