import assert from "node:assert/strict";
import test from "node:test";
import { drawn, offscreen, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const hidden = offscreen();
const live = load("live_view", { ...hidden.surroundings, window: {} });

// A network 2-3-1 in a panel of 300 by 200 or another, each unit named; weights: of its flat vector, the others 0.
function diagram(weights = {}, thumbnails = null, panel = { width: 300, height: 200 }) {
  const values = Array.from({ length: 13 }, (_, i) => weights[i] ?? 0);
  const largest = Math.max(...values.map(Math.abs));
  const frame = { run: 1, sizes: [2, 3, 1], layers: live.layersOf([2, 3, 1]), weights: { values, largest, exact: true }, thumbnails,
    thumbnail_side: 2 };
  const scene = { run: 1, units: [["x1", "x2"], ["h1", "h2", "h3"], ["out"]] };
  const made = { panel, view: { theme, frame, scene }, atlas: new hidden.surroundings.OffscreenCanvas() };
  live.placeUnits(made);
  return made;
}

test("layers go from left to right and units from top to bottom", () => {
  const columns = diagram().columns;
  assert.deepEqual(plain(columns.map((column) => column.length)), [2, 3, 1]);
  assert.ok(columns[0][0].x < columns[1][0].x && columns[1][0].x < columns[2][0].x);
  assert.ok(columns[1][0].y < columns[1][1].y && columns[1][1].y < columns[1][2].y);
});

for (const side of ["width", "height"]) {
  test(`units are placed anew in another ${side}`, () => {
    const drawn = diagram();
    const before = plain(drawn.columns);
    drawn.panel[side] += 100;
    live.placeUnits(drawn);
    assert.notDeepEqual(plain(drawn.columns), before);
  });
}

test("each weight has the edge from its input to its unit, a bias has none", () => {
  const { ends, columns, size } = diagram();
  for (const [index, from, to] of [[0, [0, 0], [1, 0]], [2, [0, 0], [1, 2]], [3, [0, 1], [1, 0]], [11, [1, 2], [2, 0]]]) {
    const [one, other] = [from, to].map(([layer, unit]) => columns[layer][unit]);
    const expected = [one.x + size / 2, one.y, other.x - size / 2, other.y].map(Math.fround);
    assert.deepEqual([...ends.subarray(4 * index, 4 * index + 4)], expected);
  }
  assert.ok(Number.isNaN(ends[4 * 6]) && Number.isNaN(ends[4 * 12]));
});

test("an edge has the colour of its weight's sign and is the wider the larger the weight is", () => {
  const drawn = diagram({ 0: -4, 1: 1, 6: 3 });
  const { context, calls } = recorder();
  live.drawEdges(context, drawn);
  const strokes = [];
  calls.forEach((each, i) => { if (each.call === "lineTo") strokes.push([calls[i - 1].given, each]); });
  const { ends } = drawn;
  const of = (index) => strokes.filter(([[x, y], { given }]) => x === ends[4 * index] && y === ends[4 * index + 1]
    && given[0] === ends[4 * index + 2] && given[1] === ends[4 * index + 3]).map(([, styles]) => styles);
  assert.equal(strokes.length, 2); // neither a weight of 0 nor a bias
  assert.deepEqual([of(0)[0].strokeStyle, of(1)[0].strokeStyle], ["signed 0", "signed 255"]);
  assert.ok(of(0)[0].lineWidth > of(1)[0].lineWidth && of(0)[0].globalAlpha > of(1)[0].globalAlpha);
});

test("of eight sizes each has its own width and strength, and the smallest weight that is not 0 is still drawn", () => {
  const shares = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];
  const stroke = (share) => {
    const { context, calls } = recorder();
    live.drawEdges(context, diagram({ 0: share, 12: -1 })); // the largest is a bias: one edge is drawn
    const { lineWidth, globalAlpha } = calls.find(({ call }) => call === "lineTo");
    return [lineWidth, globalAlpha];
  };
  const strokes = shares.map(stroke);
  strokes.slice(1).forEach(([width, alpha], i) => assert.ok(width > strokes[i][0] && alpha > strokes[i][1]));
  assert.deepEqual(stroke(1e-9), strokes[0]);
  assert.deepEqual(stroke(0.3), strokes[2]);
});

test("each neuron shows its own picture, first row at the bottom, and an input none", () => {
  const pictures = Uint8Array.from({ length: 16 }, (_, i) => i);
  const drawn = diagram({}, pictures);
  const { context, of } = recorder();
  live.drawNodes(context, drawn);
  assert.deepEqual(hidden.pixels(), [2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13]);
  const { size } = drawn;
  const neurons = drawn.columns.slice(1).flat();
  assert.deepEqual(of("drawImage").map(({ given }) => given.slice(1)), neurons.map(({ x, y }, i) =>
    [0, 2 * i, 2, 2, Math.round(x - size / 2), Math.round(y - size / 2), size, size]));
});

test("a bias is as large as its value without its sign, and has the colour of its sign; one of 0 has none", () => {
  const { context, of } = recorder();
  live.drawBiases(context, diagram({ 6: -2, 7: 2, 12: 0.5 }));
  const squares = of("fillRect").filter(({ fillStyle }) => fillStyle !== "background");
  assert.deepEqual(squares.map(({ fillStyle }) => fillStyle), ["signed 0", "signed 255", "ink 0.5", "signed 255"]);
  const [negative, positive, none, small] = squares.map(({ given }) => given[2]);
  assert.equal(negative, positive);
  assert.ok(none < small && small < positive);
});

test("under the pointer lies a bias before its node, a node before an edge, and farther off nothing", () => {
  const drawn = diagram({ 7: 0.5, 12: -1 });
  const { size, columns: [, hiddenUnits, [output]] } = drawn;
  const text = (x, y) => live.findPart(drawn, { x, y })?.text;
  const [, middle] = hiddenUnits;
  assert.equal(text(middle.x - size / 2, middle.y + size / 2), "b of h2 = 0.500000");
  assert.equal(text(middle.x, middle.y), "neuron h2, bias = 0.500000");
  assert.equal(text(output.x + size / 2, output.y), "neuron out, bias = −1.00000");
  assert.equal(text(output.x + size / 2 + 1, output.y), undefined);
  assert.equal(text((middle.x + output.x) / 2, middle.y), "w from h2 to out = 0.00000");
  assert.equal(text(drawn.columns[0][1].x, drawn.columns[0][1].y), "input x2");
});

for (const [index, reach] of [[6, 4], [7, 5.33], [12, 6.5]]) {
  test(`the bias ${index} is found in its whole square and at least 4 pixels around its middle, which is ${reach} pixels`, () => {
    const drawn = diagram({ 7: 0.5, 12: -1 });
    const { x, y } = live.biasPlaces(drawn).find((each) => each.index === index);
    const isFound = (dx, dy) => live.findPart(drawn, { x: x + dx, y: y + dy })?.kind === "bias";
    const [inside, outside] = [reach - 0.1, reach + 0.1];
    assert.deepEqual([[inside, inside], [-inside, -inside], [-inside, inside]].map(([dx, dy]) => isFound(dx, dy)), [true, true, true]);
    assert.deepEqual([[outside, 0], [-outside, 0], [0, outside], [0, -outside]].map(([dx, dy]) => isFound(dx, dy)), new Array(4).fill(false));
  });
}

test("an edge is found up to 5 pixels away, and the one under the pointer is drawn over its own line", () => {
  const level = Float32Array.of(0, 50, 100, 50, 0, 80, 100, 80);
  assert.deepEqual([54, 56].map((y) => live.nearestEdge(level, { x: 50, y })), [0, -1]);
  const { context, of } = recorder();
  live.drawEdge(context, { ends: level, view: { theme } }, 1);
  assert.deepEqual([of("moveTo")[0].given, of("lineTo")[0].given], [[0, 80], [100, 80]]);
});

test("layers are named above their columns, shorter where there is less room, and not where there is none", () => {
  const names = (stride) => {
    const { context, of } = recorder();
    live.drawLayerNames(context, { ...diagram(), stride });
    return of("fillText").map(({ given: [text] }) => text);
  };
  assert.deepEqual([100, 50, 30].map(names), [["inputs", "hidden 1", "output"], ["inputs", "h1", "output"], []]);
});

for (const [name, size, text, inside] of [
  ["x1", 16, "x1", true], ["x1", 15, "x1", false], ["height", 44, "hei", false], ["height", 48, "height", true],
]) {
  test(`in a square of ${size} pixels the input “${name}” is called ${text} ${inside ? "inside" : "beside"} it`, () => {
    const { context, of } = recorder();
    live.drawInputName(context, { size, view: { theme, frame: { run: 1 }, scene: { run: 1, units: [[name]] } } }, 0, 100, 50);
    assert.deepEqual(of("fillText")[0].given, [text, inside ? 100 : 100 - size / 2 - 4, 50]);
  });
}

for (const [weights, largest] of [
  [{ 1: 2, 3: -4 }, "w from x2 to h1 = −4.00000"], [{ 12: 3 }, "b of out = 3.00000"], [{}, "w from x1 to h1 = 0.00000"],
]) {
  test(`of ${JSON.stringify(weights)} it is said that the largest is ${largest}`, () => {
    const { view } = diagram(weights);
    view.frame.epoch = 7;
    assert.equal(live.describeNetwork(view), `Network 2-3-1 at epoch 7: largest is ${largest}`);
  });
}

for (const [width, height, sizes, size, places] of [
  [300, 200, [2, 3, 1], 32, "38,79 38,135 | 150,51.7 150,107 150,162.3 | 262,107"],
  [300, 200, [1, 8, 1], 16, "30,107 | 150,34.4 150,55.1 150,75.9 150,96.6 150,117.4 150,138.1 150,158.9 150,179.6 | 270,107"],
  [400, 300, [2, 4, 1], 44, "44,112.1 44,201.9 | 200,57.3 200,123.8 200,190.3 200,256.8 | 356,157"],
  [1000, 600, [2, 2, 1], 63, "53.5,211.5 53.5,402.5 | 500,211.5 500,402.5 | 946.5,307"],
  [53, 200, [1, 1], 5, "24.5,107 | 28.5,107"],
  [60, 40, [2, 1, 1, 1, 1], 2, "23,30.6 23,37.4 | 26.5,34 | 30,34 | 33.5,34 | 37,34"],
]) {
  test(`the units of ${sizes.join("-")} in ${width} by ${height} are ${size} pixels wide, as far apart as there is room`, () => {
    const made = { panel: { width, height }, view: { frame: { sizes, layers: live.layersOf(sizes) } } };
    live.placeUnits(made);
    assert.equal(made.size, size);
    const found = made.columns.map((column) => column.map(({ x, y }) => [x, y].map((place) => Math.round(10 * place) / 10)).join(" "));
    assert.equal(found.join(" | "), places);
  });
}

// What stands on the canvas when a part of a diagram is drawn.
function seen(part, made) {
  const record = recorder();
  live[part](record.context, made);
  return drawn(record);
}

const SMALL = { width: 60, height: 40 };
const PICTURES = Uint8Array.from({ length: 16 }, (_, i) => i);

test("strong edges are wide and opaque, weak ones thin and faint; those of a small network are thinner", () => {
  assert.deepEqual(seen("drawEdges", diagram({ 0: -4, 1: 1, 6: 3 })),
    ["line from 54 79 to 134 107 | signed 255 1.3 alpha 0.3", "line from 54 79 to 134 51.7 | signed 0 5.1 alpha 0.9"]);
  assert.deepEqual(seen("drawEdges", diagram({ 0: 1 }, null, SMALL)), ["line from 25 30.6 to 28.5 27.3 | signed 255 2.3 alpha 0.9"]);
  const { context } = recorder();
  live.drawEdges(context, diagram({ 0: 1 }));
  assert.equal(context.globalAlpha, 1); // what is drawn after them is opaque
});

test("a unit is a square with a frame: its picture where there is one, an input's name", () => {
  assert.deepEqual(seen("drawNodes", diagram({}, PICTURES, { width: 303, height: 200 })).slice(3), [
    "rect 22 119 32 32 | background", "frame 22.5 119.5 31 31 | ink 0.45 1", "text x2 38 135 | center 12px ink 0.9",
    "rect 136 36 32 32 | background", "picture 0 0 2 2 136 36 32 32 | smooth", "frame 136.5 36.5 31 31 | ink 0.45 1",
    "rect 136 91 32 32 | background", "picture 0 2 2 2 136 91 32 32 | smooth", "frame 136.5 91.5 31 31 | ink 0.45 1",
    "rect 136 146 32 32 | background", "picture 0 4 2 2 136 146 32 32 | smooth", "frame 136.5 146.5 31 31 | ink 0.45 1",
    "rect 249 91 32 32 | background", "picture 0 6 2 2 249 91 32 32 | smooth", "frame 249.5 91.5 31 31 | ink 0.45 1",
  ]);
});

test("below four pixels a unit has no frame, and an input's name stands beside it", () => {
  const small = seen("drawNodes", diagram({}, null, SMALL));
  assert.deepEqual(small.slice(0, 2), ["rect 22 29 3 3 | background", "text x1 18 30.6 | right 10px ink 0.7"]);
  assert.ok(!small.some((each) => each.startsWith("frame")));
  const framed = { ...diagram(), size: 4 };
  assert.equal(seen("drawNodes", framed).filter((each) => each.startsWith("frame")).length, 6);
});

for (const [what, panel, squares] of [
  ["large", { width: 300, height: 200 }, ["rect 127.5 61.2 13 13 | background", "rect 128.5 62.2 11 11 | signed 0",
    "rect 129.5 118.5 9 9 | background", "rect 130.5 119.5 7 7 | signed 255",
    "rect 131.5 175.8 5 5 | background", "rect 132.5 176.8 3 3 | ink 0.5",
    "rect 240.7 117.7 10.7 10.7 | background", "rect 241.7 118.7 8.7 8.7 | signed 255"]],
  ["small", SMALL, ["rect 26.5 26.8 4 4 | background", "rect 27.5 27.8 2 2 | signed 0",
    "rect 26.6 33.6 3.8 3.8 | background", "rect 27.6 34.6 1.8 1.8 | signed 255",
    "rect 26.8 40.4 3.5 3.5 | background", "rect 27.8 41.4 1.5 1.5 | ink 0.5",
    "rect 33.1 33.6 3.9 3.9 | background", "rect 34.1 34.6 1.9 1.9 | signed 255"]],
]) {
  test(`in a ${what} network a bias lies on its unit's lower left corner in a rim of its own, its area as its size`, () => {
    assert.deepEqual(seen("drawBiases", diagram({ 6: -4, 7: 1, 12: 2 }, null, panel)), squares);
  });
}

test("without pictures units have their frames only", () => {
  assert.equal(seen("drawNodes", diagram()).filter((each) => each.startsWith("picture")).length, 0);
});

test("places are computed once for a network and a panel, not for each frame", () => {
  const made = diagram();
  const { columns, ends } = made;
  live.placeUnits(made);
  assert.ok(made.columns === columns && made.ends === ends);
});

test("without a weight that is not 0 no bias is larger than the smallest", () => {
  assert.deepEqual(plain(live.biasPlaces(diagram()).map(({ edge }) => edge)), [3, 3, 3, 3]);
});

test("pictures of another network or another side replace those that were painted before", () => {
  const made = diagram({}, PICTURES);
  live.paintThumbnails(made, 2);
  const { strip } = made;
  live.paintThumbnails(made, 2);
  assert.equal(made.strip, strip); // nothing new for each frame
  for (const [side, count, rows] of [[2, 8, 4], [4, 16, 4], [4, 32, 8]]) {
    made.view.frame.thumbnails = Uint8Array.from({ length: count }, () => 7);
    live.paintThumbnails(made, side);
    assert.deepEqual([made.strip.width, made.strip.height, made.atlas.width, made.atlas.height], [side, rows, side, rows]);
    assert.deepEqual(hidden.pixels(), new Array(count).fill(7));
  }
});

test("names stand in one line above the middles of their columns", () => {
  assert.deepEqual(seen("drawLayerNames", diagram()), ["text inputs 38 8 | center 11px ink 0.7", "text hidden 1 150 8 | center 11px ink 0.7",
    "text output 262 8 | center 11px ink 0.7"]);
  const count = (stride) => seen("drawLayerNames", { ...diagram(), stride }).map((each) => each.split(" ")[1]);
  assert.deepEqual([33.9, 34, 61.9, 62].map(count), [[], ["inputs", "h1", "output"], ["inputs", "h1", "output"], ["inputs", "hidden", "output"]]);
});

// The whole panel with the pointer at x, y: what is drawn, and the tip.
function pointed(pointer) {
  const record = recorder();
  const made = diagram({ 7: 0.5, 12: -1 });
  made.view.tip = { style: {}, offsetWidth: 60, offsetHeight: 20, hidden: true };
  made.view.root = { clientWidth: 500 };
  Object.assign(made.panel, { pointer, canvas: { offsetLeft: 0, offsetTop: 0, getContext: () => record.context } });
  const chart = live.makeNetwork(made.panel, made.view);
  chart.draw();
  return { seen: drawn(record), tip: made.view.tip, words: chart.describe() };
}

test("an edge under the pointer is drawn anew below the units, and told above the pointer", () => {
  const { seen: all, tip } = pointed({ x: 200, y: 108 });
  const [edge, unit] = ["line from 166 107 to 246 107 | ink 0.9 1.5", "rect 134 91 32 32 | background"].map((each) => all.indexOf(each));
  assert.ok(edge >= 0 && edge < unit);
  assert.deepEqual([tip.hidden, tip.textContent, tip.style], [false, "w from h2 to out = 0.00000", { left: "170px", top: "76px" }]);
});

test("a unit under the pointer is told but not marked, and beside all nothing is", () => {
  const plainly = pointed(null);
  const unit = pointed({ x: 150, y: 107 });
  assert.deepEqual(unit.seen, plainly.seen);
  assert.equal(unit.tip.textContent, "neuron h2, bias = 0.500000");
  assert.deepEqual([plainly.tip.hidden, pointed({ x: 5, y: 5 }).tip.hidden], [true, true]);
  assert.deepEqual(plainly.seen.filter((each) => each.startsWith("rect")).length, 1 + 6 + 8);
  assert.equal(plainly.seen.at(-1), "text output 262 8 | center 11px ink 0.7");
  assert.match(plainly.words, /largest is b of out = −1\.00000$/);
});

test("the panel's head shows the colours of a negative and of a positive weight", () => {
  const made = { addEventListener() {}, createElement: (tag) => ({ tag, children: [], append(...more) { this.children.push(...more); }, setAttribute() {}, addEventListener() {} }) };
  const view = { panels: [] };
  const panel = load("live_view", { ...hidden.surroundings, document: made }).networkPanel(view);
  const [{ children: [title, , negative, positive] }] = panel.children;
  assert.deepEqual([panel.className, title.textContent], ["panel network", "Network"]);
  assert.deepEqual([negative, positive].map((each) => [each.className, each.textContent]), [["sign negative", "negative"], ["sign positive", "positive"]]);
});
