import assert from "node:assert/strict";
import test from "node:test";
import { drawn, offscreen, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const hidden = offscreen();
const live = load("live_view", { ...hidden.surroundings, Path2D: class {}, window: { devicePixelRatio: 2 } });
const BOX = { left: 10, top: 20, side: 100 };

// A plane of two by two values, x1 from 0 to 1 and x2 from 0 to 10.
function seen({ low = 0, high = 1, scale = [0, 1], values = [0, 85, 170, 255] } = {}) {
  const scene = { run: 1, scale, plane: [0, 1, 0, 10], units: [["x1", "x2"]], x: [], y: [], target: [] };
  const plane = { low, high, side: 2, values: Uint8Array.from(values) };
  return { theme, scene, frame: { run: 1, plane } };
}

function surface(view) {
  const canvas = () => new hidden.surroundings.OffscreenCanvas();
  return { view, panel: { width: 200, height: 150, canvas: { width: 200, height: 150 } }, values: canvas(), overlay: canvas() };
}

test("the first row of values is the lowest of the picture", () => {
  live.drawValues(recorder().context, surface(seen()), BOX);
  assert.deepEqual(hidden.pixels(), [170, 255, 0, 85]);
});

test("values belong to grid points, so half a pixel is cut off all around", () => {
  const { context, of } = recorder();
  live.drawValues(context, surface(seen()), BOX);
  assert.deepEqual(of("drawImage")[0].given.slice(1), [0.5, 0.5, 1, 1, 10, 20, 100, 100]);
});

for (const [low, high, scale, ends] of [
  [0, 1, [0, 1], [0, 255]], [-1, 1, [-1, 1], [0, 255]], [0, 1, [-1, 1], [128, 255]], [-1, 0, [-1, 1], [0, 128]],
  [0.2, 0.4, [0, 1], [51, 102]], [-3, 7, [0, 1], [0, 255]],
]) {
  test(`outputs from ${low} to ${high} on a scale of ${scale} have colours from ${ends[0]} to ${ends[1]}`, () => {
    const lookup = live.outputLookup(theme, { low, high }, scale);
    assert.deepEqual([lookup[0], lookup[255]], ends);
  });
}

for (const [low, high, scale, beyond] of [
  [0, 1, [0, 1], [false, false]], [-0.004, 1.004, [0, 1], [false, false]], [-0.1, 1, [0, 1], [true, false]],
  [0, 1.1, [0, 1], [false, true]], [-1, 1, [-1, 1], [false, false]], [-1.1, 0, [-1, 1], [true, false]],
]) {
  test(`outputs from ${low} to ${high} on a scale of ${scale} are marked and said where they lie beyond it`, () => {
    const view = seen({ low, high, scale });
    const { context, of } = recorder();
    live.drawColourBar(context, view, BOX);
    const labels = scale[0] < 0 ? ["1", "0", "−1"] : ["1", "½", "0"];
    const marked = [beyond[1] ? `≥${labels[0]}` : labels[0], labels[1], beyond[0] ? `≤${labels[2]}` : labels[2]];
    assert.deepEqual(of("fillText").map(({ given: [text] }) => text), marked);
    assert.equal(live.beyondInWords(view) !== "", beyond[0] || beyond[1]);
  });
}

test("the colour bar goes from the largest output at its top to the smallest", () => {
  const { context, of, texts } = recorder();
  live.drawColourBar(context, seen(), BOX);
  const rows = of("fillRect");
  assert.deepEqual([rows[0].fillStyle, rows[0].given[1], rows.at(-1).fillStyle], ["output 255", 20, "output 0"]);
  assert.ok(texts()["1"].y < texts()["½"].y && texts()["½"].y < texts()["0"].y);
});

test("on the axes x1 grows to the right and x2 upwards", () => {
  const { context, texts } = recorder();
  live.drawPlaneAxes(context, seen(), seen().scene, BOX);
  const at = texts();
  assert.deepEqual([at["0"].y, at["0.5"].x, at["10"].y], [120, 60, 20]);
  assert.ok(at.x1.y > BOX.top + BOX.side && at.x2.x < BOX.left);
});

test("axes and samples are drawn again where something of them has changed, and only then", () => {
  const shown = surface(seen());
  const times = (change) => {
    const before = hidden.of("setTransform").length;
    change();
    live.drawOverlay(recorder().context, shown, BOX);
    return hidden.of("setTransform").length - before;
  };
  const { view, panel } = shown;
  const drawn = [() => {}, () => {}, () => { view.theme = { ...theme }; }, () => { view.frame.plane.high = 2; },
    () => { view.frame.plane.low = -2; }, () => { view.scene = { ...view.scene }; }, () => { panel.canvas.width = 300; },
    () => { panel.canvas.height = 300; }, () => {}].map(times);
  assert.deepEqual(drawn, [1, 0, 1, 1, 1, 1, 1, 1, 0]);
});

test("under the pointer stand its place and the output there, outside the picture nothing", () => {
  const at = (x, y) => live.readoutAt(seen(), live.placeAt(BOX, { x, y }));
  assert.equal(at(60, 110), "x1 0.50  x2 1.00  output 0.23"); // 1/6 from x1 and 1/15 from x2
  assert.deepEqual([at(9, 110), at(111, 110), at(60, 19), at(60, 121)], ["", "", "", ""]);
});

for (const [u, v, output] of [[0, 0, 0], [1, 0, 1], [0, 1, 2], [1, 1, 5], [0.5, 0, 0.5], [0.25, 1, 2.75], [1, 0.25, 2]]) {
  test(`between grid points, at ${u} and ${v}, the output is ${output}`, () => {
    assert.equal(live.valueAt({ values: [0, 51, 102, 255], side: 2, low: 0, high: 5 }, u, v), output);
  });
}

test("between grid points of a plane that goes up and down the output lies on the line from one to the next", () => {
  const zigzag = (x) => 1 - Math.abs(1 - (x % 2)); // 0, 1, 0, 1 at the four columns and rows
  const values = Array.from({ length: 16 }, (_, i) => 127.5 * (zigzag(i % 4) + zigzag(Math.floor(i / 4))));
  const shares = [0, 0.1, 0.3, 0.34, 0.5, 0.6, 0.66, 0.7, 0.9, 1];
  for (const u of shares) {
    for (const v of shares) {
      const output = live.valueAt({ values, side: 4, low: -1, high: 3 }, u, v);
      assert.ok(Math.abs(output - (-1 + 2 * (zigzag(3 * u) + zigzag(3 * v)))) < 1e-9, `${u}, ${v}`);
    }
  }
});

for (const [low, high, value, text] of [
  [0, 1, 0.12345, "0.12"], [-1, 1, -0.5, "−0.50"], [0, 100, 12.345, "12.3"], [0, 5000, 1234.5, "1230"], [0, 30, 1.26, "1.3"],
]) {
  test(`of outputs from ${low} to ${high} ${value} is told as ${text}, as the steps of the picture allow`, () => {
    assert.equal(live.formatOutput({ low, high }, value), text);
  });
}

test("the plane lies in the middle of what its margins leave", () => {
  assert.deepEqual(plain(live.squareBox({ width: 278, height: 138 })), { left: 84, top: 6, side: 100 });
  assert.deepEqual(plain(live.squareBox({ width: 178, height: 338 })), { left: 34, top: 6, side: 100 });
});

for (const [low, high, words] of [[0.1, 0.9, "from 0.100 to 0.900"], [0.1, 9, "from 0.100 to 9.00, beyond the scale of its colours"]]) {
  test(`outputs from ${low} to ${high} are described as ${words}`, () => {
    const view = seen({ low, high });
    view.frame.epoch = 5;
    assert.equal(live.describeSurface(view), `Output over the plane of x1 and x2 at epoch 5: ${words}`);
  });
}

test("a network without two inputs has no plane, which is said", () => {
  assert.equal(live.describeSurface({ frame: { plane: null } }), "Output over the plane: needs two inputs");
});

test("the axes have marks and labels outside the picture, x2's middle leaves room for its name", () => {
  const record = recorder();
  live.drawPlaneAxes(record.context, seen(), seen().scene, BOX);
  assert.deepEqual(drawn(record), [
    "text x1 60 145 | center 11px ink 0.95", "text x2 2 70 | right 11px ink 0.95",
    "line from 10 120 to 10 124 | ink 0.35 1", "text 0 10 132 | center 11px ink 0.7",
    "line from 60 120 to 60 124 | ink 0.35 1", "text 0.5 60 132 | center 11px ink 0.7",
    "line from 110 120 to 110 124 | ink 0.35 1", "text 1 110 132 | center 11px ink 0.7",
    "line from 6 120 to 10 120 | ink 0.35 1", "text 0 3 120 | right 11px ink 0.7", "line from 6 70 to 10 70 | ink 0.35 1",
    "line from 6 20 to 10 20 | ink 0.35 1", "text 10 3 20 | right 11px ink 0.7",
  ]);
});

test("on a plane that does not begin at 0 marks lie at their shares of it, and those beside the name's middle have labels", () => {
  const view = seen();
  view.scene.plane = [-1, 3, -20, 60];
  const record = recorder();
  live.drawPlaneAxes(record.context, view, view.scene, BOX);
  const labels = drawn(record).filter((each) => each.startsWith("text")).map((each) => each.split(" ").slice(1, 4).join(" "));
  assert.deepEqual(labels, ["x1 60 145", "x2 2 70", "−1 10 132", "0 35 132", "1 60 132", "2 85 132", "3 110 132",
    "−20 3 120", "0 3 95", "40 3 45", "60 3 20"]);
});

test("without its scene a plane has no marks", () => {
  const record = recorder();
  live.drawPlaneAxes(record.context, { theme }, null, BOX);
  assert.deepEqual(drawn(record).filter((each) => each.startsWith("line")), []);
});

test("the colour bar stands 12 pixels beside the picture, a row for each pixel, its labels within its ends", () => {
  const record = recorder();
  live.drawColourBar(record.context, seen(), { ...BOX, side: 16 });
  const all = drawn(record);
  assert.deepEqual(all.slice(0, 16), Array.from({ length: 16 }, (_, i) => `rect 38 ${20 + i} 8 1 | output ${255 - 17 * i}`));
  assert.deepEqual(all.slice(16), ["text 1 51 25 | left 11px ink 0.7", "text ½ 51 28 | left 11px ink 0.7", "text 0 51 31 | left 11px ink 0.7"]);
});

// A panel of 278 by 138 pixels, whose plane has a side of 100; its pointer at a place.
function mounted(pointer, view = seen()) {
  const record = recorder();
  const canvas = { addEventListener() {}, setAttribute() {}, width: 556, height: 276, getContext: () => record.context };
  const panel = { canvas, readout: { textContent: "before" }, width: 278, height: 138, pointer };
  view.frame.epoch = 5;
  const surface = live.makeSurface(panel, view, {});
  surface.draw();
  return { all: drawn(record), panel, surface, record };
}

test("the panel shows the values, the contour over them, axes over both, and tells what is under the pointer", () => {
  const before = hidden.calls.length;
  const { all, panel, surface } = mounted({ x: 134, y: 56 });
  assert.deepEqual(all, ["setTransform 2 0 0 2 0 0", "rect 0 0 278 138 | background", "picture 0.5 0.5 1 1 84 6 100 100 | smooth",
    "line from 184 81 to 84 31 | ink 0.85 1.3", "picture 0 0 278 138 | smooth"]);
  assert.equal(panel.readout.textContent, "x1 0.50  x2 5.00  output 0.50");
  assert.match(surface.describe(), /at epoch 5: from 0\.00 to 1\.00$/);
  const overlay = hidden.calls.slice(before).find(({ call }) => call === "setTransform");
  assert.deepEqual(overlay.given, [2, 0, 0, 2, 0, 0]); // two pixels of the screen for each of the page
});

test("without a pointer the panel says only what lies beyond the scale", () => {
  assert.equal(mounted(null).panel.readout.textContent, "");
  assert.equal(mounted(null, seen({ low: -0.5, high: 2 })).panel.readout.textContent, "−0.500 to 2.00, off scale");
});

test("without a plane the panel says what it needs, and nothing of the pointer", () => {
  const view = seen();
  view.frame.plane = null;
  const { all, panel } = mounted({ x: 134, y: 56 }, view);
  assert.deepEqual(all.slice(2), ["text needs two inputs 139 69 | center 13px ink 0.7"]);
  assert.equal(panel.readout.textContent, "");
});

test("samples are drawn over the axes where the run has its scene", () => {
  const view = seen();
  Object.assign(view.scene, { x: [0.5], y: [5], target: [1] });
  const paths = [];
  const drawing = load("live_view", { ...hidden.surroundings, Path2D: class { moveTo() {} lineTo() {} closePath() { paths.push(1); } } });
  drawing.drawOverlay(recorder().context, surface(view), BOX);
  assert.deepEqual(paths, [1]);
  drawing.drawOverlay(recorder().context, surface({ ...view, scene: null }), BOX);
  assert.deepEqual(paths, [1]);
});

test("the picture's size follows the plane's, and stays while that does", () => {
  const shown = surface(seen());
  live.drawValues(recorder().context, shown, BOX);
  const { image } = shown;
  live.drawValues(recorder().context, shown, BOX);
  assert.equal(shown.image, image);
  assert.deepEqual([shown.values.width, shown.values.height], [2, 2]);
  shown.view.frame.plane = { low: 0, high: 1, side: 3, values: Uint8Array.from({ length: 9 }, () => 51) };
  live.drawValues(recorder().context, shown, BOX);
  assert.deepEqual([shown.values.width, shown.values.height, hidden.pixels()], [3, 3, new Array(9).fill(51)]);
});

for (const [low, high, scale, beyond] of [
  [-0.005, 1.005, [0, 1], [false, false]], [-0.0051, 1.0051, [0, 1], [true, true]],
]) {
  test(`outputs from ${low} to ${high} are ${beyond[0] ? "beyond" : "on"} the scale: rounding is not meant`, () => {
    assert.deepEqual(plain(live.beyondScale(seen({ low, high, scale }))), { low: beyond[0], high: beyond[1] });
  });
}

test("without its scene the scale goes from 0 to 1, and nothing is read", () => {
  const view = { ...seen(), scene: null };
  assert.deepEqual(plain(live.targetScale(view)), [0, 1]);
  assert.equal(live.readoutAt(view, [0.5, 0.5]), "");
});

test("the plane's corners belong to it, on a plane of negative x1 too", () => {
  const view = seen();
  view.scene.plane = [-3, 1, -20, 20];
  assert.deepEqual([[0, 0], [1, 1], [0.25, 0.75]].map((place) => live.readoutAt(view, place)),
    ["x1 −3.00  x2 −20.00  output 0.00", "x1 1.00  x2 20.00  output 1.00", "x1 −2.00  x2 10.00  output 0.58"]);
});

for (const [panel, box] of [
  [{ width: 90, height: 50 }, { left: 34, top: 6, side: 12 }], [{ width: 20, height: 20 }, { left: 34, top: 6, side: 10 }],
  [{ width: 279, height: 138 }, { left: 84, top: 6, side: 100 }], [{ width: 280, height: 138.9 }, { left: 85, top: 6, side: 100 }],
]) {
  test(`a panel of ${panel.width} by ${panel.height} has its plane at ${box.left}, ${box.side} pixels wide`, () => {
    assert.deepEqual(plain(live.squareBox(panel)), box);
  });
}

test("the panel tells politely what keys find, and its timer ends with it", () => {
  const cleared = [];
  const made = { addEventListener() {}, createElement: (tag) => ({ tag, children: [], append(...more) { this.children.push(...more); },
    setAttribute(name, value) { this[name] = value; }, addEventListener() {} }) };
  const view = { panels: [] };
  const page = load("live_view", { ...hidden.surroundings, document: made, clearTimeout: (timer) => cleared.push(timer) });
  const [{ children: [title, , spoken] }] = page.surfacePanel(view).children;
  assert.deepEqual([title.textContent, spoken.className, spoken["aria-live"]], ["Output over the plane", "spoken", "polite"]);
  view.panels[0].chart.release();
  assert.equal(cleared.length, 1);
});
