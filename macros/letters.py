"""The letters' small grammar, parsed once.

A body text holds blanks: [[field]] or [[field|filter]]. Filters: `cny` (money in Chinese capitals) and `date`
(2026年11月22日, the default for a date). ｛，订单号[[order]]｝ is a part of a sentence that goes where a blank in it is empty. Parsed here into runs; the blank sheet is drawn from the runs by a component,
the preview, the copied text and the filled sheet by fill.js from the same runs (published in the page as JSON). There is
no second parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from macros import asserts, rest_days, sums
from macros import model as m
from macros.book import Handbook

BLANK = re.compile(r"\[\[([a-z0-9-]+)(?:\|([a-z]+))?\]\]")
PART = re.compile(r"｛([^｛｝]*)｝")
SALUTATION = re.compile(r"\[\[[a-z0-9-]+\]\]：")  # a paragraph that only names the receiver begins at the margin
FILTERS = {"cny": ("money",), "date": ("date",)}  # filter -> field types it takes
# how long a pen needs, in Chinese characters, where the field does not say
PEN = {"text": 10, "longtext": 60, "money": 5, "date": 8, "phone": 8, "choice": 6, "choices": 12}
# the lengths that a blank may have: each is a class of the style sheet (pen--12), because a page's policy allows no style of its own
PENS = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 30, 34, 40)


# what stands folded under a field to help fill it: the field's role -> kind of help, its title
TOOLS = {
    "story": ("story", "一件事一句话，排好再写进去"),
    "rebuttal": ("rebuttal", "从“商家这样说”里挑"),
    "bureau": ("whom", "该写哪个局？"),
    "report-bureau": ("whom", "该写哪个局？"),
}


class Rule(NamedTuple):
    """What a role is for: types of field that may have it, how many fields of one letter at most."""

    types: tuple[str, ...]
    most: int


# what a list of evidence says of each piece, a field each; the n-th field with the role belongs to the n-th piece
PROOF_PARTS = ("name", "source", "proves", "form", "pages")

ROLES: dict[str, Rule] = {
    "bureau": Rule(("text",), 1),
    "report-bureau": Rule(("text",), 1),
    "story": Rule(("longtext",), 1),
    "rebuttal": Rule(("longtext",), 1),
    "written-on": Rule(("date",), 1),
    "reply-by": Rule(("date",), 3),
    "may-be-ahead": Rule(("date",), 5),
    "explains-sum": Rule(("text", "longtext"), 5),
    "total": Rule(("money",), 1),
    "part-of-total": Rule(("money",), 9),
    "more-of-total": Rule(("text",), 3),
    "court": Rule(("text",), 1),
    "address": Rule(("text",), 5),
    "birth-date": Rule(("date",), 1),
    "identity-number": Rule(("text",), 5),
    "credit-code": Rule(("text",), 2),
    "account-number": Rule(("text",), 5),
    "reference-number": Rule(("text", "longtext"), 9),
    "agent-name": Rule(("text",), 1),
    "agent-phone": Rule(("phone",), 1),
    "agent-kin": Rule(("text",), 1),
    **{f"proof-{part}": Rule(("choice",) if part == "form" else ("text",), 30) for part in PROOF_PARTS},
    "proof-count": Rule(("text",), 1),
    "proof-last-page": Rule(("text",), 1),
    "proof-originals": Rule(("text",), 1),
    "their-words": Rule(("text", "longtext"), 3),
}
# a role that says nothing without another in the same letter
TOGETHER = (
    *(("total", "part-of-total"), ("part-of-total", "total"), ("more-of-total", "total"), ("agent-phone", "agent-name"), ("agent-kin", "agent-name")),
    *((f"proof-{part}", "proof-name") for part in (*PROOF_PARTS[1:], "count", "originals")),
    ("proof-last-page", "proof-pages"),
)


def tool(field: m.LetterField) -> dict[str, str] | None:
    """Which help a field has, by its role: {kind, title} or None."""
    if field.role not in TOOLS:
        return None
    kind, title = TOOLS[field.role]
    return {"kind": kind, "title": title}


def pen(characters: int) -> int:
    """The length of a blank for so many characters: the next that there is, the longest where none is long enough."""
    return next((length for length in PENS if length >= characters), PENS[-1])


def _runs(text: str) -> list[dict[str, Any]]:
    """Text without parts, as runs."""
    result: list[dict[str, Any]] = []
    at = 0
    for mark in BLANK.finditer(text):
        if mark.start() > at:
            result.append({"text": text[at : mark.start()]})
        result.append({"field": mark[1]} | ({"filter": mark[2]} if mark[2] else {}))
        at = mark.end()
    if at < len(text):
        result.append({"text": text[at:]})
    return result


def runs(text: str) -> list[dict[str, Any]]:
    """'退[[paid|cny]]。' → [{'text': '退'}, {'field': 'paid', 'filter': 'cny'}, {'text': '。'}]; the runs of the n-th part have `part`: n."""
    chunks = PART.split(text)  # every second one is a part
    return [run | ({"part": (i + 1) // 2} if i % 2 else {}) for i, chunk in enumerate(chunks) for run in _runs(chunk)]


def _when(when: m.When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"field": when.field} | ({"is": when.is_} if when.is_ else {})


def lines(letter: m.Letter, clocks: Mapping[str, m.SharedDeadline] | None = None) -> list[dict[str, Any]]:
    """The body as flat lines: {kind: heading|to|para|item|sign, runs, when?, asserts?, else?, unknown?, conflict?, stays?}; list items are numbered by
    whoever draws them, since a condition may leave one out. `clocks`: the shared clocks that assertions name; without them only the claim is
    told from the sentence that does not claim, nothing can be computed. A table is a line of kind head and its lines of kind row (table_lines)."""
    result: list[dict[str, Any]] = []
    nothing = m.Claiming()
    for block in letter.body:
        if block.table:
            result += table_lines(letter, block)
            continue
        texts: list[tuple[str, str, m.When | None, m.Claiming]] = []
        if block.heading is not None:
            texts = [("heading", block.heading, None, nothing)]
        elif block.para is not None:
            texts = [("to" if SALUTATION.fullmatch(block.para) else "para", block.para, None, block)]
        elif block.sign is not None:
            texts = [("sign", block.sign, None, nothing)]
        elif block.list_ is not None:
            texts = [("item", i, None, nothing) if isinstance(i, str) else ("item", i.text, i.when, i) for i in block.list_]
        for kind, text, own, claim in texts:
            conditions = [c for c in (_when(block.when), _when(own)) if c]
            result.append({"kind": kind, "runs": runs(text)} | ({"when": conditions} if conditions else {}) | _claim(claim, clocks or {}))
    return result


def records(letter: m.Letter, columns: list[m.Column]) -> list[list[m.LetterField | None]]:
    """The records of a table, each with its field of every column; None where the column counts the rows or the record has no such field."""
    by_role: dict[str, list[m.LetterField]] = {}
    for field in letter.fields:
        by_role.setdefault(field.role or "", []).append(field)
    own = [by_role.get(c.role, []) if c.role else None for c in columns]
    count = next((len(fields) for fields in own if fields is not None), 0)
    return [[fields[i] if fields and i < len(fields) else None for fields in own] for i in range(count)]


def table_lines(letter: m.Letter, block: m.Block) -> list[dict[str, Any]]:
    """A table as lines: {kind: head, runs, wide: [hundredths]}, then {kind: row, runs, columns, when?} for every record. Each run says in which `cell`
    it stands; the run with `count` is the row's number, as it is when all the rows before it stand."""
    columns = block.table or []
    outer = [c for c in (_when(block.when),) if c]
    heads: dict[str, Any] = {"kind": "head", "runs": [{"text": c.head, "cell": i} for i, c in enumerate(columns)], "wide": [c.wide for c in columns]}
    result = [heads | ({"when": outer} if outer else {})]
    for n, record in enumerate(records(letter, columns)):
        cells: list[dict[str, Any]] = [
            {"field": field.id, "cell": i}
            if field
            else {"text": "" if columns[i].role else str(n + 1), "cell": i} | ({} if columns[i].role else {"count": True})
            for i, field in enumerate(record)
        ]
        first = next(field for field in record if field)
        conditions = [*outer, *([{"field": first.id}] if n else [])]
        result.append({"kind": "row", "runs": cells, "columns": len(columns)} | ({"when": conditions} if conditions else {}))
    return result


def _blank_table(head: dict[str, Any]) -> dict[str, Any]:
    """A table on the sheet to fill by pen, from its first line: {kind: table, head: [text], wide, rows: [[{text} | {label}]], notes: [text]}."""
    heads = [run["text"] for run in head["runs"]]
    return {
        "kind": "table",
        "pieces": [],
        "optional": bool(head.get("when")),
        "number": 0,
        "head": heads,
        "wide": head["wide"],
        "rows": [],
        "notes": [],
    }


def _blank_row(table: dict[str, Any], row: dict[str, Any], fields: Mapping[str, m.LetterField]) -> None:
    """Adds a row to be filled by pen. What a cell is chosen from stands under the table, once: there is no room for boxes in it."""
    table["rows"].append([{"text": run["text"]} if "text" in run else {"label": fields[run["field"]].label} for run in row["runs"]])
    for run in row["runs"]:
        options = fields[run["field"]].options if "field" in run else []
        note = f"{table['head'][run['cell']]}写：{'；'.join(o.label for o in options)}。"
        if options and note not in table["notes"]:
            table["notes"].append(note)


def _claim(claim: m.Claiming, clocks: Mapping[str, m.SharedDeadline]) -> dict[str, Any]:
    """What a line claims and the sentences that may take its place; nothing where it claims nothing."""
    if claim.asserts is None:
        return {}
    others = {key: runs(text) for key, text in (("else", claim.else_), ("unknown", claim.unknown)) if text}
    told = ({"conflict": claim.conflict} if claim.conflict else {}) | ({"stays": True} if claim.stays else {})
    return {"asserts": [asserts.view(a, clocks) for a in claim.asserts]} | others | told


def blank_lines(letter: m.Letter) -> list[dict[str, Any]]:
    """The sheet to fill by pen: every line of the letter; what stands under a condition gets a box to tick. Of a part whose heading has that condition
    already, the heading gets it alone: who crosses it out crosses out the part.

    Nobody computes a claim on paper. Where its line has a box already, the claim stands: who ticks it says so himself. Elsewhere the sentence
    that does not claim takes its place; where there is none, the claim gets a box too."""
    fields = {f.id: f for f in letter.fields}
    result: list[dict[str, Any]] = []
    count = 0
    part: list[Any] = []  # the conditions of the heading above
    for line in lines(letter):
        if line["kind"] == "head":
            result.append(_blank_table(line))
            continue
        if line["kind"] == "row":
            _blank_row(result[-1], line, fields)
            continue
        count = count + 1 if line["kind"] == "item" else 0
        conditions = line.get("when", [])
        boxed = any(condition not in part for condition in conditions)
        if line["kind"] == "heading":
            part = conditions
        plain = line["unknown"] if "unknown" in line and not boxed else line["runs"]
        boxed = boxed or ("asserts" in line and "unknown" not in line and "stays" not in line)
        pieces: list[dict[str, Any]] = []
        for run in plain:
            if "text" in run:
                # the stop that ends a sentence: after ruled lines it would stand alone on one of its own
                if not (pieces and pieces[-1].get("rows") and run["text"] == "。"):
                    pieces.append({"text": run["text"]})
                continue
            field = fields[run["field"]]
            width = field.width or PEN[field.type]
            if run.get("filter") == "cny":
                width = 14
            pieces.append(
                {
                    "pen": pen(width),
                    "kind": field.type,
                    "label": field.label,
                    "options": [o.label for o in field.options],
                    "rows": max(3, width // 20) if field.type == "longtext" else 0,
                }
            )
        result.append({"kind": line["kind"], "pieces": pieces, "optional": boxed and line["kind"] != "to", "number": count})
    return result


def boxes(lines: list[dict[str, Any]]) -> str:
    """What □ means on a blank sheet (blank_lines); "" where there is none."""
    if any(line["optional"] for line in lines):
        if any(line["optional"] and line["kind"] == "heading" for line in lines):
            return "□是勾选用的方框，选中的打√。行、标题前面有□，用不上的，划去那一行、那一部分。"
        return "□是勾选用的方框，选中的打√。整行前面有□、用不上的，整行划去。"
    if any(piece.get("options") for line in lines for piece in line["pieces"]):
        return "□是勾选用的方框，选中的打√。"
    return ""


def takes_agent(letter: m.Letter) -> bool:
    """May a family member hand it in? Where it speaks in the first person and has no blanks for an agent of its own."""
    speaks = any("我" in run.get("text", "") for line in lines(letter) for run in line["runs"])
    own = any(f.role == "agent-name" for f in letter.fields)
    return speaks and not own and any(f.case == "buyer.name" for f in letter.fields)


def agent_place(letter: m.Letter) -> dict[str, str] | None:
    """Where the help for a family member stands, {group, field}: with the buyer's name; None where nobody else may hand the letter in."""
    if not takes_agent(letter):
        return None
    name = next(f for f in letter.fields if f.case == "buyer.name")
    return {"group": name.group, "field": name.id}


def amounts_place(letter: m.Letter) -> str | None:
    """The group under which sums are offered: where the letter's first amount of money stands, else the last group of the form."""
    if not letter.amounts:
        return None
    return next((f.group for f in letter.fields if f.type == "money"), letter.fields[-1].group)


def power_of_attorney(book: Handbook) -> dict[str, Any] | None:
    """The letter by which a buyer lets a family member act, with the fields and options that a helping hand fills in it; None where
    there is none. It is known by its role agent-kin: {letter, fields: {name, phone, kin}, options: {role: [field, option]}}."""
    for id_, letter in book.letters.items():
        fields = {f.role: f.id for f in letter.fields if f.role}
        if "agent-kin" not in fields:
            continue
        return {
            "letter": id_,
            "fields": {part: fields[role] for part in ("name", "phone", "kin") if (role := f"agent-{part}") in fields},
            "options": {o.role: [f.id, o.id] for f in letter.fields for o in f.options if o.role},
        }
    return None


def evidence_list(book: Handbook) -> dict[str, Any] | None:
    """The letter that lists the evidence, with the fields that the case's register fills; None where there is none. It is known by its role
    proof-name: {letter, items: [{name, source, proves, form, pages: field}], count, originals: field or None, forms: {option: label}}."""
    for id_, letter in book.letters.items():
        by_role: dict[str, list[m.LetterField]] = {}
        for field in letter.fields:
            by_role.setdefault(field.role or "", []).append(field)
        if "proof-name" not in by_role:
            continue
        parts = {part: by_role.get(f"proof-{part}", []) for part in PROOF_PARTS}
        return {
            "letter": id_,
            "items": [{part: fields[i].id for part, fields in parts.items() if i < len(fields)} for i in range(len(by_role["proof-name"]))],
            **{part: next((f.id for f in by_role.get(f"proof-{part}", [])), None) for part in ("count", "originals")},
            "forms": {o.id: o.label for f in parts["form"] for o in f.options},
        }
    return None


def pieces(letter: m.Letter) -> dict[str, int]:
    """Field → the number of the piece of evidence that it belongs to, from 1."""
    seen: dict[str, int] = {}
    found: dict[str, int] = {}
    for field in letter.fields:
        if field.role in [f"proof-{part}" for part in PROOF_PARTS]:
            found[field.id] = seen[field.role] = seen.get(field.role, 0) + 1
    return found


def repealed(book: Handbook) -> list[dict[str, Any]]:
    """The repealed laws as a letter might name them: {names, until, by, unless?, quoted?}. `quoted`: a name only within 《》 or before 第."""
    own = [
        {"names": [law.title, law.short, *law.aliases], "until": law.until, "by": book.laws[law.replaced_by].short if law.replaced_by else None}
        for law in book.laws.values()
        if law.until
    ]
    others = [{"names": [x.name], "until": x.until, "by": book.laws[x.by].short, "unless": x.unless, "quoted": True} for x in book.repealed.values()]
    return own + others


def moved(book: Handbook) -> list[dict[str, Any]]:
    """Articles that people still cite by an old number: {law: its names, number, says, why}."""
    result: list[dict[str, Any]] = []
    for law in book.laws.values():
        for number, article in law.articles.items():
            if not article.instead:
                continue
            new_law, _, new = article.instead.now.partition("#")
            now = book.laws[new_law]
            why = f"第{number}条现在说的是“{article.title}”。你要的“{now.articles[new].title}”，写《{now.short}》第{new}条"
            result.append({"law": [law.title, law.short, *law.aliases], "number": number, "says": article.instead.says, "why": why})
    return result


# the parts of source() that no page carries: the check before sending, the helping hands and the text for a form on the web bring them with
# themselves (publish/letter_data.py)
LATER = ("events", "amounts", "claims", "repealed", "moved", "limits", "cautions")
# what a field is where its page does not say otherwise (assets/javascripts/letter/source.js)
PLAIN: dict[str, Any] = {"type": "text", "role": None, "required": False, "case": None, "options": []}


def _short(line: dict[str, Any]) -> dict[str, Any]:
    """A line as its page carries it: of one that is there where its own first blank is filled the condition is only `true`."""
    first = next((run["field"] for run in line["runs"] if "field" in run), None)
    if first is None or line.get("when") != [{"field": first}]:
        return line
    return line | {"when": True}


def in_page(whole: dict[str, Any]) -> dict[str, Any]:
    """What the letter's own page carries of source(), as JSON: neither what comes later nor what its form says already, the words of the fields and of
    their options, and in which step a field is asked; of a line's condition no more than it takes to know it."""
    fields = []
    for field in whole["fields"]:
        options = [{key: x for key, x in option.items() if key != "label"} for option in field["options"]]
        bare = {key: x for key, x in field.items() if key not in ("label", "group")} | {"options": [option for option in options if len(option) > 1]}
        fields.append({key: x for key, x in bare.items() if key not in PLAIN or x != PLAIN[key]})
    return {key: x for key, x in whole.items() if key not in LATER} | {"fields": fields, "lines": [_short(line) for line in whole["lines"]]}


def source(id_: str, book: Handbook) -> dict[str, Any]:
    """All that the browser's part knows of a letter: in its page, in the form that stands there, and with what comes later."""
    letter = book.letters[id_]
    drawn = lines(letter, book.shared_deadlines)
    days = {"holidays": rest_days.table()} if asserts.counts_days([a for line in drawn for a in line.get("asserts", [])]) else {}
    return {
        "id": id_,
        "title": letter.title,
        "fields": [
            {
                "id": f.id,
                "label": f.label,
                "type": f.type,
                "group": f.group,
                "role": f.role,
                "required": f.required,
                **({"of": f.of} if f.of else {}),
                "case": f.case,
                "width": pen(f.width or PEN[f.type]),
                "options": [
                    {"id": o.id, "label": o.label} | ({"excludes": o.excludes} if o.excludes else {}) | ({"below": o.below} if o.below else {})
                    for o in f.options
                ],
            }
            | ({"when": _when(f.when)} if f.when else {})
            for f in letter.fields
        ],
        "lines": drawn,
        "agent": takes_agent(letter),
        "events": {x.id: x.title for x in book.words["events"].values()},
        "amounts": [a.model_dump() | sums.view(book.sums[a.rule], book.sums) for a in letter.amounts],
        "claims": [{"rule": x.id, "says": x.claims} for x in book.sums.values() if x.claims],
        "repealed": repealed(book),
        "moved": moved(book),
        "limits": [{"limit": x.limit, "label": x.label} for x in book.form_limits.values()],
        "cautions": {x.id: x.text for x in book.cautions.values()},
    } | days


# a role that speaks of another field: what that one is, and whether a field is such a one
OF: dict[str, tuple[str, Callable[[m.LetterField | None], bool]]] = {
    "explains-sum": ("一个金额类的空（money）", lambda f: f is not None and f.type == "money"),
    "birth-date": ("同一个人的证件号（identity-number）", lambda f: f is not None and f.role == "identity-number"),
}
BELOW = "写在下面"


def option_problems(letter: m.Letter, i: int) -> list[tuple[tuple[str | int, ...], str]]:
    """(path in the file, message) for every option of the i-th field that excludes or points to what is not there."""
    field = letter.fields[i]
    found: list[tuple[tuple[str | int, ...], str]] = []
    ids, fields = {o.id for o in field.options}, {f.id for f in letter.fields} - {field.id}
    for j, option in enumerate(field.options):
        here = ("fields", i, "options", j)
        for other in option.excludes:
            if field.type != "choices":
                found.append(((*here, "excludes"), "只能选一个的空（choice）不用写 excludes。删去它"))
            elif other not in ids - {option.id}:
                found.append(((*here, "excludes"), f"这个空没有别的选项“{other}”。改成已有的：{'、'.join(sorted(ids - {option.id}))}"))
        for other in option.below:
            if other not in fields:
                found.append(((*here, "below"), f"这份文书没有别的空“{other}”。改成写着那件事的空"))
        if BELOW in option.label and not option.below:
            found.append(((*here, "label"), f"说了“{BELOW}”，没写 below：写在哪个空，写它的 id"))
    return found


def role_problems(letter: m.Letter) -> list[tuple[tuple[str | int, ...], str]]:
    """(path in the file, message) for every role on a field that cannot have it, too often, or without what it belongs to."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    seen: dict[str, int] = {}
    fields = {f.id: f for f in letter.fields}
    for i, field in enumerate(letter.fields):
        role, here = field.role, ("fields", i, "role")
        if role:
            seen[role] = seen.get(role, 0) + 1
            types, most = ROLES[role]
            if field.type not in types:
                found.append((here, f"{role} 要写在{'、'.join(types)}类的空上，这个空是{field.type}"))
            if seen[role] == most + 1:
                found.append((here, f"{role} 在一份文书里最多写{most}处。留下最合适的"))
            if role.startswith("proof-") and seen[role] > seen.get("proof-name", 0) > 0:
                found.append((here, f"{role} 的第{seen[role]}处没有自己的 proof-name。同一件证据的名称写在前面"))
        found += option_problems(letter, i)
        if role and role in OF:
            what, fits = OF[role]
            if field.of is None or not fits(fields.get(field.of)):
                found.append((("fields", i, "of"), f"{role} 要写 of：它说的是哪一个空，写{what}的 id"))
        elif field.of is not None:
            found.append((("fields", i, "of"), f"of 跟着这些 role 写：{'、'.join(OF)}。删去它"))
    for i, field in enumerate(letter.fields):
        for needs, other in TOGETHER:
            if field.role == needs and other not in seen:
                found.append((("fields", i, "role"), f"写了 {needs}，这份文书里却没有 {other}。补上那一个，或者删去这一处"))
    return found


def _stays(field: m.LetterField, run: dict[str, Any], conditions: list[m.When]) -> bool:
    """May this blank be empty in a letter that has all it needs, while the words around it stand?"""
    if "part" in run or any(c.field == field.id for c in conditions):
        return False
    if not field.required:
        return True
    # needed only where it is asked: then its sentence stands under the same condition
    asked = field.when
    return asked is not None and not any(
        c.field == asked.field and (not asked.is_ or (c.options and set(c.options) <= set(asked.options))) for c in conditions
    )


def _claims(
    path: tuple[str | int, ...], main: str, claim: m.Claiming, conditions: list[m.When]
) -> list[tuple[tuple[str | int, ...], str, list[m.When]]]:
    """A sentence and what may stand in its place. What a claim hangs on is known where the claim, or its contrary, is made."""
    known = [m.When(field=id_) for assertion in claim.asserts or [] for id_ in asserts.fields_of(assertion)]
    texts = [((*path, "else"), claim.else_, [*conditions, *known]), ((*path, "unknown"), claim.unknown, conditions)]
    return [(path, main, [*conditions, *known]), *((where, text, under) for where, text, under in texts if text)]


def _texts(letter: m.Letter) -> list[tuple[tuple[str | int, ...], str, list[m.When]]]:
    """Every text of the body: (its path, the text, under which conditions it stands)."""
    found: list[tuple[tuple[str | int, ...], str, list[m.When]]] = []
    for i, block in enumerate(letter.body):
        outer = [block.when] if block.when else []
        for key, text in (("heading", block.heading), ("para", block.para), ("sign", block.sign)):
            if text:
                found += _claims(("body", i, key), text, block, outer)
        for j, item in enumerate(block.list_ or []):
            here: tuple[str | int, ...] = ("body", i, "list", j)
            if isinstance(item, str):
                found.append((here, item, outer))
            else:
                found += _claims((*here, "text"), item.text, item, [*outer, item.when] if item.when else outer)
    return found


def open_blanks(letter: m.Letter) -> list[tuple[tuple[str | int, ...], str]]:
    """(path, message) for every blank that may be left empty in a text that would stand all the same: 【待填】 in a letter with all it needs."""
    fields = {f.id: f for f in reversed(letter.fields)}  # of two fields of one id the first is meant: the second is told as the one to change
    return [
        (path, f"空“{run['field']}”可以不填，这句话却会留着一个空。写成 ｛……[[{run['field']}]]｝，空着时一起去掉；或者给这句话写 when")
        for path, text, conditions in _texts(letter)
        if all(c.field in fields for c in conditions)  # a condition on a field that is none is told where it stands
        for run in runs(text)
        if (field := fields.get(run.get("field", ""))) and _stays(field, run, conditions)
    ]


def in_form_order(letter: m.Letter, groups: list[str]) -> list[m.LetterField]:
    """The fields as the form asks them: group by group (ids, in the vocabulary's order), within a group as in the file."""
    return [f for group in groups for f in letter.fields if f.group == group]


def asked_too_late(letter: m.Letter, groups: list[str]) -> list[tuple[tuple[str | int, ...], str]]:
    """(path, message) for every field whose condition asks something that the form asks only after it."""
    place = {f.id: i for i, f in enumerate(in_form_order(letter, groups))}
    return [
        (
            ("fields", i, "when"),
            f"表单先问“{field.id}”，后问“{field.when.field}”，问的时候还不知道要不要问。把“{field.when.field}”移到前面，或者换一组",
        )
        for i, field in enumerate(letter.fields)
        if field.when and place.get(field.when.field, -1) > place.get(field.id, 0)
    ]


def table_problems(letter: m.Letter) -> list[tuple[tuple[str | int, ...], str]]:
    """(path in the file, message) for every column that has no field, or a field that no cell holds."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    for i, block in enumerate(letter.body):
        for j, column in enumerate(block.table or []):
            types = [f.type for f in letter.fields if f.role == column.role] if column.role else None
            if types == []:
                found.append((("body", i, "table", j, "role"), f"没有一个空写着 role: {column.role}。给这一列的空写上，或者删去这一列"))
            if types and "longtext" in types:
                found.append((("body", i, "table", j, "role"), f"{column.role} 有长文字的空（longtext），表里放不下几段话。换成 text"))
        if block.table and not any(c.role for c in block.table):
            found.append((("body", i, "table"), "这张表没有一列写 role，一行也不会有"))
    return found


def problems(letter: m.Letter) -> list[tuple[tuple[str | int, ...], str]]:
    """(path in the file, message) for every blank that does not fit its field."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    fields = {f.id: f for f in letter.fields}
    used: set[str] = set()

    def see_when(path: tuple[str | int, ...], when: m.When | None) -> None:
        if when is None:
            return
        used.add(when.field)
        if when.field not in fields:
            found.append(((*path, "when"), f"条件里的空“{when.field}”没有在 fields 里声明。改成已有的空：{'、'.join(fields)}"))
            return
        known = list(dict.fromkeys(o.id for o in fields[when.field].options))
        for option in when.options:
            if option not in known:
                remedy = f"改成已有的：{'、'.join(known)}" if known else "它不是选择类的空，去掉 is"
                found.append(((*path, "when"), f"空“{when.field}”没有“{option}”这个选项。{remedy}"))

    def see(path: tuple[str | int, ...], text: str) -> None:
        for mark in BLANK.finditer(text):
            name, filter_ = mark[1], mark[2]
            used.add(name)
            if name not in fields:
                known = "、".join(fields)
                found.append((path, f"[[{name}]]没有在 fields 里声明。已有的空：{known}。改成其中一个，或先声明它"))
            elif filter_ and filter_ not in FILTERS:
                found.append((path, f"[[{name}|{filter_}]]：没有“{filter_}”这种写法。改成可用的：{'、'.join(FILTERS)}"))
            elif filter_ and fields[name].type not in FILTERS[filter_]:
                found.append(
                    (
                        path,
                        f"[[{name}|{filter_}]]只能用在{'、'.join(FILTERS[filter_])}类的空上，它是{fields[name].type}。去掉|{filter_}，或改空的类型",
                    )
                )
        rest = BLANK.sub("\0", text)  # what is left shows brackets without a partner, and one bracket too many: [[[paid]]]
        if any(wrong in rest for wrong in ("[[", "]]", "[\0", "\0]")):
            found.append((path, "方括号没有成对，或空的名字不合格。写成 [[paid]] 或 [[paid|cny]]"))
        parts = PART.findall(text)
        if any(mark in PART.sub("", text) for mark in "｛｝"):
            found.append((path, "｛ ｝没有成对，或者一个套着一个。空着时要一起去掉的几个字，写成 ｛，订单号[[order]]｝"))
        for part in parts:
            if not BLANK.search(part):
                found.append((path, f"｛{part}｝里没有空，什么时候去掉说不准。把空写进去，或者去掉｛ ｝"))

    def others(claim: m.Claiming) -> tuple[tuple[str, str | None], ...]:
        return (("else", claim.else_), ("unknown", claim.unknown))

    found += table_problems(letter)
    if letter.marks_when:
        if not letter.marks:
            found.append((("marks_when",), "写了 marks_when，没有写 marks，不知道算哪一件事。写上 marks，或者删去 marks_when"))
        chosen = fields.get(letter.marks_when.field)
        if not letter.marks_when.options or (chosen and chosen.type != "choice"):
            found.append((("marks_when",), "marks_when 要靠一个单选（choice）的空，并写 is：选了哪几项，寄出才算这一件事"))
        see_when(("marks_when",), letter.marks_when)
    used |= {field.id for block in letter.body for record in records(letter, block.table or []) for field in record if field}
    for _, claim, _, _ in asserts.claiming(letter):
        used |= {id_ for assertion in claim.asserts or [] for id_ in asserts.fields_of(assertion)}
    for i, block in enumerate(letter.body):
        see_when(("body", i), block.when)
        for key, text in (("heading", block.heading), ("para", block.para), ("sign", block.sign), *others(block)):
            if text is not None:
                see(("body", i, key), text)
        for j, item in enumerate(block.list_ or []):
            if isinstance(item, str):
                see(("body", i, "list", j), item)
            else:
                see_when(("body", i, "list", j), item.when)
                for key, text in (("text", item.text), *others(item)):
                    if text is not None:
                        see(("body", i, "list", j, key), text)
    for i, field in enumerate(letter.fields):
        see_when(("fields", i), field.when)
        if field.when and field.when.field == field.id:
            found.append((("fields", i, "when"), "条件里写的是这个空自己。改成另一个空"))
    found += open_blanks(letter)
    for i, amount in enumerate(letter.amounts):
        for key, name in [*amount.uses.items(), ("into", amount.into)]:
            if name and (name not in fields or fields[name].type != "money"):
                found.append((("amounts", i, key), f"“{name}”不是这份文书里的金额类空（money）。改成一个金额类的空"))
        if amount.how and (amount.how not in fields or fields[amount.how].type not in ("text", "longtext")):
            found.append((("amounts", i, "how"), f"“{amount.how}”不是这份文书里的文字类空（text、longtext）。改成一个文字类的空"))
    found += role_problems(letter)
    for i, field in enumerate(letter.fields):
        if field.id not in used:
            found.append((("fields", i, "id"), f"空“{field.id}”声明了，正文里却没有用到。在 body 里写 [[{field.id}]]；是刚加的、用不上，才删去它"))
    return found
