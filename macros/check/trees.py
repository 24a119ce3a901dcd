"""Decision trees as graphs: no dead end, no circle, not too many taps, every end reached, every situation led to."""

from __future__ import annotations

from macros.check.report import Known, Report


def trees(report: Report) -> None:
    """No dead end, no cycle, not too many taps, “不确定” always an answer, every end reached."""
    for id_, tree in report.book.trees.items():
        doc = report.document("tree", id_)
        nodes = {n.id: n for n in tree.nodes}
        ends = {e.id: e for e in tree.ends}
        seen: dict[str, str] = {}
        for key, ids in (("nodes", [n.id for n in tree.nodes]), ("ends", [e.id for e in tree.ends])):
            for i, record in enumerate(ids):
                report.unique(doc, seen, record, (key, i, "id"))
        report.known(doc, ("start",), tree.start, Known(nodes, "问题", ()))
        for i, node in enumerate(tree.nodes):
            if not any(a.text.startswith("不确定") for a in node.answers):
                report.say(doc, ("nodes", i, "answers"), f"问题“{node.id}”没有“不确定”这个回答。加上它，并写好去处")
            for j, answer in enumerate(node.answers):
                report.known(doc, ("nodes", i, "answers", j, "go"), answer.go, Known(nodes.keys() | ends.keys(), "问题或结果", ()))
        reached: set[str] = set()
        stack: list[tuple[str, tuple[str, ...]]] = [(tree.start, ())] if tree.start in nodes else []
        while stack:
            at, way = stack.pop()
            reached.add(at)
            if at in ends:
                if len(way) > tree.most:
                    report.say(doc, ("nodes",), f"要点{len(way)}次才到“{at}”，最多{tree.most}次：{'→'.join(way)}")
                continue
            if at in way:
                report.say(doc, ("nodes",), f"绕回来了：{'→'.join((*way, at))}")
                continue
            stack += [(a.go, (*way, at)) for a in nodes[at].answers if a.go in nodes or a.go in ends]
        for name in sorted((nodes.keys() | ends.keys()) - reached):
            report.say(doc, (), f"“{name}”到不了。接上它，或删去")
        for i, end in enumerate(tree.ends):
            here = ("ends", i)
            report.cited(doc, (*here, "laws"), end.laws)
            for j, scenario in enumerate(end.scenarios):
                report.record(doc, (*here, "scenarios", j), "scenario", scenario)
            for j, channel in enumerate(end.channels):
                report.record(doc, (*here, "channels", j), "channel", channel)
            if not (end.scenarios or end.channels or end.notes):
                report.say(doc, here, f"结果“{end.id}”没有去处。写 scenarios、channels 或 notes")
            if len(end.scenarios) > 3:
                report.say(doc, (*here, "scenarios"), f"结果“{end.id}”有{len(end.scenarios)}个场景，最多3个")


def triage_reaches_every_scenario(report: Report) -> None:
    """Whoever answers the triage can arrive at every situation."""
    tree = report.book.trees.get("triage")
    if tree is None:
        return
    named = {s for e in tree.ends for s in e.scenarios}
    doc = report.document("tree", "triage")
    for id_ in sorted(report.book.scenarios.keys() - named):
        report.say(doc, ("ends",), f"从分流到不了场景“{id_}”。给它一个结果")


RULES = (trees, triage_reaches_every_scenario)
