// Canvases that draw nothing and tell what they were told.

// calls: each with its name, what it was given and the styles that held then.
export function recorder() {
  const [calls, styles] = [[], {}];
  const context = new Proxy(styles, {
    get: (_, name) => {
      if (name === "measureText") return (text) => ({ width: 6 * text.length });
      return name in styles ? styles[name] : (...given) => { calls.push({ call: name, given, ...styles }); };
    },
  });
  const of = (name) => calls.filter(({ call }) => call === name);
  return { calls, context, of, texts: () => Object.fromEntries(of("fillText").map(({ given: [text, x, y] }) => [text, { x, y }])) };
}

// What a script needs of the browser: every canvas outside the page has the same recorder.
export function offscreen() {
  const record = recorder();
  class OffscreenCanvas {
    getContext() { return record.context; }
  }
  class ImageData {
    constructor(width, height) {
      Object.assign(this, { width, height, data: new Uint8ClampedArray(4 * width * height) });
    }
  }
  // The pixels that were put last, from the upper left one on, each a number.
  const pixels = () => Array.from(new Uint32Array(record.of("putImageData").at(-1).given[0].data.buffer));
  return { ...record, pixels, surroundings: { OffscreenCanvas, ImageData, Uint8ClampedArray, Uint32Array } };
}

// Colours that can be told apart: index i of a scale is the pixel i and the text "signed i".
const scale = (name) => ({ pixels: Uint32Array.from({ length: 256 }, (_, i) => i),
  css: Array.from({ length: 256 }, (_, i) => `${name} ${i}`), ink: Array.from({ length: 256 }, (_, i) => `ink ${i}`) });
export const theme = { background: "background", primary: "primary", font: "", ink: (share) => `ink ${share}`,
  output: scale("output"), signed: scale("signed") };
