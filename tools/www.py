"""The site as a host of its own serves it: `make www` → build/www. The same files, and beside each text its packed copies (.gz, .br). Beside the folder
lies what leads on from addresses whose page has another name now, for nginx: build/moved.conf.

    python tools/www.py [--site site] [--out build/www]

A file whose bytes are the same as last time keeps its time, and so its ETag (nginx makes it of time and length): a new release asks readers only
for what changed. What is no longer in the site goes. Only where deploy/nginx.conf is used; Pages and object storage pack by themselves.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.links import Links  # noqa: E402
from macros.load import load  # noqa: E402
from macros.publish import moved  # noqa: E402

TEXT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", ".webmanifest"}
SMALLEST = 256  # bytes: below, a packed copy saves no packet


def packed(content: bytes) -> dict[str, bytes]:
    """Suffix → a packed copy, of those that are smaller."""
    copies = {".gz": gzip.compress(content, 9, mtime=0), ".br": brotli.compress(content, quality=11, mode=brotli.MODE_TEXT)}
    return {suffix: copy for suffix, copy in copies.items() if len(copy) < len(content)}


def fresh(path: Path, content: bytes) -> bool:
    """Writes a file unless it has these bytes; true where it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    os.replace(new, path)  # who reads it now reads the old or the new one, never half
    return True


def write(site: Path, out: Path) -> tuple[int, int]:
    """Makes `out` what `site` is, with packed copies; (files, of which written)."""
    kept: set[Path] = set()
    written = 0
    for source in sorted(p for p in site.rglob("*") if p.is_file()):
        target = out / source.relative_to(site)
        content = source.read_bytes()
        changed = fresh(target, content)
        written += changed
        kept.add(target)
        if source.suffix not in TEXT or len(content) < SMALLEST:
            continue
        copies = {suffix: target.with_name(target.name + suffix) for suffix in (".gz", ".br")}
        if changed or not any(copy.is_file() for copy in copies.values()):
            made = packed(content)
            for suffix, copy in copies.items():
                if suffix in made:
                    fresh(copy, made[suffix])
                    shutil.copystat(target, copy)
                else:
                    copy.unlink(missing_ok=True)
        kept |= {copy for copy in copies.values() if copy.is_file()}
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
    return sum(p.suffix not in (".gz", ".br") for p in kept), written


def main() -> None:
    options = argparse.ArgumentParser(description="the site, packed for a host")
    options.add_argument("--site", type=Path, default=ROOT / "site")
    options.add_argument("--out", type=Path, default=ROOT / "build" / "www")
    asked = options.parse_args()
    if not (asked.site / "index.html").exists():
        sys.exit(f"“{asked.site}”里没有生成好的网站。先运行 make site")
    book, problems = load(ROOT)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    count, written = write(asked.site, asked.out)
    fresh(asked.out.parent / "moved.conf", moved.nginx(Links(book).moved()).encode("utf-8"))
    sizes = {name: sum(p.stat().st_size for p in asked.out.rglob(f"*{name}")) for name in (".gz", ".br")}
    print(f"{asked.out}: {count} files, {written} new; packed {sizes['.gz'] / 1e6:.1f} MB (gzip), {sizes['.br'] / 1e6:.1f} MB (brotli)")


if __name__ == "__main__":
    main()
