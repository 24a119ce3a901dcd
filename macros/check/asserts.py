"""A sentence that a reader puts his name to says only what is so: what it claims of his case is asserted on the letter's fields, or stands with its
condition. Fields and options that assertions name: macros/asserts.py."""

from __future__ import annotations

from macros import asserts
from macros import model as m
from macros.book import Document, Path_
from macros.check.clocks import gist, states
from macros.check.report import Report

REMEDY = "写 asserts（见 return-notice.yml），或改成不断言的话：要求对方的写“请”，条文说的写“可以、应当”，一般的情形写“……的”"


def letters(report: Report) -> None:
    """A sentence of a letter that claims carries an assertion; the sentence that does not claim, does not; an option that claims a period, an age or
    an order has an assertion under it, so that the form holds it against the dates."""
    for id_, letter in report.book.letters.items():
        doc = report.document("letter", id_)
        under: set[tuple[str, str]] = set()
        for path, record, text, when in asserts.claiming(letter):
            if record.asserts is not None:
                under |= {(w.field, option) for w in when for option in w.options}
                if record.unknown and (said := asserts.claims(record.unknown)):
                    report.say(doc, (*path, "unknown"), f"unknown 是日子还不知道时写的话，里面却断言了“{said}”。改成不断言的话")
            elif said := asserts.claims(text):
                report.say(doc, path, f"“{said}”是在替读者断言，表里的日子和选择可能不是这样。{REMEDY}")
        for i, field in enumerate(letter.fields):
            for j, option in enumerate(field.options):
                if (said := asserts.claims(option.label, times=True)) and (field.id, option.id) not in under:
                    here: Path_ = ("fields", i, "options", j, "label")
                    report.say(doc, here, f"这个选项断言了“{said}”，选了它才出现的句子里却没有一条断言。在那句上写 asserts，或改选项的话")


def spans(report: Report) -> None:
    """A period without a shared clock stands in an article that the letter cites."""
    for id_, letter in report.book.letters.items():
        gists = [text for citation in letter.laws if (text := gist(report, citation))]
        for path, record, _, _ in asserts.claiming(letter):
            for i, assertion in enumerate(record.asserts or []):
                for kind, span in (("within", assertion.within), ("over", assertion.over)):
                    if span is None or span.n is None or span.unit is None or not report.readable(letter.laws):
                        continue
                    period = m.Within(n=span.n, unit=span.unit)
                    if gists and not any(states(text, period) for text in gists):  # an article that is not there is told already
                        where = (*path, "asserts", i, kind)
                        report.say(
                            report.document("letter", id_), where, f"这份文书所引条文的要点里没有“{period.text()}”。对照条文改，或引写着它的那一条"
                        )


def messages(report: Report) -> None:
    """A message to copy, a reply, a paragraph for a complaint: what it claims of the reader's case, and the proof that a reply or a complaint says he
    holds, stands beside it as its condition."""

    def said(doc: Document, path: Path_, text: str | None, only_if: str | None, claim: str | None = None) -> None:
        claim = (asserts.claims(text) if text else None) or claim
        if claim and only_if is None:
            report.say(doc, path, f"“{claim}”是在替读者断言。不是每个读者都能这样说：在旁边写 only_if（只在什么时候用），或改成不断言的话")

    book = report.book
    for id_, scenario in book.scenarios.items():
        doc = report.document("scenario", id_)
        for i, message in enumerate(scenario.first.messages):
            said(doc, ("first", "messages", i, "say"), message.say, message.only_if)
        for phase, steps in scenario.steps.phases():
            for i, step in enumerate(steps):
                if isinstance(step, m.Step):
                    said(doc, ("steps", phase, i, "say"), step.say, step.only_if)
    for doc, path, shared in report.entries("shared-steps"):
        said(doc, (*path, "say"), shared.say, shared.only_if)
    for id_, group in book.excuse_groups.items():
        for i, excuse in enumerate(group.excuses):
            places: list[tuple[Path_, m.Excuse | m.Variant]] = [(("excuses", i), excuse)]
            places += [(("excuses", i, "variants", j), variant) for j, variant in enumerate(excuse.variants)]
            for path, answer in places:
                for key, text in (("reply", answer.reply), ("complaint", answer.complaint)):
                    # no chip and no step says whom it is for, as beside a situation's messages: what it offers to show is claimed too
                    said(report.document("excuses", id_), (*path, key), text, answer.only_if, asserts.shown(text))


RULES = (letters, spans, messages)
