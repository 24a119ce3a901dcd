"""A situation on paper: all of it is there, without scripts too, and it is light. How it prints is tried in tests/browser/test_packs.py."""

from __future__ import annotations

import gzip
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros import blanks, opened
from macros import letters as grammar
from macros.edition import edition
from macros.publish import packs
from tests.conftest import ROOT

POLICY = "default-src 'none'"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """(pages, {situation: its pack}, {situation: the page of its blanks}, the folder)."""
    pages = opened.pages(ROOT)
    site = tmp_path_factory.mktemp("packs")
    packs.write(pages, site, POLICY)
    links = pages.views.links

    def read(address):
        return {id_: LexborHTMLParser((site / address(id_)).read_text(encoding="utf-8")) for id_ in pages.book.scenarios}

    return pages, read(links.pack), read(links.sheets), site


def text(node) -> str:
    return "".join(node.text().split())


def tight(value: str) -> str:
    return "".join(value.split())


def test_every_situation_has_both_pages(made):
    pages, pack, sheets, site = made
    assert len(list((site / "print").iterdir())) == 2 * len(pages.book.scenarios)
    for id_, s in pages.book.scenarios.items():
        assert text(pack[id_].css_first("h1")) == tight(s.title)
        assert s.title in pack[id_].css_first("title").text()
        assert pack[id_].css_first("title").text() != sheets[id_].css_first("title").text()
        for tree in (pack[id_], sheets[id_]):
            assert tree.css_first("meta[http-equiv]").attributes["content"] == POLICY
            assert tree.css_first(".printfoot__qr") is None, "没有公开地址，不该有二维码"


def test_what_can_be_chosen_is_what_stands_there(made):
    """A box for every part, in its order; nothing is hidden where no script runs."""
    _, pack, sheets, _ = made
    for trees in (pack, sheets):
        for id_, tree in trees.items():
            boxes = [box.attributes["data-part-of"] for box in tree.css("[data-part-of]")]
            assert boxes == [part.attributes["id"] for part in tree.css(".pack__part")], id_
            assert not [n for n in tree.css("article .js-only") if n.tag != "span"], id_
            assert not tree.css("article section[hidden], article details"), id_


def test_every_letter_can_be_chosen_and_none_is_at_first(made):
    """What was typed goes onto paper because the reader said so. The list of letters leads to each, and is what the choice is about."""
    pages, pack, sheets, _ = made
    for id_, tree in pack.items():
        s = pages.book.scenarios[id_]
        picks = tree.css("[data-choice] [data-pick]")
        assert [n.attributes["data-pick"] for n in picks] == s.letters
        assert [text(n) for n in picks] == [tight(pages.book.letters[x].title) for x in s.letters]
        assert not [box for n in picks for box in n.css("input") if "checked" in box.attributes]
        named = tree.css("#pack-letters [data-named]")
        assert [n.attributes["data-named"] for n in named] == s.letters
        assert [n.css_first("a").attributes["href"] for n in named] == [f"../{pages.views.links.letter(x)}" for x in s.letters]
        assert all("hidden" in n.css_first("[data-together]").attributes for n in named)
        assert len(tree.css("[data-sheets]")) == 1
        assert not sheets[id_].css("[data-pick], [data-sheets]"), "那一页印的就是空白"
        without = tree.css_first("#pack-letters .nojs-only a").attributes["href"]
        assert f"print/{without}" == pages.views.links.sheets(id_), "不运行脚本的，空白在另一页"


def test_the_list_is_the_situations(made):
    """Every step in order, with its tick's id, and how it is done; what vanishes is said."""
    pages, pack, _, _ = made
    for id_, tree in pack.items():
        steps = [placed.record for placed in pages.book.steps_of(id_)]
        nodes = tree.css("[data-step]")
        assert [n.attributes["data-step"] for n in nodes] == [s.id for s in steps]
        for node, step in zip(nodes, steps, strict=True):
            said = text(node)
            assert tight(step.do) in said
            assert all(tight(h) in said for h in step.how or [step.why])
            assert not step.perishable or tight(step.perishable) in said
            assert len(node.css("input[type=checkbox]")) == 1


def test_dates_words_replies_doors_and_law(made):
    pages, pack, _, _ = made
    book, facts = pages.book, pages.book.words["facts"]
    for id_, tree in pack.items():
        s = book.scenarios[id_]
        clocks = book.clocks_of(id_)
        assert [n.attributes["id"] for n in tree.css("[data-clock]")] == [f"deadline-{d.id}" for d in clocks]
        for node, clock in zip(tree.css("[data-clock]"), clocks, strict=True):
            assert tight(clock.label) in text(node)
            assert tight(clock.if_missed) in text(node)
            assert "最晚" in text(node)
        said = text(tree.css_first("#pack-say"))
        for message in s.first.messages:
            assert tight(blanks.plain(message.say, facts)) in said
        for placed in book.steps_of(id_):
            assert not placed.record.say or tight(blanks.plain(placed.record.say, facts)) in said
        replies = tree.css_first("#pack-replies")
        assert (replies is not None) == bool(s.excuses)
        for excuse in s.excuses:
            answer = book.answer_in(excuse, id_)
            assert tight(blanks.plain(answer.reply, facts)) in text(replies)
            assert not answer.only_if or tight(answer.only_if) in text(replies)
        doors = text(tree.css_first("#pack-doors"))
        for channel in s.channels:
            record = book.channels[channel]
            assert tight(record.name) in doors
            assert (record.phone or "") in doors or not record.verified
        law = text(tree.css_first("#pack-law"))
        for right in s.rights:
            assert tight(right.text) in law
            for citation in right.laws:
                id_of, _, number = citation.partition("#")
                assert tight(book.laws[id_of].articles[number].gist) in law


def test_the_list_of_evidence_names_what_the_steps_keep(made):
    pages, pack, _, _ = made
    book = pages.book
    for id_, tree in pack.items():
        kinds = list(dict.fromkeys(p.record.evidence for p in book.steps_of(id_) if p.record.evidence))
        rows = tree.css("#pack-evidence tbody tr")
        assert len(rows) == len(kinds) + packs.SPARE
        for n, (row, kind) in enumerate(zip(rows, kinds, strict=False), 1):
            word = book.words["evidence"][kind]
            assert [text(cell) for cell in row.css("td")] == [str(n), tight(word.title), tight(word.proves), tight(word.original), ""]


def test_the_blanks_are_those_of_the_letters_own_pages(made):
    """Letter by letter the same sheet as on the letter's page."""
    pages, _, sheets, _ = made
    own = {id_: LexborHTMLParser(pages.letter_page(id_).html).css_first("[data-blank]").inner_html for id_ in pages.book.letters}
    for id_, tree in sheets.items():
        assert [n.attributes["id"] for n in tree.css(".pack__letter")] == pages.book.scenarios[id_].letters
        for node in tree.css(".pack__letter"):
            assert node.inner_html.strip() == own[node.attributes["id"]].strip()


def test_no_stop_stands_alone_under_ruled_lines(made):
    """“经过：[[story]]。” ends in ruled lines on the blank sheet: the stop would have a line of its own there, and in the Word file come before them."""
    book = made[0].book
    stops = 0
    for id_, letter in book.letters.items():
        long = {f.id for f in letter.fields if f.type == "longtext"}
        for line in grammar.lines(letter):
            stops += sum(a.get("field") in long and b.get("text") == "。" for a, b in pairwise(line["runs"]))
        for line in grammar.blank_lines(letter):
            assert not [a for a, b in pairwise(line["pieces"]) if a.get("rows") and b.get("text") == "。"], id_
    assert stops, "没有一份文书这样写，这一条白查了"


def test_each_page_is_short(made):
    _, _, _, site = made
    heavy = {p.name: len(gzip.compress(p.read_bytes(), 6)) for p in (site / "print").iterdir()}
    assert {name: size for name, size in heavy.items() if size > 20 * 1024} == {}


def test_with_a_public_address_there_is_a_code(tmp_path):
    pages = opened.pages(ROOT, "https://handbook.example/manual/")
    packs.write(pages, tmp_path, "")
    id_ = next(iter(pages.book.scenarios))
    tree = LexborHTMLParser((tmp_path / "print" / f"{id_}.html").read_text(encoding="utf-8"))
    assert tree.css_first("link[rel=canonical]").attributes["href"] == f"https://handbook.example/manual/print/{id_}.html"
    assert tree.css_first(".printfoot__qr svg") is not None
    assert f"https://handbook.example/manual/{pages.views.links.short('scenario', id_)}" in tree.css_first(".printfoot").text()
    assert f"https://handbook.example/manual/print/{id_}-letters.html" in tree.css_first("#pack-letters").text()
    assert tree.css("meta[http-equiv]") == []


def test_the_edition_is_no_clock(monkeypatch, tmp_path):
    """The day of an edition is given, or that of the last commit; without either there is none, and without a project nothing."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert edition(tmp_path) == ""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', encoding="utf-8")
    assert edition(tmp_path) == "1.2.3版"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764374400")
    assert edition(tmp_path) == "1.2.3版，2025年11月29日"
