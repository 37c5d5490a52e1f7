import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

const { onKey } = load("step_diagram");
const BIAS = -1;
const PICKS = [[0, 0, null], [0, 0, BIAS], [0, 1, null], [0, 1, BIAS], [1, 0, null], [1, 0, BIAS]]; // layer, unit, source

// The pick that has the focus after a key, or that was chosen.
function after(key, pick) {
  let found = null;
  const buttons = PICKS.map((each) => ({ dataset: { pick: JSON.stringify(each) }, focus() { found = each; } }));
  const target = buttons[PICKS.findIndex((each) => `${each}` === `${pick}`)];
  onKey({ key, target, preventDefault() {}, stopPropagation() {} }, buttons, (chosen) => { found = ["chosen", ...chosen]; });
  return found;
}

for (const [key, from, to] of [
  ["ArrowRight", [0, 0, null], [1, 0, null]], ["ArrowLeft", [1, 0, BIAS], [0, 0, BIAS]],
  ["ArrowDown", [0, 0, null], [0, 0, BIAS]], ["ArrowUp", [0, 1, null], [0, 0, BIAS]],
  ["ArrowRight", [0, 1, BIAS], [1, 0, BIAS]], ["ArrowUp", [0, 0, null], null], ["ArrowRight", [1, 0, null], null],
]) {
  test(`${key} at ${JSON.stringify(from)} of layer, unit and source goes to ${JSON.stringify(to)}`, () => {
    assert.deepEqual(after(key, from), to);
  });
}

for (const key of ["Enter", " "]) {
  test(`“${key}” chooses what has the focus`, () => {
    assert.deepEqual(Array.from(after(key, [0, 1, BIAS])), ["chosen", 0, 1, BIAS]);
  });
}
