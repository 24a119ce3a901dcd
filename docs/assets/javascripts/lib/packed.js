// Texts that the build writes small (macros/packed.py): each character stands for the rank of another, or for a number.

const SHORT = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n)).filter((ch) => ch !== '"' && ch !== "\\");
const LONG = 0xa1;
const RANKS = new Map(SHORT.map((ch, n) => [ch, n]));

/** The number that a character stands for. */
export const number = (ch) => RANKS.get(ch) ?? ch.charCodeAt(0) - LONG + SHORT.length;

/** The text that was packed. ranked: its characters by rank. */
export function unpack(text, ranked) {
  let result = "";
  for (const ch of text) result += ranked[number(ch)];
  return result;
}
