// A field whose value the case keeps: what is wrong with a day, and how a fact that was emptied goes out of the case.
import { store } from "#store";
import { parse, today, words } from "#dates";
import { element } from "#page";

/** What is wrong with the day in a date field, in a sentence, or "". */
export function wrongDay(input) {
  const day = parse(input.value);
  if (input.validity.badInput) return "日子没有填完整，请填年、月、日。";
  if (input.value && day === null) return "没有这一天，请重新选。";
  if (day !== null && day > today()) return "这一天还没到。事情发生以后再填。日子没填错的，看看这台设备的日期对不对。";
  return "";
}

/** A fact as a sentence says it: a day in words, an amount without its unit, which the sentence has. */
export function inWords(value) {
  const day = parse(value);
  return day === null ? value.trim().replace(/\s*元$/, "") : words(day, false);
}

/** An emptied field is still known to the case: it goes only when that is wanted. `place`: where that is said. */
export function offerToForget(input, place, fact, what) {
  const button = element("button", "button button--quiet", `从案件里删掉${what}`);
  button.type = "button";
  button.addEventListener("click", () => {
    place.hidden = true;
    store.dropFact(fact);
    input.focus();
  });
  place.replaceChildren(`你的案件里还记着${inWords(store.fact(fact))}。`, button);
  place.hidden = false;
}
