"""The one place that asks the engine: which page is being made, where it goes, what its head says, how finished HTML gets into it.

Today's engine is MkDocs with mkdocs-macros-plugin. Zensical, which reads the same mkdocs.yml, is the way off it: `make zensical` builds
the same pages (docs/about/engine.md has the differences). A third engine needs a class here and nothing else.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn
from urllib.parse import quote

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from macros.finished import Finished


class Engine:
    """What is the same in every engine. `env` is what it hands to define_env and to the hooks; what is kept from one call to the next is
    kept on it."""

    def __init__(self, env: Any) -> None:
        self.env = env
        self.root = Path(env.project_dir)
        self.serving = "serve" in sys.argv[1:2]

    @property
    def site_url(self) -> str:
        """The site's public address, or empty. The preview puts its own in the place of the public one: it is none."""
        return "" if self.serving else self.env.conf.get("site_url") or ""

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return str(self.env.conf["site_name"])

    def extra(self, key: str) -> str:
        """A value of the configuration's extra, or empty."""
        return str((self.env.conf.get("extra") or {}).get(key) or "")

    @property
    def report_to(self) -> str:
        """Where a report of an error goes, as the configuration says it (publish/report.py), or empty."""
        return self.extra("report_to")

    def forge(self, path: str) -> str:
        """Where the forge changes a file of docs/, named relative to it; empty without a forge."""
        repository, way = self.env.conf.get("repo_url"), self.extra("edit_way")
        return f"{repository.rstrip('/')}/{way.strip('/')}/{quote(path)}" if repository and way else ""

    @property
    def source(self) -> PurePosixPath:
        """The page being made, relative to docs: scenarios/parcel.md"""
        raise NotImplementedError

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
        raise NotImplementedError

    @property
    def theme_folders(self) -> list[str]:
        """Where the theme's files are, the project's own folder first."""
        raise NotImplementedError

    @property
    def site(self) -> Path:
        """Where the built site goes."""
        return Path(self.env.conf["site_dir"])

    def set_extra(self, **values: str) -> None:
        """Values that the templates of overrides/ read as config.extra."""
        raise NotImplementedError

    def take_finished(self, dress: Callable[[str], str]) -> None:
        """Once, before any page: finished HTML will go past Markdown, and every page through `dress` at its end."""
        raise NotImplementedError

    def add_pages(self, addresses: list[str], text: str) -> None:
        """Before any page: those that no file under docs stands for come, each with the same Markdown."""
        raise NotImplementedError

    def finished(self, html: str) -> str:
        """What a macro gives for a block of finished HTML."""
        return self.env.finished.keep(html) if html else ""

    @property
    def text(self) -> str:
        """The page's Markdown once its macros are drawn. For the hook after a page's macros only."""
        return self.env.finished.seen(self.env.markdown)

    def append(self, html: str) -> None:
        """Adds a finished part to the page's end. For the hook after a page's macros only."""
        self.env.markdown += f"\n\n{self.finished(html)}\n"

    # A macros plugin renders a page's title once more as a template and gives a page's template every key of its front matter: a key may
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

    def stop(self, why: str) -> NoReturn:
        """Ends the build with a message."""
        raise NotImplementedError


class MkDocs(Engine):
    """MkDocs calls define_env once a build and the hooks once a page."""

    @property
    def source(self) -> PurePosixPath:
        """The page being made, relative to docs."""
        return PurePosixPath(self.env.page.file.src_uri)

    def hold_head(self) -> None:
        """Before a page's macros. Nine pages in ten are the same one call of a macro: its template is compiled once, not once a page."""
        templates = self.env.env
        if "from_string" not in vars(templates):
            templates.from_string = lru_cache(maxsize=32)(templates.from_string)
        super().hold_head()

    @property
    def address(self) -> str:
        """Its address, relative to the site's root."""
        return self.env.page.file.url

    @property
    def theme_folders(self) -> list[str]:
        """Where the theme's files are."""
        return self.env.conf["theme"].dirs

    def set_extra(self, **values: str) -> None:
        """Values for the templates."""
        self.env.conf["extra"].update(values)

    def take_finished(self, dress: Callable[[str], str]) -> None:
        """Before any page."""
        self.env.finished = Finished(dress, late=True)
        self.env.conf["markdown_extensions"].append(self.env.finished)
        self.env.conf["plugins"]["handbook/whole-pages"] = _WholePages(self.env.finished)

    def add_pages(self, addresses: list[str], text: str) -> None:
        """As generated files, which MkDocs reads like the others."""
        self.env.conf["plugins"]["handbook/added-pages"] = _AddedPages(addresses, text)

    def stop(self, why: str) -> NoReturn:
        """Ends the build with a message."""
        from mkdocs.exceptions import PluginError  # the one error that MkDocs tells without a traceback

        raise PluginError(why)


class _WholePages:
    """For MkDocs, which reads every page before it writes the first: a page has its finished HTML while it is written, and not before or after."""

    def __init__(self, finished: Finished) -> None:
        self.finished = finished

    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Called by MkDocs before the page's template."""
        page.content = self.finished.restore(page.content)
        return context

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Called by MkDocs behind it."""
        page.content = ""
        return output


class _AddedPages:
    """For MkDocs: pages without a file. None of them is in the navigation: what they are parts of leads to them."""

    def __init__(self, addresses: list[str], text: str) -> None:
        self.addresses = addresses
        self.text = text

    def on_files(self, files: Any, *, config: Any) -> Any:
        """Called by MkDocs when it has found the files under docs."""
        from mkdocs.structure.files import File, InclusionLevel

        for address in self.addresses:
            source = PurePosixPath(address).with_suffix(".md").as_posix()
            files.append(File.generated(config, source, content=self.text, inclusion=InclusionLevel.NOT_IN_NAV))
        return files


class Zensical(Engine):
    """Zensical calls define_env once a page and knows no hooks: makeExtension() below, a Markdown extension, calls them in their place.

    Its templates take config.extra from the configuration file alone, so that tools/successor.py writes it there.
    """

    _now = threading.local()  # the page that this thread is making

    @property
    def source(self) -> PurePosixPath:
        """The page being made, relative to docs."""
        return PurePosixPath(self.env.page.path)

    @property
    def address(self) -> str:
        """Its address, relative to the site's root."""
        return self.env.page.url

    @property
    def theme_folders(self) -> list[str]:
        """Where the theme's files are."""
        return self.env.conf["theme_dirs"]

    def set_extra(self, **values: str) -> None:
        """Nothing: tools/successor.py has written them into the configuration."""

    def take_finished(self, dress: Callable[[str], str]) -> None:
        """Before each page, which is when define_env is called."""
        self.env.finished = Finished(dress)
        Zensical._now.env = self.env
        self.hold_head()

    def add_pages(self, addresses: list[str], text: str) -> None:
        """It reads files and nothing else: a book so long that it has to be divided needs them written beside the others."""
        if addresses:
            self.stop(
                f"Zensical 不会自己加页，这本手册有{len(addresses)}页要加（macros/divided.py）。先在 docs 里照地址写出这些页，每页一行：{text.strip()}"
            )

    def stop(self, why: str) -> NoReturn:
        """Ends the build with a message."""
        raise RuntimeError(why)

    @classmethod
    def making(cls) -> Any:
        """The env of the page that this thread is making; None where the page has no macros."""
        return getattr(cls._now, "env", None)


def engine(env: Any) -> Engine:
    """The engine that is at work."""
    return Zensical(env) if "theme_dirs" in env.conf else MkDocs(env)


class _AfterMacros(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        import macros

        if (env := Zensical.making()) is None:
            return lines
        env.markdown = "\n".join(lines)
        macros.on_post_page_macros(env)
        return env.markdown.split("\n")


class _AfterAll(Postprocessor):
    def run(self, text: str) -> str:
        env = Zensical.making()
        return env.finished.restore(text) if env else text


class Hooks(Extension):
    """Zensical's pages get what MkDocs' hooks give them: the terms under a page's text, its head, the finished HTML."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Markdown, once a page."""
        md.preprocessors.register(_AfterMacros(md), "after-macros", 34)  # right after the macros, which have 35
        md.postprocessors.register(_AfterAll(md), "finished", -100)  # after every other


def makeExtension(**_: Any) -> Hooks:
    """Markdown looks for this name in a module that is listed as an extension."""
    return Hooks()
