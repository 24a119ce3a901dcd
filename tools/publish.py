"""What is published: the built site with everything in build/downloads beside it and linked. `make publish`.

    python tools/publish.py [--site site] [--downloads build/downloads]

Whatever lies in build/downloads goes along: the zip (make offline), PDFs (make pdf), and what comes later.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from macros import opened  # noqa: E402
from macros.publish import downloads, offline  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description="the site with its downloads")
    options.add_argument("--site", type=Path, default=ROOT / "site")
    options.add_argument("--downloads", type=Path, default=ROOT / "build" / "downloads")
    asked = options.parse_args()
    if not (asked.site / "index.html").exists():
        sys.exit(f"“{asked.site}”里没有生成好的网站。先运行 make site")
    if not any(asked.downloads.glob(f"{downloads.FOLDER}-*.zip")):
        sys.exit(f"“{asked.downloads}”里没有压缩包。先运行 make offline")
    try:
        pages = opened.pages(ROOT, os.environ.get("SITE_URL", ""))
    except opened.BadData as problems:
        sys.exit(str(problems))
    for offer in downloads.write(pages, asked.site, asked.downloads):
        print(f"downloads/{offer['file']}: {offer['size']}")
    offline.write(pages.book, asked.site)  # a page has changed, and what a browser stores is known by its content


if __name__ == "__main__":
    main()
