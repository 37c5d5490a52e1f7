import assert from "node:assert/strict";
import test from "node:test";
import { drawn as seen, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

for (const [corners, ends] of [
  [[0, 1, 1, 0], [[0.25, 0], [0.25, 1]]], [[1, 0, 0, 1], [[0.75, 0], [0.75, 1]]], // to the right, to the left
  [[0, 0, 1, 1], [[1, 0.25], [0, 0.25]]], [[1, 1, 0, 0], [[1, 0.75], [0, 0.75]]], // upwards, downwards
  [[0, 0, 0, 0], []], [[1, 1, 1, 1], []],
]) {
  test(`between corners of ${corners} the level 0.25 is crossed at ${JSON.stringify(ends)}`, () => {
    assert.deepEqual(plain(live.crossings(...corners, 0.25)), ends);
  });
}

test("a saddle is crossed at all four edges", () => {
  assert.deepEqual(plain(live.crossings(0, 1, 0, 1, 0.25)), [[0.25, 0], [1, 0.75], [0.75, 1], [0, 0.25]]);
});

test("a slope stays one when it is smoothed, but for the edges", () => {
  const values = Float32Array.from({ length: 25 }, (_, i) => (i % 5) + 10 * Math.floor(i / 5));
  const smooth = [...live.smoothed({ values, side: 5 })];
  for (const i of [6, 7, 8, 11, 12, 13, 16, 17, 18]) assert.equal(smooth[i], values[i]);
  assert.deepEqual([smooth[0], smooth[24]], [2.75, 41.25]);
});

// The ends of the contour's pieces in a plane of 10 pixels whose upper row of values is the larger.
function drawn(low, high, scale = [0, 1], values = [0, 0, 255, 255], side = 2) {
  const { context, calls } = recorder();
  const plane = { low, high, side, values: Uint8Array.from(values) };
  live.drawContour(context, { theme, scene: { run: 1, scale }, frame: { run: 1, plane } }, { left: 5, top: 20, side: 10 });
  return calls.filter(({ call }) => call.endsWith("To")).map(({ call, given }) => [call, ...given.map(Math.round)]);
}

test("the contour lies where the output is in the middle of the scale, x2 upwards", () => {
  const at = (height) => [["moveTo", 15, height], ["lineTo", 5, height]];
  assert.deepEqual(drawn(0, 1), at(25));
  assert.deepEqual(drawn(0.3, 0.9), at(28)); // smoothed values go from a quarter to three quarters
  assert.deepEqual(drawn(-1, 1, [-1, 1]), at(25));
});

for (const [low, high, scale] of [
  [0, 0.4, [0, 1]], [0.6, 1, [0, 1]], [0.2, 1, [-1, 1]], [0.5, 0.5, [0, 1]], [0.4999995, 0.5000005, [0, 1]],
]) {
  test(`outputs from ${low} to ${high} have no contour on a scale of ${scale}`, () => {
    assert.deepEqual(drawn(low, high, scale), []);
  });
}

test("in a saddle two pieces of the contour are drawn, none from one to the other, thin and dark", () => {
  const record = recorder();
  const plane = { low: 0, high: 1, side: 3, values: Uint8Array.from([255, 0, 255, 0, 127, 0, 255, 0, 255].map((value) => value)) };
  live.drawContour(record.context, { theme, scene: null, frame: { run: 1, plane } }, { left: 0, top: 0, side: 20 });
  const [line, ...more] = seen(record);
  assert.deepEqual([more, line.split(" | ")[1]], [[], "ink 0.85 1.3"]);
  const pieces = line.split(" | ")[0].split("from ").slice(1);
  assert.deepEqual(pieces.map((piece) => piece.split(" to ").length), new Array(4).fill(2)); // around each corner
});

test("cells of the plane lie side by side: the contour of a step goes straight through all of them", () => {
  const record = recorder();
  const plane = { low: 0, high: 1, side: 4, values: Uint8Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 0 : 255)) };
  live.drawContour(record.context, { theme, scene: null, frame: { run: 1, plane } }, { left: 10, top: 20, side: 30 });
  assert.deepEqual(seen(record), ["line from 25 50 to 25 40 from 25 40 to 25 30 from 25 30 to 25 20 | ink 0.85 1.3"]);
});

test("a second plane is smoothed from its own values, of another size too", () => {
  live.smoothed({ values: new Uint8Array(16).fill(255), side: 4 });
  for (const side of [4, 2]) assert.deepEqual([...live.smoothed({ values: new Uint8Array(side * side).fill(7), side })], new Array(side * side).fill(7));
});

for (const [low, high] of [[0.5, 1], [0, 0.5]]) {
  test(`a plane from ${low} to ${high}, whose wide end is the middle of the scale, has no contour along it`, () => {
    const rows = (i) => (i < 8 ? 0 : 255);
    assert.deepEqual(drawn(low, high, [0, 1], Array.from({ length: 16 }, (_, i) => rows(i)), 4), []);
  });
}
