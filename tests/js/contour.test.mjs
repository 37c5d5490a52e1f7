import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
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
function drawn(low, high, scale = [0, 1], values = [0, 0, 255, 255]) {
  const { context, calls } = recorder();
  const plane = { low, high, side: 2, values: Uint8Array.from(values) };
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
