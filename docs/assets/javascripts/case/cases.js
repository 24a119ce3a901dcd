// 我的几个案件: which one is in hand; names, putting away, deleting one by itself.
import { parse, words } from "#dates";
import { ask, element } from "#page";
import { nameOf } from "./names.js";
import { button, field, input, redraw, status } from "./parts.js";

const day = (iso) => words(parse(iso), false);

/** The form that gives a case its name; done(name): null where it stays as it was. */
function nameForm(id, name, done) {
  const form = element("form", "part__form");
  const most = 80; // the store takes no longer one
  const control = input("text", name, most);
  control.dataset.key = `name-${id}`;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = control.value.trim();
    if (given.length > most) control.focus(); // what is wrong stands under it
    else done(given);
  });
  const save = Object.assign(element("button", "button", "就叫这个"), { type: "submit" });
  form.append(field("案件的名字", control, "比如“某某店的鞋”。留空的，用商家和商品的名字。"), save, button("不改了", () => done(null)));
  return form;
}

export function cases(root, { store, data }) {
  const list = element("ul", "part__list");
  const say = status();
  let renaming = "";

  const focusOn = (key) => /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="${key}"]`))?.focus();

  function rename(id, given) {
    renaming = "";
    if (given !== null) {
      store.rename(id, given);
      say.textContent = `现在叫“${nameOf(store, data, id)}”。`;
    }
    draw();
    focusOn(`rename-${id}`);
  }

  function remove(id, name) {
    const gone = () => {
      store.remove(id);
      say.textContent = `“${name}”删掉了。`;
      create.focus();
    };
    ask(`删掉“${name}”？`, ["这个案件里填的、勾的、记的、写的文书，都会从这台设备上删掉，找不回来。别的案件不动。"], [["删掉这个案件", gone], ["不，留着"]]);
  }

  function row(found, current) {
    const { id, made, away, solved } = found;
    const name = nameOf(store, data, id);
    const item = element("li", current ? "part__item part__item--now" : "part__item");
    const title = element("p", "part__title", name);
    const facts = [current ? "现在打开的" : "", away ? "收起了" : "", solved ? `${day(solved)}解决` : "", `${day(made)}开始记`].filter(Boolean);
    item.append(title, element("p", "part__facts", facts.join("，")));
    if (renaming === id) {
      item.append(nameForm(id, store.value(id, "name") || "", (given) => rename(id, given)));
      return item;
    }
    const tools = element("p", "part__tools");
    if (!current)
      tools.append(
        button("打开这个", () => {
          store.switchTo(id);
          say.textContent = `打开了“${name}”，这一页现在说的是它。`;
          focusOn(`rename-${id}`);
        }, { key: `open-${id}`, name: `打开这个案件“${name}”` }),
      );
    tools.append(
      button("改名字", () => {
        renaming = id;
        draw();
        focusOn(`name-${id}`);
      }, { key: `rename-${id}`, name: `给“${name}”改名字` }),
      button(away ? "取出来" : "收起来", () => {
        store.putAway(id, !away);
        say.textContent = away ? `“${name}”取出来了。` : `“${name}”收起来了，什么也没有删。`;
      }, { key: `away-${id}`, name: `${away ? "取出来" : "收起来"}：“${name}”` }),
      button("删掉", () => remove(id, name), { key: `remove-${id}`, name: `删掉“${name}”` }),
    );
    item.append(tools);
    return item;
  }

  const create = button("另开一个案件", () => {
    renaming = store.create();
    draw();
    focusOn(`name-${renaming}`);
    say.textContent = "新的案件开好了，前面的都还在。";
  }, { quiet: false });

  function draw() {
    const found = store.list();
    const current = store.current();
    redraw(list, ...found.map((one) => row(one, one.id === current)));
    list.hidden = !found.length;
  }

  root.querySelector("[data-body]").append(list, create, say);
  return draw;
}
