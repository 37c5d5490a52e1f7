import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

// The loss curve of 100 epochs, 2 pixels each, seen from epoch `from` to `to`.
function chart(from = 0, to = 100) {
  const curve = { panel: {}, axes: { from, to, epochAt: (x) => from + x / 2 }, drag: null, last: () => 100, redraw() {}, zoomed() {} };
  curve.panel.canvas = { getRootNode: () => ({ activeElement: curve.panel.canvas }) };
  return curve;
}

for (const [wanted, zoom] of [
  [[10, 20], [10, 20]], [[-5, 20], [0, 20]], [[90, 130], [90, 100]], [[20, 20], [20, 21]], [[20, 5], [20, 21]],
  [[100, 100], [99, 100]], [[0, 100], null], [[-9, 900], null], [null, null],
]) {
  test(`of 100 epochs a zoom to ${wanted} shows ${zoom ?? "all"}`, () => {
    const curve = chart();
    live.setZoom(curve, wanted);
    assert.deepEqual(plain(curve.zoom), zoom);
  });
}

test("a drag to either side zooms to what lies between its ends, a click does not", () => {
  for (const drag of [{ start: 20, end: 60 }, { start: 60, end: 20 }]) {
    const curve = chart();
    live.endDrag(Object.assign(curve, { drag }));
    assert.deepEqual(plain(curve.zoom), [10, 30]);
  }
  const curve = chart();
  live.endDrag(Object.assign(curve, { drag: { start: 20, end: 23 } }));
  assert.equal(curve.zoom, undefined);
});

test("the wheel zooms around its place: down farther out, up nearer in", () => {
  const turn = (deltaY) => {
    const curve = chart(20, 40);
    live.zoomByWheel(curve, { deltaY, offsetX: 20, preventDefault() {} });
    return plain(curve.zoom);
  };
  assert.deepEqual(turn(200), [15, 45]);
  assert.deepEqual(turn(-200), [24, 36]);
});

for (const [key, zoom] of [["+", [25, 35]], ["-", [10, 50]], ["ArrowLeft", [15, 35]], ["ArrowRight", [25, 45]], ["Escape", null]]) {
  test(`the key ${key} goes from epochs 20 to 40 to ${zoom ?? "all"}`, () => {
    const curve = chart(20, 40);
    live.zoomByKey(curve, { key, preventDefault() {} });
    assert.deepEqual(plain(curve.zoom), zoom);
  });
}

test("an arrow key at the end of the curve moves no farther, another key does nothing", () => {
  const curve = chart(90, 100);
  live.zoomByKey(curve, { key: "ArrowRight", preventDefault() {} });
  assert.deepEqual(plain(curve.zoom), [90, 100]);
  const other = chart(20, 40);
  live.zoomByKey(other, { key: "a" });
  assert.equal(other.zoom, undefined);
});

for (const [what, button, axes, drags] of [
  ["the main button", 0, true, true], ["another button", 2, true, false], ["the main button without a curve", 0, false, false],
]) {
  test(`${what} ${drags ? "begins a drag, which marks what lies between its ends" : "begins no drag"}`, () => {
    const curve = chart();
    curve.panel.canvas.setPointerCapture = () => {};
    if (!axes) curve.axes = null;
    live.startDrag(curve, { button, isPrimary: true, offsetX: 60 });
    assert.equal(Boolean(curve.drag), drags);
    if (!drags) return;
    curve.drag.end = 20;
    const { context, of } = recorder();
    Object.assign(curve.axes, { top: 5, height: 50 });
    live.drawSelection(context, theme, curve);
    assert.deepEqual(of("fillRect")[0].given, [20, 5, 40, 50]);
  });
}

for (const [what, keys, focused, zooms] of [
  ["alone over a curve without the focus", {}, false, false], ["over the curve with the focus", {}, true, true],
  ["with Ctrl", { ctrlKey: true }, false, true], ["with Shift, across", { shiftKey: true, deltaX: -200, deltaY: 0 }, false, true],
]) {
  test(`the wheel ${what} ${zooms ? "zooms" : "scrolls the page"}`, () => {
    const curve = chart(20, 40);
    if (!focused) curve.panel.canvas.getRootNode = () => ({ activeElement: null });
    let held = false;
    live.zoomByWheel(curve, { deltaY: -200, offsetX: 20, preventDefault() { held = true; }, ...keys });
    assert.deepEqual([held, Boolean(curve.zoom)], [zooms, zooms]);
  });
}

// What a canvas is told by those who look at it.
function bound() {
  const listening = {};
  const curve = chart(0, 100);
  Object.assign(curve.panel.canvas, { addEventListener: (type, act) => { listening[type] = act; }, setAttribute() {}, setPointerCapture() {} });
  live.bindZoom(curve);
  return { curve, hear: (type, event = {}) => listening[type]({ preventDefault() {}, button: 0, isPrimary: true, ...event }) };
}

test("a drag zooms to all epochs that it touches", () => {
  const { curve, hear } = bound();
  hear("pointerdown", { offsetX: 21 });
  hear("pointermove", { offsetX: 59 });
  assert.deepEqual(plain(curve.drag), { start: 21, end: 59 });
  hear("pointerup");
  assert.deepEqual([plain(curve.zoom), curve.drag], [[10, 30], null]);
});

test("a second finger neither begins, moves nor ends a drag", () => {
  const { curve, hear } = bound();
  hear("pointerdown", { offsetX: 20, pointerId: 1 });
  const second = { isPrimary: false, pointerId: 2, offsetX: 150 };
  for (const type of ["pointerdown", "pointermove", "pointerup"]) hear(type, second);
  assert.deepEqual(plain(curve.drag), { start: 20, end: 20, pointer: 1 });
  hear("pointermove", { offsetX: 60, pointerId: 1 });
  hear("pointerup", { pointerId: 1 });
  assert.deepEqual(plain(curve.zoom), [10, 30]);
});

test("a drag that is taken away zooms to nothing, a pointer that only passes drags nothing", () => {
  const { curve, hear } = bound();
  hear("pointermove", { offsetX: 59 });
  hear("pointerdown", { offsetX: 20 });
  hear("pointermove", { offsetX: 60 });
  hear("pointercancel");
  hear("pointerup");
  assert.deepEqual([curve.zoom, curve.drag], [undefined, null]);
});

test("a double click shows all epochs again, keys and the wheel are heard", () => {
  const { curve, hear } = bound();
  hear("keydown", { key: "+" });
  assert.deepEqual(plain(curve.zoom), [25, 75]);
  hear("dblclick");
  assert.equal(curve.zoom, null);
  hear("wheel", { deltaY: -9, offsetX: 100 });
  assert.notEqual(curve.zoom, null);
});

// The same canvas with what it is told to be; what was drawn again and what was told.
function attached(from = 0, to = 100) {
  const [listening, attributes, happened, options] = [{}, {}, [], {}];
  const curve = chart(from, to);
  Object.assign(curve, { redraw: () => happened.push("redrawn"), zoomed: () => happened.push("zoomed") });
  Object.assign(curve.panel.canvas, { addEventListener: (type, act, how) => { listening[type] = act; options[type] = how; },
    setAttribute: (name, value) => { attributes[name] = value; }, setPointerCapture: (id) => happened.push(`captured ${id}`) });
  live.bindZoom(curve);
  return { curve, attributes, happened, options, hear: (type, event = {}) => listening[type]({ preventDefault: () => happened.push("held"), button: 0, isPrimary: true, ...event }) };
}

test("a chart is reached by Tab, says its keys, and may hold the page under the wheel", () => {
  const { curve, attributes, options } = attached();
  assert.equal(curve.panel.canvas.tabIndex, 0);
  assert.equal(attributes["aria-keyshortcuts"], "+ - ArrowLeft ArrowRight Escape");
  assert.equal(options.wheel.passive, false);
});

for (const [end, zoom] of [[24, undefined], [25, [10, 13]], [16, undefined], [15, [7, 10]]]) {
  test(`a drag from 20 to ${end} pixels is ${zoom ? "a zoom" : "a click, after which nothing is marked"}`, () => {
    const { curve, happened, hear } = attached();
    hear("pointerdown", { offsetX: 20, pointerId: 7 });
    assert.deepEqual(plain(curve.drag), { start: 20, end: 20, pointer: 7 });
    hear("pointermove", { offsetX: end, pointerId: 7 });
    hear("pointerup", { pointerId: 7 });
    assert.deepEqual(plain(curve.zoom ?? null), zoom ?? null);
    assert.deepEqual(happened, ["captured 7", zoom ? "zoomed" : "redrawn"]);
    hear("pointerup");
    assert.equal(happened.length, 2);
  });
}

for (const [what, event, zoom] of [
  ["a strong turn out is one of half a factor e", { deltaY: 9999, offsetX: 20 }, [13, 47]], ["so is one in", { deltaY: -9999, offsetX: 20 }, [24, 36]],
  ["across counts where there is no turn down", { deltaY: 0, deltaX: -200, offsetX: 20 }, [24, 36]],
  ["beyond the right end it holds that end", { deltaY: -200, offsetX: 900 }, [27, 40]], ["beyond the left end that", { deltaY: -200, offsetX: -90 }, [20, 33]],
  ["a small turn is a small zoom", { deltaY: 10, offsetX: 20 }, [19, 41]],
]) {
  test(`of the wheel ${what}`, () => {
    const curve = chart(20, 40);
    live.zoomByWheel(curve, { preventDefault() {}, ...event });
    assert.deepEqual(plain(curve.zoom), zoom);
  });
}

test("the wheel over a chart that was never drawn is the page's, and so are its keys", () => {
  const curve = { ...chart(), axes: null };
  live.zoomByWheel(curve, { deltaY: 9, offsetX: 20 });
  live.zoomByKey(curve, { key: "+" });
  assert.equal(curve.zoom, undefined);
});

test("a key that zooms does not scroll the page, another one does", () => {
  const { happened, hear } = attached(20, 40);
  hear("keydown", { key: "ArrowLeft" });
  assert.deepEqual(happened, ["held", "zoomed"]);
  hear("keydown", { key: "a" });
  assert.equal(happened.length, 2);
});

test("an arrow key at the beginning moves no farther than it", () => {
  const curve = chart(2, 22);
  live.zoomByKey(curve, { key: "ArrowLeft", preventDefault() {} });
  assert.deepEqual(plain(curve.zoom), [0, 20]);
});

for (const [wanted, zoom] of [[[0, 99], [0, 99]], [[1, 100], [1, 100]], [[99, 100], [99, 100]]]) {
  test(`a zoom to ${wanted} of 100 epochs is one`, () => {
    const curve = chart();
    live.setZoom(curve, wanted);
    assert.deepEqual(plain(curve.zoom), zoom);
  });
}

test("of a run without an epoch there is one to zoom to, which is all", () => {
  const curve = { ...chart(), last: () => 0 };
  live.setZoom(curve, [0, 1]);
  assert.equal(curve.zoom, null);
});

test("what is dragged over is marked faintly", () => {
  const { context, of } = recorder();
  live.drawSelection(context, theme, { drag: { start: 10, end: 30 }, axes: { top: 5, height: 50 } });
  assert.deepEqual([of("fillRect")[0].given, of("fillRect")[0].fillStyle], [[10, 5, 20, 50], "ink 0.12"]);
});
