// Which of a letter's questions are asked: a field may hang on the answer to another one (macros/model.py, LetterField.when).

export function isEmpty(value) {
  return value === undefined || value === null || (Array.isArray(value) ? value.length === 0 : String(value).trim() === "");
}

/** Do all the conditions hold? when: [{field, is?}]; `is`: the option that has to be chosen, or several of which one. */
export function holds(when, values) {
  return when.every(({ field, is }) => {
    const value = values[field];
    if (!is) return !isEmpty(value);
    return [value].flat().some((chosen) => [is].flat().includes(chosen));
  });
}

/**
 * The letter as far as it is asked with these answers → {fields, values}. A field that is not asked is missed by nobody and says nothing; what was
 * written into it stays with whoever keeps the values. While the deciding question is open, what is written already still counts: a draft from the
 * time before there was a question has lost nothing.
 */
export function asked(source, values) {
  const off = new Set();
  const on = ({ id, when }) => !when || (!off.has(when.field) && (holds([when], values) || (isEmpty(values[when.field]) && !isEmpty(values[id]))));
  // whoever hangs on a field that is not asked is not asked either: again, until nothing changes
  for (let before = -1; before !== off.size; ) {
    before = off.size;
    for (const field of source.fields) if (!on(field)) off.add(field.id);
  }
  return {
    fields: source.fields.filter((field) => !off.has(field.id)),
    values: Object.fromEntries(Object.entries(values).filter(([id]) => !off.has(id))),
  };
}
