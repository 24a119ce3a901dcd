// 发送前体检: what is wrong with a filled letter, as a list. Pure: values in, findings out; the page asks, shows and jumps.
// An error makes the letter a draft; a warning is the reader's to overrule. Each check is a function of one context, so that it can be read and tested alone.
import { asked } from "./asked.js";
import { agent, fill, holds, isEmpty, known, mistake, parseDate, spoken } from "./fill.js";
import { conflicts } from "./asserts.js";
import { amountsIn, parse as parseMoney } from "./money.js";
import { EMPTY, error, warn } from "./findings.js";
import { half, privateNumbers } from "./numbers.js";
import { SLIPS } from "./slips.js";
import { tone } from "./tone.js";
import { unquoted } from "./voices.js";
import { claimed, compute } from "./amounts.js";
import { MOST, tooLong } from "./limits.js";
import { parse as parseIso, words } from "#dates";
import { allTicked, sumState } from "./help.js";

// earlier event → later event, by the names of the case facts
const ORDER = [
  ["dates.ordered", "dates.received"],
  ["dates.ordered", "dates.defect_found"],
  ["dates.ordered", "dates.notice_sent"],
  ["dates.ordered", "dates.refund_demanded"],
  ["dates.received", "dates.notice_sent"],
  ["dates.received", "dates.returned"],
  ["dates.returned", "dates.seller_received"],
];

// A business licence does not carry these words; a shop window does.
const NICKNAME = /旗舰店|专卖店|专营店|直营店|官方店|企业店|淘宝店|天猫店|直播间|小店$|小铺|的店$|店铺$|掌柜|@|[~～★☆❤♥]/;

// 某某专卖店有限公司, 某某餐饮店（个体工商户） is a licence's name
const COMPANY = /(?:公司|合伙企业|合作社|有限合伙|厂|商行|经营部|商贸部|个体工商户）?)(?:[（(][^（）()]*[）)])?\s*$/;

// fields that ask for such a number: there it is no slip
const ASK_FOR_IDENTITY = ["identity-number", "credit-code"];
const ASK_FOR_NUMBERS = [...ASK_FOR_IDENTITY, "account-number", "reference-number"];

// What a thing, a shop or a person is called may sound like anything; what the merchant said is told, not said.
const isName = (f) => f.group === "who" || /^(order|seller|buyer|helper|platform)\./.test(f.case || "") || NAMES.includes(f.role);
const isTheirs = (f) => f.case === "seller.reason" || f.role === "their-words";
const NAMES = ["bureau", "report-bureau", "agent-name", "agent-kin", ...ASK_FOR_NUMBERS];

/** The amounts in a text, in cents: “检测费300元，邮费12元”. */
const yuan = (text) => amountsIn(half(text)).map(parseMoney).filter((amount) => amount !== null).map(cents);
const RECKONED = /每|[×xX*＊]|乘|倍|[%％‰]|百分之|之[一二三四五六七八九十]/;
const cents = (amount) => Math.round(Number(amount) * 100);
const day = (n) => `${new Date(n * 86400000).toISOString().slice(0, 10)}`;
const short = (text) => (text.length > 12 ? `${text.slice(0, 12)}…` : text);

/** What the checks look at: values by field, by case fact, the free texts. */
function context(source, values, { today }) {
  const good = (f) => !isEmpty(values[f.id]) && !mistake(f, values[f.id]);
  const byCase = {};
  for (const f of source.fields) if (f.case && good(f)) byCase[f.case] = f;
  const date = (f) => parseDate(values[f.id]);
  const money = (f) => parseMoney(values[f.id]);
  return {
    source,
    values,
    today,
    byCase,
    date,
    money,
    dates: source.fields.filter((f) => f.type === "date" && good(f)),
    amounts: source.fields.filter((f) => f.type === "money" && good(f)),
    texts: source.fields.filter((f) => (f.type === "text" || f.type === "longtext") && good(f)).map((f) => ({ f, text: spoken(f, values[f.id]) })),
    written: source.fields.find((f) => f.role === "written-on" && good(f)),
  };
}

/** Does a text name this law? quoted: a short name counts only within 《》 or before 第; unless: other laws whose names contain it. */
function names(text, name, { quoted, unless }) {
  const rest = (unless || []).reduce((t, other) => t.split(other).join(""), text);
  return quoted ? new RegExp(`《(中华人民共和国)?${name}》|${name}第`).test(rest) : rest.includes(name);
}

// A date written in a text: 2026年11月3日, 11月3日, 2026.11.3, 2026-11-3; not a version, not a part of a longer number
const WRITTEN = /(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|(?:^|[^\dA-Za-z./-])(\d{4})([./-])(\d{1,2})\5(\d{1,2})(?![./-]?[\dA-Za-z])/g;
// what can only have happened, said of the day before it; and what looks ahead
const HAPPENED = /^[，,]?\s*(?:我|就|已|才|又|便|当天|上午|下午|晚上)*(?:签收|收到|购买|买|下单|付款|支付|发现|联系|提出|退回|寄回|拒绝|回复|告知|入住|安装|送来|送到|到货|办卡|充值)(?!期|前|日)/;
const AHEAD = /(?:约定|承诺|答应|保证|预计|计划|定于|改到|改为|推迟到|延到|最晚|最迟|不晚于|截止|有效期|保质期|保修|质保|到期|至|到|说|称)[^。；\n]{0,12}$/;

const SALE = /假一[赔罚]|退一赔|[一二三十]倍/;
/** The merchant's own promise of more, told: 页面写“假一赔三”, 承诺假一赔十. No claim of the writer's. */
const withoutPromises = (text) =>
  SALE.test(text)
    ? unquoted(text)
        .replace(/(?:承诺|保证|标[注明着]|宣传|注明|页面|详情页|广告|招牌|写[着了明]?|说|称|声称|号称|打着)[^，。；\n要]{0,12}假一[赔罚][^，。；\n]{0,2}/g, "□")
        .replace(/假一[赔罚].{1,2}的?(?:承诺|标语|字样|保证|广告|宣传)/g, "□")
    : text;

/** 49 → 四十九, as an article's number is written out. */
export function numeral(n) {
  const digit = (i) => "零一二三四五六七八九"[i];
  if (n >= 100) return `${digit(Math.floor(n / 100))}百${n % 100 ? (n % 100 < 10 ? "零" : n % 100 < 20 ? "一" : "") + numeral(n % 100) : ""}`;
  return n < 10 ? digit(n) : `${n < 20 ? "" : digit(Math.floor(n / 10))}十${n % 10 ? digit(n % 10) : ""}`;
}

const CHECKS = {
  wrong: ({ source, values }) => source.fields.map((f) => ({ f, why: mistake(f, values[f.id]) })).filter((x) => x.why).map(({ f, why }) => error(f, why)),

  required: ({ source, values }) => source.fields.filter((f) => f.required && isEmpty(values[f.id])).map((f) => error(f, EMPTY)),

  /** A blank that is not required and yet stands in the letter: filled, struck out or its sentence taken back. */
  openBlanks({ source, values }) {
    const fields = Object.fromEntries(source.fields.map((f) => [f.id, f]));
    const open = new Set();
    for (const line of fill(source, values).lines) {
      if (line.kind === "to") continue; // the receiver's name may be written by pen at the counter
      for (const run of line.runs) if (run.blank && !fields[run.field].required && isEmpty(values[run.field])) open.add(run.field);
    }
    return [...open].map((id) => warn(fields[id], "正文里这一处还空着"));
  },

  future({ dates, date, today, written }) {
    return dates
      .filter((f) => date(f) > today)
      .flatMap((f) => {
        if (f === written) return [warn(f, "这一天还没到。当天发出再写这一天")];
        if ((f.case || "").startsWith("dates.") || f.case === "settlement.signed" || f.group === "who") return [error(f, "这一天还没到。写已经发生的那一天")];
        return f.group === "when" && f.role !== "may-be-ahead" ? [warn(f, "这一天还没到，再看一眼")] : [];
      });
  },

  order({ byCase, date, dates, written }) {
    const found = [];
    for (const [a, b] of ORDER) {
      const [x, y] = [byCase[a], byCase[b]];
      if (x && y && date(x) > date(y)) found.push(error(y, `比“${x.label}”（${day(date(x))}）还早，有一个写错了`));
    }
    if (!written) return found;
    for (const f of dates) {
      if (f !== written && (f.case || "").startsWith("dates.") && date(f) > date(written))
        found.push(error(written, `比“${f.label}”（${day(date(f))}）还早，有一个写错了`));
      if (f.role === "reply-by" && date(f) < date(written)) found.push(error(f, "比写信的日期还早，对方来不及"));
    }
    return found;
  },

  /** What the letter claims and its own fields say is not so (lib/asserts.js). */
  asserts: ({ source, values }) => conflicts(source.lines.filter((line) => !line.when || holds(line.when, values)), known(source, values)),

  refund({ byCase, money }) {
    const [paid, refund, agreed] = [byCase["order.paid"], byCase["claim.refund"], byCase["settlement.amount"]];
    const found = [];
    const over = (f) => paid && f && cents(money(f)) > cents(money(paid));
    if (over(refund)) found.push(error(refund, `比“${paid.label}”${money(paid)}元还多。赔偿、要加倍返还的定金、保险金另写，不写在退款里`));
    if (over(agreed)) found.push(warn(agreed, `比“${paid.label}”${money(paid)}元多。多出来的是赔偿的，照谈成的写`));
    return found;
  },

  /**
   * A field that says how an amount was reached names that amount, parts that add up to it, or what the others are taken off. What is reckoned by the
   * day, by times or by a share is not followed.
   */
  sums({ source, amounts, money, texts, values }) {
    const found = [];
    for (const how of source.fields.filter((x) => x.role === "explains-sum")) {
      const f = source.fields.find((x) => x.id === how.of);
      if (!amounts.includes(f)) continue;
      const text = (texts.find((t) => t.f === how) || {}).text;
      if (isEmpty(values[how.id])) found.push(warn(how, `写了${f.label.replace("（元）", "")}，没写怎么算的`));
      if (!text) continue;
      const numbers = yuan(text);
      const total = numbers.reduce((a, b) => a + b, 0);
      const fits = [...numbers, total, 2 * numbers[0] - total].includes(cents(money(f)));
      if (numbers.length && !fits && !RECKONED.test(text)) found.push(warn(how, `里面的数和“${f.label}”${money(f)}元对不上`));
    }
    const total = amounts.find((f) => f.role === "total");
    const parts = amounts.filter((f) => f.role === "part-of-total");
    if (!total || !parts.length) return found;
    const sum = parts.reduce((n, f) => n + cents(money(f)), 0);
    const more = texts.filter(({ f }) => f.role === "more-of-total").flatMap(({ text }) => yuan(text)).reduce((n, x) => n + x, 0);
    if (sum > cents(money(total))) found.push(error(total, "比各项请求加起来还少"));
    else if (sum + more > cents(money(total))) found.push(warn(total, `比各项请求和别的费用加起来少${(sum + more - cents(money(total))) / 100}元，再加一遍`));
    else if (sum + more < cents(money(total))) found.push(warn(total, `比各项请求加起来多${(cents(money(total)) - sum - more) / 100}元，再加一遍`));
    return found;
  },

  /** What “算一算” filled in, when what it was reckoned from says something else now. */
  stale({ source, values, amounts, money, texts }) {
    const found = [];
    for (const help of source.amounts || []) {
      const into = help.into && amounts.find((f) => f.id === help.into);
      if (!into || !help.conditions.length || !allTicked(help, values)) continue;
      const given = Object.fromEntries(Object.entries(help.uses).map(([id, field]) => [id, values[field]]));
      const now = compute(help, { ...sumState(values, help.rule).inputs, ...given });
      if (!now || now.some((r) => cents(r.amount) === cents(money(into)))) continue;
      const how = texts.find(({ f }) => f.id === help.how);
      const bare = (text) => text.replace(/\d+(\.\d+)?/g, "#");
      const filled = how && now.some((r) => bare(r.why) === bare(how.text)); // its own sentence, with other numbers
      const most = now.reduce((a, b) => (cents(a.amount) > cents(b.amount) ? a : b));
      if (filled || cents(money(into)) > cents(most.amount)) found.push(warn(into, `“算一算”照现在的数算出来是${most.amount}元，这里还是${money(into)}元。改过数的，再填一次`));
    }
    return found;
  },

  /** Days written into the free text: on the calendar, and not still to come where they tell what happened. */
  textDates({ texts, today }) {
    const found = [];
    for (const { f, text } of texts) {
      if (ASK_FOR_NUMBERS.includes(f.role)) continue;
      const plain = half(text);
      for (const hit of plain.matchAll(WRITTEN)) {
        const [y, m, d] = hit[2] ? hit.slice(1, 4) : [hit[4], hit[6], hit[7]];
        const said = hit[0].replace(/^[^\d]/, "");
        const n = parseDate(`${y || 2024}-${m}-${d}`); // without a year: a leap year, so that 2月29日 stands
        if (n === null) found.push(warn(f, `日历上没有“${said}”`));
        else if (y && f.type === "longtext" && n > today && HAPPENED.test(plain.slice(hit.index + hit[0].length)) && !AHEAD.test(plain.slice(0, hit.index))) found.push(warn(f, `“${said}”还没到`));
      }
    }
    return found;
  },

  nickname({ byCase, values }) {
    const f = byCase["seller.licence_name"];
    if (!f) return [];
    const name = String(values[f.id]);
    return NICKNAME.test(name) && !COMPANY.test(name) ? [warn(f, `“${short(name)}”像店铺名。这里要营业执照上的全称，查不到就先写《请平台提供商家真实信息》`)] : [];
  },

  repealed({ source, texts, today }) {
    const found = [];
    const over = (source.repealed || []).filter((x) => parseIso(x.until) <= today);
    for (const { f, text } of texts) {
      for (const law of over) {
        const name = law.names.find((n) => names(text, n, law));
        if (name) found.push(warn(f, `《${name}》${words(parseIso(law.until), false)}起已经废止${law.by ? `，现行的是《${law.by}》` : ""}`));
      }
    }
    return found;
  },

  /** An article cited by its number from before the law was revised: known by what it is cited for. */
  moved({ source, texts }) {
    const found = [];
    for (const { f, text } of texts)
      for (const { law, number, says, why } of source.moved || []) {
        const cited = new RegExp(`(?:${law.join("|")})》?[^。；\\n]{0,6}第?(?:${number}|${numeral(+number)})条`);
        if (half(text).split(/[。；\n]/).some((part) => cited.test(part) && says.some((word) => part.includes(word)))) found.push(warn(f, why));
      }
    return found;
  },

  numbers({ texts }) {
    const found = [];
    for (const { f, text } of texts) {
      const { identity, card } = privateNumbers(text);
      if (!ASK_FOR_IDENTITY.includes(f.role) && identity) found.push(warn(f, "里面有身份证号码。收信人用不着，删掉"));
      else if (!ASK_FOR_NUMBERS.includes(f.role) && card) found.push(warn(f, "里面像是有银行卡号。收信人用不着，删掉"));
    }
    return found;
  },

  /** What reads like extortion, a threat or an insult of the writer's; what is said of it comes with the page (docs/_data/cautions.yml). */
  tone({ source, texts, learned }) {
    const found = [];
    for (const { f, text } of texts) {
      if (isName(f) || isTheirs(f)) continue;
      const heard = tone(text, learned());
      if (heard) found.push(warn(f, `“${short(heard.said)}”：${source.cautions[heard.kind]}`));
    }
    return found;
  },

  /** A claim the law gives under conditions, made without ticking them. */
  conditions({ source, texts, amounts, values }) {
    const helps = source.amounts || [];
    const ticked = (help) => allTicked(help, values);
    const found = [];
    for (const f of amounts) {
      // what was paid comes back without a condition; what is asked beyond it has one
      const able = f.case === "claim.refund" ? [] : helps.filter((h) => h.into === f.id && h.conditions.length);
      if (able.length && !able.some(ticked)) found.push(warn(f, "这一项要有条件才能要。在“算一算”里逐条勾过再写"));
    }
    for (const { rule, says } of source.claims || []) {
      const help = helps.find((h) => h.rule === rule);
      if (help && ticked(help)) continue;
      if (help && help.into && found.some((x) => x.field === help.into)) continue;
      const hit = texts.map(({ f, text }) => ({ f, said: isTheirs(f) ? null : claimed(says, withoutPromises(text)) })).find((x) => x.said);
      const said = hit && hit.said;
      if (hit) found.push(warn(hit.f, help ? `写了“${said}”，还没有逐条勾过条件。看“算一算”` : `写了“${said}”。先核对条件够不够，不够的会被驳回`));
    }
    return found;
  },

  agent({ source, values, byCase }) {
    const helper = agent(source, values);
    return helper && !helper.name && byCase["buyer.name"] ? [warn(byCase["buyer.name"], "选了替家人办，还没写代理人姓名")] : [];
  },

  tooLong: ({ source, values }) =>
    source.fields.filter((f) => MOST[f.type]).map((f) => ({ f, why: tooLong(values[f.id], MOST[f.type]) })).filter((x) => x.why).map(({ f, why }) => error(f, `${why}。删短些，放不下的作为附件`)),

  length: ({ texts }) => texts.filter(({ f, text }) => [...text].length > 1500 && !tooLong(text, MOST[f.type])).map(({ f, text }) => warn(f, `有${[...text].length}字，收信人看不完。留下要紧的，其余放进附件`)),
};

Object.assign(CHECKS, SLIPS);

/**
 * source: the letter as its page has it ({fields, lines, amounts?, repealed?}); values: {field: typed}; today: days since 1970;
 * learned: asked only where there is a text to hear, → what tone.js says.
 * → [{level: "error" | "warning", field, why}], errors first, in the order of the form, one of a kind a field.
 */
export function check(source, typed, { today, learned = () => null }) {
  const { fields, values } = asked(source, typed); // what is not asked cannot be wrong
  const seen = { ...context({ ...source, fields }, values, { today }), learned };
  const all = Object.values(CHECKS).flatMap((find) => find(seen));
  const at = (f) => source.fields.findIndex((x) => x.id === f);
  const unique = all.filter((a, i) => all.findIndex((b) => b.field === a.field && b.why === a.why) === i);
  return unique.sort((a, b) => (a.level === b.level ? at(a.field) - at(b.field) : a.level === "error" ? -1 : 1));
}
