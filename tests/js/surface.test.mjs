import assert from "node:assert/strict";
import test from "node:test";
import { offscreen, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

const hidden = offscreen();
const live = load("live_view", { ...hidden.surroundings, Path2D: class {} });
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
