"""What is wrong with a file before it is a model: kinds of file, size, depth, characters, quotes, marks. Each ends as a named problem."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from macros import read
from macros.load import DATA
from macros.read import AT_MOST
from macros.text import UNSEEN
from tests import small
from tests.test_load import LAW, QUESTION, problems, project, write

__all__ = ["project"]  # a fixture, asked for by name
FAQ = "faqs/online.yml"


def asked(answer: str) -> str:
    """The one question with another answer, as it stands in YAML."""
    return QUESTION.replace('"能。"', answer)


CHARACTERS = {
    "soft hyphen": "\u00ad",
    "no-break space": "\u00a0",
    "narrow space": "\u2009",
    "direction mark": "\u061c",
    "Mongolian vowel separator": "\u180e",
    "blank Braille cell": "\u2800",
    "Hangul filler": "\u3164",
    "Hangul initial filler": "\u115f",
    "Hangul medial filler": "\u1160",
    "half-width Hangul filler": "\uffa0",
    "zero-width space": "\u200b",
    "byte order mark inside": "\ufeff",
    "replacement character": "\ufffd",
    "private use": "\ue000",
    "private use, plane 15": "\U000f0001",
    "noncharacter of plane 1": "\U0001fffe",
    "tag": "\U000e0041",
    "variation selector behind a letter": "\ufe0f",
    "ideographic selector behind none": "\U000e0100",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "next line": "\u0085",
    "C1 control": "\u009f",
    "form feed": "\u000c",
    "delete": "\u007f",
    "noncharacter FFFE": "\ufffe",
    "noncharacter FFFF": "\uffff",
}


@pytest.mark.parametrize("what", CHARACTERS)
def test_a_character_nobody_sees(project, what):
    character = CHARACTERS[what]
    write(project, FAQ, asked(f'"a{character}。"'))
    assert problems(project) == [f"docs/_data/faqs/online.yml:5: 文字里有看不见的字符 U+{ord(character):04X}。删掉它，重新手打这几个字"]


@pytest.mark.parametrize("text", ["保修⚠️。", "1️⃣拍照", "㊙️", "葛󠄀", "全角　空格", "é", "“七日”", "😀"])
def test_a_character_that_only_looks_rare(project, text):
    write(project, FAQ, asked(f'"{text}"'))
    assert problems(project) == []


def test_a_byte_order_mark_at_the_start_is_none(project):
    write(project, FAQ, "\ufeff" + QUESTION)
    assert problems(project) == []


def test_an_unseen_character_by_its_number(project):
    """YAML lets a quoted text name it: the file looks clean, the page does not."""
    write(project, FAQ, asked('"能\\u200b。"'))
    assert problems(project) == ["docs/_data/faqs/online.yml:5: 文字里有看不见的字符 U+200B。删掉它，重新手打这几个字"]


# Unicode, DerivedCoreProperties.txt, Default_Ignorable_Code_Point: what a reader never sees; variation selectors apart, they have a test above
IGNORABLE = (
    "AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FEFF FFA0 FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A E0000-E00FF E01F0-E0FFF"
)


@pytest.mark.parametrize("span", IGNORABLE.split())
def test_every_character_that_nobody_sees_is_unseen(span):
    first, _, last = span.partition("-")
    assert [f"U+{n:X}" for n in range(int(first, 16), int(last or first, 16) + 1) if not UNSEEN.search(f"能{chr(n)}退")] == []


def test_unseen_characters_in_many_lines(project):
    """Every line that has one, up to what a person can work through."""
    write(project, FAQ, "# \u200b\n" * 60 + QUESTION)
    found = problems(project)
    assert len(found) == AT_MOST + 1
    assert found[1] == "docs/_data/faqs/online.yml:2: 文字里有看不见的字符 U+200B。删掉它，重新手打这几个字"
    assert found[-1] == "docs/_data/faqs/online.yml:41: 从这一行起还有20个问题。先改上面的，再看一次"


@pytest.mark.parametrize("mark", ["{{", "}}", "{%", "%}", "{#", "#}"])
def test_a_mark_of_a_template(project, mark):
    write(project, FAQ, asked(f'"能 {mark} 7。"'))
    assert problems(project) == [f"docs/_data/faqs/online.yml:5: 文字里有模板记号“{mark}”。删去它；要写这个符号，换成全角的｛ ｝"]


@pytest.mark.parametrize("text", ['"<b>能</b> & {7} % #"', "'a {b} c'"])
def test_markup_is_text(project, text):
    write(project, FAQ, asked(text))
    assert problems(project) == []


@pytest.mark.parametrize("text", ["“能。”", '“能。"', "‘能。’", "＂能。＂"])
def test_a_printed_quotation_mark_for_a_YAML_one(project, text):
    write(project, FAQ, asked(text))
    assert problems(project) == [
        f'docs/_data/faqs/online.yml:5: 开头的“{text[0]}”不是YAML的引号，会印在页面上。整句两头用英文引号（"）括起来；中文引号要印出来时写在里面'
    ]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ('"他说"不行"。"', 5, '句子中间有英文引号（"），句子在那里断了。文字里的引号写成中文引号（“ ”）'),
        ('["能"，"不能"]', 5, "两项之间是中文标点。改成英文逗号加一个空格（, ）"),
        # the reader stops at the row below
        ('"能。"\n    details：[]', 6, "键后面是中文冒号（：）。改成英文冒号加一个空格（: ）"),
    ],
)
def test_what_those_who_write_chinese_type_in_YAML(project, text, line, sentence):
    write(project, FAQ, asked(text))
    assert problems(project) == [f"docs/_data/faqs/online.yml:{line}: {sentence}"]


@pytest.mark.parametrize("text", ['"“能”"', "'“能”'", "说“能”"])
def test_a_quotation_mark_that_is_meant(project, text):
    write(project, FAQ, asked(text))
    assert problems(project) == []


@pytest.mark.parametrize("digits", [19, 5_000])
def test_a_number_of_too_many_digits(project, digits):
    write(project, FAQ, QUESTION.replace('"能退吗？"', "1" * digits))  # a text of any length
    assert problems(project) == [f"docs/_data/faqs/online.yml:3: 数字有{digits}位，太长。是号码就加上双引号，是数量就写短"]


SHAPES = {  # what the answer is, and the line of its innermost part
    "flow list": (lambda n: "[" * n + "x" + "]" * n, 5),
    "flow mapping": (lambda n: "{a: " * n + "x" + "}" * n, 5),
    "block list": (lambda n: "\n      " + "- " * n + "x", 6),
    "keys of keys": (lambda n: "\n      " + "? " * n + "x", 6),
}


@pytest.mark.parametrize("depth", [25, 2_000, 50_000])
@pytest.mark.parametrize("shape", SHAPES)
def test_nesting(project, depth, shape):
    value, line = SHAPES[shape]
    write(project, FAQ, asked(value(depth)))
    assert problems(project) == [f"docs/_data/faqs/online.yml:{line}: 一层套一层，超过了24层。看这一行的括号、“- ”和缩进，去掉多打的"]


def test_most_files_need_no_look_at_their_tokens(monkeypatch):
    """It takes a third of the reading, so that every command waits for it; and without it the same is read."""
    looked = []
    tokens = read.tokens
    monkeypatch.setattr(read, "tokens", lambda text: looked.append(text) or tokens(text))
    texts = [path.read_text(encoding="utf-8") for path in sorted((small.ROOT / DATA).rglob("*.yml"))]
    found = [read.parse.__wrapped__(text, "a.yml")[0] for text in texts]
    assert len(looked) < len(texts) / 20
    monkeypatch.setattr(read, "at_once", lambda text: None)
    every = slice(None, None, 9)
    assert [read.parse.__wrapped__(text, "a.yml")[0].value for text in texts[every]] == [document.value for document in found[every]]


def test_nesting_that_is_deep_but_can_be_read(project):
    write(project, FAQ, asked("[" * 18 + "]" * 18))
    assert problems(project) == ["docs/_data/faqs/online.yml:5: questions[0].answer: 应该是文字，写的是列表。写成一句话，去掉“- ”和 [ ]"]


def test_a_file_that_is_too_large(project):
    write(project, FAQ, QUESTION + "# x\n" * 3_000_000)
    assert problems(project) == ["docs/_data/faqs/online.yml: 文件有12.0 MB，太大：最多2 MB。看是不是贴进了别的东西；真有这么多内容就拆成几个文件"]


# ------------------------------------------------------------ what is no file


@pytest.fixture
def law(project) -> Path:
    """Where a second law would be, with its page."""
    (project / "docs" / "laws" / "other-law.md").write_text("{{ law_page() }}\n", encoding="utf-8")
    return project / "docs" / "_data" / "laws" / "other-law.yml"


def said(message: str) -> list[str]:
    return [f"docs/_data/laws/other-law.yml: {message}"]


NO_FILE = "这不是普通的文件。删去它，新建一个普通的文本文件"


def test_a_folder_called_like_a_file(project, law):
    law.mkdir()
    assert problems(project) == said("这是文件夹，不是数据文件。改掉文件夹的名字，或删去它")


def test_a_pipe(project, law):
    os.mkfifo(law)
    assert problems(project) == said(NO_FILE)


def test_a_socket(project, law, monkeypatch):
    monkeypatch.chdir(law.parent)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as s:
        s.bind(law.name)
        assert problems(project) == said(NO_FILE)


def test_a_device(project, law):
    law.symlink_to("/dev/zero")
    assert problems(project) == said(NO_FILE)


def test_a_link_to_nothing(project, law):
    law.symlink_to("nowhere.yml")
    assert problems(project) == said("这个链接指向的文件不存在。删去链接，放进真的文件")


def test_a_link_to_itself(project, law):
    law.symlink_to(law.name)
    assert problems(project) == said("读不了这个文件（Too many levels of symbolic links）。看它是不是绕回自己的链接；删去它，放进真的文件")


def test_a_link_to_a_file(project, law):
    """Where the file is that is read does not matter."""
    law.symlink_to(project / "other.yml")
    (project / "other.yml").write_text(LAW.replace("测试", "另一"), encoding="utf-8")
    assert problems(project) == []


def test_no_permission(project, law, monkeypatch):
    """As the system says it: who runs the tests may be allowed to read everything."""
    law.write_text(LAW.replace("测试", "另一"), encoding="utf-8")
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == law.name:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problems(project) == said("没有读这个文件的权限。改文件的权限（chmod 644）")
