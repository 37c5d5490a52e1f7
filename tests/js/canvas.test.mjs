import assert from "node:assert/strict";
import test from "node:test";
import { recorder, theme } from "./canvas.mjs";
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
