"""Letters as .docx: the template that the browser fills, and a blank sheet for every letter. Runs after the pages are written.

The page follows GB/T 9704—2012 as far as a private letter needs it: A4, the standard's margins, a title of size 2 (22 pt),
FangSong of size 3 (16 pt) with lines 28 pt apart, an indent of two characters, page numbers in the middle, the signature on the
right. Both files are made deterministic (fixed dates in the zip), so that the same data give the same bytes.

The template is one for all letters: rows of a kind (title, to, heading, para, item, sign), each a paragraph of its own style,
filled by docxtemplater from the very rows that the preview and the copied text are made of (lib/rows.js).
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import zipfile
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from macros.book import Handbook
from macros.kept import kept, program
from macros.letters import blank_lines, boxes
from macros.links import Links

EPOCH = (2026, 1, 1, 0, 0, 0)
SONG, HEI, FANG = "宋体", "黑体", "仿宋"
LINE = Pt(28)
TEXT_WIDTH = Mm(156)
CHARACTER = Pt(16)
LINE_CHARACTERS = TEXT_WIDTH / CHARACTER  # how many stand in a line
SHORT = 24  # characters: a paragraph so short is no page's text on its own beside a signature
# what may not begin or end a line: Word's own list for simplified Chinese, and the words that belong to the number beside them (第582条, 66号)
NOT_FIRST = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｜｝～￠号条款项元角分年月日时件页份室幢栋层倍"
)
NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥第"
# parts and settings of the library's own template that nobody needs; Office's theme asks for Calibri and Cambria, and WPS says they are missing
PARTS = ("thumbnail", "stylesWithEffects", "customXml", "theme", "fontTable", "webSettings", "numbering", "extended-properties")
SETTINGS = (
    "zoom",
    "proofState",
    "savePreviewPicture",
    "rsids",
    "mathPr",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotAutoCompressPictures",
    "shapeDefaults",
    "docId",
    "defaultImageDpi",
)
# kind -> (style's name as Word shows it, font, points, bold)
KINDS = {
    "title": ("文书标题", SONG, 22, True),
    "to": ("文书抬头", FANG, 16, False),
    "heading": ("文书小标题", HEI, 16, False),
    "para": ("文书正文", FANG, 16, False),
    "item": ("文书分条", FANG, 16, False),
    "sign": ("文书落款", FANG, 16, False),
    "cell": ("文书表内文字", FANG, 12, False),
}
TABLE = "文书表格"
PEN = "＿"
PARAGRAPHS = [kind for kind in KINDS if kind != "cell"]  # what a row of lib/rows.js may be, beside a table
# 草稿 across the page behind the text: the shape that Word itself makes for a watermark
WATERMARK = (
    '<w:p {w} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="draft" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:340pt;height:170pt;'
    "rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#c8c8c8" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="草稿"/></v:shape></w:pict></w:r></w:p>'
)


def _fonts(element: Any, name: str) -> None:
    """Sets the East Asian and the Latin font of a run or style."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key, value in (("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", name), ("cs", "Times New Roman")):
        fonts.set(qn(f"w:{key}"), value)


def _style(document: Document, kind: str) -> None:
    name, font, size, bold = KINDS[kind]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _fonts(style.element, font)
    style.font.size = Pt(size)
    style.font.bold = bold
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = LINE
    form.widow_control = True
    if kind == "title":
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing = Pt(34)
        form.space_after = Pt(14)
        form.keep_with_next = True
    elif kind == "heading":
        form.space_before = Pt(6)
        form.keep_with_next = True
        form.first_line_indent = Pt(32)
    elif kind == "cell":
        form.line_spacing = Pt(18)
    elif kind in ("para", "item"):
        form.first_line_indent = Pt(32)
    elif kind == "sign":
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.right_indent = 2 * CHARACTER
        form.keep_together = True


def _table_style(document: Document) -> None:
    """Thin lines all round, a little room beside the text."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    room = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)))
    style.element.append(parse_xml(f"<w:tblPr {nsdecls('w')}><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>"))


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that the reader's program computes; 1 until it has."""
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else None)
        if kind is None:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>'))
        elif kind != "1":
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def _page_number(paragraph: Paragraph) -> None:
    """第1页　共3页 in the middle of the foot: a page that is lost, or was never there, is noticed."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, code in (("第", "PAGE"), ("页　共", "NUMPAGES")):
        paragraph.add_run(before)
        _field(paragraph, code)
    paragraph.add_run("页")
    for r in paragraph.runs:
        r.font.size = Pt(14)
        _fonts(r._r, SONG)


def _plain(document: Document) -> None:
    """The library's template without its theme, its fonts and its history. Latin text is English: as Chinese, its numbers break in the middle."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for old in defaults.iter(qn("w:rFonts"), qn("w:lang")):
        old.attrib.clear()
    run = defaults.find(f".//{qn('w:rPr')}")
    for key, value in (("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", FANG), ("cs", "Times New Roman")):
        run.find(qn("w:rFonts")).set(qn(f"w:{key}"), value)
    for key, value in (("val", "en-US"), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")):
        run.find(qn("w:lang")).set(qn(f"w:{key}"), value)
    settings = document.settings.element
    for child in list(settings):
        if child.tag.rsplit("}", 1)[-1] in SETTINGS:
            settings.remove(child)
    spacing = settings.find(qn("w:characterSpacingControl"))
    for name, marks in (("noLineBreaksBefore", NOT_FIRST), ("noLineBreaksAfter", NOT_LAST)):
        rule = parse_xml(f'<w:{name} {nsdecls("w")} w:lang="zh-CN"/>')
        rule.set(qn("w:val"), marks)
        spacing.addnext(rule)


def _document() -> Document:
    """An empty A4 document with the letters' styles and the page number."""
    return docx.Document(io.BytesIO(_empty()))


@cache
def _empty() -> bytes:
    """Such a document as a file: to make its styles takes as long as to write a letter."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    normal = document.styles["Normal"]
    _fonts(normal.element, FANG)
    normal.font.size = Pt(16)
    _plain(document)
    for kind in KINDS:
        _style(document, kind)
    _table_style(document)
    keep = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", TABLE, *(k[0] for k in KINDS.values())}
    for style in list(document.styles):
        if style.name not in keep:
            style.delete()
    _page_number(section.footer.paragraphs[0])
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.title = ""
    core.created = core.modified = dt.datetime(*EPOCH)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _bytes(document: Document) -> bytes:
    """The package with fixed dates; what the library's own template brings along and nobody needs is left out."""
    for rels in (document.part.package.rels, document.part.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in PARTS:
                del rels[key]
    first, result = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED, 9)
    return result.getvalue()


def template() -> bytes:
    """The template that docxtemplater fills with {name, draft, rows: [{<kind>: true, keep, runs: [{text} | {text, blank: true}]} | {table: true,
    xml}]}; `keep`: stays on one page with the row that follows. lib/docx.js writes the day into the file's properties."""
    document = _document()
    document.core_properties.title = "{name}"
    header = document.sections[0].header
    header.paragraphs[0].text = "{#draft}"
    header._element.append(parse_xml(WATERMARK.replace("{w}", nsdecls("w"))))
    header.add_paragraph("{/draft}")
    header.add_paragraph("")
    document.add_paragraph("{#rows}", style=KINDS["para"][0])
    for text in ("{#table}", "{@xml}", "{/table}"):  # a table's columns are not known here: lib/docx.js says it whole
        document.add_paragraph(text, style=KINDS["para"][0])
    for kind in PARAGRAPHS:
        style = KINDS[kind][0]
        document.add_paragraph(f"{{#{kind}}}", style=style)
        for mark, keep in (("#", True), ("^", None)):
            document.add_paragraph(f"{{{mark}keep}}", style=style)
            paragraph = document.add_paragraph(style=style)
            paragraph.paragraph_format.keep_with_next = keep
            paragraph.add_run("{#runs}{^blank}{text}{/blank}{#blank}")
            blank = paragraph.add_run("{text}")
            blank.font.highlight_color = WD_COLOR_INDEX.YELLOW
            paragraph.add_run("{/blank}{/runs}")
            document.add_paragraph("{/keep}", style=style)
        document.add_paragraph(f"{{/{kind}}}", style=style)
    document.add_paragraph("{/rows}", style=KINDS["para"][0])
    return _bytes(document)


@cache
def _style_ids() -> dict[str, str]:
    """{kind: the id of its style}: the library looks a name up among all styles for every paragraph, which took a third of a sheet's time."""
    styles = _document().styles
    return {kind: styles[name].style_id for kind, (name, *_) in KINDS.items()}


def _paragraph(document: Document, kind: str, text: str = "") -> Paragraph:
    """A paragraph of a kind at the end of the document."""
    paragraph = document.add_paragraph()
    paragraph._p.style = _style_ids()[kind]
    if text:
        paragraph.add_run(text)
    return paragraph


def _column(text: str) -> float:
    """How far into its last line a paragraph has come, in characters of the script; figures and other letters are about half as wide."""
    at = 0.0
    for character in text:
        wide = 1 if ord(character) > 0xFF else 0.5
        at = at + wide if at + wide <= LINE_CHARACTERS else wide
    return at


def _fits(before: str, width: int, after: str) -> int:
    """The length of a blank behind `before`: shorter, where less than a third of it would go over to the next line, a stub that nobody writes
    on. `after`: what follows; a mark needs a place beside it."""
    room = int(LINE_CHARACTERS - _column(before))
    if room >= width or (width - room) * 3 > width:
        return width
    return room - 1 if after[:1] and after[0] in NOT_FIRST else room


def _blank_table(document: Document, line: dict[str, Any]) -> None:
    """A table to write in, its heads on every page; what is chosen from stands under it."""
    widths = [round(TEXT_WIDTH * share / 100) for share in line["wide"]]
    table = document.add_table(rows=0, cols=len(widths), style=TABLE)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for i, texts in enumerate([line["head"], *([cell.get("text", "") for cell in row] for row in line["rows"])]):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if i:
            row.height, row.height_rule = Mm(8), WD_ROW_HEIGHT_RULE.AT_LEAST
        else:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cell, width, text in zip(row.cells, widths, texts, strict=True):
            cell.width = width
            cell.paragraphs[0]._p.style = _style_ids()["cell"]
            cell.paragraphs[0].add_run(text)
    for note in line["notes"]:
        _paragraph(document, "cell", note)


def blank(title: str, lines: list[dict[str, Any]]) -> bytes:
    """The sheet to fill by pen or by keyboard. `lines` as letters.blank_lines gives them."""
    document = _document()
    document.core_properties.title = title[:255]  # the format takes no more
    _paragraph(document, "title", title)
    for line in lines:
        if line["kind"] == "table":
            _blank_table(document, line)
        else:
            _blank_line(document, line)
    if legend := boxes(lines):
        note = _paragraph(document, "to", legend)
        note.runs[0].font.size = Pt(10.5)
        note.runs[0].font.color.rgb = RGBColor(0x55, 0x55, 0x55)
    _keep(document, bool(legend))
    return _bytes(document)


def _blank_line(document: Document, line: dict[str, Any]) -> None:
    """A line of text with its blanks; what takes rows of its own has them below it."""
    kind = line["kind"]
    paragraph = _paragraph(document, kind)
    said = "□" if line["optional"] else ""
    if line["number"]:
        said += f"{line['number']}. "
    after = [p.get("text", "") for p in line["pieces"][1:]] + [""]
    for piece, following in zip(line["pieces"], after, strict=True):
        if "text" in piece:
            said += piece["text"]
        elif piece.get("options"):
            said += "　".join(f"□{o}" for o in piece["options"])
        elif piece.get("rows"):
            for _ in range(piece["rows"]):
                row = _paragraph(document, kind, "\t")
                row.paragraph_format.first_line_indent = Pt(0)
                row.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        elif piece.get("kind") == "date":
            said += "".join(PEN * width + unit for width, unit in ((3, "年"), (2, "月"), (2, "日")))
        else:
            before = ("　　" if kind in ("para", "item") else "") + said
            said += PEN * (min(piece["pen"], 8) if kind == "sign" else _fits(before, min(piece["pen"], 26), following))
    paragraph.add_run(said)


def _keep(document: Document, noted: bool) -> None:
    """No signature alone on a page: it stays with the last of the text, and a note on the boxes with it. lib/rows.js does the same."""
    sign = _style_ids()["sign"]
    paragraphs = document.paragraphs
    for i, (paragraph, following) in enumerate(pairwise(paragraphs)):
        signs = paragraph._p.style == sign
        last = noted and following._p is paragraphs[-1]._p
        if following._p.style != sign and not (last and signs):
            continue
        paragraph.paragraph_format.keep_with_next = True
        if i and not signs and len(paragraph.text) < SHORT:
            paragraphs[i - 1].paragraph_format.keep_with_next = True


def write(book: Handbook, site: Path) -> None:
    """letters/<id>.docx for every letter; the template as a classic script, because file:// knows no fetch."""
    by = program((__file__,), ("python-docx",))
    text = base64.b64encode(kept(book.root, "letter-template.docx", [by], template)).decode("ascii")
    (site / "assets" / "letter-template.js").write_text(f"window.handbookLetterTemplate={json.dumps(text)};", encoding="utf-8")
    links = Links(book)
    for id_, letter in book.letters.items():
        target = site / links.blank_letter(id_)
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = blank_lines(letter)
        made_of = [by, letter.title, boxes(lines), json.dumps(lines, ensure_ascii=False)]
        target.write_bytes(kept(book.root, f"letters/{id_}.docx", made_of, partial(blank, letter.title, lines)))
