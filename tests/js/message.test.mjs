import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain, python } from "./shipped.mjs";

const live = load("live_view");
const isClose = (found, expected) => {
  assert.equal(found.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(found[i] - value) <= 1e-6 * Math.abs(value), `${found[i]}, not ${value}`));
};

for (const bundle of ["live_view", "map_view"]) {
  test(`${bundle} reads every kind of section that Python packs`, () => {
    const { header, sections } = load(bundle).decodeMessage(packed("sections"));
    assert.equal(header.a, "é");
    for (const [name, values] of Object.entries(python.sections)) isClose(sections[name], values);
  });
}

test("a message is read wherever it begins in its buffer", () => {
  const bytes = packed("sections");
  for (const shift of [1, 2, 3, 4]) {
    const moved = new Uint8Array(bytes.length + shift);
    moved.set(bytes, shift);
    isClose(live.decodeMessage(moved.subarray(shift)).sections.float64, python.sections.float64);
  }
});

test("messages one behind the other are taken apart", () => {
  assert.deepEqual(plain(live.splitMessage(packed("all")).map(({ header }) => header.is)), ["page", "scene", "frame"]);
});

test("a section that reaches beyond its message is refused", () => {
  const bytes = packed("sections");
  assert.throws(() => live.decodeMessage(bytes.subarray(0, bytes.length - 8)), /reaches beyond the message/);
});

for (const [bytes, count, isThere] of [[8, 1, true], [15, 2, false], [16, 2, true], [24, 3, true], [23, 3, false]]) {
  test(`of ${count} numbers of eight bytes ${bytes} bytes hold ${isThere ? "all" : "not all"}, also behind an offset`, () => {
    const read = () => live.decodeSection(new Uint8Array(bytes + 8), "x", ["f8", 8, count]);
    if (isThere) assert.equal(read().length, count);
    else assert.throws(read, /^Error: section x reaches beyond the message$/);
  });
}

test("a section of an unknown type is refused", () => {
  assert.throws(() => live.decodeSection(new Uint8Array(8), "x", ["c8", 0, 1]), /^Error: section x: unknown type c8$/);
});

test("a frame holds the weights, losses and figures that Python packed", () => {
  const frame = live.decodeFrame(packed("frame"));
  assert.equal(frame.epoch, python.frame.epoch);
  assert.equal(frame.loss, python.frame.loss);
  isClose(frame.weights.values, python.frame.weights);
  assert.equal(frame.weights.exact, true);
  isClose(frame.training.losses, python.frame.losses);
});

test("every parameter is called what Python calls it", () => {
  const scene = live.decodeScene(packed("named scene"));
  const frame = live.decodeFrame(packed("named frame"));
  const found = python.names.map((_, index) => live.parameterName(frame, scene, index));
  assert.deepEqual(found, python.names);
});

test("a frame without all its weights is refused", () => {
  const { header, sections } = live.decodeMessage(packed("frame"));
  const layers = live.layersOf(header.sizes);
  sections.weights = sections.weights.subarray(1);
  assert.throws(() => live.parameters(header, sections, layers, "weights"), /values expected/);
});
