import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

// What is told to the server waits in a list; nothing is drawn.
const waiting = [];
const surroundings = {
  clearTimeout: () => { waiting.length = 0; }, setTimeout: (tell) => waiting.push(tell), requestAnimationFrame() {},
  document: { hidden: false },
};
const live = load("live_view", surroundings);

// The loss curve of 100 epochs, 2 pixels each, seen from epoch `from` to `to`.
function chart(from = 0, to = 100) {
  const asked = [];
  const view = {
    number: 0, unheard: { push: ({ value }) => asked.push(plain(value)), length: 0 }, frame: { last: 100 }, root: { dataset: {} },
    dirty: new Set(), link: {},
  };
  const canvas = { getRootNode: () => ({ activeElement: canvas }) };
  return { asked, chart: { view, panel: { canvas }, axes: { from, to, epochAt: (x) => from + x / 2 }, drag: null } };
}

for (const [wanted, zoom] of [
  [[10, 20], [10, 20]], [[-5, 20], [0, 20]], [[90, 130], [90, 100]], [[20, 20], [20, 21]], [[20, 5], [20, 21]],
  [[100, 100], [99, 100]], [[0, 100], null], [[-9, 900], null], [null, null],
]) {
  test(`of 100 epochs a zoom to ${wanted} shows ${zoom ?? "all"}`, () => {
    const { chart: curve } = chart();
    live.setZoom(curve, wanted);
    assert.deepEqual(plain(curve.zoom), zoom);
  });
}

test("a drag to either side zooms to what lies between its ends, a click does not", () => {
  for (const drag of [{ start: 20, end: 60 }, { start: 60, end: 20 }]) {
    const { chart: curve } = chart();
    live.endDrag(Object.assign(curve, { drag }));
    assert.deepEqual(plain(curve.zoom), [10, 30]);
  }
  const { chart: curve } = chart();
  live.endDrag(Object.assign(curve, { drag: { start: 20, end: 23 } }));
  assert.equal(curve.zoom, undefined);
});

test("the wheel zooms around its place: down farther out, up nearer in", () => {
  const turn = (deltaY) => {
    const { chart: curve } = chart(20, 40);
    live.zoomByWheel(curve, { deltaY, offsetX: 20, preventDefault() {} });
    return plain(curve.zoom);
  };
  assert.deepEqual(turn(200), [15, 45]);
  assert.deepEqual(turn(-200), [24, 36]);
});

for (const [key, zoom] of [["+", [25, 35]], ["-", [10, 50]], ["ArrowLeft", [15, 35]], ["ArrowRight", [25, 45]], ["Escape", null]]) {
  test(`the key ${key} goes from epochs 20 to 40 to ${zoom ?? "all"}`, () => {
    const { chart: curve } = chart(20, 40);
    live.zoomByKey(curve, { key, preventDefault() {} });
    assert.deepEqual(plain(curve.zoom), zoom);
  });
}

test("an arrow key at the end of the curve moves no farther, another key does nothing", () => {
  const { chart: curve } = chart(90, 100);
  live.zoomByKey(curve, { key: "ArrowRight", preventDefault() {} });
  assert.deepEqual(plain(curve.zoom), [90, 100]);
  const { chart: other } = chart(20, 40);
  live.zoomByKey(other, { key: "a" });
  assert.equal(other.zoom, undefined);
});

test("the server is told the last zoom only", () => {
  const { chart: curve, asked } = chart();
  live.setZoom(curve, [10, 20]);
  live.setZoom(curve, [10, 30]);
  waiting.forEach((tell) => tell());
  assert.deepEqual(asked, [[10, 30]]);
});

for (const [what, button, axes, drags] of [
  ["the main button", 0, true, true], ["another button", 2, true, false], ["the main button without a curve", 0, false, false],
]) {
  test(`${what} ${drags ? "begins a drag, which marks what lies between its ends" : "begins no drag"}`, () => {
    const { chart: curve } = chart();
    curve.panel.canvas.setPointerCapture = () => {};
    if (!axes) curve.axes = null;
    live.startDrag(curve, { button, offsetX: 60 });
    assert.equal(Boolean(curve.drag), drags);
    if (!drags) return;
    curve.drag.end = 20;
    const { context, of } = recorder();
    curve.view.theme = theme;
    Object.assign(curve.axes, { top: 5, height: 50 });
    live.drawSelection(context, curve);
    assert.deepEqual(of("fillRect")[0].given, [20, 5, 40, 50]);
  });
}

for (const [what, keys, focused, zooms] of [
  ["alone over a curve without the focus", {}, false, false], ["over the curve with the focus", {}, true, true],
  ["with Ctrl", { ctrlKey: true }, false, true], ["with Shift, across", { shiftKey: true, deltaX: -200, deltaY: 0 }, false, true],
]) {
  test(`the wheel ${what} ${zooms ? "zooms" : "scrolls the page"}`, () => {
    const { chart: curve } = chart(20, 40);
    if (!focused) curve.panel.canvas.getRootNode = () => ({ activeElement: null });
    let held = false;
    live.zoomByWheel(curve, { deltaY: -200, offsetX: 20, preventDefault() { held = true; }, ...keys });
    assert.deepEqual([held, Boolean(curve.zoom)], [zooms, zooms]);
  });
}
