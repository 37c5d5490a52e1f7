import assert from "node:assert/strict";
import test from "node:test";
import { theme } from "./canvas.mjs";
import { load, packed } from "./shipped.mjs";

// A tip of 60 by 20 pixels in a view that is 500 wide; its panel's canvas begins at 200, 100.
function tip(x, y, lines = ["one", "two"]) {
  const view = { tip: { style: {}, offsetWidth: 60, offsetHeight: 20, hidden: true }, root: { clientWidth: 500 } };
  const panel = { canvas: { offsetLeft: 200, offsetTop: 100 } };
  load("live_view").showTip(view, panel, lines, x, y);
  return { view, panel, place: [view.tip.style.left, view.tip.style.top] };
}

for (const [where, x, y, place] of [
  ["in the middle", 100, 50, ["270px", "118px"]], ["at the right", 299, 50, ["440px", "118px"]], ["at the left", -195, 50, ["0px", "118px"]],
  ["at the top", 100, -90, ["270px", "0px"]],
]) {
  test(`${where} the tip stands over its point and within the view`, () => {
    const { view, place: found } = tip(x, y);
    assert.deepEqual(found, place);
    assert.deepEqual([view.tip.hidden, view.tip.textContent], [false, "one\ntwo"]);
  });
}

test("only the panel whose tip it is takes it away", () => {
  const { view, panel } = tip(100, 50);
  const live = load("live_view");
  live.showTip(view, { canvas: {} }, null);
  assert.equal(view.tip.hidden, false);
  live.showTip(view, panel, null);
  assert.equal(view.tip.hidden, true);
});

// A view with a panel of a size and one without; it writes down what is drawn and told.
function drawing({ hidden = false, bytes = packed("named frame"), bySocket = true } = {}) {
  const [happened, frames, waits] = [[], [], []];
  const live = load("live_view", {
    document: { hidden }, cancelAnimationFrame() {}, requestAnimationFrame: (draw) => frames.push(draw), console: { error() {} },
    getComputedStyle: () => ({ getPropertyValue: () => "", fontFamily: "" }), setTimeout: (_, wait) => { waits.push(wait); return 1; }, performance, WebSocket: { OPEN: 1 },
  });
  const chart = { draw: () => happened.push("panel"), update: ({ epoch }) => happened.push(`epoch ${epoch}`) };
  const view = {
    bytes, bySocket, frame: null, theme: { ...theme, key: "|||" },
    panels: [{ width: 9, height: 9, chart }, { width: 0, height: 9, chart: { draw: () => happened.push("drawn without a size") } }],
    dirty: new Set(), request: 0, frames: 0, number: 0, unheard: [], held: 0, problem: {}, root: { dataset: {} }, wishes: {}, kinds: { show() {} },
    link: { socket: { readyState: 1, send: (text) => happened.push(JSON.parse(text).do) }, waiting: 0 },
  };
  return { live, view, happened, frames, waits };
}

test("however often it is asked, a view is drawn once for a frame of the screen, at once in a hidden tab", () => {
  const { live, view, frames } = drawing({ bytes: null });
  for (let i = 0; i < 3; i++) live.requestDraw(view);
  assert.equal(frames.length, 1);
  const away = drawing({ hidden: true, bytes: null });
  away.live.requestDraw(away.view);
  assert.equal(away.frames.length, 0);
});

test("a frame is taken once, by every panel that keeps something of it, and a broken one leaves the last in place", () => {
  const { live, view, happened } = drawing();
  assert.equal(live.takeFrame(view), true);
  const { frame } = view;
  assert.equal(live.takeFrame(view), false);
  view.bytes = packed("named frame").subarray(0, 40);
  assert.equal(live.takeFrame(view), false);
  assert.equal(view.frame, frame);
  assert.deepEqual(happened, [`epoch ${frame.epoch}`]);
});

for (const [what, given, expected] of [
  ["of the socket", {}, ["drawn"]], ["of the script", { bySocket: false }, []], ["in a hidden tab", { hidden: true }, []],
]) {
  test(`a frame ${what} is ${expected.length ? "told" : "not told"} to be drawn, and every panel that has a size draws it, once`, () => {
    const { live, view, happened } = drawing(given);
    view.panels.forEach((panel) => view.dirty.add(panel));
    live.drawNow(view);
    live.drawNow(view);
    const [update, ...rest] = happened;
    assert.deepEqual([update, rest], [`epoch ${view.frame.epoch}`, [...expected, "panel"]]);
    assert.equal(view.frames, 1);
  });
}

test("commands that a frame has heard are waited for no more, and the next has a higher number", () => {
  const { live, view } = drawing();
  live.takeFrame(view);
  Object.assign(view.frame, { heard: 7 });
  view.unheard = [{ number: 7 }, { number: 8 }];
  view.number = 3;
  live.showFrame(view);
  assert.deepEqual([view.number, view.unheard.map(({ number }) => number)], [7, [8]]);
  assert.deepEqual([view.root.dataset.epoch, view.root.dataset.frames], [view.frame.epoch, 1]);
});

test("what was refused of a run is not said of the next", () => {
  const { live, view } = drawing();
  live.takeFrame(view);
  live.showFrame(view);
  view.problem.textContent = "no such epoch";
  live.showFrame(view);
  assert.equal(view.problem.textContent, "no such epoch");
  view.frame.run += 1;
  live.showFrame(view);
  assert.equal(view.problem.textContent, "");
});

test("the first frame is described at once, later ones at human pace, one description at a time", () => {
  const { live, view, waits } = drawing();
  live.takeFrame(view);
  live.showFrame(view);
  live.showFrame(view);
  assert.deepEqual(waits, [0]);
  view.describing = 0; // it was said
  live.showFrame(view);
  live.showFrame(view);
  assert.deepEqual(waits, [0, 1000]);
});

test("of a switch the button that was chosen is pressed, and each says its own name", () => {
  const made = (tag) => ({ tag, dataset: {}, append(...more) { this.children = more; }, setAttribute(name, value) { this[name] = value; } });
  const chosen = [];
  const { element, show } = load("live_view", { document: { createElement: made } })
    .makeSwitch("Speed", { slow: "one epoch a frame", full: "as fast as it can" }, (name) => chosen.push(name), (name) => `${name}!`);
  show("full");
  assert.deepEqual(element.children.map((each) => [each.textContent, each.title, each["aria-pressed"]]),
    [["slow!", "one epoch a frame", false], ["full!", "as fast as it can", true]]);
  element.children[0].onclick();
  assert.deepEqual([chosen, element["aria-label"]], [["slow"], "Speed"]);
});
