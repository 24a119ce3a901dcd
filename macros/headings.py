"""Headings break between their words: the style sheet lets them break behind a mark only, and within a word only where nothing else fits.

Where nothing else fits a browser breaks anywhere, also before a comma, which then begins the line. So the mark holds on to the character
before it, a number to what it counts, and a bracket may begin a line. Only in headings with a stretch longer than a line in large letters.
"""

from __future__ import annotations

import re

SHORT = 6  # characters that fit into the line of a small phone in letters twice as large
TAG = re.compile(r"(<[^>]*>)")
HEADING = re.compile(r"(<h([1-3])(?: [^>]*)?>)(.*?)(</h\2>)", re.S)
# what stays together without a break: a long stretch with the marks behind it
STRETCH = re.compile(r"[^\s，。、；：？！”’）》…]+[，。、；：？！”’）》…]*")
END = re.compile(r"([^\s&;，。、；：？！”’）》…])([，。、；：？！”’）》…]+)$")
COUNTED = re.compile(r"^(\d+\. )([^\s&])")
OPENS = re.compile(r"(?<=[\w])(?=[“《（])")


def held(text: str) -> str:
    """One escaped text of a heading, as HTML."""
    return COUNTED.sub(_hold, STRETCH.sub(lambda found: _stretch(found[0]), text)) if len(text) > SHORT else text


def broken(html: str) -> str:
    """HTML whose headings are held together."""
    return HEADING.sub(lambda h: h[1] + "".join(part if part.startswith("<") else held(part) for part in TAG.split(h[3])) + h[4], html)


def _stretch(text: str) -> str:
    if len(text) <= SHORT:
        return text
    return OPENS.sub("<wbr>", END.sub(_hold, text))


def _hold(found: re.Match[str]) -> str:
    return f'<span class="hold">{found[1]}{found[2]}</span>'
