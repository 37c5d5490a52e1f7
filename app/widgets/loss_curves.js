// The losses of some runs over the epochs, a line each; under the pointer stands the loss of each at that epoch.

const CURVE_WIDTH = 2.2;
const SVG = "http://www.w3.org/2000/svg";
const PARTS = `<div class="legend"></div><div class="plot"><canvas role="img" tabindex="0"></canvas>
  <div class="tip" hidden></div></div>`;

function makeChart(root) {
  root.innerHTML = PARTS;
  const [legend, canvas, tip] = ["legend", "plot canvas", "tip"].map((place) => root.querySelector(`.${place}`));
  const panel = { canvas, context: null, width: 0, height: 0, pointer: null };
  const chart = {
    root, legend, tip, panel, runs: [], zoom: null, limits: null, drag: null, theme: null, leaving: watchLeaving(),
  };
  chart.redraw = () => { chart.request ||= requestAnimationFrame(() => drawChart(chart)); };
  chart.zoomed = chart.redraw;
  bindZoom(chart);
  chart.release = followPointer(canvas, (place) => {
    panel.pointer = place;
    chart.redraw();
  });
  chart.observer = new ResizeObserver(() => drawChart(chart));
  chart.observer.observe(canvas);
  document.fonts?.ready.then(chart.redraw);
  return chart;
}

function take(chart, { header, sections }) {
  const { labels, colours, dashes, logarithmic, until, words } = header;
  chart.runs = labels.map((label, i) => ({
    label, colour: colours[i], dash: dashes[i], curve: { epochs: sections[`epochs ${i}`], losses: sections[`losses ${i}`] },
  }));
  const last = Math.max(until, ...chart.runs.map(({ curve }) => curve.epochs.at(-1)));
  if (last !== chart.last?.()) chart.zoom = null;
  Object.assign(chart, { logarithmic, last: () => last });
  chart.panel.canvas.setAttribute("aria-label", words);
  chart.legend.replaceChildren(...(header.legend ? chart.runs.map(legendEntry) : []));
}

function legendEntry({ label, colour, dash }) {
  const entry = document.createElement("span");
  const swatch = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 4h28");
  Object.assign(line.style, { stroke: colour, strokeDasharray: dash.join(" "), strokeWidth: CURVE_WIDTH });
  swatch.append(line);
  entry.append(swatch, label);
  return entry;
}

function drawChart(chart) {
  const { panel, runs, root } = chart;
  cancelAnimationFrame(chart.request);
  chart.request = 0;
  [panel.width, panel.height] = [panel.canvas.clientWidth, panel.canvas.clientHeight];
  if (!panel.width || !panel.height) return;
  const theme = chart.theme = readTheme(root, chart.theme);
  const context = startDrawing(panel, theme);
  const axes = chart.axes = fitAxes(chart, runs.map(({ curve }) => curve));
  if (!axes.isEmpty) drawLossAxes(context, theme, axes, withLast(epochTicks(axes), axes.to));
  context.save();
  context.beginPath();
  context.rect(axes.left, axes.top - 2, axes.width, axes.height + 4);
  context.clip();
  for (const { curve, colour, dash } of runs) drawCurve(context, axes, curve, colour, CURVE_WIDTH, dash);
  if (chart.drag) drawSelection(context, theme, chart);
  context.restore();
  showReading(context, chart);
}

// The last epoch has a tick of its own; what would touch it has none.
function withLast(epochs, last) {
  const step = epochs.length > 1 ? epochs[1] - epochs[0] : 0;
  return [...epochs.filter((epoch) => epoch < last - 0.6 * step), last];
}

// A line at the epoch under the pointer, and what each run has there.
function showReading(context, { panel: { pointer }, axes, runs, theme, tip }) {
  const reading = pointer && readingAt(runs, axes, axes.epochAt(pointer.x));
  tip.hidden = !reading;
  if (!reading) return;
  const x = axes.x(reading.epoch);
  drawLine(context, theme.ink(0.35), 1, x, axes.top, x, axes.top + axes.height);
  for (const { point, colour } of reading.points) drawDot(context, theme, axes.x(point.epoch), axes.y(point.loss), colour);
  tip.textContent = [`epoch ${formatCount(reading.epoch)}`, ...reading.points.map(inWords(reading.epoch))].join("\n");
  tip.style.left = `${Math.max(0, x > axes.left + axes.width / 2 ? x - tip.offsetWidth - 10 : x + 10)}px`;
}

// The drawn point of each run that is next to an epoch; null where no run has one.
function readingAt(runs, axes, epoch) {
  const points = runs.map(({ label, colour, curve }) => ({ label, colour, point: nearestPoint(curve, epoch, axes.from, axes.to) }))
    .filter(({ point }) => point);
  const nearest = points.reduce((best, { point }) => (point.distance < (best?.distance ?? Infinity) ? point : best), null);
  return nearest && { epoch: nearest.epoch, points };
}

const inWords = (epoch) => ({ label, point }) =>
  `${label}: loss ${figure(point.loss)}${point.epoch === epoch ? "" : ` at epoch ${formatCount(point.epoch)}`}`;

// The next frame has the picture on the screen.
function tellDrawn(chart, send) {
  chart.hasTold = true;
  requestAnimationFrame(() => setTimeout(() => { if (chart.root.isConnected && !chart.leaving.isUnderWay()) send("drawn", true); }));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".loss_curves");
  const chart = root.chart ??= makeChart(root);
  const message = decodeMessage(data);
  take(chart, message);
  drawChart(chart);
  if (message.header.asks && !chart.hasTold) tellDrawn(chart, setTriggerValue);
  return whenGone(root, () => {
    chart.observer.disconnect();
    chart.release();
    chart.leaving.release();
    cancelAnimationFrame(chart.request);
  });
}
