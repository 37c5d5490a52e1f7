import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const NAMES = ["offer", "card", "name", "says", "place", "back", "next", "skip"];

// A tour as it stands on the page; what has the focus, and what was pressed outside of it.
function tour(cookie = "", window = {}) {
  const [focused, listeners] = [[], {}];
  const part = (name) => ({
    name, hidden: name === "card", attributes: {}, setAttribute(key, value) { this.attributes[key] = String(value); },
    focus() { focused.push(name); },
  });
  const parts = Object.fromEntries(NAMES.map((name) => [name, part(name)]));
  const root = { ...part("root"), isConnected: true, querySelector: (selector) => parts[selector.slice(1)] };
  const document = { cookie, addEventListener: (type, listener) => { listeners[type] = listener; },
    removeEventListener: (type) => { delete listeners[type]; } };
  window.xorLiveView = { views: new Set([{ transport: { train: part("Train") } }]) };
  const { exported, STOPS } = load("tour", { document, window, setTimeout: (act) => act() });
  const again = () => exported({ parentElement: { querySelector: () => root } });
  const release = again();
  const press = (...names) => names.forEach((name) => parts[name].onclick());
  const key = (name) => root.onkeydown({ key: name });
  return { ...parts, root, window, press, key, focused, listeners, document, release, again, stops: plain(STOPS) };
}

test("Next goes through all stops, one after the other, and Back the same way back to the first", () => {
  const { press, stops, name, says, place } = tour();
  const here = () => [[name.textContent, says.textContent], place.textContent];
  press("offer");
  const there = stops.map((stop, i) => { if (i) press("next"); return here(); });
  assert.deepEqual(there, stops.map((stop, i) => [stop, `${i + 1} of ${stops.length}`]));
  const back = stops.map((stop, i) => { if (i) press("back"); return here(); });
  assert.deepEqual(back, there.toReversed());
  press("back");
  assert.deepEqual(here(), there[0]);
});

test("on the way no button that may have the focus goes: Next becomes Done, and Back waits", () => {
  const { press, back, next, skip, stops } = tour();
  assert.deepEqual([back.attributes["aria-disabled"], next.textContent, skip.hidden], ["true", "Next", false]);
  press("offer", ...stops.slice(1).map(() => "next"));
  assert.deepEqual([back.attributes["aria-disabled"], next.textContent, skip.hidden], ["false", "Done", true]);
  assert.ok(!back.hidden && !next.hidden);
});

test("Escape closes the card, gives the focus back, and it opens where it was", () => {
  const { press, key, card, offer, focused, place } = tour();
  key("Escape");
  assert.deepEqual(focused, []);
  press("offer", "next");
  assert.deepEqual([card.hidden, offer.attributes["aria-expanded"]], [false, "true"]);
  key("Escape");
  assert.deepEqual([card.hidden, offer.attributes["aria-expanded"], focused], [true, "false", ["offer"]]);
  press("offer");
  assert.deepEqual([card.hidden, place.textContent], [false, "2 of 5"]);
});

test("another key than Escape leaves the card open, and drawn anew it is the same tour", () => {
  const { press, key, card, focused, place, again } = tour();
  press("offer", "next");
  key("Tab");
  assert.deepEqual([card.hidden, focused], [false, []]);
  again();
  assert.deepEqual([card.hidden, place.textContent], [false, "2 of 5"]);
});

test("it goes on where it was when another page was looked at meanwhile", () => {
  const { press, window } = tour();
  press("offer", "next", "next");
  const { card, place, press: pressAgain, back } = tour("", window);
  assert.deepEqual([card.hidden, place.textContent, back.attributes["aria-disabled"]], [true, "3 of 5", "false"]);
  pressAgain("offer", "next");
  assert.equal(place.textContent, "4 of 5");
});

test("it can end before the live view is there", () => {
  const { press, root, window, focused } = tour();
  delete window.xorLiveView;
  press("offer", "skip");
  assert.deepEqual([root.hidden, focused], [true, []]);
});

test("a press beside it closes the card, one inside does not", () => {
  const { press, card, listeners, root } = tour();
  press("offer");
  listeners.pointerdown({ composedPath: () => [card, root] });
  assert.equal(card.hidden, false);
  listeners.pointerdown({ composedPath: () => [] });
  assert.equal(card.hidden, true);
});

for (const [way, names] of [["Skip", ["skip"]], ["Done", ["next", "next", "next", "next", "next"]]]) {
  test(`${way} ends it for good, and the focus goes to Train`, () => {
    const { press, root, focused, document } = tour();
    press("offer", ...names);
    assert.ok(root.hidden);
    assert.match(document.cookie, /^tour_is_over=1; max-age=34560000;/);
    assert.deepEqual(focused, ["Train"]);
  });
}

for (const [cookie, hidden] of [["a=1; tour_is_over=1", true], ["tour_is_over=1", true], ["a=1", false], ["tour_is_over=10", false]]) {
  test(`with the cookies ${cookie} it is ${hidden ? "not " : ""}offered, as the page may not know them yet`, () => {
    assert.equal(tour(cookie).root.hidden, hidden);
  });
}

test("it listens no more when it is gone", () => {
  const { root, release, listeners } = tour();
  release();
  assert.ok(listeners.pointerdown);
  root.isConnected = false;
  release();
  assert.equal(listeners.pointerdown, undefined);
});
