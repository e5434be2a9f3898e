// Speaks with the server: sessions, messages, and the event stream. EventSource cannot send a token, so the stream is
// read with fetch; a broken line is taken up again after the last event seen.

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Refused(response.status, body.error ?? "Une erreur est survenue. Réessayez dans un instant.");
  }
  return response;
}

export async function getJson(path) {
  return (await call(path)).json();
}

export async function postJson(path, body, token) {
  const headers = { "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  return (await call(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

// Sends a message until the server has it. The same id makes a repetition harmless.
export async function send(token, id, text, onTrouble) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await postJson("/v1/messages", { id, text }, token);
    } catch (error) {
      const temporary = !(error instanceof Refused) || error.status >= 500;
      if (!temporary || attempt === 8) throw error;
      onTrouble();
      await wait(Math.min(500 * 2 ** attempt, 8000));
    }
  }
}

// Calls onEvent(kind, data) for every event, for ever; ends when `signal` is aborted or the session is refused.
export async function listen(token, signal, onEvent, onLine) {
  let last = 0;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const headers = { authorization: `Bearer ${token}`, "last-event-id": String(last) };
      const response = await call("/v1/events", { headers, signal });
      failures = 0;
      onLine(true);
      for await (const event of parse(response.body)) {
        last = event.id;
        onEvent(event.kind, event.data);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.status < 500) throw error;
      failures += 1;
      onLine(false);
    }
    await wait(Math.min(500 * 2 ** failures, 8000));
  }
}

async function* parse(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = new Map(block.split("\n").map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]));
      if (fields.has("data")) {
        yield { id: Number(fields.get("id")), kind: fields.get("event"), data: JSON.parse(fields.get("data")) };
      }
    }
  }
}
