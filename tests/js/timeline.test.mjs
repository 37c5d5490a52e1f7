import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

const live = load("live_view");

// A timeline at epoch 40 of 100 trained; the commands that it gives.
function timeline() {
  const asked = [];
  const range = { value: 40, max: 100, getAttribute: () => "", setAttribute() {} };
  const field = { value: "40", style: {}, getRootNode: () => ({ activeElement: null }) };
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

test("a refusal while the run plays does not say that it stays", () => {
  const { view, type } = timeline();
  view.frame.playing = true;
  type("x");
  assert.match(view.problem.textContent, /got “x”; the run goes on\.$/);
});

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

test("a frame moves the timeline, but not out of a hand that drags it", () => {
  const { view } = timeline();
  Object.assign(view.frame, { epoch: 60, last: 200 });
  view.timeline.dragging = true;
  live.updateTimeline(view);
  assert.deepEqual([view.timeline.range.value, view.timeline.range.max], [40, 100]);
  view.timeline.dragging = false;
  live.updateTimeline(view);
  assert.deepEqual([view.timeline.range.value, view.timeline.range.max, view.timeline.field.value], [60, 200, "60"]);
});

test("a field that somebody is in is not written over, typed in or not, until they leave it", () => {
  const { view, type } = timeline();
  const { field } = view.timeline;
  let inside = field;
  field.getRootNode = () => ({ activeElement: inside });
  for (const text of ["40", "7"]) {
    field.value = text;
    view.frame.epoch += 1;
    live.updateTimeline(view);
    assert.equal(field.value, text);
  }
  type("0 7");
  assert.equal(field.value, "7");
  inside = null;
  Object.assign(view.frame, { epoch: 60, done: 1 });
  live.updateTimeline(view);
  assert.equal(field.value, "60");
});

// The row as a page has it; what each of its elements listens to.
function row() {
  const listening = {};
  const createElement = (tag) => ({
    tag, style: {}, dataset: {}, append(...children) { this.children = children; }, setAttribute() {}, getAttribute() {},
    addEventListener(type, act) { listening[`${tag} ${this.type} ${type}`] = act; }, getRootNode: () => ({}),
  });
  const { timelineRow } = load("live_view", { document: { createElement } });
  const asked = [];
  const frame = { epoch: 0, last: 9, epochs: 9, done: 9 };
  const view = { number: 0, unheard: { push: ({ value }) => asked.push(value), length: 0 }, frame, problem: {} };
  const [back, range, on] = timelineRow(view).children;
  return { view, asked, back, range, on, hear: (type, event = { button: 0 }) => listening[`input range ${type}`](event) };
}

test("a step goes one epoch on or back, and not beyond the ends", () => {
  const { view, asked, back, range, on } = row();
  for (const [button, here] of [[back, 5], [on, 5], [back, 0], [on, 9]]) {
    Object.assign(range, { max: "9", valueAsNumber: here });
    view.timeline.held = null;
    button.onclick();
  }
  assert.deepEqual(asked, [4, 6, 0, 9]);
});

for (const end of ["pointerup", "pointercancel", "change", "blur"]) {
  test(`a drag that began ends with ${end}`, () => {
    const { view, hear } = row();
    hear("pointerdown");
    assert.equal(view.timeline.dragging, true);
    hear(end);
    assert.equal(view.timeline.dragging, false);
  });
}

test("another button is no drag: it opens a menu, and that it was let go is never heard", () => {
  const { view, hear } = row();
  hear("pointerdown", { button: 2 });
  assert.equal(view.timeline.dragging, false);
});

test("beside the epoch stands how many there will be, and a reader is told both", () => {
  const { view } = timeline();
  let spoken;
  view.timeline.range.setAttribute = (_, words) => { spoken = words; };
  view.frame.epoch = 41;
  live.updateTimeline(view);
  assert.deepEqual([view.timeline.text.textContent, view.timeline.field.style.width, spoken],
    [" of 2\u202f000", "7ch", "epoch 41 of 2000"]);
});

// The row with everything that it holds; document: what the browser can do.
function whole({ fullscreenEnabled = true, isFull = false } = {}) {
  const [listening, attributes, asked, done, errors] = [{}, {}, [], [], []];
  const createElement = (tag) => ({ tag, style: {}, dataset: {}, append(...children) { this.children = children; }, getRootNode: () => ({}),
    setAttribute(name, value) { this[name] = value; }, getAttribute(name) { return this[name]; },
    addEventListener(type, act) { (listening[this.type ?? tag] ??= {})[type] = act; } });
  const leave = (what) => () => { done.push(what); return { catch: (tell) => tell("no") }; };
  const document = { createElement, fullscreenEnabled, exitFullscreen: leave("left") };
  const page = load("live_view", { document, console: { error: (...words) => errors.push(words) } });
  const view = { number: 0, unheard: { push: ({ do: doing, value }) => asked.push([doing, value]), length: 0 }, problem: {},
    frame: { epoch: 3, last: 9, epochs: 9, done: 0 }, root: { matches: (what) => what === ":fullscreen" && isFull, requestFullscreen: leave("entered") } };
  const row = page.timelineRow(view);
  return { page, row, view, listening, attributes, asked, done, errors };
}

test("the row holds a step back, the timeline, a step on, the epoch and the whole screen, each named", () => {
  const { row } = whole();
  const [back, range, on, epochs, full] = row.children;
  assert.equal(row.className, "timeline");
  assert.deepEqual([back, on, full].map((each) => [each.tag, each.type, each.textContent, each.title]), [
    ["button", "button", "\u22121", "one epoch back"], ["button", "button", "+1", "one epoch on"],
    ["button", "button", "Full screen", "show the live view on the whole screen"]]);
  assert.deepEqual([range.type, range.min, range.max, range.step, range.value, range["aria-label"]], ["range", 0, 0, 1, 0, "Timeline: epoch"]);
  const [word, field, text] = epochs.children;
  assert.deepEqual([epochs.tag, epochs.className, word, field.type, field.inputMode, field.autocomplete, field["aria-label"], text.tag],
    ["label", "epochs", "epoch ", "text", "numeric", "off", "Go to epoch", "span"]);
  assert.deepEqual([full.hidden, whole({ fullscreenEnabled: false }).row.children[4].hidden], [false, true]);
});

for (const [isFull, what] of [[false, "entered"], [true, "left"]]) {
  test(`the whole screen is ${what} by the same button, and a refusal of the browser is noted`, () => {
    const { row, done, errors } = whole({ isFull });
    row.children[4].onclick();
    assert.deepEqual([done, errors], [[what], [["live view: no full screen", "no"]]]);
  });
}

test("a drag asks for the epoch under it, a typed one is asked for, and a field that is left shows what is shown", () => {
  const { view, listening, asked } = whole();
  view.timeline.range.valueAsNumber = 7;
  listening.range.input();
  assert.deepEqual([asked, view.timeline.range.value, view.timeline.field.value], [[["show", 7]], 7, "7"]);
  view.timeline.held = null;
  view.timeline.field.value = "5";
  listening.text.change();
  assert.deepEqual(asked[1], ["show", 5]);
  view.timeline.held = null;
  view.timeline.field.value = "half ty";
  listening.text.blur();
  assert.equal(view.timeline.field.value, "3");
});

test("before a frame came the timeline shows nothing", () => {
  const { page, view } = whole();
  view.frame = null;
  view.timeline.range.value = "untouched";
  page.updateTimeline(view);
  assert.equal(view.timeline.range.value, "untouched");
});

test("a frame that answers lets the timeline go, where it was not dragged on meanwhile", () => {
  const { view, asked } = timeline();
  live.goTo(view, 50);
  Object.assign(view.frame, { done: 1, epoch: 50 });
  live.updateTimeline(view);
  assert.deepEqual([view.timeline.held, asked, view.timeline.range.value], [null, [50], 50]);
});

test("the last epoch and the first can be typed, ten digits cannot", () => {
  const { view, asked, type } = timeline();
  for (const text of ["100", "0"]) {
    type(text);
    view.timeline.held = null;
  }
  assert.deepEqual(asked, [100, 0]);
  view.frame.last = 1e12;
  type("1234567890");
  assert.match(view.problem.textContent, /got “1234567890”/);
  type("x".repeat(25));
  assert.ok(view.problem.textContent.includes(`got “${"x".repeat(20)}”`));
});

test("the field has room for the longest epoch, trained or to come, and a reader is told an epoch once", () => {
  const { view } = timeline();
  const said = [];
  Object.assign(view.timeline.range, { getAttribute: () => said.at(-1) ?? "", setAttribute: (name, words) => { said.push(name, words); } });
  view.frame.last = 1234567;
  live.updateTimeline(view);
  live.updateTimeline(view);
  assert.equal(view.timeline.field.style.width, "11ch");
  assert.deepEqual(said, ["aria-valuetext", "epoch 40 of 2000"]);
});
