// The axes of losses over epochs, curves on them, and which point of a curve is where. A chart has the `panel` that it is
// drawn on, the `limits` that it had before, its `zoom`, its `last` epoch and whether it is `logarithmic`.

const LOSS_MARGIN = { left: 52, right: 20, top: 18, bottom: 32 };

function fitAxes(chart, curves) {
  const { panel } = chart;
  const [from, to] = chart.zoom ?? [0, Math.max(1, chart.last())];
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

function drawLossAxes(context, theme, axes, epochs = epochTicks(axes)) {
  const bottom = axes.top + axes.height;
  const rows = Math.max(2, Math.floor(axes.height / 42));
  for (const { value, label } of axisTicks(axes.low, axes.high, axes.logarithmic, rows + 1)) {
    const y = Math.round(axes.y(value)) + 0.5;
    drawLine(context, theme.ink(0.1), 1, axes.left, y, axes.left + axes.width, y);
    drawText(context, theme, label, axes.left - 6, y, { align: "right" });
  }
  for (const epoch of epochs) {
    const x = Math.round(axes.x(epoch)) + 0.5;
    drawLine(context, theme.ink(0.35), 1, x, bottom, x, bottom + 4);
    drawText(context, theme, formatCount(epoch), x, bottom + 12, { align: "center" });
  }
  drawLine(context, theme.ink(0.35), 1, axes.left, bottom + 0.5, axes.left + axes.width, bottom + 0.5);
  drawText(context, theme, "loss L", axes.left - 6, axes.top - 12, { align: "right" });
  drawText(context, theme, "epoch", axes.left + axes.width, bottom + 25, { align: "right" });
}

function epochTicks({ from, to, width }) {
  const columns = Math.max(2, Math.floor(width / 64));
  return axisTicks(from, to, false, columns + 1).map(({ value }) => value).filter(Number.isInteger);
}

function drawCurve(context, axes, { epochs, losses }, style, width, dash) {
  const end = Math.min(epochs.length, firstAtLeast(epochs, axes.to) + 1);
  let drawing = false;
  context.beginPath();
  for (let i = Math.max(0, firstAtLeast(epochs, axes.from) - 1); i < end; i++) {
    const x = axes.x(epochs[i]);
    const y = axes.y(losses[i]);
    const hasPlace = Number.isFinite(y);
    if (hasPlace) context[drawing ? "lineTo" : "moveTo"](x, y);
    drawing = hasPlace;
  }
  context.strokeStyle = style;
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

function firstAtLeast(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The finite point next to an epoch, among those from one epoch to another.
function nearestPoint({ epochs, losses }, epoch, from, to) {
  const after = firstAtLeast(epochs, Math.min(to, Math.max(from, epoch)));
  let best = null;
  for (let i = Math.max(0, after - 2); i <= Math.min(epochs.length - 1, after + 1); i++) {
    const distance = Math.abs(epochs[i] - epoch);
    const inside = epochs[i] >= from && epochs[i] <= to;
    if (inside && Number.isFinite(losses[i]) && !(distance >= best?.distance)) {
      best = { distance, epoch: epochs[i], loss: losses[i] };
    }
  }
  return best;
}

// Smallest and largest loss between two epochs and at the next points outside; null if there is none.
function extentOf(curves, from, to, positiveOnly) {
  let low = Infinity;
  let high = -Infinity;
  for (const { epochs, losses } of curves) {
    const end = Math.min(epochs.length, firstAtLeast(epochs, to) + 1);
    for (let i = Math.max(0, firstAtLeast(epochs, from) - 1); i < end; i++) {
      if (!Number.isFinite(losses[i]) || (positiveOnly && losses[i] <= 0)) continue;
      if (losses[i] < low) low = losses[i];
      if (losses[i] > high) high = losses[i];
    }
  }
  return low <= high ? [low, high] : null;
}
