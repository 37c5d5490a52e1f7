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

// What is seen on a canvas, a line for each thing that was drawn: what it is, where (to a tenth of a pixel), and how it looks.
export function drawn({ calls }) {
  const said = (given) => given.map((each) => (typeof each === "number" ? Math.round(10 * each) / 10 : each)).join(" ");
  const [seen, path] = [[], []];
  let dash = "";
  const note = (what, given, ...looks) => seen.push([what, said(given), "|", ...looks].join(" "));
  const place = { moveTo: "from", lineTo: "to", arc: "round", rect: "box" };
  for (const { call, given, globalAlpha = 1, ...style } of calls) {
    const looks = globalAlpha === 1 ? [] : [`alpha ${said([globalAlpha])}`];
    const dashes = dash ? [`dashed ${dash}`] : [];
    if (call === "beginPath") path.length = 0;
    else if (place[call]) path.push(`${place[call]} ${said(call === "arc" ? given.slice(0, 3) : given)}`);
    else if (call === "setLineDash") dash = given[0].join(" ");
    else if (call === "stroke" && path.length) note("line", path, style.strokeStyle, said([style.lineWidth]), ...dashes, ...looks);
    else if (call === "fill") note("area", path, style.fillStyle, ...looks);
    else if (call === "clip") seen.push(`only in ${path.join(" ")}`);
    else if (call === "fillRect") note("rect", given, style.fillStyle, ...looks);
    else if (call === "strokeRect") note("frame", given, style.strokeStyle, said([style.lineWidth ?? 1]), ...looks);
    else if (call === "fillText") note("text", given, style.textAlign, ...[style.font?.trim(), style.fillStyle].filter(Boolean), ...looks);
    else if (call === "drawImage") note("picture", given.slice(1), style.imageSmoothingEnabled === false ? "sharp" : "smooth", ...looks);
    else if (call !== "stroke") seen.push([call, said(given)].join(" ").trim());
  }
  return seen;
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
