// The section page: shows the situations that fit what the reader has.
export function filter(root) {
  const form = root.querySelector("[data-filter]");
  const items = [...root.querySelectorAll("[data-filter-item]")];
  const status = root.querySelector("[data-filter-status]");

  function draw() {
    const wanted = [...form.elements].filter((e) => e.name && e.value).map((e) => [e.name, e.value]);
    let shown = 0;
    for (const item of items) {
      const fits = wanted.every(([name, value]) => item.dataset[name].split(" ").includes(value));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of root.querySelectorAll("[data-filter-group]")) group.hidden = !group.querySelector("[data-filter-item]:not([hidden])");
    const all = `一共${items.length}种情况。`;
    status.textContent = !wanted.length ? all : shown ? `合适的有${shown}种。` : "没有合适的。少选一样再看。";
  }

  form.addEventListener("change", draw);
  form.addEventListener("submit", (event) => event.preventDefault());
  draw();
}
