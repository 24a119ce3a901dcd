"""`make preview`: one page, the same as the build's, with what is wrong in its data; what was read is read again only when it changed."""

from __future__ import annotations

from pathlib import Path

import preview
import pytest

from macros import opened, read
from tests import small


@pytest.fixture
def look(monkeypatch, capsys):
    """look(project, id_, page) → (exit code, what was said). What the tool puts in the place of the program's parts is taken back after the test."""

    def once(project: Path, id_: str = "", page: str = "") -> tuple[int, str]:
        monkeypatch.undo()
        monkeypatch.setattr(opened, "pages", opened.pages)
        monkeypatch.setattr(read, "parse", read.parse)
        code = preview.preview(project, id_, page)
        return code, capsys.readouterr().out

    return once


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return small.project(tmp_path_factory.mktemp("one") / "小 书")


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ({"id_": "scenario/cheated"}, "scenarios/cheated.html"),
        ({"id_": "cheated"}, "scenarios/cheated.html"),
        ({"id_": "docs/_data/scenarios/cheated.yml"}, "scenarios/cheated.html"),
        ({"id_": "letter/refund-letter"}, "letters/refund-letter.html"),
        ({"id_": "law/shop-law"}, "laws/shop-law.html"),
        ({"page": "steps/verify"}, "steps/verify.html"),
        ({"page": "docs/triage.md"}, "triage.html"),
        ({"page": "index"}, "index.html"),
    ],
)
def test_it_is_the_page_of_the_build(look, project, small_site, asked, address):
    code, said = look(project, **asked)
    made = project / preview.OUT / address
    assert code == 0 and f"用浏览器打开：{made.as_uri()}\n" in said and "这一页的资料没有问题。" in said
    assert made.read_text(encoding="utf-8") == (small_site / address).read_text(encoding="utf-8")
    assert sorted(p.name for p in (project / preview.OUT).rglob("*.html")) == [made.name], "只有这一页"
    for name in ("stylesheets/site.css", "stylesheets/theme.css", "handbook.js", "parts.js", "days.js", "terms.js"):
        assert (project / preview.OUT / "assets" / name).stat().st_size, name


def test_a_question_is_shown_at_its_place(look, project, small_book):
    id_, (topic, _) = next(iter(small_book.questions.items()))
    code, said = look(project, f"question/{id_}")
    assert code == 0 and f"/faq/{topic}.html#{id_}\n" in said


def test_what_is_not_there_is_told(look, project):
    assert look(project, "scenario/cheeted")[1].startswith("没有“scenario/cheeted”。你是不是要写 scenario/cheated？\n种类/id，种类有：")
    assert look(project, "", "steps/verfy")[1] == "没有 docs/steps/verfy.md 这一页。你是不是要写 steps/verify？\n"


def test_what_is_wrong_is_told_as_the_build_tells_it(look, tmp_path):
    project = small.project(tmp_path / "p")
    situation = project / "docs" / "_data" / "scenarios" / "cheated.yml"
    text = situation.read_text(encoding="utf-8")
    situation.write_text(text.replace("shop-law#", "shop-lew#", 1), encoding="utf-8")
    changes = project / "docs" / "_data" / "changes.yml"
    changes.write_text(changes.read_text(encoding="utf-8").replace("shop-law#", "shop-lew#", 1), encoding="utf-8")
    with pytest.raises(opened.BadData) as stopped:
        opened.pages(project)
    of_the_build = [line for line in str(stopped.value).split("\n") if line.startswith("docs/")]
    _, said = look(project, "scenario/cheated")
    mine, others = said.split("别的文件还有1处")
    assert [line.strip() for line in said.split("\n") if line.startswith("  docs/")] == sorted(of_the_build, key=lambda x: "scenarios/" not in x)
    assert (
        mine.startswith("这一页的资料有1处要改：\n  docs/_data/scenarios/cheated.yml:") and "shop-lew" in mine and "docs/_data/changes.yml" in others
    )
    assert "\n只有这一页" in said or "还画不出来" in said


def test_a_file_that_is_none_is_told_and_nothing_is_drawn(look, tmp_path):
    project = small.project(tmp_path / "p")
    situation = project / "docs" / "_data" / "scenarios" / "cheated.yml"
    situation.write_text(situation.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    code, said = look(project, "scenario/cheated")
    assert code == 1 and "cheated.yml:" in said and "titel" in said and "还画不出来" in said


def test_a_changed_word_is_read_and_nothing_else(look, tmp_path, monkeypatch):
    project = small.project(tmp_path / "p")
    assert look(project, "scenario/cheated")[0] == 0
    situation = project / "docs" / "_data" / "scenarios" / "cheated.yml"
    title = small.book(project).scenarios["cheated"].title
    situation.write_text(situation.read_text(encoding="utf-8").replace(title, f"{title}改", 1), encoding="utf-8")
    at_once, again = read.at_once, []

    def counted(text: str) -> tuple | None:
        again.append(text)
        return at_once(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "at_once", counted)
        look(project, "scenario/cheated")
    assert [f"{title}改" in text for text in again] == [True]
    assert f"{title}改</h1>" in (project / preview.OUT / "scenarios" / "cheated.html").read_text(encoding="utf-8")


def test_what_many_situations_share_is_shown_in_one_of_them(look, project, small_book):
    clock = next(c.shared for c in small_book.placed_clocks_of("change-of-mind") if c.shared)
    code, said = look(project, clock)
    assert code == 0 and "/scenarios/" in said
    assert look(project, f"shared-deadline/{clock}")[0] == 0


def test_a_component_changed_on_the_disk_is_drawn_as_it_is_now(tmp_path):
    """The components are compiled once a process; a preview that runs for hours shows a changed one at the next change, and what another includes."""
    root = small.project(tmp_path / "书")
    changed = small.own(root, "overrides") / "components" / "law.html"
    opened.pages(root).law_page("shop-law")
    changed.write_text(changed.read_text(encoding="utf-8") + "<p>新的一句</p>\n", encoding="utf-8")
    assert "<p>新的一句</p>" in opened.pages(root).law_page("shop-law").html
