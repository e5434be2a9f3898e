// The keyboard: Escape closes; where the window fills the screen, Tab stays in it; focus goes back where it came from.

export const FILLS = "(max-width: 30rem), (max-height: 30rem)"; // as in widget.css
const REACHED = "button:not(:disabled), textarea, summary, [tabindex='0']";

const seen = (place) => (place.checkVisibility ? place.checkVisibility() : place.getClientRects().length > 0);

export function keepFocusInside(frame, close) {
  const fills = matchMedia(FILLS);
  const tell = () => frame.setAttribute("aria-modal", String(fills.matches));
  const onKey = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && fills.matches) {
      const places = [...frame.querySelectorAll(REACHED)].filter(seen);
      const [first, last] = [places[0], places[places.length - 1]];
      const leaves = event.shiftKey ? first : last;
      if (frame.getRootNode().activeElement !== leaves) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  };
  tell();
  fills.addEventListener("change", tell);
  frame.addEventListener("keydown", onKey);
  return () => fills.removeEventListener("change", tell);
}

export function returnFocus(before, host, bubble) {
  const elsewhere = before && before !== host && before !== document.body && before.isConnected;
  (elsewhere ? before : bubble).focus();
}
