"""site/feed.xml: what was changed, for whoever wants to be told (Atom, RFC 4287). Only where the site has an address: its entries need one."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as xml

from macros.book import Handbook
from macros.links import Links

ATOM = "http://www.w3.org/2005/Atom"
TITLE = "精品售后纠纷处理手册：改了什么"


def _text(parent: xml.Element, name: str, value: str) -> None:
    xml.SubElement(parent, f"{{{ATOM}}}{name}").text = value


def feed(book: Handbook, address: str) -> bytes:
    """The changes as Atom, the newest first. address: the site's, ending in a slash."""
    links = Links(book)
    xml.register_namespace("", ATOM)
    root = xml.Element(f"{{{ATOM}}}feed")
    _text(root, "title", TITLE)
    _text(root, "id", f"{address}about/log.html")
    _text(root, "updated", f"{max((e.on for e in book.log.values()), default='2026-11-22')}T00:00:00+08:00")
    xml.SubElement(root, f"{{{ATOM}}}link", href=f"{address}feed.xml", rel="self")
    xml.SubElement(root, f"{{{ATOM}}}link", href=f"{address}about/log.html")
    _text(xml.SubElement(root, f"{{{ATOM}}}author"), "name", "本手册")
    for entry in book.log.values():
        item = xml.SubElement(root, f"{{{ATOM}}}entry")
        url = address + links.log(entry.id)
        _text(item, "title", entry.what)
        _text(item, "id", url)
        _text(item, "updated", f"{entry.on}T00:00:00+08:00")
        xml.SubElement(item, f"{{{ATOM}}}link", href=url)
    return xml.tostring(root, encoding="utf-8", xml_declaration=True)


def write(book: Handbook, site: Path, address: str) -> None:
    """Writes site/feed.xml where the site has an address; what an earlier build left goes."""
    target = site / "feed.xml"
    if address:
        target.write_bytes(feed(book, f"{address.rstrip('/')}/"))
    else:
        target.unlink(missing_ok=True)
