"""Lighthouse (its mobile preset) on one page of each kind of site/, served with gzip from this machine. `make audit`.

Fails where a page of PAGES has accessibility, best practices or SEO below 100, performance below 99, transfers more than 90 KiB or asks
another host. The pages of WATCHED are measured and printed alike, but only warned about. Performance below its floor is measured three
times and the middle one counts: it is simulated from this machine's own speed, and other programs of the machine count too.
"""

from __future__ import annotations

import gzip
import http.server
import io
import json
import os
import sys
import tempfile
import threading
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlparse

sys.path.insert(0, str(Path(__file__).resolve().parent))

from setup import ROOT, chromium, node, run, stop

PAGES = ["index.html", "scenarios/no-reason-return.html", "letters/complaint-12315.html"]
WATCHED = ["faq/online.html", "triage.html", "search.html", "laws/consumer-rights-law.html", "channels/index.html"]
FLOOR = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
HEAVIEST = 90  # KiB with gzip


class Gzip(http.server.SimpleHTTPRequestHandler):
    """A folder as a public host serves it: compressed, with types; nothing above the folder, no listing of it."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def send_head(self) -> io.BytesIO | None:
        """Sends the headers of what is asked for and gives its compressed bytes; None, with the refusal sent, where there is none."""
        path = Path(self.translate_path(self.path))
        if ".." in unquote(urlparse(self.path).path).replace("\\", "/").split("/") or not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """A server of that folder on a free port of this machine, running; the caller shuts it down."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Gzip, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def program() -> tuple[Path, Path]:
    """(node, Lighthouse's command line). Installs Lighthouse where it is not; stops with npm's own words where that fails."""
    found = node()
    if found is None:
        stop("没有 Node.js。先运行 make setup")
    cli = ROOT / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not cli.exists():
        print("安装 Lighthouse……", flush=True)
        done = run(*found[1], "--prefix", "audit", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", quiet=True)
        if done.returncode:
            stop(f"{why(done.stderr)}npm 说：\n{(done.stderr or done.stdout).strip()[:1500]}")
        if not cli.exists():
            stop("npm 说装好了，audit/node_modules 里却没有 Lighthouse。删掉 audit/node_modules，再运行 make audit")
    return found[0], cli


def why(said: str) -> str:
    """One sentence on what npm's words mean, with the remedy."""
    if "EUSAGE" in said:
        return "Lighthouse 没有装上：audit/package-lock.json 和 package.json 对不上，运行 make lock 重新生成。"
    if any(code in said for code in ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENOTCACHED")):
        return "Lighthouse 没有装上：连不上软件源，检查网络后再运行 make audit。"
    if "EINTEGRITY" in said:
        return "Lighthouse 没有装上：下载的文件和锁里的指纹不一样，先不要用，看看软件源是不是换了。"
    return "Lighthouse 没有装上。"


def lighthouse(url: str, out: Path) -> dict:
    """Lighthouse's report of one address. Stops where it could not be made."""
    interpreter, cli = program()
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    done = run(
        interpreter, cli, url, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={flags}",
        env=os.environ | {"CHROME_PATH": chromium() or ""}, quiet=True,
    )  # fmt: skip
    if done.returncode:
        stop(f"Lighthouse 没有跑成：{done.stderr[-1500:]}")
    return json.loads(out.read_text(encoding="utf-8"))


def performance(report: dict) -> int:
    """Of 100."""
    return round((report["categories"]["performance"]["score"] or 0) * 100)


def measured(url: str, out: Path) -> dict:
    """The report of an address: the first where it is fast enough, else the middle one of three."""
    reports = [lighthouse(url, out)]
    if performance(reports[0]) < FLOOR["performance"]:
        reports += [lighthouse(url, out), lighthouse(url, out)]
    return sorted(reports, key=performance)[len(reports) // 2]


def faults(page: str, report: dict, base: str) -> list[str]:
    """Prints a page's figures; gives what is below the floor, a line each."""
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in FLOOR}
    requests = report["audits"]["network-requests"]["details"]["items"]
    weight = sum(r.get("transferSize", 0) for r in requests) / 1024
    foreign = [r["url"] for r in requests if not r["url"].startswith((base, "data:"))]
    shift = report["audits"]["cumulative-layout-shift"].get("numericValue", 0)
    blocked = report["audits"]["total-blocking-time"].get("numericValue", 0)
    print(page, *scores.values(), f"{weight:.1f} KiB, {len(requests)} requests, CLS {shift:.3f}, TBT {blocked:.0f} ms", flush=True)
    low = [f"{page}: {name} {score}" for name, score in scores.items() if score < FLOOR[name]]
    low += [f"{page}: 失败的项目 {k}" for k, a in report["audits"].items() if a.get("score") == 0 and a.get("scoreDisplayMode") == "binary"]
    low += [f"{page}: {weight:.1f} KiB"] if weight > HEAVIEST else []
    low += [f"{page}: 向外请求 {url}" for url in foreign]
    return low


def main() -> None:
    if gone := [p for p in PAGES + WATCHED if not (ROOT / "site" / p).is_file()]:
        stop(f"site/ 里没有这些页面：{'、'.join(gone)}。改名了就改 tools/audit.py 里的 PAGES")
    program()
    server = serve(ROOT / "site")
    base = f"http://127.0.0.1:{server.server_port}/"
    found: dict[str, list[str]] = {}
    print("page", *FLOOR, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for page in PAGES + WATCHED:
            found[page] = faults(page, measured(base + page, Path(folder) / "report.json"), base)
    server.shutdown()
    if warned := [line for page in WATCHED for line in found[page]]:
        print("只提醒，不算失败：\n" + "\n".join(warned), flush=True)
    if low := [line for page in PAGES for line in found[page]]:
        stop("没有达到：\n" + "\n".join(low))


if __name__ == "__main__":
    main()
