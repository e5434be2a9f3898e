// <relais-chat merchant="…" customer-token="…" shop-name="…" server="…" theme="light|dark">: the bubble and its window.

import { Conversation } from "./conversation.js";
import { Door } from "./door.js";
import { element, iconButton } from "./dom.js";
import { keepFocusInside, returnFocus } from "./focus.js";
import { Keeping, fingerprint } from "./keeping.js";
import { STYLE } from "./style.js";
import { download } from "./transcript.js";
import { View } from "./view.js";
import { WORDS } from "./words.js";

const script = document.currentScript;
export const HOME = script?.src ? new URL(script.src).origin : location.origin;

export class RelaisChat extends HTMLElement {
  // Instead of the attribute: a token, or a function that fetches a fresh one from the shop.
  customerToken = null;

  connectedCallback() {
    this.root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [sheet];
    const name = this.getAttribute("shop-name");
    this.heading = name ? `${WORDS.title} – ${name}` : WORDS.title;
    this.bubble = iconButton("bubble", WORDS.open, () => this.open());
    this.bubble.setAttribute("aria-haspopup", "dialog");
    this.view = new View(this.heading, {
      submit: (text) => this.conversation.submit(text),
      photo: (file) => this.conversation.photo(file),
      rate: (event, rating, before) => this.conversation.rate(event, rating, before),
      restart: () => this.restart(),
      transcript: () => download(this.root, this.heading, this.view.lines),
      close: () => this.close(),
      unread: () => this.count(this.view.frame.hidden ? this.unread + 1 : 0),
    });
    this.root.replaceChildren(this.bubble, this.view.frame);
    this.stopKeeping = keepFocusInside(this.view.frame, () => this.close());
    this.count(0);
    this.start();
  }

  start() {
    const merchant = this.getAttribute("merchant") ?? "";
    const server = (this.getAttribute("server") ?? HOME).replace(/\/$/, "");
    this.keeping = new Keeping(server, merchant);
    this.conversation = new Conversation({
      door: new Door(server),
      keeping: this.keeping,
      view: this.view,
      merchant,
      who: fingerprint(this.getAttribute("customer") ?? this.getAttribute("customer-token")),
      identity: () => this.identity(),
    });
    this.onStorage = ({ key }) => key === this.keeping.key && this.conversation.follow();
    addEventListener("storage", this.onStorage);
    this.conversation.resume();
    if (this.keeping.open) this.open({ focus: false });
  }

  disconnectedCallback() {
    removeEventListener("storage", this.onStorage);
    this.stopKeeping();
    this.conversation.end();
  }

  async identity() {
    const given = this.customerToken ?? this.getAttribute("customer-token");
    return typeof given === "function" ? given() : given;
  }

  open({ focus = true } = {}) {
    if (!this.view.frame.hidden) return;
    this.before = document.activeElement;
    this.view.frame.hidden = false;
    this.bubble.hidden = true;
    this.keeping.open = true;
    this.count(0);
    this.view.scroll();
    // A finger opens the window to read first: the screen keyboard would hide half of it.
    if (focus) (matchMedia("(pointer: coarse)").matches ? this.view.frame : this.view.box).focus();
    this.conversation.begin();
  }

  close() {
    this.view.frame.hidden = true;
    this.bubble.hidden = false;
    this.keeping.open = false;
    returnFocus(this.before, this, this.bubble);
  }

  restart() {
    this.conversation.restart();
    this.view.box.focus();
  }

  count(unread) {
    this.unread = unread;
    this.bubble.querySelector(".count")?.remove();
    if (unread) this.bubble.append(element("span", { className: "count", text: String(unread), "aria-hidden": "true" }));
    this.bubble.setAttribute("aria-label", unread ? `${WORDS.open}, ${WORDS.unread(unread)}` : WORDS.open);
  }
}
