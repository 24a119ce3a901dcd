// What a letter can say before the reader does: today as its own day, sums and counts of what the reader has written. Never kept in place of
// what the reader wrote, and only shown until he writes something else.
import { asked, isEmpty } from "./asked.js";
import { iso } from "#dates";
import { amountsIn, parse as parseMoney } from "./money.js";

/** 1209.50 for 120950; 1209 for 120900. */
const yuan = (cents) => (cents % 100 ? (cents / 100).toFixed(2) : String(cents / 100));

const GIVES = {
  "written-on": ({ today }) => (today === null ? "" : iso(today)),
  total({ of }) {
    const parts = [...of("part-of-total"), ...of("more-of-total").flatMap(amountsIn)].map(parseMoney).filter((amount) => amount !== null);
    return parts.length ? yuan(parts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)) : "";
  },
  "proof-count": ({ of }) => String(of("proof-name").length || ""),
  /** Pages are numbered through all the pieces (“1至3”, “4”): the last number is how many there are. */
  "proof-last-page": ({ of }) => String(Math.max(0, ...of("proof-pages").flatMap((text) => (String(text).match(/\d{1,4}/g) || []).map(Number))) || ""),
};

/** Beside a field: where its value comes from. */
export const SAY_GIVEN = {
  "written-on": "先写了今天，可以改",
  total: "照上面各项加出来的，可以改",
  "proof-count": "照上面数出来的，可以改",
  "proof-last-page": "照上面最后一页写的，可以改",
};

/** source, values: as for fill(); today: days since 1970, or null where no day is to be given. → {field: value} of every field that can be given. */
export function given(source, values, today) {
  const now = asked(source, values);
  const of = (role) => now.fields.filter((f) => f.role === role && !isEmpty(now.values[f.id])).map((f) => now.values[f.id]);
  return Object.fromEntries(now.fields.filter((f) => GIVES[f.role]).map((f) => [f.id, GIVES[f.role]({ of, today })]));
}
