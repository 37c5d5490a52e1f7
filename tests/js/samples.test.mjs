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

for (const [scale, targets, large] of [[[0, 1], [0, 1], 0.5], [[-1, 1], [-1, 1], 0.1]]) {
  test(`on a scale of ${scale} targets from its middle on are diamonds, the others circles`, () => {
    const shapes = [];
    class Path { moveTo() {} arc() { shapes.push("circle"); } lineTo() {} closePath() { shapes.push("diamond"); } }
    const scene = { x: [0, 0, 0], y: [0, 0, 0], target: [...targets, large], scale, plane: [0, 1, 0, 1] };
    const { drawSamples } = load("live_view", { Path2D: Path });
    drawSamples({ stroke() {}, fill() {} }, { output: { css: [] }, ink() {} }, scene, { left: 0, top: 0, side: 100 });
    assert.deepEqual(shapes, ["circle", "diamond", "diamond"]);
  });
}
