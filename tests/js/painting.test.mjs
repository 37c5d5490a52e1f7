import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

class Path2D {
  begun = []; // where its markers begin
  moveTo(x, y) { this.begun.push([x, y]); }
  lineTo() {}
  arc() {}
  closePath() {}
}

// Where samples of target 0 are drawn over a plane of 100 pixels, and where those that are filled are.
function samplesOf(x, y, isTest) {
  const [drawn, filled] = [[], []];
  const context = { stroke: ({ begun }) => drawn.push(...begun), fill: ({ begun }) => filled.push(...begun) };
  const scene = { x, y, target: x.map(() => 0), test: isTest, scale: [0, 1], plane: [0, 1, 0, 1] };
  const theme = { output: { css: [] }, ink() {} };
  load("live_view", { Path2D }).drawSamples(context, theme, scene, { left: 0, top: 0, side: 100 });
  return { drawn: [...new Map(drawn.map((place) => [`${place}`, place])).values()], filled };
}

test("x1 goes to the right and x2 upwards", () => {
  const [[x, y]] = samplesOf([0.2], [0.9], [0]).drawn;
  assert.ok(Math.abs(x - 26) < 1e-9 && Math.abs(y - 10) < 1e-9, `${x}, ${y}`); // a circle begins at its right, 6 pixels on
});

test("samples that only test are hollow", () => {
  const { drawn, filled } = samplesOf([0.2, 0.6], [0.5, 0.5], [1, 0]);
  assert.deepEqual([drawn.length, filled.length], [2, 1]);
  assert.equal(Math.round(filled[0][0]), 66);
});

// The pixels of a map of two by two cells: red, green, blue, alpha from the upper left one on.
function pixelsOf(colours) {
  let shown = null;
  class ImageData { constructor(width, height) { this.data = new Uint8ClampedArray(4 * width * height); } }
  class OffscreenCanvas { getContext() { return { putImageData({ data }) { shown = Array.from(data); } }; } }
  const palette = new Uint8Array(768);
  for (let i = 0; i < 256; i++) palette[3 * i] = i;
  load("map_view", { ImageData, OffscreenCanvas }).imageOf({ cells: 2, colours, palette });
  return shown;
}

test("the first row of a map is the lowest of its picture", () => {
  assert.deepEqual(pixelsOf([1, 2, 3, 4]).filter((_, i) => i % 4 === 0), [3, 4, 1, 2]);
});

test("a cell that is not computed yet is transparent, all others are not", () => {
  assert.deepEqual(pixelsOf([0, 255, 254, 1]).filter((_, i) => i % 4 === 3), [255, 255, 255, 0]);
});
