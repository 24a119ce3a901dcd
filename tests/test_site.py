"""The built site, as a browser gets it: every link, anchor and id; nothing left over; nothing from outside; not too heavy."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.calls import told
from macros.letters import PENS
from tests import small
from tests.conftest import POLICY, loaded

# names of XML vocabularies, never asked for
NAMESPACES = ("http://www.w3.org/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/", "http://schemas.microsoft.com/")
# who made a calendar file, in the library's own default (PRODID); a name with slashes, and ours stands in the file
PRODUCTS = ("//sebbo.net//ical-generator//EN",)
# one JSON value under a name, and nothing that runs: its texts hold addresses, its numbers are written as signs (macros/learn/model.py)
DATA = ("report-to.js", "search-index.js", "search-model.js")
EXTERNAL_ATTRIBUTES = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")


def links(tree):
    for node in tree.css("[href], [src]"):
        for name in ("href", "src"):
            value = node.attributes.get(name)
            if value is not None:
                yield node, name, value


def test_every_internal_link_and_anchor(site: Path, pages, public_address):
    root = urlparse(public_address).path or "/"  # the page for what is not there links from the host's root
    ids = {url: {n.attributes["id"] for n in tree.css("[id]")} for url, tree in pages.items()}
    broken = []
    for url, tree in pages.items():
        for _, _, value in links(tree):
            if urlparse(value).scheme in ("http", "https", "tel", "mailto", "data"):
                continue
            target = urljoin(f"https://site{root}{url}", value)
            path = unquote(urlparse(target).path).removeprefix(root)
            anchor = unquote(urlparse(target).fragment)
            if url == "404.html":
                path = path or "index.html"
            if not (site / path).is_file():
                broken.append(f"{url}: {value}（没有这个文件）")
            elif anchor and anchor != "" and path in ids and anchor not in ids[path]:
                broken.append(f"{url}: {value}（没有这个锚点）")
    assert not broken, f"{len(broken)}个链接坏了：\n" + "\n".join(sorted(set(broken))[:40])


def test_articles_of_a_divided_law_are_found_by_their_first_address(pages, book):
    """laws/<law>.html#art-N was promised. Where the article stands on a page of its part, the row of that name leads there, and there it is."""
    divided = {id_: law for id_, law in book.laws.items() if any(part.page for part in law.parts)}
    assert {"civil-code", "civil-procedure-law", "civil-procedure-interpretation"} <= divided.keys()
    for id_, law in divided.items():
        contents = pages[f"laws/{id_}.html"]
        for number in law.articles:
            (row,) = contents.css(f'[id="art-{number}"]')
            if law.page_of(number) is None:
                continue
            page = f"laws/{id_}/{law.page_of(number)}.html"
            assert "data-moved" in row.attributes
            assert urljoin(f"laws/{id_}.html", row.css_first("a").attributes["href"]) == f"{page}#art-{number}"
            (article,) = pages[page].css(f'[id="art-{number}"]')
            assert article.css_first(".article__gist").text() == law.articles[number].gist
            assert f"第{number.split('-')[0]}条" in row.text()
    around = [
        f"{url}: {value}"
        for url, tree in pages.items()
        for _, _, value in links(tree)
        if (there := re.fullmatch(r"laws/([a-z0-9-]+)\.html#art-(.+)", urljoin(url, value))) and book.laws[there[1]].page_of(there[2])
    ]
    assert not around, f"这些链接绕了一圈，要直接指到条文所在的页：{around[:5]}"


def test_ids_are_unique(pages):
    double = {url: [i for i, n in Counter(node.attributes["id"] for node in tree.css("[id]")).items() if n > 1] for url, tree in pages.items()}
    double = {url: ids for url, ids in double.items() if ids}
    assert not double, f"同一页里id重复：{double}"


def test_nothing_left_over(pages):
    """No template mark, no raw Markdown, no empty heading or link, no Python value."""
    marks = re.compile(r"\{\{|\}\}|\{%|%\}|\[\[|\]\]|\bNone\b|\bundefined\b|Macro (Syntax|Rendering) Error|<slot>")
    found = []
    for url, shared in pages.items():
        tree = LexborHTMLParser(shared.html)  # the other tests still need what is taken out here
        for node in tree.css("script, style, template"):
            node.decompose()
        text = tree.body.text()
        found += [f"{url}: {text[max(0, m.start() - 30) : m.end() + 30]!r}" for m in marks.finditer(text)]
        found += [f"{url}: 空的 {n.tag}" for n in tree.css("h1, h2, h3, h4, article a, summary") if not n.text(strip=True)]
    assert not found, "\n".join(found[:30])


def test_no_outside_request(site: Path, pages):
    """Nothing on any page is loaded from another host; links out are only for the reader to press."""
    found = []
    for url, tree in pages.items():
        for node in tree.css("*"):
            for name in EXTERNAL_ATTRIBUTES:
                value = node.attributes.get(name)
                if value and re.match(r"(https?:)?//", value):
                    found.append(f"{url}: <{node.tag} {name}={value}>")
        for node in tree.css("link[href]"):
            if node.attributes.get("rel") not in ("canonical",) and re.match(r"(https?:)?//", node.attributes["href"]):
                found.append(f"{url}: <link href={node.attributes['href']}>")
        for node in tree.css("meta[http-equiv=refresh], iframe, object, embed, img[src^=http]"):
            found.append(f"{url}: <{node.tag}>")
    for path in [*site.rglob("*.css"), *site.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        if path.name in DATA or path.parent.name == "tree":
            json.loads(re.fullmatch(r"window\.\w+=(?:Object\.assign\(window\.\w+\|\|\{\},)?(.*?)\)?;\n?", text, flags=re.S)[1])
            continue
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        for m in re.finditer(r"""(?:url\(|fetch\(|import\(|["'])\s*["']?((?:https?:)?//[a-z0-9.-]+[^"')\s]*)""", text):
            if not m[1].startswith(NAMESPACES) and m[1] not in PRODUCTS:
                found.append(f"{path.relative_to(site)}: {m[1]}")
    assert not found, "\n".join(found[:30])


def test_no_inline_scripts(pages):
    found = [url for url, tree in pages.items() for n in tree.css("script:not([src])") if n.attributes.get("type") != "application/json"]
    assert not found, f"页面里有内联脚本：{found}"


def test_theme_leftovers_are_gone(site: Path, pages):
    """The theme's search and script stay out: they weigh and are never used."""
    assert not list(site.rglob("lunr*")), "主题的搜索文件混进来了"
    assert not list(site.rglob("bundle.*.js")), "主题的脚本混进来了"
    found = [url for url, tree in pages.items() if tree.css_first("#__search, #__drawer")]
    assert not found, f"主题的隐藏开关还在：{found[:5]}"


def test_every_page_says_what_it_is(pages):
    titles = Counter()
    for url, tree in pages.items():
        assert tree.root.attributes.get("lang") == "zh-CN", f"{url} 没有写语言"
        assert len(tree.css("h1")) == 1, f"{url} 要有且只有一个一级标题"
        assert tree.css_first("meta[name=description]").attributes.get("content"), f"{url} 没有描述"
        assert tree.css_first("meta[name=viewport]"), f"{url} 没有 viewport"
        titles[tree.css_first("title").text()] += 1
        order = [int(n.tag[1]) for n in tree.css("article h1, article h2, article h3, article h4")]
        jump = [(a, b) for a, b in itertools.pairwise(order) if b > a + 1]
        assert not jump, f"{url} 的标题跳级：{jump[:3]}"
    assert not [t for t, n in titles.items() if n > 1], f"页面标题重复：{[t for t, n in titles.items() if n > 1]}"


# what is still over: each is to be divided or moved out of the page, and leaves this list when it is (the test says so)
LONG: set[str] = set()
HEAVY: set[str] = set()


@pytest.fixture(scope="module")
def weights(site: Path, pages) -> dict[str, dict[str, float]]:
    """Page → {what a first visit transfers until it is ready: KiB with gzip}. What is fetched later, at the first touch, is not in it."""
    known: dict[str, float] = {}

    def weight(file: str) -> float:
        if file not in known:
            content = (site / file).read_bytes()
            if file.endswith(".html"):
                content = without_address(content.decode("utf-8")).encode("utf-8")
            known[file] = len(gzip.compress(content, 6)) / 1024
        return known[file]

    found = {}
    for url, tree in pages.items():
        if url == "404.html":  # its addresses start at the host's root
            continue
        files = {url}
        for node in tree.css("link[rel=stylesheet], script[src], link[rel=icon]"):
            address = node.attributes.get("href") or node.attributes.get("src")
            files.add(unquote(urlparse(urljoin(f"https://site/{url}", address)).path).lstrip("/"))
        found[url] = {file: weight(file) for file in files}
    return found


# what only a public address adds: its own name, what a preview shows (macros/publish/share.py), the code on paper
ADDRESSED = re.compile(
    r'<link rel="canonical"[^>]*>|<meta (?:property="og:|name="twitter:)[^>]*>|<div class="printfoot__qr">.*?</div>|https?://[^\s<"]*/s/\w+\.html',
    re.S,
)


def without_address(html: str) -> str:
    return ADDRESSED.sub("", html)


def test_what_an_address_adds_is_little(site: Path, pages, public_address):
    """The budget of a page is for what its reader reads; an address may add up to 1 000 bytes with gzip to a page with a code, 260 to another."""
    for url in pages:
        html = (site / url).read_text(encoding="utf-8")
        more = len(gzip.compress(html.encode(), 6)) - len(gzip.compress(without_address(html).encode(), 6))
        most = 0 if not public_address else 1000 if "printfoot__qr" in html else 260
        assert more <= most, f"{url}: {more}"


def over(weighed: dict[str, float], most: float) -> dict[str, str]:
    return {url: f"{kib:.1f} KiB" for url, kib in weighed.items() if kib > most}


def test_every_page_is_short(weights):
    """20 KiB of HTML at most with gzip: what is folded weighs as well. And nothing that only grows: half of the pages have 14 at most."""
    html = {url: files[url] for url, files in weights.items()}
    heavy = over(html, 20)
    assert not {url: kib for url, kib in heavy.items() if url not in LONG}, "这些页超过20 KiB"
    assert not LONG - heavy.keys(), "这些页已经不超了，从 LONG 里删去"
    assert sorted(html.values())[len(html) // 2] <= 14


def test_every_first_visit_is_light(weights):
    """Page, styles and scripts: 75 KiB at most until the page is ready, the front door 45."""
    whole = {url: sum(files.values()) for url, files in weights.items()}
    assert whole["index.html"] <= 45, weights["index.html"]
    heavy = over(whole, 75)
    assert not {url: kib for url, kib in heavy.items() if url not in HEAVY}, "第一次打开太重"
    assert not HEAVY - heavy.keys(), "这些页已经不重了，从 HEAVY 里删去"


def test_little_script_before_the_first_use(weights):
    """26 KiB on every page."""
    for url, files in weights.items():
        scripts = sum(kib for file, kib in files.items() if file.endswith(".js"))
        assert scripts <= 26, f"{url}: {scripts:.1f} KiB"


def test_public_address(tmp_path, monkeypatch):
    """With a public address there is a canonical link and a QR code; without one, neither is invented."""
    monkeypatch.setenv("SITE_URL", "https://handbook.example/manual/")
    site = small.build(small.project(tmp_path / "p"), tmp_path / "s")
    tree = LexborHTMLParser((site / "scenarios" / "change-of-mind.html").read_text(encoding="utf-8"))
    assert tree.css_first("link[rel=canonical]").attributes["href"] == "https://handbook.example/manual/scenarios/change-of-mind.html"
    assert tree.css_first(".printfoot__qr svg") is not None, "设了公开地址，打印页应有二维码"
    assert re.search(r"https://handbook\.example/manual/s/[0-9a-z]{4}\.html", tree.css_first(".printfoot").text()), "印的是短地址，好抄"


def test_public_address_is_the_one_that_was_given(pages, public_address):
    """Every page names its own place under the address that the site was built with; where none was given, none is invented."""
    for url, tree in pages.items():
        canonical, code = tree.css_first("link[rel=canonical]"), tree.css_first(".printfoot__qr")
        if not public_address:
            assert canonical is None, f"{url}：没有设公开地址，不该有 canonical"
            assert code is None, f"{url}：没有设公开地址，不该有二维码"
        elif url != "404.html":
            assert canonical.attributes["href"] == public_address + url, url
            assert (code is not None) == (tree.css_first(".printfoot") is not None), f"{url}：设了公开地址，打印页应有二维码"


def test_the_browser_enforces_the_privacy_promise(pages):
    """Every page carries the policy word for word: nothing is loaded from elsewhere, nothing sent to another host, no text run as a script."""
    for url, tree in pages.items():
        found = [(n.attributes["http-equiv"], n.attributes["content"]) for n in tree.css("meta[http-equiv]")]
        assert found == [("Content-Security-Policy", POLICY)], url


def test_no_page_carries_a_style_of_its_own(pages):
    """The policy lets the style sheets decide how a page looks, and nothing in the page itself: neither style="…" nor <style>."""
    for url, tree in pages.items():
        assert tree.css_first("[style], style") is None, f"{url} 里有 style，策略会挡掉它"


def test_a_class_that_changes_asks_for_no_style_anew(pages, site: Path):
    """A rule on having any class makes each change of one as dear as the whole element: a table with a style of its own says so by another attribute."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in (site / "assets" / "stylesheets").glob("*.css")}
    assert {"theme.css", "site.css", "print.css"} <= set(sheets)
    assert not [name for name, css in sheets.items() if "[class" in css]
    silent = {f"{url}: {table.attributes['class']}" for url, tree in pages.items() for table in tree.css("table[class]:not([data-styled])")}
    assert not silent, sorted(silent)[:5]
    assert not {url for url, tree in pages.items() if tree.css("table[data-styled]:not([class])")}


def test_every_length_of_a_blank_has_its_class(pages, site: Path):
    sheet = (site / "assets" / "stylesheets" / "site.css").read_text(encoding="utf-8")
    lengths = {int(n) for n in re.findall(r"\.pen--(\d+)\{--pen: ?\1\}", sheet)}
    assert lengths == set(PENS)
    used = {c for tree in pages.values() for n in tree.css(".pen") for c in n.attributes["class"].split() if c.startswith("pen--")}
    assert used <= {f"pen--{n}" for n in PENS} | {"pen--rows"} and len(used) > 10
    assert all(re.search(r"pen--", n.attributes["class"]) for tree in pages.values() for n in tree.css(".pen"))


ASKED = ".question__title, .asked, .excuse__heading, title, script, nav, .chip, .card, .saying"  # other people's words, and links to them


def test_each_number_that_a_page_tells_to_call_dials(pages):
    """In the sentence itself, or where a link cannot stand (a label, a summary, a link's own words) beside it."""
    wanting, linked = [], 0
    for name, tree in pages.items():
        article = tree.css_first("article")
        for node in article.traverse(include_text=True) if article else ():
            if node.tag != "-text" or not (numbers := told(node.text(deep=False))):
                continue
            place, around = node.parent, []
            while place is not None and place.tag != "article":
                around.append(place)
                place = place.parent
            if any(a.tag == "blockquote" or a.css_matches(ASKED) or (a.attributes.get("href") or "").startswith("#") for a in around):
                continue
            near = next((a for a in around if a.tag in ("li", "section", "details", "dl")), article)
            dialled = {a.attributes["href"].removeprefix("tel:") for a in near.css('a[href^="tel:"]')}
            wanting += [f"{name}: {node.text(deep=False).strip()[:40]}" for number in numbers if number not in dialled]
        linked += len(tree.css('a[href^="tel:"]'))
    assert not wanting, f"{len(wanting)}: {wanting[:20]}"
    assert linked > 400
    assert {a.attributes["href"] for t in pages.values() for a in t.css('a[href^="tel:"]')} <= {
        f"tel:{c.phone}" for c in loaded()[0].channels.values() if c.phone and c.verified
    }


def test_the_date_at_the_top_is_the_one_that_presses(pages):
    """The clock an editor named, or what has to be done today; where minutes count, none. Never one that tells its reader that it is too late."""

    def strip(id_, place=".strip__date"):
        node = pages[f"scenarios/{id_}.html"].css_first(place)
        return " ".join(node.text().split()) if node else ""

    assert strip("no-reason-return").startswith("最要紧的日子 签收商品后7日内")
    assert strip("refund-delay").startswith("最要紧的日子 商家收到退货后7日内")
    assert strip("new-car").startswith("要记住的日子")
    assert strip("warranty-repair") == "", "第9个月才坏的，不能看成已经晚了"
    for id_, word in {"warranty-repair": "报修", "minor-spending": "记录", "injury-on-site": "监控", "seller-vanished": "倒计时"}.items():
        assert re.match(rf"今天：.*{word}", strip(id_, ".today")), id_
    assert strip("scam") == "", "诈骗要抢时间，页首不放一年的期限"
    assert "司法确认" not in "".join(strip(p.split("/")[1][:-5]) for p in pages if p.startswith("scenarios/") and not p.endswith("index.html"))


def test_the_fold_of_a_clock_says_how_its_last_day_is_found(pages):
    """Whether a rest day moves it, whose advice the safe day is, since when the rule is law and where the earlier one stands."""

    def fold(scenario, clock):
        return pages[f"scenarios/{scenario}.html"].css_first(f"#deadline-{clock} .fold")

    mediation = fold("no-reason-return", "mediation")
    assert "最后一日是法定节假日的，顺延到节后第一天；只是周末的，不顺延。" in mediation.text()
    assert "这条从2024年7月1日起适用。" in mediation.text()
    assert "changes" in mediation.css_first("a[href*='regulation-mediation-2024']").attributes["href"]
    assert "对方可能不认，赶在顺延之前做最稳。" in fold("no-reason-return", "send-notice").text()
    refund = fold("no-reason-return", "seller-refund").text()
    assert "最后一日是休息日的，顺延到休息日后的第一天。" in refund
    assert "不认" not in refund
    for quiet in ("complaint-decision", "refund-penalty-line"):
        assert "顺延" not in fold("no-reason-return", quiet).text(), quiet
        assert "起适用" not in fold("no-reason-return", quiet).text(), quiet
    luggage = fold("flight-train-ticket", "bag-damaged")
    assert "这条从2026年7月1日起适用。" in luggage.text()
    assert not [a for a in luggage.css("a") if "之前的规定" in a.text()], "没有写这一条以前怎样，就不放链接"
