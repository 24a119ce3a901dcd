"""Of the theme's sheet what pages and scripts ask for, and nothing of ours but comments and space lost."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from macros import bundle, theme
from macros.publish import style_sheets
from tests.conftest import ROOT

THEME = """:root{--used:red;--never:blue}body{color:var(--used)}.card{a:b}.card .gone{a:b}.made{a:b}.md-drawn>*{a:b}.x{a:b}mark{a:b}hr{a:b}
.card:hover,.other:hover{a:b}ul[type]{a:b}[data-md-state=on]{a:b}details[open]>summary:before{a:b}@media print{.card{c:d}.nowhere{c:d}}
@keyframes turn{to{a:b}}@keyframes idle{to{a:b}}.card{animation:turn 1s}"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module, the real programs and a site of one page."""
    sources = tmp_path / bundle.SOURCES
    sources.mkdir(parents=True)
    (sources / "main.js").write_text(
        'const x = made(mark); node.className = "md-drawn is-on"; list.append(element("mark", `made ${x}`));\n', encoding="utf-8"
    )
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    folder = tmp_path / "site" / style_sheets.FOLDER
    folder.mkdir(parents=True)
    (folder / "main.1234abcd.min.css").write_text(THEME, encoding="utf-8")
    (folder / "site.css").write_text('/* why */\n.a { content: "字"; }\n', encoding="utf-8")
    (folder / "print.css").write_text("@media print {\n  .a { color: #000; }\n}\n", encoding="utf-8")
    page = '<body class="x-page"><details class="card"><summary data-md-state="on">gone other</summary></details></body>'
    (tmp_path / "site" / "index.html").write_text(page, encoding="utf-8")
    return tmp_path


def sheet(project: Path) -> str:
    style_sheets.write(project, project / "site")
    return (project / "site" / theme.SHEET).read_text(encoding="utf-8")


def test_what_a_page_or_a_script_may_have_stays(project):
    made = sheet(project)
    for rule in ("body{", ".card{a:b}", ".made{", ".md-drawn>*{", "mark{", ".card:hover", "details[open]>summary:before{", "[data-md-state=on]{"):
        assert rule in made, rule
    assert "@media print{.card{c:d}}" in made
    assert "--used" in made and "@keyframes turn" in made


def test_a_plain_table_is_told_by_another_attribute_than_its_class(project):
    sheet_ = project / "site" / style_sheets.FOLDER / "main.1234abcd.min.css"
    sheet_.write_text(THEME + ".card table:not([class])>:first-child{a:b}", encoding="utf-8")
    (project / "site" / "index.html").write_text('<div class="card"><table><tr></tr></table></div>', encoding="utf-8")
    made = sheet(project)
    assert ".card table:not([data-styled])>:first-child{a:b}" in made
    assert "[class" not in made


def test_what_none_has_goes(project):
    """A word of the page's text is no class, and neither is a short word of a script's."""
    made = sheet(project)
    for rule in (".gone", ".other", "hr{", ".x{", ".nowhere", "--never", "@keyframes idle", "ul[type]"):
        assert rule not in made, rule


def test_the_sheets_as_a_server_gives_them(project):
    sheet(project)
    folder = project / "site" / style_sheets.FOLDER
    assert {p.name: p.read_text(encoding="utf-8").strip() for p in folder.iterdir() if p.name != "theme.css"} == {
        "site.css": '.a{content:"字"}',
        "print.css": "@media print{.a{color:#000}}",
    }
    assert all(path.stat().st_mode & stat.S_IROTH for path in folder.iterdir())


def test_made_once_for_one_input(project, monkeypatch):
    """Other words on a page do not change what the theme's sheet is made of; a class that it knows does."""
    monkeypatch.setattr(style_sheets, "OWN", ())
    want = sheet(project)
    again = project / "site" / style_sheets.FOLDER / "main.1234abcd.min.css"
    page = project / "site" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("gone other", "别的话<i class='unknown'></i>"), encoding="utf-8")
    again.write_text(THEME, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(style_sheets, "run", lambda *_: pytest.fail("没有变，不该再做"))
        assert sheet(project) == want
    page.write_text(page.read_text(encoding="utf-8").replace("unknown", "other"), encoding="utf-8")
    again.write_text(THEME, encoding="utf-8")
    assert ".other:hover" in sheet(project)


def test_what_went_wrong_is_told(project, monkeypatch):
    monkeypatch.setattr(bundle, "node", lambda: None)
    with pytest.raises(style_sheets.NotMade, match="make setup"):
        sheet(project)
    monkeypatch.undo()
    (project / "broken.mjs").write_text('import "purgecss-not-there";', encoding="utf-8")
    monkeypatch.setattr(style_sheets, "PURGE", project / "broken.mjs")
    with pytest.raises(style_sheets.NotMade, match="make setup"):
        sheet(project)


def test_node_is_the_machines_or_the_packages(monkeypatch):
    assert bundle.node()
    monkeypatch.setattr(bundle.shutil, "which", lambda name: None)
    monkeypatch.setattr(bundle.importlib.util, "find_spec", lambda name: None)
    assert bundle.node() is None
