import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

const live = load("live_view");

// A timeline at epoch 40 of 100 trained; the commands that it gives.
function timeline() {
  const asked = [];
  const range = { value: 40, max: 100, getAttribute: () => "", setAttribute() {} };
  const field = { value: "40", dataset: { shown: "40" }, style: {}, getRootNode: () => ({ activeElement: null }) };
  const view = {
    number: 0, unheard: { push: ({ value }) => asked.push(value), length: 0 }, problem: { textContent: "" },
    frame: { epoch: 40, last: 100, epochs: 2000, done: 0 }, timeline: { range, field, text: { textContent: "" }, held: null },
  };
  const type = (text) => {
    field.value = text;
    live.goToTyped(view);
  };
  return { view, asked, type };
}

test("a typed epoch is gone to, also with spaces between its digits", () => {
  const { view, asked, type } = timeline();
  view.frame.last = 2000;
  type(" 1 234 ");
  assert.deepEqual(asked, [1234]);
  assert.equal(view.problem.textContent, "");
});

for (const typed of ["101", "-1", "1.5", "1e1", "", "abc"]) {
  test(`“${typed}” is no epoch of 0 to 100: one sentence says so, and the epoch stays`, () => {
    const { view, asked, type } = timeline();
    type(typed);
    assert.deepEqual(asked, []);
    assert.equal(view.problem.textContent, "Epoch must be a whole number from 0 to 100, the last that is trained, "
      + `got “${typed}”; it stays 40.`);
    assert.equal(view.timeline.field.value, "40");
  });
}

test("while an answer is waited for, dragging on asks once more, for the last place only", () => {
  const { view, asked } = timeline();
  for (const epoch of [50, 60, 70]) live.goTo(view, epoch);
  assert.deepEqual(asked, [50]);
  view.frame.done = 1;
  live.updateTimeline(view);
  assert.deepEqual(asked, [50, 70]);
});

test("a frame that does not answer yet moves nothing", () => {
  const { view } = timeline();
  live.goTo(view, 50);
  live.updateTimeline(view);
  assert.equal(view.timeline.range.value, 50);
});
