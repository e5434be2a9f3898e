// The window: its frame, the messages in it and the line that says what goes on.

import { drawCard } from "./card.js";
import { element, icon, iconButton } from "./dom.js";
import { FILLS } from "./focus.js";
import { drawChoices, drawMessage, drawReasons } from "./message.js";
import { photoButton } from "./photo.js";
import { Thumbs, rateable } from "./thumbs.js";
import { WORDS } from "./words.js";

const READ = 30000; // milliseconds that a screen reader has for an announcement

export class View {
  // `act` holds what the customer may do: submit(text), photo(file), rate(event, rating, before), restart(), transcript(), close(), and unread() for the bubble.
  constructor(title, act) {
    this.act = act;
    this.lines = []; // for the transcript
    this.byId = new Map(); // client id -> item
    this.list = element("ol", { className: "messages", tabindex: "0", "aria-label": WORDS.messages });
    this.status = element("p", { className: "status", role: "status" });
    // New answers are announced by an element of their own: what a reload draws again is not news.
    this.news = element("div", { className: "unseen news", "aria-live": "polite" });
    this.composer = this.makeComposer();
    this.frame = element(
      "section",
      { className: "window", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: "" },
      this.makeHead(title),
      this.list,
      this.status,
      this.news,
      this.composer,
    );
  }

  makeHead(title) {
    return element(
      "div",
      { className: "head" },
      element("h2", { id: "title", text: title }),
      iconButton("transcript", WORDS.transcript, () => this.act.transcript()),
      iconButton("restart", WORDS.restart, () => this.act.restart()),
      iconButton("close", WORDS.close, () => this.act.close()),
    );
  }

  makeComposer() {
    this.box = element("textarea", { id: "say", rows: "1", maxlength: "1000", placeholder: WORDS.placeholder, autocomplete: "off" });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    const send = element("button", { className: "send", type: "submit", "aria-label": WORDS.send, title: WORDS.send }, icon("send"));
    const person = element("button", { className: "person", type: "button", text: WORDS.person });
    person.addEventListener("click", () => this.submit(WORDS.askPerson));
    this.clip = photoButton((file) => this.act.photo(file));
    const below = element("div", { className: "below" }, person, this.clip);
    const label = element("label", { className: "unseen", for: "say", text: WORDS.label });
    const form = element("form", {}, label, this.box, send, below);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.box.value;
      this.box.value = "";
      this.submit(text);
    });
    return form;
  }

  submit(text) {
    this.act.submit(text);
    this.box.focus();
  }

  clear() {
    this.list.replaceChildren();
    this.news.replaceChildren();
    this.lines = [];
    this.byId.clear();
    this.thumbs = new Map(); // number of the answer's event -> its thumbs
    this.lastCard = null;
    this.clip.hidden = true;
    this.wait("");
    this.add("message", WORDS.greeting);
  }

  // False if this message is already there.
  said(id, text, at, preview) {
    if (this.byId.has(id)) return false;
    const item = this.add("said", text, at);
    this.byId.set(id, item);
    if (preview) item.querySelector(".words").before(preview);
    if (preview) this.scroll();
    return true;
  }

  unsent(id) {
    this.byId.get(id)?.append(element("p", { className: "failure", text: WORDS.unsent }));
  }

  answer({ event, text, buttons = [], decisions = [], card, photo, at, answers, author, name }, fresh) {
    const by = author === "person" ? name || WORDS.aPerson : undefined;
    const item = this.add("message", text, at, by);
    const foot = item.querySelector(".foot");
    const reasons = drawReasons(decisions);
    if (card) foot.before(this.card(card, buttons.length > 0));
    if (buttons.length) foot.before(drawChoices(buttons, (title) => this.submit(title)));
    if (reasons) foot.append(reasons);
    if (answers && rateable(decisions)) this.offerThumbs(event, foot);
    if (photo) this.clip.hidden = false; // from now on the server takes one
    this.scroll(item);
    if (!fresh) return;
    const choices = buttons.length ? ` ${WORDS.choices}\u00a0: ${buttons.map(({ title }) => title).join(", ")}.` : "";
    this.announce(`${by ?? WORDS.us}\u00a0: ${text}${choices}`);
    this.act.unread();
  }

  // Announced by nothing: the answer says in words what matters of it.
  // Folded when it was there before, and where it would push an offer's buttons off a small screen.
  card(card, asked) {
    const drawn = JSON.stringify(card);
    const folded = drawn === this.lastCard || (asked && matchMedia(FILLS).matches);
    this.lastCard = drawn;
    return drawCard(card, folded);
  }

  offerThumbs(event, foot) {
    const thumbs = new Thumbs((rating, before) => this.act.rate(event, rating, before));
    this.thumbs.set(event, thumbs);
    foot.append(thumbs.box);
  }

  rated({ event, rating }) {
    this.thumbs.get(event)?.show(rating);
  }

  note(text) {
    this.add("note", text);
    this.announce(text);
  }

  announce(text) {
    const line = element("p", { text });
    this.news.append(line);
    setTimeout(() => line.remove(), READ); // or whoever reads on would meet it twice
  }

  add(kind, text, at, by) {
    for (const button of this.list.querySelectorAll(".choices button")) button.disabled = true; // their question is past
    const item = drawMessage(kind, text, at, by);
    this.list.append(item);
    if (kind !== "note") {
      this.lines.push({ speaker: kind === "said" ? WORDS.you : (by ?? WORDS.us), text, at: at ? new Date(at) : new Date() });
    }
    this.scroll();
    return item;
  }

  // To the end; of an answer that is taller than the window, to the beginning of its words.
  scroll(item) {
    this.list.scrollTop = this.list.scrollHeight;
    const words = item?.querySelector(".words").getBoundingClientRect();
    if (words) this.list.scrollTop -= Math.max(0, this.list.getBoundingClientRect().top - words.top + 8);
  }

  wait(text, writing = false) {
    this.status.classList.toggle("writing", writing);
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
