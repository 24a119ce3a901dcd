"""The JSON Schemas that editors use are those of the data model, and each data file names its own."""

from __future__ import annotations

import pytest
from schema import schemas

from macros.kinds import KINDS
from tests.conftest import ROOT


def test_schemas_are_current():
    stale = [name for name, content in schemas().items() if (ROOT / "schemas" / name).read_text(encoding="utf-8") != content]
    assert not stale, f"数据模型改了，schema 没有跟上。运行 make schema：{stale}"
    extra = {p.name for p in (ROOT / "schemas").glob("*")} - set(schemas())
    assert not extra, f"schemas/ 里多了：{extra}"


@pytest.mark.parametrize("kind", KINDS)
def test_data_files_name_their_schema(kind):
    where = KINDS[kind].where
    data = ROOT / "docs" / "_data"
    paths = [data / where] if where.endswith(".yml") else sorted((data / where).glob("*.yml"))
    up = "../../schemas" if where.endswith(".yml") else "../../../schemas"
    line = f"# yaml-language-server: $schema={up}/{kind}.json"
    wrong = [p.name for p in paths if p.read_text(encoding="utf-8").split("\n", 1)[0] != line]
    assert not wrong, f"第一行要写 {line}：{wrong}"
