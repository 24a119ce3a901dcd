"""The one place that asks the engine: which page is being made, where it goes, what its head says.

Today's engine is MkDocs with mkdocs-macros-plugin. Whatever replaces it needs another Engine and nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from mkdocs.exceptions import PluginError

from macros.finished import Finished


class Engine:
    """`env` is what the macros plugin hands to define_env and to the hooks."""

    def __init__(self, env: Any) -> None:
        self.env = env
        self.root = Path(env.project_dir)
        self.serving = "serve" in sys.argv[1:2]

    @property
    def site_url(self) -> str:
        """The site's public address, or empty. The preview puts its own in the place of the public one: it is none."""
        return "" if self.serving else self.env.conf.get("site_url") or ""

    @property
    def source(self) -> PurePosixPath:
        """The page being made, relative to docs: scenarios/parcel.md"""
        return PurePosixPath(self.env.page.file.src_uri)

    @property
    def folder(self) -> str:
        """The folder of the page being made, relative to docs."""
        return self.source.parent.as_posix()

    @property
    def id(self) -> str:
        """The id of the page being made: its file's name."""
        return self.source.stem

    @property
    def address(self) -> str:
        """The address of the page being made, relative to the site's root."""
        return self.env.page.file.url

    @property
    def theme_folders(self) -> list[str]:
        """Where the theme's files are, the project's own folder first."""
        return self.env.conf["theme"].dirs

    @property
    def site(self) -> Path:
        """Where the built site goes."""
        return Path(self.env.conf["site_dir"])

    @property
    def text(self) -> str:
        """The page's Markdown once its macros are drawn. For the hook after a page's macros only."""
        return self.env.finished.seen(self.env.markdown)

    def append(self, html: str) -> None:
        """Adds a finished part to the page's end. For the hook after a page's macros only."""
        self.env.markdown += f"\n\n{self.finished(html)}\n"

    def take_finished(self) -> None:
        """Once, before any page: finished HTML will go past Markdown."""
        self.env.finished = Finished()
        self.env.conf["markdown_extensions"].append(self.env.finished)

    def finished(self, html: str) -> str:
        """What a macro gives for a block of finished HTML."""
        return self.env.finished.keep(html) if html else ""

    def set_extra(self, **values: str) -> None:
        """Values that the templates of overrides/ read as config.extra."""
        self.env.conf["extra"].update(values)

    # The macros plugin renders page.title once more as a template and gives a page's template every key of its front matter: a key may
    # stand in a macro's place or switch the macros off. So while the plugin is at work a page has neither; both come when it is through.

    def hold_head(self) -> None:
        """Before a page's macros: takes its front matter out of the plugin's reach."""
        self.env.held_head = dict(self.env.page.meta)
        self.env.page.meta.clear()

    def head(self, **values: str) -> None:
        """Says what the page's head carries (title, description, kind); empty values say nothing."""
        self.env.held_head.update({key: value for key, value in values.items() if value})

    def release_head(self) -> None:
        """After a page's macros: gives the page its head."""
        self.env.page.meta.update(self.env.held_head)

    @staticmethod
    def stop(why: str) -> NoReturn:
        """Ends the build with a message and without a traceback."""
        raise PluginError(why)
