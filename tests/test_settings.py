"""mkdocs.yml broken: each told with file, line and remedy before the engine gets it; tests/faults/damages.py breaks every line of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.check.settings import problems
from tests import small
from tests.conftest import ROOT

TEXT = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
PLUGIN = TEXT[TEXT.index("  - macros:\n") : TEXT.index("\nmarkdown_extensions")]
ROW = {
    key: next(n for n, row in enumerate(TEXT.split("\n"), 1) if row.startswith(key))
    for key in ("plugins:", "theme:", "nav:", "  - 首页", "not_in_nav:", "strict:")
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.project(tmp_path_factory.mktemp("settings") / "book")


def told(project: Path, text: str) -> list[str]:
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in problems(project)]


CASES = {
    "as they are": ("strict: true", "strict: true", []),
    "warnings pass": ("strict: true", "strict: false", [f"mkdocs.yml:{ROW['strict:']}: strict: “false”不在可选范围。改成其中一个：true"]),
    "the plugin lost": (PLUGIN, "", [f"mkdocs.yml:{ROW['plugins:']}: plugins: 应该是列表，每项前面加“- ”，或写成 [ ]"]),
    "a second plugin": ("  - macros:", "  - search\n  - macros:", [f"mkdocs.yml:{ROW['plugins:']}: plugins: 最多1项，现在2项。删去多的"]),
    "a font of another host": (
        "  font: false # no request to a font host\n", "", [f"mkdocs.yml:{ROW['theme:']}: theme: 缺少“font”。补上它；看原来怎么写：git diff mkdocs.yml"],
    ),
    "a page that is none": ("- 首页: index.md", "- 首页: indx.md", [
        f"mkdocs.yml:{ROW['  - 首页']}: nav[0].首页: 没有 docs/indx.md 这一页。你是不是要写 index.md？",
        f"mkdocs.yml:{ROW['nav:']}: nav: 导航里没有首页。补上：- 首页: index.md",
    ]),
    "a page that nothing leads to": ("  /glossary.md\n", "", [
        f"mkdocs.yml:{ROW['not_in_nav:']}: not_in_nav: docs/glossary.md不在导航里，这里也没有写。补上一行 /glossary.md，或加进 nav",
    ]),
    "an address that is none": ('!ENV [SITE_URL, ""]', '"www.a.cn"', [
        'mkdocs.yml:4: site_url: “www.a.cn”不是网址。写成 https:// 开头的完整网址；没有就写 !ENV [SITE_URL, ""]',
    ]),
    "an address": ('!ENV [SITE_URL, ""]', '"https://a.cn/handbook/"', []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_damage(project, case):
    before, after, expected = CASES[case]
    assert before in TEXT
    assert told(project, TEXT.replace(before, after, 1)) == expected


def ran(project: Path, *program: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", *program], cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_without_the_plugin_no_build_ends_well(project, tmp_path):
    """Nobody calls the handbook then: `make site` asks before, and the engine alone stops at the first page, with the way out in its last line."""
    (project / "mkdocs.yml").write_text(TEXT.replace(PLUGIN, ""), encoding="utf-8")
    said = ran(project, "macros.check")
    assert (said.returncode, said.stdout) == (1, "") and said.stderr.startswith(f"mkdocs.yml:{ROW['plugins:']}: plugins: "), said.stderr
    alone = ran(project, "mkdocs", "build", "--strict", "-d", str(tmp_path / "site"))
    assert alone.returncode and "没有接上手册的程序：运行 make site，看 mkdocs.yml 哪里要改" in alone.stderr.splitlines()[-1]


def test_no_settings_at_all(tmp_path):
    said = ran_in_nothing(tmp_path)
    assert (said.returncode, said.stderr) == (1, "mkdocs.yml: 缺少这个文件。误删了就取回来（git checkout -- mkdocs.yml）\n")


def ran_in_nothing(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "macros").symlink_to(ROOT / "macros")
    return ran(folder, "macros.check")


def test_the_build_stops_with_them_among_the_others(project, tmp_path):
    (project / "mkdocs.yml").write_text(TEXT.replace("anchors: warn", "anchors: ignore"), encoding="utf-8")
    said = ran(project, "mkdocs", "build", "--strict", "-d", str(tmp_path / "site"))
    assert said.returncode == 1 and "Traceback" not in said.stderr
    assert "validation.links.anchors: “ignore”不在可选范围。改成其中一个：'warn'" in said.stderr
