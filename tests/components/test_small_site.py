"""The small site as the build leaves it: what every page brings along, and what the theme leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import small
from tests.components.conftest import tree

# a page of each folder that people read through, and the data's words that are given the one term of the glossary
READ_THROUGH = {
    "scenarios/change-of-mind.html": ("scenarios/change-of-mind.yml", "网上买的，收货不久可以退。"),
    "faq/online.html": ("faqs/online.yml", "一两个星期。"),
    "excuses/goods.html": ("excuses/goods.yml", "店家说东西有问题时这样回。"),
    "letters/short-note.html": ("letters/short-note.yml", "一句话的便条。"),
    "channels/index.html": ("channels.yml", "管卖东西的。"),
    "platforms/mall.html": ("platforms/mall.yml", "大商场怎么管。"),
    "regions/north.html": ("regions/north.yml", "北省给九天。"),
    "steps/verify.html": (None, None),
}


@pytest.fixture(scope="module")
def site_with_terms(tmp_path_factory) -> Path:
    project = small.project(tmp_path_factory.mktemp("terms") / "p")
    for name, text in READ_THROUGH.values():
        if name:
            path = project / "docs" / "_data" / name
            before = path.read_text(encoding="utf-8")
            assert text in before, name
            path.write_text(before.replace(text, f"冷静期里{text}"), encoding="utf-8")
    return small.build(project, tmp_path_factory.mktemp("terms-site") / "site")


@pytest.mark.parametrize("url", READ_THROUGH)
def test_a_page_that_people_read_through_explains_its_terms(site_with_terms, url):
    page = tree((site_with_terms / url).read_text(encoding="utf-8"))
    assert len(page.css(".terms")) == 1
    said = (site_with_terms / "assets" / "terms.js").read_text(encoding="utf-8")
    known = json.loads(said.removeprefix("window.handbookTerms=").removesuffix(";\n"))
    assert known["cooling-off"] == ["冷静期", "可以反悔的那几天。", "glossary.html#cooling-off"]


@pytest.mark.parametrize("url", ["laws/shop-law.html", "glossary.html", "index.html", "about/privacy.html"])
def test_other_pages_do_not(site_with_terms, url):
    assert not tree((site_with_terms / url).read_text(encoding="utf-8")).css(".terms")


def test_a_page_without_terms_has_no_empty_list(small_site):
    assert not tree((small_site / "platforms" / "stall.html").read_text(encoding="utf-8")).css(".terms")


def test_the_theme_leaves_only_its_style_sheet(small_site):
    """Its scripts, pictures, palette and maps weigh more than the handbook and no page asks for them; of its sheet what the pages need."""
    sheets = sorted(p.name for p in (small_site / "assets" / "stylesheets").iterdir())
    assert sheets == ["pack.css", "print.css", "site.css", "theme.css"]
    assert not (small_site / "assets" / "javascripts").exists()
    assert not (small_site / "assets" / "images").exists()
