// What outlives a reload: the session for every tab (localStorage), unsent messages and the open window for this tab
// (sessionStorage). A page that may store nothing gets a conversation as long as the page.

export class Keeping {
  constructor(server, merchant) {
    this.key = `relais-chat ${server} ${merchant}`;
  }

  // The session of this customer, if it still runs. Another customer's is forgotten: computers are shared.
  session(who) {
    const kept = read(() => localStorage, this.key);
    if (!kept) return null;
    if (kept.who === who && new Date(kept.expires) > new Date()) return kept;
    this.forget();
    return null;
  }

  keep(session) {
    write(() => localStorage, this.key, session);
  }

  forget() {
    write(() => localStorage, this.key, null);
    this.unsent = [];
  }

  get unsent() {
    return read(() => sessionStorage, `${this.key} unsent`) ?? [];
  }

  set unsent(messages) {
    write(() => sessionStorage, `${this.key} unsent`, messages.length ? messages : null);
  }

  get open() {
    return read(() => sessionStorage, `${this.key} open`) === true;
  }

  set open(open) {
    write(() => sessionStorage, `${this.key} open`, open || null);
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage().getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // storage is full or forbidden: the conversation then lasts as long as the page
  }
}

// Tells customers apart without storing who they are. A shop's token is new on every page, its subject is not.
export function fingerprint(token) {
  let subject = token || "";
  try {
    const claims = JSON.parse(atob(subject.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
    subject = String(claims.sub ?? claims.email ?? subject);
  } catch {
    // no JWT: the demo names its customers by e-mail
  }
  let mixed = 5381;
  for (const letter of subject) mixed = (Math.imul(mixed, 33) ^ letter.codePointAt(0)) >>> 0;
  return subject ? mixed.toString(36) : "";
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
