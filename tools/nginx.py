"""nginx as deploy/ sets it up, on a port of this machine: for the tests, and for figures.

    python tools/nginx.py [--site build/www] [--seconds 5]

Prints what a first visit costs in bytes (pages with their styles, scripts and icon, each with its headers, as brotli and as gzip), what the worker
stores afterwards, and how many answers a second nginx gives to as many connections as a small server gets. `make load`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urljoin, urlparse

from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
BROTLI = Path("/etc/nginx/modules-enabled/50-mod-http-brotli-static.conf")


def lacking() -> str | None:
    """A sentence about what is missing here, with what mends it; None where nginx runs as deploy/ has it."""
    if shutil.which("nginx") and Path("/etc/nginx/mime.types").exists() and BROTLI.exists():
        return None
    return "没有 nginx 和它的 brotli 模块，deploy/ 试不了（Debian：sudo apt-get install nginx libnginx-mod-http-brotli-static）。"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def put(text: str, changes: dict[str, str]) -> str:
    """The text with each of these replaced, which must be there."""
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"deploy/ 里没有“{old}”了，tools/nginx.py 要跟着改")
        text = text.replace(old, new)
    return text


@contextmanager
def running(www: Path, moved: str = "") -> Iterator[int]:
    """nginx with the files of deploy/, serving `www`, with the map of what has moved; gives its port. Changed are: the port, the folder, where it logs and
    keeps its own files."""
    port = free_port()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        own = {"/tmp/": f"{folder}/", "/dev/stderr": f"{folder}/error.log", "/dev/stdout": f"{folder}/access.log"}
        own["/etc/nginx/conf.d/*.conf"] = f"{folder}/handbook.conf"
        main = put((DEPLOY / "container.conf").read_text(encoding="utf-8"), own)
        (folder / "nginx.conf").write_text(f"user root;\n{main}", encoding="utf-8")  # a test's folder is its owner's alone
        site = {"listen 80;": f"listen 127.0.0.1:{port};", "root /srv/handbook;": f'root "{www}";'}
        site["/etc/nginx/handbook-brotli*.conf"] = str(DEPLOY / "brotli*.conf")
        site["/etc/nginx/handbook-moved*.conf"] = f"{folder}/moved*.conf"
        (folder / "moved.conf").write_text(moved, encoding="utf-8")
        (folder / "handbook.conf").write_text(put((DEPLOY / "nginx.conf").read_text(encoding="utf-8"), site), encoding="utf-8")
        command = [shutil.which("nginx") or "nginx", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
        program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            for _ in range(100):
                if program.poll() is not None:
                    raise RuntimeError(f"nginx 没有起来：{program.stderr.read() if program.stderr else ''}")
                with socket.socket() as s:
                    if s.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            program.terminate()
            program.wait(10)
            if program.stderr:
                program.stderr.close()


def cost(port: int, path: str, encoding: str) -> int:
    """Bytes of an answer: its head and its body, as they go over the wire (without TLS and TCP's own)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", quote(path), headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise ValueError(f"{path}: {answer.status}")
    return len(body) + sum(len(f"{key}: {value}\r\n") for key, value in answer.getheaders()) + len("HTTP/1.1 200 OK\r\n\r\n")


def files_of(page: str, html: str) -> set[str]:
    """A page and what it loads until it is ready, as addresses under the root."""
    tree = LexborHTMLParser(html)
    found = tree.css("link[rel=stylesheet], link[rel=icon], link[rel=manifest], script[src]")
    named = (node.attributes.get("href") or node.attributes.get("src") or "" for node in found)
    return {page} | {urlparse(urljoin(f"http://h/{page}", name)).path.lstrip("/") for name in named}


def visits(www: Path, port: int, encoding: str) -> dict[str, int]:
    """Page → bytes of a first visit to it."""
    known: dict[str, int] = {}
    found = {}
    for path in sorted(www.rglob("*.html")):
        page = path.relative_to(www).as_posix()
        if page == "404.html" or page.startswith("s/"):
            continue
        files = files_of(page, path.read_text(encoding="utf-8"))
        for file in files - known.keys():
            known[file] = cost(port, f"/{file}", encoding)
        found[page] = sum(known[file] for file in files)
    return found


def core(www: Path) -> list[str]:
    """What the worker stores after the first visit; nothing where there is no worker."""
    worker = www / "service-worker.js"
    found = re.match(r"self\.handbookRelease=(.*);\n", worker.read_text(encoding="utf-8")) if worker.exists() else None
    return json.loads(found[1])["core"] if found else []


def load(port: int, paths: list[str], seconds: float, connections: int = 50) -> dict[str, float]:
    """A bounded load: connections that ask one after the other. {answers a second, of which wrong, milliseconds at the median and the 99th}."""
    end = time.monotonic() + seconds
    took: list[float] = []
    wrong = 0
    lock = threading.Lock()

    def ask(first: int) -> None:
        nonlocal wrong
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        mine: list[float] = []
        bad = 0
        turn = first
        while time.monotonic() < end:
            begun = time.monotonic()
            connection.request("GET", quote(paths[turn % len(paths)]), headers={"Accept-Encoding": "br, gzip"})
            answer = connection.getresponse()
            answer.read()
            bad += answer.status != 200
            mine.append(time.monotonic() - begun)
            turn += 1
        connection.close()
        with lock:
            took.extend(mine)
            wrong += bad

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    return {
        "rate": len(took) / seconds,
        "answers": len(took),
        "wrong": wrong,
        "p50": took[len(took) // 2] * 1000,
        "p99": took[int(len(took) * 0.99)] * 1000,
    }


def main() -> None:
    options = argparse.ArgumentParser(description="what a visit costs")
    options.add_argument("--site", type=Path, default=ROOT / "build" / "www")
    options.add_argument("--seconds", type=float, default=5)
    asked = options.parse_args()
    if missing := lacking():
        sys.exit(missing)
    if not (asked.site / "index.html").exists():
        sys.exit(f"“{asked.site}”里没有打包好的网站。先运行 make www")
    with running(asked.site.resolve()) as port:
        for encoding in ("br", "gzip"):
            found = visits(asked.site, port, encoding)
            later = sum(cost(port, f"/{name}", encoding) for name in core(asked.site))
            middle, most = statistics.median(found.values()), max(found, key=found.__getitem__)
            print(
                f"{encoding}: first visit {middle / 1000:.1f} KB at the median of {len(found)} pages, home {found['index.html'] / 1000:.1f}, ", end=""
            )
            print(f"most {found[most] / 1000:.1f} ({most}); the worker stores {later / 1000:.0f} KB more; ", end="")
            print(f"a million first visits {middle / 1000:.0f} GB, with the worker {(middle + later) / 1000:.0f} GB")
        paths = [f"/{p.relative_to(asked.site).as_posix()}" for p in sorted((asked.site / "scenarios").glob("*.html"))]
        for connections in (1, 50):
            print(
                f"{connections} connections for {asked.seconds:g} s:",
                {k: round(v, 1) for k, v in load(port, paths, asked.seconds, connections).items()},
            )
        if ab := shutil.which("ab"):  # its own program: asking costs less than in Python
            url = f"http://127.0.0.1:{port}{paths[0]}"
            command = [ab, "-q", "-k", "-c", "50", "-t", f"{asked.seconds:g}", "-n", "1000000", "-H", "Accept-Encoding: br", url]
            said = subprocess.run(command, capture_output=True, text=True).stdout
            print("ab:", *re.findall(r"^(?:Requests per second|Failed requests|  99%).*$", said, flags=re.M), sep="\n  ")


if __name__ == "__main__":
    main()
