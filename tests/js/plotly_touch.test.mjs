import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

// A page with a part of a picture of Plotly's, or of something else: what those hear that come after the page's own script.
function page({ isPlotly = true } = {}) {
  const [listening, options, heard] = [{}, {}, []];
  const document = { addEventListener: (type, act, how) => { listening[type] = act; options[type] = how; } };
  class TouchEvent {
    constructor(type, given) { Object.assign(this, given, { type, isTrusted: false, target }); }
    stopImmediatePropagation() { this.isStopped = true; }
  }
  const target = { closest: (selector) => (isPlotly && selector === ".js-plotly-plot" ? {} : null), dispatchEvent: (event) => arrive(event) };
  const arrive = (event) => {
    listening[event.type]?.(event);
    if (!event.isStopped) heard.push(event.type);
  };
  load("plotly_touch", { document, TouchEvent });
  const touch = (type, ...places) => arrive(Object.assign(new TouchEvent(type, { touches: places.map(([clientX, clientY]) => ({ clientX, clientY })) }), { isTrusted: true }));
  return { touch, heard, options };
}

test("Plotly hears of a tap when it ends: that it began, then that it ended", () => {
  const { touch, heard } = page();
  touch("touchstart", [50, 50]);
  assert.deepEqual(heard, []);
  touch("touchmove", [56, 58]); // a finger is never quite still
  touch("touchend");
  assert.deepEqual(heard, ["touchmove", "touchstart", "touchend"]);
});

for (const [what, act] of [
  ["that moves", (touch) => touch("touchmove", [50, 61])],
  ["that the browser takes to scroll", (touch) => touch("touchcancel")],
  ["with a second one", (touch) => touch("touchstart", [50, 50], [90, 90])],
]) {
  test(`Plotly never hears that a finger ${what} began`, () => {
    const { touch, heard } = page();
    touch("touchstart", [50, 50]);
    act(touch);
    touch("touchend");
    assert.ok(!heard.includes("touchstart"));
  });
}

test("a finger elsewhere is heard of at once, and once", () => {
  const { touch, heard } = page({ isPlotly: false });
  touch("touchstart", [50, 50]);
  touch("touchend");
  assert.deepEqual(heard, ["touchstart", "touchend"]);
});

test("each touch is seen before Plotly sees it, and none holds up scrolling", () => {
  const { options } = page();
  assert.ok(Object.values(options).every(({ capture }) => capture));
  assert.ok(["touchstart", "touchmove"].every((type) => options[type].passive));
});
