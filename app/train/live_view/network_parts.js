// What lies under the pointer in the diagram of the network, and what is said of it.

// What lies under the pointer: a bias before its node, a node before the edges below it.
function findPart(diagram, pointer) {
  const { view, size, columns } = diagram;
  const bias = biasPlaces(diagram).find(({ x, y, edge }) => isNear(pointer, x, y, Math.max(4, edge / 2 + 1)));
  if (bias) return { kind: "bias", text: parameterText(view, bias.index) };
  const node = columns.flat().find(({ x, y }) => isNear(pointer, x, y, Math.max(3, size / 2)));
  if (node) return { kind: "node", text: nodeText(view, node) };
  const index = nearestEdge(diagram.ends, pointer);
  return index < 0 ? null : { kind: "edge", index, text: parameterText(view, index) };
}

const isNear = (pointer, x, y, reach) => Math.abs(pointer.x - x) <= reach && Math.abs(pointer.y - y) <= reach;

function nearestEdge(ends, { x, y }) {
  let nearest = -1;
  let best = 5;
  for (let i = 0; 4 * i < ends.length; i++) {
    const x1 = ends[4 * i];
    const y1 = ends[4 * i + 1];
    const dx = ends[4 * i + 2] - x1;
    const dy = ends[4 * i + 3] - y1;
    if (!(x >= x1 && x <= x1 + dx)) continue;
    const distance = Math.abs((x - x1) * dy - (y - y1) * dx) / Math.hypot(dx, dy);
    if (distance < best) [nearest, best] = [i, distance];
  }
  return nearest;
}

function nodeText(view, { layer, unit }) {
  const name = unitName(currentScene(view), layer, unit);
  if (layer === 0) return `input ${name}`;
  const { biases } = view.frame.layers[layer - 1];
  return `neuron ${name}, bias ${valueText(view.frame.weights, biases + unit)}`;
}

function parameterText(view, index) {
  const { frame } = view;
  return `${parameterName(frame, currentScene(view), index)} ${valueText(frame.weights, index)}`;
}

const valueText = ({ values, exact }, index) => `${exact ? "=" : "≈"} ${formatNumber(values[index], exact ? 6 : 3)}`;
