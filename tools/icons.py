"""The icons as PNG, drawn by Chromium from the SVG beside them. Run after changing one: python tools/icons.py

They are kept in the repository: a build needs no browser.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from playwright.sync_api import sync_playwright
from setup import ROOT, headless

FOLDER = ROOT / "docs" / "assets" / "icons"
# file → (drawing, pixels a side); Apple rounds the corners itself, and shows what is transparent black
ICONS = {"192.png": ("icon.svg", 192), "512.png": ("icon.svg", 512), "maskable.png": ("maskable.svg", 512), "touch.png": ("maskable.svg", 180)}


def draw(target: Path) -> None:
    """Writes every icon into a folder."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=headless(), args=["--no-sandbox"])
        for name, (drawing, side) in ICONS.items():
            page = browser.new_page(viewport={"width": side, "height": side})
            svg = (FOLDER / drawing).read_text(encoding="utf-8")
            page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{side}px;height:{side}px}}</style>{svg}")
            page.screenshot(path=target / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
