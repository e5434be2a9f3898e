// Draws the order that an answer is about: its lines, its amounts, and the way of its parcels. The drawing repeats what
// the list of steps beside it says in words, so that it is hidden from screen readers.

import { element, svg } from "./dom.js";
import { WORDS, amountOf, dayOf, typeset } from "./words.js";

const SHOWN = 4; // lines; more are folded away

// Open the first time and when the order has changed; the same card again is only its heading.
export function drawCard(card, folded) {
  const badge = element("span", { className: `badge ${card.stage}`, text: typeset(card.label) });
  const heading = element("span", { className: "number", text: WORDS.order(card.number) });
  const box = element("details", { className: "card" }, element("summary", {}, heading, badge));
  if (card.ordered_at) box.append(element("p", { className: "date", text: WORDS.orderedOn(dayOf(card.ordered_at)) }));
  box.append(drawLines(card.lines.slice(0, SHOWN)));
  if (card.lines.length > SHOWN) {
    const more = element("summary", { text: WORDS.moreLines(card.lines.length - SHOWN) });
    box.append(element("details", { className: "more" }, more, drawLines(card.lines.slice(SHOWN))));
  }
  if (card.lines.length > 1) box.append(drawSum(WORDS.total, card.total, "total"));
  if (card.credit) box.append(drawSum(WORDS.credit, card.credit, "credit"));
  for (const parcel of card.parcels) box.append(drawParcel(parcel));
  box.open = !folded;
  return box;
}

function drawLines(lines) {
  const list = element("ul", { className: "lines" });
  for (const { name, qty, amount, label } of lines) {
    const what = element("span", { className: "what", text: qty > 1 ? `${qty} × ${name}` : name });
    if (label) what.append(element("small", { text: ` (${label})` }));
    list.append(element("li", {}, what, element("span", { className: "amount", text: amountOf(amount) })));
  }
  return list;
}

function drawSum(words, amount, className) {
  const value = element("span", { className: "amount", text: amountOf(amount) });
  return element("p", { className: `sum ${className}` }, element("span", { text: `${words} ` }), value);
}

function drawParcel({ carrier, tracking, articles, steps }) {
  const name = element("p", { className: "tracking", text: `${carrier} ` }, element("span", { text: tracking }));
  const box = element("div", { className: "parcel" }, name);
  if (articles.length) box.append(element("p", { className: "inside", text: articles.join(", ") }));
  const list = element("ol", { className: "steps", "aria-label": WORDS.way(carrier, tracking) });
  for (const { label, at, state } of steps) {
    const step = element("li", { className: state }, element("span", { text: label }));
    if (at) step.append(" ", element("time", { text: dayOf(at, "short"), datetime: at }));
    else if (state === "next") step.append(element("span", { className: "unseen", text: ` (${WORDS.toCome})` }));
    if (state === "now") step.setAttribute("aria-current", "step");
    list.append(step);
  }
  box.append(drawWay(steps), list);
  return box;
}

// A rail with a dot per step, full up to the one reached. Places are in percent: the window may be of any width.
function drawWay(steps) {
  const drawing = svg("svg", { class: "way", "aria-hidden": "true" });
  const place = (index) => `${((index + 0.5) * 100) / steps.length}%`;
  const reached = steps.findIndex(({ state }) => state === "now");
  const rail = (className, to) => svg("line", { class: className, x1: place(0), x2: place(to), y1: "50%", y2: "50%" });
  drawing.append(rail("rail", steps.length - 1));
  if (reached > 0) drawing.append(rail("rail gone", reached));
  steps.forEach(({ state, status }, index) => {
    drawing.append(svg("circle", { class: `dot ${state} ${status}`, cx: place(index), cy: "50%", r: state === "now" ? 7 : 5 }));
  });
  return drawing;
}
