"""Which of the pinned packages have a hole that is known: `make advisories`. Asks PyPI (by pip-audit) and npm (by npm audit), so it needs the network.

Exit code 0: all were asked, nothing is known. 1: something is known, each named with where it is mended. 3: not all could be asked, and nothing is known of
the rest: that is no good news and no bad one. Part of no other task: the same commit must not pass today and fail tomorrow.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from setup import BIN, node

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (".", "audit", "mutants")  # those with a package-lock.json
KNOWN, UNASKED = 1, 3

Run = Callable[[list[str], Path], str]


@dataclass
class Answer:
    """`asked`: how many packages were; `known`, `unasked`: a line each."""

    asked: int = 0
    known: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)


def run(command: list[str], folder: Path) -> str:
    """What it prints; where that is nothing, its last complaint is shown. Its exit code and its own words say too little: pip-audit ends with 0 and “No known
    vulnerabilities found” where it could not ask after a single package."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    if not done.stdout.strip():
        print(*done.stderr.strip().splitlines()[-1:], file=sys.stderr)
    return done.stdout


def batches(root: Path) -> list[list[str]]:
    """name==version of every Python lock, in lists in which a name stands once: a package may be pinned in one version for old Pythons, in one for new."""
    pins = {pin for lock in root.glob("requirements*.lock") for pin in re.findall(r"^([a-z0-9._-]+==\S+)", lock.read_text(encoding="utf-8"), re.M)}
    rounds: list[list[str]] = []
    for pin in sorted(pins):
        name = pin.partition("==")[0]
        fitting = next((one for one in rounds if all(other.partition("==")[0] != name for other in one)), None)
        if fitting is None:
            rounds.append([pin])
        else:
            fitting.append(pin)
    return rounds


def heard(text: str) -> dict[str, Any]:
    """What a tool said as JSON; nothing where it said none."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def python_answer(said: dict[str, Any], wanted: list[str]) -> Answer:
    """Of pip-audit's JSON. What it skipped or left out was not asked."""
    answer = Answer()
    told = {}
    for entry in said.get("dependencies", []):
        if "vulns" in entry:
            told[f"{entry['name']}=={entry['version']}"] = entry["vulns"]
    for pin in wanted:
        if pin not in told:
            answer.unasked.append(pin)
            continue
        answer.asked += 1
        for hole in told[pin]:
            mended = "、".join(hole.get("fix_versions") or []) or "还没有修好的版本"
            first = next(iter((hole.get("description") or "").strip().splitlines()), "")[:160]
            answer.known.append(f"Python {pin}：{hole['id']}（修在：{mended}）{first}")
    return answer


def npm_answer(said: dict[str, Any], folder: str, wanted: int) -> Answer:
    """Of npm audit's JSON. Without its report nothing was asked."""
    where = "package-lock.json" if folder == "." else f"{folder}/package-lock.json"
    if "auditReportVersion" not in said:
        return Answer(unasked=[f"{where}的{wanted}个包（{str(said.get('message', '没有回答'))[:120]}）"])
    answer = Answer(asked=wanted)
    for name, entry in sorted(said.get("vulnerabilities", {}).items()):
        # what only passes a hole on from another package is told there
        for hole in (via for via in entry["via"] if isinstance(via, dict)):
            answer.known.append(f"npm {name} {entry['range']}（{where}，{hole['severity']}）：{hole['title']} {hole['url']}")
    return answer


def ask(root: Path, npm: list[str], run: Run) -> Answer:
    """Every lock, one after the other."""
    whole = Answer()
    with tempfile.TemporaryDirectory() as folder:
        for pins in batches(root):
            listed = Path(folder) / "pins.txt"
            listed.write_text("\n".join(pins) + "\n", encoding="utf-8")
            command = [str(BIN / "pip-audit"), "-r", str(listed), "--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off"]
            add(whole, python_answer(heard(run(command, root)), pins))
    for name in FOLDERS:
        entries = json.loads((root / name / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        said = heard(run([*npm, "audit", "--package-lock-only", "--json", "--loglevel=silent"], root / name))
        add(whole, npm_answer(said, name, len(entries) - 1))
    return whole


def add(whole: Answer, part: Answer) -> None:
    whole.asked += part.asked
    whole.known += part.known
    whole.unasked += part.unasked


def told(answer: Answer) -> tuple[str, int]:
    """(what to print, exit code)."""
    lines = []
    if answer.known:
        lines += [f"锁里有{len(answer.known)}处公开的漏洞：", *(f"  {line}" for line in answer.known)]
        lines.append("怎么改：直接写的改 pyproject.toml、package.json 里的版本；别的包带进来的，先升带它的那个。再运行 make lock、make test。")
    if answer.unasked:
        lines.append(
            f"没有问到{len(answer.unasked)}处，它们有没有漏洞不知道：{'、'.join(answer.unasked[:8])}{'……' if len(answer.unasked) > 8 else ''}"
        )
        lines.append("要连得上 pypi.org 和 registry.npmjs.org 的查漏洞服务；只转发安装包的镜像不答。换个网络再运行 make advisories。")
    if not lines:
        lines.append(f"{answer.asked}个包都问过了，没有公开的漏洞。")
    elif not answer.known:
        lines.append(f"问到的{answer.asked}个没有公开的漏洞。" if answer.asked else "一个也没有问到。")
    return "\n".join(lines), KNOWN if answer.known else UNASKED if answer.unasked else 0


def main() -> None:
    found = node()
    if found is None:
        sys.exit("没有 Node.js。先运行 make setup")
    text, code = told(ask(ROOT, found[1], run))
    print(text)
    sys.exit(code)


if __name__ == "__main__":
    main()
