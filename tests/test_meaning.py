"""What is meant, learned by one model and in parts: both ways give the same sense, a part that is not here yet only blurs, and nothing is chance."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import pytest
from setup import node

from macros.learn import Lesson
from macros.learn.model import Model, read, write
from macros.learn.train import train
from macros.publish import search_model
from tests import small
from tests.conftest import ROOT

TOPICS = ("warranty", "food-health")
HELD = 6  # every sixth training line is kept back to ask with
ASK = """
import { readFileSync } from "node:fs";
import { meaning } from "./docs/assets/javascripts/search/meaning.js";
const { learned, parts, texts } = JSON.parse(readFileSync(0, "utf8"));
const made = meaning(learned);
for (const [part, model] of Object.entries(parts)) made.add(part, model);
process.stdout.write(JSON.stringify({ classes: made.classes, heard: texts.map((text) => { const { far, missing } = made.hear(text); return [[...far], missing]; }) }));
"""


def heard(learned: dict, parts: dict, texts: list[str]) -> list[tuple[dict[str, float], list[str]]]:
    """Of each text the margins by class, and the parts that are missed."""
    found = node()
    assert found
    asked = json.dumps({"learned": learned, "parts": parts, "texts": texts})
    done = subprocess.run([found[0], "--input-type=module", "-e", ASK], input=asked.encode(), capture_output=True, cwd=ROOT, check=True)
    answer = json.loads(done.stdout)
    return [(dict(zip(answer["classes"], far, strict=True)), missing) for far, missing in answer["heard"]]


def trained(lesson: Lesson) -> dict:
    return json.loads(train(lesson))


def right(lines: dict[str, str], answers: list[tuple[dict[str, float], list[str]]]) -> float:
    """The share of lines whose nearest class is theirs."""
    return sum(max(far, key=far.__getitem__) == label for label, (far, _) in zip(lines.values(), answers, strict=True)) / len(lines)


@pytest.fixture(scope="module")
def few(book):
    """(parts, lines to ask with, lessons: whole, first, of each part) of the situations of two topics."""
    divided = {f"{topic}.1": [id_ for id_, s in book.scenarios.items() if s.topic == topic] for topic in TOPICS}
    ids = {id_ for part in divided.values() for id_ in part}
    lines = {line: id_ for id_ in ids if id_ in book.search_train for line in book.search_train[id_].ask[::HELD]}

    def taught(lesson: Lesson, labels: set[str]) -> Lesson:
        return replace(lesson, rows=[row for row in lesson.rows if row[1] in labels and row[0] not in lines], grams=3000)

    whole = taught(search_model.lesson(book), ids)
    first = taught(search_model.first_lesson(book, divided), set(divided))
    lesson = search_model.lesson(book)
    return divided, lines, whole, first, {part: taught(search_model.part_lesson(lesson, part_ids), ids) for part, part_ids in divided.items()}


def test_in_parts_it_understands_as_well(few):
    divided, lines, whole, first, lessons = few
    texts = list(lines)
    once = right(lines, heard({"asked": trained(whole)}, {}, texts))
    asked, models = trained(first), {part: trained(lesson) for part, lesson in lessons.items()}
    answers = heard({"asked": asked, "parts": divided}, models, texts)
    assert len(lines) > 60
    assert once > 0.75  # of eight situations; a guess is right once in eight
    assert right(lines, answers) > once - 0.04
    assert all(missing == [] for _, missing in answers)
    # without its part every situation is as near as the part, and the part is asked for
    blurred = heard({"asked": asked, "parts": divided}, {}, texts)
    topics = sum(label in divided[missing[0]] for label, (_, missing) in zip(lines.values(), blurred, strict=True)) / len(lines)
    assert topics > 0.85
    for far, missing in blurred:
        assert set(missing) == set(divided)
        assert all(len({far[id_] for id_ in ids}) == 1 for ids in divided.values())
    assert trained(first) == asked


def test_a_lighter_model_has_no_weakest_weight_against_a_class():
    """And no gram that was there for nothing else; the others and what they count are the same."""
    whole = Model(["a", "b"], [0.0, 0.5], 0.25, [1.0, 2.0, 3.0], {"退款": (2, {0: 5, 1: -1}), "天气": (1, {0: -1}), "发货": (0, {1: -2})}, [], [])
    left = read(search_model.lighter(write(whole)))
    assert left == replace(whole, grams={"发货": (0, {1: -2}), "退款": (2, {0: 5})})


def test_only_a_large_handbook_is_divided(book, tmp_path, monkeypatch):
    """Into topics, a large topic into pieces; a situation alone stays with the first model, and with all others of one model nothing changes."""
    assert search_model.parts(book) == {}
    little = small.book(small.project(tmp_path / "p"))
    monkeypatch.setattr(search_model, "MANY", 2)
    monkeypatch.setattr(
        search_model, "learned", lambda root, name, lesson, trainers: json.dumps([name, sorted({row[1] for row in lesson.rows})]).encode()
    )
    monkeypatch.setattr(search_model, "lighter", lambda learned: learned)  # has a test of its own
    monkeypatch.setattr(
        search_model, "danger_lessons", lambda book, asked: {"danger": search_model.lesson(book)}
    )  # reads the other model, which is none here
    shop = [id_ for id_, s in little.scenarios.items() if s.topic == "shop"]
    assert search_model.parts(little) == {"shop.1": shop}
    for site in (tmp_path / "1", tmp_path / "2"):
        search_model.write(little, site)
    model, part = ((tmp_path / "1" / "assets" / name).read_text(encoding="utf-8") for name in ("search-model.js", "search-model-shop.1.js"))
    said = json.loads(model.removeprefix("window.handbookMeaning=").removesuffix(";\n"))
    other = [id_ for id_, s in little.scenarios.items() if s.topic != "shop"]
    assert said["asked"] == ["search", sorted([*other, *little.outside, "nav", "shop.1"])]
    assert said["parts"] == {"shop.1": shop}
    assert part == f'(window.handbookMeaningParts=window.handbookMeaningParts||{{}})["shop.1"]=["search-shop.1", {json.dumps(sorted(shop))}];\n'
    assert all((tmp_path / "2" / "assets" / p.name).read_bytes() == p.read_bytes() for p in (tmp_path / "1" / "assets").iterdir())
    monkeypatch.setattr(search_model, "PART", 1)
    assert search_model.parts(little) == {}
    search_model.write(little, tmp_path / "3")
    assert '"parts"' not in (tmp_path / "3" / "assets" / "search-model.js").read_text(encoding="utf-8")
