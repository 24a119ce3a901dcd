// What a check finds: {level: "error" | "warning", field: its id, why: a sentence}. An error makes the letter a draft; a warning the reader may overrule.
export const error = (f, why) => ({ level: "error", field: f.id, why });
export const warn = (f, why) => ({ level: "warning", field: f.id, why });
