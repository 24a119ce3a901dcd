"""What stands between the engine and the handbook: finished HTML goes past Markdown and nothing is lost on the way."""

from __future__ import annotations

import markdown
import pytest

from macros.finished import Finished
from macros.publish import kept
from tests import small

HTML = '<section class="a" id="one">\n<h2 id="two">二 & <b>*三*</b></h2>\n<script type="application/json">{"a": "<div>_b_"}</script>\n</section>'


def test_finished_html_comes_back_as_it_was():
    finished = Finished()
    text = f"# 标题\n\n{finished.keep(HTML)}\n\n*强调*\n\n{finished.keep('<p>末</p>')}\n"
    made = markdown.markdown(text, extensions=[finished, "toc", "admonition", "attr_list", "tables"])
    assert HTML in made
    assert "<p>末</p>" in made
    assert "<em>强调</em>" in made
    assert "data-finished" not in made


def test_the_block_holds_every_id_and_nothing_else():
    finished = Finished()
    block = finished.keep(HTML)
    assert block == '<div data-finished="0"><i id="one"></i><i id="two"></i></div>'
    assert finished.seen(f"前 {block} 后") == f"前 {HTML} 后"
    assert finished.restore(block) == HTML


def test_a_build_still_knows_the_anchors_of_what_is_drawn(tmp_path):
    """A link in Markdown to an id that a component draws holds; one to an id that nobody draws stops the build."""
    project = small.project(tmp_path / "p")
    page = project / "docs" / "about" / "index.md"
    first = next(iter(small.book(project).excuses))
    group = small.book(project).excuses[first][0]
    good = page.read_text(encoding="utf-8") + f"\n\n[说法](../excuses/{group}.md#{first})\n"
    page.write_text(good, encoding="utf-8")
    made = small.build(project, tmp_path / "site")
    assert f'href="../excuses/{group}.html#{first}"' in (made / "about" / "index.html").read_text(encoding="utf-8")
    page.write_text(good.replace(f"#{first}", f"#{first}-not"), encoding="utf-8")
    with pytest.raises(Exception, match="strict"):
        small.build(project, tmp_path / "site")


def test_what_is_kept_is_made_once_for_one_input(tmp_path):
    made = []

    def make() -> bytes:
        made.append(len(made))
        return b"%d" % len(made)

    assert kept.kept(tmp_path, "a/b.docx", ["x", "y"], make) == b"1"
    assert kept.kept(tmp_path, "a/b.docx", ["x", "y"], make) == b"1"
    assert kept.kept(tmp_path, "a/b.docx", ["xy", ""], make) == b"2", "不同的输入，不能拿旧的"
    assert kept.kept(tmp_path, "a/c.docx", ["xy", ""], make) == b"3"
    (tmp_path / kept.FOLDER / "a" / "c.docx").write_bytes(b"broken")
    assert kept.kept(tmp_path, "a/c.docx", ["xy", ""], make) == b"4"
    assert len(made) == 4


def test_kept_readings_are_those_that_would_be_made(tmp_path, monkeypatch):
    with kept.Readings(tmp_path) as readings:
        assert readings.of("银行") == ["yin", "hang"]
        assert readings.of("不行") == ["bu", "xing"]
    monkeypatch.setattr(kept, "lazy_pinyin", lambda run: pytest.fail(f"{run} 读过了，不该再读"))
    with kept.Readings(tmp_path) as readings:
        assert readings.of("银行") == ["yin", "hang"]
    file = tmp_path / kept.FOLDER / "readings.json"
    assert "不行" not in file.read_text(encoding="utf-8"), "不再有的，不留着"
    for wrong in ('{"by": "pypinyin==0", "read": {"银行": "a b"}}', "[1]", "{", ""):
        file.write_text(wrong, encoding="utf-8")
        monkeypatch.setattr(kept, "lazy_pinyin", lambda run: ["new"] * len(run))
        with kept.Readings(tmp_path) as readings:
            assert readings.of("银行") == ["new", "new"], wrong


def test_a_second_build_is_the_same(tmp_path):
    """What was kept gives the same site, byte for byte, as what is made."""
    project = small.project(tmp_path / "p")
    first, second = small.build(project, tmp_path / "1"), small.build(project, tmp_path / "2")
    files = sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert not [f for f in files if (first / f).read_bytes() != (second / f).read_bytes()]
