"""The same site by Zensical, the successor of Material for MkDocs, and the site's tests on it. `make zensical`.

Shows how far the way off the engine is, while nobody has to take it: docs/about/engine.md says what differs and what would make us move.
Installs what requirements-zensical.lock names; where that cannot be had, says so and stops.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from setup import PYTHON, fingerprint, run, stop  # noqa: E402

from macros import theme  # noqa: E402

LOCK = "requirements-zensical.lock"
SITE = ROOT / ".cache" / "zensical"
# what asks a built site and not its engine
TESTS = ["tests/test_site.py", "tests/test_pages.py", "tests/test_open_data.py", "tests/test_docx.py", "tests/test_search.py"]
# why a test is left out
LEFT_OUT = {
    "tests/test_site.py::test_public_address": "它自己用 MkDocs 再生成一次网站",
}


def install() -> Path:
    """Zensical's folder. Stops with a sentence where it cannot be installed."""
    mark = ROOT / ".venv" / "zensical.done"
    wanted = fingerprint(LOCK)
    if not (mark.exists() and mark.read_text(encoding="utf-8") == wanted and importlib.util.find_spec("zensical")):
        done = run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", LOCK, quiet=True)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()[-1:]
            stop("Zensical 装不上，所以没有试：网络不通，或者锁里的版本（或它要的包）现在拿不到。pip 说：\n" + "\n".join(said))
        mark.write_text(wanted, encoding="utf-8")
        importlib.invalidate_caches()
    found = importlib.util.find_spec("zensical")
    if not (found and found.origin):
        stop("pip 说装好了，却找不到 zensical。删掉 .venv 再运行 make zensical")
    return Path(found.origin).parent


def forget() -> None:
    """Takes away what Zensical kept of the pages: a stub's text does not change when its data do. Its own --clean empties all of .cache,
    where others keep things, too."""
    for path in SITE.parent.glob("*"):
        if path.is_file():
            path.unlink()


def build(package: Path) -> None:
    """Pages by Zensical, then what stands beside them by the handbook itself. Stops with the engine's own words."""
    shutil.rmtree(SITE, ignore_errors=True)
    forget()
    look = theme.style_sheet([str(package / "templates")])
    environment = os.environ | {"PYTHONPATH": str(ROOT), "THEME_CSS": look, "POLICY": theme.policy(serving=False)}
    start = time.perf_counter()
    done = run(PYTHON, "-m", "zensical", "build", "--strict", "-f", "zensical.yml", quiet=True, env=environment)
    forget()
    if done.returncode:
        stop(f"Zensical 没有生成网站：\n{(done.stdout + done.stderr)[-3000:]}")
    theme.remove_leftovers(SITE)
    if run(PYTHON, "-m", "macros.publish", SITE).returncode:
        stop("页面有了，旁边的文件（搜索、文书、开放数据）没有生成")
    pages = sum(1 for _ in SITE.rglob("*.html"))
    print(f"{pages} pages, {time.perf_counter() - start:.1f} s: {SITE.relative_to(ROOT)}", flush=True)


def main() -> None:
    build(install())
    done = subprocess.run(
        [str(PYTHON), "-m", "pytest", *TESTS, *(f"--deselect={name}" for name in LEFT_OUT)],
        cwd=ROOT,
        env=os.environ | {"HANDBOOK_SITE": str(SITE), "SITE_URL": os.environ.get("SITE_URL", "")},
    )
    print("\n".join(f"没有试 {name}：{why}" for name, why in LEFT_OUT.items()), flush=True)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
