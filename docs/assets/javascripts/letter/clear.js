// “清空”: what was written is taken away, after asking.
import { store } from "../shared/store.js";
import { ask } from "#page";
import { known, nothing, open } from "./drafts.js";

/** 清空: this draft, all of them, or also what the case knows of them, after asking. */
export function clear(desk) {
  const numbers = store.draftNumbers(desk.id);
  const facts = desk.source.fields.filter((f) => known(desk, f) !== undefined);
  const lines = ["只在这份文书里写的会从这台设备上删掉，找不回来。", ...(facts.length ? ["姓名、商家、日期这些记在你的案件里，别的文书也用。要一起删吗？"] : [])];
  /** these: numbers of drafts */
  const empty = (these, withCase = false) => {
    store.together(() => {
      for (const n of these) store.clearDraft(desk.id, n);
      if (withCase) for (const field of facts) store.dropFact(field.case);
      // the facts stay in the case, but this letter is empty, as was asked
      else if (these.includes(1)) store.setDraft(desk.id, 1, Object.fromEntries(facts.map((f) => [f.id, nothing(f)])));
    });
    open(desk, 1);
    desk.say(withCase ? "已清空，案件里的也删了。" : facts.length ? "已清空。案件里记着的还在，可以一格一格填回来。" : "已清空。");
  };
  ask("清空这份文书？", lines, [
    [facts.length ? "只清这份" : "清空", () => empty([desk.number])],
    ...(numbers.length > 1 ? [[`${numbers.length}份都清空`, () => empty(numbers)]] : []),
    ...(facts.length ? [["连案件里的一起删", () => empty([desk.number], true)]] : []),
    ["不，留着"],
  ]);
}
