import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const live = load("live_view");

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

const CURVE = { epochs: [0, 10, 20, 30, 40], losses: [9, 4, NaN, 2, 1] };
const axes = { left: 0, top: 0, width: 100, height: 100, from: 15, to: 30, low: 0.5, high: 10, x: (epoch) => epoch, y: (loss) => loss };

test("a curve is drawn from the point before its window to the one behind it, with a gap where it has no value", () => {
  const { context, calls } = recorder();
  const path = (from, to) => {
    calls.length = 0;
    live.drawCurve(context, { axes: { ...axes, from, to } }, CURVE, "", 1, []);
    return calls.filter(({ call }) => call.endsWith("To")).map(({ call, given }) => [call, ...given]);
  };
  assert.deepEqual(path(15, 35), [["moveTo", 10, 4], ["moveTo", 30, 2], ["lineTo", 40, 1]]);
  assert.deepEqual(path(0, 10), [["moveTo", 0, 9], ["lineTo", 10, 4]]);
});

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
    assert.deepEqual([of("lineTo").length, of("fillText").length], [2 + drawn, drawn]);
  });
}

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

test("a view that is built anew takes the zoom of the frame, a later frame does not move it", () => {
  const chart = taken(part(1, [0, 40], [0, 40], 40, [5, 9]), part(1, [0, 40], [0, 40], 40, [1, 2]));
  assert.deepEqual([plain(chart.zoom), chart.view.root.dataset.zoom], [[5, 9], "5,9"]);
});

for (const logarithmic of [true, false]) {
  test(`on a ${logarithmic ? "logarithmic" : "linear"} axis a larger loss stands higher and an epoch comes back from its place`, () => {
    const training = { epochs: [0, 40], losses: [10, 0.1] };
    const { x, y, epochAt, top, height, left, width, low, high } = live.fitAxes(
      { panel: { width: 400, height: 200 }, view: { frame: { last: 40 } }, training, logarithmic, zoom: [10, 30] });
    assert.deepEqual([y(high), y(low)].map(Math.round), [top, top + height]);
    assert.deepEqual([x(10), x(30), epochAt(left + width / 2)], [left, left + width, 20]);
    const middle = logarithmic ? Math.sqrt(low * high) : (low + high) / 2;
    assert.equal(Math.round(y(middle)), Math.round(top + height / 2));
    assert.equal(Math.round(y(0)), Math.round(logarithmic ? top + height : y(low) + (low / (high - low)) * height));
  });
}

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
