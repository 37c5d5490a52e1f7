import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const waiting = [];
const live = load("live_view", {
  clearTimeout: () => { waiting.length = 0; }, setTimeout: (then) => waiting.push(then), requestAnimationFrame() {},
  document: { hidden: false },
});

// A surface whose output is 0 at its left and 1 at its right.
function surface(point = null) {
  const plane = { side: 2, values: [0, 255, 0, 255], low: 0, high: 1 };
  const view = {
    frame: { run: "a", plane }, scene: { run: "a", plane: [0, 1, 0, 1], units: [["x1", "x2"]] }, dirty: new Set(), request: 1,
  };
  return { view, panel: {}, spoken: { textContent: "" }, point };
}

const press = (here, key, shiftKey = false) => {
  let prevented = false;
  live.movePoint(here, { key, shiftKey, preventDefault: () => { prevented = true; } });
  return prevented;
};

for (const [key, shift, to] of [
  ["ArrowLeft", false, [0.45, 0.5]], ["ArrowRight", true, [0.51, 0.5]], ["ArrowUp", false, [0.5, 0.55]], ["ArrowDown", true, [0.5, 0.49]],
]) {
  test(`${shift ? "Shift and " : ""}${key} goes from the middle to ${to}`, () => {
    const here = surface();
    assert.ok(press(here, key, shift)); // the page does not scroll
    assert.deepEqual(plain(here.point), to);
  });
}

test("the point stays on the plane, Escape takes it away, another key leaves it", () => {
  const here = surface([1, 0]);
  press(here, "ArrowRight");
  press(here, "ArrowDown");
  assert.deepEqual(plain(here.point), [1, 0]);
  assert.ok(!press(here, "a"));
  assert.deepEqual(plain(here.point), [1, 0]);
  press(here, "Escape");
  assert.equal(here.point, null);
});

test("what is at the point is said after a rest, that of the last one only", () => {
  const here = surface([0.2, 0.5]);
  press(here, "ArrowRight");
  press(here, "ArrowRight");
  assert.equal(here.spoken.textContent, "");
  waiting.forEach((say) => say());
  assert.equal(here.spoken.textContent, "x1 0.30  x2 0.50  output 0.30");
});

test("the picture is reached by Tab, and the mouse takes the point away", () => {
  const heard = {};
  const canvas = { setAttribute(name, value) { this[name] = value; }, addEventListener: (type, then) => { heard[type] = then; } };
  const here = Object.assign(surface([0.2, 0.5]), { panel: { canvas } });
  live.bindPoint(here);
  assert.equal(canvas.tabIndex, 0);
  assert.match(canvas["aria-description"], /^Arrow keys move a point/);
  heard.pointermove();
  assert.equal(here.point, null);
});

test("without a plane the keys are the page's", () => {
  const here = surface();
  here.view.frame.plane = null;
  assert.ok(!press(here, "ArrowLeft"));
});
