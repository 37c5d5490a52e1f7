// The theme of the page, and canvases at the resolution of the device.

function readTheme(root, previous) {
  const style = getComputedStyle(root);
  const named = ["text", "background", "primary"].map((name) => style.getPropertyValue(`--st-${name}-color`).trim());
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
  return Array.from(context.getImageData(0, 0, 1, 1).data.subarray(0, 3));
}

// An opaque canvas costs the screen half of what a transparent one does; it is black until it is drawn, so it is made then.
function startDrawing(panel, theme) {
  const { canvas, width, height } = panel;
  const context = panel.context ??= canvas.getContext("2d", { alpha: false });
  const ratio = window.devicePixelRatio || 1;
  const pixels = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixels[0]) canvas.width = pixels[0];
  if (canvas.height !== pixels[1]) canvas.height = pixels[1];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
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
