// What the helping hands keep in a draft, beside its values. It comes from the device's storage: whatever really lies there, this gives plain shapes.

export const HELP = "_help"; // the key among a draft's values

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const texts = (map) => Object.fromEntries(Object.entries(isMap(map) ? map : {}).filter(([, value]) => typeof value === "string"));

/** What one hand keeps: {} where there is nothing. */
export const kept = (values, key) => (isMap(values[HELP]) && isMap(values[HELP][key]) ? values[HELP][key] : {});

/**
 * A sum's state: {ticked: ids of conditions, inputs: {input: typed}, again: were there ticks that an older version of the handbook kept by
 * their place? They are gone, because the place may hold another condition now}.
 */
export const plain = ({ ticked, inputs, again }) => ({
  ticked: Array.isArray(ticked) ? ticked.filter((id) => typeof id === "string") : [],
  inputs: texts(inputs),
  again: again === true,
});

/** The state of one sum among all that the hands keep. */
export const sumState = (values, rule) => plain(kept(values, rule));

/** Is every condition of a sum ticked? */
export const allTicked = (sum, values) => sum.conditions.every(({ id }) => sumState(values, sum.rule).ticked.includes(id));
