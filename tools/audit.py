"""Lighthouse (its mobile preset) on home, scenario and letter pages of site/, served with gzip from this machine. `make audit`.

Fails where accessibility, best practices or SEO is below 100, performance below 99, a page transfers more than 90 KiB or asks another host.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import unquote, urlparse

sys.path.insert(0, str(Path(__file__).resolve().parent))

from setup import ROOT, chromium, node, run, stop

PAGES = ["index.html", "scenarios/no-reason-return.html", "letters/complaint-12315.html"]
FLOOR = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class Gzip(http.server.BaseHTTPRequestHandler):
    """site/ as a public host serves it: compressed, with types."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = ROOT / "site" / unquote(urlparse(self.path).path).lstrip("/")
        found = path.is_file()
        body = gzip.compress(path.read_bytes() if found else b"", 6)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def lighthouse(url: str, out: Path) -> dict:
    program, npm = node()
    cli = ROOT / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not cli.exists():
        print("安装 Lighthouse……", flush=True)
        run(*npm, "--prefix", "audit", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    done = run(
        program, cli, url, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={flags}",
        env=os.environ | {"CHROME_PATH": chromium() or ""}, quiet=True,
    )  # fmt: skip
    if done.returncode:
        stop(f"Lighthouse 没有跑成：{done.stderr[-1500:]}")
    return json.loads(out.read_text(encoding="utf-8"))


def main() -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gzip)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    low = []
    with tempfile.TemporaryDirectory() as folder:
        for page in PAGES:
            report = lighthouse(base + page, Path(folder) / "report.json")
            scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in FLOOR}
            requests = report["audits"]["network-requests"]["details"]["items"]
            weight = sum(r.get("transferSize", 0) for r in requests) / 1024
            foreign = [r["url"] for r in requests if not r["url"].startswith((base, "data:"))]
            print(page, scores, f"{weight:.1f} KiB, {len(requests)} requests", flush=True)
            low += [f"{page}: {name} {score}" for name, score in scores.items() if score < FLOOR[name]]
            low += [f"{page}: 失败的项目 {k}" for k, a in report["audits"].items() if a.get("score") == 0 and a.get("scoreDisplayMode") == "binary"]
            low += [f"{page}: {weight:.1f} KiB"] if weight > 90 else []
            low += [f"{page}: 向外请求 {url}" for url in foreign]
    server.shutdown()
    if low:
        stop("没有达到：\n" + "\n".join(low))


if __name__ == "__main__":
    main()
