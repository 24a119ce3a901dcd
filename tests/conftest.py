"""What the tests share: the data, one built site, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser
from setup import headless

from macros.check import check
from macros.load import load

ROOT = Path(__file__).resolve().parent.parent
# what a page may do, word for word: its own files and nothing else. Whoever changes it changes a promise (about/privacy.md)
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)


# what takes longest, the longest first: two workers that take one file after the other in this order end at the same time. The rest is short
LONGEST = (
    "browser/test_letters.py",
    "engines/test_kept.py",
    "test_js.py",
    "browser/test_accessibility.py",
    "test_docx.py",
    "browser/test_paper.py",
    "test_faults.py",
    "browser/test_case.py",
    "browser/test_steps.py",
    "browser/test_conditions.py",
    "browser/test_dispute.py",
    "browser/test_carry.py",
    "engines/test_engines.py",
    "engines/test_send.py",
    "browser/test_large.py",
    "browser/test_kept.py",
    "browser/test_first_minute.py",
    "test_site.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {ROOT / "tests" / name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@cache
def loaded():
    """(handbook, every problem) of the real data."""
    book, problems = load(ROOT)
    return book, problems + (check(book) if book else [])


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def book():
    book, _ = loaded()
    assert book is not None, "数据读不出来，先看 test_data.py 的结果"
    return book


def build(target: Path, **environment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target)],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": "", "NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"mkdocs build --strict 没有成功：\n{done.stderr[-6000:]}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, once for all tests, in a folder whose name has a space and Chinese in it, as a downloaded folder may.

    Built here; or, where HANDBOOK_SITE names a site that is built already (the one that will be published), a copy of that.
    """
    target = tmp_path_factory.mktemp("site") / "维权 手册"
    if made := os.environ.get("HANDBOOK_SITE"):
        shutil.copytree(ROOT / made, target)
    else:
        build(target)
    return target


@pytest.fixture(scope="session")
def public_address() -> str:
    """The public address that the tested site was built with, or empty: a site that is handed over was built with this SITE_URL."""
    return os.environ.get("SITE_URL", "") if os.environ.get("HANDBOOK_SITE") else ""


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Address relative to the site's root → parsed page. Without the short addresses, which only lead on (test_sharing.py)."""
    every = {p.relative_to(site).as_posix(): p for p in sorted(site.rglob("*.html"))}
    return {url: LexborHTMLParser(p.read_text(encoding="utf-8")) for url, p in every.items() if not url.startswith("s/")}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    program = headless()
    if program is None:
        pytest.fail("没有浏览器，浏览器测试跑不了。先运行 make setup-tests；Debian 上也可以 apt-get install chromium fonts-noto-cjk", pytrace=False)
    # a container runs as root and has no network beyond itself: no sandbox, no background requests
    return {
        "executable_path": program,
        # fonts as a reader's Chinese system chooses them, whatever language this machine has
        "env": os.environ | {"FC_LANG": "zh-cn"},
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict:
    return {"viewport": {"width": 360, "height": 740}, "offline": True, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def browser(browser):
    """With HANDBOOK_SLOW=6 as on a machine that is six times slower: what a test does not wait for comes too late there."""
    if rate := float(os.environ.get("HANDBOOK_SLOW", "0")):
        slow = lambda page: page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})  # noqa: E731
        browser.on("context", lambda context: context.on("page", slow))
        expect.set_options(timeout=5_000 * rate)
    return browser


@pytest.fixture
def open_page(page, site: Path):
    """Opens an address of the site by file:// and fails the test on any script error or outside request."""
    trouble: list[str] = []
    page.on("pageerror", lambda e: trouble.append(f"脚本出错：{e}"))
    page.on("console", lambda m: trouble.append(f"控制台：{m.text}") if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else trouble.append(f"向外请求：{r.url}"))

    def open_(url: str):
        path, mark, anchor = url.partition("#")
        page.goto((site / path).as_uri() + mark + anchor)
        return page

    yield open_
    assert not trouble, "\n".join(trouble)
