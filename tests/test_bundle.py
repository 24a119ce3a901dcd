"""The browser part's bundles: made when a source is newer, by the program for this machine, and a fault is told in a sentence."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from macros import bundle
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("system", "machine", "folder", "name"),
    [
        ("linux", "x86_64", "linux-x64", "bin/esbuild"),
        ("linux", "aarch64", "linux-arm64", "bin/esbuild"),
        ("darwin", "arm64", "darwin-arm64", "bin/esbuild"),
        ("darwin", "x86_64", "darwin-x64", "bin/esbuild"),
        ("win32", "AMD64", "win32-x64", "esbuild.exe"),
        ("freebsd", "riscv64", "freebsd-riscv64", "bin/esbuild"),
    ],
)
def test_the_program_for_each_machine(monkeypatch, tmp_path, system, machine, folder, name):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert bundle.esbuild(tmp_path) is None
    program = tmp_path / "node_modules" / "@esbuild" / folder / name
    program.parent.mkdir(parents=True)
    program.touch()
    assert bundle.esbuild(tmp_path) == program


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose scripts are a line each, with the real esbuild."""
    sources = tmp_path / bundle.SOURCES
    sources.mkdir(parents=True)
    for name in bundle.ENTRIES:
        (sources / name).write_text(f'import {{ word }} from "./lib/word.js";\nconsole.log("{name}", word ?? "无");\n', encoding="utf-8")
    (sources / "lib").mkdir()
    (sources / "lib" / "word.js").write_text('export const word = "字";\n', encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    return tmp_path


def scripts(project: Path) -> list[Path]:
    return [project / bundle.MADE / name for name in bundle.ENTRIES.values()]


def test_one_classic_script_an_entry(project):
    """Nothing to import, small, in the syntax of 2019, Chinese as Chinese: a page in a folder can load it, an old phone can read it."""
    assert bundle.bundle(project) is None
    for name, path in zip(bundle.ENTRIES, scripts(project), strict=True):
        text = path.read_text(encoding="utf-8")
        assert name in text and "字" in text
        assert "import" not in text and "??" not in text
        assert text.startswith(("(()=>{", "(function(){")) and len(text.splitlines()) == 1


PROGRAM = Path(bundle.__file__)  # a change of it is a change of the scripts


def at(seconds: float, *paths: Path) -> None:
    """Sets when files were last written, in seconds after the program."""
    for path in paths:
        os.utime(path, (PROGRAM.stat().st_mtime + seconds,) * 2)


def old(project: Path) -> list[Path]:
    """Scripts made a while after the program and every source, and marked, so that it shows when they are made anew."""
    assert bundle.bundle(project) is None
    at(-100, *(project / bundle.SOURCES).rglob("*.js"), project / "package-lock.json")
    outs = scripts(project)
    for out in outs:
        out.write_text("旧", encoding="utf-8")
    at(100, *outs)
    assert bundle.bundle(project) is None
    assert {out.read_text(encoding="utf-8") for out in outs} == {"旧"}, "没有改过，就不再做一遍"
    return outs


def is_old(out: Path) -> bool:
    return out.read_text(encoding="utf-8") == "旧"


@pytest.mark.parametrize("name", [f"{bundle.SOURCES}/lib/word.js", f"{bundle.SOURCES}/main.js", "package-lock.json"])
def test_made_again_when_a_source_or_a_library_is_newer(project, name):
    outs = old(project)
    at(200, project / name)
    assert bundle.bundle(project) is None
    assert not any(map(is_old, outs)), "改了一个文件，都要重做"


def test_made_again_when_the_program_is_newer(project):
    outs = old(project)
    at(-50, *outs)
    assert bundle.bundle(project) is None
    assert not any(map(is_old, outs))


def test_what_is_missing_is_made_and_nothing_else(project):
    outs = old(project)
    outs[0].unlink()
    assert bundle.bundle(project) is None
    assert [is_old(out) for out in outs] == [False, *[True] * (len(outs) - 1)]
    at(200, project / "package-lock.json")
    assert bundle.bundle(project) is None
    assert bundle.bundle(project) is None
    assert not any(map(is_old, outs))


def test_the_scripts_go_into_a_site(project, tmp_path):
    assert bundle.bundle(project) is None
    bundle.write(project, tmp_path / "site")
    put = {p.relative_to(tmp_path / "site").as_posix(): p.read_bytes() for p in (tmp_path / "site").rglob("*.js")}
    assert put == {f"assets/{out.name}": out.read_bytes() for out in scripts(project) if out.name not in bundle.UNPUBLISHED}
    bundle.write(project, tmp_path / "site")


def test_what_went_wrong_is_told(project):
    (project / bundle.SOURCES / "lib" / "word.js").write_text("export const word = ;\n", encoding="utf-8")
    said = bundle.bundle(project)
    assert said is not None and said.startswith("浏览器脚本有错：\n") and "word.js:1:20" in said


def test_without_esbuild_the_remedy_is_told(project):
    (project / "node_modules").unlink()
    assert bundle.bundle(project) == "没有 esbuild，浏览器脚本做不出来。先运行 make setup（它会安装锁定的版本）"


def test_a_script_that_shares_gets_all_that_its_source_exports():
    """docs/assets/javascripts/shared: what handbook.js puts on the window under the names that the other scripts import."""
    folder = ROOT / bundle.SOURCES
    for name, where in json.loads((folder / "package.json").read_text(encoding="utf-8"))["imports"].items():
        own = set(re.findall(r"^export (?:async )?(?:const|function) (\w+)", (folder / where["default"]).read_text(encoding="utf-8"), re.MULTILINE))
        text = (folder / where["shared"]).read_text(encoding="utf-8")
        shared = re.search(r"export const \{ (.*) \} = window\.handbookShared\.(\w+);", text)
        assert (set(shared[1].split(", ")) if shared else {"store"}) == own, name
        assert name == "#store" or shared[2] == name[1:]


def test_scripts_that_come_after_the_first_do_not_bring_it_again(tmp_path):
    """One store a page, one panel, one voice: what is in handbook.js is in no script that comes after it."""
    program = bundle.esbuild(ROOT)
    for name in bundle.SHARING:
        out, about = tmp_path / name, tmp_path / "about.json"
        subprocess.run([*bundle.command(program, ROOT / bundle.SOURCES / name, out), f"--metafile={about}"], check=True, cwd=ROOT)
        inside = {path.removeprefix(f"{bundle.SOURCES}/") for path in json.loads(about.read_text(encoding="utf-8"))["inputs"]}
        assert not inside & {"store.js", "store/open.js", "store/disk.js", "lib/page.js", "lib/dates.js", "lib/live.js"}, name
