"""What the letters' desk takes from the data: sums, bureaus, repealed names, lengths of forms, cautions; and the sentences that
the check before sending and the strip for danger learn from. A number of the law stands in a cited gist."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros import model as m
from macros import sums as reckoning
from macros.book import Document, Path_
from macros.check.report import Report, texts

ARTICLE = re.compile(r"第(\d+)条(?:之(\d+))?")
NUMBER = re.compile(r"\d+")


def gists(report: Report, citations: list[str]) -> str:
    """The plain words of every cited article, one after the other; empty where one of them is not there, which is told already."""
    found = []
    for citation in citations:
        law, _, article = citation.partition("#")
        if law not in report.book.laws or article not in report.book.laws[law].articles:
            return ""
        found.append(report.book.laws[law].articles[article].gist)
    return "\n".join(found)


def _articles(report: Report, document: Document, path: Path_, value: object, citations: list[str]) -> None:
    """第…条 in a text of the record, without a law's name, is one of the articles that the record cites."""
    cited = {citation.partition("#")[2] for citation in citations}
    for inner, text in texts(value):
        for mark in ARTICLE.finditer(re.sub(r"《[^》]*》", "", text)):
            if "-".join(filter(None, mark.groups())) not in cited:
                report.say(document, (*path, *inner), f"写了{mark[0]}，laws 里却没有引用它。引用它，或者改对条号")


def sums(report: Report) -> None:
    """A sum has what its kind needs, names only what it has, cites articles that are there and hold its numbers."""
    book = report.book
    for doc, here, sum_ in report.entries("sums"):
        report.cited(doc, (*here, "laws"), sum_.laws)
        report.record(doc, (*here, "of"), "sum", sum_.of)
        broken = False
        for path, message in reckoning.problems(sum_, book.sums):
            broken = True
            report.say(doc, (*here, *path), message)
        gist = gists(report, sum_.laws)
        for path, ways in () if broken or not report.readable(sum_.laws) else reckoning.sayings(sum_):
            if gist and not any(way in gist for way in ways):
                report.say(doc, (*here, *path), f"所引条文的要点里没有“{ways[0]}”。对照条文：改对这个数，或者把要点写全")
        _articles(report, doc, here, sum_.model_dump(include={"results"}), sum_.laws)
        _digits(report, doc, here, sum_)


def _digits(report: Report, document: Document, path: Path_, sum_: m.Sum) -> None:
    """A sentence of a sum writes [[floor]], not 500: two places of one number drift apart."""
    for inner, text in texts(sum_.model_dump(include={"title", "results"})):
        rest = ARTICLE.sub("", text)
        for mark in NUMBER.finditer(rest):
            if mark[0] not in ("0", "1"):
                report.say(document, (*path, *inner), f"句子里直接写了数字{mark[0]}。写成 [[名字]]，数只在上面写一次")


def bureaus(report: Report) -> None:
    """A bureau cites where its rule stands; complaints and reports both have theirs."""
    for doc, here, bureau in report.entries("bureaus"):
        report.cited(doc, (*here, "laws"), bureau.laws)
        if not bureau.id.startswith(f"{bureau.takes}-"):
            report.say(doc, (*here, "id"), f"管{'投诉' if bureau.takes == 'complaint' else '举报'}的，id 以 {bureau.takes}- 开头")
    for takes, word in (("complaint", "投诉"), ("report", "举报")):
        if report.book.bureaus and not any(b.takes == takes for b in report.book.bureaus.values()):
            report.say(report.document("bureaus"), ("bureaus",), f"没有一条是管{word}的（takes: {takes}）")


def repealed(report: Report) -> None:
    """The name and the day of a repealed law stand in the article that repealed it, and its successor is there."""
    for doc, here, law in report.entries("repealed"):
        report.cited(doc, (*here, "laws"), law.laws)
        report.record(doc, (*here, "by"), "law", law.by)
        report.past(doc, (*here, "until"), law.until, "废止的日子")
        gist = gists(report, law.laws)
        year, month, day = (int(part) for part in law.until.split("-"))
        for path, word in (("name", law.name), ("until", f"{year}年{month}月{day}日")):
            if report.readable(law.laws) and gist and word not in gist:
                report.say(doc, (*here, path), f"所引条文的要点里没有“{word}”。对照条文改对")
        if law.name in report.book.law_names:
            report.say(doc, (*here, "name"), f"《{law.name}》在 laws/ 里有自己的一页，不用写在这里")


def form_limits(report: Report) -> None:
    """What is said of somebody's form has a source and a day, and the platform's page says the same number."""
    for doc, here, form in report.entries("form-limits"):
        report.record(doc, (*here, "platform"), "platform", form.platform)
        report.past(doc, (*here, "seen"), form.seen, "来源日期")
        if form.platform and not (form.source and form.seen):
            report.say(doc, here, "写了是哪个平台的表单，就要写 source（从哪里知道）和 seen（哪天看的）")
        said = f"{form.limit}字"
        if said not in form.label:
            report.say(doc, (*here, "label"), f"label 里没有“{said}”，和 limit 对不上。两处写成一样的字数")
        if form.platform in report.book.platforms:
            points = report.book.platforms[form.platform].points
            if not any(said in point.text for point in points):
                report.say(doc, (*here, "limit"), f"平台“{form.platform}”那一页没有写“{said}”。两处写成一样的数")


def cautions(report: Report) -> None:
    """Each caution cites what it names, and none is missing."""
    for doc, here, caution in report.entries("cautions"):
        report.cited(doc, (*here, "laws"), caution.laws)
    for id_ in ("blackmail", "threat", "insult"):
        if report.book.cautions and id_ not in report.book.cautions:
            report.say(report.document("cautions"), ("cautions",), f"缺少“{id_}”这一条")


def tone(report: Report) -> None:
    """The check before sending learns from sentences of every kind that it cautions against, and from lawful ones; none stands twice."""
    taught(report, "tone-train", report.book.tone_train, "cautions", {"ok", *report.book.cautions})


def danger(report: Report) -> None:
    """The search learns from sentences of every danger, and from what only looks like one; none stands twice."""
    own = {f"harmless-{id_}" for id_, danger in report.book.dangers.items() if danger.anywhere}
    kinds = {"harmless", *own, *report.book.dangers}
    taught(report, "danger-train", report.book.danger_train, "dangers", kinds)


def taught(report: Report, folder: str, files: Mapping[str, m.DangerTrain | m.ToneTrain], of: str, kinds: set[str]) -> None:
    """Files of sentences: one for each kind and no other, no sentence twice. `of`: the kind of data that names them."""
    where: dict[str, str] = {}
    for id_, train in files.items():
        doc = report.document(folder, id_)
        if id_ not in kinds:
            report.say(doc, (), f"没有“{id_}”这一类。文件名用 {'、'.join(sorted(kinds))} 中的一个")
        for i, line in enumerate(train.say):
            if line in where:
                report.say(doc, ("say", i), f"“{line}”在{where[line]}里已经有了。删去一句")
            where.setdefault(line, doc.file)
    # a file that is there and cannot be read is told where it is broken
    for missing in sorted(kinds - set(files) - report.book.present[folder]) if files else ():
        report.say(report.document(of), (of,), f"docs/_data/{folder}/ 里缺少“{missing}.yml”：没有例句就学不会这一类。补上这个文件，一行一句")


RULES = (sums, bureaus, repealed, form_limits, cautions, tone, danger)
