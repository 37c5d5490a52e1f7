import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const maps = load("map_view");
const axis = { label: "momentum", low: 0, high: 1, log: false, digits: 4 };
const map = { cells: 5, x: { ...axis, label: "learning rate", low: 0.01, high: 100, log: true }, y: axis, states: new Array(25).fill(1),
  values: new Array(25).fill(12), outcomes: ["not computed yet", "solved after {v} epochs"] };

test("a place of the picture belongs to one cell, also at its edges", () => {
  const cells = [[0, 0], [0.19, 0.41], [1, 1]].map((place) => plain(maps.cellAt(map, place)));
  assert.deepEqual(cells, [[0, 0], [2, 0], [4, 4]]);
});

test("an arrow goes to the cell beside it and stays within the map", () => {
  const from = (cell, key) => plain(maps.neighbour(map, cell, key));
  assert.deepEqual(from([2, 2], "ArrowUp"), [3, 2]);
  assert.deepEqual(from([2, 2], "ArrowRight"), [2, 3]);
  assert.deepEqual(from([2, 2], "ArrowDown"), [1, 2]);
  assert.deepEqual(from([2, 2], "ArrowLeft"), [2, 1]);
  assert.deepEqual([from([0, 4], "ArrowDown"), from([0, 4], "ArrowRight"), from([4, 0], "ArrowUp"), from([4, 0], "ArrowLeft")],
    [[0, 4], [0, 4], [4, 0], [4, 0]]);
});

test("a key zooms to half the picture around its cell, a drag to what lies between its ends", () => {
  assert.deepEqual(plain(maps.around(map, [2, 2])), [0.25, 0.75, 0.25, 0.75]);
  assert.deepEqual(plain(maps.between([0.8, 0.1], [0.2, 0.6])), [0.2, 0.8, 0.1, 0.6]);
});

test("a cell is told by its settings, in equal ratios on a logarithmic axis, and by its outcome", () => {
  assert.equal(maps.sentence(map, [1, 2]), "learning rate 1, momentum 0.25: solved after 12 epochs");
});

test("the first row of a map is at the bottom, and what is not computed yet is transparent", () => {
  let drawn;
  class ImageData {
    constructor(width, height) { this.data = new Uint8ClampedArray(4 * width * height); }
  }
  class OffscreenCanvas {
    getContext = () => ({ putImageData: (image) => { drawn = image.data; } });
  }
  const palette = Uint8Array.from([10, 11, 12, 20, 21, 22]);
  load("map_view", { ImageData, OffscreenCanvas }).imageOf({ cells: 2, colours: [254, 255, 1, 0], palette });
  assert.deepEqual([...drawn], [20, 21, 22, 255, 10, 11, 12, 255, 0, 0, 0, 255, 0, 0, 0, 0]);
});

test("on a linear axis that does not begin at 0 the settings are in equal steps", () => {
  const { valueAt } = maps;
  assert.deepEqual([0, 1, 4].map((index) => valueAt({ low: -2, high: 2, log: false, digits: 4 }, index, 5)), ["−2", "−1", "2"]);
});

test("only cells of the map are on it", () => {
  assert.deepEqual([[4, 4], [5, 0], [0, 5], [0, 0]].map((cell) => maps.isOn(map, cell)), [true, false, false, true]);
});

test("the outcome of a cell is that of its row and column, its figure to four digits", () => {
  const told = { ...map, states: map.states.map((_, i) => Number(i === 7)), values: map.values.map((_, i) => i + 0.12345) };
  assert.match(maps.sentence(told, [1, 2]), /: solved after 7\.123 epochs$/);
  assert.match(maps.sentence(told, [2, 1]), /: not computed yet$/);
});
