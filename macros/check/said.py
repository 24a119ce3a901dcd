"""What a reader is told to answer is true where he is told it: the words of an excuse's reply belong to what the situation quarrels about (wordings of
vocab.yml), and its variants are for something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros import model as m
from macros.book import Document, Handbook, Path_
from macros.check.report import Report

SPOKEN = ("reply", "complaint", "only_if")
# what makes of a message that can be sent a form to fill in, or leaves the choice of the case to who reads it; a law's number （一） is none
CHOOSES = re.compile(r"（(?![一二三四五六七八九十]+）)[^）]*）|如果|属于[^，。；]*的，请")
ATTACHED = re.compile(r"见附件|见附图|见上[，。；]|如附件")


def belongs(wording: m.Wording, id_: str, scenario: m.Scenario) -> bool:
    """May a situation's reader say these words?"""
    if id_ in wording.never:
        return False
    named = (
        (wording.disputes, scenario.disputes),
        (wording.topics, [scenario.topic]),
        (wording.channels, scenario.channels),
        (wording.scenarios, [id_]),
    )
    return any(set(mine) & set(theirs) for mine, theirs in named)


def said_of(wording: m.Wording, text: str) -> str | None:
    """The first of its words that a text says; None: none, or only where it is `unlike`."""
    for other in wording.unlike:
        text = text.replace(other, "　")
    return next((word for word in wording.says if word in text), None)


def untrue(book: Handbook, excuse: str, scenario: str) -> Iterator[tuple[str, str, m.Wording]]:
    """(key, word, what it speaks of) for every word of an excuse's answer that a situation's reader cannot say. Keys: reply, complaint, only_if."""
    answer, place = book.answer_in(excuse, scenario), book.scenarios[scenario]
    for wording in book.vocab.wordings:
        if belongs(wording, scenario, place):
            continue
        for key in SPOKEN:
            if word := said_of(wording, getattr(answer, key) or ""):
                yield key, word, wording


def vocabulary(report: Report) -> None:
    """What a wording names is there."""
    document = report.document("vocab")
    for i, wording in enumerate(report.book.vocab.wordings):
        here: Path_ = ("wordings", i)
        for list_ in ("disputes", "topics"):
            for j, word in enumerate(getattr(wording, list_)):
                report.word(document, (*here, list_, j), word, list_)
        for key, kind in (("channels", "channel"), ("scenarios", "scenario"), ("never", "scenario")):
            for j, id_ in enumerate(getattr(wording, key)):
                report.record(document, (*here, key, j), kind, id_)


def _variant(report: Report, document: Document, path: Path_, excuse: m.Excuse, variant: m.Variant) -> None:
    book = report.book
    anchor = excuse.anchor(variant)
    if anchor in book.excuses:
        report.say(document, (*path, "for"), f"这一条在网页上的位置是“{anchor}”，已经有一句商家说法叫这个id。把 for 里另一个写在前面")
    shown = {id_ for id_ in book.scenarios_with("excuses", excuse.id) if excuse.variant_for(id_, book.scenarios[id_].disputes) is variant}
    for k, id_ in enumerate(variant.for_):
        if id_ in book.words["disputes"]:
            if not any(id_ in book.scenarios[s].disputes for s in shown):
                report.say(
                    document, (*path, "for", k), f"没有一个列着这句话的场景会用到它：没有争“{id_}”的，或者前面的一条已经说了。删去它，或改 for"
                )
            continue
        report.record(document, (*path, "for", k), "scenario", id_)
        if id_ in book.scenarios and id_ not in shown:
            report.say(document, (*path, "for", k), f"场景“{id_}”没有用到它：那里的 excuses 没有列“{excuse.id}”，或者前面的一条已经写了它。删去它")


def variants(report: Report) -> None:
    """A variant is for situations that list the excuse, and each is for something that no earlier one is for."""
    for group, file in report.book.excuse_groups.items():
        document = report.document("excuses", group)
        for i, excuse in enumerate(file.excuses):
            for j, variant in enumerate(excuse.variants):
                _variant(report, document, ("excuses", i, "variants", j), excuse, variant)


def whole(report: Report) -> None:
    """An answer can be sent as it stands: one case, no choice left open; and a chat has no attachments."""
    for group, file in report.book.excuse_groups.items():
        document = report.document("excuses", group)
        for i, excuse in enumerate(file.excuses):
            places: list[tuple[Path_, m.Excuse | m.Variant]] = [(("excuses", i), excuse)]
            places += [(("excuses", i, "variants", j), variant) for j, variant in enumerate(excuse.variants)]
            for path, answer in places:
                for key, text in (("reply", answer.reply), ("complaint", answer.complaint)):
                    if chooses := CHOOSES.search(text):
                        report.say(
                            document,
                            (*path, key),
                            f"“{chooses[0]}”要读者或对方自己选。一条只写一种情形：选最常见的写，别的时候不能这样说的写进 only_if",
                        )
                if attached := ATTACHED.search(answer.reply):
                    report.say(document, (*path, "reply"), f"聊天里没有附件，“{attached[0]}”对方看不到。写成“照片我可以发给您”")


def answers(report: Report) -> None:
    """The answer that a situation shows has no word that speaks of something else."""
    book = report.book
    for group, file in book.excuse_groups.items():
        document = report.document("excuses", group)
        for i, excuse in enumerate(file.excuses):
            if book.excuses[excuse.id][1] is not excuse:
                continue  # an id that stands twice is told already
            for id_ in book.scenarios_with("excuses", excuse.id):
                variant = book.variant_in(excuse.id, id_)
                here: Path_ = ("excuses", i) if variant is None else ("excuses", i, "variants", excuse.variants.index(variant))
                for key, word, wording in untrue(book, excuse.id, id_):
                    report.say(
                        document,
                        (*here, key),
                        f"在场景“{id_}”里也这样回，“{word}”说的是{wording.title}，那里没有（争的是{'、'.join(book.scenarios[id_].disputes)}）。"
                        f"改成那里也真的话；或在 variants 里给它写一条 for: [{id_}]；或从那个场景的 excuses 里删去“{excuse.id}”；"
                        f"其实说得通的，改 vocab.yml 的 wordings",
                    )


RULES = (vocabulary, variants, whole, answers)
