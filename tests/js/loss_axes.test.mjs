import assert from "node:assert/strict";
import test from "node:test";
import { drawn, recorder, theme } from "./canvas.mjs";
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

// What stands on the canvas when a panel of so many pixels has the axes of these curves.
function seen({ width = 400, height = 200, logarithmic = true, zoom = [10, 30], curves = [{ epochs: [0, 40], losses: [10, 0.1] }], epochs } = {}) {
  const record = recorder();
  const axes = live.fitAxes({ panel: { width, height }, last: () => 1, logarithmic, zoom }, curves);
  live.drawLossAxes(record.context, theme, axes, epochs);
  return { axes, all: drawn(record), words: drawn(record).filter((each) => each.startsWith("text")).map((each) => each.split(" ")[1]) };
}

test("faint lines go across from each loss, epochs have marks below the lower end, which is a line", () => {
  assert.deepEqual(seen().all, [
    "line from 52 168.5 to 380 168.5 | ink 0.1 1", "text 0.1 46 168.5 | right 11px ink 0.7",
    "line from 52 93.5 to 380 93.5 | ink 0.1 1", "text 1 46 93.5 | right 11px ink 0.7",
    "line from 52 18.5 to 380 18.5 | ink 0.1 1", "text 10 46 18.5 | right 11px ink 0.7",
    "line from 52.5 168 to 52.5 172 | ink 0.35 1", "text 10 52.5 180 | center 11px ink 0.7",
    "line from 134.5 168 to 134.5 172 | ink 0.35 1", "text 15 134.5 180 | center 11px ink 0.7",
    "line from 216.5 168 to 216.5 172 | ink 0.35 1", "text 20 216.5 180 | center 11px ink 0.7",
    "line from 298.5 168 to 298.5 172 | ink 0.35 1", "text 25 298.5 180 | center 11px ink 0.7",
    "line from 380.5 168 to 380.5 172 | ink 0.35 1", "text 30 380.5 180 | center 11px ink 0.7",
    "line from 52 168.5 to 380 168.5 | ink 0.35 1", "text loss L 46 6 | right 11px ink 0.7", "text epoch 380 193 | right 11px ink 0.7",
  ]);
});

for (const [what, panel, words] of [
  ["without a curve has losses from 0.1 to 1 and at least one epoch", { width: 300, height: 134, curves: [], zoom: null }, ["0.1", "1", "0", "1"]],
  ["of few pixels has two losses and two epochs", { width: 100, height: 60, curves: [], zoom: null }, ["0.1", "1", "0", "1"]],
  ["a few epochs wide has whole ones only", { zoom: [10, 12] }, ["0.1", "1", "10", "10", "11", "12"]],
  ["with a fourth and a fifth label's room has them", { logarithmic: false, height: 260 }, ["0", "2", "4", "6", "8", "10", "10", "15", "20", "25", "30"]],
  ["of other epochs has those", { epochs: [11, 29] }, ["0.1", "1", "10", "11", "29"]],
]) {
  test(`an axis ${what}: ${words.join(" ")}`, () => assert.deepEqual(seen(panel).words, [...words, "loss", "epoch"]));
}

test("axes keep their margins, and a panel too small for them has ten pixels of curve", () => {
  const place = ({ axes: { left, top, width, height, from, to, isEmpty } }) => [left, top, width, height, from, to, isEmpty];
  assert.deepEqual(place(seen()), [52, 18, 328, 150, 10, 30, false]);
  assert.deepEqual(place(seen({ width: 81, height: 59, curves: [], zoom: null })), [52, 18, 10, 10, 0, 1, true]);
});

test("limits that a chart has stay while they fit", () => {
  const chart = { panel: { width: 400, height: 200 }, last: () => 40, logarithmic: false, zoom: null };
  live.fitAxes(chart, [{ epochs: [0, 40], losses: [9, 0] }]);
  const { limits } = chart;
  live.fitAxes(chart, [{ epochs: [0, 40], losses: [7, 1] }]);
  assert.equal(chart.limits, limits);
});

test("a curve is drawn in its colour, width and dashes, which end with it", () => {
  const record = recorder();
  live.drawCurve(record.context, { from: 0, to: 40, x: (epoch) => epoch, y: (loss) => loss }, CURVE, "red", 2, [4, 3]);
  live.drawLine(record.context, "blue", 1, 0, 0, 1, 1);
  assert.deepEqual(drawn(record), ["line from 0 9 to 10 4 from 30 2 to 40 1 | red 2 dashed 4 3", "line from 0 0 to 1 1 | blue 1"]);
  assert.equal(record.context.lineJoin, "round");
});

test("a curve that ends in its window is drawn to its end, one that begins there from its beginning", () => {
  const path = (from, to, curve) => {
    const record = recorder();
    live.drawCurve(record.context, { from, to, x: (epoch) => epoch, y: (loss) => loss }, curve, "red", 2, []);
    return drawn(record)[0];
  };
  assert.equal(path(5, 90, { epochs: [10, 20], losses: [4, 3] }), "line from 10 4 to 20 3 | red 2");
  assert.equal(path(10, 20, { epochs: [0, 10, 20, 30], losses: [5, 4, 3, 2] }), "line from 0 5 to 10 4 to 20 3 | red 2");
});

for (const [value, index] of [[-1, 0], [0, 0], [1, 1], [10, 1], [11, 2], [20, 2], [21, 3]]) {
  test(`of 0, 10 and 20 the first that is at least ${value} is at place ${index}`, () => {
    assert.equal(live.firstAtLeast([0, 10, 20], value), index);
  });
}

for (const [epoch, from, to, found] of [
  [-5, 0, 40, 0], [4, 0, 40, 0], [6, 0, 40, 10], [5, 0, 40, 0], [14, 0, 40, 10], [21, 0, 40, 30], [19, 0, 40, 10], [99, 0, 40, 40],
  [35, 0, 30, 30], [3, 10, 40, 10], [40, 0, 40, 40], [20, 15, 25, null], [12, 11, 19, null],
]) {
  test(`at epoch ${epoch}, seen from ${from} to ${to}, the nearest point with a value is at ${found}`, () => {
    assert.equal(live.nearestPoint(CURVE, epoch, from, to)?.epoch ?? null, found);
  });
}

test("the nearest point is found beside one without a value on either side, with its loss and how far it is", () => {
  const losses = [5, NaN, 3];
  assert.deepEqual(plain(live.nearestPoint({ epochs: [0, 10, 11], losses }, 10, 0, 11)), { distance: 1, epoch: 11, loss: 3 });
  assert.deepEqual(plain(live.nearestPoint({ epochs: [0, 1, 11], losses }, 1, 0, 11)), { distance: 1, epoch: 0, loss: 5 });
});

test("an axis holds the losses of all curves, negative ones on a linear scale only", () => {
  const curves = [{ epochs: [0, 10], losses: [0.5, -1] }, { epochs: [0, 10], losses: [2, 0.25] }];
  assert.deepEqual(plain([live.extentOf(curves, 0, 10, false), live.extentOf(curves, 0, 10, true)]), [[-1, 2], [0.25, 2]]);
  assert.equal(live.extentOf([{ epochs: [0], losses: [Infinity] }], 0, 1, false), null);
});

test("each curve is a path of its own", () => {
  const record = recorder();
  for (const losses of [[9, 4], [2, 1]]) {
    live.drawCurve(record.context, { from: 0, to: 10, x: (epoch) => epoch, y: (loss) => loss }, { epochs: [0, 10], losses }, "red", 2, []);
  }
  assert.deepEqual(drawn(record), ["line from 0 9 to 10 4 | red 2", "line from 0 2 to 10 1 | red 2"]);
});

test("on a linear axis that does not begin at 0 a loss has its share of what is shown", () => {
  const { axes } = seen({ logarithmic: false, curves: [{ epochs: [0, 40], losses: [100, 110] }] });
  assert.deepEqual([axes.low, axes.high], [100, 110]);
  assert.deepEqual([100, 105, 110].map(axes.y), [168, 93, 18]);
});

for (const [size, losses, epochs] of [[{ height: 259 }, 3, 5], [{ height: 260 }, 6, 5], [{ width: 327 }, 3, 3], [{ width: 328 }, 3, 5], [{ width: 263 }, 3, 3]]) {
  test(`a panel of ${JSON.stringify(size)} has room for ${losses} losses and ${epochs} epochs`, () => {
    const { all } = seen({ logarithmic: size.height === undefined, ...size, zoom: [0, 40] });
    const count = (align) => all.filter((each) => each.includes(`| ${align} `)).length;
    assert.deepEqual([count("right") - 2, count("center")], [losses, epochs]);
  });
}

test("lines lie on whole pixels, the nearest to their values", () => {
  const { all } = seen({ width: 401, height: 201, zoom: [0, 3] });
  const lines = all.filter((each) => each.startsWith("line") && each.includes("0.35")).map((each) => each.split(" ")[2]);
  assert.deepEqual(lines.slice(0, 4), ["52.5", "162.5", "271.5", "381.5"]); // 52, 161.7, 271.3, 381
  assert.ok(all.includes("line from 52 94.5 to 381 94.5 | ink 0.1 1")); // of 93.5
});
