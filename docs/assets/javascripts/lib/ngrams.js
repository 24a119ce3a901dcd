// A model that the build has trained (macros/learn) → how near a text is to each of its classes. What is in the file: macros/learn/model.py.
import { number, unpack } from "./packed.js";

const HEADS = [[0, 1], [0, 2], [0, 3], [1, 1], [1, 2], [2, 1]]; // characters repeated from the gram before, characters written
const LONGEST = 3;
const MOST = 7;

/** Half width, lower case. */
const narrow = (text) => text.normalize("NFKC").toLowerCase();

/** The text as the model sees it: half width, lower case, every number 0, every other mark a space. As macros/learn/grams.py. */
export function plain(text, rewrite = []) {
  let result = narrow(text);
  for (const [said, meant] of rewrite) result = result.split(said).join(meant);
  return ` ${result.replace(/[0-9]+/g, "0").replace(/[^0a-z\u3400-\u9fff]+/g, " ").trim()} `;
}

/** The file's content, opened once. */
export function open(data) {
  const letters = unpack(data.letters, Array.from(data.ranked));
  const grams = new Map(); // gram → [rarity, classes' places from, to]
  let gram = "";
  let at = 0;
  let from = 0;
  for (let i = 0; i < data.heads.length; i += 1) {
    const [same, more] = HEADS[number(data.heads[i])];
    gram = gram.slice(0, same) + letters.slice(at, (at += more));
    grams.set(gram, [data.rare[number(data.levels[i])], from, (from += number(data.counts[i]))]);
  }
  // read once: every key asks for thousands of them
  const which = Uint16Array.from(data.which, number);
  const weights = Int8Array.from(data.weights, (ch) => number(ch) - MOST);
  return { ...data, grams, which, weights, signs: data.signs.map(([letter, said]) => [letter, new RegExp(said, "u")]) };
}

const counted = { line: "", grams: new Map() };

/** Stretches of up to three characters of a line → how often each stands there. The last line's are kept: several models look at the same one. */
function stretches(line) {
  if (counted.line === line) return counted.grams;
  const grams = new Map();
  for (let n = 1; n <= LONGEST; n += 1) {
    for (let i = 0; i + n <= line.length; i += 1) {
      const gram = line.slice(i, i + n);
      grams.set(gram, (grams.get(gram) || 0) + 1);
    }
  }
  return Object.assign(counted, { line, grams }).grams;
}

/** The kinds of words that a text shows, alone and two by two. As macros/learn/grams.py. */
function signs(model, text) {
  const line = narrow(text);
  const found = model.signs.filter(([, said]) => said.test(line)).map(([letter]) => letter);
  return [...found, ...found.flatMap((a, i) => found.slice(i + 1).map((b) => a + b))];
}

/** [how far the text is on the side of each class, in the order of model.classes]; over 0 it is likelier than not. */
export function margins(model, text) {
  const { grams, which, weights, step } = model;
  let length = 0;
  const parts = [];
  const see = (often, gram) => {
    const told = grams.get(gram);
    if (!told) return;
    const value = (1 + Math.log(often)) * told[0];
    length += value * value;
    parts.push(value, told[1], told[2]);
  };
  stretches(plain(text, model.rewrite)).forEach(see);
  for (const sign of signs(model, text)) see(1, sign);
  const result = Float64Array.from(model.bias);
  const share = step / Math.sqrt(length);
  for (let part = 0; part < parts.length; part += 3) {
    let place = 0;
    for (let i = parts[part + 1]; i < parts[part + 2]; i += 1) result[(place += which[i])] += parts[part] * share * weights[i];
  }
  return result;
}
