// One customer's conversation: what is said goes to the server once, what the server says goes to the view once.

import { Refused, passing, patience } from "./door.js";
import { newId } from "./keeping.js";
import { Outbox } from "./outbox.js";
import { prepare } from "./photo.js";
import { WORDS } from "./words.js";

const LATE = 9000; // milliseconds after which a missing answer is admitted
const TRIES = 3; // of a photo, after the first
const GIVEN_UP = 60000; // and after which none is expected: a person may have taken over

export class Conversation {
  // `identity()` gives the shop's token of its customer, or nothing for a guest; `who` tells customers apart.
  constructor({ door, keeping, view, merchant, who, identity }) {
    Object.assign(this, { door, keeping, view, merchant, who, identity });
    this.pending = new Map(); // client id -> timer
    this.outbox = new Outbox(door, keeping, {
      sent: () => this.show(true),
      lost: () => this.show(false),
      renew: () => this.expire(),
      failed: (error, id) => this.refuse(error, id),
    });
    this.renew();
  }

  renew() {
    this.line?.abort();
    this.line = new AbortController();
    this.session = null;
    this.opening = null;
    this.up = true;
    for (const id of [...this.pending.keys()]) this.settle(id);
    this.view.clear();
  }

  // Takes up the conversation this browser already has, if there is one.
  resume() {
    const kept = this.keeping.session(this.who);
    if (kept) this.take(kept);
  }

  // What another tab has begun.
  follow() {
    const kept = this.keeping.session(this.who);
    if (!kept || kept.token === this.session?.token) return;
    this.renew();
    this.take(kept);
  }

  restart() {
    this.keeping.forget();
    this.outbox.clear();
    this.renew();
    this.begin();
  }

  end() {
    this.line.abort();
    for (const timer of this.pending.values()) clearTimeout(timer);
  }

  // The session, opened if there is none; null if the server refuses one.
  async begin() {
    if (!this.session) {
      const opening = (this.opening ??= this.open(this.line.signal));
      await opening;
      if (this.opening === opening) this.opening = null;
    }
    return this.session;
  }

  async open(signal) {
    for (let failures = 0; !this.session && !signal.aborted; failures += 1) {
      try {
        const customer = await this.identity();
        const body = customer ? { merchant: this.merchant, customer } : { merchant: this.merchant };
        const { token, expires } = await this.door.post("/v1/sessions", body, signal);
        if (signal.aborted) return;
        const session = { token, expires, who: this.who, seen: 0 };
        this.keeping.keep(session);
        this.take(session);
      } catch (error) {
        if (signal.aborted) return;
        if (!passing(error)) {
          this.refuse(error, ...this.outbox.waiting.map(({ id }) => id));
          this.outbox.clear();
          return;
        }
        this.show(false);
        await patience(failures, signal);
      }
    }
  }

  take(session) {
    this.session = session;
    this.last = 0;
    const { signal } = this.line;
    this.door
      .listen(session.token, signal, (event) => this.receive(event), (up) => this.show(up))
      .catch((error) => {
        if (this.session !== session) return;
        if (error instanceof Refused && error.status === 401) this.expire();
        else this.view.note(error.message || WORDS.failed);
      });
    for (const { id, text } of this.outbox.waiting) this.say(id, text);
    this.flush();
  }

  // The session is over: the next message opens another.
  expire() {
    this.keeping.keep(null);
    this.line.abort();
    this.line = new AbortController();
    this.session = null;
    if (this.outbox.waiting.length) this.flush();
    else this.view.note(WORDS.expired);
  }

  receive({ id, kind, data }) {
    if (id <= this.last) return;
    this.last = id;
    const fresh = id > this.session.seen;
    if (kind === "rated") this.view.rated(data);
    else if (kind === "said" && data.photo) this.view.said(data.id, data.text, data.at);
    else if (kind === "said") this.say(data.id, data.text, data.at);
    // An answer without words: a person has the conversation and will answer in their own time.
    else if (data.text) this.view.answer({ ...data, event: id }, fresh);
    if (data.last) this.settle(data.answers);
    if (!fresh) return;
    this.session.seen = id;
    this.keeping.keep(this.session);
  }

  submit(text) {
    const said = text.trim();
    if (!said) return;
    const id = newId();
    this.outbox.add(id, said);
    this.say(id, said);
    this.flush();
  }

  flush() {
    const { signal } = this.line;
    // A loop that an expired session has ended may still be on its way out.
    setTimeout(() => this.outbox.flush(() => this.begin(), signal));
  }

  // Shows what the customer said and waits for its answer; the same id again only tells that the server has it.
  say(id, text, at) {
    if (!this.view.said(id, text, at)) return;
    const old = at && Date.now() - new Date(at) > GIVEN_UP;
    if (!old) this.pending.set(id, setTimeout(() => this.admit(id), LATE));
    this.show(this.up);
  }

  admit(id) {
    this.pending.set(id, setTimeout(() => this.settle(id), GIVEN_UP));
    if (this.up) this.view.wait(WORDS.late);
  }

  // A photo goes at once or not at all: it is too much to be kept for later. The same id is taken once.
  async photo(file) {
    const { signal } = this.line;
    const photo = await prepare(file);
    if (!photo) return this.view.note(WORDS.noPhoto);
    const id = newId();
    this.view.said(id, WORDS.photo, undefined, photo.preview);
    this.view.wait(WORDS.sending, true);
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.door.send(`/v1/photos?id=${id}`, photo.blob, signal, this.session?.token);
        return this.show(this.up);
      } catch (error) {
        if (signal.aborted) return undefined;
        if (passing(error) && failures < TRIES) {
          await patience(failures, signal);
          continue;
        }
        this.show(this.up);
        return this.refuse(error instanceof Refused ? error : new Error(WORDS.photoLost), id);
      }
    }
    return undefined;
  }

  // A thumb on an answer; another tab hears of it as an event. What cannot be sent is taken back from the view.
  async rate(event, rating, before) {
    try {
      await this.door.post("/v1/feedback", { event, rating }, this.line.signal, this.session.token);
    } catch (error) {
      this.view.rated({ event, rating: before });
      this.view.note(error instanceof Refused && error.message ? error.message : WORDS.failed);
    }
  }

  settle(id) {
    clearTimeout(this.pending.get(id));
    this.pending.delete(id);
    this.show(this.up);
  }

  refuse(error, ...ids) {
    for (const id of ids) {
      this.view.unsent(id);
      this.settle(id);
    }
    this.view.note(error.message || WORDS.failed);
  }

  show(up) {
    this.up = up;
    if (!up) this.view.wait(this.outbox.waiting.length ? WORDS.kept : WORDS.lost);
    else if (this.pending.size) this.view.wait(WORDS.writing, true);
    else this.view.wait("");
  }
}
