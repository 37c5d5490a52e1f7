import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");
const CURVE = { epochs: [0, 10, 20, 30, 40], losses: [9, 4, NaN, 2, 1] };

test("an axis of losses holds those of its window and of the next points outside", () => {
  const curve = { epochs: [0, 10, 20, 30, 40], losses: [9, 4, 3, 2, 1] };
  assert.deepEqual(plain(live.extentOf([curve], 15, 25, false)), [2, 4]);
});

test("a logarithmic axis leaves out losses of 0 and without a value", () => {
  const curve = { epochs: [0, 1, 2], losses: [0.5, 0, NaN] };
  assert.deepEqual(plain(live.extentOf([curve], 0, 2, true)), [0.5, 0.5]);
  assert.deepEqual(plain(live.extentOf([curve], 0, 2, false)), [0, 0.5]);
});

test("an axis without losses has no extent", () => {
  assert.equal(live.extentOf([{ epochs: [0], losses: [0] }], 0, 1, true), null);
});

test("a curve is drawn from the point before its window to the one behind it, with a gap where it has no value", () => {
  const { context, calls } = recorder();
  const path = (from, to) => {
    calls.length = 0;
    live.drawCurve(context, { from, to, x: (epoch) => epoch, y: (loss) => loss }, CURVE, "", 1, []);
    return calls.filter(({ call }) => call.endsWith("To")).map(({ call, given }) => [call, ...given]);
  };
  assert.deepEqual(path(15, 35), [["moveTo", 10, 4], ["moveTo", 30, 2], ["lineTo", 40, 1]]);
  assert.deepEqual(path(0, 10), [["moveTo", 0, 9], ["lineTo", 10, 4]]);
});

for (const logarithmic of [true, false]) {
  test(`on a ${logarithmic ? "logarithmic" : "linear"} axis a larger loss stands higher and an epoch comes back from its place`, () => {
    const { x, y, epochAt, top, height, left, width, low, high } = live.fitAxes(
      { panel: { width: 400, height: 200 }, last: () => 40, logarithmic, zoom: [10, 30] }, [{ epochs: [0, 40], losses: [10, 0.1] }]);
    assert.deepEqual([y(high), y(low)].map(Math.round), [top, top + height]);
    assert.deepEqual([x(10), x(30), epochAt(left + width / 2)], [left, left + width, 20]);
    const middle = logarithmic ? Math.sqrt(low * high) : (low + high) / 2;
    assert.equal(Math.round(y(middle)), Math.round(top + height / 2));
    assert.equal(Math.round(y(0)), Math.round(logarithmic ? top + height : y(low) + (low / (high - low)) * height));
  });
}

test("losses stand beside their lines, epochs below their marks, whole ones only", () => {
  const { context, texts, of } = recorder();
  const axes = { left: 50, top: 18, width: 200, height: 100, low: 0, high: 1, from: 0, to: 2, logarithmic: false,
    x: (epoch) => 50 + 100 * epoch, y: (loss) => 118 - 100 * loss };
  live.drawLossAxes(context, theme, axes);
  const { 0: _, "loss L": name, epoch, ...labels } = texts();
  assert.deepEqual(labels, { 0.5: { x: 44, y: 68.5 }, 1: { x: 150.5, y: 130 }, 2: { x: 250.5, y: 130 } });
  assert.deepEqual([name, epoch], [{ x: 44, y: 6 }, { x: 250, y: 143 }]); // above the upper end, and below the right one
  assert.deepEqual(of("fillText").map(({ given: [text] }) => text).filter((text) => text === "1").length, 2);
});
