import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain } from "./shipped.mjs";

const live = load("live_view");

test("a frame knows its largest weight whatever its sign, and whether it came exactly", () => {
  assert.deepEqual([[0.5, -2, 1], [3, -2], [], [0]].map((values) => live.largestSize(values)), [2, 3, 0, 0]);
  const { weights } = live.decodeFrame(packed("named frame"));
  assert.equal(weights.largest, Math.max(...Array.from(weights.values, Math.abs)));
  assert.equal(weights.exact, true);
});

test("what a frame does not have is nothing, not an empty picture", () => {
  assert.equal(live.curve(Float64Array.of(), Float64Array.of()), null);
  assert.equal(live.curve(Float64Array.of(0, 1), Float64Array.of(0.5)), null);
  assert.equal(live.curve(undefined, undefined), null);
  assert.deepEqual(plain(live.curve([0], [0.5])), { epochs: [0], losses: [0.5] });
});

test("units and parameters have their names only from the scene of their own run", () => {
  const frame = { ...live.decodeFrame(packed("named frame")) };
  const scene = live.decodeScene(packed("named scene"));
  assert.equal(live.currentScene({ scene, frame }), scene);
  assert.equal(live.currentScene({ scene, frame: { ...frame, run: "another" } }), null);
  assert.equal(live.unitName(null, 0, 0), "");
});

test("a frame has its layers, its plane as Python gives it, and its curve; a test curve and answers where there are some", () => {
  const frame = live.decodeFrame(packed("frame"));
  assert.deepEqual(plain([frame.sizes, frame.layers]), [[2, 4, 4, 1], [{ index: 0, fanIn: 2, fanOut: 4, start: 0, biases: 8 },
    { index: 1, fanIn: 4, fanOut: 4, start: 12, biases: 28 }, { index: 2, fanIn: 4, fanOut: 1, start: 32, biases: 36 }]]);
  assert.equal(frame.plane.values.length, frame.plane.side ** 2);
  assert.ok(frame.plane.low < frame.plane.high);
  assert.equal(frame.thumbnails.length, frame.thumbnail_side ** 2 * (4 + 4 + 1));
  assert.equal(frame.training.epochs.length, frame.training.losses.length);
  assert.deepEqual([frame.test, frame.answers.length], [null, 4]);
  assert.equal(frame.shown.values.length, frame.weights.values.length);
});

for (const [what, whole, part] of [["no whole curve", null, [1]], ["no part", [1, 2], null]]) {
  test(`with ${what} the part is what there is`, () => {
    const of = (epochs) => epochs && { epochs: Float64Array.from(epochs), losses: Float64Array.from(epochs) };
    const given = of(part);
    assert.equal(live.joinCurves(of(whole), given, [0, 9]), given);
  });
}

test("the window's own points stand in for all between its ends, with their losses", () => {
  const of = (epochs, factor) => ({ epochs: Float64Array.from(epochs), losses: Float64Array.from(epochs, (epoch) => factor * epoch) });
  const joined = live.joinCurves(of([0, 10, 20, 21, 30], 1), of([12, 18], 10), [10, 20]);
  assert.deepEqual([[...joined.epochs], [...joined.losses]], [[0, 12, 18, 21, 30], [0, 120, 180, 21, 30]]);
  const whole = of([0, 1], 1);
  assert.equal(live.joinCurves(whole, whole, [0, 1]), whole);
});

test("a parameter is called by the units that it joins, in the symbols that are asked for", () => {
  const frame = { layers: live.layersOf([2, 3, 2]) };
  const scene = { units: [["a", "b"], ["h1", "h2", "h3"], ["y1", "y2"]] };
  const names = [0, 2, 3, 5, 6, 8, 9, 10, 14, 15, 16].map((index) => live.parameterName(frame, scene, index, ["Δw", "Δb"]));
  assert.deepEqual(names, ["Δw from a to h1", "Δw from a to h3", "Δw from b to h1", "Δw from b to h3", "Δb of h1", "Δb of h3",
    "Δw from h1 to y1", "Δw from h1 to y2", "Δw from h3 to y2", "Δb of y1", "Δb of y2"]);
  assert.equal(live.parameterName(frame, scene, 0), "w from a to h1");
});

test("a section that came in bytes is about what it says, one in numbers exactly", () => {
  const header = { sections: { weights: ["i1"], shown: ["f4"] } };
  const layers = live.layersOf([1, 1]);
  const exact = (name) => live.parameters(header, { [name]: [1, -3] }, layers, name);
  assert.deepEqual(plain([exact("weights"), exact("shown")]), [{ values: [1, -3], exact: false, largest: 3 }, { values: [1, -3], exact: true, largest: 3 }]);
  assert.throws(() => live.parameters(header, {}, layers, "weights"), /section weights: 2 values expected/);
});

test("sections without a value are no pictures: units have none, and there is no plane", () => {
  const text = new TextDecoder("latin1").decode(packed("frame"))
    .replace(/("(?:thumbnails|surface)": \["u1", \d+, )(\d+)\]/g, (_, before, count) => `${before}${"0".padStart(count.length)}]`);
  const frame = live.decodeFrame(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  assert.deepEqual([frame.thumbnails, frame.plane], [null, null]);
});
