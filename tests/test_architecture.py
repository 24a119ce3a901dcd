"""The picture of the program is drawn from the program, and is today's."""

from __future__ import annotations

import architecture

from tests.conftest import ROOT


def test_the_picture_is_todays():
    assert architecture.PICTURE.read_text(encoding="utf-8") == architecture.drawn(), "程序分块变了，图没有重画。运行 make architecture"


def test_every_module_has_a_place():
    """A module of macros/ that no part names would be missing in the picture."""
    named = {module for modules in architecture.TOGETHER.values() for module in modules}
    there = {path.stem for path in (ROOT / "macros").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert named == there, f"补进 tools/architecture.py 的 TOGETHER，或从里面删去：{sorted(named ^ there)}"


def test_an_import_is_an_arrow(tmp_path):
    """Counted by hand: what a folder imports of another, inside a function too; what it imports of itself is none."""
    (tmp_path / "macros" / "check").mkdir(parents=True)
    (tmp_path / "macros" / "book.py").write_text("from macros import model\n", encoding="utf-8")
    (tmp_path / "macros" / "model.py").write_text("import re\n", encoding="utf-8")
    (tmp_path / "macros" / "check" / "a.py").write_text(
        "from macros.book import Handbook\nfrom macros import model as m\n\ndef f():\n    from macros.pages import Pages\n", encoding="utf-8"
    )
    (tmp_path / "macros" / "pages.py").write_text("", encoding="utf-8")
    assert architecture.python_imports(tmp_path) == {("检查", "模型"): 2, ("检查", "页面"): 1}


def test_who_uses_stands_above():
    rows = architecture.layers(["下", "中", "上"], {("上", "中"): 1, ("中", "下"): 3, ("下", "中"): 1})
    assert rows == [["上"], ["中"], ["下"]]
