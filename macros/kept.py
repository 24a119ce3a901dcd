"""What takes long to make and seldom changes is made once and kept under .cache/publish, with the fingerprint of what it was made of.

Deleting the folder is always safe; nothing in it is read for any other input or any other program than it was made of and by.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypinyin.core import Pinyin

FOLDER = ".cache/publish"


@cache
def program(files: tuple[str, ...], packages: tuple[str, ...]) -> str:
    """What the makers are: a text that changes with the source files and with the versions of the packages they use."""
    sources = [hashlib.sha256(Path(f).read_bytes()).hexdigest() for f in files]
    return " ".join(sources + [f"{p}=={version(p)}" for p in packages])


def kept(root: Path, name: str, made_of: Iterable[str], make: Callable[[], bytes]) -> bytes:
    """What make() gives for these inputs: from the cache of the project at `root` where they are the same, else made and kept.

    `name`: the file in the cache, one for each thing that is made, so that an older state makes way; `made_of`: all that it depends on.
    """
    digest = hashlib.sha256()
    for part in made_of:
        digest.update(part.encode("utf-8") + b"\0")
    mark = digest.digest()
    path = root / FOLDER / name
    try:
        found = path.read_bytes()
    except OSError:
        found = b""
    if found.startswith(mark):
        return found[len(mark) :]
    made = make()
    keep(path, mark + made)
    return made


def keep(path: Path, content: bytes) -> None:
    """Writes a file so that it is complete or not there at all: another build may read it at this moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    os.replace(part, path)


class Readings:
    """How runs of Chinese characters sound, kept: pypinyin takes longer to read the handbook than its pages take to draw.

    Used as a context manager; at the end the file holds what was asked for, and nothing that is no longer there.
    """

    def __init__(self, root: Path) -> None:
        self.path = root / FOLDER / "readings.json"
        self.by = program((), ("pypinyin",))
        self.known: dict[str, str] = {}
        self.asked: dict[str, str] = {}

    def __enter__(self) -> Readings:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            if found["by"] == self.by:
                self.known = found["read"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # none yet, or not one of ours: it is made anew
        return self

    def of(self, run: str) -> list[str]:
        """A reading for each character of a run, without tones: '银行' → ['yin', 'hang']"""
        if run not in self.asked:
            self.asked[run] = self.known.get(run) or " ".join(lazy_pinyin(run))
        return self.asked[run].split()

    def __exit__(self, *_: object) -> None:
        if self.asked.keys() != self.known.keys():
            keep(self.path, json.dumps({"by": self.by, "read": self.asked}, ensure_ascii=False).encode("utf-8"))


@cache
def _reader() -> Pinyin:
    """pypinyin; its dictionary is loaded at the first question."""
    from pypinyin.core import Pinyin

    return Pinyin()


@cache
def _word(word: str) -> list[str]:
    """The reading of one word of its dictionary: few words make most of a text."""
    from pypinyin import lazy_pinyin as read

    return read([word])


def lazy_pinyin(run: str) -> list[str]:
    """pypinyin's reading of each character of a run."""
    return [sound for word in _reader().seg(run) for sound in _word(word)]
