"""The browser part: ES modules → one classic script, by esbuild, only when they changed."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

SOURCES = "docs/assets/javascripts"
ENTRIES = {
    name: f"docs/assets/{out}.js" for name, out in {"main.js": "handbook", "theme.js": "theme", "search.js": "search", "docx.js": "docx"}.items()
}


def esbuild(root: Path) -> Path | None:
    """esbuild's native program for this machine, as the set-up installed it; None where there is none."""
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(sys.platform, sys.platform)
    machine = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), platform.machine())
    folder = root / "node_modules" / "@esbuild" / f"{system}-{machine}"
    for name in ("bin/esbuild", "esbuild.exe"):
        if (folder / name).exists():
            return folder / name
    return None


def bundle(root: Path) -> str | None:
    """Writes the scripts where a source is newer; returns a sentence saying why it could not, else None."""
    sources = [*(root / SOURCES).rglob("*.js"), root / "package-lock.json"]
    newest = max(p.stat().st_mtime for p in sources if p.exists())
    stale = {name: out for name, out in ENTRIES.items() if not (root / out).exists() or (root / out).stat().st_mtime < newest}
    if not stale:
        return None
    program = esbuild(root)
    if program is None:
        return "没有 esbuild，浏览器脚本做不出来。先运行 make setup（它会安装锁定的版本）"
    for name, out in stale.items():
        command = [str(program), str(root / SOURCES / name), "--bundle", "--format=iife", "--minify", "--target=es2019", "--charset=utf8"]
        done = subprocess.run([*command, f"--outfile={root / out}", "--log-level=warning"], capture_output=True, text=True, cwd=root)
        if done.returncode:
            return f"浏览器脚本有错：\n{done.stderr}"
        (root / out).touch()
    return None
