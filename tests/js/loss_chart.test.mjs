import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

for (const [epoch, where] of [[10, ""], [12, " (epoch 10)"]]) {
  test(`beside the loss of epoch ${epoch} the test loss of epoch 10 stands${where ? " with its epoch" : " alone"}`, () => {
    const chart = { test: { epochs: [0, 10], losses: [1, 0.5] }, axes: { from: 0, to: 20 } };
    assert.equal(live.pointText(chart, { epoch, loss: 0.25 }), `epoch ${epoch}  loss 0.2500000  test 0.5000000${where}`);
  });
}

test("only changes beside the pointer are told", () => {
  const chart = { axes: { x: (epoch) => epoch }, view: { frame: { changes: [[100, "momentum 0.9"], [120, "L2 0.1"]] } } };
  assert.deepEqual(plain(live.changesNear(chart, 104)), ["from epoch 100: momentum 0.9"]);
});

const axes = { left: 0, top: 0, width: 100, height: 100, from: 15, to: 30, low: 0.5, high: 10, x: (epoch) => epoch, y: (loss) => loss };

for (const [epoch, last, loss, dots, lines] of [
  [20, 40, 2, 1, 1], [40, 40, 2, 0, 0], [10, 40, 2, 0, 0], [30, 30, 2, 1, 0], [20, 40, NaN, 0, 1],
]) {
  test(`the shown epoch ${epoch} of ${last} with a loss of ${loss} has ${dots} dots and ${lines} lines from epoch 15 to 30`, () => {
    const { context, of } = recorder();
    live.drawShownEpoch(context, { axes, view: { frame: { epoch, last, loss }, theme } });
    assert.deepEqual([of("arc").length, of("lineTo").length], [dots, lines]);
  });
}

for (const [stop, drawn] of [[0, 0], [null, 0], [0.1, 0], [0.6, 1]]) {
  test(`a loss of ${stop} at which the run stops has ${drawn} lines on an axis from 0.5, each change has one`, () => {
    const { context, of } = recorder();
    live.drawMarks(context, { axes, view: { frame: { changes: [[18, "L2"], [22, "L2"]], stop_at_loss: stop }, theme } });
    const lines = of("moveTo").map(({ given }, i) => [given, of("lineTo")[i].given]);
    const changes = [[[18.5, 0], [18.5, 100]], [[22.5, 0], [22.5, 100]]];
    assert.deepEqual(lines, [...changes, ...(drawn ? [[[0, 1.5], [100, 1.5]]] : [])]);
    assert.equal(of("fillText").length, drawn);
  });
}

test("the legend stands above the right end, each name behind a line like its curve's", () => {
  const { context, calls, of, texts } = recorder();
  live.drawLegend(context, { axes: { ...axes, left: 50, width: 400 }, view: { theme } });
  const { test: dashed, training } = texts();
  assert.deepEqual([dashed.x, of("fillText")[0].textAlign], [450, "right"]);
  const lines = of("moveTo").map(({ given: [x], strokeStyle }, i) => [x, of("lineTo")[i].given[0], strokeStyle]);
  assert.deepEqual(lines, [[406, 426, "ink 0.75"], [332, 352, "primary"]]);
  assert.ok(training.x < 406 && 352 < training.x - 6 * "trai".length); // its name, right-aligned, lies between the two lines
  const order = calls.filter(({ call }) => ["setLineDash", "moveTo"].includes(call)).map(({ call, given }) => (call === "moveTo" ? "line" : [...given[0]]));
  assert.deepEqual(plain(order), [[4, 3], "line", [], "line"]);
});

const part = (run, epochs, window, last = 40, zoom = null) =>
  ({ run, last, window, zoom, training: { epochs: Float64Array.from(epochs), losses: Float64Array.from(epochs) }, test: null });
const taken = (...frames) => {
  const chart = { zoom: null, whole: null, view: { root: { dataset: {} }, frame: frames[0] } };
  for (const frame of frames) live.takeCurves(chart, frame);
  return chart;
};

test("a zoomed frame of the same run is filled in outside its window, one of another run is not", () => {
  const whole = part(1, [0, 20, 40], [0, 40]);
  assert.deepEqual(Array.from(taken(whole, part(1, [10, 15, 20], [10, 20])).training.epochs), [0, 10, 15, 20, 40]);
  assert.deepEqual(Array.from(taken(whole, part(2, [10, 15, 20], [10, 20])).training.epochs), [10, 15, 20]);
});

for (const [where, epochs, window] of [["first", [0, 5, 10], [0, 10]], ["middle", [10, 15, 20], [10, 20]], ["last", [30, 35, 40], [30, 40]]]) {
  test(`a window of the ${where} epochs is no whole curve: the next one is filled in by the curve from before it`, () => {
    const [whole, longer] = [part(1, [0, 20, 40], [0, 40]), part(1, [0, 20, 40, 60], [0, 60], 60)];
    const next = part(1, [21, 22], [21, 22]);
    assert.deepEqual(Array.from(taken(whole, part(1, epochs, window), next).training.epochs), [0, 20, 21, 22, 40]);
    assert.deepEqual(Array.from(taken(whole, longer, part(1, epochs, window, 60), next).training.epochs), [0, 20, 21, 22, 40, 60]);
  });
}

test("a view that is built anew takes the zoom of the frame, a later frame does not move it", () => {
  const chart = taken(part(1, [0, 40], [0, 40], 40, [5, 9]), part(1, [0, 40], [0, 40], 40, [1, 2]));
  assert.deepEqual([plain(chart.zoom), chart.view.root.dataset.zoom], [[5, 9], "5,9"]);
});

for (const [loss, below] of [[10, true], [90, false]]) {
  test(`the tip of a point in the ${below ? "upper" : "lower"} half stands in the other one`, () => {
    const tip = { style: {}, offsetHeight: 20, offsetWidth: 50 };
    const canvas = { offsetLeft: 0, offsetTop: 0 };
    const panel = { canvas, pointer: { x: 20, y: 5 } };
    const view = { tip, root: { clientWidth: 400 }, frame: {}, theme };
    const shown = { panel, view, axes: { ...axes, epochAt: (x) => x }, training: { epochs: [20], losses: [loss] } };
    live.drawCrosshair(recorder().context, shown);
    assert.deepEqual([tip.hidden, tip.textContent], [false, `epoch 20  loss ${loss}.00000`]);
    assert.equal(parseFloat(tip.style.top) > 50, below);
    panel.pointer = null;
    live.drawCrosshair(recorder().context, shown);
    assert.ok(tip.hidden);
  });
}

test("the server is told the last zoom only", () => {
  const waiting = [];
  const told = load("live_view", { clearTimeout: () => { waiting.length = 0; }, setTimeout: (tell) => waiting.push(tell) });
  const asked = [];
  const view = { number: 0, edits: { at: -Infinity }, unheard: { push: ({ value }) => asked.push(plain(value)), length: 0 }, root: { dataset: {} }, link: {} };
  for (const zoom of [[10, 20], [10, 30]]) told.tellZoom({ view, zoom, redraw() {} });
  waiting.forEach((tell) => tell());
  assert.deepEqual(asked, [[10, 30]]);
  assert.equal(view.root.dataset.zoom, "10,30");
});

test("a zoom beyond the end of another, shorter run is given up", () => {
  const [first, other] = [part(1, [0, 40], [0, 40], 40, [20, 30]), part(2, [0, 20], [0, 20], 20)];
  const chart = { zoom: null, whole: null, view: { root: { dataset: {} }, frame: other }, last: () => 20, zoomed() {} };
  live.takeCurves(chart, first);
  assert.deepEqual(plain(chart.zoom), [20, 30]);
  live.takeCurves(chart, other);
  assert.equal(chart.zoom, null);
});

for (const [epoch, words] of [[0, "0.250 at epoch 0"], [9, "0.500 at epoch 0, 0.250 at epoch 9"]]) {
  test(`at epoch ${epoch} the curve is described as ${words}`, () => {
    const view = { frame: { epoch, first_loss: 0.5, loss: 0.25 } };
    assert.equal(live.describeLoss({ view, logarithmic: true }), `Loss curve, log scale: ${words}`);
  });
}
