// The loss over the epochs: axes that do not jitter, a crosshair that snaps to the
// nearest drawn point, and a zoom in x that stays exactly where it is at every update.

const LOSS_MARGIN = { left: 52, right: 20, top: 18, bottom: 32 };

function lossPanel(view) {
  const reset = button("reset zoom", "show all epochs (double click, Escape)", () => chart.resetZoom());
  const scales = makeSwitch("scale of the loss", { log: "", linear: "" }, (name) => {
    scales.show(name);
    chart.setLogarithmic(name === "log");
  });
  reset.className = "reset";
  scales.show("log");
  const panel = makePanel(view, "loss", "Loss", makeLossChart, reset, scales.element);
  const { chart } = panel;
  return panel.element;
}

function makeLossChart(panel, view) {
  const chart = { panel, view, logarithmic: true, zoom: null, limits: null, whole: null, drag: null };
  bindZoom(chart);
  return {
    update: (frame) => takeCurves(chart, frame),
    draw: () => drawLossChart(chart),
    describe: () => describeLoss(chart),
    setLogarithmic: (on) => { chart.logarithmic = on; requestDraw(view, [panel]); },
    resetZoom: () => setZoom(chart, null),
    release: () => clearTimeout(chart.settling),
  };
}

function takeCurves(chart, frame) {
  if (!chart.whole && frame.zoom) showZoom(chart, frame.zoom); // the view was built anew
  const isWhole = frame.window[0] <= 0 && frame.window[1] >= frame.last;
  if (isWhole || chart.whole?.run !== frame.run) {
    chart.whole = { run: frame.run, training: frame.training, test: frame.test };
  }
  chart.training = joinCurves(chart.whole.training, frame.training, frame.window);
  chart.test = joinCurves(chart.whole.test, frame.test, frame.window);
  const beyond = chart.zoom && chart.zoom[0] >= Math.max(1, frame.last);
  if (beyond) setZoom(chart, null);
}

function drawLossChart(chart) {
  const { panel, view } = chart;
  const context = startDrawing(panel, view.theme);
  chart.axes = fitAxes(chart);
  if (chart.axes.isEmpty) return drawNothing(context, chart);
  drawLossAxes(context, view.theme, chart.axes);
  context.save();
  context.beginPath();
  context.rect(chart.axes.left, chart.axes.top - 2, chart.axes.width, chart.axes.height + 4);
  context.clip();
  drawMarks(context, chart);
  if (chart.test) drawCurve(context, chart, chart.test, view.theme.ink(0.75), 1, [4, 3]);
  if (chart.training) drawCurve(context, chart, chart.training, view.theme.primary, 1.6, []);
  if (chart.drag) drawSelection(context, chart);
  context.restore();
  drawShownEpoch(context, chart);
  if (chart.test) drawLegend(context, chart);
  drawCrosshair(context, chart);
}

function drawNothing(context, { panel, view, logarithmic }) {
  const why = logarithmic ? "no loss above 0 to show on a log scale" : "no loss to show";
  drawText(context, view.theme, why, panel.width / 2, panel.height / 2, { align: "center", size: 13 });
  showTip(view, panel, null);
}

function fitAxes(chart) {
  const { panel, view: { frame } } = chart;
  const [from, to] = chart.zoom ?? [0, Math.max(1, frame.last)];
  const curves = [chart.training, chart.test].filter(Boolean);
  const extent = extentOf(curves, from, to, chart.logarithmic);
  chart.limits = fitLimits(chart.limits, extent ?? [0.1, 1], chart.logarithmic);
  const { low, high } = chart.limits;
  const left = LOSS_MARGIN.left;
  const top = LOSS_MARGIN.top;
  const width = Math.max(10, panel.width - left - LOSS_MARGIN.right);
  const height = Math.max(10, panel.height - top - LOSS_MARGIN.bottom);
  const place = chart.logarithmic
    ? (loss) => Math.log(Math.max(loss, low) / low) / Math.log(high / low)
    : (loss) => (loss - low) / (high - low);
  return {
    left, top, width, height, from, to, low, high, isEmpty: !extent,
    logarithmic: chart.logarithmic,
    x: (epoch) => left + ((epoch - from) / (to - from)) * width,
    y: (loss) => top + height * (1 - place(loss)),
    epochAt: (x) => from + ((x - left) / width) * (to - from),
  };
}

function drawLossAxes(context, theme, axes) {
  const bottom = axes.top + axes.height;
  const rows = Math.max(2, Math.floor(axes.height / 42));
  for (const { value, label } of axisTicks(axes.low, axes.high, axes.logarithmic, rows + 1)) {
    const y = Math.round(axes.y(value)) + 0.5;
    drawLine(context, theme.ink(0.1), 1, axes.left, y, axes.left + axes.width, y);
    drawText(context, theme, label, axes.left - 6, y, { align: "right" });
  }
  const columns = Math.max(2, Math.floor(axes.width / 64));
  for (const { value } of axisTicks(axes.from, axes.to, false, columns + 1)) {
    if (!Number.isInteger(value)) continue;
    const x = Math.round(axes.x(value)) + 0.5;
    drawLine(context, theme.ink(0.35), 1, x, bottom, x, bottom + 4);
    drawText(context, theme, formatCount(value), x, bottom + 12, { align: "center" });
  }
  drawLine(context, theme.ink(0.35), 1, axes.left, bottom + 0.5, axes.left + axes.width, bottom + 0.5);
  drawText(context, theme, "loss L", axes.left - 6, axes.top - 12, { align: "right" });
  drawText(context, theme, "epoch", axes.left + axes.width, bottom + 25, { align: "right" });
}

function drawCurve(context, { axes }, { epochs, losses }, style, width, dash) {
  const end = Math.min(epochs.length, firstAtLeast(epochs, axes.to) + 1);
  let drawing = false;
  context.beginPath();
  for (let i = Math.max(0, firstAtLeast(epochs, axes.from) - 1); i < end; i++) {
    const x = axes.x(epochs[i]);
    const y = axes.y(losses[i]);
    if (!Number.isFinite(y)) drawing = false;
    else if (drawing) context.lineTo(x, y);
    else context.moveTo(x, y);
    drawing = Number.isFinite(y);
  }
  context.strokeStyle = style;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

function drawMarks(context, { axes, view: { frame, theme } }) {
  context.setLineDash([3, 3]);
  for (const [epoch] of frame.changes ?? []) {
    const x = Math.round(axes.x(epoch)) + 0.5;
    drawLine(context, theme.ink(0.5), 1, x, axes.top, x, axes.top + axes.height);
  }
  if (frame.stop_at_loss > 0 && frame.stop_at_loss >= axes.low) {
    const y = Math.round(axes.y(frame.stop_at_loss)) + 0.5;
    drawLine(context, theme.ink(0.6), 1, axes.left, y, axes.left + axes.width, y);
    drawText(context, theme, `stop at ${frame.stop_at_loss}`, axes.left + axes.width - 2, y - 7, { align: "right" });
  }
  context.setLineDash([]);
}

function drawShownEpoch(context, { axes, view: { frame, theme } }) {
  const x = axes.x(frame.epoch);
  if (frame.epoch < axes.from || frame.epoch > axes.to) return;
  if (frame.epoch !== frame.last) drawLine(context, theme.ink(0.6), 1, x, axes.top, x, axes.top + axes.height);
  if (Number.isFinite(frame.loss)) drawDot(context, theme, x, axes.y(frame.loss), theme.primary);
}

function drawLegend(context, { axes, view: { theme } }) {
  const right = axes.left + axes.width;
  drawText(context, theme, "test", right, 6, { align: "right" });
  context.setLineDash([4, 3]);
  drawLine(context, theme.ink(0.75), 1, right - 44, 6, right - 24, 6);
  context.setLineDash([]);
  drawText(context, theme, "training", right - 56, 6, { align: "right" });
  drawLine(context, theme.primary, 1.6, right - 118, 6, right - 98, 6);
}

function drawCrosshair(context, chart) {
  const { panel, view, axes, training } = chart;
  const point = panel.pointer && training && nearestPoint(training, axes.epochAt(panel.pointer.x), axes.from, axes.to);
  if (!point) return showTip(view, panel, null);
  const x = axes.x(point.epoch);
  const y = axes.y(point.loss);
  drawLine(context, view.theme.ink(0.35), 1, x, axes.top, x, axes.top + axes.height);
  drawDot(context, view.theme, x, y, view.theme.ink(1));
  const away = y < axes.top + axes.height / 2 ? axes.top + axes.height : axes.top + 36;
  showTip(view, panel, [pointText(chart, point), ...changesNear(chart, x)], x, away);
}

function pointText({ test, axes }, { epoch, loss }) {
  const text = `epoch ${formatCount(epoch)}  loss ${formatNumber(loss, 7)}`;
  const other = test && nearestPoint(test, epoch, axes.from, axes.to);
  if (!other) return text;
  const where = other.epoch === epoch ? "" : ` (epoch ${formatCount(other.epoch)})`;
  return `${text}  test ${formatNumber(other.loss, 7)}${where}`;
}

function changesNear({ axes, view: { frame } }, x) {
  return (frame.changes ?? []).filter(([epoch]) => Math.abs(axes.x(epoch) - x) < 7)
    .map(([epoch, what]) => `from epoch ${formatCount(epoch)}: ${what}`);
}

function describeLoss({ view: { frame }, logarithmic }) {
  const scale = logarithmic ? "log" : "linear";
  const first = frame.epoch > 0 && Number.isFinite(frame.first_loss) ? `${formatNumber(frame.first_loss, 3)} at epoch 0, ` : "";
  return `Loss curve, ${scale} scale: ${first}${formatNumber(frame.loss, 3)} at epoch ${frame.epoch}`;
}
