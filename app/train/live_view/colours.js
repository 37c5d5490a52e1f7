// How values become ink: the two colour scales (output 0 to 1: blue, neutral, orange;
// signed: purple, neutral, green), numbers and ticks as text, and canvases at the
// resolution of the device. Both scales stay apart for colour-blind eyes, light and dark.

const SCALE_ENDS = {
  light: { output: [[24, 93, 170], [213, 103, 0]], signed: [[118, 42, 131], [21, 115, 52]] },
  dark: { output: [[77, 160, 245], [245, 144, 46]], signed: [[192, 120, 214], [72, 190, 108]] },
};
const THIN_SPACE = "\u202f";
const MINUS = "\u2212";

function readTheme(root, previous) {
  const style = getComputedStyle(root);
  const named = ["text", "background", "primary"].map((name) => style.getPropertyValue(`--live-${name}`).trim());
  const key = [...named, style.fontFamily].join("|");
  if (previous?.key === key) return previous;
  const [text, background, primary] = named.map(parseColour);
  const dark = brightness(background) < 128;
  const ends = SCALE_ENDS[dark ? "dark" : "light"];
  const neutral = mix(background, text, dark ? 0.14 : 0.05);
  const theme = {
    key, text, dark,
    font: style.fontFamily,
    background: css(background),
    primary: css(primary),
    output: makeScale(ends.output, neutral),
    signed: makeScale(ends.signed, neutral),
    ink: (alpha) => `rgba(${text.join(",")},${alpha})`,
  };
  root.style.setProperty("--on-primary", brightness(primary) > 140 ? "#000000" : "#ffffff");
  root.style.setProperty("--signed-scale", gradient(theme.signed));
  root.style.setProperty("--negative", theme.signed.css[0]);
  root.style.setProperty("--positive", theme.signed.css[255]);
  return theme;
}

// The browser knows every notation of a colour: paint one pixel and read it.
function parseColour(text) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

const css = (rgb) => `rgb(${rgb.join(",")})`;
const brightness = ([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue;
const mix = (a, b, share) => a.map((value, i) => Math.round(value + (b[i] - value) * share));

function makeScale([low, high], neutral) {
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

function formatCount(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

// Always the same number of significant digits, so that a running number keeps its width.
function formatNumber(value, digits) {
  if (!Number.isFinite(value)) return "no value";
  const size = Math.abs(value);
  const text = size === 0 || (size >= 1e-3 && size < 10 ** Math.max(digits, 4))
    ? size.toPrecision(digits) : size.toExponential(digits - 1);
  return (value < 0 ? MINUS : "") + text.replace("e+", "e");
}

function formatTick(value, step) {
  const size = Math.abs(value);
  if (size < step / 1e6) return "0";
  const digits = Math.max(1, Math.floor(Math.log10(size) + 1e-9) - Math.floor(Math.log10(step) + 1e-9) + 1);
  const text = size >= 1e-3 && size < 1e5
    ? size.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9))) : size.toExponential(digits - 1);
  return (value < 0 ? MINUS : "") + text.replace("e+", "e");
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
}

function linearTicks(low, high, count) {
  const step = niceStep((high - low) / Math.max(1, count));
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-6); i * step <= high + step * 1e-6; i++) {
    ticks.push({ value: i * step, label: formatTick(i * step, step) });
  }
  return ticks;
}

// Powers of ten; with 2 and 5 where there is room; plain ticks within less than a decade.
function logTicks(low, high, count) {
  const decades = Math.log10(high / low);
  if (decades < 1) return linearTicks(low, high, count);
  const stride = Math.max(1, Math.ceil(decades / count));
  const factors = decades * 3 <= count + 1 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high) + 1e-6; power++) {
    if (power % stride) continue;
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001) ticks.push({ value, label: formatTick(value, value) });
    }
  }
  return ticks;
}

// The limits move only when the points leave them or fill less than half of them.
function fitLimits(previous, [low, high], logarithmic) {
  const length = (a, b) => (logarithmic ? Math.log(b / a) : b - a);
  const fits = previous?.logarithmic === logarithmic && low >= previous.low && high <= previous.high;
  if (fits && length(low, high) >= 0.5 * length(previous.low, previous.high)) return previous;
  const limits = logarithmic ? logLimits(low, high) : linearLimits(low, high);
  const same = fits && length(limits.low, limits.high) >= 0.8 * length(previous.low, previous.high);
  return same ? previous : { ...limits, logarithmic };
}

function linearLimits(low, high) {
  if (low >= 0 && low < 0.6 * high) low = 0;
  const least = Math.max(1e-6 * Math.abs(high), 1e-30);
  if (high - low < least) [low, high] = [low - 50 * least, high + 50 * least];
  const step = niceStep((high - low) / 5);
  return { low: Math.floor(low / step + 1e-6) * step, high: Math.ceil(high / step - 1e-6) * step };
}

function logLimits(low, high) {
  if (high / low < 1.0001) return { low: low / 1.05, high: high * 1.05 };
  if (high / low < 5) {
    const limits = linearLimits(low, high);
    return limits.low > 0 ? limits : { low: low / 1.1, high: limits.high };
  }
  return { low: 1 / niceStep(1 / low), high: niceStep(high) };
}

function startDrawing({ canvas, context, width, height }) {
  const ratio = window.devicePixelRatio || 1;
  const pixels = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixels[0]) canvas.width = pixels[0];
  if (canvas.height !== pixels[1]) canvas.height = pixels[1];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function drawText(context, theme, text, x, y, { size = 11, align = "left", baseline = "middle", ink = 0.7 } = {}) {
  context.font = `${size}px ${theme.font}`;
  context.textAlign = align;
  context.textBaseline = baseline;
  context.fillStyle = typeof ink === "number" ? theme.ink(ink) : ink;
  context.fillText(text, x, y);
}

function drawLine(context, style, width, x1, y1, x2, y2) {
  context.strokeStyle = style;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function drawDot(context, theme, x, y, style) {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fillStyle = style;
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = 1.5;
  context.stroke();
}
