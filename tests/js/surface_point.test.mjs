import assert from "node:assert/strict";
import test from "node:test";
import { drawn, recorder, theme } from "./canvas.mjs";
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

test("the point is a ring that is seen on dark and on bright, at its place from the lower left corner", () => {
  const record = recorder();
  live.drawPoint(record.context, { view: { theme }, point: [0.2, 0.7] }, { left: 10, top: 20, side: 100 });
  assert.deepEqual(drawn(record), ["line round 30 50 7 | background 4", "line round 30 50 7 | ink 1 2"]);
  assert.deepEqual(record.of("arc")[0].given.slice(3), [0, 2 * Math.PI]);
});

test("a reader is told that keys are heard, and a blur takes the point away", () => {
  const heard = {};
  const canvas = { setAttribute(name, value) { this[name] = value; }, addEventListener: (type, then) => { heard[type] = then; } };
  const here = Object.assign(surface([0.2, 0.5]), { panel: { canvas } });
  live.bindPoint(here);
  assert.deepEqual([canvas.role, canvas["aria-description"]],
    ["application", "Arrow keys move a point over the plane, with Shift finely; Escape takes it away."]);
  heard.keydown({ key: "ArrowUp", preventDefault() {} });
  assert.deepEqual(plain(here.point), [0.2, 0.55]);
  heard.blur();
  assert.equal(here.point, null);
});

test("a point that moves is drawn, one that stays away is not", () => {
  const here = surface([0.5, 0.5]);
  live.putPoint(here, null);
  assert.deepEqual([...here.view.dirty], [here.panel]);
  here.view.dirty.clear();
  live.putPoint(here, null);
  assert.equal(here.view.dirty.size, 0);
});

test("the point's words come after half a second, and none after it was taken away", () => {
  const waits = [];
  const page = load("live_view", { clearTimeout: (timer) => waits.push(`cleared ${timer}`), setTimeout: (_, wait) => waits.push(wait),
    requestAnimationFrame() {}, document: {} });
  const here = surface();
  page.putPoint(here, [0.5, 0.5]);
  page.putPoint(here, null);
  assert.deepEqual([waits, here.speaking], [["cleared undefined", 500, "cleared 2"], null]);
});

test("without a frame keys are the page's; Shift goes a fifth as far in both directions", () => {
  const here = surface();
  here.view.frame = null;
  assert.ok(!press(here, "ArrowUp"));
  const there = surface([0, 1]);
  for (const key of ["ArrowDown", "ArrowRight"]) press(there, key, true);
  assert.deepEqual(plain(there.point), [0.01, 0.99]);
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowLeft", "ArrowUp"]) press(there, key);
  assert.deepEqual(plain(there.point), [0, 1]);
});
