// Draws one message of the conversation.

import { element } from "./dom.js";
import { WORDS, hourOf, offerWords, typeset } from "./words.js";

// kind: "said" by the customer, "message" of the assistant or a person, "note" of the window itself.
// by: the name of the person who speaks, where it is one.
export function drawMessage(kind, text, at, by) {
  const moment = at ? new Date(at) : new Date();
  const speaker = kind === "said" ? WORDS.you : (by ?? WORDS.us);
  const time = element("time", { text: hourOf(moment), datetime: moment.toISOString() });
  const words = element("p", { className: "words", text: kind === "message" ? typeset(text) : text });
  const item = element("li", { className: kind }, words, element("div", { className: "foot" }, time));
  if (kind !== "note") item.prepend(element("span", { className: by ? "by" : "unseen", text: `${speaker}\u00a0:` }));
  return item;
}

export function drawChoices(buttons, onPress) {
  const group = element("div", { className: "choices", role: "group", "aria-label": WORDS.choices });
  for (const { title } of buttons) {
    const button = element("button", { type: "button", text: typeset(title) });
    button.addEventListener("click", () => onPress(title));
    group.append(button);
  }
  return group;
}

// The clause, its document and what was offered, folded away; nothing for an answer that rests on none.
export function drawReasons(decisions) {
  const reasons = decisions.filter(({ clauses, source }) => clauses?.length || source);
  if (!reasons.length) return null;
  const list = element("dl");
  const row = (term, text) => list.append(element("dt", { text: term }), element("dd", { text: typeset(text) }));
  for (const { clauses, source, offer } of reasons) {
    if (clauses?.length) row(WORDS.rule, clauses.join(", "));
    if (source) row(WORDS.source, source);
    if (offer) row(WORDS.offer, offerWords(offer));
  }
  const details = element("details", {}, element("summary", { text: WORDS.why }), list);
  details.addEventListener("toggle", () => details.scrollIntoView({ block: "nearest" }));
  return details;
}
