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

/** Built when a query first needs it. `phrases`: titles and aliases as written. */
export function listen(sounds, postings, phrases) {
  const pairs = new Map(); // "tui kuan" → [退款, …], the commonest first
  const like = new Map(); // the same by what sounds nearly so
  const syllables = new Set();
  for (const readings of sounds.values()) readings.forEach((s) => syllables.add(s));
  const near = new Set([...syllables].map(folded));
  const put = (map, key, token) => (map.has(key) ? map.get(key).includes(token) || map.get(key).push(token) : map.set(key, [token]));
  for (const token of postings.keys()) {
    if (token.length !== 2 || !isHan(token[0])) continue;
    for (const a of sounds.get(token[0]) || []) {
      for (const b of sounds.get(token[1]) || []) {
        put(pairs, `${a} ${b}`, token);
        put(like, `${folded(a)} ${folded(b)}`, token);
      }
    }
  }
  const count = (token) => postings.get(token).length;
  for (const map of [pairs, like]) for (const list of map.values()) list.sort((x, y) => count(y) - count(x));
  // 七天无理由 → qtwly, with the phrase it comes from
  const initials = phrases.map((p) => [Array.from(p, (ch) => (isHan(ch) ? (sounds.get(ch) || ["?"])[0][0] : ch)).join(""), p]);
  return { sounds, pairs, like, syllables, near, initials, count };
}

/** Pairs of characters that sound like two syllables → what each loses for only nearly doing so. */
function heard(ear, a, b) {
  const found = new Map((ear.like.get(`${folded(a)} ${folded(b)}`) || []).map((token) => [token, LIKE]));
  for (const token of ear.pairs.get(`${a} ${b}`) || []) found.set(token, 0);
  return found;
}

/** "tuikuanbudao" → {done: [tui, kuan, bu, dao], rest: the last where it is unfinished}; null where the letters are no pinyin. Syllables that are
 * some character's come before those that nearly are. */
const split = (ear, letters) => cut(ear, letters, (part) => ear.syllables.has(part)) || cut(ear, letters, (part) => ear.near.has(folded(part)));

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
    if (best[start] && rest.length < 6 && [...ear.syllables].some((s) => s.startsWith(rest))) return { done: best[start], rest };
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

/** The commonest stretches of titles and aliases whose characters begin with these letters. */
function expand(ear, letters) {
  const votes = new Map();
  for (const [code, phrase] of ear.initials) {
    const at = code.indexOf(letters);
    if (at < 0) continue;
    const part = phrase.slice(at, at + letters.length);
    votes.set(part, (votes.get(part) || 0) + (at ? 1 : 1.5));
  }
  return [...votes].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([part]) => part);
}

/** The commonest pairs whose first character has this sound: tui → 退款, 退货. */
function beginning(ear, syllable) {
  const found = [...ear.pairs].filter(([key]) => key.startsWith(`${syllable} `)).map(([, list]) => list[0]);
  return found.sort((x, y) => ear.count(y) - ear.count(x)).slice(0, 2);
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
  for (const a of ear.sounds.get(pair[0]) || []) for (const b of ear.sounds.get(pair[1]) || []) result.push(...(ear.pairs.get(`${a} ${b}`) || []));
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
