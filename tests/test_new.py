"""`make new` as an editor uses it: what it writes is read without a fault, and every blank is named until it is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import new
import pytest

from macros import model as m
from macros.check import check
from macros.check.words import UNWRITTEN
from macros.kinds import REGISTRY
from macros.load import load
from tests.conftest import ROOT

INTO = {"question": "online", "excuse": "goods"}
# kinds whose files are not begun one by one, each with the reason
NOT_BEGUN = {
    "vocab": "closed lists: a word is one line",
    "synonyms": "one line each",
    "search-queries": "one line each",
    "search-train": "begun with its situation; of what is not for the handbook one line each",
    "dangers": "closed: a strip above the results, with a test set of its own",
    "danger-train": "a file for each kind; one line each",
    "tone-train": "a file for each of four kinds; one line each",
    "sums": "a sum is begun from one of its kind: which numbers it needs depends on that",
    "bureaus": "begun from its neighbour: it differs by two sentences",
    "repealed": "one line each",
    "renamed": "one line each, and better none",
    "form-limits": "one line each",
    "log": "a line each: what changed, on which day, where",
    "cautions": "closed: the program recognises what they warn of",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook's own data and stubs, with one new record of every kind."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("assets"))
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name, recipe in new.RECIPES.items():
        new.make(name, f"new-{name}", INTO.get(name) if recipe.record else None, "parcel" if name == "question" else None, root)
    return root


def told(root: Path) -> list[tuple[str, int, str]]:
    book, problems = load(root)
    return [(p.file, p.line, p.message) for p in problems + (check(book) if book else [])]


def test_every_kind_can_be_begun():
    begun = {recipe.kind for recipe in new.RECIPES.values()}
    missing = {kind.name for kind in REGISTRY} - begun - NOT_BEGUN.keys()
    assert not missing, f"make new 还不会写这些种类：{missing}。加模板 tools/templates/ 和 RECIPES，或在 NOT_BEGUN 写明原因"


def test_each_blank_is_named_with_its_line_and_nothing_else_is_wrong(project):
    found = told(project)
    unwritten = {(file, line) for file, line, message in found if message.startswith("这里还没有写")}
    other = [(f, n, m) for f, n, m in found if not m.startswith("这里还没有写")]
    # lists and days that a person must fill are empty in a template; a new situation is not yet reached by the triage, a new place lies nowhere
    expected = re.compile(
        r"至少要有\d项|从分流到不了场景“new-scenario”|读到正文的规定要写|一条都没有|没有官方来源|“new-region”不在 vocab.yml 的 places 里"
    )
    assert not [x for x in other if not expected.match(x[2])], "模板本身有错"
    marks = {
        (path.relative_to(project).as_posix(), number)
        for path in (project / "docs" / "_data").rglob("*.yml")
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if UNWRITTEN in line
    }
    assert unwritten == marks and len(marks) > 60


def test_the_page_is_there(project):
    assert (project / "docs" / "scenarios" / "new-scenario.md").read_text(encoding="utf-8") == "{{ scenario_page() }}\n"
    assert (project / "docs" / "laws" / "new-law.md").read_text(encoding="utf-8") == "{{ law_page() }}\n"


def test_the_order_names_it_last(project):
    """Behind all that an editor has put there: somebody who knows how often it happens moves it."""
    order = load(project)[0].vocab.order
    assert (order.scenarios[-1], order.excuses[-1], order.platforms[-1]) == ("new-scenario", "new-excuses", "new-platform")
    assert order.letters[-1].letters[-1] == "new-letter"


def test_a_question_may_name_its_situation(project):
    text = (project / "docs" / "_data" / "faqs" / "online.yml").read_text(encoding="utf-8")
    assert 'scenarios: ["parcel"]' in text[text.index("id: new-question") :]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("scenari", "x"), "没有“scenari”这一种"),
        (("scenario", "Lost Luggage"), "不是合格的id"),
        (("scenario", "parcel"), "docs/_data/scenarios/parcel.yml 已经有了"),
        (("question", "x"), "写明加进哪个文件，写 in= 和其中一个：\n  channels（投诉渠道：平台、消协、12315有什么不同）\n"),
        (("question", "x", "travle"), "\n你是不是要写 travel？"),
        (("excuse", "x"), "\n  goods（拿商品种类、运费、描述和发货挡人）\n"),
        (("channel", "x", "online"), "渠道不用写 in=：都在 channels.yml 里"),
        (("scenario", "x", "online"), "场景不用写 in=：一件事一个文件"),
        (("excuse", "x", "goods", "parcel"), "for= 只给问题用"),
        (("question", "confirm-return-policy", "online"), "里已经有 id“confirm-return-policy”"),
        (("question", "x", "online", "parcle"), "没有场景“parcle”。你是不是要写 parcel？"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(arguments, sentence, tmp_path):
    shutil.copytree(ROOT / "docs" / "_data", tmp_path / "docs" / "_data")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(SystemExit, match=re.escape(sentence)):
        new.make(*arguments, root=tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_what_can_be_begun_is_listed_and_nothing_is_wrong_with_asking(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["new.py", "--kind=", "--id=", "--in=", "--for="])
    new.main()
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said and recipe.name in said for name, recipe in new.RECIPES.items())
    assert "一句商家说法，要写 in=" in said


@pytest.mark.parametrize(("given", "lacks"), [("--kind=term", "还要写 id=新的id"), ("--id=x", "还要写 kind=种类")])
def test_half_of_what_is_needed(monkeypatch, given, lacks):
    monkeypatch.setattr("sys.argv", ["new.py", given])
    with pytest.raises(SystemExit, match=lacks):
        new.main()


def test_the_steps_of_two_new_situations_have_ids_of_their_own(project):
    text = (project / "docs" / "_data" / "scenarios" / "new-scenario.yml").read_text(encoding="utf-8")
    assert "id: new-scenario-check" in text and "id: new-scenario-ask" in text and "id: new-scenario-clock" in text


# what a template begins → the models whose keys a person may write there
SAYS = {
    "scenario": (m.Scenario, m.First, m.Message, m.DeadlineRef, m.Deadline, m.Extend, m.Step, m.Strength, m.Expect, m.NotFor, m.Right, m.Next),
    "letter": (m.Letter, m.LetterField, m.Option, m.Claiming, m.Block, m.Send, m.Amount),
    "law": (m.Law, m.Article, m.Instead, m.LawPart),
    "platform": (m.Platform, m.PlatformRule, m.PlatformPoint, m.LawBeside),
    "region": (m.Region, m.RegionRule),
    "excuses": (m.Excuses,),
    "tree": (m.Tree, m.Node, m.Answer, m.End),
    "question": (m.Question, m.Next),
    "excuse": (m.Excuse, m.Variant),
    "step": (m.SharedStep,),
    "clock": (m.SharedDeadline, m.Extend, m.Unlike),
    "channel": (m.Channel, m.Site),
    "term": (m.Term,),
    "misconception": (m.Misconception,),
    "case": (m.Case,),
    "change": (m.Change, m.ChangedRule),
    "outside": (m.Outside,),
}
# keys that a template does not speak of, with the reason
LEFT_OUT = {
    ("step", "message"): "a shared step belongs to no situation whose message it could name",
}


@pytest.mark.parametrize("name", new.RECIPES)
def test_every_key_stands_in_the_template(name):
    """Written out, or named in a comment that says when it is wanted: a key that was added to a model and not here would be known to nobody."""
    text = (new.TEMPLATES / f"{name}.yml").read_text(encoding="utf-8")
    keys = {field.alias or key for model in SAYS[name] for key, field in model.model_fields.items()}
    missing = {key for key in keys if not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text) and (name, key) not in LEFT_OUT}
    assert not missing, f"tools/templates/{name}.yml 没有说到：{missing}"
