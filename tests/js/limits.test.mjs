import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

test("limits hold still while the values fill at least half of them", () => {
  const limits = live.fitLimits(null, [0, 0.9], false);
  assert.equal(live.fitLimits(limits, [0.1, 0.6], false), limits);
  assert.ok(live.fitLimits(limits, [0, 0.2], false).high < limits.high);
});

test("limits hold every value, on both scales", () => {
  for (const logarithmic of [false, true]) {
    for (const [low, high] of [[1e-9, 1e-9], [1e-6, 0.5], [0.4, 0.5], [3, 1e12]]) {
      const limits = live.fitLimits(null, [low, high], logarithmic);
      assert.ok(limits.low <= low && limits.high >= high && limits.low < limits.high, `${low} to ${high}`);
    }
  }
});

test("the limit of a heatmap shrinks only where the values are much smaller", () => {
  assert.equal(live.steadyLimit(0, 7.2), 8);
  assert.equal(live.steadyLimit(8, 5), 8);
  assert.equal(live.steadyLimit(8, 4.5), 5);
  assert.equal(live.steadyLimit(8, 0), 1);
});

test("limits move where the values leave them at either end", () => {
  for (const [logarithmic, kept, above, below] of [
    [false, [0.2, 0.9], [0.2, 1.9], [-0.2, 0.9]], [true, [0.02, 0.9], [0.02, 9], [0.002, 0.9]],
  ]) {
    const limits = live.fitLimits(null, kept, logarithmic);
    for (const [low, high] of [above, below]) {
      const moved = live.fitLimits(limits, [low, high], logarithmic);
      assert.ok(moved.low <= low && moved.high >= high, `${plain(moved)} for ${low} to ${high}`);
    }
  }
});

test("a change of the scale has limits of its own", () => {
  const limits = live.fitLimits(null, [0.002, 0.9], false);
  assert.deepEqual(plain(live.fitLimits(limits, [0.002, 0.9], true)), { low: 0.002, high: 1, logarithmic: true });
});
