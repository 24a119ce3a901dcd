"""`python -m macros.publish SITE`: writes what stands beside the pages into a built site, without the engine that built it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from macros import bundle, opened, publish, theme
from macros.publish import packs


def main(arguments: list[str]) -> str | None:
    """Returns a sentence where it could not be done, else None."""
    if len(arguments) != 1:
        return "用法：python -m macros.publish 成品网站的文件夹"
    site = Path(arguments[0])
    if not (site / "index.html").exists():
        return f"“{site}”里没有 index.html。先生成网站，再运行这一步"
    root = Path(__file__).resolve().parent.parent.parent
    try:
        pages = opened.pages(root, os.environ.get("SITE_URL", ""))
    except opened.BadData as problems:
        return str(problems)
    if why := bundle.bundle(root):
        return why
    packs.write(pages, site, theme.policy(serving=False))
    publish.everything(pages.book, site, address=os.environ.get("SITE_URL", ""), report_to=os.environ.get("REPORT_TO", ""))
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
