"""`python -m macros.check`: what can be wrong before the engine calls the handbook at all. Says it and ends with 1; says nothing where all is well."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.check.settings import FILE, problems
from macros.problem import Problem

LOST = Problem(FILE, 0, "", f"缺少这个文件。误删了就取回来（git checkout -- {FILE}）")


def main() -> int:
    """Looks at the settings of this folder."""
    path = Path.cwd() / FILE
    found = problems(path.parent) if path.exists() or path.is_symlink() else [LOST]
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
