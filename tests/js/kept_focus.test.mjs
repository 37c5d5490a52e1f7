import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

// A page with a button in a row in the main part; what has the focus, and what comes about by hand.
function page() {
  const [listeners, timers, found] = [{}, [], {}];
  let look;
  const document = { body: {}, activeElement: null, addEventListener: (type, listener) => { listeners[type] = listener; },
    getElementById: (id) => (id === "stMain" ? main : null), querySelectorAll: (asked) => found[asked] ?? [] };
  const element = (name, parentElement) => ({
    name, parentElement, isConnected: true, disabled: false, attributes: {}, once: [], classList: [], tagName: "BUTTON",
    textContent: name, checkVisibility: () => true,
    closest(asked) { return this.attributes.role && asked === `[role=${this.attributes.role}]` ? this : null; },
    hasAttribute(key) { return key in this.attributes; }, setAttribute(key, value) { this.attributes[key] = value; },
    removeAttribute(key) { delete this.attributes[key]; }, addEventListener(type, listener) { this.once.push(listener); },
    focus() {
      const before = document.activeElement;
      document.activeElement = this;
      before?.once?.splice(0).forEach((leave) => leave());
      listeners.focusin({ target: this });
    },
  });
  const main = element("main", document.body);
  const row = element("row", main);
  const button = element("button", row);
  class MutationObserver {
    constructor(callback) { look = callback; }
    observe() {}
  }
  load("kept_focus", { document, MutationObserver, setTimeout: (act) => timers.push(act) });
  const wait = () => { for (const act of timers.splice(0)) act(); };
  // Something of the page has changed, as the button that now waits, or is gone; the browser gives the focus to nobody.
  const change = (changed, ...gone) => {
    Object.assign(gone[0] ?? button, changed);
    if (document.activeElement?.disabled || document.activeElement?.isConnected === false) document.activeElement = document.body;
    look();
  };
  return { document, found, listeners, main, row, button, element, wait, change, focused: () => document.activeElement.name };
}

test("a button that waits leaves the focus at its place, and has it again when it can be pressed", () => {
  const { button, change, wait, focused, row } = page();
  button.focus();
  change({ disabled: true });
  wait();
  assert.deepEqual([focused(), row.attributes], ["row", { tabindex: "-1" }]);
  change({ disabled: false });
  assert.deepEqual([focused(), row.attributes], ["button", {}]);
});

test("one that is gone leaves it at what is left around it, or at the main part", () => {
  const { button, row, change, wait, focused, element, document } = page();
  button.focus();
  button.isConnected = row.isConnected = false;
  change({});
  wait();
  assert.equal(focused(), "main");
  const alone = element("alone", null);
  alone.focus();
  change({ isConnected: false }, alone);
  wait();
  assert.equal(focused(), "main");
  assert.equal(document.body.name, undefined);
});

test("who goes on meanwhile is left alone, also when the button comes back", () => {
  const { button, main, change, wait, focused, element } = page();
  const other = element("other", main);
  button.focus();
  change({ disabled: true });
  other.focus();
  wait();
  assert.equal(focused(), "other");
  button.disabled = false;
  button.focus();
  change({ disabled: true });
  wait();
  other.focus();
  change({ disabled: false });
  assert.equal(focused(), "other");
});

test("a menu that gives the focus back by itself is not disturbed", () => {
  const { button, change, wait, focused, element } = page();
  const option = element("option", null);
  option.focus();
  change({ isConnected: false }, option);
  button.focus();
  wait();
  assert.equal(focused(), "button");
});

test("a press beside everything leaves the focus with nobody, whatever goes later", () => {
  const { button, listeners, document, change, wait } = page();
  button.focus();
  document.activeElement = document.body;
  listeners.focusout({ target: button, relatedTarget: null });
  wait();
  change({ isConnected: false });
  wait();
  assert.equal(document.activeElement, document.body);
});

test("a part that can have the focus by itself keeps that", () => {
  const { button, row, main, change, wait } = page();
  row.attributes.tabindex = "0";
  button.focus();
  change({ disabled: true });
  wait();
  main.focus();
  assert.deepEqual(row.attributes, { tabindex: "0" });
});

test("of a page that is built anew, the button of the same key and words has it again, once it can be pressed", () => {
  const { button, row, change, wait, focused, element, found, main } = page();
  row.classList = ["row", "st-key-here"];
  button.focus();
  change({ disabled: true });
  wait();
  assert.equal(focused(), "row");
  const dialog = element("connection error", null);
  dialog.attributes.role = "dialog";
  dialog.focus();
  button.isConnected = row.isConnected = false;
  change({ isConnected: false }, dialog);
  wait();
  assert.equal(focused(), "main");
  const [hidden, other, waits] = ["button", "other", "button"].map((name) => element(name, main));
  hidden.checkVisibility = () => false;
  found[".st-key-here BUTTON"] = [hidden, other, waits];
  change({ disabled: true }, waits);
  assert.equal(focused(), "main");
  change({ disabled: false }, waits);
  assert.equal(focused(), "button");
});

test("a button that can be pressed again when a dialog goes has it at once", () => {
  const { button, change, wait, focused, element } = page();
  button.focus();
  change({ disabled: true });
  wait();
  const dialog = element("connection error", null);
  dialog.attributes.role = "dialog";
  dialog.focus();
  change({ disabled: false });
  change({ isConnected: false }, dialog);
  wait();
  assert.equal(focused(), "button");
});
