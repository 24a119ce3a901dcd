"""Which pinned packages have a known hole (tools/advisories.py): what the two tools answer is read right, above all where they answer nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import advisories
import pytest

from tests.conftest import ROOT

PINS = ["jinja2==3.1.6", "numpy==2.4.6"]
HOLE = {"id": "PYSEC-1-1", "fix_versions": ["3.1.7"], "aliases": ["CVE-1"], "description": "A template runs code.\nMore."}


def test_python_none_known():
    said = {"dependencies": [{"name": "jinja2", "version": "3.1.6", "vulns": []}, {"name": "numpy", "version": "2.4.6", "vulns": []}], "fixes": []}
    assert advisories.told(advisories.python_answer(said, PINS)) == ("2个包都问过了，没有公开的漏洞。", 0)


def test_python_one_is_known():
    said = {"dependencies": [{"name": "jinja2", "version": "3.1.6", "vulns": [HOLE]}, {"name": "numpy", "version": "2.4.6", "vulns": []}]}
    text, code = advisories.told(advisories.python_answer(said, PINS))
    assert code == 1
    assert "jinja2==3.1.6：PYSEC-1-1（修在：3.1.7）A template runs code.\n" in text
    assert "numpy" not in text and "make lock" in text


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"dependencies": []},
        # what pip-audit 2.10 prints, with exit code 0 and “No known vulnerabilities found”, where the index knows no advisories
        {"dependencies": [{"name": p.split("==")[0], "skip_reason": "Dependency not found on PyPI and could not be audited"} for p in PINS]},
    ],
)
def test_python_silence_is_no_good_news(said):
    text, code = advisories.told(advisories.python_answer(said, PINS))
    assert code == 3
    assert "没有问到2处" in text and "jinja2==3.1.6" in text and "一个也没有问到" in text
    assert "都问过了" not in text


def test_npm():
    hole = {"source": 1, "name": "pako", "title": "Prototype pollution", "url": "https://example.org/GHSA-1", "severity": "high", "range": "<1.0.12"}
    said = {
        "auditReportVersion": 2,
        "vulnerabilities": {
            "pako": {"name": "pako", "severity": "high", "via": [hole], "effects": ["pizzip"], "range": "<1.0.12"},
            "pizzip": {"name": "pizzip", "severity": "high", "via": ["pako"], "effects": [], "range": "*"},
        },
    }
    answer = advisories.npm_answer(said, "audit", 200)
    assert (answer.asked, answer.unasked) == (200, [])
    assert answer.known == ["npm pako <1.0.12（audit/package-lock.json，high）：Prototype pollution https://example.org/GHSA-1"]
    assert advisories.told(advisories.npm_answer({"auditReportVersion": 2, "vulnerabilities": {}}, ".", 9))[1] == 0
    refused = advisories.npm_answer({"message": "405 Method Not Allowed", "statusCode": 405, "error": {}}, ".", 9)
    assert advisories.told(refused)[1] == 3 and refused.unasked == ["package-lock.json的9个包（405 Method Not Allowed）"]


def test_what_is_known_counts_more_than_what_was_not_asked():
    answer = advisories.Answer(asked=1, known=["Python a==1：X"], unasked=["b==1"])
    text, code = advisories.told(answer)
    assert code == 1 and "b==1" in text and "没有公开的漏洞" not in text


def test_everything_that_is_pinned_is_asked():
    """Each package of each lock, in each version; a tool that cannot be reached, or says no JSON, leaves them all unasked."""
    rounds = advisories.batches(ROOT)
    for pins in rounds:
        names = [pin.partition("==")[0] for pin in pins]
        assert len(names) == len(set(names)), "pip-audit takes a name once"
    locks = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.lock"))
    assert {pin for pins in rounds for pin in pins} == set(re.findall(r"^([a-z0-9._-]+==\S+)", locks, re.M))
    assert len(rounds) > 1, "numpy is pinned for old Pythons and for new ones"

    commands = []

    def run(command, folder):
        commands.append((command, folder))
        if command[1] == "audit":
            return json.dumps({"auditReportVersion": 2, "vulnerabilities": {}})
        listed = Path(command[2]).read_text(encoding="utf-8").split()
        return json.dumps({"dependencies": [dict(zip(("name", "version"), line.split("=="), strict=True), vulns=[]) for line in listed]})

    whole = advisories.ask(ROOT, ["npm"], run)
    assert not whole.unasked and whole.asked > 600
    asked = {folder.relative_to(ROOT).as_posix() for command, folder in commands if command[1] == "audit"}
    assert asked == {path.parent.relative_to(ROOT).as_posix() for path in (*ROOT.glob("package-lock.json"), *ROOT.glob("*/package-lock.json"))}
    none = advisories.ask(ROOT, ["npm"], lambda command, folder: "Traceback: no network")
    assert (none.asked, none.known) == (0, []) and len(none.unasked) == len([p for pins in rounds for p in pins]) + len(advisories.FOLDERS)


def test_it_stops_nothing_else():
    """In no task that a change has to pass, and in a workflow of its own."""
    needed = re.findall(r"^[a-z-]+: (.*?)(?: ##.*)?$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert len(needed) > 20 and not [line for line in needed if "advisories" in line]
    workflows = ROOT / ".github" / "workflows"
    asking = [path.name for path in workflows.glob("*.yml") if "make advisories" in path.read_text(encoding="utf-8")]
    assert asking == ["advisories.yml"]
    own = (workflows / "advisories.yml").read_text(encoding="utf-8")
    assert "schedule:" in own and '"requirements*.lock", "**/package-lock.json"' in own
