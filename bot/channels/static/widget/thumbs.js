// Thumbs up and down under an answer. Pressing the same once more takes it back.

import { element, iconButton } from "./dom.js";
import { WORDS } from "./words.js";

const TALK = new Set(["smalltalk", "identify", "clarify"]); // answers that answer nothing yet

export const rateable = (decisions) => decisions.some(({ outcome }) => !TALK.has(outcome));

export class Thumbs {
  constructor(rate) {
    this.rating = null;
    this.buttons = new Map(["up", "down"].map((rating) => [rating, iconButton(rating, WORDS[rating], () => this.press(rating, rate))]));
    this.box = element("div", { className: "thumbs", role: "group", "aria-label": WORDS.opinion }, ...this.buttons.values());
    this.show(null);
  }

  press(pressed, rate) {
    const before = this.rating;
    this.show(pressed === before ? null : pressed);
    rate(this.rating, before);
  }

  show(rating) {
    this.rating = rating;
    for (const [name, button] of this.buttons) button.setAttribute("aria-pressed", String(name === rating));
  }
}
