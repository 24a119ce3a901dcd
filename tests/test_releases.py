"""What was promised by a release holds for every later one: its ids, the shape of its open data, what readers had kept under its ids."""

from __future__ import annotations

import json

import pytest
import release

from macros.dates import chinese_date
from macros.publish import open_data, open_schema
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
def test_the_schema_keeps_its_promise(version):
    """What it said will be there is still said, with the same types and at least the words of old to choose from."""
    then = json.loads((release.KEPT / version / "promise.json").read_text(encoding="utf-8"))
    assert len(then) > 600 and sum("values" in said for said in then.values()) > 20
    assert not (lines := release.broken(then, release.promised(open_schema.schema()))), (
        "别人的程序会读不对，改回来，或者加一个新的名字：\n" + "\n".join(lines)
    )


def spoiled(how: str) -> dict:
    """The schema of today after a change that somebody may make without thinking of those who read the data."""
    schema = json.loads(json.dumps(open_schema.schema()))
    deadline, within = schema["$defs"]["Deadline"], schema["$defs"]["Within"]
    scenario = schema["properties"]["scenarios"]["items"]
    if how == "a key goes":
        del deadline["properties"]["if_missed"]
    elif how == "a key has another name":
        scenario["properties"]["headline_text"] = scenario["properties"].pop("summary")
    elif how == "a key may be missing":
        scenario["required"].remove("reviewed")
    elif how == "a text becomes a number":
        within["properties"]["unit"] = {"type": "integer"}
    elif how == "a text may be nothing":
        scenario["properties"]["url"] = {"anyOf": [scenario["properties"]["url"], {"type": "null"}]}
    elif how == "a list becomes a text":
        scenario["properties"]["aliases"] = {"type": "string"}
    elif how == "a word to choose goes":
        deadline["properties"]["roll"]["enum"].remove("statutory")
    elif how == "a word to choose is written otherwise":
        within["properties"]["unit"]["enum"] = [unit.upper() for unit in within["properties"]["unit"]["enum"]]
    elif how == "a choice is one no longer":
        deadline["properties"]["roll"] = {"type": "string"}
    elif how == "another version of the shape":
        schema["properties"]["schema"]["const"] = 2
    elif how == "a list goes":
        del schema["properties"]["bureaus"]
    elif how == "added":
        deadline["properties"]["roll"]["enum"].append("weekend")
        scenario["properties"]["weather"] = {"type": "string"}
        schema["properties"]["planets"] = {"type": "array", "items": {"type": "object"}}
    return schema


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("a key goes", "deadlines[].if_missed：没有了"),
        ("a key has another name", "scenarios[].summary：没有了"),
        ("a key may be missing", "scenarios[].reviewed：以前一定在，现在不一定了"),
        ("a text becomes a number", "within.unit：会出现integer，以前只有string"),
        ("a text may be nothing", "scenarios[].url：会出现null，以前只有string"),
        ("a list becomes a text", "scenarios[].aliases：会出现string，以前只有array"),
        ("a word to choose goes", "deadlines[].roll：不再有statutory"),
        ("a word to choose is written otherwise", "within.unit：不再有day、hour、month、workday、year"),
        ("a choice is one no longer", "deadlines[].roll：不再有holiday、none、statutory"),
        ("another version of the shape", "schema：不再有1"),
        ("a list goes", "bureaus：没有了"),
        ("added", None),
    ],
)
def test_what_breaks_a_promise_is_noticed(how, says):
    then = json.loads((release.KEPT / RELEASES[-1] / "promise.json").read_text(encoding="utf-8"))
    lines = release.broken(then, release.promised(spoiled(how)))
    assert any(line.endswith(says) for line in lines) if says else lines == []


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
    assert "&lt;b>\\[x\\](javascript:1)\\* # y\n" in release.notes([marked], f"v{first.version}")
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
