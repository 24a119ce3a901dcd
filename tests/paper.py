"""What stands on printed pages."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2

# PDFium says the character for most radicals that a browser writes in its place; Unicode makes the old form of some
OLD = str.maketrans("戶", "户")


def squeezed(text: str) -> str:
    """A text as it is compared: its characters in one form, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).translate(OLD).split())


def sheets(file: Path | bytes) -> list[str]:
    """The text of each page of a PDF file, squeezed."""
    with pypdfium2.PdfDocument(file) as document:
        return [squeezed(page.get_textpage().get_text_bounded()) for page in document]
