import assert from "node:assert/strict";
import test from "node:test";
import { recorder } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const spoken = [];
const surroundings = { setTimeout: (say) => { spoken.push(say); return spoken.length; }, clearTimeout() {}, window: {} };
const maps = load("map_view", { ...surroundings, getComputedStyle: () => ({ color: "black", fontFamily: "" }) });
const ticks = [[0.1, "low"], [0.9, "high"]];
const axis = { label: "momentum", low: 0, high: 1, log: false, digits: 4, ticks };
const MAP = { cells: 10, x: { ...axis, label: "rate" }, y: axis, states: new Array(100).fill(0), values: [], outcomes: ["open"] };

// A map of ten by ten cells of 20 pixels, its picture 30 pixels from the left and 10 from the top of the page.
function view(map = MAP) {
  const sent = [];
  const made = {
    map, frame: { left: 20, top: 8, width: 200, height: 200 }, send: (name, value) => sent.push([name, plain(value)]), keyed: null,
    hovered: null, pressed: null, plot: {}, drag: { style: {}, hidden: true }, readout: {}, spoken: {},
    canvas: { getBoundingClientRect: () => ({ left: 10, top: 2 }), setPointerCapture() {}, setAttribute() {} },
    legend: { replaceChildren() {} },
  };
  return { made, sent };
}

const at = (x, y, more = {}) => ({ clientX: 30 + x, clientY: 10 + y, button: 0, ...more });

test("a click picks the cell under the pointer, rows counted from below", () => {
  const { made, sent } = view();
  maps.press(made, at(50, 190));
  maps.release(made, at(52, 191));
  assert.deepEqual(sent, [["cell", [0, 2]]]);
});

test("a drag zooms to what lies between its ends and shows it meanwhile", () => {
  const { made, sent } = view();
  maps.press(made, at(100, 20));
  maps.move(made, at(20, 120));
  assert.equal(made.drag.hidden, false);
  const px = (text) => Math.round(parseFloat(text));
  assert.deepEqual(["left", "top", "width", "height"].map((side) => px(made.drag.style[side])), [40, 28, 80, 100]);
  maps.release(made, at(20, 120));
  assert.deepEqual(sent.map(([name, value]) => [name, value.map((share) => Math.round(100 * share))]), [["zoom", [10, 50, 40, 90]]]);
  assert.ok(made.drag.hidden);
});

for (const [x, y] of [[80, 2], [2, 80], [4, 4]]) {
  test(`a pointer that moved by ${x} and ${y} pixels picks a cell: between its ends lies no picture`, () => {
    const { made, sent } = view();
    maps.press(made, at(100, 100));
    maps.release(made, at(100 + x, 100 + y));
    assert.deepEqual(sent.map(([name]) => name), ["cell"]);
  });
}

test("a drag may end outside the picture, which it keeps to, but not begin there", () => {
  const { made, sent } = view();
  maps.press(made, at(-5, 50));
  maps.release(made, at(50, 150));
  assert.deepEqual(sent, []);
  maps.press(made, at(100, 100));
  maps.release(made, at(900, -300));
  assert.deepEqual(sent, [["zoom", [0.5, 1, 0.5, 1]]]);
});

test("another button of the pointer and one that was taken away do nothing", () => {
  const { made, sent } = view();
  maps.press(made, at(100, 100, { button: 2 }));
  maps.release(made, at(100, 100, { button: 2 }));
  maps.press(made, at(100, 100));
  maps.letGo(made);
  maps.release(made, at(100, 100));
  assert.deepEqual(sent, []);
});

test("the pointer tells the cell below it, outside the picture the hint or the cell that was picked", () => {
  const { made } = view();
  maps.move(made, at(50, 190));
  assert.match(made.readout.textContent, /^rate 0\.2222, momentum 0: open/);
  maps.move(made, at(-1, 190));
  assert.equal(made.readout.textContent, plain(maps.HINT));
  made.map = { ...MAP, cell: [9, 9] };
  maps.move(made, at(-1, 190));
  assert.match(made.readout.textContent, /^rate 1, momentum 1/);
});

// What a key sends or goes to from here.
function key(name, { keyed = null, hovered = null, cell = null } = {}) {
  const { made, sent } = view({ ...MAP, cell });
  Object.assign(made, { keyed, hovered });
  maps.onKey(made, { key: name, preventDefault() {} });
  return plain(sent[0]?.[1] ?? made.keyed);
}

test("a key begins where keys went, else under the pointer, else at what was picked, else in the middle", () => {
  const [keyed, hovered, cell] = [[1, 1], [3, 3], [5, 5]];
  const cells = [{ keyed, hovered, cell }, { hovered, cell }, { cell }, {}].map((from) => key("Enter", from));
  assert.deepEqual(cells, [[1, 1], [3, 3], [5, 5], [5, 5]]);
  assert.deepEqual(key("ArrowUp", { keyed }), [2, 1]);
  assert.deepEqual(key("+", { cell: [4, 4] }).map((share) => Math.round(100 * share)), [20, 70, 20, 70]);
  assert.equal(key("a", {}), null);
});

test("only arrows keep the page from moving", () => {
  const held = ["ArrowUp", "ArrowLeft", "Enter", "+", "Tab", "PageDown"].filter((name) => {
    let isHeld = false;
    maps.onKey(view().made, { key: name, preventDefault() { isHeld = true; } });
    return isHeld;
  });
  assert.deepEqual(held, ["ArrowUp", "ArrowLeft"]);
});

test("a cell that keys went to is read out after a rest, and left when the pointer moves", () => {
  const { made } = view();
  maps.goTo(made, [0, 9]);
  assert.equal(made.spoken.textContent, undefined);
  spoken.at(-1)();
  assert.match(made.spoken.textContent, /^rate 1, momentum 0/);
  maps.move(made, at(50, 190));
  assert.equal(made.keyed, null);
});

for (const [cells, keyed] of [[10, [9, 9]], [5, null]]) {
  test(`a map of ${cells} cells a side ${keyed ? "keeps" : "does not keep"} the cell that keys went to, [9, 9]`, () => {
    const { made } = view();
    const canvas = class { getContext() { return { putImageData() {} }; } };
    const image = class { constructor(width, height) { this.data = new Uint8ClampedArray(4 * width * height); } };
    const { show } = load("map_view", { ...surroundings, OffscreenCanvas: canvas, ImageData: image });
    made.keyed = [9, 9];
    show(made, { ...MAP, cells, colours: new Uint8Array(cells * cells), palette: new Uint8Array(768), legend: [] }, () => {});
    assert.deepEqual(made.keyed, keyed);
  });
}

test("the picture lies between its labels, ticks to the right and upwards, rings around the middle of their cells", () => {
  const { context, of, texts } = recorder();
  const canvas = { getContext: () => context };
  const style = { color: "black", fontFamily: "" };
  const frame = plain(maps.drawMap(canvas, { ...MAP, cell: [9, 0] }, null, { width: 262, height: 252, style, keyed: [0, 9] }));
  assert.deepEqual(frame, { left: 54, top: 8, width: 200, height: 200 });
  const marks = of("fillRect").map(({ given: [x, y] }) => [x, y].map(Math.round));
  assert.deepEqual(marks, [[74, 208], [234, 208], [50, 188], [50, 28]]);
  const rings = of("arc").map(({ given: [x, y, size] }) => [x, y, size].map(Math.round));
  assert.deepEqual(rings, [[64, 18, 7], [64, 18, 7], [244, 198, 11], [244, 198, 11]]);
  assert.ok(texts().rate.y > 208);
});

test("labels along the lower axis that would touch the one before are left out, their ticks are not", () => {
  const { context, of } = recorder();
  const crowded = { ...axis, ticks: [[0, "0"], [0.01, "0.01"], [0.1, "0.1"], [1, "1.000000"]] };
  maps.drawAcross(context, crowded, { left: 50, top: 0, width: 200, height: 100 });
  assert.deepEqual(of("fillText").map(({ given: [text] }) => text), ["0", "0.1", "1.000000", "momentum"]);
  assert.equal(of("fillRect").length, 4);
  assert.ok(of("fillText")[2].given[1] + 24 <= 258); // it does not leave the picture
});

test("a pointer that leaves the canvas tells nothing any more, unless it drags", () => {
  const parts = {};
  const part = (name) => parts[name] ??= { style: {}, setAttribute() {}, setPointerCapture() {}, replaceChildren() {},
    getBoundingClientRect: () => ({ left: 10, top: 2 }), clientWidth: 0 };
  const observer = class { observe() {} };
  const made = load("map_view", { ...surroundings, ResizeObserver: observer, getComputedStyle: () => ({}) }).makeView({ querySelector: part });
  Object.assign(made, { map: MAP, frame: view().made.frame });
  const { canvas, readout } = made;
  canvas.onpointermove(at(50, 190));
  assert.match(readout.textContent, /^rate/);
  canvas.onpointerdown(at(50, 190));
  canvas.onpointerleave();
  assert.match(readout.textContent, /^rate/);
  canvas.onpointercancel();
  canvas.onpointerleave();
  assert.equal(readout.textContent, plain(maps.HINT));
});
