import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain } from "./shipped.mjs";

const live = load("live_view");
const fanOuts = (lines) => plain(lines).map((line) => line.map(({ fanOut }) => fanOut));

// The named network, with these values in its heatmaps.
function view(shown, kind = "weights") {
  const frame = { ...live.decodeFrame(packed("named frame")), kind, shown };
  return { frame, scene: live.decodeScene(packed("named scene")), theme: { font: "" } };
}

test("heatmaps in two lines are split where the wider line is narrowest", () => {
  assert.deepEqual(fanOuts(live.twoLines(live.layersOf([2, 8, 3, 3, 1]))), [[8], [3, 3, 1]]);
});

test("a single heatmap stays in one line", () => {
  assert.deepEqual(fanOuts(live.twoLines(live.layersOf([2, 8]))), [[8]]);
});

test("numbers stand in cells only where they came exactly, as many digits as fit", () => {
  const context = { measureText: (text) => ({ width: 6 * text.length }) };
  const digits = (exact, cellWidth) => live.digitsThatFit(context, view({ exact }), { cellWidth, cellHeight: 20 });
  assert.deepEqual([digits(true, 90), digits(true, 56), digits(true, 30), digits(false, 90)], [4, 3, 0, 0]);
});

for (const [kind, name] of [["weights", "w from x1 to h1.1"], ["gradient", "dL/dw from x1 to h1.1"], ["change", "Δw from x1 to h1.1"]]) {
  test(`a cell of the ${kind} is called ${name}`, () => {
    assert.equal(live.cellText(view({ values: [0.5], exact: true }, kind), 0), `${name} = 0.500000`);
  });
}

test("the largest value is told whatever its sign", () => {
  const values = [0.5, -2, 1];
  assert.match(live.describeHeatmaps({ view: view({ values, exact: true, largest: 2 }) }), /largest is .* = -2\.00000$/);
});
