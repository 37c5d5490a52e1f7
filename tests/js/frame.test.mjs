import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain } from "./shipped.mjs";

const live = load("live_view");

test("a frame knows its largest weight whatever its sign, and whether it came exactly", () => {
  assert.deepEqual([[0.5, -2, 1], [3, -2], [], [0]].map((values) => live.largestSize(values)), [2, 3, 0, 0]);
  const { weights } = live.decodeFrame(packed("named frame"));
  assert.equal(weights.largest, Math.max(...Array.from(weights.values, Math.abs)));
  assert.equal(weights.exact, true);
});

test("what a frame does not have is nothing, not an empty picture", () => {
  assert.equal(live.curve(Float64Array.of(), Float64Array.of()), null);
  assert.equal(live.curve(Float64Array.of(0, 1), Float64Array.of(0.5)), null);
  assert.equal(live.curve(undefined, undefined), null);
  assert.deepEqual(plain(live.curve([0], [0.5])), { epochs: [0], losses: [0.5] });
});

test("units and parameters have their names only from the scene of their own run", () => {
  const frame = { ...live.decodeFrame(packed("named frame")) };
  const scene = live.decodeScene(packed("named scene"));
  assert.equal(live.currentScene({ scene, frame }), scene);
  assert.equal(live.currentScene({ scene, frame: { ...frame, run: "another" } }), null);
  assert.equal(live.unitName(null, 0, 0), "");
});
