"""A small book that is too long for every list: contents at the old address, pages that nobody wrote, every row reached without scripts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import subprocess
import types
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from unittest.mock import patch
from urllib.parse import urljoin

import pytest
import search_score
from playwright.sync_api import expect
from setup import node

from macros import divided
from macros.pages import Pages
from macros.publish import excuse_list, offline, search_index, search_model
from tests import small
from tests.components.conftest import tree, words
from tests.components.test_report import FORGE, edits

CASES = 5
TODAY = dt.date(2026, 11, 29)  # of the build
FORCED = {"cases": 2, "log": 1, "situations": 1, "laws": 1, "groups": 1, "chips": 1, "tree": 3, "retorts": 1}
ADDED = {
    *(f"cases/{n}.html" for n in (1, 2, 3)),
    *(f"about/log/{n}.html" for n in (1, 2)),
    *(f"topics/{topic}.html" for topic in ("online", "shop")),
    *(f"law-groups/{group}.html" for group in ("rule", "local", "coming", "ended", "unread")),
    "triage/go-broken.html",
}


def many(project: Path) -> Path:
    """The small project with so many cases."""
    path = project / "docs" / "_data" / "cases.yml"
    one = path.read_text(encoding="utf-8").partition("cases:\n")[2]
    more = "".join(one.replace("lamp-case", f"lamp-case-{n}").replace("一盏灯的官司", f"第{n}盏灯的官司") for n in range(2, CASES + 1))
    path.write_text(f"cases:\n{one}{more}", encoding="utf-8")
    return project


@contextmanager
def forced():
    """A page holds next to nothing, and the search learns in parts. Only around what is built here: what other tests share is as long as it is."""
    with patch.dict(divided.MOST, FORCED), patch.object(search_model, "MANY", 2), patch.object(search_model, "PIECE", 1):
        yield


@pytest.fixture(scope="module")
def long_book(tmp_path_factory):
    return small.book(many(small.project(tmp_path_factory.mktemp("long") / "长 书")))


@pytest.fixture(scope="module")
def long_site(long_book, tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as environment, forced():
        environment.setenv("SOURCE_DATE_EPOCH", "1795910400")
        environment.setenv("SITE_URL", "https://handbook.example/")
        environment.setenv("REPO_URL", FORGE)
        return small.build(long_book.root, tmp_path_factory.mktemp("long-site") / "site")


@pytest.fixture(scope="module")
def parsed(long_site):
    return lambda address: tree((long_site / address).read_text(encoding="utf-8"))


def led(parsed, address: str, id_: str) -> str:
    """Where the row of a contents page leads; it does so by script at once (anchors.js), and is a link without."""
    (row,) = parsed(address).css(f'[id="{id_}"]')
    assert "data-moved" in row.attributes
    (there,) = {link.attributes["href"] for link in row.css("a")}  # a renamed record's old anchor leads there as well
    return urljoin(address, there)


def test_the_book_of_today_is_whole_but_for_its_log(book):
    """Its pages are not divided before they have to be; and this test is wrong on the day that one more is."""
    assert {added.edit for added in divided.added(book, Pages(book).law_groups())} == {"_data/log.yml"}
    assert divided.few(Pages(book).views.topics(), "groups") and divided.few(Pages(book).views.topics(), "chips")
    assert all(divided.few(groups, most) for groups in [book.excuse_groups] for most in ("groups", "chips"))


def test_the_pages_that_nobody_wrote(long_site, long_book):
    built = {p.relative_to(long_site).as_posix() for p in long_site.rglob("*.html")}
    with forced():
        assert built >= ADDED == {added.address for added in divided.added(long_book, Pages(long_book, today=TODAY).law_groups())}
    assert not list((long_book.root / "docs" / "cases").glob("*")), "没有写进 docs"
    _, known = offline.listed(long_site)
    assert known.keys() >= ADDED, "能存下来，断网也在"
    listed = (long_site / "sitemap.xml").read_text(encoding="utf-8")
    assert all(f"https://handbook.example/{address}<" in listed for address in ADDED)


def test_a_page_that_nobody_wrote_has_a_head_of_its_own(parsed):
    found = {
        address: (words(parsed(address).css_first("h1")), parsed(address).css_first("meta[name=description]").attributes["content"])
        for address in ADDED
    }
    assert len(set(found.values())) == len(found) and all(title and said for title, said in found.values())
    assert found["triage/go-broken.html"][0] == "是哪一种：坏了吗？"


def test_a_page_that_nobody_wrote_leads_to_the_file_that_is_changed(long_site, long_book):
    begin = f"{FORGE}/edit/main/docs/"
    found = {PurePosixPath(address).parts[0]: edits(long_site / address).removeprefix(begin) for address in ADDED}
    assert found == {
        "cases": "_data/cases.yml",
        "topics": "scenarios/index.md",
        "law-groups": "laws/index.md",
        "triage": "_data/trees/triage.yml",
        "about": "_data/log.yml",
    }
    assert all((long_book.root / "docs" / file).is_file() for file in found.values())


def test_the_newest_change_stays_and_older_ones_are_reached_by_their_first_address(parsed, long_book):
    newest, *older = long_book.log
    page = parsed("about/log.html")
    assert [section.id for section in page.css(".log__entry")] == [newest]
    assert [words(h) for h in page.css(".log__release h2")][1:] == ["0.1.0（2026年11月10日）", "更早的改动"]
    for number, id_ in zip((2, 1), older, strict=True):
        assert led(parsed, "about/log.html", id_) == f"about/log/{number}.html#{id_}"
        there = parsed(f"about/log/{number}.html")
        assert [section.id for section in there.css(".log__entry")] == [id_] and long_book.log[id_].what in words(there.css_first(f"#{id_}"))
        assert there.css_first("[data-contents]").attributes["href"] == "../log.html"


def test_an_older_change_stays_on_its_page_when_a_new_one_comes():
    """Pages are counted from the oldest: what was sent to somebody stands where it stood, and the page of all is never empty."""
    for count in range(1, 8):
        made = types.SimpleNamespace(log={f"e{n}": None for n in range(count, 0, -1)})
        with patch.dict(divided.MOST, {"log": 2}):
            pages = divided.log(made)
        assert pages == {f"about/log/{n}.html": [f"e{2 * n}", f"e{2 * n - 1}"] for n in range((count - 1) // 2, 0, -1)}


def test_every_case_is_reached_by_its_first_address(parsed, long_book):
    for id_, case in long_book.cases.items():
        there = led(parsed, "cases.html", id_)
        assert re.fullmatch(rf"cases/[123]\.html#{id_}", there)
        (section,) = parsed(there.partition("#")[0]).css(f"#{id_}")
        assert words(section.css_first("h2")) == case.title and case.held in words(section)
    assert len(parsed("cases.html").css("main section")) == 0


def test_the_cases_are_gone_through_by_links(parsed):
    seen, at = [], urljoin("cases.html", parsed("cases.html").css_first("[data-moved] a").attributes["href"]).partition("#")[0]
    while at:
        seen.append(at)
        ways = {a.attributes.get("rel"): urljoin(at, a.attributes["href"]) for a in parsed(at).css(".ways a")}
        assert ways[None] == "cases.html" and ways.get("prev") == (seen[-2] if seen[1:] else None)
        at = ways.get("next")
    assert seen == ["cases/1.html", "cases/2.html", "cases/3.html"]
    assert [len(parsed(address).css(".case")) for address in seen] == [2, 2, 1]


def test_no_link_goes_round_by_the_contents(long_site, parsed):
    """What leads to a case or to the situations of a topic leads to where they are."""
    for path in long_site.rglob("*.html"):
        address = path.relative_to(long_site).as_posix()
        for link in parsed(address).css("a[href]"):
            there = urljoin(address, link.attributes["href"])
            assert not re.match(r"(cases|scenarios/index|laws/index)\.html#(?!main)|triage\.html#go-(broken|repair|elsewhere)$", there), (
                address,
                there,
            )


def test_every_situation_is_reached(parsed, long_book):
    topics = dict.fromkeys(s.topic for s in long_book.scenarios.values())
    found = {}
    for topic in topics:
        there = led(parsed, "scenarios/index.html", topic)
        assert there == f"topics/{topic}.html"
        rows = parsed(there).css(".rows a")
        found |= {urljoin(there, a.attributes["href"]): words(a) for a in rows}
    assert found == {f"scenarios/{id_}.html": s.title for id_, s in long_book.scenarios.items()}
    assert {urljoin("index.html", a.attributes["href"]) for a in parsed("index.html").css(".card--topic")} == {f"topics/{t}.html" for t in topics}


def test_every_law_is_reached(parsed, long_book):
    found = {}
    for group, laws in Pages(long_book, today=TODAY).law_groups().items():
        there = led(parsed, "laws/index.html", group)
        assert there == f"law-groups/{group}.html"
        here = {urljoin(there, a.attributes["href"]): words(a) for a in parsed(there).css(".rows a")}
        assert list(here) == [law["url"] for law in laws]
        found |= here
    assert found == {f"laws/{id_}.html": law.short for id_, law in long_book.laws.items()}


@pytest.mark.parametrize(("index", "folder", "groups"), [("faq/index.html", "faq", "faqs"), ("excuses/index.html", "excuses", "excuse_groups")])
def test_every_group_is_reached(parsed, long_book, index, folder, groups):
    ids = list(getattr(long_book, groups))
    assert {led(parsed, index, id_) for id_ in ids} == {f"{folder}/{id_}.html" for id_ in ids}
    for id_ in ids:
        here = f"{folder}/{id_}.html"
        assert urljoin(here, parsed(here).css_first(".chips a").attributes["href"]) == index


def test_of_very_many_groups_a_page_names_those_beside_it(long_book):
    """Nine chips and the way to all, however many there are."""
    groups = [{"id": f"g{n}"} for n in range(100)]
    beside = Pages(long_book).views.beside
    assert beside(groups[:40], "g1", {"id": ""}) == groups[:40]
    assert [g["id"] for g in beside(groups, "g50", {"id": ""})] == ["", *(f"g{n}" for n in range(46, 55))]
    assert [g["id"] for g in beside(groups, "g0", {"id": ""})] == ["", *(f"g{n}" for n in range(5))]


def test_a_tree_is_walked_to_every_end_by_links(parsed, long_book):
    """From the first question, over the pages, without scripts."""
    record = long_book.trees["triage"]
    reached, waiting = set(), [f"triage.html#go-{record.start}"]
    while waiting:
        address, _, anchor = waiting.pop().partition("#")
        (part,) = parsed(address).css(f'[id="{anchor}"]')
        reached.add(anchor)
        waiting += [
            there for a in part.css(".tree__choice") if (there := urljoin(f"{address}", a.attributes["href"])).partition("#")[2] not in reached
        ]
    assert reached == {f"go-{r.id}" for r in (*record.nodes, *record.ends)}
    assert [s.attributes["id"] for s in parsed("triage.html").css("[data-tree-part]")] == ["go-where", "go-online"]
    (up,) = parsed("triage/go-broken.html").css(".tree > p a")
    assert urljoin("triage/go-broken.html", up.attributes["href"]) == "triage.html" and "在哪里买的？" in words(up)


def test_the_old_addresses_of_a_tree_are_listed_for_the_script(long_site, parsed, long_book):
    """assets/tree/triage.js names for every part that is not on the tree's own page the page that has it."""
    text = (long_site / "assets" / "tree" / "triage.js").read_text(encoding="utf-8")
    places = json.loads(text.removeprefix("window.handbookTreePages=").removesuffix(";\n"))
    record = long_book.trees["triage"]
    assert sorted(" ".join(places.values()).split()) == sorted(r.id for r in (*record.nodes, *record.ends))
    for address, held in places.items():
        assert all(parsed(address).css(f"#go-{id_}") for id_ in held.split())
    assert "data-divided" in parsed("triage.html").css_first(".tree").attributes


def test_a_long_part_of_a_tree_is_divided_again(long_book):
    """A chain of questions: each has a page, and what is short enough stays together."""
    record = long_book.trees["triage"]
    node, end = record.nodes[1], record.ends[0]
    answers = [node.answers[0].model_copy(update={"go": go}) for go in ("n2", "e1")]
    nodes = [
        node.model_copy(
            update={"id": f"n{n}", "answers": [a.model_copy(update={"go": a.go.replace("2", str(n + 1)).replace("e1", f"e{n}")}) for a in answers]}
        )
        for n in range(1, 5)
    ]
    nodes[-1] = nodes[-1].model_copy(update={"answers": [a.model_copy(update={"go": go}) for a, go in zip(answers, ("e4", "e5"), strict=True)]})
    ends = [end.model_copy(update={"id": f"e{n}"}) for n in range(1, 6)]
    book = dataclasses.replace(long_book, trees=long_book.trees | {"chain": record.model_copy(update={"start": "n1", "nodes": nodes, "ends": ends})})
    with forced(), patch.dict(divided.MOST, {"tree": 5}):
        found = divided.tree(book, "chain")
    assert {PurePosixPath(address).stem: (part.nodes, part.ends) for address, part in found.items()} == {
        "chain": (["n1"], ["e1"]),
        "go-n2": (["n2"], ["e2"]),
        "go-n3": (["n3", "n4"], ["e3", "e4", "e5"]),
    }
    assert [part.above for part in found.values()] == ["", "chain.html", "chain/go-n2.html"]


def test_what_merchants_say_comes_a_group_at_a_time(long_site, long_book):
    """The list has the groups; what a group's script adds is what the whole list would have of it."""
    whole = excuse_list.groups(long_book)
    assert [len(group["excuses"]) for group in whole] == [5, 4]
    text = (long_site / "assets" / "excuses.js").read_text(encoding="utf-8")
    listed = json.loads(text.removeprefix("window.handbookExcuses=").removesuffix(";\n"))
    assert listed == [{"id": "goods", "title": "关于东西"}, {"id": "waiting", "title": "关于等"}]
    for at, group in enumerate(whole):
        text = (long_site / "assets" / "excuses" / f"{group['id']}.js").read_text(encoding="utf-8")
        assert json.loads(text.removeprefix(f"window.handbookExcuses[{at}].excuses=").removesuffix(";\n")) == group["excuses"]


# ------------------------------------------------ the search's index in parts

READ_PARTS = """
import { readFileSync } from "node:fs";
import { enter, read } from "./docs/assets/javascripts/search/index.js";
const [whole, first, parts] = JSON.parse(readFileSync(0, "utf8"));
const told = (entries) => entries.map((e) => ({ ...e, scenarios: e.scenarios.map((n) => (entries[n] ? entries[n].id : null)), articles: e.articles && [...e.articles] })).filter(Boolean);
const before = read(whole);
const { entries, ranked, ...rest } = read(first);
const here = { "": told(entries).map((e) => e.url) };
for (const [name, part] of Object.entries(parts)) here[name] = enter(part, ranked, entries).map((n) => entries[n].url);
process.stdout.write(JSON.stringify({ before: told(before.entries), after: told(entries), here, sounds: [[...before.sounds], [...rest.sounds]] }));
"""
NAMES = "names"


def pieces(book) -> dict[str, list[str]]:
    """Piece of the index → its situations."""
    with forced():
        return search_model.pieces(search_model.parts(book))


@pytest.fixture(scope="module")
def index_parts(long_book, long_site):
    """{before: the entries of an index in one file, after: those of all files together, here: by file the addresses, sounds: both}, as the browser reads them."""
    with forced():
        whole, _ = search_index.payload(long_book, long_site)
        found = search_index.payload(long_book, long_site, pieces(long_book))
    asked = json.dumps([whole, *found])
    program = node()
    assert program
    done = subprocess.run(
        [program[0], "--input-type=module", "-e", READ_PARTS], input=asked.encode(), capture_output=True, cwd=small.ROOT, check=True
    )
    return json.loads(done.stdout)


def test_every_entry_of_the_index_stands_in_one_file(index_parts):
    """Each once, and of all together each says what it says where nothing is divided, also which situations it belongs to."""
    here = index_parts["here"]
    every = [url for urls in here.values() for url in urls]
    assert sorted(every) == sorted(e["url"] for e in index_parts["before"]) and len(set(every)) == len(every)
    by_url = [{e["url"]: e for e in index_parts[which]} for which in ("before", "after")]
    assert by_url[0] == by_url[1]
    assert sorted(index_parts["sounds"][0]) == sorted(index_parts["sounds"][1])


def test_an_entry_stands_where_its_first_situation_is(index_parts, long_book):
    kinds = {"scenario", "question", "excuse", "case"}
    held = pieces(long_book)
    piece_of = {id_: piece for piece, ids in held.items() for id_ in ids}
    assert list(held) == [f"shop.1.{n}" for n in range(1, len(held) + 1)] and len(held) > 1
    for e in index_parts["after"]:
        first = e["id"] if e["kind"] == "scenario" else next(iter(e["scenarios"]), None)
        part = NAMES if e["kind"] in ("law", "letter", "platform", "region") else piece_of.get(first, "") if e["kind"] in kinds else ""
        assert e["url"] in index_parts["here"][part], e["url"]
    assert set(index_parts["here"]) == {"", *held, NAMES} and all(index_parts["here"].values())


def test_the_files_of_the_index_belong_to_one_build(long_site, long_book):
    files = {p.name: p.read_text(encoding="utf-8") for p in (long_site / "assets").glob("search-index*.js")}
    first = json.loads(files.pop("search-index.js").removeprefix("window.handbookSearch=").removesuffix(";\n"))
    assert (
        files.keys() == {f"search-index-{part}.js" for part in first["parts"]} == {f"search-index-{part}.js" for part in [*pieces(long_book), NAMES]}
    )
    for name, text in files.items():
        part = name.removeprefix("search-index-").removesuffix(".js")
        head = f'(window.handbookSearchParts=window.handbookSearchParts||{{}})["{part}"]='
        assert json.loads(text.removeprefix(head).removesuffix(";\n"))["of"] == first["of"]


def test_a_part_is_stored_with_the_whole_handbook_and_not_before(long_site, long_book):
    core, known = offline.listed(long_site)
    parts = {f"assets/search-index-{part}.js" for part in [*pieces(long_book), NAMES]} | {"assets/search-model-shop.1.js"}
    assert parts <= known.keys() and not parts & set(core)
    assert {"assets/search-index.js", "assets/search-model.js"} <= set(offline.core(long_book, dict.fromkeys(known, 1)))


def test_with_the_parts_that_it_fetches_the_search_finds_what_is_asked(long_site, long_book):
    """As the page asks: what is likely is fetched, and asked again."""
    asked = {s.title: id_ for id_, s in long_book.scenarios.items()} | {x.title: id_ for id_, x in long_book.letters.items()}
    asked |= {law.title: id_ for id_, law in long_book.laws.items()}
    for title, found in zip(asked, search_score.ask(long_site, list(asked)), strict=True):
        assert asked[title] in [r["id"] for r in found[:3]], title


# ------------------------------------------------ in a browser, from a folder


@pytest.fixture
def opened(page, long_site):
    """Opens an address; → where that leads, from the site's root."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    def open_(address: str, there: str) -> None:
        page.goto((long_site / "index.html").as_uri().replace("index.html", address))
        page.wait_for_url(f"**/{there}")
        expect(page.locator(f'[id="{there.partition("#")[2]}"]')).to_be_visible()
        assert not faults

    return open_


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("cases.html#lamp-case-5", "cases/3.html#lamp-case-5"),
        ("cases/1.html#lamp-case-4", "cases/2.html#lamp-case-4"),
        ("faq/index.html#money", None),
        ("triage.html#go-repair", "triage/go-broken.html#go-repair"),
        ("triage.html#go-broken", "triage/go-broken.html#go-broken"),
    ],
)
def test_an_old_address_leads_on(page, opened, long_site, address, there):
    """Also that of a row which moved on to another page of its list since, and of a question in the middle of the tree."""
    if there is None:
        page.goto((long_site / "index.html").as_uri().replace("index.html", address))
        page.wait_for_url("**/faq/money.html")
        return
    opened(address, there)


def test_a_divided_tree_is_answered_over_its_pages(page, long_site):
    """An end that a part only names says there what it says, and its links lead where they lead from the root."""
    page.goto((long_site / "triage.html").as_uri())
    page.get_by_role("link", name="店里").click()
    page.wait_for_url("**/triage/go-broken.html#go-broken")
    expect(page.locator("[data-tree-part]:visible h2")).to_have_text("坏了吗？")
    page.get_by_role("link", name="坏了", exact=True).click()
    expect(page.locator("[data-tree-part]:visible h2")).to_have_text("要修")
    page.go_back()
    page.get_by_role("link", name="没坏").click()
    expect(page.locator("[data-tree-part]:visible")).to_contain_text("找朋友说说")
    page.get_by_role("link", name="改上一题：在哪里买的？").click()
    expect(page.locator("[data-tree-part]:visible h2")).to_have_text("在哪里买的？")


def test_an_excuse_is_chosen_from_its_group(page, long_site):
    """In a letter, where the list is long: first the group, then its rows, and the field that finds among them."""
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto((long_site / "letters" / "proxy-note.html").as_uri())
    page.get_by_text("从“商家这样说”里挑").click()
    tool = page.locator("[data-tool=rebuttal]")
    expect(tool.get_by_label("写几个字找")).to_be_hidden()
    expect(tool.locator(".option")).to_have_count(0)
    tool.get_by_label("哪一类的话").select_option(label="关于等")
    expect(tool.locator(".option")).to_have_count(4)
    tool.get_by_label("写几个字找").fill("第五")
    expect(tool.locator(".option")).to_have_count(1)
    tool.get_by_label("“第五句。”").check()
    field = page.locator(f"[name={tool.get_attribute('data-for')}]")
    expect(field).not_to_have_value("")
    tool.get_by_label("哪一类的话").select_option(label="关于东西")
    expect(tool.get_by_label("“盒子没了。”")).to_be_hidden()  # what is looked for is still the same
    tool.get_by_label("写几个字找").fill("")
    expect(tool.get_by_label("“盒子没了。”")).to_be_visible()
    expect(field).not_to_have_value("")


def test_the_search_fetches_its_parts_from_the_folder(page, long_site, long_book):
    """By itself those that are likely, the rest at the press of a button; what cannot be had is said, and is there at the next press."""
    names = long_site / "assets" / "search-index-names.js"
    away = names.rename(names.with_suffix(".away"))
    here = "() => Object.keys(window.handbookSearchParts || {})"
    shop = next(s.title for s in long_book.scenarios.values() if s.topic == "shop")
    finder = page.locator("main .finder")
    field, rows, status = (finder.locator(f"[data-search-{name}]") for name in ("input", "result", "status"))
    try:
        page.goto((long_site / "search.html").as_uri())
        field.fill(shop)
        expect(rows.first).to_contain_text(shop)
        page.wait_for_function(f"() => ({here})().length > 0")
        fetched = set(page.evaluate(here))
        assert fetched <= set(pieces(long_book))
        button = page.get_by_role("button", name="在整本手册里找")
        assert button.bounding_box()["height"] >= 44
        button.click()
        expect(status).to_contain_text("手册有一部分没有取到")
        expect(rows.first).to_contain_text(shop)
    finally:
        away.rename(names)
    button.click()
    expect(finder.locator(".results__whole")).to_have_count(0)  # not the button by its name: that is another while the parts are on their way
    assert sorted(page.evaluate(here)) == sorted([NAMES, *pieces(long_book)])
    expect(rows.first).to_contain_text(shop)
    expect(field).to_have_value(shop)
