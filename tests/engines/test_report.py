"""“这里有错” in the reader's own engine: the report is copied inside the press, by http and by file, and holds nothing that was typed."""

from __future__ import annotations

from tests.engines.places import EVERYWHERE, on
from tests.engines.test_send import pasted


@on(EVERYWHERE)
def test_a_report_is_copied_and_holds_nothing_of_the_readers(reader):
    tab = reader.tab("letters/complaint-12315.html")
    tab.type("[name=buyer]", "李小明")
    tab.press("[data-report]")
    tab.press(".ask button", "复制这些字")
    tab.wait("() => [...document.querySelectorAll('.ask button')].some((n) => n.textContent.includes('已复制'))")
    tab.press(".ask button", "关上")
    text = pasted(tab)
    assert "位置：letters/complaint-12315.html" in text and "应该是：" in text
    assert "李小明" not in text
    assert tab.value("[name=buyer]") == "李小明"
