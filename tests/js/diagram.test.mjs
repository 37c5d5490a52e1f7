import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

// Elements that hold what they were given.
const createElementNS = (_, tag) => ({
  tag, children: [], style: {}, dataset: {},
  setAttribute(name, value) { this[name] = value; },
  append(...more) { this.children.push(...more); },
});
const { onKey, placed, drawEdge, drawNode, drawBias } = load("step_diagram", { document: { createElementNS } });
const BIAS = -1;
const PICKS = [[0, 0, null], [0, 0, BIAS], [0, 1, null], [0, 1, BIAS], [1, 0, null], [1, 0, BIAS]]; // layer, unit, source

// The pick that has the focus after a key, or that was chosen.
function after(key, pick) {
  let found = null;
  const buttons = PICKS.map((each) => ({ dataset: { pick: JSON.stringify(each) }, focus() { found = each; } }));
  const target = buttons[PICKS.findIndex((each) => `${each}` === `${pick}`)];
  onKey({ key, target, preventDefault() {}, stopPropagation() {} }, buttons, (chosen) => { found = ["chosen", ...chosen]; });
  return found;
}

for (const [key, from, to] of [
  ["ArrowRight", [0, 0, null], [1, 0, null]], ["ArrowLeft", [1, 0, BIAS], [0, 0, BIAS]],
  ["ArrowDown", [0, 0, null], [0, 0, BIAS]], ["ArrowUp", [0, 1, null], [0, 0, BIAS]],
  ["ArrowRight", [0, 1, BIAS], [1, 0, BIAS]], ["ArrowUp", [0, 0, null], null], ["ArrowRight", [1, 0, null], null],
]) {
  test(`${key} at ${JSON.stringify(from)} of layer, unit and source goes to ${JSON.stringify(to)}`, () => {
    assert.deepEqual(after(key, from), to);
  });
}

for (const key of ["Enter", " "]) {
  test(`“${key}” chooses what has the focus`, () => {
    assert.deepEqual(Array.from(after(key, [0, 1, BIAS])), ["chosen", 0, 1, BIAS]);
  });
}

test("places are parts of the width and of the height", () => {
  const picture = { nodes: [{ x: 0.5, y: 0.5, name: "h1" }], edges: [{ x1: 0, y1: 0.25, x2: 1, y2: 1, sign: 1 }], biases: [],
    height: 200, rows: 2, columns: 3 };
  const { nodes, edges, radius } = placed(picture, 600);
  assert.deepEqual(plain([nodes, edges]), [[{ x: 300, y: 100, name: "h1" }], [{ x1: 0, y1: 50, x2: 600, y2: 200, sign: 1 }]]);
  assert.equal(radius, 24);
  const radii = [placed({ ...picture, rows: 9 }, 600), placed({ ...picture, columns: 9 }, 300), placed(picture, 9)];
  assert.deepEqual(radii.map((each) => each.radius), [8, 9, 5]);
});

for (const [sign, colour] of [[1, "positive"], [-1, "negative"]]) {
  test(`a weight of sign ${sign} is drawn as ${colour}, and a click on it chooses it`, () => {
    const chosen = [];
    const edge = { x1: 1, y1: 2, x2: 3, y2: 4, sign, lit: true, name: "w", value: "0.5", pick: [0, 1, 2] };
    const made = drawEdge(edge, (pick) => chosen.push(pick));
    assert.deepEqual(made.class.split(" ").filter(Boolean), ["edge", "lit", colour]);
    const [line] = made.children;
    assert.deepEqual([line.x1, line.y1, line.x2, line.y2], [1, 2, 3, 4]);
    made.onclick();
    assert.deepEqual(chosen, [[0, 1, 2]]);
  });
}

for (const [radius, shown] of [[20, ["0.5", "h1"]], [15, []]]) {
  test(`a circle of ${radius} pixels ${shown.length ? "holds its number below its name" : "holds no number"}, and a finger hits it`, () => {
    const made = drawNode({ x: 50, y: 60, name: "h1", value: "0.5", pick: [0, 0, null] }, radius, () => {});
    assert.deepEqual(made.children.filter(({ tag }) => tag === "text").map(({ children }) => children[0]), shown);
    assert.ok(made.children[0].r >= 12);
    assert.deepEqual([made["aria-label"], made.tabindex, made.dataset.pick], ["h1 0.5", -1, "[0,0,null]"]);
  });
}

test("a bias stands at the lower left of its unit", () => {
  const { children: [area, square] } = drawBias({ x: 50, y: 60, name: "b", value: "1" }, 20, () => {});
  assert.deepEqual([square.x, square.y, square.width], [18, 70, 12]);
  assert.ok(area.x <= square.x && area.x + area.width >= square.x + square.width && area.y <= square.y);
});

// A diagram of two inputs and a unit in a place of 600 pixels, drawn; what has the focus before it is drawn.
function diagram({ lit = [], focused = null } = {}) {
  const all = (element) => (element.children ?? []).flatMap((each) => [each, ...all(each)]);
  const page = { createElementNS: (_, tag) => ({
    ...createElementNS(_, tag), getAttribute(name) { return String(this[name]); }, querySelectorAll() { return all(this).filter(({ role }) => role === "button"); },
    style: { setProperty(name, value) { this[name] = value; } }, focus() { view.focused = this.dataset.pick; },
  }) };
  const part = (name, pick, more) => ({ name, value: "0.5", pick, lit: lit.includes(name), ...more });
  const picture = {
    words: "in words", height: 200, rows: 2, columns: 2, nodes: [part("x1", null, { x: 0.2, y: 0.25 }), part("h1", [0, 0, null], { x: 0.8, y: 0.5 })],
    edges: [part("w1", [0, 0, 0], { x1: 0.2, y1: 0.25, x2: 0.8, y2: 0.5, sign: 1 }), part("w2", [0, 0, 1], { x1: 0.2, y1: 0.75, x2: 0.8, y2: 0.5, sign: -1 })],
    biases: [part("b", [0, 0, BIAS], { x: 0.8, y: 0.5 })],
  };
  const root = { clientWidth: 600, getRootNode: () => ({ activeElement: focused && { dataset: { pick: JSON.stringify(focused) } } }),
    replaceChildren(svg) { view.svg = svg; } };
  const view = { root, picture, choose() {} };
  load("step_diagram", { document: page }).draw(view);
  return view;
}

test("what is lit lies over the edges that are not, numbers over all, and units over edges and biases", () => {
  const kinds = (lit) => diagram({ lit }).svg.children.map((each) => each.class.split(" ")[0]);
  assert.deepEqual(kinds([]), ["edge", "edge", "bias", "node", "node"]);
  assert.deepEqual(kinds(["w1"]), ["edge", "edge", "bias", "node", "node", "number"]);
  const edges = diagram({ lit: ["w1"] }).svg.children.slice(0, 2).map((each) => each.class);
  assert.deepEqual(edges.map((names) => names.includes("lit")), [false, true]);
});

test("Tab comes to what was chosen, else to the last unit, and to nothing else", () => {
  const stops = (lit) => diagram({ lit }).svg.querySelectorAll().filter(({ tabindex }) => String(tabindex) === "0").map((each) => each["aria-label"]);
  assert.deepEqual([stops([]), stops(["b"]), stops(["h1"])], [["h1 0.5"], ["b 0.5"], ["h1 0.5"]]);
});

test("drawn anew, what had the focus has it still", () => {
  assert.equal(diagram({ focused: [0, 0, BIAS] }).focused, JSON.stringify([0, 0, BIAS]));
  assert.equal(diagram().focused, undefined);
});
