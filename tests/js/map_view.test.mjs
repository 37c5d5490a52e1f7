import assert from "node:assert/strict";
import test from "node:test";
import { drawn, recorder } from "./canvas.mjs";
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

const at = (x, y, more = {}) => ({ clientX: 30 + x, clientY: 10 + y, button: 0, isPrimary: true, pointerId: 1, ...more });

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

test("a second finger neither begins nor ends a drag, and its moves draw none", () => {
  const { made, sent } = view();
  const second = { isPrimary: false, pointerId: 2 };
  maps.press(made, at(20, 20));
  maps.press(made, at(150, 150, second));
  maps.move(made, at(180, 180, second));
  assert.equal(made.drag.hidden, true);
  maps.release(made, at(180, 180, second));
  assert.deepEqual(sent, []);
  maps.release(made, at(120, 120));
  assert.deepEqual(sent.map(([name, value]) => [name, value.map((share) => Math.round(100 * share))]), [["zoom", [10, 60, 40, 90]]]);
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

// What stands on the canvas of a map of 262 by 252 pixels on a screen with so many pixels to one of the page's.
function picture(ratio, more = {}) {
  const record = recorder();
  const page = load("map_view", { ...surroundings, window: { devicePixelRatio: ratio } });
  const canvas = { getContext: () => record.context };
  page.drawMap(canvas, { ...MAP, ...more }, null, { width: 262, height: 252, style: { color: "black", fontFamily: "Sans" }, keyed: more.keyed });
  return { all: drawn(record), canvas };
}

test("cells are drawn sharply in a faint frame, ticks, labels and names in the page's colour, a ring dark on light", () => {
  assert.deepEqual(picture(1, { cell: [9, 0] }).all, [
    "scale 1 1", "picture 54 8 200 200 | sharp", "frame 53.5 7.5 201 201 | black 1 alpha 0.5",
    "rect 74 208 1 4 | black", "text low 74 225 | center 12px Sans black", "rect 234 208 1 4 | black", "text high 234 225 | center 12px Sans black",
    "text rate 154 245 | center 12px Sans black",
    "rect 50 188 4 1 | black", "text low 47 192 | right 12px Sans black", "rect 50 28 4 1 | black", "text high 47 32 | right 12px Sans black",
    "save", "translate 12 108", "rotate -1.6", "text momentum 0 0 | center 12px Sans black", "restore",
    "line round 64 18 7 | #fff 4", "line round 64 18 7 | #000 2",
  ]);
});

test("a map has no ring where nothing was picked and no key went, and as many pixels as the screen", () => {
  const { all, canvas } = picture(1.5);
  assert.ok(!all.some((each) => each.startsWith("line")));
  assert.deepEqual([all[0], canvas.width, canvas.height], ["scale 1.5 1.5", 393, 378]);
  assert.deepEqual(picture(2).canvas.width, 524);
  assert.equal(picture(undefined).all[0], "scale 1 1");
  assert.equal(picture(0.37).canvas.height, 93); // of 93.24
  assert.equal(picture(0.5, { keyed: [0, 9] }).all.filter((each) => each.includes("244 198 11")).length, 2);
});

test("labels along the lower axis keep six pixels from each other, and the last keeps inside", () => {
  const texts = (places) => {
    const record = recorder();
    maps.drawAcross(record.context, { label: "m", ticks: places.map((place) => [place, "12"]) }, { left: 0, top: 0, width: 100, height: 10 });
    return drawn(record).filter((each) => each.startsWith("text")).map((each) => each.split(" ")[2]);
  };
  assert.deepEqual(texts([0.1, 0.28]), ["10", "28", "50"]); // 12 pixels each
  assert.deepEqual(texts([0.1, 0.27]), ["10", "50"]);
  assert.deepEqual(texts([0.06, 1]), ["6", "100", "50"]);
  assert.deepEqual(texts([0.05]), ["50"]); // it would begin before the picture
  assert.deepEqual(texts([1.05]), ["102", "50"]);
});

test("there is room for the longest label of the upward axis", () => {
  const record = recorder();
  const y = { ...axis, ticks: [[0, "12345"], [1, "1"]] };
  const frame = maps.drawMap({ getContext: () => record.context }, { ...MAP, y }, null, { width: 262, height: 252, style: {}, keyed: null });
  assert.deepEqual([frame.left, frame.left + frame.width, frame.top + frame.height], [60, 254, 208]);
});

// The elements of a mounted map by their names, what listens, and its observer.
function mounted() {
  const [parts, observed, drawing] = [{}, [], recorder()];
  const part = (name) => parts[name.replace(".", "")] ??= { name, style: {}, children: [], setAttribute(key, value) { this[key] = value; },
    setPointerCapture(id) { this.captured = id; }, replaceChildren(...children) { this.children = children; },
    getBoundingClientRect: () => ({ left: 10, top: 2 }), clientWidth: 262, clientHeight: 252, getContext: () => drawing.context };
  class ResizeObserver {
    constructor(act) { this.act = act; }
    observe(element) { observed.push([this, element]); }
    disconnect() { observed.pop(); }
  }
  const cleared = [];
  const document = { createElement: (tag) => ({ tag, style: {}, append(...more) { this.children = more; } }) };
  class OffscreenCanvas { getContext() { return { putImageData() {} }; } }
  class ImageData { constructor(width, height) { this.data = new Uint8ClampedArray(4 * width * height); } }
  const page = load("map_view", { ...surroundings, clearTimeout: (timer) => cleared.push(timer), document, ResizeObserver, OffscreenCanvas, ImageData,
    getComputedStyle: () => ({ color: "black", fontFamily: "" }) });
  const sent = [];
  const root = { querySelector: part };
  const made = page.makeView(root);
  const map = { ...MAP, words: "in words", legend: [["linear-gradient(red)", "epochs"], ["#fff", "open"]], colours: new Uint8Array(100), palette: new Uint8Array(768) };
  const show = (more = {}) => page.show(made, { ...map, ...more }, (...given) => sent.push(given.map(plain)));
  return { page, made, parts, observed, cleared, drawing, show, sent, root };
}

test("a map that comes is drawn, named, explained by its legend, and the cell that was picked is told", () => {
  const { made, parts, drawing, show } = mounted();
  show({ cell: [9, 9] });
  assert.ok(drawn(drawing).includes("picture 54 8 200 200 | sharp"));
  assert.equal(parts.canvas["aria-label"], "in words");
  assert.match(parts.canvas["aria-description"], /^Arrow keys go from cell to cell/);
  assert.deepEqual(parts.legend.children.map(({ tag, children: [swatch, words] }) => [tag, swatch.tag, swatch.style.background, swatch.className, words]),
    [["span", "i", "linear-gradient(red)", "ramp", "epochs"], ["span", "i", "#fff", "", "open"]]);
  assert.match(parts.readout.textContent, /^rate 1, momentum 1: open/);
  assert.equal(made.send !== null, true);
});

test("a map is drawn again when its place changes, not where it has none, and not before there is a map", () => {
  const { parts, observed, drawing, show } = mounted();
  const [[observer, element]] = observed;
  assert.equal(element, parts.plot);
  observer.act();
  assert.deepEqual(drawing.calls, []);
  show();
  const once = drawing.calls.length;
  observer.act();
  assert.equal(drawing.calls.length, 2 * once);
  for (const side of ["clientWidth", "clientHeight"]) {
    parts.plot[side] = 0;
    observer.act();
    parts.plot[side] = 250;
  }
  assert.equal(drawing.calls.length, 2 * once);
});

test("a map that is gone watches its place no more and says nothing later", () => {
  const { page, made, observed, cleared } = mounted();
  made.speaking = 7;
  page.endView(made);
  assert.deepEqual([observed, cleared], [[], [7]]);
});

test("the pointer and the keys of a mounted map are heard: press, drag, let go, arrow and Enter", () => {
  const { made, parts: { canvas, drag, readout, spoken: said }, show, sent } = mounted();
  show();
  const over = (x, y) => ({ clientX: 64 + x, clientY: 10 + y, button: 0, isPrimary: true, pointerId: 3 });
  canvas.onpointerdown(over(100, 20));
  assert.equal(canvas.captured, 3);
  canvas.onpointermove(over(20, 120));
  assert.equal(drag.hidden, false);
  assert.deepEqual(Object.entries(drag.style).map(([side, length]) => [side, Math.round(1e6 * parseFloat(length)) / 1e6]),
    [["left", 74], ["top", 28], ["width", 80], ["height", 100]]);
  canvas.onpointerup(over(20, 120));
  assert.deepEqual([sent, drag.hidden, made.pressed], [[["zoom", [0.1, 0.5, 0.4, 0.9]]], true, null]);
  canvas.onpointerdown(over(50, 50));
  canvas.onpointermove(over(55, 55)); // five pixels are no drag yet
  assert.equal(drag.hidden, true);
  canvas.onpointerup(over(55, 55));
  assert.deepEqual(sent[1], ["cell", [7, 2]]);
  canvas.onpointermove(over(1, 1));
  canvas.onkeydown({ key: "ArrowDown", preventDefault() {} });
  assert.match(readout.textContent, /^rate 0, momentum 0\.8889/);
  spoken.at(-1)();
  assert.match(said.textContent, /^rate 0, momentum 0\.8889/);
  canvas.onkeydown({ key: "Enter" });
  assert.deepEqual(sent[2], ["cell", [8, 0]]);
  canvas.onkeydown({ key: "+" });
  assert.deepEqual(sent[3][0], "zoom");
});

test("the last cell that keys went to is read out, not those on the way, after half a second", () => {
  const waits = [];
  const page = load("map_view", { ...surroundings, setTimeout: (_, wait) => waits.push(wait), clearTimeout: (timer) => waits.push(`cleared ${timer}`),
    getComputedStyle: () => ({}) });
  const { made } = view();
  page.goTo(made, [0, 9]);
  page.goTo(made, [1, 9]);
  assert.deepEqual(waits, ["cleared undefined", 500, "cleared 2", 500]);
  page.goTo(made, null);
  assert.deepEqual([waits.length, waits.at(-1), made.speaking], [5, "cleared 4", null]);
});

test("a pointer that moves takes the ring of the keys away", () => {
  const { made, drawing, show, page } = mounted();
  show();
  page.goTo(made, [0, 9]);
  const rings = () => drawn(drawing).filter((each) => each.startsWith("line")).length;
  assert.equal(rings(), 2);
  drawing.calls.length = 0;
  page.hover(made, [1, 1]);
  assert.deepEqual([rings(), drawing.calls.length > 0, made.keyed], [0, true, null]);
  drawing.calls.length = 0;
  page.hover(made, [2, 1]);
  assert.equal(drawing.calls.length, 0); // nothing is drawn for a pointer alone
});

test("a picked cell that a smaller map does not have is not told", () => {
  const { parts, show } = mounted();
  show({ cell: [10, 0] });
  assert.equal(parts.readout.textContent, plain(maps.HINT));
});

test("places at the picture's edges belong to it", () => {
  const { made } = view();
  const place = (x, y) => plain(maps.placeOf(made, at(x, y)));
  assert.deepEqual([place(0, 0), place(200, 200), place(-1, 100), place(100, 201)], [[0, 1], [1, 0], null, null]);
  assert.deepEqual(plain(maps.placeOf(made, at(-50, 250), true)), [0, 0]);
});

test("for each of its parts the view has the element of that name", () => {
  const { made, parts } = mounted();
  for (const name of ["plot", "drag", "readout", "spoken", "legend"]) assert.equal(made[name], parts[name]);
});
