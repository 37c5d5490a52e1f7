// The live view: builds its elements once for each place it is mounted in, then only
// updates them: at most one drawing for each animation frame, all panels of one epoch.
// The default export is the loader; the live component calls window.xorLiveView.draw.

const LIVE_VIEW_CSS = "__LIVE_VIEW_CSS__";
const SEND_MS = 100;
const HOLD_MS = 1000;
const DESCRIBE_MS = 1000;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

function button(text, title, onclick) {
  return element("button", { type: "button", textContent: text, title, onclick });
}

function makeView(parent) {
  const view = { parent, frame: null, theme: null, panels: [], dirty: new Set(), frames: 0, request: 0 };
  view.tip = element("div", { className: "tip", hidden: true });
  view.root = element("div", { className: "live" });
  Object.assign(view.root.dataset, { epoch: "", frames: "0", run: "", zoom: "" });
  const panels = element("div", { className: "panels" },
    lossPanel(view), surfacePanel(view), networkPanel(view), timelineRow(view), weightsPanel(view));
  view.root.append(element("style", { textContent: LIVE_VIEW_CSS }), panels, view.tip);
  parent.append(view.root);
  view.redraw = () => requestDraw(view);
  view.observer = new ResizeObserver(() => resize(view));
  for (const panel of view.panels) view.observer.observe(panel.canvas);
  resize(view);
  document.fonts?.ready.then(view.redraw);
  return view;
}

function makePanel(view, name, title, make, ...extras) {
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  const readout = element("span", { className: "readout" });
  const panel = { canvas, readout, context: canvas.getContext("2d"), width: 0, height: 0, pointer: null };
  panel.chart = make(panel, view);
  panel.head = element("div", { className: "head" }, element("h4", { textContent: title }), readout, ...extras);
  panel.element = element("section", { className: `panel ${name}` }, panel.head, canvas);
  trackPointer(panel, view);
  view.panels.push(panel);
  return panel;
}

function trackPointer(panel, view) {
  const move = (event) => {
    panel.pointer = { x: event.offsetX, y: event.offsetY };
    requestDraw(view, [panel]);
  };
  const leave = () => {
    panel.pointer = null;
    requestDraw(view, [panel]);
  };
  for (const type of ["pointerdown", "pointermove"]) panel.canvas.addEventListener(type, move);
  for (const type of ["pointerleave", "pointercancel"]) panel.canvas.addEventListener(type, leave);
}

function makeSwitch(label, titles, choose, text = (name) => name) {
  const buttons = Object.entries(titles).map(([name, title]) => {
    const made = button(text(name), title, () => choose(name));
    made.dataset.name = name;
    return made;
  });
  const group = element("span", { className: "switch" }, ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  const show = (name) => buttons.forEach((each) => each.setAttribute("aria-pressed", each.dataset.name === name));
  return { element: group, show };
}

// While the thumb is held, frames do not move it; after that not until one shows its epoch.
function timelineRow(view) {
  const range = element("input", { type: "range", min: 0, max: 0, step: 1, value: 0 });
  range.setAttribute("aria-label", "Timeline: epoch");
  const timeline = view.timeline = { range, text: element("span", { className: "epochs" }), held: null, dragging: false };
  const settle = (epoch) => settleAt(view, timeline, epoch);
  range.addEventListener("pointerdown", () => { timeline.dragging = true; });
  range.addEventListener("input", () => scrub(view, timeline));
  range.addEventListener("change", () => settle(range.valueAsNumber));
  for (const type of ["pointerup", "pointercancel"]) {
    range.addEventListener(type, () => setTimeout(() => { timeline.dragging = false; }));
  }
  const step = (by) => () => settle(Math.min(Number(range.max), Math.max(0, range.valueAsNumber + by)));
  const full = button("Full screen", "show the live view on the whole screen", () => toggleFullScreen(view.root));
  full.hidden = !document.fullscreenEnabled;
  return element("div", { className: "timeline" },
    button(`${MINUS}1`, "one epoch back", step(-1)), range, button("+1", "one epoch on", step(1)), timeline.text, full);
}

function toggleFullScreen(root) {
  const done = root.matches(":fullscreen") ? document.exitFullscreen() : root.requestFullscreen();
  done.catch((error) => console.error("live view: no full screen", error));
}

function scrub(view, timeline) {
  timeline.held = { epoch: timeline.range.valueAsNumber, until: performance.now() + HOLD_MS };
  showEpochs(view, timeline.held.epoch);
  if (!timeline.dragging || timeline.sending) return;
  const send = () => view.component.setTriggerValue("epoch", timeline.held.epoch);
  send();
  const sent = timeline.held.epoch;
  timeline.sending = setTimeout(() => {
    timeline.sending = 0;
    if (timeline.dragging && timeline.held?.epoch !== sent) scrub(view, timeline);
  }, SEND_MS);
}

function settleAt(view, timeline, epoch) {
  clearTimeout(timeline.sending);
  Object.assign(timeline, { sending: 0, dragging: false, held: { epoch, until: performance.now() + HOLD_MS } });
  timeline.range.value = epoch;
  showEpochs(view, epoch);
  view.component.setTriggerValue("settle", epoch);
}

function updateTimeline(view) {
  const { timeline, frame } = view;
  const { held, range } = timeline;
  const waits = held && held.epoch !== frame.epoch && performance.now() < held.until;
  if (timeline.dragging || waits) return;
  timeline.held = null;
  range.max = frame.last;
  range.value = frame.epoch;
  showEpochs(view, frame.epoch);
}

function showEpochs({ timeline, frame }, epoch) {
  const most = formatCount(Math.max(frame.epochs, frame.last));
  setText(timeline.text, `epoch ${formatCount(epoch)} of ${formatCount(frame.epochs)}`);
  timeline.text.style.minWidth = `${8 + 2 * most.length}ch`;
  timeline.range.setAttribute("aria-valuetext", `epoch ${epoch} of ${frame.epochs}`);
}

function showTip(view, panel, lines, x, y) {
  const { tip, root } = view;
  if (!lines) {
    if (view.tipOwner === panel) tip.hidden = true;
    return;
  }
  view.tipOwner = panel;
  tip.hidden = false;
  setText(tip, lines.join("\n"));
  const left = panel.canvas.offsetLeft + x - tip.offsetWidth / 2;
  const top = panel.canvas.offsetTop + y - tip.offsetHeight - 12;
  tip.style.left = `${Math.max(0, Math.min(root.clientWidth - tip.offsetWidth, left))}px`;
  tip.style.top = `${Math.max(0, top)}px`;
}

function resize(view) {
  for (const panel of view.panels) {
    panel.width = panel.canvas.clientWidth;
    panel.height = panel.canvas.clientHeight;
    view.dirty.add(panel);
  }
  // At once, because a canvas that changes its size is empty until it is drawn.
  drawNow(view);
}

function requestDraw(view, panels = view.panels) {
  for (const panel of panels) view.dirty.add(panel);
  if (document.hidden) drawNow(view);
  else view.request ||= requestAnimationFrame(() => drawNow(view));
}

function drawNow(view) {
  cancelAnimationFrame(view.request);
  view.request = 0;
  const isNew = takeFrame(view);
  if (!view.frame) return;
  view.theme = readTheme(view.root, view.theme);
  for (const panel of view.dirty) {
    if (panel.width > 0 && panel.height > 0) attempt("draw", () => panel.chart.draw());
  }
  view.dirty.clear();
  if (isNew) showFrame(view);
}

// One frame after the other; those that a new message finds waiting are left out.
function play(view, [next, ...later]) {
  clearTimeout(view.later);
  view.bytes = next.bytes;
  view.redraw();
  if (later.length) view.later = setTimeout(() => play(view, later), next.milliseconds);
}

function takeFrame(view) {
  const bytes = view.bytes;
  view.bytes = null;
  return bytes ? attempt("read the frame", () => {
    const frame = decodeFrame(bytes);
    view.frame = frame;
    for (const panel of view.panels) panel.chart.update?.(frame);
    return true;
  }) : false;
}

// A broken frame must not take the page with it: the last good one stays.
function attempt(what, action) {
  try {
    return action();
  } catch (error) {
    console.error(`live view: could not ${what}`, error);
    return false;
  }
}

function showFrame(view) {
  const { frame, root, wish } = view;
  updateTimeline(view);
  if (!wish || wish.kind === frame.kind || performance.now() > wish.until) {
    view.wish = null;
    view.kinds.show(frame.kind);
  }
  view.frames += 1;
  Object.assign(root.dataset, { run: frame.run, epoch: frame.epoch, frames: view.frames });
  view.describing ||= setTimeout(() => describe(view), view.frames > 1 ? DESCRIBE_MS : 0);
}

function describe(view) {
  view.describing = 0;
  for (const { canvas, chart } of view.panels) {
    attempt("describe", () => canvas.setAttribute("aria-label", chart.describe()));
  }
}

function drawComponent(component) {
  const { views } = window.xorLiveView;
  let view = [...views].find((each) => each.parent === component.parentElement);
  if (!view) views.add(view = makeView(component.parentElement));
  const isNew = component.data && component.data !== view.component?.data;
  view.component = component;
  if (isNew) attempt("read the message", () => play(view, splitMessage(component.data)));
  else view.redraw();
  // The clean-up of a superseded run is called while the view lives on.
  return () => setTimeout(() => {
    if (!view.root.isConnected) removeView(views, view);
  });
}

function removeView(views, view) {
  views.delete(view);
  view.observer.disconnect();
  cancelAnimationFrame(view.request);
  clearTimeout(view.describing);
  clearTimeout(view.later);
  view.root.remove();
}

export default function load({ data }) {
  const earlier = window.xorLiveView;
  const scene = data?.length ? attempt("read the scene", () => decodeScene(data)) : null;
  window.xorLiveView = {
    draw: drawComponent,
    scene: scene || earlier?.scene || null,
    views: earlier?.views ?? new Set(),
  };
  const pending = window.xorLiveViewPending;
  if (pending?.parentElement?.isConnected) drawComponent(pending);
  for (const view of window.xorLiveView.views) {
    if (view.root.isConnected) view.redraw();
    else removeView(window.xorLiveView.views, view);
  }
}
