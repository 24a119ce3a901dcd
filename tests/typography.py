"""How a text is set: what test_typography.py holds the book to, and the faults ask of a damaged one. 7日 is written without a space."""

from __future__ import annotations

import re

import autocorrect_py as autocorrect

CONFIG = """
rules:
  space-word: 0
  space-punctuation: 0
  space-bracket: 0
  space-backticks: 0
  space-dash: 0
  space-dollar: 0
  space-ampersand: 0
  no-space-fullwidth: 1
  no-space-fullwidth-quote: 1
  halfwidth-word: 1
  halfwidth-punctuation: 1
  fullwidth: 1
  spellcheck: 0
"""
autocorrect.load_config(CONFIG)
# addresses, ids and codes are not prose
CODE = re.compile(r"https?://\S+|`[^`]*`|\]\([^)]*\)|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>|\[\[[^\]]*\]\]")
SPACED = re.compile(r"[\u4e00-\u9fff] +[0-9A-Za-z]|[0-9A-Za-z] +[\u4e00-\u9fff]")
HALF = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")


def faults(text: str) -> list[str]:
    """What is badly set in a text, in words for an editor."""
    bare = CODE.sub("", text)
    found = [m[0] for m in HALF.finditer(bare)] + [m[0] for m in SPACED.finditer(bare)]
    fixed = autocorrect.format(bare)
    if re.sub(r"\s", "", fixed) != re.sub(r"\s", "", bare):
        found.append(f"应写成：{fixed[:60]}")
    return found
