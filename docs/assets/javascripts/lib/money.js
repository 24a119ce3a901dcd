// Money as text with at most two decimals; never a floating number, so that no cent is lost.

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿"];

/** What a person may type (全角 digits, ¥, 元, commas) → "1409.5" style text, or null where it is no amount. */
export function parse(raw) {
  const text = String(raw)
    .replace(/[０-９．，]/g, (c) => "0123456789.,"["０１２３４５６７８９．，".indexOf(c)])
    .replace(/^\s*(人民币|￥|¥)?\s*|\s*(元|块)?\s*$/g, "");
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/.test(text)) return null;
  const [whole, cents = ""] = text.replace(/,/g, "").split(".");
  const plain = whole.replace(/^0+(?=\d)/, "");
  if (plain.length > 11) return null; // up to 999 亿: beyond that nobody types on purpose
  return cents ? `${plain}.${cents.padEnd(2, "0")}` : plain;
}

/** What stands in a text before 元, as it is written: “检测费1,300元，邮费12.5元” → ["1,300", "12.5"]; parse() reads each. */
export const amountsIn = (text) => text.match(/\d[\d.,]*(?=\s*元)/g) || [];

function group(digits) {
  let text = "";
  let zero = false;
  for (let i = 0; i < 4; i += 1) {
    const d = +digits[i];
    if (d === 0) {
      zero = text !== "";
      continue;
    }
    text += (zero ? "零" : "") + DIGITS[d] + UNITS[3 - i];
    zero = false;
  }
  return text;
}

/** "1409.50" → 人民币壹仟肆佰零玖元伍角; rules of 《正确填写票据和结算凭证的基本规定》. */
export function chinese(amount) {
  const [whole, cents = "00"] = String(amount).split(".");
  const digits = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const groups = digits.match(/.{4}/g);
  let text = "";
  let gap = false;
  groups.forEach((g, i) => {
    const part = group(g);
    if (!part) {
      gap = text !== "";
      return;
    }
    text += (text && (gap || g[0] === "0") ? "零" : "") + part + GROUPS[groups.length - 1 - i];
    gap = false;
  });
  const jiao = +cents[0];
  const fen = +(cents[1] || 0);
  let result = text ? `${text}元` : "";
  if (!jiao && !fen) return `人民币${result || "零元"}整`;
  if (jiao) result += `${DIGITS[jiao]}角`;
  else if (text) result += "零";
  if (fen) result += `${DIGITS[fen]}分`;
  return `人民币${result}`;
}
