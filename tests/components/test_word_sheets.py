"""The letters' Word files of the small book: what stands on the sheet, and how it is set: 公文's sizes, fonts and margins."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from macros.letters import blank_lines, boxes
from macros.publish import docx as made


def sheet(book, id_: str):
    return docx.Document(io.BytesIO(made.blank(book.letters[id_].title, blank_lines(book.letters[id_]))))


def test_what_stands_on_the_blank_sheet(small_book):
    """Every blank as long as its field says, a date in three parts, choices with boxes, room for a story, and what □ means."""
    assert [(p.style.name, p.text) for p in sheet(small_book, "refund-letter").paragraphs] == [
        ("文书标题", "退款信"),
        ("文书抬头", "＿" * 12 + "："),
        ("文书小标题", "要求"),
        ("文书正文", "我在＿＿＿年＿＿月＿＿日收货，付了＿＿＿＿＿元（大写：＿＿＿＿＿＿＿＿＿＿＿＿＿＿）。"),
        ("文书分条", "1. 把钱退回来"),
        ("文书分条", "□2. 钱□原路退　□退到卡"),
        ("文书分条", "□3. 附上订单"),
        ("文书正文", "□经过："),
        ("文书正文", "\t"),
        ("文书正文", "\t"),
        ("文书正文", "\t"),
        ("文书正文", "算法：＿＿＿＿＿＿＿＿＿＿；附：□订单纸　□聊天纸；电话：＿＿＿＿＿＿＿＿"),
        ("文书落款", "＿" * 8),
        ("文书抬头", "□是勾选用的方框，选中的打√。整行前面有□、用不上的，整行划去。"),
    ]


def test_what_is_kept_of_a_sheet_is_made_anew_when_its_words_are_others(small_book, tmp_path, monkeypatch):
    """A sheet that lay in the cache once kept an older sentence on its boxes, which the program says and the letter does not."""
    monkeypatch.setattr(small_book, "root", tmp_path)

    def last_line() -> str:
        made.write(small_book, tmp_path / "site")
        return docx.Document(tmp_path / "site" / "letters" / "refund-letter.docx").paragraphs[-1].text

    (tmp_path / "site" / "assets").mkdir(parents=True)
    assert last_line() == "□是勾选用的方框，选中的打√。整行前面有□、用不上的，整行划去。"
    monkeypatch.setattr(made, "boxes", lambda lines: "打√的算数。")
    assert last_line() == "打√的算数。"


def test_a_sheet_without_boxes_does_not_explain_them(small_book):
    assert [p.text for p in sheet(small_book, "short-note").paragraphs] == ["便条", "请知道：" + "＿" * 10]


def test_nobody_computes_a_claim_on_paper(small_book):
    """A claim whose line has a box stays for a pen to tick; one without becomes the sentence that does not claim, or gets a box."""
    lines = [p.text for p in sheet(small_book, "claim-note").paragraphs]
    assert "我提出退货。" in lines and not any("7日内提出" in line for line in lines)  # without a condition, another sentence is there
    assert "收货几天，看上面。" in lines and not any("2个月" in line for line in lines)
    assert any(line.startswith("□") and "孩子不满8周岁" in line for line in lines)  # under a condition: its box says whose word it is
    assert any(line.startswith("□") and "孩子已满8周岁" in line for line in lines) and not any("看生日" in line for line in lines)
    assert any(line.startswith("□") and "我没有问过" in line for line in lines)  # no other sentence: a box
    assert any("收货发现都写在上面" in line and not line.startswith("□") for line in lines)  # it says nothing that can be false


def test_no_blank_is_wider_than_the_sheet():
    line = {"kind": "para", "optional": False, "number": None, "pieces": [{"pen": 90}]}
    signed = line | {"kind": "sign"}
    document = docx.Document(io.BytesIO(made.blank("题", [line, signed])))
    assert [len(p.text) for p in document.paragraphs[1:]] == [25, 8]  # one less than the line holds, so that none goes over to the next


def test_lines_to_write_on_run_over_the_whole_width(small_book):
    rows = [p for p in sheet(small_book, "refund-letter").paragraphs if p.text == "\t"]
    for row in rows:
        assert row.paragraph_format.first_line_indent == Pt(0)
        (stop,) = row.paragraph_format.tab_stops
        assert (round(stop.position / Mm(1)), stop.alignment, stop.leader) == (156, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def test_the_note_is_small_and_grey(small_book):
    run = sheet(small_book, "refund-letter").paragraphs[-1].runs[0]
    assert (run.font.size, run.font.color.rgb) == (Pt(10.5), RGBColor(0x55, 0x55, 0x55))


def test_only_what_has_boxes_explains_them():
    """A box before a whole line is struck out with it; a box before an option only waits for a tick."""
    plain = {"kind": "para", "optional": False, "number": 0, "pieces": [{"text": "话"}]}
    choice = plain | {"pieces": [{"pen": 5, "options": ["甲", "乙"]}]}
    assert boxes([plain]) == ""
    assert boxes([plain, choice]) == "□是勾选用的方框，选中的打√。"
    assert "整行划去" in boxes([plain | {"optional": True}])


def test_no_signature_is_alone_on_a_page(small_book):
    """The last of the text stays with the signature, a short one with the one before it too; the note on the boxes stays with it all."""
    document = sheet(small_book, "refund-letter")
    kept = [p.paragraph_format.keep_with_next for p in document.paragraphs]
    assert [p.style.name for p in document.paragraphs][-3:] == ["文书正文", "文书落款", "文书抬头"]
    assert kept[-3:] == [True, True, None]
    assert kept[:-4] == [None] * (len(kept) - 4), "别的段落不绑在一起"
    line = {"kind": "para", "optional": False, "number": 0, "pieces": [{"text": "请速退款。"}]}
    long = line | {"pieces": [{"text": "字" * 30}]}
    sign, heading = line | {"kind": "sign"}, line | {"kind": "heading"}

    def keeps(*lines):
        made_ = docx.Document(io.BytesIO(made.blank("题", list(lines))))
        return [p.paragraph_format.keep_with_next for p in made_.paragraphs[1:]]

    assert keeps(long, line, sign, sign) == [True, True, True, None]
    assert keeps(long, long, sign) == [None, True, None]
    assert keeps(long, sign, sign, heading, long) == [True, True, None, None, None], "前一部分的落款不跟着后一部分走"


CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
# style → East Asian font, points, bold, alignment, line in points, before, after, first line's indent, right indent, stays with the next
STYLES = {
    "文书标题": ("宋体", 22, True, CENTRE, 34, 0, 14, None, None, True),
    "文书抬头": ("仿宋", 16, False, None, 28, 0, 0, None, None, None),
    "文书小标题": ("黑体", 16, False, None, 28, 6, 0, 32, None, True),
    "文书正文": ("仿宋", 16, False, None, 28, 0, 0, 32, None, None),
    "文书分条": ("仿宋", 16, False, None, 28, 0, 0, 32, None, None),
    "文书落款": ("仿宋", 16, False, RIGHT, 28, 0, 0, None, 32, None),
    "文书表内文字": ("仿宋", 12, False, None, 18, 0, 0, None, None, None),
}


def points(length):
    return None if length is None else length.pt


def fonts(element) -> dict[str, str]:
    return {k.rsplit("}", 1)[-1]: v for k, v in element.find(f".//{qn('w:rFonts')}").attrib.items()}


@pytest.mark.parametrize("name", STYLES)
def test_styles(name):
    document = docx.Document(io.BytesIO(made.template()))
    style = document.styles[name]
    form = style.paragraph_format
    assert (
        fonts(style.element)["eastAsia"],
        style.font.size.pt,
        style.font.bold,
        form.alignment,
        form.line_spacing.pt,
        points(form.space_before),
        points(form.space_after),
        points(form.first_line_indent),
        points(form.right_indent),
        form.keep_with_next,
    ) == STYLES[name]
    assert {k: v for k, v in fonts(style.element).items() if k != "eastAsia"} == dict.fromkeys(("ascii", "hAnsi", "cs"), "Times New Roman")
    assert form.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert form.widow_control, "一段的一行不单独留在上一页或下一页"
    assert style.base_style.name == "Normal"
    assert style.quick_style, "样式要在 Word 的样式栏里看得见"


def test_only_our_styles_are_in_it():
    """Word shows what is there: a list of a hundred styles that no letter uses helps nobody."""
    document = docx.Document(io.BytesIO(made.template()))
    assert {s.name for s in document.styles} == {
        *STYLES,
        "文书表格",
        "Normal",
        "Header",
        "Footer",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
    }
    normal = document.styles["Normal"]
    assert (normal.font.size.pt, fonts(normal.element)["eastAsia"]) == (16, "仿宋")


def test_the_page_number_is_in_the_middle_of_the_foot(small_book):
    document = sheet(small_book, "refund-letter")
    section = document.sections[0]
    (paragraph,) = section.footer.paragraphs
    assert paragraph.alignment == CENTRE
    assert paragraph.text == "第1页　共1页"
    assert [n.text.strip() for n in paragraph._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    marks = [n.get(qn("w:fldCharType")) for n in paragraph._p.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"] * 2
    assert {(r.font.size.pt, fonts(r._r)["eastAsia"]) for r in paragraph.runs} == {(14, "宋体")}
    assert [round(d / Mm(1)) for d in (section.header_distance, section.footer_distance)] == [15, 25]


def test_the_file_says_its_title_and_nobody_s_name(small_book):
    core = sheet(small_book, "refund-letter").core_properties
    assert core.title == "退款信"
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    assert core.created == core.modified and core.created.isoformat() == "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize("data", [made.blank("题", []), made.template()], ids=["blank", "template"])
def test_no_font_but_ours_and_no_program_s_name(data):
    """A font that the theme asks for is missing in WPS; the program that made the library's template did not make this file."""
    package = zipfile.ZipFile(io.BytesIO(data))
    everything = "".join(package.read(n).decode("utf-8") for n in package.namelist())
    assert not [word for word in ("Theme=", "themeFontLang", "Calibri", "Cambria", "明朝", "Macintosh", "Application") if word in everything]
    named = {v for n in docx.Document(io.BytesIO(data)).styles.element.iter(qn("w:rFonts")) for v in n.attrib.values()}
    assert named == {"Times New Roman", "宋体", "黑体", "仿宋"}


def test_numbers_do_not_break():
    """Latin text is English: as Chinese its digits break in the middle. What belongs to a number does not begin a line: 第582条, 66号."""
    document = docx.Document(io.BytesIO(made.template()))
    languages = list(document.styles.element.iter(qn("w:lang")))
    assert [(n.get(qn("w:val")), n.get(qn("w:eastAsia"))) for n in languages] == [("en-US", "zh-CN")]
    settings = document.settings.element
    assert "条" in settings.find(qn("w:noLineBreaksBefore")).get(qn("w:val")) and "。" in settings.find(qn("w:noLineBreaksBefore")).get(qn("w:val"))
    assert "第" in settings.find(qn("w:noLineBreaksAfter")).get(qn("w:val"))
    order = [n.tag.rsplit("}", 1)[-1] for n in settings]
    at = order.index("characterSpacingControl")
    assert order[at + 1 : at + 3] == ["noLineBreaksAfter", "noLineBreaksBefore"], "顺序不对，Word打不开"


def test_the_package_has_nothing_that_nobody_needs(small_book):
    """No thumbnail, no custom XML; compressed; the same day in every part, so that the same data give the same file."""
    package = zipfile.ZipFile(io.BytesIO(made.blank("题", [])))
    names = package.namelist()
    assert sorted(names) == sorted(
        [
            *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"),
            *(f"word/{part}.xml" for part in ("document", "footer1", "settings", "styles")),
        ]
    )
    assert {i.date_time for i in package.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    assert {i.compress_type for i in package.infolist()} == {zipfile.ZIP_DEFLATED}


def test_where_the_sheets_are(small_site):
    """One beside each letter's page, and the template as a classic script: a page in a folder can load nothing else."""
    assert sorted(p.name for p in (small_site / "letters").glob("*.docx")) == [
        "claim-note.docx",
        "proxy-note.docx",
        "refund-letter.docx",
        "short-note.docx",
        "shortest-note.docx",  # under the name that it had before, too
    ]
    text = docx.Document(small_site / "letters" / "short-note.docx").paragraphs[0].text
    assert text == "便条"
    script = (small_site / "assets" / "letter-template.js").read_text(encoding="utf-8")
    assert script.startswith('window.handbookLetterTemplate="UEs') and script.endswith('";')
