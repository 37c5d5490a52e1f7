import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

const BOX = { left: 10, top: 20, side: 100 };
const SCENE = { scale: [0, 1], plane: [0, 1, -20, 20] };

// The markers of a scene, in the order in which they are drawn: { shape, x, y, stroked, filled } with the styles that held.
function markers(scene, dark = false) {
  class Path2D {
    markers = [];
    moveTo(x, y) { this.start = [x, y]; this.ends = [[x, y]]; }
    lineTo(x, y) { this.ends.push([x, y]); }
    arc(x, y, size) { this.markers.push({ shape: "circle", x, y, size }); }
    closePath() {
      const middle = (i) => this.ends.reduce((sum, end) => sum + end[i], 0) / this.ends.length;
      this.markers.push({ shape: "diamond", x: middle(0), y: middle(1), size: middle(1) - this.start[1] });
    }
  }
  const drawn = new Map();
  const context = {
    stroke(path) { for (const each of path.markers) note(each).stroked.push(this.strokeStyle); },
    fill(path) { for (const each of path.markers) note(each).filled.push(this.fillStyle); },
  };
  const note = (each) => {
    if (!drawn.has(each)) drawn.set(each, { ...each, stroked: [], filled: [] });
    return drawn.get(each);
  };
  const theme = { dark, output: { css: Array.from({ length: 256 }, (_, i) => `output ${i}`) }, ink: (share) => `ink ${share}` };
  load("live_view", { Path2D }).drawSamples(context, theme, { ...SCENE, ...scene }, BOX);
  return [...drawn.values()];
}

test("a sample lies at its x1 to the right and its x2 upwards, each in the range of its own axis", () => {
  const places = markers({ x: [0, 0.25, 1], y: [-20, 10, 20], target: [0, 0, 0] }).map(({ x, y }) => [x, y]);
  assert.deepEqual(places, [[10, 120], [35, 45], [110, 20]]);
});

for (const [scale, targets] of [[[0, 1], [0, 0.4, 0.5, 1]], [[-1, 1], [-1, -0.1, 0, 1]]]) {
  test(`on a scale of ${scale} targets from its middle on are diamonds in the colour of its high end, the others circles`, () => {
    const drawn = markers({ scale, x: [0, 0.1, 0.2, 0.3], y: [0, 0, 0, 0], target: targets });
    assert.deepEqual(drawn.sort((one, other) => one.x - other.x).map(({ shape, filled: [colour] }) => [shape, colour]),
      [["circle", "output 0"], ["circle", "output 0"], ["diamond", "output 255"], ["diamond", "output 255"]]);
  });
}

test("samples that only test are hollow, of their colour, and lie below those that train", () => {
  const drawn = markers({ x: [0.1, 0.2, 0.3, 0.4], y: [0, 0, 0, 0], target: [0, 1, 0, 1], test: [1, 1, 0, 0] });
  assert.deepEqual(drawn.map(({ filled, stroked }) => [filled.length, stroked.at(-1)]),
    [[0, "output 0"], [0, "output 255"], [1, "ink 0.95"], [1, "ink 0.95"]]);
});

for (const [dark, outer] of [[true, "rgba(0,0,0,0.9)"], [false, "rgba(255,255,255,0.95)"]]) {
  test(`on a ${dark ? "dark" : "light"} page a marker has an outline that stands against its colour`, () => {
    assert.equal(markers({ x: [0], y: [0], target: [0] }, dark)[0].stroked[0], outer);
  });
}

test("the more samples there are, the smaller is each", () => {
  const sizes = [60, 61, 400, 401].map((n) => markers({ x: new Array(n).fill(0), y: new Array(n).fill(0), target: new Array(n).fill(0) })[0].size);
  assert.deepEqual(sizes, [6, 3.8, 3.8, 2.6]);
});

// What a context is told of markers: the shapes of a path, and how it is stroked and filled.
function told({ size = 6, isOne = false, isHollow = false } = {}) {
  const [shapes, looks] = [[], []];
  const path = new Proxy({}, { get: (_, name) => (...given) => { shapes.push([name, ...given].join(" ")); } });
  const context = { stroke() { looks.push(`line ${this.strokeStyle} ${Math.round(100 * this.lineWidth) / 100}`); }, fill() { looks.push(`area ${this.fillStyle}`); } };
  const live = load("live_view");
  live.addMarker(path, 10, 20, size, isOne);
  live.drawMarkers(context, { dark: true, ink: (share) => `ink ${share}` }, path, "red", isHollow, size);
  return { shapes, looks };
}

test("a circle is whole, a diamond a fifth larger and closed", () => {
  assert.deepEqual(told().shapes, ["moveTo 16 20", `arc 10 20 6 0 ${2 * Math.PI}`]);
  assert.deepEqual(told({ size: 5, isOne: true }).shapes, ["moveTo 10 14", "lineTo 16 20", "lineTo 10 26", "lineTo 4 20", "closePath"]);
});

for (const [size, line] of [[6, 1.5], [5, 1], [3.8, 1], [3, 0.5], [2.6, 0.5]]) {
  test(`a marker of ${size} has an outline of ${line} on one three times as wide, a hollow one a wider line of its colour`, () => {
    const outer = `line rgba(0,0,0,0.9) ${3 * line}`;
    assert.deepEqual(told({ size }).looks, [outer, "area red", `line ink 0.95 ${line}`]);
    assert.deepEqual(told({ size, isHollow: true }).looks, [outer, `line red ${Math.round(140 * line) / 100}`]);
  });
}
