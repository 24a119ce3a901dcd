// Sums of the law: arithmetic only. Multiples, floors, shares, fee tables, sentences and conditions come with the page (docs/_data/sums.yml).
// Amounts go in and come out as text with at most two decimals (lib/money.js); inside they are whole cents, so that no cent is lost.
import { parse } from "./money.js";

const toCents = (amount) => {
  const plain = parse(amount);
  if (plain === null) return null;
  const [whole, rest = "00"] = plain.split(".");
  return +whole * 100 + +rest;
};

const toText = (cents) => (cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100));

/** What a fee table takes of an amount: `base` yuan up to `up_to` yuan, then step by step a rate of what lies within the step. */
function fee({ numbers, steps, per }, cents) {
  let total = numbers.base * 100;
  let from = numbers.up_to * 100;
  for (const { to, rate } of steps) {
    const end = to === null ? cents : Math.min(cents, to * 100);
    if (end > from) total += ((end - from) * rate) / per;
    from = end > from ? end : from;
  }
  return Math.round(total);
}

// kind → the sum's own names (cents) and which cases hold; macros/sums.py lists the same names
const KINDS = {
  times({ numbers }, [cents]) {
    const product = cents * numbers.times;
    const floor = numbers.floor * 100;
    return { named: { product, result: Math.max(product, floor) }, cases: { below: product < floor } };
  },

  /** What counts as 定金 comes back several times, what is above the share of the price once. */
  deposit({ numbers }, [price, paid]) {
    const cap = Math.floor((price * numbers.percent) / 100);
    const counts = Math.min(paid, cap);
    const over = paid - counts;
    const doubled = counts * numbers.times;
    return { named: { cap, counts, over, doubled, result: doubled + over }, cases: { over: over > 0, within: over === 0 } };
  },

  /**
   * What is left of a prepaid card. bonus: gift credit; used: what was taken off the card (at the discount, or in credit where credit
   * was given); full: the same at the price before the discount. merchant: not the buyer's reason; buyer: the buyer's reason.
   */
  balance(_, [paid, bonus, used, before]) {
    const full = before || used;
    const share = Math.round((used * paid) / (paid + bonus));
    const left = (cost) => Math.max(0, paid - cost);
    return {
      named: { full, share, merchant: left(share), buyer: left(full) },
      cases: { bonus: bonus > 0, plain: bonus === 0, beyond: full > paid },
    };
  },

  fee(sum, [cents]) {
    const whole = fee(sum, cents);
    return { named: { fee: whole, part: Math.round(whole / (sum.numbers.divide || 1)) }, cases: {} };
  },

  share: (sum, given) => KINDS.fee(sum, given),
};

/** Is it an amount above zero (or zero where `zero` is allowed)? */
const isAmount = (value, zero) => value !== undefined && parse(value) !== null && (zero || toCents(value) > 0);

/**
 * sum: one of sums.yml as the page has it; given: {input: typed}.
 * → [{title, amount, why}], or null where an input is missing or no amount.
 */
export function compute(sum, given) {
  const cents = [];
  for (const { id, optional, zero } of sum.inputs) {
    const value = given[id];
    const empty = value === undefined || String(value).trim() === "";
    if (!(empty && optional) && !isAmount(value, optional || zero)) return null;
    cents.push(empty ? 0 : toCents(value));
  }
  const { named, cases } = KINDS[sum.kind](sum, cents);
  const words = Object.fromEntries(Object.entries(sum.numbers).map(([name, n]) => [name, String(n)]));
  sum.inputs.forEach(({ id }, i) => (words[id] = toText(cents[i])));
  for (const [name, n] of Object.entries(named)) words[name] = toText(n);
  const filled = (text) => text.replace(/\[\[([a-z]+)\]\]/g, (_, name) => words[name]);
  return sum.results.map(({ title, amount, why }) => ({
    title,
    amount: words[amount],
    why: why.filter((part) => !part.when || cases[part.when]).map((part) => filled(part.text)).join(""),
  }));
}

/** Does a text ask for what a sum is about? says: wordings, in which … stands for a few letters. → what it says, or null */
export function claimed(says, text) {
  const pattern = says.map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/…/g, ".{0,6}")).join("|");
  const hit = new RegExp(pattern).exec(text);
  return hit && hit[0];
}
