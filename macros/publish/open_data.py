"""site/data/handbook.json: everything a reader can read, for other tools and for checks. Runs after the pages are written.

The keys are a promise to others: they never vanish or change their meaning; keys may be added.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from macros import blanks, sums
from macros import letters as letter_grammar
from macros import model as m
from macros.book import Handbook
from macros.links import Links
from macros.publish import open_schema


def law(links: Links, id_: str, record: m.Law) -> dict[str, Any]:
    """A law with its articles, each with its address."""
    url = links.law(id_)
    result = {"id": id_} | record.model_dump(exclude={"articles", "unverified"}) | {"url": url}
    if record.unverified:
        result["unverified"] = True
    result["articles"] = [
        {"article": number, "title": a.title, "gist": a.gist, "url": links.citation(f"{id_}#{number}")}
        | ({"in_force": a.in_force} if a.in_force else {})
        | ({"until": a.until} if a.until else {})
        | ({"instead": a.instead.model_dump()} if a.instead else {})
        | ({"unverified": True} if a.unverified else {})
        for number, a in record.articles.items()
    ]
    return result


def scenario(book: Handbook, links: Links, id_: str, record: m.Scenario) -> dict[str, Any]:
    """A situation with shared steps and clocks in full, its questions and its address. `first.say`, `first.only_if`: the first of its messages."""
    message = record.first.messages[0]
    steps = [
        placed.record.model_dump(exclude={"phase"}) | {"phase": placed.phase} | ({"shared": True} if placed.shared else {})
        for placed in book.steps_of(id_)
    ]
    deadlines = [c.record.model_dump(by_alias=True) | ({"shared": c.shared} if c.shared else {}) for c in book.placed_clocks_of(id_)]
    return (
        {"id": id_}
        | record.model_dump(by_alias=True, exclude={"steps", "deadlines"})
        | {"first": record.first.model_dump() | {"say": message.say, "only_if": message.only_if}}
        | {"deadlines": deadlines, "steps": steps, "faqs": book.questions_of(id_), "url": links.scenario(id_), "short": links.short("scenario", id_)}
    )


def excuse(book: Handbook, links: Links, id_: str, group: str, record: m.Excuse) -> dict[str, Any]:
    """What a merchant says; `scenarios`: the situations that list it; in each variant those that show the variant instead."""
    listed = book.scenarios_with("excuses", id_)
    variants = [
        v.model_dump(by_alias=True)
        | {"about": book.about(v), "url": links.excuse(id_, v), "scenarios": [s for s in listed if book.variant_in(id_, s) is v]}
        for v in record.variants
    ]
    return {"id": id_, "group": group} | record.model_dump(exclude={"id"}) | {"variants": variants, "url": links.excuse(id_), "scenarios": listed}


def question(links: Links, id_: str, topic: str, record: m.Question) -> dict[str, Any]:
    """A question with its topic, next steps and address."""
    return {
        "id": id_,
        "topic": topic,
        "question": record.question,
        "aliases": record.aliases,
        "answer": record.answer,
        "details": record.details,
        "next": [n.model_dump() for n in record.next],
        "url": links.question(id_),
        "laws": record.laws,
        "scenarios": record.scenarios,
        "reviewed": record.reviewed,
    }


def letter(book: Handbook, links: Links, id_: str, record: m.Letter) -> dict[str, Any]:
    """A letter whose body is plain text, one line an entry, with [[field]] for its blanks; what its sentences claim, with those that may take their
    place; its sums with their titles, conditions and laws."""

    def plain(runs: list[dict[str, Any]]) -> str:
        between = "\t" if any("cell" in r for r in runs) else ""
        return between.join(r["text"] if "text" in r else f"[[{r['field']}]]" for r in runs)

    lines = letter_grammar.lines(record)
    body = [plain(line["runs"]) for line in lines]
    claims = [
        {"text": plain(line["runs"]), "asserts": line["asserts"], "conflict": line.get("conflict")}
        | {key: plain(line[key]) if key in line else None for key in ("else", "unknown")}
        for line in lines
        if "asserts" in line
    ]
    amounts = []
    for amount in record.amounts:
        sum_ = book.sums[amount.rule]
        amounts.append(amount.model_dump() | {"title": sums.title(sum_), "conditions": [c.text for c in sum_.conditions], "laws": sum_.laws})
    return (
        {"id": id_}
        | record.model_dump(by_alias=True, exclude={"body", "amounts"})
        | {
            "amounts": amounts,
            "url": links.letter(id_),
            "short": links.short("letter", id_),
            "body": body,
            "claims": claims,
        }
    )


def page_text(html: str) -> tuple[str, str]:
    """(title, text) of a built page's article, as a reader reads it."""
    tree = HTMLParser(html)
    article = tree.css_first("article")
    if article is None:
        return "", ""
    for node in article.css("script, style, template, .headerlink, [hidden], wbr"):
        node.decompose()
    # what holds a heading's characters together is no space between them
    for node in article.css(".hold"):
        node.unwrap()
    article.merge_text_nodes()
    title = article.css_first("h1")
    lines = (" ".join(line.split()) for line in article.text(separator="\n").splitlines())
    return (title.text(strip=True) if title else ""), "\n".join(line for line in lines if line)


def seen(value: Any, facts: blanks.Facts) -> Any:
    """A plain value whose messages show their blanks: 订单号【订单号】."""
    if isinstance(value, dict):
        return {key: seen(inner, facts) for key, inner in value.items()}
    if isinstance(value, list):
        return [seen(inner, facts) for inner in value]
    return blanks.plain(value, facts) if isinstance(value, str) else value


def data(book: Handbook, pages: list[dict[str, str]]) -> dict[str, Any]:
    """The open data; `pages` are the hand-written ones: [{url, title, text}]."""
    links = Links(book)
    records: dict[str, Any] = {
        "schema": open_schema.VERSION,
        "version": book.releases[0].version,
        "license": open_schema.LICENCE,
        "laws": [law(links, i, r) for i, r in book.laws.items()],
        "scenarios": [scenario(book, links, i, r) for i, r in book.scenarios.items()],
        "faqs": [question(links, i, topic, r) for i, (topic, r) in book.questions.items()],
        "excuses": [excuse(book, links, i, group, r) for i, (group, r) in book.excuses.items()],
        "excuse_groups": [
            {
                "id": g,
                "title": f.title,
                "intro": f.intro,
                "speaker": f.speaker,
                "paper": f.paper,
                "excuses": [e.id for e in f.excuses],
                "url": links.excuse_group(g),
            }
            for g, f in book.excuse_groups.items()
        ],
        "letters": [letter(book, links, i, r) for i, r in book.letters.items()],
        "channels": [
            r.model_dump(exclude={"site"})
            | {"site": [s.url or s.name for s in r.site], "sites": [s.model_dump() for s in r.site], "url": links.channel(i)}
            for i, r in book.channels.items()
        ],
        "platforms": [{"id": i} | p.model_dump() | {"url": links.platform(i)} for i, p in book.platforms.items()],
        "regions": [{"id": i} | r.model_dump(by_alias=True) | {"url": links.region(i)} for i, r in book.regions.items()],
        "cases": [c.model_dump() | {"url": links.case(i)} for i, c in book.cases.items()],
        "changes": [c.model_dump() | {"url": links.change(i)} for i, c in book.changes.items()],
        "log": [r.model_dump() for r in book.releases],
        "trees": [{"id": i} | t.model_dump() for i, t in book.trees.items()],
        "dangers": [{"id": i, "title": d.title, "lines": d.lines, "call": d.call, "scenario": d.near[0]} for i, d in book.dangers.items()],
        "glossary": [t.model_dump() | {"url": links.term(i)} for i, t in book.glossary.items()],
        "misconceptions": [w.model_dump() | {"url": links.misconception(i)} for i, w in book.misconceptions.items()],
        "outside": [o.model_dump() | {"url": links.outside(i)} for i, o in book.outside.items()],
        "sums": [s.model_dump() for s in book.sums.values()],
        "bureaus": [b.model_dump() for b in book.bureaus.values()],
        "repealed": [r.model_dump() for r in book.repealed.values()],
        "renamed": [r.model_dump() for r in book.renamed],
        "form_limits": [f.model_dump() for f in book.form_limits.values()],
        "cautions": [c.model_dump() for c in book.cautions.values()],
        "shared_steps": [s.model_dump() for s in book.shared_steps.values()],
        "shared_deadlines": [d.model_dump(by_alias=True, exclude={"said", "unlike"}) for d in book.shared_deadlines.values()],
        "vocab": book.vocab.model_dump(),
        "pages": pages,
    }
    for name in records:  # list by list, so that only one of them is there twice
        records[name] = seen(records[name], book.words["facts"])
    return records


def write(book: Handbook, site: Path, handwritten: list[str]) -> None:
    """`handwritten`: addresses of the pages whose words stand in Markdown, not in data."""
    pages = []
    for url in sorted(handwritten):
        path = site / url
        if path.exists():
            title, text = page_text(path.read_text(encoding="utf-8"))
            pages.append({"url": url, "title": title, "text": text})
    target = site / "data" / "handbook.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as out:  # as it is made: the whole text would take as much memory as all else
        json.dump(data(book, pages), out, ensure_ascii=False, indent=1)
