"""What a browser may store, as the build lists it; the manifest and its icons."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import icons
import pytest

from macros import bundle
from macros.publish import offline
from tests.conftest import ROOT, loaded


@pytest.fixture(scope="module")
def release(site: Path) -> dict:
    core, files = offline.listed(site)
    return {"core": core, "files": files}


def test_each_file_with_its_hash_and_weight(site, release):
    for name, (mark, kilobytes) in release["files"].items():
        content = (site / name).read_bytes()
        assert mark == hashlib.sha256(content).hexdigest()[:10], name
        assert abs(kilobytes * 1000 - len(gzip.compress(content, 6))) <= 100, name


def test_everything_that_a_page_asks_for_is_in_the_list(site, release, public_address):
    every = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    left = {
        p for p in every - release["files"].keys() if not p.startswith(("downloads/", "data/", "s/", f"{offline.LISTS}/")) and not p.endswith(".png")
    }
    assert left == {"404.html", "service-worker.js", "llms.txt", "_redirects"} | ({"sitemap.xml", "feed.xml"} if public_address else set())


def test_the_core_is_small_and_enough(site, release):
    core = set(release["core"])
    assert sum(release["files"][name][1] for name in core) * 1000 <= 800_000 + 50 * len(core)  # each is rounded to 100 bytes
    assert {"index.html", "search.html", "case.html", "triage.html", "letters/index.html", "about/offline.html", "about/privacy.html"} <= core
    assert {f"assets/{name}" for name in bundle.ENTRIES.values() if name not in bundle.UNPUBLISHED} <= core
    assert {p.relative_to(site).as_posix() for p in (site / "assets").rglob("*.css")} <= core
    assert {"assets/search-index.js", "assets/search-model.js", "assets/tone.js", "assets/case-words.js"} <= core
    assert {"letters/return-notice.html", "letters/complaint-12315.html"} <= core, "the two that the home page offers first"
    # a case is carried away with the words of its letters
    assert {name for name in core if name.startswith("assets/letter/")} == {
        name.replace("letters/", "assets/letter/").replace(".html", ".js") for name in core if re.fullmatch(r"letters/(?!index).*", name)
    }


def test_the_letters_that_fit_and_no_more(book):
    """The most needed first; one that does not fit does not keep the next from its place."""
    weights = dict.fromkeys((f"letters/{id_}.html" for id_ in book.letters), 100_000)
    assert len(offline.core(book, weights)) == 8
    weights["letters/complaint-12315.html"] = 900_000
    assert "letters/complaint-12315.html" not in offline.core(book, weights)
    assert len(offline.core(book, weights)) == 8


def test_written_a_second_time_it_is_the_same(site, release):
    before = {
        name: (site / name).read_bytes() for name in (bundle.WORKER, "about/offline.html", *(f"{offline.LISTS}/{list_}" for list_ in listed(site)))
    }
    offline.write(loaded()[0], site)
    assert {name: (site / name).read_bytes() for name in before} == before
    size = re.search(r"data-whole-size>(\d+\.\d) MB<", before["about/offline.html"].decode("utf-8"))
    whole = sum(size for _, size in release["files"].values())
    assert size and abs(float(size[1]) - whole / 1000) < 0.1
    said = json.loads(re.match(rb"self\.handbookRelease=(.*);\n", before[bundle.WORKER])[1])["all"]
    assert said["files"] == len(release["files"]) and abs(said["kB"] - whole) < 1


def listed(site: Path) -> list[str]:
    return sorted(path.name for path in (site / offline.LISTS).iterdir())


def test_a_list_is_found_by_a_path_of_it(site, release):
    """The browser's rule: the last list whose first path is not behind it. Each is called by its hash, and none lies there that nobody asks for."""
    said = json.loads(re.match(rb"self\.handbookRelease=(.*);\n", (site / bundle.WORKER).read_bytes())[1])
    assert said["core"].keys() == set(release["core"]) and len(said["lists"]) > 5
    assert sorted(f"list-{mark}.json" for _, mark in said["lists"]) == listed(site)
    found = {}
    for first, mark in said["lists"]:
        content = (site / offline.LISTS / f"list-{mark}.json").read_bytes()
        assert hashlib.sha256(content).hexdigest()[:10] == mark
        found[first] = json.loads(content)
    for path in release["files"].keys() - release["core"]:
        assert path in found[max(first for first in found if first <= path)], path


def test_what_a_first_visit_loads_of_the_lists_does_not_grow_with_the_handbook():
    """Of ten thousand files the worker's program names one in sixty; none of its lists is long, and a file more changes the list that it stands in alone."""
    about = {f"scenarios/number-{n}.html": [f"{n:010x}", 9.9] for n in range(10_000)}
    pieces = offline.lists(about)
    assert {name: value for piece in pieces for name, value in piece.items()} == about
    assert 100 < len(pieces) < 220 and max(map(len, pieces)) < 700
    more = offline.lists(about | {"scenarios/number-5000-x.html": ["0123456789", 9.9]})
    assert sum(piece not in pieces for piece in more) <= 2


def test_a_preview_stores_nothing(tmp_path, book):
    offline.write(book, tmp_path, preview=True)
    text = (tmp_path / bundle.WORKER).read_text(encoding="utf-8")
    assert "unregister" in text and "caches" not in text


def test_the_manifest_says_what_the_site_says(site):
    said = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert said["name"] == re.search(r"^site_name: (.*)$", config, flags=re.M)[1]
    assert said["description"] == re.search(r"^site_description: (.*)$", config, flags=re.M)[1]
    assert (said["scope"], said["id"], said["lang"]) == ("./", "./", "zh-CN")
    for address in (said["start_url"], *(entry["url"] for entry in said["shortcuts"])):
        assert (site / address).is_file(), address
    assert {icon.get("purpose") for icon in said["icons"]} == {None, "maskable"}
    for icon in said["icons"]:
        width, height = struct.unpack(">II", (site / icon["src"]).read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"
    sheet = (ROOT / "docs" / "assets" / "stylesheets" / "site.css").read_text(encoding="utf-8")
    assert said["background_color"] == re.search(r"--paper: (#\w+);", sheet)[1]


def pixels(path: Path) -> bytes:
    """A PNG's rows as they are packed; enough to see that two drawings are one, made by one browser."""
    data, at, packed = path.read_bytes(), 8, b""
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        packed += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(packed)


def test_the_icons_are_drawn_from_what_lies_beside_them(tmp_path):
    # in a process of its own: the browser tests of this one may hold Playwright
    subprocess.run([sys.executable, "tools/icons.py", str(tmp_path)], cwd=ROOT, check=True, timeout=120)
    for name in icons.ICONS:
        have, want = pixels(icons.FOLDER / name), pixels(tmp_path / name)
        assert len(have) == len(want), f"{name}：改了图，要运行 python tools/icons.py"
        far = sum(abs(a - b) > 24 for a, b in zip(have, want, strict=True))
        assert far < len(have) / 500, f"{name}：改了图，要运行 python tools/icons.py"
