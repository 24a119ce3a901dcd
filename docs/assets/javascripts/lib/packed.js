// Texts that the build writes small (macros/packed.py): each character stands for the rank of another, or for a number.

const SHORT = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n)).filter((ch) => ch !== '"' && ch !== "\\");
const LONG = 0xa1;
const RANKS = []; // code → rank, of the short ones
SHORT.forEach((ch, n) => (RANKS[ch.charCodeAt(0)] = n));

const rank = (code) => RANKS[code] ?? code - LONG + SHORT.length;

/** The number that a character stands for. */
export const number = (ch) => rank(ch.charCodeAt(0));

/** The text that was packed. ranked: its characters by rank. */
export function unpack(text, ranked) {
  let result = "";
  for (const ch of text) result += ranked[number(ch)];
  return result;
}
