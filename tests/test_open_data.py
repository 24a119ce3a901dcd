"""site/data/handbook.json: the promised keys, addresses that work, and everything a reader can read."""

from __future__ import annotations

import json

import pytest

KEYS = {
    "laws": {
        "id",
        "title",
        "short",
        "aliases",
        "issuer",
        "number",
        "in_force",
        "until",
        "replaced_by",
        "source",
        "text_as_of",
        "checked_on",
        "url",
        "articles",
    },
    "scenarios": {
        "id",
        "title",
        "topic",
        "aliases",
        "summary",
        "url",
        "strength",
        "lose_when",
        "not_for",
        "rights",
        "deadlines",
        "steps",
        "excuses",
        "letters",
        "channels",
        "faqs",
        "related",
        "reviewed",
    },
    "faqs": {"id", "topic", "question", "aliases", "answer", "url", "laws", "scenarios"},
    "excuses": {"id", "says", "holds_when", "reply", "url", "laws", "scenarios"},
    "letters": {"id", "title", "to", "url", "laws", "fields", "body"},
    "channels": {"id", "name", "kind", "url", "handles", "phone", "site", "checked_on", "source", "verified"},
    "glossary": {"id", "term", "text", "url"},
    "misconceptions": {"id", "says", "truth", "laws", "url"},
    "pages": {"url", "title", "text"},
}
NESTED = {
    ("laws", "articles"): {"article", "gist", "url"},
    ("scenarios", "rights"): {"text", "laws"},
    ("scenarios", "deadlines"): {"id", "label", "actor", "from", "within", "roll", "extend", "applies", "if_missed", "then", "laws"},
    ("scenarios", "steps"): {"id", "phase", "do", "why", "laws"},
    ("letters", "fields"): {"id", "label", "type", "required"},
}


@pytest.fixture(scope="module")
def data(site):
    return json.loads((site / "data" / "handbook.json").read_text(encoding="utf-8"))


def test_promised_keys(data):
    assert data["schema"] == 1
    assert "platforms" in data
    for name, keys in KEYS.items():
        assert data[name], f"{name} 是空的"
        for record in data[name]:
            assert keys <= set(record), f"{name} {record.get('id')} 缺 {keys - set(record)}"
    for (name, inner), keys in NESTED.items():
        for record in data[name]:
            for part in record[inner]:
                assert keys <= set(part), f"{name}.{inner} {record['id']} 缺 {keys - set(part)}"


def test_shared_clocks_stand_on_their_own_too(data):
    """A clock of a situation is whole, whoever wrote it; `shared` names the one it is, and the list of those holds it once."""
    shared = {d["id"]: d for d in data["shared_deadlines"]}
    assert len(shared) == len(data["shared_deadlines"]) >= 30
    keys = NESTED["scenarios", "deadlines"] | {"safe", "note"}
    assert all(keys <= set(d) for d in shared.values())
    users = [d for s in data["scenarios"] for d in s["deadlines"] if "shared" in d]
    assert len(users) >= 300
    for clock in users:
        once = shared[clock["shared"]]
        for key in ("actor", "from", "within", "roll", "safe", "extend", "applies"):
            assert clock[key] == once[key], (clock["id"], key)
        assert clock["laws"][: len(once["laws"])] == once["laws"]
    assert "[[clock" not in json.dumps(data, ensure_ascii=False), "开放数据里还有没有换成文字的 [[clock:…]]"


def test_addresses_work(data, site, pages):
    def urls(value):
        if isinstance(value, dict):
            if "url" in value and "name" not in value.keys() - {"id", "kind", "handles", "name"}:
                yield value["url"]
            for inner in value.values():
                yield from urls(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from urls(inner)

    missing = []
    for name in KEYS:
        for record in data[name]:
            for url in {record["url"], *(a["url"] for a in record.get("articles", []))}:
                path, _, anchor = url.partition("#")
                if path not in pages or (anchor and pages[path].css_first(f'[id="{anchor}"]') is None):
                    missing.append(url)
    assert not missing, f"开放数据里的地址打不开：{missing[:10]}"


def test_every_written_page_is_in_it(data, pages, book):
    known = {p["url"] for p in data["pages"]}
    for name in ("laws", "scenarios", "letters", "faqs", "platforms", "excuses", "regions"):
        known |= {r["url"].split("#")[0] for r in data[name]}
    # a pack to print says what its situation says, a short address only leads on, older changes stand in the log
    again = {url for url in pages if url.startswith(("print/", "s/", "about/log/"))}
    told = {entry["what"] for release in data["log"] for entry in release["entries"]}
    assert told == {entry.what for entry in book.log.values()} and len(told) > len(pages["about/log.html"].css(".log__entry"))
    assert not set(pages) - known - again - {"404.html"}, "这些页面的文字不在开放数据里"
    steps = [p for p in data["pages"] if p["url"].startswith("steps/")]
    assert len(steps) == 7
    assert all(len(p["text"]) > 1000 for p in steps if not p["url"].endswith("index.html")), "步骤页的文字没有导出"
