"""The book on paper: what stands in it, once each, and one volume set and read back. The whole book is read back by `make pdf` itself."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections import Counter
from itertools import chain

import pdf
import pypdf
import pytest
import typst
from pdf_check import Piece, lonely, pieces, problems_of

from macros import opened
from macros.publish.prose import prose
from macros.publish.volume import MOST, Choice, Volume, _places, everything, index, mark_terms, of_topic
from tests import paper
from tests.conftest import ROOT

TOPIC = "topic-office"  # the shortest


@pytest.fixture(scope="module")
def pages():
    return opened.pages(ROOT)


@pytest.fixture(scope="module")
def whole(pages):
    return Volume(pages.views, everything(pages.book)).whole()


@pytest.fixture(scope="module")
def office(pages):
    """(what stands in a topic's volume, its PDF)."""
    what = pdf.volume(pages, TOPIC)
    return what, pdf.typeset(what)


def entries(what, kind):
    part = next(p for p in what["parts"] if p["kind"] == kind)
    return list(chain.from_iterable(g.get("entries", [g]) for g in part["groups"]))


def plain(value) -> str:
    """A text without the marks of the index."""
    return value if isinstance(value, str) else "".join(p for p in value if isinstance(p, str))


def test_everything_stands_in_the_book(pages, whole):
    book = pages.book
    counts = {
        "scenarios": len(book.scenarios),
        "questions": len(book.questions),
        "excuses": len(book.excuses),
        "letters": len(book.letters),
        "channels": len(book.channels),
        "platforms": len(book.platforms),
        "regions": len(book.regions),
        "changes": len(book.changes),
        "cases": len(book.cases),
        "wrong": len(book.misconceptions),
        "outside": len(book.outside),
        "terms": len(book.glossary),
        "laws": len(book.laws),
        "steps": len(book.shared_steps),
        "clocks": len(book.shared_deadlines),
    }
    assert {kind: len(entries(whole, kind)) for kind in counts} == counts
    assert sum(len(law["articles"]) for law in entries(whole, "laws")) == sum(len(law.articles) for law in book.laws.values())


def test_each_thing_stands_once(pages, whole):
    """What several situations share is printed in one place; elsewhere only its name, with the page."""
    assert [at for at, times in Counter(_places(whole)).items() if times > 1] == []
    texts = Counter(plain(step["why"]) for step in entries(whole, "steps"))
    for scenario in entries(whole, "scenarios"):
        for step in chain.from_iterable(phase["steps"] for phase in scenario["phases"]):
            assert ("to" in step) != ("why" in step), step
            assert "why" not in step or plain(step["why"]) not in texts, f"{scenario['title']}：{step['do']}"
        assert all("reply" not in excuse for excuse in scenario["excuses"])
    replies = Counter(plain(e["reply"]) for e in entries(whole, "excuses"))
    assert replies.total() == len(pages.book.excuses)


def test_a_shared_clock_is_named_and_found(whole):
    """In a situation its day and its page, with a place to write the day in; what it says besides stands with the clock."""
    clocks = {c["at"]: c for c in entries(whole, "clocks")}
    named = [c for s in entries(whole, "scenarios") for c in s["clocks"] if "to" in c]
    assert len(named) > 100
    for clock in named:
        own = clocks[clock["to"]]
        assert plain(clock["rule"]) == own["rule"]
        assert "note" not in clock or plain(clock["note"]) != (own["note"] or "")


def test_no_way_leads_out_of_a_volume(pages):
    """A topic's volume knows nothing of other topics: what it names elsewhere has no page."""

    def ways(value):
        if isinstance(value, dict):
            yield from [value["to"]] if "to" in value else []
            for inner in value.values():
                yield from ways(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from ways(inner)

    what = Volume(pages.views, of_topic(pages.book, "parcel")).topic("快递")
    known = set(_places(what))
    assert set(ways(what)) <= known
    assert "scenarios/parcel.html" in known
    assert "scenarios/no-reason-return.html" not in known


def test_a_topic_holds_what_its_situations_lead_to(pages):
    book = pages.book
    for word in book.vocab.topics:
        choice = of_topic(book, word.id)
        for id_ in choice.scenarios:
            s = book.scenarios[id_]
            assert set(s.excuses) <= choice.excuses
            assert set(s.letters) <= choice.letters
            assert set(s.channels) <= choice.channels
            assert set(book.questions_of(id_)) <= choice.questions
            for right in s.rights:
                for citation in right.laws:
                    law, _, number = citation.partition("#")
                    assert number in choice.articles[law]


def test_the_index_marks_where_a_term_counts_most(pages):
    """In a heading before an answer before the rest, at most so many places, the term's own place apart."""
    terms = {i: t for i, t in pages.book.glossary.items() if t.term in ("定金", "订金")}
    parts = [
        {
            "kind": "questions",
            "groups": [
                {
                    "entries": [
                        {"question": "定金能退吗？", "answer": "定金和订金不同，定金有罚则。", "details": []},
                        {"question": "别的", "answer": "无。", "details": ["交了订金。", "又交了订金。"]},
                        *({"question": "还有", "answer": "定金。", "details": []} for _ in range(MOST + 3)),
                    ]
                }
            ],
        }
    ]
    found = mark_terms(parts, terms)
    first, second, *rest = parts[0]["groups"][0]["entries"]
    deposit, earnest = (next(i for i, t in terms.items() if t.term == word) for word in ("定金", "订金"))
    assert found == {deposit, earnest}
    assert first["marks"] == [deposit]
    assert first["answer"] == ["定金和", {"mark": earnest}, "订金不同，定金有罚则。"]
    assert second["details"] == [["交了", {"mark": earnest}, "订金。"], "又交了订金。"]
    marked = [e for e in rest if isinstance(e["answer"], list)]
    assert len(marked) == MOST - 1
    listed = index(terms, found, {"glossary.html#" + deposit}, pages.views.links)
    assert [(t["term"], "to" in t) for t in listed] == [("定金", True), ("订金", False)]


def test_a_page_as_blocks():
    html = """<article><h1>标题</h1><p>一<strong>二</strong><a href="../laws/a.html#art-1">三</a><sup class="cited"><a href="#basis-1">1</a></sup>。</p>
    <h2 id="x">小<span class="hold">标题</span></h2><div class="checklist"><p>清单不要</p></div>
    <ul><li>甲<ol><li>乙</li></ol></li></ul>
    <table><thead><tr><th>头</th></tr></thead><tbody><tr><td>格</td></tr></tbody></table>
    <figure class="say"><figcaption class="say__title">说</figcaption><blockquote><p>您好。</p><p>谢谢。</p></blockquote><button>复制</button></figure>
    <details class="fold basis"><summary>依据</summary><ol><li>《法》第1条</li></ol></details><nav class="ways"><a href="b.html">下一步</a></nav></article>"""
    title, blocks = prose(html, "steps/verify.html")
    assert title == "标题"
    assert blocks == [
        {"kind": "p", "runs": ["一", {"strong": "二"}, {"text": "三", "to": "laws/a.html#art-1"}, {"note": "1"}, "。"]},
        {"kind": "h", "depth": 1, "title": "小标题", "at": "steps/verify.html#x"},
        {"kind": "list", "ordered": False, "items": [{"runs": ["甲"], "blocks": [{"kind": "list", "ordered": True, "items": [{"runs": ["乙"], "blocks": []}]}]}]},
        {"kind": "table", "rows": [[["头"]], [["格"]]]},
        {"kind": "say", "title": "说", "paragraphs": ["您好。", "谢谢。"], "only_if": ""},
        {"kind": "basis", "items": ["《法》第1条"]},
    ]  # fmt: skip


def test_a_topic_is_set_whole(office):
    """Contents, bookmarks and index are true, no heading stands alone, nothing leads to another host: what tools/pdf_check.py reads."""
    what, made = office
    found = problems_of(made, what, most_pages=150, most_bytes=2_000_000)
    assert found.problems == []
    assert 40 < found.pages < 150


def test_its_words_are_found(office):
    """As text, in Chinese: situations, a question, a letter's blank, an article."""
    what, made = office
    text = "".join(paper.sheets(made))
    for scenario in entries(what, "scenarios"):
        assert paper.squeezed(scenario["title"]) in text
        assert paper.squeezed(plain(scenario["first"]["do"])) in text
    assert paper.squeezed(entries(what, "questions")[0]["question"]) in text
    assert paper.squeezed(entries(what, "laws")[0]["articles"][0]["gist"])[:20] in text


def test_the_same_bytes_twice(office):
    what, made = office
    assert pdf.typeset(what) == made


def test_a_missing_sign_is_not_printed_as_a_box(pages):
    what = Volume(pages.views, of_topic(pages.book, "office")).topic("部门不管")
    what["front"] |= {"edition": "1版", "title": "\U0001f995"}
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf.typeset(what)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda what: what["parts"][0]["groups"][0]["entries"].append({"title": "没有印的事"}), "书签里没有scenarios的“没有印的事”"),
        (lambda what: what["index"].append({"term": "没有的词", "aliases": []}), "索引里的“没有的词”没有页码"),
        (lambda what: what["parts"].append({"kind": "x", "title": "没有的部分", "groups": []}), "目录里没有“没有的部分”"),
    ],
)
def test_what_is_missing_is_told(office, spoil, said):
    what, made = office
    spoiled = json.loads(json.dumps(what))
    spoil(spoiled)
    assert said in problems_of(made, spoiled, most_pages=150, most_bytes=2_000_000).problems


def test_too_long_and_too_heavy_is_told(office):
    what, made = office
    problems = problems_of(made, what, most_pages=5, most_bytes=1000).problems
    assert any("超过5页" in p for p in problems)
    assert any("MB，超过" in p for p in problems)


def test_a_wrong_page_in_the_contents_is_told(tmp_path):
    """A small book whose contents and index were written by hand, and wrongly."""
    path = tmp_path / "a.typ"
    path.write_text(
        '#set document(title: "书")\n#set text(lang: "zh", font: "Noto Serif CJK SC")\n'
        "#set page(footer: context [第#counter(page).display()页　共#counter(page).final().first()页])\n"
        '封面 #pagebreak()\n= 目录\n#"甲......4"\n#pagebreak()\n= 甲\n文字\n#link("https://example.com")[外]\n#pagebreak()\n= 词语索引\n定金 4',
        encoding="utf-8",
    )
    made = typst.compile(path.read_bytes(), font_paths=typst.Fonts(), pdf_standards="ua-1")
    what = {"parts": [{"kind": "x", "title": "甲", "groups": []}], "index": [{"term": "定金", "aliases": []}]}
    assert problems_of(made, what, 9, 10**7).problems == [
        "有链到别处的链接：['https://example.com']",
        "目录说“甲”在第[4]页，那里没有",
        "索引说“定金”在第4页，那里没有",
    ]


def test_a_heading_alone_at_the_foot_is_told():
    body = Piece(60, 300, "正文", False, 10)
    head = Piece(60, 80, "标题", True, 12)
    foot = Piece(60, 40, "第2页", False, 8)
    right = Piece(320, 70, "右栏", False, 10)
    assert lonely([body, head, foot], 595) == "标题"
    assert lonely([body, head, foot, right], 595) == "标题"
    assert lonely([body, Piece(60, 80, "728", True, 12), foot], 595) is None  # a page of the index
    assert lonely([body, head, Piece(90, 80.2, "后面的字", False, 10), foot], 595) is None
    assert lonely([body, head, Piece(60, 66, "下面的字", False, 10), foot], 595) is None
    assert lonely([head, foot], 595) is None  # a title page


def test_the_end_of_a_line_is_no_heading_of_a_second_column():
    """A title whose last words stand on the right half, and below them nothing but short lines on the left: read as a heading once, and the book was refused."""
    title = [Piece(60, 250, "先录下低价，再点", True, 10), Piece(315, 250, "”申请", True, 10)]
    body = [Piece(60, 740, "前面的一行，", False, 10), Piece(347, 740, "平台介入", False, 10), Piece(60, 120, "后面的字", False, 10)]
    assert lonely(body + title, 595) is None
    columns = [Piece(x, y, "一行字", False, 10) for x in (60, 315) for y in (740, 726, 712)]
    assert lonely([*columns, Piece(315, 120, "标题", True, 10)], 595) == "标题"


def test_the_place_of_a_text_on_the_page(tmp_path):
    path = tmp_path / "a.typ"
    path.write_text(
        '#set page(width: 200pt, height: 100pt, margin: 0pt)\n#place(dx: 30pt, dy: 40pt, text(font: "Noto Sans CJK SC", weight: "bold")[字])',
        encoding="utf-8",
    )
    made = typst.compile(path.read_bytes(), font_paths=typst.Fonts())
    (piece,) = pieces(pypdf.PdfReader(io.BytesIO(made)).pages[0])
    assert (round(piece.x), piece.text, piece.bold) == (30, "字", True)
    assert 45 < piece.y < 60


def test_a_sheets_last_page_is_no_day_alone(pages):
    """Who signs and the day stay together below a sentence of the sheet, wherever its page ends; and a sheet's name stands above it once."""
    what = pdf.spaced(Volume(pages.views, Choice(letters={"report-12315"})).blanks())
    what["front"]["edition"] = "1版"
    (letter,) = entries(what, "blanks")
    signed = [line for line in letter["lines"] if line["kind"] == "sign"]
    said = {"kind": "para", "number": 0, "optional": False, "pieces": [{"text": "以上属实。"}]}
    lengths = range(24, 34)  # a page ends somewhere among them
    what["parts"][0]["groups"] = [
        {"title": "", "at": "", "entries": [letter | {"title": f"第{n}份", "at": f"letters/{n}.html", "lines": [said] * n + signed} for n in lengths]}
    ]
    texts = paper.sheets(pdf.typeset(what))
    sheets = texts[2:]
    assert len(sheets) > len(lengths), "none goes over a page's end"
    for text in sheets:
        assert ("举报人:" in text) == ("年月日" in text.replace(str(what["front"]["checked"]), ""))
        assert "举报人:" not in text or "以上属实。" in text
    assert [sum(text.count(f"第{n}份") for text in sheets) for n in lengths] == [1] * len(lengths)
    assert all(any(f"第{n}份" in text for text in texts[1:2]) for n in lengths)


def test_the_index_names_the_page_on_which_a_term_begins(pages, whole):
    """Also where a line ends just before it: here every line does, and so does every page."""
    words = {id_: t.term for id_, t in pages.book.glossary.items() if re.fullmatch("[\u4e00-\u9fff]{2,8}", t.term)}
    summary = [piece for id_, word in words.items() for piece in ({"mark": id_}, word + "字" * (46 - len(word)))]
    door = entries(whole, "channels")[0] | {"summary": summary, "letter": [], "cites": [], "at": "channels/x.html"}
    what = {key: value for key, value in whole.items() if key != "names"} | {"names": []}
    what["front"] = whole["front"] | {"edition": "1版"}
    what["parts"] = [{"kind": "channels", "title": "去处", "groups": [{"title": "组", "at": "channels/index.html#x", "entries": [door]}]}]
    what["index"] = [{"id": id_, "term": word, "aliases": [], "found": True} for id_, word in words.items()]
    found = problems_of(pdf.typeset(pdf.spaced(what)), what, most_pages=20, most_bytes=2_000_000)
    assert found.problems == []
    assert found.pages > 4, "no page ends between two terms"


def test_a_row_is_no_row_on_two_pages(pages):
    """A table's rows stay whole: a rule as it was beside the rule as it is."""
    what = pdf.spaced(Volume(pages.views, Choice()).whole())
    what["front"]["edition"] = "1版"
    letters = "ABCDEFGHIJKL"
    rows = [{"what": f"头{a}", "before": "旧" * 30, "after": f"{'新' * 200}尾{a}", "cites": []} for a in letters]
    change = {"title": "变", "at": "changes.html#x", "on": "", "note": "", "rules": rows}
    what["parts"] = [{"kind": "changes", "title": "变了的规则", "groups": [change]}]
    texts = paper.sheets(pdf.typeset(what))
    begins, ends = ([n for a in letters for n, text in enumerate(texts) if word + a in text] for word in ("头", "尾"))
    assert begins == ends and len(begins) == len(letters)
    assert len(set(begins)) > 1, "the table has no page's end in it"


def test_the_files_keep_their_names(pages):
    """Their addresses are printed and linked."""
    assert [pdf.file_name(name) for name in pdf.names(pages.book)] == [
        "handbook.pdf",
        *(f"handbook-{w.id}.pdf" for w in pages.book.vocab.topics),
        "letters-blank.pdf",
    ]


def test_who_only_sets_a_volume_loads_no_handbook():
    """The processes that set, and the one that waits for them, import this file: with the handbook's program each of them had 40 MB more."""
    asked = "import sys; sys.path.insert(0, 'tools'); import pdf; print([n for n in sys.modules if n.split('.')[0] == 'macros'])"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"
