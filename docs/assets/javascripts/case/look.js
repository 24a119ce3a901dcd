// A case as it stands today: what is kept, with the clocks and the state that follow from it. One look serves every part of a page.
import { caseClocks } from "./clocks.js";
import { KINDS, marking, moves, starts } from "./happened.js";
import { nameOf, UNNAMED } from "./names.js";
import { derive } from "./state.js";

/** {rest of a path: value} with paths of two names → {first: {second: value}} */
function nested(flat) {
  const found = {};
  for (const [path, value] of Object.entries(flat)) {
    const [first, second] = path.split("/");
    (found[first] = found[first] || {})[second] = value;
  }
  return found;
}

/** What the case is called, as far as it is known what it is about: "" while that is still on its way. situations: those whose scripts are there. */
function called(store, data, situations, id) {
  const titles = data.situations || Object.fromEntries(situations.map((one) => [one.id, one]));
  const name = nameOf(store, { letters: data.letters, situations: titles }, id);
  const coming = !data.situations && (store.situations().some((one) => !titles[one]) || store.letters().some((one) => !data.letters[one]));
  return name === UNNAMED && coming ? "" : name;
}

/** Whether how a case stands hangs on what the handbook says of letters. */
export const ofLetters = (store) => store.letters().length > 0 || store.events().some((event) => event.letter);

/** situations: those of the case whose scripts are there; today: day. → given of derive() with `name`, `days` and `state` */
export function look(store, data, situations, today) {
  const id = store.current();
  const events = store.events();
  const drafts = (letter) => store.draftNumbers(letter).map((n) => store.draft(letter, n));
  const letters = marking(data.letters, (letter) => drafts(letter).filter((draft) => Object.keys(draft).length));
  const days = Object.fromEntries(Object.entries(starts(events, letters, today)).filter(([kind]) => data.events[kind]));
  const given = {
    events,
    days,
    facts: Object.fromEntries(Object.entries(store.under("fact")).map(([name, { value }]) => [name, value])),
    ticks: nested(store.under("tick")),
    drafts: store.letters(),
    situations,
    clocks: caseClocks(situations, days, moves(events, letters, today), today, data.holidays),
    letters,
    titles: { ...data.events, ...KINDS },
    solved: store.value(id, "solved"),
    today,
  };
  return { ...given, id, name: id === null ? "" : called(store, data, situations, id), state: derive(given) };
}
