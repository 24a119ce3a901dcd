"""How long an editor waits: starts the preview on a copy of the project, changes one word, and asks for the page until it has it.

    make serve-time

Prints seconds for a word of data, a word of a hand-written page, and a change of a script, each the middle one of three, and how many
times the preview built for it. Seconds of the clock follow the load of the machine; beside them stand the seconds that the preview
itself computed (where the system tells them).
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

TRIES = 3
PATIENCE = 180  # seconds until a page that does not come is given up


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Preview:
    """`mkdocs serve` of a project, as `make serve` starts it. A context manager: it runs inside the with."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.port = free_port()
        self.said: list[str] = []

    def __enter__(self) -> Preview:
        command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--strict", "-a", f"127.0.0.1:{self.port}"]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(command, cwd=self.project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait(lambda: any("Serving on" in line for line in self.said), "预览没有开起来")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip())

    @property
    def computed(self) -> float:
        """Seconds that the preview's own process has computed so far; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def builds(self) -> int:
        """How many times it has built, the first time included."""
        return sum("Building documentation" in line for line in self.said)

    def get(self, address: str) -> tuple[int, bytes]:
        """(status, bytes) of an address as the browser gets it."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as e:
            return e.code, b""

    def page(self, address: str) -> str:
        """The text of an address; empty while there is none."""
        return self.get(address)[1].decode("utf-8")

    def wait(self, true: Callable[[], bool], else_: str) -> float:
        """Seconds until something holds. Stops with a sentence and what the preview said where it never does."""
        start = time.perf_counter()
        while not true():
            if time.perf_counter() - start > PATIENCE or self.process.poll() is not None:
                raise TimeoutError(f"{else_}：\n" + "\n".join(self.said[-30:]))
            time.sleep(0.02)
        return time.perf_counter() - start

    def settled(self, seconds: float = 2.0) -> None:
        """Waits until no build has begun or ended for so long: what else a change set off has come by then."""
        last, at = len(self.said), time.perf_counter()
        while time.perf_counter() - at < seconds:
            time.sleep(0.05)
            if len(self.said) != last:
                last, at = len(self.said), time.perf_counter()


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} 里没有“{old}”"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def measure(preview: Preview, file: str, old: str, address: str) -> tuple[float, float, int]:
    """(seconds until the page has the new word, seconds computed for it, builds for it), of several tries the middle one."""
    times, computed, builds = [], [], []
    word = old
    for n in range(TRIES):
        preview.settled()
        before, spent = preview.builds, preview.computed
        new = re.sub(r"\d*$", "", old) + str(9001 + n)
        replace(preview.project / file, word, new)
        times.append(preview.wait(lambda new=new: new in preview.page(address), f"{address} 里没有出现“{new}”"))
        computed.append(preview.computed - spent)
        preview.settled()
        builds.append(preview.builds - before)
        word = new
    return statistics.median(times), statistics.median(computed), max(builds)


def main() -> None:
    from scale import handbook

    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        handbook(1, project)
        start = time.perf_counter()
        with Preview(project) as preview:
            print(f"{'':<20}{'wall s':>8}{'CPU s':>8}{'builds':>8}", flush=True)
            print(f"{'first page':<20}{time.perf_counter() - start:>8.1f}{preview.computed:>8.1f}{preview.builds:>8}", flush=True)
            for what, file, old, address in (
                ("a word of data", "docs/_data/scenarios/no-reason-return.yml", "七日无理由退货被拒", "scenarios/no-reason-return.html"),
                ("a word of a page", "docs/steps/verify.md", "这一步弄清两件事", "steps/verify.html"),
                ("a script", "docs/assets/javascripts/main.js", "storage-notice", "assets/handbook.js"),
            ):
                seconds, computed, builds = measure(preview, file, old, address)
                print(f"{what:<20}{seconds:>8.1f}{computed:>8.1f}{builds:>8}", flush=True)


if __name__ == "__main__":
    main()
