"""WebKit's own printing, which no driver offers: for the system's Python, whose gi Debian builds.

/usr/bin/python3 webkit_print.py '[["https://…", "/…/page.pdf"], …]'
"""

import json
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

SETTLES = 1500  # ms after loading: what a page does when it is ready
HANG = 180  # seconds for all

left = json.loads(sys.argv[1])
window = Gtk.OffscreenWindow()
window.set_default_size(1000, 800)
view = WebKit2.WebView.new_with_context(WebKit2.WebContext.new_ephemeral())  # what an earlier print kept stands on no later one
window.add(view)
window.show_all()


def printed() -> bool:
    settings = Gtk.PrintSettings.new()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, f"file://{left[0][1]}")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    sheet = Gtk.PageSetup.new()
    sheet.set_paper_size_and_default_margins(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
    for side in ("top", "bottom", "left", "right"):
        getattr(sheet, f"set_{side}_margin")(15, Gtk.Unit.MM)
    view.operation = WebKit2.PrintOperation.new(view)  # kept: it is gone with its last name
    view.operation.set_print_settings(settings)
    view.operation.set_page_setup(sheet)
    view.operation.connect("finished", following)
    view.operation.connect("failed", lambda _, error: sys.exit(error.message))
    view.operation.print_()
    return False


def following(*_: object) -> None:
    left.pop(0)
    view.load_uri(left[0][0]) if left else Gtk.main_quit()


def loaded(_: object, event: object) -> None:
    if event == WebKit2.LoadEvent.FINISHED:
        GLib.timeout_add(SETTLES, printed)


view.connect("load-changed", loaded)
GLib.timeout_add_seconds(HANG, Gtk.main_quit)
view.load_uri(left[0][0])
Gtk.main()
sys.exit(f"not printed: {left}" if left else 0)
