// 要记住的日子: under the clocks (days.js) the days that are still to be told, and the button that hands the dates to the reader's own calendar.
import { calendarEntries } from "../lib/clock.js";
import { iso, parse, today } from "#dates";
import { calendarMaker } from "../calendar.js";
import { download, element } from "#page";
import { factOf } from "../store/events.js";
import { button, field, input, status } from "./parts.js";

/** What goes into the reader's calendar: the dates that are still to come, and not of what is done. url: makes an address absolute. */
export const calendarDates = ({ id, clocks }, url) =>
  calendarEntries(clocks.filter((c) => c.met === null).map((c) => ({ ...c, start: c.start === null ? null : iso(c.start), clock: { ...c, url: url(c.url) } })), id);

/** The button that hands the dates to the reader's own calendar. */
function toCalendar(page, say) {
  return button("下载日历", async () => {
    const seen = page.look();
    try {
      const make = await calendarMaker(page.base);
      const { text: file, stamp } = make(calendarDates(seen, page.url), { after: page.store.stamp() });
      page.store.setStamp(stamp);
      download(new Blob([file], { type: "text/calendar" }), `${seen.name}.ics`);
      say.textContent = "日历文件已交给浏览器下载，打开它就加进日历。日子变了再下一次，会更新，不会重复。没有反应的（微信、QQ里常这样），照上面的日子记。";
    } catch {
      say.textContent = "没能生成日历文件，可能是断网了。照上面的日子记。";
    }
  }, { key: "calendar" });
}

export function telling(root, page) {
  const fields = element("div");
  const inputs = new Map();
  const say = status();
  const calendar = toCalendar(page, say);

  /** A date field for an event that a clock waits for; it stays as it is while somebody is in it. */
  function ask(kind) {
    if (!inputs.has(kind)) {
      const date = input("date");
      const wrong = element("p", "field__error");
      wrong.hidden = true;
      date.addEventListener("change", () => {
        const day = parse(date.value);
        wrong.textContent = day !== null && day > today() ? "这一天还没到。事情发生以后再填。" : date.validity?.badInput ? "日子没有填完整，请填年、月、日。" : "";
        wrong.hidden = !wrong.textContent;
        if (day !== null && wrong.hidden) page.store.setFacts({ [factOf(kind)]: date.value }, "case");
      });
      const row = field(`${page.data.events[kind]}的日子`, date);
      row.append(wrong);
      inputs.set(kind, { row, date });
    }
    return inputs.get(kind).row;
  }

  function draw() {
    const seen = page.look();
    const open = [...new Set(seen.clocks.filter((c) => c.start === null).map((c) => c.from))];
    calendar.hidden = !calendarDates(seen, page.url).length;
    if (!open.some((kind) => inputs.get(kind)?.date === document.activeElement)) fields.replaceChildren(...(open.length ? [more(open)] : []));
  }

  function more(open) {
    const fold = element("details", "fold dates");
    fold.open = fields.querySelector("details")?.open ?? false;
    fold.append(element("summary", "", `再填${open.length}个日子，还能算出别的期限`), ...open.map(ask));
    return fold;
  }

  root.querySelector("[data-body]").append(calendar, say, fields);
  return draw;
}
