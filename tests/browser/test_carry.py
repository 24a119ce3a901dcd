"""The case carried away: the file opens by itself, offline, without a script, and comes back as it was. Evidence: hashes of real files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests import paper
from tests.browser.conftest import holds
from tests.browser.test_accessibility import in_both

FILL = """text => {
  const s = window.handbookStore;
  s.create(text('鞋子').slice(0, 80));
  s.choose('no-reason-return');
  s.setFacts({'buyer.name': text('王小明'), 'order.number': text('0042'), 'order.goods': text('跑鞋'), 'dates.received': '2026-11-17'}, 'letter/return-notice');
  s.setEvent(undefined, {day: '2026-11-20', kind: 'contact', side: 'seller', who: text('客服8号'), text: text('说不退'), promise: text('明天答复'), proof: text('截图')});
  s.setTicks('no-reason-return', {'save-chat': 'done', 'photo-goods-intact': 'na'});
  s.setDraft('refund-demand', 1, Object.fromEntries(['reason', 'other'].map(f => [f, text('因为')])));
  s.setDraft('return-notice', 1, {note: text('没有拆封')});
  s.setProof(undefined, {name: text('IMG_1.jpg'), no: 1, size: 3, sha256: 'ab'.repeat(32), at: '2026-11-28T04:00:00.000Z', title: text('订单截图'), what: 'order-screenshot', proves: text('哪天买的'), original: text('本人手机')});
  s.setProof(undefined, {name: text('鞋子本身'), no: 2, what: 'goods-item'});
}"""
HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'><svg onload=window.hit=1>&lt;b&gt;{{7*7}}"


def kept(page) -> dict:
    """Every leaf of every case, as the page has it."""
    return page.evaluate(
        "() => { const d = window.handbookStore.disk; return JSON.parse(JSON.stringify(Object.fromEntries(d.paths('case/').sort().map(p => [p, d.get(p)])))); }"
    )


def exported(page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="存成能打开的文件").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def filled(open_page, mean: str = ""):
    page = open_page("case.html")
    page.evaluate(f"({FILL})(plain => plain + {json.dumps(mean)})")
    return page


def printed(page, path: Path) -> list[str]:
    """What stands on each page of paper, without spaces."""
    page.pdf(path=path, prefer_css_page_size=True)
    return paper.sheets(path)


@pytest.fixture
def alone(context):
    """Opens a file by itself, offline; whatever it asks for or complains of is trouble."""
    context.set_offline(True)
    trouble: list[str] = []

    def open_(path: Path):
        page = context.new_page()
        page.on("pageerror", lambda e: trouble.append(f"脚本出错：{e}"))
        page.on("console", lambda m: trouble.append(f"控制台：{m.text}"))
        page.on("request", lambda r: None if r.url == path.as_uri() else trouble.append(f"请求：{r.url}"))
        page.goto(path.as_uri())
        return page

    yield open_
    assert not trouble, "\n".join(trouble)


def test_the_file_opens_by_itself_and_says_everything(open_page, alone, tmp_path):
    path = exported(filled(open_page), tmp_path)
    assert path.name.startswith("案件-鞋子-20") and path.suffix == ".html"
    page = alone(path)
    text = page.locator("body").inner_text()
    for said in (
        "鞋子",
        "王小明",
        "0042",
        "跑鞋",
        "2026年11月17日",
        "签收商品",
        "客服8号",
        "说不退",
        "明天答复",
        "七日无理由退货被拒",
        "保存完整聊天记录",
        "订单截图",
        "abababab",
    ):
        assert said in text, said
    # the letter stands there as it would be sent
    assert "通知人：王小明" in text and "我于2026年11月17日签收" in text
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.scripts[0].type") == "application/json"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "360px 宽，不用左右滚"


def test_axe_on_the_file(open_page, alone, tmp_path):
    page = alone(exported(filled(open_page), tmp_path))
    found = in_both(page)
    assert not found, "\n".join(found)


def test_the_file_prints(open_page, alone, tmp_path):
    page = alone(exported(filled(open_page), tmp_path))
    sheets = printed(page, tmp_path / "case.pdf")
    for said in ("王小明", "客服8号", "保存完整聊天记录", "abababab"):
        assert said in "".join(sheets), said
    assert all(sheets), "没有空白页"
    assert [round(float(x)) for x in PdfReader(tmp_path / "case.pdf").pages[0].mediabox[2:]] == [595, 842], "A4"


def test_the_file_comes_back_as_it_was(open_page, new_context, site, tmp_path):
    """On another device: looking at it changes nothing, taking it gives every leaf."""
    page = filled(open_page)
    before = kept(page)
    path = exported(page, tmp_path)
    other = new_context().new_page()
    other.goto((site / "case.html").as_uri())
    with other.expect_file_chooser() as chooser:
        other.locator("#carry").get_by_role("button", name="选文件", exact=True).click()
    chooser.value.set_files(path)
    other.get_by_role("button", name="照这样带进来").wait_for()
    assert kept(other) == {}
    other.get_by_role("button", name="照这样带进来").click()
    holds(lambda: kept(other) == before, lambda: f"{kept(other)}\nis not\n{before}")
    other.reload()
    assert kept(other) == before


def test_hostile_words_stay_words(open_page, alone, tmp_path):
    page = filled(open_page, HOSTILE)
    assert page.evaluate("window.hit") is None
    shown = alone(exported(page, tmp_path))
    shown.wait_for_timeout(200)
    assert shown.evaluate("window.hit") is None
    assert shown.evaluate("document.querySelectorAll('img, svg, iframe, object, link, base, [src], [href]').length") == 0
    assert shown.locator("body").inner_text().count("<script>window.hit=1</script>") >= 10
    # and back on the page of the case, where the list of changes shows them
    page.evaluate("window.handbookStore.setFacts({'order.number': 'x'}, 'page')")
    with page.expect_file_chooser() as chooser:
        page.locator("#carry").get_by_role("button", name="选文件", exact=True).click()
    chooser.value.set_files(next(tmp_path.glob("*.html")))
    page.locator(".carry__case").wait_for()
    assert page.evaluate("window.hit") is None


def test_a_file_is_hashed_here(open_page, tmp_path):
    """The same hash as everybody computes, for a file of many pieces; nothing of the file is kept."""
    page = open_page("case.html")
    body = bytes(range(256)) * 4 * 1024 * 6 + b"end"  # 6 MB and a little
    film = tmp_path / "录像 1.mp4"
    film.write_bytes(body)
    with page.expect_file_chooser() as chooser:
        page.locator("#evidence").get_by_role("button", name="选文件登记", exact=True).click()
    chooser.value.set_files(film)
    page.locator("#evidence .proofs__item").wait_for(timeout=60000)
    [proof] = page.evaluate("Object.values(window.handbookStore.proofs())")
    assert (proof["sha256"], proof["size"], proof["name"]) == (hashlib.sha256(body).hexdigest(), len(body), film.name)
    assert len(page.evaluate("JSON.stringify(localStorage)")) < 3000
    film.write_bytes(body + b"!")
    with page.expect_file_chooser() as chooser:
        page.locator("#evidence").get_by_role("button", name="核对文件变没变").click()
    chooser.value.set_files(film)
    expect(page.locator(".proofs__checked--changed")).to_contain_text("内容不一样了", timeout=60000)


def test_reading_can_be_called_off(open_page, tmp_path):
    page = open_page("case.html")
    film = tmp_path / "很长.mp4"
    with film.open("wb") as out:
        out.truncate(400 * 1024 * 1024)
    with page.expect_file_chooser() as chooser:
        page.locator("#evidence").get_by_role("button", name="选文件登记", exact=True).click()
    chooser.value.set_files(film)
    page.get_by_role("button", name="停下").click()
    expect(page.locator("#evidence [role=status]").first).to_contain_text("停下了")  # said when the piece being read is through
    assert page.evaluate("Object.keys(window.handbookStore.proofs()).length") == 0


def test_axe_on_the_register_and_the_preview(open_page, tmp_path):
    page = filled(open_page)
    path = exported(page, tmp_path)
    page.evaluate("window.handbookStore.setFacts({'order.number': '0043', 'seller.shop': '新店'}, 'page')")
    with page.expect_file_chooser() as chooser:
        page.locator("#carry").get_by_role("button", name="选文件", exact=True).click()
    chooser.value.set_files(path)
    page.locator(".carry__case").wait_for()
    page.evaluate("document.querySelectorAll('#evidence details, #carry details').forEach(d => { d.open = true; })")
    found = in_both(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("button", "said"), [("打印证据目录", "以上证据共2件"), ("打印校验单", "它说明")])
def test_a_sheet_prints_alone(open_page, tmp_path, button, said):
    page = filled(open_page)
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.get_by_role("button", name=button).click()
    [text] = printed(page, tmp_path / "sheet.pdf")
    assert said in text and "订单截图" in text
    assert "带走、搬家" not in text
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printsheet")).to_have_count(0)


def test_nothing_stays_after_the_tab(open_page, context, site):
    page = filled(open_page)
    page.get_by_role("button", name="改成关掉就不留").click()
    page.get_by_role("dialog").get_by_role("button", name="不留", exact=True).click()
    page.wait_for_function("() => JSON.stringify(sessionStorage).includes('王小明')")
    page.wait_for_function("() => !JSON.stringify(localStorage).includes('王小明')")
    page.reload()
    assert page.evaluate("window.handbookStore.fact('buyer.name')") == "王小明"
    page.close()
    again = context.new_page()
    again.goto((site / "case.html").as_uri())
    expect(again.locator("#carry")).to_contain_text("现在：关掉这个标签页，什么也不留")
    assert kept(again) == {}
