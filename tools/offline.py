"""The whole site as one zip, to be opened from a folder without network: `make offline`. Same site, same bytes.

    python tools/offline.py [--site site] [--out build/downloads]

Beside it its SHA-256, for `sha256sum -c`. Its times are those of the edition (tools/edition.py), the names inside those of tools/templates/folder and, in
plain letters, of the site: old programs that unpack garble Chinese names, and no link may break on it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from macros import bundle, opened  # noqa: E402
from macros.dates import chinese_date  # noqa: E402
from macros.edition import moment, version  # noqa: E402
from macros.publish import downloads, moved, offline  # noqa: E402

NAME = "精品售后纠纷处理手册"
INSIDE = "handbook"
AROUND = ROOT / "tools" / "templates" / "folder"
# what only the web asks for
WEB = {"404.html", bundle.WORKER, "assets/offline.js", "manifest.webmanifest", "sitemap.xml", "sitemap.xml.gz", "feed.xml", moved.TABLE}
WEB_FOLDERS = ("downloads/", f"{offline.LISTS}/")
WEB_PICTURES = ".png"  # icons and link previews; the pages' own are SVG
FIRST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # a zip knows no earlier day


def contents(site: Path, draw: downloads.Draw, day: dt.datetime | None) -> dict[str, bytes]:
    """Path in the zip → content. The page about downloads says that this is one."""
    edition = f"{version()}版" + (f"，{chinese_date(day.date().isoformat())}" if day else "")
    found = {path.name: path.read_text(encoding="utf-8").replace("{edition}", edition).encode("utf-8") for path in AROUND.iterdir()}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in WEB and not name.startswith(WEB_FOLDERS) and not name.endswith(WEB_PICTURES):
            content = path.read_bytes()
            found[f"{INSIDE}/{name}"] = downloads.filled(content, draw(None)) if name.endswith(".html") else content
    return found


def pack(files: dict[str, bytes], day: dt.datetime | None, target: Path) -> None:
    """Writes the zip and its checksum; what an earlier edition left beside it goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob(f"{downloads.FOLDER}-*.zip*"):
        old.unlink()
    when = max(day or FIRST, FIRST).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{NAME}/{name}", date_time=when)
            info.create_system, info.external_attr = 3, 0o100644 << 16  # the same on every machine
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name], compresslevel=9)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(f"{target.name}.sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description="the site as one zip")
    options.add_argument("--site", type=Path, default=ROOT / "site")
    options.add_argument("--out", type=Path, default=ROOT / "build" / "downloads")
    asked = options.parse_args()
    if not (asked.site / "index.html").exists():
        sys.exit(f"“{asked.site}”里没有生成好的网站。先运行 make site")
    try:
        draw = downloads.drawing(opened.pages(ROOT))
    except opened.BadData as problems:
        sys.exit(str(problems))
    day = moment()
    target = asked.out / f"{downloads.FOLDER}-{version()}{f'-{day:%Y%m%d}' if day else ''}.zip"
    pack(contents(asked.site, draw, day), day, target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
