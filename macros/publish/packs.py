"""A situation on paper: print/<id>.html with all that its reader may want to carry, in parts to choose from, and print/<id>-letters.html with the
blanks of its letters. They are made for the printer, without the frame of the other pages, and print whole where no script runs (pack.js). Where one
runs, the letters that the reader chooses come into the first page's print, blank or as he has filled them in (assets/letter/ID.js)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros import letters as letter_grammar
from macros.edition import edition
from macros.pages import Pages
from macros.views import STRENGTH

NAME = "精品售后纠纷处理手册"
SPARE = 4  # empty lines in the list of evidence
# the parts of a pack in their order: id of the section, what the choice calls it
PARTS = (
    ("pack-dates", "期限"),
    ("pack-list", "清单"),
    ("pack-say", "话术"),
    ("pack-replies", "回话"),
    ("pack-evidence", "证据目录"),
    ("pack-doors", "去处"),
    ("pack-law", "法律要点"),
    ("pack-letters", "文书的名单"),
)


def _frame(pages: Pages, id_: str, url: str, heading: str, name: str) -> dict[str, Any]:
    """What both pages of a situation say around their paper."""
    s = pages.book.scenarios[id_]
    short = pages.views.links.short("scenario", id_)
    public = f"{pages.views.site_url.rstrip('/')}/{short}" if pages.views.site_url else ""
    cited = [c for r in s.rights for c in r.laws] + [c for d in pages.book.clocks_of(id_) for c in d.laws]
    return {
        "id": id_,
        "title": s.title,
        "heading": heading,
        "name": name,
        "description": s.summary,
        "situation": pages.views.links.scenario(id_),
        "address": f"{pages.views.site_url.rstrip('/')}/{url}" if pages.views.site_url else "",
        "public": public,
        "qr": pages.views.qr(short),
        "reviewed": s.reviewed,
        "pack_url": pages.views.links.pack(id_),
        "letters_url": pages.views.links.sheets(id_),
    } | pages.views.law_dates(cited)


def pack(pages: Pages, id_: str) -> dict[str, Any]:
    """What stands in a pack."""
    book, views = pages.book, pages.views
    s = book.scenarios[id_]
    phases = []
    for phase, _ in s.steps.phases():
        steps = [views.step_view(step.record, s.first) for step in book.steps_of(id_) if step.phase == phase]
        if steps:
            phases.append({"title": book.phase_title(id_, phase), "steps": steps})
    kinds = dict.fromkeys(step.record.evidence for step in book.steps_of(id_) if step.record.evidence)
    excuses = [views.excuse_view(e, id_) for e in s.excuses]
    content = {
        "verdict": STRENGTH[s.strength.level],
        "why": s.strength.why,
        "first": views.first(id_),
        "deadlines": [views.deadline_view(d) for d in book.clocks_of(id_)],
        "phases": phases,
        "total": sum(len(p["steps"]) for p in phases),
        "excuses": excuses,
        "speaker": views.speaker(id_),
        "evidence": [book.words["evidence"][kind].model_dump() for kind in kinds],
        "spare": SPARE,
        "channels": [views.channel_card(c) for c in s.channels],
        "rights": [{"text": r.text, "citations": views.citations(r.laws)} for r in s.rights],
        "articles": views.citations(list(dict.fromkeys(c for r in s.rights for c in r.laws))),
        "lose_when": s.lose_when,
        "letters": [views.letter_card(x) for x in s.letters],
        "letters_address": f"{views.site_url.rstrip('/')}/{views.links.sheets(id_)}" if views.site_url else "",
    }
    empty = {"pack-dates": not content["deadlines"], "pack-replies": not excuses}
    choice = [{"id": part, "title": title} for part, title in PARTS if not empty.get(part)]
    return _frame(pages, id_, pages.views.links.pack(id_), s.title, f"{s.title}：打印") | content | {"choice": choice}


def sheets(pages: Pages, id_: str) -> dict[str, Any]:
    """What stands on the page of the blanks."""
    s = pages.book.scenarios[id_]
    name = f"{s.title}：文书的空白"
    letters = []
    for letter in s.letters:
        lines = letter_grammar.blank_lines(pages.book.letters[letter])
        letters.append({"id": letter, "title": pages.book.letters[letter].title, "lines": lines, "boxes": letter_grammar.boxes(lines)})
    choice = [{"id": x["id"], "title": x["title"]} for x in letters]
    return _frame(pages, id_, pages.views.links.sheets(id_), name, name) | {"letters": letters, "choice": choice}


def drawn(pages: Pages, shared: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(address, HTML) of both pages of every situation. `shared`: what the engine knows: policy, edition, site_name."""
    for id_ in pages.book.scenarios:
        for component, url, view in (
            ("pack", pages.views.links.pack(id_), pack(pages, id_)),
            ("pack-letters", pages.views.links.sheets(id_), sheets(pages, id_)),
        ):
            yield url, pages.dialled(pages.draw(component, url, view | shared))


def write(pages: Pages, site: Path, policy: str, name: str = NAME) -> None:
    """Both pages of every situation into a built site. `policy`: what a page may load, as on all others; empty in a preview. `name`: the site's."""
    (site / "print").mkdir(parents=True, exist_ok=True)
    for url, html in drawn(pages, {"policy": policy, "edition": edition(pages.book.root), "site_name": name}):
        (site / url).write_text(html, encoding="utf-8")
