// A photo of a damaged article. It is shown from a canvas: a strict policy allows no image from anywhere.

import { element, icon } from "./dom.js";
import { WORDS } from "./words.js";

const KINDS = ["image/jpeg", "image/png", "image/webp"];
const LONGEST = 2400; // pixels, as the server keeps it
const HEAVY = 1500000; // bytes from which it is made smaller before it is sent
const PREVIEW = 480; // pixels

// The paper clip, and the hidden chooser of files behind it.
export function photoButton(onPhoto) {
  const chooser = element("input", { type: "file", accept: KINDS.join(","), hidden: "", tabindex: "-1", "aria-label": WORDS.addPhoto });
  const button = element("button", { className: "clip", type: "button", hidden: "" }, icon("clip"), WORDS.addPhoto);
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const [file] = chooser.files;
    chooser.value = ""; // the same one may be chosen again
    if (file) onPhoto(file);
  });
  button.append(chooser);
  return button;
}

// {blob, preview} of a file, its orientation applied; null for what is no photo.
export async function prepare(file) {
  if (!KINDS.includes(file.type)) return null;
  try {
    const bitmap = await createImageBitmap(file);
    const preview = drawn(bitmap, PREVIEW);
    preview.setAttribute("role", "img");
    preview.setAttribute("aria-label", WORDS.photo);
    const blob = file.size > HEAVY ? await smaller(bitmap) : file;
    bitmap.close();
    return { blob, preview };
  } catch {
    return null;
  }
}

function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = element("canvas", { className: "preview" });
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const smaller = (bitmap) => new Promise((resolve) => drawn(bitmap, LONGEST).toBlob(resolve, "image/jpeg", 0.85));
