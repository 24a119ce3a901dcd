"""What the theme brings: of its style sheet the rules that the pages need, of its scripts nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

SHEET = "assets/stylesheets/theme.css"  # the address of what the pages use of it (macros/publish/style_sheets.py)


def sheets(dirs: Iterable[str]) -> list[Path]:
    """Material's style sheet as it comes, in the theme's folders or in a built site; its name carries a hash that changes with the version."""
    return [path for folder in dirs for path in sorted((Path(folder) / "assets" / "stylesheets").rglob("main.*.min.css"))]


def style_sheet(dirs: list[str]) -> str:
    """The address of the theme's style sheet. Raises FileNotFoundError where the theme has none of the known name."""
    if not sheets(dirs):
        raise FileNotFoundError("主题 material 的样式表没有找到。它的版本变了：看 macros/theme.py")
    return SHEET


def remove_leftovers(site: Path) -> None:
    """Takes the theme's scripts, search parts, palette, other looks and source maps out of the built site: no page asks for them."""
    for folder in ("javascripts", "images", "stylesheets/modern"):
        shutil.rmtree(site / "assets" / folder, ignore_errors=True)
    for pattern in ("palette.*.css", "*.map"):
        for path in (site / "assets" / "stylesheets").rglob(pattern):
            path.unlink()
    (site / "search.json").unlink(missing_ok=True)


def policy(serving: bool) -> str:
    """What a page may load, enforced by the browser: its own files, nothing from any other host.

    file: stands beside 'self' because a folder's pages have no origin. The preview server adds an inline script that reloads
    the page, so the policy is left out while serving.
    """
    if serving:
        return ""
    own = "'self' file:"
    return (
        f"default-src 'none'; script-src {own}; style-src {own}; img-src {own} data:; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )
