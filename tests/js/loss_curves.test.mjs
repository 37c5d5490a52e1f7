import assert from "node:assert/strict";
import test from "node:test";
import { drawn, recorder, theme } from "./canvas.mjs";
import { load, packed, plain } from "./shipped.mjs";

const curves = load("loss_curves");

// What a component would draw of a message.
function taken(name) {
  const chart = { panel: { canvas: { setAttribute: (_, words) => { chart.words = words; } } }, legend: { replaceChildren() {} } };
  const { header, sections } = curves.decodeMessage(packed(name));
  curves.take(chart, { header: { ...header, legend: false }, sections });
  return chart;
}

test("each run is drawn with its values, its colour and its dashes", () => {
  const { runs, words, last } = taken("curves");
  assert.deepEqual(plain(runs.map(({ label, colour, dash, curve }) => [label, colour, dash, [...curve.epochs], [...curve.losses]])), [
    ["a", "#1f7ad8", [], [0, 1, 2], [0.5, 0.25, 0.125]], ["b", "#d9730d", [9, 9], [0, 40], [0.5, 0.0625]],
  ]);
  assert.equal(words, "in words");
  assert.equal(last(), 40);
});

test("the axis of what is still to come ends where it will end", () => {
  assert.equal(taken("no curves").last(), 300);
});

for (const [epochs, last, wanted] of [
  [[0, 1000, 2000, 3000], 3000, [0, 1000, 2000, 3000]], [[0, 200, 400, 600], 641, [0, 200, 400, 641]], [[0, 1], 1, [0, 1]],
]) {
  test(`an axis to epoch ${last} has a tick there and none that touches it`, () => {
    assert.deepEqual(plain(curves.withLast(epochs, last)), wanted);
  });
}

test("under the pointer stands the nearest point of each run, with its own epoch where that is another", () => {
  const { runs } = taken("curves");
  const reading = curves.readingAt(runs, { from: 0, to: 40 }, 1.2);
  assert.deepEqual(plain(reading.points.map(curves.inWords(reading.epoch))), ["a: loss 0.25", "b: loss 0.5 at epoch 0"]);
  assert.equal(reading.epoch, 1);
});

test("where no run has a point nothing is read", () => {
  assert.equal(curves.readingAt([], { from: 0, to: 1 }, 0), null);
});

test("the page is told once that the picture is drawn, and not where another page was asked for", () => {
  const { tellDrawn } = load("loss_curves", { requestAnimationFrame: (then) => then(), setTimeout: (then) => then() });
  const told = [];
  for (const [isConnected, isUnderWay] of [[true, false], [true, true], [false, false]]) {
    const chart = { root: { isConnected }, leaving: { isUnderWay: () => isUnderWay } };
    tellDrawn(chart, (name) => told.push(name));
    assert.ok(chart.hasTold);
  }
  assert.deepEqual(told, ["drawn"]);
});

test("a zoom stays while the last epoch does", () => {
  const chart = taken("curves");
  for (const [name, zoom] of [["curves", [1, 2]], ["no curves", null]]) {
    chart.zoom = [1, 2];
    const { header, sections } = curves.decodeMessage(packed(name));
    curves.take(chart, { header: { ...header, legend: false }, sections });
    assert.deepEqual(chart.zoom, zoom);
  }
});

const axes = { left: 50, top: 10, width: 200, height: 100, from: 0, to: 40, x: (epoch) => 50 + 5 * epoch, y: (loss) => 110 - 100 * loss,
  epochAt: (x) => (x - 50) / 5 };

for (const [pointer, line, left] of [[52, 50, "60px"], [248, 250, "160px"]]) {
  test(`at ${pointer} pixels a line stands at ${line}, a dot on each curve, and the reading beside the line where there is room`, () => {
    const { runs } = taken("curves");
    const tip = { style: {}, offsetWidth: 80 };
    const { context, of } = recorder();
    curves.showReading(context, { panel: { pointer: { x: pointer } }, axes, runs, theme, tip });
    assert.deepEqual([of("moveTo")[0].given, of("lineTo")[0].given], [[line, 10], [line, 110]]);
    const epochs = pointer < 150 ? [0, 0] : [2, 40];
    assert.deepEqual(of("arc").map(({ given: [x] }) => x), epochs.map(axes.x));
    assert.deepEqual(of("fill").map(({ fillStyle }) => fillStyle), plain(runs.map(({ colour }) => colour)));
    assert.deepEqual([tip.hidden, tip.style.left, tip.textContent.split("\n")[0]], [false, left, `epoch ${epochs[1]}`]);
  });
}

test("without a pointer nothing is read", () => {
  const tip = { hidden: false };
  curves.showReading(recorder().context, { panel: { pointer: null }, axes, runs: taken("curves").runs, theme, tip });
  assert.equal(tip.hidden, true);
});

// The component as it is mounted in a place of 400 by 200 pixels: what is drawn, what listens, what waits for the next frame.
function mounted(name = "curves", asks = false) {
  const [record, listening, frames, observers, sent, released, cancelled, later] = [recorder(), {}, [], [], [], [], [], []];
  const element = (tag) => ({ tag, style: { setProperty() {} }, children: [], append(...children) { this.children.push(...children); },
    setAttribute(key, value) { this[key] = value; }, replaceChildren(...children) { this.children = children; } });
  const canvas = { ...element("canvas"), clientWidth: 400, clientHeight: 200, getContext: () => record.context, setPointerCapture() {},
    addEventListener: (type, act) => { (listening[type] ??= []).push(act); }, getRootNode: () => ({ activeElement: canvas }) };
  const places = { ".legend": element("div"), ".plot canvas": canvas, ".tip": { ...element("div"), offsetWidth: 80, hidden: true } };
  const root = { ...element("div"), isConnected: true, querySelector: (place) => places[place] };
  class ResizeObserver {
    constructor(act) { observers.push(Object.assign(this, { act, watched: [] })); }
    observe(each) { this.watched.push(each); }
    disconnect() { this.watched.length = 0; }
  }
  class OffscreenCanvas { getContext() { return { fillRect() {}, getImageData: () => ({ data: Uint8ClampedArray.of(1, 2, 3, 255) }) }; } }
  const target = { addEventListener() {}, removeEventListener: (type) => released.push(type) };
  const page = load("loss_curves", {
    ResizeObserver, OffscreenCanvas, document: { ...target, createElement: element, createElementNS: (_, tag) => element(tag), fonts: { ready: { then: (act) => act() } } },
    window: target, performance, getComputedStyle: () => ({ getPropertyValue: () => "", fontFamily: "" }),
    requestAnimationFrame: (act) => frames.push(act), cancelAnimationFrame: (frame) => cancelled.push(frame), setTimeout: (act) => later.push(act),
  });
  const text = new TextDecoder("latin1").decode(packed(name)).replace('"asks": false', `"asks": ${asks ? "true " : "false"}`);
  const component = { data: Uint8Array.from(text, (letter) => letter.charCodeAt(0)), setTriggerValue: (...given) => sent.push(given),
    parentElement: { querySelector: (place) => (place === ".loss_curves" ? root : null) } };
  return { root, places, canvas, record, listening, frames, observers, sent, released, cancelled, later, mount: () => page.exported(component) };
}

test("mounted, all curves are drawn in their box behind the axes, with a tick at the last epoch, and named", () => {
  const { mount, record, canvas, places } = mounted();
  mount();
  const all = drawn(record);
  assert.equal(canvas["aria-label"], "in words");
  assert.deepEqual(all.slice(all.indexOf("save")), ["save", "only in box 52 16 328 154",
    all.find((each) => each.includes("#1f7ad8")), all.find((each) => each.includes("#d9730d")), "restore"]);
  assert.match(all.find((each) => each.includes("#1f7ad8")), /^line from 52 .* \| #1f7ad8 2\.2$/);
  assert.match(all.find((each) => each.includes("#d9730d")), /^line from 52 .* to 380 .* \| #d9730d 2\.2 dashed 9 9$/);
  assert.ok(all.some((each) => each.startsWith("text 40 380.5")));
  const entries = places[".legend"].children.map(({ tag, children: [swatch, words] }) => {
    const [line] = swatch.children;
    return [tag, swatch.tag, line.tag, line.d, line.style.stroke, line.style.strokeDasharray, line.style.strokeWidth, words];
  });
  assert.deepEqual(entries, [["span", "svg", "path", "M0 4h28", "#1f7ad8", "", 2.2, "a"], ["span", "svg", "path", "M0 4h28", "#d9730d", "9 9", 2.2, "b"]]);
});

test("a chart without curves has no axes", () => {
  const { mount, record } = mounted("no curves");
  mount();
  assert.deepEqual(drawn(record).filter((each) => each.startsWith("text")), []);
});

test("the pointer asks for one drawing for a frame of the screen, which shows what is read; leaving takes it away", () => {
  const { mount, record, listening, frames, places } = mounted();
  mount();
  frames.length = 0;
  const hear = (type, x) => { for (const act of listening[type]) act({ offsetX: x, button: 0, isPrimary: true, pointerId: 1 }); };
  const draw = () => {
    record.calls.length = 0;
    frames.splice(0).forEach((act) => act());
  };
  for (const type of ["pointerdown", "pointermove", "pointerup"]) {
    hear(type, 378);
    hear(type, 379);
    assert.equal(frames.length, 1);
    draw();
    assert.equal(places[".tip"].textContent.split("\n")[0], "epoch 40");
    places[".tip"].textContent = "";
  }
  for (const type of ["pointerleave", "pointercancel"]) {
    hear("pointermove", 60);
    draw();
    assert.equal(places[".tip"].hidden, false);
    hear(type);
    draw();
    assert.equal(places[".tip"].hidden, true);
  }
});

test("a drag marks its epochs and zooms to them", () => {
  const { mount, record, listening, frames, root } = mounted();
  mount();
  const hear = (type, x) => { for (const act of listening[type]) act({ offsetX: x, button: 0, isPrimary: true, pointerId: 1 }); };
  hear("pointerdown", 100);
  hear("pointermove", 200);
  record.calls.length = 0;
  frames.splice(0).forEach((act) => act());
  assert.ok(drawn(record).some((each) => each.startsWith("rect 100 18 100 150 | rgba")));
  hear("pointerup", 200);
  assert.deepEqual(plain(root.chart.zoom), [5, 19]);
  assert.equal(frames.length, 1);
});

test("a chart is drawn again in another size, and not where it has none", () => {
  const { mount, record, canvas, observers } = mounted();
  mount();
  const [observer] = observers;
  assert.deepEqual(observer.watched, [canvas]);
  for (const side of ["clientWidth", "clientHeight"]) {
    record.calls.length = 0;
    canvas[side] = 0;
    observer.act();
    assert.deepEqual(record.calls, []);
    canvas[side] = 300;
    observer.act();
    assert.ok(record.calls.length > 0);
  }
});

test("a chart whose place is gone leaves nothing running; drawn anew in the meantime it is one", () => {
  const { mount, observers, released, cancelled, frames, later, root } = mounted();
  mount();
  mount()();
  later.pop()();
  assert.deepEqual([observers.length, observers[0].watched.length, released], [1, 1, []]);
  root.chart.redraw();
  root.isConnected = false;
  mount()();
  root.chart.redraw();
  const waiting = root.chart.request;
  later.pop()();
  assert.deepEqual([observers[0].watched, released, cancelled.at(-1)], [[], ["pointerdown", "click", "popstate"], waiting]);
  assert.ok(frames.length > 0);
});

for (const asks of [true, false]) {
  test(`a page that ${asks ? "asks is told once" : "does not ask is not told"} that the picture is there`, () => {
    const { mount, frames, later, sent } = mounted("curves", asks);
    for (let i = 0; i < 2; i++) mount();
    frames.splice(0).forEach((act) => act());
    later.splice(0).forEach((act) => act());
    assert.deepEqual(sent, asks ? [["drawn", true]] : []);
  });
}

test("where two runs are as near, the first gives the epoch; a run without a point there is not told", () => {
  const run = (label, epochs, losses) => ({ label, colour: label, curve: { epochs, losses } });
  const reading = curves.readingAt([run("a", [0, 10], [1, 2]), run("b", [4, 6], [3, 4]), run("c", [90], [1])], { from: 0, to: 20 }, 5);
  assert.deepEqual([reading.epoch, plain(reading.points.map(({ label, point }) => [label, point.epoch]))], [4, [["a", 0], ["b", 4]]]);
});

for (const [x, left] of [[149, "160px"], [151, "60px"], [51, "60px"]]) {
  test(`the reading of epoch ${(x - 50) / 5} stands where it leaves the curve to be seen, ${left}`, () => {
    const tip = { style: {}, offsetWidth: 80 };
    const runs = [{ label: "a", colour: "red", curve: { epochs: [0, 20, 20.2], losses: [0.5, 0.5, 0.5] } }];
    curves.showReading(recorder().context, { panel: { pointer: { x } }, axes, runs, theme, tip });
    assert.equal(tip.style.left, left === "160px" ? "160px" : x > 100 ? "61px" : "60px");
  });
}

test("a reading of epochs in thousands is written in groups, beside the left edge it is not cut", () => {
  const tip = { style: {}, offsetWidth: 300 };
  const runs = [{ label: "a", colour: "red", curve: { epochs: [12000], losses: [0.5] } }];
  const wide = { ...axes, to: 12000, x: () => 240, epochAt: () => 11990 };
  curves.showReading(recorder().context, { panel: { pointer: { x: 240 } }, axes: wide, runs, theme, tip });
  assert.deepEqual([tip.style.left, tip.textContent], ["0px", "epoch 12\u202f000\na: loss 0.5"]);
  assert.equal(curves.inWords(0)({ label: "a", point: { epoch: 12000, loss: 1 } }), "a: loss 1 at epoch 12\u202f000");
});
