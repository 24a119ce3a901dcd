"""Letters that fit: what a situation quarrels about, and what its letters are for, are words of one list (disputes of vocab.yml)."""

from __future__ import annotations

from collections.abc import Iterator

from macros import model as m
from macros.book import Handbook, Path_
from macros.check.report import Report
from macros.check.words import NAMED, ONE, number


def purposes(letter: m.Letter) -> Iterator[tuple[Path_, str]]:
    """(place in the letter's file, dispute) for every dispute that the letter or one of its options says it is for."""
    for i, dispute in enumerate(letter.disputes if letter.disputes != "any" else ()):
        yield ("disputes", i), dispute
    for i, field in enumerate(letter.fields):
        for j, option in enumerate(field.options):
            for k, dispute in enumerate(option.disputes):
                yield ("fields", i, "options", j, "disputes", k), dispute


def written_for(letter: m.Letter) -> set[str] | None:
    """The disputes that a letter is for; None: a paper of the procedure, for every dispute."""
    return None if letter.disputes == "any" else {dispute for _, dispute in purposes(letter)}


def fitting(book: Handbook, scenario: m.Scenario) -> dict[str, list[str]]:
    """Letter → the situation's disputes that it is for, for every letter that is for one of them; papers of the procedure are left out."""
    fits = {id_: [d for d in scenario.disputes if d in (written_for(letter) or ())] for id_, letter in book.letters.items()}
    return {id_: disputes for id_, disputes in fits.items() if disputes}


def _there(book: Handbook, citations: list[str]) -> bool:
    """Are all these articles there? What cites something that is not is told for that; nothing more is held against it."""
    parts = [citation.partition("#") for citation in citations]
    return all(law in book.laws and article in book.laws[law].articles for law, _, article in parts)


def named(book: Handbook, text: str) -> set[str]:
    """The articles that a text names as 《…》第…条, as citations; what the store does not have is told elsewhere."""
    laws = book.spoken_law_names
    found = set()
    for mark in NAMED.finditer(text):
        law = laws.get(mark[1].replace("中华人民共和国", ""))
        found |= {f"{law}#{'-'.join(str(number(part)) for part in one.groups() if part)}" for one in ONE.finditer(mark[2])}
    return found


def said(letter: m.Letter, field: str, option: str) -> Iterator[str]:
    """What a letter says where this option alone is chosen."""
    for block in letter.body:
        items = [block.para] if block.para else block.list_ or []
        for item in items:
            text, own = (item, None) if isinstance(item, str) else (item.text, item.when)
            if any(when.field == field and when.options == [option] for when in (block.when, own) if when):
                yield text


def options(report: Report) -> None:
    """What an option makes a letter say cites an article that decides one of the option's disputes, where it cites any: the right claim by the wrong
    law reads well and does not stand."""
    book = report.book
    laws = {dispute.id: dispute.laws for dispute in book.vocab.disputes}
    for id_, letter in book.letters.items():
        for i, field in enumerate(letter.fields):
            for j, option in enumerate(field.options):
                decide = {law for dispute in option.disputes for law in laws.get(dispute, [])}
                cited = {article for text in said(letter, field.id, option.id) for article in named(book, text)}
                if not decide or not cited or cited & decide or not _there(book, [*cited, *decide]):
                    continue
                report.say(
                    report.document("letter", id_),
                    ("fields", i, "options", j, "disputes"),
                    f"选了 {option.id}，正文引的是{'、'.join(sorted(cited))}，没有一条管这里写的争议（{'、'.join(sorted(decide))}）。"
                    "改对正文引的条文；引得对的，写进 vocab.yml 那种争议的 laws",
                )


def vocabulary(report: Report) -> None:
    """The articles that decide a dispute are there."""
    document = report.document("vocab")
    for i, dispute in enumerate(report.book.vocab.disputes):
        report.cited(document, ("disputes", i, "laws"), dispute.laws)


def letters(report: Report) -> None:
    """A letter says what it is for, and cites a law of each dispute that it names."""
    laws = {dispute.id: dispute.laws for dispute in report.book.vocab.disputes}
    for id_, letter in report.book.letters.items():
        document = report.document("letter", id_)
        told: set[str] = set()
        if letter.disputes == "any" and any(True for _ in purposes(letter)):
            report.say(document, ("disputes",), "写了 any（什么争议都用得上），选项里又写了 disputes。留一处")
        if letter.disputes != "any" and not written_for(letter):
            report.say(
                document,
                (),
                "没有写它为哪些争议用。给选项写 disputes，或者整份写 disputes: [goods]；不管争什么都用得上的（比如证据目录）写 disputes: any",
            )
        for path, dispute in purposes(letter):
            report.word(document, path, dispute, "disputes")
            if dispute in told or dispute not in laws or set(laws[dispute]) & set(letter.laws):
                continue
            if _there(report.book, [*laws[dispute], *letter.laws]):
                told.add(dispute)
                known = "、".join(laws[dispute])
                report.say(document, path, f"写了为 {dispute} 用，laws 里却没有一条管这种争议的条文（{known}）。引用其中对得上的，或者删去 {dispute}")


def scenarios(report: Report) -> None:
    """Every letter that a situation names, in its list, at a step or when a clock is over, is for one of the situation's disputes."""
    book = report.book
    for id_, scenario in book.scenarios.items():
        document = report.document("scenario", id_)
        for i, dispute in enumerate(scenario.disputes):
            report.word(document, ("disputes", i), dispute, "disputes")
        named: list[tuple[Path_, str]] = [(("letters", i), letter) for i, letter in enumerate(scenario.letters)]
        named += [((*step.path, "letter"), step.record.letter) for step in book.steps_of(id_) if step.record.letter]
        clocks = [c for c in book.placed_clocks_of(id_) if c.record.then and c.record.then.letter]
        named += [((*c.path, "then", "letter"), c.record.then.letter) for c in clocks if c.record.then and c.record.then.letter]
        # where it stands in the shared clock, the situation's file shows no `then` to mend
        lent = {(*c.path, "then", "letter"): c.shared for c in clocks if c.shared and scenario.deadlines[int(c.path[-1])].then is None}
        for path, letter in named:
            purpose = written_for(book.letters[letter]) if letter in book.letters else None
            known = purpose and {*purpose, *scenario.disputes} <= set(book.words["disputes"])
            if purpose and known and not purpose & set(scenario.disputes):
                better = "、".join(fitting(book, scenario)) or "没有"
                remedy = f"换成对得上的（{better}），或者改对这里的 disputes"
                if path in lent:
                    remedy = f"那是共用期限“{lent[path]}”写的去处，在这里另写：{{shared: {lent[path]}, then: {{do: …, letter: …}}}}，letter {remedy}"
                report.say(
                    document,
                    path,
                    f"文书“{letter}”没有一项是为这里的争议写的：这里争的是{'、'.join(scenario.disputes)}，它为的是{'、'.join(sorted(purpose))}。{remedy}",
                )


RULES = (vocabulary, letters, options, scenarios)
