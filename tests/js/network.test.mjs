import assert from "node:assert/strict";
import test from "node:test";
import { offscreen, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const hidden = offscreen();
const live = load("live_view", hidden.surroundings);

// A network 2-3-1 in a panel of 300 by 200, each unit named; weights: of its flat vector, the others 0.
function diagram(weights = {}, thumbnails = null) {
  const values = Array.from({ length: 13 }, (_, i) => weights[i] ?? 0);
  const largest = Math.max(...values.map(Math.abs));
  const frame = { run: 1, sizes: [2, 3, 1], layers: live.layersOf([2, 3, 1]), weights: { values, largest, exact: true }, thumbnails,
    thumbnail_side: 2 };
  const scene = { run: 1, units: [["x1", "x2"], ["h1", "h2", "h3"], ["out"]] };
  const made = { panel: { width: 300, height: 200 }, view: { theme, frame, scene }, atlas: new hidden.surroundings.OffscreenCanvas() };
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
