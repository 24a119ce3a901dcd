"""The handbook at several times its size, and a plain Material site with as many pages and the same texts, to time builds with.

    python tools/scale.py handbook 10 FOLDER     a project in FOLDER with ten times the situations, questions, letters, laws …
    python tools/scale.py plain SITE FOLDER      a Material project in FOLDER with the pages of a built site: theme and search, nothing else
    make bench                                   builds and times 1×, 10× and the plain ones; prints a table

A copy of a record is a record of its own: new id, references to the copies beside it, a page wherever the original has one. Copy 1 is the
original. What is one of its kind (channels, glossary, vocabulary, shared steps) stays single. A topic of questions and a group of excuses is
copied too: a page of ten times as many would be divided by its editor. The triage gets a first question that leads to each copy's own, and a
dispute of the vocabulary is decided by the laws of every copy. What people search with is said in each copy with other characters, so that index
and models have as much to hold as they would of new content, and nothing packs well because it stands there ten times.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ruamel.yaml import YAML  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from macros.kinds import KINDS, PAGES  # noqa: E402

DATA = Path("docs") / "_data"
# kinds of one file an id that are copied as files; in the other copied kinds the list inside the file grows
FILES = ("scenario", "faqs", "excuses", "letter", "law", "platform", "region")
RECORDS = {"faqs": "questions", "excuses": "excuses", "cases": "cases"}  # kind -> the list of its records that have ids of their own
# key of the data -> the kind of the ids under it. A key that is missing here keeps naming the originals, which is right, too.
NAMES = {
    "scenarios": "scenario", "scenario": "scenario", "letters": "letter", "letter": "letter", "excuses": "excuse", "excuse": "excuse",
    "question": "question", "moved": "question", "platforms": "platform", "platform": "platform", "replaced_by": "law", "laws": "law",
    "region": "region",
}  # fmt: skip
RELATED = {"scenario": "scenario", "letter": "letter"}  # `related` names records of its own kind
SEE = {"scenario": "scenario"}  # and `see`, in a situation
# what people search with, in which a copy has words of its own (see Reworded), key by key
ARTICLE = re.compile(r"《([^《》]+)》(?=第\d)")  # a law of which a text names an article
SAID = {"scenario": ("title", "aliases"), "faqs": ("question", "aliases"), "excuses": ("says", "aliases"), "search-train": ("ask",)}
TRIAGE = "triage"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"  # what tells the copies of a law apart
MOST = len(STEMS)  # times
CALLS = "打拨"  # before a number they tell to dial it: they stay where they are, and no other becomes one of them
LIKE = 48  # how many characters that are about as common take one another's places


def renamed(id_: str, copy: int) -> str:
    """'parcel', 3 → 'parcen': its last letter so many further, or a letter for the last figure of '1688', as a new record's id is as long as those that are
    there; the first copy is the original. A citation keeps its article: 'civil-code#586' → 'civil-codg#586'."""
    if copy == 1:
        return id_
    base, mark, rest = id_.partition("#")
    at = max((n for n, ch in enumerate(base) if ch in LETTERS), default=len(base) - 1)
    letter = LETTERS[(LETTERS.find(base[at]) + copy - 1) % len(LETTERS)]
    return f"{base[:at]}{letter}{base[at + 1 :]}{mark}{rest}"


def law_name(name: str, copy: int) -> str:
    """A law's name as its copy has it, as long as the original's: another last character before the brackets, no number, which says something in a
    text. 民法典, 3 → 民法丙; 规定（二）, 2 → 规乙（二）"""
    head, bracket, rest = name.partition("（")
    return name if copy == 1 else f"{head[:-1]}{STEMS[copy - 1]}{bracket}{rest}"


def copied(value: Any, copy: int, kind: str) -> Any:
    """A record's value in which every id of a copied kind is that of the copy, and an article that a text names is of the copy's law. `kind`: of the
    record the value stands in."""
    names = NAMES | ({"related": RELATED[kind]} if kind in RELATED else {}) | ({"see": SEE[kind]} if kind in SEE else {})
    if isinstance(value, list):
        return [copied(v, copy, kind) for v in value]
    if isinstance(value, str):
        return ARTICLE.sub(lambda law: f"《{law_name(law[1], copy)}》", value)
    if not isinstance(value, dict):
        return value
    result = {}
    for key, inner in value.items():
        if key in names and isinstance(inner, str):
            result[key] = renamed(inner, copy)
        elif key in names and isinstance(inner, list) and all(isinstance(v, str) for v in inner):
            result[key] = [renamed(v, copy) for v in inner]
        else:
            result[key] = copied(inner, copy, kind)
    return result


def named(law: dict[str, Any], copy: int) -> dict[str, Any]:
    """A law's copy under names of its own: a name belongs to one law."""
    own = {key: law_name(law[key], copy) for key in ("title", "short")}
    return law | own | {"aliases": [law_name(alias, copy) for alias in law.get("aliases", [])]}


def without_lone_roles(letter: dict[str, Any]) -> dict[str, Any]:
    """A letter's copy, not known as the power of attorney or the list of evidence: there is one of each. A table's columns are filled by
    these roles; without them its blanks stand in a list, each by itself, so that the copy still says all that the original does."""
    lone = ("agent-", "proof-")
    roles = {f["id"]: f["role"] for f in letter["fields"] if f.get("role", "").startswith(lone)}

    def listed(block: dict[str, Any]) -> dict[str, Any]:
        if "table" not in block:
            return block
        columns = {column["role"] for column in block["table"] if "role" in column}
        items = [{"text": f"[[{id_}]]", "when": {"field": id_}} for id_, role in roles.items() if role in columns]
        return {key: value for key, value in block.items() if key != "table"} | {"list": items}

    fields = [{key: value for key, value in f.items() if key != "role" or f["id"] not in roles} for f in letter["fields"]]
    return letter | {"fields": fields, "body": [listed(block) for block in letter["body"]]}


def answered(record: dict[str, Any], copy: int, situations: set[str]) -> dict[str, Any]:
    """A record's copy, in which an answer that is for a situation is for the copy's; a dispute is the same in every copy."""
    variants = [v | {"for": [renamed(id_, copy) if id_ in situations else id_ for id_ in v["for"]]} for v in record.get("variants", [])]
    return record | ({"variants": variants} if variants else {})


def disputed(vocabulary: dict[str, Any], times: int) -> dict[str, Any]:
    """The vocabulary, in which the articles of every copy decide a dispute, as a letter's copy cites those of the copy beside it; and in which the
    words that may be said in a situation may be said in its copies."""

    def worded(wording: dict[str, Any]) -> dict[str, Any]:
        keys = [key for key in ("scenarios", "never") if key in wording]
        return wording | {key: [renamed(id_, copy) for copy in range(1, times + 1) for id_ in wording[key]] for key in keys}

    def every(dispute: dict[str, Any]) -> dict[str, Any]:
        return dispute | {"laws": [renamed(law, copy) for copy in range(1, times + 1) for law in dispute["laws"]]}

    wordings = [worded(wording) for wording in vocabulary["wordings"]]
    return vocabulary | {"disputes": [every(dispute) for dispute in vocabulary["disputes"]], "wordings": wordings}


def arranged(vocabulary: dict[str, Any], times: int) -> dict[str, Any]:
    """The vocabulary, in whose order each copy stands behind what it is a copy of, and in which every copied topic of questions has a name."""

    def every(ids: list[str]) -> list[str]:
        return [renamed(id_, copy) for id_ in ids for copy in range(1, times + 1)]

    order = vocabulary["order"]
    lists = {key: every(order[key]) for key in ("scenarios", "excuses", "platforms")}
    letters = [phase | {"letters": every(phase["letters"])} for phase in order["letters"]]
    topics = [
        word | ({"id": renamed(word["id"], copy), "title": f"{word['title']}（{copy}）"} if copy > 1 else {})
        for word in vocabulary["question_topics"]
        for copy in range(1, times + 1)
    ]
    return vocabulary | {"order": order | lists | {"letters": letters}, "question_topics": topics}


class Reworded:
    """Texts as a copy says them: each character for another that is about as common, numbers and marks as they are. So a copy has as many words as its
    original, as many characters between them as before, and pairs of characters of its own."""

    def __init__(self, texts: Iterable[str]) -> None:
        common = [ch for ch, _ in Counter("".join(texts)).most_common()]
        han = [ch for ch in common if "\u4e00" <= ch <= "\u9fff" and ch not in CALLS]
        self.blocks = [[ch for ch in common if "a" <= ch <= "z"], *(han[at : at + LIKE] for at in range(0, len(han), LIKE))]

    def text(self, text: str, copy: int) -> str:
        """The text as that copy says it; the first copy is the original."""
        moved = {ord(ch): block[(place + 5 * (copy - 1)) % len(block)] for block in self.blocks for place, ch in enumerate(block)}
        return text.translate(moved)

    def record(self, record: dict[str, Any], keys: Iterable[str], copy: int) -> dict[str, Any]:
        """A record with those of its texts, or lists of texts, as that copy says them."""
        found = {key: record[key] for key in keys if key in record}
        return record | {key: self.text(v, copy) if isinstance(v, str) else [self.text(t, copy) for t in v] for key, v in found.items()}


def triage(tree: dict[str, Any], times: int) -> dict[str, Any]:
    """The triage of all copies: a first question with one answer a copy."""
    result = tree | {"start": "q-copy", "most": tree["most"] + 1, "nodes": [], "ends": []}
    answers = [{"text": f"第{copy}份", "go": renamed(tree["start"], copy)} for copy in range(1, times + 1)]
    result["nodes"].append({"id": "q-copy", "ask": "哪一份？", "hint": None, "answers": [*answers, {"text": "不确定", "go": tree["start"]}]})
    for copy in range(1, times + 1):
        for node in tree["nodes"]:
            ways = [a | {"go": renamed(a["go"], copy)} for a in node["answers"]]
            result["nodes"].append(node | {"id": renamed(node["id"], copy), "answers": ways})
        for end in tree["ends"]:
            own = {key: renamed(end[key], copy) for key in ("id", "page") if key in end}
            result["ends"].append(copied(end, copy, "tree") | own)
    return result


def titled(page: Path, target: Path, copy: int) -> None:
    """A page that somebody wrote, copied under a title of its own: no page may be the same as another."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(re.sub(r'^(title: ".*)"$', rf'\1（{copy}）"', page.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE), encoding="utf-8")


def inside(region: dict[str, Any], id_: str, copy: int) -> dict[str, Any]:
    """A place's copy: one more city of the same province, as there are no more provinces."""
    return region | {"name": f"{region['name']}（{copy}）", "inside": region.get("inside") or id_}


def said(values: dict[tuple[str, str], Any]) -> Iterator[str]:
    """What people search with, of data files by (kind, name)."""
    for (kind, _), value in values.items():
        for record in value[RECORDS[kind]] if kind in RECORDS else [value]:
            for key in SAID.get(kind, ()):
                texts = record.get(key, [])
                yield from [texts] if isinstance(texts, str) else texts


def handbook(times: int, target: Path, root: Path = ROOT) -> None:
    """Writes the project of `root` at so many times its size, MOST at most, into an empty folder."""
    assert 1 <= times <= MOST
    yaml = YAML(typ="safe")

    def read(path: Path) -> Any:
        return yaml.load(path.read_text(encoding="utf-8"))

    def write(path: Path, value: Any) -> None:
        # JSON is YAML in which every text is in quotes, as the data files have it
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    leave = shutil.ignore_patterns("__pycache__")
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(root / name, target / name, ignore=leave)
    for name in ("mkdocs.yml", "package-lock.json"):
        shutil.copy(root / name, target / name)
    (target / "node_modules").symlink_to(root / "node_modules", target_is_directory=True)
    values = {(kind, path.stem): read(path) for kind in (*FILES, "search-train") for path in sorted((root / DATA / KINDS[kind].where).glob("*.yml"))}
    reworded = Reworded(said(values))
    situations = {name for kind, name in values if kind == "scenario"}

    def record(value: dict[str, Any], copy: int, kind: str) -> dict[str, Any]:
        """One record with an id of its own, as a copy has it."""
        made = answered(copied(value, copy, kind), copy, situations) | {"id": renamed(value["id"], copy)}
        return reworded.record(made, SAID.get(kind, ()), copy)

    def file(kind: str, name: str, value: dict[str, Any], copy: int) -> dict[str, Any]:
        """A data file, as a copy has it."""
        if kind in RECORDS:
            own = {RECORDS[kind]: [record(r, copy, kind) for r in value[RECORDS[kind]]]}
            return copied({key: v for key, v in value.items() if key != RECORDS[kind]}, copy, kind) | own
        made = reworded.record(copied(value, copy, kind), SAID.get(kind, ()), copy)
        match kind:
            case "law":
                return named(made, copy)
            case "letter":
                return without_lone_roles(made)
            case "region":
                return inside(made, name, copy)
        return made

    for (kind, name), value in values.items():
        for copy in range(2, times + 1):
            id_ = renamed(name, copy)
            if kind == "search-train" and name not in situations:  # it teaches what is not for this handbook, of which there is as much as before
                continue
            path = target / DATA / KINDS[kind].where / f"{id_}.yml"
            assert not path.exists(), f"{path}: two records of one name"
            write(path, file(kind, name, value, copy))
            if kind not in PAGES:
                continue
            page = PAGES[kind]
            (target / "docs" / page.folder / f"{id_}.md").write_text(f"{{{{ {page.macro}() }}}}\n", encoding="utf-8")
            parts = root / "docs" / page.folder / name  # pages of its own for the parts of a long law
            for part in sorted(parts.glob("*.md")):
                titled(part, target / "docs" / page.folder / id_ / part.name, copy)
    path = target / DATA / KINDS["cases"].where
    cases = read(path)[RECORDS["cases"]]
    write(path, {RECORDS["cases"]: [record(c, copy, "cases") for copy in range(1, times + 1) for c in cases]})
    path = target / DATA / "trees" / f"{TRIAGE}.yml"
    write(path, triage(read(path), times))
    for page in sorted((root / "docs" / TRIAGE).glob("*.md")):  # what some of its ends stand on
        for copy in range(2, times + 1):
            titled(page, target / "docs" / TRIAGE / f"{renamed(page.stem, copy)}.md", copy)
    path = target / DATA / "vocab.yml"
    write(path, arranged(disputed(read(path), times), times))


def plain(site: Path, target: Path) -> None:
    """Writes a Material project with one Markdown page for each page of a built site: its headings, paragraphs and list items. Its navigation names the
    first page alone, as the handbook's names a few: one of every page, which is the default, makes each page as long as the list of all."""
    escape = re.compile(r"([\\`*_{}\[\]<>#+!|-])")
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":
            continue
        article = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("article")
        if article is None:
            continue
        for node in article.css("script, template"):
            node.decompose()
        lines = []
        for node in article.css("h1, h2, h3, p, li, dt, dd, td, blockquote"):
            text = escape.sub(r"\\\1", " ".join(node.text().split()))
            inside = [n for n in node.css("p, li") if n.mem_id != node.mem_id]
            if text and not inside:
                level = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}.get(node.tag or "", "")
                lines.append(level + text)
        page = target / "docs" / path.relative_to(site).with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    config = {
        "site_name": "plain",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": ["search"],
        "nav": [{"首页": "index.md"}],
    }
    (target / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")


class Timed(NamedTuple):
    """What a build took: seconds of all its processes and of the clock, the largest memory in MB; the pages it made, what one of them weighs in the middle
    and what the heaviest does, in KiB with gzip."""

    cpu: float
    wall: float
    memory: float
    pages: int
    median: float
    heaviest: float


def build(site: str) -> None:
    """Builds the project of the working folder into `site`, as the engine does, without what the two models learn: that is timed apart."""
    from mkdocs.__main__ import cli

    from macros.publish import search_model, tone

    for learned in (search_model, tone):
        learned.write = lambda *_: None
    cli(["build", "-d", site])


def learn(site: str) -> None:
    """What the search of the project of the working folder learns, into `site`."""
    from macros.load import load
    from macros.publish import search_model

    book, _ = load(Path.cwd())
    assert book
    search_model.write(book, Path(site))


def timed(project: Path, site: Path, command: str = "build") -> Timed:
    """Runs a command of this file on a project, into `site`, in a process of its own. Stops with the engine's words where that fails."""
    shutil.rmtree(site, ignore_errors=True)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, __file__, command, str(site)], cwd=project, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"没有生成：\n{said.read().decode('utf-8', 'replace')[-3000:]}")
    weights = [len(gzip.compress(path.read_bytes(), 6)) / 1024 for path in site.rglob("*.html")] or [0]
    return Timed(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, len(weights), statistics.median(weights), max(weights))


def rows(sizes: list[int], folder: Path) -> Iterator[tuple[str, Timed]]:
    """(what, figures) of the handbook at each size and of the plain site with the same pages. The first build of each fills the caches
    and is not counted, so that a row is what an editor or a workflow pays the second time."""
    for times in sizes:
        project, site = folder / f"handbook-{times}", folder / f"site-{times}"
        project.mkdir()
        handbook(times, project)
        first = timed(project, site)
        yield f"handbook {times}×, first", first
        yield f"handbook {times}×", timed(project, site)
        other = folder / f"plain-{times}"
        other.mkdir()
        plain(site, other)
        yield f"plain Material {times}×", timed(other, folder / f"plain-site-{times}")
        yield f"search model {times}×", timed(project, folder / f"model-{times}", "learn")


def bench(*sizes: str) -> None:
    """Prints the table, row by row as it comes."""
    print(f"{'':<24}{'pages':>7}{'CPU s':>8}{'wall s':>8}{'max MB':>8}{'KiB':>8}{'most KiB':>10}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for what, t in rows([int(s) for s in sizes] or [1, 10], Path(folder)):
            print(f"{what:<24}{t.pages:>7}{t.cpu:>8.1f}{t.wall:>8.1f}{t.memory:>8.0f}{t.median:>8.1f}{t.heaviest:>10.1f}", flush=True)


def main() -> None:
    commands: dict[str, Callable[..., None]] = {
        "handbook": lambda times, folder: handbook(int(times), Path(folder)),
        "plain": lambda site, folder: plain(Path(site), Path(folder)),
        "build": build,
        "learn": learn,
        "bench": bench,
    }
    name, *arguments = sys.argv[1:] or [""]
    if name not in commands:
        sys.exit(f"用法：\n{(__doc__ or '').split('make bench')[0]}")
    commands[name](*arguments)


if __name__ == "__main__":
    main()
