// Making elements. Text is set as text, never as HTML, and icons are built node by node: a page may demand Trusted Types.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  bubble: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-6 5v-5H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
  close: "M5 5l14 14M19 5L5 19",
  transcript: "M12 3v12m-5-5 5 5 5-5M4 20h16",
  restart: "M4 12a8 8 0 1 0 3-6.2M7 2v4h4",
  send: "M4 12h15m-6-6 6 6-6 6",
  up: "M7 11v9H4v-9zM7 11l4-7a2 2 0 0 1 3 2l-1 4h5a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7",
  down: "M7 13V4H4v9zM7 13l4 7a2 2 0 0 0 3-2l-1-4h5a2 2 0 0 0 2-2.4l-1.2-6A2 2 0 0 0 16.8 4H7",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5L15 7",
};

export function element(name, { className, text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

export function iconButton(name, label, onPress) {
  const button = element("button", { className: `icon ${name}`, type: "button", "aria-label": label, title: label });
  button.append(icon(name));
  button.addEventListener("click", onPress);
  return button;
}
