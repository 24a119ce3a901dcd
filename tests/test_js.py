"""The browser part's arithmetic and letters, under Node.js, on the same golden examples as the Python side."""

from __future__ import annotations

import json
import os
import subprocess
from types import SimpleNamespace

import lint
import pytest
from setup import node

from macros import letters as grammar
from macros import model as m
from macros import rest_days
from tests.conftest import ROOT

GOLDEN = json.loads((ROOT / "tests" / "golden" / "letters.json").read_text(encoding="utf-8"))


def parsed() -> list[dict]:
    """The golden examples with their bodies parsed by the build's own parser."""
    result = []
    for example in GOLDEN:
        source = dict(GOLDEN[example["same_source"]]["source"] if "same_source" in example else example["source"])
        body = [m.Block.model_validate(b) for b in source.pop("body")]
        source["lines"] = grammar.lines(SimpleNamespace(body=body))
        result.append(example | {"source": source})
    return result


@pytest.mark.parametrize("name", ["eslint", "tsc"])
def test_read_without_running(name):
    done = subprocess.run(lint.browser()[name], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, f"{name}：\n{done.stdout[-4000:]}{done.stderr[-2000:]}"


def test_grammar():
    assert grammar.runs("退[[paid|cny]]，[[a-b]]。") == [
        {"text": "退"},
        {"field": "paid", "filter": "cny"},
        {"text": "，"},
        {"field": "a-b"},
        {"text": "。"},
    ]
    assert grammar.runs("没有空") == [{"text": "没有空"}]
    assert grammar.runs("") == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "js").glob("*.mjs")), ids=lambda p: p.stem)
def test_under_node(path, tmp_path):
    found = node()
    assert found, "没有 Node.js。先运行 make setup"
    (tmp_path / "holidays.json").write_text(json.dumps(rest_days.table()), encoding="utf-8")
    (tmp_path / "letters.json").write_text(json.dumps(parsed(), ensure_ascii=False), encoding="utf-8")
    environment = os.environ | {"HOLIDAYS": str(tmp_path / "holidays.json"), "LETTERS": str(tmp_path / "letters.json")}
    done = subprocess.run([str(found[0]), "--test", str(path)], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
