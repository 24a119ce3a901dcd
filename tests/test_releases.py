"""What was promised by a release holds for every later one: its ids, the shape of its open data, what readers had kept under its ids."""

from __future__ import annotations

import json

import pytest
import release

from macros.dates import chinese_date
from macros.publish import open_data
from tests.conftest import ROOT

RELEASES = sorted(path.name for path in release.KEPT.iterdir())
# a type that may come where another stood: nothing was there and something is, or the other way round
LOOSE = {"NoneType"}


def test_the_last_published_version_is_kept(book):
    """A version with a day has its folder: `make release`. The first came before folders were kept; what it stored is tests/fixtures/stored/v1.json."""
    published = [r.version for r in book.releases if r.on]
    assert published[-1] == "0.1.0" and (ROOT / "tests" / "fixtures" / "stored" / "v1.json").exists()
    assert published[:-1] == sorted(RELEASES, key=lambda v: tuple(map(int, v.split("."))), reverse=True), "发了版本没有留下样子。运行 make release"


@pytest.fixture(scope="module")
def now(book):
    return release.shape(json.loads(json.dumps(open_data.data(book, [{"url": "u", "title": "t", "text": "x"}]))))


@pytest.mark.parametrize("version", RELEASES)
def test_the_open_data_keep_their_shape(version, now):
    """Whoever reads the open data of a release reads the next ones too: every path is still there with one of its types. New ones may come."""
    then = json.loads((release.KEPT / version / "shape.json").read_text(encoding="utf-8"))
    assert len(then) > 500
    gone = [path for path in then if path not in now]
    assert not gone, f"开放数据里不见了：{gone[:20]}。别人的程序在用，补回来"
    other = {path: (types, now[path]) for path, types in then.items() if not set(now[path]) & set(types) - LOOSE and set(types) - LOOSE}
    assert not other, f"开放数据里换了类型：{dict(list(other.items())[:10])}。改回来，或者加一个新的名字"


@pytest.mark.parametrize("version", RELEASES)
def test_what_was_kept_is_still_asked_for(version, book):
    """Ticks, messages and letters that a reader of that release kept belong to something that is still on a page."""
    storage = json.loads((release.KEPT / version / "stored.json").read_text(encoding="utf-8"))["storage"]
    paths = [key.split("/", 4)[4] for key in storage if "/case/" in key]
    ticks = {tuple(p.split("/")[1:]) for p in paths if p.startswith("tick/")}
    assert len(ticks) > 1000
    steps = {(scenario, step.record.id) for scenario in book.scenarios for step in book.steps_of(scenario)}
    assert not ticks - steps, f"打过的勾没有地方了：{sorted(ticks - steps)[:10]}"
    fields = {(p.split("/")[1], p.split("/")[3]) for p in paths if p.startswith("draft/")}
    known = {(letter, f.id) for letter, record in book.letters.items() for f in record.fields}
    assert not fields - known, f"写过的空没有了：{sorted(fields - known)[:10]}"
    messages = {(p.split("/")[1], json.loads(text)) for p, text in ((k.split("/", 4)[4], v) for k, v in storage.items() if "/case/" in k) if p.startswith("message/")}  # fmt: skip
    assert not messages - {(i, m.id) for i, s in book.scenarios.items() for m in s.first.messages}


def test_a_shape_is_paths_and_types():
    assert release.shape({"a": [{"b": 1}, {"b": None}], "laws": [{"articles": {"25": {"gist": "x"}}}]}) == {
        "": ["dict"], "a": ["list"], "a[]": ["dict"], "a[].b": ["NoneType", "int"], "laws": ["list"], "laws[]": ["dict"],
        "laws[].articles": ["dict"], "laws[].articles.{}": ["dict"], "laws[].articles.{}.gist": ["str"],
    }  # fmt: skip


def test_what_the_forge_prints_of_a_release(book, monkeypatch):
    """Its changes in our words, none of them a mark of Markdown; a tag that is not the version, not out yet or not kept stops the release."""
    first = book.releases[0]
    said = release.notes(book.releases, f"v{first.version}")
    assert said.startswith(f"{chinese_date(first.on)}：") and "SHA256SUMS" in said
    assert said.count("\n- ") == len(first.entries) + 3
    marked = first.model_copy(update={"what": "<b>[x](javascript:1)*\n# y", "entries": []})
    assert "\\<b\\>\\[x\\](javascript:1)\\* # y\n" in release.notes([marked], f"v{first.version}")
    for tag, releases, why in (
        ("v9.9.9", book.releases, "不是这一版"),
        (first.version, book.releases, "不是这一版"),
        ("v0.1.0", book.releases, "不是这一版"),
        (f"v{first.version}", [first.model_copy(update={"on": None})], "发布的日子"),
    ):
        with pytest.raises(SystemExit, match=why):
            release.notes(releases, tag)
    monkeypatch.setattr(release, "KEPT", ROOT / "nowhere")
    with pytest.raises(SystemExit, match="make release"):
        release.notes(book.releases, f"v{first.version}")
