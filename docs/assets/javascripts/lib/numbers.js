// Numbers that people write: is it an identity number, a bank card, a telephone, a credit code? By their own rules, and by the word before them.

/** Full-width letters and digits as plain ones, letter by letter, so that places stay. */
export const half = (text) => text.replace(/[０-９Ａ-Ｚａ-ｚ－＃＋]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

// ------------------------------------------------------------------ identity numbers

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;

/** The day of birth in an identity number as 2026-11-22, or null where it is no day of the calendar between 1900 and now. */
export function bornOf(id) {
  const iso = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const day = new Date(`${iso}T00:00:00Z`);
  const real = !Number.isNaN(+day) && day.toISOString().slice(0, 10) === iso;
  return real && iso >= "1900" && +day <= Date.now() ? iso : null;
}

/** Has it the shape of a resident identity number: a province, a day of birth, 18 places? */
const looksLikeId = (text) => /^\d{17}[\dXx]$/.test(text) && PROVINCES.test(text) && bornOf(text) !== null;

/** Is it a resident identity number? Province and day of birth are real, the last character checks the others (GB 11643). */
export function isIdNumber(text) {
  if (!looksLikeId(text)) return false;
  const sum = ID_WEIGHTS.reduce((n, weight, i) => n + weight * +text[i], 0);
  return "10X98765432"[sum % 11] === text[17].toUpperCase();
}

// ------------------------------------------------------------------ bank cards

/** Do the digits pass the Luhn check? */
function luhn(text) {
  const sum = [...text].reverse().reduce((n, c, i) => {
    const d = i % 2 ? +c * 2 : +c;
    return n + (d > 9 ? d - 9 : d);
  }, 0);
  return sum % 10 === 0;
}

const UNION = /^62\d{14,17}$/; // 银联: 16 to 19 digits
const OTHER = /^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|35\d{14}|(?:60|62|65|68|69|9[0-9])\d{14,17})$/; // other issuers, and the banks' own old numbers

/** Could it be a bank card: 16 to 19 digits of some issuer that pass the Luhn check? */
export const isCardNumber = (text) => (UNION.test(text) || OTHER.test(text)) && luhn(text);

// ------------------------------------------------------------------ in a text

const GAP = "[ \\u3000-]";
const RUNS = new RegExp(`(^|[^0-9A-Za-z])(\\d(?:${GAP}?\\d){14,18}(?:${GAP}?[Xx])?)(?![0-9A-Za-z])`, "g");
// the word that says what a number is, the last one before it counts
const LABELS = /(身份证|证件号|公民身份)|((?:银行卡|储蓄卡|借记卡|信用卡|卡号|收款账[户号]|银行账[户号]|[工农中建交招邮]行卡?|开户行))|(订单|单号|运单|快递|流水|交易|编号|编码|合同|案号|票号|发票|小票|序列|条码|识别码|机身|串号|代码|(?:会员|储值|礼品|购物|充值)(?:卡号?)?|凭证|参考号|商品|店铺|直播间|取件|售后|投诉|举报|工单|批号|IMEI|SN)/gi;
const NEAR = 16;

/** What a number is said to be by the word before it: "identity", "card", "other", or null. */
function said(before) {
  const last = [...before.slice(-NEAR).split(/[。；\n]/).pop().matchAll(LABELS)].pop();
  if (!last) return null;
  return last[1] ? "identity" : last[2] ? "card" : "other";
}

/** Is the run written in groups of four, as on a card? */
const inFours = (run) => new RegExp(`^\\d{4}(?:${GAP}\\d{4}){3}(?:${GAP}?\\d{1,3})?$`).test(run);

/** Which numbers that should not be sent stand in a text: {identity, card}. */
export function privateNumbers(text) {
  const plain = half(text);
  const found = { identity: false, card: false };
  for (const [, before, run, at] of [...plain.matchAll(RUNS)].map((m) => [...m.slice(0, 3), m.index])) {
    const number = run.replace(new RegExp(GAP, "g"), "");
    const label = said(plain.slice(0, at) + before);
    if (label === "identity" ? looksLikeId(number) : label !== "other" && isIdNumber(number)) found.identity = true;
    else if (isCardNumber(number) && (label === "card" || (label === null && (UNION.test(number) || inFours(run))))) found.card = true;
  }
  return found;
}

// ------------------------------------------------------------------ telephones

/** Why a telephone number cannot be one, or null. One number: with area code, with an extension (转8001, -8001), 400, 95…, from abroad with +. */
export function phoneMistake(raw) {
  const text = half(String(raw)).trim();
  const [main] = text.split(/转|分机|#|ext\.?/i);
  const foreign = /^\+(?!86)/.test(main.trim());
  const digits = main.replace(/^\s*(?:\+|00)86/, "").replace(/\D/g, "");
  if (foreign) return digits.length >= 7 ? null : "号码太短，数一遍";
  if (/^1\d{6,}$/.test(digits)) {
    if (digits.length !== 11) return `手机号是11位，这里是${digits.length}位，数一遍`;
    return /^1[3-9]/.test(digits) ? null : "手机号没有这样开头的，核对一遍";
  }
  if (/^(?:400|800)/.test(digits)) return digits.length === 10 ? null : `${digits.slice(0, 3)}电话是10位，这里是${digits.length}位，数一遍`;
  if (/^(?:9[56]\d{3,6}|1\d{2,5})$/.test(digits)) return null;
  // an extension may hang on by a hyphen: 010-88886666-8001
  if (/^0(?:10|2\d)[2-9]\d{7}(?:\d{1,6})?$/.test(digits) || /^0[3-9]\d{2}[2-9]\d{6,7}(?:\d{1,6})?$/.test(digits)) return null;
  if (/^[2-9]\d{6,7}$/.test(digits)) return "座机写上区号";
  return "不像电话号码，核对一遍位数";
}

// ------------------------------------------------------------------ credit codes

const CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Why a unified social credit code cannot be one, or null (GB 32100: 18 places without I, O, S, V, Z; the last checks the others). */
export function codeMistake(raw) {
  const text = half(String(raw)).replace(/[\s-]/g, "").toUpperCase();
  if (text.length !== CODE_LENGTH) return `代码是${CODE_LENGTH}位，这里是${text.length}位，数一遍`;
  const places = [...text].map((c) => CODE.indexOf(c));
  const odd = places.indexOf(-1);
  if (odd >= 0) return `代码里没有“${text[odd]}”，看清是不是数字`;
  let weight = 1;
  let sum = 0;
  for (const place of places.slice(0, -1)) {
    sum += place * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === places[CODE_LENGTH - 1] ? null : "代码抄错了一位，再对一遍";
}
const CODE_LENGTH = 18;
