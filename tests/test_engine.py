"""What stands between the engine and the handbook: finished HTML goes past Markdown and nothing is lost on the way."""

from __future__ import annotations

import markdown
import pytest

from macros.finished import Finished
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
