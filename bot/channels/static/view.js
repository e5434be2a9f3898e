// Draws the conversation. Everything from outside is set as text, never as HTML.

const EFFECTS = {
  cancel_with_credit: "Annulation avec avoir",
  open_incident: "Ouverture d'un incident",
  open_claim: "Ouverture d'une réclamation",
  open_return: "Ouverture d'un retour",
  request_label_refund: "Demande de remboursement d'étiquette",
  stop_production: "Demande d'arrêt de fabrication",
  open_ticket: "Demande à un conseiller",
  send_email: "Envoi d'un e-mail",
};
const hour = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });
const euros = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export class View {
  constructor(log, status, onPress) {
    this.log = log;
    this.status = status;
    this.onPress = onPress;
  }

  clear() {
    this.log.replaceChildren();
    this.say("");
  }

  // A bubble; kind: "said" by the customer, "message" of the assistant, "note" of the page itself.
  add(kind, { text, buttons = [], decisions = [], at }) {
    this.retireButtons();
    const item = element("li", kind);
    item.append(element("span", "unseen", kind === "said" ? "Vous :" : "Relais :"), element("p", "bubble", text));
    if (buttons.length) item.append(this.choices(buttons));
    const reasons = decisions.filter((decision) => decision.clauses.length || decision.source);
    if (reasons.length) item.append(this.why(reasons));
    const moment = at ? new Date(at) : new Date();
    const time = element("time", "", hour.format(moment));
    time.dateTime = moment.toISOString();
    item.append(time);
    this.log.append(item);
    this.log.scrollTop = this.log.scrollHeight;
    return item;
  }

  choices(buttons) {
    const group = element("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Réponses proposées");
    for (const { title } of buttons) {
      const button = element("button", "", title);
      button.type = "button";
      button.addEventListener("click", () => this.onPress(title));
      group.append(button);
    }
    return group;
  }

  // Only the latest question can still be answered by a button.
  retireButtons() {
    for (const button of this.log.querySelectorAll(".choices button")) button.disabled = true;
  }

  why(decisions) {
    const details = element("details");
    details.append(element("summary", "", "Pourquoi cette réponse ?"));
    const list = element("dl");
    for (const { clauses, source, offer } of decisions) {
      if (clauses.length) list.append(element("dt", "", "Règle"), element("dd", "", clauses.join(", ")));
      if (source) list.append(element("dt", "", "Source"), element("dd", "", source));
      if (offer) list.append(element("dt", "", "Proposition"), element("dd", "", offerWords(offer)));
    }
    details.append(list);
    details.addEventListener("toggle", () => details.scrollIntoView({ block: "nearest" }));
    return details;
  }

  say(text, writing = false) {
    this.status.classList.toggle("writing", writing);
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

function offerWords({ effect, amount }) {
  const words = EFFECTS[effect] ?? effect;
  return amount ? `${words} : ${euros.format(Number(amount))}` : words;
}
