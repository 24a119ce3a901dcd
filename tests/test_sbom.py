"""What the handbook is made with, as it lies beside the downloads (tools/sbom.py)."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import sbom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from macros.publish import downloads
from tests.conftest import ROOT

DAY = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def written() -> str:
    return sbom.text(ROOT, DAY)


@pytest.fixture(scope="module")
def bill(written) -> dict:
    return json.loads(written)


def test_it_is_what_it_says_it_is(written):
    """CycloneDX 1.6, by the schema of those who wrote it."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_every_pinned_package_is_named(bill):
    """With the version that is locked and an address that a scanner can look up; none that is not locked."""
    python = re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = [f"pkg:pypi/{name}@{version}" for name, version in python]
    wanted += [f"pkg:npm/{place.rpartition('node_modules/')[2].replace('@', '%40')}@{entry['version']}" for place, entry in npm.items() if place]
    assert sorted(c["purl"] for c in bill["components"]) == sorted(wanted)
    assert len(wanted) > 300
    refs = [c["bom-ref"] for c in bill["components"]]
    assert len(refs) == len(set(refs)), "one that stands in two places has two marks"


def test_what_makes_the_site_is_told_from_what_tests_it(bill):
    scope = {c["purl"].rpartition("@")[0]: c["scope"] for c in bill["components"]}
    for name in ("pypi/mkdocs", "pypi/jinja2", "pypi/numpy", "pypi/typst", "pypi/pikepdf", "npm/esbuild", "npm/docxtemplater", "npm/%40noble/hashes"):
        assert scope[f"pkg:{name}"] == "required", name
    for name in ("pypi/pytest", "pypi/playwright", "pypi/cyclonedx-python-lib", "pypi/hypothesis", "npm/jsdom", "npm/eslint"):
        assert scope[f"pkg:{name}"] == "excluded", name


def test_who_needs_whom(bill):
    """From the handbook one reaches every package; each names what it asks for."""
    needs = {entry["ref"]: entry.get("dependsOn", []) for entry in bill["dependencies"]}
    by_name = {ref.partition("#")[0].rpartition("@")[0]: ref for ref in needs}
    assert by_name["pkg:pypi/markupsafe"] in needs[by_name["pkg:pypi/jinja2"]]
    assert by_name["pkg:npm/pizzip"] in needs["handbook"]
    assert by_name["pkg:npm/%40xmldom/xmldom"] in needs[by_name["pkg:npm/docxtemplater"]]
    found, left = set(), ["handbook"]
    while left:
        ref = left.pop()
        if ref not in found:
            found.add(ref)
            left += needs[ref]
    elsewhere = {c["bom-ref"] for c in bill["components"]} - found
    # what only a package of another machine asks for: it is not installed here, and does not say what it needs
    assert {ref.rpartition("@")[0] for ref in elsewhere} <= {"pkg:pypi/pycparser"}


def test_it_says_of_what_and_when(bill):
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    own = bill["metadata"]["component"]
    assert (own["version"], bill["metadata"]["timestamp"]) == (version, "2026-11-29T00:00:00+00:00")
    assert {r["url"] for r in own["externalReferences"]} == {"requirements.lock", "package-lock.json"}
    named = [c for c in bill["components"] if c.get("licenses")]
    assert len(named) >= 0.97 * len(bill["components"]), "those that say nothing of their licence are few"


def copied(to: Path) -> Path:
    to.mkdir()
    for name in (*sbom.LOCKS, "pyproject.toml", "package.json"):
        shutil.copy(ROOT / name, to / name)
    return to


def test_the_same_locks_give_the_same_bytes(written, bill, tmp_path):
    """In another folder, by another process; another day or another package is another list."""
    assert sbom.text(copied(tmp_path / "另 one"), DAY) == written
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "sbom.py"), "--out", str(tmp_path / "out")],
        env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": str(int(DAY.timestamp())), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / downloads.BILL).read_text(encoding="utf-8") == written
    later = json.loads(sbom.text(ROOT, DAY + dt.timedelta(1)))
    other = copied(tmp_path / "other")
    lock = (other / "requirements.lock").read_text(encoding="utf-8")
    (other / "requirements.lock").write_text(re.sub(r"^markupsafe==\S+", "markupsafe==9.9.9", lock, flags=re.M), encoding="utf-8")
    changed = json.loads(sbom.text(other, DAY))
    assert len({bill["serialNumber"], later["serialNumber"], changed["serialNumber"]}) == 3
    (other / "requirements.lock").write_text(lock.replace("mkdocs==1.6.1", "mkdocs==1.6.2"), encoding="utf-8")
    with pytest.raises(SystemExit, match="make lock"):
        sbom.text(other, DAY)
    assert "timestamp" not in json.loads(sbom.text(ROOT, None))["metadata"], "no clock is asked"
