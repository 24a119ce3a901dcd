"""site/assets/stylesheets: what the pages need of the theme's sheet, and all sheets without what only an editor reads.

Of Material's sheet the pages use a seventh. PurgeCSS (package.json) keeps a rule where every class, element and attribute of its selector stands in
a page or in a script: so it is done when the pages are written, and nothing has to be listed by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from macros import bundle, theme
from macros.kept import kept, program

PURGE = Path(__file__).with_name("purge.mjs")
FOLDER = "assets/stylesheets"
OWN = ("site.css", "print.css")
TAG = re.compile(r"<[a-z][^>]*>")
WORD = re.compile(r"[\w-]+", re.ASCII)
TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`')
# An editor's table has no class, and the theme tells it by that: with a rule on having any class, a browser looks at the style of all that stands in an
# element anew whenever that element's class changes, and a page's change when its scripts start. What has a style of its own says so: another attribute
ANY_CLASS, STYLED = b":not([class])", b":not([data-styled])"
# a class of fewer letters is the theme's for a coloured word of a program; scripts make none, but they are full of short words
SHORT = 3


class NotMade(Exception):
    """A sheet could not be made; the text says why and what mends it."""


def words(texts: Iterable[str], where: re.Pattern[str]) -> set[str]:
    """The words of those parts of the texts that a pattern finds."""
    parts = {part for text in texts for part in where.findall(text)}
    return {word for part in parts for word in WORD.findall(part)}


def asked_for(site: Path, root: Path) -> dict[str, set[str]]:
    """What a selector may name: {pages: words of the elements, scripts: words of the texts in the browser part}."""
    pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    scripts = (path.read_text(encoding="utf-8") for path in bundle.sources(root))
    return {"pages": words(pages, TAG), "scripts": words(scripts, TEXT)}


def run(command: list[str], given: str) -> bytes:
    """What a program says to a text. Raises NotMade."""
    done = subprocess.run(command, input=given.encode("utf-8"), capture_output=True)
    if done.returncode:
        raise NotMade(f"样式表没有做成。先运行 make setup；还不行，看最后几行：\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return done.stdout


def used(root: Path, css: str, asked: dict[str, set[str]]) -> bytes:
    """The rules of the theme's sheet that pages and scripts ask for. Kept under the fingerprint of what it is made of: a changed text changes nothing in
    it, and the sites of several books (the tests') do not push each other out. Raises NotMade."""
    known = set(WORD.findall(css))
    given = json.dumps(
        {
            "css": css,
            "pages": sorted(asked["pages"] & known),
            "scripts": sorted(asked["scripts"] & known),
            "classes": sorted(w for w in asked["scripts"] & known if len(w) >= SHORT),
        }
    )
    made_of = [given, program((str(PURGE), __file__), ()), (root / "package-lock.json").read_text(encoding="utf-8")]
    name = hashlib.sha256("\0".join(made_of).encode("utf-8")).hexdigest()[:16]

    def make() -> bytes:
        node = bundle.node()
        if node is None:
            raise NotMade("没有 Node.js，主题的样式表剪不了。先运行 make setup")
        return run([node, str(PURGE)], given).replace(ANY_CLASS, STYLED)

    return kept(root, f"styles/{name}.css", made_of, make)


def small(root: Path, css: str) -> bytes:
    """A sheet without comments and spaces, and else as it was written: what an old browser does not know is the editor's choice. Raises NotMade."""
    made_of = [css, program((__file__,), ()), (root / "package-lock.json").read_text(encoding="utf-8")]
    name = hashlib.sha256("\0".join(made_of).encode("utf-8")).hexdigest()[:16]
    command = [str(bundle.esbuild(root)), "--loader=css", "--minify-whitespace", "--charset=utf8"]
    return kept(root, f"styles/{name}.css", made_of, lambda: run(command, css))


def write(root: Path, site: Path) -> None:
    """Puts the sheets into a built site: the theme's under the one name that pages ask for. A preview gets the same ones, so that it looks the same.

    A second time on the same site it leaves the theme's sheet as it is. Raises NotMade.
    """
    folder = site / FOLDER
    for path in theme.sheets([str(site)]):
        (site / theme.SHEET).write_bytes(used(root, path.read_text(encoding="utf-8"), asked_for(site, root)))
        path.unlink()
    for name in OWN:
        if (folder / name).exists():
            (folder / name).write_bytes(small(root, (folder / name).read_text(encoding="utf-8")))
