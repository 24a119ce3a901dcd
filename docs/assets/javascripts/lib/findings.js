// What a check finds: {level: "error" | "warning", field: its id, why: a sentence}. An error makes the letter a draft; a warning the reader may overrule.
export const error = (f, why) => ({ level: "error", field: f.id, why });
export const warn = (f, why) => ({ level: "warning", field: f.id, why });

export const EMPTY = "还没填";
export const UNSEEN = "其余的检查还没有取到，可能断网了。写的内容都在，可以照样发出去；发之前自己从头读一遍。";

/** A finding as a line of a list. fields: {id: field} */
export function sentence({ level, field, why }, fields) {
  const { label } = fields[field];
  return level === "error" && why === EMPTY ? label : `${level === "error" ? "" : "留意："}${label}：${why}`;
}
