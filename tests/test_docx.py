"""The letters' .docx: filled by the browser's own modules under Node.js, opened here by another library."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import re
import subprocess
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from setup import node

from macros import letters as grammar
from macros.letters import blank_lines
from macros.publish import docx as made
from tests.conftest import ROOT, loaded

BOOK, _ = loaded()
LETTERS = sorted(BOOK.letters) if BOOK else []
FUZZ = 2000
# the same white space in every output: a paragraph's ends and empty lines carry nothing
LINES = re.compile(r"\n+")
MARKS = re.compile(r"[\s。，；、：.,;:！？!?]")
CLASH = re.compile(r"[。，；、：！？.,;:!?]\s*[。，；、：.,;:]|[。，；、：]\s*[！？!?]")


def flat(text: str) -> str:
    """Text as lines without the blank ones and without white space at their ends."""
    return "\n".join(line.strip() for line in LINES.split(text) if line.strip())


def bare(text: str) -> str:
    """Text without marks and white space: a mark at a value's end belongs to the sentence that it stands in."""
    return MARKS.sub("", text)


def text_of(document) -> str:
    """Every paragraph and every row of a table, the cells with tabs between them."""
    inner = document.iter_inner_content()
    return "\n".join(p.text if isinstance(p, Paragraph) else "\n".join("\t".join(c.text for c in row.cells) for row in p.rows) for p in inner)


@pytest.fixture(scope="session")
def cases(tmp_path_factory) -> tuple:
    """(folder, the cases with the text that the copy button gives) of every letter filled, and of FUZZ arbitrary fillings."""
    folder = tmp_path_factory.mktemp("docx")
    order = {
        "template": base64.b64encode(made.template()).decode("ascii"),
        "letters": [grammar.source(id_, BOOK) for id_ in LETTERS],
        "fuzz": FUZZ,
        "out": str(folder),
    }
    (folder / "order.json").write_text(json.dumps(order, ensure_ascii=False), encoding="utf-8")
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    command = [str(found[0]), str(ROOT / "tests" / "make_docx.mjs"), str(folder / "order.json")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder, json.loads((folder / "cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("id_", LETTERS)
def test_every_letter_filled(cases, id_):
    """Complete, all facts in it, the very text that is copied; A4 with the convention's margins; nothing left of the template."""
    folder, made_cases = cases
    case = next(c for c in made_cases if c["file"] == f"letter-{id_}.docx")
    document = docx.Document(folder / case["file"])
    text = text_of(document)
    assert flat(text) == flat(case["text"])
    assert not re.search(r"待填|[{}]|\[\[|undefined|null|None", text), f"{id_}的Word文件里有没填上的记号"
    for field, value in case["typed"].items():
        if value and field in case["used"]:
            assert bare(value) in bare(text), f"{id_}的Word文件里没有“{field}”填的内容"
    declared = {f.id for f in BOOK.letters[id_].fields}
    only_conditions = {f.id for f in BOOK.letters[id_].fields} - {
        r["field"] for line in grammar.lines(BOOK.letters[id_]) for r in line["runs"] if "field" in r
    }
    choices = {f.id for f in BOOK.letters[id_].fields if f.type in ("choice", "choices")}
    under_choice = {
        r["field"]
        for line in grammar.lines(BOOK.letters[id_])
        for r in line["runs"]
        if "field" in r and any(w["field"] in choices for w in line.get("when", []))
    }
    asked = {f.id for f in BOOK.letters[id_].fields if not f.when}
    unused = (declared & asked) - set(case["used"]) - only_conditions - under_choice
    assert not unused, f"{id_}：这些空填了，文书里却没有：{unused}"
    section = document.sections[0]
    size = [
        round(x / Mm(1))
        for x in (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    ]
    assert size == [210, 297, 37, 28, 26, 35]
    assert all(not p.text for p in section.header.paragraphs), "填好的文书页眉里还有记号"
    assert b"v:shape" not in section.header.part.blob, "填好的文书不该有“草稿”"
    core = document.core_properties
    assert core.author == "", "文件属性里不该有名字"
    assert core.title == BOOK.letters[id_].title
    assert core.created == core.modified == dt.datetime(2026, 11, 3, tzinfo=dt.UTC), "建立的日子是填写的那天"
    # no signature alone on a page: what stands before it stays with it, what comes after does not
    sign, paragraphs = made.KINDS["sign"][0], document.paragraphs
    for this, following in pairwise(paragraphs):
        if following.style.name == sign:
            assert this.paragraph_format.keep_with_next, f"{id_}：落款会单独成页：{this.text}"
        elif this.style.name == sign:
            assert not this.paragraph_format.keep_with_next, f"{id_}：落款会跟到后一部分去"


def test_the_list_of_evidence_is_a_table(cases):
    """Six columns as courts know them, the heads on every page, no row cut, as wide as the text; the blank sheet has the same one."""
    folder, _ = cases
    letter = BOOK.letters["evidence-list"]
    blank = docx.Document(io.BytesIO(made.blank(letter.title, blank_lines(letter))))
    for document in (docx.Document(folder / "letter-evidence-list.docx"), blank):
        (table,) = document.tables
        heads, *rows = [[c.text for c in row.cells] for row in table.rows]
        assert heads == ["序号", "名称", "来源", "内容和证明对象", "形式", "页码"]
        assert [row[0] for row in rows] == [str(n + 1) for n in range(8)]
        assert table.style.name == made.TABLE
        assert {c.paragraphs[0].style.name for row in table.rows for c in row.cells} == {made.KINDS["cell"][0]}
        first, *others = [row._tr for row in table.rows]
        assert first.find(f".//{qn('w:tblHeader')}") is not None and not [r for r in others if r.find(f".//{qn('w:tblHeader')}") is not None]
        assert all(r.find(f".//{qn('w:cantSplit')}") is not None for r in (first, *others)), "一行不分到两页"
        widths = [int(n.get(qn("w:w"))) for n in table._tbl.tblGrid]
        assert abs(sum(widths) - 8844) <= 6 and widths[3] > widths[0]
        assert widths == [int(c._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for c in table.rows[0].cells]
    assert "形式写：原件；复印件；电子数据打印件；实物；光盘、U盘。" in text_of(blank)


@pytest.mark.parametrize("id_", LETTERS)
def test_no_mark_is_doubled(cases, id_):
    """Whatever mark every value of the reader's words ends in: none beside another, and the file says what is copied."""
    folder, made_cases = cases
    marked = [c for c in made_cases if re.fullmatch(f"mark-{id_}-[0-9].docx", c["file"])]
    assert len(marked) == 9
    for case in marked:
        text = text_of(docx.Document(folder / case["file"]))
        assert flat(text) == flat(case["text"]), case["file"]
        found = [line for line in text.split("\n") if CLASH.search(re.sub(r"^\d+\. ", "", line))]
        assert not found, found


@pytest.mark.parametrize("id_", LETTERS)
def test_no_hyphen_ends_a_line_inside_a_number(cases, id_):
    """Word ends a line after a hyphen, so an order's number would be cut in two; one that holds is read and copied as the hyphen that was typed."""
    folder, made_cases = cases
    case = next(c for c in made_cases if c["file"] == f"dash-{id_}.docx")
    document = docx.Document(folder / case["file"])
    assert flat(text_of(document)) == flat(case["text"])
    hyphens = case["text"].count("-")
    assert hyphens > 5 and sum(1 for _ in document.element.body.iter(qn("w:noBreakHyphen"))) == hyphens


def test_fuzz_nothing_lost_nothing_broken(cases):
    """Arbitrary values: the file opens, its text is what would be copied, every typed letter that is used is in it, no mark-up came in."""
    folder, made_cases = cases
    fuzz = [c for c in made_cases if c["file"].startswith("fuzz-")]
    assert len(fuzz) >= 2000
    for case in fuzz:
        document = docx.Document(folder / case["file"])
        text = flat(text_of(document))
        assert text == flat(case["text"]), case["file"]
        for field in case["used"]:
            value = case["typed"].get(field)
            assert not value or bare(value) in bare(text), f"{case['file']}：{field}"
        tags = {e.tag.rsplit("}", 1)[-1] for e in document.element.body.iter()}
        assert tags <= ALLOWED, f"{case['file']}：{tags - ALLOWED}"


ALLOWED = {
    "body",
    "p",
    "pPr",
    "pStyle",
    "keepNext",
    *("tbl", "tblPr", "tblStyle", "tblW", "tblLayout", "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "tblHeader", "tc", "tcPr", "tcW"),
    "r",
    "rPr",
    "t",
    "noBreakHyphen",
    "highlight",
    "sectPr",
    "pgSz",
    "pgMar",
    "cols",
    "docGrid",
    "headerReference",
    "footerReference",
    "type",
}


def test_a_draft_says_so(cases):
    folder, made_cases = cases
    case = next(c for c in made_cases if "待填" in c["text"])
    document = docx.Document(folder / case["file"])
    assert 'string="草稿"' in document.sections[0].header.part.blob.decode("utf-8")
    marked = [r for p in document.paragraphs for r in p.runs if r.font.highlight_color]
    assert marked and all(r.text.startswith("【待填：") for r in marked if r.text)


def test_the_same_data_give_the_same_bytes():
    assert made.template() == made.template()


@pytest.mark.parametrize("id_", LETTERS)
def test_blank_sheet(id_):
    """Opens, has every fixed word of the letter, and no mark."""
    letter = BOOK.letters[id_]
    data = made.blank(letter.title, blank_lines(letter))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    text = text_of(docx.Document(io.BytesIO(data)))
    assert text.startswith(letter.title)
    part: list = []
    for line in grammar.lines(letter):
        # nobody computes a claim on paper: where its line has no box, or only that of its part, the sentence that does not claim stands
        boxed = [condition for condition in line.get("when", []) if condition not in part]
        part = line.get("when", []) if line["kind"] == "heading" else part
        for run in line["unknown"] if "unknown" in line and not boxed else line["runs"]:
            assert run.get("text", "") in text
    assert not re.search(r"\[\[|\]\]|[{}]", text)
    assert "＿" in text or "\t" in text


def test_a_part_that_is_chosen_has_one_box():
    """Of a letter whose parts are chosen, the heading is ticked, not each of its lines; what is chosen inside a part keeps its own box."""
    rows = blank_lines(BOOK.letters["food-complaint"])
    ticked = ["".join(piece.get("text", "") for piece in row["pieces"]) for row in rows if row["optional"]]
    assert [text for text in ticked if "部分" in text] == ["第一部分　投诉书（请求调解）", "第二部分　举报书（请求查处，与投诉分开处理）"]
    assert not [text for text in ticked if text.startswith(("投诉人", "被投诉人", "举报人", "随附"))]
    assert [text for text in ticked if text.startswith("赔偿损失")]
    assert "用不上的，划去那一行、那一部分" in grammar.boxes(rows)


@pytest.mark.parametrize("id_", LETTERS)
def test_the_page_and_the_file_have_the_same_boxes(pages, id_):
    """What is ticked to stand, a part's heading or a line, is ticked on every sheet."""
    rows = blank_lines(BOOK.letters[id_])
    drawn = pages[f"letters/{id_}.html"].css("[data-blank] .tickbox[aria-label]")
    wanted = [row["kind"] for row in rows if row.get("optional")]
    assert ["heading" if box.parent.tag == "h3" else "line" for box in drawn] == ["heading" if kind == "heading" else "line" for kind in wanted]


def width(text: str) -> float:
    """The room of a text in characters of the script."""
    return sum(1 if ord(c) > 0xFF else 0.5 for c in text)


def typeset(text: str, room: float) -> list[str]:
    """A paragraph's lines, as full as they get: marks stay where they fall."""
    made_lines = [""]
    for c in text:
        if width(made_lines[-1] + c) > room:
            made_lines.append("")
        made_lines[-1] += c
    return made_lines


@pytest.mark.parametrize("id_", LETTERS)
def test_no_blank_ends_in_a_stub(id_):
    """Of a blank that begins on one line never so little goes over to the next that nobody can write on it; a signature stands in one line."""
    letter = BOOK.letters[id_]
    document = docx.Document(io.BytesIO(made.blank(letter.title, blank_lines(letter))))
    styles = {made.KINDS[kind][0]: kind for kind in made.KINDS}
    for p in document.paragraphs:
        kind = styles[p.style.name]
        if kind == "sign":
            assert width(p.text) <= 156 / 25.4 * 72 / 16 - 2, f"{id_}：落款一行放不下，把横线写短：{p.text}"
        if kind not in ("para", "item") or "\t" in p.text:
            continue
        lines = typeset("　　" + p.text, 156 / 25.4 * 72 / 16)
        for before, line in pairwise(lines):
            stub = re.match(r"＿*", line)[0]
            left = re.search(r"＿*$", before)[0]
            # a date's three blanks belong to their words
            if stub and left and not re.match(r"＿*[年月日]", line):
                assert len(stub) * 3 > len(stub) + len(left), f"{id_}：{before}｜{line}"


@pytest.mark.parametrize("id_", LETTERS)
def test_a_filled_signature_stands_in_one_line(cases, id_):
    folder, _ = cases
    for p in docx.Document(folder / f"letter-{id_}.docx").paragraphs:
        if p.style.name == made.KINDS["sign"][0]:
            assert width(p.text) <= 156 / 25.4 * 72 / 16 - 2, f"{id_}：落款一行放不下：{p.text}"


def test_the_list_of_evidence_fits_on_a_sheet():
    """LibreOffice does not keep a signature with the text before it below a table: the blank list of evidence is one page with its signature."""
    letter = BOOK.letters["evidence-list"]
    document = docx.Document(io.BytesIO(made.blank(letter.title, blank_lines(letter))))
    *paragraphs, legend = document.paragraphs  # the legend's letters are small: one line
    assert legend.text.startswith("□是勾选用的方框")
    lines = 1 + sum(len(typeset("　　" + p.text, 156 / 25.4 * 72 / 16)) for p in paragraphs if p.style.name != made.KINDS["cell"][0])
    (table,) = document.tables
    height = 34 + 14 + (lines - 1) * 28 + 6 + 18 + sum(row.height.pt if row.height else 18 for row in table.rows)
    assert height <= (297 - 37 - 35) / 25.4 * 72, f"证据目录的空白表一页放不下：{height}磅"


def test_the_site_has_every_blank_sheet(site):
    missing = [id_ for id_ in LETTERS if not (site / "letters" / f"{id_}.docx").is_file()]
    assert not missing, f"成品里没有这些空白Word文件：{missing}"


def test_first_load_has_no_docx_library(site, pages):
    """The library is larger than the rest of the page together: it comes only when asked for."""
    for id_ in LETTERS:
        scripts = [n.attributes["src"] for n in pages[f"letters/{id_}.html"].css("script[src]")]
        assert not any("docx" in s or "template" in s for s in scripts), scripts
    assert b"PizZip" not in (site / "assets" / "handbook.js").read_bytes()
