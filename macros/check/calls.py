"""Numbers that a text tells to call: each is the number of a channel that was checked. Nobody is sent to a number from memory."""

from __future__ import annotations

from macros import calls
from macros.check.report import Report
from macros.check.written import pages
from macros.problem import Problem
from macros.read import decoded
from macros.text import LINE_END


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
        for path, text in report.texts(document):
            for number in calls.told(text):
                if number not in known:
                    report.say(document, path, message(number))
    for path_, file, stub in pages(report.book):
        page, _ = (None, []) if stub else decoded(path_, file)
        for line, row in enumerate(LINE_END.split(page or ""), 1):
            report.found += [Problem(file, line, "", message(number)) for number in calls.told(row) if number not in known]


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


RULES = (numbers, buttons)
