"""site/llms.txt: for programs that read the handbook in a reader's place: what it is, what may not be done with it, and where everything lies."""

from __future__ import annotations

from pathlib import Path

from macros.book import Handbook
from macros.links import Links
from macros.text import in_markdown

HEAD = """# 精品售后纠纷处理手册

> 在中国大陆买了东西、服务，商家不给退、不给换、不给修时怎么办：按步骤做，照着说，照着写。依据现行法律，免费，不用注册，没有广告。

- 每条法律依据都写了条号和核对的日期。引用期限、金额时，请连同日期和页面地址一起给人看：法律会改，离开了日期的内容会误人。
- “日”和“工作日”不是一回事，照原样写，不要换算。
- 情形不同，答案不同：先看每个场景的“不是这种情况的”和“你会输的”，再回答。
- 没有核实的电话、平台客服电话，手册一律不印，请不要自己补。
- 这不是律师意见。
- 内容许可：CC BY 4.0，注明出处和是否改过（[data/LICENSE.txt]({0}data/LICENSE.txt)）。

## 数据

- [全部内容]({0}data/handbook.json)：JSON，场景、步骤、期限、话术、文书、条文要点、渠道
- [数据的JSON Schema]({0}data/handbook.schema.json)：每个字段是什么
- [怎样使用开放数据]({0}about/open-data.html)：字段、版本、约定、例子
"""


def text(book: Handbook, address: str) -> str:
    """Markdown, as llmstxt.org has it: a title, a summary, lists of links. Addresses are whole where the site has one, else relative to its root."""
    links = Links(book)
    base = f"{address.rstrip('/')}/" if address else ""
    parts = [HEAD.format(base)]
    lists = (
        ("场景：遇到的事", [(s.title, links.scenario(i), s.summary) for i, s in book.scenarios.items()]),
        ("文书", [(x.title, links.letter(i), x.summary) for i, x in book.letters.items()]),
        ("商家的说法和回话", [(g.title, links.excuse_group(i), g.intro) for i, g in book.excuse_groups.items()]),
        ("问答", [(w.title, links.topic(w.id), w.blurb or "") for w in book.vocab.question_topics if w.id in book.faqs]),
        ("平台", [(p.name, links.platform(i), p.summary) for i, p in book.platforms.items()]),
    )
    for title, rows in lists:
        said = "\n".join(f"- [{in_markdown(name)}]({base}{url})" + (f"：{in_markdown(summary)}" if summary else "") for name, url, summary in rows)
        parts.append(f"\n## {title}\n\n{said}\n")
    more = [("去哪里投诉", "channels/index.html"), ("法律依据", "laws/index.html"), ("规则变了什么", "changes.html"), ("改了什么", "about/log.html")]
    parts.append("\n## Optional\n\n" + "\n".join(f"- [{name}]({base}{url})" for name, url in more) + "\n")
    return "".join(parts)


def write(book: Handbook, site: Path, address: str) -> None:
    """Writes site/llms.txt."""
    (site / "llms.txt").write_text(text(book, address), encoding="utf-8")
