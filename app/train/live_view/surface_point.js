// The surface by keys: arrows move a point over the plane, with Shift finely, and after a rest it is said what is there.

const POINT_KEYS = "Arrow keys move a point over the plane, with Shift finely; Escape takes it away.";
const POINT_STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const COARSE = 0.05; // of the plane's side
const FINE = 0.01;
const SPEAK_AFTER = 500; // milliseconds, so that a reader is not told every point on the way

function bindPoint(surface) {
  const { canvas } = surface.panel;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-description", POINT_KEYS);
  canvas.addEventListener("keydown", (event) => movePoint(surface, event));
  for (const type of ["blur", "pointermove"]) canvas.addEventListener(type, () => putPoint(surface, null));
}

function movePoint(surface, event) {
  const step = POINT_STEPS[event.key];
  if (!surface.view.frame?.plane || !(step || event.key === "Escape")) return;
  event.preventDefault();
  const length = event.shiftKey ? FINE : COARSE;
  const from = surface.point ?? [0.5, 0.5];
  putPoint(surface, step ? from.map((share, i) => Math.min(1, Math.max(0, share + length * step[i]))) : null);
}

function putPoint(surface, point) {
  if (surface.point === point) return;
  surface.point = point;
  requestDraw(surface.view, [surface.panel]);
  clearTimeout(surface.speaking);
  surface.speaking = point && setTimeout(() => setText(surface.spoken, readoutAt(surface.view, surface.point)), SPEAK_AFTER);
}

function drawPoint(context, { view: { theme }, point }, { left, top, side }) {
  const [x, y] = [left + point[0] * side, top + side - point[1] * side];
  for (const [style, width] of [[theme.background, 4], [theme.ink(1), 2]]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.stroke();
  }
}
