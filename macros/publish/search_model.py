"""site/assets/search-model.js: what the search has learned, a classic script that is loaded with the index when somebody first searches.

Two models: what is asked about, and whether somebody is in danger now; and what is said then.

What is asked about: each situation and each matter that is not for this handbook is a class; what is looked up by name (letters, laws, terms, doors) is one more.
The examples are the handbook's own words and the lines of docs/_data/search-train. How they become weights: macros/learn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from macros.book import Handbook
from macros.learn import Lesson, learned
from macros.links import Links
from macros.publish.search_index import one_line
from macros.views import Views

NAV = "nav"
HARMLESS = "harmless"
# what an example of each kind counts
ASKED, ANSWER, ASIDE, NAMED = 1.0, 0.5, 0.2, 0.5
# found by trying on lines that the training had not seen: finer weights or more of them gain under two in a hundred and cost 20 KB
STRICT, GRAMS, STEP, LEVELS = 0.3, 9_500, 0.33, 8
DANGER_STRICT, DANGER_GRAMS, DANGER_STEP = 0.5, 2_300, 0.3

WHO = "我|俺|咱|他|她|妈|爸|爹|娘|爷|奶|公|婆|孩子|儿子|女儿|闺女|娃|老公|老婆|对象|媳妇|老伴|姐|哥|弟|妹|人家|家里人"
PART = "头|脸|眼睛?|嘴唇?|舌头?|喉咙?|嗓子|鼻子?|耳朵?|脖子|胸口?|心口?|肚子|胃|腰|背|手指?|手腕|胳膊|腿|脚|膝盖?|皮肤?|骨头?|肋骨|牙|后脑|脑袋|身上|全身|浑身|头皮|眼皮|半边"
# kinds of words (macros/learn) that tell a danger from what only looks like one: when, who asks for what, what hurts, what was spared
SIGNS = {
    "now": r"刚|正在|正(?:给|跟|在|按|要)|现在|这会|马上|今天|今早|今晚|还在|一直|不停|快来|救|咋整|下一步|止付|拦",
    "past": r"去年|前年|上个?月|上周|上次|上回|以前|半年|[一二三四五六七八九两]年前|早就|好了|出院|后来|当时|结案|判|鉴定|误工|已经退|医药费|伤残|开庭|起诉",
    "orders": f"(?:让|叫|要|喊|教|催|逼|骗|引导|指挥)(?:{WHO})|得先|必须先|要先|先交|先付|先转|先垫|先充",
    "money": r"转(?:账|帐|了|钱|给|到|过|出|走)|汇|打(?:钱|款|过去|给|了)|付了|付完|充(?:值|了|钱)|垫|交(?:了|钱|税|押|保|手|解|会)|取(?:钱|现|款)|扣了|转",
    "keys": r"验证码|密码|屏幕|远程|链接|扫码|下载|下个|会议|app|刷脸|人脸|飞行模式|卡号|二维码|银行卡|网银|开户",
    "posing": r"自称|冒充|假装|公安|警|检察|银监|海关|航空公司|医保|社保|领导|导师|老师|网友|网恋|陌生|骗子|被骗|诈骗|群里|网上认识|中奖|专家",
    "bait": r"解冻|提现|提不|冻结|流水|解除|认证|激活|注销|百万保障|备用金|征信|返佣|返利|刷单|做任务|补单|卡单|安全账户|保证金|贷款|额度|投资|追回|退费|理赔",
    "symptom": r"吐|呕|晕|昏|烧|疼|痛|肿|血|麻|疹|痒|喘|闷|慌|咳|抽|抖|紫|黑|青|烂|脓|泡|软|拉(?:肚|稀|水|了)|窜|休克|叫不|睁不|动不|起不|没知觉|没反应|糊|哭",
    "limb": r"头|脸|眼|嘴|舌|喉|嗓|鼻|耳|脖|胸|心|肚|胃|腰|背|手|胳膊|腿|脚|膝|指|皮|骨|牙|身上|全身|浑身",
    "hazard": r"冒(?:烟|火)|起火|着火|烧起|着了|火星|自燃|漏电|漏气|煤气|燃气味|汽油味|焦味|糊味|烟|爆|炸|刹不|失灵|刹车|鼓包|发烫|警报|报警器|塌|断裂|掉下|倒下|脱落",
    "spared": r"没(?:事|伤|吃|喝|用|烫|拆|敢|碰|出事|受伤|大碍|转|给|上当|点|信)|人没|幸好|还好|不疼|不痒|好在|挂了|识破",
    "dispute": r"退款|退货|退费|退钱|退卡|退不|能退|想退|赔偿|赔多少|保修|换货|投诉|差评|发票|质量|三倍|十倍|平台|保价|运费|售后",
    "use": r"吃|喝|涂|抹|敷|打(?:了|完|的)?针|注射|服|做(?:完|了)|戴|洗|坐|骑|开(?:着|车)|玩",
    "blow": r"摔|撞|砸|夹|烫|割|扎|咬|电(?:了|到|着|得)|压|卡(?:住|在|着)|呛|噎|吞|误|滑|磕|崴|掐|戳|划",
    "thing": r"狗|猫|宠物|鱼缸|花盆|手机|屏幕|家具|地板|衣服|沙发|包裹|快递",
    "kin": r"孩子|宝宝|娃|儿子|女儿|闺女|老人|我妈|我爸|我爹|俺娘|奶奶|爷爷|外婆|老公|老婆|媳妇|对象",
    "asking": r"吗|么|什么意思|怎么认|怎么防|是不是|有没有|哪里|听说|新闻|好奇|请教|学习|科普|网上说|别人",
    "struck": r"(?:摔|撞|砸|夹|烫|割|扎|咬|抓|剪|绞|压|甩|推|打|磕|杵|炸|崩|划|勒|卡|卷|踩|戳|捅|按|扳|扭|拉)[^，。没]{0,6}(?:断|破|伤|流血|出血|肿|起泡|糊|青|紫|裂|变形|脱臼|错位|骨折|昏|晕|不动|站不|起不|豁|口子|血)",
    "aches": rf"(?:{PART})[^，。没]{{0,4}}(?:断|破|烂|流血|出血|肿|起泡|起疱|水泡|麻|疼|痛|歪|紫|发黑|变黑|变形|发青|抬不|动不|睁不|张不|看不|糊|抽|发紧|流脓|化脓|流水|黄水|掉了|脱皮|烧|灼|出疹|红|痒|发抖|没知觉|豁|渗)",
    "swallowed": r"(?:吞|咽|误食|误喝|误服|吃脱|喝了|吃了|吃进|塞进?|含|吸)[^，。没]{0,8}(?:电池|磁|珠|硬币|零件|玻璃|铁丝|刀片|钉|干燥剂|洗洁|清洁|洁厕|消毒|农药|鼠药|水晶|鱼刺|骨头|针|酒精|药片?|钢丝)",
    "ate": r"(?:吃|喝|尝|嚼)[^。]{0,14}(?:吐|拉|晕|麻|疼|痛|肿|痒|疹|发烧|喘|急诊|医院|挂水|抽|窜|昏|慌|脱水|便血|中毒)",
    "treated": r"(?:打|注射|做|抹|擦|涂|敷|染|烫|戴|脱毛|祛|激光|埋线|割|隆|植|纹|种)[^。]{0,16}(?:肿|烂|流脓|化脓|发烧|起泡|水泡|发黑|变黑|流水|疼|痛|红肿|过敏|睁不|看不|麻|歪|感染|昏|晕|喘|溃|坏死|掉皮|脱皮|烧)",
    "lies": r"叫不|喊不|没反应|不答应|不应|不动了|没醒|不醒|半天没|昏迷|抽搐|翻白眼|口吐|喘不|透不过|憋|脸色?(?:发)?[紫白青]|嘴唇?发?[紫青白]|冒冷汗|站不[住稳起]|起不来|说胡话|不说话|迷糊|瘫|休克|窒息|噎|呛",
    "help": r"120|救护车|急救|抢救|急诊|送医院|去医院|打针不|要不要(?:紧|去|打)|怎么(?:急救|处理|止血|止住)|先(?:喝|冲|抹|涂)什么",
    "burning": r"(?:电池|充电|电瓶|插座|插排|电线|热水器|空调|冰箱|毯|暖|灶|罐|煤气|燃气|天然气|锅|车|灯|手机|充电宝)[^。]{0,12}(?:冒烟|着火|起火|着了|烧|炸|爆|漏|鼓|火花|火星|冒火|焦|糊味|烫手|白烟|黑烟|电人|麻|报警)",
    "brakes": r"(?:刹车|方向盘|油门|车门|车子?|动力)[^。]{0,8}(?:失灵|不动|没用|没反应|锁死|卡死|停不|刹不|踩不|打不动|没了|失控|软的|到底|加速)",
    "caught": r"困在|被困|出不来|关在|锁在|卡在半|停在半|掉下来|往下掉|塌|翻船|翻车|坠|溺|呛水|上不来|下不来|扑上来|拿刀|打人|被打|围殴|不让走",
    "made": rf"(?:让|叫|要|喊|教|催|逼|骗|带|哄|指挥|引导)(?:{WHO})?[^，。]{{0,10}}(?:转账|转钱|转过|转到|汇|打钱|打款|充值|充钱|垫付|垫|取现|取钱|交钱|补|刷|借|贷|存|投|下载|屏幕|验证码|密码|扫码|链接|点开|刷脸|卡号|截图|保密|会议|飞行模式|押金|保证金|税|手续费|解冻|认证|激活)",
    "paid": r"(?:转|汇|打|付|交|充|垫|投|给|借|刷|存|寄)(?:了|完|出|过去|给了|进|脱|咗|咯|掉)?[^，。]{0,8}(?:[0-9一二两三四五六七八九十百千万]+(?:块|元|千|百|万|w|k|多)|钱|款)",
    "claims": r"(?:说|讲|称|话)(?:是|我|要|俺|不)?[^，。]{0,14}(?:冻结|解冻|违规|逾期|征信|洗钱|涉嫌|毒品|逮捕|通缉|退费|退款|理赔|赔偿|双倍|三倍|会员|保险|到期|关闭|扣|注销|解封|异常|风险|泄露|中奖|补贴|积分|追回)",
    "gone": r"拉黑|删了|删好友|联系不上|失联|不见了|消失|打不开|登不上|提不|取不出|出不来|不到账|人没了|电话关机|群解散|跑了",
    "not-me": r"不是我(?:弄|刷|买|点|花|取|转)|我没(?:点|买|操作|刷|取|花)|没(?:点|买|操作)过|什么都没(?:点|做|干)|啥[也都]没|卡在(?:我|兜|身上|家)|本人没|自己在动|自己动|被人(?:刷|转|取|盗|登|贷)|在往?(?:少|掉|走)|转走|刷走|扣走|划走",
    "elders": r"(?:妈|爸|爹|娘|爷|奶|老人|老伴|外婆|外公|婆婆|姥|阿公|阿婆|阿爸|老汉)[^。]{0,20}(?:转|汇|取|银行|存折|存款|打钱|投|讲座|专家|信了|骗|拦不住|劝不|不听)",
    "secret": r"别(?:告诉|跟|和|挂|说)|不(?:能|准|让|许|要)(?:跟|告诉|挂|说|和|别人|讲)|保密|不能挂|一直催|正在(?:跟|和|通|按|操作|转)|还在(?:电话|线|催|通|等)|教我|带我操作|一步步|一步一步|按(?:他|她|照)",
    "late": r"假的|是骗|骗子|被骗|上当|中招|不对劲|反应过来|才发现|才明白|呃|坑了|遭骗|止付|报警|追回|截回|拦截|冻.{0,4}账户",
}


def rows(book: Handbook) -> Iterator[tuple[str, str, float]]:
    """(text, class, weight) of everything that the search learns from. A class is a scenario's or an outside id, or NAV."""
    for id_, s in book.scenarios.items():
        yield from ((text, id_, ASKED) for text in (s.title, *s.aliases))
        yield from ((n.text, n.see, ASKED) for n in s.not_for if n.see in book.scenarios or n.see in book.outside)
        yield s.summary, id_, ANSWER
        yield from ((right.text, id_, ASIDE) for right in s.rights)
        yield from ((clock.label, id_, ASIDE) for clock in book.clocks_of(id_))
        yield from ((step.record.do, id_, ASIDE) for step in book.steps_of(id_))
    # what is said in many situations says little about which: a question of four counts a half in each, an excuse of ten a tenth
    for _, question in book.questions.values():
        share = len(question.scenarios) ** -0.5 if question.scenarios else 0
        for id_ in question.scenarios:
            yield from ((text, id_, ASKED * share) for text in (question.question, *question.aliases))
            yield question.answer, id_, ANSWER * share
    for id_, (_, excuse) in book.excuses.items():
        where = book.scenarios_with("excuses", id_)
        yield from ((text, scenario, ASKED / len(where)) for scenario in where for text in (excuse.says, *excuse.aliases))
    for id_, other in book.outside.items():
        yield from ((text, id_, ASKED) for text in (other.title, *other.aliases))
    for id_, train in book.search_train.items():
        yield from ((text, id_, ASKED) for text in train.ask)
    yield from ((text, NAV, NAMED) for text in named(book))


def named(book: Handbook) -> Iterator[str]:
    """The names of what is looked up: who types one wants that page, and no advice."""
    for letter in book.letters.values():
        yield from (letter.title, *letter.aliases)
    for law in book.laws.values():
        yield from (law.title, law.short, *law.aliases)
    for term in book.glossary.values():
        yield from (term.term, *term.aliases)
    for channel in book.channels.values():
        yield channel.name
    for platform in book.platforms.values():
        yield from (platform.name, *platform.aliases)
    for region in book.regions.values():
        yield f"{region.name}另有的规定"
    yield from (word.title for word in book.vocab.phases)


def lesson(book: Handbook) -> Lesson:
    """What the search's model is trained on, and how."""
    return Lesson([(one_line(text), label, weight) for text, label, weight in rows(book)], strict=STRICT, grams=GRAMS, step=STEP, levels=LEVELS)


def danger_rows(book: Handbook) -> Iterator[tuple[str, str, float]]:
    """(text, danger or HARMLESS, weight): their own lines, and what people ask about everything that is not near a danger. Some of that is one
    all the same (somebody was hurt at the hairdresser's): what has a word that speaks for a danger is no counter-example."""
    near = {id_ for danger in book.dangers.values() for id_ in danger.near}
    words = [word for danger in book.dangers.values() for word in danger.words]
    for id_, danger in book.dangers.items():
        yield from ((text, id_, ASKED) for text in danger.ask)
        yield from ((text, HARMLESS, ASKED) for text in danger.harmless)
        if danger.near[0] in book.search_train:
            yield from ((text, id_, ANSWER) for text in book.search_train[danger.near[0]].ask)
    for text, weight in ordinary(book, near):
        if not any(word in text for word in words):
            yield text, HARMLESS, weight


def ordinary(book: Handbook, near: set[str]) -> Iterator[tuple[str, float]]:
    """(text, weight) of what people ask about everything but these situations and matters."""
    yield from ((text, ASKED) for id_, train in book.search_train.items() if id_ not in near for text in train.ask)
    yield from ((text, ASIDE) for id_, s in book.scenarios.items() if id_ not in near for text in (s.title, *s.aliases))
    for _, question in book.questions.values():
        if not near & set(question.scenarios):
            yield from ((text, ASIDE) for text in (question.question, *question.aliases))


def literal(text: str) -> str:
    """A text as an expression that means the text itself, in Python and in JavaScript: there an escape before any other character is an error, and with it
    the whole search."""
    return re.sub(r"[\\^$.*+?()\[\]{}|]", r"\\\g<0>", text)


def danger_signs(book: Handbook) -> list[tuple[str, str]]:
    """[(letter, expression)] as a lesson wants them: the kinds of words, and for each danger the words that speak for it wherever they stand."""
    words = ("|".join(map(literal, danger.words)) for danger in book.dangers.values())
    return [(chr(0x3400 + n), said) for n, said in enumerate([*SIGNS.values(), *words])]


def danger_lesson(book: Handbook) -> Lesson:
    """What the strip above the results is trained on, and how."""
    rows_ = [(one_line(text), label, weight) for text, label, weight in danger_rows(book)]
    return Lesson(rows_, strict=DANGER_STRICT, grams=DANGER_GRAMS, step=DANGER_STEP, levels=LEVELS, signs=danger_signs(book))


def strips(book: Handbook) -> list[dict]:
    """What is said above the results, danger by danger: {id, title, lines, calls: [{number, name}], to: {title, url}}."""
    links, views = Links(book), Views(book)
    return [
        danger.model_dump(include={"id", "title", "lines"})
        | {
            "calls": [views.call(c) for c in danger.call],
            "to": {"title": book.scenarios[danger.near[0]].title, "url": links.scenario(danger.near[0])},
        }
        for danger in book.dangers.values()
    ]


def script(asked: str, danger: str, shown: list[dict]) -> str:
    """The file's text: two models as JSON, and what is shown."""
    return f'window.handbookMeaning={{"asked":{asked},"danger":{danger},"strips":{json.dumps(shown, ensure_ascii=False, separators=(",", ":"))}}};\n'


def write(book: Handbook, site: Path, preview: bool = False) -> None:
    """Writes site/assets/search-model.js: window.handbookMeaning = {asked: a model, danger: a model, strips}. A preview has null and searches by
    words alone: an editor does not wait.

    Raises macros.learn.NotLearned.
    """
    target = site / "assets" / "search-model.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    if preview:
        target.write_text("window.handbookMeaning=null;\n", encoding="utf-8")
    else:
        asked, danger = (learned(book.root, name, of(book)).decode("utf-8") for name, of in (("search", lesson), ("danger", danger_lesson)))
        target.write_text(script(asked, danger, strips(book)), encoding="utf-8")
