"""A page without data and data without a page. A stub is one line; its title comes from the data alone."""

from __future__ import annotations

from macros.check.report import Report
from macros.kinds import KINDS, PAGES, files
from macros.problem import Problem


def stubs(report: Report) -> None:
    """A page without data and data without a page, by name and with the remedy."""
    book = report.book
    for kind, page in PAGES.items():
        folder, macro = page.folder, page.macro
        pages = {p.stem for p in files(book.root / "docs" / folder, "*.md")} - {"index"}
        data = book.present[kind]
        where = KINDS[kind].where
        for id_ in sorted(data - pages):
            if (kind, id_) in book.documents:  # what is no file at all needs no page
                message = f"有数据没有页面。新建 docs/{folder}/{id_}.md，内容写 {{{{ {macro}() }}}}"
                report.found.append(Problem(f"docs/_data/{where}/{id_}.yml", 0, "", message))
        for id_ in sorted(pages - data):
            message = f"有页面没有数据。误删了就把 docs/_data/{where}/{id_}.yml 补回来，没有过的新建它；文件改过名就改回来（id 不改）"
            report.found.append(Problem(f"docs/{folder}/{id_}.md", 0, "", message))


RULES = (stubs,)
