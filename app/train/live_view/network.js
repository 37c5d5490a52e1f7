// The network as a diagram: a node shows what its neuron computes over the plane, an
// edge the sign (colour) and size (width) of a weight, a small square at the node its bias.

const NETWORK_MARGIN = { left: 22, right: 22, top: 24, bottom: 10 };
const EDGE_LEVELS = 8;
const THUMBNAIL_EDGE = 12;

function networkPanel(view) {
  const signs = ["negative", "positive"].map((sign) => element("span", { className: `sign ${sign}`, textContent: sign }));
  return makePanel(view, "network", "Network", makeNetwork, ...signs).element;
}

function makeNetwork(panel, view) {
  const diagram = { panel, view, atlas: new OffscreenCanvas(1, 1) };
  return {
    draw: () => drawNetwork(diagram),
    describe: () => describeNetwork(view),
  };
}

function drawNetwork(diagram) {
  const { panel, view } = diagram;
  const context = startDrawing(panel, view.theme);
  placeUnits(diagram);
  drawEdges(context, diagram);
  const hit = panel.pointer && findPart(diagram, panel.pointer);
  if (hit?.kind === "edge") drawEdge(context, diagram, hit.index);
  drawNodes(context, diagram);
  drawBiases(context, diagram);
  drawLayerNames(context, diagram);
  showTip(view, panel, hit && [hit.text], panel.pointer?.x, panel.pointer?.y);
}

// Places depend on the sizes and the panel only, so they are kept from frame to frame.
function placeUnits(diagram) {
  const { panel, view: { frame } } = diagram;
  const key = [frame.sizes, panel.width, panel.height].join();
  if (diagram.key === key) return;
  const margin = NETWORK_MARGIN;
  const height = Math.max(20, panel.height - margin.top - margin.bottom);
  const pitch = height / Math.max(...frame.sizes, 4);
  const stride = Math.max(10, panel.width - margin.left - margin.right) / Math.max(1, frame.sizes.length - 1);
  const size = Math.floor(Math.max(2, Math.min(Math.max(44, pitch * 0.45), pitch * 0.78, stride * 0.5)));
  const half = size / 2;
  const columns = frame.sizes.map((count, layer) => {
    const x = margin.left + half + (layer * (panel.width - margin.left - margin.right - size)) / (frame.sizes.length - 1);
    const spacing = Math.min(height / count, pitch * 1.35);
    return Array.from({ length: count }, (_, unit) => ({
      layer, unit, x, y: margin.top + height / 2 + (unit - (count - 1) / 2) * spacing,
    }));
  });
  Object.assign(diagram, { key, size, columns, stride, ends: edgeEnds(frame.layers, columns, half) });
}

// Four numbers for each weight, in the order of the flat vector: x, y at both ends.
function edgeEnds(layers, columns, half) {
  const last = layers[layers.length - 1];
  const ends = new Float32Array(4 * (last.biases + last.fanOut)).fill(NaN);
  for (const { index, fanOut, start } of layers) {
    columns[index].forEach((from, row) => columns[index + 1].forEach((to, column) => {
      ends.set([from.x + half, from.y, to.x - half, to.y], 4 * (start + row * fanOut + column));
    }));
  }
  return ends;
}

// One path for each sign and level of size: 16 strokes however many edges there are.
function drawEdges(context, diagram) {
  const { ends, size, view: { frame: { weights }, theme } } = diagram;
  const { values, largest } = weights;
  if (diagram.buckets?.length !== values.length) diagram.buckets = new Int8Array(values.length);
  const { buckets } = diagram;
  for (let i = 0; i < values.length; i++) {
    const level = largest > 0 ? Math.ceil((Math.abs(values[i]) / largest) * EDGE_LEVELS) : 0;
    buckets[i] = Number.isNaN(ends[4 * i]) ? 0 : values[i] < 0 ? -level : level;
  }
  const widest = size >= THUMBNAIL_EDGE ? 5 : 2;
  for (let level = 1; level <= EDGE_LEVELS; level++) {
    const share = (level - 0.5) / EDGE_LEVELS;
    context.lineWidth = 0.4 + widest * share;
    context.globalAlpha = 0.12 + 0.88 * share;
    for (const bucket of [-level, level]) {
      context.strokeStyle = theme.signed.css[bucket < 0 ? 0 : 255];
      strokeBucket(context, ends, buckets, bucket);
    }
  }
  context.globalAlpha = 1;
}

function strokeBucket(context, ends, buckets, bucket) {
  context.beginPath();
  for (let i = 0; i < buckets.length; i++) {
    if (buckets[i] !== bucket) continue;
    context.moveTo(ends[4 * i], ends[4 * i + 1]);
    context.lineTo(ends[4 * i + 2], ends[4 * i + 3]);
  }
  context.stroke();
}

function drawEdge(context, { ends, view: { theme } }, index) {
  drawLine(context, theme.ink(0.9), 1.5, ...ends.subarray(4 * index, 4 * index + 4));
}

function drawNodes(context, diagram) {
  const { columns, size, view } = diagram;
  const { frame, theme } = view;
  const side = frame.thumbnails ? frame.thumbnail_side : 0;
  if (side) paintThumbnails(diagram, side);
  let neuron = 0;
  for (const { layer, unit, x, y } of columns.flat()) {
    const left = Math.round(x - size / 2);
    const top = Math.round(y - size / 2);
    context.fillStyle = theme.background;
    context.fillRect(left, top, size, size);
    if (layer > 0 && side) context.drawImage(diagram.atlas, 0, side * neuron++, side, side, left, top, size, size);
    if (size >= 4) {
      context.strokeStyle = theme.ink(0.45);
      context.lineWidth = 1;
      context.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
    }
    if (layer === 0) drawInputName(context, diagram, unit, x, y);
  }
}

function drawInputName(context, { size, view }, unit, x, y) {
  const name = unitName(currentScene(view), 0, unit);
  const inside = size >= 8 * name.length;
  if (inside) drawText(context, view.theme, name, x, y, { align: "center", size: 12, ink: 0.9 });
  else drawText(context, view.theme, name.slice(0, 3), x - size / 2 - 4, y, { size: 10, align: "right" });
}

// All thumbnails in one strip, one below the other, each with its first row at the bottom.
function paintThumbnails(diagram, side) {
  const { atlas, view: { frame, theme } } = diagram;
  const rows = frame.thumbnails.length / side;
  if (diagram.strip?.width !== side || diagram.strip.height !== rows) {
    diagram.strip = new ImageData(side, rows);
    atlas.width = side;
    atlas.height = rows;
  }
  const pixels = new Uint32Array(diagram.strip.data.buffer);
  for (let row = 0, at = 0; row < rows; row++) {
    const flipped = row - (row % side) + side - 1 - (row % side);
    for (let i = 0; i < side; i++) pixels[flipped * side + i] = theme.output.pixels[frame.thumbnails[at++]];
  }
  atlas.getContext("2d").putImageData(diagram.strip, 0, 0);
}

function biasPlaces({ columns, size, view: { frame: { layers, weights } } }) {
  const most = size >= THUMBNAIL_EDGE ? 11 : Math.max(2, size * 0.5);
  const least = size >= THUMBNAIL_EDGE ? 3 : 1.5;
  return layers.flatMap(({ index, biases }) => columns[index + 1].map(({ x, y }, unit) => {
    const value = weights.values[biases + unit];
    const share = weights.largest > 0 ? Math.abs(value) / weights.largest : 0;
    const edge = least + (most - least) * Math.sqrt(share);
    return { index: biases + unit, value, x: x - size / 2, y: y + size / 2, edge };
  }));
}

function drawBiases(context, diagram) {
  const { theme } = diagram.view;
  for (const { value, x, y, edge } of biasPlaces(diagram)) {
    context.fillStyle = theme.background;
    context.fillRect(x - edge / 2 - 1, y - edge / 2 - 1, edge + 2, edge + 2);
    context.fillStyle = value === 0 ? theme.ink(0.5) : theme.signed.css[value < 0 ? 0 : 255];
    context.fillRect(x - edge / 2, y - edge / 2, edge, edge);
  }
}

function drawLayerNames(context, { columns, stride, view }) {
  const last = columns.length - 1;
  if (stride < 34) return;
  columns.forEach(([{ x }], layer) => {
    const word = stride < 62 ? "h" : "hidden ";
    const name = layer === 0 ? "inputs" : layer === last ? "output" : `${word}${layer}`;
    drawText(context, view.theme, name, x, 8, { align: "center" });
  });
}

function describeNetwork(view) {
  const { frame } = view;
  const { values, largest } = frame.weights;
  const index = values.findIndex((value) => Math.abs(value) === largest);
  return `Network ${frame.sizes.join("-")} at epoch ${frame.epoch}: largest is `
    + `${parameterText(view, Math.max(0, index))}`;
}
