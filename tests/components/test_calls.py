"""Numbers to call: found in words, linked where a link can stand, once more behind a link that says to call; buttons before everything else."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.calls import linked, told


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("先打110、120，再说钱。", ["110", "120"]),
        ("拨12305或12345查询", ["12305", "12345"]),
        ("拨打12345，也可以打当地110", ["12345", "110"]),
        ("打110，打了110以后", ["110"]),
        ("全国12315平台、12345热线", []),
        ("打95折，打1688个包，拨500元", []),
        ("打开1688", []),
    ],
)
def test_what_a_text_tells_to_call(text, numbers):
    assert told(text) == numbers


def draw(number: str) -> str:
    return f"<a {number}>"


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>先打110、120。</p>", "<p>先打<a 110>、<a 120>。</p>"),
        ("<p>全国12315平台</p>", "<p>全国12315平台</p>"),
        ('<p title="打110">打110</p>', '<p title="打110">打<a 110></p>'),
        ("<blockquote><p>我会打12315。</p></blockquote>", "<blockquote><p>我会打12315。</p></blockquote>"),
        ("<label>打110</label><p>打110</p>", "<label>打110</label><p>打<a 110></p>"),
        ("<button>打110<b>打110</b></button>打120", "<button>打110<b>打110</b></button>打<a 120>"),
        ('<script type="application/json">{"a": "打110"}</script>', '<script type="application/json">{"a": "打110"}</script>'),
        ('<p class="calls"><span>打110</span></p><p>打110</p>', '<p class="calls"><span>打110</span></p><p>打<a 110></p>'),
        ('<h2 class="question__title">打12315吗</h2><p>打12315</p>', '<h2 class="question__title">打12315吗</h2><p>打<a 12315></p>'),
    ],
)
def test_a_link_stands_where_one_can(html, made):
    assert linked(html, draw) == made


def test_a_link_that_says_to_call_has_the_number_behind_it():
    assert (
        linked('<li><a href="x">打12348问，也可以打12345</a>。</li>', draw) == '<li><a href="x">打12348问，也可以打12345</a><a 12348><a 12345>。</li>'
    )
    assert linked('<li><a href="x">个人卖家不退，打12315管用吗？</a></li>', draw) == '<li><a href="x">个人卖家不退，打12315管用吗？</a></li>'
    assert linked('<a href="tel:110">打110</a>', draw) == '<a href="tel:110">打110</a>'
    assert linked('<a class="card card--x" href="x"><span>打12348</span></a>', draw) == '<a class="card card--x" href="x"><span>打12348</span></a>'


def test_the_buttons_stand_directly_under_what_to_do_now(drawn):
    first = LexborHTMLParser(drawn.scenario_page("cheated").html).css_first("#first")
    heading, buttons = [n for n in first.iter()][:2]
    assert heading.tag == "h2"
    assert buttons.css_first(".calls__when").text() == "钱刚转走的"
    (button,) = buttons.css("a")
    assert (button.attributes["href"], button.text(), button.attributes["aria-label"]) == ("tel:12315", "打12315", "打12315：监管所")
    assert LexborHTMLParser(drawn.scenario_page("change-of-mind").html).css_first(".calls") is None


def test_a_page_dials(drawn):
    page = LexborHTMLParser(drawn.dialled(drawn.scenario_page("cheated").html))
    assert [a.attributes["href"] for a in page.css("#first p a.tel")] == ["tel:12315"]


def test_a_situation_may_name_its_own_phases_and_platforms(drawn):
    page = LexborHTMLParser(drawn.scenario_page("cheated").html)
    assert page.css_first("#phase-evidence h3").text() == "2. 边打边存"
    assert page.css_first("#phase-follow-up h3").text() == "5. 等消息"
    other = LexborHTMLParser(drawn.scenario_page("broken-lamp").html)
    assert other.css_first("#phase-verify h3").text() == "1. " + drawn.book.words["phases"]["verify"].title
    assert [(a.text(), a.attributes["href"]) for a in page.css("#bought a")] == [(drawn.book.platforms["mall"].name, "../platforms/mall.html")]
    assert LexborHTMLParser(drawn.scenario_page("change-of-mind").html).css_first("#bought") is None
