"""The registry of kinds: one entry a kind of data file. Everything that depends on “which kinds are there” follows from it.

What follows: where files are read (load.py), the attribute of the book that holds them, which folder has a page a file and which
macro that page calls (check/stubs.py, the door, `make stubs`), which pages explain their terms, the heading of a search group,
the ids that are promised for ever (`python tools/published.py`), and the JSON Schemas (`make schema`). A new kind is its model in
model.py, its component in overrides/components, the function that draws it in pages.py, and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from macros import model as m
from macros.book import Handbook
from macros.links import Links, short_code


@dataclass(frozen=True)
class Page:
    """A page for every file of a kind: `docs/<folder>/<id>.md`, one line that calls `macro`."""

    folder: str
    macro: str


class Target(NamedTuple):
    """How data refer to a kind: `name` in references, `word` in messages to editors, `attribute`: the book's collection of the ids.

    `file`: the id is a file's name; otherwise it is the id of a record inside a file."""

    name: str
    word: str
    attribute: str
    file: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of data file.

    `where`: relative to docs/_data; a name ending in .yml is one file, anything else a folder with one file an id.
    `word`: what an editor calls one record (场景). `attribute`: the book's name for it. `records`: the list inside the one file whose
    entries have ids; `page`: the page of a file.
    `search`: the heading its results stand under, and the kind's name in the search.
    `targets`: how other records refer to it. `lists`: the macros that draw the kind as a whole.
    `terms`: folders under docs whose pages explain the glossary's terms. `ids`: every id that is promised for ever.
    """

    name: str
    model: type[m.Model]
    where: str
    word: str
    attribute: str | None = None
    records: str | None = None
    page: Page | None = None
    search: tuple[str, str] | None = None
    targets: tuple[Target, ...] = ()
    lists: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    ids: Callable[[Handbook], Iterable[str]] | None = None

    @property
    def single(self) -> bool:
        """Is it one file for all records?"""
        return self.where.endswith(".yml")


def _law_ids(book: Handbook) -> Iterable[str]:
    for id_, law in book.laws.items():
        yield f"law/{id_}"
        yield from (f"law/{id_}#{article}" for article in law.articles)


def _scenario_ids(book: Handbook) -> Iterable[str]:
    """Ticks and the message that was chosen are kept on the reader's device."""
    for id_, scenario in book.scenarios.items():
        yield f"scenario/{id_}"
        yield from (f"message/{id_}/{message.id}" for message in scenario.first.messages)
        yield from (f"tick/{id_}/{step.record.id}" for step in book.steps_of(id_))
        yield from (f"deadline/{id_}/{clock.id}" for clock in book.clocks_of(id_))


def _letter_ids(book: Handbook) -> Iterable[str]:
    for id_, letter in book.letters.items():
        yield f"letter/{id_}"
        for f in letter.fields:
            yield f"field/{id_}/{f.id}"
            yield from (f"option/{id_}/{f.id}/{o.id}" for o in f.options)


def _sum_ids(book: Handbook) -> Iterable[str]:
    """A reader's ticks and amounts are kept by the sum's id, the condition's and the input's."""
    for id_, sum_ in book.sums.items():
        yield f"sum/{id_}"
        yield from (f"condition/{id_}/{c.id}" for c in sum_.conditions)
        yield from (f"input/{id_}/{i.id}" for i in sum_.inputs)


def _vocab_ids(book: Handbook) -> Iterable[str]:
    """Topics and events stand in addresses and in what the reader keeps, facts in the reader's case."""
    for list_, name in (
        ("topics", "topic"),
        ("facts", "fact"),
        ("events", "event"),
        ("places", "place"),
        ("channel_kinds", "channel-kind"),
        ("evidence", "evidence"),
    ):
        yield from (f"{name}/{word.id}" for word in getattr(book.vocab, list_))
    yield from (f"step/{word.id}" for word in book.vocab.phases)


def _region_ids(book: Handbook) -> Iterable[str]:
    for id_, region in book.regions.items():
        yield f"region/{id_}"
        yield from (f"region-rule/{id_}/{rule.id}" for rule in region.rules)


def _tree_ids(book: Handbook) -> Iterable[str]:
    for id_, tree in book.trees.items():
        yield f"tree/{id_}"
        yield from (f"node/{id_}/{node.id}" for node in tree.nodes)
        yield from (f"end/{id_}/{end.id}" for end in tree.ends)


def _plain(prefix: str, attribute: str) -> Callable[[Handbook], Iterable[str]]:
    """prefix/<id> for every id of a dictionary of the book."""
    return lambda book: (f"{prefix}/{id_}" for id_ in getattr(book, attribute))


# in the order of the search's groups; what is not searched follows
REGISTRY: tuple[Kind, ...] = (
    Kind(
        "scenario", m.Scenario, "scenarios", "场景", "scenarios",
        targets=(Target("scenario", "场景", "scenarios", file=True),),
        page=Page("scenarios", "scenario_page"), search=("scenario", "你遇到的事"), lists=("scenario_index",), terms=("scenarios",), ids=_scenario_ids,
    ),
    Kind(
        "faqs", m.Questions, "faqs", "问答主题", "faqs",
        targets=(Target("question", "问题", "questions"), Target("topic", "问答主题", "faqs", file=True)),
        page=Page("faq", "faq_page"), search=("question", "问答"), lists=("faq_index",), terms=("faq",),
        ids=lambda book: [*(f"question/{i}" for i in book.questions), *(f"question-topic/{t}" for t in book.faqs)],
    ),
    Kind(
        "excuses", m.Excuses, "excuses", "商家说法", "excuse_groups",
        targets=(Target("excuse", "商家说法", "excuses"),),
        page=Page("excuses", "excuse_page"), search=("excuse", "商家这样说"), lists=("excuse_index",), terms=("excuses",),
        ids=lambda book: [*(f"excuse/{i}" for i in book.excuses), *(f"excuse-group/{g}" for g in book.excuse_groups)],
    ),
    Kind(
        "letter", m.Letter, "letters", "文书", "letters",
        targets=(Target("letter", "文书", "letters", file=True),),
        page=Page("letters", "letter_page"), search=("letter", "文书"), lists=("letter_index",), terms=("letters",), ids=_letter_ids,
    ),
    Kind(
        "vocab", m.Vocab, "vocab.yml", "词表",
        targets=(Target("step", "阶段", "phases"),),
        search=("guide", "六个步骤"), lists=("home_page", "search_page", "my_case"), terms=("steps",), ids=_vocab_ids,
    ),
    Kind(
        "channels", m.Channels, "channels.yml", "渠道", "channels", "channels",
        targets=(Target("channel", "渠道", "channels"),),
        search=("channel", "投诉渠道"), lists=("channels_page", "channels_kind"), terms=("channels",), ids=_plain("channel", "channels"),
    ),
    Kind(
        "platform", m.Platform, "platforms", "平台", "platforms",
        targets=(Target("platform", "平台", "platforms", file=True),),
        page=Page("platforms", "platform_page"), search=("platform", "平台"), terms=("platforms",), ids=_plain("platform", "platforms"),
    ),
    Kind(
        "region", m.Region, "regions", "地区", "regions",
        targets=(Target("region", "地区", "regions", file=True),),
        page=Page("regions", "region_page"), search=("region", "各地的规定"), lists=("region_index",), terms=("regions",), ids=_region_ids,
    ),
    Kind("cases", m.Cases, "cases.yml", "案例", "cases", "cases", search=("case", "法院怎么判"), lists=("cases_page",), ids=_plain("case", "cases")),
    Kind(
        "misconceptions", m.Misconceptions, "misconceptions.yml", "误传", "misconceptions", "misconceptions",
        targets=(Target("misconception", "误传", "misconceptions"),),
        search=("misconception", "常见误传"), lists=("misconceptions_page",), ids=_plain("misconception", "misconceptions"),
    ),
    Kind(
        "glossary", m.Glossary, "glossary.yml", "词语", "glossary", "terms",
        targets=(Target("term", "词语", "glossary"),),
        search=("term", "词语"), lists=("glossary_page",), ids=_plain("term", "glossary"),
    ),
    Kind(
        "law", m.Law, "laws", "法律", "laws",
        targets=(Target("law", "法律", "laws", file=True),),
        page=Page("laws", "law_page"), search=("law", "法律"), lists=("law_index", "part_of_law", "state_page"), ids=_law_ids,
    ),
    Kind(
        "outside", m.Outsides, "outside.yml", "不适用的事", "outside", "outside",
        targets=(Target("outside", "不适用的事", "outside"),),
        search=("outside", "本手册不适用"), lists=("outside_page",), ids=_plain("outside", "outside"),
    ),
    Kind(
        "shared-steps", m.SharedSteps, "shared-steps.yml", "共用步骤", "shared_steps", "steps",
        targets=(Target("shared-step", "共用步骤", "shared_steps"),),
        ids=lambda book: (f"tick/steps-{s.phase}/{s.id}" for s in book.shared_steps.values()),
    ),
    Kind(
        "shared-deadlines", m.SharedDeadlines, "shared-deadlines.yml", "共用期限", "shared_deadlines", "deadlines",
        targets=(Target("shared-deadline", "共用期限", "shared_deadlines"),),
        ids=_plain("clock", "shared_deadlines"),
    ),
    Kind("changes", m.Changes, "changes.yml", "规则变化", "changes", "changes", lists=("changes_page",), ids=_plain("change", "changes")),
    Kind("log", m.Log, "log.yml", "改动", lists=("version_log",), ids=_plain("log", "log")),
    Kind("tree", m.Tree, "trees", "分流", "trees", lists=("tree_ends",), ids=_tree_ids),
    Kind("sums", m.Sums, "sums.yml", "算法", "sums", "sums", ids=_sum_ids, targets=(Target("sum", "算法", "sums"),)),
    Kind("bureaus", m.Bureaus, "bureaus.yml", "受理部门", "bureaus", "bureaus", ids=_plain("bureau", "bureaus")),
    Kind("repealed", m.RepealedNames, "repealed.yml", "废止的旧法", "repealed", "repealed", ids=_plain("repealed", "repealed")),
    Kind("form-limits", m.FormLimits, "form-limits.yml", "表单字数", "form_limits", "form_limits", ids=_plain("form-limit", "form_limits")),
    Kind("cautions", m.Cautions, "cautions.yml", "发送前的提醒", "cautions", "cautions", ids=_plain("caution", "cautions")),
    Kind("tone-train", m.ToneTrain, "tone-train", "例句", "tone_train"),
    Kind("renamed", m.RenamedIds, "renamed.yml", "改过的 id"),
    Kind("synonyms", m.Synonyms, "synonyms.yml", "同义词"),
    Kind("dangers", m.Dangers, "dangers.yml", "危险", "dangers", "dangers"),
    Kind("danger-train", m.DangerTrain, "danger-train", "危险的话", "danger_train"),
    Kind("search-train", m.SearchTrain, "search-train", "训练问句", "search_train"),
    Kind("search-queries", m.SearchQueries, "search-queries.yml", "考题", lists=("search_score",)),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.name: kind for kind in REGISTRY}

# kind -> its page, for the kinds that have a page a file
PAGES: dict[str, Page] = {kind.name: kind.page for kind in REGISTRY if kind.page}

# macros that draw a kind as a whole on a hand-written page
LISTS: tuple[str, ...] = tuple(name for kind in REGISTRY for name in kind.lists)

# of these: those that draw a part of one record, in a folder of its name
PARTS = ("part_of_law", "tree_ends")

# what a hand-written page may ask for inside its text -> how many texts it takes, at least and at most
INSIDE: dict[str, tuple[int, int]] = {
    "cite": (1, 20),
    "say": (0, 2),
    "note": (2, 2),
    "decision_tree": (1, 1),
    "phase_checklist": (0, 0),
    "report_ways": (0, 0),
}


def data_of(macro: str, source: PurePosixPath, given: str = "") -> str | None:
    """The data file, relative to docs, that a person changes to change what a macro draws on a page (`source`, relative to docs; `given`: what the page
    tells the macro). None where it draws many files, or nothing but a frame: there the page itself is what is written."""
    if macro == "decision_tree":
        return f"_data/{KINDS['tree'].where}/{given}.yml"
    for kind in REGISTRY:
        if kind.page and kind.page.macro == macro:
            return f"_data/{kind.where}/{source.stem}.yml"
        if macro in kind.lists:
            if kind.single:
                return f"_data/{kind.where}" if kind.records or macro == "version_log" else None
            # a part of one record has a page in a folder of the record's name: laws/civil-code/sale.md, triage/online.md
            return f"_data/{kind.where}/{source.parent.name}.yml" if macro in PARTS else None
    return None


# name of a kind in the search -> the heading its results stand under; last the pages that are written by hand
SEARCH_GROUPS: dict[str, str] = dict(kind.search for kind in REGISTRY if kind.search) | {"page": "本手册的页"}

# name of a kind in references → what editors and readers call one of it
WORDS: dict[str, str] = {target.name: target.word for kind in REGISTRY for target in kind.targets} | {"case": "案例"}

# folders under docs whose pages explain, once a page, the glossary's terms that they use
TERM_FOLDERS: frozenset[str] = frozenset(folder for kind in REGISTRY for folder in kind.terms)


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that a pattern names, in order; none whose name, or whose folder's, begins with a dot. Those are an editor's own
    (a lock, a swap file, the Finder's notes) and come and go; the engine passes them over too."""
    return sorted(p for p in folder.glob(pattern) if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def handwritten(root: Path) -> list[str]:
    """Addresses of the pages whose words stand in Markdown: every page but the stubs."""
    docs = root / "docs"
    stubs = {p for page in PAGES.values() for p in files(docs / page.folder, "*.md") if p.stem != "index"}
    return sorted(p.relative_to(docs).with_suffix(".html").as_posix() for p in files(docs, "**/*.md") if p not in stubs)


# kind of a record → the lists of promised ids that its own id stands in
PROMISED: dict[str, tuple[str, ...]] = {
    "scenario": ("scenario", "message", "tick", "deadline"),
    "letter": ("letter", "field", "option"),
    "law": ("law",),
    "question": ("question",),
    "platform": ("platform",),
    "region": ("region", "region-rule"),
    **{kind: (kind,) for kind in ("excuse", "channel", "term", "misconception", "outside", "case", "change")},
}


def formerly(book: Handbook, promised: set[str]) -> set[str]:
    """What the same records promised under the ids that they had before: 'law/old-name#25' where 'law/new-name#25' is promised."""
    found = set()
    for entry in book.renamed:
        for id_ in promised:
            list_, name, *rest = id_.split("/")
            name, mark, article = name.partition("#")
            if list_ in PROMISED[entry.kind] and name == entry.now:
                found.add("/".join([list_, f"{entry.old}{mark}{article}", *rest]))
        if entry.kind in Links.SHORTENED:
            found.add(f"short/{short_code(entry.kind, entry.old)}/{entry.kind}/{entry.old}")
    return found


def published(book: Handbook) -> set[str]:
    """kind/id of everything that can be linked to, ticked, kept or cited from outside: promised for ever."""
    short = {f"short/{short_code(kind, id_)}/{kind}/{id_}" for kind, id_ in Links(book).shortened()}
    now = {id_ for kind in REGISTRY if kind.ids for id_ in kind.ids(book)} | {f"page/{url}" for url in handwritten(book.root)} | short
    return now | formerly(book, now)
