"""How well the search answers, written to docs/about/search-score.json, which the about page shows.

    make search-score
    python tools/search_score.py --curve      only what more training lines bring
    python tools/search_score.py --confused   only what was taken for what, by the words alone and with what was learned

Three kinds of queries, and a score always says which. Out of fold: the lines of docs/_data/search-train, each fifth of them asked of a model
that learned from the other four; this is the figure to believe. Blind: tests/blind, written by people who had seen nothing and never tuned on.
Development: docs/_data/search-queries.yml, our own, which aliases were written for; it flatters. Danger: tests/blind/danger.yml.

A result counts where it is one of the query's accepted targets, or a question or an excuse that belongs to an accepted scenario.
The answers come from Node.js with the built bundle and index; the time of a keystroke from Chromium at a quarter of its speed.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from beside import pagefind  # noqa: E402
from ruamel.yaml import YAML  # noqa: E402
from setup import chromium, node  # noqa: E402

from macros.book import Handbook  # noqa: E402
from macros.learn import learned  # noqa: E402
from macros.links import Links  # noqa: E402
from macros.load import load  # noqa: E402
from macros.publish import search_model  # noqa: E402

SCORE = ROOT / "docs" / "about" / "search-score.json"
SLOWER = 4  # how many times slower than this machine the browser is made
FOLDS = 5
LINES = (0, 15, 30, 60)  # training lines of a situation, for the learning curve
EVERY = 6  # of the queries, every so many is typed key by key
# types each query key by key and gives of each key the milliseconds of the longest task that it takes, laid out too, and those that go by until the first
# results are drawn: the middle one of three times that the whole query is typed, because other programs of the machine count too
TYPE = """async (queries) => {
  const input = document.querySelector("main [data-search-input]");
  const list = document.querySelector("main [data-search-results]");
  const times = [];
  const wait = window.setTimeout;
  let [longest, pressed, drawn] = [0, 0, 0];
  const timed = async (act) => {
    const from = performance.now();
    act();
    for (let turn = 0; turn < 5; turn += 1) await null;
    list.getBoundingClientRect();
    const now = performance.now();
    longest = Math.max(longest, now - from);
    return now - pressed;
  };
  const drawing = async (act) => {
    const since = await timed(act);
    drawn = drawn || since; // the first task after the key's own draws the first results
  };
  window.setTimeout = (act, ms = 0) => wait(ms ? act : () => drawing(act), ms);
  const key = (text) => {
    [longest, pressed, drawn] = [0, performance.now(), 0];
    input.value = text;
    return timed(() => input.dispatchEvent(new Event("input")));
  };
  for (const query of queries) {
    const tries = Array.from({ length: query.length }, () => []);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await key("");
      for (let n = 1; n <= query.length; n += 1) {
        await key(query.slice(0, n));
        await new Promise((resolve) => wait(resolve, 20));
        while (!drawn) await new Promise((resolve) => wait(resolve, 1));
        tries[n - 1].push([longest, drawn]);
      }
    }
    for (const three of tries) times.push([0, 1].map((which) => three.map((one) => one[which]).sort((a, b) => a - b)[1]));
  }
  return times;
}"""


@dataclass(frozen=True)
class Asked:
    """One query, what it should lead to, and where the first right result stood (from 0; None: not among them)."""

    query: str
    accept: list[str]
    titles: list[str]
    place: int | None


def pairs(text: str) -> set[str]:
    """Every two characters that follow one another, marks left out."""
    text = re.sub(r"[^0-9a-z\u3400-\u9fff]", "", text.lower())
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def near(lines: list[str], asked: list[str], share: float) -> list[int]:
    """The places of the lines that are nearly one of the queries: of the pairs in either, at least this share is in both."""
    queries = [pairs(q) for q in asked]
    having = defaultdict(list)
    for n, query in enumerate(queries):
        for pair in query:
            having[pair].append(n)
    found = []
    for place, line in enumerate(map(pairs, lines)):
        shared = Counter(n for pair in line for n in having.get(pair, ()))
        if any(both >= share * (len(line) + len(queries[n]) - both) for n, both in shared.items()):
            found.append(place)
    return found


def ask(site: Path, queries: list[str], model: Path | None = None) -> list[list[dict]]:
    """Query by query the results {kind, id, url, title}, best first."""
    return [answer["results"] for answer in answers(site, queries, model)]


def answers(site: Path, queries: list[str], model: Path | None = None) -> list[dict]:
    """Query by query {results, danger: the strip's id or None, work: {scored, compared}}. `model`: a script in the place of the site's search-model.js. Stops with a
    sentence where there is no Node.js."""
    found = node()
    if not found:
        sys.exit("没有 Node.js。先运行 make setup")
    command = [str(found[0]), str(ROOT / "tools" / "search_score.mjs"), str(site), *([str(model)] if model else [])]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"搜索没有跑起来：\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def names(book: Handbook, result: dict) -> set[str]:
    """All that a result may be accepted as."""
    kind, id_ = result["kind"], result["id"]
    own = {f"{kind}/{id_}"}
    if kind == "question":
        topic, question = book.questions[id_]
        own |= {f"topic/{topic}"} | {f"scenario/{s}" for s in question.scenarios}
    elif kind == "excuse":
        own |= {f"scenario/{i}" for i, s in book.scenarios.items() if id_ in s.excuses}
    return own


def judge(book: Handbook, site: Path, queries: list[tuple[str, list[str]]] | None = None, model: Path | None = None) -> list[Asked]:
    """Queries with what each may lead to, asked and judged; without any, every query of the development set."""
    if queries is None:
        queries = [(query, group.accept) for group in book.search_queries for query in group.ask]
    result = []
    for (query, accept), found in zip(queries, ask(site, [q for q, _ in queries], model), strict=True):
        place = next((n for n, answer in enumerate(found) if names(book, answer) & set(accept)), None)
        result.append(Asked(query, accept, [a["title"] for a in found[:3]], place))
    return result


def blind(name: str) -> dict[str, list[dict]]:
    """The groups of a set of tests/blind, which is measured with and never tuned on: danger, lookalike, ordinary, or one group of queries."""
    found = YAML(typ="safe").load((ROOT / "tests" / "blind" / f"{name}.yml").read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {"queries": found}


def blind_queries(book: Handbook, of: str, name: str = "search") -> list[tuple[str, list[str]]]:
    """The queries of a blind set for situations (of: "want") or for what is not the handbook's ("outside"), with what each may lead to; a set
    whose author did not know our names for what is outside says true, and any of them is right."""
    asked = [q for q in blind(name)["queries"] if of in q]
    if of == "want":
        return [(q["text"], [f"scenario/{id_}" for id_ in q["want"]]) for q in asked]
    return [
        (q["text"], [f"outside/{id_}" for id_ in (book.outside if q[of] is True else q[of] if isinstance(q[of], list) else [q[of]])]) for q in asked
    ]


def out_of_fold(book: Handbook, site: Path) -> list[Asked]:
    """Every line that the search learns from, asked of a model that has not seen it nor the others of its fifth."""
    lines = [(line, id_) for id_, train in book.search_train.items() for line in train.ask]
    result = []
    for fold in range(FOLDS):
        held = dict(lines[fold::FOLDS])
        whole = search_model.lesson(book)
        rest = replace(whole, rows=[row for row in whole.rows if row[0] not in held])
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "model.js"
            asked = learned(ROOT, f"search-fold-{fold}", rest).decode("utf-8")
            model.write_text(search_model.script(asked, search_model.trained(book)[1], []), encoding="utf-8")
            result += judge(book, site, [(line, [f"scenario/{id_}", f"outside/{id_}"]) for line, id_ in held.items()], model)
        print(f"第{fold + 1}折，共{FOLDS}折", flush=True)
    return result


def dangers(book: Handbook, site: Path, name: str = "danger", queries: str | None = "search") -> dict[str, float | int]:
    """How often the strip is shown, in percent: to those in danger, to what only looks like it, to queries that are near no danger, of the
    list itself and of the blind queries of this name, if any."""
    near = {id_ for danger in book.dangers.values() for id_ in danger.near}
    groups = {kind: [q["text"] for q in asked] for kind, asked in blind(name).items()}
    ordinary = [q["text"] for q in (blind(queries)["queries"] if queries else ()) if "want" in q and not near & set(q["want"])]
    parts = {"queries": groups["danger"], "alike": groups["lookalike"], "ordinary": ordinary + groups.get("ordinary", [])}
    shown = iter(answer["danger"] is not None for answer in answers(site, [text for part in parts.values() for text in part]))
    result: dict[str, float | int] = {}
    for part, texts in parts.items():
        result[part] = len(texts)
        result["shown" if part == "queries" else f"{part}_shown"] = round(100 * sum(next(shown) for _ in texts) / len(texts), 1)
    return result


def beside(book: Handbook, site: Path, queries: list[tuple[str, list[str]]]) -> dict[str, float | int] | None:
    """{queries, hit1, hit3} of Pagefind; right is the page of an accepted situation or of a question that belongs to it. None: not installed."""
    found = pagefind(site, [query for query, _ in queries])
    if found is None:
        return None
    links = Links(book)
    pages = {f"scenario/{i}": {links.scenario(i)} for i in book.scenarios} | {
        f"outside/{i}": {links.outside(i).partition("#")[0]} for i in book.outside
    }
    for i, (_, question) in book.questions.items():
        for s in question.scenarios:
            pages[f"scenario/{s}"].add(links.question(i).partition("#")[0])
    asked = []
    for (query, accept), urls in zip(queries, found, strict=True):
        right = set().union(*(pages[a] for a in accept))
        asked.append(Asked(query, accept, urls, next((n for n, url in enumerate(urls) if url in right), None)))
    return summed(asked)


def curve(book: Handbook, site: Path) -> list[dict[str, Any]]:
    """What more training lines bring, [{lines, sets: [{queries, hit1, hit3}]}]: the blind sets, asked of models that saw so many lines of each
    situation at most. Prints it as it goes."""
    whole = search_model.lesson(book)
    danger = search_model.trained(book)[1]
    result = []
    for most in LINES:
        spare = {line for train in book.search_train.values() for line in train.ask[most:]}
        asked = learned(ROOT, f"search-lines-{most}", replace(whole, rows=[row for row in whole.rows if row[0] not in spare])).decode("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "model.js"
            model.write_text(search_model.script(asked, danger, []), encoding="utf-8")
            scores = [summed(judge(book, site, blind_queries(book, "want", name), model)) for name in ("search", "search2")]
        print(f"每个场景最多{most}句：" + "；".join(f"第1条{score['hit1']}%、前3条{score['hit3']}%" for score in scores), flush=True)
        result.append({"lines": most, "sets": scores})
    return result


def taken(asked: list[Asked]) -> Counter[tuple[str, str]]:
    """(the situation or matter that was meant, the title that stood first instead) → how often."""
    return Counter((a.accept[0], a.titles[0] if a.titles else "") for a in asked if a.place != 0)


def confused(book: Handbook, site: Path, folds: list[Asked]) -> dict[str, list[dict[str, Any]]]:
    """{before, after}: the twenty commonest mistakes by the words alone, and those with what was learned, on the same lines (see out_of_fold);
    each {meant, got, before, after}: how often either way."""
    with tempfile.TemporaryDirectory() as folder:
        none = Path(folder) / "model.js"
        none.write_text("window.handbookMeaning=null;\n", encoding="utf-8")
        words = judge(book, site, [(a.query, a.accept) for a in folds], none)
    counts = {"before": taken(words), "after": taken(folds)}

    def named(accept: str) -> str:
        id_ = accept.partition("/")[2]
        return (book.scenarios.get(id_) or book.outside[id_]).title

    return {
        when: [
            {"meant": named(meant), "got": got, **{which: count[meant, got] for which, count in counts.items()}}
            for (meant, got), _ in sorted(counts[when].items(), key=lambda pair: (-pair[1], pair[0]))[:20]
        ]
        for when in counts
    }


def told(mistakes: dict[str, list[dict[str, Any]]]) -> None:
    """Prints what confused() found."""
    for when, what in (("before", "只看字时最常认错的"), ("after", "学过以后最常认错的")):
        print(f"{what}（本来是 → 排在第一的：只看字几次、学过以后几次）：")
        for row in mistakes[when]:
            print("  {meant} → {got}：{before}、{after}".format(**row))


def hits(asked: list[Asked], within: int) -> float:
    """The share, in percent with one decimal, whose first right result is among so many."""
    return round(100 * sum(a.place is not None and a.place < within for a in asked) / len(asked), 1)


def fetched(site: Path) -> dict[str, int]:
    """What the first search loads: script → bytes on its way, gzipped."""
    return {name: len(gzip.compress((site / "assets" / name).read_bytes(), 9)) for name in ("search.js", "search-index.js", "search-model.js")}


def keystrokes(site: Path, queries: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each key's longest task, and until its first results are drawn, sorted, in Chromium slowed down, by file://, without network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto((site / "search.html").as_uri())
        page.locator("main [data-search-input]").fill(queries[0])
        page.locator("main [data-search-result]").first.wait_for()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        times = page.evaluate(TYPE, queries)
        browser.close()
    return sorted(longest for longest, _ in times), sorted(drawn for _, drawn in times)


def most(times: list[float]) -> float:
    """What 95 of 100 do not exceed, of sorted milliseconds."""
    return round(times[int(len(times) * 0.95)], 1)


def summed(asked: list[Asked]) -> dict[str, float | int]:
    """{queries, hit1, hit3} of a set."""
    return {"queries": len(asked), "hit1": hits(asked, 1), "hit3": hits(asked, 3)}


def main() -> None:
    site = ROOT / "site"
    book, problems = load(ROOT)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    if "--curve" in sys.argv:
        curve(book, site)
        return
    if "--confused" in sys.argv:
        told(confused(book, site, out_of_fold(book, site)))
        return
    asked = judge(book, site)
    folds = out_of_fold(book, site)
    longest, drawn = keystrokes(site, [a.query for a in asked[::EVERY]])
    record: dict[str, Any] = {
        "measured": dt.date.today().isoformat(),
        "queries": len(asked),
        "hit1": hits(asked, 1),
        "hit3": hits(asked, 3),
        "hit10": hits(asked, 10),
        "outside": {
            "queries": len(outside := [a for a in asked if a.accept[0].startswith("outside/")]),
            "hit3": hits(outside, 3),
        },
        "learned": summed(folds),
        "blind": summed(judge(book, site, blind_queries(book, "want"))),
        "blind_outside": summed(judge(book, site, blind_queries(book, "outside"))),
        "blind2": summed(judge(book, site, blind_queries(book, "want", "search2"))),
        "blind2_outside": summed(judge(book, site, blind_queries(book, "outside", "search2"))),
        "danger": dangers(book, site),
        "danger2": dangers(book, site, "danger2", "search2"),
        "danger3": dangers(book, site, "danger3", None),
        "danger4": dangers(book, site, "danger4", None),
        "danger5": dangers(book, site, "danger5", None),
        "beside": beside(book, site, blind_queries(book, "want") + blind_queries(book, "want", "search2")),
        "curve": curve(book, site),
        "confused": confused(book, site, folds),
        "keystroke": {"keys": len(longest), "slower": SLOWER, "p95_ms": most(longest), "drawn_ms": most(drawn)},
        "fetched_bytes": sum(fetched(site).values()),
        "misses": [{"query": a.query, "accept": a.accept, "got": a.titles} for a in asked if a.place is None or a.place > 2],
    }
    SCORE.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(asked)}句考题：第1条就对{record['hit1']}%，前3条里有{record['hit3']}%，前10条里有{record['hit10']}%")
    for name, what in (
        ("learned", "没学过的训练问句"),
        ("blind", "盲写的考题"),
        ("blind_outside", "盲写的、不归手册管的"),
        ("blind2", "第二份盲写的考题"),
        ("blind2_outside", "第二份盲写的、不归手册管的"),
    ):
        print("{}{queries}句：第1条就对{hit1}%，前3条里有{hit3}%".format(what, **record[name]))
    if record["beside"]:
        print("同样的盲写的考题，Pagefind：第1条就对{hit1}%，前3条里有{hit3}%".format(**record["beside"]))
    else:
        print("没有装Pagefind（make audit 会装），这次没有拿它来比")
    danger = "危险的{queries}句，提醒了{shown}%；像危险的{alike}句，错提醒{alike_shown}%；普通的{ordinary}句，错提醒{ordinary_shown}%"
    for name in ("danger", "danger2", "danger3", "danger4", "danger5"):
        print(danger.format(**record[name]))
    print(f"第一次搜索要取{record['fetched_bytes'] / 1000:.1f} KB：{fetched(site)}")
    told(record["confused"])
    if record["misses"]:
        print("前3条里没有对的（你加的在里面，就给那个场景、问题加别名）：")
    for miss in record["misses"]:
        print(f"{miss['query']} → {' | '.join(miss['got'])}")


if __name__ == "__main__":
    main()
