import assert from "node:assert/strict";
import test from "node:test";
import { drawn, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const timers = [];
const live = load("live_view", { window: {}, requestAnimationFrame() {}, document: {}, setTimeout: (act, wait) => timers.push(wait), clearTimeout: (timer) => timers.push(`cleared ${timer}`) });

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
  const view = { number: 0, unheard: { push: ({ value }) => asked.push(plain(value)), length: 0 }, root: { dataset: {} }, link: {} };
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

// The panel of a run of 40 epochs whose losses are 10, 1 and 0.1, as it is mounted; what is drawn behind the axes.
function mounted({ run = {}, pointer = null, logarithmic = true, drag = null } = {}) {
  const record = recorder();
  const losses = run.losses ?? [10, 1, 0.1];
  const frame = { run: 1, epoch: 30, last: 40, loss: 1, first_loss: 10, window: [0, 40], zoom: null, ...run,
    training: { epochs: [0, 20, 40], losses }, test: run.test ? { epochs: [0, 20, 40], losses: run.test } : null };
  const listening = {};
  const view = { theme, frame, tip: { style: {}, offsetWidth: 60, offsetHeight: 20, hidden: true }, root: { clientWidth: 500, dataset: {} },
    dirty: new Set(), request: 1, panels: [], number: 0, unheard: [], problem: {} };
  const canvas = { offsetLeft: 0, offsetTop: 0, getContext: () => record.context, addEventListener: (type, act) => { listening[type] = act; },
    setAttribute() {}, setPointerCapture() {} };
  const panel = { width: 400, height: 200, pointer, canvas };
  const chart = live.makeLossChart(panel, view);
  chart.update(frame);
  if (!logarithmic) chart.setLogarithmic(false);
  chart.draw();
  if (drag) {
    listening.pointerdown({ button: 0, isPrimary: true, offsetX: drag[0] });
    listening.pointermove({ offsetX: drag[1] });
    record.calls.length = 0;
    chart.draw();
  }
  const all = drawn(record);
  return { all, behind: all.slice(all.indexOf("save")), view, chart, panel, listening };
}

test("the curve keeps to its box; a past epoch that is shown has a line and a dot on the curve", () => {
  assert.deepEqual(mounted().behind, ["save", "only in box 52 16 328 154", "line from 52 18 to 216 93 to 380 168 | primary 1.6", "restore",
    "line from 298 18 to 298 168 | ink 0.6 1", "area round 298 93 3.5 | primary", "line round 298 93 3.5 | background 1.5"]);
});

test("marks, the test curve below the training curve, a legend, and at the pointer a line, a dot and both losses", () => {
  const { behind, view: { tip } } = mounted({ run: { epoch: 40, loss: 0.1, test: [5, 2, 0.2], changes: [[10, "L2 0.1"]], stop_at_loss: 0.2 },
    pointer: { x: 220, y: 50 } });
  assert.deepEqual(behind.slice(2), [
    "line from 134.5 18 to 134.5 168 | ink 0.5 1 dashed 3 3", "line from 52 145.5 to 380 145.5 | ink 0.6 1 dashed 3 3",
    "text stop at 0.2 54 138.5 | left 11px ink 0.7", "line from 52 40.6 to 216 70.4 to 380 145.4 | ink 0.75 1 dashed 4 3",
    "line from 52 18 to 216 93 to 380 168 | primary 1.6", "restore", "area round 380 168 3.5 | primary", "line round 380 168 3.5 | background 1.5",
    "text test 380 6 | right 11px ink 0.7", "line from 336 6 to 356 6 | ink 0.75 1 dashed 4 3",
    "text training 324 6 | right 11px ink 0.7", "line from 262 6 to 282 6 | primary 1.6",
    "line from 216 18 to 216 168 | ink 0.35 1", "area round 216 93 3.5 | ink 1", "line round 216 93 3.5 | background 1.5",
  ]);
  assert.deepEqual([tip.textContent, tip.style], ["epoch 20  loss 1.000000  test 2.000000", { left: "186px", top: "22px" }]);
});

test("marks leave no dashes to what is drawn behind them", () => {
  const record = recorder();
  live.drawMarks(record.context, { axes, view: { frame: { stop_at_loss: 1 }, theme } });
  assert.deepEqual(record.calls.at(-1).given.length, 1);
  assert.equal(record.calls.at(-1).given[0].length, 0);
});

test("a drag marks its epochs over the curve", () => {
  const { behind } = mounted({ drag: [100, 60] });
  assert.equal(behind[3], "rect 60 18 40 150 | ink 0.12");
});

for (const [logarithmic, losses, why] of [
  [true, [0, 0, 0], "no loss above 0 to show on a log scale"], [false, [NaN, NaN, NaN], "no loss to show"],
]) {
  test(`where there is ${why}, that stands in the middle, and no tip`, () => {
    const { all, view, chart, panel } = mounted({ pointer: { x: 220, y: 50 } });
    assert.equal(all.length > 3 && view.tip.hidden, false);
    const record = recorder();
    panel.context = record.context;
    chart.setLogarithmic(logarithmic);
    chart.update({ ...view.frame, training: { epochs: [0, 20, 40], losses } });
    chart.draw();
    assert.deepEqual(drawn(record).slice(2), [`text ${why} 200 100 | center 13px ink 0.7`]);
    assert.equal(view.tip.hidden, true);
  });
}

test("on a linear scale a loss of 0 is shown, and the scale is said", () => {
  const { behind, chart } = mounted({ run: { losses: [10, 5, 0], loss: 2.5 }, logarithmic: false });
  assert.equal(behind[2], "line from 52 18 to 216 93 to 380 168 | primary 1.6");
  assert.equal(chart.describe(), "Loss curve, linear scale: 10.0 at epoch 0, 2.50 at epoch 30");
});

test("at the axis's own ends the shown epoch has its dot", () => {
  for (const epoch of [15, 30]) {
    const { context, of } = recorder();
    live.drawShownEpoch(context, { axes, view: { frame: { epoch, last: 30, loss: 2 }, theme } });
    assert.equal(of("arc").length, 1);
  }
});

test("a stop at the lowest loss of the axis is drawn", () => {
  const { context, of } = recorder();
  live.drawMarks(context, { axes, view: { frame: { changes: null, stop_at_loss: 0.5 }, theme } });
  assert.deepEqual(of("moveTo").length, 1);
});

test("a change within seven pixels of the pointer is told, on either side", () => {
  const changes = [[93, "a"], [94, "b"], [106, "c"], [107, "d"]];
  const told = plain(live.changesNear({ axes: { x: (epoch) => epoch }, view: { frame: { changes } } }, 100));
  assert.deepEqual(told, ["from epoch 94: b", "from epoch 106: c"]);
  assert.deepEqual(plain(live.changesNear({ axes: {}, view: { frame: {} } }, 0)), []);
});

test("a tip tells the changes beside the point, a line each", () => {
  const { view: { tip } } = mounted({ run: { changes: [[20, "momentum 0.9"]] }, pointer: { x: 216, y: 50 } });
  assert.equal(tip.textContent, "epoch 20  loss 1.000000\nfrom epoch 20: momentum 0.9");
});

test("a zoom is marked, drawn and told 200 ms later; reset shows all again, and the timer ends with the panel", () => {
  const { view, chart, panel } = mounted();
  timers.length = 0;
  view.dirty.clear();
  chart.resetZoom();
  assert.deepEqual([timers, view.root.dataset.zoom, [...view.dirty].includes(panel)], [["cleared undefined", 200], "", true]);
  chart.release();
  assert.equal(timers.at(-1), "cleared 2");
});

test("a change of the scale is drawn", () => {
  const { view, chart, panel } = mounted();
  view.dirty.clear();
  chart.setLogarithmic(false);
  assert.deepEqual([...view.dirty], [panel]);
});

test("a zoom from the first epoch after the last is given up, one that reaches it stays", () => {
  for (const [zoom, stays] of [[[40, 41], false], [[39, 40], true]]) {
    const told = [];
    const chart = { zoom, whole: { run: 1 }, view: { root: { dataset: {} } }, last: () => 40, zoomed: () => told.push(1) };
    live.takeCurves(chart, part(1, [0, 40], [0, 40]));
    assert.deepEqual([chart.zoom !== null, told.length], [stays, stays ? 0 : 1]);
  }
});

test("the panel has a button that resets the zoom and a switch of the scale, log first", () => {
  const made = { addEventListener() {}, createElement: (tag) => ({ tag, children: [], dataset: {}, append(...more) { this.children.push(...more); },
    setAttribute(name, value) { this[name] = value; }, addEventListener() {} }) };
  const view = { panels: [], dirty: new Set(), request: 1, root: { dataset: {} }, frame: { last: 9 } };
  const page = load("live_view", { document: made, setTimeout() {}, clearTimeout() {}, requestAnimationFrame() {} });
  const [{ children: [title, , reset, scales] }] = page.lossPanel(view).children;
  assert.deepEqual([title.textContent, reset.textContent, reset.title, reset.className, scales["aria-label"]],
    ["Loss", "reset zoom", "show all epochs (double click, Escape)", "reset", "scale of the loss"]);
  const pressed = () => scales.children.map((each) => `${each.textContent} ${each["aria-pressed"]}`);
  assert.deepEqual(pressed(), ["log true", "linear false"]);
  view.frame.loss = 1;
  const { chart } = view.panels[0];
  assert.match(chart.describe(), /log scale/);
  scales.children[1].onclick();
  assert.deepEqual([pressed(), /linear scale/.test(chart.describe())], [["log false", "linear true"], true]);
  scales.children[0].onclick();
  assert.match(chart.describe(), /log scale/);
  view.root.dataset.zoom = "1,2";
  reset.onclick();
  assert.equal(view.root.dataset.zoom, "");
});

for (const [first, words] of [[NaN, ""], [0.5, "0.500 at epoch 0, "]]) {
  test(`a curve whose first loss is ${first} is described with its present one`, () => {
    assert.equal(live.describeLoss({ view: { frame: { epoch: 1, first_loss: first, loss: 0.25 } } }), `Loss curve, linear scale: ${words}0.250 at epoch 1`);
  });
}

test("a test loss that is nowhere near is not told", () => {
  const chart = { test: { epochs: [0], losses: [1] }, axes: { from: 5, to: 20 } };
  assert.equal(live.pointText(chart, { epoch: 1234, loss: 0.25 }), "epoch 1\u202f234  loss 0.2500000");
});

test("a first frame that holds a window only is all that is known", () => {
  assert.deepEqual(Array.from(taken(part(1, [10, 15, 20], [10, 20])).training.epochs), [10, 15, 20]);
});

test("a run that stops at no loss has no line on a linear axis either, and marks lie on whole pixels", () => {
  const record = recorder();
  const whole = { ...axes, low: 0, x: (epoch) => epoch + 0.7, y: (loss) => loss + 0.7 };
  live.drawMarks(record.context, { axes: whole, view: { frame: { changes: [[20, "L2"]], stop_at_loss: 0 }, theme } });
  assert.deepEqual(drawn(record), ["line from 21.5 0 to 21.5 100 | ink 0.5 1 dashed 3 3"]);
  const stop = recorder();
  live.drawMarks(stop.context, { axes: whole, view: { frame: { stop_at_loss: 2 }, theme } });
  assert.equal(drawn(stop)[0], "line from 0 3.5 to 100 3.5 | ink 0.6 1 dashed 3 3");
});
