import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain } from "./shipped.mjs";

// As much of a page as it takes to mount a view; it counts what is running. `before` comes before the view's code.
function page(before = () => {}) {
  const running = new Set();
  const start = (kind) => () => {
    const made = { kind };
    running.add(made);
    return made;
  };
  const stop = (made) => running.delete(made);
  class Element {
    children = [];
    dataset = {};
    style = { setProperty() {} };
    isConnected = true;
    append(...children) { this.children.push(...children); }
    replaceChildren(...children) { this.children = children; }
    after() {}
    setAttribute() {}
    getAttribute() {}
    addEventListener() {}
    getContext() { return {}; }
    getRootNode() { return {}; }
    remove() {}
  }
  class Observer {
    observe() { running.add(this); }
    disconnect() { running.delete(this); }
  }
  class WebSocket {
    constructor() { running.add(this); }
    close() { running.delete(this); }
  }
  const document = {
    createElement: () => new Element(), hidden: false,
    addEventListener: (type, listener) => running.add(listener),
    removeEventListener: (type, listener) => running.delete(listener),
  };
  const released = [];
  const window = {
    location: { protocol: "http:", host: "host" },
    addEventListener: document.addEventListener, removeEventListener: document.removeEventListener,
  };
  const stub = load("live_view_stub", { window }).exported;
  const live = load("live_view", {
    document, WebSocket, ResizeObserver: Observer, OffscreenCanvas: Element, performance, window,
    requestAnimationFrame: start("drawing"), cancelAnimationFrame: stop, setInterval: start("interval"), clearInterval: stop,
    setTimeout: (action, wait) => (wait === undefined ? released.push(action) : start("timer")()), clearTimeout: stop,
    getComputedStyle: () => ({ getPropertyValue: () => "" }),
  });
  before(stub, Element);
  live.exported();
  return { live, stub, running, released, Element };
}

const component = (Element) => ({ parentElement: new Element(), data: packed("all"), setTriggerValue() {} });

// Drawn when Streamlit mounts it, or by the code that comes later.
function mounted(codeComesLater = false) {
  let clean;
  const mount = (stub, Element) => { clean = stub(component(Element)); };
  const made = page(codeComesLater ? mount : undefined);
  if (!codeComesLater) mount(made.stub, made.Element);
  const [view] = made.live.window.xorLiveView.views;
  return { ...made, clean, view };
}

test("a view that lives on after the clean-up of a superseded run keeps all that it needs", () => {
  const { clean, running, released } = mounted();
  const before = running.size;
  clean();
  for (const release of released) release();
  assert.ok(before >= 4, "an observer, an interval, a listener and a socket");
  assert.equal(running.size, before);
});

for (const codeComesLater of [false, true]) {
  const how = codeComesLater ? ", though its code came after it" : "";
  test(`a view whose element is gone leaves nothing running: observer, interval, timers, listeners, socket${how}`, () => {
    const { live, view, clean, running, released } = mounted(codeComesLater);
    view.frame = { last: 100 };
    view.panels[0].chart.resetZoom(); // its timer would send a command
    view.root.isConnected = false;
    clean();
    for (const release of released) release();
    assert.deepEqual([...running], []);
    assert.equal(live.window.xorLiveView.views.size, 0);
  });
}

test("what is gone before its code has come is not drawn", () => {
  const { live } = page((stub, Element) => {
    const mounting = component(Element);
    const clean = stub(mounting);
    mounting.parentElement.isConnected = false;
    clean();
  });
  assert.equal(live.window.xorLiveView.views.size, 0);
});

// A page whose elements hold what they are told; frames of the screen come by hand.
function drawnPage() {
  const [frames, later, observers, intervals, cleared, heard, errors] = [new Map(), [], [], [], [], {}, []];
  let asked = 0;
  class Element {
    constructor(tag) { Object.assign(this, { tag, children: [], dataset: {}, listening: {}, isConnected: true, clientWidth: 300, clientHeight: 200,
      offsetLeft: 0, offsetTop: 0, offsetWidth: 60, offsetHeight: 20, style: { setProperty() {} } }); }
    append(...children) { this.children.push(...children); }
    replaceChildren(...children) { this.children = children; }
    after(...children) { this.followed = children; }
    setAttribute(name, value) { this[name] = value; }
    getAttribute(name) { return this[name]; }
    addEventListener(type, act) { (this.listening[type] ??= []).push(act); }
    getContext() { return new Proxy({}, { get: (_, name) => (name === "measureText" ? () => ({ width: 9 }) : name === "getImageData" ? () => ({ data: new Uint8Array(4) }) : () => {}), set: () => true }); }
    getRootNode() { return {}; }
    remove() { this.removed = true; }
  }
  class ImageData { constructor(width, height) { Object.assign(this, { width, height, data: new Uint8ClampedArray(4 * width * height) }); } }
  class ResizeObserver {
    constructor(act) { observers.push(Object.assign(this, { act, watched: [] })); }
    observe(each) { this.watched.push(each); }
    disconnect() { this.watched = []; }
  }
  const document = { createElement: (tag) => new Element(tag), hidden: false, addEventListener: (type, act) => { heard[type] = act; }, removeEventListener: (type, act) => { if (heard[type] === act) delete heard[type]; },
    fonts: { ready: { then: (act) => { document.whenFonts = act; } } } };
  const window = { location: { protocol: "http:", host: "host" }, addEventListener() {}, removeEventListener() {} };
  const sockets = [];
  class WebSocket {
    static OPEN = 1;
    readyState = 0;
    sent = [];
    constructor(address) { sockets.push(Object.assign(this, { address })); }
    send(text) { this.sent.push(JSON.parse(text).do); }
    close() {}
  }
  const live = load("live_view", {
    document, window, WebSocket, ResizeObserver, ImageData, Path2D: class { moveTo() {} lineTo() {} arc() {} closePath() {} }, OffscreenCanvas: Element, performance,
    requestAnimationFrame: (act) => { frames.set(++asked, act); return asked; }, cancelAnimationFrame: (frame) => frames.delete(frame),
    setInterval: (act, wait) => intervals.push({ act, wait }), clearInterval: (timer) => { cleared.push(timer); }, setTimeout: (act, wait) => later.push({ act, wait }), clearTimeout: (timer) => { cleared.push(timer); },
    getComputedStyle: () => ({ getPropertyValue: () => "", fontFamily: "" }), console: { error: (...words) => errors.push(words.map(String)) },
  });
  const draw = () => {
    const acts = [...frames.values()];
    frames.clear();
    for (const act of acts) act();
  };
  return { live, window, document, frames, later, observers, intervals, cleared, heard, errors, sockets, Element, draw };
}

function shownView(name = "all") {
  const made = drawnPage();
  made.live.exported();
  const parentElement = new made.Element("div");
  const component = { parentElement, data: packed(name), setTriggerValue() {} };
  made.live.drawComponent(component);
  const [view] = made.window.xorLiveView.views;
  view.page.speeds = [["slow", "1", "one epoch a frame"]];
  return { ...made, component, parentElement, view };
}

test("what moves the run, figures, status and answers stand above the panels, the timeline before the heatmaps, a tip over all", () => {
  const { view, parentElement } = shownView();
  assert.deepEqual(parentElement.children, [view.root]);
  const [style, above, panels, tip] = view.root.children;
  assert.deepEqual([view.root.className, style.tag, above.className, panels.className, tip.className, tip.hidden],
    ["live", "style", "above", "panels", "tip", true]);
  assert.ok(style.textContent.includes(".live"));
  assert.deepEqual(above.children.map(({ className }) => className), ["transport", "figures", "status", "answers"]);
  assert.deepEqual(panels.children.map(({ className }) => className), ["panel loss", "panel surface", "panel network", "timeline", "panel weights"]);
  assert.deepEqual([...view.panels].map(({ canvas, head, element }) => [canvas.role, head.className, element.children[1] === canvas, head.children[0].tag]),
    new Array(4).fill(["img", "head", true, "h3"]).map(([role, ...rest], i) => [i === 1 ? "application" : role, ...rest]));
});

test("all panels are drawn at the next frame of the screen, and the page's root says which epoch", () => {
  const { view, draw, errors, later } = shownView();
  assert.deepEqual([view.root.dataset.epoch, view.root.dataset.frames, view.root.dataset.run, view.root.dataset.zoom], ["", "0", "", ""]);
  draw();
  assert.deepEqual(errors, []);
  assert.deepEqual([view.root.dataset.epoch, view.root.dataset.frames, view.root.dataset.run], [20, 1, view.frame.run]);
  assert.deepEqual([view.dirty.size, view.request], [0, 0]);
  later.at(-1).act();
  const words = [...view.panels].map(({ canvas }) => canvas["aria-label"].split(/[ ,]/)[0]);
  assert.deepEqual(words, ["Loss", "Output", "Network", "Heatmaps"]);
  assert.equal(view.describing, 0);
});

test("panels have the size of their canvases, are drawn at once in another, and watched", () => {
  const { view, observers, draw } = shownView();
  draw();
  const [observer] = observers;
  assert.deepEqual(observer.watched, [...view.panels].map(({ canvas }) => canvas));
  view.panels[0].canvas.clientWidth = 333;
  view.panels[0].canvas.clientHeight = 99;
  const times = [...view.panels].map(({ chart }) => { const draws = { count: 0 }; const old = chart.draw; chart.draw = () => { draws.count += 1; old(); }; return draws; });
  observer.act();
  assert.deepEqual([view.panels[0].width, view.panels[0].height, times.map(({ count }) => count)], [333, 99, [1, 1, 1, 1]]);
  for (const side of ["clientWidth", "clientHeight"]) {
    view.panels[1].canvas[side] = 0;
    observer.act();
    view.panels[1].canvas[side] = 100;
  }
  assert.deepEqual(times.map(({ count }) => count), [3, 1, 3, 3]);
});

test("a pointer over a panel is told to it alone, and leaves it", () => {
  const { view, draw } = shownView();
  draw();
  const [panel] = view.panels;
  const hear = (type) => { for (const act of panel.canvas.listening[type]) act({ offsetX: 60, offsetY: 70, button: 1 }); };
  for (const [come, go] of [["pointerdown", "pointerleave"], ["pointermove", "pointercancel"]]) {
    hear(come);
    assert.deepEqual([plain(panel.pointer), [...view.dirty].length], [{ x: 60, y: 70 }, 1]);
    assert.ok(view.dirty.has(panel));
    draw();
    hear(go);
    assert.deepEqual([panel.pointer, view.dirty.has(panel)], [null, true]);
    draw();
  }
});

test("a panel that cannot be drawn is noted, the others are drawn", () => {
  const { view, draw, errors } = shownView();
  view.panels[0].chart.draw = () => { throw new Error("no colour"); };
  draw();
  assert.deepEqual(errors, [["live view: could not draw", "Error: no colour"]]);
  assert.equal(view.root.dataset.epoch, 20);
});

test("the same message again is only drawn, a new one is read, and a broken one is noted", () => {
  const { live, view, component, errors, frames, window, draw } = shownView();
  draw();
  const { scene } = view;
  live.drawComponent(component);
  assert.ok(view.scene === scene && frames.size === 1 && window.xorLiveView.views.size === 1);
  live.drawComponent({ ...component, data: packed("all") });
  assert.notEqual(view.scene, scene);
  live.drawComponent({ ...component, data: null });
  assert.deepEqual(errors, []);
  live.drawComponent({ ...component, data: packed("all").subarray(0, 9) });
  assert.match(errors[0][0], /could not read the message/);
});

test("a tab that comes back waits for no old answer and says how it is; fonts that come are drawn", () => {
  const { view, heard, document, sockets, frames, draw } = shownView();
  draw();
  sockets[0].readyState = 1;
  view.link.waiting = 9;
  view.frame.playing = true;
  document.hidden = true;
  heard.visibilitychange();
  assert.deepEqual(sockets[0].sent, ["hidden"]);
  assert.ok(view.link.waiting !== 9);
  document.whenFonts();
  assert.equal(view.dirty.size, 0); // at once: nobody sees it
  document.hidden = false;
  document.whenFonts();
  assert.deepEqual([frames.size, view.dirty.size], [1, 4]);
  view.link = null;
  heard.visibilitychange();
});

test("the connection is looked at once a second", () => {
  const { view, intervals } = shownView();
  const [{ act, wait }] = intervals;
  assert.equal(wait, 1000);
  const asked = [];
  view.link = null;
  view.component = { setTriggerValue: (name) => asked.push(name) };
  act();
  assert.deepEqual(asked, ["blocked"]);
});

test("code that is loaded again draws the view that waited, keeps those in the page and removes the others", () => {
  const { live, window, Element, view, frames, draw } = shownView();
  draw();
  live.exported();
  assert.deepEqual([frames.size, window.xorLiveView.views.has(view)], [1, true]);
  view.root.isConnected = false;
  window.xorLiveViewPending = { parentElement: Object.assign(new Element("div"), { isConnected: false }), data: packed("all") };
  live.exported();
  assert.deepEqual([window.xorLiveView.views.size, view.root.removed], [0, true]);
  window.xorLiveViewPending = { parentElement: new Element("div"), data: packed("all"), setTriggerValue() {} };
  live.exported();
  assert.equal(window.xorLiveView.views.size, 1);
});

test("a view that is removed draws, describes, follows and watches no more, and is no longer in the page", () => {
  const { live, view, window, observers, cleared, heard, frames, sockets } = shownView();
  Object.assign(view, { describing: "describing", following: "following", watching: "watching" });
  view.redraw();
  assert.equal(frames.size, 1);
  sockets[0].close = () => cleared.push("socket");
  live.removeView(view);
  for (const each of ["describing", "following", "watching", "socket"]) assert.ok(cleared.includes(each), each);
  assert.deepEqual([frames.size, observers[0].watched.length, Object.keys(heard), view.root.removed, window.xorLiveView.views.size], [0, 0, [], true, 0]);
});

test("no button sends a form", () => {
  const { view } = shownView();
  const buttons = (each) => [...(each.tag === "button" ? [each] : []), ...(each.children ?? []).flatMap((child) => (child.tag ? buttons(child) : []))];
  const all = buttons(view.root);
  assert.ok(all.length > 8);
  assert.deepEqual([...new Set(all.map(({ type }) => type))], ["button"]);
});
