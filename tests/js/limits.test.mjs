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

const rounded = ({ low, high }) => [low, high].map((end) => Number(end.toPrecision(6)));

for (const [values, ends] of [
  [[0, 1], [0, 1]], [[0.5, 0.9], [0, 1]], [[0.53, 0.9], [0, 1]], [[0.55, 0.9], [0.5, 0.9]], [[-3, 3], [-4, 4]], [[-1, 0.2], [-1, 0.5]],
  [[100, 104], [100, 104]], [[7, 13.01], [0, 15]], [[-7, -2], [-7, -2]], [[3, 3], [2.9998, 3.0002]], [[-3, -3], [-3.0002, -2.9998]],
  [[0, 0], [-6e-29, 6e-29]], [[1, 1.00001], [1, 1.00001]],
]) {
  test(`a linear axis of values from ${values.join(" to ")} goes from ${ends.join(" to ")}`, () => {
    assert.deepEqual(rounded(live.linearLimits(...values)), ends);
  });
}

for (const [values, ends] of [
  [[1, 1], [0.952381, 1.05]], [[1, 1.0002], [1, 1.0002]], [[0.02, 0.9], [0.02, 1]], [[0.2, 0.9], [0.181818, 1]], [[0.2, 1.01], [0.2, 2]],
  [[0.02, 0.1], [0.02, 0.1]], [[3e-7, 0.4], [2e-7, 0.5]], [[1, 4.9], [0.909091, 5]], [[0.5, 0.6], [0.5, 0.6]], [[0.6, 6], [0.5, 10]],
]) {
  test(`a logarithmic axis of values from ${values.join(" to ")} goes from ${ends.join(" to ")}`, () => {
    assert.deepEqual(rounded(live.logLimits(...values)), ends);
  });
}

for (const [rough, step] of [[1, 1], [1.0005, 1], [1.002, 2], [2, 2], [2.1, 5], [5.1, 10], [0.0011, 0.002]]) {
  test(`the step that is about ${rough} is ${step}`, () => assert.equal(live.niceStep(rough), step));
}

for (const [largest, limit] of [
  [1, 1], [1.4, 1.5], [1.6, 2], [2.5, 3], [3.5, 4], [4.5, 5], [5.5, 6], [7, 8], [9, 10], [10, 10], [0.00123, 0.0015], [1.0005, 1], [NaN, 1], [0, 1],
]) {
  test(`a heatmap whose largest value is ${largest} has the limit ${limit}`, () => {
    assert.equal(Number(live.steadyLimit(0, largest).toPrecision(6)), limit);
  });
}

test("the limit of a heatmap stays until a value is beyond it, or all are below 0.6 of it", () => {
  assert.deepEqual([8, 8.01, 4.9, 4.7].map((largest) => live.steadyLimit(8, largest)), [8, 10, 8, 5]);
});

for (const [logarithmic, before, values, after] of [
  [false, [0, 1], [0, 1], null], [false, [0, 1], [0, 0.5], null], [false, [0, 1], [0, 0.45], [0, 0.5]], [false, [0, 10], [5.5, 10], null],
  [false, [0, 10], [6.1, 10], [6, 10]], [false, [0, 1.05], [0.45, 0.9], null], // new limits would be nearly as long
  [true, [0.01, 1], [0.02, 0.2], null], [true, [0.01, 1], [0.02, 0.15], [0.02, 0.2]], [true, [0.01, 1], [0.1, 1], null],
  [true, [0.01, 1], [0.5, 1], [0.454545, 1]],
]) {
  test(`${logarithmic ? "logarithmic" : "linear"} limits from ${before.join(" to ")} ${after ? `become ${after.join(" to ")}` : "stay"} for ${values.join(" to ")}`, () => {
    const previous = { low: before[0], high: before[1], logarithmic };
    const found = live.fitLimits(previous, values, logarithmic);
    if (after) assert.deepEqual([...rounded(found), found.logarithmic], [...after, logarithmic]);
    else assert.equal(found, previous);
  });
}
