import assert from "node:assert/strict";
import test from "node:test";
import { drawn, recorder, theme } from "./canvas.mjs";
import { load, plain } from "./shipped.mjs";

// A page in these colours, red, green and blue each, on a screen with so many pixels to one of the page's.
function page({ ratio = 1, text = [0, 0, 0], background = [255, 255, 255], primary = [200, 0, 0], font = "Sans" } = {}) {
  const [colours, told] = [{ text, background, primary }, {}];
  class OffscreenCanvas { // paints one pixel of a colour that is written as "text", "background" or "primary"
    getContext() {
      const context = { fillRect() {}, getImageData: () => ({ data: Uint8ClampedArray.from([...colours[context.fillStyle], 255]) }) };
      return context;
    }
  }
  const getComputedStyle = () => ({ getPropertyValue: (name) => ` ${name.split("-")[3]}`, fontFamily: font });
  const root = { style: { setProperty: (name, value) => { told[name] = value; } } };
  const live = load("live_view", { OffscreenCanvas, getComputedStyle, window: { devicePixelRatio: ratio } });
  return { live, told, root, read: (previous) => live.readTheme(root, previous) };
}

for (const [name, colours, dark, ink, onPrimary] of [
  ["a light page", {}, false, "rgba(0,0,0,0.5)", "#ffffff"],
  ["a dark page", { text: [250, 250, 250], background: [10, 10, 20], primary: [120, 200, 255] }, true, "rgba(250,250,250,0.5)", "#000000"],
]) {
  test(`${name} is drawn in its own colours, and what lies on its filled button can be read`, () => {
    const { read, told } = page(colours);
    const found = read();
    assert.deepEqual([found.dark, found.ink(0.5), told["--on-primary"]], [dark, ink, onPrimary]);
    const { background = [255, 255, 255], primary = [200, 0, 0] } = colours;
    assert.deepEqual([found.background, found.primary], [background, primary].map((rgb) => `rgb(${rgb.join(",")})`));
    assert.deepEqual([told["--negative"], told["--positive"]], [found.signed.css[0], found.signed.css[255]]);
    const away = (index) => Math.abs(parseInt(found.signed.css[index].slice(4), 10) - background[0]);
    assert.ok(away(128) < 40 && away(128) < away(0)); // no value is nearly no colour
  });
}

test("a theme is read again where it has changed, and only then", () => {
  const { read } = page();
  const first = read();
  assert.equal(read(first), first);
  assert.notEqual(page({ font: "Serif" }).read(first), first);
});

for (const [ratio, pixels] of [[1, [200, 101]], [1.5, [300, 152]], [2, [400, 202]], [undefined, [200, 101]]]) {
  test(`a panel of 200 by 101 has ${pixels.join(" by ")} pixels where ${ratio} stand for one, and is drawn in its own measure`, () => {
    const { live } = page({ ratio });
    const { context, of } = recorder();
    const canvas = { width: 300, height: 150, getContext: () => context };
    assert.equal(live.startDrawing({ canvas, width: 200, height: 101 }, theme), context);
    assert.deepEqual([canvas.width, canvas.height], pixels);
    assert.deepEqual(of("setTransform")[0].given, [ratio ?? 1, 0, 0, ratio ?? 1, 0, 0]);
    assert.deepEqual([of("fillRect")[0].given, of("fillRect")[0].fillStyle], [[0, 0, 200, 101], "background"]);
  });
}

test("a canvas keeps its size while the panel does: setting it would empty it", () => {
  const { live } = page();
  const set = [];
  const canvas = { get width() { return 200; }, set width(_) { set.push("width"); }, get height() { return 100; },
    set height(_) { set.push("height"); }, getContext: () => recorder().context };
  live.startDrawing({ canvas, width: 200, height: 100 }, theme);
  assert.deepEqual(set, []);
});

test("a dot is a whole circle with a rim of the background, a line goes from one point to the other", () => {
  const { live } = page();
  const { context, of } = recorder();
  live.drawDot(context, theme, 10, 20, "green");
  assert.deepEqual(of("arc")[0].given, [10, 20, 3.5, 0, 2 * Math.PI]);
  assert.deepEqual([of("fill")[0].fillStyle, of("stroke")[0].strokeStyle], ["green", "background"]);
  live.drawLine(context, "red", 3, 1, 2, 8, 9);
  const { strokeStyle, lineWidth } = of("stroke")[1];
  assert.deepEqual([of("moveTo")[0].given, of("lineTo")[0].given, strokeStyle, lineWidth], [[1, 2], [8, 9], "red", 3]);
});

test("a text stands where it is said, faint or in a colour of its own", () => {
  const { live } = page();
  const { context, of } = recorder();
  live.drawText(context, { ...theme, font: "Sans" }, "one", 5, 6);
  live.drawText(context, { ...theme, font: "Sans" }, "two", 7, 8, { size: 10, align: "right", baseline: "top", ink: "blue" });
  const drawn = of("fillText").map(({ given, font, textAlign, textBaseline, fillStyle }) => [given, font, textAlign, textBaseline, fillStyle]);
  assert.deepEqual(plain(drawn), [[["one", 5, 6], "11px Sans", "left", "middle", "ink 0.7"],
    [["two", 7, 8], "10px Sans", "right", "top", "blue"]]);
});

test("a page whose background is half bright is light, a button of brightness 140 has white words", () => {
  for (const [background, dark] of [[[129, 129, 129], false], [[127, 127, 127], true]]) assert.equal(page({ background }).read().dark, dark);
  for (const [primary, words] of [[[140, 140, 140], "#ffffff"], [[141, 141, 141], "#000000"]]) {
    const { read, told } = page({ primary });
    read();
    assert.equal(told["--on-primary"], words);
  }
});

test("no value lies nearer to the text's colour on a dark page than on a light one", () => {
  const { read, told } = page();
  const light = read();
  assert.equal(light.signed.css[128], "rgb(241,242,241)"); // 0.05 from 255 to 0, and half a step to the positive end
  const dark = page({ text: [255, 255, 255], background: [0, 0, 0] }).read();
  assert.equal(dark.output.css[127].replace(/\d+/g, (level) => (Math.abs(level - 36) <= 1 ? "36" : level)), "rgb(36,36,36)"); // 0.14 of 255
  assert.match(told["--signed-scale"], /^linear-gradient\(90deg,/);
});

test("a theme's font and colours are those of the page, each a change of its own", () => {
  const first = page({ font: "Serif" }).read();
  assert.equal(first.font, "Serif");
  const { read } = page({ font: "Serif" });
  assert.equal(read(first).key, "text|background|primary|Serif");
});

test("a colour is painted over one pixel and read from it, without its opacity", () => {
  const told = [];
  class OffscreenCanvas {
    constructor(...size) { told.push(size); }
    getContext(kind) {
      return { fillRect: (...given) => told.push([kind, ...given]), getImageData: (...given) => { told.push(given); return { data: Uint8ClampedArray.of(1, 2, 3, 4) }; } };
    }
  }
  const { parseColour } = load("live_view", { OffscreenCanvas });
  assert.deepEqual([...parseColour("red")], [1, 2, 3]);
  assert.deepEqual(told, [[1, 1], ["2d", 0, 0, 1, 1], [0, 0, 1, 1]]);
});

test("a panel asks for an opaque canvas once", () => {
  const { live } = page();
  const asked = [];
  const canvas = { getContext: (...given) => { asked.push(plain(given)); return recorder().context; } };
  const panel = { canvas, width: 10.4, height: 10.6 };
  for (let i = 0; i < 2; i++) live.startDrawing(panel, theme);
  assert.deepEqual([asked, canvas.width, canvas.height], [[["2d", { alpha: false }]], 10, 11]);
});

test("a dot's rim is one and a half pixels, each dot and line a path of its own", () => {
  const { live } = page();
  const record = recorder();
  live.drawDot(record.context, theme, 1, 2, "green");
  live.drawDot(record.context, theme, 3, 4, "red");
  live.drawLine(record.context, "blue", 2, 5, 6, 7, 8);
  live.drawLine(record.context, "blue", 2, 9, 6, 7, 8);
  assert.deepEqual(drawn(record), ["area round 1 2 3.5 | green", "line round 1 2 3.5 | background 1.5", "area round 3 4 3.5 | red",
    "line round 3 4 3.5 | background 1.5", "line from 5 6 to 7 8 | blue 2", "line from 9 6 to 7 8 | blue 2"]);
});
