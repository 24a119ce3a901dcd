// The first three places, where what is meant and what the words say are both heard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aside, classes, first, leading, shares } from "../../docs/assets/javascripts/search/ranking.js";

const T = { meant: 0.7, sharp: 2, lost: -0.9, shows: 0.8 };
// 0 gym, 1 training, 2 parcel, 3 renting (outside): pages; 4 a question of gym, 5 an excuse of gym and training, 6 a letter, 7 a term
const ENTRIES = [
  { kind: "scenario", id: "gym", scenarios: [] },
  { kind: "scenario", id: "training", scenarios: [] },
  { kind: "scenario", id: "parcel", scenarios: [] },
  { kind: "outside", id: "renting", scenarios: [] },
  { kind: "question", id: "q", scenarios: [0] },
  { kind: "excuse", id: "e", scenarios: [0, 1] },
  { kind: "letter", id: "l", scenarios: [] },
  { kind: "term", id: "t", scenarios: [] },
];
const NAMES = ["gym", "nav", "parcel", "renting", "training"];
const [GYM, NAV, PARCEL, RENTING, TRAINING] = [0, 1, 2, 3, 4];

/** meant: {place of a class: margin}, others −2; words: {entry: score}. */
function top(meant, words, more = {}) {
  const margins = NAMES.map((_, n) => meant[n] ?? -2);
  const likely = Object.keys(words).map(Number).sort((a, b) => words[b] - words[a]);
  const final = new Map(likely.map((id) => [id, words[id]]));
  return first({ T, classes: classes(ENTRIES, NAMES) }, { meant: margins, share: shares(margins, T.sharp), likely, final, named: [], story: false, ...more });
}

test("an entry speaks for its situations, what is looked up for none", () => {
  const { of, page, nav } = classes(ENTRIES, NAMES);
  assert.deepEqual(ENTRIES.map((_, id) => of(id)), [[GYM], [TRAINING], [PARCEL], [RENTING], [GYM], [GYM, TRAINING], [], []]);
  assert.deepEqual([page[GYM], page[TRAINING], page[PARCEL], page[RENTING], nav], [0, 1, 2, 3, NAV]);
});

test("what is meant comes first, even where no word of it stands in the query", () => {
  assert.equal(top({ [PARCEL]: 0.5, [GYM]: -0.5 }, { 0: 10, 1: 9 })[0], 2);
});

test("where two are meant alike, the words decide", () => {
  assert.equal(top({ [PARCEL]: 0.1, [GYM]: 0.1 }, { 0: 10, 2: 4 })[0], 0);
  assert.equal(top({ [PARCEL]: 0.1, [GYM]: 0.1 }, { 0: 4, 2: 10 })[0], 2);
});

test("three places, three situations: a question near enough stands for its own, and the page does not come too", () => {
  assert.deepEqual(top({ [GYM]: 1, [TRAINING]: 0, [PARCEL]: -0.2 }, { 4: 10, 0: 9.5, 1: 5, 2: 1 }), [4, 1, 2]);
  assert.deepEqual(top({ [GYM]: 1, [TRAINING]: 0, [PARCEL]: -0.2 }, { 7: 10, 4: 7.9 }).slice(0, 1), [0], "不够近的问题让位给那一页");
});

test("an excuse of two situations stands once", () => {
  const found = top({ [GYM]: 1, [TRAINING]: 0.9, [PARCEL]: 0 }, { 5: 10, 0: 5 });
  assert.equal(found.filter((id) => id === 5).length, 1);
  assert.equal(new Set(found).size, 3);
});

test("what is looked up by its name wins where a name is meant; a story gets one of it at most", () => {
  assert.deepEqual(top({ [NAV]: 0.5 }, { 6: 10, 7: 9.9, 0: 2 }).slice(0, 2), [6, 7]);
  const story = top({ [NAV]: 0.5 }, { 6: 10, 7: 9.9, 0: 2 }, { story: true });
  assert.equal(story.filter((id) => id > 5).length, 1);
});

test("what is not understood at all is left to the words", () => {
  assert.deepEqual(top({}, { 2: 10, 1: 5, 0: 1 }), [2, 1, 0]);
  assert.deepEqual(top({}, { 2: 10 }), [2, 0, 3], "没有字说到的，照原来的顺序");
});

test("a whole name that is asked for stands first", () => {
  assert.deepEqual(top({ [GYM]: 1 }, { 0: 10, 7: 9 }, { named: [7] }).slice(0, 2), [7, 0]);
});

test("a situation that comes later has its page, and its questions speak for it, from then on", () => {
  const entries = [...ENTRIES];
  delete entries[0];
  const { of, page, enter } = classes(entries, NAMES);
  assert.deepEqual([page[GYM], of(4), of(5)], [undefined, [], [TRAINING]]);
  entries[0] = ENTRIES[0];
  enter([0]);
  assert.deepEqual([page[GYM], of(4), of(5)], [0, [GYM], [GYM, TRAINING]]);
});

test("the best few of many, best first, and of two alike the one that comes first", () => {
  const scores = [3, 9, 1, 9, 4, 0, 9];
  const sorted = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  for (let many = 1; many < 9; many += 1) assert.deepEqual(leading([6, 5, 4, 3, 2, 1, 0], scores, many), sorted.slice(0, many));
  assert.deepEqual(leading([], scores, 3), []);
});

test("a matter for somebody else is told of where it is nearly as likely as the likeliest, and is not shown already", () => {
  const engine = { T: { aside: 0.64 }, classes: classes(ENTRIES, NAMES), entries: ENTRIES };
  const share = NAMES.map(() => 0.9);
  assert.equal(aside(engine, share, []), 3);
  assert.equal(aside(engine, share, [3]), undefined);
  assert.equal(aside(engine, share.map((s, c) => (c === RENTING ? 0.63 : s)), []), undefined);
});
