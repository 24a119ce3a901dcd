// What happened, as moves: who was asked and whose answer is open. Pure: events in, moves out; days are whole numbers since 1970.
import { parse } from "#dates";

/** How far a door is from the merchant's: what was asked at a farther one makes nobody wait at a nearer one. */
export const RANK = { seller: 1, institution: 1, platform: 2, regulator: 3, court: 4 };

// kinds of the list that are no days of the vocabulary
export const KINDS = { contact: "我联系对方", reply: "对方答复", sent: "寄出文书", receipt: "收到回执、受理通知", note: "别的事" };

/** A day that the first release kept with two meanings: the reader is asked which one it is. */
export const UNSURE = "unsure-asked";

// an event of the vocabulary that asks somebody: whom, and how far it is with the same door
const ASKS = {
  "refund-demanded": { whom: "seller", step: 1 },
  "notice-sent": { whom: "seller", step: 1 },
  "courier-complained": { whom: "seller", step: 1 },
  "insurance-claimed": { whom: "seller", step: 1 },
  "credit-objected": { whom: "seller", step: 1 },
  returned: { whom: "seller", step: 2 },
  "seller-received": { whom: "seller", step: 3 },
  "repair-received": { whom: "seller", step: 3 },
  "settlement-signed": { whom: "seller", step: 9 },
  "complaint-filed": { whom: "regulator", step: 1 },
  "postal-appealed": { whom: "regulator", step: 1 },
  "complaint-accepted": { whom: "regulator", step: 2 },
  "report-filed": { whom: "regulator", step: 1, aside: true },
  "review-filed": { whom: "regulator", step: 1, aside: true },
  "information-asked": { whom: "regulator", step: 1, aside: true },
  "police-review-filed": { whom: "regulator", step: 1, aside: true },
  "payment-order-filed": { whom: "court", step: 1 },
  "payment-order-served": { whom: "court", step: 2 },
  "enforcement-filed": { whom: "court", step: 3, aside: true },
  "dishonest-asked": { whom: "court", step: 4, aside: true },
  "add-party-filed": { whom: "court", step: 4, aside: true },
};

// an event of the vocabulary that ends the waiting at a door and at those before it
const ANSWERS = { "mediation-ended": "regulator", "settlement-signed": "regulator", "judgment-served": "court", "judgment-effective": "court" };

// an event of the vocabulary that decides one thing that was asked, and nothing else
const DECIDES = { "review-decided": "review-filed", "police-review-decided": "police-review-filed", "add-party-served": "add-party-filed" };

/**
 * The letters as this case has them. One that goes to different doors marks its event (`marksWhen`: {field, is}) only if every draft of it
 * chose so: which of several was sent is not known, and a clock that began wrongly is worse than one that waits to be told.
 * draftsOf: id → what its drafts say, [{field: value}]
 */
export function marking(letters, draftsOf) {
  const fits = ({ field, is }, drafts) => drafts.length > 0 && drafts.every((draft) => is.includes(draft[field]));
  return Object.fromEntries(
    Object.entries(letters).map(([id, letter]) => [id, letter.marksWhen && !fits(letter.marksWhen, draftsOf(id)) ? { ...letter, marks: null } : letter]),
  );
}

/** A letter that was sent is the event that sending it marks. */
export const kindOf = (event, letters) => (event.kind === "sent" && letters[event.letter]?.marks) || event.kind;

/**
 * The days that clocks run from: {event: day}. Where an event has a day of its own, that one; else the first letter that marks it.
 * What is still to come starts no clock.
 */
export function starts(events, letters, today) {
  const own = {};
  const marked = {};
  for (const event of events) {
    const kind = kindOf(event, letters);
    const day = parse(event.day);
    const found = kind === event.kind ? own : marked;
    if (day !== null && day <= today && !(found[kind] <= day)) found[kind] = day;
  }
  return { ...marked, ...own };
}

/**
 * → {asks, answers}: asks: [{kind, whom, rank, step, aside, day}], answers: [{kind, whom, rank, day}]; day null: unknown.
 * A day to come has not happened.
 */
export function moves(events, letters, today) {
  const asks = [];
  const answers = [];
  const seen = new Set();
  for (const event of events) {
    const day = parse(event.day);
    if (day !== null && day > today) continue;
    const kind = kindOf(event, letters);
    const party = kind === "sent" ? letters[event.letter]?.addressee : event.side;
    const whom = party === "institution" ? "seller" : party; // asked as a merchant is; only its name is another
    const known = ASKS[kind];
    // the letter and the day it marks are one move
    if (known && !seen.has(`${kind} ${day}`)) asks.push({ kind, rank: RANK[known.whom], aside: false, ...known, day });
    if (known) seen.add(`${kind} ${day}`);
    const door = ANSWERS[kind] || ASKS[DECIDES[kind]]?.whom;
    if (door) answers.push({ kind, whom: door, rank: RANK[door], day });
    if ((kind === "contact" || kind === "sent") && RANK[whom]) asks.push({ kind, whom, party, rank: RANK[whom], step: 0, aside: false, day });
    if (kind === "reply") answers.push({ kind, whom: whom || "", rank: RANK[whom] || 0, day });
  }
  return { asks, answers };
}

/** Not before: an unknown day may be any. */
const since = (a, b) => a === null || b === null || a >= b;

/**
 * The answer to what was asked, or undefined. Words answer a demand or a complaint; money that is due, a mediation that runs and an order that
 * was served are over only when they are over.
 */
export function answerTo(ask, answers) {
  return answers.find((a) => {
    if (!since(a.day, ask.day)) return false;
    if (DECIDES[a.kind]) return DECIDES[a.kind] === ask.kind;
    if (a.kind === "settlement-signed") return ask.kind !== "settlement-signed" && ask.rank <= a.rank && !ask.aside;
    if (a.kind === "reply") return ask.step < 2 && (a.whom === "" || a.whom === ask.whom);
    return ask.rank <= a.rank && !ask.aside;
  });
}

/** Is what was asked still open? */
function isOpen(ask, asks, answers) {
  for (const other of asks) {
    if (other === ask || !since(other.day, ask.day)) continue;
    if (other.rank > ask.rank && !other.aside && !ask.aside) return false;
    if (other.rank === ask.rank && other.step > ask.step && !other.aside && !ask.aside) return false;
  }
  return !answerTo(ask, answers);
}

/** What is still waited for, the farthest door first, at one door the step that is farther, then the later day. */
export function openAsks({ asks, answers }) {
  const order = (a, b) => Number(a.aside) - Number(b.aside) || b.rank - a.rank || b.step - a.step || (b.day ?? -1) - (a.day ?? -1) || a.kind.localeCompare(b.kind);
  return asks.filter((ask) => isOpen(ask, asks, answers)).sort(order);
}
