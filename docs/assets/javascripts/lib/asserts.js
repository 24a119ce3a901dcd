// What a sentence of a letter claims, held against the letter's own fields: true, false, or null where nobody can know yet. Pure.
//
// An assertion comes from the data (macros/model.py: Assertion) with its clock resolved: {within|over: {n, unit, roll, applies?, from, or?, to}},
// {age: {born, on, under|reached}}, {order: {first, then}}, {passed|still: {day, by}}, {chosen: {field, is|not|none}}. `know` is what the form knows:
// {date: field → days since 1970 or null, value: field → what is typed or undefined, label: field → its label, option: (field, id) → its label,
// holidays?: the table of macros/rest_days.py}.
import { lastDay, parse, words } from "#dates";

const NO_TABLE = { first: 9999, known_until: 0, off: [], work: [], statutory: [] };
const LONGEST_REST = 14; // days: further than this no arrangement of holidays ever moved a last day
const NOTHING = /^(没有?|无|未|零|0(\.0*)?)(使用|用|消费|拆|试)?过?[，、 ]?(零|0)?(元|次|件)?[。]?$/;
const UNITS = { day: "日", workday: "个工作日", month: "个月", year: "年" };

const both = (a, b) => a !== null && b !== null;
const not = (is) => (is === null ? null : !is);
const period = ({ n, unit }) => `${n}${UNITS[unit]}`;

/** The last day of a span that begins on the day `from`: {sure: up to here it is kept for certain, day, end: from here on it is over for certain}. */
function bounds(span, from, table) {
  const { plain, day, estimated } = lastDay({ n: span.n, unit: span.unit, roll: span.roll || "none" }, from, table);
  if (!estimated) return { sure: day, day, end: day };
  return { sure: span.unit === "workday" ? from + span.n : plain, day, end: day + LONGEST_REST };
}

/** Outside its own dates a rule is another one, and what it gives is not known here. */
const outside = ({ applies }, from) => Boolean(applies) && ((applies.from && from < parse(applies.from)) || (applies.until && from > parse(applies.until)));

/** The date that a span is counted from: `from`, or `or` where that is empty. */
const start = (span, know) => (span.or && know.date(span.from) === null ? span.or : span.from);

function within(span, know) {
  const [from, to] = [know.date(start(span, know)), know.date(span.to)];
  if (!both(from, to) || outside(span, from)) return null;
  if (to < from) return false;
  const { sure, end } = bounds(span, from, know.holidays || NO_TABLE);
  if (to <= sure) return true;
  return to > end ? false : null;
}

/** Nothing is over before it began. */
function over(span, know) {
  const [from, to] = [know.date(start(span, know)), know.date(span.to)];
  return both(from, to) && to < from ? false : not(within(span, know));
}

/** On the birthday itself nobody says for certain whether the year counts already: that day claims nothing. */
function age({ born, on, under, reached }, know) {
  const [birth, day] = [know.date(born), know.date(on)];
  if (!both(birth, day) || day < birth) return null;
  const birthday = lastDay({ n: under || reached, unit: "year", roll: "none" }, birth, NO_TABLE).plain;
  if (day === birthday) return null;
  return under ? day < birthday : day > birthday;
}

function order({ first, then }, know) {
  const [a, b] = [know.date(first), know.date(then)];
  return both(a, b) ? a <= b : null;
}

function passed({ day, by }, know) {
  const [a, b] = [know.date(day), know.date(by)];
  return both(a, b) ? a < b : null;
}

const empty = (value) => value === undefined || value === null || value.length === 0;

function chosen({ field, is, not: other, none }, know) {
  const value = know.value(field);
  if (empty(value)) return null;
  if (none) return NOTHING.test(String(value).trim());
  const has = (id) => (Array.isArray(value) ? value.includes(id) : value === id);
  return is ? has(is) : !has(other);
}

const still = (dates, know) => not(passed(dates, know));

const KINDS = { within, over, age, order, passed, still, chosen };
const kindOf = (assertion) => Object.keys(KINDS).find((kind) => assertion[kind]);
const judge = (assertion, know) => KINDS[kindOf(assertion)](assertion[kindOf(assertion)], know);

/** All assertions of a sentence: false as soon as one is, true only if every one is. */
export function truth(asserts, know) {
  const all = asserts.map((assertion) => judge(assertion, know));
  if (all.includes(false)) return false;
  return all.includes(null) ? null : true;
}

/**
 * What stands in the letter for a line: its own runs where it claims nothing or what is so, the true sentence where it is not, the sentence
 * that does not claim where nobody knows or nothing else is true. Null: nothing.
 */
export function stands(line, know) {
  if (!line.asserts || line.stays) return line.runs;
  const is = truth(line.asserts, know);
  if (is) return line.runs;
  return (is === false && line.else) || line.unknown || null;
}

const day = (n) => words(n, false);
const years = (born, on) => {
  let n = 0;
  while (lastDay({ n: n + 1, unit: "year", roll: "none" }, born, NO_TABLE).plain < on) n += 1;
  return n;
};

/** Which two things contradict each other, in a sentence, and the field where that is told. */
const SAY = {
  within: (span, know) => SAY.span(span, know, "已经过了"),
  over: (span, know) => SAY.span(span, know, "还没有过"),
  span(span, know, state) {
    const first = start(span, know);
    const [from, to] = [know.date(first), know.date(span.to)];
    if (to < from) return SAY.order({ first, then: span.to }, know);
    const last = bounds(span, from, know.holidays || NO_TABLE).day;
    return { field: span.to, text: `从“${know.label(first)}”${day(from)}起，${period(span)}到${day(last)}为止；“${know.label(span.to)}”是${day(to)}，${state}` };
  },
  age({ born, on, under, reached }, know) {
    const [birth, at] = [know.date(born), know.date(on)];
    const claim = under ? `不满${under}周岁` : `已满${reached}周岁`;
    return { field: on, text: `“${know.label(born)}”是${day(birth)}，到“${know.label(on)}”${day(at)}是${years(birth, at)}周岁，不是${claim}` };
  },
  order({ first, then }, know) {
    return { field: then, text: `比“${know.label(first)}”（${new Date(know.date(first) * 86400000).toISOString().slice(0, 10)}）还早，有一个写错了`, slip: true };
  },
  passed: (dates, know) => SAY.date(dates, know, "还没有过"),
  still: (dates, know) => SAY.date(dates, know, "已经过了"),
  date: ({ day: due, by }, know, state) => ({
    field: by,
    text: `“${know.label(due)}”是${day(know.date(due))}，“${know.label(by)}”是${day(know.date(by))}，那一天${state}`,
  }),
  chosen({ field, is, not: other, none }, know) {
    if (none) return { field, text: `“${know.label(field)}”填的不是“没有”` };
    return { field, text: `“${know.label(field)}”${is ? "没有选" : "选了"}“${know.option(field, is || other)}”` };
  },
};

/**
 * What the letter must not say as it stands: [{level, field, why}], each assertion once. lines: those that stand in the letter, as the build
 * parsed them. Told where the claim was chosen, if it was; else at the later date.
 */
export function conflicts(lines, know) {
  const told = new Set();
  return lines.flatMap((line) => {
    if (!line.asserts || !line.conflict || truth(line.asserts, know) !== false) return [];
    const assertion = line.asserts.find((a) => judge(a, know) === false);
    if (told.has(JSON.stringify(assertion))) return [];
    told.add(JSON.stringify(assertion));
    const { field, text, slip } = SAY[kindOf(assertion)](assertion[kindOf(assertion)], know);
    if (slip) return [{ level: "error", field, why: text }];
    const option = assertion.chosen ? null : (line.when || []).filter((w) => w.is).pop();
    return [{ level: line.else || line.stays ? "warning" : "error", field: option ? option.field : field, why: `${text}。${line.conflict}` }];
  });
}
