"""How well the search answers: asks it every query of docs/_data/search-queries.yml and writes docs/about/search-score.json,
which the about page shows.

    make search-score

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
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from setup import chromium, node  # noqa: E402

from macros.book import Handbook  # noqa: E402
from macros.load import load  # noqa: E402

SCORE = ROOT / "docs" / "about" / "search-score.json"
SLOWER = 4  # how many times slower than this machine the browser is made
EVERY = 6  # of the queries, every so many is typed key by key
# types each query key by key and gives the milliseconds from each key to the drawn results: the middle one of three tries, because
# other programs of the machine count too
TYPE = """async (queries) => {
  const input = document.querySelector("main [data-search-input]");
  const list = document.querySelector("main [data-search-results]");
  const times = [];
  for (const query of queries) {
    for (let n = 1; n <= query.length; n += 1) {
      const tries = [];
      for (let attempt = 0; attempt < 3; attempt += 1) {
        input.value = query.slice(0, n);
        const from = performance.now();
        input.dispatchEvent(new Event("input"));
        for (let turn = 0; turn < 5; turn += 1) await null;
        list.getBoundingClientRect();
        tries.push(performance.now() - from);
      }
      times.push(tries.sort((a, b) => a - b)[1]);
    }
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


def ask(site: Path, queries: list[str]) -> list[list[dict]]:
    """Query by query the results {kind, id, url, title}, best first. Stops with a sentence where there is no Node.js."""
    found = node()
    if not found:
        sys.exit("没有 Node.js。先运行 make setup")
    command = [str(found[0]), str(ROOT / "tools" / "search_score.mjs"), str(site)]
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


def judge(book: Handbook, site: Path) -> list[Asked]:
    """Every query of the set, asked and judged."""
    queries = [(query, group.accept) for group in book.search_queries for query in group.ask]
    result = []
    for (query, accept), answers in zip(queries, ask(site, [q for q, _ in queries]), strict=True):
        place = next((n for n, answer in enumerate(answers) if names(book, answer) & set(accept)), None)
        result.append(Asked(query, accept, [a["title"] for a in answers[:3]], place))
    return result


def hits(asked: list[Asked], within: int) -> float:
    """The share, in percent with one decimal, whose first right result is among so many."""
    return round(100 * sum(a.place is not None and a.place < within for a in asked) / len(asked), 1)


def fetched(site: Path) -> dict[str, int]:
    """What the first search loads: script → bytes on its way, gzipped."""
    return {name: len(gzip.compress((site / "assets" / name).read_bytes(), 9)) for name in ("search.js", "search-index.js", "search-model.js")}


def keystrokes(site: Path, queries: list[str]) -> list[float]:
    """Milliseconds of each key, in Chromium slowed down, by file://, without network."""
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
    return sorted(times)


def main() -> None:
    site = ROOT / "site"
    book, problems = load(ROOT)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    asked = judge(book, site)
    times = keystrokes(site, [a.query for a in asked[::EVERY]])
    record = {
        "measured": dt.date.today().isoformat(),
        "queries": len(asked),
        "hit1": hits(asked, 1),
        "hit3": hits(asked, 3),
        "hit10": hits(asked, 10),
        "outside": {
            "queries": len(outside := [a for a in asked if a.accept[0].startswith("outside/")]),
            "hit3": hits(outside, 3),
        },
        "keystroke": {"keys": len(times), "slower": SLOWER, "p95_ms": round(times[int(len(times) * 0.95)], 1)},
        "fetched_bytes": sum(fetched(site).values()),
        "misses": [{"query": a.query, "accept": a.accept, "got": a.titles} for a in asked if a.place is None or a.place > 2],
    }
    SCORE.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(asked)}句考题：第1条就对{record['hit1']}%，前3条里有{record['hit3']}%，前10条里有{record['hit10']}%")
    if record["misses"]:
        print("前3条里没有对的（你加的在里面，就给那个场景、问题加别名）：")
    for miss in record["misses"]:
        print(f"{miss['query']} → {' | '.join(miss['got'])}")


if __name__ == "__main__":
    main()
