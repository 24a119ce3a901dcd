"""Messages to send: several for one situation are told apart by their chips and by their words; the facts they speak of are the case's."""

from __future__ import annotations

from collections.abc import Iterator

from macros import blanks, spoken
from macros import model as m
from macros.book import Document, Path_
from macros.check.report import Known, Report
from macros.check.said import ATTACHED, CHOOSES

ALIKE = 0.8  # from so much on, two messages are one
SAME = 0.57  # a step's message from so much on is one of the first messages in other words: the reader need not read it twice


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1: of the pairs of neighbouring characters that either has, the share that both have."""
    mine, theirs = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (blanks.MARK.sub("", one), blanks.MARK.sub("", other)))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else float(one == other)


def facts(report: Report) -> None:
    """What [[fact:…]] names is a fact of the case, and the mark is whole."""
    for (kind, _), doc in report.book.documents.items():
        for path, text in report.texts(doc):
            if blanks.BEGUN not in text or not blanks.allowed(kind, path):
                continue
            for fact in blanks.used([text]):
                report.word(doc, path, fact, "facts")
            if blanks.BEGUN in blanks.MARK.sub("", text):
                report.say(doc, path, "[[fact:…]] 没有写完整。写成 [[fact:案情要素的id]]，如 [[fact:order.number]]")
            elif spoken.THIRD.search(text):
                report.say(doc, path, "[[fact:…]] 外面多了一个方括号，会照样印出来。删去多的那个")


def there(doc: Document, number: int) -> str:
    """How a message names another one; asked only where something is wrong, for the line of it is then looked for."""
    return f"第{number + 1}条（{doc.file}:{doc.line(('first', 'messages', number))}）"


def variants(report: Report) -> None:
    """Two messages or more each say when; one alone is for every case; no two are for the same case or say the same."""
    for id_, scenario in report.book.scenarios.items():
        doc = report.document("scenario", id_)
        messages = scenario.first.messages
        for i, message in enumerate(messages):
            here = ("first", "messages", i)
            if len(messages) == 1 and message.when is not None:
                report.say(doc, (*here, "when"), "只有一条话术，不用选。删去 when；只有一种情况才能说的，写进 only_if")
            elif len(messages) > 1 and message.when is None:
                report.say(doc, here, f"有{len(messages)}条话术，读者要选：每条都写 when，是什么情况，10个字以内，如“已经过了7日”")
            for j, other in enumerate(messages[:i]):
                if message.when is not None and message.when == other.when:
                    report.say(doc, (*here, "when"), f"when“{message.when}”和{there(doc, j)}一样，读者没法选。写清差在哪里")
                if (share := likeness(message.say, other.say)) >= ALIKE:
                    alike = f"这条话术和{there(doc, j)}几乎一样（相同的有{share:.0%}）。写出这种情况自己的事实、请求和依据；没有不同的就删去一条"
                    report.say(doc, (*here, "say"), alike)


def sayings(report: Report) -> Iterator[tuple[Document, Path_, str]]:
    """Everything that a situation or a step gives to send: (file, place, text)."""
    for id_, scenario in report.book.scenarios.items():
        doc = report.document("scenario", id_)
        for i, message in enumerate(scenario.first.messages):
            yield doc, ("first", "messages", i, "say"), message.say
        for phase, steps in scenario.steps.phases():
            for i, step in enumerate(steps):
                if isinstance(step, m.Step) and step.say:
                    yield doc, ("steps", phase, i, "say"), step.say
    for doc, path, shared in report.entries("shared-steps"):
        if shared.say:
            yield doc, (*path, "say"), shared.say


def whole(report: Report) -> None:
    """What is sent says one case, and a chat has no attachments (replies: check/said.py)."""
    for doc, path, text in sayings(report):
        if chooses := CHOOSES.search(text):
            remedy = "只写一种情况：别的情况另写一条（messages），只有这样才能说的写进 only_if"
            report.say(doc, path, f"“{chooses[0]}”要读者或对方自己选。{remedy}")
        if attached := ATTACHED.search(text):
            report.say(doc, path, f"聊天里没有附件，“{attached[0]}”对方看不到。写成“照片我可以发给您”")


def steps(report: Report) -> None:
    """A step names a message that its situation has, and does not write one of them out a second time."""
    for id_, scenario in report.book.scenarios.items():
        doc = report.document("scenario", id_)
        known = Known([message.id for message in scenario.first.messages], "这一页的话术", ())
        for phase, entries in scenario.steps.phases():
            for i, step in enumerate(entries):
                here = ("steps", phase, i)
                if not isinstance(step, m.Step):
                    continue
                if step.message is not None:
                    report.known(doc, (*here, "message"), step.message, known)
                    if step.say is not None:
                        report.say(doc, (*here, "say"), "写了 message，又写了 say。留一处：这一步要发的话在“现在先做”里有的，只写 message")
                for message in scenario.first.messages if step.say else []:
                    if (share := likeness(step.say or "", message.say)) >= SAME:
                        report.say(
                            doc,
                            (*here, "say"),
                            f"和“现在先做”里的话术 {message.id} 差不多一样（相同的有{share:.0%}）。删去 say 和 only_if，写 message: {message.id}",
                        )
    for doc, path, shared in report.entries("shared-steps"):
        if shared.message is not None:
            report.say(doc, (*path, "message"), "共用的步骤不能写 message：话术是各个场景自己的。删去它，或者写 say")


RULES = (facts, variants, whole, steps)
