// The conversation as a text file, made in the browser.

import { element } from "./dom.js";
import { WORDS, momentOf } from "./words.js";

export function transcript(title, lines) {
  const told = lines.map(({ speaker, text, at }) => `[${momentOf(at)}] ${speaker}\u00a0:\n${text}\n`);
  return [`${title} – ${momentOf(new Date())}\n`, ...told].join("\n");
}

export function download(root, title, lines) {
  const file = new Blob(["\ufeff", transcript(title, lines)], { type: "text/plain;charset=utf-8" });
  const href = URL.createObjectURL(file);
  const day = new Date().toLocaleDateString("sv-SE"); // year first
  const link = element("a", { href, download: `conversation-${day}.txt`, hidden: "" });
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}
