// A map in its place: hover tells a cell, a click picks it, a drag zooms; so do the arrow keys, Enter and plus.

const HINT = "Point at a cell for its outcome, click to pick it, drag to zoom in.";
const KEYS = "Arrow keys go from cell to cell, Enter picks one, plus zooms in around it.";
const CLICK_PIXELS = 5;
const SPEAK_AFTER = 500; // milliseconds of rest, so that a reader is not told every cell on the way
const PARTS = `<div class="legend"></div><div class="plot"><canvas tabindex="0" role="application"></canvas>
  <div class="drag" hidden></div></div><div class="readout"></div><div class="spoken" aria-live="polite"></div>`;

function makeView(root) {
  const view = { root, map: null, image: null, frame: null, send: null, hovered: null, keyed: null, pressed: null, speaking: 0 };
  root.innerHTML = PARTS;
  for (const name of ["plot", "drag", "readout", "spoken", "legend"]) view[name] = root.querySelector(`.${name}`);
  const canvas = view.canvas = root.querySelector("canvas");
  canvas.setAttribute("aria-description", KEYS);
  canvas.onpointerdown = (event) => press(view, event);
  canvas.onpointermove = (event) => move(view, event);
  canvas.onpointerup = (event) => release(view, event);
  canvas.onpointercancel = () => letGo(view);
  canvas.onpointerleave = () => {
    if (!view.pressed) hover(view, null);
  };
  canvas.onkeydown = (event) => onKey(view, event);
  view.observer = new ResizeObserver(() => draw(view));
  view.observer.observe(view.plot);
  return view;
}

function endView(view) {
  view.observer.disconnect();
  clearTimeout(view.speaking);
}

function show(view, map, send) {
  if (view.keyed && !isOn(map, view.keyed)) view.keyed = null;
  Object.assign(view, { map, send, image: imageOf(map) });
  view.canvas.setAttribute("aria-label", map.words);
  view.legend.replaceChildren(...map.legend.map(legendEntry));
  draw(view);
  tell(view);
}

function legendEntry([background, words]) {
  const entry = document.createElement("span");
  const swatch = document.createElement("i");
  swatch.style.background = background;
  swatch.className = background.startsWith("linear") ? "ramp" : "";
  entry.append(swatch, words);
  return entry;
}

function draw(view) {
  const { clientWidth: width, clientHeight: height } = view.plot;
  if (!view.map || !width || !height) return;
  const style = getComputedStyle(view.root);
  view.frame = drawMap(view.canvas, view.map, view.image, { width, height, style, keyed: view.keyed });
}

// The place of a pointer, kept within the picture; null for one outside that is not dragging.
function placeOf(view, event, dragging) {
  const box = view.canvas.getBoundingClientRect();
  const { left, top, width, height } = view.frame;
  const place = [(event.clientX - box.left - left) / width, 1 - (event.clientY - box.top - top) / height];
  const isInside = place.every((share) => share >= 0 && share <= 1);
  return isInside || dragging ? place.map((share) => Math.min(1, Math.max(0, share))) : null;
}

function press(view, event) {
  const place = placeOf(view, event);
  if (!place || event.button || !event.isPrimary) return; // two fingers zoom the page
  view.canvas.setPointerCapture(event.pointerId);
  view.pressed = { place, x: event.clientX, y: event.clientY, pointer: event.pointerId };
}

function move(view, event) {
  const { pressed, drag, frame: { left, top, width, height } } = view;
  const place = placeOf(view, event, Boolean(pressed));
  hover(view, place && cellAt(view.map, place));
  if (!pressed || pressed.pointer !== event.pointerId) return;
  const [x1, x2, y1, y2] = between(pressed.place, place);
  drag.hidden = !isDrag(pressed, event);
  Object.assign(drag.style, { left: `${left + x1 * width}px`, top: `${top + (1 - y2) * height}px`,
    width: `${(x2 - x1) * width}px`, height: `${(y2 - y1) * height}px` });
}

function release(view, event) {
  const { pressed } = view;
  if (!pressed || pressed.pointer !== event.pointerId) return;
  const place = placeOf(view, event, true);
  if (isDrag(pressed, event)) view.send("zoom", between(pressed.place, place));
  else view.send("cell", cellAt(view.map, place));
  letGo(view);
}

function letGo(view) {
  view.pressed = null;
  view.drag.hidden = true;
}

function isDrag(pressed, event) {
  return Math.min(Math.abs(event.clientX - pressed.x), Math.abs(event.clientY - pressed.y)) > CLICK_PIXELS;
}

function hover(view, cell) {
  view.hovered = cell;
  if (view.keyed) goTo(view, null);
  tell(view);
}

// The cell that the keys have gone to; it is drawn, and read out after a rest.
function goTo(view, cell) {
  view.keyed = cell;
  draw(view);
  tell(view);
  clearTimeout(view.speaking);
  view.speaking = cell && setTimeout(() => { view.spoken.textContent = sentence(view.map, cell); }, SPEAK_AFTER);
}

function onKey(view, event) {
  const { map, keyed, hovered, send } = view;
  const middle = Math.floor(map.cells / 2);
  const cell = keyed ?? hovered ?? map.cell ?? [middle, middle];
  if (event.key === "Enter") send("cell", cell);
  if (event.key === "+") send("zoom", around(map, cell));
  if (!STEPS[event.key]) return;
  event.preventDefault();
  goTo(view, neighbour(map, cell, event.key));
}

function tell({ map, keyed, hovered, readout }) {
  const cell = keyed ?? hovered ?? map.cell;
  readout.textContent = cell && isOn(map, cell) ? sentence(map, cell) : HINT;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".map");
  root.view ??= makeView(root);
  const { header, sections } = decodeMessage(data);
  show(root.view, { ...header, ...sections }, setTriggerValue);
  return whenGone(root, () => endView(root.view));
}
