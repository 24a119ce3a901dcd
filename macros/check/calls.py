"""Numbers that a text tells to call and addresses that it names: each is of a channel or a source that was checked. Nobody is sent to one from memory,
and a false address among true ones is where money goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros import calls
from macros.book import Document, Path_
from macros.check.report import Report
from macros.check.written import FORBIDDEN
from macros.problem import Problem

# a mobile, a landline, the numbers of firms: most of those found on the net are false support
PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|800-?\d{3}-?\d{4}|9510\d{1,4})(?!\d)")
# a host in a text; what stands in [[…]] is the name of a fact
HOST = re.compile(
    r"(?<![A-Za-z0-9@.-])((?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org|top|xyz|vip|cc|info|shop|site|online|app|link|club|hk))(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
LIKELY = re.compile(r"\.|\d{4}")  # a text with none of these has neither
ADDRESS = re.compile(r"\Ahttps://")
ABOUT = "docs/about/"  # of the software and who keeps it, not of what a reader does
MARK = re.compile(r"\[\[[^\[\]]*\]\]")
STATE = re.compile(r"(?:^|\.)gov\.cn$|(?:^|\.)example(?:\.|$)")  # given to authorities only; kept free for examples


def _known(report: Report) -> set[str]:
    return {c.phone for c in report.book.channels.values() if c.phone and c.verified}


def numbers(report: Report) -> None:
    """Data and hand-written pages tell to call only what stands in channels.yml. Where that file is lost or itself wrong, only that is told:
    nobody knows which numbers it holds."""
    if not report.book.channels and report.document("channels").value != {"channels": []}:
        return
    known = _known(report)

    def message(number: str) -> str:
        return f"叫人打{number}，可是没有核实过的渠道是这个号码。先在 channels.yml 里建这个渠道（号码要有来源），或改成有的号码"

    for document in report.book.documents.values():
        for path, text in report.matching(document, calls.CALL):
            for number in calls.told(text):
                if number not in known:
                    report.say(document, path, message(number))
    for file, line, row in report.rows:
        report.found += [Problem(file, line, "", message(number)) for number in calls.told(row) if number not in known]


def _ours(report: Report) -> Iterator[tuple[Document | None, Path_, str, int, str]]:
    """(data file, path, page, line, text) of everything that is printed and may hold a number or a host: of a page the file is None, of data the page
    is empty."""
    for document in report.book.documents.values():
        for path, text in report.matching(document, LIKELY):
            yield document, path, "", 0, text
    for file, line, row in report.rows:
        if LIKELY.search(row):
            yield None, (), file, line, row


def addresses(report: Report) -> None:
    """No text prints the telephone of a firm; a host that a text names is one of those of channels, laws and platforms, or an authority's."""
    book = report.book
    if not book.channels:
        return
    urls = [s.url for c in book.channels.values() if c.verified for s in c.site if s.url] + [law.source for law in book.laws.values() if law.source]
    urls += [text for (kind, _), doc in book.documents.items() if kind == "platform" for _, text in report.matching(doc, ADDRESS)]
    known = {url.split("/")[2].lower().removeprefix("www.") for url in urls}
    for document, path, page, line, text in _ours(report):
        if ("." not in text and not PHONE.search(text)) or (page and FORBIDDEN.search(text)):  # told in check/written.py
            continue
        address = document is not None and text.startswith("https://")
        message = None
        if not address and (phone := PHONE.search(text)):
            message = f"文字里有电话号码{phone[0]}。删去它：网上找来的客服电话多半是假的，要打的号码写进 channels.yml，写明来源"
        elif not address and not page.startswith(ABOUT) and path[-1:] not in (("case",), ("id",)):
            hosts = [host[1].lower() for host in HOST.finditer(MARK.sub("", text))]
            strange = [host for host in hosts if host.removeprefix("www.") not in known and not STATE.search(host)]
            message = f"文字里的网址“{strange[0]}”没有核实过。删去它，或者先在 channels.yml 里建这个渠道，写明来源" if strange else None
        if message and document is not None:
            report.say(document, path, message)
        elif message:
            report.found.append(Problem(page, line, "", message))


# one for the other, so that a false address reads like the true one
ALIKE = str.maketrans("10l", "ioi")


def lookalikes(report: Report) -> None:
    """Where an address leads is written with letters that are what they look like, and no host only looks like another one of ours."""
    urls = [(doc, path, text.split("/")[2].lower()) for doc in report.book.documents.values() for path, text in report.matching(doc, ADDRESS)]
    hosts = Counter(host for _, _, host in urls)
    for doc, path, host in urls:
        if any(part.startswith("xn--") for part in host.split(".")):
            report.say(doc, path, f"“{host}”是换了写法的网址，看着会像另一个。写官方网站的网址；没有就写 null")
            continue
        for other, count in hosts.items():
            same = host.translate(ALIKE) == other.translate(ALIKE) or host.startswith(f"{other}.") or _one_more(host, other)
            if host != other and same and (hosts[host], host) < (count, other):
                report.say(doc, path, f"网址“{host}”和别处的“{other}”只差一点。改成同一个；真是另一个网站的，请人核对来源")
                break


def _one_more(one: str, other: str) -> bool:
    """Do two names differ by one letter that one of them has more? Figures count for themselves: 12345 is no slip for 1234."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short and long[i].isalpha() for i in range(len(long)))


def buttons(report: Report) -> None:
    """A button that dials has a number; where nobody is to be answered, there is somebody to call instead."""
    channels = report.book.channels
    for id_, scenario in report.book.scenarios.items():
        doc = report.document("scenario", id_)
        for i, name in enumerate(scenario.first.call):
            if name in channels and not (channels[name].phone and channels[name].verified):
                report.say(doc, ("first", "call", i), f"“{channels[name].name}”没有核实过的电话，做不成拨号的按钮。换一个渠道")
    for doc, here, danger in report.entries("dangers"):
        for i, name in enumerate(danger.call):
            if name in channels and not (channels[name].phone and channels[name].verified):
                report.say(doc, (*here, "call", i), f"“{channels[name].name}”没有核实过的电话，做不成拨号的按钮。换一个渠道")


RULES = (numbers, addresses, lookalikes, buttons)
