// A checklist that is used: ticks, “不适用”, progress, undo, reset with confirmation. Ticks are keyed by permanent step ids.
import { store } from "#store";
import { all, ask, element } from "#page";
import { print } from "./lib/print.js";

/** What only a script can do, and what each fold is about for those who hear one after the other: a page of 28 steps would carry it 28 times. */
function equip(node) {
  const name = node.querySelector("label").textContent;
  node.querySelector("summary")?.setAttribute("aria-label", `为什么，怎么做：${name}`);
  const na = element("button", "step__na", "不适用");
  na.type = "button";
  na.setAttribute("aria-label", `不适用：${name}`);
  na.dataset.na = "";
  node.querySelector(".step__row").append(na);
  return na;
}

const UNDOES = 50; // changes that can be taken back

/**
 * The changes of a list that can still be taken back, as the page's history entry keeps them: it outlives a reload, is nobody else's, and goes with the
 * tab. None where the list no longer is as the last change left it (somebody went on in another tab), or where all was forgotten: the list of a
 * situation that the reader is no longer in.
 */
function kept(root, scope, current) {
  const found = history.state?.undo?.[scope];
  if (!Array.isArray(found) || !found.length) return [];
  if (root.closest("[data-scenario]") && !store.situations().includes(scope)) return [];
  const { left } = found[found.length - 1];
  return Object.keys(left).every((id) => (current(id) || "") === left[id]) ? found : [];
}

function keep(scope, changes) {
  try {
    history.replaceState({ ...history.state, undo: { ...history.state?.undo, [scope]: changes.slice(-UNDOES) } }, "");
  } catch {
    // then a reload forgets them
  }
}

export function checklist(root) {
  const scope = root.dataset.scope;
  const steps = all(root, "[data-step]").map((node) => {
    const box = node.querySelector("input");
    // its id stands once in a page of 28 steps: in the address that leads to it
    return { node, id: box.id.slice("tick-".length), phase: node.closest("[data-phase]"), box, na: equip(node), name: node.querySelector("label").textContent };
  });
  const bar = root.querySelector("[data-checklist-bar]");
  const progress = bar.querySelector("progress");
  const undo = root.querySelector("[data-undo]");
  const reset = root.querySelector("[data-reset]");
  const status = root.querySelector("[data-status]");
  const current = (id) => store.tick(scope, id);
  const changes = kept(root, scope, current); // each: what to set to take it back, how it left the list, and its name

  function draw() {
    let done = 0;
    let na = 0;
    for (const s of steps) {
      const value = current(s.id);
      s.box.checked = value === "done";
      s.box.disabled = value === "na";
      s.na.setAttribute("aria-pressed", String(value === "na"));
      s.node.classList.toggle("step--done", value === "done");
      s.node.classList.toggle("step--na", value === "na");
      if (value === "done") done += 1;
      if (value === "na") na += 1;
    }
    const total = steps.length - na;
    progress.max = Math.max(total, 1);
    progress.value = done;
    bar.querySelector("[data-progress-text]").textContent = `做完${done}件，共${total}件${na ? `（另有${na}件不适用）` : ""}`;
    for (const phase of root.querySelectorAll("[data-phase]")) {
      const mine = steps.filter((s) => s.phase === phase);
      const left = mine.filter((s) => !current(s.id)).length;
      phase.querySelector("[data-phase-count]").textContent = left ? `${mine.length - left}/${mine.length}` : "做完了";
      phase.classList.toggle("phase--done", left === 0);
    }
    undo.disabled = changes.length === 0;
    reset.disabled = done + na === 0;
  }

  function set(values, name) {
    const ids = Object.keys(values);
    const was = Object.fromEntries(ids.map((id) => [id, current(id) || ""]));
    changes.push({ was, left: Object.fromEntries(ids.map((id) => [id, values[id] || ""])), name });
    keep(scope, changes);
    store.setTicks(scope, values);
    // whoever works through the list of a situation is in it
    if (root.closest("[data-scenario]") && Object.values(values).some(Boolean) && !store.situations().includes(scope)) store.choose(scope);
    status.textContent = name;
  }

  for (const s of steps) {
    s.box.addEventListener("change", () => set({ [s.id]: s.box.checked ? "done" : undefined }, `${s.box.checked ? "已完成" : "已取消"}：${s.name}`));
    s.na.addEventListener("click", () => {
      const off = current(s.id) === "na";
      set({ [s.id]: off ? undefined : "na" }, `${off ? "又适用了" : "不适用"}：${s.name}`);
    });
  }
  undo.addEventListener("click", () => {
    const { was, name } = changes.pop();
    keep(scope, changes);
    store.setTicks(scope, Object.fromEntries(Object.entries(was).map(([id, value]) => [id, value || undefined])));
    status.textContent = `已撤销：${name}`;
    if (undo.disabled) steps[0].box.focus();
  });
  reset.addEventListener("click", () => {
    ask("全部重来？", ["这张清单上的勾和“不适用”都会去掉。重来以后还可以按“撤销”找回。"], [
      ["全部重来", () => set(Object.fromEntries(steps.map((s) => [s.id, undefined])), "已全部重来")],
      ["不，留着"],
    ]);
  });
  root.querySelector("[data-print]").addEventListener("click", () => print(""));

  draw();
  store.watch(draw);

  // the phase one stands in is open, the others wait folded
  const phases = [...root.querySelectorAll("[data-phase]")];
  if (phases.length > 1) {
    const now = phases.find((p) => steps.some((s) => s.phase === p && !current(s.id))) || phases[0];
    for (const p of phases) p.open = p === now || p.contains(document.querySelector(":target"));
  }
}
