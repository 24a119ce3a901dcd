"""What is published beside the pages: open data, the style sheets, the search's index and model, letters as .docx, the list of excuses, what the case page knows and says,
the worker that stores all of it.

One module an export; none knows the engine. The build's last hook calls everything(); with an engine that has no such hook it is
`python -m macros.publish SITE` after the pages are written. What takes long is kept from one build to the next (macros/kept.py).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from macros import bundle
from macros.book import Handbook
from macros.kinds import handwritten


def everything(book: Handbook, site: Path, preview: bool = False, address: str = "", report_to: str = "") -> None:
    """Writes all of it into a built site; into a preview what its pages ask for, and no more. The scripts are made already (bundle). address: the site's
    public one, or empty. report_to: where reports of errors go (report.py), or empty."""
    # imported here: a page that is only drawn needs none of these, and python-docx and pypinyin are slow to load
    from macros.publish import (
        case_data,
        case_words,
        days,
        docx,
        excuse_list,
        feed,
        guide,
        letter_data,
        moved,
        offline,
        open_data,
        open_schema,
        regions,
        report,
        search_index,
        search_model,
        share,
        short,
        sitemap,
        style_sheets,
        term_list,
        tone,
        tree_ends,
    )

    bundle.write(book.root, site)
    # what is learned is learned by processes of its own: side by side, while this one writes the rest
    with ThreadPoolExecutor() as trainings:
        learning = [trainings.submit(learned.write, book, site, preview) for learned in (tone, search_model)]
        style_sheets.write(book.root, site)
        search_index.write(
            book, site, {} if preview else search_model.pieces(search_model.parts(book))
        )  # by what is learned; a preview learns nothing
        docx.write(book, site)
        excuse_list.write(book, site)
        letter_data.write(book, site)
        tree_ends.write(book, site)
        term_list.write(book, site)
        days.write(site)
        regions.write(book, site)
        report.write(book, site, report_to)
        case_data.write(book, site)
        case_words.write(book, site)
        moved.write(book, site, address)
        if not preview:
            open_data.write(book, site, handwritten(book.root))
            open_schema.write(book, site)
            feed.write(book, site, address)
            guide.write(book, site, address)
            sitemap.write(book, site, address)
            short.write(book, site, address)
            share.write(book, site, address)
    for one in learning:
        one.result()
    offline.write(book, site, preview)  # last: it lists what the others have written
