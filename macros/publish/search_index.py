"""site/assets/search-index.js: what the search looks through. Runs after the pages are written; a classic script, so that it
also loads from a folder, and only when somebody first searches.

It has to be small: it is one string, a line a place, columns between tabs, each character written by its rank (macros/packed.py).
The browser side that reads it is assets/javascripts/search/index.js.

Of a handbook whose model is divided the index is too (search_model.pieces): search-index-<piece>.js has a few situations, with their questions, excuses and
cases, search-index-names.js what is many and looked up by its name, and search-index.js the rest. They are fetched when what is asked sounds like them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from macros.book import Handbook
from macros.kept import Readings, lazy_pinyin
from macros.kinds import SEARCH_GROUPS, handwritten
from macros.links import STEPS, Links, article_anchor
from macros.packed import pack, ranked
from macros.views import STRENGTH

# how much of an entry's first sentence is kept, in characters; a title says enough for the kinds that are not here
SENTENCE = {"scenario": 40, "outside": 48, "page": 30}
TRIAGE = "triage"
# what is looked up by its name, and grows with the handbook, in a part of its own; no topic's part is called so, for those have a dot
NAMES, NAMED = "names", {"law", "letter", "platform", "region"}
# what a link calls a page is its name, if it is as short as this
NAME = 8
# an article's title is kept where at least so many records cite it; a number alone is found all the same
CITED_OFTEN = 12
# an alias stays if it brings so many pairs of characters that its entry does not have yet; after the first few it has to bring more
NEWS, FEW, MORE = 2, 2, 6
# said by everybody who asks, so an alias is as good without it
FILLER = re.compile(r"怎么办|咋办|怎么弄|请问|可以吗|行吗|是不是|能不能|可不可以|[吗呢啊吧？?。，！、“”]")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Entry:
    """One place to land. `id` is the changing part of `url`; `scenarios` are the ids it belongs to."""

    kind: str
    id: str
    url: str
    title: str
    aliases: list[str] = field(default_factory=list)
    sentence: str = ""
    scenarios: list[str] = field(default_factory=list)
    articles: str = ""


def clip(text: str, most: int) -> str:
    """The first sentence, or the first two where the first says little (“看情况。”), at most so many characters."""
    sentences = re.findall(r"[^。！？]*[。！？]?", text)
    first = sentences[0] if len(sentences[0]) >= 10 else "".join(sentences[:2])
    return first if len(first) <= most else first[: most - 1] + "…"


def pairs(text: str) -> set[str]:
    """Every two characters that follow one another: '退货款' → {退货, 货款}."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def leaner(title: str, aliases: list[str]) -> list[str]:
    """The aliases that bring something that the title and the aliases before do not have."""
    known = pairs(FILLER.sub("", title))
    kept: list[str] = []
    for alias in aliases:
        alias = FILLER.sub("", alias)
        if len(pairs(alias) - known) >= min(NEWS if len(kept) < FEW else MORE, len(alias) - 1):
            known |= pairs(alias)
            kept.append(alias)
    return kept


def told(entry: Entry) -> list[str]:
    """The other names of an entry that its file carries: of a door all but what its title has, since who types one whole wants that door (engine.js dialled())."""
    if entry.kind == "channel":
        return [alias for alias in entry.aliases if alias not in entry.title]
    return leaner(entry.title, entry.aliases)


def articles(book: Handbook, links: Links, law_id: str, often: set[str]) -> str:
    """'1-24,25=网购七日无理由退货,26-63': numbers, and the titles of those that the handbook cites often. Where articles stand on another page than
    the law's, its address comes before them: '/laws/civil-code/contracts.html,463-593'."""
    law = book.laws[law_id]
    page = links.law(law_id)
    parts: list[str] = []
    run: list[int] = []

    def close() -> None:
        if run:
            parts.append(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]))
            run.clear()

    def named(title: str) -> str:
        """A title without the marks that part the articles."""
        return title.replace(",", "，").replace("=", "＝")

    for number, article in law.articles.items():
        if (there := links.article_page(law_id, number)) != page:
            close()
            parts.append(f"/{there}")
            page = there
        plain = number.isdigit() and f"{law_id}#{number}" not in often
        if not plain or (run and int(number) != run[-1] + 1):
            close()
        if plain:
            run.append(int(number))
        else:
            parts.append(f"{number.replace('-', '_')}={named(article.title) if f'{law_id}#{number}' in often else ''}")
    close()
    return ",".join(parts)


def cited_often(book: Handbook) -> set[str]:
    """The citations that scenarios, questions, excuses and letters share."""
    count: Counter[str] = Counter()
    for id_, s in book.scenarios.items():
        count.update({c for laws in [*(r.laws for r in s.rights), *(d.laws for d in book.clocks_of(id_))] for c in laws})
    for records in (book.questions.values(), book.excuses.values()):
        for _, record in records:
            count.update(record.laws)
    count.update({c for _, e in book.excuses.values() for v in e.variants for c in v.laws or [] if c not in e.laws})
    for letter in book.letters.values():
        count.update(letter.laws)
    return {c for c, n in count.items() if n >= CITED_OFTEN}


def guide_sections(book: Handbook, site: Path) -> Iterator[Entry]:
    """The steps' pages and their sections, with the anchors that the built pages have."""
    for word in book.vocab.phases:
        url = STEPS.format(word.id)
        yield Entry("guide", word.id, url, word.title, [word.short] if word.short else [])
        page = site / url
        if page.exists():
            for heading in HTMLParser(page.read_text(encoding="utf-8")).css("article h2[id]"):
                anchor = heading.attributes["id"] or ""
                yield Entry("guide", anchor, f"{url}#{anchor}", heading.text(strip=True))


def own_pages(book: Handbook, site: Path) -> Iterator[Entry]:
    """The pages written by hand, by their heading and by what the front page's links call them. The steps' pages are guide_sections()."""
    front = site / "index.html"
    called: dict[str, list[str]] = {}
    for link in HTMLParser(front.read_text(encoding="utf-8")).css("a[href]") if front.exists() else []:
        if 1 < len(name := link.text(strip=True)) <= NAME:
            called.setdefault(link.attributes["href"] or "", []).append(name)
    steps = {STEPS.format(word.id) for word in book.vocab.phases}
    for url in handwritten(book.root):
        if url in steps | {"index.html", "search.html"} or not (site / url).exists():
            continue
        page = HTMLParser((site / url).read_text(encoding="utf-8"))
        heading, about = page.css_first("article h1"), page.css_first("meta[name=description]")
        if heading:
            names = dict.fromkeys(n for n in called.get(url, []) if n != heading.text(strip=True))
            sentence = (about.attributes["content"] or "") if about else ""
            yield Entry("page", url.removesuffix(".html"), url, heading.text(strip=True), list(names), sentence)


def entries(book: Handbook, site: Path) -> Iterator[Entry]:
    """Every place the search knows, kind by kind."""
    links = Links(book)
    often = cited_often(book)
    for i, s in book.scenarios.items():
        yield Entry("scenario", i, links.scenario(i), s.title, s.aliases, f"{STRENGTH[s.strength.level]}。第一步：{s.first.do}")
    for i, (_, q) in book.questions.items():
        yield Entry("question", i, links.question(i), q.question, q.aliases, q.answer, q.scenarios)
    for i, (_, e) in book.excuses.items():
        yield Entry("excuse", i, links.excuse(i), e.says, e.aliases, "", book.scenarios_with("excuses", i))
    for i, x in book.letters.items():
        yield Entry("letter", i, links.letter(i), x.title, x.aliases, x.summary)
    yield from guide_sections(book, site)
    for i, c in book.channels.items():
        yield Entry("channel", i, links.channel(i), c.name, [*([c.phone] if c.phone else []), *c.aliases], c.summary)
    for i, p in book.platforms.items():
        yield Entry("platform", i, links.platform(i), f"{p.name}：怎么申请平台介入", p.aliases, p.summary)
    for i, region in book.regions.items():
        yield Entry("region", i, links.region(i), f"{region.name}另有的规定", [r.title for r in region.rules])
    for i, judged in book.cases.items():
        yield Entry("case", i, links.case(i), judged.title, [], "", judged.scenarios)
    for i, w in book.misconceptions.items():
        yield Entry("misconception", i, links.misconception(i), w.says, [], w.truth)
    for i, t in book.glossary.items():
        yield Entry("term", i, links.term(i), t.term, t.aliases, t.text)
    for i, law in book.laws.items():
        yield Entry("law", i, links.law(i), law.short, law.aliases, articles=articles(book, links, i, often))
    for i, o in book.outside.items():
        yield Entry("outside", i, links.outside(i), o.title, o.aliases, o.go)
    yield from own_pages(book, site)


def one_line(text: str) -> str:
    """A text with its white space made one: 'a\\n b' → 'a b'"""
    return " ".join(text.split())


def sounds(text: str, read: Callable[[str], list[str]] = lazy_pinyin) -> dict[str, str]:
    """Character → its readings in this text without tones, the commonest first: 行 → hang/xing. A reading met once in eight counts."""
    heard: dict[str, Counter] = {}
    for line in re.findall(r"[\u3400-\u9fff]+", text):
        for ch, reading in zip(line, read(line), strict=True):
            heard.setdefault(ch, Counter())[reading] += 1
    return {ch: "/".join(r for r, n in readings.most_common(2) if n * 8 >= readings.total()) for ch, readings in heard.items()}


def question(book: Handbook) -> list:
    """What is asked where nothing was understood, the triage's first question: [question, its page, [[answer, anchor]]]."""
    tree = book.trees[TRIAGE]
    node = next(n for n in tree.nodes if n.id == tree.start)
    return [node.ask, f"{TRIAGE}.html", [[answer.text, f"#go-{answer.go}"] for answer in node.answers]]


def part_of(entry: Entry, divided: dict[str, str]) -> str:
    """The part that an entry stands in, that of its first situation; "" is the first file. `divided`: situation → part."""
    if entry.kind in NAMED:
        return NAMES
    return divided.get(next(iter([entry.id] if entry.kind == "scenario" else entry.scenarios), ""), "")


def columns(found: list[Entry], place: dict[str, str]) -> dict[str, str]:
    """The columns of a file, a line an entry, so no text may bring a line of its own. `place`: a situation → its number among all entries."""
    lines = {
        "ids": [e.id for e in found],
        "titles": [e.title for e in found],
        "aliases": ["|".join(a.replace("|", " ") for a in told(e)) for e in found],
        "sentences": [clip(e.sentence, SENTENCE[e.kind]) if e.kind in SENTENCE else "" for e in found],
        "scenarios": [" ".join(place[s] for s in e.scenarios) for e in found],
        "articles": [e.articles for e in found],
    }
    return {name: "\n".join(map(one_line, column)).rstrip("\n") for name, column in lines.items()}


def runs(found: list[tuple[int, Entry]], numbered: bool) -> list[list]:
    """[[kind, address before the id, after it, how many entries]] of a file's entries, given with their numbers; where it does not hold all, each run ends with
    the number of its first entry: a part's entries of a kind stand together."""
    shaped = groupby(found, lambda of: (of[1].kind, of[1].url.rpartition(of[1].id)[0], of[1].url.rpartition(of[1].id)[2]))
    return [[*shape, len(run), *([run[0][0]] if numbered else [])] for shape, run in ((shape, list(run)) for shape, run in shaped)]


def payload(book: Handbook, site: Path, parts: Mapping[str, list[str]] | None = None) -> tuple[dict, dict[str, dict]]:
    """What the files hold, that of the first and by its name of each part. The first: {groups, ask: question(), article: an article's anchor with * for
    its number, runs: runs(), ranked, sounds, ids … articles: columns(), synonyms}. A column at a time packs smaller.

    `parts`: search_model.pieces(). Where there are any the first file says their names (parts), and a mark that all files of a build share (of): numbers and
    ranks are the same in all, so a part of another build would be read as nonsense. A part: {of, runs, ids … articles}.
    """
    where = {id_: part for part, ids in (parts or {}).items() for id_ in ids}
    found = [(part_of(e, where) if parts else "", e) for e in entries(book, site)]
    # scenarios first, for others name them by their number; neighbours that are about the same pack smaller too
    order = {kind: n for n, kind in enumerate(SEARCH_GROUPS)}
    found.sort(key=lambda of: (order[of[1].kind], of[0], of[1].url.partition("#")[0], of[1].scenarios[:1]))
    place = {e.id: str(n) for n, (_, e) in enumerate(found) if e.kind == "scenario"}
    files: dict[str, list[tuple[int, Entry]]] = {"": []}
    for n, (part, e) in enumerate(found):
        files.setdefault(part, []).append((n, e))
    texts = {part: columns([e for _, e in held], place) for part, held in files.items()}
    texts[""]["synonyms"] = "\n".join(
        "\t".join("|".join(one_line(w).replace("|", " ") for w in words) for words in (s.say, s.means)) for s in book.synonyms
    ).rstrip("\n")
    everything = "\n".join(text for held in texts.values() for text in held.values())
    ranks = ranked(everything)
    with Readings(book.root) as kept:
        readings = sounds(everything, kept.of)
    shown = {
        part: {"runs": runs(held, bool(parts)), **{name: pack(text, ranks) for name, text in texts[part].items()}} for part, held in files.items()
    }
    first = shown.pop("")
    mark = {"of": hashlib.sha256(everything.encode("utf-8")).hexdigest()[:10]}
    whole = {
        "groups": SEARCH_GROUPS,
        "ask": question(book),
        "article": "#" + article_anchor("*"),
        "runs": first.pop("runs"),
        "ranked": ranks,
        "sounds": " ".join(readings[ch] for ch in ranks if ch in readings),
        **first,
        **({"parts": list(shown), **mark} if parts else {}),
    }
    return whole, {part: mark | held for part, held in shown.items()}


def _json(value: dict | str) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(book: Handbook, site: Path, parts: Mapping[str, list[str]] | None = None) -> None:
    """Writes site/assets/search-index.js: window.handbookSearch, and of a handbook in parts search-index-<part>.js for each:
    window.handbookSearchParts[part]. See payload()."""
    target = site / "assets" / "search-index.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    whole, others = payload(book, site, parts)
    target.write_text(f"window.handbookSearch={_json(whole)};\n", encoding="utf-8")
    for part, held in others.items():
        text = f"(window.handbookSearchParts=window.handbookSearchParts||{{}})[{_json(part)}]={_json(held)};\n"
        target.with_name(f"search-index-{part}.js").write_text(text, encoding="utf-8")
