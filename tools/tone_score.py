"""How well the check before sending hears threats, insults and money asked for silence: `python tools/tone_score.py`.

Prints, kind by kind, how many are caught and how many lawful sentences are accused: of the sentences it learns from, each asked of a model that
was taught without it (out of fold), and of the lists written blind (LISTS, in tests/blind), of which only totals are told. `--grid`
prints the first for other thresholds as well: the thresholds of macros/publish/tone.py are chosen by them, never by the blind lists.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from setup import node  # noqa: E402

from macros.book import Handbook  # noqa: E402
from macros.learn import train_apart  # noqa: E402
from macros.opened import pages  # noqa: E402
from macros.publish import tone  # noqa: E402

FOLDS = 4
LISTS = ("tone", "tone2", "tone3", "tone4")
ASK = """
import { readFileSync } from "node:fs";
import { heard } from "./docs/assets/javascripts/lib/heard.js";
import { open } from "./docs/assets/javascripts/lib/ngrams.js";
import { byRules, tone, voiced } from "./docs/assets/javascripts/lib/tone.js";
const { data, alarm, sure, surer, texts } = JSON.parse(readFileSync(0, "utf8"));
const model = data && open(data);
const answer = (text) => {
  const rule = byRules(text);
  const told = model && tone(text, { model, alarm, sure, surer });
  const second = model && heard(model, voiced(text));
  return { rule: rule && rule.kind, foul: Boolean(rule && rule.foul), certain: Boolean(rule && rule.certain), told: told && told.kind, score: second ? second.score : null, kind: second && second.kind };
};
process.stdout.write(JSON.stringify(texts.map(answer)));
"""


@dataclass(frozen=True)
class Heard:
    """A sentence of a kind (ok: lawful), where it is from, what the rules find, whether by a word that is hardly ever anything but foul or by what nothing lawful says, and how the model scores it."""

    kind: str
    source: str
    rule: str | None
    foul: bool
    certain: bool
    score: float
    nearest: str | None

    def told(self, more: float, surer: float) -> bool:
        """Would the reader be cautioned? As lib/tone.js; `more`, `surer`: added to the thresholds that are published."""
        if self.rule:
            return self.certain or self.score >= (tone.SURER if self.foul else tone.SURE + surer)
        return self.nearest is not None and self.score > tone.ALARM[self.nearest] + more


def ask(data: Any, texts: list[str]) -> list[dict[str, Any]]:
    """Text by text {rule, foul, certain, told, score, kind}: what the rules find, whether by a foul word, what the reader is told, and how the
    model scores the text (null without one)."""
    found = node()
    if not found:
        sys.exit("没有 Node.js。先运行 make setup")
    given = json.dumps({"data": data, "alarm": tone.ALARM, "sure": tone.SURE, "surer": tone.SURER, "texts": texts})
    done = subprocess.run([str(found[0]), "--input-type=module", "-e", ASK], input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def scored(data: Any, sentences: list[tuple[str, str, str]]) -> list[Heard]:
    """(text, kind, source) → how they are heard by this model."""
    answers = ask(data, [text for text, _, _ in sentences])
    return [
        Heard(kind, source, a["rule"], a["foul"], a["certain"], -9.0 if a["score"] is None else a["score"], a["kind"])
        for (_, kind, source), a in zip(sentences, answers, strict=True)
    ]


def unseen(book: Handbook) -> list[Heard]:
    """Every sentence that is learned from, heard by a model that was taught without it and its fold. Takes a minute or two."""
    lesson = tone.lesson(book)
    assert lesson
    asked = {line for part in book.search_train.values() for line in part.ask}
    own = {line for part in book.tone_train.values() for line in part.say}
    found = []
    for fold in range(FOLDS):
        rest = [row for n, row in enumerate(lesson.rows) if n % FOLDS != fold]
        data = json.loads(train_apart(json.dumps(asdict(replace(lesson, rows=rest)))))
        out = [
            (t, kind, "own" if t in own else "asked" if t in asked else "handbook") for n, (t, kind, _) in enumerate(lesson.rows) if n % FOLDS == fold
        ]
        found += scored(data, out)
    return found


def blind(book: Handbook, name: str) -> list[Heard]:
    """A list written blind, heard by the model that is published."""
    lists = yaml.safe_load((ROOT / "tests" / "blind" / f"{name}.yml").read_text(encoding="utf-8"))
    made = tone.payload(book)
    sentences = [(s["text"], s.get("kind", tone.OK), name) for part in ("bad", "truthful") for s in lists[part]]
    return scored(made and made["model"], sentences)


def table(name: str, heard: list[Heard], more: float = 0.0, surer: float = 0.0) -> str:
    """'tone2: blackmail 60/80, …; accused ok 3/240'"""
    all_, told = Counter(), Counter()
    for h in heard:
        key = h.kind if h.kind != tone.OK else f"ok({h.source})"
        all_[key] += 1
        told[key] += h.told(more, surer)
    return f"{name}: " + ", ".join(f"{key} {told[key]}/{n} ({100 * told[key] / n:.1f}%)" for key, n in sorted(all_.items()))


def main(arguments: list[str]) -> None:
    """Prints the tables."""
    book = pages(ROOT).book
    heard = unseen(book)
    print(table("out of fold", heard))
    print(table("  rules alone", [replace(h, score=-9.0, foul=False, certain=True) for h in heard], surer=-99))
    if "--grid" in arguments:
        for more in (-0.2, -0.1, 0.1, 0.2, 0.3):
            print(table(f"  from {more} more", heard, more))
        for surer in (-99.0, -0.3, 0.3, 0.6):
            print(table(f"  overruled from {surer} more", heard, surer=surer))
    for name in LISTS if "--blind" in arguments else ():
        print(table(name, blind(book, name)))


if __name__ == "__main__":
    main(sys.argv[1:])
