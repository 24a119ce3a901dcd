"""The preview: one build a change, what pages ask for is there, and it says when it can no longer be right."""

from __future__ import annotations

import shutil

import pytest
from serve_time import Preview, replace

from macros.bundle import MADE
from tests import small
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory):
    """A running preview of a small book whose scripts and program are its own."""
    project = small.project(tmp_path_factory.mktemp("preview") / "小 书")
    small.own(project, "macros")
    small.own(project, MADE)  # a changed script is bundled here, not in the folder that every other test takes its scripts from
    assets = project / "docs" / "assets"
    assets.unlink()
    shutil.copytree(ROOT / "docs" / "assets", assets)
    with Preview(project) as running:
        running.settled()
        yield running


def test_a_word_of_data_is_one_build(preview):
    before = preview.builds
    scenario = preview.project / "docs" / "_data" / "scenarios" / "change-of-mind.yml"
    title = small.book(preview.project).scenarios["change-of-mind"].title
    replace(scenario, title, f"{title}改")
    preview.wait(lambda: f"{title}改" in preview.page("scenarios/change-of-mind.html"), "改了一个字，页面没有变")
    preview.settled(1)
    assert preview.builds - before == 1


def test_a_script_is_one_build(preview):
    before = preview.builds
    replace(preview.project / "docs" / "assets" / "javascripts" / "trouble.js", '"storage-notice"', '"storage-notice-2"')
    preview.wait(lambda: "storage-notice-2" in preview.page("assets/handbook.js"), "改了脚本，预览没有变")
    preview.settled(1)
    assert preview.builds - before == 1, "改一次脚本只该生成一次"


def test_what_the_pages_ask_for_is_there(preview):
    """Search, letters as Word files and merchants' words work in the preview; what only others read is not made."""
    for address in ("assets/search-index.js", "assets/letter-template.js", "assets/excuses.js", "assets/handbook.js"):
        assert preview.page(address), f"预览里没有 {address}"
    assert preview.page("assets/search-model.js") == "window.handbookMeaning=null;\n", "预览不训练，编辑不用等"
    assert preview.get("letters/refund-letter.docx")[0] == 200
    assert preview.get("data/handbook.json")[0] == 404


def test_the_preview_invents_no_public_address(preview):
    """The preview's own address is none to print as a code."""
    assert "printfoot__qr" not in preview.page("scenarios/change-of-mind.html")


def test_a_changed_program_is_told(preview):
    """Python is not loaded again: the preview says so instead of showing what is no longer true."""
    assert not any("重新运行" in line for line in preview.said)
    replace(preview.project / "macros" / "views.py", '"""', '"""Changed. ')
    preview.wait(lambda: any("程序改了" in line and "请重新运行 make serve" in line for line in preview.said), "程序改了，预览没有说")
