// Who speaks in a text: what the writer says, with what others said or wrote covered up. A merchant's threat that is told is evidence, not a threat.

/** Words as one pattern: a list with spaces between. */
export const any = (words) => `(?:${words.trim().split(/\s+/).join("|")})`;

export const THEY = any(`客服 店长 店主 店家 店员 店里 店方 老板娘? 商家 商户 卖家 对方 掌柜 经理 主管 师傅 司机 骑手 快递 外卖员 房东 中介 工作人员 销售 导购 教练 物业
  保安 售后 主播 负责人 前台 服务员 医生 护士 老师 校长 人员 公司 平台 催收 推销 顾问 管家 工人 员工 助理 男的 女的 律师 [他她]们? 有人 家属 朋友 同伙 亲戚`);
/** 我 as the one who acts; 我的, 我妈, 骂我 are not. */
export const WRITER = "(?:(?<![把被对往骂打给找叫让跟拿向问回逼劝请告诉威胁着])我们?(?![的家妈爸被])|本人|俺|咱们?|老子|老娘)";

/** Who speaks for the writer: what they say to 您 is said. */
const KIN = "(?:我(?:们家|家|那|几个)?(?:个|的)?[^，。！？；□\\n我]{0,3}(?:弟弟?|哥哥?|叔|舅|老公|朋友|兄弟|亲戚|爸|儿子)|孩子(?:他|她)?[爸妈]+)";

const SPEAK = any(`(?<![听想]|体来|般来)说(?!明|法|服|好|实|白|不[定准好]|到做|话|出来?去?|大|起来) (?<![名简职对号俗人])称(?!为|重|呼|量) 骂(?!人) 威胁 恐吓 扬言 叫嚣 放话 狠话 回复 答复 表示(?!表示) 声称 宣称 警告 辱骂 侮辱 吼 嚷 留言 评论 嘲讽
  讽刺 嘲笑 指责 诬蔑 污蔑 诬陷 诽谤 造谣 怀疑 怼 要挟 勒索 敲诈 (?<![别咪莫勿休敢再])逼(?=我) 暗示 提醒 (?<!大)喊(?!你|恁|人|上|来|几|兄弟|一帮|一嗓|一声|[^我]{1,3}人) 讲(?!价|诚|理|道理|究|课|解|台|座|大话|良心|得[跟像]|了[^，。]{0,5}课) 写着 写道 原话 反问 质问 告诉 发来 发消息 发信息 发短信 发微信 发语音
  发私信 私信 短信 来电 抱怨 叫我 喊我 当我 回我 要求我 提出`);
const LOOSE = "(?:那么?|所以|因此|现在|如果|再|但是?|不过|今天|于是|既然|要是)*";
const NEVER_SAID = /^.{0,3}(?:被|从来没|没)/;
const TO_YOU = /^[你您恁侬]/;
/** An answer that is waited for, or spoken of, is nobody's speech: 请三日内答复, 贵店的回复. */
const ANSWER = /^[答回]复/;
const NO_SPEECH = /[的个无有]$|请|望|若|如果|再不|[仍还]不|没有/;

let built = null;

/** The patterns, once. Engines that cannot look behind (Safari before 16.4) throw here, and only here. */
const speech = () =>
  (built = built || {
    // 说的是, 骂了句 begin a speech; 这种回复的人 speaks of one
    said: new RegExp(`${SPEAK}(?!的(?!是))(?:了|着|过|道|到|是|的是)*[：:，,]?|(?<![贵致的])${THEY}[^，。！？；、\\n]{0,6}[：:]`, "g"),
    // who might be the subject of a part of a sentence: not who is spoken to
    speakers: new RegExp(`${KIN}|(?<![跟和对向找给问着到])${THEY}|${WRITER}`, "g"),
    writer: new RegExp(WRITER),
    kin: new RegExp(`^${KIN}`),
    // the writer takes the word again
    resumes: new RegExp(`^${LOOSE}(?:${WRITER}|[你恁]们|您(?!好)|贵[店司校]|否则|不然|再不|给${WRITER})`),
  });

const QUOTES = /“[^“”]*”|"[^"\n]*"|「[^「」]*」|『[^『』]*』|‘[^‘’]*’|《[^《》]*》|【[^【】]*】/g;
/** A word in quotes is the writer's own where it is thrown at somebody: 你们这群“奸商”. */
const THROWN = /(?:你们?|[这那][帮群伙种家个些])[^，。；！？□]{0,6}$/;
const SHORT = 8; // a longer quotation is a quotation

const covered = (text) => "□".repeat(text.length);

/** Where somebody else begins to speak in a sentence, their words up to where the writer goes on are covered. */
function sentence(text) {
  const { said: begins, speakers, writer, kin, resumes } = speech();
  let rest = text;
  for (const said of text.matchAll(begins)) {
    const before = /[^，,、！!？?]*$/.exec(text.slice(0, said.index))[0];
    const speaker = [...before.matchAll(speakers)].pop();
    if (ANSWER.test(said[0]) && NO_SPEECH.test(before)) continue;
    if (!speaker && !/[：:]$/.test(said[0]) && TO_YOU.test(text.slice(said.index + said[0].length))) continue; // 提醒您一句, 就说你店里…
    const mine = speaker && (writer.test(speaker[0]) || (kin.test(speaker[0]) && /[你您恁侬]/.test(text.slice(said.index))));
    if (mine && !NEVER_SAID.test(before.slice(speaker.index + speaker[0].length))) continue; // 我说, 我警告你
    const from = said.index + said[0].length;
    const parts = text.slice(from).match(/[^，,！!？?]*[，,！!？?]|[^，,！!？?]+$/g) || [];
    const back = parts.findIndex((part, i) => i > 0 && resumes.test(part));
    const words = (back < 0 ? parts : parts.slice(0, back)).join("");
    rest = rest.slice(0, from) + covered(words) + rest.slice(from + words.length);
  }
  return rest;
}

/** The text with what stands in quotes covered. */
export const unquoted = (text) => text.replace(QUOTES, (quoted, at) => (quoted.length <= SHORT && THROWN.test(text.slice(0, at)) ? `□${quoted.slice(1, -1)}□` : covered(quoted)));

/** The text in its writer's own voice: what others said, and what stands in quotes, covered by □ letter by letter. */
export const own = (text) => unquoted(text).replace(/[^。；;\n]+/g, sentence);
