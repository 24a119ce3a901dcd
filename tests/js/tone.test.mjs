// Threats, insults and money for silence in the writer's own voice; told or quoted, as names of goods, denied or feared they are none.
// Sentences by kind, each kind with its answer; the sentences written blind and every text of the handbook are counted below.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heard, passages } from "../../docs/assets/javascripts/lib/heard.js";
import { open } from "../../docs/assets/javascripts/lib/ngrams.js";
import { tone } from "../../docs/assets/javascripts/lib/tone.js";
import { own } from "../../docs/assets/javascripts/lib/voices.js";

const BLIND = JSON.parse(readFileSync(process.env.TONES, "utf8"));
const LEARNED = { ...BLIND.learned, model: open(BLIND.learned.model) };

const kind = (text, learned = null) => (tone(text, learned) || { kind: null }).kind;
const all = (expected, sentences, learned = null) => {
  const wrong = sentences.filter((text) => kind(text, learned) !== expected).map((text) => [text, tone(text, learned)]);
  assert.deepEqual(wrong, []);
};

const FINE = {
  "things and what happens to them": [
    "充电宝在包里爆炸，起火烧了沙发", "玻璃杯倒开水时炸了", "吊灯掉下来砸了我的脚", "师傅上门堵住漏水口", "下水道又堵了，厨房门口全是水", "师傅砍价后还加了200元", "平台砍单，只退了一半", "借款被收了砍头息",
    "空气炸锅、炸鸡腿、爆炸盐", "砍骨刀卷刃", "杀毒软件是假的", "烧水壶烧坏了", "拆封后发现少了一个门把手", "安装时把门框砸坏了", "手机死机，急死人了", "鱼送到已经死了", "师傅把我的花弄死了", "打包盒漏汤，我打了电话",
    "筋膜枪没力", "农药残留超标", "加的汽油有问题", "瓷砖砖面有裂纹，师傅说正常", "走夜路用的手电筒不亮", "垃圾桶盖子关不上", "滚筒洗衣机漏水", "狗粮里有虫", "猪蹄有异味", "老鼠夹夹不住", "驴肉火烧是猪肉做的", "我孙子喝了拉肚子",
    "闻着恶心，孩子吐了", "流氓软件自己装上的", "黑心棉被子一股味道", "混蛋先生T恤掉色", "精神病院的陪护费多收了", "智障儿童的康复课停了", "封口开了，包装袋里都是水", "直播间下单的", "平安快递弄丢了包裹", "SB-200型的锁坏了", "装修一口价三万，完工加了八千",
    "领了红包，退款时红包没退", "相机曝光不准", "拍的开箱视频能证明", "我妈的手机号写错了", "带他妈的按摩椅去修", "妈的养老钱都在里面", "这家店门口没有招牌", "你们的电话打不通，客服不在线", "健身房关门跑路了", "教训是要看清合同",
    "收拾房间时发现柜子裂了", "师傅上门收拾了一下就走了", "消毒柜把碗烧黑了", "把门锁好后发现锁坏了", "店里的玻璃门把我撞了", "医生说孩子没有大碍", "请放心，我不是职业打假人",
  ],
  "what others do, say and write": [
    "老板说再来就打死我", "对方说我不给钱就发朋友圈", "客服骂我是骗子", "店长说“让你好看”", "老板威胁要堵我家门", "催收的人往我家门口泼油漆", "他们把我的照片发到群里", "店员把我推倒，打伤了我的手", "我被保安打断了两根肋骨", "房东换了锁，把我的行李扔在门外",
    "快递员把包裹砸坏了", "店家把门堵了不让走", "老板拿着刀说要砍死我", "客服让我滚", "客服说：不退！滚！", "他骂我傻逼", "商家回复我的评价说我是敲诈", "对方：你等着，知道你家住哪", "商家要给我500元封口费，我没要", "商家说删了差评就给我返现20元", "商家让我删差评才肯退款",
    "我打电话过去，对方说要找人收拾我", "店长在群里公开了我的手机号", "老板娘当着顾客的面骂我不要脸", "短信里写着：再不还款就去你单位闹", "催收天天给我家人打电话，还说要P我的遗照", "我的差评下面，商家评论“穷鬼买不起就别买”", "司机威胁说知道我住哪一栋", "中介扬言要叫人来揍我",
    "卖家说我再投诉就公布我的地址", "客服叫我别闹，说闹也没用", "物业喊了几个人堵在电梯口", "教练说给我五百块让我不要举报", "店主表示花钱买个平安，给我两百了事，我没同意", "新闻曝光过这家公司", "央视曝光了这个品牌",
  ],
  "what the law gives": [
    "商家不退款，我会依法向市场监督管理部门举报", "不退款我就向法院起诉", "不处理我就打12315投诉", "不退款我就向市场监管部门举报", "逾期不答复，我将依法投诉、举报、起诉", "退款到账后我愿意撤回投诉", "双方调解，商家退款后我撤诉", "不给发票，我会向税务部门举报", "如果协商不成，我会起诉",
    "请赔偿1000元，否则我将向法院起诉", "不开门退钱，我就报警", "我会向平台申请介入，并如实评价", "我在平台上如实写了评价，商家要求删除", "请在七日内退还899元，逾期我会向人民法院申请支付令", "商家不给退，我发到平台客服那里申诉", "我保留向12345反映的权利", "对方不付，我申请强制执行，请法院查封店里的设备",
    "要求赔偿，不接受私了",
  ],
  "what happened, what was paid, what is asked for": [
    "我把店里送的赠品也退了，客服还说少一件", "我手里有录音和聊天记录，能证明客服答应过退一赔三", "证据在我手上，随时可以提交给贵局", "我有视频证明开箱时就是碎的，请退还2000元", "照片我都存着，需要时可以给你们看", "我等了你们三个月，请给个说法",
    "我再等三天，三天后我就去法院立案", "我老婆孩子都在车上，司机半路把我们赶下车", "你们的司机在高速上打瞌睡，差点出人命", "装修队把我家承重墙砸了", "工人把邻居家的门堵了，物业找我", "师傅拆了我的旧空调，没有装回去",
    "外卖员说他要给我差评", "商家让我把一星改成五星，说返我10元红包", "卖家给我转了50元红包，让我删掉差评，我没收", "我给了一星，商家天天打电话骚扰我", "主播在直播间骂我是穷鬼", "我在小红书上看到他们的广告才去的",
    "在抖音直播间看到的，付款4999元", "我发朋友圈集赞，商家没有兑现奖品", "商家不发货，说系统出错，我发现他们又涨价上架", "他们不给退，还把我的微信拉黑了", "健身房倒闭了，教练让我去别的店", "老板跑路了，门口贴了通知",
    "我不想把事情闹大，只想拿回押金", "我爸气得住院了，医药费4000元", "老人被推销员骗到店里交了两万块现金", "我妈被他们忽悠，拿了三万块钱买床垫", "我给推销员现金3000元，没有收据", "美容院说一口价9800，做完又让我补5000",
    "我付了定金2000元，商家不给退也不发货", "平台罚了商家钱，但没有退给我", "我打了三次12315，都说在处理", "我已经打了市长热线，转到区市场监管局", "我要求商家公开道歉并退款", "请商家在店铺首页公布真实成分",
    "请你们把违规的广告撤下来", "我同意撤回投诉的前提是先退款", "商家提出只要我撤诉就给2000元，我不同意", "和解协议里写了双方保密", "中介把我的身份证照片发到了群里", "平台泄露了我的住址和电话，天天有人打骚扰电话",
    "骑手把我的电话贴在电梯里", "保安不让我进门，把我推到门外", "我堵在路上，迟到十分钟，酒店不给入住", "我开车到他家门口取货，没有人", "车胎被他们扎了，修车花了800", "加油后发动机坏了，4S店说油有问题",
    "狗买回来第三天就死了，是细小病毒", "猫送到的时候已经奄奄一息", "老鼠药过期了，没有效果", "孩子把游戏账号充了五千块钱", "手机屏幕炸裂，划伤了手", "我孩子吃了以后上吐下泻",
    "理发店把我头发烧焦了", "牙医把好牙拔了，让我再交一万", "酒店房间里有蟑螂，前台不给换", "司机绕路还骂人，说爱坐不坐", "我拍了照片给客服看，客服说发不了货", "没有收到退款，客服说已到账",
    "我给你们打了五次电话都没人接", "请按合同赔我三倍价款", "如果三天内还不退，我就走法律程序", "我会把材料寄给消费者协会", "再不发货我就申请退款", "再不处理我就申请平台介入",
    "不给我发票我就不付尾款", "不退就算了，但要把身份证复印件还给我", "我找了律师，准备起诉", "我联系了电视台的记者，他们建议我先投诉", "媒体来店里拍了视频，老板躲起来了", "我男朋友陪我去店里，店员态度很差",
    "店长说等着，我等到晚上九点", "你们等着验货，我等着退款", "我让你们查一下物流，你们说查不到", "有你们的承诺书为证", "让你们费心了，请尽快处理", "叫你们退款，你们推给平台",
    "要你们出具检测报告", "我知道你们家的店在三楼，退货可以当面交", "你们的车把我的车刮了", "你们家的沙发有甲醛味，孩子头晕", "有你们店长签字的收据", "请你们别再打我家人的电话",
    "别再给我妈打电话推销了", "我去你们店里三次，都说老板不在", "周五我去你们公司取回押金", "我自己也有责任，没有看清楚", "这人自称经理，不肯说名字", "服务员端菜时把汤洒在我身上，烫伤了腿",
    "洗衣店把我的大衣洗坏了，不认账", "垃圾短信是他们发的", "废物回收公司少给了200元", "我买的流氓兔公仔开线了", "王八汤里有异物", "海底捞的猪脑花没有熟",
    "买的老鼠斑是冻的，商家按活的卖", "客服是机器人，问什么都答非所问", "商家不是东西没了，就是不回消息", "你妈妈的电话写成收货电话了，客服这样跟我解释", "售后像踢皮球一样推来推去", "这家公司太小，没有客服电话",
    "客服跟我说没办法", "平台就像没看见一样", "他们跟没事人一样", "商家发的货跟图片完全不一样", "猪肉里有针头", "你们送的牛排臭了",
    "我已经给了他们八千块装修款，工人就不来了", "我转了三千元定金，卖家就不说话了", "我交了两万押金，房东不退也不接电话", "我花了一千块钱买的视频会员被封了", "商家先退我五百，剩下的不退也不解释", "对方提出赔两百块，条件是删掉差评，我没答应",
    "我没答应用五百块换好评", "卖家私下给我转了二十元让我改评价", "我出了事故以后保险公司不赔，说我没有证据", "我录了视频，视频在我手机里，可以提交", "我有照片，损失两千元，票据附后", "我要求赔偿视频制作费3000元",
    "手机贴膜师傅把屏幕弄碎了不承认", "我老公找人来修，发现压缩机是旧的", "我叫了几个邻居来作证", "我让朋友去店里看，店里已经关门", "不给退就算了，别把我拉黑", "我不想跟你们吵，请按合同办",
    "我和其他业主一起去售楼处要求退认购金", "我们几个家长去培训机构，门已经锁了", "到了店里，老板躲着不见，我等了两个小时", "他家门口堆满了旧家具，没人收货", "他家孩子把我手机摔了，他不赔", "你家的外卖吃坏了肚子",
    "你们家门店搬走了，也没通知", "我知道你们住在城里方便，我来回一趟要三小时", "请告诉我你们店长的电话", "请公开你们的收费标准", "请公布检测报告", "我已向市场监管局举报，编号在下面",
    "不删评价他们就不发货", "店长让我删了差评再谈退款", "我在大众点评写了真实评价，被商家起诉", "我的微博被商家投诉删除了", "发货前我打了电话，你们说没问题", "你们的快递员态度恶劣，把包裹扔在地上",
    "快递员把我的包裹砸在门上，门都凹了", "老板把我的狗打死了，我要求赔偿", "宠物店把猫弄死了不赔", "美容师把我的脸弄伤了", "骑手撞到我妈，我妈住院了", "司机把我丢在半路，天都黑了",
    "商家玩消失，电话也关机", "平台和稀泥，互相推", "太坑了，一个插座收我八百", "我觉得被欺骗了，心里很难受", "这不是虚假宣传是什么", "请不要再拖了，我等钱给孩子看病",
    "家里老人被忽悠了两万多，气得血压高", "我要一个说法",
  ],
  "denied, feared, asked": [
    "我没有威胁过任何人", "我从来没有说过要砸店", "我不会去店里闹事", "我怕遇到骗子，先问了客服", "我怀疑商家是骗子公司，警方已经立案", "担心他上门闹，我没有给地址", "我没有骂人，是客服先骂我不要脸", "请你们小心包装，别再摔坏", "收到货等着用，第二天就坏了", "我等着你们的答复", "我明天上门取货",
    "我找了几个人一起去店里谈", "我带朋友去门店要求退款", "不给发票", "我问店长有没有保密协议", "请给我500元的差价", "我知道你们公司的地址，已寄出书面通知", "我已把你们客服的聊天记录截图保存，作为证据附上",
  ],
};
const BAD = {
  threat: [
    "我弄死你", "你等着，我知道你家住哪里", "信不信我砸了你的店", "小心你孩子放学路上", "再不处理就上门堵门", "再不退钱，我叫几个兄弟去你店里坐坐", "把你身份证号挂到网上", "客服说不退，我就去砸店", "让你们关门", "我要去店门口拉横幅", "不退钱老子烧了你们公司", "信不信我打断你的腿", "走着瞧",
    "我要让你身败名裂", "把老板的住址和孩子照片全发到网上", "给我等着", "出门小心点", "我去你家里坐坐", "我跟你们同归于尽", "不解决我就死在你们店里", "扒了你的皮", "看我不打得你满地找牙", "我要人肉你们客服", "今晚就去把你们的门锁给堵了", "我兜里揣着刀，你们想好", "我天天半夜打电话轰炸你们",
    "你女儿在哪个学校上学我清楚得很", "别逼急了我，什么事都干得出来", "不退就天天去店里堵门", "再不给说法，我把你们店砸了",
  ],
  insult: [
    "你们这帮骗子", "奸商，无耻", "坑爹的店", "傻B客服", "你们就是一群垃圾", "妈的，还我钱", "不要脸的商家", "滚", "不得好死", "你们这种黑心商家", "他妈的什么玩意", "良心被狗吃了", "你们这群“奸商”", "客服是猪脑子吗", "老板就是个无赖", "全家死光", "一群畜生", "脑子进水了吧", "真是不要脸", "垃圾公司",
    "草泥马", "cnm退钱", "缺德玩意儿", "你们老板就是条狗", "狗眼看人低", "厚颜无耻", "这家黑店", "客服简直是白痴",
  ],
  blackmail: [
    "不退款我就去抖音曝光你", "给我五千块我就不举报", "拿两万封口费来，这事就算了", "不赔钱我就发朋友圈让大家都知道", "打一万到我卡上我就删视频", "赔我三倍，不然全网曝光", "想让我撤举报，先打8000过来", "转我3000，我马上把差评改成好评", "不给钱我就找记者", "要我保密可以，拿五万来", "给我两千，我就当没看见",
    "给我一万红包，这事我就烂在肚子里", "不想上热搜就拿三万块钱出来", "再不打款，我就发小红书", "不赔偿十万就给你们刷差评发视频", "给我转五千，否则我去税务局举报你们偷税", "花点钱买个清静，不亏",
  ],
};
for (const [name, sentences] of Object.entries(FINE)) test(`no alarm: ${name}`, () => all(null, sentences));
test("with what is learned, of all these at most one in a hundred is accused", () => {
  const sentences = Object.values(FINE).flat();
  const accused = sentences.filter((text) => kind(text, LEARNED) !== null);
  assert.ok(accused.length <= sentences.length / 100, accused.join("\n"));
});
for (const [name, sentences] of Object.entries(BAD)) test(`caught: ${name}`, () => all(name, sentences));

/** Sentences × outcome, printed with the test's result; → the sentences that came out wrong. */
function table(t, name, sentences, right, learned = null) {
  const outcomes = sentences.map(({ text }) => kind(text, learned));
  const counts = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] || 0) + 1;
  t.diagnostic(`${name}: ${sentences.length} sentences, ${Object.entries(counts).map(([outcome, n]) => `${outcome === "null" ? "nothing said" : outcome} ${n}`).join(", ")}`);
  return sentences.filter((_, i) => !right(outcomes[i])).map(({ text }) => [text, tone(text, learned)]);
}

test("written blind, truthful: none is called a threat, an insult or extortion", (t) => {
  assert.ok(BLIND.truthful.length >= 243);
  assert.deepEqual(table(t, "truthful", BLIND.truthful, (found) => found === null), []);
});

for (const name of Object.keys(BAD))
  test(`written blind, ${name}: every one is caught`, (t) => {
    const sentences = BLIND.bad.filter((x) => x.kind === name);
    assert.ok(sentences.length >= 30);
    assert.deepEqual(table(t, name, sentences, (found) => found !== null), []);
  });

test("all that the handbook itself says stands without an alarm", (t) => {
  assert.ok(BLIND.handbook.length > 5000);
  assert.deepEqual(table(t, "handbook", BLIND.handbook.map((text) => ({ text })), (found) => found === null), []);
});

test("with what is learned, what the handbook gives to copy still stands without an alarm, and the first list too", (t) => {
  const silent = (found) => found === null;
  assert.ok(BLIND.copied.length > 1000);
  assert.deepEqual(table(t, "to be copied", BLIND.copied.map((text) => ({ text })), silent, LEARNED), []);
  // of all its texts, what merchants say and what is warned of among them, one in two thousand
  const others = table(t, "handbook", BLIND.handbook.map((text) => ({ text })), silent, LEARNED);
  assert.ok(others.length <= BLIND.handbook.length / 2000, JSON.stringify(others));
  assert.deepEqual(table(t, "truthful", BLIND.truthful, silent, LEARNED), []);
  const missed = table(t, "bad", BLIND.bad, (found) => found !== null, LEARNED);
  assert.deepEqual(missed, []);
});

// The second list was written after the rules, the third and the fourth after the model, and nothing is tuned on them: what is said of them are totals, what they
// may not fall under, and how many truthful sentences may be accused at most: a sentence or two under what is reached, because the model is trained
// anew with every text of the handbook that changes.
const OTHERS = {
  second: { each: 80, caught: { insult: 71, threat: 60, blackmail: 56 }, truthful: 240, accused: 7 },
  third: { each: 40, caught: { insult: 36, threat: 33, blackmail: 35 }, truthful: 120, accused: 4 },
  fourth: { each: 50, caught: { insult: 42, threat: 37, blackmail: 38 }, truthful: 200, accused: 7 },
};
for (const [which, { each, caught: least, truthful, accused: most }] of Object.entries(OTHERS)) {
  test(`the ${which} list: what is caught, what is accused`, (t) => {
    const list = BLIND[which];
    for (const [name, floor] of Object.entries(least)) {
      const sentences = list.bad.filter((x) => x.kind === name);
      assert.equal(sentences.length, each);
      table(t, `${name}, by rules alone`, sentences, (found) => found !== null);
      const caught = each - table(t, name, sentences, (found) => found !== null, LEARNED).length;
      assert.ok(caught >= floor, `${name}: ${caught} of ${each} caught, at least ${floor}`);
    }
    assert.equal(list.truthful.length, truthful);
    const accused = table(t, "truthful", list.truthful, (found) => found === null, LEARNED).length;
    assert.ok(accused <= most, `${accused} of ${truthful} truthful sentences accused, at most ${most}`);
  });
}

test("what others say is covered, up to where the writer goes on", () => {
  const told = (text) => own(text).replace(/□+/g, "□");
  assert.equal(told("客服说不退，再来就打你。我没同意。"), "客服说□。我没同意。");
  assert.equal(told("客服说不退，我就去砸店"), "客服说□我就去砸店");
  assert.equal(told("店长说“让你好看”，我报了警"), "店长说□我报了警");
  assert.equal(told("我说：要么退，要么换"), "我说：要么退，要么换");
  assert.equal(told("我跟店长说要退货"), "我跟店长说要退货");
  assert.equal(own("他说滚。").length, 4, "letter by letter");
});

test("what is only heard, asked for or told to 您 is the writer's; a brother's message to them too", () => {
  const told = (text) => own(text).replace(/□+/g, "□");
  for (const text of ["听说你们店半夜着火", "提醒您一句，路上小心", "请三日内答复，逾期不候", "贵店的回复我读了", "您也别讲价了", "谨致贵公司：我要退款", "我弟弟说想当面请教您"]) assert.equal(told(text), text);
  assert.equal(told("客服说再等等，您好好想想"), "客服说□");
  assert.equal(told("店长提醒我别再来，贵店这样做不对"), "店长提醒□贵店这样做不对");
});

test("of many passages one sounds bad by chance: the more there are, the surer the worst must be, up to eight", () => {
  const alone = heard(LEARNED.model, "今晚带人去你家").score;
  const among = (n) => heard(LEARNED.model, ["今晚带人去你家", ...Array.from({ length: n }, (_, i) => `商品${"甲乙丙丁戊己庚辛"[i]}没有收到`)].join("\n")).score;
  assert.ok(among(1) < alone && among(3) < among(1));
  assert.equal(among(5), among(7));
});

test("the gravest is said, in its own words", () => {
  assert.deepEqual(tone("你们这帮骗子，不退款我就去抖音曝光你"), { kind: "blackmail", said: "不退款我就去抖音曝光" });
  assert.equal(tone("你们这帮骗子，我弄死你").kind, "threat");
});

test("the passages of a text: sentences, each with the next, runs of the parts of a long one; nothing of what others said", () => {
  assert.deepEqual(passages("退款。谢谢！"), ["退款", "谢谢", "退款，谢谢"]);
  assert.deepEqual(passages("客服说□□□。□□"), ["客服说□□□"]);
  assert.deepEqual(passages(""), []);
  const long = "一二三四五六七八九十,".repeat(5).slice(0, -1);
  const ten = "一二三四五六七八九十";
  assert.deepEqual(passages(long), [long, [ten, ten, ten].join("，"), [ten, ten].join("，"), ten]);
});

test("a threat that comes late in a polite letter is heard, in its own words", () => {
  const polite = "您好，我上周在贵店买的热水壶漏水，已经按说明书拍了照片，也等了你们五天，一直没有人联系我，我知道你们也忙。";
  assert.equal(kind(polite, LEARNED), null);
  const found = tone(`${polite}你女儿几点放学走哪条路我都摸清了，今晚之前把钱退了。`, LEARNED);
  assert.equal(found.kind, "threat");
  assert.match(found.said, /你女儿/);
  assert.equal(heard(LEARNED.model, "□□□"), null);
});

test("a long story is read in no time", () => {
  const story = "商家说不退款，我找客服，客服说再等等，我不同意，就给平台发了消息，平台让我等三天，三天后又说不处理。".repeat(40);
  const start = performance.now();
  assert.equal(tone(story), null);
  assert.equal(tone(story, LEARNED), null);
  tone("我".repeat(2000), LEARNED);
  tone("不给".repeat(1000));
  assert.ok(performance.now() - start < 300, `${performance.now() - start} ms`);
});

test("an engine that cannot look behind does without this check, and without a word", async () => {
  const Real = globalThis.RegExp;
  globalThis.RegExp = class extends Real {
    constructor(pattern, flags) {
      if (/\(\?<[!=]/.test(String(pattern))) throw new SyntaxError("invalid group specifier name");
      super(pattern, flags);
    }
  };
  try {
    const old = await import("../../docs/assets/javascripts/lib/tone.js?old");
    assert.equal(old.tone("你们这帮骗子"), null);
  } finally {
    globalThis.RegExp = Real;
  }
});
