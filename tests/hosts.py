"""A host of the web whose site is under a path, can be changed, and can go away: for what happens without network."""

from __future__ import annotations

import http.server
import shutil
import threading
import time
from collections import Counter
from http import HTTPStatus
from pathlib import Path

import audit
from macros.publish import offline
from tests.conftest import loaded

AT = "/handbook/"


class Host:
    """Serves `folder` at `root`. `asked`: every path and how often; `most`: after so many answers more the line is cut, None never; `pause`: s before
    each answer; `broken`: path → the
    status that it is refused with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: Counter[str] = Counter()
        self.heads: list[dict[str, str]] = []
        self.most: int | None = None
        self.pause = 0.0
        self.broken: dict[str, int] = {}
        self.port = 0
        self.server: http.server.ThreadingHTTPServer | None = None
        self.start()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}{AT}"

    def start(self) -> None:
        host = self

        class Handler(audit.Gzip):
            protocol_version = "HTTP/1.0"  # no connection outlives the host

            def do_GET(self) -> None:
                if host.most is not None:
                    host.most -= 1
                    if host.most < 0:
                        self.close_connection = True
                        self.connection.close()
                        return
                time.sleep(host.pause)
                path = self.path.split("?")[0]
                host.asked[path.removeprefix(AT)] += 1
                if not path.startswith(AT) or (status := host.broken.get(path.removeprefix(AT), 0)):
                    self.send_error(status if path.startswith(AT) else HTTPStatus.NOT_FOUND)
                    return
                self.path = "/" + (path.removeprefix(AT) or "index.html")
                self.directory = str(host.folder)
                super().do_GET()

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (OSError, ValueError):
                    self.close_connection = True

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


def next_release(site: Path, target: Path) -> Path:
    """The same site as somebody changed it: a page says so, the scripts say so."""
    shutil.copytree(site, target)
    for name, old, new in (
        ("letters/complaint-12315.html", "</h1>", "（新版）</h1>"),
        ("index.html", "</h1>", "（新版）</h1>"),
    ):
        path = target / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    script = target / "assets" / "handbook.js"
    script.write_text(script.read_text(encoding="utf-8") + 'document.documentElement.dataset.release="next";\n', encoding="utf-8")
    offline.write(loaded()[0], target)
    return target
