"""Records that were renamed: old addresses, anchors, short addresses and what a browser kept under the old ids land where they are now. Of every kind that may be
renamed the small book has one (tests/small/data/renamed.yml); and one rename of four kinds is walked through, from the site before it to the site after it."""

from __future__ import annotations

import http.client
import json
import os
import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

import nginx
import pytest
import www
from playwright.sync_api import expect

from macros import model as m
from macros.book import Handbook
from macros.check import check
from macros.kinds import PROMISED, published
from macros.links import Links, short_code
from macros.load import load
from macros.publish import moved, search_index
from tests import small
from tests.components.conftest import tree, words
from tests.conftest import POLICY

# old address → where it lands; written by hand, a line a kind of file
LANDS = {
    "scenarios/lamp-broken.html": "scenarios/broken-lamp.html",
    "print/lamp-broken.html": "print/broken-lamp.html",
    "print/lamp-broken-letters.html": "print/broken-lamp-letters.html",
    "letters/shortest-note.html": "letters/short-note.html",
    "letters/shortest-note.docx": "letters/short-note.docx",
    "laws/complaint-measures.html": "laws/market-complaint-measures.html",
    "laws/complaint-measures/rules.html": "laws/market-complaint-measures/rules.html",
    "platforms/big-mall.html": "platforms/mall.html",
    "regions/north-land.html": "regions/north.html",
}
RENAMED = {
    ("scenario", "change-of-mind"): "second-thoughts",
    ("letter", "refund-letter"): "money-back",
    ("question", "can-i-return"): "may-i-return",
    ("law", "shop-law"): "trade-law",
    ("region", "north-town"): "north-city",
    ("excuse", "opened"): "unwrapped",
    ("channel", "court-online"): "net-court",
    ("term", "cooling-off"): "second-days",
    ("misconception", "never-back"): "always-back",
    ("outside", "quarrel"): "row-next-door",
    ("case", "lamp-case"): "lamp-judged",
    ("change", "longer-days"): "more-time",
}
FILES = {"scenario": "scenarios", "letter": "letters", "law": "laws", "region": "regions"}


# ------------------------------------------------------------ what leads on


def test_every_address_of_a_renamed_record_leads_on(small_book, small_site):
    """Every file that was there under the old id is a page that leads to a file that is there; of a Word file there is a copy."""
    assert Links(small_book).moved() == LANDS
    for old, new in LANDS.items():
        assert (small_site / new).is_file(), new
        if old.endswith(".docx"):
            assert (small_site / old).read_bytes() == (small_site / new).read_bytes()
            continue
        page = tree((small_site / old).read_text(encoding="utf-8"))
        (link,) = page.css("a")
        assert posixpath.normpath(posixpath.join(posixpath.dirname(old), link.attributes["href"])) == new
        assert page.css_first("noscript meta[http-equiv=refresh]") or f"0;url={link.attributes['href']}" in (small_site / old).read_text(
            encoding="utf-8"
        )
        assert page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"] == POLICY
        (script,) = page.css("script")
        assert (small_site / posixpath.normpath(posixpath.join(posixpath.dirname(old), script.attributes["src"]))).is_file()
    assert (
        words(tree((small_site / "scenarios/lamp-broken.html").read_text(encoding="utf-8")).css_first("h1"))
        == small_book.scenarios["broken-lamp"].title
    )


def test_everything_that_was_promised_is_promised_still(small_book):
    """Articles, ticks, clocks, messages, fields, options: as many under the old id as under the new one."""
    ids = published(small_book)
    for kind, old, now in ((r.kind, r.old, r.now) for r in small_book.renamed):
        ours = {i for i in ids if re.match(rf"({'|'.join(PROMISED[kind])})/{now}(?![\w-])", i)}
        theirs = {re.sub(rf"^([a-z-]+)/{now}(?![\w-])", rf"\1/{old}", i) for i in ours}
        assert ours and theirs <= ids, (kind, sorted(theirs - ids)[:5])
    assert "law/complaint-measures#22" in ids or any(i.startswith("law/complaint-measures#") for i in ids)
    assert f"short/{short_code('letter', 'shortest-note')}/letter/shortest-note" in ids


def test_a_short_address_on_paper_leads_on(small_site):
    """The code that was printed before the rename, and the one that is printed now."""
    for kind, name, to in (("scenario", "lamp-broken", "scenarios/broken-lamp.html"), ("letter", "short-note", "letters/short-note.html")):
        page = tree((small_site / "s" / f"{short_code(kind, name)}.html").read_text(encoding="utf-8"))
        assert page.css_first("h1 a").attributes["href"] == f"../{to}"


# what has no page of its own: page, old anchor → the record's, in which it stands
PLACES = [
    ("excuses/goods.html", "unsealed", "opened"), ("channels/index.html", "office", "bureau"), ("channels/court.html", "court-screen", "court-online"),
    ("glossary.html", "days-to-think", "cooling-off"), ("misconceptions.html", "never-return", "never-back"), ("about/outside.html", "neighbours", "quarrel"),
    ("cases.html", "lamp-ruling", "lamp-case"), ("changes.html", "more-days", "longer-days"), ("faq/money.html", "what-it-costs", "what-does-it-cost"),
]  # fmt: skip


def test_every_kind_that_can_be_renamed_is_renamed_here(small_book):
    """So that none is promised a way out that nobody walked."""
    assert {entry.kind for entry in small_book.renamed} == set(m.Renamed.model_fields["kind"].annotation.__args__)
    told = {now for _, _, now in PLACES} | {posixpath.basename(new).partition(".")[0] for new in LANDS.values()}
    assert {entry.now for entry in small_book.renamed} <= told


@pytest.mark.parametrize(("page", "old", "now"), PLACES)
def test_an_old_anchor_is_a_place_in_its_record(small_site, page, old, now):
    """Each once on its page."""
    (place,) = tree((small_site / page).read_text(encoding="utf-8")).css(f'[id="{old}"]')
    above = place
    while above is not None and above.attributes.get("id") != now:
        above = above.parent
    assert above is not None


def test_a_door_that_moved_leads_on_from_its_old_anchor(browsing, small_site):
    """By its old id, on the page of all doors, to the page of its kind; its fold opens there."""
    page = browsing()
    page.goto((small_site / "channels/index.html").as_uri() + "#court-screen")
    expect(page).to_have_url(re.compile("/channels/court[.]html#court-online$"))
    page.goto((small_site / "channels/index.html").as_uri() + "#office")
    expect(page.locator("#bureau details[data-own]")).to_have_attribute("open", "")
    page.goto((small_site / "excuses/goods.html").as_uri() + "#unsealed")
    expect(page.locator("#opened .excuse__body").first).to_be_visible()


def test_an_answer_is_found_under_the_old_name_of_its_excuse_and_of_its_situation(small_site):
    """A variant's anchor is made of both."""
    page = tree((small_site / "excuses/goods.html").read_text(encoding="utf-8"))
    own = [fold.attributes["id"] for fold in page.css("#opened details.fold[id]")]
    assert own
    for id_ in own:
        assert page.css_first(f'[id="{id_.replace("opened", "unsealed", 1)}"]') is not None, id_


def test_an_old_question_is_a_place_on_its_page(small_site):
    """Its anchor lies inside the fold of the question, which the page's script opens."""
    place = tree((small_site / "faq" / "money.html").read_text(encoding="utf-8")).css_first('[id="what-it-costs"]')
    fold = place.parent.parent
    assert (fold.tag, fold.attributes["id"]) == ("details", "what-does-it-cost")


def test_open_data_say_what_is_called_otherwise_now(small_site):
    data = json.loads((small_site / "data" / "handbook.json").read_text(encoding="utf-8"))
    assert {"kind": "letter", "old": "shortest-note", "now": "short-note", "on": "2026-11-21"} in data["renamed"]
    assert not any(x["id"] == "shortest-note" for x in data["letters"])


# ------------------------------------------------------------------ servers


def test_the_table_for_hosts(small_site):
    """Netlify's and Cloudflare's form: from, to, status; with and without the ending; every line leads to a file."""
    lines = [line.split() for line in (small_site / "_redirects").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(len(line) == 3 and line[2] == "301" for line in lines)
    table = {old: new for old, new, _ in lines}
    assert len(table) == len(lines)
    whole = {f"/{old}": f"/{new}" for old, new in LANDS.items()}
    bare = {old.removesuffix(".html"): new for old, new in whole.items() if old.endswith(".html")}
    assert table == whole | bare
    assert moved.redirects({"a/b.html": "a/c.html"}, "https://h.example/manual/").splitlines()[1:] == [
        "/manual/a/b.html /manual/a/c.html 301",
        "/manual/a/b /manual/a/c.html 301",
    ]


def test_nginx_leads_on_at_the_root_and_in_a_folder(small_book, small_site, tmp_path):
    """The real nginx with the real deploy/nginx.conf: every old address gives 301 to one that gives 200; what was not renamed is as before."""
    if missing := nginx.lacking():
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    site = tmp_path / "www"
    www.write(small_site, site)
    (site / "handbook").symlink_to(site)
    with nginx.running(site, moved.nginx(Links(small_book).moved())) as port:

        def ask(path: str) -> tuple[int, str | None]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer.status, answer.headers["location"]

        for base in ("", "/handbook"):
            for old, new in LANDS.items():
                assert ask(f"{base}/{old}") == (301, f"{base}/{new}")
                assert ask(f"{base}/{new}") == (200, None)
            assert ask(f"{base}/laws/shop-law.html") == (200, None)
            assert ask(f"{base}/scenarios/lamp-brokenx.html")[0] == 404


# ------------------------------------------------------------------ browser


@pytest.fixture
def browsing(browser):
    """A browser with its storage, offline, by file://: opens addresses of one site and of the other."""
    contexts = []

    def start(**options):
        contexts.append(
            browser.new_context(offline=True, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800}, **options)
        )
        page = contexts[-1].new_page()
        page.clock.set_fixed_time("2026-11-30T12:00:00+08:00")
        return page

    yield start
    for context in contexts:
        context.close()


def lands(page, site: Path, old: str) -> str:
    """Where an old address ends up, relative to the site's root, with the anchor."""
    page.goto((site / old.partition("#")[0]).as_uri() + "".join(old.partition("#")[1:]))
    page.wait_for_load_state("load")
    page.wait_for_function("() => !document.title.endsWith('（换了地址）')")
    address = urlsplit(page.url)
    return posixpath.relpath(address.path, urlsplit(site.as_uri()).path) + (f"#{address.fragment}" if address.fragment else "")


def test_anchors_come_along(browsing, small_site, small_book):
    """Of a page, of an article that stands on a page of its part, of a question; without scripts the page."""
    page = browsing()
    assert lands(page, small_site, "scenarios/lamp-broken.html#letters") == "scenarios/broken-lamp.html#letters"
    number = next(iter(small_book.laws["market-complaint-measures"].articles))
    target = Links(small_book).citation(f"market-complaint-measures#{number}")
    assert "/rules.html#" in target
    page.goto((small_site / "laws/complaint-measures.html").as_uri() + f"#art-{number}")
    expect(page).to_have_url(re.compile(f"/{target}$"))
    assert lands(page, small_site, "faq/money.html#what-it-costs") == "faq/money.html#what-it-costs"
    expect(page.locator("#what-does-it-cost .question__answer")).to_be_visible()
    plain = browsing(java_script_enabled=False)
    plain.goto((small_site / "platforms/big-mall.html").as_uri())
    expect(plain.locator("h1")).to_contain_text("怎么申请平台介入")


# -------------------------------------------------------- a rename, rehearsed


# the files of the kinds whose records have none of their own
HELD = {
    "question": "faqs/", "excuse": "excuses/", "channel": "channels", "term": "glossary", "misconception": "misconceptions", "outside": "outside",
    "case": "cases", "change": "changes",
}  # fmt: skip


def renamed_project(target: Path) -> Path:
    """The small book with an id of many kinds renamed, as the page for editors says: the files, a line each in renamed.yml, then every place that the checks name."""
    project = small.project(target)
    data = project / "docs" / "_data"
    lines = ""
    for (kind, old), now in RENAMED.items():
        lines += f'  - {{kind: {kind}, old: {old}, now: {now}, on: "2026-11-22"}}\n'
        if kind in FILES:
            (data / FILES[kind] / f"{old}.yml").rename(data / FILES[kind] / f"{now}.yml")
            (project / "docs" / FILES[kind] / f"{old}.md").rename(project / "docs" / FILES[kind] / f"{now}.md")
        else:
            own = re.compile(rf"(\bid: ){old}(?=[,\n])")
            (holder,) = (path for path in data.glob(f"{HELD[kind]}*.yml") if own.search(path.read_text(encoding="utf-8")))
            holder.write_text(own.sub(rf"\g<1>{now}", holder.read_text(encoding="utf-8")), encoding="utf-8")
        if kind == "scenario":
            (data / "search-train" / f"{old}.yml").rename(data / "search-train" / f"{now}.yml")
    before = (data / "renamed.yml").read_text(encoding="utf-8")
    for (_, old), now in RENAMED.items():
        before = before.replace(f"now: {old},", f"now: {now},")
    (data / "renamed.yml").write_text(before + lines, encoding="utf-8")
    return project


def follow(project: Path) -> None:
    """Writes the new ids wherever the old ones stood."""
    for path in [*(project / "docs" / "_data").rglob("*.yml"), *(p for p in (project / "docs").rglob("*.md"))]:
        if path.name == "renamed.yml":
            continue
        text = path.read_text(encoding="utf-8")
        for (_, old), now in RENAMED.items():
            text = re.sub(rf"(?<![\w-]){old}(?![\w-])", now, text)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory) -> tuple[Path, list[str], Handbook]:
    """(the site after the rename, what the checks said before the old ids were followed, the book after it)."""
    project = renamed_project(tmp_path_factory.mktemp("renamed") / "p")
    book, problems = load(project)
    said = [str(p) for p in (problems or check(book))]
    follow(project)
    book = small.book(project)
    return small.build(project, tmp_path_factory.mktemp("renamed-site") / "site"), said, book


def test_the_checks_name_every_place_that_still_has_the_old_id(rehearsed):
    _, said, _ = rehearsed
    for (kind, old), now in RENAMED.items():
        here = [line for line in said if f"“{old}”" in line or f"{old}#" in line]
        assert here or kind in ("question", "term", "case", "change", "misconception", "outside"), kind  # those nothing else names
        assert all(f"写 {now}" in line for line in here), (kind, here[:3])


def test_a_rename_from_before_to_after(browsing, small_site, rehearsed):
    """A reader ticks a step, chooses a message and writes a letter; then the ids are renamed and he comes back by his old addresses."""
    site, _, _ = rehearsed
    page = browsing()
    page.goto((small_site / "scenarios/change-of-mind.html").as_uri())
    step = page.locator("[data-step]").first
    name = step.locator("input").get_attribute("id")
    step.locator("input").check()
    page.evaluate("() => handbookStore.choose('change-of-mind')")
    page.goto((small_site / "letters/refund-letter.html").as_uri())
    page.locator("#field-seller").fill("某某商店有限公司")
    page.locator("#field-paid").fill("128")
    page.locator("#field-paid").blur()
    page.wait_for_function("() => handbookStore.letters().includes('refund-letter')")

    assert lands(page, site, "scenarios/change-of-mind.html#letters") == "scenarios/second-thoughts.html#letters"
    expect(page.locator(f"#{name}")).to_be_checked()
    assert page.evaluate("() => handbookStore.situations()") == ["second-thoughts"]
    expect(page.locator('[data-letter-card="money-back"] [data-letter-state]')).to_be_visible()
    assert lands(page, site, "letters/refund-letter.html") == "letters/money-back.html"
    expect(page.locator("#field-seller")).to_have_value("某某商店有限公司")
    expect(page.locator("#field-paid")).to_have_value("128")
    assert lands(page, site, "laws/shop-law.html#art-25") == "laws/trade-law.html#art-25"
    expect(page.locator("#art-25")).to_be_in_viewport()
    page.goto((site / "faq" / "online.html").as_uri() + "#can-i-return")
    expect(page.locator("#may-i-return .question__answer")).to_be_visible()
    page.goto((site / "case.html").as_uri())
    expect(page.locator("main")).to_contain_text("退款信")
    page.goto((site / "s" / f"{short_code('scenario', 'change-of-mind')}.html").as_uri())
    expect(page).to_have_url(re.compile("/scenarios/second-thoughts[.]html$"))
    assert not [key for key in page.evaluate("() => Object.keys(localStorage)") if "change-of-mind" in key or "refund-letter" in key]


@pytest.mark.parametrize(("page", "olds", "now"), [
    ("excuses/goods.html", ("opened", "unsealed"), "unwrapped"), ("channels/court.html", ("court-online", "court-screen"), "net-court"),
    ("glossary.html", ("cooling-off", "days-to-think"), "second-days"), ("misconceptions.html", ("never-back", "never-return"), "always-back"),
    ("about/outside.html", ("quarrel", "neighbours"), "row-next-door"), ("cases.html", ("lamp-case", "lamp-ruling"), "lamp-judged"),
    ("changes.html", ("longer-days", "more-days"), "more-time"),
])  # fmt: skip
def test_what_is_renamed_twice_is_found_under_both(rehearsed, page, olds, now):
    site, _, book = rehearsed
    own = tree((site / page).read_text(encoding="utf-8")).css_first(f'[id="{now}"]')
    assert all(own.css_first(f'[id="{old}"]') is not None for old in olds), own.html[:300]
    assert {f"{kind}/{old}" for (kind, old) in RENAMED} <= published(book)


def test_a_region_that_was_renamed_leads_on(rehearsed):
    site, _, book = rehearsed
    assert Links(book).moved()["regions/north-town.html"] == "regions/north-city.html"
    assert "regions/north-city.html" in (site / "_redirects").read_text(encoding="utf-8")
    assert "region-rule/north-town/ten-days" in published(book)


def test_the_search_finds_it_under_its_new_name(rehearsed):
    site, _, book = rehearsed
    urls = {entry.url for entry in search_index.entries(book, site)}
    assert {"scenarios/second-thoughts.html", "letters/money-back.html", "laws/trade-law.html", "faq/online.html#may-i-return"} <= urls
    assert not [url for url in urls if any(old in url for _, old in RENAMED)]
