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

// The row of buttons as a page has it; what it asks for.
function row(frame = {}) {
  const createElement = (tag) => ({ tag, dataset: {}, children: [], append(...children) { this.children.push(...children); },
    setAttribute(name, value) { this[name] = String(value); }, getAttribute(name) { return this[name]; } });
  const page = load("live_view", { document: { createElement } });
  const asked = [];
  const view = { number: 0, unheard: { push: ({ do: doing, value }) => asked.push([doing, value]), length: 0 }, problem: {}, wishes: {},
    frame: { epoch: 0, last: 0, done: 0, speed: "full", ...frame },
    page: { speeds: [["slow", "1", "one epoch a frame"], ["full", "max", "as fast as it can"]] } };
  return { view, asked, page, made: page.transportRow(view) };
}

test("Train, Step, Reset, New seed and the speed stand in a row, each asks for what it says", () => {
  const { view, asked, made } = row();
  const [train, step, reset, seed, speed] = made.children;
  assert.deepEqual([made.className, train.className, speed.className], ["transport", "primary", "speed"]);
  assert.deepEqual([train, step, reset, seed].map((each) => [each.textContent, each.title]), [["Train", ""],
    ["Step", "train one epoch; where a past one is shown, show the next"], ["Reset", "the same start again, with the present settings"],
    ["New seed", "another start, otherwise the same"]]);
  for (const each of [train, step, reset, seed]) each.onclick({ currentTarget: each });
  view.frame.playing = true;
  train.onclick({ currentTarget: train });
  assert.deepEqual(asked.map(([doing]) => doing), ["play", "step", "reset", "new_seed", "pause"]);
});

test("Enter that is held presses once, but Step again and again; other keys are left alone", () => {
  const { made } = row();
  const [train, step, reset, seed] = made.children;
  const isHeld = (target, key, repeat) => {
    let held = false;
    made.onkeydown({ target, key, repeat, preventDefault() { held = true; } });
    return held;
  };
  assert.deepEqual([train, step, reset, seed].map((each) => isHeld(each, "Enter", true)), [true, false, true, true]);
  assert.deepEqual([isHeld(train, "Enter", false), isHeld(train, "Tab", true)], [false, false]);
});

test("a button that cannot be used does nothing", () => {
  const { asked, page, made, view } = row({ ended: "solved" });
  page.updateTransport(view);
  const [train, step] = made.children;
  step.onclick({ currentTarget: step });
  assert.deepEqual([step["aria-disabled"], asked], ["true", []]);
  train.onclick({ currentTarget: train });
  assert.deepEqual(asked, [["play", undefined]]);
});

test("the main button says what it does now, and why", () => {
  const { view, page, made: { children: [train] } } = row({ next: ["Go on", "go_on", "train more"] });
  page.updateTransport(view);
  assert.deepEqual([train.textContent, train.title], ["Go on", "train more"]);
  view.frame.playing = true;
  page.updateTransport(view);
  assert.deepEqual([train.textContent, train.title], ["Pause", ""]);
});

test("a button's state is written only where it changes", () => {
  const written = [];
  const target = { state: undefined, getAttribute() { return this.state; }, setAttribute(_, value) { written.push(value); this.state = String(value); } };
  for (const disabled of [false, false, true, true]) live.setDisabled(target, disabled);
  assert.deepEqual(written, [false, true]);
});

test("the speeds are a switch; the chosen one is shown at once, then what the frame says", () => {
  const { view, asked, page, made: { children: [, , , , speed] } } = row();
  page.updateTransport(view);
  page.updateTransport(view);
  assert.equal(speed.children.length, 2);
  const [label, group] = speed.children;
  assert.deepEqual([label.className, label.textContent, group["aria-label"]], ["label", "epochs", "Speed"]);
  const pressed = () => group.children.map((each) => `${each.textContent} ${each["aria-pressed"]}`);
  assert.deepEqual([pressed(), group.children.map(({ title }) => title)], [["1 false", "max true"], ["one epoch a frame", "as fast as it can"]]);
  group.children[0].onclick();
  assert.deepEqual([pressed(), asked.at(-1), plain(view.wishes.speed)], [["1 true", "max false"], ["speed", "slow"], { name: "slow", number: 1 }]);
  page.updateTransport(view);
  assert.deepEqual(pressed(), ["1 true", "max false"]);
  view.frame.done = 1;
  page.updateTransport(view);
  assert.deepEqual(pressed(), ["1 false", "max true"]);
});
