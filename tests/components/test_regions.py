"""The law of a place: its page, the list of places, the scripts that a page loads, and that it is nowhere taken for law of the whole country."""

from __future__ import annotations

import json
import re

from macros.publish import regions
from tests.components.conftest import tree, words


def test_a_place_says_its_rule_and_the_nations_beside_it(drawn):
    page = tree(drawn.region_page("north").html)
    first = page.css_first("#nine-days")
    assert words(first.css_first("h2")) == "北省给九天"
    assert words(first.css_first(".region__nation")) == "全国的规定：全国给七天。"
    assert words(first.css_first(".region__clock")) == "收货后9日内：店退钱。过了：去投诉"
    assert [a.attributes["href"] for a in first.css(".region__where a")] == ["../scenarios/broken-lamp.html"]
    assert "别的去图书馆查" in words(page)
    assert "文本截至2025年4月19日" in words(page.css_first(".channel__source"))


def test_a_city_leads_to_its_province_and_back(drawn):
    assert "north.html" in [a.attributes["href"] for a in tree(drawn.region_page("north-town").html).css("a")]
    assert "north-town.html" in [a.attributes["href"] for a in tree(drawn.region_page("north").html).css("a")]


def test_the_list_of_places_says_plainly_where_nothing_is_known(drawn):
    page = tree(drawn.region_index("regions/index.html"))
    assert [s.attributes["id"] for s in page.css("section")] == ["north", "others"]
    assert [words(a) for a in page.css("#north a")] == ["北省：北省给九天。", "北镇：北镇给十天。"]
    assert words(page.css_first("#others p")) == "南省、西省。"


def test_what_is_chosen_and_whose_law_holds_there(small_book):
    assert regions.places(small_book) == [["北省", ["north"]], ["北省北镇", ["north-town", "north"]], ["南省", []], ["西省", []]]


def test_the_script_of_a_place_holds_its_rules_and_no_others(small_site):
    script = (small_site / "assets" / "region" / "north.js").read_text(encoding="utf-8")
    data = json.loads(re.search(r'\["north"\]=(.*);\n$', script)[1])
    assert (data["name"], data["url"]) == ("北省", "regions/north.html")
    assert [(r["id"], r["scenarios"], r["letters"]) for r in data["rules"]] == [
        ("nine-days", ["broken-lamp"], ["refund-letter"]),
        ("written", ["change-of-mind", "broken-lamp"], []),
    ]
    clock = data["rules"][0]["clock"]["clock"]
    assert clock == {"from": "received", "n": 9, "unit": "day", "roll": "none", "actor": "seller"}
    assert data["rules"][0]["cites"] == [["《北省的规矩》第2条", "laws/north-rules.html#art-2"], ["《买卖法》第9条", "laws/shop-law.html#art-9"]]


def test_every_situation_and_letter_has_a_place_for_it_that_works_without_scripts(small_site):
    for url in ("scenarios/change-of-mind.html", "letters/refund-letter.html"):
        section = tree((small_site / url).read_text(encoding="utf-8")).css_first("#place")
        assert section.css_first("a").attributes["href"] == "../regions/index.html"
