"""A page without data and data without a page. A stub is one line; its title comes from the data alone."""

from __future__ import annotations

import re

from macros.book import Handbook
from macros.kinds import KINDS, PAGES
from macros.problem import Problem


def stub_problems(book: Handbook) -> list[Problem]:
    """A page without data and data without a page, by name and with the remedy."""
    found = []
    for kind, page in PAGES.items():
        folder, macro = page.folder, page.macro
        pages = {p.stem for p in (book.root / "docs" / folder).glob("*.md")} - {"index"}
        data = book.present[kind]
        where = KINDS[kind].where
        for id_ in sorted(data - pages):
            found.append(Problem(f"docs/_data/{where}/{id_}.yml", 0, "", f"有数据没有页面。新建 docs/{folder}/{id_}.md，内容写 {{{{ {macro}() }}}}"))
        for id_ in sorted(pages - data):
            found.append(Problem(f"docs/{folder}/{id_}.md", 0, "", f"有页面没有数据。新建 docs/_data/{where}/{id_}.yml，或删去这个页面"))
        for id_ in sorted(pages & data):
            file = f"docs/{folder}/{id_}.md"
            text = (book.root / file).read_text(encoding="utf-8")
            if f"{{{{ {macro}() }}}}" not in text:
                found.append(Problem(file, 1, "", f"页面里没有 {{{{ {macro}() }}}}。加上它，内容才会出现"))
            if re.search(r"(?m)\A---\n(?:.*\n)*?title:", text):
                found.append(Problem(file, 1, "", "页面里写了 title。删去它：标题只来自数据"))
    return found
