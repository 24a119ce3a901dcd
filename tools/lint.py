"""Reads the code without running it: ruff for Python and mypy for macros/, eslint and the TypeScript compiler for the browser part, zizmor for the
forge's workflows and its bot, which nobody can run here. `make lint`.

Each is at zero and stays there. All are run, so that one look tells everything; the exit code is 1 where any of them found something.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from setup import BIN, node

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros import bundle  # noqa: E402

PYTHON = ["macros", "tests", "tools"]
# eslint's findings by the files' content: make test asks twice, here and in tests/test_js.py
KEPT = ["--cache", "--cache-strategy=content"]


def browser() -> dict[str, list[str]]:
    """name → command, of what reads the browser part; stops where there is no Node.js yet."""
    found = node()
    if found is None:
        sys.exit("没有 Node.js。先运行 make setup")
    modules = ROOT / "node_modules"
    eslint = [str(found[0]), str(modules / "eslint" / "bin" / "eslint.js")]
    return {
        "eslint": [*eslint, "--max-warnings=0", *KEPT, "--cache-location=.cache/eslint"],
        "bundles": [*eslint, "-c", "eslint.bundles.js", *KEPT, "--cache-location=.cache/eslint-bundles", bundles().as_posix()],
        "tsc": [str(found[0]), str(modules / "typescript" / "bin" / "tsc")],
    }


def bundles() -> Path:
    """A folder with the bundles as they are published, but in lines that a message can name. Stops where a source cannot be read."""
    program = bundle.esbuild(ROOT) or sys.exit("没有 esbuild。先运行 make setup")
    made = ROOT / ".cache" / "bundles"
    for source, name in bundle.ENTRIES.items():
        command = bundle.command(program, ROOT / bundle.SOURCES / source, made / name)
        if done := subprocess.run([part for part in command if part != "--minify"], cwd=ROOT).returncode:
            sys.exit(done)
    return made.relative_to(ROOT)


def python() -> dict[str, list[str]]:
    ruff = str(BIN / "ruff")
    return {
        "ruff check": [ruff, "check", *PYTHON],
        "ruff format": [ruff, "format", "--check", "-q", *PYTHON],
        "mypy": [str(BIN / "mypy"), "--no-error-summary"],
        # knows how workflows are attacked: an action that may change, a right too many, a text of a stranger in a command
        "zizmor": [str(BIN / "zizmor"), "--offline", "--quiet", "--no-progress", ".github"],
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
