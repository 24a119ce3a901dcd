"""Finished HTML on its way past Markdown.

What a component draws is HTML already. Python-Markdown would parse it twice a page to find that there is nothing to do (measured: two
fifths of the build). So a page's Markdown carries a short block in its place, and the HTML comes back when Markdown is through. The
block holds the ids of the HTML, so that an engine that checks anchors while it reads the Markdown finds every one of them.

Until it comes back it is kept packed: an engine that reads all pages before it writes the first would hold the whole site.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from itertools import count

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

ID = re.compile(r'\sid="([^"]+)"')
BLOCK = re.compile(r'<div data-finished="(\d+)">(?:<i id="[^"]+"></i>)*</div>')


class Finished(Extension):
    """A Markdown extension that keeps finished HTML and puts it back after all other steps. `dress`: what the whole page goes through at the end;
    `late`: not after Markdown's other steps, but when the engine asks restore()."""

    def __init__(self, dress: Callable[[str], str] = str, late: bool = False) -> None:
        super().__init__()
        self._dress = dress
        self._late = late
        self._numbers = count()
        self._kept: dict[str, bytes] = {}

    def keep(self, html: str) -> str:
        """A block of Markdown, one line, that stands for the HTML until restore()."""
        number = str(next(self._numbers))
        self._kept[number] = zlib.compress(html.encode("utf-8"), 1)
        ids = "".join(f'<i id="{id_}"></i>' for id_ in ID.findall(html))
        return f'<div data-finished="{number}">{ids}</div>'

    def seen(self, text: str) -> str:
        """A text with the HTML in the place of its blocks, for those who read it before Markdown does; the HTML stays kept."""
        return BLOCK.sub(lambda block: zlib.decompress(self._kept[block[1]]).decode("utf-8"), text)

    def restore(self, text: str) -> str:
        """A text with the HTML in the place of its blocks, for good."""
        return self._dress(BLOCK.sub(lambda block: zlib.decompress(self._kept.pop(block[1])).decode("utf-8"), text))

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Markdown, once a page."""
        if not self._late:
            md.postprocessors.register(_Restore(md, self), "finished", -100)  # after every other


class _Restore(Postprocessor):
    def __init__(self, md: Markdown, finished: Finished) -> None:
        super().__init__(md)
        self.finished = finished

    def run(self, text: str) -> str:
        return self.finished.restore(text)
