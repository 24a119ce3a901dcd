"""site/data/handbook.json: everything a reader can read, for other tools and for checks. Runs after the pages are written.

The keys are a promise to others: they never vanish or change their meaning; keys may be added.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from .. import letters as letter_grammar
from .. import model as m
from ..links import article_anchor
from ..render import Renderer


def law(renderer: Renderer, id_: str, record: m.Law) -> dict[str, Any]:
    url = renderer.links.law(id_)
    result = {"id": id_} | record.model_dump(exclude={"articles", "unverified"}) | {"url": url}
    if record.unverified:
        result["unverified"] = True
    result["articles"] = [
        {"article": number, "title": a.title, "gist": a.gist, "url": f"{url}#{article_anchor(number)}"}
        | ({"in_force": a.in_force} if a.in_force else {})
        | ({"until": a.until} if a.until else {})
        | ({"unverified": True} if a.unverified else {})
        for number, a in record.articles.items()
    ]
    return result


def scenario(renderer: Renderer, id_: str, record: m.Scenario) -> dict[str, Any]:
    book = renderer.book
    steps = []
    for phase, entries in record.steps.phases():
        for entry in entries:
            shared = isinstance(entry, m.SharedRef)
            step = book.shared_steps[entry.shared] if shared else entry
            steps.append(step.model_dump(exclude={"phase"}) | {"phase": phase} | ({"shared": True} if shared else {}))
    return (
        {"id": id_}
        | record.model_dump(by_alias=True, exclude={"steps"})
        | {"steps": steps, "faqs": renderer.questions_of(id_), "url": renderer.links.scenario(id_)}
    )


def question(renderer: Renderer, id_: str, topic: str, record: m.Question) -> dict[str, Any]:
    return {
        "id": id_,
        "topic": topic,
        "question": record.question,
        "aliases": record.aliases,
        "answer": record.answer,
        "details": record.details,
        "next": [{"do": n.do} | dict(n.targets()) for n in record.next],
        "url": renderer.links.question(id_),
        "laws": record.laws,
        "scenarios": record.scenarios,
        "reviewed": record.reviewed,
    }


def letter(renderer: Renderer, id_: str, record: m.Letter) -> dict[str, Any]:
    body = ["".join(r.get("text") or f"[[{r['field']}]]" for r in line["runs"]) for line in letter_grammar.lines(record)]
    return {"id": id_} | record.model_dump(by_alias=True, exclude={"body"}) | {"url": renderer.links.letter(id_), "body": body}


def page_text(html: str) -> tuple[str, str]:
    """(title, text) of a built page's article, as a reader reads it."""
    tree = HTMLParser(html)
    article = tree.css_first("article")
    if article is None:
        return "", ""
    for node in article.css("script, style, template, .headerlink, [hidden]"):
        node.decompose()
    title = article.css_first("h1")
    lines = (" ".join(line.split()) for line in article.text(separator="\n").splitlines())
    return (title.text(strip=True) if title else ""), "\n".join(line for line in lines if line)


def data(renderer: Renderer, pages: list[dict[str, str]]) -> dict[str, Any]:
    """The open data; `pages` are the hand-written ones: [{url, title, text}]."""
    book = renderer.book
    return {
        "schema": 1,
        "laws": [law(renderer, i, r) for i, r in book.laws.items()],
        "scenarios": [scenario(renderer, i, r) for i, r in book.scenarios.items()],
        "faqs": [question(renderer, i, topic, r) for i, (topic, r) in book.questions.items()],
        "excuses": [
            {"id": i, "group": group}
            | r.model_dump(exclude={"id"})
            | {"url": renderer.links.excuse(i), "scenarios": renderer.scenarios_with("excuses", i)}
            for i, (group, r) in book.excuses.items()
        ],
        "letters": [letter(renderer, i, r) for i, r in book.letters.items()],
        "channels": [
            r.model_dump(exclude={"site"})
            | {"site": [s.url or s.name for s in r.site], "sites": [s.model_dump() for s in r.site], "url": renderer.links.channel(i)}
            for i, r in book.channels.items()
        ],
        "platforms": [{"id": i} | p.model_dump() | {"url": renderer.links.platform(i)} for i, p in book.platforms.items()],
        "cases": [c.model_dump() | {"url": renderer.links.case(i)} for i, c in book.cases.items()],
        "changes": [c.model_dump() | {"url": renderer.links.change(i)} for i, c in book.changes.items()],
        "trees": [{"id": i} | t.model_dump() for i, t in book.trees.items()],
        "glossary": [t.model_dump() | {"url": renderer.links.term(i)} for i, t in book.glossary.items()],
        "misconceptions": [w.model_dump() | {"url": renderer.links.misconception(i)} for i, w in book.misconceptions.items()],
        "outside": [o.model_dump() | {"url": renderer.links.outside(i)} for i, o in book.outside.items()],
        "shared_steps": [s.model_dump() for s in book.shared_steps.values()],
        "vocab": book.vocab.model_dump(),
        "pages": pages,
    }


def write(renderer: Renderer, site: Path, handwritten: list[str]) -> None:
    """`handwritten`: addresses of the pages whose words stand in Markdown, not in data."""
    pages = []
    for url in sorted(handwritten):
        path = site / url
        if path.exists():
            title, text = page_text(path.read_text(encoding="utf-8"))
            pages.append({"url": url, "title": title, "text": text})
    target = site / "data" / "handbook.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data(renderer, pages), ensure_ascii=False, indent=1), encoding="utf-8")
