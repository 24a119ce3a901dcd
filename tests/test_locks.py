"""What is installed is what was locked: the locks fit what asks for them, and nothing in them can go stale by itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib

import pytest
import yaml
from setup import node

from macros.publish.downloads import BILL
from tests.conftest import ROOT

FOLDERS = [".", "audit", "mutants"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_npm_lock_fits_its_package(folder, tmp_path):
    """npm's own comparison, in a folder without a network and with an empty cache: what it would have to ask for is not in the lock."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / folder / name, tmp_path / name)
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    command = [*found[1], "ci", "--dry-run", "--offline", "--ignore-scripts", "--loglevel=error"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"npm_config_cache": str(tmp_path / "empty")})
    assert done.returncode == 0, f"{folder}/package-lock.json 和 package.json 对不上，运行 make lock：\n{done.stderr[:1500]}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_npm_lock_cannot_go_stale_by_itself(folder):
    """A dependency of a dependency that asks for "latest" makes `npm ci` fail on the day its next version appears; an override names one."""
    package = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    named = package.get("overrides", {})
    loose = []
    for where, entry in lock["packages"].items():
        for kind in ("dependencies", "optionalDependencies", "peerDependencies"):
            for name, wanted in entry.get(kind, {}).items():
                if re.fullmatch(r"[a-z]+", wanted) and name not in named:
                    loose.append(f"{where or 'package.json'} → {name}@{wanted}")
    assert not loose, f"这些依赖只写了标签，没写版本，在 {folder}/package.json 的 overrides 里定下来：{loose}"
    for name, version in {**package.get("dependencies", {}), **package.get("devDependencies", {}), **named}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{folder}/package.json 的 {name} 没有写死版本：{version}"
        assert lock["packages"][f"node_modules/{name}"]["version"] == version, f"{folder}/package-lock.json 的 {name} 不是 {version}，运行 make lock"


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    "requirements.lock": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]],
    "requirements-mutants.lock": PROJECT["dependency-groups"]["mutants"],
    "requirements-advisories.lock": PROJECT["dependency-groups"]["advisories"],
    "requirements-zensical.lock": PROJECT["dependency-groups"]["zensical"],
}


def locked(name: str) -> dict[str, str]:
    """Package → version, of those that stand in the lock with hashes."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)(?: ;.*)? \\$", (ROOT / name).read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("lock", LOCKS)
def test_python_lock_fits_pyproject(lock):
    """Every package that pyproject.toml names is pinned exactly and stands in its lock in that version, with hashes."""
    for wanted in LOCKS[lock]:
        name, _, version = wanted.partition("==")
        assert version, f"pyproject.toml 的 {wanted} 没有写死版本"
        own = re.sub(r"[-_.]+", "-", name).lower()
        assert locked(lock).get(own) == version, f"{lock} 里的 {name} 是 {locked(lock).get(own)}，不是 {version}，运行 make lock"


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock != "requirements.lock"])
def test_python_locks_agree(lock):
    """What stands in both locks stands there in one version: they are installed into one environment."""
    main, more = locked("requirements.lock"), locked(lock)
    assert {n: (main[n], v) for n, v in more.items() if n in main and main[n] != v} == {}


# who may write, and where: it puts out what another job made
WRITING = {"ci.yml": ["deploy"], "release.yml": ["publish"]}


def test_workflows_run_what_was_reviewed():
    """Actions are named by commit, with the version beside it; no right is given to a whole workflow, and only the last step may publish: it runs no program
    of the repository and none that is installed, so no package can take its rights."""
    files = {p.name: p.read_text(encoding="utf-8") for p in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
    loose = [f"{name}: {line.strip()}" for name, text in files.items() for line in text.splitlines() if re.search(r"\buses:", line)
             and not re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)]  # fmt: skip
    assert not loose, f"这些动作没有写死到提交：{loose}"
    pins = {found for text in files.values() for found in re.findall(r"uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v\S+)$", text, re.M)}
    assert len(pins) == len({name for name, _, _ in pins}), "one action, one version everywhere"
    for name, text in files.items():
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}, f"{name} 给整个流程权限了，改成每个任务各写各的"
        writing = [job for job, said in workflow["jobs"].items() if "write" in said["permissions"].values()]
        assert writing == WRITING.get(name, []), f"{name}：除了 {WRITING.get(name, [])}，谁都不该有写的权限：{writing}"
        for job in writing:
            steps = workflow["jobs"][job]["steps"]
            assert "needs" in workflow["jobs"][job] and not any("checkout" in step.get("uses", "") for step in steps)
            ran = [line.split()[0] for step in steps for line in step.get("run", "").splitlines()]
            assert set(ran) <= {"sha256sum", "rm", "gh"}, f"{name} 的 {job} 运行了别的：{ran}"


def test_a_release_is_what_was_checked_and_signed_for():
    """A tag makes it; its files are those that were tested, their sums are looked at again, signed for, and only then given out."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    assert workflow[True] == {"push": {"tags": ["v*"]}}  # YAML reads `on` so

    def order(job):
        return [(step.get("run") or step["uses"].split("@")[0]).split(" > ")[0] for step in workflow["jobs"][job]["steps"]]

    made = ['make --silent release-notes tag="$TAG"', "make site", "make test", "make pdf", "make publish", "actions/upload-artifact"]
    assert [step for step in order("build") if step in made] == [*made, "actions/upload-artifact"]
    publish = order("publish")
    assert publish[:5] == ["actions/download-artifact"] * 2 + ["sha256sum --check --strict SHA256SUMS"] + ["actions/attest"] * 2
    assert "gh release create" in publish[5] and "--verify-tag" in publish[5] and len(publish) == 6
    attests = [step["with"] for step in workflow["jobs"]["publish"]["steps"] if "attest" in step.get("uses", "")]
    assert attests == [{"subject-checksums": "downloads/SHA256SUMS"}, {"subject-checksums": "downloads/SHA256SUMS", "sbom-path": f"downloads/{BILL}"}]


def test_new_versions_are_proposed_for_everything_that_is_pinned():
    """The forge's bot looks where something is pinned, each week, and makes one proposal of what belongs together."""
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    assert updates["version"] == 2
    looks = {entry["package-ecosystem"]: entry.get("directories") or [entry["directory"]] for entry in updates["updates"]}
    assert looks == {
        "github-actions": ["/"],
        "pip": ["/"],
        "npm": [f"/{folder}".removesuffix(".") for folder in FOLDERS],
        "docker": [f"/{path.parent.relative_to(ROOT)}" for path in ROOT.glob("*/Containerfile")],
    }
    assert {p.parent.relative_to(ROOT).as_posix() for p in ROOT.glob("*/package-lock.json")} | {"."} == set(FOLDERS)
    for entry in updates["updates"]:
        assert entry["schedule"] == {"interval": "weekly"}
        assert [group["patterns"] for group in entry["groups"].values()] == [["*"]]
