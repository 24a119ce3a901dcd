// Text → tokens. Chinese has no spaces: pairs of neighbouring characters carry the meaning, single characters only help.
// Latin words and numbers stay whole. 七天, 7天 and 7日 come out alike.

const NUMERALS = { 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9", 十: "10" };

/** Lower case, half width, one way to write small numbers before a unit. */
export function normalise(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/([一二两三四五六七八九十])(?=个?(?:[天日月年倍]|小时|工作日))/g, (m) => NUMERALS[m])
    .replace(/(\d)天/g, "$1日");
}

const isHan = (ch) => /[\u3400-\u9fff]/.test(ch);

/** The tokens of a text, pairs first: "鞋子不退" → 鞋子 子不 不退 鞋 子 不 退 */
export function tokens(text) {
  const result = [];
  for (const part of normalise(text).match(/[\u3400-\u9fff]+|[a-z0-9]+(?:日|年|月|倍)?/g) || []) {
    if (!isHan(part[0])) {
      result.push(part);
      continue;
    }
    for (let i = 0; i < part.length - 1; i += 1) result.push(part.slice(i, i + 2));
    for (const ch of part) result.push(ch);
  }
  return result;
}
