// How values become ink: two scales of colours (output: blue, neutral, orange; signed: purple,
// neutral, green), whose ends `palette.py` says. They stay apart for colour-blind eyes.

const rgbOf = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const css = (rgb) => `rgb(${rgb.join(",")})`;
const brightness = ([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue;
const mix = (a, b, share) => a.map((value, i) => Math.round(value + (b[i] - value) * share));

function makeScale(ends, neutral) {
  const [low, high] = ends.map(rgbOf);
  const scale = { pixels: new Uint32Array(256), css: [], ink: [] };
  for (let i = 0; i < 256; i++) {
    const t = i / 127.5 - 1;
    const rgb = mix(neutral, t < 0 ? low : high, Math.abs(t));
    scale.pixels[i] = 0xff000000 | (rgb[2] << 16) | (rgb[1] << 8) | rgb[0];
    scale.css.push(css(rgb));
    scale.ink.push(brightness(rgb) > 132 ? "rgba(0,0,0,0.85)" : "rgba(255,255,255,0.95)");
  }
  return scale;
}

const gradient = (scale) => `linear-gradient(90deg,${[0, 64, 128, 191, 255].map((i) => scale.css[i])})`;
const scaleIndex = (t) => (t > 0 ? (t < 1 ? Math.round(t * 255) : 255) : 0);
const signedIndex = (value, limit) => (limit > 0 ? scaleIndex(0.5 + value / (2 * limit)) : 128);
