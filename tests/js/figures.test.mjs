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

const told = (each) => Object.assign(made(), { setAttribute(name, value) { this[name] = value; } }, each);
const asTold = load("live_view", { document: { createElement: (tag) => told({ tag }) } });

test("the status is a line that readers hear, with a place for what was refused", () => {
  const view = {};
  const line = asTold.statusLine(view);
  assert.deepEqual([line.tag, line.className, line.role, line.children], ["p", "status", "status", [view.words, view.problem]]);
  assert.deepEqual([view.words.tag, view.problem.tag, view.problem.className], ["span", "span", "problem"]);
  asTold.say(view, "no such epoch");
  assert.equal(view.problem.textContent, "no such epoch");
});

test("a status is written only where it or its note has changed", () => {
  let times = 0;
  const words = { dataset: {}, replaceChildren() { times += 1; } };
  for (const [status, note] of [["a", ""], ["a", ""], ["a", "b"], ["b", "b"]]) live.updateStatus({ frame: { status, note }, words });
  assert.equal(times, 3);
});

test("a text is written only where it is another: a reader would hear it again", () => {
  const written = [];
  const target = { text: "a", get textContent() { return this.text; }, set textContent(text) { written.push(text); this.text = text; } };
  for (const text of ["a", "b", "b"]) live.setText(target, text);
  assert.deepEqual(written, ["b"]);
});

test("figures and answers are named as Streamlit's own, so that they look like them", () => {
  const view = {};
  assert.deepEqual([asTold.figuresRow(view).className, view.figures.tag], ["figures", "div"]);
  const answers = asTold.answersRow(view);
  assert.deepEqual([answers.className, answers.title, view.answers], ["answers", "what the network answers at each sample", answers]);
  const { dataset, tag, className, children: [label, value, added] } = asTold.makeFigure(["Loss"]);
  assert.deepEqual([tag, className, dataset.testid], ["div", "figure", "stMetric"]);
  assert.deepEqual([label, value, added].map((each) => [each.tag, each.className, each.dataset.testid ?? "", each.textContent ?? ""]),
    [["span", "label", "stMetricLabel", "Loss"], ["span", "value", "stMetricValue", ""], ["span", "added", "", ""]]);
});

test("figures and answers keep their elements from frame to frame; without answers there is no row", () => {
  const page = load("live_view", { document: { createElement: made } });
  const view = { figures: made(), answers: made(), scene: { run: 1, x: [0], y: [1], target: [1] }, frame: { run: 1, answers: [0.5], figures: [["Loss", "1", ""]] } };
  const update = () => { page.updateFigures(view); page.updateAnswers(view); return [view.figures.children[0], view.answers.children[0]]; };
  const [figure, answer] = update();
  view.frame = { run: 1, answers: [0.25], figures: [["Loss", "2", "x"]] };
  const [sameFigure, sameAnswer] = update();
  assert.ok(figure === sameFigure && answer === sameAnswer);
  assert.deepEqual([answer.textContent, view.answers.hidden], ["0, 1 → 0.2500, target 1", false]);
  view.frame.answers = [];
  page.updateAnswers(view);
  assert.deepEqual([view.answers.children.length, view.answers.hidden], [0, true]);
});
