"""The handbook in memory: what the data files say, where they say it, and what refers to what, computed once.

Nothing here knows files, pages or the engine. Relations (who cites an article, the questions of a situation, the situations of a
letter, own or shared steps) belong to the book, so that pages, open data and search ask one place and none computes them again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from macros import model as m

Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """One data file: its plain value and the line (from 1) of every path in it. `clocks`: ids of the shared clocks its texts speak of; `spoken`: path
    of a text → what was put into it for them.

    `find_lines` looks for the lines when somebody asks for one: of all files together they would take as much room as the handbook."""

    file: str
    value: Any
    find_lines: Callable[[], dict[Path_, int]] = dict
    clocks: set[str] = field(default_factory=set)
    spoken: dict[Path_, set[str]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> dict[Path_, int]:
        """Path → line."""
        return self.find_lines()

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def place(path: Path_) -> str:
    """('steps', 'verify', 2, 'laws') → steps.verify[2].laws"""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


class PlacedStep(NamedTuple):
    """A step where a situation has it. `path`: its place in the situation's file; `shared`: it lives in shared-steps.yml."""

    phase: str
    record: m.Step
    shared: bool
    path: Path_


class PlacedClock(NamedTuple):
    """A clock where a situation has it, whole. `path`: its place in the situation's file; `shared`: the shared clock it refers to."""

    record: m.Deadline
    shared: str | None
    path: Path_


class Ref(NamedTuple):
    """A record by the name of its kind in addresses (scenario, excuse, question, letter, channel …) and its id."""

    kind: str
    id: str


def filled_in(clock: m.SharedDeadline, ref: m.DeadlineRef) -> m.Deadline:
    """The clock as a situation has it: the shared one with the situation's words and further laws. What it measures is never another."""
    own = {key: value for key in ("label", "note", "if_missed", "then") if (value := getattr(ref, key)) is not None}
    shared = {f.alias or name: getattr(clock, name) for name, f in m.Deadline.model_fields.items()}
    return m.Deadline.model_validate(shared | own | {"id": ref.id or clock.id, "laws": [*clock.laws, *ref.laws]})


@dataclass
class Handbook:
    """Everything the handbook knows. Dictionaries keep the editor's order (vocab.yml), else that of the files; keys are permanent ids. Read only
    once loaded."""

    root: Path
    vocab: m.Vocab
    laws: dict[str, m.Law] = field(default_factory=dict)
    scenarios: dict[str, m.Scenario] = field(default_factory=dict)
    shared_steps: dict[str, m.SharedStep] = field(default_factory=dict)
    shared_deadlines: dict[str, m.SharedDeadline] = field(default_factory=dict)
    excuse_groups: dict[str, m.Excuses] = field(default_factory=dict)
    faqs: dict[str, m.Questions] = field(default_factory=dict)
    letters: dict[str, m.Letter] = field(default_factory=dict)
    channels: dict[str, m.Channel] = field(default_factory=dict)
    glossary: dict[str, m.Term] = field(default_factory=dict)
    misconceptions: dict[str, m.Misconception] = field(default_factory=dict)
    sums: dict[str, m.Sum] = field(default_factory=dict)
    bureaus: dict[str, m.Bureau] = field(default_factory=dict)
    repealed: dict[str, m.Repealed] = field(default_factory=dict)
    renamed: list[m.Renamed] = field(default_factory=list)
    form_limits: dict[str, m.FormLimit] = field(default_factory=dict)
    cautions: dict[str, m.Caution] = field(default_factory=dict)
    releases: list[m.Release] = field(default_factory=list)
    synonyms: list[m.Synonym] = field(default_factory=list)
    platforms: dict[str, m.Platform] = field(default_factory=dict)
    cases: dict[str, m.Case] = field(default_factory=dict)
    regions: dict[str, m.Region] = field(default_factory=dict)
    changes: dict[str, m.Change] = field(default_factory=dict)
    trees: dict[str, m.Tree] = field(default_factory=dict)
    outside: dict[str, m.Outside] = field(default_factory=dict)
    dangers: dict[str, m.Danger] = field(default_factory=dict)
    danger_train: dict[str, m.DangerTrain] = field(default_factory=dict)
    tone_train: dict[str, m.ToneTrain] = field(default_factory=dict)
    search_train: dict[str, m.SearchTrain] = field(default_factory=dict)
    search_queries: list[m.SearchQueries.Group] = field(default_factory=list)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    present: dict[str, set[str]] = field(default_factory=dict)  # kind -> ids whose file exists, valid or not
    lent: dict[str, Container[str]] = field(default_factory=dict)  # kind -> ids of records in files that are themselves wrong

    # ------------------------------------------------------------ by id

    @cached_property
    def excuses(self) -> dict[str, tuple[str, m.Excuse]]:
        """Excuse id → (group, excuse)."""
        return {e.id: (group, e) for group, file in self.excuse_groups.items() for e in file.excuses}

    @cached_property
    def questions(self) -> dict[str, tuple[str, m.Question]]:
        """Question id → (topic, question)."""
        return {q.id: (topic, q) for topic, file in self.faqs.items() for q in file.questions}

    @cached_property
    def words(self) -> dict[str, dict[str, m.Word]]:
        """Name of a closed list → id → word."""
        return {name: {w.id: w for w in getattr(self.vocab, name)} for name in type(self.vocab).model_fields if name not in ("front", "order")}

    @property
    def phases(self) -> dict[str, m.Word]:
        """Phase id → its words."""
        return self.words["phases"]

    @cached_property
    def law_names(self) -> dict[str, str]:
        """Every name of a law (title, short name, alias) → law id; of two laws of one name the first."""
        names: dict[str, str] = {}
        for id_, law in self.laws.items():
            for name in (law.title, law.short, *law.aliases):
                names.setdefault(name, id_)
        return names

    @cached_property
    def spoken_law_names(self) -> dict[str, str]:
        """The same as a text writes them: without 中华人民共和国."""
        return {name.replace("中华人民共和国", ""): id_ for name, id_ in self.law_names.items()}

    # ------------------------------------------------------- own or shared

    def placed_steps(self, scenario: m.Scenario) -> Iterator[PlacedStep]:
        """The steps of a situation in order, shared ones as they stand in shared-steps.yml; a reference to nothing is left out."""
        for phase, entries in scenario.steps.phases():
            for i, entry in enumerate(entries):
                path: Path_ = ("steps", phase, i)
                if isinstance(entry, m.Step):
                    yield PlacedStep(phase, entry, False, path)
                elif entry.shared in self.shared_steps:
                    yield PlacedStep(phase, self.shared_steps[entry.shared], True, path)

    @cached_property
    def _steps(self) -> dict[str, list[PlacedStep]]:
        return {id_: list(self.placed_steps(s)) for id_, s in self.scenarios.items()}

    def steps_of(self, scenario: str) -> list[PlacedStep]:
        """Every step of a situation, in the order of its phases."""
        return self._steps[scenario]

    def phase_title(self, scenario: str, phase: str) -> str:
        """What a phase is called in a situation: its own title for it, else the handbook's."""
        return self.scenarios[scenario].phase_titles.of(phase) or self.words["phases"][phase].title

    def placed_clocks(self, scenario: m.Scenario) -> Iterator[PlacedClock]:
        """The clocks of a situation in order, references filled in from shared-deadlines.yml; a reference to nothing is left out."""
        for i, entry in enumerate(scenario.deadlines):
            path: Path_ = ("deadlines", i)
            if isinstance(entry, m.Deadline):
                yield PlacedClock(entry, None, path)
            elif entry.shared in self.shared_deadlines:
                yield PlacedClock(filled_in(self.shared_deadlines[entry.shared], entry), entry.shared, path)

    @cached_property
    def _clocks(self) -> dict[str, list[PlacedClock]]:
        return {id_: list(self.placed_clocks(s)) for id_, s in self.scenarios.items()}

    def placed_clocks_of(self, scenario: str) -> list[PlacedClock]:
        """Every clock of a situation with its place and the shared clock it refers to."""
        return self._clocks[scenario]

    def clocks_of(self, scenario: str) -> list[m.Deadline]:
        """Every clock of a situation, whole, in the editor's order."""
        return [placed.record for placed in self._clocks[scenario]]

    # ------------------------------------------------ what is answered where

    def variant_in(self, excuse: str, scenario: str) -> m.Variant | None:
        """The variant of an excuse that a situation shows; None: the excuse's own answer. The one place that chooses."""
        return self.excuses[excuse][1].variant_for(scenario, self.scenarios[scenario].disputes)

    def answer_in(self, excuse: str, scenario: str) -> m.Excuse:
        """An excuse with the answer that is true in a situation."""
        return self.excuses[excuse][1].spoken(self.variant_in(excuse, scenario))

    def about(self, variant: m.Variant) -> str:
        """What a variant is for, in words: the titles of its disputes and situations."""
        disputes = self.words["disputes"]
        return "；".join(disputes[id_].title if id_ in disputes else self.scenarios[id_].title for id_ in variant.for_)

    # ----------------------------------------------------- what refers to what

    @cached_property
    def _questions_of(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = {}
        for id_, (_, question) in self.questions.items():
            for scenario in question.scenarios:
                result.setdefault(scenario, []).append(id_)
        return result

    def questions_of(self, scenario: str) -> list[str]:
        """Ids of the questions that belong to a situation."""
        return self._questions_of.get(scenario, [])

    @cached_property
    def _scenarios_with(self) -> dict[tuple[str, str], list[str]]:
        result: dict[tuple[str, str], list[str]] = {}
        for id_, s in self.scenarios.items():
            for key in ("excuses", "letters", "channels", "related"):
                for target in dict.fromkeys(getattr(s, key)):
                    result.setdefault((key, target), []).append(id_)
        return result

    def scenarios_with(self, key: str, id_: str) -> list[str]:
        """Ids of the situations whose list `key` (excuses, letters, channels, related) names an id."""
        return self._scenarios_with.get((key, id_), [])

    @cached_property
    def _cases_of(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = {}
        for id_, case in self.cases.items():
            for scenario in case.scenarios:
                result.setdefault(scenario, []).append(id_)
        return result

    def cases_of(self, scenario: str) -> list[str]:
        """Ids of the published cases that belong to a situation."""
        return self._cases_of.get(scenario, [])

    def citations(self) -> Iterator[tuple[Ref, list[str]]]:
        """(who cites, what) for every list of citations that a reader can follow."""
        for id_, s in self.scenarios.items():
            steps = (step.record for step in self.steps_of(id_))
            for laws in [*(r.laws for r in s.rights), *(c.laws for c in self.clocks_of(id_)), *(step.laws for step in steps)]:
                yield Ref("scenario", id_), laws
        for id_, (_, e) in self.excuses.items():
            for laws in [e.laws, *(v.laws for v in e.variants if v.laws)]:
                yield Ref("excuse", id_), laws
        for id_, (_, q) in self.questions.items():
            yield Ref("question", id_), q.laws
        for id_, letter in self.letters.items():
            yield Ref("letter", id_), letter.laws
        for id_, channel in self.channels.items():
            yield Ref("channel", id_), channel.laws
        for id_, platform in self.platforms.items():
            yield Ref("platform", id_), platform.laws
        for id_, region in self.regions.items():
            for rule in region.rules:
                yield Ref("region", id_), rule.laws
        for id_, case in self.cases.items():
            yield Ref("case", id_), case.laws
        for id_, wrong in self.misconceptions.items():
            yield Ref("misconception", id_), wrong.laws

    @cached_property
    def citers(self) -> dict[str, list[Ref]]:
        """Citation → who cites it, each once."""
        result: dict[str, dict[Ref, None]] = {}
        for who, laws in self.citations():
            for citation in laws:
                result.setdefault(citation, {})[who] = None
        return {citation: list(who) for citation, who in result.items()}

    @cached_property
    def cited(self) -> dict[Ref, list[str]]:
        """Who cites → what, each once, in the order of the page."""
        result: dict[Ref, dict[str, None]] = {}
        for who, laws in self.citations():
            result.setdefault(who, {}).update(dict.fromkeys(laws))
        return {who: list(laws) for who, laws in result.items()}

    @cached_property
    def log(self) -> dict[str, m.LogEntry]:
        """Every change that is told to readers by its id, the newest first."""
        return {entry.id: entry for release in self.releases for entry in release.entries}

    def touched(self, entry: m.LogEntry) -> list[Ref]:
        """What a change of the law touches: everything that cites one of its articles; nothing for other changes, which name their pages."""
        citers = [who for law in entry.laws for who in self.citers.get(law, [])] if entry.kind == "law" else []
        return list(dict.fromkeys(citers))

    @cached_property
    def changed(self) -> dict[str, list[m.LogEntry]]:
        """'scenario/auto-renewal' → what was changed there, the newest first."""
        result: dict[str, list[m.LogEntry]] = {}
        for entry in self.log.values():
            for page in dict.fromkeys([*entry.pages, *(f"{who.kind}/{who.id}" for who in self.touched(entry))]):
                result.setdefault(page, []).append(entry)
        return result

    @cached_property
    def formerly(self) -> dict[Ref, list[str]]:
        """What a record was called before, the latest first."""
        result: dict[Ref, list[str]] = {}
        for entry in self.renamed:
            result.setdefault(Ref(entry.kind, entry.now), []).append(entry.old)
        return result

    @cached_property
    def citations_of_law(self) -> dict[str, int]:
        """Law id → how many of its articles are cited."""
        result: dict[str, int] = {}
        for citation in self.citers:
            law = citation.partition("#")[0]
            result[law] = result.get(law, 0) + 1
        return result
