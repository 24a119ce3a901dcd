"""What is published beside the pages: open data, the search's index, letters as .docx, the list of excuses.

One module an export; none knows the engine. The build's last hook calls everything(); with an engine that has no such hook it is
`python -m macros.publish SITE` after the pages are written.
"""

from __future__ import annotations

from pathlib import Path

from macros.book import Handbook
from macros.kinds import handwritten


def everything(book: Handbook, site: Path) -> None:
    """Writes all of it into a built site."""
    # imported here: a page that is only drawn needs none of these, and python-docx and pypinyin are slow to load
    from macros.publish import docx, excuse_list, open_data, search_index

    open_data.write(book, site, handwritten(book.root))
    search_index.write(book, site)
    docx.write(book, site)
    excuse_list.write(book, site)
