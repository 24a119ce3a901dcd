"""What the sentences of a letter claim: the assertions as the form gets them, what is wrong with them, and how a claim is known by its words.

A claim is a statement about this reader's own case: that a period was kept or has run, how old somebody was, that something was never done, in
which order things happened. What the law says (可以、应当、不得), what is asked for (请、要求), and what is said of a case in general (…的) is none.
Evaluated by lib/asserts.js; which sentence then stands in the letter, by fill.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros import model as m

Path_ = tuple[str | int, ...]

# the fields that an assertion names, by kind: (key, types of field)
DATES = {kind: ("from", "to") for kind in ("within", "over")} | {kind: ("day", "by") for kind in ("passed", "still")}
DATES |= {"age": ("born", "on"), "order": ("first", "then")}

KEYS = {"field", "or", *(key for keys in DATES.values() for key in keys)}


def view(assertion: m.Assertion, clocks: Mapping[str, m.SharedDeadline]) -> dict[str, Any]:
    """As the form gets it: {kind: {…}}, a clock with its number, its unit, its way of moving a last day on and its own dates."""
    result: dict[str, Any] = assertion.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    for kind in ("within", "over"):
        clock = clocks.get(result.get(kind, {}).get("clock", ""))
        if clock:
            applies = clock.applies.model_dump(by_alias=True, exclude_none=True)
            span = {"n": clock.within.n, "unit": clock.within.unit, "roll": clock.roll} | ({"applies": applies} if applies else {})
            result[kind] = span | {key: result[kind][key] for key in ("from", "or", "to") if key in result[kind]}
    return result


def fields_of(assertion: m.Assertion) -> list[str]:
    """The fields that it names."""
    named = [value for part in assertion.model_dump(by_alias=True, exclude_none=True).values() for key, value in part.items() if key in KEYS]
    return [id_ for id_ in named if isinstance(id_, str)]


def counts_days(views: list[dict[str, Any]]) -> bool:
    """Does any of these assertions need to know which days are rest days?"""
    spans = [a[kind] for a in views for kind in ("within", "over") if kind in a]
    return any(span.get("unit") == "workday" or span.get("roll", "none") != "none" for span in spans)


def words(assertion: m.Assertion, letter: m.Letter, clocks: Mapping[str, m.SharedDeadline]) -> str:
    """An assertion for people who read tables: 从“签收日期”起7日内：“发出这份通知的日期”."""
    labels = {f.id: f"“{f.label}”" for f in letter.fields}
    for span, when in ((assertion.within, "之内"), (assertion.over, "已过")):
        if span:
            clock = clocks.get(span.clock or "")
            length = clock.within.text() if clock else f"{span.n}{m.UNITS[span.unit]}" if span.unit else span.clock
            return f"{labels[span.to]}：从{labels[span.from_]}{f'（没有填的，{labels[span.or_]}）' if span.or_ else ''}起{length}{when}" + (
                f"（{span.clock}，顺延 {clock.roll}）" if clock else ""
            )
    if one := assertion.age:
        return f"{labels[one.on]}那天，{labels[one.born]}生的人{'不满' if one.under else '已满'}{one.under or one.reached}周岁"
    if pair := assertion.order:
        return f"{labels[pair.first]}不晚于{labels[pair.then]}"
    for date, state in ((assertion.passed, "已经过了"), (assertion.still, "还没有过")):
        if date:
            return f"到{labels[date.by]}，{labels[date.day]}{state}"
    assert assertion.chosen
    field = next(f for f in letter.fields if f.id == assertion.chosen.field)
    option = next((o.label for o in field.options if o.id in (assertion.chosen.is_, assertion.chosen.not_)), "")
    return f"“{field.label}”" + ("填的是“没有”" if assertion.chosen.none else f"{'选了' if assertion.chosen.is_ else '没有选'}“{option}”")


def claiming(letter: m.Letter) -> Iterator[tuple[Path_, m.Claiming, str, list[m.When]]]:
    """(path in the file, record, its text, the conditions it stands under) of every paragraph and every item of a list. An item that is a bare
    text comes as a record without assertions."""
    for i, block in enumerate(letter.body):
        if block.para is not None:
            yield ("body", i), block, block.para, [block.when] if block.when else []
        for j, item in enumerate(block.list_ or []):
            text, own = (item, None) if isinstance(item, str) else (item.text, item.when)
            record = m.Claiming() if isinstance(item, str) else item
            yield ("body", i, "list", j), record, text, [w for w in (block.when, own) if w]


def problems(letter: m.Letter, clocks: Mapping[str, m.SharedDeadline]) -> list[tuple[Path_, str]]:
    """(path in the file, message) for every assertion that does not fit the letter's fields."""
    found: list[tuple[Path_, str]] = []
    fields = {f.id: f for f in letter.fields}

    def date(path: Path_, id_: str) -> None:
        if id_ not in fields:
            found.append(
                (path, f"断言里的空“{id_}”没有在 fields 里声明。改成已有的日期类空：{'、'.join(f.id for f in letter.fields if f.type == 'date')}")
            )
        elif fields[id_].type != "date":
            found.append((path, f"断言里的“{id_}”要是日期类的空（date），它是{fields[id_].type}"))

    def chosen(path: Path_, one: m.Chosen) -> None:
        field = fields.get(one.field)
        if field is None:
            found.append(((*path, "field"), f"断言里的空“{one.field}”没有在 fields 里声明。已有的空：{'、'.join(fields)}"))
        elif one.none and field.type != "text":
            found.append(((*path, "field"), f"none: true 只用在文字类的空（text）上，“{one.field}”是{field.type}。选择类的写 is 或 not"))
        elif (option := one.is_ or one.not_) and option not in (known := [o.id for o in field.options]):
            found.append((path, f"空“{one.field}”没有“{option}”这个选项。改成已有的：{'、'.join(known) or '它不是选择类的空'}"))

    for path, record, _, _ in claiming(letter):
        for i, assertion in enumerate(record.asserts or []):
            here = (*path, "asserts", i)
            for kind, keys in DATES.items():
                part = getattr(assertion, kind)
                for key in keys if part else ():
                    date((*here, kind, key), getattr(part, f"{key}_" if key == "from" else key))
                ends = [getattr(part, f"{key}_" if key == "from" else key) for key in keys] if part else []
                if len(ends) > 1 and ends[0] == ends[1]:
                    found.append(((*here, kind, keys[1]), f"断言从“{ends[0]}”到它自己，什么日子都成立。{keys[0]} 和 {keys[1]} 写两个不同的空"))
                if isinstance(part, m.Span) and part.or_ is not None:
                    date((*here, kind, "or"), part.or_)
                if isinstance(part, m.Span) and part.clock is not None and clocks and part.clock not in clocks:
                    found.append(((*here, kind, "clock"), f"没有共用期限“{part.clock}”。写 shared-deadlines.yml 里有的 id，或写 n 和 unit"))
            if assertion.chosen:
                chosen((*here, "chosen"), assertion.chosen)
    return found


# ------------------------------------------------------------ a claim, known by its words

SENTENCE = re.compile(r"[^。！？；\n]+")
CLAUSE = re.compile(r"[^，：]+")
BLANK = re.compile(r"\[\[[^\[\]]*\]\]")
LAW = re.compile(r"《[^》]*》|（[^（）]*第[^（）]*条[^（）]*）")

DAYS = r"\d+(?:日|天|个工作日|个月|年)"
TIME = rf"(?:{DAYS}|\d+个?小时)"
SELF = r"(?:我|我方|我们|本人|申请人|原告|甲方|委托人|投诉人|孩子)"
DID = r"(?:提出|提的|发现|发出|寄出|退回|寄回|通知|告诉|告知|联系|投诉|起诉|报修|就?坏)"
# a clause that asks, gives a rule or speaks of cases in general claims nothing of this one; nor does another's reason that is only told
RULE = re.compile(
    r"(?<!申)请|可以|可在|应当|应该|不得|有权|必须|须在|要在|由你方|没有规定|法律|条例|解释|规定|依据|如果|要是|的话|假如|只要|为由|的$|者$"
)
# that a period was kept or has run, an age, an order of events
TIMES = (
    rf"{SELF}[^，。]*{TIME}(?:之|以)?内",  # 我在收到商品之日起7日内提出
    rf"{DAYS}(?:之|以)?内[^，。]{{0,6}}{DID}",  # 7日内提出
    rf"(?:还|仍|尚)(?:没有?|未)[^，。]{{0,4}}(?:超过|过|满|到)[^，。]{{0,4}}(?:{TIME}|期)",  # 还没有超过7日
    rf"(?:没有?|未)(?:超过|过|满|到)(?:了)?{TIME}",  # 没过7日
    r"(?:还|仍|尚)在[^，。]*(?:期|日|月|年)(?:限|间)?(?:之|以)?内",  # 还在三包期内
    rf"(?:已经?|早就?|都)[^，。]{{0,4}}(?:超过|过了|满|逾)[^，。]{{0,4}}{TIME}",  # 已经超过7日
    rf"(?:超过|过了|逾期){TIME}",
    r"(?:期限?|期间|时间|日期|日子|时限)[^，。]{0,3}(?:已经?|早就?|都)?[^，。]{0,1}(?:过了|已过|届满(?!以?前|时|之日)|到了|超了)",  # 期限已经过了
    r"(?:已经?|早已|现已)(?:到期|届满|逾期|过期|超期|过了|超过)",  # 现在已经到期
    r"到期(?:仍|还)?(?:没有|未|不)(?:履行|付|退|给|交|支付)(?!的)",  # 到期没有履行
    r"(?:以后|之后|后)[^，。]{0,8}(?:仍|还是|至今)(?:没有|未|不)",  # 催告后仍没有履行
    r"(?:期限|时间|日子)内(?:仍|还|也)?(?:没有|未)",  # 在合理期限内仍没有履行
    r"(?:不满|未满|不到|已满|年满|满了)\d+周?岁(?!的)",  # 不满8周岁
    r"\d+周?岁(?:生日)?(?:以前|之前|以后|之后)",  # 8周岁生日以前
    r"\[\[[^\]]*\]\]至\[\[[^\]]*\]\]",  # 于[[first]]至[[last]]
)
# that something of the reader's was never so
NEVER = (
    r"(?:没有|从未|从来没|未曾|未|没(?!有))(?!指出|证明|提示|说明|提供|告|和我|对我|向我|给我)[^，。]{0,60}(?<![超通经不])过(?!我|程|期|来|去|错|户|滤|分|度|失|节|敏|时|多|高|低|后)",  # 没有使用过
    rf"{SELF}[^，。]{{0,6}}(?:没有|从未|未曾|未经|未)(?:同意|授权|允许|申请|起诉|使用|拆封|激活|签字|签名|其他债务)(?!的)",  # 我没有同意
    rf"{SELF}和{SELF.replace('申请人', '被申请人')}没有",  # 申请人和被申请人没有其他债务纠纷
    rf"{SELF}没有[^，。]{{0,12}}(?:申请|起诉)",  # 申请人没有就这笔欠款申请诉前保全
    rf"(?:没有|未)经(?:过)?{SELF}[^，。]{{0,3}}(?:同意|授权|允许)",  # 没有经过我同意
    r"没有(?:下落不明|使用|用过)(?!的|完|说明|书)",
)
_TIMES, _CLAIMS = (tuple(re.compile(p) for p in patterns) for patterns in (TIMES, TIMES + NEVER))

# what a reader has only if he made it or had it made; an order, a payment and a chat are there in every case
PROOF = r"(?:照片|截图|截了图|录屏|录像|录音|视频|病历|对比|(?:检查|检测|查询|测速)结果|成绩记录|(?:检测|鉴定)报告)"
SHOWN = tuple(
    re.compile(p)
    for p in (
        rf"{PROOF}[^。；]{{0,16}}可以发给",  # 防伪查询结果和对比照片我可以发给您
        rf"(?<![没所只另])有(?![权关])[^，。；]{{0,16}}{PROOF}",  # 有照片、病历
        rf"{PROOF}[^，。；]{{0,2}}已(?:经)?(?:保存|上传)",  # 取消过程录屏已保存
    )
)


def claims(text: str, *, times: bool = False) -> str | None:
    """The first words of a text that claim something of the reader's own case, or None. Each clause is read alone: what asks, gives a rule or
    speaks of cases in general claims nothing. `times`: look for periods, ages and orders of events only."""
    for sentence in SENTENCE.findall(LAW.sub("", text)):
        for clause in CLAUSE.findall(sentence):
            if RULE.search(BLANK.sub("", clause)):
                continue
            for pattern in _TIMES if times else _CLAIMS:
                if hit := pattern.search(clause):
                    return hit[0]
    return None


def shown(text: str) -> str | None:
    """The first words of a text that say which proof of his own the reader holds, or None; what the other side is asked for, or has not got, is none."""
    for sentence in SENTENCE.findall(LAW.sub("", text)):
        if sentence.lstrip("，").startswith("请"):
            continue
        for pattern in SHOWN:
            if hit := pattern.search(sentence):
                return hit[0]
    return None
