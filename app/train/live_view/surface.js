// The output over the plane of the two inputs: one colour per value on the scale of the
// targets, 0 to 1 or -1 to 1, the contour in its middle, the samples on top, and the value under the pointer.

const SURFACE_MARGIN = { left: 34, right: 44, top: 6, bottom: 32 };

function surfacePanel(view) {
  const spoken = element("span", { className: "spoken" });
  spoken.setAttribute("aria-live", "polite");
  return makePanel(view, "surface", "Output over the plane", (panel) => makeSurface(panel, view, spoken), spoken).element;
}

function makeSurface(panel, view, spoken) {
  const surface = { panel, view, spoken, point: null, values: new OffscreenCanvas(1, 1), overlay: new OffscreenCanvas(1, 1) };
  bindPoint(surface);
  return {
    draw: () => drawSurfacePanel(surface),
    describe: () => describeSurface(view),
    release: () => clearTimeout(surface.speaking),
  };
}

function drawSurfacePanel(surface) {
  const { panel, view } = surface;
  const context = startDrawing(panel, view.theme);
  if (!view.frame.plane) {
    drawText(context, view.theme, "needs two inputs", panel.width / 2, panel.height / 2, { align: "center", size: 13 });
    setText(panel.readout, "");
    return;
  }
  const box = squareBox(panel);
  drawValues(context, surface, box);
  drawContour(context, view, box);
  drawOverlay(context, surface, box);
  if (surface.point) drawPoint(context, surface, box);
  const place = surface.point ?? (panel.pointer && placeAt(box, panel.pointer));
  setText(panel.readout, place ? readoutAt(view, place) : beyondInWords(view));
}

function squareBox(panel) {
  const margin = SURFACE_MARGIN;
  const side = Math.max(10, Math.floor(Math.min(
    panel.width - margin.left - margin.right, panel.height - margin.top - margin.bottom)));
  const spare = panel.width - margin.left - margin.right - side;
  return { left: margin.left + Math.max(0, Math.floor(spare / 2)), top: margin.top, side };
}

function drawValues(context, surface, { left, top, side }) {
  const { view: { frame, theme }, values: source } = surface;
  const { plane } = frame;
  if (surface.image?.width !== plane.side) {
    surface.image = new ImageData(plane.side, plane.side);
    source.width = source.height = plane.side;
  }
  const pixels = new Uint32Array(surface.image.data.buffer);
  const lookup = outputLookup(theme, plane, targetScale(surface.view));
  for (let row = 0, at = 0; row < plane.side; row++) {
    const start = (plane.side - 1 - row) * plane.side;
    for (let column = 0; column < plane.side; column++) pixels[start + column] = lookup[plane.values[at++]];
  }
  source.getContext("2d").putImageData(surface.image, 0, 0);
  // Values belong to grid points, the outermost on the edge: half a pixel is cut off all around.
  context.drawImage(source, 0.5, 0.5, plane.side - 1, plane.side - 1, left, top, side, side);
}

const surfaceLookup = new Uint32Array(256);

const targetScale = (view) => currentScene(view)?.scale ?? [0, 1];

// Which ends of the scale stand for values beyond them; rounding of the grid is not meant.
function beyondScale(view) {
  const { low, high } = view.frame.plane;
  const [no, yes] = targetScale(view);
  return { low: low < no - 0.005, high: high > yes + 0.005 };
}

function beyondInWords(view) {
  const { low, high } = view.frame.plane;
  const beyond = beyondScale(view);
  if (!beyond.low && !beyond.high) return "";
  return `${formatNumber(low, 3)} to ${formatNumber(high, 3)}, off scale`;
}

function outputLookup(theme, { low, high }, [no, yes]) {
  for (let i = 0; i < 256; i++) {
    surfaceLookup[i] = theme.output.pixels[scaleIndex((low + (i / 255) * (high - low) - no) / (yes - no))];
  }
  return surfaceLookup;
}

// Axes and samples stay the same for many frames: drawn once, then copied.
function drawOverlay(context, surface, box) {
  const { panel, view, overlay } = surface;
  const scene = currentScene(view);
  const { width, height } = panel.canvas;
  const beyond = beyondScale(view);
  const same = surface.drawn?.scene === scene && surface.drawn.theme === view.theme
    && surface.drawn.beyond.low === beyond.low && surface.drawn.beyond.high === beyond.high
    && overlay.width === width && overlay.height === height;
  if (!same) {
    overlay.width = width;
    overlay.height = height;
    const layer = overlay.getContext("2d");
    layer.setTransform(width / panel.width, 0, 0, height / panel.height, 0, 0);
    drawPlaneAxes(layer, view, scene, box);
    drawColourBar(layer, view, box);
    if (scene) drawSamples(layer, view.theme, scene, box);
    surface.drawn = { scene, theme: view.theme, beyond };
  }
  context.drawImage(overlay, 0, 0, panel.width, panel.height);
}

function drawPlaneAxes(context, { theme }, scene, { left, top, side }) {
  const bottom = top + side;
  const centre = { align: "center" };
  const name = { ink: 0.95 };
  drawText(context, theme, unitName(scene, 0, 0), left + side / 2, bottom + 25, { ...centre, ...name });
  drawText(context, theme, unitName(scene, 0, 1), left - 8, top + side / 2, { align: "right", ...name });
  if (!scene) return;
  const [x1Low, x1High, x2Low, x2High] = scene.plane;
  for (const { value, label } of axisTicks(x1Low, x1High, false, 5)) {
    const x = left + ((value - x1Low) / (x1High - x1Low)) * side;
    drawLine(context, theme.ink(0.35), 1, x, bottom, x, bottom + 4);
    drawText(context, theme, label, x, bottom + 12, centre);
  }
  for (const { value, label } of axisTicks(x2Low, x2High, false, 5)) {
    const y = bottom - ((value - x2Low) / (x2High - x2Low)) * side;
    drawLine(context, theme.ink(0.35), 1, left - 4, y, left, y);
    if (Math.abs(y - top - side / 2) > 10) drawText(context, theme, label, left - 7, y, { align: "right" });
  }
}

function drawColourBar(context, view, { left, top, side }) {
  const { theme } = view;
  const x = left + side + 12;
  for (let i = 0; i < side; i++) {
    context.fillStyle = theme.output.css[scaleIndex(1 - i / (side - 1))];
    context.fillRect(x, top + i, 8, 1);
  }
  const labels = targetScale(view)[0] < 0 ? ["1", "0", "−1"] : ["1", "½", "0"];
  const beyond = beyondScale(view);
  if (beyond.high) labels[0] = `≥${labels[0]}`;
  if (beyond.low) labels[2] = `≤${labels[2]}`;
  labels.map((label, i) => [label, i / 2]).forEach(([label, share]) => {
    const y = top + Math.min(side - 5, Math.max(5, share * side));
    drawText(context, theme, label, x + 13, y);
  });
}

// As shares of the plane's sides, from its lower left corner.
const placeAt = ({ left, top, side }, { x, y }) => [(x - left) / side, (top + side - y) / side];

function readoutAt(view, [u, v]) {
  const scene = currentScene(view);
  if (!scene || u < 0 || u > 1 || v < 0 || v > 1) return "";
  const [x1Low, x1High, x2Low, x2High] = scene.plane;
  const name = (unit) => unitName(scene, 0, unit);
  const fixed = (value) => trueMinus(value.toFixed(2));
  return `${name(0)} ${fixed(x1Low + u * (x1High - x1Low))}  ${name(1)} ${fixed(x2Low + v * (x2High - x2Low))}`
    + `  output ${formatOutput(view.frame.plane, valueAt(view.frame.plane, u, v))}`;
}

// As many digits as the picture knows: its values stand in 255 steps.
function formatOutput({ low, high }, value) {
  const step = Math.max(0.01, (high - low) / 255);
  const unit = tenTo(Math.floor(Math.log10(step)));
  return step > 0.01 ? figure(Math.round(value / unit) * unit) : trueMinus(value.toFixed(2));
}

function valueAt({ values, side, low, high }, u, v) {
  const column = Math.min(side - 2, Math.floor(u * (side - 1)));
  const row = Math.min(side - 2, Math.floor(v * (side - 1)));
  const s = u * (side - 1) - column;
  const t = v * (side - 1) - row;
  const at = row * side + column;
  const lower = values[at] * (1 - s) + values[at + 1] * s;
  const upper = values[at + side] * (1 - s) + values[at + side + 1] * s;
  return low + ((lower * (1 - t) + upper * t) / 255) * (high - low);
}

function describeSurface(view) {
  if (!view.frame.plane) return "Output over the plane: needs two inputs";
  const { low, high } = view.frame.plane;
  return `Output over the plane of ${unitName(currentScene(view), 0, 0)} and `
    + `${unitName(currentScene(view), 0, 1)} at epoch ${view.frame.epoch}: `
    + `from ${formatNumber(low, 3)} to ${formatNumber(high, 3)}${beyondInWords(view) && ", beyond the scale of its colours"}`;
}
