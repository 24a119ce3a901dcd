"""What Pagefind, a search that others use, finds of the same queries: `make search-score` prints it beside our own.

It indexes the built pages and answers in Chromium, as it would on a site. Its results are pages, so a page is right here where our own search
needs the right question on it: that is generous to it. It stands in audit/package.json; where that is not installed (`make audit`), None.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from setup import chromium, node

ROOT = Path(__file__).resolve().parent.parent
RUNNER = ROOT / "audit" / "node_modules" / "pagefind" / "lib" / "runner" / "bin.cjs"
# the address of the first three results of each query
ASK = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    found.push(await Promise.all(results.slice(0, 3).map(async (result) => (await result.data()).raw_url ?? (await result.data()).url)));
  }
  return found;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def pagefind(site: Path, queries: list[str]) -> list[list[str]] | None:
    """Query by query the pages of the first three results, as addresses within the site; None where Pagefind is not installed."""
    found = node()
    if not found or not RUNNER.exists():
        return None
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns("*.docx", "*.zip", "*.pdf", "*.png"))
        subprocess.run([str(found[0]), str(RUNNER), "--site", str(copy), "--silent"], check=True, capture_output=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(copy)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with sync_playwright() as p:
                browser = p.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"])
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/data/handbook.json")  # a page without our policy, which forbids its program
                answers: list[list[str]] = page.evaluate(ASK, queries)
                browser.close()
        finally:
            server.shutdown()
    return [[url.lstrip("/") for url in urls] for urls in answers]
