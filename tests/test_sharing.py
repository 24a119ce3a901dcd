"""What leads to a page from elsewhere: short addresses, previews with a picture, the list of all pages, the guide for programs, the open data's schema."""

from __future__ import annotations

import io
import itertools
import json
import posixpath
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from macros.kinds import published
from macros.links import SHORT_SIGNS, Links, short_code
from macros.pages import Pages
from macros.publish import guide, open_schema, share, short
from tests import small
from tests.conftest import POLICY, ROOT, loaded
from tests.test_open_data import KEYS

HOST = "https://handbook.example/manual/"


@pytest.fixture(scope="module")
def public(tmp_path_factory) -> Path:
    """The small book as a site that has an address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", HOST)
        place = tmp_path_factory.mktemp("public")
        return small.build(small.project(place / "p"), place / "s")


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


# short addresses


def test_every_situation_and_letter_has_one_of_its_own(book):
    links = Links(book)
    codes = [short_code(kind, id_) for kind, id_ in links.shortened()]
    assert len(codes) == len(book.scenarios) + len(book.letters)
    assert len(set(codes)) == len(codes), "两个短地址一样了：新加的那个还没有发布，换一个id"
    assert all(re.fullmatch(f"[{SHORT_SIGNS}]{{4}}", code) for code in codes)


def test_they_never_change():
    """Printed once, a code on paper has to lead there for ever."""
    assert short_code("scenario", "no-reason-return") == "8vfy"
    assert short_code("letter", "complaint-12315") == "cjcq"


def test_they_are_registered(book):
    registered = {line for line in (ROOT / "tests" / "published_ids.txt").read_text(encoding="utf-8").splitlines() if line.startswith("short/")}
    assert f"short/{short_code('scenario', 'scam')}/scenario/scam" in registered
    assert registered <= published(book), "印出去的短地址变了"


def test_a_short_address_leads_on_without_script(site, pages):
    links = Links(loaded()[0])
    found = {p.relative_to(site).as_posix() for p in (site / "s").iterdir()}
    assert found == {links.short(*thing) for thing in links.shortened()}
    for kind, id_ in links.shortened():
        here = links.short(kind, id_)
        tree = page(site / here)
        refresh, policy = tree.css_first("meta[http-equiv=refresh]"), tree.css_first("meta[http-equiv=Content-Security-Policy]")
        wait, _, target = refresh.attributes["content"].partition(";url=")
        assert wait == "0" and posixpath.normpath(posixpath.join("s", target)) == links.to(kind, id_) in pages
        assert tree.css_first("h1 a").attributes["href"] == target, "who is not led on finds the link"
        assert policy.attributes["content"] == POLICY
        assert not tree.css("script, style, [style], img, link[rel=stylesheet]")
        assert tree.root.attributes["lang"] == "zh-CN" and tree.css_first("meta[name=description]").attributes["content"]
        assert (site / here).stat().st_size < 2500


def test_a_short_page_carries_texts_and_no_markup(book):
    bad = """"'><b>&{{ 7*7 }}"""
    view = {
        "title": bad,
        "description": bad,
        "to": "../x.html",
        "policy": POLICY,
        "why": bad,
        "canonical": "https://h/x.html",
        "picture": "https://h/p",
    }
    # the short address and, with a script that takes the anchor along, the address from before a rename
    for script in ("", "../assets/moved.js"):
        tree = LexborHTMLParser(Pages(book).draw("leads-on", "s/abcd.html", view | {"script": script}))
        assert tree.css_first("b") is None
        assert tree.css_first("h1").text() == bad and tree.css_first("title").text() == f"{bad}（{bad}）"
        said = tree.css("meta[name=description], meta[property='og:title'], meta[property='og:description']")
        assert [n.attributes["content"] for n in said] == [bad] * 3
        assert [n.attributes["src"] for n in tree.css("script")] == [script] * bool(script)
        assert (tree.css_first("noscript > meta[http-equiv=refresh]") is not None) == bool(script)


def test_what_an_earlier_build_left_goes(book, tmp_path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "gone.html").write_text("x", encoding="utf-8")
    short.write(book, tmp_path, "")
    assert not (tmp_path / "s" / "gone.html").exists()


def test_paper_carries_the_short_one(public):
    tree = page(public / "scenarios" / "change-of-mind.html")
    here = f"s/{short_code('scenario', 'change-of-mind')}.html"
    assert f"{HOST}{here}" in tree.css_first(".printfoot").text()
    assert (public / here).is_file()


# previews


def said(tree: LexborHTMLParser) -> dict[str, str]:
    found = tree.css("meta[property^='og:'], meta[name^='twitter:']")
    return {(n.attributes.get("property") or n.attributes.get("name") or ""): n.attributes["content"] or "" for n in found}


def test_a_page_that_is_sent_on_shows_what_it_is(public):
    if share.font() is None:
        pytest.fail("没有字体，画不了预览图（Debian：sudo apt-get install fonts-noto-cjk）", pytrace=False)
    for name, prefix in {"scenarios/change-of-mind.html": "scenario-change-of-mind", "index.html": "handbook", "faq/online.html": "handbook"}.items():
        tree = page(public / name)
        shown = said(tree)
        assert set(shown) == {"og:title", "og:description", "og:image", "twitter:card"}, name
        assert shown["og:description"] == tree.css_first("meta[name=description]").attributes["content"]
        path = shown["og:image"].removeprefix(HOST)
        assert re.fullmatch(rf"assets/share/{prefix}-[0-9a-f]{{10}}\.png", path)
        assert (public / path).is_file()
    lead = page(public / "s" / f"{short_code('scenario', 'change-of-mind')}.html")
    assert said(lead) == said(page(public / "scenarios" / "change-of-mind.html")), "a short address is what people send"
    assert lead.css_first("link[rel=canonical]").attributes["href"] == f"{HOST}scenarios/change-of-mind.html"


def test_the_first_page_is_sent_on_by_the_handbooks_name(public):
    """In a chat nobody knows whose “首页” it is."""
    tree = page(public / "index.html")
    assert said(tree)["og:title"] == tree.css_first("title").text() and "手册" in tree.css_first("title").text()


def test_what_is_not_there_shows_nothing(public):
    assert not said(page(public / "404.html"))


def test_without_an_address_nothing_is_invented(site, pages, public_address):
    if public_address:
        return
    assert not [url for url, tree in pages.items() if said(tree)]
    assert not [p for p in (site / "s").iterdir() if said(page(p)) or page(p).css_first("link[rel=canonical]")]
    assert not (site / share.FOLDER).exists()
    assert not list(site.glob("sitemap*"))


def test_pictures_are_small_and_of_the_right_size(public, book):
    files = list((public / share.FOLDER).iterdir())
    assert files
    title = max((s.title for s in book.scenarios.values()), key=len)
    longest = max((s.summary for s in book.scenarios.values()), key=len)
    for content in [*(p.read_bytes() for p in files), *(share.draw(title, longest, level, "通常可以") for level in share.LEVELS)]:
        assert len(content) <= 40 * 1024
        assert Image.open(io.BytesIO(content)).size == (1200, 630)


def test_a_picture_shows_chinese_and_no_boxes(book):
    """A font without a character draws the same box for each: two titles of different characters have to look different."""
    assert share.draw("退货", "", "", "") != share.draw("换修", "", "", "")
    first, second = (Image.open(io.BytesIO(share.draw(t, "", "", ""))).convert("L").crop((84, 138, 160, 240)).tobytes() for t in ("退", "换"))
    assert first != second and len(set(first)) > 2


def test_every_title_fits_its_picture(book):
    for kind, id_ in Links(book).shortened():
        title = share.texts(book, kind, id_)[0]
        assert len(share.lines(title, share._type("Bold", 44), share.WIDTH - 2 * share.SIDE)) <= 2, f"{kind}/{id_}：标题太长，预览图放不下"


def test_a_line_ends_behind_a_mark_where_it_can():
    measure = share._type("Bold", 76)
    assert share.even("商家不给退、不给换、不给修怎么办", measure, 1032) == ["商家不给退、不给换、", "不给修怎么办"]
    assert [len(line) for line in share.even("退" * 20, measure, 1032)] == [10, 10]


def test_lines_break_where_they_may():
    measure = share._type("Bold", 44)
    for width in range(160, 700, 30):
        for line in (found := share.lines("买到过期、变质的“食品”，120元（含税）怎么办？", measure, width)):
            assert line[0] not in share.CLOSING and line[-1] not in share.OPENING, (width, line)
        assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in itertools.pairwise(found)), (width, found)
    assert [len(line) for line in share.even("买到过期、变质、有异物的食品", measure, 560)] == [8, 6]


def test_a_sentence_stands_whole_or_not_at_all():
    measure = share._type("Regular", 36)
    text = "收到后7日内可以退。但是定做的、鲜活的、拆封的软件除外，商家可以不退。"
    assert "".join(share.whole(text, measure, 400, 1)) == "收到后7日内可以退。"
    assert "".join(share.whole(text, measure, 400, 9)) == text
    assert share.whole("但是定做的、鲜活的、拆封的软件除外，商家可以不退。", measure, 200, 1) == []


def test_a_changed_word_is_another_picture(book):
    before = share.picture_of(book, "scenario", "scam")
    changed = book.scenarios["scam"].model_copy(update={"summary": "换了一句。"})
    book_ = type("Book", (), {"scenarios": {"scam": changed}})()
    assert share.picture_of(book_, "scenario", "scam") != before


def test_a_title_of_two_lines_is_drawn():
    """The program that sets the letters fails at an end of a line; YAML makes one of a block that somebody wrote for a long title."""
    assert share.draw("退货\n被拒", "先发通知。\n再投诉。\n", "strong", "有理\n") == share.draw("退货 被拒", "先发通知。 再投诉。", "strong", "有理")


# the list of all pages, the guide for programs


def test_the_list_of_pages_is_whole(public):
    listed = re.findall(r"<loc>([^<]+)</loc>", (public / "sitemap.xml").read_text(encoding="utf-8"))
    every = {p.relative_to(public).as_posix() for p in public.rglob("*.html")}
    assert {u.removeprefix(HOST) for u in listed} == {
        p for p in every if p != "404.html" and not p.startswith("s/") and not small.leads_on(public / p)
    }
    assert len(set(listed)) == len(listed) and all(u.startswith(HOST) for u in listed)
    assert "lastmod" not in (public / "sitemap.xml").read_text(encoding="utf-8"), "the day of a build is no news of a page"


def test_each_address_of_the_guide_is_there(site, book):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# 精品售后纠纷处理手册\n\n> ")
    addresses = re.findall(r"\]\(([^)]+)\)", text)
    assert len(addresses) > 120
    base = re.match(r"https://[^ ]*?/(?=data/)", addresses[0])
    for address in addresses:
        assert (site / address.removeprefix(base[0] if base else "")).is_file(), address
    for id_ in book.scenarios:
        assert f"scenarios/{id_}.html)" in text
    assert "](https://handbook.example/scenarios/scam.html)" in guide.text(book, "https://handbook.example")


# the open data's own description


@pytest.fixture(scope="module")
def data(site):
    return json.loads((site / "data" / "handbook.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schema(site):
    return json.loads((site / "data" / "handbook.schema.json").read_text(encoding="utf-8"))


def test_the_data_are_as_their_schema_says(data, schema):
    Draft202012Validator.check_schema(schema)
    wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:120]}" for e in Draft202012Validator(schema).iter_errors(data)]
    assert not wrong, f"{len(wrong)}处和 schema 对不上，改 macros/publish/open_schema.py：{wrong[:5]}"


def test_the_schema_describes_every_key(data, schema):
    assert set(schema["properties"]) == set(data)
    for name, described in schema["properties"].items():
        if described.get("type") == "array":
            keys = {key for record in data[name] for key in record}
            assert keys <= set(described["items"]["properties"]), f"{name}：schema 里没有 {keys - set(described['items']['properties'])}"


def test_the_schema_holds_what_was_promised(schema):
    for name, keys in KEYS.items():
        assert keys <= set(schema["properties"][name]["items"]["required"]), name


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda d: d["laws"][0].pop("checked_on"), "laws/0"),
        (lambda d: d["laws"][0]["articles"].append({"article": "1"}), "articles"),
        (lambda d: d["scenarios"][0]["steps"][0].pop("do"), "steps"),
        (lambda d: d["scenarios"][0]["deadlines"][0]["within"].update(n="7"), "within"),
        (lambda d: d["letters"][0].update(body="text"), "letters/0/body"),
        (lambda d: d.update(schema=2), "schema"),
        (lambda d: d.pop("channels"), ""),
    ],
)
def test_the_schema_refuses_what_is_not_so(data, schema, spoil, where):
    part = {key: value[:1] if isinstance(value, list) else value for key, value in data.items()}
    spoiled = json.loads(json.dumps(part))
    spoil(spoiled)
    errors = list(Draft202012Validator(schema).iter_errors(spoiled))
    assert not list(Draft202012Validator(schema).iter_errors(part))
    assert errors and any(where in "/".join(map(str, e.absolute_path)) or where in e.message for e in errors), errors


def test_a_new_key_breaks_nobody(data, schema):
    """Keys may be added: who holds the data of a later version against this schema is not stopped by one."""
    part = json.loads(json.dumps({key: value[:1] if isinstance(value, list) else value for key, value in data.items()}))
    part["new"] = part["scenarios"][0]["new"] = part["scenarios"][0]["steps"][0]["new"] = 1
    assert not list(Draft202012Validator(schema).iter_errors(part))


def test_licence_and_version_lie_beside_the_data(site, data, book):
    licence = (site / "data" / "LICENSE.txt").read_text(encoding="utf-8")
    assert licence == (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    assert data["license"] == open_schema.LICENCE and "CC BY 4.0" in licence
    assert data["version"] == book.releases[0].version


def test_the_page_about_the_data_names_every_list(data):
    text = (ROOT / "docs" / "about" / "open-data.md").read_text(encoding="utf-8")
    missing = [name for name in data if f"`{name}`" not in text and name != "license"]
    assert not missing, f"docs/about/open-data.md 没有说到：{missing}"
    named = set(re.findall(r"`([a-z_]{2,})`", text))
    every = json.dumps(data)
    unknown = {n for n in named if f'"{n}"' not in every} - {"workday", "day", "holiday", "statutory", "none", "true", "false", "short"}
    assert not unknown, f"docs/about/open-data.md 说到的字段，数据里没有：{unknown}"


def test_its_example_runs(site, capsys, monkeypatch):
    text = (ROOT / "docs" / "about" / "open-data.md").read_text(encoding="utf-8")
    monkeypatch.chdir(site / "data")
    exec(re.search(r"```python\n(.*?)```", text, flags=re.S)[1], {})
    assert "预付卡、会员卡退不了" in capsys.readouterr().out
