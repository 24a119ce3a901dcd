"""A hand-written page as blocks that a typesetter can lay out: read from its finished HTML, so that what its macros say is in it.

What only a screen needs (buttons, contents, ways to the neighbours) and what the volume says itself (the checklist) is left out.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

Block = dict[str, Any]
LEFT_OUT = "script, style, template, button, .headerlink, .js-only, .contents, .checklist, .ways, .reviewed, .terms, .word__tip, wbr, [hidden]"


def _place(href: str, page: str) -> str:
    """A link as an address relative to the site's root; of another host as it is."""
    if re.match(r"[a-z]+:", href):
        return href
    path, mark, anchor = href.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page) + mark + anchor


def _runs(node: LexborNode, page: str) -> list[Any]:
    """The text inside an element: texts, {strong}, {text, to}, {note}."""
    runs: list[Any] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text = re.sub(r"\s+", " ", child.text_content or "")
            if text.strip() or (text and runs):
                runs.append(text)
        elif child.tag in ("strong", "b"):
            runs.append({"strong": child.text()})
        elif child.tag == "sup":
            runs.append({"note": child.text(strip=True)})
        elif child.tag == "a":
            runs.append({"text": child.text(), "to": _place(child.attributes.get("href") or "", page)})
        elif child.tag not in ("ul", "ol", "table", "figure", "p"):
            runs += _runs(child, page)
    return runs


def _items(node: LexborNode, page: str) -> list[Block]:
    return [{"runs": _runs(li, page), "blocks": _inner(li, page)} for li in node.iter() if li.tag == "li"]


def _inner(li: LexborNode, page: str) -> list[Block]:
    """The blocks inside an item of a list; paragraphs there count as its text where they stand alone."""
    return [block for child in li.iter() if child.tag in ("ul", "ol", "table", "figure", "p") for block in _blocks(child, page)]


def _blocks(node: LexborNode, page: str) -> list[Block]:
    """One element as blocks: p, h, list, table, say, box."""
    css = node.attributes.get("class") or ""
    match node.tag:
        case "p":
            return [{"kind": "p", "runs": _runs(node, page)}]
        case "h2" | "h3" | "h4":
            at = node.attributes.get("id")
            return [{"kind": "h", "depth": int(node.tag[1]) - 1, "title": node.text(strip=True)} | ({"at": f"{page}#{at}"} if at else {})]
        case "ul" | "ol":
            return [{"kind": "list", "ordered": node.tag == "ol", "items": _items(node, page)}]
        case "table":
            rows = [[_runs(cell, page) for cell in row.iter() if cell.tag in ("th", "td")] for row in node.css("tr")]
            return [{"kind": "table", "rows": rows}]
        case "figure":
            title, text = node.css_first("figcaption"), node.css_first("blockquote")
            only = node.css_first(".say__only")
            return [
                {
                    "kind": "say",
                    "title": title.text(strip=True) if title else "",
                    "paragraphs": [p.text() for p in text.css("p")] if text else [],
                    "only_if": only.text(strip=True) if only else "",
                }
            ]
        case "details" if "basis" in css:
            items = node.css_first("ol")
            return [{"kind": "basis", "items": [li.text(strip=True) for li in items.css("li")] if items else []}]
        case "details" | "div" | "section" | "aside":
            inner = [block for child in node.iter() if child.tag != "summary" for block in _blocks(child, page)]
            head = node.css_first("summary") if node.tag == "details" else None
            boxed = "admonition" in css or node.tag == "details"
            named: list[Block] = [{"kind": "p", "runs": [{"strong": head.text(strip=True)}]}] if head else []
            return [{"kind": "box", "blocks": named + inner}] if boxed else inner
        case _:
            return []


def prose(html: str, page: str) -> tuple[str, list[Block]]:
    """The title of a built page and its article as blocks. `page`: its address, relative to the site's root."""
    article = LexborHTMLParser(html).css_first("article")
    if article is None:
        return "", []
    for node in article.css(LEFT_OUT):
        node.decompose()
    for node in article.css(".hold"):
        node.unwrap()
    article.merge_text_nodes()
    title = article.css_first("h1")
    return title.text(strip=True) if title else "", [block for child in article.iter() if child.tag != "h1" for block in _blocks(child, page)]
