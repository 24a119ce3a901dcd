"""site/sitemap.xml: the addresses of all pages, where the site has one. The engine's own says on which day it was built, which is no news of any page,
and lists nothing where there is no address: it goes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as xml

from macros.book import Handbook
from macros.links import Links

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
APART = ("404.html", "s/")  # no page to find: what is not there, and short ways to what is


def write(book: Handbook, site: Path, address: str) -> None:
    """Writes it, or takes away what the engine left. Addresses that only lead on are in it under the name they have now."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    target = site / "sitemap.xml"
    if not address:
        target.unlink(missing_ok=True)
        return
    moved = Links(book).moved()
    xml.register_namespace("", SPACE)
    root = xml.Element(f"{{{SPACE}}}urlset")
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith(APART) and name not in moved:
            xml.SubElement(xml.SubElement(root, f"{{{SPACE}}}url"), f"{{{SPACE}}}loc").text = f"{address.rstrip('/')}/{name}"
    target.write_bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True))
