"""What grows old, told by a day that is given; and the register of reviews, by which an entry is older than a gist that it cites."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys

import freshness
import pytest
import review

from macros import reviews
from macros.check import check
from macros.freshness import End, findings, state
from macros.load import load
from macros.pages import Pages
from macros.text import in_markdown
from tests import small
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path):
    """The small book, everything in it reviewed as it is."""
    made = small.project(tmp_path / "project")
    review.register(made, dt.date(2026, 11, 21))
    return made


def told(project, on: str, kind: str, ends=()) -> list[str]:
    """'place what' of every finding of a kind."""
    book = small.book(project)
    return [f"{f.place} {f.what}" for f in findings(book, dt.date.fromisoformat(on), list(ends)) if f.kind == kind]


def change(project, file: str, old: str, new: str) -> None:
    path = project / "docs" / "_data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_law_is_old_after_180_days(project):
    """Compared on 2026-11-20: the 180th day after is 2027-05-19, on the next it is told. A law that was never read is not old."""
    assert not any("买卖法" in line for line in told(project, "2027-05-19", "law"))
    old = told(project, "2027-05-20", "law")
    assert "docs/_data/laws/shop-law.yml:12 《买卖法》2026年11月20日对照过，已经181日" in old
    assert not any("unread" in line for line in old)


def test_rules_whose_day_comes_or_just_came(project):
    """The law that begins on 2027-03-01 is told from 180 days before until 60 days after, the article that ends on 2028-04-05 likewise."""
    name = "docs/_data/laws/coming-law.yml:6 《将来法》2027年3月1日施行，"
    assert not any(name in line for line in told(project, "2026-09-01", "rule"))
    assert name + "还有180日" in told(project, "2026-09-02", "rule")
    assert name + "还有1日" in told(project, "2027-02-28", "rule")
    assert name + "就是今天" in told(project, "2027-03-01", "rule")
    assert name + "已经60日" in told(project, "2027-04-30", "rule")
    assert not any(name in line for line in told(project, "2027-05-01", "rule"))
    assert any("《买卖法》第12条2028年4月5日废止，还有5日" in line for line in told(project, "2028-03-31", "rule"))


def test_changes_and_clocks_have_days_of_their_own(project):
    """A change that began on 2020-01-01, a clock that applies from that day until the end of 2030: told with the line to look at, 180 days before to 60 after."""
    change_ = "docs/_data/changes.yml:6 “退货的日子”2020年1月1日起变了，"
    assert change_ + "已经60日" in told(project, "2020-03-01", "rule")
    assert not any("退货的日子" in line for line in told(project, "2020-03-02", "rule"))
    clock = "docs/_data/shared-deadlines.yml:11 期限“发退货通知”"
    assert clock + "2020年1月1日起适用，还有1日" in told(project, "2019-12-31", "rule")
    assert clock + "2030年12月31日以后不再适用，还有180日" in told(project, "2030-07-04", "rule")
    assert not any("发退货通知" in line for line in told(project, "2030-07-03", "rule"))


def test_an_entry_is_older_than_the_gist_it_cites(project):
    """Nothing is told while gists stay; a changed gist tells everything that cites it, by name; a review ends it; a citation that is added is told too."""
    assert told(project, "2026-11-29", "entry") == []
    change(project, "laws/shop-law.yml", "收货后7日内可以退", "收货后7日内都可以退")
    stale = told(project, "2026-11-29", "entry")
    assert stale and all("要点变了1条（shop-law#25）" in line for line in stale)
    entries = {re.search(r" (\S+?)：", line).group(1) for line in stale}
    book = small.book(project)
    assert entries == {f"{who.kind}/{who.id}" for who in book.citers["shop-law#25"]}
    assert "letter/refund-letter" in entries
    review.record(project, "letter/refund-letter", "reader", "texts", dt.date(2026, 11, 29))
    assert not any("letter/refund-letter" in line for line in told(project, "2026-11-29", "entry"))
    assert 'reviewed: "2026-11-29"' in (project / "docs/_data/letters/refund-letter.yml").read_text(encoding="utf-8")
    assert reviews.read(project)["letter/refund-letter"].by == "reader"
    change(project, "letters/short-note.yml", "laws: [", 'laws: ["shop-law#26", ')
    assert any("letter/short-note" in line and "后来才引用1条（shop-law#26）" in line for line in told(project, "2026-11-29", "entry"))


def test_only_what_changed_can_be_read_again(project):
    """The articles get the day and the reader, the entry and its page keep theirs; what changes afterwards is told again; a whole review forgets it."""

    def line():
        kept = (project / reviews.REGISTER).read_text(encoding="utf-8").splitlines()
        return next(x for x in kept if x.startswith("letter/refund-letter "))

    change(project, "laws/shop-law.yml", "收货后7日内可以退", "收货后7日内都可以退")
    page = (project / "docs/_data/letters/refund-letter.yml").read_text(encoding="utf-8")
    before = reviews.read(project)["letter/refund-letter"]
    review.record(project, "letter/refund-letter", "reader", "texts", dt.date(2026, 11, 29), "changed")
    after = reviews.read(project)["letter/refund-letter"]
    assert (after.day, after.by) == (before.day, before.by) and after.later == {"shop-law#25": "2026-11-29/reader"}
    assert line().count("@2026-11-29/reader") == 1 and "shop-law#25=" in line()
    assert (project / "docs/_data/letters/refund-letter.yml").read_text(encoding="utf-8") == page
    assert not any("letter/refund-letter" in told_ for told_ in told(project, "2026-11-29", "entry"))
    with pytest.raises(SystemExit, match="没有什么要单独记"):
        review.record(project, "letter/refund-letter", "reader", "texts", dt.date(2026, 11, 30), "changed")
    change(project, "laws/shop-law.yml", "收货后7日内都可以退", "收货后7日内一律可以退")
    assert any("letter/refund-letter" in told_ for told_ in told(project, "2026-11-29", "entry"))
    review.record(project, "letter/refund-letter", "lawyer", "texts", dt.date(2026, 12, 1))
    assert "@" not in line() and reviews.read(project)["letter/refund-letter"].day == "2026-12-01"


def test_a_gist_that_only_gets_another_title_is_the_same(project):
    change(project, "laws/shop-law.yml", 'title: "可以退"', 'title: "七天里可以退"')
    assert told(project, "2026-11-29", "entry") == []


def test_doors_and_places_by_age(project):
    assert not any("监管所" in line for line in told(project, "2027-02-18", "door"))
    assert any(line.endswith("渠道“监管所”2026年11月20日核实过，已经91日") for line in told(project, "2027-02-19", "door"))
    assert any("渠道“网上法庭”没有核实" in line for line in told(project, "2026-11-29", "unverified"))
    assert any("《买卖法》第12-1条没有核实" in line for line in told(project, "2026-11-29", "unverified"))


def test_platforms_and_local_rules_by_age(project):
    """A platform's rules by the day they were seen, 90 days; where none were, by the review's. A place's by its review, 180 days."""
    mall = "docs/_data/platforms/mall.yml:18 平台“大商场”的规则是2026年10月2日看的，已经91日"
    assert not any("大商场" in line for line in told(project, "2026-12-31", "door"))
    assert mall in told(project, "2027-01-01", "door")
    assert not any("小地摊" in line for line in told(project, "2027-02-18", "door"))
    assert any("平台“小地摊”的规则是2026年11月20日看的，已经91日" in line for line in told(project, "2027-02-19", "door"))
    assert not any("地区“北省”" in line for line in told(project, "2027-05-19", "door"))
    assert any("地区“北省”2026年11月20日看过，已经181日" in line for line in told(project, "2027-05-20", "door"))


def test_what_is_used_though_nobody_verified_it(project):
    """A platform without official rules; a law that was not read, only where something names it, with how often."""
    said = told(project, "2026-11-29", "unverified")
    assert any("平台“小地摊”的规则没有核实" in line for line in said) and not any("大商场" in line for line in said)
    assert not any("没有读到正文" in line for line in said), "nothing names the law that was not read"
    change(project, "laws/coming-law.yml", 'text_as_of: "2026-10-01"', "text_as_of: null\nunverified: true")
    change(project, "laws/coming-law.yml", 'articles:\n  "1": {title: "将来的一条", gist: "到那时才用。"}', "articles: {}")
    book, _ = load(project)
    lines = [f.what for f in findings(book, dt.date(2026, 11, 29)) if f.kind == "unverified"]
    assert "《将来法》没有读到正文，2处提到它" in lines


def test_next_years_holidays_are_missed_from_december(project):
    """The calendar's last year is 2026: on 30 November nothing, from 1 December on 2027 is missed, in 2027 always."""
    from macros import rest_days

    known = rest_days.table()["known_until"]
    assert told(project, f"{known}-11-30", "calendar") == []
    assert len(told(project, f"{known}-12-01", "calendar")) == 1
    assert f"{known + 1}年的放假安排" in told(project, f"{known + 1}-06-01", "calendar")[0]


def test_software_that_ends(project):
    end = End("Old Tool", "2027-05-05", "docs/about/engine.md", "换掉它")
    assert told(project, "2026-11-05", "tool", [end]) == []
    assert "还有180日" in told(project, "2026-11-06", "tool", [end])[0]
    assert "已经1日" in told(project, "2027-05-06", "tool", [end])[0]
    # what the project runs on has its day there, as far as one is known
    flows = "".join(path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    known = {entry.name for entry in freshness.ends()}
    for name, word in (("Python", "python-version"), ("Node.js", "node-version")):
        used = set(re.findall(rf'{word}: "?([0-9.]+)', flows))
        assert used and {f"{name} {version}" for version in used} <= known, f"tools/ends.yml 里没有 {name} {sorted(used)}"
    for entry in freshness.ends():
        assert dt.date.fromisoformat(entry.ends) and entry.source and entry.do


@pytest.mark.parametrize(
    ("entry", "by", "compared", "says"),
    [
        ("letter/refund-leter", "reader", "texts", "你是不是要写 letter/refund-letter？"),
        ("letter/refund-letter", "me", "texts", "by= 要写这几个里的一个：editor（写的人）、reader（没有写它的另一个人）"),
        ("letter/refund-letter", "reader", "memory", "with= 要写这几个里的一个：texts（法条正文）"),
        ("letter/refund-letter", "reader", "texts changes", "only= 只能写 changed"),
    ],
)
def test_a_review_that_cannot_be_recorded_changes_nothing(project, entry, by, compared, says):
    before = {p: p.read_bytes() for p in [project / reviews.REGISTER, *(project / "docs" / "_data").rglob("*.yml")]}
    with pytest.raises(SystemExit) as refused:
        review.record(project, entry, by, *compared.split()[:1], dt.date(2026, 11, 29), *compared.split()[1:])
    assert says in str(refused.value)
    assert {p: p.read_bytes() for p in before} == before


@pytest.mark.parametrize(
    "line",
    [
        "letter/x 2026-11-29 nobody texts",
        "letter/x",
        "letter/x 2026-11-29 editor texts shop-law#25",
        "letter/x 2026-11-29 editor texts a#1=1a=2b",
        "letter/x 2026-11-29 editor texts a#1=1a@2026-11-29/nobody",
    ],
)
def test_a_register_that_was_typed_by_hand_is_told(project, line):
    """With file and line, as every fault of the data, and the build stops on it."""
    path = project / reviews.REGISTER
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    book, problems = load(project)
    assert [str(p) for p in (*problems, *check(book))] == [f"docs/about/reviews.txt:{number}: {reviews.UNREADABLE}"]


def test_the_page_about_the_whole(project):
    """Counts by hand of the small book: seven laws, one of them unread; texts and days as its data give them; what waits to be read again by kind."""
    book = small.book(project)
    assert state(book) | {"texts": None} == {
        "texts": None,
        "compared": {"first": "2026-11-20", "last": "2026-11-22"},
        "reviewed": {"first": "2026-11-20", "last": "2026-11-21"},
        "entries": len(reviews.cited(book)),
        "aged": 0,
        "aged_by": [],
        "channels": {"total": 2, "verified": 1, "seen": {"first": "2026-11-20", "last": "2026-11-20"}},
        "platforms": {"total": 2, "verified": 1, "seen": {"first": "2026-10-02", "last": "2026-10-02"}},
        "calendar": 2026,
        "places": ["北镇", "北省"],
    }
    change(project, "laws/shop-law.yml", "收货后7日内可以退", "收货后7日内都可以退")
    changed = state(small.book(project))
    assert changed["aged"] == sum(n for _, n in changed["aged_by"]) == len(book.citers["shop-law#25"])
    assert ("文书", 2) in changed["aged_by"]
    html = Pages(small.book(project)).state_page("about/state.html")
    assert "收了7部，读到正文的6部" in html and f"{changed['aged']}条：核对以后" in html


def test_the_register_is_whole(book):
    """Every entry that cites an article has its line, of the day that its data give; who changed the day by hand is told how it is done."""
    known = reviews.read(ROOT)
    missing = sorted(set(reviews.cited(book)) - set(known))
    assert not missing, f"还没有登记核对：{missing[:10]}。运行 make register"
    days = reviews.dated(book)
    wrong = sorted(e for e, r in known.items() if e in days and days[e] != r.day)
    assert not wrong, f"核对日期和登记的不一样：{wrong[:10]}。核对过了，就用 make review entry=… by=… with=… 记"


def test_the_text_for_an_issue(project):
    """Counts first, then boxes to tick with place and remedy; what is too long says how to see the rest."""
    book = small.book(project)
    on = dt.date(2027, 6, 1)
    found = findings(book, on, [])
    text = freshness.issue(found, on)
    assert text.startswith("# 要重新核对的内容（2027年6月1日）\n")
    laws = [f for f in found if f.kind == "law"]
    assert f"| 很久没有对照的法律 | {len(laws)} |" in text
    assert all(f"- [ ] {in_markdown(f.what)}（`{f.place}`）：{in_markdown(f.do)}" in text for f in laws)
    many = [laws[0]] * (freshness.MOST + 3)
    assert f"还有3处：运行 `make freshness ON={on}` 看全部" in freshness.issue(many, on)


def test_it_reports_and_does_not_fail():
    """On a day far away there is much to tell, and it ends as it should."""
    ran = subprocess.run([sys.executable, "tools/freshness.py", "--on", "2030-01-01"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0 and ran.stdout.startswith("2030年1月1日：") and not ran.stderr
