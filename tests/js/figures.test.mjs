import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./shipped.mjs";

const createElement = (tag) => ({ tag, append() {} });
const live = load("live_view", { document: { createElement } });

test("in a status what stands between two stars is bold, and a note is shown as it stands", () => {
  let parts = [];
  const words = { dataset: {}, replaceChildren: (...given) => { parts = given; } };
  live.updateStatus({ frame: { status: "**Solved** at **5**.", note: "**not bold**" }, words });
  const shown = plain(parts).map((part) => (part.tag ? `<${part.tag}>${part.textContent}` : part));
  assert.deepEqual(shown, ["", "<strong>Solved", " at ", "<strong>5", ".", " **not bold**"]);
});
