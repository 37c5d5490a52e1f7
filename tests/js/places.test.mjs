import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./shipped.mjs";

const SITE = "http://host";

// A browser's history, from its first address on; what Streamlit calls at each change of the address.
function visit(...addresses) {
  const entries = [addresses.shift()];
  let at = 0, heard;
  const location = { get href() { return SITE + entries[at]; } };
  const history = {
    pushState(state, title, url) { entries.splice(at += 1, entries.length, url); },
    replaceState(state, title, url) { entries[at] = url.replace(SITE, ""); },
  };
  const window = { addEventListener: (type, listener) => { if (type === "popstate") heard = listener; } };
  load("places", { location, history, window, URL });
  const go = (...urls) => { for (const url of urls) history.pushState({}, "", url); };
  go(...addresses);
  return { entries, go, back() { at -= 1; heard(); } };
}

test("Back goes to pages and to the card of Classics, and not through the epochs of a run", () => {
  const { entries } = visit("/?run=a", "/?run=a&epoch=5", "/classics", "/classics?run=a", "/classics?run=a&classic=xor", "/?run=a");
  assert.deepEqual(entries, ["/?run=a&epoch=5", "/classics?run=a", "/classics?run=a&classic=xor", "/?run=a"]);
});

for (const [how, early] of [["by a link", []], ["by the script, which empties the address first", ["/seeds"]]]) {
  test(`what the next page has written too early is not the address of the page that is left ${how}`, () => {
    const { entries } = visit("/seeds?run=a&seeds=10", ...early, "/seeds?run=b", "/?run=b");
    assert.deepEqual(entries, ["/seeds?run=a&seeds=10", "/?run=b"]);
  });
}

test("an address that was emptied for the next page is whole again in the history", () => {
  assert.deepEqual(visit("/seeds?run=a", "/seeds?run=a&seeds=10", "/seeds", "/", "/?run=b").entries, ["/seeds?run=a&seeds=10", "/?run=b"]);
});

test("an address that the page itself has changed stays changed", () => {
  assert.deepEqual(visit("/seeds?run=a", "/seeds?run=a&seeds=10", "/maps", "/maps?run=a").entries, ["/seeds?run=a&seeds=10", "/maps?run=a"]);
});

test("a page that is gone back to takes nothing over from the page that was left", () => {
  const { entries, go, back } = visit("/maps", "/seeds?run=a", "/seeds?run=a&seeds=10");
  back();
  go("/runs");
  assert.deepEqual(entries, ["/maps", "/runs"]);
});
