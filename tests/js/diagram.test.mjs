import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

// Elements that hold what they were given.
const createElementNS = (_, tag) => ({
  tag, children: [], style: {}, dataset: {},
  setAttribute(name, value) { this[name] = value; },
  append(...more) { this.children.push(...more); },
});
const { onKey, placed, drawEdge, drawWeight, drawNode, drawBias } = load("step_diagram", { document: { createElementNS } });
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
function diagram({ lit = [], focused = null, width = 600, more = 0 } = {}) {
  const all = (element) => (element.children ?? []).flatMap((each) => [each, ...all(each)]);
  const page = { createElementNS: (_, tag) => ({
    ...createElementNS(_, tag), getAttribute(name) { return String(this[name]); }, querySelectorAll() { return all(this).filter(({ role }) => role === "button"); },
    style: { setProperty(name, value) { this[name] = value; } }, focus() { view.focused = this.dataset.pick; },
  }) };
  const part = (name, pick, places) => ({ name, value: "0.5", pick, lit: lit.includes(name), ...places });
  const picture = {
    words: "in words", height: 200, rows: 2, columns: 2, nodes: [part("x1", null, { x: 0.2, y: 0.25 }), part("h1", [0, 0, null], { x: 0.8, y: 0.5 })],
    edges: [part("w1", [0, 0, 0], { x1: 0.2, y1: 0.25, x2: 0.8, y2: 0.5, sign: 1 }), part("w2", [0, 0, 1], { x1: 0.2, y1: 0.75, x2: 0.8, y2: 0.5, sign: -1 })],
    biases: [part("b", [0, 0, BIAS], { x: 0.8, y: 0.5 })],
  };
  const root = { clientWidth: width, getRootNode: () => ({ activeElement: focused && { dataset: { pick: JSON.stringify(focused) } } }),
    replaceChildren(svg) { view.svg = svg; } };
  for (let i = 0; i < more; i++) picture.edges.push(part("more", null, { x1: 0, y1: 0, x2: 1, y2: 1, sign: 1 }));
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

// An element of the picture as it would be written.
function written(each) {
  if (typeof each === "string") return each;
  const attributes = Object.entries(each).filter(([name, value]) => typeof value !== "function" && !["tag", "children", "style", "dataset"].includes(name))
    .map(([name, value]) => ` ${name}=${typeof value === "number" ? Math.round(10 * value) / 10 : value}`);
  const size = each.style.fontSize ? ` ${each.style.fontSize}` : "";
  return `<${each.tag}${attributes.join("")}${size}>${each.children.map(written).join("")}`;
}

const UNIT = { x: 50, y: 60, name: "h1", value: "0.5", pick: [0, 0, null], lit: true };
const BESIDE = { x: 50, y: 60, name: "b", value: "1", pick: [0, 0, BIAS], lit: false };
const LINE = { x1: 0, y1: 0, x2: 300, y2: 60, value: "0.5", name: "w", sign: 1, pick: [0, 0, 1], lit: false };

for (const [what, made, words] of [
  ["a unit holds its number, below its name, and is a button", () => drawNode(UNIT, 20), "<g class=node lit role=button tabindex=-1 aria-pressed=true "
    + "aria-label=h1 0.5><circle cx=50 cy=60 r=20 class=area><circle cx=50 cy=60 r=20 class=around>"
    + "<text x=50 y=64 class=number text-anchor=middle 13px>0.5<text x=50 y=36 class=name text-anchor=middle>h1<title>h1 0.5"],
  ["a small unit that cannot be chosen is a circle in the place of a finger", () => drawNode({ ...UNIT, pick: null, lit: false }, 10),
    "<g class=node ><circle cx=50 cy=60 r=12 class=area><circle cx=50 cy=60 r=10 class=around><title>h1 0.5"],
  ["a bias is a square in the place of a finger", () => drawBias(BESIDE, 20), "<g class=bias  role=button tabindex=-1 aria-pressed=false "
    + "aria-label=b 1><rect x=6 y=64 width=24 height=24 class=area><rect x=18 y=70 width=12 height=12 class=square around><title>b 1"],
  ["the bias of a small unit is a small square", () => drawBias({ ...BESIDE, lit: true }, 15), "<g class=bias lit role=button tabindex=-1 aria-pressed=true "
    + "aria-label=b 1><rect x=11 y=58.5 width=24 height=24 class=area><rect x=29 y=67.5 width=6 height=6 class=square around><title>b 1"],
  ["a weight is a line and a wider one to hit", () => drawEdge(LINE), "<g class=edge  positive><line x1=0 y1=0 x2=300 y2=60 class=line>"
    + "<line x1=0 y1=0 x2=300 y2=60 class=target><title>w 0.5"],
  ["a weight of 0 has the negative colour", () => drawEdge({ ...LINE, sign: 0, lit: true }), "<g class=edge lit negative><line x1=0 y1=0 x2=300 y2=60 class=line>"
    + "<line x1=0 y1=0 x2=300 y2=60 class=target><title>w 0.5"],
  ["a weight's number stands above a third of its line", () => drawWeight(LINE, false), "<text x=100 y=16 class=number text-anchor=middle 13px>0.5"],
  ["in a narrow picture it is smaller and nearer to the middle", () => drawWeight(LINE, true), "<text x=126 y=21.2 class=number text-anchor=middle 11px>0.5"],
  ["a long number is smaller, and never below ten pixels", () => drawNode({ ...UNIT, value: "0.12345" }, 24).children[2],
    "<text x=50 y=64 class=number text-anchor=middle 11.7px>0.12345"],
  ["so in a smaller unit", () => drawNode({ ...UNIT, value: "0.12345" }, 16).children[2], "<text x=50 y=64 class=number text-anchor=middle 10px>0.12345"],
]) {
  test(`${what}`, () => assert.equal(written(made()).replace(/11\.6571\d*/, "11.7"), words));
}

test("what cannot be chosen does nothing when it is clicked", () => {
  assert.equal(drawNode({ ...UNIT, pick: null }, 20, () => {}).onclick, undefined);
});

test("the picture is as wide as its place and says what it is; few edges are stronger than many", () => {
  const { svg } = diagram();
  assert.deepEqual([svg.width, svg.height, svg.role, svg["aria-label"], svg.style["--faint"]], [600, 200, "group", "in words", 0.18]);
  for (const [edges, faint] of [[250, 0.1], [900, 0.03]]) {
    assert.equal(diagram({ more: edges - 2 }).svg.style["--faint"], faint);
  }
});

for (const [width, size] of [[259, "11px"], [260, "13px"]]) {
  test(`in two columns of ${width / 2} pixels a weight's number has ${size}`, () => {
    assert.equal(diagram({ lit: ["w1"], width }).svg.children.at(-1).style.fontSize, size);
  });
}

test("in a place without a width nothing is drawn", () => {
  assert.equal(diagram({ width: 0 }).svg, undefined);
});

test("keys in the picture are heard, by what has the focus only, and then not by the page", () => {
  const { svg, view } = { svg: diagram().svg, view: {} };
  const [bias] = svg.querySelectorAll();
  const press = (key, target) => {
    const told = [];
    svg.onkeydown({ key, target, preventDefault: () => told.push("held"), stopPropagation: () => told.push("kept") });
    return told;
  };
  assert.deepEqual([press("ArrowUp", bias), press("Enter", bias), press(" ", bias), press("a", bias), press("Enter", view)],
    [["held", "kept"], ["held", "kept"], ["held", "kept"], [], []]);
});

test("from a unit to a layer with fewer the focus goes to its last, and the order is that of the units, not of drawing", () => {
  const picks = [[1, 0, BIAS], [0, 2, null], [0, 1, BIAS], [0, 0, BIAS], [1, 0, null], [0, 2, BIAS], [0, 1, null], [0, 0, null]];
  let found = null;
  const buttons = picks.map((pick) => ({ dataset: { pick: JSON.stringify(pick) }, focus() { found = pick; } }));
  const go = (key, from) => {
    found = null;
    onKey({ key, target: buttons[picks.findIndex((each) => `${each}` === `${from}`)], preventDefault() {}, stopPropagation() {} }, buttons);
    return found;
  };
  assert.deepEqual([go("ArrowRight", [0, 2, null]), go("ArrowDown", [0, 0, BIAS]), go("ArrowUp", [0, 2, null]), go("ArrowLeft", [1, 0, null])],
    [[1, 0, BIAS], [0, 1, null], [0, 1, BIAS], [0, 0, null]]);
});

// The component as it is mounted, in a place of 300 pixels; what is drawn, and its observer.
function mounted() {
  const [drawn, chosen, observers, later] = [[], [], [], []];
  const root = { clientWidth: 300, isConnected: true, getRootNode: () => ({ activeElement: null }), replaceChildren(svg) { drawn.push(svg); } };
  const all = (element) => (element.children ?? []).flatMap((each) => [each, ...all(each)]);
  const document = { createElementNS: (_, tag) => ({ ...createElementNS(_, tag), getAttribute(name) { return String(this[name]); },
    querySelectorAll() { return all(this).filter(({ role }) => role === "button"); }, style: { setProperty() {} }, focus() {} }) };
  class ResizeObserver {
    constructor(act) { observers.push(Object.assign(this, { act, watched: [] })); }
    observe(element) { this.watched.push(element); }
    disconnect() { this.watched.length = 0; }
  }
  const { exported } = load("step_diagram", { document, ResizeObserver, setTimeout: (act) => later.push(act) });
  const data = JSON.stringify({ words: "", height: 100, rows: 1, columns: 1, nodes: [{ ...UNIT, x: 0.5, y: 0.5 }], edges: [], biases: [] });
  const parentElement = { querySelector: () => root };
  const mount = () => exported({ data, parentElement, setTriggerValue: (...given) => chosen.push(plain(given)) });
  return { root, drawn, chosen, observers, later, mount };
}

test("a mounted diagram is drawn, tells what is clicked, and is drawn again in another width only", () => {
  const { root, drawn, chosen, observers, mount } = mounted();
  mount();
  assert.equal(drawn.length, 1);
  drawn[0].children[0].onclick();
  assert.deepEqual(chosen, [["pick", [0, 0, null]]]);
  const [observer] = observers;
  assert.deepEqual(observer.watched, [root]);
  observer.act();
  const before = drawn.length;
  observer.act();
  assert.equal(drawn.length, before);
  root.clientWidth = 400;
  observer.act();
  assert.deepEqual([drawn.length, drawn.at(-1).width], [before + 1, 400]);
});

test("a diagram whose place is gone watches it no more; mounted again in the meantime it stays one", () => {
  const { root, observers, later, mount } = mounted();
  mount();
  mount()();
  later.pop()();
  assert.deepEqual([observers.length, observers[0].watched.length > 0], [1, true]);
  root.isConnected = false;
  mount()();
  later.pop()();
  assert.equal(observers[0].watched.length, 0);
  mount();
  assert.equal(observers.length, 2);
});
