// The live view: builds its elements once for each place it is mounted in, then only
// updates them: at most one drawing for each animation frame, all panels of one epoch.
// The default export is the loader; the live component calls window.xorLiveView.draw.

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
  const view = {
    parent, frame: null, scene: null, page: null, theme: null, panels: [], dirty: new Set(), frames: 0, request: 0,
    link: null, number: 0, unheard: [], held: 0, wishes: {}, editedAt: -Infinity, leaving: watchLeaving(),
  };
  view.tip = element("div", { className: "tip", hidden: true });
  view.root = element("div", { className: "live" });
  Object.assign(view.root.dataset, { epoch: "", frames: "0", run: "", zoom: "" });
  const above = element("div", { className: "above" }, transportRow(view), figuresRow(view), statusLine(view), answersRow(view));
  const panels = element("div", { className: "panels" },
    lossPanel(view), surfacePanel(view), networkPanel(view), timelineRow(view), weightsPanel(view));
  view.root.append(element("style", { textContent: LIVE_VIEW_CSS }), above, panels, view.tip);
  parent.append(view.root);
  view.redraw = () => requestDraw(view);
  view.observer = new ResizeObserver(() => resize(view));
  for (const panel of view.panels) view.observer.observe(panel.canvas);
  resize(view);
  view.watching = setInterval(() => watchLink(view), 1000);
  view.onVisibility = () => {
    if (view.link) view.link.waiting = 0;
    sign(view);
  };
  document.addEventListener("visibilitychange", view.onVisibility);
  view.onEdit = () => { view.editedAt = performance.now(); };
  document.addEventListener("change", view.onEdit, true);
  document.fonts?.ready.then(view.redraw);
  return view;
}

function makePanel(view, name, title, make, ...extras) {
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  const readout = element("span", { className: "readout" });
  const panel = { canvas, readout, context: null, width: 0, height: 0, pointer: null };
  panel.chart = make(panel, view);
  panel.head = element("div", { className: "head" }, element("h3", { textContent: title }), readout, ...extras);
  panel.element = element("section", { className: `panel ${name}` }, panel.head, canvas);
  panel.release = followPointer(canvas, (place) => {
    panel.pointer = place;
    requestDraw(view, [panel]);
  });
  view.panels.push(panel);
  return panel;
}

function makeSwitch(label, titles, choose, text = (name) => name, names = Object.keys(titles)) {
  const buttons = names.map((name) => {
    const made = button(text(name), titles[name], () => choose(name));
    made.dataset.name = name;
    return made;
  });
  const group = element("span", { className: "switch" }, ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  const show = (name) => buttons.forEach((each) => each.setAttribute("aria-pressed", each.dataset.name === name));
  return { element: group, show };
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
  if (isNew && view.bySocket && !document.hidden) sign(view); // the next one is made while this one is drawn
  view.theme = readTheme(view.root, view.theme);
  for (const panel of view.dirty) {
    if (panel.width > 0 && panel.height > 0) attempt("draw", () => panel.chart.draw());
  }
  view.dirty.clear();
  if (isNew) showFrame(view);
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
  const { frame, root } = view;
  view.number = Math.max(view.number, frame.heard);
  forgetHeard(view, frame.heard);
  if (Number(root.dataset.run) !== frame.run) say(view, ""); // what was refused was of the run before
  for (const update of [updateTransport, updateFigures, updateStatus, updateAnswers, updateTimeline, followPage]) {
    attempt("show the frame", () => update(view));
  }
  if (isDone(view, "kind")) view.kinds.show(frame.kind);
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

const viewIn = (parent) => [...window.xorLiveView.views].find((view) => view.parent === parent);

function drawComponent(component) {
  let view = viewIn(component.parentElement);
  if (!view) window.xorLiveView.views.add(view = makeView(component.parentElement));
  const isNew = component.data && component.data !== view.component?.data;
  view.component = component;
  if (isNew) attempt("read the message", () => receive(view, component.data, true));
  else view.redraw();
}

// Also of a view that was drawn by the code that came after it.
function leaveComponent(parent) {
  const view = viewIn(parent);
  if (view) whenGone(view.root, () => removeView(view))();
}

function removeView(view) {
  window.xorLiveView.views.delete(view);
  view.observer.disconnect();
  cancelAnimationFrame(view.request);
  clearTimeout(view.describing);
  clearTimeout(view.following);
  clearInterval(view.watching);
  for (const { chart, release } of view.panels) {
    chart.release?.();
    release();
  }
  document.removeEventListener("visibilitychange", view.onVisibility);
  document.removeEventListener("change", view.onEdit, true);
  if (view.held) sendHeld(view);
  view.leaving.release();
  closeLink(view);
  view.root.remove();
}

export default function load() {
  window.xorLiveView = { draw: drawComponent, leave: leaveComponent, views: window.xorLiveView?.views ?? new Set() };
  const pending = window.xorLiveViewPending;
  if (pending?.parentElement?.isConnected) drawComponent(pending);
  for (const view of window.xorLiveView.views) {
    if (view.root.isConnected) view.redraw();
    else removeView(view);
  }
}
