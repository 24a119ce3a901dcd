"""A heading keeps its marks with the words before them, where a line may be too short for the words."""

from __future__ import annotations

import pytest

from macros.headings import broken, held


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("今天就在订单里提交退货申请，聊天里再发一遍", '今天就在订单里提交退货申<span class="hold">请，</span>聊天里再发一遍'),
        ("停手，马上打止付；拿不准", "停手，马上打止付；拿不准"),
        ("“钱是应用商店、支付平台扣的，你找它们。”", '“钱是应用商<span class="hold">店、</span>支付平台扣<span class="hold">的，</span>你找它们。”'),
        ("国家企业信用信息公示系统（查商家）", '国家企业信用信息公示系统<wbr>（查商<span class="hold">家）</span>'),
        ("1. 核对该要哪种凭证", '<span class="hold">1. 核</span>对该要哪种凭证'),
        ("A&amp;B的东西坏了不给换新的，怎么办", 'A&amp;B的东西坏了不给换新<span class="hold">的，</span>怎么办'),
        ("短题", "短题"),
    ],
)
def test_a_mark_holds_on_to_what_it_ends(text, made):
    assert held(text) == made


def test_headings_only_and_their_tags_as_they_are():
    html = '<p>今天就在订单里提交退货申请，好</p><h2 id="x"><a href="y">全国企业信用公示系统查询，好</a></h2>'
    assert broken(html) == html.replace("询，好</a>", '<span class="hold">询，</span>好</a>')
    assert broken("<h4>今天就在订单里提交退货申请，好</h4>") == "<h4>今天就在订单里提交退货申请，好</h4>"
