"""The machine that learns from examples: the same bytes from the same input, the same margins in Python and in the browser, cached, loud."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest
from setup import node

from macros import learn
from macros.learn import Lesson, grams, model, scattered
from tests.conftest import ROOT

TRY = """
import { readFileSync } from "node:fs";
import { margins, open } from "./docs/assets/javascripts/lib/ngrams.js";
const { data, texts } = JSON.parse(readFileSync(0, "utf8"));
const model = open(data);
process.stdout.write(JSON.stringify(texts.map((text) => Object.fromEntries([...margins(model, text)].map((m, i) => [model.classes[i], m])))));
"""
# the same by a model that knows places alone, and a model that knows how rare a stretch is
TRY_SCATTERED = """
import { readFileSync } from "node:fs";
import { open } from "./docs/assets/javascripts/lib/ngrams.js";
import { margins, open as scattered } from "./docs/assets/javascripts/lib/scattered.js";
const { data, other, texts } = JSON.parse(readFileSync(0, "utf8"));
const [model, known] = [scattered(data), open(other)];
process.stdout.write(JSON.stringify(texts.map((text) => Object.fromEntries(margins(model, known, text).map((m, i) => [model.classes[i], m])))));
"""
# what may go wrong between two languages: widths, accents, marks, emoji, letters outside the basic plane, nothing at all
ODD = [
    "",
    " ",
    "。。。",
    "ＡＢＣ　１２３，退！",
    "①②③ ㎏ ﬁ",
    "İstanbul ß Ⅳ",
    "退款😀退款👨‍👩‍👧",
    "𠮷野家𪚥不退",
    "a\tb\nc\u200bd\ufeff",
    "退" * 500,
    "12.5万块３天",
]
# kinds of words, by letters that no text has
SIGNS = [("㐀", "退款?|退[货钱]"), ("㐁", "[0-9]+(?:天|日)|ok"), ("㐂", "拒绝|不(?:给|肯|让)")]


@pytest.fixture(scope="module")
def lesson(book) -> Lesson:
    """Every situation's names, one in three with half the weight."""
    names = [(name, i) for i, s in book.scenarios.items() for name in (s.title, *s.aliases)]
    return Lesson([(name, i, 0.5 if n % 3 == 0 else 1.0) for n, (name, i) in enumerate(names)], grams=3000, rewrite=[("咋", "怎么")], signs=SIGNS)


@pytest.fixture(scope="module")
def made(lesson) -> bytes:
    return learn.train_apart(json.dumps(asdict(lesson)))


def test_a_text_as_the_model_sees_it():
    assert grams.plain("退了￥58.50，ＯＫ？？", [("退了", "退款")]) == " 退款 0 0 ok "
    assert grams.plain("！") == "  "
    assert grams.grams(" 退退 ") == {"退": 2, " 退": 1, "退退": 1, "退 ": 1, " 退退": 1, "退退 ": 1}


def test_the_signs_of_a_text():
    """Each kind of words alone and with every other, once however often it is said, in the half width and lower case."""
    assert grams.signs("７天了还不给退钱，不让退货，ＯＫ", SIGNS) == {"㐀": 1, "㐁": 1, "㐂": 1, "㐀㐁": 1, "㐀㐂": 1, "㐁㐂": 1}
    assert not grams.signs("你好", SIGNS) and not grams.signs("７天不给退钱", ())


def test_the_same_lesson_gives_the_same_bytes(lesson, made):
    """In another process, with other hash seeds and as many threads as there are."""
    for seed, threads in (("1", "1"), ("4242", "8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        command = [sys.executable, "-m", "macros.learn"]
        done = subprocess.run(command, input=json.dumps(asdict(lesson)).encode(), capture_output=True, env=environment, cwd=ROOT, check=True)
        assert done.stdout == made + b"\n"


def browser(script: str, given: dict) -> list[dict[str, float]]:
    """What the browser's modules answer to a script that reads JSON and writes JSON."""
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    command = [str(found[0]), "--input-type=module", "-e", script]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_python_and_the_browser_give_the_same_margins(made, book):
    texts = ODD + [q for group in book.search_queries[::5] for q in group.ask]
    ours = model.read(made.decode())
    for text, theirs in zip(texts, browser(TRY, {"data": json.loads(made), "texts": texts}), strict=True):
        assert theirs == pytest.approx(ours.margins(text), abs=1e-9), text


@pytest.fixture(scope="module")
def places(lesson, made) -> bytes:
    """The same names on a thousand places, most of which several stretches share; gym is what all are measured against."""
    rare = model.read(made.decode()).rarities()
    return learn.train_apart(json.dumps(asdict(replace(lesson, longest=2, places=1024, rare=rare, against="gym", rewrite=[], signs=[]))))


def test_where_a_stretch_falls():
    """The published sums of FNV-1a for a and foobar, folded: the same place in every language."""
    assert scattered.place("a", 2**32) == 0xE40C292C ^ 0xE40C292C >> 15
    assert scattered.place("foobar", 2**16) == (0xBF9CF968 ^ 0xBF9CF968 >> 15) % 2**16
    assert 0 <= scattered.place("退款", 8) < 8


def test_how_much_falls_on_a_place():
    """The common stretch counts less than those that nobody knows, which are as rare as the rarest; all together has the length 1."""
    found = scattered.fallen("退退", 1, {"退": 2.0, "": 4.0}, 1024)
    assert found == {scattered.place("退", 1024): 1.0}
    found = scattered.fallen("退货", 1, {"退": 3.0, "": 4.0}, 1024)
    assert found == pytest.approx({scattered.place("退", 1024): 0.6, scattered.place("货", 1024): 0.8})
    assert scattered.fallen("。", 1, {}, 1024) == {}


def test_models_of_places_that_learned_apart_are_one_that_says_of_each_class_what_its_own_said():
    fine = scattered.Scattered(["body", "fraud"], [0.1, -0.2], 0.25, 1, [(1, -2), (0, 3)])
    coarse = scattered.Scattered(["harm"], [-0.5], 0.5, 1, [(3,), (-1,)])
    both = scattered.together([fine, coarse])
    assert both == scattered.Scattered(["body", "fraud", "harm"], [0.1, -0.2, -0.5], 0.25, 1, [(1, -2, 6), (0, 3, -2)])
    text, rare = "退款退货不", {"退": 2.0, "": 3.0}
    assert both.margins(text, rare) == pytest.approx(fine.margins(text, rare) | coarse.margins(text, rare))
    assert scattered.together([coarse, fine]).margins(text, rare) == pytest.approx(both.margins(text, rare))


def test_a_model_of_places_is_written_read_and_heard_alike(places, made, book):
    ours = scattered.read(places.decode())
    assert scattered.write(ours).encode() == places and len(ours.weights) == 1024
    assert "gym" not in ours.classes and len(ours.classes) == len(book.scenarios) - 1
    other = model.read(made.decode())
    texts = ODD + [q for group in book.search_queries[::9] for q in group.ask]
    theirs = browser(TRY_SCATTERED, {"data": json.loads(places), "other": json.loads(made), "texts": texts})
    for text, margins in zip(texts, theirs, strict=True):
        assert margins == pytest.approx(ours.margins(text, other.rarities()), abs=1e-9), text
    margins = ours.margins("快递丢件了怎么赔", other.rarities())
    assert max(margins, key=margins.__getitem__) == "parcel"


def test_what_often_follows_one_another_is_one_character():
    runs, text = scattered.joined("abababab c abab")
    assert len(text) < 8 and "".join(runs[n] for n in scattered.numbers(text)) == "abababab c abab"
    assert scattered.joined("a") == (["a"], " ")


def test_it_has_learned(lesson, made, book):
    """Nearly every name that it was taught leads where it was taught, and a sentence of its words that it never saw does too."""
    ours = model.read(made.decode())
    right = sum(max(m := ours.margins(text), key=m.__getitem__) == label for text, label, _ in lesson.rows)
    assert right > 0.9 * len(lesson.rows)
    margins = ours.margins("健身房倒闭了，年卡的钱咋办")
    assert max(margins, key=margins.__getitem__) == "gym"


def test_what_is_written_is_what_is_read(made):
    ours = model.read(made.decode())
    assert model.write(ours).encode() == made
    assert len(ours.grams) <= 3000
    # a gram of every shape: alone, with a beginning, with two of the one before
    assert {len(g) for g in ours.grams} == {1, 2, 3}
    assert len(gzip.compress(made, 9)) < 30_000


def test_two_classes_are_opposites():
    rows = [(text, label, 1.0) for label, texts in (("good", ["退款到账了", "换好了谢谢"]), ("bad", ["不给退款", "不给换货"])) for text in texts * 2]
    margins = model.read(learn.train_apart(json.dumps(asdict(Lesson(rows, strict=10, step=0.01)))).decode()).margins("不给退")
    assert margins["bad"] > 0 and margins["good"] == pytest.approx(-margins["bad"])


def test_all_are_measured_against_one():
    """A margin against a class is the class's own less that one's, and that one is none of the model's; of a pair of characters no longer stretch is kept."""
    rows = [
        (text, label, 1.0)
        for label, texts in (("ill", ["吃坏了一直吐", "烫伤起泡"]), ("robbed", ["钱被骗了", "刚转给骗子"]), ("calm", ["换个颜色", "退货运费"]))
        for text in texts * 2
    ]
    lesson = Lesson(rows, strict=10, step=0.4, levels=4)
    whole, against, short = (
        model.read(learn.train_apart(json.dumps(asdict(replace(lesson, **change)))).decode())
        for change in ({}, {"against": "calm"}, {"against": "calm", "longest": 2})
    )
    assert set(whole.classes) == {"ill", "robbed", "calm"} and set(against.classes) == set(short.classes) == {"ill", "robbed"}
    for text, nearest in (("吃了吐", "ill"), ("骗子骗钱", "robbed")):
        own, less = whole.margins(text), against.margins(text)
        assert max(less, key=less.__getitem__) == nearest and less[nearest] > 0
        assert less[nearest] == pytest.approx(own[nearest] - own["calm"], abs=0.5)  # both in steps
    assert max(against.margins("退运费").values()) < 0
    assert {len(g) for g in against.grams} == {1, 2, 3} and {len(g) for g in short.grams} == {1, 2}


def test_it_is_made_once(lesson, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(learn, "train_apart", lambda text: asked.append(text) or b"{}")
    first, other = replace(lesson, rows=lesson.rows[:9]), replace(lesson, rows=lesson.rows[:10])
    for wanted in (first, first, other, replace(first, strict=1.0)):
        learn.learned(tmp_path, "try", wanted)
    assert len(asked) == 3


def test_several_lessons_share_a_process(lesson, made, monkeypatch):
    """To load what it trains with takes a second: one after the other they take one process, two at a time two; at the end none is left."""
    started = []
    start = learn.start
    monkeypatch.setattr(learn, "start", lambda: started.append(start()) or started[-1])
    other = json.dumps(vars(replace(lesson, rows=lesson.rows[:400])))
    with learn.Trainers() as trainers:
        first = trainers.train(json.dumps(vars(lesson)))
        assert first == made and trainers.train(other) != made and trainers.train(json.dumps(vars(lesson))) == made
        assert len(started) == 1
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(trainers.train, [json.dumps(vars(lesson)), other]))
        assert together[0] == made and len(started) == 2
    assert [trainer.returncode for trainer in started] == [0, 0]


def test_after_a_lesson_that_failed_the_next_is_learned(lesson, made):
    with learn.Trainers() as trainers:
        with pytest.raises(learn.NotLearned, match="没有训练成"):
            trainers.train(json.dumps(vars(Lesson([("只有一类", "one", 1.0)]))))
        assert trainers.train(json.dumps(vars(lesson))) == made


def test_what_cannot_be_learned_is_told():
    with pytest.raises(learn.NotLearned, match="没有训练成"):
        learn.train_apart(json.dumps(asdict(Lesson([("只有一类", "one", 1.0)]))))
