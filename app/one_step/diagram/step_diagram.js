// Draws the network of one step as SVG, as wide as its place. A click chooses a unit, a weight or a bias. By keyboard: Tab
// comes to what was chosen, the arrows go on from there, Enter chooses.
const SVG = "http://www.w3.org/2000/svg";
const HIT = 24; // pixels of the smallest place that a finger hits
const MOST_INK = 25; // of all weights together, so that many of them do not cover the picture
const NUMBER_RADIUS = 15; // of a circle that holds a number
const views = new WeakMap();

function shape(kind, attributes, ...children) {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function text(x, y, content, className, size) {
  const made = shape("text", { x, y, class: className, "text-anchor": "middle" }, content);
  if (size) made.style.fontSize = `${size}px`;
  return made;
}

function choosable(element, part, choose) {
  element.append(shape("title", {}, `${part.name} ${part.value}`));
  if (part.pick) element.onclick = () => choose(part.pick);
  return element;
}

function byKeyboard(element, part) {
  if (!part.pick) return element;
  const attributes = { role: "button", tabindex: -1, "aria-pressed": part.lit, "aria-label": `${part.name} ${part.value}` };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.dataset.pick = JSON.stringify(part.pick);
  return element;
}

function drawEdge(edge, choose) {
  const ends = { x1: edge.x1, y1: edge.y1, x2: edge.x2, y2: edge.y2 };
  return choosable(shape("g", { class: `edge ${edge.lit ? "lit" : ""} ${edge.sign > 0 ? "positive" : "negative"}` },
    shape("line", { ...ends, class: "line" }), shape("line", { ...ends, class: "target" })), edge, choose);
}

function drawWeight(edge, narrow) {
  const along = narrow ? 0.42 : 1 / 3; // nearer to where the line begins: there they lie apart
  return text(edge.x1 + (edge.x2 - edge.x1) * along, edge.y1 + (edge.y2 - edge.y1) * along - 4, edge.value, "number",
    narrow ? 11 : 13);
}

function drawNode(node, radius, choose) {
  const group = shape("g", { class: `node ${node.lit ? "lit" : ""}` },
    shape("circle", { cx: node.x, cy: node.y, r: Math.max(radius, HIT / 2), class: "area" }),
    shape("circle", { cx: node.x, cy: node.y, r: radius, class: "around" }));
  if (radius > NUMBER_RADIUS) {
    group.append(text(node.x, node.y + 4, node.value, "number", Math.max(10, Math.min(13, 3.4 * radius / node.value.length))),
      text(node.x, node.y - radius - 4, node.name, "name"));
  }
  return byKeyboard(choosable(group, node, choose), node);
}

function drawBias(bias, radius, choose) {
  const side = radius > NUMBER_RADIUS ? 12 : 6;
  const [x, y] = [bias.x - radius - side, bias.y + radius * 0.5];
  const area = { x: x + side - HIT, y: y + (side - HIT) / 2, width: HIT, height: HIT, class: "area" };
  return byKeyboard(choosable(shape("g", { class: `bias ${bias.lit ? "lit" : ""}` }, shape("rect", area),
    shape("rect", { x, y, width: side, height: side, class: "square around" })), bias, choose), bias);
}

// Places as parts of width and height become pixels.
function placed(picture, width) {
  const scaled = (part) => Object.fromEntries(Object.entries(part).map(([name, value]) =>
    [name, name.startsWith("x") ? value * width : name.startsWith("y") ? value * picture.height : value]));
  const [nodes, edges, biases] = [picture.nodes, picture.edges, picture.biases].map((parts) => parts.map(scaled));
  const radius = Math.max(5, Math.min(24, 0.36 * picture.height / picture.rows, 0.27 * width / picture.columns));
  return { nodes, edges, biases, radius };
}

function draw(view) {
  const { root, picture, choose } = view;
  const width = root.clientWidth;
  if (!width) return;
  const focused = root.getRootNode().activeElement?.dataset.pick;
  const { nodes, edges, biases, radius } = placed(picture, width);
  const narrow = width / picture.columns < 130;
  const svg = shape("svg", { width, height: picture.height, role: "group", "aria-label": picture.words },
    ...edges.sort((one, other) => one.lit - other.lit).map((edge) => drawEdge(edge, choose)),
    ...biases.map((bias) => drawBias(bias, radius, choose)), ...nodes.map((node) => drawNode(node, radius, choose)),
    ...edges.filter((edge) => edge.lit).map((edge) => drawWeight(edge, narrow)));
  svg.style.setProperty("--faint", Math.max(0.03, Math.min(0.18, MOST_INK / edges.length)));
  const buttons = [...svg.querySelectorAll("[role=button]")];
  const entrance = buttons.find((each) => each.getAttribute("aria-pressed") === "true") ?? buttons.at(-1);
  entrance.setAttribute("tabindex", "0");
  svg.onkeydown = (event) => onKey(event, buttons, choose);
  root.replaceChildren(svg);
  buttons.find((each) => each.dataset.pick === focused)?.focus();
}

// Up and down within a layer, each unit followed by its bias; left and right to the layers beside it.
function onKey(event, buttons, choose) {
  const here = buttons.find((each) => each === event.target);
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  if (!here || !(step || event.key === "Enter" || event.key === " ")) return;
  event.preventDefault();
  event.stopPropagation(); // the page's own arrows go through the stages
  const [layer, unit, source] = JSON.parse(here.dataset.pick);
  if (!step) return choose([layer, unit, source]);
  const column = buttons.map((each) => [each, JSON.parse(each.dataset.pick)]).filter(([, pick]) => pick[0] === layer + step[0])
    .sort(([, one], [, other]) => one[1] - other[1] || (one[2] !== null) - (other[2] !== null)).map(([each]) => each);
  const place = step[0] ? Math.min(2 * unit + (source !== null), column.length - 1) : column.indexOf(here) + step[1];
  column[place]?.focus();
}

function viewOf(parent) {
  if (!views.has(parent)) {
    const view = { root: parent.querySelector(".diagram"), width: 0 };
    view.observer = new ResizeObserver(() => {
      if (view.root.clientWidth !== view.width) draw(view);
      view.width = view.root.clientWidth;
    });
    views.set(parent, view);
  }
  return views.get(parent);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = viewOf(parentElement);
  view.picture = JSON.parse(data);
  view.choose = (pick) => setTriggerValue("pick", pick);
  draw(view);
  view.observer.observe(view.root);
  return whenGone(view.root, () => {
    view.observer.disconnect();
    views.delete(parentElement);
  });
}
