"""What stands beside the site for those who work on it."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import subprocess
import sys

import fit
import pytest
import scale

import audit
from macros.kinds import PAGES
from macros.load import load
from macros.publish import search_model, tone
from tests import small
from tests.conftest import ROOT


@pytest.fixture
def served(tmp_path):
    """(folder that is served, ask(path) → (status, headers, bytes as sent))."""
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<p>首页</p>", encoding="utf-8")
    (folder / "assets" / "a.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("不该给的", encoding="utf-8")
    server = audit.serve(folder)

    def ask(path: str):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        connection.putrequest("GET", path, skip_host=False)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    yield ask
    server.shutdown()
    server.server_close()


def test_the_table_of_letters_that_fit(tmp_path):
    """What is named and for what, what fits and is not named, and the dispute for which nothing is named."""
    project = small.project(tmp_path / "book")
    path = project / "docs" / "_data" / "scenarios" / "change-of-mind.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("letters: [refund-letter, short-note]", "letters: [short-note]"), encoding="utf-8")
    book, _ = load(project)
    assert book is not None
    assert fit.table(book)[2:] == [
        "| broken-lamp | lamp | refund-letter（lamp） |  |  |",
        "| change-of-mind | mind、lamp | short-note（mind） | refund-letter | lamp |",
        "| cheated | trick |  | refund-letter | trick |",
    ]


def test_the_audits_server_gives_what_a_host_gives(served):
    status, headers, body = served("/index.html?x=1")
    assert (status, headers["Content-Type"], headers["Content-Encoding"]) == (200, "text/html; charset=utf-8", "gzip")
    assert gzip.decompress(body).decode() == "<p>首页</p>"
    assert served("/assets/a.js")[1]["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../index.html", "/assets/", "/", "/missing.html", "/..%5csecret.txt"]
)
def test_the_audits_server_gives_nothing_else(served, path):
    status, _, body = served(path)
    assert status == 404
    assert "不该给的".encode() not in body


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("npm error code EUSAGE\nnpm error Missing: third-party-web@0.30.0 from lock file", "Lighthouse 没有装上：audit/package-lock.json 和"),
        ("npm error code ENOTFOUND", "Lighthouse 没有装上：连不上软件源"),
        ("npm error code EINTEGRITY", "Lighthouse 没有装上：下载的文件和锁里的指纹不一样"),
        ("npm error code ENOSPC", "Lighthouse 没有装上。"),
    ],
)
def test_why_lighthouse_was_not_installed(said, start):
    assert audit.why(said).startswith(start)


def test_a_larger_handbook_is_a_sound_one(tmp_path):
    """Three times the small book: no problem, three times the records, and a copy leads to the copies beside it."""
    (tmp_path / "three").mkdir()
    one = small.book(small.project(tmp_path / "one"))
    scale.handbook(3, tmp_path / "three", root=tmp_path / "one")
    three = small.book(tmp_path / "three")
    for name in ("scenarios", "letters", "laws", "platforms", "regions", "faqs", "questions", "excuse_groups", "excuses", "cases", "search_train"):
        assert len(getattr(three, name)) == 3 * len(getattr(one, name)), name
    assert len(three.channels) == len(one.channels)
    for id_, scenario in one.scenarios.items():
        assert three.scenarios[scale.renamed(id_, 3)].letters == [scale.renamed(letter, 3) for letter in scenario.letters]
        assert three.scenarios[scale.renamed(id_, 3)].platforms == [scale.renamed(platform, 3) for platform in scenario.platforms]
        assert three.scenarios[scale.renamed(id_, 3)].channels == scenario.channels
        assert [len(three.questions_of(scale.renamed(id_, n))) for n in (2, 3)] == [len(one.questions_of(id_))] * 2
    for dispute in three.vocab.disputes:
        laws = next(d.laws for d in one.vocab.disputes if d.id == dispute.id)
        assert dispute.laws == laws + [scale.renamed(law, n) for n in (2, 3) for law in laws]
    for id_, letter in one.letters.items():
        copy = three.letters[scale.renamed(id_, 3)]
        assert copy.laws == [scale.renamed(law, 3) for law in letter.laws]
        assert three.letters[id_].body == letter.body
        if not any(block.table for block in letter.body):
            assert copy.body == letter.body
    # more cities of the same province, each with law of its own
    assert [three.regions[id_].inside for id_ in ("north", "nortj", "north-towp")] == [None, "north", "north"]
    assert three.laws["town-ruleu"].region == "north-towp"
    # the list of evidence is one letter: its copy says in a list what stands there in a table
    assert [block.table for block in three.letters["proxy-notg"].body] == [None] * len(one.letters["proxy-note"].body)
    listed = next(block.list_ for block in three.letters["proxy-notg"].body if block.list_)
    assert [(item.text, item.when.field) for item in listed] == [("[[piece]]", "piece"), ("[[form]]", "form")]


def test_every_page_has_its_copies(tmp_path, monkeypatch):
    """Twice the small book as a site: whatever a record has a page for (packs, blanks, parts of a law, ends of the triage) its copy has, too, and what
    such a page weighs is what the original's does."""
    (tmp_path / "two").mkdir()
    one = small.project(tmp_path / "one")
    scale.handbook(2, tmp_path / "two", root=one)
    (tmp_path / "two" / ".cache").symlink_to(one / ".cache")
    for learned in (search_model, tone):
        monkeypatch.setattr(learned, "write", lambda *_: None)
    site = small.build(tmp_path / "two", tmp_path / "site")
    pages = {p.relative_to(site).as_posix() for p in site.rglob("*.html") if not small.leads_on(p)}  # an old address is one of a kind
    folders = {*(page.folder for page in PAGES.values()), "triage"}
    ids = {p.stem for folder in folders for p in (one / "docs" / folder).glob("*.md")} - {"index"}
    every = ids | {scale.renamed(id_, 2) for id_ in ids}
    copied = {}  # page → its copy
    for page in pages:
        folder, _, name = page.partition("/")
        if folder in folders | {"print"} and (known := [id_ for id_ in every if re.match(rf"{id_}[-./]", name)]):
            id_ = max(known, key=len)
            if id_ not in ids:
                continue
            copied[page] = f"{folder}/{scale.renamed(id_, 2)}{name.removeprefix(id_)}"
    assert set(copied.values()) <= pages
    assert {"print/cheatee-letters.html", "laws/market-complaint-measuret/rules.html", "triage/awaz.html", "faq/onlinf.html"} <= set(copied.values())
    assert (site / "letters" / "refund-lettes.docx").exists()
    weights = {page: len((site / page).read_bytes()) for page in pages}
    assert [page for page, copy in copied.items() if not 0.9 < weights[copy] / weights[page] < 1.1] == []


def test_a_text_of_a_copy_names_the_copys_law():
    assert scale.copied(["按《民法典》第582条", "看《民法典》"], 3, "letter") == ["按《民法丙》第582条", "看《民法典》"]
    assert scale.copied("按《民法典》第582条", 1, "letter") == "按《民法典》第582条"
    assert [scale.law_name(name, 2) for name in ("民法典", "某规定（二）")] == ["民法乙", "某规乙（二）"]


def test_an_id_of_a_copy_is_as_long_as_the_originals():
    """Real ids do not grow with their number, and a page is full of them: longer ones made the copied pages heavier than new content would be."""
    ids = ["parcel", "civil-code#586", "12315-platform", "1688", "market-a-2"]
    assert [scale.renamed(id_, 1) for id_ in ids] == ids
    assert [scale.renamed(id_, 3) for id_ in ids] == ["parcen", "civil-codg#586", "12315-platforo", "168b", "market-c-2"]
    assert len({scale.renamed(id_, copy) for id_ in ids for copy in range(1, scale.MOST + 1)}) == len(ids) * scale.MOST


def test_a_copy_says_it_with_other_characters():
    """As many, as often, marks and numbers as they were, and of two copies no two alike."""
    lines = ["店家不给退，打12345有用吗", "dian jia bu tui", "快递把我的灯打碎了"]
    reworded = scale.Reworded(lines)
    said = [[reworded.text(line, copy) for line in lines] for copy in (1, 2, 3)]
    assert said[0] == lines
    assert all(len(a) == len(b) and a != b and b != c for a, b, c in zip(*said, strict=True))
    assert [line.index("打12345") for line in (texts[0] for texts in said)] == [6, 6, 6]
    assert {ch for line in said[1] for ch in line} == {ch for line in lines for ch in line}


def test_a_plain_site_has_the_same_pages_and_texts(tmp_path):
    site = tmp_path / "site"
    (site / "laws").mkdir(parents=True)
    (site / "404.html").write_text("<article><h1>没有</h1></article>", encoding="utf-8")
    html = "<nav>菜单</nav><article><h1>法 律</h1><p>第1条*重要*</p><ul><li>一</li><li><p>二</p></li></ul><script>3</script></article>"
    (site / "laws" / "a.html").write_text(html, encoding="utf-8")
    scale.plain(site, tmp_path / "plain")
    written = {p.relative_to(tmp_path / "plain").as_posix() for p in (tmp_path / "plain").rglob("*.*")}
    assert written == {"mkdocs.yml", "docs/laws/a.md"}
    assert (tmp_path / "plain" / "docs" / "laws" / "a.md").read_text(encoding="utf-8") == "# 法 律\n\n第1条\\*重要\\*\n\n- 一\n\n二\n"


# ------------------------------------------------- what is told to those who write

FAILS = """
import pytest

@pytest.mark.parametrize("id_", ["a", "b"])
def test_whole(id_):
    lacks = [] if id_ == "a" else ["至少3个问题"]
    assert not lacks, f"docs/_data/scenarios/{id_}.yml 缺：{lacks[0]}\\n再看一次"
"""


def test_make_check_says_sentences_and_no_program(tmp_path):
    """Of a failed test its own words; nothing of Python, and nothing of what went well. In a process of its own: pytest is not run inside pytest."""
    (tmp_path / "test_some.py").write_text(FAILS, encoding="utf-8")
    (tmp_path / "test_none.py").write_text("def test_fine():\n    pass\n", encoding="utf-8")
    (tmp_path / "test_broken.py").write_text("import there_is_no_such_thing\n", encoding="utf-8")
    asked = "import complete, json, sys; print(json.dumps([complete.check([name]) for name in sys.argv[1:]]))"
    names = [str(tmp_path / f"test_{name}.py") for name in ("some", "none", "broken")]
    done = subprocess.run([sys.executable, "-c", asked, *names], cwd=ROOT / "tools", capture_output=True, text=True, check=True)
    some, none, broken = json.loads(done.stdout.splitlines()[-1])
    assert some == ["docs/_data/scenarios/b.yml 缺：至少3个问题\n  再看一次"] and none == []
    assert "there_is_no_such_thing" in broken[0] and "assert" not in done.stdout
