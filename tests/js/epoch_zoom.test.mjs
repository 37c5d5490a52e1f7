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
    live.startDrag(curve, { button, offsetX: 60 });
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
  return { curve, hear: (type, event = {}) => listening[type]({ preventDefault() {}, button: 0, ...event }) };
}

test("a drag zooms to all epochs that it touches", () => {
  const { curve, hear } = bound();
  hear("pointerdown", { offsetX: 21 });
  hear("pointermove", { offsetX: 59 });
  assert.deepEqual(plain(curve.drag), { start: 21, end: 59 });
  hear("pointerup");
  assert.deepEqual([plain(curve.zoom), curve.drag], [[10, 30], null]);
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
