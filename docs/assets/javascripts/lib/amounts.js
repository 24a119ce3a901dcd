// What the law lets a person claim, and what the court takes: one pure function a rule, the articles it follows beside it.
// Amounts go in and come out as text with at most two decimals (lib/money.js); inside they are whole cents, so that no cent is lost.
import { parse } from "./money.js";

const toCents = (amount) => {
  const plain = parse(amount);
  if (plain === null) return null;
  const [whole, rest = "00"] = plain.split(".");
  return +whole * 100 + +rest;
};

const toText = (cents) => (cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100));

/** 3倍价款，不足500元的为500元. → {amount, why} */
export function triple(price) {
  const cents = toCents(price) * 3;
  const why = `价款${toText(toCents(price))}元的3倍是${toText(cents)}元`;
  return cents < 50000 ? { amount: "500", why: `${why}，不足500元，按500元` } : { amount: toText(cents), why };
}

function atLeastThousand(cents, why) {
  return cents < 100000 ? { amount: "1000", why: `${why}，不足1000元，按1000元` } : { amount: toText(cents), why };
}

/** 食品：10倍价款，不足1000元的为1000元. */
export function tenfold(price) {
  const cents = toCents(price);
  return atLeastThousand(cents * 10, `价款${toText(cents)}元的10倍是${toText(cents * 10)}元`);
}

/** 食品：3倍损失，不足1000元的为1000元. */
export function tripleLoss(loss) {
  const cents = toCents(loss);
  return atLeastThousand(cents * 3, `损失${toText(cents)}元的3倍是${toText(cents * 3)}元`);
}

/** 定金 counts up to 20% of the contract's price (586); the receiver who breaks the contract returns it twice (587); what is above is returned once. */
export function deposit(price, paid) {
  const given = toCents(paid);
  const cap = Math.floor(toCents(price) / 5);
  const counts = Math.min(given, cap);
  const over = given - counts;
  const first = over ? `实付${toText(given)}元，超过总价的20%（${toText(cap)}元），算定金的是${toText(counts)}元` : `实付定金${toText(given)}元，没有超过总价的20%（${toText(cap)}元）`;
  const last = over ? `，另退超出的${toText(over)}元，共${toText(counts * 2 + over)}元` : "";
  return { amount: toText(counts * 2 + over), why: `${first}，双倍返还${toText(counts * 2)}元${last}` };
}

/**
 * What is left of a prepaid card. paid: what was really paid; bonus: gift credit ("0" where none); used: what was taken off the card
 * (at the discount, or in credit where credit was given); full: the same at the price before the discount, "" where there was no discount.
 * → {seller: {amount, why}, own: {amount, why}}: not the buyer's reason (18), the buyer's reason (19, 20).
 */
export function prepaid(paid, bonus, used, full) {
  const p = toCents(paid);
  const b = bonus ? toCents(bonus) : 0;
  const u = toCents(used);
  const f = full ? toCents(full) : u;
  const share = Math.round((u * p) / (p + b));
  const left = (cost) => Math.max(0, p - cost);
  const how = b
    ? `按优惠比例${toText(p)}÷(${toText(p)}+${toText(b)})，用掉${toText(u)}元折合实付${toText(share)}元`
    : `按折扣价用掉${toText(u)}元`;
  const capped = f > p ? "，超过实付款，余额为0元，超出的不用补（第20条）" : "";
  return {
    seller: { amount: toText(left(share)), why: `实付${toText(p)}元，${how}，应退${toText(left(share))}元` },
    own: { amount: toText(left(f)), why: `实付${toText(p)}元，按打折前的价格用掉${toText(f)}元，应退${toText(left(f))}元${capped}` },
  };
}

// [up to (yuan), rate in thousandths]: 诉讼费用交纳办法第13条第1项
const FEE = [[10, 25], [20, 20], [50, 15], [100, 10], [200, 9], [500, 8], [1000, 7], [2000, 6], [Infinity, 5]];

function courtCents(price) {
  const cents = toCents(price);
  const step = 1000000; // one 万元 in cents
  if (cents <= step) return 5000;
  let fee = 5000;
  let from = step;
  for (const [upTo, rate] of FEE) {
    const to = Math.min(cents, upTo * step);
    if (to > from) fee += ((to - from) * rate) / 1000;
    from = Math.max(from, upTo * step);
  }
  return Math.round(fee);
}

/** 案件受理费 of a claim; halved in the simplified procedure, after mediation in court or when the suit is withdrawn. */
export function courtFee(price) {
  const fee = courtCents(price);
  return { amount: toText(fee), half: toText(Math.round(fee / 2)), why: `请求${toText(toCents(price))}元，案件受理费${toText(fee)}元，减半是${toText(Math.round(fee / 2))}元` };
}

/** 支付令申请费：a third of the court fee. */
export function paymentOrderFee(price) {
  const fee = Math.round(courtCents(price) / 3);
  return { amount: toText(fee), why: `受理费标准${toText(courtCents(price))}元的1/3，约${toText(fee)}元` };
}

/** 执行申请费; paid after the enforcement, not in advance (20). */
export function enforcementFee(price) {
  const cents = toCents(price);
  const steps = [[1, 0], [50, 15], [500, 10], [1000, 5], [Infinity, 1]];
  let fee = 5000;
  let from = 1000000;
  for (const [upTo, rate] of steps) {
    const to = Math.min(cents, upTo * 1000000);
    if (to > from) fee += ((to - from) * rate) / 1000;
    from = Math.max(from, upTo * 1000000);
  }
  return { amount: toText(Math.round(fee)), why: `执行金额${toText(cents)}元，申请费${toText(Math.round(fee))}元，执行以后交，不用预交` };
}

/** Is it an amount above zero (or zero where `zero` is allowed)? */
const amount = (value, zero) => value !== undefined && parse(value) !== null && (zero || toCents(value) > 0);

// rule → its articles, what it asks for (a field of the letter may give it), and how it computes
// inputs: [name, label, optional]; results: [{title, amount, why}]
export const RULES = {
  "fraud-triple": {
    laws: ["consumer-rights-law#55"],
    claims: /3倍|三倍|叁倍|退一赔三|假一赔三/,
    inputs: [["price", "商品价款或者服务费用（元）"]],
    results: (i) => [{ title: "增加赔偿", ...triple(i.price) }],
  },
  "food-tenfold": {
    laws: ["food-safety-law#148"],
    claims: /10倍|十倍|拾倍|退一赔十|假一赔十/,
    inputs: [["price", "食品的价款（元）"]],
    results: (i) => [{ title: "赔偿金", ...tenfold(i.price) }],
  },
  "food-triple-loss": {
    laws: ["food-safety-law#148"],
    inputs: [["loss", "损失（元）"]],
    results: (i) => [{ title: "赔偿金", ...tripleLoss(i.loss) }],
  },
  deposit: {
    laws: ["civil-code#586", "civil-code#587"],
    claims: /双倍返还|返还双倍|定金.{0,6}(双倍|两倍|2倍)|(双倍|两倍|2倍).{0,6}定金/,
    inputs: [["price", "合同总价（元）"], ["paid", "实际交的定金（元）"]],
    results: (i) => [{ title: "商家应返还", ...deposit(i.price, i.paid) }],
  },
  prepaid: {
    laws: ["prepaid-consumption-interpretation#18", "prepaid-consumption-interpretation#19", "prepaid-consumption-interpretation#20"],
    inputs: [
      ["paid", "实付金额（元）"],
      ["bonus", "赠送的消费金额（元），没有的不填", true],
      ["used", "卡里已经扣掉的金额（元），没用过写0", false, true],
      ["full", "扣掉的那些按打折前的价格是多少（元），没有折扣的不填", true],
    ],
    results: (i) => {
      const both = prepaid(i.paid, i.bonus, i.used, i.full);
      return [{ title: "不是你的原因（第18条）", ...both.seller }, { title: "你的原因（第19条、第20条）", ...both.own }];
    },
  },
  "court-fee": {
    laws: ["litigation-fee-measures#13", "litigation-fee-measures#15", "litigation-fee-measures#16"],
    inputs: [["price", "请求的总金额（元）"]],
    results: (i) => [{ title: "案件受理费", ...courtFee(i.price) }],
  },
  "payment-order-fee": {
    laws: ["litigation-fee-measures#14"],
    inputs: [["price", "请求的金额（元）"]],
    results: (i) => [{ title: "申请费", ...paymentOrderFee(i.price) }],
  },
  "enforcement-fee": {
    laws: ["litigation-fee-measures#14", "litigation-fee-measures#20"],
    inputs: [["price", "申请执行的金额（元）"]],
    results: (i) => [{ title: "申请费", ...enforcementFee(i.price) }],
  },
};

/** rule, {input: typed} → results, or null where an input is missing or no amount. */
export function compute(rule, inputs) {
  const { inputs: asked, results } = RULES[rule];
  const clean = {};
  for (const [name, , optional, zero] of asked) {
    const value = inputs[name];
    const empty = value === undefined || String(value).trim() === "";
    if (empty && optional) clean[name] = "";
    else if (!amount(value, optional || zero)) return null;
    else clean[name] = parse(value);
  }
  return results(clean);
}
