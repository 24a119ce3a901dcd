// The search engine. Loaded with the index, only when somebody first searches.
//
// A list of the entries that hold each pair of characters, with a weight by field; a query adds up what its pairs are worth (the rarer,
// the more). Then the likeliest are looked at again: how near is the query to one whole phrase of theirs, and do the scenario, its
// questions and its excuses agree. MiniSearch did the first part as well, but took five times as long to build (0.4 s against 0.08 s) and
// six times as long to answer a key, too long for a slow phone.
//
// Words alone do not say what somebody is about: a rare pair, a son, a city, outweighs the matter. So a model that was trained on how people
// ask (macros/publish/search_model.py) says which situation is meant, and both are heard (ranking.js).
import { open } from "../lib/scattered.js";
import { calming, inDanger } from "./danger.js";
import { enter, read } from "./index.js";
import { meaning } from "./meaning.js";
import { aside, before, classes, first, greatest, leading, shares } from "./ranking.js";
import { alike, fromLatin, listen, slip } from "./sounds.js";
import { isHan, normalise, pieces, simplified, tokens } from "./tokens.js";
import { Words } from "./words.js";

// found by trying: tools/search_score.py says what a change does
const TUNING = {
  // what a pair of characters is worth in each field, and what it adds when it stands in another field or alias too
  title: 2,
  aliases: 1.6,
  sentence: 1,
  again: 0.15,
  // a long entry holds many pairs by chance
  length: 0.12,
  // nearness to one whole phrase; what a question or an excuse gives its scenario; what a scenario gives them
  phrase: 0.7,
  agree: 0.12,
  lift: 0.15,
  // the query's own words count 1; what only sounds like them or means the same counts less
  alike: 0.3,
  synonym: 0.6,
  back: 0.25,
  // a scenario or a question is where most people want to go; a law is where they check
  kind: { scenario: 1.6, question: 1.25, excuse: 1.2, outside: 1.4, letter: 0.9, guide: 0.9, channel: 1.2, platform: 0.8, case: 0.9, misconception: 0.9, term: 0.8, law: 0.9 },
  // the query is one whole title or alias; it asks for a form; it asks how to call in a platform
  exact: 1.8,
  letter: 1.8,
  platform: 1.8,
  // of a long story the most telling pairs are enough
  terms: 50,
  candidates: 60,
  // a pair that stands nowhere, as if it were a rare one; and how much of a query must be known for an answer to be more than near
  unknown: 6,
  sure: 0.3,
  // between what is meant and what the words say: the meaning's share; how sharply one meaning is preferred; the best meaning's margin under
  // which nothing is understood; how near the best entry a question or an excuse must come to stand for its situation; from how many
  // characters on a query is a story
  meant: 0.7,
  sharp: 2,
  lost: -0.9,
  shows: 0.8,
  story: 30,
  // how much of what the query says a name that stands in it must be, to have a place among the first three
  holds: 0.35,
  // the best meaning's margin under which a question helps more than results; from what share of the likeliest on a matter that is not for
  // this handbook is told of; how near a name must be to be given as the reason
  ask: -0.58,
  aside: 0.64, // of 682 questions that strangers wrote about what is the handbook's, 4 get such a line instead of 48; of 53 others none needed it
  why: 0.3,
  // how much nearer to a danger than to everything harmless a text must be
  danger: -0.12, // 3 of 100 ordinary lines, when asked of lines and authors that it had not learned from
};
const STEP = 150; // entries that are taken in in one task
const NAMES = "names"; // the part of the index that has what is looked up by its name (macros/publish/search_index.py)
const FEW = 3; // entries that hold words of the query: fewer, and the names are looked through too
// what is looked up by its name, and questions that are no situation's own, which are lost behind the situations
const CALLED = new Set(["channel", "term", "letter", "law", "question"]);
// who asks how to call a platform in wants its page; who asks for a form wants a letter
const WANTS_PLATFORM = /介入|申诉|平台|小法庭|小二/;
const WANTS_LETTER = /怎么写|模板|范文|范本|格式|样本|申请书|起诉状|协议书|通知书|委托书|目录/;
// a hotline's number with nothing but words of calling and finding it: its door is wanted, whatever else the number stands in
const DIALLED = /^(?:我?想|我?要|怎么|如何|帮我)*(?:拨?打)?(\d{3,5})(?:投诉|举报|申诉|咨询|客服|人工|官方|电话|热线|专线|号码|官网|网站|网址|网页|入口|平台|app|小程序|公众号|怎么|如何|[打拨用进查的是做干管啥呢吗]|登录|什么|多少|在?哪里?|[?？。\s])*$/;
// what people say to anybody who might help; it names no topic
const EMPTY_WORDS = /怎么办|咋办|怎么弄|怎么|可以吗|能不能|可不可以|请问|你好|您好|我想问|一下|应该|如何|什么|多少|吗|呢|啊/g;

/** `learned`: what was learned (macros/publish/search_model.py), or null; `tuning`: another set of weights, to try it. */
export function build(data, learned = null, tuning = {}) {
  const steps = building(data, learned, tuning);
  let step;
  do step = steps.next();
  while (!step.done);
  return step.value;
}

/** The same in tasks of their own, between which the page answers: on a slow phone all at once takes longer than a key may wait to be seen. */
export async function prepare(data, learned) {
  const steps = building(data, learned, {});
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function* building(data, learned, tuning) {
  const T = { ...TUNING, ...tuning };
  const { groups, entries, synonyms, sounds, ask, ranked, parts, of } = read(data);
  // postings: token → all that a key needs to know of it: list: [entry, weight, entry, weight, …]; worth: the rarer the more, of so many entries as `among`
  // says (worth()); said: how much the query of the moment says it; n: the how manieth it is
  const engine = { T, groups, entries, ask, postings: new Map(), doors: new Words(), sounds, ranked, of, article: data.article };
  engine.apart = new Set(parts); // parts of the index that are not here yet
  engine.coming = new Map(); // files of parts that are on their way or here → when they are put in
  engine.held = 0; // entries that are here
  for (const id of entries.keys()) {
    if (!entries[id]) continue; // stands in a part
    if (engine.held % STEP === 0) yield;
    take(engine, id);
  }
  yield;
  grown(engine);
  const others = new Words(); // a word → what is meant by it too, and how much
  synonyms.forEach(([say, means], n) => {
    const meant = (words, also, weight, place) => {
      const other = { place, weight, also: also.flatMap(tokens) };
      for (const word of words) others.add(word, other);
    };
    meant(say, means, T.synonym, 2 * n);
    meant(means, say, T.back, 2 * n + 1);
  });
  engine.others = others;
  engine.work = { scored: 0, compared: 0 }; // what the last query took: entries that hold a pair of it, and pairs compared phrase by phrase
  yield;
  engine.meaning = learned && meaning(learned);
  yield;
  engine.classes = learned && classes(entries, engine.meaning.classes);
  engine.danger = learned && { model: open(learned.danger), other: engine.meaning.first, strips: learned.strips, calm: calming(learned.strips, engine.meaning.classes) };
  return engine;
}

/** Takes an entry in: its pairs of characters, and the names that it is called by. */
function take(engine, id) {
  const { T, postings, doors } = engine;
  const e = engine.entries[id];
  const known = (t) => {
    let token = postings.get(t);
    if (!token) postings.set(t, (token = { list: [], worth: 0, among: 0, said: 0, n: postings.size }));
    return token;
  };
  const names = [e.title, ...e.aliases].map(normalise);
  e.names = new Set(names);
  // a door is called by what stands before the brackets and spaces of its title: 12315 消费者热线, 黑猫投诉（新浪的第三方平台）
  if (CALLED.has(e.kind)) for (const name of new Set([...names, normalise(e.title.split(/[ （]/)[0])])) if (name.length > 1) doors.add(name, { id, name });
  const weights = new Map();
  const add = (t, weight) => {
    const had = weights.get(t);
    weights.set(t, had === undefined ? weight : Math.max(had, weight) + T.again * Math.min(had, weight));
  };
  e.phrases = names.map((name, i) => Array.from(new Set(tokens(name)), (t) => (add(t, i ? T.aliases : T.title), known(t))));
  tokens(normalise(e.sentence)).forEach((t) => add(t, T.sentence));
  const norm = (T.kind[e.kind] ?? 1) / (1 + T.length * Math.log(1 + weights.size / 20));
  for (const [t, weight] of weights) known(t).list.push(id, weight * norm);
  engine.held += 1;
}

/** What a token is worth: the rarer it is among all the entries that are here, the more. Worked out when it is asked for: of the others a part that comes changes it in vain. */
function worth({ held }, token) {
  if (token.among !== held) {
    token.among = held;
    token.worth = Math.log(1 + held / (token.list.length / 2));
  }
  return token.worth;
}

/** Entries have come: there is room for a score of each, and what was made of all names is made anew when it is next asked for. */
function grown(engine) {
  engine.scores = new Float64Array(engine.entries.length);
  engine.laws = null;
  engine.latin = null;
  engine.ear?.forget();
}

/** How what is typed may sound: built when a query first needs it. */
function ear(engine) {
  const { sounds, postings, entries } = engine;
  engine.ear = engine.ear || listen(sounds, postings, () => entries.flatMap((e) => [e.title, ...e.aliases]));
  return engine.ear;
}

/** Names of laws that stand in a text, [[name, the law's entry]], the longest first: a shorter one may stand in a longer. */
function lawsIn(engine, text) {
  if (!engine.laws) {
    engine.laws = new Words();
    for (const law of engine.entries) if (law?.kind === "law") for (const name of [law.title, ...law.aliases].map(normalise)) engine.laws.add(name, [name, law]);
  }
  return [...engine.laws.within(text)].sort(([a], [b]) => b.length - a.length);
}

/** A part of the index, put in. Throws where it is of another build, or none. */
function join(engine, part) {
  const data = window.handbookSearchParts[part];
  if (data.of !== engine.of) throw new Error(`${part}: a part of another build`);
  const entered = enter(data, engine.ranked, engine.entries);
  for (const id of entered) take(engine, id);
  if (engine.classes) engine.classes.enter(entered);
  engine.apart.delete(part);
  grown(engine);
}

/** Files of parts, [[name, what puts it in]], each fetched and put in once. Rejects where one did not come; the others are in all the same. */
async function further(engine, files, fetch) {
  let lost = null;
  const arriving = ([name, put]) => {
    if (!engine.coming.has(name)) engine.coming.set(name, fetch(name).then(put));
    return engine.coming.get(name).catch((error) => {
      engine.coming.delete(name); // may be tried again
      lost = error;
    });
  };
  await Promise.all(files.map(arriving));
  if (lost) throw lost;
}

/** The files that have more about what is meant, as further() wants them; `known`: of how many entries the words are here, and whether the query is known by them. */
function lacking(engine, { likely, missing, named }, text, known) {
  const { apart } = engine;
  const index = (part) => [`search-index-${part}.js`, () => join(engine, part)];
  const model = (part) => [`search-model-${part}.js`, () => engine.meaning.add(part, window.handbookMeaningParts[part])];
  const files = [...missing.map(model), ...likely.filter((part) => apart.has(part)).map(index)];
  const byName = named || WANTS_LETTER.test(text) || WANTS_PLATFORM.test(text) || /\d条/.test(text) || (!files.length && !known);
  if (byName && apart.has(NAMES)) files.push(index(NAMES));
  return { files, rest: [...apart].map(index) };
}

/**
 * The query in the handbook's own writing. Letters become Chinese: "tuikuan bu daozhang" → 退款不到账; words that the handbook itself
 * writes in letters stay. A longer word or number that stands nowhere becomes the one that is a slip away: 12135 → 12315.
 */
function understood(engine, text) {
  const known = (word) => engine.postings.has(word);
  const written = text.replace(/(\d)\s*tian/g, "$1日").replace(/[a-z]+(?:[ ']+[a-z]+)*/g, (letters) => {
    const words = letters.split(/[ ']+/);
    if (words.every(known)) return letters;
    const meant = fromLatin(ear(engine), words.join(""));
    return meant.length ? normalise(meant.join(" ")) : letters;
  });
  return written.replace(/[a-z]{4,}|\d{5,}/g, (word) => {
    if (known(word)) return word;
    engine.latin = engine.latin || [...engine.postings.keys()].filter((other) => !isHan(other[0]));
    for (const other of engine.latin) if (slip(word, other)) return other;
    return word;
  });
}

/** "消法25条" → that article, as a result; null where no law and number are named. */
function article(engine, text) {
  if (!/\d/.test(text)) return null;
  for (const [name, law] of lawsIn(engine, text)) {
    const at = text.indexOf(name);
    const match = /^[》 的]*第?(\d+)条?(?:之([\d一二三四五六七八九]))?/.exec(text.slice(at + name.length));
    if (!match) return null;
    const after = match[2] && (" 一二三四五六七八九".indexOf(match[2]) > 0 ? " 一二三四五六七八九".indexOf(match[2]) : match[2]);
    const number = match[1] + (after ? `-${after}` : "");
    if (!law.articles.has(number)) return null;
    const { title, page } = law.articles.get(number);
    return {
      ...law,
      title: `《${law.title}》第${match[1]}条${match[2] ? `之${match[2]}` : ""}${title ? `：${title}` : ""}`,
      url: (page || law.url) + engine.article.replace("*", number),
      article: number,
    };
  }
  return null;
}

/** The query's tokens, and what they may also mean, each with a weight. */
function widen(engine, text) {
  const { T, others } = engine;
  const bare = text.replace(EMPTY_WORDS, " ").trim() || text;
  const said = new Map();
  for (const t of tokens(bare)) said.set(t, 1);
  const meant = new Map();
  for (const t of said.keys()) {
    if (engine.postings.has(t)) continue;
    if (t.length === 2 && isHan(t[0])) alike(ear(engine), t).forEach((near) => meant.set(near, T.alike));
  }
  for (const [t, weight] of meant) if (!said.has(t)) said.set(t, weight);
  const weights = new Map(said);
  for (const { also, weight } of [...others.within(text)].sort((a, b) => a.place - b.place)) {
    for (const t of also) weights.set(t, Math.max(weights.get(t) || 0, weight));
  }
  return { said, weights };
}

/** [how much of one whole phrase the query says, and of the query the phrase: 0 to 1, the place of that phrase], for the best one of the entry. */
function nearest(engine, entry, total) {
  let best = [0, 0];
  entry.phrases.forEach((phrase, place) => {
    let shared = 0;
    let all = 0;
    for (const token of phrase) {
      const own = worth(engine, token);
      all += own;
      shared += own * token.said;
    }
    engine.work.compared += phrase.length;
    const near = shared ? (2 * shared) / (all + Math.min(total, 2 * all)) : 0;
    if (near > best[0]) best = [near, place];
  });
  return best;
}

/**
 * Of the entries that are called by a whole name that stands in the query, the one of whose names most is said; of two alike the likelier;
 * undefined where no name is so much of the query. `total`: what all the query's tokens are worth.
 */
function called(engine, text, total) {
  const { T, postings, doors, scores } = engine;
  let best;
  let most = T.holds;
  for (const { id, name } of doors.within(text)) {
    let said = 0;
    for (const t of new Set(tokens(name))) {
      const token = postings.get(t);
      if (token) said += worth(engine, token);
    }
    const share = Math.min(said / total, 1);
    if (!scores[id] || share < most) continue;
    if (best === undefined || share > most || before(scores)(id, best) < 0) best = id;
    most = share;
  }
  return best;
}

/** The door whose number, or whose other name (银行投诉电话), is all that the query asks for; that number's own hotline before doors that only share it, and of two the one that more is said of. */
function dialled({ entries, doors, scores }, text) {
  const number = DIALLED.exec(text)?.[1];
  const name = text.replace(EMPTY_WORDS, " ").replace(/[是的?？。！!\s]+$/, "").trim();
  const ids = number ? [...entries.keys()] : [...doors.within(name)].filter((door) => door.name === name).map(({ id }) => id);
  const here = ids.filter((id) => entries[id]?.kind === "channel");
  // a number that its title has is not among its other names
  const own = here.filter((id) => number && pieces(entries[id].title).includes(number));
  const shared = own.length ? own : here.filter((id) => entries[id].names.has(number || name));
  const report = shared.filter((id) => text.includes("举报") && entries[id].title.includes("举报"));
  return (report.length ? report : shared).sort(before(scores))[0];
}

/** Entries whose whole name the query is, a door that is called first. Another name of a term (押金不退) is what people say of the matter itself: its situation answers that better. */
function byWholeName(engine, text, likely) {
  const { entries } = engine;
  const door = dialled(engine, text);
  const named = likely.filter((id) => id !== door && entries[id].names.has(text) && (entries[id].kind !== "term" || normalise(entries[id].title) === text));
  return door === undefined ? named : [door, ...named];
}

/** Entries that share the most telling characters with the query, where no pair of them stands anywhere. */
function neighbours(engine, text) {
  const chars = new Set(Array.from(text).filter(isHan));
  const scores = new Map();
  engine.entries.forEach((e, id) => {
    if (e.kind !== "scenario" && e.kind !== "question") return;
    const shared = [...chars].filter((ch) => e.title.includes(ch)).length;
    if (shared) scores.set(id, shared / Math.sqrt(e.title.length));
  });
  return [...scores].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

/** The best three first, then the others kind by kind, the kind of the best of them first. */
function arrange(results) {
  const kinds = new Map();
  for (const r of results.slice(3)) kinds.set(r.kind, [...(kinds.get(r.kind) || []), r]);
  return [...results.slice(0, 3), ...[...kinds.values()].flat()];
}

/** What the model says of a text (meaning.js), and shares() of it; of a text that says nothing, nothing; and where there is no model every part is likely. */
function hear({ T, meaning: model, apart }, text) {
  if (!model || !text) return { far: null, likely: model ? [] : [...apart], missing: [], named: false };
  const sense = model.hear(text);
  return { ...sense, share: shares(sense.far, T.sharp) };
}

/**
 * {results: entries as index.js makes them, in the order they are shown; sure: false where they only come near; words: a set, to mark in them}.
 * A named article of a law stands first. The first three say why: the other name of theirs that the query is near to, where it is near to one.
 * danger: what to say to somebody in danger now, one of the model's strips, or null; aside: an entry, where the matter may not be for this
 * handbook; ask: {question, choices: [{title, url}]} where nothing was understood, else null. Of a handbook in parts: more: where likely parts are not here,
 * a function that fetches them, given one that fetches a script of that name, and after which to ask again, else null; rest: the same for all of the index.
 */
export function find(engine, query, limit = 20) {
  const { T, entries, postings, scores } = engine;
  const text = understood(engine, normalise(query));
  const exact = article(engine, text);
  const { said, weights } = widen(engine, text);
  const terms = [];
  for (const [t, weight] of weights) {
    const token = postings.get(t);
    if (token) terms.push([token.list, weight * worth(engine, token)]);
  }
  terms.sort((a, b) => b[1] - a[1]);
  scores.fill(0);
  const found = [];
  for (const [list, weight] of terms.slice(0, T.terms)) {
    for (let i = 0; i < list.length; i += 2) {
      if (!scores[list[i]]) found.push(list[i]);
      scores[list[i]] += weight * list[i + 1];
    }
  }
  const wantsLetter = WANTS_LETTER.test(text);
  const wantsPlatform = WANTS_PLATFORM.test(text);
  const raise = (kind, weight) => found.forEach((id) => entries[id].kind === kind && (scores[id] *= weight));
  if (wantsLetter) raise("letter", T.letter);
  if (wantsPlatform) raise("platform", T.platform);
  engine.work = { scored: found.length, compared: 0 };
  const likely = leading(found, scores, T.candidates);
  const heard = [];
  let known = 0;
  let strange = 0;
  for (const [t, weight] of said) {
    const token = postings.get(t);
    if (token) {
      known += weight * worth(engine, token);
      token.said = weight;
      heard.push(token);
    } else strange += T.unknown;
  }
  const wants = wantsLetter || wantsPlatform;
  const story = text.length >= T.story && !wants;
  const door = story ? undefined : called(engine, text, known + strange);
  for (const id of likely) {
    scores[id] *= 1 + T.phrase * nearest(engine, entries[id], known)[0];
    if (entries[id].names.has(text)) scores[id] *= T.exact;
  }
  // a scenario is likelier where its questions and excuses match too, and they where it does
  const pool = new Map();
  for (const id of likely) for (const s of entries[id].scenarios) pool.set(s, Math.max(pool.get(s) || 0, scores[id]));
  const final = new Map();
  for (const id of likely) {
    const e = entries[id];
    const support = e.kind === "scenario" ? T.agree * (pool.get(id) || 0) : T.lift * Math.max(0, ...e.scenarios.map((s) => scores[s]));
    final.set(id, scores[id] + support);
  }
  likely.sort((a, b) => final.get(b) - final.get(a));
  const named = byWholeName(engine, text, likely);
  const plain = simplified(query);
  const asked = /[a-z]/.test(plain) ? text : plain; // letters that are pinyin are Chinese by now
  // letters that are no pinyin and stand nowhere in the handbook say nothing, whatever was learned of single letters
  const spoken = text && (known > 0 || Array.from(asked).some(isHan));
  const sense = hear(engine, spoken && asked);
  const meant = sense.far;
  const top = meant ? first(engine, { meant, share: sense.share, likely, final, named, called: door, story }) : [];
  const order = [...top, ...likely.filter((id) => !top.includes(id))];
  const best = order.slice(0, limit).map((id, place) => {
    const [near, name] = place < 3 ? nearest(engine, entries[id], known) : [0, 0];
    return near >= T.why && name ? { ...entries[id], why: entries[id].aliases[name - 1] } : entries[id];
  });
  for (const token of heard) token.said = 0;
  const sure = Boolean(exact) || known > (known + strange) * T.sure;
  const results = exact ? [exact, ...best].slice(0, limit) : best.length ? best : neighbours(engine, text).slice(0, 5).map((id) => entries[id]);
  const danger = meant ? inDanger(engine.danger, asked, T.danger, meant) : null;
  const { files, rest } = lacking(engine, sense, text, sure && found.length >= FEW);
  const lost = meant && !exact && !named.length && !danger && greatest(meant) < T.ask;
  return {
    results: arrange(results),
    sure: sure && !lost,
    words: new Set(weights.keys()),
    danger,
    aside: meant && !lost && !danger?.anywhere ? (entries[aside(engine, sense.share, order.slice(0, 3))] ?? null) : null,
    ask: lost ? engine.ask : null,
    more: files.length ? (fetch) => further(engine, files, fetch) : null,
    rest: rest.length ? (fetch) => further(engine, rest, fetch) : null,
  };
}
