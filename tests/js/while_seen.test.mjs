import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

// A part of a page whose block lies from `top` to `bottom` of a screen of 800 pixels; what it asks when its timer comes.
function part({ top = 100, bottom = 500, hidden = false, isConnected = true, isUnderWay = false } = {}) {
  const [timers, asked, released] = [[], [], []];
  const block = { getBoundingClientRect: () => ({ top, bottom }) };
  const place = { isConnected, closest: (what) => (what === "[data-testid=stVerticalBlock]" ? block : null) };
  const leaving = { isUnderWay: () => isUnderWay, release: () => released.push(1) };
  const parentElement = { getRootNode: () => ({ host: place }), leaving };
  const { exported } = load("while_seen", {
    document: { hidden }, window: { innerHeight: 800 }, setTimeout: (act, wait) => timers.push({ act, wait }),
    clearTimeout: (timer) => { if (timer) timers[timer - 1] = null; },
  });
  const component = { parentElement, data: { least: 20, milliseconds: 700, drawn: 3 }, setTriggerValue: (...given) => asked.push(given) };
  const clean = exported(component);
  return { timers, asked, released, clean, place, again: () => exported(component) };
}

for (const [what, given, asks] of [
  ["in sight", {}, true], ["above the screen", { top: -500, bottom: -1 }, false], ["below the screen", { top: 790, bottom: 1200 }, false],
  ["seen at its lower end only", { top: -500, bottom: 1 }, true], ["seen by so much as it takes", { top: 779 }, true], ["seen by less", { top: 780 }, false], ["that ends at the upper edge", { top: -9, bottom: 0 }, false],
  ["of a hidden tab", { hidden: true }, false], ["of a page that is left", { isUnderWay: true }, false],
]) {
  test(`a part ${what} ${asks ? "asks" : "does not ask"} for itself anew, and looks again after the same time`, () => {
    const { timers, asked } = part(given);
    assert.deepEqual([asked, timers.map(({ wait }) => wait)], [[], [700]]);
    timers[0].act();
    assert.deepEqual([asked, timers.map(({ wait }) => wait)], [asks ? [["look", 3]] : [], [700, 700]]);
  });
}

test("a part that is gone looks no more", () => {
  const { timers, asked } = part({ isConnected: false });
  timers[0].act();
  assert.deepEqual([asked, timers.length], [[], 1]);
});

test("drawn anew it has one timer, and it is released when its place is gone, not before", () => {
  const { timers, again, clean, released, place } = part();
  again();
  assert.deepEqual(timers.map((timer) => timer?.wait), [undefined, 700]);
  clean();
  timers.at(-1).act();
  assert.deepEqual(released, []);
  place.isConnected = false;
  clean();
  timers.at(-1).act();
  assert.deepEqual(released, [1]);
});

test("a part that watches nothing yet watches leaving, once; outside a shadow it is its own place", () => {
  const listening = [];
  const target = { addEventListener: (type) => listening.push(type), removeEventListener() {} };
  const { exported } = load("while_seen", { document: target, window: target, performance, setTimeout() {}, clearTimeout() {} });
  const parentElement = { getRootNode: () => ({}), isConnected: true };
  for (let i = 0; i < 2; i++) exported({ parentElement, data: {}, setTriggerValue() {} });
  assert.deepEqual(listening, ["click", "popstate"]);
});
