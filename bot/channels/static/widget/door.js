// Speaks with the server: sessions, messages and the event stream. EventSource cannot send a token, so the stream is
// read with fetch; a broken line is taken up again after the last event seen.

const SILENCE = 40000; // milliseconds; the server gives a sign of life every 15 seconds

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  get temporary() {
    return this.status >= 500;
  }
}

export const passing = (error) => !(error instanceof Refused) || error.temporary;

// Waits longer after each failure, but no longer than until the network is back.
export function patience(failures, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(500 * 2 ** failures, 10000));
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

export class Door {
  constructor(server) {
    this.server = server;
  }

  async call(path, options) {
    const response = await fetch(this.server + path, { ...options, credentials: "omit", cache: "no-store" });
    if (response.ok) return response;
    const body = await response.json().catch(() => ({}));
    throw new Refused(response.status, body.error);
  }

  async post(path, body, signal, token) {
    const headers = { "content-type": "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    return (await this.call(path, { method: "POST", headers, body: JSON.stringify(body), signal })).json();
  }

  async send(path, blob, signal, token) {
    const headers = { "content-type": blob.type, authorization: `Bearer ${token}` };
    return (await this.call(path, { method: "POST", headers, body: blob, signal })).json();
  }

  // Calls onEvent({id, kind, data}) for every event and onLine(up) when the line comes or goes, until `signal` is
  // aborted. Raises Refused when the session is over.
  async listen(token, signal, onEvent, onLine) {
    let last = 0;
    for (let failures = 0; !signal.aborted; failures += 1) {
      const line = new Line(signal);
      try {
        const headers = { authorization: `Bearer ${token}`, "last-event-id": String(last) };
        const response = await this.call("/v1/events", { headers, signal: line.signal });
        onLine(true);
        failures = 0;
        for await (const event of line.events(response.body)) {
          last = event.id;
          onEvent(event);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!passing(error)) throw error;
        onLine(false);
      } finally {
        line.end();
      }
      await patience(failures, signal);
    }
  }
}

// One connection of the stream: it ends with `signal`, when the network goes, or when the server has long been silent.
class Line {
  constructor(signal) {
    this.control = new AbortController();
    this.signal = this.control.signal;
    this.outer = signal;
    this.cut = () => this.control.abort();
    signal.addEventListener("abort", this.cut);
    addEventListener("offline", this.cut);
    this.heard();
  }

  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.cut, SILENCE);
  }

  end() {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.cut);
    removeEventListener("offline", this.cut);
    this.cut();
  }

  async *events(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      this.heard();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const fields = new Map(block.split("\n").map((field) => [field.split(": ", 1)[0], field.slice(field.indexOf(": ") + 2)]));
        if (fields.has("data")) {
          yield { id: Number(fields.get("id")), kind: fields.get("event"), data: JSON.parse(fields.get("data")) };
        }
      }
    }
  }
}
