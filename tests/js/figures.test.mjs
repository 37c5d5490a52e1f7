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

const made = () => ({ dataset: {}, children: [], append(...more) { this.children.push(...more); },
  replaceChildren(...more) { this.children = more; } });

test("each figure stands under its own name, with what is added to it", () => {
  const page = load("live_view", { document: { createElement: made } });
  const view = { figures: made(), frame: { figures: [["Epoch", "5", ""], ["Loss", "0.25", "test 0.5"]] } };
  page.updateFigures(view);
  view.frame.figures = [["Epoch", "6", ""], ["Loss", "0.125", "test 0.25"]];
  page.updateFigures(view);
  assert.deepEqual(view.figures.children.map(({ children }) => children.map(({ textContent }) => textContent ?? "")),
    [["Epoch", "6", ""], ["Loss", "0.125", "test 0.25"]]);
  view.frame.figures = [["Epoch", "7", ""], ["Accuracy", "1", ""], ["Loss", "0.1", ""]]; // of another run
  page.updateFigures(view);
  assert.deepEqual(view.figures.children.map(({ children: [name, value] }) => [name.textContent, value.textContent]),
    [["Epoch", "7"], ["Accuracy", "1"], ["Loss", "0.1"]]);
});

test("an answer stands behind its sample, x1 before x2, with the target, and none where the scene is another run's", () => {
  const page = load("live_view", { document: { createElement: made } });
  const scene = { run: 1, x: [0, 0.25], y: [1, -2], target: [1, 0] };
  const view = { answers: made(), scene, frame: { run: 1, answers: [0.98765, 0.0123] } };
  page.updateAnswers(view);
  const said = ["0, 1 → 0.9877, target 1", "0.25, −2 → 0.01230, target 0"];
  assert.deepEqual(view.answers.children.map(({ textContent }) => textContent), said);
  view.frame = { run: 2, answers: [0.5, 0.5] };
  page.updateAnswers(view);
  assert.deepEqual(view.answers.children.map(({ textContent }) => textContent), said);
});
