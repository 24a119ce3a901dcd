"""The data model: every YAML file under docs/_data is one of these models.

Plain values in, typed values out. `extra="forbid"` and `strict=True`: an unknown key or a number where a
text belongs is a data error, never a guess. The JSON Schemas for editors (`make schema`) come from here; there is no
second schema. Rules that need more than one value of one file live in check.py.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_serializer, model_validator

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CITATION = r"^[a-z0-9-]+#[0-9]{1,4}(-[0-9]{1,2})?$"
WORD_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+([-_][a-z0-9]+)*)*$"  # a fact of the case has its group before the point
TARGET = r"^[a-z]+/[a-z0-9-]+$"
ARTICLE = r"^[0-9]{1,4}(-[0-9]{1,2})?$"
VISIBLE = r"\S"
PHONE = r"^[0-9]{3,}(-[0-9]+)*$"
# https, a host with a dot, and a path of plain ASCII: no other scheme, no name before an @, no space or quotation mark
LINK = r"^https://([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(:[0-9]{1,5})?([/?#][A-Za-z0-9/?#!$&%()*+,.:;=@_~-]*)?$"


def _iso_date(value: str) -> str:
    """A calendar date that exists, as YYYY-MM-DD; raises ValueError otherwise."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f"日期“{value}”要写成 2026-11-22 这样的形式")
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"日历上没有“{value}”这一天。改成真的那一天") from None
    if not 1949 <= int(value[:4]) <= 2100:
        raise ValueError(f"“{value}”的年份不对。改成1949年到2100年之间的日子")
    return value


ID_LENGTH = 60
Id = Annotated[str, Field(pattern=ID, max_length=ID_LENGTH)]
Text = Annotated[str, Field(min_length=1, pattern=VISIBLE)]
Doing = Annotated[Text, Field(max_length=40)]  # what to do, one line of a checklist
Link = Annotated[str, Field(pattern=LINK, examples=["https://www.12315.cn/"])]
Citation = Annotated[str, Field(pattern=CITATION, examples=["consumer-rights-law#25"])]
Date = Annotated[str, AfterValidator(_iso_date), Field(examples=["2026-11-22"])]


class Model(BaseModel):
    """What every record shares: closed keys, exact types, immutable once loaded."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


# ---------------------------------------------------------------- vocabulary


class Word(Model):
    """One entry of a closed list. `short`: of a fact of the case, what its blank in a message is called."""

    id: Annotated[str, Field(pattern=WORD_ID, max_length=ID_LENGTH)]
    title: Text
    short: Text | None = None
    blurb: Text | None = None


class EvidenceKind(Word):
    """A kind of evidence. `proves`, `original`: what somebody who has one might answer to “what does it prove”, “where is the original”."""

    proves: Text
    original: Text


class ChannelKind(Word):
    """A kind of door. `page`: its doors have a page of their own, docs/channels/<id>.md; the page of all doors only names them."""

    page: bool = False


class Actor(Word):
    """Whose clock it is. `blurb`: what stands above the clock (商家要在期限内做)."""

    blurb: Text


class Dispute(Word):
    """What people quarrel about. `laws`: the articles that decide it; a letter that is written for it cites at least one of them."""

    laws: Annotated[list[Citation], Field(min_length=1)]


class Wording(Word):
    """Words of a reply that are true only where such a thing is in dispute (`title`: what they speak of). A situation may be told them where one of
    its `disputes`, its topic, one of its doors (`channels`) or the situation itself is named here, and it is not among `never`. `unlike`: where the
    same words say something else, or deny it."""

    says: Annotated[list[Text], Field(min_length=1)]
    disputes: list[Id] = []
    topics: list[Id] = []
    channels: list[Id] = []
    scenarios: list[Id] = []
    never: list[Id] = []
    unlike: list[Text] = []


class Front(Model):
    """What the front door, and the page of doors (`channels`), show first: an editor's choice."""

    excuses: list[Id]
    letters: list[Id]
    channels: list[Id]


class PhaseLetters(Model):
    """The letters that are written in one phase, in the order in which pages list them."""

    phase: Id
    letters: Annotated[list[Id], Field(min_length=1)]


class Arranged(Model):
    """The order in which pages list what has a file of its own: what happens often first, letters by the phase they are written in."""

    scenarios: list[Id]
    excuses: list[Id]
    platforms: list[Id]
    letters: list[PhaseLetters]


class Vocab(Model):
    """docs/_data/vocab.yml: the closed lists that several files speak."""

    phases: list[Word]
    topics: list[Word]
    question_topics: list[Word]
    evidence: list[EvidenceKind]
    actors: list[Actor]
    events: list[Word]
    places: list[Word]
    channel_kinds: list[ChannelKind]
    field_groups: list[Word]
    fact_groups: list[Word]
    facts: list[Word]
    disputes: list[Dispute]
    wordings: list[Wording]
    front: Front
    order: Arranged


# ---------------------------------------------------------------------- laws


class Instead(Model):
    """What people still mean by an article's number from before the law was revised: words that show it (`says`), and where it stands now."""

    says: Annotated[list[Text], Field(min_length=1)]
    now: Citation


class Article(Model):
    """One article: our own plain words (`gist`), never the statute's sentence. `instead`: what people cite it for and it no longer says."""

    title: Text
    gist: Text
    instead: Instead | None = None
    in_force: Date | None = None
    until: Date | None = None
    unverified: bool = False


ArticleNumber = Annotated[str, Field(pattern=ARTICLE)]


def place_of(article: str) -> tuple[int, ...]:
    """An article's number to sort by: '12-1' → (12, 1)"""
    return tuple(map(int, article.split("-")))


class LawPart(Model):
    """A part of a long law, from the article `begins` to where the next part does. `page`: it stands on a page of its own, docs/laws/<law>/<page>.md,
    with the other parts that name the same; the law's page lists its articles."""

    title: Text
    begins: ArticleNumber
    page: Id | None = None


class Law(Model):
    """One instrument. `text_as_of`: state of the text that was read; `checked_on`: the day the gists were compared with it. `parts`: where it has many
    articles, the parts that its page folds them into, as its own text divides them. `region`: the place whose law it is; without one it is law everywhere."""

    title: Text
    short: Text
    aliases: list[Text]
    issuer: Text | None
    number: Text | None
    in_force: Date | None
    until: Date | None
    replaced_by: Id | None
    source: Link | None
    source_note: Text | None
    text_as_of: Date | None
    checked_on: Date
    note: Text | None
    unverified: bool = False
    region: Id | None = None
    parts: list[LawPart] = []
    articles: dict[ArticleNumber, Article]

    def part_of(self, article: str) -> int:
        """The place of the part that an article stands in; for a law without parts 0."""
        return max(0, sum(place_of(part.begins) <= place_of(article) for part in self.parts) - 1)

    def page_of(self, article: str) -> str | None:
        """The page of its own that an article stands on; None: the law's."""
        return self.parts[self.part_of(article)].page if self.parts else None


# ----------------------------------------------------------------- scenarios


class Strength(Model):
    """How the reader stands, in one word and one reason."""

    level: Literal["strong", "conditional", "weak"]
    why: Text


class Expect(Model):
    """What the reader should expect to pay and to wait."""

    cost: Text
    time: Text


class Message(Model):
    """What to write to the other side in one case, whole. `when`: the case, in the words of a chip (已经过了7日); left out where there is one message
    only. `only_if`: when it is true; stands beside it. `say` may speak of the reader's own facts: [[fact:order.number]] (macros/blanks.py)."""

    id: Id
    when: Annotated[Text, Field(max_length=10)] | None = None
    say: Text
    only_if: Text | None = None


class First(Model):
    """The one thing to do now, with the messages to copy: the commonest case first. `call`: the channels to call before anything else, as buttons
    that dial: where somebody is in danger, or money is on its way. `call_when`: who of the page's readers calls, where it is not all."""

    do: Doing
    call: Annotated[list[Id], Field(max_length=3)] = []
    call_when: Annotated[Text, Field(max_length=30)] | None = None
    why: Text
    messages: Annotated[list[Message], Field(min_length=1, max_length=4)]


class Today(Model):
    """What presses more than any date, in one line after “今天：”: the evidence or the money that vanishes first."""

    today: Annotated[Text, Field(max_length=24)]


def _kind_of_headline(value: Any) -> str:
    """Which of the two the author meant, so that only its errors are told."""
    return "Today" if isinstance(value, dict | Today) else "Id"


# what stands in the date line of a page: a clock of the page, “none”, or what has to be done today
Headline = Annotated[Annotated[Id, Tag("Id")] | Annotated[Today, Tag("Today")], Discriminator(_kind_of_headline)]


class NotFor(Model):
    """What looks like this situation and is not; `see`: the situation it is."""

    text: Text
    see: Id | None


class Right(Model):
    """What the reader may ask for, and the articles that give it."""

    text: Text
    laws: Annotated[list[Citation], Field(min_length=1)]


UNITS = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
# no clock of law runs longer: a number above is a slip of the finger or the wrong unit
MOST = {"hour": 720, "day": 3650, "workday": 365, "month": 240, "year": 30}


class Period(Model):
    """How long: a number and its unit. 日 and 工作日 are different units."""

    n: Annotated[int, Field(ge=1)]
    unit: Literal["hour", "day", "workday", "month", "year"]

    @model_validator(mode="after")
    def _bounded(self) -> Period:
        if self.n > MOST[self.unit]:
            raise ValueError(f"{self.n}{UNITS[self.unit]}太长：最多写{MOST[self.unit]}。看是不是多打了数字，或者写错了单位（unit）")
        return self

    def text(self) -> str:
        """As a sentence says it: 7日, 7个工作日, 6个月."""
        return f"{self.n}{UNITS[self.unit]}"


class Within(Period):
    """How long a clock runs."""


class Extend(Period):
    """By how much more it may run, and when."""

    when: Text


class Applies(Model):
    """The rule's own dates, where it changed."""

    from_: Annotated[Date | None, Field(alias="from")]
    until: Date | None


class Next(Model):
    """A next step: what to do and exactly one place to go."""

    do: Text
    scenario: Id | None = None
    letter: Id | None = None
    channel: Id | None = None
    excuse: Id | None = None
    question: Id | None = None
    step: Text | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Next:
        if len(self.targets()) != 1:
            raise ValueError("下一步要有且只有一个去处（scenario、letter、channel、excuse、question、step 之一）")
        return self

    @model_serializer
    def _short(self) -> dict[str, str]:
        return {"do": self.do} | dict(self.targets())

    def targets(self) -> list[tuple[str, str]]:
        """[(kind, id)] of the places it leads to."""
        names = ("scenario", "letter", "channel", "excuse", "question", "step")
        return [(name, getattr(self, name)) for name in names if getattr(self, name)]


class Deadline(Model):
    """A clock: `within` counted from the day after the event `from`.

    `roll`: what moves a last day on: `holiday` any rest day (民法典203条, 民事诉讼法85条), `statutory` a statutory holiday only, not a
    weekend (令121号45条), `none` nothing, or nothing needs to (working days, hours).
    `safe`: the reader's own clock: the day without the move is the one to keep, the moved one is what the law gives.
    `least`: the least time that something is kept; nobody has to do anything by its end.
    `if_missed` says what follows when it is over, `then` leads there.
    """

    id: Id
    label: Text
    actor: Text
    from_: Annotated[Text, Field(alias="from")]
    within: Within
    roll: Literal["none", "holiday", "statutory"]
    safe: bool = False
    least: bool = False
    extend: Extend | None = None
    applies: Applies = Applies(**{"from": None, "until": None})
    note: Text | None = None
    if_missed: Text
    then: Next | None = None
    laws: Annotated[list[Citation], Field(min_length=1)]


class Unlike(Model):
    """A sentence that speaks of a clock with another number and is right all the same, with the reason."""

    text: Text
    why: Text


class SharedDeadline(Deadline):
    """A clock that several situations or sentences speak of, written once. `said`: the words by which prose speaks of it; … skips words."""

    said: list[Text] = []
    unlike: list[Unlike] = []


class SharedDeadlines(Model):
    """docs/_data/shared-deadlines.yml"""

    deadlines: list[SharedDeadline]


class DeadlineRef(Model):
    """A shared clock in a situation. It may say more (label, note, if_missed, then, further laws), never something else.

    `id`: the clock's published id in this situation, where it is not the shared one.
    """

    shared: Id
    id: Id | None = None
    label: Text | None = None
    note: Text | None = None
    if_missed: Text | None = None
    then: Next | None = None
    laws: list[Citation] = []


def _kind_of_deadline(value: Any) -> str:
    """Which of the two the author meant, so that only its errors are told."""
    shared = "shared" in value if isinstance(value, dict) else isinstance(value, DeadlineRef)
    return "DeadlineRef" if shared else "Deadline"


Deadlines = list[Annotated[Annotated[Deadline, Tag("Deadline")] | Annotated[DeadlineRef, Tag("DeadlineRef")], Discriminator(_kind_of_deadline)]]


class Step(Model):
    """One line of a checklist. Its id keys the reader's tick and never changes. `say`: a message to copy; `only_if`: when it is true. `message`: one of
    the situation's first messages, which is sent at this step and not written a second time."""

    id: Id
    do: Doing
    why: Text
    how: list[Text] = []
    laws: list[Citation] = []
    evidence: Text | None = None
    perishable: Text | None = None
    say: Text | None = None
    only_if: Text | None = None
    message: Id | None = None
    letter: Id | None = None
    channel: Id | None = None


class SharedRef(Model):
    """A step that lives once in shared-steps.yml."""

    shared: Id


class SharedStep(Step):
    """A step of shared-steps.yml; `phase`: where it belongs in every situation."""

    phase: Text


class SharedSteps(Model):
    """docs/_data/shared-steps.yml."""

    steps: list[SharedStep]


def _kind_of_step(value: Any) -> str:
    """Which of the two the author meant, so that only its errors are told."""
    shared = "shared" in value if isinstance(value, dict) else isinstance(value, SharedRef)
    return "SharedRef" if shared else "Step"


Phase = list[Annotated[Annotated[Step, Tag("Step")] | Annotated[SharedRef, Tag("SharedRef")], Discriminator(_kind_of_step)]]


class Steps(Model):
    """The six phases of a situation."""

    verify: Phase
    evidence: Phase
    negotiate: Phase
    complain: Phase
    follow_up: Annotated[Phase, Field(alias="follow-up")]
    legal: Phase

    def phases(self) -> list[tuple[str, Phase]]:
        """(phase id, its entries) in the order of the handbook."""
        return [(f.alias or name, getattr(self, name)) for name, f in type(self).model_fields.items()]


class PhaseTitles(Model):
    """What a situation calls its phases, where the handbook's own names are wrong for it: nobody negotiates with a fraudster."""

    verify: Text | None = None
    evidence: Text | None = None
    negotiate: Text | None = None
    complain: Text | None = None
    follow_up: Annotated[Text | None, Field(alias="follow-up")] = None
    legal: Text | None = None

    def of(self, phase: str) -> str | None:
        """The title of a phase by its id; None where the handbook's own stands."""
        return getattr(self, phase.replace("-", "_"))


PHASES: tuple[str, ...] = tuple(f.alias or name for name, f in Steps.model_fields.items())


class Scenario(Model):
    """One situation: where the reader stands, what to do, say and write, by when. `disputes`: what people quarrel about in it, words of
    vocab.yml: its letters must be for one of them. `excuses` is empty where nobody is to be answered. `platforms`: where people buy what this is
    about, so that each finds the page of his own."""

    title: Annotated[Text, Field(max_length=24)]
    topic: Text
    disputes: Annotated[list[Id], Field(min_length=1)]
    aliases: list[Text]
    summary: Text
    strength: Strength
    expect: Expect
    first: First
    lose_when: Annotated[list[Text], Field(min_length=1)]
    not_for: list[NotFor]
    rights: Annotated[list[Right], Field(min_length=1)]
    deadlines: Deadlines
    headline: Headline  # an editor's choice for each page, never a default: the shortest clock is often the wrong one
    steps: Steps
    phase_titles: PhaseTitles = PhaseTitles()
    excuses: list[Id]
    letters: list[Id]
    channels: list[Id]
    platforms: list[Id] = []
    related: list[Id]
    reviewed: Date


# ----------------------------------------------------------- excuses, faqs


class Variant(Model):
    """The answer to an excuse where something else is in dispute: `for` names disputes of vocab.yml or situations. `reply`, `complaint` and `only_if`
    stand together and replace the excuse's; what else is written replaces the excuse's own, the rest stays."""

    for_: Annotated[list[Id], Field(alias="for", min_length=1)]
    touches: Text | None = None
    holds_when: Text | None = None
    proof: Text | None = None
    reply: Text
    complaint: Text
    only_if: Text | None = None
    laws: Annotated[list[Citation], Field(min_length=1)] | None = None


class Excuse(Model):
    """What the merchant says, when it holds, and the answer. `only_if`: when `reply` and `complaint` are true; stands beside both. `variants`: the
    answer where something else is in dispute."""

    id: Id
    says: Text
    aliases: list[Text]
    touches: Text
    holds_when: Text
    proof: Text
    reply: Text
    complaint: Text
    only_if: Text | None = None
    laws: Annotated[list[Citation], Field(min_length=1)]
    variants: list[Variant] = []

    def variant_for(self, scenario: str, disputes: list[Id]) -> Variant | None:
        """The variant that names a situation, else the first in the file that names one of its disputes; None: the excuse's own answer."""
        named = next((v for v in self.variants if scenario in v.for_), None)
        return named or next((v for v in self.variants if set(disputes) & set(v.for_)), None)

    def anchor(self, variant: Variant | None) -> str:
        """Where an answer stands on the page of the excuse's group: 'opened', a variant 'opened-broken-lamp'."""
        return f"{self.id}-{variant.for_[0]}" if variant else self.id

    def spoken(self, variant: Variant | None) -> Excuse:
        """The excuse with a variant's words in place of its own."""
        if variant is None:
            return self.model_copy(update={"variants": []})
        others = {key: value for key in ("touches", "holds_when", "proof", "laws") if (value := getattr(variant, key)) is not None}
        together = {key: getattr(variant, key) for key in ("reply", "complaint", "only_if")}
        return self.model_copy(update={"variants": []} | together | others)


class Excuses(Model):
    """A group of excuses: one file. `speaker`: who says them; `paper`: what the paragraphs (`complaint`) are written into."""

    title: Text
    intro: Text
    speaker: Text = "商家"
    paper: Text = "投诉书"
    excuses: list[Excuse]


class Question(Model):
    """A question as people ask it; the first sentence of `answer` answers."""

    id: Id
    question: Text
    aliases: list[Text]
    answer: Annotated[Text, Field(max_length=120)]
    details: list[Text]
    next: Annotated[list[Next], Field(min_length=1)]
    laws: list[Citation]
    scenarios: list[Id]
    reviewed: Date


class Questions(Model):
    """The questions of one topic: one file.

    `moved`: questions that stood on this page and are on another now; their old addresses lead on.
    """

    questions: list[Question]
    moved: list[Id] = []


# ------------------------------------------------------------------- letters


# what a blank is for, where the form does something with it: a check or a helping hand hangs on this, never on a label or an id
Role = Literal[
    "bureau",  # who takes the complaint
    "report-bureau",  # who takes the report
    "story",  # what happened, in the reader's words
    "rebuttal",  # why the merchant's reason does not hold
    "written-on",  # the letter's own day
    "reply-by",  # the last day for the other side
    "may-be-ahead",  # a day that may still be to come
    "explains-sum",  # how the amount that it is `of` was reached
    "total",  # what everything asked for adds up to
    "part-of-total",
    "more-of-total",  # amounts in words that belong to the total too
    "court",
    "address",
    "birth-date",  # of whom the number that it is `of` names
    "identity-number",  # asks for one, so that one in it is no slip
    "credit-code",
    "account-number",
    "reference-number",  # of an order, a parcel, a case
    "agent-name",  # who acts for the buyer
    "agent-phone",
    "agent-kin",
    "proof-name",  # of the n-th piece of evidence: what it is called
    "proof-source",  # where it comes from
    "proof-proves",
    "proof-form",
    "proof-pages",
    "proof-count",  # how many there are
    "proof-last-page",  # how many pages they come to: the last page of the last one
    "proof-originals",  # where the originals are
    "their-words",  # what the merchant said or wrote, word for word
]
# options that a helping hand chooses
OptionRole = Literal["family", "negotiation", "complaint"]


class Option(Model):
    """One choice of a field; its id is what is kept. `role`: a helping hand chooses it. `disputes`: the quarrels that this claim, ground or
    kind of conduct is for, words of vocab.yml. `excludes`: options of the same field that cannot hold beside it. `below`: it says that more is
    written elsewhere; one of these fields has it."""

    id: Id
    label: Text
    role: OptionRole | None = None
    disputes: list[Id] = []
    excludes: list[Id] = []
    below: list[Id] = []


FieldType = Literal["text", "longtext", "money", "date", "phone", "choice", "choices"]


class When(Model):
    """Stands only if the field is filled (`is` empty), the option is chosen, or one of several."""

    field: Id
    is_: Annotated[Id | Annotated[list[Id], Field(min_length=2)] | None, Field(alias="is")] = None

    @property
    def options(self) -> list[str]:
        """The options of which one has to be chosen; empty where any answer will do."""
        return [self.is_] if isinstance(self.is_, str) else self.is_ or []


class LetterField(Model):
    """A blank of a letter. `case`: takes and gives the case fact of that name. `role`: what the form does with it. `of`: the field that its role
    speaks of. `width`: the pen blank's length in Chinese characters. `when`: asked only if another field, which comes before it in the form, says
    so; not asked, it says nothing in the letter and nobody misses it."""

    id: Id
    label: Text
    type: FieldType
    group: Text
    role: Role | None = None
    of: Id | None = None
    case: Text | None = None
    required: bool = False
    when: When | None = None
    hint: Text | None = None
    example: Text | None = None
    options: list[Option] = []
    width: Annotated[int, Field(ge=2, le=200)] | None = None

    @model_validator(mode="after")
    def _options(self) -> LetterField:
        if (self.type in ("choice", "choices")) != bool(self.options):
            raise ValueError("选择类的空（choice、choices）要写 options，其他类型不写")
        return self


class Span(Model):
    """A period between two dates of the letter: the shared clock, with its number, its unit and its way of moving a last day on; or `n` and
    `unit`, where no shared clock has it (no last day moves then). It is counted from the day after `from`, or after the date `or` where `from` is
    empty; `to` is the day it is held against."""

    clock: Id | None = None
    n: Annotated[int, Field(ge=1)] | None = None
    unit: Literal["day", "workday", "month", "year"] | None = None
    from_: Annotated[Id, Field(alias="from")]
    or_: Annotated[Id | None, Field(alias="or")] = None
    to: Id

    @model_validator(mode="after")
    def _one_period(self) -> Span:
        if (self.clock is None) == (self.n is None and self.unit is None) or (self.n is None) != (self.unit is None):
            raise ValueError("期限写 clock（共用期限的 id）；没有共用的，才写 n 和 unit 两样")
        return self


class Age(Model):
    """How old somebody born on the date `born` is on the date `on`: not yet `under` years, or `reached` years."""

    born: Id
    on: Id
    under: Annotated[int, Field(ge=1, le=150)] | None = None
    reached: Annotated[int, Field(ge=1, le=150)] | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Age:
        if (self.under is None) == (self.reached is None):
            raise ValueError("年龄写 under（不满几周岁）或 reached（已满几周岁），只写一个")
        return self


class Order(Model):
    """Two dates in the order in which things happened; both may be one day."""

    first: Id
    then: Id


class Passed(Model):
    """The date `day` and the date `by` that it is held against: on the day itself it is not over yet."""

    day: Id
    by: Id


class Chosen(Model):
    """What the reader chose. `none`: a text that says that there was nothing (没有、无、0次)."""

    field: Id
    is_: Annotated[Id | None, Field(alias="is")] = None
    not_: Annotated[Id | None, Field(alias="not")] = None
    none: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Chosen:
        if [self.is_ is not None, self.not_ is not None, self.none].count(True) != 1:
            raise ValueError("写 is（选了哪一项）、not（没有选哪一项）或 none: true（填的是“没有”），只写一个")
        return self


class Assertion(Model):
    """What a sentence claims, in terms of the letter's own fields; exactly one kind. It is true, false, or unknown while a field is empty.

    `within`: `to` lies in the period; `over`: the period had passed by then; `passed`: the date is over; `still`: it is not; `age`, `order`,
    `chosen`: see there."""

    within: Span | None = None
    over: Span | None = None
    age: Age | None = None
    order: Order | None = None
    passed: Passed | None = None
    still: Passed | None = None
    chosen: Chosen | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Assertion:
        kinds = [k for k in (self.within, self.over, self.age, self.order, self.passed, self.still, self.chosen) if k is not None]
        if len(kinds) != 1:
            raise ValueError("一条断言只写一种：within、over、age、order、passed、still、chosen。几种都要的，写成几条")
        return self


class Claiming(Model):
    """A sentence that may claim something, and what becomes of it.

    `asserts`: what it claims; true only if all of it is. `else`: the true sentence for when it is false. `conflict`: where there is none, what
    to do about it: an error of the check before sending, which names the dates by itself. With both, `conflict` is a warning.
    `unknown`: the sentence that does not claim, while a date is not known, and on the blank sheet; without it the line is left out.
    `stays`: the sentence says nothing that can be false, only handing it in is for nothing then: it stays, and `conflict` is a warning."""

    asserts: Annotated[list[Assertion], Field(min_length=1)] | None = None
    else_: Annotated[Text | None, Field(alias="else")] = None
    unknown: Text | None = None
    conflict: Text | None = None
    stays: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Claiming:
        if self.asserts is None and (self.else_ or self.unknown or self.conflict or self.stays):
            raise ValueError("else、unknown、conflict、stays 跟着 asserts 写：先写这句话断言了什么")
        if self.stays and (self.else_ or self.unknown):
            raise ValueError("写了 stays 的句子怎么都不变，不写 else 和 unknown")
        if self.asserts and not (self.else_ or self.conflict):
            raise ValueError("断言不成立时怎么办没有写：写 else（换成哪句真话），换不了的写 conflict（告诉人怎么办）")
        return self


class Item(Claiming):
    """A list item that stands under a condition, or that claims something."""

    text: Text
    when: When | None = None

    @model_validator(mode="after")
    def _more_than_text(self) -> Item:
        if not (self.when or self.asserts):
            raise ValueError("没有 when 也没有 asserts 的，直接写成一句话")
        return self


def _kind_of_item(value: Any) -> str:
    return "Item" if isinstance(value, dict | Item) else "Text"


ListItem = Annotated[Annotated[Text, Tag("Text")] | Annotated[Item, Tag("Item")], Discriminator(_kind_of_item)]


class Column(Model):
    """A column of a table. `role`: the fields with this role, the n-th in the n-th row; without one the column counts the rows. `wide`: its share of
    the sheet's width, in hundredths."""

    head: Text
    role: Role | None = None
    wide: Annotated[int, Field(ge=6, le=50, multiple_of=2)]


class Block(Claiming):
    """One block of a letter's body; exactly one of heading, para, list, table, sign. Only a para and the items of a list claim anything. A table has a
    row for every record of which its first column with a role is filled, and always the first one."""

    heading: Text | None = None
    para: Text | None = None
    list_: Annotated[list[ListItem] | None, Field(alias="list")] = None
    table: Annotated[list[Column], Field(min_length=2)] | None = None
    sign: Text | None = None
    when: When | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Block:
        kinds = [k for k in (self.heading, self.para, self.list_, self.table, self.sign) if k is not None]
        if len(kinds) != 1:
            raise ValueError("每一块只能是 heading、para、list、table、sign 中的一种")
        if self.table and sum(c.wide for c in self.table) != 100:
            raise ValueError("table 各列的 wide 加起来要正好是100（表宽的百分之几）")
        if self.asserts and self.para is None:
            raise ValueError("asserts 写在 para 上，或写在 list 的那一项里")
        return self


class Send(Model):
    """A way to send the letter, and what makes it count."""

    way: Text
    how: Text


class Amount(Model):
    """A sum that the letter's page offers to compute.

    `rule`: an id of sums.yml. `uses`: the sum's input -> the money field of the letter that gives it; what no field gives is asked
    beside the sum. `into`: the money field that takes the result. `how`: the text field that takes the way it was reached."""

    rule: Id
    uses: dict[str, Id] = {}
    into: Id | None = None
    how: Id | None = None


class Letter(Model):
    """A letter: when to use it, how to send it, its fields and its body.

    `addressee`: whose answer the reader then waits for, an actor of vocab.yml. `marks`: the event of vocab.yml that sending it is;
    `marks_when`: only if its drafts say so, where one letter goes to different doors. `disputes`: what the letter is for, beside what its options are for; `any`: a paper of the procedure, for every dispute."""

    title: Text
    to: Text
    disputes: Literal["any"] | list[Id] = []
    addressee: Text | None = None
    marks: Text | None = None
    marks_when: When | None = None
    aliases: list[Text]
    summary: Text
    when: list[Text]
    not_when: list[Text]
    send: Annotated[list[Send], Field(min_length=1)]
    attach: list[Text]
    after: list[Text]
    laws: Annotated[list[Citation], Field(min_length=1)]
    fields: Annotated[list[LetterField], Field(min_length=1)]
    body: Annotated[list[Block], Field(min_length=1)]
    amounts: list[Amount] = []
    related: list[Id] = []
    reviewed: Date


# ------------------------------------------- what the letters' desk knows of the law


class Condition(Model):
    """What must be true before a claim may be made. Ticked by its id, which never changes."""

    id: Id
    text: Text


class SumInput(Model):
    """What a sum is computed from. `optional`: may stay empty. `zero`: may be 0."""

    id: Id
    label: Text
    optional: bool = False
    zero: bool = False


class SumPart(Model):
    """A piece of the sentence that says how a sum was reached. [[name]] is one of the sum's numbers (macros/sums.py lists them);
    `when`: stands only in that case."""

    text: Text
    when: Id | None = None


class SumResult(Model):
    """One result. `amount`: which of the sum's numbers it is."""

    title: Text
    amount: Id
    why: Annotated[list[SumPart], Field(min_length=1)]


class FeeStep(Model):
    """What stands above the step before, up to `to` yuan (null: without end), costs `percent` of itself."""

    to: Annotated[int, Field(ge=1)] | None
    percent: Annotated[str, Field(pattern=r"^[0-9]{1,2}(\.[0-9])?$", examples=["2.5"])]


class Sum(Model):
    """What the law lets a person claim, or what a court takes. The numbers of the law stand here, the arithmetic in lib/amounts.js.

    `kind`: times (amount × `times`, at least `floor` yuan), deposit (up to `percent` of the price counts, returned `times` times),
    balance (what is left of a prepaid card), fee (`base` yuan up to `up_to` yuan, then by `steps`; `divide`: a part of it is told too),
    share (the fee `of` another sum, divided by `divide`). `claims`: how a letter says that it asks for this; … stands for some letters."""

    id: Id
    kind: Literal["times", "deposit", "balance", "fee", "share"]
    title: Text
    times: Annotated[int, Field(ge=2, le=100)] | None = None
    floor: Annotated[int, Field(ge=1)] | None = None
    percent: Annotated[int, Field(ge=1, le=100)] | None = None
    base: Annotated[int, Field(ge=1)] | None = None
    up_to: Annotated[int, Field(ge=1)] | None = None
    steps: list[FeeStep] = []
    of: Id | None = None
    divide: Annotated[int, Field(ge=2, le=10)] | None = None
    conditions: list[Condition] = []
    inputs: Annotated[list[SumInput], Field(min_length=1)]
    results: Annotated[list[SumResult], Field(min_length=1)]
    claims: list[Text] = []
    laws: Annotated[list[Citation], Field(min_length=1)]


class Sums(Model):
    """docs/_data/sums.yml."""

    sums: list[Sum]


class Bureau(Model):
    """Who takes a complaint or a report against one kind of seller. `office`: what follows the place's name; `also`: what people write for it."""

    id: Id
    takes: Literal["complaint", "report"]
    label: Text
    place: Text
    say: Text
    office: Text
    also: list[Text]
    laws: Annotated[list[Citation], Field(min_length=1)]


class Bureaus(Model):
    """docs/_data/bureaus.yml."""

    bureaus: list[Bureau]


class Repealed(Model):
    """A repealed law without a page of its own: a letter that names it is told. `unless`: names of other laws that contain it."""

    id: Id
    name: Text
    unless: list[Text]
    until: Date
    by: Id
    laws: Annotated[list[Citation], Field(min_length=1)]


class RepealedNames(Model):
    """docs/_data/repealed.yml."""

    repealed: list[Repealed]


class Renamed(Model):
    """An id that was another once: old addresses, and what readers keep under the old id, follow it for good."""

    kind: Literal[
        "scenario", "letter", "law", "question", "platform", "region", "excuse", "channel", "term", "misconception", "outside", "case", "change"
    ]
    old: Id
    now: Id
    on: Date


class RenamedIds(Model):
    """docs/_data/renamed.yml."""

    renamed: list[Renamed]


class FormLimit(Model):
    """A length that a letter is cut down to for an online form. `platform`: whose form takes no more, `source`: where that is written."""

    id: Id
    limit: Annotated[int, Field(ge=50, le=10000)]
    label: Text
    platform: Id | None
    source: Link | None
    seen: Date | None


class FormLimits(Model):
    """docs/_data/form-limits.yml."""

    form_limits: list[FormLimit]


class Caution(Model):
    """What the reader is told before sending a text that reads like a threat. How it is recognised stands in lib/checks.js."""

    id: Literal["blackmail", "threat", "insult"]
    text: Text
    laws: list[Citation]


class Cautions(Model):
    """docs/_data/cautions.yml."""

    cautions: list[Caution]


# ------------------------------------------------------------------ channels


class Site(Model):
    """An address of a door; `url` is empty where none is known for sure."""

    name: Text
    url: Link | None


class Channel(Model):
    """A door. Unverified ones carry neither number nor address. `letter`: what is written to it. `aliases`: what people search for who want it
    (银行投诉电话)."""

    id: Id
    name: Text
    aliases: list[Text] = []
    kind: Text
    summary: Text
    phone: Annotated[str, Field(pattern=PHONE)] | None
    site: list[Site]
    handles: list[Text]
    not_handles: list[Text]
    prepare: list[Text]
    time: Text
    cost: Text
    outcome: Text
    if_refused: Text
    blocks: Text
    laws: list[Citation]
    verified: bool
    checked_on: Date | None
    source: list[Text]
    note: Text | None = None
    letter: Id | None = None


class Channels(Model):
    """docs/_data/channels.yml."""

    channels: list[Channel]


# ------------------------------------------- words: terms, misconceptions, synonyms


class Term(Model):
    """A word of law in two plain sentences."""

    id: Id
    term: Text
    aliases: list[Text]
    text: Text
    laws: list[Citation]


class Glossary(Model):
    """docs/_data/glossary.yml."""

    terms: list[Term]


class Misconception(Model):
    """What people wrongly believe (`says`), and what is so (`truth`)."""

    id: Id
    says: Text
    truth: Text
    laws: Annotated[list[Citation], Field(min_length=1)]
    see: list[Id] = []


class Misconceptions(Model):
    """docs/_data/misconceptions.yml."""

    misconceptions: list[Misconception]


class Synonym(Model):
    """Everyday words (`say`) and the words of the handbook (`means`); a query is widened from one to the other."""

    say: Annotated[list[Text], Field(min_length=1)]
    means: Annotated[list[Text], Field(min_length=1)]


class Synonyms(Model):
    """docs/_data/synonyms.yml."""

    synonyms: list[Synonym]


# ------------------------------------------------- platforms, cases, changes, trees


class PlatformRule(Model):
    """A rule text of a platform that was read; `as_of`: the version's date."""

    id: Id
    title: Text
    as_of: Date
    url: Link | None
    note: Text | None


class LawBeside(Model):
    """The law's own answer, where a platform's rule gives less or nothing."""

    text: Text
    laws: Annotated[list[Citation], Field(min_length=1)]


class PlatformPoint(Model):
    """One thing a platform's rule says, and the law beside it where the rule gives less."""

    topic: Literal["clock", "evidence", "cost", "steps-in", "refuses", "result", "other"]
    text: Text
    rule: Id | None
    article: Text | None
    law: LawBeside | None


class Platform(Model):
    """A platform: how to ask it to step in. `seen`: the day of its sources."""

    name: Text
    aliases: list[Text]
    summary: Text
    how: Annotated[list[Text], Field(min_length=2)]
    rules: list[PlatformRule]
    points: list[PlatformPoint]
    watch: list[Text]
    laws: Annotated[list[Citation], Field(min_length=1)]
    sources: list[Text]
    seen: Date | None
    verified: bool
    reviewed: Date


class RegionRule(Model):
    """What a place's own law says. `nation`: what holds everywhere, so that the difference is seen. `scenarios`, `letters`: where a reader who is there
    is shown it. `clock`: a day that runs by it."""

    id: Id
    title: Text
    text: Text
    nation: Text
    scenarios: Annotated[list[Id], Field(min_length=1)]
    letters: list[Id] = []
    clock: Deadline | None = None
    laws: Annotated[list[Citation], Field(min_length=1)]


class Region(Model):
    """A place with law of its own. `inside`: the province of a city. `unknown`: what is not known of its law, and where to look."""

    name: Text
    inside: Id | None = None
    summary: Text
    unknown: Annotated[list[Text], Field(min_length=1)]
    rules: list[RegionRule]
    reviewed: Date


class Case(Model):
    """A published case in our own words. `then`: the law of that day where it was another than today's."""

    id: Id
    title: Text
    court: Text
    date: Text
    source: Text
    disputed: Text
    held: Text
    means: Text
    means_not: Text
    then: Text | None
    laws: list[Citation]
    scenarios: list[Id]
    excuses: list[Id]


class Cases(Model):
    """docs/_data/cases.yml."""

    cases: list[Case]


class ChangedRule(Model):
    """What differs before and from the day of the change."""

    what: Text
    before: Text
    after: Text
    laws: Annotated[list[Citation], Field(min_length=1)]


class Change(Model):
    """A rule that changed on the day `on`; the reader's day is that of `event`. `kept` false: the event is only the nearest that there is a word
    for; the day is reckoned with on the page, and no case keeps it."""

    id: Id
    title: Text
    ask: Text
    event: Text
    kept: bool = True
    on: Date
    rules: Annotated[list[ChangedRule], Field(min_length=1)]
    note: Text | None


class Changes(Model):
    """docs/_data/changes.yml."""

    changes: list[Change]


class Answer(Model):
    """One answer of a question and where it leads."""

    text: Text
    go: Id


class Node(Model):
    """A question of a tree."""

    id: Id
    ask: Text
    hint: Text | None = None
    answers: Annotated[list[Answer], Field(min_length=2)]


class End(Model):
    """Where a tree leads: scenarios, doors, or out of this handbook.

    `page`: the page that has it whole, docs/<tree>/<page>.md, where the tree's own would weigh too much; there it is only named.
    """

    id: Id
    page: Id | None = None
    title: Text
    why: Text
    scenarios: list[Id] = []
    channels: list[Id] = []
    notes: list[Text] = []
    outside: bool = False
    laws: list[Citation] = []


class Tree(Model):
    """Decision data: plain questions, at most `most` taps, “不确定” always among the answers."""

    title: Text
    intro: Text
    start: Id
    most: Annotated[int, Field(ge=1, le=8)]
    nodes: Annotated[list[Node], Field(min_length=1)]
    ends: Annotated[list[End], Field(min_length=1)]


# ------------------------------------------------------- what is not for this handbook


class Outside(Model):
    """A dispute that is none between a consumer and a merchant: what people call it, and where to go instead.
    `unless` and `see`: what is close to it and does belong here."""

    id: Id
    title: Text
    aliases: Annotated[list[Text], Field(min_length=1)]
    why: Text
    go: Text
    channels: list[Id]
    unless: Text | None
    see: list[Id]


class Outsides(Model):
    """docs/_data/outside.yml."""

    outside: list[Outside]


class SearchQueries(Model):
    """What people might type, and where it should lead them: the search is measured with it (tools/search_score.py)."""

    class Group(Model):
        """Queries that should lead to the same places: kind/id."""

        accept: Annotated[list[Annotated[str, Field(pattern=TARGET, examples=["scenario/parcel"])]], Field(min_length=1)]
        ask: Annotated[list[Text], Field(min_length=1)]

    queries: list[Group]


class SearchTrain(Model):
    """docs/_data/search-train/<id>.yml: how people ask about one situation, or about one matter that is not for this handbook. The search
    learns from them (macros/publish/search_model.py); they are shown nowhere."""

    ask: Annotated[list[Text], Field(min_length=1)]


class Danger(Model):
    """What the search says before anything else to somebody in danger now. `call`: channels with a number that was checked; `near`: the situation
    it leads to, then others, and matters outside, whose lines are no counter-examples; `words`: what is hardly ever said of anything else: a line
    of another situation that has one is no counter-example either. `anywhere`: any matter may come to it, so none speaks against it, and what
    is asked about the first one near is no example; `leads`: that one's page helps next. It is recognised by what the search learns from docs/_data/danger-train."""

    id: Id
    title: Annotated[Text, Field(max_length=24)]
    lines: Annotated[list[Text], Field(min_length=1, max_length=3)]
    call: Annotated[list[Id], Field(min_length=1, max_length=3)]
    near: Annotated[list[Id], Field(min_length=1)]
    words: list[Text]
    anywhere: bool = False
    leads: bool = True


class Dangers(Model):
    """docs/_data/dangers.yml."""

    dangers: list[Danger]


class DangerTrain(Model):
    """docs/_data/danger-train/<kind>.yml: what people type who are in danger now (the kinds are the dangers' ids), and what only looks like it
    (harmless). The search learns from them when to show the strip (macros/publish/search_model.py); shown nowhere."""

    say: Annotated[list[Text], Field(min_length=1)]


class ToneTrain(Model):
    """docs/_data/tone-train/<kind>.yml: sentences that the check before sending learns from (macros/publish/tone.py), what people write to a
    merchant or an office in their own voice. The kinds are the cautions' ids, and ok for what is lawful; shown nowhere."""

    say: Annotated[list[Text], Field(min_length=1)]


# ------------------------------------------------------- pages, and what tools write


class StubHead(Model):
    """The head of a page whose words come from data: it may add a description of its own, never the title."""

    description: Text | None = None


REF = r"^[a-z-]+/[a-z0-9-]+$"


class LogEntry(Model):
    """One change that a reader has to know of. `pages`: what was changed, as kind/id; what cites one of `laws` counts as touched where the law changed."""

    id: Id
    on: Date
    kind: Literal["law", "mended", "new"]
    what: Annotated[Text, Field(max_length=120)]
    pages: list[Annotated[str, Field(pattern=REF)]] = []
    laws: list[Citation] = []


class Release(Model):
    """A version with the day it was published (null: not yet), and what it brought in one sentence."""

    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    on: Date | None
    what: Text
    entries: list[LogEntry]


class Log(Model):
    """docs/_data/log.yml, the newest first."""

    releases: list[Release]


class PageHead(Model):
    """The head of a hand-written page. `kind` gives the page a look of its own."""

    title: Text
    description: Text | None = None
    reviewed: Date | None = None
    kind: Literal["home"] | None = None


Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class SearchScore(BaseModel):
    """What tools/search_score.py wrote last, as far as the page prints it."""

    class Outside(BaseModel):
        """The share, in percent, of what is not for this handbook that is told so."""

        queries: int
        hit3: Percent

    class Asked(BaseModel):
        """A set of queries, and the shares, in percent, whose first one or three results hold a right one."""

        queries: int
        hit1: Percent
        hit3: Percent

    class Danger(BaseModel):
        """How often, in percent, the strip was shown: to stories of danger, to what only looks like it, to ordinary queries."""

        queries: int
        shown: Percent
        alike: int
        alike_shown: Percent
        ordinary: int
        ordinary_shown: Percent

    class Learned(BaseModel):
        """What so many training lines a situation, at most, bring: the blind sets one after another."""

        lines: int
        sets: list[SearchScore.Asked]

    class Taken(BaseModel):
        """What was meant, what stood first instead, and how often: by the words alone, and with what was learned."""

        meant: str
        got: str
        before: int
        after: int

    class Confused(BaseModel):
        """The commonest mistakes by the words alone, and those with what was learned."""

        before: list[SearchScore.Taken]
        after: list[SearchScore.Taken]

    class Keystroke(BaseModel):
        """Milliseconds of the longest task that a key takes, and from a key to its first results drawn: 95 of 100 keys take no longer."""

        keys: int
        slower: int
        p95_ms: Annotated[float, Field(ge=0, allow_inf_nan=False)]
        drawn_ms: Annotated[float, Field(ge=0, allow_inf_nan=False)]

    class Miss(BaseModel):
        """A query that was not answered."""

        query: str

    measured: Date
    queries: int
    hit1: Percent
    hit3: Percent
    hit10: Percent
    outside: Outside
    learned: Asked
    blind: Asked
    blind_outside: Asked
    blind2: Asked
    blind2_outside: Asked
    danger: Danger
    danger2: Danger
    danger3: Danger
    danger4: Danger
    danger5: Danger
    beside: Asked | None
    curve: list[Learned] = []
    confused: Confused | None = None
    keystroke: Keystroke
    fetched_bytes: int
    misses: list[Miss]
