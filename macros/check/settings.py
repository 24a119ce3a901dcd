"""mkdocs.yml: what the handbook needs of the engine is set as it must be. Where the plugin that calls the handbook is not among the settings nobody calls
these checks, so `make site` and `make serve` begin with them:

    python -m macros.check

What the engine itself would say comes as a traceback, in English without a line, or not at all: pages with their marks in them, in a build that ends well.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pathspec import GitIgnoreSpec
from pydantic import Field

from macros import model as m
from macros.book import Path_, place
from macros.check.report import Report
from macros.kinds import files
from macros.problem import Problem, suggest
from macros.read import decoded, parse, validate
from macros.text import LINE_END

FILE = "mkdocs.yml"
# !ENV [NAME, "what stands in for it"]: the one tag of the file; what it takes is read as the list that it is
ENV = re.compile(r"(?m)^(\s*[a-z_]+:[ ]+)!ENV(?=[ ]*\[)")
Env = Annotated[list[str], Field(min_length=2, max_length=2)]
Fixed = Env | str


class Theme(m.Model):
    """Material for its style sheet; no font host is asked."""

    name: Literal["material"]
    language: Literal["zh"]
    custom_dir: Literal["overrides"]
    font: Literal[False]
    favicon: m.Text
    features: Annotated[list[str], Field(max_length=0)]


class Extra(m.Model):
    """What a deployment says of itself."""

    report_to: Fixed
    edit_way: Fixed


class Macros(m.Model):
    """The plugin that calls the handbook: what it does not know stops the build."""

    module_name: Literal["macros"]
    on_undefined: Literal["strict"]
    on_error_fail: Literal[True]


class Plugin(m.Model):
    """No other one: each would add scripts, or ask other hosts."""

    macros: Macros


class Pages(m.Model):
    """A page that nothing leads to, a way in the navigation that leads nowhere: told."""

    omitted_files: Literal["warn"]
    not_found: Literal["warn"]
    absolute_links: Literal["warn"]


class Ways(m.Model):
    """A link that leads nowhere: told."""

    not_found: Literal["warn"]
    absolute_links: Literal["warn"]
    unrecognized_links: Literal["warn"]
    anchors: Literal["warn"]


class Validation(m.Model):
    """What the engine looks at by itself."""

    nav: Pages
    links: Ways


class Settings(m.Model):
    """mkdocs.yml, with !ENV read as the list behind it. What is no matter of taste has one value only."""

    site_name: m.Text
    site_description: m.Text
    site_url: Fixed
    repo_url: Fixed
    edit_uri: Literal[""]
    copyright: str
    use_directory_urls: Literal[False]
    strict: Literal[True]
    theme: Theme
    extra: Extra
    extra_css: list[m.Text]
    plugins: Annotated[list[Plugin], Field(min_length=1, max_length=1)]
    markdown_extensions: list[Any]
    exclude_docs: m.Text
    not_in_nav: m.Text
    nav: Annotated[list[dict[str, m.Text]], Field(min_length=1)]
    validation: Validation
    watch: list[Literal["macros", "overrides"]]


STYLES = ("assets/stylesheets/site.css", "assets/stylesheets/print.css")
EXTENSIONS = ("attr_list", "admonition", "tables", "toc", "pymdownx.details", "pymdownx.superfences")
TOC = {"permalink": False, "toc_depth": "2-3"}
EXCLUDED = ("/_data/", "/about/reviews.txt", "/about/taps.json", "/assets/javascripts/", "/assets/icons/*.svg", "/about/search-score.json")
TEMPLATE = re.compile(r"照(?: CONTRIBUTING\.md 的)?模板写|确实没有内容时照模板写 null 或 \[\]")
ADDRESS = re.compile(r"https?://[^/\s]+(/\S*)?")


def problems(root: Path) -> list[Problem]:
    """What is wrong with a project's settings. None where there is no such file: then it is no project of the engine."""
    path = root / FILE
    if not path.exists() and not path.is_symlink():
        return []
    text, found = decoded(path, FILE)
    if text is None:
        return found
    document, found = parse(ENV.sub(r"\1", text.removeprefix("\ufeff")), FILE)
    if document is None or found:
        return [_reworded(one) for one in found]
    settings, found = validate(document, Settings)
    if not isinstance(settings, Settings):
        return [_reworded(one) for one in found]
    return [Problem(FILE, document.line(path_), place(path_), message) for path_, message in _wrong(root, settings)]


def _reworded(problem: Problem) -> Problem:
    """The templates of the data are none of this file: what it was is in the repository."""
    return replace(problem, message=TEMPLATE.sub(f"看原来怎么写：git diff {FILE}", problem.message))


def _wrong(root: Path, settings: Settings) -> list[tuple[Path_, str]]:
    """What has the right shape and cannot be."""
    found: list[tuple[Path_, str]] = []
    for key in ("site_url", "repo_url"):
        given = getattr(settings, key)
        value = given if isinstance(given, str) else given[1]
        if value and not ADDRESS.fullmatch(value):
            found.append(((key,), f'“{value}”不是网址。写成 https:// 开头的完整网址；没有就写 !ENV [{key.upper()}, ""]'))
    for style in STYLES:
        if style not in settings.extra_css:
            found.append((("extra_css",), f"少了样式“{style}”，页面会没有样子。补上这一行"))
    for i, style in enumerate(settings.extra_css):
        if (style not in STYLES or (root / "docs" / "assets").is_dir()) and not (root / "docs" / style).is_file():
            found.append((("extra_css", i), f"没有 docs/{style} 这个文件。{suggest(style, STYLES) or '写对文件名，或删去这一行'}"))
    named = {name: value for one in settings.markdown_extensions for name, value in (one.items() if isinstance(one, dict) else [(str(one), None)])}
    for name in EXTENSIONS:
        if name not in named:
            found.append((("markdown_extensions",), f"少了“{name}”，页面里的写法会照样印出来。补上这一行"))
    for i, one in enumerate(settings.markdown_extensions):
        for name in one if isinstance(one, dict) else [str(one)]:
            if name not in EXTENSIONS:
                remedy = suggest(name, EXTENSIONS) or "删去它；真要用，写进 macros/check/settings.py 的 EXTENSIONS"
                found.append((("markdown_extensions", i), f"不认识“{name}”。{remedy}"))
    if "toc" in named and named["toc"] != TOC:
        found.append((("markdown_extensions",), "toc 下面要写 permalink: false 和 toc_depth: 2-3。改回来"))
    found += [
        (("watch",), f"少了“{folder}”，改了那里预览不会重新读。补上这一行") for folder in ("macros", "overrides") if folder not in settings.watch
    ]
    excluded = LINE_END.split(settings.exclude_docs)
    found += [(("exclude_docs",), f"少了“{line}”，它会被发布出去。补上这一行") for line in EXCLUDED if line not in excluded]
    return found + _ways(root, settings)


def _ways(root: Path, settings: Settings) -> list[tuple[Path_, str]]:
    """What is wrong with the navigation."""
    found: list[tuple[Path_, str]] = []
    pages = [path.relative_to(root / "docs").as_posix() for path in files(root / "docs", "**/*.md")]
    titles, targets = Counter[str](), Counter[str]()
    for i, one in enumerate(settings.nav):
        if len(one) != 1:
            found.append((("nav", i), "一项只写一个：- 标题: 页面.md。分成几项"))
        for title, page in one.items():
            titles[title] += 1
            targets[page] += 1
            if page not in pages:
                found.append((("nav", i, title), f"没有 docs/{page} 这一页。{suggest(page, pages) or '写对文件名，或删去这一项'}"))
            elif titles[title] > 1 or targets[page] > 1:
                found.append((("nav", i, title), f"“{title}: {page}”和上面的一项重复。留一项"))
    unlisted = GitIgnoreSpec.from_lines(settings.not_in_nav.splitlines())
    if lost := [page for page in sorted(pages) if page != "index.md" and page not in targets and not unlisted.match_file(page)]:
        more = f"等{len(lost)}页" if len(lost) > 1 else ""
        found.append((("not_in_nav",), f"docs/{lost[0]}{more}不在导航里，这里也没有写。补上一行 /{lost[0]}，或加进 nav"))
    if "index.md" in pages and "index.md" not in targets:
        found.append((("nav",), "导航里没有首页。补上：- 首页: index.md"))
    return found


def settings(report: Report) -> None:
    """The settings of the book's own project."""
    report.found += problems(report.book.root)


RULES = (settings,)
