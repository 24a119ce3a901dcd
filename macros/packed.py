"""Texts written small for the browser: each character by its rank among those that are used. assets/javascripts/lib/packed.js reads them."""

from __future__ import annotations

from collections import Counter

# the characters that take one byte: what JSON need not escape
SHORT = [chr(n) for n in range(0x20, 0x7F) if chr(n) not in '"\\']
LONG = 0xA1


def letter(rank: int) -> str:
    """The character that stands for a number: the small ones take one byte, the others two or three."""
    return SHORT[rank] if rank < len(SHORT) else chr(LONG + rank - len(SHORT))


def numbers(letters: str) -> list[int]:
    """The numbers that letter() wrote."""
    ranks = {ch: n for n, ch in enumerate(SHORT)}
    return [ranks[ch] if ch in ranks else ord(ch) - LONG + len(SHORT) for ch in letters]


def ranked(text: str) -> str:
    """The characters of a text, the commonest first, each once."""
    return "".join(ch for ch, _ in Counter(text).most_common())


def pack(text: str, ranks: str) -> str:
    """Each character by its rank in `ranks`: the commonest take one byte, the others two. Chinese in UTF-8 takes three."""
    code = {ch: letter(n) for n, ch in enumerate(ranks)}
    return "".join(code[ch] for ch in text)
