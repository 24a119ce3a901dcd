"""site/service-worker.js: the program of docs/assets/javascripts/worker.js under a list of what it may store, written when everything else is there.

It is short: of the core each file with its hash, of the rest only which list says it. A list comes when one of its files is asked for.

The core comes with the first visit: every script and style sheet that all may need, the pages that lead to all others, what the trees say at their ends, and
of the letters those that are needed most, as many as fit. The rest comes with the pages that are opened, or whole, when the reader asks for it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

from macros import bundle
from macros.book import Handbook
from macros.links import Links

LISTS = "assets/kept"  # what is not core, in lists; each is called by its hash, so that one is fetched again only where something in it has changed
# a list begins with a path whose hash ends so: some hundred files each, and one that is added moves no other from its list
BEGINS, LISTED = 0, 64
MOST = 800_000  # bytes that the core may take with gzip
# the ways in, the reader's own case, and what this is about
PAGES = ("index.html", "search.html", "case.html", "letters/index.html", "triage.html", "about/offline.html", "about/privacy.html")
READ = {".html", ".js", ".css", ".svg", ".docx", ".webmanifest"}  # no PNG: icons and pictures of link previews are for other programs
# what only others ask for, and what the worker cannot answer with
APART = {"404.html", bundle.WORKER}
APART_FOLDERS = ("data", "downloads", "s", "assets/share")
# a preview must never show what an earlier site at its address has stored
NONE = 'self.addEventListener("install",()=>self.skipWaiting());self.addEventListener("activate",()=>self.registration.unregister());\n'
HEAD = "self.handbookRelease="  # what the worker's file begins with
SIZE = re.compile(r"(<[^>]* data-whole-size>)[^<]*(<)")


def fingerprint(content: bytes) -> str:
    """The first 40 bits of the SHA-256: enough to tell one state of a file from another; the worker compares them."""
    return hashlib.sha256(content).hexdigest()[:10]


def weight(content: bytes) -> int:
    """Bytes that a host transfers."""
    return len(gzip.compress(content, 6, mtime=0))


def files(site: Path) -> dict[str, Path]:
    """Path from the site's root → file, of everything that a reader's browser may ask for."""
    every = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.suffix in READ}
    return {name: path for name, path in every.items() if name not in APART and not name.startswith(tuple(f"{f}/" for f in APART_FOLDERS))}


def core(book: Handbook, weights: dict[str, int]) -> list[str]:
    """What is stored without being asked for, the most needed first."""
    links = Links(book)
    # a part of the search is fetched at need
    scripts = [name for name in weights if re.fullmatch(r"assets/((?!search-(index|model)-)[^/]*[.]js|favicon[.]svg|stylesheets/.*|region/.*)", name)]
    chosen = [name for name in [*PAGES, *scripts] if name in weights]
    needed = sorted(book.letters, key=lambda id_: (id_ not in book.vocab.front.letters, -len(book.scenarios_with("letters", id_))))
    room = MOST - sum(weights[name] for name in chosen)
    ends = [[name] for name in weights if name.startswith("assets/tree/")]
    letters = [[name for name in (links.letter(id_), f"assets/letter/{id_}.js") if name in weights] for id_ in needed]
    for parts in [*ends, *letters]:
        if (taken := sum(weights[name] for name in parts)) <= room:
            chosen += parts
            room -= taken
    return chosen


def lists(about: dict[str, list]) -> list[dict[str, list]]:
    """What is not core, path → [hash, kB], in the order of the paths, in pieces of about so many."""
    found: list[dict[str, list]] = []
    for name in sorted(about):
        if not found or hashlib.sha256(name.encode("utf-8")).digest()[-1] % LISTED == BEGINS:
            found.append({})
        found[-1][name] = about[name]
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listed(site: Path) -> tuple[list[str], dict[str, list]]:
    """(the core, path → [hash, kB] of every file) as a site's worker has them: its program's list, and those that it fetches."""
    text = (site / bundle.WORKER).read_text(encoding="utf-8")
    release = json.loads(text.removeprefix(HEAD).partition(";\n")[0])
    every = dict(release["core"])
    for _, mark in release["lists"]:
        every |= json.loads((site / LISTS / f"list-{mark}.json").read_text(encoding="utf-8"))
    return list(release["core"]), every


def write(book: Handbook, site: Path, preview: bool = False) -> None:
    """Writes the worker, and into the pages how much the whole handbook is. A second time on the same site it does the same again."""
    target = site / bundle.WORKER
    if preview:
        target.write_text(NONE, encoding="utf-8")
        return
    weights: dict[str, int] = {}
    marks: dict[str, str] = {}
    told: list[Path] = []  # the pages that say how much the whole is
    for name, path in files(site).items():  # one at a time: all together they are as large as the site
        content = path.read_bytes()
        weights[name], marks[name] = weight(content), fingerprint(content)
        if b"data-whole-size" in content and path.suffix == ".html":
            told.append(path)
    megabytes = f"{sum(weights.values()) / 1_000_000:.1f} MB"
    for path in told:
        filled = SIZE.sub(rf"\g<1>{megabytes}\g<2>", path.read_text(encoding="utf-8"))
        path.write_text(filled, encoding="utf-8")
        marks[path.relative_to(site).as_posix()] = fingerprint(filled.encode("utf-8"))
    about: dict[str, list] = {name: [marks[name], round(weights[name] / 1000, 1)] for name in weights}
    chosen = core(book, weights)
    shutil.rmtree(site / LISTS, ignore_errors=True)
    (site / LISTS).mkdir(parents=True)
    begin = []
    for piece in lists({name: value for name, value in about.items() if name not in set(chosen)}):
        content = _json(piece).encode("utf-8")
        (site / LISTS / f"list-{fingerprint(content)}.json").write_bytes(content)
        begin.append([next(iter(piece)), fingerprint(content)])
    whole = {"files": len(about), "kB": round(sum(kB for _, kB in about.values()), 1)}
    release = {"core": {name: about[name] for name in chosen}, "lists": begin, "all": whole, "endings": sorted(READ)}
    program = (book.root / bundle.MADE / bundle.WORKER).read_text(encoding="utf-8")
    target.write_text(f"{HEAD}{_json(release)};\n{program}", encoding="utf-8")
