"""`make fuzz`: thousands of faults, each loaded and checked, some of them through the real build, as many at a time as the machine has cores; prints the
tables and every fault that did not end as it should, and the seed with which the same faults are made again. `--table` prints every kind of damage with how
it ended."""

from __future__ import annotations

import argparse
import os
import pickle
import secrets
import shutil
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import small
from tests.faults import builds
from tests.faults.fault import Fault
from tests.faults.mutants import drawn
from tests.faults.run import CRASH, FINE, Result, Workshop, kinds, run, table

ROOT = Path(__file__).resolve().parents[2]


def part(faults: list[Fault], workshop: Workshop, pipe: int) -> None:
    """In a child process: each fault, its result written to the pipe (a crash takes the child alone with it)."""
    with os.fdopen(pipe, "wb") as out:
        for fault in faults:
            (result,) = run([fault], workshop)
            pickle.dump((result.outcome, result.problems, result.seconds, result.error), out)
            out.flush()


def each(faults: list[Fault], project: Path, folder: Path) -> list[Result]:
    """The result of every fault, however it ended: what brings a child down is a crash, and the next child goes on behind it."""
    results: list[Result] = []
    while len(results) < len(faults):
        workshop = Workshop(project, folder / str(len(results)))
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                part(faults[len(results) :], workshop, writing)
                os._exit(0)
            except BaseException:  # whatever it was, a child never goes on with its parent's work
                traceback.print_exc()
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            while len(results) < len(faults):
                try:
                    results.append(Result(faults[len(results)], *pickle.load(told)))
                except EOFError:
                    break
                if sys.stderr.isatty():
                    print(f"\r{len(results)} / {len(faults)}", end="", file=sys.stderr)
        _, status = os.waitpid(child, 0)
        if status and len(results) < len(faults):
            results.append(Result(faults[len(results)], CRASH, (), 0.0, f"status {status}"))
    return results


def shared_out(faults: list[Fault], project: Path, folder: Path, jobs: int) -> list[Result]:
    """The same by several processes, each with every so many-th fault."""
    workers = []
    for job in range(jobs):
        reading, writing = os.pipe()
        worker = os.fork()
        if worker == 0:
            os.close(reading)
            try:
                results = [(r.outcome, r.problems, r.seconds, r.error) for r in each(faults[job::jobs], project, folder / f"job{job}")]
                with os.fdopen(writing, "wb") as out:
                    pickle.dump(results, out)
                os._exit(0)
            except BaseException:  # as in each()
                traceback.print_exc()
                os._exit(1)
        os.close(writing)
        workers.append((worker, reading))
    ended: dict[int, Result] = {}
    for job, (worker, reading) in enumerate(workers):
        with os.fdopen(reading, "rb") as told:
            for n, result in enumerate(pickle.load(told)):
                ended[job + n * jobs] = Result(faults[job + n * jobs], *result)
        os.waitpid(worker, 0)
    return [ended[n] for n in range(len(faults))]


def workplace(root: Path, folder: Path) -> Path:
    """A project in a folder of its own, whose data and pages may be broken: they are copied, the program is linked. The settings are copied as well."""
    shutil.copytree(root / "docs", folder / "docs")
    for name in (*small.PROGRAM, ".cache"):
        if (root / name).exists():
            (folder / name).symlink_to(root / name)
    shutil.copy(root / small.SETTINGS, folder / small.SETTINGS)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2600)
    parser.add_argument("--seed", type=int, default=None, help="without one, one that nobody chose")
    parser.add_argument("--builds", type=int, default=0, help="how many of them go through the real build as well")
    parser.add_argument("--group", default="", help="only this group")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--table", action="store_true", help="every kind of damage, and how it ended")
    given = parser.parse_args()
    seed = secrets.randbelow(10**9) if given.seed is None else given.seed
    print(f"seed {seed}")
    faults = [fault for fault in drawn(ROOT, given.count, seed) if given.group in ("", fault.group)]
    with tempfile.TemporaryDirectory() as folder:
        results = shared_out(faults, ROOT, Path(folder), given.jobs)
    print(table(results))
    if given.table:
        print(kinds(results))
    bad = [r for r in results if r.outcome not in FINE]
    for result in bad:
        print(result)
    spoiled = 0
    if given.builds:
        chosen = faults[:: max(1, len(faults) // given.builds)][: given.builds]
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.jobs) as pool:
            places = [Path(folder) / f"job{job}" for job in range(given.jobs)]
            parts = pool.map(lambda job: builds.run(chosen[job :: given.jobs], workplace(ROOT, places[job] / "book"), places[job]), range(given.jobs))
            built = [result for part_ in parts for result in part_]
        print(builds.table(built))
        for fault, ended, said in built:
            if ended not in builds.FINE:
                spoiled += 1
                print(f"{ended}: [{fault.group}] {fault.name}\n{said}")
    return 1 if bad or spoiled else 0


if __name__ == "__main__":
    sys.exit(main())
