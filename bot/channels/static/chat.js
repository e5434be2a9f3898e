// The trial page: a chooser of shop and demo customer, and one conversation.

import { View } from "./view.js";
import { Refused, getJson, listen, postJson, send } from "./door.js";

const KEY = "relais-session";
const LATE = 9000; // milliseconds after which a missing answer is admitted
const $ = (id) => document.getElementById(id);
const view = new View($("log"), $("status"), (title) => submit(title));
const pending = new Map(); // client id -> timer
let session = null;
let line = null;
let opening = Promise.resolve(); // what is typed meanwhile belongs to the conversation being opened
let merchants = [];

async function start() {
  try {
    ({ merchants } = await getJson("/demo/customers"));
  } catch {
    view.add("note", { text: "Le serveur ne répond pas. Rechargez la page dans un instant." });
    return;
  }
  $("merchant").replaceChildren(...merchants.map(({ key, name }) => new Option(name, key)));
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (kept && merchants.some(({ key }) => key === kept.merchant) && new Date(kept.expires) > new Date()) {
    $("merchant").value = kept.merchant;
    offerCustomers(kept.customer);
    take(kept);
  } else {
    $("merchant").value = merchants.some(({ key }) => key === "pictoonline") ? "pictoonline" : merchants[0]?.key;
    offerCustomers();
    await restart();
  }
}

function offerCustomers(chosen) {
  const { customers = [] } = chosenMerchant() ?? {};
  const options = customers.map(({ email, orders }) => new Option(`${email} (${orders} commande${orders > 1 ? "s" : ""})`, email));
  $("customer").replaceChildren(...options, new Option("Visiteur (sans compte)", ""));
  if (chosen !== undefined) $("customer").value = chosen;
}

function chosenMerchant() {
  return merchants.find(({ key }) => key === $("merchant").value);
}

function restart() {
  opening = open();
  return opening;
}

async function open() {
  const merchant = $("merchant").value;
  const customer = $("customer").value;
  try {
    const opened = await postJson("/v1/sessions", customer ? { merchant, customer } : { merchant });
    take({ ...opened, merchant, customer });
    sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch (error) {
    view.add("note", { text: error instanceof Refused ? error.message : "Le serveur ne répond pas. Réessayez dans un instant." });
  }
}

function take(opened) {
  line?.abort();
  for (const timer of pending.values()) clearTimeout(timer);
  pending.clear();
  session = opened;
  const { name } = chosenMerchant();
  $("shop").textContent = `Service client – ${name}`;
  view.clear();
  const who = session.customer ? `Vous êtes connecté en tant que ${session.customer}.` : "";
  view.add("message", { text: `Bonjour, je suis Relais, l'assistant du service client. ${who}\nQue puis-je faire pour vous ?` });
  line = new AbortController();
  const { signal } = line;
  const shown = new Set();
  session.shown = shown;
  listen(session.token, signal, (kind, data) => receive(kind, data, shown), showLine).catch((error) => {
    sessionStorage.removeItem(KEY);
    view.add("note", { text: error.message });
  });
}

function receive(kind, data, shown) {
  if (kind === "said") {
    if (!shown.has(data.id)) view.add("said", data);
    shown.add(data.id);
    return;
  }
  view.add("message", data);
  if (data.last) settle(data.answers);
}

function showLine(up) {
  if (!up) view.say("Connexion perdue, je réessaie");
  else view.say(pending.size ? "Relais écrit" : "", pending.size > 0);
}

function settle(id) {
  clearTimeout(pending.get(id));
  pending.delete(id);
  if (!pending.size) view.say("");
}

async function submit(text) {
  const said = text.trim();
  if (!said) return;
  $("say").value = "";
  await opening;
  if (!session) return;
  const id = crypto.randomUUID();
  session.shown.add(id);
  view.add("said", { text: said });
  view.say("Relais écrit", true);
  pending.set(id, setTimeout(() => view.say("La réponse tarde un peu, merci de patienter"), LATE));
  $("say").focus();
  try {
    await send(session.token, id, said, () => view.say("Connexion perdue, je réessaie"));
  } catch (error) {
    settle(id);
    const text = error instanceof Refused ? error.message : "Votre message n'est pas parti. Vérifiez votre connexion, puis renvoyez-le.";
    view.add("note", { text });
  }
}

$("merchant").addEventListener("change", () => {
  offerCustomers();
  restart();
});
$("customer").addEventListener("change", restart);
$("chooser").addEventListener("submit", (event) => {
  event.preventDefault();
  restart();
  $("say").focus();
});
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit($("say").value);
});
$("say").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("composer").requestSubmit();
  }
});
start();
