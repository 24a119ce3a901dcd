"""Writes the missing stub pages: data without a page gets one. Never touches a page that exists."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STUBS = {
    "scenarios": ("scenarios", "scenario_page"),
    "laws": ("laws", "law_page"),
    "letters": ("letters", "letter_page"),
    "faqs": ("faq", "faq_page"),
}


def main() -> None:
    for data, (folder, macro) in STUBS.items():
        for path in sorted((ROOT / "docs" / "_data" / data).glob("*.yml")):
            page = ROOT / "docs" / folder / f"{path.stem}.md"
            if not page.exists():
                page.write_text(f"{{{{ {macro}() }}}}\n", encoding="utf-8")
                print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
