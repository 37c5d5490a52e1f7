import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

test("a scale goes from one end through the neutral colour to the other", () => {
  const { css } = live.makeScale(["#ff0000", "#0000ff"], [100, 100, 100]);
  assert.deepEqual([css[0], css[255]], ["rgb(255,0,0)", "rgb(0,0,255)"]);
  assert.deepEqual([live.signedIndex(-9, 3), live.signedIndex(0, 3), live.signedIndex(9, 3)], [0, 128, 255]);
  assert.equal(live.signedIndex(1, 0), 128);
});

test("the nearest point to an epoch is found, and never one without a value or outside", () => {
  const curve = { epochs: [0, 10, 20, 30], losses: [1, NaN, 0.5, 0.2] };
  assert.deepEqual(plain(live.nearestPoint(curve, 12, 0, 30)), { distance: 8, epoch: 20, loss: 0.5 });
  assert.equal(live.nearestPoint(curve, 28, 0, 25).epoch, 20);
});

test("the values of a window replace those of the whole curve there only", () => {
  const whole = { epochs: Float64Array.of(0, 10, 20, 30), losses: Float64Array.of(4, 3, 2, 1) };
  const part = { epochs: Float64Array.of(10, 15, 20), losses: Float64Array.of(3, 2.5, 2) };
  const joined = live.joinCurves(whole, part, [10, 20]);
  assert.deepEqual(Array.from(joined.epochs), [0, 10, 15, 20, 30]);
});

test("the place of each weight and bias in the flat vector is that of rows of inputs", () => {
  const layers = plain(live.layersOf([2, 3, 1]));
  assert.deepEqual(layers.map(({ start, biases }) => [start, biases]), [[0, 6], [9, 12]]);
});

test("a pointer finds the cell of a weight and of a bias, and none in the gap between", () => {
  const [layer] = live.layersOf([2, 2]);
  const tables = [{ layer, left: 0, top: 0, cellWidth: 10, cellHeight: 10 }];
  assert.equal(live.findCell(tables, { x: 15, y: 5 }).index, 1);
  assert.equal(live.findCell(tables, { x: 5, y: 25 }).index, 4);
  assert.equal(live.findCell(tables, { x: 5, y: 22 }), null);
});

test("an edge is picked near its line only", () => {
  const ends = Float32Array.of(0, 0, 100, 0, 0, 0, 100, 100);
  assert.equal(live.nearestEdge(ends, { x: 50, y: 2 }), 0);
  assert.equal(live.nearestEdge(ends, { x: 50, y: 49 }), 1);
  assert.equal(live.nearestEdge(ends, { x: 50, y: 25 }), -1);
});

test("a component is released when its element is gone, not when a superseded run is cleaned up", () => {
  const done = [];
  const { whenGone } = load("map_view", { setTimeout: (action) => action() });
  const element = { isConnected: true };
  const clean = whenGone(element, () => done.push("released"));
  clean();
  assert.deepEqual(done, []);
  element.isConnected = false;
  clean();
  assert.deepEqual(done, ["released"]);
});

test("a map tells the settings of its cells from one end of an axis to the other", () => {
  const { valueAt } = load("map_view");
  const axis = { low: 0.01, high: 100, log: true, digits: 4 };
  assert.deepEqual([0, 2, 4].map((index) => Number(valueAt(axis, index, 5))), [0.01, 1, 100]);
});
