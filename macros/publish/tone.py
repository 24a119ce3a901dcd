"""site/assets/tone.js: what the check before sending has learned, for assets/javascripts/lib/heard.js; a letter's page loads it when it first checks.

It learns from sentences of our own (docs/_data/tone-train), and from what the handbook says and what people ask it, which is lawful however
angry. Rules (lib/tone.js) know what they were written for; a third of what they had not seen is what they caught.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from macros.book import Handbook
from macros.learn import Lesson, learned
from macros.learn.grams import signs as seen

OK = "ok"
SHORT = 12  # characters
LONG, RUN = 40, 24  # as in lib/heard.js
LATE, END = 50, 36  # in a bad sentence longer than the one, the last part of the other length is bad by itself
SENTENCE = re.compile(r"[。！？!?；;\n]+")
PART = re.compile(r"[。！？!?；;\n，,、：:…—~～ ]+")
MARKS = "。！？!?；;\n"
PART_OF = 0.7  # what a piece weighs of its whole
FEW = 20  # from fewer sentences of a kind nothing is learned
# chosen on predictions of sentences that were not learned from (tools/tone_score.py): from ALARM on a passage is told, under SURE the
# rules are overruled, under SURER a word that is hardly ever anything but foul
ALARM = {"blackmail": -0.15, "threat": -0.25, "insult": -0.15}
SURE, SURER = -0.7, -1.2
# how much an example weighs: a sentence written for this, a kind against what is lawful; what the handbook says, which people copy; how it is asked
WEIGHTS = {"bad": 2.0, "ok": 2.2, "said": 4.0, "asked": 0.9}

KIN = "儿子|女儿|闺女|孩子|小孩|娃儿?|小宝|老婆|老公|爱人|太太|先生|媳妇|爸妈?|爹妈?|妈|爹|娘|父母|父亲|母亲|老人家?|老母亲|老头|爷爷|奶奶|姥姥|姥爷|外公|外婆|公婆|婆婆|弟弟|哥哥|妹妹|姐姐|家人|家里人|家里|全家|一家|屋头|屋里|屋企|老小|小孙子|孙子|孙女|令尊|令堂|令爱|公子|千金|父女|亲妈|男朋友|女朋友|对象|祖宗|先人|祖坟|户口本"
# kinds of words (macros/learn): what a sentence has to do with, whatever it says about it
SIGNS = {
    "you": r"[你您侬恁汝]|贵[店司号校处厂]|贵平台|贵公司|阁下|足下|俺们?恁|你们|佢|掌柜",
    "me": r"[我俺额咱伲]|老子|老娘|本人|阿拉|在下|不才|敝人|老朽|老夫",
    "title": r"老板|店长|店主|经理|主任|科长|处长|局长|领导|老师|校长|园长|班主任|导师|导员|辅导员|房东|二房东|中介|师傅|医生|大夫|护士|院长|主播|博主|客服|骑手|小哥|快递|站长|教练|司机|物业|保安|掌柜|卖家|店家|商家|同学|学长|学姐|主席|书记|村长|办事员|城管|交警|法官|调解员|前台|月嫂|阿姨|大叔|大哥|大姐|妹妹|小妹|总裁|[王李张刘陈赵孙周吴]总|同志|亲亲|顾问|会计|股东",
    "yourkin": f"(?:[你您恁侬]|贵)[^，。！？,]{{0,3}}(?:{KIN})",
    "mykin": f"(?:[我俺咱额]|我们)[^，。！？,]{{0,2}}(?:{KIN})",
    "kin": KIN,
    "where": r"住[哪在址几的]|家住|住处|住址|地址|小区|楼下|楼上|单元|门牌|[0-9几]+[栋楼幢]|家门|门口|校门|幼儿园|学校|上学|放学|念书|读书|下班|上班|夜班|夜路|走夜|晚上|半夜|三更|凌晨|回家|出门|路上|巷子|胡同|路灯|监控|车位|地库|停车|车牌|工位|工牌|工号|老家|村口|村东|病房|医院|几点|哪条路|路线|遛弯|广场|菜市场|窗帘|窗户|阳台|门禁|门锁|电梯|落单|一个人",
    "know": r"知道|晓得|清楚|记[住下得着]|查[到过清]|打听|认[得识]|看[见到]|瞧见|盯|跟[着了在]|摸[清透]|蹲|有数|一清二楚|门儿清|听说|打探|存[着了]|留[着了]底|掌握|识得|看得见|看得清|看清|瞧着|瞅着|盯上|尾随|跟踪|跟过|逛过|拜访|背[下熟]|抄[下了]|画[了下]|作息|规律",
    "harm": r"[打砍捅揍杀宰废剁卸扇抽踹踢掐削弄整搞做办斩]死|[砍捅揍宰剁卸扁削锤斩]|打[断爆残趴折烂得到]|弄[死残你]|整死|搞死|收拾|教训|修理|动手|放血|开瓢|毁容|[划毁]了?你的?脸|活埋|喂鱼|一刀|板砖|拳头|耳光|巴掌|见血|流血|打人|打一顿|断你|废了|要你命|要.{0,4}命|人命|gan|nong|k死|打过来|干死|干掉|抽你|办了你|捶|剐|勒死|掐|踩扁|碾|撞死|放倒|做掉|抡|剋|爆头|打服|跪下|跪着|躺下|躺着|横着|爬不起|站不起|断[腿手脚胳]|紧紧?皮|皮[痒松]|找打|欠[揍抽削收捶]|挨[打揍刀]|一[拳脚棍砖锤棒]|植物人|缺胳膊|见阎|要你好看|给你好看|练练|过两招|单挑|算账|清算|报复|报仇|血债|弄[他她4]|[打弄整]不死|[动要]你[^，。]{0,2}[爸妈爹娘腿手命]|我动你|压过去|冲你|冲进|鲨了|敲了|放倒|剪你|烂一回|排队还|脸烂|破相|也不是全忘|会用的|人身安全|囫囵|站着走|抬着|抬出",
    "wreck": r"砸|烧|炸|拆|掀|泼|堵[门你住死]|围[了住堵]|封[门你]|撬|点[了着燃]|火[^锅车腿鸡候机]|刮花|扎[破胎]|放气|灌|断[电水网]|掐了|瘫痪|黑了|攻击|病毒|木马|后台|服务器|数据库|水泥|胶水|刹车|螺丝|阀门|轮胎|玻璃|仓库|招牌|踩平|平了|锯|剪[断了]|放水|淹|短路|拉闸|踹|撞[开进你]|鞭炮|红漆|油漆|喷漆|大粪|死[老猫]|钉子|扎胎|爆胎|瘫|删库|格式化|ddos|脚本|卸轮|拧[松开]|倒闸|短命|散架|敲[了碎烂]|拿锁|锁[了你住]|铰|冲你|没验收|搬空|搬走你|拆了你|开不了门",
    "weapon": r"刀|棍|斧|锤|砖|枪[^式]|汽油|柴油|煤气|硫酸|农药|敌敌畏|老鼠药|毒|炸药|火柴|打火机|烟头|雷管|扳手|铁锹|子弹|弹壳|家伙|绳子|🔪|🔥|镰|铁棍|钢管|刀片|弹弓|酒瓶|锄|钳|电棍|砖头|开水|火油|雷管|红油|镰刀|锄头|哑铃|斧子",
    "body": r"腿|胳膊|手指|手脚|脚骨|牙|脖子|脑袋|狗头|眼珠|眼睛|舌头|骨头|肋骨|血|[皮脸]|命|喉|香火",
    "death": r"死|亡|棺材|花圈|遗[书像照体]|陪葬|收尸|坟|墓|碑|投胎|火葬|殡|寿衣|下地狱|西天|阎王|垫背|同归于尽|一命换|活不|活够|活埋|冥|纸钱|做鬼|癌|绝症|车祸|断子绝孙|[si]{2}|⚰️|骨灰|哀乐|下面也是|没什么牵挂|跳下|窗户跳|凶宅|见她|没能下手术",
    "selfharm": r"跳楼|跳下|上吊|吊死|割腕|喝药|自杀|自焚|安眠药|死给|死在|我就死|不想活|不活了|喝下去|遗书|天台|躺[在你]|抱着|轻生|寻死|不想活|活够|活不下|一了百了|了断|遗言|血书|绝食|撞死|撞柱|跳江|跳河|跳桥|安眠|一百片|烧炭|跳给|天台|赔命|偿命|逼死|害死",
    "crew": r"兄弟|弟兄|哥几个|哥们|一帮|一车|几车|面包车|带人|叫人|喊人|摇人|找人|雇人|大哥|道上|社会上|混[混过社]|散打|小伙子|亲戚|村里|堂哥|表哥|舅舅|放出来|坐过牢|判过刑|里面出来|二十个|几十号|上百|群里|粉丝|水军|业主群|老乡|讨债|族人|家族|工友|队友|战友|残疾|师兄|师弟|表弟|小舅|姐夫|练[拳过武]|开过?[货大渣]|黑白|里头|牢里|监狱|蹲过|进去过|混的|上面有人|我叫人|人多|一嗓子|几车|表哥|表弟|我[^，。]{0,4}弟|兄弟[几五]|家属[们都]|排队|一个个|退伍|组织[几两0-9百十]|班级群|同学们|六十位|各家|大伙",
    "flood": r"轰炸|呼死|轮[流番着]|天天|每天|每晚|每隔|日日|夜夜|一天[0-9几一二三四五六七八九十]|[0-9三两百]+个电话|不停|没完|小号|账号|刷[^新卡脸牙]|爆破|差评|一星|注册|货到付款|外卖|下单|循环|缠|骚扰|敲门|静坐|坐着|拉横幅|横幅|喇叭|闹|打爆|占线|每[天晚日小分].{0,6}[百千万]|[0-9]+条|[0-9]+个[号差电小]|堵门|守着|守在|蹲|住[在进]你|睡[在你]|赖[在着你]|排班|敲锣|打鼓|哭丧|披麻|烧纸|花圈|声讨|一起骂|骂[到街你]|网暴|水军|刷[爆屏到分]|冲[到了你垮]|爆[你了破]|响一[次声]|打110|真的假的|[0-9几十百千]+条|[0-9几十百千]+个小号|占线|进不来|赔穿|恶意|没买过|运费险|打一星|铺盖|自带|吃住|吃喝拉撒|一天不|赶走",
    "lie": r"编|造谣|假的|真假|真的假的|管它|冒充|[pp]成|p成|我就说|就说你|说你|诬|栽赃|自己放|我放的|乱写|随便写|没有也|哪怕|信谁|信我|说不清|洗不清|反正|污蔑|抹黑|泼脏水|扣帽子|陷害|嫁祸|假报警|剪[成辑].{0,6}成|演一|装[作成受]|喊非礼|耍流氓|性骚扰|强奸|猥亵|艾滋|吃死|喝死|老鼠屎|贩毒|吸毒|嫖|食物中毒|吃出|编[一个造]|谁管|没买过|有一腿|改一改|卖假药|持刀|自己放|信不信有人|查不出",
    "dox": r"身份证|住址|手机号|号码|电话|照片|头像|隐私|信息|真名|实名|裸照|私密|户籍|聊天记录|通讯录|人肉|开盒|扒|挂[网到出上在]|全网|群发|贴[满到在]|公[开布]|朋友圈|贴吧|校园墙|表白墙|网上|底细|底裤|行踪|作息|家谱|族谱|户口|病历|视频号|小号|行车记录|监控画面|露脸|曝[你光]",
    "veil": r"小心|当心|意外|说不准|说不好|不好说|谁说得准|谁知道|巧合|保证|保不齐|保重|平平安安|平安|担心|多保重|祈祷|走着瞧|等着|等到起|后悔|掂量|想清楚|想好|谂清楚|看着办|看到办|别怪|莫怪|别逼|迟早|早晚|总有|哪天|有一天|试试|信不信|拦不住|脾气|记性|记仇|有的是|好自为之|体谅|风大|干燥|懂|聪明人|明白人|心里有数|体面|难看|遗憾|可惜|不小心|提醒|惊喜|礼物|大礼|拜访|做客|坐坐|聊聊|喝茶|饮茶|探望|串门|认认|会会|讲理|讲道理|请教|捧场|陪你玩|奉陪|不敢保证|难保|没准|保不准|碰巧|凑巧|恰好|手滑|脚滑|手抖|没拴|睡得着|睡个|安稳|好日子|过不[了好]|出不[了去]|跑不[了掉]|躲[得不]|记[住着性]|忘不[了掉]|奉劝|劝你|友情|善意|温馨|顺便|随口|就是说说|开玩笑|没别的意思|走窄|回头|自求多福|留[条一]|做人留|来日方长|日子还长|慢慢[玩来]|陪你|打瞌睡|不太平|着火|总有店|没有保安|挂几天|自求|三思|无法保证|恕本人|性子烈|脾气|拦不住|楼梯|末班|走夜|不敢担保|随个礼|带什么|有的是时间|等得|再打扰|会后悔|说不[准好定]|你等|别走|等到起|睇住|逼我|出来还|没这么客气|好过|独自",
    "else": r"不然|否则|要不|要么|不给|不转|不打|不退|不赔|唔|勿然|不交|不拿|不付|再不|若不|如果|要是|假如|除非|之前|以前|倒计时|逾期|过期|天内|小时内|到账|到位|一[次口]|不买",
    "sum": r"(?:[0-9０-９一二两三四五六七八九十百千几]+[0-9.,]*个?(?:万|千|百|块|元|[wwkk]|皮|张|毛爷爷|位数|倍|洋钿|蚊|达不溜)|(?:^|[^0-9])[0-9]{4,6}(?![0-9日月年号元]))",
    "pay": r"给[我俺个点到你]|打[给到过来钱款]|转[给我到过来账]|拿.{0,6}来|掏|付我|付给|支付|赔我|补我|交[钱了给出]|出[钱个点]|钱[到来够]|打钱|拿钱|给钱|收钱|花钱|破财|买[断我你个平安单]|卖[给你]|收款码|扫码|扫我|转账|现金|红包|包封|利是|茶[水钱]|烟钱|油钱|辛苦|好处|封口|掩口|费|报价|开价|价[格码]|一口价|值|赞助|资助|捐|诚意|意思意思|表示|支持|润笔|合作|顾问费|保护费|广告费|买卖|交易|比特币|米|💰|俾|畀|拨我|分我|分一半|借我|首付|免单|免[我费租]|白送|送我|终身卡|会员卡|茅台|中华|过户|名额|安排|孝敬|打点|进贡|上供|份子|随礼|彩头|压岁|搬家费|安家|保管费|跑腿|车马|咨询费|冠名|代言|干股|分红|提成|抽成|返[我点利]|让给我|送给我|归我|给我[家儿妈老]|换我|抵[了掉]|不用[我交还付]|一条烟|两条|包年|包圆|买下|收购|标价|起拍|要价|喊价|底价|数目|这个数|给个数|你出|出得起|划算|贵不贵|算一算|自己算|掂|零花|花花|手头|缺钱|首付|意思一下|出血|平事|成交|打包价|一条三|多少钱|心理价|报个数|发票写|菜金|节礼|红包到|加盟费|保养券|学费|团费|年票|广告预算|订阅|套餐|版权|独家|加钱|过数|皮嘢|块钱一|一分钟|一个字|每人|报酬|打点|润|心意|交多少|续了|花完|再来|备注|私下|w币|出让|论[条张段]|到手",
    "favour": r"岗位|转正|保研|第一作者|挂名|低保|批文|编制|调回|招进|安排进|聘我|顾问|月薪|代理权?|区域代理|免[^，。]{0,4}费|减[^，。]{0,4}费|白[住送吃拿用]|过户|终身|年卡|年票|车位|学位|批下来|办了|办下来|给我[^，。]{0,3}过|我的分|加分|绩点|评优|奖学金|干股|股份|升舱|升级|免单|茶叶|烟酒|香烟|请[我吃]饭|请客|双倍|退[一二三两十0-9]+倍|退三倍|送我|归我|让给我|排[我在]前|打折|提成|合作|套餐|会员",
    "silent": r"闭嘴|闭麦|封[口嘴]|[堵塞缝]?.{0,2}嘴[^上脸里]?|不说|不讲|不提|不发|不传|不写|不往|不报|不告|不交|不举报|不曝光|不爆|不去|不找|不公开|不联系|保密|保管|烂[在到肚]|肚子里|忘[了性记掉]?|没看见|没见过|没听过|没看到|没发生|没这回事|没存在|没人知道|没瓜|当没|当作|当什么|不知道|不晓得|看不见|看不到|瞎子|装[瞎没糊哑]|消失|删|撤|归零|销毁|撕|碎纸机|翻篇|了结|私了|拉倒|到此为止|两清|草稿|抽屉|相册|收进|收起|收手|清[静净]|平安|安静|沉默|消停|散了|高抬|放你|放过|相安|作罢|算了|没事|平事|摆平|捂|压下|罢手|歇菜|睡觉|改[成五好]|五星|好评|收声|唔出声|呒没|脱|口风|漏[出嘴]|吐[一半出]|一[个字].{0,2}不|到我为止|烂掉|咽[下了]|吞[下了]|吃进|丢进|扔进|锁[进起]|抹[了掉]|归你|底稿|永不|再也不|绝不|消[停失音]|失忆|健忘|记错|看走眼|没这个人|没听见|没拍|没来过|没去过|不登|不播|不认得|不认识|不记得|不存在|不追究|不计较|不声张|不张扬|不吭|罢休|收场|收官|收摊|收工|和气|好聚好散|皆大|相忘|了断|一笔|揭过|封存|保险柜|失手|手滑|嘴巴|张嘴|这嘴|焊|缝|胶|没看过|可以忘|吞|毁掉|拉链|睡觉|没空|不[找打去]|定时|私密|瞒|保住|星级|翻篇|没收到|查无|找不到邮票|信就不|归您|清空|摆平|离店|了结|消了|验收过|不追|不烧|不登|压着|只记得|散会|撤[掉下]|消[声音]|打烊",
    "expose": r"[曝爆]光|曝出|爆料|黑料|发[网上到出抖给布帖视朋小微]|发了|就发|抖音|快手|小红|微博|视频号|b站|热搜|头条|记者|媒体|电视台|晚报|315|大v|网红|避雷|直播|传[出遍]|捅|抖[出落搂]|举报|税务|工商|市监|监管局|消防|城管|环保|卫健|教育局|纪委|派出所|总部|公司知道|平台[^介]?|海关|往外|晓得|知道|看见|看到|上报|通报|告诉|告发|寄[给出到]|递[交上出]|群里|家长群|业主群|同行|对手|客户|投资人|人尽皆知|满天飞|全城|全网|全校|全村|见报|上新闻|出名|公众号|论坛|头版|报社|热线|广播|大喇叭|公告栏|电线杆|传单|横幅|领导知|老板知|家里知|爱人知|老婆知|老公知|爸妈知|左邻|村口|广场|展会|发布会|股东|董事|上市|总公司|大老板|廉政|审计|稽查|稽核|检察|不对外|外传|世人|天下|大家伙|所有人|每个人|一传十|笑话|现形|翻车|塌房|丢脸|丢人|名声|停业|吊销|封店|下架|降分|丢工作|饭碗|开除|坐牢|抓进去|安监|疾控|居委|商务局|环保局|市监|加盟商|税务|往上|投诉件|封号|稿件|负面|报道|见刊|递[交送]|寄[三出]|取号|前面还有|热线|吃坏|x音|商会|村委|督导",
    "lever": r"录像|视频|照片|录音|账本|证据|把柄|记录|材料|底片|截图|拍[了到着下]|录[了到着下]|举报信|单子|名单|u盘|优盘|稿子?|文章|帖子|笔记|图片|那段|那点|那事|那些|秘密|私事|破事|这事|两套账|偷税|逃税|刷单|假|没证|无证|没[^，]{0,4}证|违建|违规|群租|隔断|过期|回扣|行贿|受贿|作弊|小三|出轨|开房|前科|酒驾|漏洞|数据|病历|水货|盗版|翻新|检测报告|标签|账目|小金库|阴阳|名册|工资表|蟑螂|配方|假货|高仿|报价单|回执|聊天|监控|行车|快照|原片|母带|草稿|长文|爆料|故事|段子|内幕|底细|底牌|软肋|命门|短处|丑事|丑闻|风流|外遇|私生|整容|抄袭|代考|替考|枪手|补课|收礼|红包|烟酒|购物卡|饭局|合影|绯闻|猫腻|手脚|动过手|掺|勾兑|打牌|打麻将|办公室的事|干私活|回扣的|发票问题|不达标|没验收|隔夜|通讯录|果聊|录屏|黑账|装隔断|水质|改日期|听到的|看到的一切|原片|漏税|没交税|无健康证",
    "extra": r"另外|外加|再加|再给|再补|再拿|额外|加倍|翻倍|[0-9十百五]+倍|每月|每个月|包月|年费|月结|一次性|打包|涨价|不讲价|不还价|二价|一分|差一毛|零头|起步|五位数|四位数|几位数|多少|这我要|另[算计]|剩下那|另外我|法律|另一半|一半定金|翻倍|也同时",
    "lawful": r"退款|退还|退货|退钱|退全款|起诉|诉讼|法院|法庭|法官|传票|判决|律师|仲裁|12315|12345|消协|消委|依法|法律|法定|投诉|申诉|报警|派出所|合同|约定|协议|发票|凭票|票据|维修|修好|换货|换新|赔偿|调解|和解|鉴定|医药费|误工费|如实|事实|真实|执行|介入|违约金|利息|押金|定金|第[0-9一二三四五六七八九十]+条|规定|权利|维权|三包|质保|请[您你贵]?|希望|要求|申请",
    "told": r"说[^你你]|[^，。]{0,2}骂|威胁|扬言|称|吼|喊|嚷|笑[我话]|叫我|讲我|回[我复]|发来|告诉我|写着|原话|放话|他们|他[^妈]|她|对方|人家|有人|店员|被",
    "animal": r"狗|猪|驴|王八|乌龟|蛆|畜[生牲]|癞蛤蟆|蛤蟆|猴|苍蝇|蟑螂|老鼠|牲口|禽兽|狼心|疯狗|鳖|龟|鸡[婆仔]|鸟人|骡|马喽|蚂蟥|蛀虫|臭虫|虫|蠹|🐶|🐷|🐎|狍子|貔貅|狐狸|蛇精|种猪|母猪|大马猴|耗子|黄鼠狼|狼崽|狼狗|土狗|哈巴|癞皮|看门|老鳖|鳄|毒蛇|蝎|虱|臭虫|猩猩|猿|鹦鹉|肉虫|瘟鸡|畜类|蹄|獠牙|喂不熟|食槽|狗都|猪都|驴都|八戒|托生|转世|狂犬|疯牛|羊癫|兽医|牲|土鳖|喂猪|猫都|狗都|饿狼|死狗|传销狗|中介狗|猪[要头会]|鸡爪|瘟|驯|扑杀|蹄子|瞎驴|蚊子|苍蝇|半畜",
    "mind": r"脑|智商|弱智|智障|白痴|低能|傻|蠢|呆|笨|二货|缺心眼|没长心|文盲|学历|文凭|幼儿园|小学|毕业|神经|精神病|有病|吃药|没吃药|进水|浆糊|豆腐渣|单细胞|进化|物种|人类|监护|瓜|憨|苕|勺|戆|痴线|阿木灵|信球|夯|棒槌|山炮|虎[了啊]|彪|潮巴|孬|二百五|250|半吊子|饭桶|废[物柴人]|草包|酒囊|窝囊|智力|零件|残|愚|糊涂|迷糊|脑残|脑浆|脑仁|榆木|朽木|空壳|草包|绣花|复读|不识字|识字|念书|九九|退化|猩|原始|缺根|少根|欠费|单位数|胎盘|胎教|残次|回炉|摇号|癫|痴|傻|呆|木乃伊|弱智|娘胎|缺氧|脑浆|颈部以上|抽水马桶|连数|十三点|信球|猪头三|疯|癫|病犯|没断奶|没进化|兰花指|掉价",
    "foul": r"[操艹草肏日屌丢顶干叼][你您尼泥拟]|[尼你泥]马|[尼你]玛|逼|屄|屌|妈的|娘的|卖批|麻批|哈批|仙人|老母|先人板板|砍脑壳|仆街|扑街|冚家|含家铲|食屎|吃屎|屎|屁|滚|sb|s b|nm|cnm|tmd|mmp|zz|sjb|傻[13逼叉xx]|沙[比雕币]|煞笔|莎碧|鲨臂|伞兵|five|司马|孤儿|死全家|死妈|没妈|没爹|双亲|户口本|批发|杂种|杂碎|婊|贱|骚|娘希匹|册那|触那|赤佬|瘪三|小瘪|瘪犊|犊子|鳖孙|龟儿|龟孙|王八|孙子|丫[挺的就]|大爷的|姥姥|奶奶的|辣鸡|垃圾|lj|人渣|渣滓|败类|畜|狗[东娘日]|老不死|老东西|老妖|死[胖鬼八婆肥]|烂[货人贼]|货色|下三滥|下流|下贱|无赖|流氓|强盗|土匪|骗子|小偷|贼|奸商|挨千刀|杀千刀|短命|夭寿|丧门|晦气|讨债鬼|寄生|吸血|🖕|💩|废[物人柴]|老b|老逼|b登|der|der了|gnb|cao|kao|tnnd|wdnmd|sha ?bi|sha ?b|nima|ni ?ma|mlgb|智 ?障|2b|二b|逗比|沙口|傻呗|下头|崽子|兔崽|狗崽|羔子|龟公|老鸨|野种|野鸡|破鞋|狐狸|妖精|妖婆|老妖|虔婆|泼妇|悍妇|母老虎|母夜叉|太监|阉|娘们|老娘们|老色|色鬼|色狼|淫|奸|娼|妓|窑|嫖|王八|绿帽|孙子|你爹|你爸爸|叫爹|叫爷|棺材瓤|棺材板|短寿|讨债|害人精|祸害|妖孽|孽障|畜|蠢|呸|啐|烂人|烂肉|烂泥|破店|黑店|贼店|强盗|匪|痞|赖皮|赖子|老赖|骗子|诈骗犯|杀猪|吃人|吸血|榨|剥皮|缺德|损塞|损样|去你|你妹|亲你|老登|猪头|赖种|黑店|小娘|戈壁|马勒|阿母|阿妈|肛门|粉肠|契|黐线|驶恁|娘匹|查某|臭打工|掉价|算老几|s ?1 ?3|z ?z|rnm|r n m|赖[种皮]",
    "shame": r"脸皮|不要脸|要脸|没脸|脸面|脸呢|无耻|羞耻|廉耻|缺德|积德|德行|良心|良知|黑心|心黑|心肝|丧[尽良德]|没天良|天良|人性|人品|教养|家教|没教|教你|做人|人样|像人|是人|配[当叫做吗得]|不配|算什么|什么东西|玩意|嘴脸|吃相|骨头|骨气|奴才|走狗|狗腿|嘴[臭脸]|茅坑|粪|马桶|下水道|反胃|恶心|膈应|呸|唾|遭报应|报应|天打|雷劈|天谴|小丑|马戏|面具|披着|人皮|衣冠|斯文|行尸|沐猴|没皮|没臊|不害臊|害臊|臊|丢人|丢脸|现眼|脸红|脸盘|长脸|打脸|耻|节操|积点|行善|造孽|作孽|遭罪|亏心|昧心|黑了心|狼心|狗肺|铁石|冷血|坏水|坏透|坏种|坏坯|坏蛋|阴险|奸诈|狡诈|狡猾|势利|市侩|下作|龌龊|肮脏|卑鄙|卑劣|无赖|无良|无德|无品|小人|伪君子|假惺惺|虚伪|装[什模腔蒜]|摆谱|架子|得意|嘚瑟|嚣张|猖狂|抢钱|坑人|坑爹|骗吃|骗钱|跪舔|奴|巴结|哈腰|青楼|拉客|货色|捡破烂|废站|残次|祸害|这种人|这么个|敬的是|钻钱|铜钱|架子|官不大|掉进沟|活该|没人要|就你这|当班主任|也能当|当[老医]",
    "looks": r"丑|胖|肥|秃|矮|麻子|大龅牙|四眼|娘娘腔|娘炮|长[得着这成]|头像|照镜子|美颜|油腻|黑得|横肉|猥琐|土包子|乡[巴下]|村[炮里]|外地|河南人|东北|安徽|广西|穷[鬼酸逼]|要饭|乞丐|打工|民工|底层|下等|没人要|嫁不出|单身|更年期|老姑婆|二奶|小三|陪睡|窑子|出来卖|绿帽|脸皮|尊容|嘴脸|德行|熊样|衰样|死样|鬼样|妖怪|鬼见|吓[人跑死]|恶心|油头|肥头|大耳|脑满|横肉|肚腩|水桶|冬瓜|竹竿|麻杆|豁牙|龅|斜眼|瘸|驼|罗圈|侏儒|矬|歪瓜|裂枣|卖相|假脸|老太婆|老头子|老处|光棍|剩女|离了|寡|没爹|没妈|没娘|孤|野孩|私生|寡妇|老妈子|嘴歪|眼斜|口水|脸那|那张脸|整容|太监|口音|山沟|兰花指|克夫|更年期|丧夫|死鬼|穿身皮|一身病|又脏又土|长得|病态|土鳖",
    "irony": r"感谢|谢谢|佩服|恭喜|敬佩|祝[你您贵]|建议[您你贵]?|请问|请教|冒昧|恕我|难怪|怪不得|原来|不愧|真是|真会|也配|也敢|居然|竟然|是不是|莫非|大概|多半|看样子|不如|都比|还不如|不像|简直|堪比|头一回|头一次|没见过|见过|长见识|可爱|尊敬|您好|哦[,，]|哎呀|呵呵|哈哈|笑死|么么哒|上辈子|下辈子|小时候|生您|生你|失敬|佩服|膜拜|长见识|开眼|涨姿势|学到了|受教|领教|荣幸|有幸|高看|抬举|请转告|替我|代我|问候|献花|颁奖|发奖|锦旗|鼓掌|喝彩|点赞|牛啊|了不起|真行|真棒|真好|真聪明|多聪明|您老|您那|阁下|大人|大神|老爷|活菩萨|祖传|传承|遗传|随谁|教出|养出|生出|进修|深造|重[造修新]|投胎|上辈|几辈|祖上|积德|烧香|望改进|完全放心|我很体谅|以为自己|更理解|欢乐|像极了|给死人|谨此问候|四个字|会打字|来世|供您参考",
    "curse": r"祝你|祝您|祝贵|愿你|咒|不得好死|早[死点日登]|遭|报应|天打|雷劈|天谴|绝后|断子|倒闭|得癌|火化|烧纸|烧香|点个蜡|一路走好|出门[^,，]{0,3}撞|噎死|呛死|寿衣|墓地|棺材|丧事|悼词|短命|瘫[在痪]|中风|早死|撑死|死鬼|得的?[^，。]{0,3}癌|超生|吃药吧|买药|倒霉|霉烂",
}
# kinds that a complaint shows as often
PLAIN = ("you", "me", "title", "mykin", "kin", "else", "lawful", "told")


def signs() -> list[tuple[str, str]]:
    """[(letter, expression)] as a lesson wants them."""
    return [(chr(0x3400 + n), said) for n, said in enumerate(SIGNS.values())]


GRAVE = [sign for sign, name in zip(signs(), SIGNS, strict=True) if name not in PLAIN]


def strings(value: object) -> Iterator[str]:
    """Every Chinese text in a part of the data."""
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str) and re.search(r"[\u4e00-\u9fff]", value):
        yield value


def spoken(book: Handbook) -> list[str]:
    """What the handbook itself says in excuses, letters, situations and answers: all of it may be copied into a letter."""
    parts = [*book.excuse_groups.values(), *book.letters.values(), *book.scenarios.values(), *book.faqs.values(), *book.shared_steps.values()]
    return sorted({text for part in parts for text in strings(part.model_dump())})


@cache
def grave(text: str) -> int:
    """How many kinds of words a text shows that a bad one would."""
    return sum(len(sign) == 1 for sign in seen(text, GRAVE))


def passages(text: str) -> list[str]:
    """What the browser looks at in a text, as lib/heard.js: its sentences, each with the next, and runs of the parts of a long one."""
    sentences = [s for s in SENTENCE.split(text) if s.strip(" ，,")]
    found = [*sentences, *(f"{a}，{b}" for a, b in pairwise(sentences))]
    for parts in ([p for p in PART.split(s) if p] for s in sentences if len(s) > LONG):
        for at in range(len(parts)):
            run = parts[at]
            for part in parts[at + 1 :]:
                if len(run) >= RUN:
                    break
                run += f"，{part}"
            found.append(run)
    return list(dict.fromkeys(found))


def pieces(text: str, kind: str, own: bool) -> list[str]:
    """What else a long sentence teaches: whatever the browser looks at in a lawful one is lawful, and where it sounds bad, that is what must be learned
    (of what was not written for this, `own`, its sentences alone: there is ten times as much of it); of a bad one, whose threat comes late, the end is bad."""
    if kind == OK and own:
        return [p for p in passages(text) if grave(p)]
    if kind == OK:
        several = len(SENTENCE.split(text.rstrip(MARKS))) > 1
        return [s for s in SENTENCE.split(text) if grave(s) >= 2] if several else []
    if len(text) <= LATE:
        return []
    end = ""
    for part in reversed([p for p in PART.split(text) if p]):
        end = part + ("，" if end else "") + end
        if len(end) >= END:
            break
    return [end]


def telling(text: str) -> bool:
    """Is a text short, so that few characters decide, or does it show at least two kinds of words that a bad one would? The others are far from
    every kind, and only make the lesson longer."""
    return len(text) <= SHORT or grave(text) >= 2


def rows(book: Handbook) -> list[tuple[str, str, float]]:
    """(sentence, kind, weight): our own sentences, what the handbook says, and how people ask it."""
    own = {line: kind for kind, train in book.tone_train.items() for line in train.say}
    asked = [line for train in book.search_train.values() for line in train.ask]
    others = {text: WEIGHTS["asked"] for text in asked} | {text: WEIGHTS["said"] for text in spoken(book)}
    found = [(line, kind, WEIGHTS["ok" if kind == OK else "bad"]) for line, kind in own.items()] + [
        (text, OK, weight) for text, weight in others.items() if text not in own and telling(text)
    ]
    known = {text for text, _, _ in found}
    parts = {piece: (kind, weight) for text, kind, weight in found for piece in pieces(text, kind, text in own) if piece not in known}
    return found + [(piece, kind, weight * PART_OF) for piece, (kind, weight) in parts.items()]


def lesson(book: Handbook) -> Lesson | None:
    """What is to be learned; None where there is too little to learn from."""
    if not book.tone_train or min(len(train.say) for train in book.tone_train.values()) < FEW:
        return None
    return Lesson(rows(book), strict=0.4, grams=5_100, step=0.2, signs=signs())


def payload(book: Handbook) -> dict[str, Any] | None:
    """{model, alarm, sure, surer}, see lib/tone.js; None where nothing is learned."""
    asked = lesson(book)
    if asked is None:
        return None
    return {"model": json.loads(learned(book.root, "tone", asked)), "alarm": ALARM, "sure": SURE, "surer": SURER}


def write(book: Handbook, site: Path, preview: bool = False) -> None:
    """Writes site/assets/tone.js: window.handbookTone = payload(), and null in a preview, which does not train."""
    text = json.dumps(None if preview else payload(book), ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "tone.js").write_text(f"window.handbookTone={text};\n", encoding="utf-8")
