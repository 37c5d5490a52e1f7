import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

for (const [what, frame, disabled] of [
  ["a run that goes on", { epoch: 5, last: 5 }, false], ["the last epoch of an ended run", { ended: "solved", epoch: 5, last: 5 }, true],
  ["a past epoch of an ended run", { ended: "solved", epoch: 3, last: 5 }, false],
]) {
  test(`at ${what} Step ${disabled ? "cannot" : "can"} be pressed`, () => {
    const button = () => ({ getAttribute(name) { return this[name]; }, setAttribute(name, value) { this[name] = value; } });
    const transport = { train: button(), step: button() };
    live.updateTransport({ frame, transport, page: null, wishes: {} });
    assert.equal(transport.step["aria-disabled"], disabled);
    assert.equal(transport.train.textContent, "Train");
  });
}

test("the main button pauses what plays, does what can be done after an end, and trains otherwise", () => {
  const next = ["Go on", "go_on", "train more"];
  const commands = [{ playing: true, next }, { next }, {}, null].map((frame) => plain(live.mainButton(frame)).slice(0, 2));
  assert.deepEqual(commands, [["Pause", "pause"], ["Go on", "go_on"], ["Train", "play"], ["Train", "play"]]);
});

test("what was chosen stands until a frame that knows of it", () => {
  const view = { wishes: { speed: { name: "1", number: 7 } }, frame: { done: 6 } };
  assert.deepEqual([live.isDone(view, "speed"), view.wishes.speed !== null], [false, true]);
  view.frame.done = 7;
  assert.deepEqual([live.isDone(view, "speed"), view.wishes.speed], [true, null]);
});
