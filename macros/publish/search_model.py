"""site/assets/search-model.js: what the search has learned, a classic script that is loaded with the index when somebody first searches.

Two models: what is asked about, and whether somebody is in danger now; and what is said then.

What is asked about: each situation and each matter that is not for this handbook is a class; what is looked up by name (letters, laws, terms, doors) is one more.
The examples are the handbook's own words and the lines of docs/_data/search-train. How they become weights: macros/learn.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from macros.book import Handbook
from macros.learn import Lesson, Trainers, learned, model, scattered
from macros.links import Links
from macros.model import Danger
from macros.publish.search_index import one_line
from macros.views import Views

NAV = "nav"
# What a training takes grows with its classes times its lines: 87 classes take some seconds, 721 at once took 8 minutes and 1.9 GB. Above so many the
# search learns the parts of the handbook first and the situations within each part for itself, and so many are a part at most
MANY, PART = 200, 80
# of the index a few situations at a time are fetched, those that are likeliest when their part's model is here: in larger pieces most is about others,
# in smaller ones what they share does not pack
PIECE = 2
# a part's model needs fewer weights, and three of them come with a first search
PART_GRAMS = 1_500
# so many of them are learned at a time: each takes a core and up to half a gigabyte
SIDE_BY_SIDE = min(2, os.cpu_count() or 1)
WEAKEST = -1  # the weakest weight against a class
HARMLESS = "harmless"
# what an example of each kind counts
ASKED, ANSWER, ASIDE, NAMED = 1.0, 0.5, 0.2, 0.5
# found by trying on lines that the training had not seen: finer weights or more of them gain under two in a hundred and cost 20 KB
STRICT, GRAMS, STEP, LEVELS = 0.3, 9_380, 0.33, 8
# found by teaching it one author's lines and asking it another's: pairs of characters know more of a stranger's words than longer stretches, or than
# lists of kinds of words (macros/learn: signs) and which two stand together, which knew their own author's best. All pairs by their places find 2 in a
# hundred more of such lines than the 3 600 that tell most by their names, at as many false alarms and fewer bytes; half as many places 3 fewer
DANGER_STRICT, DANGER_PLACES, DANGER_STEP = 0.4, 32_768, 0.33
# so many times as coarse are the weights of a danger that any matter may come to: half of their bytes, and as many found
COARSER = 2
# a strip too many becomes a habit to look past it: of lines not learned from, double weights tell apart 1 to 2 in a hundred stories more at as many
# false alarms
ALIKE, ORDINARY = 2.0, 2.0
# of stories (texts of so many characters on) there are few, and more of the harmless ones sound like a danger by chance: they count so many times
STORY, TOLD = 40, 3.0


def rows(book: Handbook) -> Iterator[tuple[str, str, float]]:
    """(text, class, weight) of everything that the search learns from. A class is a scenario's or an outside id, or NAV."""
    for id_, s in book.scenarios.items():
        yield from ((text, id_, ASKED) for text in (s.title, *s.aliases))
        yield from ((n.text, n.see, ASKED) for n in s.not_for if n.see in book.scenarios or n.see in book.outside)
        yield s.summary, id_, ANSWER
        yield from ((right.text, id_, ASIDE) for right in s.rights)
        yield from ((clock.label, id_, ASIDE) for clock in book.clocks_of(id_))
        yield from ((step.record.do, id_, ASIDE) for step in book.steps_of(id_))
    # what is said in many situations says little about which: a question of four counts a half in each, an excuse of ten a tenth
    for _, question in book.questions.values():
        share = len(question.scenarios) ** -0.5 if question.scenarios else 0
        for id_ in question.scenarios:
            yield from ((text, id_, ASKED * share) for text in (question.question, *question.aliases))
            yield question.answer, id_, ANSWER * share
    for id_, (_, excuse) in book.excuses.items():
        where = book.scenarios_with("excuses", id_)
        yield from ((text, scenario, ASKED / len(where)) for scenario in where for text in (excuse.says, *excuse.aliases))
    for id_, other in book.outside.items():
        yield from ((text, id_, ASKED) for text in (other.title, *other.aliases))
    for id_, train in book.search_train.items():
        yield from ((text, id_, ASKED) for text in train.ask)
    yield from ((text, NAV, NAMED) for text in named(book))


def named(book: Handbook) -> Iterator[str]:
    """The names of what is looked up: who types one wants that page, and no advice."""
    for letter in book.letters.values():
        yield from (letter.title, *letter.aliases)
    for law in book.laws.values():
        yield from (law.title, law.short, *law.aliases)
    for term in book.glossary.values():
        yield from (term.term, *term.aliases)
    for channel in book.channels.values():
        yield channel.name
    for platform in book.platforms.values():
        yield from (platform.name, *platform.aliases)
    for region in book.regions.values():
        yield f"{region.name}另有的规定"
    yield from (word.title for word in book.vocab.phases)


def lesson(book: Handbook) -> Lesson:
    """What the search's model is trained on, and how."""
    return Lesson([(one_line(text), label, weight) for text, label, weight in rows(book)], strict=STRICT, grams=GRAMS, step=STEP, levels=LEVELS)


def parts(book: Handbook) -> dict[str, list[str]]:
    """Part → its situations: a topic, or a piece of a large one. Empty where one model can learn them all. No id has the dot of a part's name."""
    if len(book.scenarios) + len(book.outside) < MANY:
        return {}
    topics: dict[str, list[str]] = {}
    for id_, s in book.scenarios.items():
        topics.setdefault(s.topic, []).append(id_)
    pieces = {f"{topic}.{n}": ids[at : at + PART] for topic, ids in topics.items() for n, at in enumerate(range(0, len(ids), PART), 1)}
    return {part: ids for part, ids in pieces.items() if len(ids) > 1}  # one alone is told by the first model


def pieces(divided: dict[str, list[str]]) -> dict[str, list[str]]:
    """Piece → its situations, of parts(): "online.1" → "online.1.1", "online.1.2" …, as the browser counts them (search/meaning.js)."""
    return {f"{part}.{n}": ids[at : at + PIECE] for part, ids in divided.items() for n, at in enumerate(range(0, len(ids), PIECE), 1)}


def first_lesson(book: Handbook, divided: dict[str, list[str]]) -> Lesson:
    """What the first model is trained on: as lesson(), but each part is one class. What is said in several situations of a part is one example, and what
    counts less than a question is none: of unseen questions more find their part without the answers (85 in a hundred within three, 84 with them), in
    less time."""
    part_of = {id_: part for part, ids in divided.items() for id_ in ids}
    examples: dict[tuple[str, str], float] = {}
    for text, label, weight in rows(book):
        example = one_line(text), part_of.get(label, label)
        examples[example] = examples.get(example, 0) + weight
    return replace(lesson(book), rows=[(text, label, weight) for (text, label), weight in examples.items() if weight > ANSWER or label == NAV])


def part_lesson(whole: Lesson, ids: list[str]) -> Lesson:
    """What the model of one part is trained on: which of its situations. `whole`: lesson()."""
    here = set(ids)
    return replace(whole, rows=[row for row in whole.rows if row[1] in here], grams=PART_GRAMS)


def danger_rows(book: Handbook) -> Iterator[tuple[str, str, float]]:
    """(text, danger or HARMLESS, weight) of the dangers that some matters are near: their own lines, and what people ask about everything that is not.
    Some of that is one all the same (somebody was hurt at the hairdresser's): what has a word that speaks for a danger is no counter-example."""
    here = {id_: danger for id_, danger in book.dangers.items() if not danger.anywhere}
    for id_, danger in here.items():
        yield from ((text, id_, ASKED) for text in book.danger_train[id_].say)
        if danger.near[0] in book.search_train:
            yield from ((text, id_, ANSWER) for text in book.search_train[danger.near[0]].ask)
    yield from ((text, HARMLESS, ALIKE) for text in book.danger_train[HARMLESS].say)
    yield from counter(book, here.values())


def harm_rows(book: Handbook, id_: str) -> Iterator[tuple[str, str, float]]:
    """The same of a danger that any matter may come to. Its look-alikes are its own; another danger's lines speak a little against it, for that one's
    strip helps there."""
    yield from ((text, id_, ASKED) for text in book.danger_train[id_].say)
    yield from ((text, HARMLESS, ALIKE) for kind in (HARMLESS, f"{HARMLESS}-{id_}") for text in book.danger_train[kind].say)
    yield from ((text, HARMLESS, ASIDE) for other in book.dangers if other != id_ for text in book.danger_train[other].say)
    yield from counter(book, book.dangers.values())


def counter(book: Handbook, dangers: Collection[Danger]) -> Iterator[tuple[str, str, float]]:
    """What people ask about everything that is near none of these, (text, HARMLESS, weight)."""
    near = {id_ for danger in dangers for id_ in danger.near}
    words = [word for danger in dangers for word in danger.words]
    yield from ((text, HARMLESS, weight) for text, weight in ordinary(book, near) if not any(word in text for word in words))


def ordinary(book: Handbook, near: set[str]) -> Iterator[tuple[str, float]]:
    """(text, weight) of what people ask about everything but these situations and matters."""
    yield from ((text, ORDINARY) for id_, train in book.search_train.items() if id_ not in near for text in train.ask)
    yield from ((text, ASIDE) for id_, s in book.scenarios.items() if id_ not in near for text in (s.title, *s.aliases))
    for _, question in book.questions.values():
        if not near & set(question.scenarios):
            yield from ((text, ASIDE) for text in (question.question, *question.aliases))


def danger_lessons(book: Handbook, asked: str) -> dict[str, Lesson]:
    """What the strip above the results is trained on, and how: name → lesson. One for the dangers that some matters are near, and one for each that any
    may come to: learned together, each new look-alike of the one made another be told of less. `asked`: the other model, which knows how rare a
    stretch is."""
    rare = model.read(asked).rarities()
    alone = [id_ for id_, danger in book.dangers.items() if danger.anywhere]
    rows_ = {"danger": danger_rows(book)} | {f"danger-{id_}": harm_rows(book, id_) for id_ in alone}
    return {
        name: Lesson(
            [(one_line(text), label, weight * (TOLD if label == HARMLESS and len(text) >= STORY else 1)) for text, label, weight in found],
            strict=DANGER_STRICT,
            step=DANGER_STEP * (1 if name == "danger" else COARSER),
            longest=2,
            against=HARMLESS,
            places=DANGER_PLACES,
            rare=rare,
        )
        for name, found in rows_.items()
    }


def lighter(learned_: str) -> str:
    """A model of a handbook in parts without its weakest weights against a class, which are the most of all. At ten times the content a first search then fetches
    a fourth less, and of 100 unseen questions 65 instead of 67 have the right situation among their first three; with a third fewer stretches instead, 62."""
    whole = model.read(learned_)
    grams = {gram: (level, {place: w for place, w in weights.items() if w != WEAKEST}) for gram, (level, weights) in whole.grams.items()}
    return model.write(replace(whole, grams={gram: known for gram, known in grams.items() if known[1]}))


def trained(book: Handbook, divided: dict[str, list[str]] | None = None, trainers: Trainers | None = None) -> tuple[str, str]:
    """Both models as JSON: what is asked about (of so many parts the first one), and danger. Raises macros.learn.NotLearned."""
    asked = learned(book.root, "search", first_lesson(book, divided) if divided else lesson(book), trainers).decode("utf-8")
    asked = lighter(asked) if divided else asked
    dangers = [learned(book.root, name, lesson_, trainers).decode("utf-8") for name, lesson_ in danger_lessons(book, asked).items()]
    return asked, scattered.write(scattered.together([scattered.read(found) for found in dangers])) if len(dangers) > 1 else dangers[0]


def strips(book: Handbook) -> list[dict]:
    """What is said above the results, danger by danger: {id, title, lines, calls: [{number, name}], to?: {title, url}, near: classes of the other
    model that such a story may as well belong to, anywhere?: true where it may belong to each}."""
    links, views = Links(book), Views(book)
    return [
        danger.model_dump(include={"id", "title", "lines", "near"})
        | {"calls": [views.call(c) for c in danger.call]}
        | ({"anywhere": True} if danger.anywhere else {})
        | ({"to": {"title": book.scenarios[danger.near[0]].title, "url": links.scenario(danger.near[0])}} if danger.leads else {})
        for danger in book.dangers.values()
    ]


def script(asked: str, danger: str, shown: list[dict], divided: dict[str, list[str]] | None = None) -> str:
    """The file's text: two models as JSON, what is shown, and the parts where the first model tells parts, with how many situations of one are a
    piece of the index."""
    more = f',"parts":{_json(divided)},"piece":{PIECE}' if divided else ""
    return f'window.handbookMeaning={{"asked":{asked},"danger":{danger},"strips":{_json(shown)}{more}}};\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(book: Handbook, site: Path, preview: bool = False) -> None:
    """Writes site/assets/search-model.js: window.handbookMeaning = {asked: a model, danger: a model, strips, parts?, piece?}, and where there are parts
    search-model-<part>.js for each: window.handbookMeaningParts[part] = its model. A preview has null and searches by words alone: an editor does not
    wait.

    Raises macros.learn.NotLearned.
    """
    target = site / "assets" / "search-model.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    if preview:
        target.write_text("window.handbookMeaning=null;\n", encoding="utf-8")
    else:
        divided = parts(book)
        whole = lesson(book)
        with Trainers() as trainers, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            both = pool.submit(trained, book, divided, trainers)  # the longest first
            lessons = {part: part_lesson(whole, ids) for part, ids in divided.items()}
            own = {part: pool.submit(learned, book.root, f"search-{part}", taught, trainers) for part, taught in lessons.items()}
            target.write_text(script(*both.result(), strips(book), divided), encoding="utf-8")
            for part, made in own.items():
                text = f"(window.handbookMeaningParts=window.handbookMeaningParts||{{}})[{_json(part)}]={lighter(made.result().decode('utf-8'))};\n"
                target.with_name(f"search-model-{part}.js").write_text(text, encoding="utf-8")
