import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
import { load, packed, plain } from "./shipped.mjs";

const curves = load("loss_curves");

// What a component would draw of a message.
function taken(name) {
  const chart = { panel: { canvas: { setAttribute: (_, words) => { chart.words = words; } } }, legend: { replaceChildren() {} } };
  const { header, sections } = curves.decodeMessage(packed(name));
  curves.take(chart, { header: { ...header, legend: false }, sections });
  return chart;
}

test("each run is drawn with its values, its colour and its dashes", () => {
  const { runs, words, last } = taken("curves");
  assert.deepEqual(plain(runs.map(({ label, colour, dash, curve }) => [label, colour, dash, [...curve.epochs], [...curve.losses]])), [
    ["a", "#1f7ad8", [], [0, 1, 2], [0.5, 0.25, 0.125]], ["b", "#d9730d", [9, 9], [0, 40], [0.5, 0.0625]],
  ]);
  assert.equal(words, "in words");
  assert.equal(last(), 40);
});

test("the axis of what is still to come ends where it will end", () => {
  assert.equal(taken("no curves").last(), 300);
});

for (const [epochs, last, wanted] of [
  [[0, 1000, 2000, 3000], 3000, [0, 1000, 2000, 3000]], [[0, 200, 400, 600], 641, [0, 200, 400, 641]], [[0, 1], 1, [0, 1]],
]) {
  test(`an axis to epoch ${last} has a tick there and none that touches it`, () => {
    assert.deepEqual(plain(curves.withLast(epochs, last)), wanted);
  });
}

test("under the pointer stands the nearest point of each run, with its own epoch where that is another", () => {
  const { runs } = taken("curves");
  const reading = curves.readingAt(runs, { from: 0, to: 40 }, 1.2);
  assert.deepEqual(plain(reading.points.map(curves.inWords(reading.epoch))), ["a: loss 0.25", "b: loss 0.5 at epoch 0"]);
  assert.equal(reading.epoch, 1);
});

test("where no run has a point nothing is read", () => {
  assert.equal(curves.readingAt([], { from: 0, to: 1 }, 0), null);
});

test("the page is told once that the picture is drawn, and not where another page was asked for", () => {
  const { tellDrawn } = load("loss_curves", { requestAnimationFrame: (then) => then(), setTimeout: (then) => then() });
  const told = [];
  for (const [isConnected, isUnderWay] of [[true, false], [true, true], [false, false]]) {
    const chart = { root: { isConnected }, leaving: { isUnderWay: () => isUnderWay } };
    tellDrawn(chart, (name) => told.push(name));
    assert.ok(chart.hasTold);
  }
  assert.deepEqual(told, ["drawn"]);
});

test("a zoom stays while the last epoch does", () => {
  const chart = taken("curves");
  for (const [name, zoom] of [["curves", [1, 2]], ["no curves", null]]) {
    chart.zoom = [1, 2];
    const { header, sections } = curves.decodeMessage(packed(name));
    curves.take(chart, { header: { ...header, legend: false }, sections });
    assert.deepEqual(chart.zoom, zoom);
  }
});

const axes = { left: 50, top: 10, width: 200, height: 100, from: 0, to: 40, x: (epoch) => 50 + 5 * epoch, y: (loss) => 110 - 100 * loss,
  epochAt: (x) => (x - 50) / 5 };

for (const [pointer, line, left] of [[52, 50, "60px"], [248, 250, "160px"]]) {
  test(`at ${pointer} pixels a line stands at ${line}, a dot on each curve, and the reading beside the line where there is room`, () => {
    const { runs } = taken("curves");
    const tip = { style: {}, offsetWidth: 80 };
    const { context, of } = recorder();
    curves.showReading(context, { panel: { pointer: { x: pointer } }, axes, runs, theme, tip });
    assert.deepEqual([of("moveTo")[0].given, of("lineTo")[0].given], [[line, 10], [line, 110]]);
    const epochs = pointer < 150 ? [0, 0] : [2, 40];
    assert.deepEqual(of("arc").map(({ given: [x] }) => x), epochs.map(axes.x));
    assert.deepEqual(of("fill").map(({ fillStyle }) => fillStyle), plain(runs.map(({ colour }) => colour)));
    assert.deepEqual([tip.hidden, tip.style.left, tip.textContent.split("\n")[0]], [false, left, `epoch ${epochs[1]}`]);
  });
}

test("without a pointer nothing is read", () => {
  const tip = { hidden: false };
  curves.showReading(recorder().context, { panel: { pointer: null }, axes, runs: taken("curves").runs, theme, tip });
  assert.equal(tip.hidden, true);
});
