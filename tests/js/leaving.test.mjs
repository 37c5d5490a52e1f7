import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

// Of a page at /seeds: what watches it, and its clock.
function watched() {
  const listeners = {};
  const target = {
    addEventListener: (type, listener) => { listeners[type] = listener; },
    removeEventListener: (type) => { delete listeners[type]; },
  };
  const clock = { now: 0 };
  const live = load("live_view", {
    document: target, window: target, location: { origin: "http://host", pathname: "/seeds" },
    performance: { now: () => clock.now },
  });
  return { leaving: live.watchLeaving(), listeners, clock };
}

function click({ listeners }, pathname, { origin = "http://host", download = false } = {}) {
  const link = { origin, pathname, hasAttribute: () => download };
  listeners.click({ target: { closest: () => link } });
}

test("another page is under way from the click on its link, or from Back, until the click must be lost", () => {
  const page = watched();
  assert.equal(page.leaving.isUnderWay(), false);
  click(page, "/");
  assert.equal(page.leaving.isUnderWay(), true);
  page.clock.now = 5000;
  assert.equal(page.leaving.isUnderWay(), false);
  page.listeners.popstate();
  assert.equal(page.leaving.isUnderWay(), true);
});

for (const [what, ...link] of [["this page", "/seeds"], ["a file", "/media/1.csv", { download: true }],
  ["another site", "/", { origin: "http://other" }]]) {
  test(`a link to ${what} leaves nothing`, () => {
    const page = watched();
    click(page, ...link);
    assert.equal(page.leaving.isUnderWay(), false);
  });
}

test("a click beside all links leaves nothing", () => {
  const page = watched();
  page.listeners.click({ target: { closest: () => null } });
  page.listeners.click({ target: {} });
  assert.equal(page.leaving.isUnderWay(), false);
});

test("what is released listens no more", () => {
  const { leaving, listeners } = watched();
  leaving.release();
  assert.deepEqual(listeners, {});
});

test("the click is heard before the page's own listeners can stop it, and for just under five seconds", () => {
  const how = [];
  const target = { addEventListener: (...given) => how.push(given.filter((each) => typeof each !== "function")), removeEventListener: (...given) => how.push(given.filter((each) => typeof each !== "function")) };
  const { watchLeaving } = load("live_view", { document: target, window: target, performance: { now: () => 0 } });
  watchLeaving().release();
  assert.deepEqual(how, [["click", true], ["popstate"], ["click", true], ["popstate"]]);
  const page = watched();
  click(page, "/");
  page.clock.now = 4999;
  assert.equal(page.leaving.isUnderWay(), true);
});

test("what was clicked is looked for among links only", () => {
  const page = watched();
  page.listeners.click({ target: { closest: (what) => (what === "a[href]" ? { origin: "http://host", pathname: "/", hasAttribute: (name) => name !== "download" } : null) } });
  assert.equal(page.leaving.isUnderWay(), true);
});
