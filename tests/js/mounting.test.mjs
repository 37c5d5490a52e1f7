import assert from "node:assert/strict";
import test from "node:test";
import { load, packed } from "./shipped.mjs";

// As much of a page as it takes to mount a view; it counts what is running.
function page() {
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
  const live = load("live_view", {
    document, WebSocket, ResizeObserver: Observer, OffscreenCanvas: Element, performance,
    window: {
      location: { protocol: "http:", host: "host" },
      addEventListener: document.addEventListener, removeEventListener: document.removeEventListener,
    },
    requestAnimationFrame: start("drawing"), cancelAnimationFrame: stop, setInterval: start("interval"), clearInterval: stop,
    setTimeout: (action, wait) => (wait === undefined ? released.push(action) : start("timer")()), clearTimeout: stop,
    getComputedStyle: () => ({ getPropertyValue: () => "" }),
  });
  live.exported();
  return { live, running, released, Element };
}

function mounted() {
  const made = page();
  const parentElement = new made.Element();
  const data = packed("all").subarray(0, made.live.splitMessage(packed("all"))[0].bytes.length);
  const clean = made.live.drawComponent({ parentElement, data, setTriggerValue() {} });
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

test("a view whose element is gone leaves nothing running: observer, interval, timers, listeners, socket", () => {
  const { live, view, clean, running, released } = mounted();
  view.frame = { last: 100 };
  view.panels[0].chart.resetZoom(); // its timer would send a command
  view.root.isConnected = false;
  clean();
  for (const release of released) release();
  assert.deepEqual([...running], []);
  assert.equal(live.window.xorLiveView.views.size, 0);
});
