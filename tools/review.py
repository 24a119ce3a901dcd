"""Records that an entry was read against the articles that it cites: `make review entry=scenario/auto-renewal by=reader with=texts`.

Writes the day into the entry's own data where it has one, and its line in docs/about/reviews.txt. With only=changed: only the sentences were read
whose articles' gists came or changed after the entry's review; these articles get the day and the reader, the entry keeps its own. `--register` (make register) adds a line for every entry
that has none yet, as read by its editor on the day its data give; what is there is never touched.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros import reviews  # noqa: E402
from macros.book import Handbook, Path_  # noqa: E402
from macros.load import load  # noqa: E402
from macros.problem import suggest  # noqa: E402

# kinds with a file an entry: the key that has the day. The others are records of a list
OWN = {"scenario": ("scenario", "reviewed"), "letter": ("letter", "reviewed"), "platform": ("platform", "reviewed"), "region": ("region", "reviewed")}
LISTED = {"question": ("faqs", "questions", "reviewed"), "channel": ("channels", "channels", "checked_on")}


def day_of(book: Handbook, entry: str) -> tuple[str, int] | None:
    """(file, line) where the entry's data give the day of its review; None for kinds that have none."""
    kind, _, id_ = entry.partition("/")
    if kind in OWN:
        name, key = OWN[kind]
        document = book.documents[name, id_]
        return document.file, document.line((key,))
    if kind in LISTED:
        name, records, key = LISTED[kind]
        file = book.questions[id_][0] if kind == "question" else name
        document = book.documents[name, file]
        place: Path_ = (records, next(i for i, record in enumerate(document.value[records]) if record["id"] == id_), key)
        return document.file, document.line(place)
    return None


def dated(root: Path, place: tuple[str, int], day: str) -> None:
    """Puts a day into a line of a data file; the rest of the line stays."""
    path = root / place[0]
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[place[1] - 1], changed = re.subn(r"((?:reviewed|checked_on): )\S+", rf'\g<1>"{day}"', lines[place[1] - 1])
    if changed != 1:
        sys.exit(f"{place[0]}:{place[1]}：这一行没有写核对日期，没有改。补上 reviewed 再来")
    path.write_text("\n".join(lines), encoding="utf-8")


def record(root: Path, entry: str, by: str, compared: str, day: dt.date, only: str = "") -> None:
    """One review; `only` "changed": of what came or changed since the last one. Exits with what is wrong, and changes nothing then."""
    book, problems = load(root)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    cited = reviews.cited(book)
    if entry not in cited:
        sys.exit(f"没有“{entry}”，或者它不引用条文。写成 种类/id，例如 scenario/auto-renewal。{suggest(entry, cited)}")
    if by not in reviews.ROLES or compared not in reviews.COMPARED:
        choices = [f"{key}（{word}）" for key, word in (reviews.ROLES if by not in reviews.ROLES else reviews.COMPARED).items()]
        sys.exit(f"{'by' if by not in reviews.ROLES else 'with'}= 要写这几个里的一个：{'、'.join(choices)}")
    if only not in ("", "changed"):
        sys.exit("only= 只能写 changed（只读了要点变了的、后来才引用的条文）。整条都读过的，不写 only")
    known = reviews.read(root)
    now = reviews.of_book(book)
    if only:
        known[entry] = _again(book, known, entry, by, day)
        reviews.write(root, known)
        return
    place = day_of(book, entry)
    if place:
        dated(root, place, day.isoformat())
    known[entry] = reviews.Review(day.isoformat(), by, compared, {c: now[c] for c in cited[entry] if c in now})
    reviews.write(root, known)


def _again(book: Handbook, known: dict[str, reviews.Review], entry: str, by: str, day: dt.date) -> reviews.Review:
    """The entry's line with what changed since; exits where nothing did."""
    aged = next((a for a in reviews.aged(book, known) if a.entry == entry and entry in known), None)
    if aged is None:
        sys.exit(f"“{entry}”引用的要点没有变过，也没有新引用的：没有什么要单独记。整条读过的，不写 only")
    now, last = reviews.of_book(book), known[entry]
    read = [c for c in (*aged.changed, *aged.added) if c in now]
    gists = last.gists | {c: now[c] for c in read}
    return replace(last, gists=gists, later=last.later | dict.fromkeys(read, f"{day.isoformat()}/{by}"))


def register(root: Path, today: dt.date) -> int:
    """Lines for entries that have none; how many."""
    book, problems = load(root)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    known, now, days = reviews.read(root), reviews.of_book(book), reviews.dated(book)
    new = {entry: laws for entry, laws in reviews.cited(book).items() if entry not in known}
    for entry, laws in new.items():
        known[entry] = reviews.Review(days.get(entry, today.isoformat()), "editor", "texts", {c: now[c] for c in laws if c in now})
    reviews.write(root, known)
    return len(new)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="记下哪一条核对过了")
    parser.add_argument("--entry", default="")
    parser.add_argument("--by", default="")
    parser.add_argument("--with", dest="compared", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--register", action="store_true")
    asked = parser.parse_args(arguments)
    today = dt.date.today()
    if asked.register:
        print(f"登记了{register(ROOT, today)}条新内容的核对")
    else:
        record(ROOT, asked.entry, asked.by, asked.compared, today, asked.only)
        part = "，只有要点变了的、后来才引用的条文" if asked.only else ""
        print(f"记下了：{asked.entry}，{today.isoformat()}，{reviews.ROLES[asked.by]}，对照{reviews.COMPARED[asked.compared]}{part}")


if __name__ == "__main__":
    main(sys.argv[1:])
