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

test("an edge is picked between its two ends only", () => {
  const ends = Float32Array.of(10, 0, 20, 0);
  assert.deepEqual([9, 15, 21].map((x) => live.nearestEdge(ends, { x, y: 0 })), [-1, 0, -1]);
});

test("what stands in a cell is dark on a bright colour and bright on a dark one", () => {
  const { ink } = live.makeScale(["#000000", "#ffffff"], [128, 128, 128]);
  assert.deepEqual([ink[0], ink[255]], ["rgba(255,255,255,0.95)", "rgba(0,0,0,0.85)"]);
});

test("a weight that was rounded on its way is said to be about so large", () => {
  const texts = [true, false].map((exact) => live.valueText({ values: [0.25], exact }, 0));
  assert.deepEqual(texts, ["= 0.250000", "≈ 0.250"]);
});

test("the contour meets an edge of a cell where the level lies between its corners", () => {
  assert.deepEqual(plain(live.crossings(0, 0, 4, 1, 2)), [[1, 0.5], [1 / 3, 1]]);
  assert.deepEqual(plain(live.crossings(1, 4, 0, 0, 2)), [[1 / 3, 0], [1, 0.5]]);
  assert.deepEqual(plain(live.crossings(4, 0, 0, 0, 3)), [[0.25, 0], [0, 0.25]]);
});

test("the plane is smoothed with neighbours of the same row and column only", () => {
  assert.deepEqual(Array.from(live.smoothed({ values: Uint8Array.of(0, 4, 100, 104), side: 2 })), [26, 28, 76, 78]);
});

test("a scale goes in equal steps from its middle to both ends, its pixels opaque, red in the lowest byte", () => {
  const scale = live.makeScale(["#102030", "#e0d0c0"], [100, 110, 120]);
  assert.deepEqual([0, 64, 127, 128, 191, 255].map((i) => scale.css[i]),
    ["rgb(16,32,48)", "rgb(58,71,84)", "rgb(100,110,120)", "rgb(100,110,120)", "rgb(162,159,156)", "rgb(224,208,192)"]);
  assert.deepEqual([0, 255].map((i) => scale.pixels[i].toString(16)), ["ff302010", "ffc0d0e0"]);
  assert.deepEqual([scale.pixels.length, scale.css.length, scale.ink.length], [256, 256, 256]);
});

for (const [grey, ink] of [[132, "rgba(255,255,255,0.95)"], [133, "rgba(0,0,0,0.85)"]]) {
  test(`on a grey of ${grey} numbers are written in ${ink}`, () => {
    const hex = `#${grey.toString(16).repeat(3)}`;
    assert.equal(live.makeScale([hex, hex], [grey, grey, grey]).ink[0], ink);
  });
}

test("green counts most for how bright a colour is, blue least", () => {
  assert.deepEqual([[255, 0, 0], [0, 255, 0], [0, 0, 255], [100, 100, 100]].map((rgb) => Math.round(live.brightness(rgb))), [76, 150, 29, 100]);
});

for (const [share, index] of [[-1, 0], [0, 0], [0.001, 0], [0.5, 128], [0.4, 102], [0.999, 255], [1, 255], [7, 255], [NaN, 0]]) {
  test(`${share} of a scale is its colour ${index}`, () => assert.equal(live.scaleIndex(share), index));
}

for (const [value, limit, index] of [[-3, 3, 0], [-1.5, 3, 64], [0, 3, 128], [1, 3, 170], [3, 3, 255], [5, 0, 128]]) {
  test(`a value of ${value} on a scale to ${limit} has the colour ${index}`, () => assert.equal(live.signedIndex(value, limit), index));
}

test("a legend's ramp has the scale's ends, its middle and its quarters", () => {
  const { css } = live.makeScale(["#000000", "#ffffff"], [128, 128, 128]);
  assert.equal(live.gradient({ css }), `linear-gradient(90deg,${[0, 64, 128, 191, 255].map((i) => css[i]).join(",")})`);
});
