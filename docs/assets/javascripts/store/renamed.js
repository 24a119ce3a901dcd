// What was kept under an id that is another now lies under the new one from then on. Only where ids were renamed is this in handbook.js at all
// (macros/publish/moved.py puts it there, with the names): {scenario: {old: now}, letter: {old: now}}.

/** Kind of leaf → what is named by the part of its path that comes next. */
const NAMED = { tick: "scenario", situation: "scenario", message: "scenario", begun: "letter", draft: "letter", help: "letter", open: "letter" };

/** A leaf as it is called today: [path, value]; the same two where nothing in it was renamed. @returns {[string, any]} */
export function renamed(path, value, names) {
  const now = (kind, id) => (Object.keys(names[kind] || {}).includes(id) ? names[kind][id] : id);
  const [cases, id, leaf, ...rest] = path.split("/");
  if (cases !== "case" || !leaf) return [path, value];
  if (NAMED[leaf]) rest[0] = now(NAMED[leaf], rest[0]);
  if (leaf === "seen") rest[1] = now(rest[0], rest[1]);
  let said = value;
  if (leaf === "fact" || leaf === "event") {
    const [source, name] = String(value.from).split("/");
    if (name && now(source, name) !== name) said = { ...said, from: `${source}/${now(source, name)}` };
    if (value.letter && now("letter", value.letter) !== value.letter) said = { ...said, letter: now("letter", value.letter) };
  }
  return [[cases, id, leaf, ...rest].join("/"), said];
}
