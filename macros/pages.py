"""Whole pages: records and small views → a component of overrides/components → HTML. No HTML here, no logic in the components."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from macros import calls, divided, headings
from macros import letters as letter_grammar
from macros import model as m
from macros.book import Handbook, Ref
from macros.dates import build_day, chinese_date
from macros.freshness import state
from macros.links import article_anchor, article_label, relative
from macros.views import SOME_QUESTIONS, STRENGTH, Views, first_words, length

# how many places an article's page names before it only counts: the commonest articles are cited by hundreds
CITERS = 8
ASKED = 5  # how many questions a situation's page names before it leads to the page of all of them
SOME_LAWS = 8  # laws of a group in the list of all; the others are folded below them
URGENT = 31  # days: a clock as short as this is the most pressing thing on the page
PLATFORM_KIND = "platform"  # the kind of door under which the platforms' own pages stand
LAW_GROUPS = {
    "law": "法律",
    "regulation": "行政法规",
    "interpretation": "司法解释",
    "rule": "部门规章和其他",
    "local": "只在当地用的",
    "coming": "到了日子才施行的",
    "ended": "已经废止、别再用的",
    "unread": "没有读到正文、须先核对的",
}
POINT_TOPICS = {
    "clock": "期限和倒计时",
    "evidence": "要交的证据",
    "cost": "谁出钱",
    "steps-in": "平台什么时候介入",
    "refuses": "平台什么时候不管",
    "result": "处理结果",
    "other": "其他",
}


def rank(law: m.Law) -> str:
    """A law's group in the list of laws, by who made it: Congress, the State Council, the Supreme Court, a place for itself, anybody else."""
    if law.region:
        return "local"
    makers = {"全国人民代表大会": "law", "国务院": "regulation", "最高人民法院": "interpretation"}
    return next((group for maker, group in makers.items() if (law.issuer or "").startswith(maker)), "rule")


class Drawn(NamedTuple):
    """The page of one record: what its head says, and its body as finished HTML. `kind` names the page's style."""

    title: str
    description: str
    kind: str
    html: str


class Pages:
    """Draws the handbook's components. `site_url`: the public address or empty; `today` decides which laws are still to come; `env`: the
    components of this root as components() gives them, where they are read already."""

    def __init__(self, book: Handbook, site_url: str = "", today: dt.date | None = None, env: jinja2.Environment | None = None) -> None:
        self.book = book
        self.views = Views(book, site_url)
        self.today = today or build_day()
        self.env = env or self.components(book.root)

    @classmethod
    def components(cls, root: Path) -> jinja2.Environment:
        """The components of a project, each read once (opened.py looks which have changed)."""
        env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(root / "overrides" / "components"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        env.filters["date"] = chinese_date
        env.filters["json"] = cls._json
        return env

    @staticmethod
    def _json(value: Any) -> Markup:
        """JSON safe inside a <script type="application/json">."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

    def draw(self, component: str, page: str, view: dict[str, Any]) -> str:
        """A component as HTML that Markdown leaves alone: it starts at column 0 and has no empty lines."""
        html = self.env.get_template(f"{component}.html").render(**view, href=lambda url: relative(url, page))
        return "\n".join(line.strip() for line in html.split("\n") if line.strip())

    def _near(self, page: str, laws: Iterable[str], opened: bool = False) -> str:
        """What a page that cites these articles says above all else of the rules among them whose day is near; empty where there are none."""
        rules = self.views.coming(laws, self.today)
        return f"{self.draw('begins', page, {'rules': rules, 'open': opened})}\n" if rules else ""

    def _cited(self, kind: str, ids: Iterable[str]) -> list[str]:
        """What some records cite."""
        return [citation for id_ in ids for citation in self.book.cited.get(Ref(kind, id_), [])]

    def dialled(self, html: str) -> str:
        """HTML in which each number that a sentence tells to call is a link that dials."""
        return calls.linked(html, self._number)

    def _number(self, number: str) -> str:
        return self.env.get_template("_call.html").module.number(number)  # type: ignore[attr-defined]

    # ------------------------------------------------------- one page a record

    def scenario_page(self, id_: str) -> Drawn:
        """A situation."""
        s = self.book.scenarios[id_]
        url = self.views.links.scenario(id_)
        phases = []
        for phase in (name for name, _ in s.steps.phases()):
            steps = [step.record for step in self.book.steps_of(id_) if step.phase == phase]
            phases.append(
                {
                    "id": phase,
                    "title": self.book.phase_title(id_, phase),
                    "url": self.views.links.step(phase),
                    "steps": [self.views.step_view(step, s.first) for step in steps],
                }
            )
        clocks = self.book.clocks_of(id_)
        headline = self.views.headline(id_)
        asked = self.views.closest_questions(id_)
        cited = [c for r in s.rights for c in r.laws] + [c for d in clocks for c in d.laws]
        near = self._near(url, self._cited("scenario", [id_]) + self._cited("excuse", s.excuses))
        html = near + self.draw(
            "scenario",
            url,
            {
                "id": id_,
                "title": s.title,
                "topic": self.book.words["topics"][s.topic].title,
                "summary": s.summary,
                "level": s.strength.level,
                "verdict": STRENGTH[s.strength.level],
                "why": s.strength.why,
                "expect": s.expect.model_dump(),
                "first": self.views.first(id_),
                "first_deadline": self.views.deadline_view(headline) if headline else None,
                "today": self.views.today(id_),
                "urgent": headline is not None and length(headline) <= URGENT,
                "phases": phases,
                "total": sum(len(p["steps"]) for p in phases),
                "scope": id_,
                "deadlines": [self.views.deadline_view(d) for d in clocks],
                "events": [{"id": e, "title": self.book.words["events"][e].title} for e in dict.fromkeys(d.from_ for d in clocks)],
                "excuses": [self.views.excuse_view(e, id_) for e in s.excuses],
                "speaker": self.views.speaker(id_),
                "letters": [self.views.letter_card(x) for x in s.letters],
                "rights": [{"text": r.text, "citations": self.views.citations(r.laws)} for r in s.rights],
                "lose_when": s.lose_when,
                "not_for": [{"text": n.text, "see": self.views.scenario_card(n.see) if n.see else None} for n in s.not_for],
                "channels": [self.views.channel_card(c) for c in s.channels],
                "platforms": [self.views.platform_card(p) for p in s.platforms],
                "questions": [self.views.question_view(q) for q in asked[:ASKED]],
                "more_questions": self.views.more_questions(asked[ASKED:]),
                "cases": [self.views.case_view(c) for c in self.book.cases_of(id_)],
                "related": [self.views.scenario_card(r) for r in s.related],
                "reviewed": s.reviewed,
                "changed": self.views.changed(f"scenario/{id_}"),
                "qr": self.views.qr(short := self.views.links.short("scenario", id_)),
                "address": f"{self.views.site_url.rstrip('/')}/{short}" if self.views.site_url else "",
                "pack": self.views.links.pack(id_),
            }
            | self.views.law_dates(cited),
        )
        return Drawn(s.title, s.summary, "scenario", html)

    def faq_page(self, topic: str) -> Drawn:
        """The questions of one topic."""
        word = self.book.words["question_topics"][topic]
        url = self.views.links.topic(topic)
        cited = self._cited("question", [q.id for q in self.book.faqs[topic].questions])
        html = self._near(url, cited) + self.draw(
            "faq",
            url,
            {
                "questions": [self.views.question_view(q.id) for q in self.book.faqs[topic].questions],
                "moved": [self.views.question_row(q) for q in self.book.faqs[topic].moved],
                "topics": self.views.beside(self.views.topics(), topic, {"id": "", "title": "全部主题", "url": "faq/index.html"}),
                "here": topic,
                "changed": self.views.changed(*(f"question/{q.id}" for q in self.book.faqs[topic].questions)),
            }
            | self.views.law_dates(cited),
        )
        return Drawn(f"问答：{word.title}", word.blurb or "", "faq", html)

    def letter_page(self, id_: str) -> Drawn:
        """A letter: form, sheet, blank, and its data for the browser."""
        letter = self.book.letters[id_]
        url = self.views.links.letter(id_)
        groups = []
        pieces = letter_grammar.pieces(letter)
        for word in self.book.vocab.field_groups:
            members = [f.model_dump() | {"tool": letter_grammar.tool(f), "piece": pieces.get(f.id)} for f in letter.fields if f.group == word.id]
            if members:
                groups.append({"id": word.id, "title": word.title, "fields": members, "pieces": any(f["piece"] for f in members)})
        blank = letter_grammar.blank_lines(letter)
        html = self._near(url, letter.laws) + self.draw(
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
                "citations": self.views.citations(letter.laws),
                "groups": groups,
                "blank": blank,
                "boxes": letter_grammar.boxes(blank),
                "blank_file": self.views.links.blank_letter(id_),
                "agent": letter_grammar.agent_place(letter),
                "amounts": [self.views.letter_amount(a)["title"] for a in letter.amounts],
                "amounts_in": letter_grammar.amounts_place(letter),
                "source": letter_grammar.in_page(letter_grammar.source(id_, self.book)),
                "scenarios": [self.views.scenario_card(s) for s in self.book.scenarios_with("letters", id_)],
                "related": [self.views.letter_card(x) for x in letter.related],
                "reviewed": letter.reviewed,
                "changed": self.views.changed(f"letter/{id_}"),
                "qr": self.views.qr(self.views.links.short("letter", id_)),
            }
            | self.views.law_dates(letter.laws),
        )
        return Drawn(letter.title, letter.summary, "letter", html)

    def _pending(self, law: str) -> bool:
        """Is a law still to come? On its first day it is in force."""
        day = self.book.laws[law].in_force
        return day is not None and day > self.today.isoformat()

    def _ended(self, law: str) -> bool:
        """Has a law ended? On the day of its repeal it has; one whose repeal is only announced is still law."""
        day = self.book.laws[law].until
        return day is not None and day <= self.today.isoformat()

    def _near_of_law(self, law: str, page: str) -> str:
        """The same on the pages of a law itself, opened; its articles have their days beside them, and that it has ended stands there anyway."""
        return "" if self._ended(law) else self._near(page, [law], opened=True)

    def _article(self, law: str, number: str) -> dict[str, Any]:
        article = self.book.laws[law].articles[number]
        citers = self.views.citers(f"{law}#{number}")
        return {
            "anchor": article_anchor(number),
            "label": article_label(number),
            "title": article.title,
            "gist": article.gist,
            "in_force": article.in_force,
            "until": article.until,
            "citers": citers[:CITERS],
            "more_citers": max(0, len(citers) - CITERS),
        }

    def _parts(self, id_: str) -> list[dict[str, Any]]:
        """The parts of a law that hold articles: {id, title, first, last: labels, url: its own page or "", articles}. Of a part with a page of its own the
        articles are rows {id, title, url}."""
        law, links = self.book.laws[id_], self.views.links
        parts: list[dict[str, Any]] = [
            {"id": f"part-{i}", "title": p.title, "url": links.part_of_law(id_, p.page) if p.page else "", "articles": []}
            for i, p in enumerate(law.parts, 1)
        ]
        numbers: dict[int, list[str]] = {}
        for number in law.articles if parts else ():
            numbers.setdefault(law.part_of(number), []).append(number)
        for place, held in numbers.items():
            part = parts[place]
            part |= {"first": article_label(held[0]), "last": article_label(held[-1])}
            for number in held:
                row = {
                    "id": article_anchor(number),
                    "title": f"{article_label(number)} {law.articles[number].title}",
                    "url": links.citation(f"{id_}#{number}"),
                }
                part["articles"].append(row if part["url"] else self._article(id_, number))
        return [part for part in parts if part["articles"]]

    def part_of_law(self, page: str) -> str:
        """The parts of a long law that stand on the page 'laws/<law>/<page>.html'."""
        where = PurePosixPath(page)
        id_ = where.parent.name
        law = self.book.laws[id_]
        held = [(place, part) for place, part in enumerate(law.parts) if part.page == where.stem]
        parts = []
        for place, part in held:
            articles = [self._article(id_, number) for number in law.articles if law.part_of(number) == place]
            if articles:
                parts.append({"id": f"part-{place + 1}", "title": part.title, "articles": articles})
        view = {
            "short": law.short,
            "url": self.views.links.law(id_),
            "text_as_of": law.text_as_of,
            "checked_on": law.checked_on,
            "source": law.source,
            "parts": parts,
        }
        return self._near_of_law(id_, page) + self.draw(
            "law-part",
            page,
            view
            | {
                "source_note": law.source_note,
                "ended": self._ended(id_),
                "until": law.until,
            },
        )

    def law_page(self, id_: str) -> Drawn:
        """A law: its articles with who cites them; whether it is still to come, ended or replaced."""
        law = self.book.laws[id_]
        replaced = self.book.laws.get(law.replaced_by) if law.replaced_by else None
        parts = self._parts(id_)
        html = self._near_of_law(id_, self.views.links.law(id_)) + self.draw(
            "law",
            self.views.links.law(id_),
            law.model_dump(exclude={"articles", "parts"})
            | {
                "articles": [self._article(id_, number) for number in law.articles] if not parts else [],
                "parts": parts,
                "ended": self._ended(id_),
                "replacement": {"title": replaced.title, "url": self.views.links.law(law.replaced_by)} if law.replaced_by and replaced else None,
            },
        )
        return Drawn(law.short, f"《{law.short}》与消费者有关的条文要点，用自己的话写，附官方来源。", "law", html)

    def excuse_page(self, group: str) -> Drawn:
        """The excuses of one group."""
        file = self.book.excuse_groups[group]
        view = {
            "intro": file.intro,
            "excuses": [self.views.excuse_view(e.id) for e in file.excuses],
            "groups": self.views.beside(self.views.excuse_groups(), group, {"id": "", "title": "全部分组", "url": "excuses/index.html"}),
            "here": group,
        }
        url = self.views.links.excuse_group(group)
        cited = self._cited("excuse", [e.id for e in file.excuses])
        html = self._near(url, cited) + self.draw("excuses", url, view | self.views.law_dates(cited))
        return Drawn(f"{file.speaker}这样说：{file.title}", file.intro, "excuses", html)

    def platform_page(self, id_: str) -> Drawn:
        """A platform: how to ask it to step in, and what its rules say beside the law."""
        p = self.book.platforms[id_]
        rules = {r.id: r for r in p.rules}

        def point(x: m.PlatformPoint) -> dict[str, Any]:
            rule = rules.get(x.rule) if x.rule else None
            return {
                "text": x.text,
                "from": f"《{rule.title}》{x.article or ''}（{chinese_date(rule.as_of)}版）" if rule else "",
                "law": {"text": x.law.text, "citations": self.views.citations(x.law.laws)} if x.law else None,
            }

        groups = [
            {"title": title, "points": [point(x) for x in p.points if x.topic == topic]}
            for topic, title in POINT_TOPICS.items()
            if any(x.topic == topic for x in p.points)
        ]
        view = p.model_dump(exclude={"points", "laws"}) | {"groups": groups, "citations": self.views.citations(p.laws)}
        url = self.views.links.platform(id_)
        html = self._near(url, p.laws) + self.draw("platform", url, view | self.views.law_dates(p.laws))
        return Drawn(f"{p.name}：怎么申请平台介入", p.summary, "platform", html)

    def region_page(self, id_: str) -> Drawn:
        """What the law of one place says beside that of the whole country."""
        region = self.book.regions[id_]
        url = self.views.links.region(id_)
        laws = {c.partition("#")[0]: self.book.laws[c.partition("#")[0]] for rule in region.rules for c in rule.laws}
        view = region.model_dump(exclude={"rules", "inside"}) | {
            "rules": [self.views.region_rule(rule) for rule in region.rules],
            "inside": self.views.region_card(region.inside) if region.inside in self.book.regions else None,
            "cities": [self.views.region_card(i) for i, r in self.book.regions.items() if r.inside == id_],
            "local": [
                {"title": law.title, "url": self.views.links.law(i), "as_of": law.text_as_of, "note": law.note}
                for i, law in laws.items()
                if law.region
            ],
        }
        cited = [c for rule in region.rules for c in rule.laws]
        html = self._near(url, cited) + self.draw("region", url, view | self.views.law_dates(cited))
        return Drawn(f"{region.name}另有的规定", region.summary, "region", html)

    # --------------------------------------------- pages of a whole kind, and parts

    def faq_index(self, page: str) -> str:
        """All topics, each with its first questions; very many of them are only named."""
        topics = self.views.topics()
        if not divided.few(topics, "groups"):
            return self._contents(page, [t | {"title": f"{t['title']}（{t['count']}个问题）"} for t in topics], search=True)
        groups = [
            t
            | self.views.some(
                [{"title": q.question, "url": self.views.links.question(q.id)} for q in self.book.faqs[t["id"]].questions], SOME_QUESTIONS
            )
            for t in topics
        ]
        return self.draw("faq-index", page, {"groups": groups})

    def scenario_index(self, page: str) -> str:
        """All situations by topic; where they are too many for a page, the topics on the page of all, and the situations of one on its own page."""
        groups, parts = self.views.scenario_groups(), divided.situations(self.book)
        if page in parts:
            return self.draw("scenario-topic", page, next(g for g in groups if g["id"] == parts[page]) | self._ways(page, parts))
        if parts:
            return self._contents(page, [g | {"title": f"{g['title']}（{len(g['scenarios'])}种情况）"} for g in groups], asks=True)
        return self.draw("scenario-index", page, {"groups": groups})

    def _contents(self, page: str, rows: list[dict[str, Any]], *, search: bool = False, asks: bool = False) -> str:
        """What a list that was divided leaves at its address: every row {id, title, url} leads on. `search`, `asks`: with the search's field, with the way
        to the triage, as the list has them when it is whole."""
        return self.draw("contents", page, {"rows": rows, "search_field": search, "asks": asks})

    @staticmethod
    def _ways(page: str, parts: Iterable[str]) -> dict[str, Any]:
        """From a page of a divided list to the ones beside it: {before, after: addresses, or empty}."""
        every = list(parts)
        at = every.index(page)
        return {"before": every[at - 1] if at else "", "after": every[at + 1] if at + 1 < len(every) else ""}

    def page_terms(self, page: str, text: str) -> str:
        """Under a page that uses terms of the glossary, the way to all of them; nothing where there are none. Which they are and what they mean
        comes with the script (assets/terms.js): 40 of them weigh more than a page can carry."""
        bare = unescape(re.sub(r"<[^>]*>", " ", text))
        return self.draw("terms", page, {}) if any(t.term in bare for t in self.book.glossary.values()) else ""

    def letter_index(self, page: str) -> str:
        """All letters, by the phase they are written in."""
        phases = [
            {
                "id": phase.phase,
                "title": self.book.phases[phase.phase].title,
                "url": f"{page}#{phase.phase}",
                "letters": [self.views.letter_card(i) for i in phase.letters],
            }
            for phase in self.book.vocab.order.letters
        ]
        return self.draw("letter-index", page, {"phases": phases})

    def law_groups(self) -> dict[str, list[dict[str, Any]]]:
        """The laws in force by rank, still to come, ended, never read, the most cited first; no group without laws."""
        groups: dict[str, list[dict[str, Any]]] = {id_: [] for id_ in LAW_GROUPS}
        for id_ in sorted(self.book.laws, key=lambda i: (-self.book.citations_of_law.get(i, 0), self.book.laws[i].short)):
            law = self.book.laws[id_]
            until = f"{chinese_date(law.until)}起废止" if law.until else ""
            begins = f"{chinese_date(law.in_force)}起施行" if law.in_force else ""
            facts = [f"{len(law.articles)}条要点" if law.articles else "", until or begins]
            group = "unread" if law.unverified else "coming" if self._pending(id_) else "ended" if self._ended(id_) else rank(law)
            groups[group].append({"short": law.short, "url": self.views.links.law(id_), "facts": "，".join(fact for fact in facts if fact)})
        return {id_: laws for id_, laws in groups.items() if laws}

    def law_index(self, page: str) -> str:
        """All laws by group; where they are too many for a page, the groups on the page of all, and the laws of one on its own page."""
        groups = self.law_groups()
        parts = divided.laws(self.book, groups)
        if page in parts:
            return self.draw("law-index", page, {"laws": groups[parts[page]], "ways": self._ways(page, parts)})
        if parts:
            rows = [{"id": i, "title": f"{LAW_GROUPS[i]}（{len(groups[i])}部）", "url": address} for address, i in parts.items()]
            return self._contents(page, rows)
        return self.draw(
            "law-index",
            page,
            {
                "ways": None,
                "groups": [{"id": i, "title": LAW_GROUPS[i], "url": f"{page}#{i}"} | self.views.some(laws, SOME_LAWS) for i, laws in groups.items()],
                "articles": sum(len(law.articles) for law in self.book.laws.values()),
            }
            | self.views.law_counts(),
        )

    def excuse_index(self, page: str) -> str:
        """All groups of excuses, each with its first; very many of them are only named."""
        every = self.views.excuse_groups()
        if not divided.few(every, "groups"):
            return self._contents(page, [g | {"title": f"{g['title']}（{len(g['sayings'])}句）"} for g in every])
        groups = [g | self.views.some([{"title": s["says"], "url": s["url"]} for s in g["sayings"]]) | {"count": len(g["sayings"])} for g in every]
        return self.draw("excuse-index", page, {"groups": groups})

    def channels_page(self, page: str) -> str:
        """The doors that most people need, then the others by kind; the platforms with the door that they are."""
        first = {c: self.views.channel_view(c) | {"kinds": []} for c in self.book.vocab.front.channels}
        kinds = []
        for word in self.book.vocab.channel_kinds:
            members = [c for c in self.book.channels.values() if c.kind == word.id]
            above = [c.id for c in members if c.id in first]
            rest = [self.views.channel_view(c.id) for c in members if c.id not in first]
            platforms = self.views.platform_cards() if word.id == PLATFORM_KIND else []
            if rest or platforms:
                kinds.append(
                    {
                        "id": word.id,
                        "title": word.title,
                        "count": len(rest) + len(platforms),
                        "first": [first[c] for c in above],
                        "platforms": platforms,
                        "channels": rest,
                        "url": self.views.links.channel_kind(word.id) if word.page else "",
                    }
                )
            elif above:  # nothing is left for a group: an address that names it finds the first of its doors
                first[above[0]]["kinds"].append(word.id)
        view = {"first": list(first.values()), "kinds": kinds, "platforms_with": PLATFORM_KIND if self.book.platforms else ""}
        cited = self._cited("channel", self.book.channels)
        return self._near(page, cited) + self.draw("channels", page, view | self.views.law_dates(cited))

    def channels_kind(self, page: str) -> str:
        """The doors of the kind that the page is named after; those that most people need stand on the page of all doors."""
        members = [self.views.channel_view(c.id) for c in self.book.channels.values() if c.kind == PurePosixPath(page).stem]
        here = [c for c in members if c["url"] == f"{page}#{c['id']}"]
        cited = self._cited("channel", [c["id"] for c in members])
        view = {"channels": here, "first": [c for c in members if c not in here]}
        return self._near(page, cited) + self.draw("channels-kind", page, view | self.views.law_dates(cited))

    def glossary_page(self, page: str) -> str:
        """All terms."""
        terms = [
            t.model_dump(exclude={"laws"}) | {"formerly": self.views.formerly("term", t.id), "citations": self.views.citations(t.laws)}
            for t in self.book.glossary.values()
        ]
        cited = [c for t in self.book.glossary.values() for c in t.laws]
        return self._near(page, cited) + self.draw("glossary", page, {"terms": terms} | self.views.law_dates(cited))

    def misconceptions_page(self, page: str) -> str:
        """All misconceptions."""
        items = [
            w.model_dump(exclude={"laws", "see"})
            | {"formerly": self.views.formerly("misconception", w.id), "citations": self.views.citations(w.laws)}
            for w in self.book.misconceptions.values()
        ]
        cited = self._cited("misconception", self.book.misconceptions)
        return self._near(page, cited) + self.draw("misconceptions", page, {"items": items} | self.views.law_dates(cited))

    def search_score(self, page: str) -> str:
        """The numbers that tools/search_score.py wrote last."""
        score = json.loads((self.book.root / "docs" / "about" / "search-score.json").read_text(encoding="utf-8"))
        return self.draw("search-score", page, score)

    def version_log(self, page: str) -> str:
        """What was changed, version by version, with what a change of the law touches. Where it is too much for a page, the newest, and of each older change
        the way to the page that it stands on."""
        parts = divided.log(self.book)
        older = {id_ for ids in parts.values() for id_ in ids}
        here = parts.get(page) or [id_ for id_ in self.book.log if id_ not in older]
        shown = {"releases": self.views.log(here, bare=page not in parts)}
        if page in parts:
            return self.draw("log", page, shown | {"older": [], "ways": self._ways(page, parts)})
        rows = [
            {"id": i, "title": f"{chinese_date(e.on)}：{first_words(e.what)}", "url": self.views.links.log(i)}
            for i, e in self.book.log.items()
            if i in older
        ]
        return self.draw("log", page, shown | {"older": rows, "ways": None})

    def state_page(self, page: str) -> str:
        """How far the handbook can be trusted: what was read and when, what is not known, what waits to be read again."""
        return self.draw("state", page, {"state": state(self.book), "laws": self.views.law_counts()})

    def outside_page(self, page: str) -> str:
        """All that is not for this handbook."""
        items = [
            o.model_dump(exclude={"channels", "see", "aliases"})
            | {"formerly": self.views.formerly("outside", o.id)}
            | {"channels": [self.views.channel_card(c) for c in o.channels], "see": [self.views.scenario_card(s) for s in o.see]}
            for o in self.book.outside.values()
        ]
        return self.draw("outside", page, {"items": items})

    def region_index(self, page: str) -> str:
        """The places whose own law was read, cities with their province, and those of which nothing is known."""
        return self.draw("region-index", page, {"places": self.views.places()})

    def cases_page(self, page: str) -> str:
        """All cases; where they are too many for a page, their names on the page of all, and on each of the others its own."""
        parts = divided.cases(self.book)
        if parts and page not in parts:
            rows = [
                {"id": i, "formerly": self.views.formerly("case", i), "title": c.title, "url": self.views.links.case(i)}
                for i, c in self.book.cases.items()
            ]
            return self._contents(page, rows)
        here = parts.get(page) or list(self.book.cases)
        cited = self._cited("case", here)
        view = {"cases": [self.views.case_view(i) for i in here], "ways": self._ways(page, parts) if parts else None}
        return self._near(page, cited) + self.draw("cases", page, view | self.views.law_dates(cited))

    def changes_page(self, page: str) -> str:
        """All rules that changed."""
        return self.draw("changes", page, {"changes": [self.views.change_view(i) for i in self.book.changes]})

    def tree(self, page: str, id_: str) -> str:
        """A decision tree: every question and every end once, the first question first; an answer is a link to the next. A long one is divided: a page then
        holds what lies below its own first question, and an answer leads to another page where that has the next."""
        record = self.book.trees[id_]
        parts = divided.tree(self.book, id_)
        part = parts.get(page) or parts[f"{id_}.html"]  # a tree that is whole may stand on any page
        ways = {other.start: f"{address}#go-{other.start}" for address, other in parts.items() if address != page and other.start not in part.nodes}
        records = {n.id: n for n in record.nodes}
        nodes = [records[n].model_dump() for n in part.nodes]
        shown = [e for e in record.ends if e.id in part.ends]
        whole = {e.id: f"{id_}/{e.page}.html#go-{e.id}" for e in shown if e.page}  # ends that stand on another page
        ends = [self.views.end_view(e) | {"url": whole.get(e.id, "")} for e in shown]
        for node in nodes:
            for answer in node["answers"]:
                answer["url"] = whole.get(answer["go"]) or ways.get(answer["go"]) or f"{page}#go-{answer['go']}"
        near = self._near(page, [c for e in shown for c in e.laws])
        above = {"url": part.above, "title": records[parts[part.above].start].ask} if part.above else None
        view = {"id": id_, "intro": record.intro, "nodes": nodes, "ends": ends, "above": above, "divided": len(parts) > 1}
        return self.dialled(near + self.draw("tree", page, view))

    def tree_ends(self, page: str) -> str:
        """The ends of a tree that stand on this page; tree and page are named by its address."""
        tree, name = PurePosixPath(page).parts
        ends = [self.views.end_view(e) for e in self.book.trees[tree].ends if f"{e.page}.html" == name]
        near = self._near(page, [c for e in self.book.trees[tree].ends for c in e.laws])
        return near + self.draw("tree-ends", page, {"url": f"{tree}.html", "ends": ends})

    def tree_later(self, page: str, id_: str) -> dict[str, dict[str, str]]:
        """What a tree's page only names, for the script that shows it there: the page that has it → end → what it says."""
        found: dict[str, dict[str, str]] = {}
        for end in self.book.trees[id_].ends:
            if end.page:
                html = headings.broken(self.dialled(self.draw("tree-end", page, {"e": self.views.end_view(end)})))
                found.setdefault(end.page, {})[end.id] = html
        return found

    def divided(self, page: str) -> Drawn:
        """A page that the build adds where a list is too long for one (macros/divided.py)."""
        if page in divided.cases(self.book):
            number = PurePosixPath(page).stem
            return Drawn(
                f"法院怎么判（{number}）", f"公布过的案例，第{number}页：争什么、怎么判、对你有什么用、不要误会什么。", "", self.cases_page(page)
            )
        if page in divided.log(self.book):
            number = PurePosixPath(page).stem
            return Drawn(f"改了什么：更早的（{number}）", f"更早改了的，第{number}页：现在怎样，以前错在哪里。", "", self.version_log(page))
        if topic := divided.situations(self.book).get(page):
            word = self.book.words["topics"][topic]
            return Drawn(word.title, word.blurb or "", "", self.scenario_index(page))
        if group := divided.laws(self.book, self.law_groups()).get(page):
            return Drawn(f"法律依据：{LAW_GROUPS[group]}", f"{LAW_GROUPS[group]}，用得多的排在前面。", "", self.law_index(page))
        id_ = PurePosixPath(page).parent.name
        record = self.book.trees[id_]
        part = divided.tree(self.book, id_)[page]
        asked = next(n for n in record.nodes if n.id == part.start).ask
        return Drawn(f"{record.title}：{asked}", record.intro, "", self.tree(page, id_))

    def search_page(self, page: str) -> str:
        """The search on a page of its own."""
        return self.draw("search-page", page, {})

    def my_case(self, page: str) -> str:
        """The reader's own cases: what the page says without a script, and the places that the script fills."""
        return self.draw("case", page, {"phases": [{"title": w.title, "url": self.views.links.step(w.id)} for w in self.book.vocab.phases]})

    def home_page(self, page: str) -> str:
        """The front door."""
        letters = self.book.vocab.front.letters
        return self.draw(
            "home",
            page,
            {
                "excuses": [self.views.excuse_view(e) for e in self.book.vocab.front.excuses],
                "groups": self.views.scenario_groups(),
                "phases": [{"title": w.title, "url": self.views.links.step(w.id)} for w in self.book.vocab.phases],
                "letters": [self.views.letter_card(x) for x in letters],
                "checked_on": min(law.checked_on for law in self.book.laws.values()),
                "counts": {
                    "laws": self.views.law_counts()["read"],
                    "articles": sum(len(law.articles) for law in self.book.laws.values()),
                    "questions": len(self.book.questions),
                },
            },
        )

    def phase_checklist(self, phase: str, page: str) -> str:
        """The shared steps of a phase as a checklist of its own."""
        steps = [self.views.step_view(s) for s in self.book.shared_steps.values() if s.phase == phase]
        view = {
            "scope": f"steps-{phase}",
            "total": len(steps),
            "phases": [{"id": phase, "title": f"{self.book.words['phases'][phase].title}：清单", "url": "", "steps": steps}],
        }
        return self._near(page, [c for s in self.book.shared_steps.values() if s.phase == phase for c in s.laws]) + self.draw(
            "phase-checklist", page, view
        )

    def cite(self, number: int) -> str:
        """The mark of a citation inside a hand-written sentence; it leads to its place in basis()."""
        return self.draw("cite", "", {"number": number})

    def basis(self, page: str, cited: list[tuple[str, ...]]) -> str:
        """What a hand-written page cites, folded under its text: [('consumer-rights-law#25', …), …], one entry a mark."""
        near = self._near(page, [c for citations in cited for c in citations])
        return near + self.draw("basis", page, {"basis": [self.views.citations(list(citations)) for citations in cited]})

    def step_ways(self, phase: str, page: str) -> str:
        """The ways from the page of a phase to the one before and the one after."""
        words = self.book.vocab.phases
        place = [w.id for w in words].index(phase)
        before, after = (words[i] if 0 <= i < len(words) else None for i in (place - 1, place + 1))
        ways = {key: w and {"title": w.title, "url": self.views.links.step(w.id)} for key, w in (("before", before), ("after", after))}
        return self.draw("step-ways", page, ways)

    def report_ways(self, page: str, to: str) -> str:
        """Where a report of an error goes, in words, for a reader without scripts: `to` is a mail address behind mailto:, a form's address, or empty."""
        return self.draw("report-ways", page, {"to": to, "mail": to.removeprefix("mailto:") if to.startswith("mailto:") else ""})

    def say(self, page: str, text: str, title: str | None, only_if: str | None = None) -> str:
        """Words to copy, in a hand-written page; blank lines part the paragraphs. `only_if`: when they are true."""
        paragraphs = [" ".join(p.split()) if p.isascii() else "".join(line.strip() for line in p.splitlines()) for p in text.strip().split("\n\n")]
        key = hashlib.sha256(text.encode()).hexdigest()[:8]
        return self.draw("say", page, {"paragraphs": [p for p in paragraphs if p], "title": title or "可以这样说", "only_if": only_if, "key": key})
