// What stands above the pictures: how the run stands in words, and its figures, all of the
// frame that is drawn. The figures carry the names that Streamlit gives to its own.

function statusLine(view) {
  view.words = element("span");
  view.problem = element("span", { className: "problem" });
  const line = element("p", { className: "status" }, view.words, view.problem);
  line.setAttribute("role", "status");
  return line;
}

function say(view, problem) {
  setText(view.problem, problem);
}

// **bold** is the only mark in a status; a note is shown as it stands.
function updateStatus({ frame: { status, note }, words }) {
  const text = `${status} ${note}`;
  if (words.dataset.text === text) return;
  words.dataset.text = text;
  const parts = status.split("**").map((part, i) => (i % 2 ? element("strong", { textContent: part }) : part));
  words.replaceChildren(...parts, ` ${note}`);
}

function figuresRow(view) {
  view.figures = element("div", { className: "figures" });
  return view.figures;
}

function updateFigures({ figures, frame }) {
  if (figures.children.length !== frame.figures.length) figures.replaceChildren(...frame.figures.map(makeFigure));
  frame.figures.forEach(([, value, added], i) => {
    const [, shown, more] = figures.children[i].children;
    setText(shown, value);
    setText(more, added);
  });
}

function makeFigure([name]) {
  const label = element("span", { className: "label", textContent: name });
  const value = element("span", { className: "value" });
  const figure = element("div", { className: "figure" }, label, value, element("span", { className: "added" }));
  figure.dataset.testid = "stMetric";
  label.dataset.testid = "stMetricLabel";
  value.dataset.testid = "stMetricValue";
  return figure;
}

function answersRow(view) {
  view.answers = element("div", { className: "answers", title: "what the network answers at each sample" });
  return view.answers;
}

function updateAnswers(view) {
  const { answers, frame } = view;
  const scene = currentScene(view);
  if (!scene) return;
  const rows = [...frame.answers].map((value, i) => {
    const at = `${figure(scene.x[i], 4)}, ${figure(scene.y[i], 4)}`;
    return `${at} → ${formatNumber(value, 4)}, target ${figure(scene.target[i], 4)}`;
  });
  if (answers.children.length !== rows.length) answers.replaceChildren(...rows.map(() => element("span")));
  rows.forEach((text, i) => setText(answers.children[i], text));
  answers.hidden = !rows.length;
}
