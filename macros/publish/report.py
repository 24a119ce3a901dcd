"""site/assets/report-to.js: where a report of an error goes and which edition it is about; asked for when a reader presses “这里有错”."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from macros.book import Handbook
from macros.dates import chinese_date
from macros.edition import edition

MAIL = re.compile(r"[^\s@/:?&<>\"']+@[^\s@/:?&<>\"']+\.[^\s@/:?&<>\"']+")
FORM = re.compile(r"https://[^\s<>\"']+")
HOW = "REPORT_TO（mkdocs.yml 的 report_to）写一个邮箱，或者 https:// 开头的新议题表单的地址。写的是“{}”"
HALF = "REPORT_TO 里 {{title}} 和 {{body}} 要么都写，要么都不写。写的是“{}”"


class Ways(NamedTuple):
    """`plain`: a link that anybody can follow; `filled`: the same with {title} and {body} where the browser puts what the report begins with."""

    plain: str
    filled: str


def ways(to: str) -> Ways:
    """From what the configuration says: a mail address, the form's address, or that with {title} and {body} in it where a forge calls them otherwise
    (GitHub, Gitea: title, body). Empty for nothing. Raises ValueError, which says what to write."""
    if not to:
        return Ways("", "")
    if MAIL.fullmatch(to):
        return Ways(f"mailto:{to}", f"mailto:{to}?subject={{title}}&body={{body}}")
    if not FORM.fullmatch(to):
        raise ValueError(HOW.format(to))
    own = [mark in to for mark in ("{title}", "{body}")]
    if any(own) and not all(own):
        raise ValueError(HALF.format(to))
    if all(own):
        return Ways(to.partition("?")[0], to)
    return Ways(to, f"{to}{'&' if '?' in to else '?'}title={{title}}&body={{body}}")


def write(book: Handbook, site: Path, to: str) -> None:
    """Writes window.handbookReportTo. `checked`: the day on which the law that was compared longest ago was compared, for pages that have no day of
    their own."""
    checked = chinese_date(min(law.checked_on for law in book.laws.values()))
    data = {"to": ways(to).filled, "edition": edition(book.root), "checked": checked}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "report-to.js").write_text(f"window.handbookReportTo={text};\n", encoding="utf-8")
