"""The handbook on paper: the whole book, a volume a topic, the blanks of all letters, as PDF. `make pdf`.

    python tools/pdf.py [--site site] [--out build/downloads] [whole] [blanks] [topic-ID …]

Set by Typst, because it sets Chinese, numbers pages in contents and index, subsets the fonts and tags the file (PDF/UA-1) in one pass of seconds:
the measured others stand in docs/about/decisions.md. Then recompressed by qpdf (pikepdf), to a third. The same data, fonts and versions give
the same bytes: no clock is read, and the date of the edition is that of the last commit or of SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# the handbook's own program is loaded only where the data are read: the processes that set, and the one that waits for them, do without
if TYPE_CHECKING:
    from macros.book import Handbook
    from macros.pages import Pages

FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")
TEMPLATES = ROOT / "typeset"
SPACES = str.maketrans(dict.fromkeys("\t\u2028\u2029", " "))
MOST_PAGES, MOST_BYTES = 900, 12_000_000  # of the whole book


def volume(pages: Pages, name: str, site: Path | None = None) -> dict[str, Any]:
    """What stands in a volume: `whole`, `blanks`, `topic-<id>`. Raises KeyError for another name. `site`: the built site, for the hand-written pages."""
    from macros.edition import edition
    from macros.publish.volume import REVIEW, Choice, Volume, everything, of_topic

    book = pages.book
    built = (
        {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in [*sorted((site / "steps").glob("*.html")), site / REVIEW]}
        if site
        else {}
    )
    if name == "whole":
        made = Volume(pages.views, everything(book), built).whole()
    elif name == "blanks":
        made = Volume(pages.views, Choice(letters=set(book.letters))).blanks()
    else:
        word = book.words["topics"][name.removeprefix("topic-")]
        made = Volume(pages.views, of_topic(book, word.id)).topic(word.title)
    made["front"]["edition"] = edition(book.root)
    return spaced(made)


def write_volumes(asked: list[str], site: Path, address: str, folder: Path) -> tuple[list[str], str]:
    """Writes what stands in the volumes asked for, or in all, as <name>.json into `folder`; (their names, what is wrong with the data or "")."""
    from macros import opened

    try:
        pages = opened.pages(ROOT, address)
    except opened.BadData as problems:
        return [], str(problems)
    every = asked or names(pages.book)
    for name in every:
        (folder / f"{name}.json").write_text(_json(volume(pages, name, site)), encoding="utf-8")
    return every, ""


def _json(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False)


def spaced(value: Any) -> Any:
    """What stands in a volume with a space for every tab and line of a text: no font has a sign for them, and Typst prints none without one."""
    if isinstance(value, dict):
        return {key: spaced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [spaced(inner) for inner in value]
    return value.translate(SPACES) if isinstance(value, str) else value


def names(book: Handbook) -> list[str]:
    """Every volume there is."""
    return ["whole", *(f"topic-{w.id}" for w in book.vocab.topics if any(s.topic == w.id for s in book.scenarios.values())), "blanks"]


def file_name(name: str) -> str:
    """What a volume's file is called, the same in every edition: handbook.pdf, handbook-online.pdf, letters-blank.pdf."""
    return {"whole": "handbook.pdf", "blanks": "letters-blank.pdf"}.get(name, f"handbook-{name.removeprefix('topic-')}.pdf")


def typeset(what: dict[str, Any]) -> bytes:
    """A volume as PDF. Raises typst.TypstError, among others for a character that the fonts do not have: nothing is printed as a box."""
    return typeset_text(_json(what))


def typeset_file(path: Path) -> bytes:
    """The same of a volume that write_volumes() has written."""
    return typeset_text(path.read_text(encoding="utf-8"))


def typeset_text(what: str) -> bytes:
    """The same of its JSON."""
    import pikepdf
    import typst

    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    if missing := [f for f in FONTS if f not in fonts.families()]:
        sys.exit(f"没有字体 {'、'.join(missing)}，排不了PDF。Debian、Ubuntu：sudo apt-get install fonts-noto-cjk")
    compiler = typst.Compiler(TEMPLATES / "book.typ", root=TEMPLATES, font_paths=fonts, sys_inputs={"volume": what})
    made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    assert isinstance(made, bytes)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)
    return out.getvalue()


def main() -> None:
    options = argparse.ArgumentParser(description="the handbook as PDF")
    options.add_argument("--site", type=Path, default=ROOT / "site")
    options.add_argument("--out", type=Path, default=ROOT / "build" / "downloads")
    options.add_argument("names", nargs="*")
    asked = options.parse_args()
    if not (asked.site / "steps").is_dir():
        sys.exit(f"“{asked.site}”里没有生成好的网站，六个步骤要从那里读。先运行 make site")
    from pdf_check import problems_of

    asked.out.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    # each is set by a process of its own: what Typst keeps from one for the next would come to 4 GB; meanwhile this one reads back the one before.
    # And the handbook's data are read by one that has ended by then, and lie in files until they are set: the whole has to do with 2 GB
    with (
        tempfile.TemporaryDirectory() as held,
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as setting,
    ):
        folder = Path(held)
        every, why = setting.submit(write_volumes, asked.names, asked.site, os.environ.get("SITE_URL", ""), folder).result()
        if why:
            sys.exit(why)
        texts = [folder / f"{name}.json" for name in every]
        for name, text, made in zip(every, texts, setting.map(typeset_file, texts), strict=True):
            target = asked.out / file_name(name)
            target.write_bytes(made)
            found = problems_of(made, json.loads(text.read_text(encoding="utf-8")), most_pages=MOST_PAGES, most_bytes=MOST_BYTES)
            print(f"{target.name}: {found.pages}页，{len(made) / 1e6:.1f} MB", flush=True)
            wrong += [f"{target.name}: {problem}" for problem in found.problems]
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
