// The zoom of loss curves in x: dragged, by the wheel, by keys, and back by a double click or Escape. A chart says its
// last epoch (`last`), and is told to draw itself (`redraw`) and when its `zoom` has changed (`zoomed`).

// By how much the window grows, and by what share of it it moves.
const ZOOM_KEYS = { "+": [0.5, 0], "-": [2, 0], ArrowLeft: [1, -0.25], ArrowRight: [1, 0.25], Escape: [Infinity, 0] };

function bindZoom(chart) {
  const { canvas } = chart.panel;
  canvas.tabIndex = 0;
  canvas.addEventListener("pointerdown", (event) => startDrag(chart, event));
  canvas.addEventListener("pointermove", (event) => { if (isDragged(chart, event)) chart.drag.end = event.offsetX; });
  canvas.addEventListener("pointerup", (event) => { if (isDragged(chart, event)) endDrag(chart); });
  canvas.addEventListener("pointercancel", () => { chart.drag = null; });
  canvas.addEventListener("dblclick", () => setZoom(chart, null));
  canvas.addEventListener("keydown", (event) => zoomByKey(chart, event));
  canvas.setAttribute("aria-keyshortcuts", Object.keys(ZOOM_KEYS).join(" "));
  canvas.addEventListener("wheel", (event) => zoomByWheel(chart, event), { passive: false });
}

// A second finger does not drag: two of them zoom the page.
const isDragged = ({ drag }, { pointerId }) => drag !== null && drag.pointer === pointerId;

function startDrag(chart, event) {
  if (event.button !== 0 || !event.isPrimary || !chart.axes) return;
  chart.panel.canvas.setPointerCapture(event.pointerId);
  chart.drag = { start: event.offsetX, end: event.offsetX, pointer: event.pointerId };
}

function endDrag(chart) {
  const { drag, axes } = chart;
  chart.drag = null;
  if (!drag) return;
  const [left, right] = [drag.start, drag.end].sort((a, b) => a - b);
  if (right - left > 4) setZoom(chart, [Math.floor(axes.epochAt(left)), Math.ceil(axes.epochAt(right))]);
  else chart.redraw();
}

function zoomByWheel(chart, event) {
  const { panel: { canvas }, axes } = chart;
  const focused = canvas.getRootNode().activeElement === canvas;
  if (!axes || !(focused || event.ctrlKey || event.shiftKey)) return;
  event.preventDefault();
  const factor = Math.exp(Math.max(-0.5, Math.min(0.5, (event.deltaY || event.deltaX) * 0.002)));
  const centre = Math.min(axes.to, Math.max(axes.from, axes.epochAt(event.offsetX)));
  const round = factor > 1 ? [Math.floor, Math.ceil] : [Math.ceil, Math.floor];
  const [from, to] = [axes.from, axes.to].map((end) => centre + (end - centre) * factor);
  setZoom(chart, [round[0](from), round[1](to)]);
}

function zoomByKey(chart, event) {
  const { axes } = chart;
  const [factor, shift] = ZOOM_KEYS[event.key] ?? [];
  if (!factor || !axes) return;
  event.preventDefault();
  const span = axes.to - axes.from;
  const moved = Math.max(-axes.from, Math.min(chart.last() - axes.to, shift * span));
  const centre = (axes.from + axes.to) / 2 + moved;
  setZoom(chart, [-factor, factor].map((side) => Math.round(centre + side * span / 2)));
}

function setZoom(chart, zoom) {
  const last = Math.max(1, chart.last());
  if (zoom) {
    const from = Math.max(0, Math.min(zoom[0], last - 1));
    const to = Math.min(last, Math.max(zoom[1], from + 1));
    zoom = from === 0 && to === last ? null : [from, to];
  }
  chart.zoom = zoom;
  chart.zoomed();
}

function drawSelection(context, theme, { drag, axes }) {
  context.fillStyle = theme.ink(0.12);
  context.fillRect(Math.min(drag.start, drag.end), axes.top, Math.abs(drag.end - drag.start), axes.height);
}
