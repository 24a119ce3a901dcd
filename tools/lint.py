"""Reads the code without running it: ruff for Python and mypy for macros/, eslint and the TypeScript compiler for the browser part. `make lint`.

Each is at zero and stays there. All are run, so that one look tells everything; the exit code is 1 where any of them found something.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setup import BIN, node

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ["macros", "tests", "tools"]
# eslint's findings by the files' content: make test asks twice, here and in tests/test_js.py
KEPT = ["--cache", "--cache-strategy=content", "--cache-location=.cache/eslint"]


def browser() -> dict[str, list[str]]:
    """name → command, of what reads the browser part; stops where there is no Node.js yet."""
    found = node()
    if found is None:
        sys.exit("没有 Node.js。先运行 make setup")
    modules = ROOT / "node_modules"
    return {
        "eslint": [str(found[0]), str(modules / "eslint" / "bin" / "eslint.js"), "--max-warnings=0", *KEPT],
        "tsc": [str(found[0]), str(modules / "typescript" / "bin" / "tsc")],
    }


def python() -> dict[str, list[str]]:
    ruff = str(BIN / "ruff")
    return {
        "ruff check": [ruff, "check", *PYTHON],
        "ruff format": [ruff, "format", "--check", "-q", *PYTHON],
        "mypy": [str(BIN / "mypy"), "--no-error-summary"],
    }


def main() -> None:
    """Side by side; what each has to say stands together."""
    reading = {
        name: subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for name, command in (python() | browser()).items()
    }
    failed = []
    for name, one in reading.items():
        said, _ = one.communicate()
        sys.stdout.buffer.write(said)
        sys.stdout.flush()
        if one.returncode:
            failed.append(name)
    if failed:
        sys.exit(f"没有通过：{'、'.join(failed)}")


if __name__ == "__main__":
    main()
