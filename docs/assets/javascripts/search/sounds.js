// Pinyin and typing slips, all worked out on the handbook's own words: Latin letters become the Chinese that is likeliest meant,
// and a pair of characters that stands nowhere becomes the pairs that sound like it (退宽 → 退款).
import { isHan } from "./tokens.js";

const MOST = 8;
const LIKE = 1.5; // what a pair loses that only nearly sounds as it was typed

/** One way to write what many do not tell apart: z zh, c ch, s sh, n l, f h, an ang, en eng, in ing, ü v u. "shangfei" → "sanhei" by syllables. */
export function folded(syllable) {
  return syllable
    .replace(/[vü]/, "u")
    .replace(/^([zcs])h/, "$1")
    .replace(/^n/, "l")
    .replace(/^hu(?=[aino])/, (_, at, all) => (all === "hui" || all === "hun" ? "he" : "h"))
    .replace(/^f/, "h")
    .replace(/([aei])ng$/, "$1n");
}

/** `postings`: token → {list, n}, of all tokens of the handbook; phrases(): titles and aliases as written. forget(): there are more of both. */
export function listen(sounds, postings, phrases) {
  const written = new Map(); // tui → the characters that sound so
  const like = new Map(); // the same by what sounds nearly so
  const put = (map, key, ch) => (map.has(key) ? map.get(key).add(ch) : map.set(key, new Set([ch])));
  for (const [ch, readings] of sounds) {
    for (const reading of readings) {
      put(written, reading, ch);
      put(like, folded(reading), ch);
    }
  }
  const count = (pair) => postings.get(pair).list.length;
  /** Pairs of characters of the handbook, the commonest first. */
  const common = (list) => list.sort((x, y) => count(y) - count(x) || postings.get(x).n - postings.get(y).n);
  const ear = { sounds, written, like, postings, phrases, count, common, met: new Map(), named: null, forget };
  function forget() {
    ear.met.clear();
    ear.named = null;
  }
  return ear;
}

/** The handbook's pairs of one of these characters and one of those, the commonest first: "tui", "kuan" → 退款, … */
function pairs(ear, map, a, b) {
  const key = `${map === ear.like} ${a} ${b}`; // the same pair is met at every further key
  if (ear.met.has(key)) return ear.met.get(key);
  const found = [];
  for (const x of map.get(a) || []) for (const y of map.get(b) || []) if (ear.postings.has(x + y)) found.push(x + y);
  ear.met.set(key, ear.common(found));
  return found;
}

/** Pairs of characters that sound like two syllables → what each loses for only nearly doing so. */
function heard(ear, a, b) {
  const found = new Map(pairs(ear, ear.like, folded(a), folded(b)).map((token) => [token, LIKE]));
  for (const token of pairs(ear, ear.written, a, b)) found.set(token, 0);
  return found;
}

/** "tuikuanbudao" → {done: [tui, kuan, bu, dao], rest: the last where it is unfinished}; null where the letters are no pinyin. Syllables that are
 * some character's come before those that nearly are. */
const split = (ear, letters) => cut(ear, letters, (part) => ear.written.has(part)) || cut(ear, letters, (part) => ear.like.has(folded(part)));

function cut(ear, letters, syllable) {
  const best = [[]];
  for (let end = 1; end <= letters.length; end += 1) {
    for (let start = Math.max(0, end - 6); start < end; start += 1) {
      const part = letters.slice(start, end);
      if (best[start] && syllable(part) && (!best[end] || best[end].length > best[start].length + 1)) best[end] = [...best[start], part];
    }
  }
  if (best[letters.length]) return { done: best[letters.length], rest: "" };
  for (let start = letters.length - 1; start > 1; start -= 1) {
    const rest = letters.slice(start);
    if (best[start] && rest.length < 6 && [...ear.written.keys()].some((s) => s.startsWith(rest))) return { done: best[start], rest };
  }
  return null;
}

/** Syllables → the characters that most often stand together with these sounds. */
function spell(ear, done) {
  // a chain of pairs: the best way to arrive at each last character
  let ways = new Map();
  for (let i = 0; i + 1 < done.length; i += 1) {
    const next = new Map();
    const known = heard(ear, done[i], done[i + 1]);
    let best = { score: 0, text: "" };
    for (const way of ways.values()) if (way.score > best.score) best = way;
    for (const [token, less] of known) {
      const before = ways.get(token[0]);
      const score = Math.log(1 + ear.count(token)) - less + (before ? before.score + 1 : best.score - 1);
      const text = before ? before.text + token[1] : `${best.text} ${token}`;
      if (!next.has(token[1]) || next.get(token[1]).score < score) next.set(token[1], { score, text });
    }
    // nothing sounds like this pair: what was found stands, and the chain begins anew
    ways = next.size ? next : new Map([["", { ...best, text: `${best.text} ` }]]);
  }
  let best = { score: -Infinity, text: "" };
  for (const way of ways.values()) if (way.score > best.score) best = way;
  return best.text.trim();
}

/** 七天无理由 → qtwly, phrase by phrase: [[these letters, the phrase]]. */
function initials({ sounds, phrases }) {
  const first = new Map();
  for (const [ch, readings] of sounds) first.set(ch, readings[0][0]);
  return phrases().map((phrase) => {
    let code = "";
    for (const ch of phrase) code += first.get(ch) || (isHan(ch) ? "?" : ch);
    return [code, phrase];
  });
}

/** The commonest stretches of titles and aliases whose characters begin with these letters. */
function expand(ear, letters) {
  ear.named = ear.named || initials(ear);
  const votes = new Map();
  for (const [code, phrase] of ear.named) {
    const at = code.indexOf(letters);
    if (at < 0) continue;
    const part = phrase.slice(at, at + letters.length);
    votes.set(part, (votes.get(part) || 0) + (at ? 1 : 1.5));
  }
  return [...votes].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([part]) => part);
}

/** The commonest pairs whose first character has this sound: tui → 退款, 退货. */
function beginning(ear, syllable) {
  const firsts = ear.written.get(syllable) || new Set();
  const found = new Map(); // how the second character sounds → the commonest pair
  for (const token of ear.postings.keys()) {
    if (token.length !== 2 || !firsts.has(token[0])) continue;
    for (const b of ear.sounds.get(token[1]) || []) {
      const commonest = found.get(b);
      if (!commonest || ear.count(token) > ear.count(commonest)) found.set(b, token);
    }
  }
  return [...found.values()].sort((x, y) => ear.count(y) - ear.count(x)).slice(0, 2);
}

/** Latin letters → what they may mean in Chinese, likeliest first; empty where nothing sounds like it. */
export function fromLatin(ear, letters) {
  const parts = split(ear, letters);
  if (parts && parts.done.length > 1) {
    const text = spell(ear, parts.done);
    if (text) return [text];
  }
  if (parts && parts.done.length === 1 && !parts.rest) return beginning(ear, letters);
  return letters.length > 1 ? expand(ear, letters) : [];
}

/** Known pairs that sound like this one. */
export function alike(ear, pair) {
  const result = [];
  for (const a of ear.sounds.get(pair[0]) || []) for (const b of ear.sounds.get(pair[1]) || []) result.push(...pairs(ear, ear.written, a, b));
  return result.slice(0, MOST);
}

/** Whether one slip makes a of b: a letter too many, too few, another, or two swapped. */
export function slip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const restA = a.slice(i);
  const restB = b.slice(i);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}
