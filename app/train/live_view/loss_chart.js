// The loss over the epochs: axes that do not jitter, a crosshair that snaps to the
// nearest drawn point, and a zoom in x that stays exactly where it is at every update.

const SETTLE_MS = 200; // then the server is told of a zoom, and sends the points of its window

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
  const chart = {
    panel, view, logarithmic: true, zoom: null, limits: null, whole: null, drag: null,
    last: () => view.frame.last, redraw: () => requestDraw(view, [panel]), zoomed: () => tellZoom(chart),
  };
  bindZoom(chart);
  return {
    update: (frame) => takeCurves(chart, frame),
    draw: () => drawLossChart(chart),
    describe: () => describeLoss(chart),
    setLogarithmic: (on) => { chart.logarithmic = on; chart.redraw(); },
    resetZoom: () => setZoom(chart, null),
    release: () => clearTimeout(chart.settling),
  };
}

function takeCurves(chart, frame) {
  if (!chart.whole && frame.zoom) { // the view was built anew
    chart.zoom = frame.zoom;
    markZoom(chart);
  }
  const isWhole = frame.window[0] <= 0 && frame.window[1] >= frame.last;
  if (isWhole || chart.whole?.run !== frame.run) {
    chart.whole = { run: frame.run, training: frame.training, test: frame.test };
  }
  chart.training = joinCurves(chart.whole.training, frame.training, frame.window);
  chart.test = joinCurves(chart.whole.test, frame.test, frame.window);
  const beyond = chart.zoom && chart.zoom[0] >= Math.max(1, frame.last);
  if (beyond) setZoom(chart, null);
}

function tellZoom(chart) {
  markZoom(chart);
  clearTimeout(chart.settling);
  chart.settling = setTimeout(() => command(chart.view, "window", chart.zoom), SETTLE_MS);
  chart.redraw();
}

function markZoom({ view, zoom }) {
  view.root.dataset.zoom = zoom ? zoom.join(",") : "";
}

function drawLossChart(chart) {
  const { panel, view } = chart;
  const context = startDrawing(panel, view.theme);
  chart.axes = fitAxes(chart, [chart.training, chart.test].filter(Boolean));
  if (chart.axes.isEmpty) return drawNothing(context, chart);
  drawLossAxes(context, view.theme, chart.axes);
  context.save();
  context.beginPath();
  context.rect(chart.axes.left, chart.axes.top - 2, chart.axes.width, chart.axes.height + 4);
  context.clip();
  drawMarks(context, chart);
  if (chart.test) drawCurve(context, chart.axes, chart.test, view.theme.ink(0.75), 1, [4, 3]);
  if (chart.training) drawCurve(context, chart.axes, chart.training, view.theme.primary, 1.6, []);
  if (chart.drag) drawSelection(context, view.theme, chart);
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

function drawMarks(context, { axes, view: { frame, theme } }) {
  context.setLineDash([3, 3]);
  for (const [epoch] of frame.changes ?? []) {
    const x = Math.round(axes.x(epoch)) + 0.5;
    drawLine(context, theme.ink(0.5), 1, x, axes.top, x, axes.top + axes.height);
  }
  if (frame.stop_at_loss > 0 && frame.stop_at_loss >= axes.low) {
    const y = Math.round(axes.y(frame.stop_at_loss)) + 0.5;
    drawLine(context, theme.ink(0.6), 1, axes.left, y, axes.left + axes.width, y);
    drawText(context, theme, `stop at ${frame.stop_at_loss}`, axes.left + 2, y - 7);
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
