// What a trained model (assets/tone.js, made by macros/publish/tone.py) hears in a text: how near its worst passage is to an insult, a threat or a
// demand of money for silence. It knows sentences that no rule of tone.js was written for.
import { margins } from "./ngrams.js";

const SENTENCE = /[。！？!?；;\n]+/;
const PART = /[，,、：:…—~～ ]+/;
const LONG = 40; // characters: in a longer sentence the passage that matters drowns among the polite ones
const RUN = 24; // so runs of its parts are looked at too, each about as long
// of many passages one sounds bad by chance: each doubling of their number takes this off, up to eight
const DOUBLED = 0.15;
const MANY = 8;

/** The runs of parts of a long sentence. */
function runs(sentence) {
  const parts = sentence.split(PART).filter(Boolean);
  return parts.map((_, from) => {
    let run = "";
    for (const part of parts.slice(from)) {
      run += (run && "，") + part;
      if (run.length >= RUN) break;
    }
    return run;
  });
}

/** Every passage that is looked at: sentences, each with the next, and runs of the parts of long ones. □ is what others said (voices.js). */
export function passages(text) {
  const sentences = text.split(SENTENCE).filter((s) => /[^□，,\s]/.test(s));
  const pairs = sentences.slice(1).map((s, i) => `${sentences[i]}，${s}`);
  return [...new Set([...sentences, ...pairs, ...sentences.filter((s) => s.length > LONG).flatMap(runs)])];
}

/** How far a passage is from what is lawful: over 0 it is likelier bad than not; and the kind it is nearest to. */
function weigh(model, passage) {
  const found = margins(model, passage);
  const ok = model.classes.indexOf("ok");
  const kinds = model.classes.map((_, i) => i).filter((i) => i !== ok);
  const worst = kinds.reduce((a, b) => (found[a] >= found[b] ? a : b));
  return { score: found[worst] / 2 - found[ok], kind: model.classes[worst], said: passage };
}

/** {score, kind, said} of the worst passage of a text, in its writer's own voice; null where nothing is said. */
export function heard(model, text) {
  const found = passages(text).map((passage) => weigh(model, passage));
  const worst = found.reduce((a, b) => (a && a.score >= b.score ? a : b), null);
  return worst && { ...worst, score: worst.score - DOUBLED * Math.log2(Math.min(found.length, MANY)) };
}
