import assert from "node:assert/strict";
import test from "node:test";
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
