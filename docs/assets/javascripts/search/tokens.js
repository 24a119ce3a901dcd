// Text → tokens. Chinese has no spaces: pairs of neighbouring characters carry the meaning. Latin words and numbers stay whole.
// 七天, 7天, ７日 and 7日 come out alike; so do 退货 and its traditional 退貨, as far as the handbook's words go.

const NUMERALS = { 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9" };
// the traditional forms of the characters that these disputes are written in
const TRADITIONAL = "貨還賣買錢關經訴證據發網費價單斷無車書圖電話聲務員體實質會開問題復廠檢測換個裡們這麼嗎說過責賠償險壞機飛場飯館騙給國際學課訓練壓鑰衛為報處絕購產約條";
const SIMPLIFIED = "货还卖买钱关经诉证据发网费价单断无车书图电话声务员体实质会开问题复厂检测换个里们这么吗说过责赔偿险坏机飞场饭馆骗给国际学课训练压钥卫为报处绝购产约条";
const PLAIN = new Map(Array.from(TRADITIONAL, (ch, i) => [ch, Array.from(SIMPLIFIED)[i]]));

const OLD = new RegExp(`[${TRADITIONAL}]`, "g");

/** 十五 → 15, 二十 → 20, 一百四十八 → 148, 一百零三 → 103; what is no number stays. */
function digits(text) {
  const match = /^(?:([一二两三四五六七八九])百零?)?(?:([一二两三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(text);
  if (!match) return text;
  const [, hundreds, tens, ten, ones] = match;
  return String(100 * (NUMERALS[hundreds] || 0) + 10 * (ten ? NUMERALS[tens] || 1 : 0) + Number(NUMERALS[ones] || 0));
}

/** Lower case, half width, simplified. */
export function simplified(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(OLD, (ch) => PLAIN.get(ch));
}

/** The same, and one way to write small numbers before a unit. */
export function normalise(text) {
  return simplified(text)
    .replace(/[零一二三四五六七八九]{3,}/g, (spoken) => Array.from(spoken, (ch) => NUMERALS[ch] || "0").join(""))
    .replace(/([零一二两三四五六七八九十百]+)(?=个?(?:[天日月年倍条]|小时|工作日))/g, digits)
    .replace(/(\d)天/g, "$1日");
}

/** The pieces that stand together: runs of Chinese, Latin words, numbers with their unit. */
export function pieces(text) {
  return text.match(/[\u3400-\u9fff]+|[a-z]+|\d+(?:日|年|月|倍|条)?/g) || [];
}

export const isHan = (ch) => ch >= "\u3400" && ch <= "\u9fff";

/** The tokens of a normalised text: "鞋子不退 iphone" → 鞋子 子不 不退 iphone. A character that stands alone is its own token. */
export function tokens(text) {
  const result = [];
  for (const piece of pieces(text)) {
    if (!isHan(piece[0]) || piece.length === 1) result.push(piece);
    else for (let i = 0; i < piece.length - 1; i += 1) result.push(piece.slice(i, i + 2));
  }
  return result;
}
