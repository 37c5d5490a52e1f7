import assert from "node:assert/strict";
import test from "node:test";
import { load, python } from "./shipped.mjs";

const { axisTicks } = load("live_view");

test("an axis has the ticks that Python gives it, with the same labels", () => {
  for (const [low, high, logarithmic, most, ticks] of python.ticks) {
    const found = axisTicks(low, high, logarithmic, most);
    assert.deepEqual([...found].map(({ label }) => label), ticks.map(([, label]) => label), `${low} to ${high}`);
    found.forEach(({ value }, i) => assert.ok(Math.abs(value - ticks[i][0]) <= 1e-12 * Math.abs(high - low), `${value}`));
  }
});
