"""Some faults through the real build, in a process of its own: it stops and names the fault, or it builds what is right. `make fuzz`.

A build that ends well is looked at: every page is there, and none shows a template's marks or an error in place of its words.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.faults.fault import Fault
from tests.faults.run import undone

STOPPED, BUILT = FINE = ("stopped and named", "built right")
UNNAMED, TRACEBACK, GREEN, REFUSED, HANG = ("stopped, not named", "traceback", "built although wrong", "harmless and refused", "hang")
# seconds of a build; the real book, whose search learns anew, takes half a minute, and ten on a machine that fifteen share: then four times the first one
LIMIT = 240
FIRST = 1800
# what the engine prints into a page in place of its words
BAD = re.compile(r"Macro (?:Rendering|Syntax) Error|Traceback \(most recent|jinja2\.exceptions|UndefinedError|\{\{|\{%")
WORDS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def pages(site: Path) -> dict[str, str]:
    """Page → its words."""
    return {p.relative_to(site).as_posix(): WORDS.sub(" ", p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}


def build(project: Path, site: Path, limit: float) -> subprocess.CompletedProcess[str]:
    """What `make site` runs: the settings looked at, then `mkdocs build --strict`. Raises subprocess.TimeoutExpired."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = None
    for program in (["macros.check"], ["mkdocs", "build", "--strict", "-d", str(site)]):
        command = [sys.executable, "-m", *program]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=limit)
        if done.returncode:
            break
    assert done
    return done


def judge(fault: Fault, said: str, code: int, site: Path, whole: set[str]) -> str:
    """How a build ended. whole: the pages that the unbroken project has."""
    if "Traceback (most recent call last)" in said:
        return TRACEBACK
    if code:
        if fault.expect == "pass":
            return REFUSED
        places = [line for line in said.splitlines() if line.startswith(f"{fault.file}:") or any(line.startswith(f"{o}:") for o in fault.touched)]
        return STOPPED if places or fault.others else UNNAMED
    if fault.expect == "named":
        return GREEN
    made = pages(site)
    return BUILT if whole <= made.keys() and not any(BAD.search(text) for text in made.values()) else GREEN


def attempt(fault: Fault, project: Path, site: Path, whole: set[str], limit: float = LIMIT) -> tuple[str, str]:
    """(how it ended, what was said): the fault done, built in at most so many seconds, undone."""
    try:
        with undone(project, fault):
            fault.apply(project)
            done = build(project, site, limit)
            return judge(fault, done.stderr, done.returncode, site, whole), done.stderr[-1500:]
    except subprocess.TimeoutExpired:
        return HANG, f"{limit:.0f} s"


def run(faults: list[Fault], project: Path, folder: Path) -> list[tuple[Fault, str, str]]:
    """[(fault, how it ended, what was said)]; the unbroken project is built first, and has to be right.

    Raises RuntimeError where it is not."""
    start = time.monotonic()
    first = build(project, folder / "whole", FIRST)
    limit = max(LIMIT, 4 * (time.monotonic() - start))
    if first.returncode:
        raise RuntimeError(f"the project itself does not build:\n{first.stderr[-2000:]}")
    made = pages(folder / "whole")
    odd = sorted(url for url, text in made.items() if BAD.search(text))
    if odd:
        raise RuntimeError(f"pages of the unbroken project show marks of a template: {odd[:5]}")
    results = []
    for n, fault in enumerate(faults):
        ended, said = attempt(fault, project, folder / "site", set(made), limit)
        results.append((fault, ended, said))
        if sys.stderr.isatty():
            print(f"\r{n + 1} / {len(faults)} builds", end="", file=sys.stderr)
    return results


def table(results: list[tuple[Fault, str, str]]) -> str:
    """Damage × outcome."""
    ends = [*FINE, UNNAMED, TRACEBACK, GREEN, REFUSED, HANG]
    count = Counter((fault.group, ended) for fault, ended, _ in results)
    groups = sorted({fault.group for fault, _, _ in results})
    lines = ["| builds | " + " | ".join(ends) + " |", "|---|" + "---|" * len(ends)]
    return "\n".join(lines + [f"| {group} | " + " | ".join(str(count[group, end]) for end in ends) + " |" for group in groups])
