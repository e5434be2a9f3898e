// The demo shop: five shops, their demo customers, and the widget as a real shop would include it.

import { SHOPS } from "./shops.js";

const KEY = "relais-demo"; // who was chosen, for reloads and other tabs
const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);
let merchants = [];
let chat = null;

async function start() {
  try {
    ({ merchants } = await (await fetch("/demo/customers")).json());
  } catch {
    $("trouble").textContent = "Le serveur ne répond pas. Rechargez la page dans un instant.";
    return;
  }
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  $("merchant").replaceChildren(...merchants.map(({ key, name }) => new Option(SHOPS[key]?.title ?? name, key)));
  $("merchant").value = merchants.some(({ key }) => key === kept.merchant) ? kept.merchant : "pictoonline";
  offerCustomers();
  if ([...$("customer").options].some(({ value }) => value === kept.customer)) $("customer").value = kept.customer;
  enter();
}

function offerCustomers() {
  const { customers = [] } = merchants.find(({ key }) => key === $("merchant").value) ?? {};
  const options = customers.map(({ email, orders }) => new Option(`${email} (${orders} commande${orders > 1 ? "s" : ""})`, email));
  $("customer").replaceChildren(...options, new Option("Visiteur (sans compte)", ""));
}

// Shows the shop and gives it a widget for whom is signed in.
function enter() {
  const merchant = $("merchant").value;
  const customer = $("customer").value;
  localStorage.setItem(KEY, JSON.stringify({ merchant, customer }));
  const { title = merchant, slogan = "", drawing = "", goods = [] } = SHOPS[merchant] ?? {};
  $("shop").textContent = title;
  $("slogan").textContent = slogan;
  $("goods").replaceChildren(...goods.map(([name, price]) => good(drawing, name, price)));
  chat?.remove();
  chat = document.createElement("relais-chat");
  chat.setAttribute("merchant", merchant);
  chat.setAttribute("shop-name", title);
  if (customer) chat.setAttribute("customer-token", customer);
  document.body.append(chat);
}

function good(drawing, name, price) {
  const item = document.createElement("li");
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const words = document.createElement("p");
  const amount = document.createElement("p");
  picture.setAttribute("viewBox", "0 0 48 48");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", drawing);
  picture.append(path);
  words.textContent = name;
  amount.textContent = price;
  amount.className = "price";
  item.append(picture, words, amount);
  return item;
}

$("merchant").addEventListener("change", () => {
  offerCustomers();
  enter();
});
$("customer").addEventListener("change", enter);
$("ask").addEventListener("click", () => chat?.open());
start();
