// A button that was pressed and then waits, or that goes with what it has opened, takes the focus away: a browser gives
// it to nobody, and a screen reader begins again at the top. So it stays at the button's place: at the nearest part around
// it that is left, and again at the button when that can be pressed again. After a restart of the server the whole page is
// another: there the button is the one of the same key and words. Streamlit's dialog of a lost connection takes it meanwhile.

const SETTLE_MS = 100; // that a menu or a dialog has to give the focus back by itself
let held = null; // what had the focus last, and the parts around it, the nearest first
let back = null; // what had it, waits or is gone, and may come back
let settling = 0;

const isGone = (target) => !target.isConnected || target.disabled;
const isFree = () => !document.activeElement || document.activeElement === document.body || isGone(document.activeElement);

function noteFocus({ target }) {
  const around = [];
  for (let part = target.parentElement; part && part !== document.body; part = part.parentElement) around.push(part);
  if (!back?.parts.includes(target) && !target.closest("[role=dialog]")) back = null;
  held = { target, parts: around };
}

// Who presses beside everything wants nobody to have it.
function noteBlur({ target, relatedTarget }) {
  if (!relatedTarget) setTimeout(() => { if (held?.target === target && !isGone(target) && isFree()) held = null; });
}

function look() {
  if (back?.parts.includes(document.activeElement)) comeBack()?.focus({ preventScroll: true });
  if (held && isGone(held.target)) settling ||= setTimeout(settle, SETTLE_MS);
}

function comeBack() {
  const { target, key } = back;
  if (target.isConnected) return target.disabled ? null : target;
  const named = key ? [...document.querySelectorAll(`.${key} ${target.tagName}`)] : [];
  return named.find((each) => !each.disabled && each.checkVisibility() && each.textContent === target.textContent);
}

const keyOf = (parts) => parts.flatMap(({ classList }) => [...classList]).find((name) => name.startsWith("st-key-"));

function settle() {
  settling = 0;
  if (!held || !isGone(held.target) || !isFree()) return;
  const { target, parts } = held;
  const place = parts.find((part) => part.isConnected) ?? document.getElementById("stMain");
  held = null;
  if (!place) return;
  back = { ...(back ?? { target, key: keyOf(parts) }), parts: [...parts, place] };
  const button = comeBack();
  if (!button && !place.hasAttribute("tabindex")) {
    place.setAttribute("tabindex", "-1");
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  (button ?? place).focus({ preventScroll: true });
}

document.addEventListener("focusin", noteFocus);
document.addEventListener("focusout", noteBlur);
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["disabled"] });
