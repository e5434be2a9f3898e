// Makes the element known, and puts one in the page if the script tag says for which merchant.

import { RelaisChat } from "./element.js";

const { dataset = {} } = document.currentScript ?? {};

function insert() {
  const chat = document.createElement("relais-chat");
  for (const name of ["merchant", "customerToken", "shopName", "theme"]) {
    if (dataset[name]) chat.setAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), dataset[name]);
  }
  document.body.append(chat);
}

if (!customElements.get("relais-chat")) customElements.define("relais-chat", RelaisChat);
if (dataset.merchant && document.body) insert();
else if (dataset.merchant) addEventListener("DOMContentLoaded", insert);
