import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

// A picture that is followed: what is told of it, and what happens on it or elsewhere on the page.
function followed() {
  const [told, onCanvas, onPage] = [[], {}, {}];
  const canvas = { addEventListener: (type, act) => { onCanvas[type] = act; } };
  const document = { addEventListener: (type, act) => { onPage[type] = act; },
    removeEventListener: (type, act) => { if (onPage[type] === act) delete onPage[type]; } };
  const end = load("loss_curves", { document, window: {} }).followPointer(canvas, (place) => told.push(plain(place)));
  const press = (where) => onPage.pointerdown({ composedPath: () => [where] });
  return { told, canvas, onPage, end, press, hear: (type, more) => onCanvas[type]({ offsetX: 3, offsetY: 4, pointerType: "mouse", ...more }) };
}

for (const type of ["pointerdown", "pointermove", "pointerup"]) {
  test(`${type} tells where the pointer is`, () => {
    const { told, hear } = followed();
    hear(type);
    assert.deepEqual(told, [{ x: 3, y: 4 }]);
  });
}

test("a mouse and a pen that leave take what they told along, a finger that is lifted does not", () => {
  for (const [pointerType, gone] of [["mouse", [null]], ["pen", [null]], ["touch", []]]) {
    const { told, hear } = followed();
    hear("pointerleave", { pointerType });
    assert.deepEqual(told, gone);
  }
});

test("what a finger told goes when it scrolls or touches elsewhere, not when it touches the picture again", () => {
  const { told, canvas, hear, press } = followed();
  press(canvas);
  assert.deepEqual(told, []);
  press({});
  hear("pointercancel", { pointerType: "touch" });
  assert.deepEqual(told, [null, null]);
});

test("a picture that is followed no more leaves nothing on the page", () => {
  const { onPage, end } = followed();
  assert.deepEqual(Object.keys(onPage), ["pointerdown"]);
  end();
  assert.deepEqual(onPage, {});
});
