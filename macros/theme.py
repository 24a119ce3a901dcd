"""What the theme brings: its style sheet is used, its scripts are not."""

from __future__ import annotations

import shutil
from pathlib import Path


def style_sheet(dirs: list[str]) -> str:
    """The address of Material's style sheet; its name carries a hash that changes with the version."""
    for folder in dirs:
        for path in sorted((Path(folder) / "assets" / "stylesheets").rglob("main.*.min.css")):
            return path.relative_to(folder).as_posix()
    raise FileNotFoundError("主题 material 的样式表没有找到。它的版本变了：看 macros/theme.py")


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
    return f"default-src 'none'; script-src {own}; style-src {own}; img-src {own} data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
