// Threats, insults and money for silence in the writer's own voice; told or quoted, as names of goods, denied or feared they are none.
// Sentences by kind, each kind with its answer; the sentences written blind and every text of the handbook are counted below.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { tone } from "../../docs/assets/javascripts/lib/tone.js";
import { own } from "../../docs/assets/javascripts/lib/voices.js";

const kind = (text) => (tone(text) || { kind: null }).kind;
const all = (expected, sentences) => {
  const wrong = sentences.filter((text) => kind(text) !== expected).map((text) => [text, tone(text)]);
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
for (const [name, sentences] of Object.entries(BAD)) test(`caught: ${name}`, () => all(name, sentences));

const BLIND = JSON.parse(readFileSync(process.env.TONES, "utf8"));

/** Sentences × outcome, printed with the test's result; → the sentences that came out wrong. */
function table(t, name, sentences, right) {
  const counts = {};
  for (const { text } of sentences) counts[kind(text)] = (counts[kind(text)] || 0) + 1;
  t.diagnostic(`${name}: ${sentences.length} sentences, ${Object.entries(counts).map(([outcome, n]) => `${outcome === "null" ? "nothing said" : outcome} ${n}`).join(", ")}`);
  return sentences.filter(({ text }) => !right(kind(text))).map(({ text }) => [text, tone(text)]);
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

test("what others say is covered, up to where the writer goes on", () => {
  const told = (text) => own(text).replace(/□+/g, "□");
  assert.equal(told("客服说不退，再来就打你。我没同意。"), "客服说□。我没同意。");
  assert.equal(told("客服说不退，我就去砸店"), "客服说□我就去砸店");
  assert.equal(told("店长说“让你好看”，我报了警"), "店长说□我报了警");
  assert.equal(told("我说：要么退，要么换"), "我说：要么退，要么换");
  assert.equal(told("我跟店长说要退货"), "我跟店长说要退货");
  assert.equal(own("他说滚。").length, 4, "letter by letter");
});

test("the gravest is said, in its own words", () => {
  assert.deepEqual(tone("你们这帮骗子，不退款我就去抖音曝光你"), { kind: "blackmail", said: "不退款我就去抖音曝光" });
  assert.equal(tone("你们这帮骗子，我弄死你").kind, "threat");
});

test("a long story is read in no time", () => {
  const story = "商家说不退款，我找客服，客服说再等等，我不同意，就给平台发了消息，平台让我等三天，三天后又说不处理。".repeat(40);
  const start = performance.now();
  assert.equal(tone(story), null);
  tone("我".repeat(2000));
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
