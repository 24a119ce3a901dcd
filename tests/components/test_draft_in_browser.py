"""A letter that is not finished leaves as a draft: the file's name and its header say so; a finished one does not."""

from __future__ import annotations

import docx
import pytest
from playwright.sync_api import expect


@pytest.fixture
def letter(browser, small_site):
    context = browser.new_context(offline=True, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-22T12:00:00+08:00")
    page.goto((small_site / "letters" / "refund-letter.html").as_uri())
    yield page
    context.close()


def downloaded(page, folder, press: str):
    """(the file's name, the text of its header part) of what the button gives; `press`: the answer to the question, where one comes first."""
    with page.expect_download() as got:
        page.get_by_role("button", name="下载Word文件").click()
        page.wait_for_function("() => document.querySelector('dialog[open]') || window.handbookDocx")
        if page.get_by_role("dialog").count():
            page.get_by_role("dialog").get_by_role("button", name=press).click()
    path = folder / "letter.docx"
    got.value.save_as(path)
    return got.value.suggested_filename, docx.Document(path).sections[0].header.part.blob.decode("utf-8")


def fill(page) -> None:
    for field, value in {"seller": "某某商店有限公司", "buyer": "王小明", "paid": "100"}.items():
        page.locator(f"#field-{field}").fill(value)


def test_an_unfinished_letter_is_a_draft(letter, tmp_path):
    letter.locator("#field-seller").fill("某某商店有限公司")
    name, header = downloaded(letter, tmp_path, "下载草稿")
    assert name == "退款信（草稿）.docx"
    assert 'string="草稿"' in header


def test_a_finished_letter_is_none(letter, tmp_path):
    expect(letter.locator("[data-paper] .paper__draft")).to_have_count(1)
    fill(letter)
    expect(letter.locator("[data-paper] .paper__draft")).to_have_count(0)
    name, header = downloaded(letter, tmp_path, "没问题，下载")
    assert name == "退款信.docx"
    assert "草稿" not in header


def test_a_letter_with_a_mistake_is_a_draft_though_nothing_is_missing(letter, tmp_path):
    fill(letter)
    letter.locator("#field-received").fill("2026-11-30")
    name, _ = downloaded(letter, tmp_path, "下载草稿")
    assert name == "退款信（草稿）.docx"
