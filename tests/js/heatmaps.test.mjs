import assert from "node:assert/strict";
import test from "node:test";
import { offscreen, recorder, theme } from "./canvas.mjs";
import { load, packed, plain } from "./shipped.mjs";

const hidden = offscreen();
const live = load("live_view", hidden.surroundings);
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
  assert.match(live.describeHeatmaps({ view: view({ values, exact: true, largest: 2 }) }), /largest is .* = −2\.00000$/);
});

// The second layer of a network 2-2-2 whose heatmaps show its gradient.
function table(values) {
  const [, layer] = live.layersOf([2, 2, 2]);
  const frame = { run: 1, kind: "gradient", shown: { values, exact: true }, weights: { values: values.map((value) => -value) } };
  const scene = { run: 1, units: [["x1", "x2"], ["h1", "h2"], ["output", "output 2"]] };
  const pixels = new hidden.surroundings.OffscreenCanvas();
  const heatmaps = { view: { theme, frame, scene }, limit: 10, pixels };
  return { layer, label: 34, left: 100, top: 30, cellWidth: 96, cellHeight: 20, heatmaps };
}

const VALUES = [0, 0, 0, 0, 0, 0, -10, 10, 0, -5, 5, 1]; // of the second layer the last six, biases the last two

test("a cell has the colour of what is shown, in rows of inputs, biases last", () => {
  const { layer, heatmaps } = table(VALUES);
  live.paintCells(heatmaps, layer);
  assert.deepEqual(hidden.pixels(), [0, 255, 128, 64, 191, 140]);
});

test("a table's numbers and names stand over their cells, the biases set apart", () => {
  const { heatmaps, ...place } = table(VALUES);
  const { context, of } = recorder();
  live.drawTable(context, heatmaps, place);
  assert.deepEqual(of("drawImage").map(({ given }) => given.slice(1)),
    [[0, 0, 2, 2, 100, 30, 192, 40], [0, 2, 2, 1, 100, 74, 192, 20]]);
  const texts = of("fillText").map(({ given }) => given);
  assert.deepEqual(texts, [
    ["dL/dW₂", 100, 7], ["ŷ", 148, 22], ["ŷ2", 244, 22], ["h1", 96, 40], ["h2", 96, 60], ["bias", 96, 84],
    ["−10.00", 148, 40], ["10.00", 244, 40], ["0.000", 148, 60], ["−5.000", 244, 60], ["5.000", 148, 84], ["1.000", 244, 84],
  ]);
});

for (const [width, lines] of [[900, [30, 30, 30]], [400, [30, 130, 130]]]) {
  test(`in a panel of ${width} pixels tables follow each other without touching and stay inside`, () => {
    const layers = live.layersOf([2, 4, 4, 1]);
    const tables = live.placeTables({ width, height: 200 }, { layers });
    assert.deepEqual(plain(tables.map(({ top }) => top)), lines);
    tables.forEach(({ layer, left, top, cellWidth, cellHeight, label }, i) => {
      const before = i && tables[i - 1].top === top ? tables[i - 1] : null;
      assert.ok(left - label >= (before ? before.left + before.layer.fanOut * before.cellWidth : 0));
      const bottom = lines[2] > 99 && top < 99 ? 100 : 200;
      assert.ok(left + layer.fanOut * cellWidth <= width && top + (layer.fanIn + 1) * cellHeight + 4 <= bottom);
    });
  });
}

test("the output's one column beside wide layers is as wide as its title, and inside", () => {
  const tables = live.placeTables({ width: 640, height: 200 }, { layers: live.layersOf([2, 32, 32, 32, 32, 32, 32, 1]) });
  const last = tables.at(-1);
  assert.equal(last.cellWidth, 16);
  assert.ok(last.left + last.cellWidth <= 640);
});
