"""Lighthouse (its mobile preset) on one page of each kind of site/, served with gzip from this machine. `make audit`; `tools/audit.py triage.html`
looks at that page only.

Fails where a page has less than 100 in anything, moves while it comes (layout shift), blocks for more than 50 ms or asks another host. A page below
that is measured three times and the middle one counts: speed is simulated from this machine's own, so the machine has to be quiet. What a first visit
may weigh is tested on every page (tests/test_site.py).
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

PAGES = [
    "index.html",
    "scenarios/no-reason-return.html",
    "letters/complaint-12315.html",
    "case.html",
    "triage.html",
    "search.html",
    "faq/online.html",
    "excuses/goods.html",
    "steps/evidence.html",
    "channels/index.html",
    "laws/consumer-rights-law.html",
    "scenarios/index.html",
]
FLOOR = {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
BLOCKED = 50  # ms


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


def figure(report: dict, audit: str) -> float:
    """A number of a report."""
    return report["audits"][audit].get("numericValue") or 0


def quick(report: dict) -> bool:
    """Is it as fast as it has to be?"""
    return performance(report) >= FLOOR["performance"] and figure(report, "total-blocking-time") <= BLOCKED


def measured(url: str, out: Path) -> dict:
    """The report of an address: the first where it is fast enough, else the middle one of three."""
    reports = [lighthouse(url, out)]
    if not quick(reports[0]):
        reports += [lighthouse(url, out), lighthouse(url, out)]
    return sorted(reports, key=lambda r: (performance(r), -figure(r, "total-blocking-time")))[len(reports) // 2]


def faults(page: str, report: dict, base: str) -> list[str]:
    """Prints a page's figures; gives what is below the floor, a line each."""
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in FLOOR}
    requests = report["audits"]["network-requests"]["details"]["items"]
    weight = sum(r.get("transferSize", 0) for r in requests) / 1024
    foreign = [r["url"] for r in requests if not r["url"].startswith((base, "data:"))]
    shift, blocked = figure(report, "cumulative-layout-shift"), figure(report, "total-blocking-time")
    print(page, *scores.values(), f"{weight:.1f} KiB, {len(requests)} requests, CLS {shift:.3f}, TBT {blocked:.0f} ms", flush=True)
    low = [f"{page}: {name} {score}" for name, score in scores.items() if score < FLOOR[name]]
    low += [f"{page}: 失败的项目 {k}" for k, a in report["audits"].items() if a.get("score") == 0 and a.get("scoreDisplayMode") == "binary"]
    low += [f"{page}: 载入时移动了 {shift:.3f}"] if round(shift, 3) else []
    low += [f"{page}: 卡住 {blocked:.0f} ms"] if blocked > BLOCKED else []
    low += [f"{page}: 向外请求 {url}" for url in foreign]
    return low


def main() -> None:
    pages = sys.argv[1:] or PAGES
    if gone := [p for p in pages if not (ROOT / "site" / p).is_file()]:
        stop(f"site/ 里没有这些页面：{'、'.join(gone)}。改名了就改 tools/audit.py 里的 PAGES")
    program()
    server = serve(ROOT / "site")
    base = f"http://127.0.0.1:{server.server_port}/"
    found: dict[str, list[str]] = {}
    print("page", *FLOOR, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            found[page] = faults(page, measured(base + page, Path(folder) / "report.json"), base)
    server.shutdown()
    if low := [line for page in pages for line in found[page]]:
        stop("没有达到：\n" + "\n".join(low))


if __name__ == "__main__":
    main()
