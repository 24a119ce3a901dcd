"""site/assets/search-index.js: what the search looks through. Runs after the pages are written; a classic script, so that it
also loads from a folder, and only when somebody first searches."""

from __future__ import annotations

import json
from pathlib import Path

from ..links import article_label
from ..render import Renderer

# kind -> the heading its results stand under
GROUPS = {
    "scenario": "你遇到的事",
    "question": "问答",
    "excuse": "商家这样说",
    "letter": "文书",
    "step": "六个步骤",
    "channel": "投诉渠道",
    "misconception": "常见误传",
    "term": "词语",
    "law": "法律",
}


def entries(renderer: Renderer) -> list[dict[str, str]]:
    """[{k: kind, t: title, a: other words people use, s: a sentence, u: address}]"""
    book, links = renderer.book, renderer.links
    result = []

    def add(kind: str, title: str, aliases: list[str], sentence: str, url: str) -> None:
        result.append({"k": kind, "t": title, "a": " ".join(aliases), "s": sentence, "u": url})

    for i, s in book.scenarios.items():
        add("scenario", s.title, s.aliases, s.summary, links.scenario(i))
    for i, (_, q) in book.questions.items():
        add("question", q.question, q.aliases, q.answer, links.question(i))
    for i, (_, e) in book.excuses.items():
        add("excuse", e.says, e.aliases, e.touches, links.excuse(i))
    for i, x in book.letters.items():
        add("letter", x.title, x.aliases, x.summary, links.letter(i))
    for w in book.vocab.phases:
        add("step", w.title, [w.short or ""], "", links.step(w.id))
    for i, c in book.channels.items():
        add("channel", c.name, [], c.summary, links.channel(i))
    for i, w in book.misconceptions.items():
        add("misconception", w.says, [], w.truth, links.misconception(i))
    for i, t in book.glossary.items():
        add("term", t.term, t.aliases, t.text, links.term(i))
    for i, law in book.laws.items():
        add("law", law.short, [law.title, *law.aliases], "", links.law(i))
        for number, a in law.articles.items():
            add("law", f"{law.short}{article_label(number)} {a.title}", [], "", links.citation(f"{i}#{number}"))
    return result


def write(renderer: Renderer, site: Path) -> None:
    payload = {
        "groups": GROUPS,
        "entries": entries(renderer),
        "synonyms": [[s.say, s.means] for s in renderer.book.synonyms],
    }
    target = site / "assets" / "search-index.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"window.handbookSearch={text};\n", encoding="utf-8")
