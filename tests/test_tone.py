"""What the check before sending learns from, and the file that it learned: what it hears is measured by tests/js/tone.test.mjs."""

from __future__ import annotations

import gzip
import json
import re

import search_score
import tone_score
import yaml

from macros.publish import tone
from tests import small

NEAR = 0.6  # of the pairs of characters of two lines, how many may be the same


def test_nothing_is_learned_from_what_measures(book, root):
    """No sentence that is learned from is near one of the lists written blind. Which one is not told: nobody should have to read that list."""
    lists = [yaml.safe_load((root / "tests" / "blind" / f"{name}.yml").read_text(encoding="utf-8")) for name in tone_score.LISTS]
    blind = [sentence["text"] for found in lists for part in found.values() for sentence in part]
    lines = [(kind, line) for kind, train in book.tone_train.items() for line in train.say]
    near = [f"docs/_data/tone-train/{lines[i][0]}.yml：{lines[i][1]}" for i in search_score.near([line for _, line in lines], blind, NEAR)]
    assert not near, f"{len(near)}句例句和考它的句子太像，删去：\n" + "\n".join(near[:20])


def test_there_is_enough_to_learn_from(book):
    """Of every kind hundreds, lawful ones most, and long ones of which the end matters: short ones alone teach that long is lawful."""
    size = {kind: len(train.say) for kind, train in book.tone_train.items()}
    assert size.keys() == {"ok", *book.cautions}
    assert min(size.values()) >= 500 and size["ok"] >= 1200, size
    for kind, train in book.tone_train.items():
        assert sum(len(line) >= 60 for line in train.say) >= 40, kind


def test_what_is_lawful_is_learned_as_lawful(book):
    """The handbook's own texts and what people ask it are lawful, and none of them is a sentence of another kind."""
    rows = tone.rows(book)
    assert len({text for text, _, _ in rows}) == len(rows)
    others = [(text, kind) for text, kind, weight in rows if weight in (tone.WEIGHTS["said"], tone.WEIGHTS["asked"])]
    assert len(others) > 3000 and {kind for _, kind in others} == {"ok"}
    assert {kind for text, kind, _ in rows if text in book.tone_train["threat"].say} == {"threat"}


def test_the_file_is_light(book, tmp_path):
    """At most 40 KB (of 1 000 bytes) over the wire; a script that needs no server."""
    (tmp_path / "assets").mkdir()
    tone.write(book, tmp_path)
    made = (tmp_path / "assets" / "tone.js").read_bytes()
    assert made.startswith(b"window.handbookTone={") and made.endswith(b"};\n")
    assert len(gzip.compress(made, 9)) <= 40_000


def test_the_passages_are_the_browsers():
    """What a lawful text teaches is what the browser looks at in it: the same examples as in tests/js/tone.test.mjs."""
    assert tone.passages("退款。谢谢！") == ["退款", "谢谢", "退款，谢谢"]
    assert tone.passages("") == []
    ten = "一二三四五六七八九十"
    long = ",".join([ten] * 5)
    assert tone.passages(long) == [long, "，".join([ten] * 3), "，".join([ten] * 2), ten]


def test_from_too_little_nothing_is_learned(tmp_path):
    """The small book has a sentence of each kind: its pages go by the rules alone."""
    book = small.book(small.project(tmp_path / "project"))
    (tmp_path / "assets").mkdir()
    tone.write(book, tmp_path)
    assert (tmp_path / "assets" / "tone.js").read_text(encoding="utf-8") == "window.handbookTone=null;\n"


def test_the_signs_are_read_alike_by_old_browsers():
    """No look-behind, no flags, no named groups, nothing upper case (texts are lower case when they are searched); JavaScript reads them with u."""
    for name, said in tone.SIGNS.items():
        assert not re.search(r"\(\?[^:=!]|\\[^.]|[A-Z]", said), name
        json.dumps(said)
