// Slips of the pen: what stands in a field that cannot be meant. Part of the check before sending (lib/checks.js), by type, role and case fact alone.
import { error, warn } from "./findings.js";
import { isEmpty, spoken } from "./fill.js";
import { iso, parse as parseIso } from "#dates";
import { bornOf, codeMistake, half, isIdNumber, phoneMistake } from "./numbers.js";

const withRole = (source, role) => source.fields.filter((f) => f.role === role);
const text = (f, values) => (f && spoken(f, values[f.id])) || "";
const bare = (name) => half(name).replace(/\s/g, "");
const isPast = (f) => (f.case || "").startsWith("dates.") || (f.group === "when" && f.role !== "may-be-ahead" && f.role !== "written-on");

const YEAR = 365.25;
const TOO_LONG_AGO = 30; // years: nothing that a letter tells of is older
const LONG_AGO = 10;
const LIFE = 120;
const STALE = 300; // days: a letter that is sent now was not written then
const NEAR = 31; // days: where a date one year later would fit its neighbour

const SAME = /^[（(]?(?:同上|同前|同左|如上|同户籍|同住所|同经常居住地|同身份证|一样|见上)/;
const PLACE = /^\d{4,}$|^[\d\s+-]{7,}$/;

const NUMERALS = "零一二三四五六七八九十";

/** The first number in a few words: “9件”, “共十二件” → 9, 12; null where there is none. */
export function howMany(words) {
  const digits = /\d+/.exec(half(words));
  if (digits) return +digits[0];
  const said = /[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]/.exec(words);
  if (!said) return null;
  const value = (c) => (c === "两" ? 2 : NUMERALS.indexOf(c));
  const [tens, ones] = said[0].includes("十") ? said[0].split("十") : ["0", said[0]];
  return (tens === "" ? 1 : tens === "0" ? 0 : value(tens)) * 10 + (ones ? value(ones) : 0);
}

export const SLIPS = {
  /** Only marks, no word: “。”. */
  onlyMarks: ({ texts }) => texts.filter(({ text: t }) => !/[\p{L}\p{N}]/u.test(t)).map(({ f }) => (f.required ? error : warn)(f, "只有标点。写几个字，没有的写“没有”")),

  phones: ({ source, values }) =>
    source.fields
      .filter((f) => f.type === "phone" && text(f, values))
      .flatMap((f) => text(f, values).split(/[、，,;；/]|或者?/).filter((one) => one.trim()).map((one) => ({ f, why: phoneMistake(one) })))
      .filter((x) => x.why)
      .map(({ f, why }) => warn(f, why)),

  /** A person's name that is a telephone number, a seller who is the buyer. */
  names({ byCase, values }) {
    const found = [];
    for (const name of ["buyer.name", "helper.name", "seller.licence_name", "seller.shop"]) {
      const f = byCase[name];
      if (f && PLACE.test(half(text(f, values)).trim())) found.push(warn(f, "这里写名字，填成号码了"));
    }
    const buyer = byCase["buyer.name"];
    for (const f of [byCase["seller.licence_name"], byCase["seller.shop"]])
      if (buyer && f && bare(text(f, values)) === bare(text(buyer, values))) found.push(error(f, `和“${buyer.label}”一样。商家和你不会同名，有一个填错了`));
    return found;
  },

  addresses: ({ source, values }) =>
    source.fields.filter((f) => (f.role === "address" || /\.address$/.test(f.case || "")) && SAME.test(text(f, values))).map((f) => warn(f, "写出完整的地址：这一行会单独用来寄信")),

  court: ({ source, values }) =>
    withRole(source, "court").filter((f) => text(f, values) && !/法院|法庭/.test(text(f, values))).map((f) => warn(f, "不是法院的名称。写全称，比如“某某区人民法院”；不知道哪家，打12368问")),

  identity({ source, values, date }) {
    const found = [];
    for (const f of withRole(source, "identity-number")) {
      const said = half(text(f, values)).replace(/(\d)[\s-](?=[\dXx])/g, "$1");
      for (const [number] of said.matchAll(/\d{15,20}[Xx]?/g)) {
        if (number.length === 15) continue; // of the first generation
        if (number.length !== 18) found.push(warn(f, `身份证号码是18位，这里是${number.length}位，数一遍`));
        else if (!isIdNumber(number) && (bornOf(number) || codeMistake(number))) found.push(warn(f, "身份证号码抄错了一位，再对一遍"));
      }
    }
    for (const f of withRole(source, "birth-date")) {
      const number = /\d{17}[\dXx]/.exec(half(text(source.fields.find((x) => x.id === f.of), values)).replace(/[\s-]/g, ""));
      const born = number && bornOf(number[0]);
      if (born && text(f, values) && parseIso(born) !== date(f)) found.push(warn(f, `证件号里的出生日期是${born}，和这里不一样`));
    }
    return found;
  },

  creditCode: ({ source, values }) =>
    withRole(source, "credit-code")
      .map((f) => {
        const all = half(text(f, values)).replace(/\s/g, "");
        // the field may take other things too: a name, an identity number
        const code = /^[0-9A-Za-z-]+$/.test(all) ? all : (/[0-9A-Za-z]{15,20}/.exec(all) || [""])[0];
        const old = /^\d{15}$/.test(code); // the number of a licence from before 2015
        return { f, why: code && !old && !isIdNumber(code) ? codeMistake(code) : null };
      })
      .filter((x) => x.why)
      .map(({ f, why }) => warn(f, why)),

  /** Options that cannot hold together, and options that promise a text that is not there. */
  choices({ source, values }) {
    const found = [];
    for (const f of source.fields) {
      const chosen = f.options.filter((o) => (f.type === "choices" ? Array.isArray(values[f.id]) && values[f.id].includes(o.id) : values[f.id] === o.id));
      for (const [i, a] of chosen.entries())
        for (const b of chosen.slice(i + 1))
          if ((a.excludes || []).includes(b.id) || (b.excludes || []).includes(a.id)) found.push(warn(f, `选了“${a.label}”，又选了“${b.label}”，两样合不到一起。留一样`));
      for (const o of chosen) {
        if (!o.below || !o.below.every((id) => isEmpty(values[id]))) continue;
        const place = source.fields.find((x) => o.below.includes(x.id)); // the first of them that is asked
        found.push(place ? error(place, `选了“${o.label}”，这里还没写`) : error(f, `选了“${o.label}”，写在哪里还没有`));
      }
    }
    return found;
  },

  proofs({ source, values }) {
    const [f] = withRole(source, "proof-count");
    const said = f && text(f, values) ? howMany(text(f, values)) : null;
    const pieces = withRole(source, "proof-name").filter((x) => text(x, values)).length;
    return said !== null && pieces && said !== pieces ? [warn(f, `上面写了${pieces}件，这里是${said}件`)] : [];
  },

  /** A year that slipped: the wrong century, or one year off where the neighbours show it. */
  years({ dates, date, today, written, byCase }) {
    const found = [];
    const from = written ? Math.min(date(written), today) : today;
    for (const f of dates) {
      const age = (from - date(f)) / YEAR;
      if (age > (f.group === "who" ? LIFE : TOO_LONG_AGO) && (f.group === "who" || isPast(f) || f === written)) found.push(error(f, `${iso(date(f)).slice(0, 4)}年，年份写错了`));
      else if (f === written ? today - date(f) > STALE : isPast(f) && age > LONG_AGO) found.push(warn(f, "离今天太久，年份写对了吗"));
      else if (f.role === "reply-by" && date(f) - from > YEAR + NEAR) found.push(warn(f, "离写信一年多，年份写对了吗"));
      else if (!isPast(f) && f !== written && f.group !== "who" && (date(f) - today) / YEAR > LONG_AGO) found.push(warn(f, `${iso(date(f)).slice(0, 4)}年还远，年份写对了吗`));
    }
    const bought = byCase["dates.ordered"];
    const later = dates.filter((f) => f !== bought && f !== written && /^dates\./.test(f.case || "")).sort((a, b) => date(a) - date(b))[0];
    // what shows its fault after a year is nothing unusual; what arrives after a year is
    const gap = bought && later && later.case !== "dates.defect_found" ? date(later) - date(bought) : 0;
    if (gap >= YEAR && gap <= YEAR + NEAR) found.push(warn(bought, `比“${later.label}”（${iso(date(later))}）早了整整一年多，年份写对了吗`));
    return found;
  },
};
