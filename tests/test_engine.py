"""What stands between the engine and the handbook: finished HTML goes past Markdown and nothing is lost on the way."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import jinja2
import markdown
import pypinyin
import pytest
from selectolax.lexbor import LexborHTMLParser

import macros
from macros import engine, kept
from macros.finished import Finished
from macros.load import load
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


def test_the_data_are_not_looked_through_for_garbage(tmp_path):
    """Neither while the first build of a process reads them nor afterwards; what a preview reads later takes the place of the first as ever."""
    for folder in "1", "2":
        small.project(tmp_path / folder)
    script = (
        "import gc, sys, weakref; from pathlib import Path; from macros import opened; before, seen = gc.get_threshold(), []\n"
        "watch = lambda phase, info: seen.append(info['generation'] == 2); gc.collect(); gc.callbacks.append(watch)\n"
        "first = opened.pages(Path(sys.argv[1])); gc.callbacks.remove(watch)\n"
        "assert seen and not any(seen), 'all was looked through'; assert gc.get_freeze_count() > 10_000 and gc.get_threshold() == before\n"
        "opened.pages(Path(sys.argv[2])); assert not gc.get_freeze_count() and gc.get_threshold() == before\n"
        "gone = weakref.ref(first.book); del first; opened._drawn.cache_clear(); gc.collect(); assert gone() is None, 'it stayed'"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path / "1", tmp_path / "2"], cwd=small.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_command_looks_through_the_data_while_it_reads_them(tmp_path):
    """A command that does not build reads them as well: make check, make preview, the training."""
    seen = []
    project = small.project(tmp_path)
    usual, often = gc.get_threshold(), (100, 2, 1)
    gc.freeze()  # beside nothing even a small book is worth a look
    gc.collect()
    gc.set_threshold(*often)
    gc.callbacks.append(lambda phase, info: seen.append(info["generation"] == 2))
    try:
        load(project)
        assert seen and not any(seen) and gc.get_threshold() == often
    finally:
        gc.callbacks.pop()
        gc.set_threshold(*usual)
        gc.unfreeze()


def test_a_text_that_many_pages_have_is_compiled_once():
    templates = jinja2.Environment()
    env = SimpleNamespace(project_dir=".", page=SimpleNamespace(meta={"title": "一"}), env=templates)
    engine.MkDocs(env).hold_head()
    stub = templates.from_string("{{ scenario_page() }}")
    env.page.meta = {"title": "二"}
    engine.MkDocs(env).hold_head()
    assert templates.from_string("{{ scenario_page() }}") is stub and env.held_head == {"title": "二"} and not env.page.meta
    assert [templates.from_string(text).render(scenario_page=lambda: "丙") for text in ("{{ scenario_page() }}", "丁")] == ["丙", "丁"]


def test_a_run_sounds_as_pypinyin_reads_it(book, monkeypatch):
    """Each word is asked for once, and what stands beside it decides as before where a word begins."""
    runs = sorted({run for s in book.scenarios.values() for run in re.findall(r"[\u4e00-\u9fff]+", s.summary)} | {"银行不行", "重庆重要", "长大变长"})
    assert [kept.lazy_pinyin(run) for run in runs] == [pypinyin.lazy_pinyin(run) for run in runs]
    asked = []
    monkeypatch.setattr(pypinyin, "lazy_pinyin", lambda word: asked.append(word) or [])
    assert kept.lazy_pinyin("银行不行") == ["yin", "hang", "bu", "xing"] and not asked


def test_a_second_build_is_the_same(tmp_path):
    """What was kept gives the same site, byte for byte, as what is made."""
    project = small.project(tmp_path / "p")
    first, second = small.build(project, tmp_path / "1"), small.build(project, tmp_path / "2")
    files = sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert not [f for f in files if (first / f).read_bytes() != (second / f).read_bytes()]


class Pretended:
    """What Zensical hands to define_env for one page, as far as the handbook asks for it."""

    def __init__(self, root: Path, path: str, meta: dict) -> None:
        self.project_dir = str(root)
        self.conf = {"theme_dirs": [str(root / "overrides"), str(material())], "site_dir": "site", "site_url": "", "extra": {}}
        self.page = SimpleNamespace(path=path, url=path.replace(".md", ".html"), title=None, meta=meta)
        self.macros: dict = {}

    def macro(self, function, name: str | None = None):
        self.macros[name or function.__name__] = function
        return function


def material() -> Path:
    import material as theme

    return Path(theme.__file__).parent / "templates"


def test_the_other_engine_gets_the_same_pages(tmp_path):
    """Zensical asks once a page and has no hooks: a page made that way is the one that MkDocs makes, with its head and its terms."""
    project = small.project(tmp_path / "p")
    made = small.build(project, tmp_path / "site")
    source = "scenarios/change-of-mind.md"
    env = Pretended(project, source, {"render_macros": False, "title": "{{ 7 * 7 }}"})
    macros.define_env(env)
    assert env.page.meta == {}, "页首的东西要先拿走，模板碰不到"
    text = env.macros["scenario_page"]()
    html = markdown.markdown(text, extensions=["attr_list", "admonition", "tables", "toc", engine.makeExtension()])
    scenario = small.book(project).scenarios["change-of-mind"]
    assert env.page.meta["title"] == scenario.title
    assert env.page.meta["description"] == scenario.summary
    article = LexborHTMLParser((made / "scenarios" / "change-of-mind.html").read_text(encoding="utf-8")).css_first("article")
    article.css_first("h1").decompose()
    squeezed = ["".join(LexborHTMLParser(h).body.text().split()) for h in (html, article.html)]
    assert squeezed[0] == squeezed[1]
    ids = [[n.attributes["id"] for n in LexborHTMLParser(h).css("[id]") if n.attributes["id"] != "main"] for h in (html, article.html)]
    assert ids[0] == ids[1]


def test_the_successors_configuration_names_only_what_differs():
    """zensical.yml inherits everything else, and what it takes from the environment is what the tool gives."""
    text = (small.ROOT / "zensical.yml").read_text(encoding="utf-8")
    tool = (small.ROOT / "tools" / "successor.py").read_text(encoding="utf-8")
    assert "INHERIT: mkdocs.yml" in text
    for name in re.findall(r"!ENV (\w+)", text):
        assert f'"{name}":' in tool, name
