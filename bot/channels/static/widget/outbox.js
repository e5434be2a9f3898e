// Messages on their way to the server: in order, each until the server has it, also over a reload of the page.

import { Refused, passing, patience } from "./door.js";

export class Outbox {
  // `tell` hears of what happens: lost(), renew() when the session is over, failed(error, id).
  constructor(door, keeping, tell) {
    Object.assign(this, { door, keeping, tell, sending: false, waiting: keeping.unsent });
  }

  add(id, text) {
    this.waiting.push({ id, text });
    this.keeping.unsent = this.waiting;
  }

  clear() {
    this.waiting = [];
    this.keeping.unsent = [];
  }

  // `session()` gives the one to send with, or null if there is none to be had. The same id makes a repetition harmless.
  async flush(session, signal) {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let failures = 0; this.waiting.length && !signal.aborted; ) {
        const opened = await session();
        if (!opened || signal.aborted) return;
        failures = (await this.sendFirst(opened.token, signal)) ? 0 : failures + 1;
        if (failures) await patience(failures, signal);
      }
    } finally {
      this.sending = false;
    }
  }

  async sendFirst(token, signal) {
    const [first] = this.waiting;
    try {
      await this.door.post("/v1/messages", first, signal, token);
    } catch (error) {
      if (signal.aborted) return false;
      if (error instanceof Refused && error.status === 401) {
        this.tell.renew();
        return true;
      }
      if (passing(error)) {
        this.tell.lost();
        return false;
      }
      this.tell.failed(error, first.id);
    }
    if (signal.aborted) return false;
    this.waiting = this.waiting.filter(({ id }) => id !== first.id);
    this.keeping.unsent = this.waiting;
    this.tell.sent();
    return true;
  }
}
