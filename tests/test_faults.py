"""A sample of the faults that can be made (tests/faults), in the small book: each ends as a named problem, in its file and line, with a
remedy, and never as many. Then some through the real build. `make faults` tries thousands in the real data."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.check import check
from macros.load import load
from tests import small
from tests.faults import builds
from tests.faults import run as runner
from tests.faults.__main__ import each, workplace
from tests.faults.fault import Fault
from tests.faults.mutants import GROUPS, OF_PROJECT, drawn, everything
from tests.faults.run import ALARM, CRASH, FINE, HANG, RIGHT, SILENT, TRACEBACK, WRONG_LINE, Result, Workshop, quantile, restore, run, undone

COUNT = 300
SEED = 20261122


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.project(tmp_path_factory.mktemp("faults") / "book")


@pytest.fixture(scope="module")
def results(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return run(drawn(project, COUNT, SEED), Workshop(project, tmp_path_factory.mktemp("workshop") / "book"))


def test_every_fault_is_told_where_it_is(results):
    bad = [r for r in results if r.outcome not in FINE]
    assert not bad, f"{len(bad)} of {len(results)}:\n" + "\n".join(map(str, bad))


def test_what_the_workshop_keeps_changes_no_answer(project, tmp_path):
    """It reads a file that stays as it is once, and asks once what depends on it alone: load() and check() of the same folder say the same."""
    workshop = Workshop(project, tmp_path / "workshop")
    for fault in drawn(project, 200, SEED)[::8]:
        told = workshop.attempt(fault)
        with undone(workshop.root, fault):
            fault.apply(workshop.root)
            book, found = load(workshop.root)
            assert list(told.problems) == sorted(found + (check(book) if book else [])), fault.name


def test_faults_that_nobody_chose(project, tmp_path):
    """100 more by a seed of the moment, and three through the real build: whoever sees it fail has the seed to make the same again."""
    seed = int(os.environ.get("FUZZ_SEED") or secrets.randbelow(10**9))
    faults = drawn(project, 100, seed)
    told = run(faults, Workshop(project, tmp_path / "workshop"))
    bad = [r for r in told if r.outcome not in FINE]
    assert not bad, f"FUZZ_SEED={seed}\n" + "\n".join(map(str, bad))
    harmless = [f for f in faults if f.expect == "pass"] or faults
    chosen = [faults[len(faults) // 6], faults[len(faults) // 2], harmless[-1]]
    built = builds.run(chosen, workplace(project, tmp_path / "book"), tmp_path)
    wrong = [f"{ended}: [{fault.group}] {fault.name}\n{said}" for fault, ended, said in built if ended not in builds.FINE]
    assert not wrong, f"FUZZ_SEED={seed}\n" + "\n".join(wrong)


def test_a_build_that_ends_is_told_from_the_others(project, tmp_path):
    """What the judge of builds says: a marked page, a green build of a fault, a harmless text that is refused, a fault named elsewhere only."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>好</p><script>{{</script>", encoding="utf-8")
    fault = Fault("known", "x", TERMS, None, "named", (TERMS,), lambda root: None)
    fine = Fault("known", "x", TERMS, None, "pass", (TERMS,), lambda root: None)
    whole = {"index.html"}
    assert builds.judge(fault, f"{TERMS}:2: 写错了", 1, site, whole) == builds.STOPPED
    assert builds.judge(fault, "docs/_data/other.yml:2: 写错了", 1, site, whole) == builds.UNNAMED
    assert builds.judge(fault, f"Traceback (most recent call last)\n{TERMS}:2: x", 1, site, whole) == builds.TRACEBACK
    assert builds.judge(fault, "", 0, site, whole) == builds.GREEN
    assert builds.judge(fine, f"{TERMS}:2: 写错了", 1, site, whole) == builds.REFUSED
    assert builds.judge(fine, "", 0, site, whole) == builds.BUILT
    assert builds.judge(fine, "", 0, site, {*whole, "lost.html"}) == builds.GREEN
    (site / "index.html").write_text("<p>Macro Rendering Error</p>", encoding="utf-8")
    assert builds.judge(fine, "", 0, site, whole) == builds.GREEN


def test_a_fault_is_few_problems(results):
    counts = sorted(len(r.problems) for r in results)
    assert quantile(counts, 0.5) <= 1 and quantile(counts, 0.95) <= 5, f"problems a fault: {Counter(counts)}"


def test_no_fault_takes_long(results):
    slow = [str(r) for r in results if r.seconds > 10]
    assert not slow, slow


def test_every_kind_of_fault_can_be_made(project):
    """None of the makers has fallen silent because the data look different now."""
    made = everything(project, SEED)
    assert set(made) == {*GROUPS, *OF_PROJECT}
    kinds = {f"{group}: {fault.name.split(' @ ')[0]}" for group, faults in made.items() for fault in faults}
    assert len(kinds) > 340, sorted(kinds)


# ------------------------------------------------------ is the measure right?

TERMS = "docs/_data/glossary.yml"


def terms(change: Callable[[str], str]) -> Callable[[Path], None]:
    def do(root: Path) -> None:
        path = root / TERMS
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return do


def forever(root: Path) -> None:
    while True:
        pass


def killed(root: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


KNOWN = {  # how a fault ends → what it does, the lines in which it should be told, what is expected of it
    RIGHT: (terms(lambda text: text.replace("text:", "txet:")), (2, 2), "named"),
    WRONG_LINE: (terms(lambda text: text.replace("text:", "txet:")), (30, 30), "named"),
    SILENT: (terms(lambda text: text + "# 说明\n"), None, "named"),
    ALARM: (terms(lambda text: text.replace("text:", "txet:")), None, "pass"),
    TRACEBACK: (terms(int), None, "named"),
    HANG: (forever, None, "named"),
    CRASH: (killed, None, "named"),
}


def test_each_end_is_told_from_the_others(project, tmp_path, monkeypatch):
    """A run that calls everything fine would be worth nothing; what brings the process down does not end the run."""
    monkeypatch.setattr(runner, "LIMIT", 2)
    faults = [Fault("known", end, TERMS, lines, expect, (TERMS,), do) for end, (do, lines, expect) in KNOWN.items()]
    ended = each([*faults, faults[0]], project, tmp_path)
    assert [r.outcome for r in ended] == [*KNOWN, RIGHT]


# ------------------------------------------------- through the real build


@contextmanager
def broken(path: Path, change: Callable[[Path], object]) -> Iterator[None]:
    kept = path.read_bytes()
    change(path)
    try:
        yield
    finally:
        restore(path, kept)


def stopped(project: Path, tmp_path: Path) -> str:
    """What `mkdocs build --strict` says as it stops, in a process of its own: exit 1, no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")],
        cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    assert sum(row.startswith("docs/") for row in done.stderr.splitlines()) <= 5, done.stderr
    return done.stderr


PAGE = "docs/steps/verify.md"
TEXTS = {
    "a large letter": ("docs/_data/letters/short-note.yml", "title:", "Title:", "Title: 不认识的键“Title”。你是不是要写 title？"),
    "a wrong key": ("docs/_data/channels.yml", "    summary:", "    sumary:", "channels[0].sumary: 不认识的键“sumary”。你是不是要写 summary？"),
    "nested 50 000 deep": ("docs/_data/glossary.yml", "terms:", "x: " + "[" * 50_000 + "\nterms:", "一层套一层，超过了24层"),
    "a number of 5 000 digits": ("docs/_data/letters/refund-letter.yml", "width: 12", "width: " + "1" * 5_000, "数字有5000位，太长"),
    "a noncharacter": ("docs/_data/letters/refund-letter.yml", "要求把钱", "要求把\uffff钱", "文字里有看不见的字符 U+FFFF"),
    "第2十条": ("docs/_data/glossary.yml", "可以反悔的那几天", "见《买卖法》第2十条", "terms[0].text: 《买卖法》第2十条的条号写错了"),
    "a template mark": ("docs/_data/scenarios/cheated.yml", 'title: "', 'title: "{{ 7*7 }}', "文字里有模板记号“{{”"),
    "a phase renamed": ("docs/_data/vocab.yml", "id: complain,", "id: complaint,", "phases[3].id: 阶段“complaint”不是六个阶段之一"),
    "a citation of nothing": (PAGE, "先看法律", '先看法律{{ cite("shop-law#20") }}', f"{PAGE}:9: 没有条文 shop-law#20"),
    "a macro not shut": (PAGE, "先看法律", "先看法律{{ cite(", f"{PAGE}:9: 宏没有写对"),
    "a day without quotes": (PAGE, 'reviewed: "2026-11-22"', "reviewed: 2026-11-22", f"{PAGE}:4: reviewed 的“2026-11-22”要加英文双引号"),
    "a broken head": (PAGE, 'title: "核实"', 'title: "a: b" "…"', f"{PAGE}:2: 不是正确的YAML"),
    "a broken score": ("docs/about/search-score.json", "{", "[", "docs/about/search-score.json:1: 不是正确的JSON"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_build_stops_at_a_broken_text(project, tmp_path, case):
    file, before, after, expected = TEXTS[case]

    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    with broken(project / file, change):
        assert expected in stopped(project, tmp_path)


def replaced(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        path.unlink()
        make(path)

    return do


LAW = "docs/_data/laws/unread-law.yml"
FILES = {
    "a pipe": (LAW, replaced(os.mkfifo), f"{LAW}: 这不是普通的文件"),
    "a folder": (LAW, replaced(Path.mkdir), f"{LAW}: 这是文件夹"),
    "a link to nothing": (LAW, replaced(lambda path: path.symlink_to("nowhere.yml")), f"{LAW}: 这个链接指向的文件不存在"),
    "a link to itself": (LAW, replaced(lambda path: path.symlink_to(path.name)), f"{LAW}: 读不了这个文件"),
    "a stub in GBK": ("docs/laws/unread-law.md", lambda p: p.write_bytes("法律\n".encode("gbk")), "docs/laws/unread-law.md:1: 这个文件不是UTF-8编码"),
    "10 MB": (LAW, lambda p: p.write_bytes(b"# x\n" * 2_500_000), f"{LAW}: 文件有10.0 MB，太大"),
}


@pytest.mark.parametrize("case", FILES)
def test_the_build_stops_at_what_is_no_file_of_ours(project, tmp_path, case):
    file, change, expected = FILES[case]
    with broken(project / file, change):
        assert expected in stopped(project, tmp_path)
