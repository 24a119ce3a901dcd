"""How well the tests hold: changes the program in one small place, runs the tests that reach the place, and sees whether one fails.

    make mutants                 160 mutants, 70 of them in the browser part
    make mutants SAMPLE=20       a quick try
    python tools/mutants.py --mutant 3fa91c02 tests/test_load.py      one mutant against the tests named

Python mutants of macros/ are made by mutmut's operators, those of the browser part by StrykerJS's (mutants/instrument.mjs). The sample is
drawn by a seed from all that they make; a mutant's number depends on its own line only, so that the draw stays the same while other
lines change. No mutants: docstrings, annotations, decorators, texts of a log or the console.

A first run of all tests notes which test reaches what (tools/mutants_plugin.py); one that fails there without any mutant stops the run.
Then every mutant gets, until the first failure, the tests that reach it, those first that are fast and reach what few others do near it.
A Python mutant that the site's build reaches gets a site of its own: a build that fails kills it; where some file differs from the right
site, the tests of the site follow, and of the browser tests those that open a differing file. A browser mutant gets bundles of its own.
The other engines' tests come last. A failure in a browser counts when it comes twice. A test longer than three times its time and 20
seconds counts as failed. Survivors that change nothing anyone can see stand with their reason in tests/mutants.yml; they count as
survivors. Everything happens in copies of the tree under a temporary folder; the result is .cache/mutants/result.json.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

import coverage
import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import NEVER_MUTATE_FUNCTION_NAMES, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode
from ruamel.yaml import YAML
from setup import ROOT, node, run, stop

sys.path.insert(0, str(ROOT))
from macros import bundle

SEED = 20261128
SAMPLE = 160
BROWSER_SHARE = 7 / 16
PYTHON = ROOT / "macros"
BROWSER = ROOT / bundle.SOURCES
RESULT = ROOT / ".cache" / "mutants" / "result.json"  # test-results/ is emptied by every run of the browser tests
REASONS = ROOT / "tests" / "mutants.yml"
CACHE = ROOT / ".cache" / "mutants"
WORKERS = 2
TIMES, MORE = 3, 20  # a test may take so many times its time and so many seconds more
NEAR = 10  # lines
OWN_BUILD = 6  # a test that is slower than this, in seconds, waits until the site's tests are through
LINKS = (".venv", "node_modules")


@dataclass
class Mutant:
    """One change. `before` and `after` are the whole line (its first, where it spans several), stripped; text is the whole mutated file."""

    key: str
    language: str
    file: str
    line: int
    before: str
    after: str
    text: str
    ident: str = ""  # what it is, whatever the seed
    status: str = ""
    by: str = ""
    message: str = ""
    seconds: float = 0.0
    diff: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)  # of the mutated file and of the killing test's


# ------------------------------------------------------------------ making mutants


class Visitor(MutationVisitor):
    """mutmut's visitor, for mutants that are whole files: decorated functions have mutants too, docstrings and logs have none."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return node.name.value in NEVER_MUTATE_FUNCTION_NAMES
        if isinstance(node, cst.Expr) and isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString)):
            return True
        called = node.func if isinstance(node, cst.Call) else None
        if isinstance(called, cst.Attribute) and isinstance(called.value, cst.Name) and called.value.value in ("log", "logger", "logging"):
            return True
        return super()._skip_node_and_children(node)


def statements(text: str) -> dict[int, tuple[int, int]]:
    """Line → (first, last) line of the innermost statement there; of a compound statement, its head."""
    result = {}
    for n in sorted((n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.stmt)), key=lambda n: n.lineno):
        body = getattr(n, "body", None)
        last = max(n.lineno, body[0].lineno - 1) if body else n.end_lineno
        result |= dict.fromkeys(range(n.lineno, last + 1), (n.lineno, last))
    return result


def python_mutants(path: Path) -> list[dict]:
    text = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(text))
    visitor = Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    lines, heads = text.split("\n"), statements(text)
    result = []
    for mutation in visitor.mutations:
        place = places.get(mutation.original_node)
        if place is None:
            continue
        result.append(
            {
                "language": "python",
                "file": path.relative_to(ROOT).as_posix(),
                "line": place.start.line,
                "lines": heads.get(place.start.line, (place.start.line, place.end.line)),
                "source": lines[place.start.line - 1].strip(),
                "old": wrapper.module.code_for_node(mutation.original_node),
                "new": wrapper.module.code_for_node(mutation.mutated_node),
                "make": lambda m=mutation, w=wrapper: w.module.deep_replace(m.original_node, m.mutated_node).code,
            }
        )
    return result


def instrumented() -> dict:
    """{mutants, files} of the browser part, see mutants/instrument.mjs."""
    program, _ = node() or stop("没有 Node.js。先运行 make setup")
    done = run(program, ROOT / "mutants" / "instrument.mjs", BROWSER, quiet=True)
    if done.returncode:
        stop(done.stderr[-2000:])
    return json.loads(done.stdout)


def browser_mutants(made: dict) -> list[dict]:
    result = []
    for one in made["mutants"]:
        path = BROWSER / one["file"]
        text = path.read_text(encoding="utf-8")
        units = text.encode("utf-16-le")
        start, end = 2 * one["start"], 2 * one["end"]
        line = units[:start].decode("utf-16-le").count("\n") + 1
        result.append(
            {
                "language": "browser",
                "file": path.relative_to(ROOT).as_posix(),
                "line": line,
                "lines": (line, line),
                "source": text.split("\n")[line - 1].strip(),
                "old": units[start:end].decode("utf-16-le"),
                "new": one["replacement"],
                "make": lambda u=units, s=start, e=end, r=one["replacement"]: (u[:s] + r.encode("utf-16-le") + u[e:]).decode("utf-16-le"),
                "id": one["id"],
            }
        )
    return result


def numbered(places: list[dict], seed: int) -> list[tuple[str, dict]]:
    """(key, place), in the order of the draw."""
    seen: Counter[tuple] = Counter()
    result = []
    for place in places:
        what = (place["language"], place["source"], place["old"], place["new"])
        words = "\0".join((*what, str(seen[what])))
        seen[what] += 1
        place["ident"] = hashlib.sha256(words.encode()).hexdigest()[:16]
        result.append((hashlib.sha256(f"{seed}\0{words}".encode()).hexdigest()[:10], place))
    return sorted(result, key=lambda pair: pair[0])


def finished(key: str, place: dict) -> Mutant:
    text = place["make"]()
    old = (ROOT / place["file"]).read_text(encoding="utf-8")
    diff = [x for x in difflib.unified_diff(old.split("\n"), text.split("\n"), lineterm="", n=0) if not x.startswith(("---", "+++", "@@"))]
    after = " ".join(x[1:].strip() for x in diff if x.startswith("+"))
    known = {name: place[name] for name in ("language", "file", "line", "ident")}
    return Mutant(key=key, before=place["source"], after=after, text=text, diff=diff, **known)


# ------------------------------------------------------------------ copies of the tree


def listed() -> list[str]:
    """Every file of the project that is not ignored, by its name from the root."""
    found = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(name for name in found.stdout.split("\0") if name and (ROOT / name).is_file())


class Tree:
    """A copy of the project, and what runs in it. All copies are made from the first, so that one may go on working meanwhile."""

    first: Path | None = None

    def __init__(self, folder: Path) -> None:
        self.root = folder
        source = Tree.first or ROOT
        self.files = set(listed()) if source is ROOT else {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
        for name in self.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, folder / name)
        if source is ROOT:
            Tree.first = folder
            return
        for name in LINKS:
            (folder / name).symlink_to((ROOT / name).resolve())

    def warm(self) -> None:
        """What every run in this tree would make anew for itself is made once, from the right program: its modules compiled, and whatever
        the last run of the right program left in .cache. Python takes a compiled module for a source of the same second and size alone."""
        python = ROOT / ".venv" / "bin" / "python"
        self.run([python, "-m", "compileall", "-q", "macros", "tools"], 300, PYTHONDONTWRITEBYTECODE="")
        self.pytest("--collect-only", "-qq", seconds=300, PYTHONDONTWRITEBYTECODE="")
        self.files |= {p.relative_to(self.root).as_posix() for name in ("macros", "tools", "tests") for p in (self.root / name).rglob("*.pyc")}
        self.cache = Path(f"{self.root}-cache")
        shutil.copytree(self.root / ".cache", self.cache)

    def clean(self) -> None:
        """Everything that a run left behind goes: nothing made from one mutant meets the next."""
        shutil.rmtree(self.root / ".cache", ignore_errors=True)
        for folder, folders, names in os.walk(self.root):
            folders[:] = [f for f in folders if f not in LINKS]
            for name in names:
                path = Path(folder) / name
                if path.relative_to(self.root).as_posix() not in self.files:
                    path.unlink()
        shutil.copytree(self.cache, self.root / ".cache")

    def run(self, command: list, seconds: float, **environment: str) -> tuple[int | None, str]:
        """(exit status, end of what it said); status None where it took too long. Takes all its children along."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("MUTANTS_", "COVERAGE_"))} | {
            "PYTHONPATH": str(self.root / "tools"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        status: int | None = None
        with tempfile.TemporaryFile() as log:
            child = subprocess.Popen([str(c) for c in command], cwd=self.root, env=env | environment, stdout=log, stderr=log, start_new_session=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = child.wait(seconds)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            log.seek(0)
            return status, log.read().decode("utf-8", "replace")[-4000:]

    def pytest(self, *arguments: object, seconds: float, **environment: str) -> tuple[int | None, str]:
        command = [ROOT / ".venv" / "bin" / "python", "-m", "pytest", "-p", "mutants_plugin", "-p", "no:cacheprovider"]
        return self.run([*command, f"--basetemp={self.root}-tmp", *arguments], seconds, **environment)

    def site(self, target: Path, seconds: float) -> tuple[int | None, str]:
        """The site as the tests' own fixture builds it."""
        asking = self.root / "tests" / "test_mutants_site.py"
        asking.write_text(f"import shutil\ndef test_site(site):\n    shutil.copytree(site, {str(target)!r})\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        status, said = self.pytest("-x", asking, seconds=seconds)
        asking.unlink()
        return status, said


def digest(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): hashlib.md5(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


# ------------------------------------------------------------------ the first run


def unseen(id_: str) -> bool:
    """A test of another engine (tests/engines): the first run cannot look into it, so it counts as reaching every script."""
    return id_.startswith("tests/engines/")


def hashes() -> tuple[str, dict[str, str]]:
    """(of all but the test files, of each test file by its name). Pages' Markdown and what tests share counts with the first."""
    rest, tests = hashlib.sha256(), {}
    for name in listed():
        path = ROOT / name
        if name.endswith((".lock", "tests/mutants.yml", "CONTRIBUTING.md", "README.md")) or name.startswith("tests/engines/"):
            continue  # the journeys in three engines would double every browser mutant's time
        if name.startswith("tests/") and path.name.startswith("test_"):
            tests[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            rest.update(name.encode() + path.read_bytes())
    # a test that starts scripts is another test where a script is another
    scripts = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in listed() if name.startswith("tests/") and name.endswith(".mjs")))
    for name in tests:
        if ".mjs" in (ROOT / name).read_text(encoding="utf-8"):
            tests[name] += scripts.hexdigest()
    return rest.hexdigest()[:16], tests


def halves(files: list[str], seconds: dict[str, float]) -> list[list[str]]:
    """The test files in two parts that take about as long, by the last first run or, without one, by what is usual."""
    usual = {f: 150 if f.startswith(("tests/browser/", "tests/engines/")) else 10 for f in files} | seconds
    parts: list[list[str]] = [[], []]
    took = [0.0, 0.0]
    for name in sorted(files, key=lambda f: (-usual[f], f)):
        less = took.index(min(took))
        parts[less].append(name)
        took[less] += usual[name]
    return parts


def first_run(work: Path, made: dict, files: list[str], seconds: dict[str, float]) -> dict:
    """What the tests of these files reach; `seconds`, by file, of the last first run.

    {tests, reached: {mutant of the browser part: contexts}, files: {context: files of the site}, lines: {file: {line: contexts}}, cost}.
    """
    out = work / "first"
    (out / "cov").mkdir(parents=True)
    parts = halves(files, seconds)
    hook = f"--import {(ROOT / 'mutants' / 'cover.mjs').as_uri()}"

    ended: list[bool] = []

    def part(n: int) -> None:
        tree = Tree(work / f"first-{n}")
        for name, text in made["files"].items():
            (tree.root / bundle.SOURCES / name).write_text(text, encoding="utf-8")
        settings = work / f"coverage-{n}.ini"
        settings.write_text(
            f"[run]\nparallel = true\ndata_file = {out}/cov/data-{n}\nsource = {tree.root / 'macros'}\ncontext = ${{MUTANTS_CONTEXT-}}\n",
            encoding="utf-8",
        )
        environment = {"MUTANTS_OUT": str(out), "COVERAGE_PROCESS_START": str(settings), "NODE_OPTIONS": hook}
        status, said = tree.pytest(*parts[n], seconds=5400, **environment)
        print(f"first run, part {n + 1}: {said.strip().splitlines()[-1] if said.strip() else status}", flush=True)
        ended.append(status in (0, 1))  # 1: tests failed, on which more is said later; anything else: it did not come to its end

    threads = [threading.Thread(target=part, args=(n,)) for n in range(len(parts)) if parts[n]]
    [t.start() for t in threads]
    [t.join() for t in threads]
    result: dict = {"tests": {}, "cost": {}, "files": defaultdict(set), "reached": defaultdict(set), "lines": defaultdict(lambda: defaultdict(set))}
    for path in out.glob("tests-*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        result["tests"] |= told["tests"]
        result["cost"] |= told["cost"]
        for context, names in told["files"].items():
            result["files"][context] |= set(names)
        for context, ids in told["reached"].items():
            for id_ in ids:
                result["reached"][id_].add(context)
    for path in out.glob("node-*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        for id_ in told["reached"]:
            result["reached"][id_].add(told["context"])
    for path in (out / "cov").glob("data-*"):
        data = coverage.CoverageData(basename=str(path))
        data.read()
        for name in data.measured_files():
            known = result["lines"][Path(name).relative_to(next(p for p in Path(name).parents if p.parent == work)).as_posix()]
            for line, contexts in data.contexts_by_lineno(name).items():
                known[str(line)] |= set(contexts)
    if not result["tests"] or not all(ended):
        stop("第一次跑测试没有跑完，重新运行")
    return json.loads(json.dumps(plain(result)))


def reach_of(raw: dict, places: list[dict]) -> dict[str, set[str]]:
    """ident of every mutant that can be made → the contexts that reach it."""
    result = {}
    for place in places:
        if place["language"] == "browser":
            contexts = set(raw["reached"].get(place["id"], ()))
        else:
            lines = raw["lines"].get(place["file"], {})
            contexts = {c for n in range(place["lines"][0], place["lines"][1] + 1) for c in lines.get(str(n), ())}
        if contexts:
            result[place["ident"]] = contexts
    return result


def known_reach(work: Path, made: dict, places: list[dict], old_reach: bool) -> dict:
    """{tests, cost, files, reach: {ident: contexts}, in_file: {file: contexts}, places: {file: [(line, contexts)]}}: a first run of all tests.

    Where only test files changed since the last time, or `old_reach` wants it so, a first run of those that changed, put into what is
    known of the others; a mutant that is new since then counts as reached by all that reached its file.
    """
    program, tests = hashes()
    cached = CACHE / "reach.json"
    old = json.loads(cached.read_text(encoding="utf-8")) if cached.exists() else {}
    seconds: Counter[str] = Counter()
    for id_, one in old.get("tests", {}).items():
        seconds[id_.split("::")[0]] += one["seconds"]
    if not old or (old["program"] != program and not old_reach):
        old = {"program": program, "hashes": {}, "tests": {}, "cost": {}, "files": {}, "names": [], "reach": {}}
    changed = [name for name, hash_ in tests.items() if old["hashes"].get(name) != hash_ and name.endswith(".py")]
    for id_ in [i for i in old["tests"] if i.split("::")[0] in changed or i.split("::")[0] not in tests]:
        del old["tests"][id_]
    number = {name: n for n, name in enumerate(old["names"])}
    if changed:
        raw = first_run(work, made, changed, seconds)
        for key in ("tests", "cost", "files"):
            old[key] |= raw[key]
        for ident, contexts in reach_of(raw, places).items():
            numbers = {number.setdefault(c, len(number)) for c in contexts}
            old["reach"][ident] = sorted(numbers | set(old["reach"].get(ident, ())))
    old["hashes"], old["names"] = tests, list(number)
    cached.parent.mkdir(parents=True, exist_ok=True)
    cached.write_text(json.dumps(old), encoding="utf-8")
    reach = {ident: {old["names"][n] for n in numbers} for ident, numbers in old["reach"].items()}
    in_file: dict[str, set[str]] = defaultdict(set)
    at: dict[str, list[tuple[int, set[str]]]] = defaultdict(list)
    for place in places:
        if contexts := reach.get(place["ident"]):
            in_file[place["file"]] |= contexts
            at[place["file"]].append((place["line"], contexts))
    same = old["program"] == program
    return {"tests": old["tests"], "cost": old["cost"], "files": old["files"], "reach": reach, "in_file": in_file, "places": at, "same": same}


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return sorted(value) if isinstance(value, set) else value


# ------------------------------------------------------------------ one mutant


class Judge:
    """Two of them work at a time, each with its own copy of the tree and of the right site."""

    def __init__(self, work: Path, name: str, known: dict) -> None:
        self.known = known
        self.tests = known["tests"]
        self.tree = Tree(work / name)
        self.folder = work / f"{name}-sites"
        self.right = self.folder / "right" / "维权 手册"
        self.mutated = self.folder / "mutant" / "维权 手册"
        for folder in (self.right, self.mutated):
            folder.parent.mkdir(parents=True)
        started = time.monotonic()
        status, said = self.tree.site(self.right, 600)
        if status:
            stop(f"网站没有建成：\n{said}")
        self.build_seconds = time.monotonic() - started
        self.sums = digest(self.right)
        self.tree.warm()
        self.unstable: set[str] = set()

    def seconds(self, id_: str) -> float:
        one = self.tests[id_]
        return one["seconds"] + sum(self.known["cost"].get(f, 0) for f in one["fixtures"] if not f.endswith("::site"))

    def tests_of(self, contexts: set[str]) -> set[str]:
        """The tests behind contexts: themselves, and those that use a shared fixture (the site apart: it is built anew)."""
        shared = {c for c in contexts if c.startswith("fixture:") and not c.endswith("::site")}
        return {id_ for id_, one in self.tests.items() if id_ in contexts or shared & set(one["fixtures"])}

    def without_mutant(self, ids: set[str]) -> set[str]:
        """Runs tests as they are; those that fail."""
        if not ids:
            return set()
        plan, failed = self.folder / "plan.json", self.folder / "failed.txt"
        plan.write_text(json.dumps([{"id": i, "limit": 600} for i in sorted(ids)]), encoding="utf-8")
        failed.unlink(missing_ok=True)
        environment = {"MUTANTS_PLAN": str(plan), "MUTANTS_FAILED": str(failed), "MUTANTS_SITE": str(self.right)}
        status, said = self.tree.pytest(*sorted({i.split("::")[0] for i in ids}), seconds=1800, **environment)
        if status not in (0, 1):
            stop(f"没有变异时测试也跑不起来：\n{said}")
        return set(failed.read_text(encoding="utf-8").splitlines()) if failed.exists() else set()

    def in_order(self, mutant: Mutant, ids: set[str]) -> list[str]:
        """What may soon find the mutant first: a test takes its turn by its seconds, times how many contexts share the rarest place near
        the mutant that it reaches. Without a browser before with one, and last what nobody saw reach anything."""
        share: dict[str, int] = {}
        for line, contexts in self.known["places"][mutant.file]:
            if abs(line - mutant.line) <= NEAR:
                for context in contexts:
                    share[context] = min(share.get(context, len(self.tests)), len(contexts))

        def turn(id_: str) -> tuple:
            one = self.tests[id_]
            rarest = min(share.get(c, len(self.tests)) for c in (id_, *one["fixtures"]))
            return unseen(id_), one["browser"], self.seconds(id_) * rarest, id_

        return sorted(ids, key=turn)

    def try_(self, mutant: Mutant, ids: set[str], site: Path) -> bool:
        """Whether one of the tests fails; says which in the mutant."""
        left = self.in_order(mutant, ids)
        plan, report = self.folder / "plan.json", self.folder / "report.json"
        while left:
            limits = [{"id": i, "limit": TIMES * self.seconds(i) + MORE} for i in left]
            plan.write_text(json.dumps(limits), encoding="utf-8")
            report.unlink(missing_ok=True)
            environment = {"MUTANTS_PLAN": str(plan), "MUTANTS_REPORT": str(report), "MUTANTS_SITE": str(site)}
            files = sorted({i.split("::")[0] for i in left})
            status, said = self.tree.pytest("-x", *files, seconds=TIMES * sum(map(self.seconds, left)) + 10 * MORE, **environment)
            if status == 0:
                return False
            told = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {"test": "", "outcome": "", "message": said[-1500:]}
            id_ = told["test"]
            if status == 1 and id_ in self.tests and self.tests[id_]["browser"] and not told.get("again"):
                # a browser under load may fail by itself: only what fails twice counts
                plan.write_text(json.dumps([{"id": id_, "limit": TIMES * self.seconds(id_) + MORE}]), encoding="utf-8")
                status, _ = self.tree.pytest("-x", id_.split("::")[0], seconds=10 * MORE + TIMES * self.seconds(id_), **environment)
                if status == 0:
                    left = left[left.index(id_) + 1 :]
                    continue
            mutant.status = "timeout" if status is None or told["outcome"] == "too long" else "killed"
            mutant.by, mutant.message = id_ or "no test starts", told["message"]
            return True
        return False

    def contexts(self, mutant: Mutant) -> set[str]:
        """What reaches a mutant. Where the reach is of an older program, a mutant that it does not know is reached by all of its file."""
        found = self.known["reach"].get(mutant.ident)
        return found if found is not None else set() if self.known["same"] else self.known["in_file"][mutant.file]

    def python(self, mutant: Mutant) -> None:
        contexts = self.contexts(mutant)
        here = self.tests_of(contexts)
        if "" in contexts:  # while modules are loaded and tests are collected: any test may stand on it
            here |= {i for i, one in self.tests.items() if not one["site"] and not one["browser"]}
        with_site = {i for i in here if self.tests[i]["site"]}
        slow = {i for i in here - with_site if self.tests[i]["seconds"] > OWN_BUILD}
        if self.try_(mutant, here - with_site - slow, self.right):
            return
        site = self.right
        if any(c.endswith("::site") for c in contexts):
            status, said = self.tree.site(self.mutated, TIMES * self.build_seconds + MORE)
            if status != 0:
                mutant.status, mutant.by, mutant.message = "timeout" if status is None else "killed", "the site's build", said[-1500:]
                return
            sums = digest(self.mutated)
            differ = {f for f in sums.keys() | self.sums.keys() if sums.get(f) != self.sums.get(f)} - self.unstable
            if differ:
                site = self.mutated
                for id_, one in self.tests.items():
                    files = set(self.known["files"].get(id_, ()))
                    if one["site"] and (not one["browser"] or not files or files & differ):
                        with_site.add(id_)
        if self.try_(mutant, with_site, site) or self.try_(mutant, slow, site):
            return
        mutant.status = "survived" if here or with_site else "no coverage"

    def browser(self, mutant: Mutant) -> None:
        seen = self.tests_of(self.contexts(mutant))
        make = "from pathlib import Path; from macros import bundle; raise SystemExit(bundle.bundle(Path.cwd()))"
        status, said = self.tree.run([ROOT / ".venv" / "bin" / "python", "-c", make], 120)
        if status != 0:
            mutant.status, mutant.by, mutant.message = "killed", "the bundle", said[-1500:]
            return
        changed = []
        for name in bundle.ENTRIES.values():
            right = self.right / bundle.PUBLISHED / name
            changed.append((right, right.read_bytes()))
        bundle.write(self.tree.root, self.right)
        try:
            if not self.try_(mutant, seen | {i for i in self.tests if unseen(i)}, self.right):
                mutant.status = "survived" if seen else "no coverage"
        finally:
            for path, content in changed:
                path.write_bytes(content)

    def judge(self, mutant: Mutant) -> None:
        path = self.tree.root / mutant.file
        right, known = path.read_bytes(), path.stat()
        started = time.monotonic()
        path.write_text(mutant.text, encoding="utf-8")
        if mutant.file.startswith("macros/publish/"):  # what is kept might hide the mutant
            shutil.rmtree(self.tree.root / ".cache" / "publish", ignore_errors=True)
        try:
            (self.python if mutant.language == "python" else self.browser)(mutant)
        finally:
            path.write_bytes(right)
            os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
            self.tree.clean()
        mutant.seconds = round(time.monotonic() - started, 1)
        mutant.hashes = [file_hash(mutant.file), file_hash(mutant.by.split("::")[0])]


# ------------------------------------------------------------------ the whole


def reasons() -> dict[tuple[str, str, str], str]:
    if not REASONS.exists():
        return {}
    listed = YAML(typ="safe").load(REASONS.read_text(encoding="utf-8")) or []
    return {(one["file"], one["line"], one["becomes"]): one["why"] for one in listed}


def report(mutants: list[Mutant], record: dict) -> None:
    why = reasons()
    rows = []
    for language in ("python", "browser", "all"):
        count = Counter(m.status for m in mutants if language in (m.language, "all"))
        total = count.total()
        dead = count["killed"] + count["timeout"]
        share = f"{100 * dead / total:.1f} %" if total else "-"
        rows.append((language, total, count["killed"], count["timeout"], count["survived"], count["no coverage"], share))
    print(f"\n{'':10}{'mutants':>9}{'killed':>9}{'timeout':>9}{'survived':>10}{'no test':>9}{'killed %':>11}")
    for row in rows:
        print(f"{row[0]:10}{row[1]:>9}{row[2]:>9}{row[3]:>9}{row[4]:>10}{row[5]:>9}{row[6]:>11}")
    for m in sorted((m for m in mutants if m.status in ("survived", "no coverage")), key=lambda m: (m.file, m.line)):
        print(f"\n{m.file}:{m.line} ({m.key}, {m.status})")
        print("\n".join(f"  {x}" for x in m.diff[:12]))
        print(f"  → {why.get((m.file, m.before, m.after), 'no reason yet: write a test, or a reason in tests/mutants.yml')}")
    save(mutants, record)


def save(mutants: list[Mutant], record: dict) -> None:
    why = reasons()
    kept = [{k: v for k, v in asdict(m).items() if k != "text"} | {"why": why.get((m.file, m.before, m.after))} for m in mutants]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record | {"mutants": kept}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description="mutation run")
    options.add_argument("--sample", type=int, default=SAMPLE)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--python", type=int, help="how many of them in macros/")
    options.add_argument("--browser", type=int, help="how many of them in the browser part")
    options.add_argument("--old-reach", action="store_true", help="what reaches what is taken from the last first run, though the program changed")
    options.add_argument("--again", action="store_true", help="only what the last run did not kill, or whose file or killing test is another since")
    options.add_argument("--mutant", help="a mutant of the last run: its key, or the beginning of it")
    options.add_argument("tests", nargs="*", help="with --mutant: what to give to pytest")
    asked = options.parse_args()
    started = time.monotonic()
    work = Path(tempfile.mkdtemp(prefix="mutants-"))
    try:
        if asked.mutant:
            one(asked.mutant, asked.tests, work)
        else:
            draw(asked, work, started)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def draw(asked: argparse.Namespace, work: Path, started: float) -> None:
    Tree(work / "as-it-is")
    made = instrumented()
    places = {
        "python": [place for path in sorted(PYTHON.rglob("*.py")) for place in python_mutants(path)],
        "browser": browser_mutants(made),
    }
    drawn = {language: numbered(listed, asked.seed) for language, listed in places.items()}
    wanted = {"browser": asked.browser, "python": asked.python}
    if wanted["browser"] is None:
        wanted["browser"] = round(asked.sample * BROWSER_SHARE)
    if wanted["python"] is None:
        wanted["python"] = asked.sample - round(asked.sample * BROWSER_SHARE)
    mutants = [finished(*pair) for language, pairs in drawn.items() for pair in pairs[: wanted[language]]]
    shutil.rmtree(CACHE / "drawn", ignore_errors=True)
    (CACHE / "drawn").mkdir(parents=True)
    for mutant in mutants:
        original = (ROOT / mutant.file).read_text(encoding="utf-8")
        text = json.dumps(asdict(mutant) | {"original": original}, ensure_ascii=False)
        (CACHE / "drawn" / f"{mutant.key}.json").write_text(text, encoding="utf-8")
    print(f"{len(places['python'])} + {len(places['browser'])} mutants can be made; seed {asked.seed} draws {wanted}", flush=True)
    if asked.again:
        keep(mutants)
    known = known_reach(work, made, [place for listed_ in places.values() for place in listed_], asked.old_reach)
    everything(mutants, known, work, asked.seed, {k: len(v) for k, v in places.items()}, started)


def file_hash(name: str) -> str:
    path = ROOT / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def keep(mutants: list[Mutant]) -> None:
    """What the last run killed stays killed while the mutated file and the test's file are the same."""
    last = {one["key"]: one for one in json.loads(RESULT.read_text(encoding="utf-8"))["mutants"]} if RESULT.exists() else {}
    for mutant in mutants:
        one = last.get(mutant.key, {})
        same = one.get("file") == mutant.file and one.get("hashes") == [file_hash(mutant.file), file_hash(one.get("by", "").split("::")[0])]
        if same and one["status"] in ("killed", "timeout"):
            mutant.status, mutant.by, mutant.message, mutant.seconds = one["status"], one["by"], one["message"], one["seconds"]
            mutant.hashes = one["hashes"]
    print(f"{sum(bool(m.status) for m in mutants)} are known from the last run", flush=True)


def one(key: str, tests: list[str], work: Path) -> None:
    """Shows a mutant of the last run and runs the tests named on it; what they build, they build from it."""
    for path in (CACHE / "drawn").glob(f"{key}*.json"):
        mutant = json.loads(path.read_text(encoding="utf-8"))
        print(f"{mutant['file']}:{mutant['line']}", *mutant["diff"], sep="\n")
        tree = Tree(work / "one")
        if (tree.root / mutant["file"]).read_text(encoding="utf-8") != mutant["original"]:
            stop("这个文件改过了：先重新运行 make mutants")
        (tree.root / mutant["file"]).write_text(mutant["text"], encoding="utf-8")
        status, said = tree.pytest("-x", *tests, seconds=1800)
        print(said, "survived" if status == 0 else "killed", sep="\n")
        return
    stop("没有这个变异：先运行 make mutants")


def everything(mutants: list[Mutant], known: dict, work: Path, seed: int, possible: dict, started: float) -> None:
    with ThreadPoolExecutor(WORKERS) as makers:
        judges = list(makers.map(lambda n: Judge(work, f"worker-{n}", known), range(WORKERS)))
    # the weight of a page or what a test reads from the sources is another with instrumented scripts: such a test is asked again
    red = {i for i, one in known["tests"].items() if not one["passed"]}
    for _ in range(2):  # a browser under load may fail by itself
        red = judges[0].without_mutant(red)
    if red:  # such a test would kill every mutant, and without it mutants would survive that it kills: neither is a result
        stop("没有变异时这些测试也不通过。先改好，再重新运行（跑过的不会重跑）：\n" + "\n".join(sorted(red)))
    first = time.monotonic() - started
    print(f"{len(known['tests'])} tests, first run and sites after {first / 60:.1f} minutes", flush=True)
    unstable = {f for f in judges[0].sums.keys() | judges[1].sums.keys() if judges[0].sums.get(f) != judges[1].sums.get(f)}
    left: queue.Queue[Mutant] = queue.Queue()
    for mutant in sorted((m for m in mutants if not m.status), key=lambda m: m.key):
        left.put(mutant)
    done = 0

    def work_on(judge: Judge) -> None:
        nonlocal done
        judge.unstable = unstable
        while True:
            try:
                mutant = left.get_nowait()
            except queue.Empty:
                return
            try:
                judge.judge(mutant)
            except Exception as problem:  # a fault of this tool must not pass for a result
                mutant.status, mutant.message = "error", repr(problem)
            done += 1
            save(mutants, {"seed": seed, "possible": possible})
            print(f"{done:>4} {mutant.status:12}{mutant.seconds:>6.0f} s  {mutant.file}:{mutant.line}  {mutant.by}", flush=True)

    threads = [threading.Thread(target=work_on, args=(judge,)) for judge in judges]
    [t.start() for t in threads]
    [t.join() for t in threads]
    minutes = round((time.monotonic() - started) / 60, 1)
    report(mutants, {"seed": seed, "possible": possible, "minutes": minutes, "unstable": sorted(unstable)})
    print(f"\n{minutes} minutes, {WORKERS} at a time; all of it in {RESULT.relative_to(ROOT)}")
    if any(m.status == "error" for m in mutants):
        sys.exit("some mutants could not be judged: see their message")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
