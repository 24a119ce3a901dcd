"""Decision trees as graphs: no dead end, no circle, not too many taps, every end reached, every situation led to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from macros import model as m
from macros.book import Document, Path_
from macros.check.report import FEW, Known, Report


def trees(report: Report) -> None:
    """No dead end, no cycle, not too many taps, “不确定” always an answer, every end reached."""
    for id_, tree in report.book.trees.items():
        doc = report.document("tree", id_)
        nodes = {n.id for n in tree.nodes}
        ends = {e.id for e in tree.ends}
        seen: dict[str, tuple[Document, Path_]] = {}
        for key, ids in (("nodes", [n.id for n in tree.nodes]), ("ends", [e.id for e in tree.ends])):
            for i, record in enumerate(ids):
                report.unique(doc, seen, record, (key, i, "id"))
        report.known(doc, ("start",), tree.start, Known(nodes, "问题", ()))
        for i, node in enumerate(tree.nodes):
            if not any(a.text.startswith("不确定") for a in node.answers):
                report.say(doc, ("nodes", i, "answers"), f"问题“{node.id}”没有“不确定”这个回答。加上它，并写好去处")
            for text, count in Counter(a.text for a in node.answers).items():
                if count > 1:
                    report.say(doc, ("nodes", i, "answers"), f"问题“{node.id}”有{count}个回答都是“{text}”。改成读者分得清的，或删去多的")
            for j, answer in enumerate(node.answers):
                report.known(doc, ("nodes", i, "answers", j, "go"), answer.go, Known(nodes | ends, "问题或结果", ()))
        _ways(report, doc, tree)
        for i, end in enumerate(tree.ends):
            here = ("ends", i)
            page = f"docs/{id_}/{end.page}.md"
            if end.page and not (report.book.root / page).exists():
                report.say(doc, (*here, "page"), f"没有 {page}。建这一页，写上 {{{{ tree_ends() }}}}；不要另一页，就删去 page")
            report.cited(doc, (*here, "laws"), end.laws)
            for j, scenario in enumerate(end.scenarios):
                report.record(doc, (*here, "scenarios", j), "scenario", scenario)
            for j, channel in enumerate(end.channels):
                report.record(doc, (*here, "channels", j), "channel", channel)
            if not (end.scenarios or end.channels or end.notes):
                report.say(doc, here, f"结果“{end.id}”没有去处。写 scenarios、channels 或 notes")
            if len(end.scenarios) > 3:
                report.say(doc, (*here, "scenarios"), f"结果“{end.id}”有{len(end.scenarios)}个场景，最多3个。删到3个，或分成两个结果")


def _ways(report: Report, doc: Document, tree: m.Tree) -> None:
    """Circles, the longest way, what nothing leads to. Each node is looked at once: the ways through it are never counted one by one."""
    nodes = {n.id: (i, n) for i, n in reversed(list(enumerate(tree.nodes)))}
    places: dict[str, Path_] = {e.id: ("ends", i, "id") for i, e in reversed(list(enumerate(tree.ends)))}
    places |= {id_: ("nodes", i, "id") for id_, (i, _) in nodes.items()}
    if tree.start not in nodes or any(a.go not in places for n in tree.nodes for a in n.answers):
        return  # what a wrong reference cuts off is not itself wrong
    done: list[str] = []  # every node behind all that it leads to
    open_: dict[str, Iterator[tuple[int, m.Answer]]] = {tree.start: iter(enumerate(nodes[tree.start][1].answers))}
    circle = False
    while open_:
        at = next(reversed(open_))
        for j, answer in open_[at]:
            if answer.go in open_:
                circle = True
                way = list(open_)
                here = ("nodes", nodes[at][0], "answers", j, "go")
                report.say(doc, here, f"绕回来了：{_shown([*way[way.index(answer.go) :], answer.go])}。改成往后走的问题或结果")
            elif answer.go not in done:
                open_[answer.go] = iter(enumerate(nodes[answer.go][1].answers)) if answer.go in nodes else iter(())
                break
        else:
            done.append(at)
            del open_[at]
    lost = {id_: path for id_, path in places.items() if id_ not in done}
    led = {a.go for id_ in lost if id_ in nodes for a in nodes[id_][1].answers}
    # of a part that nothing leads to, its first; of a circle that nothing leads to, all
    for id_ in [i for i in lost if i not in led] or list(lost):
        report.say(doc, lost[id_], f"“{id_}”到不了：没有哪个回答通到它。在该去它的回答里写 go: {id_}")
    if circle:
        return
    longest: dict[str, list[str]] = {tree.start: []}
    for at in reversed(done):
        for answer in nodes[at][1].answers if at in nodes else ():
            longest[answer.go] = max(longest.get(answer.go, []), [*longest[at], at], key=len)
    far = [e.id for e in tree.ends if len(longest.get(e.id, [])) > tree.most]
    if far:
        id_ = max(far, key=lambda e: len(longest[e]))
        more = f"（太远的结果一共{len(far)}个）" if len(far) > 1 else ""
        report.say(doc, places[id_], f"要点{len(longest[id_])}次才到“{id_}”，最多{tree.most}次{more}：{_shown(longest[id_])}。合并或删去中间的问题")


def _shown(way: list[str]) -> str:
    """A way in words, its middle left out where it is long."""
    return "→".join(way if len(way) <= 8 else [*way[:4], "……", *way[-3:]])


def triage_reaches_every_scenario(report: Report) -> None:
    """Whoever answers the triage can arrive at every situation."""
    tree = report.book.trees.get("triage")
    if tree is None:
        return
    named = {s for e in tree.ends for s in e.scenarios}
    doc = report.document("tree", "triage")
    lost = sorted(report.book.scenarios.keys() - named)
    if len(lost) > FEW:
        report.say(doc, ("ends",), f"从分流到不了{len(lost)}个场景：{'、'.join(lost[:FEW])}等。误删的结果补回来；新的场景各给一个结果")
        return
    for id_ in lost:
        report.say(doc, ("ends",), f"从分流到不了场景“{id_}”。在 ends 里给它一个结果（scenarios: [{id_}]），再让一题的回答 go 到那个结果")


RULES = (trees, triage_reaches_every_scenario)
