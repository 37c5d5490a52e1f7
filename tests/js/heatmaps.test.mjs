import assert from "node:assert/strict";
import test from "node:test";
import { drawn, offscreen, recorder, theme } from "./canvas.mjs";
import { load, packed, plain } from "./shipped.mjs";

const hidden = offscreen();
const live = load("live_view", { ...hidden.surroundings, window: {} });
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

// The heatmaps of a network in a panel, its parameters −2, −1.5, −1 and so on, drawn: what is seen, the tip and the legend.
function shown(sizes, width, height, { pointer = null, kind = "weights", exact = true } = {}) {
  const record = recorder();
  const layers = live.layersOf(sizes);
  const last = layers.at(-1);
  const values = Array.from({ length: last.biases + last.fanOut }, (_, i) => (i - 4) / 2);
  const units = sizes.map((count, depth) => Array.from({ length: count }, (_, i) => `${["x", "h"][depth] ?? "output "}${i + 1}`));
  const frame = { run: 1, epoch: 3, kind, layers, shown: { values, exact, largest: live.largestSize(values) } };
  const view = { theme, frame, scene: { run: 1, units }, tip: { style: {}, offsetWidth: 60, offsetHeight: 20, hidden: true },
    root: { clientWidth: 500 }, legend: { low: {}, high: {} } };
  const canvas = { offsetLeft: 0, offsetTop: 0, getContext: () => record.context };
  const chart = live.makeHeatmaps({ width, height, pointer, canvas }, view);
  chart.draw();
  const all = drawn(record);
  return { all, texts: all.filter((each) => each.startsWith("text")).map((each) => each.slice(5).split(" | ")[0]), view, chart, frame };
}

test("with room, each matrix has a grid, its title, names and numbers that can be read on their colours", () => {
  assert.deepEqual(shown([2, 2, 1], 600, 200).all, [
    "setTransform 1 0 0 1 0 0", "rect 0 0 600 200 | background",
    "picture 0 0 2 2 34 30 192 56 | sharp", "picture 0 2 2 1 34 90 192 28 | sharp",
    "line from 130 30 to 130 118 | background 1", "line from 34 58 to 226 58 | background 1",
    "text W₁ 34 7 | left 11px ink 0.9", "text h1 82 22 | center 10px ink 0.7", "text h2 178 22 | center 10px ink 0.7",
    "text x1 30 44 | right 10px ink 0.7", "text x2 30 72 | right 10px ink 0.7", "text bias 30 104 | right 10px ink 0.7",
    "text −2.000 82 44 | center 10.5px ink 0", "text −1.500 178 44 | center 10.5px ink 32",
    "text −1.000 82 72 | center 10.5px ink 64", "text −0.5000 178 72 | center 10.5px ink 96",
    "text 0.000 82 104 | center 10.5px ink 128", "text 0.5000 178 104 | center 10.5px ink 159",
    "picture 0 0 1 2 284 30 96 56 | sharp", "picture 0 2 1 1 284 90 96 28 | sharp", "line from 284 58 to 380 58 | background 1",
    "text W₂ 284 7 | left 11px ink 0.9", "text ŷ1 332 22 | center 10px ink 0.7",
    "text h1 280 44 | right 10px ink 0.7", "text h2 280 72 | right 10px ink 0.7", "text bias 280 104 | right 10px ink 0.7",
    "text 1.000 332 44 | center 10.5px ink 191", "text 1.500 332 72 | center 10.5px ink 223", "text 2.000 332 104 | center 10.5px ink 255",
  ]);
});

test("where cells are low, names stand as close as they can be read, without a grid and without numbers", () => {
  assert.deepEqual(shown([2, 3, 1], 200, 100).all.slice(2), [
    "picture 0 0 3 2 34 30 164 9.3 | sharp", "picture 0 2 3 1 34 43.3 164 4.7 | sharp", "text W₁ 34 7 | left 11px ink 0.9",
    "text h1 61.3 22 | center 10px ink 0.7", "text h2 116 22 | center 10px ink 0.7", "text h3 170.7 22 | center 10px ink 0.7",
    "text x1 30 32.3 | right 10px ink 0.7", "text bias 30 45.7 | right 10px ink 0.7",
    "picture 0 0 1 3 34 80 96 10.5 | sharp", "picture 0 3 1 1 34 94.5 96 3.5 | sharp",
    "text W₂ 34 57 | left 11px ink 0.9", "text ŷ1 82 72 | center 10px ink 0.7", "text h1 30 81.8 | right 10px ink 0.7",
    "text bias 30 96.3 | right 10px ink 0.7",
  ]);
});

test("in a panel too narrow for titles the matrices fill its width", () => {
  assert.deepEqual(shown([2, 2, 1], 60, 60).texts, ["h1 14.5 22", "h2 43.5 22", "ŷ1 29 52"]);
});

for (const [kind, title] of [["weights", "W₁"], ["gradient", "dL/dW₁"], ["change", "ΔW₁"]]) {
  test(`the first matrix of the ${kind} is called ${title}, and without exact values has no numbers`, () => {
    const { texts } = shown([2, 2, 1], 600, 200, { kind, exact: false });
    assert.equal(texts[0], `${title} 34 7`);
    assert.equal(texts.length, 11); // titles and names
  });
}

for (const [pointer, cell, words, place] of [
  [{ x: 40, y: 40 }, "frame 34 30 96 28 | ink 0.9 1.5", "w from x1 to h1 = −2.00000", { left: "10px", top: "8px" }],
  [{ x: 225, y: 85 }, "frame 130 58 96 28 | ink 0.9 1.5", "w from x2 to h2 = −0.500000", { left: "195px", top: "53px" }],
  [{ x: 140, y: 95 }, "frame 130 90 96 28 | ink 0.9 1.5", "b of h2 = 0.500000", { left: "110px", top: "63px" }],
  [{ x: 140, y: 117 }, "frame 130 90 96 28 | ink 0.9 1.5", "b of h2 = 0.500000", { left: "110px", top: "85px" }],
  [{ x: 284, y: 58 }, "frame 284 58 96 28 | ink 0.9 1.5", "w from h2 to output 1 = 1.50000", { left: "254px", top: "26px" }],
]) {
  test(`at ${pointer.x}, ${pointer.y} the cell of ${words} has a frame and is told`, () => {
    const { all, view } = shown([2, 2, 1], 600, 200, { pointer });
    assert.deepEqual([all.at(-1), view.tip.hidden, view.tip.textContent, view.tip.style], [cell, false, words, place]);
  });
}

for (const [x, y] of [[33, 40], [227, 40], [40, 29], [40, 118.5], [40, 88], [250, 40], [381, 40]]) {
  test(`at ${x}, ${y}, beside all cells, nothing is told`, () => {
    const { all, view } = shown([2, 2, 1], 600, 200, { pointer: { x, y } });
    assert.ok(view.tip.hidden && !all.at(-1).startsWith("frame"));
  });
}

test("a drawn panel has the colours of its last matrix's parameters", () => {
  shown([2, 2, 1], 600, 200);
  assert.deepEqual(hidden.pixels(), [191, 223, 255]);
});

test("of rows too low for their names so many have one that they do not touch", () => {
  const names = (height) => shown([7, 1], 600, height).texts.filter((each) => each.includes("x")).map((each) => each.split(" ")[0]);
  assert.deepEqual(names(32 + 4 + 8 * 11), ["x1", "x2", "x3", "x4", "x5", "x6", "x7"]);
  assert.deepEqual(names(32 + 4 + 8 * 10.9), ["x1", "x3", "x5", "x7"]);
  assert.deepEqual(names(32 + 4 + 8 * 5), ["x1", "x4", "x7"]);
});

test("between wide matrices narrow ones have the width of their titles, the others share what is left", () => {
  const widths = live.cellWidthsOf([{ fanOut: 32 }, { fanOut: 1 }, { fanOut: 31 }, { fanOut: 1 }], 347);
  assert.deepEqual(plain(widths), [5, 16, 5, 16]);
  assert.deepEqual(plain(live.cellWidthsOf([{ fanOut: 40 }, { fanOut: 40 }], 40)), [1, 1]);
});

test("the legend says the ends of the scale, which stay while the values nearly fill it", () => {
  const { view, chart, frame } = shown([2, 3, 1], 600, 200);
  const ends = () => [view.legend.low.textContent, view.legend.high.textContent];
  assert.deepEqual(ends(), ["−4", "4"]);
  for (const [largest, end] of [[3, "4"], [2, "2"]]) {
    frame.shown.largest = largest;
    chart.draw();
    assert.deepEqual(ends(), [`−${end}`, end]);
  }
});

for (const [sizes, width, height, places] of [
  [[2, 12, 12, 1], 900, 300, ["34,30 29.9×28", "451,30 29.9×20.3", "868.1,30 29.9×20.3"]],
  [[2, 4, 1], 559, 200, ["34,30 96×21.3", "34,130 96×12.8"]], [[2, 4, 1], 560, 200, ["34,30 93.2×28", "464.8,30 93.2×28"]],
  [[2, 2, 1], 71, 100, ["34,30 17.5×4.7", "34,80 35×4.7"]], [[2, 2, 1], 60, 60, ["0,30 29×1", "0,60 58×1"]], [[2, 2, 1], 70, 100, ["0,30 34×4.7", "0,80 68×4.7"]],
]) {
  test(`the heatmaps of ${sizes.join("-")} lie in ${width} by ${height} at ${places.join(" and ")}`, () => {
    const tables = live.placeTables({ width, height }, { layers: live.layersOf(sizes) });
    const tenth = (each) => Math.round(10 * each) / 10;
    assert.deepEqual(plain(tables.map(({ left, top, cellWidth, cellHeight }) =>
      `${tenth(left)},${tenth(top)} ${tenth(cellWidth)}×${tenth(cellHeight)}`)), places);
  });
}

test("a canvas of cells grows with the widest and the highest matrix, and never shrinks", () => {
  const { layer, heatmaps } = table(VALUES);
  Object.assign(heatmaps.pixels, { width: 1, height: 9 });
  live.paintCells(heatmaps, layer);
  assert.deepEqual([heatmaps.pixels.width, heatmaps.pixels.height], [2, 9]);
  heatmaps.pixels.height = 2;
  live.paintCells(heatmaps, layer);
  assert.deepEqual([heatmaps.pixels.width, heatmaps.pixels.height], [2, 3]);
});

for (const [cellWidth, cellHeight, digits] of [[56, 11, 3], [55.9, 20, 2], [56, 10.9, 0], [24, 20, 0], [50, 20, 2], [49.9, 20, 0], [62, 11, 4]]) {
  test(`in cells of ${cellWidth} by ${cellHeight} numbers have ${digits} digits`, () => {
    const context = { measureText: (text) => ({ width: 6 * text.length }) };
    assert.equal(live.digitsThatFit(context, { ...view({ exact: true }), theme: { font: "Sans" } }, { cellWidth, cellHeight }), digits);
    if (digits) assert.equal(context.font, "10.5px Sans");
  });
}

test("what is chosen is shown at once, asked for, and said in its symbol", () => {
  const asked = [];
  const made = { addEventListener() {}, createElement: (tag) => ({ tag, children: [], dataset: {}, append(...more) { this.children.push(...more); },
    after(...more) { this.followed = more; }, setAttribute(name, value) { this[name] = value; }, addEventListener() {} }) };
  const view = { panels: [], wishes: {}, number: 4, unheard: { push: (message) => asked.push(plain(message)), length: 0 }, problem: {} };
  const page = load("live_view", { ...hidden.surroundings, document: made });
  const [{ children: [title, readout, legend] }] = page.weightsPanel(view).children;
  const [group] = title.followed;
  assert.deepEqual([title.textContent, readout.className, legend.className, legend.children.map(({ tag }) => tag)],
    ["Weights", "readout", "legend", ["span", "i", "span"]]);
  assert.equal(group["aria-label"], "what the heatmaps show");
  assert.deepEqual(group.children.map(({ textContent, title: words }) => [textContent, words]), [
    ["W", "weights and biases at this epoch"], ["dL/dW", "derivative of the shown loss at the shown weights"],
    ["change", "what the last epoch changed: W(epoch) − W(epoch − 1)"],
  ]);
  group.children[1].onclick();
  assert.deepEqual([asked, plain(view.wishes.kind)], [[{ number: 5, do: "kind", value: "gradient" }], { kind: "gradient", number: 5 }]);
  assert.deepEqual(group.children.map((each) => each["aria-pressed"]), [false, true, false]);
});

for (const [kind, words] of [["gradient", "derivative of the shown loss at the shown weights"], ["other", "other"]]) {
  test(`the heatmaps of ${kind} are described as ${words}`, () => {
    assert.equal(shown([2, 2, 1], 600, 200, { kind }).chart.describe(),
      `Heatmaps of 2 layers, ${words}, epoch 3: largest is ${kind === "other" ? "w" : "dL/dw"} from x1 to h1 = −2.00000`);
  });
}

test("a long name is cut over its column, an output is called ŷ", () => {
  const scene = { units: [["temperature", "output 12", "output"]] };
  assert.deepEqual([0, 1, 2].map((unit) => live.shortName(scene, 0, unit)), ["temper", "ŷ12", "ŷ"]);
  assert.equal(live.subscript(10), "₁₀");
});
