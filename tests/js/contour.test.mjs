import assert from "node:assert/strict";
import test from "node:test";
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

for (const [range, lines] of [[1e-6, 0], [1e-3, 1]]) {
  test(`an output whose values are ${range} apart has ${lines ? "a" : "no"} line in its middle`, () => {
    let drawn = 0;
    const context = { beginPath() {}, moveTo() {}, lineTo() {}, stroke: () => { drawn += 1; } };
    const plane = { side: 3, values: [0, 127, 255, 0, 127, 255, 0, 127, 255], low: 0.5 - range / 2, high: 0.5 + range / 2 };
    const view = { frame: { run: "a", plane }, scene: { run: "a", scale: [0, 1] }, theme: { ink() {} } };
    live.drawContour(context, view, { left: 0, top: 0, side: 100 });
    assert.equal(drawn > 0 ? 1 : 0, lines);
  });
}
