// The weight matrices as heatmaps, all layers side by side on one symmetric scale:
// a row for each unit that a weight comes from, the biases as a last row set apart.

const KINDS = {
  weights: { label: "W", symbols: ["w", "b"], title: "weights and biases at this epoch" },
  gradient: {
    label: "dL/dW", symbols: ["dL/dw", "dL/db"], title: "derivative of the shown loss at the shown weights",
  },
  change: {
    label: "change", symbols: ["Δw", "Δb"], title: "what the last epoch changed: W(epoch) − W(epoch − 1)",
  },
};
const HEATMAP_TOP = 30;
const ROW_LABEL = 34;
const BIAS_GAP = 4;
const LEAST_TABLE = 16; // pixels, of its title
const NUMBER_SIZE = 10.5;

function weightsPanel(view) {
  const titles = Object.fromEntries(Object.entries(KINDS).map(([kind, { title }]) => [kind, title]));
  const kinds = makeSwitch("what the heatmaps show", titles, (kind) => {
    view.wishes.kind = { kind, number: command(view, "kind", kind) };
    kinds.show(kind);
  }, (kind) => KINDS[kind].label);
  view.kinds = kinds;
  view.legend = { low: element("span"), high: element("span") };
  const legend = element("span", { className: "legend" }, view.legend.low, element("i"), view.legend.high);
  const panel = makePanel(view, "weights", "Weights", makeHeatmaps, legend);
  panel.head.children[0].after(kinds.element);
  return panel.element;
}

function makeHeatmaps(panel, view) {
  const heatmaps = { panel, view, pixels: new OffscreenCanvas(1, 1), limit: 0 };
  return {
    draw: () => drawHeatmaps(heatmaps),
    describe: () => describeHeatmaps(heatmaps),
  };
}

function drawHeatmaps(heatmaps) {
  const { panel, view } = heatmaps;
  const context = startDrawing(panel, view.theme);
  heatmaps.limit = steadyLimit(heatmaps.limit, view.frame.shown.largest);
  const tables = placeTables(panel, view.frame);
  for (const table of tables) drawTable(context, heatmaps, table);
  const cell = panel.pointer && findCell(tables, panel.pointer);
  if (cell) {
    context.strokeStyle = view.theme.ink(0.9);
    context.lineWidth = 1.5;
    context.strokeRect(cell.x, cell.y, cell.table.cellWidth, cell.table.cellHeight);
  }
  showTip(view, panel, cell && [cellText(view, cell.index)], panel.pointer?.x, panel.pointer?.y);
  showLegend(view.legend, heatmaps.limit);
}

function showLegend(legend, limit) {
  const text = figure(limit);
  setText(legend.low, `−${text}`);
  setText(legend.high, text);
}

// Side by side; on a narrow panel in two lines, so that numbers fit into the cells.
function placeTables(panel, frame) {
  const lines = panel.width < 560 ? twoLines(frame.layers) : [frame.layers];
  const room = panel.height / lines.length;
  return lines.flatMap((line, i) => placeLine(panel.width, line, i * room, room));
}

function twoLines(layers) {
  const columns = (line) => line.reduce((sum, { fanOut }) => sum + fanOut + 1, 0);
  const splits = layers.slice(1).map((_, i) => [layers.slice(0, i + 1), layers.slice(i + 1)]);
  const widest = (lines) => Math.max(...lines.map(columns));
  return splits.reduce((best, lines) => (widest(lines) < widest(best) ? lines : best), [layers]);
}

function placeLine(width, line, top, room) {
  const gap = Math.min(24, width / (8 * line.length));
  const label = width / line.length > 70 ? ROW_LABEL : 0;
  const cellWidths = cellWidthsOf(line, width - line.length * (label + gap) + gap - 2);
  let left = 0;
  return line.map((layer, i) => {
    const cellHeight = Math.max(1, Math.min(28, (room - HEATMAP_TOP - BIAS_GAP - 2) / (layer.fanIn + 1)));
    const table = { layer, label, left: left + label, top: top + HEATMAP_TOP, cellWidth: cellWidths[i], cellHeight };
    left = table.left + layer.fanOut * table.cellWidth + gap;
    return table;
  });
}

// Equal, but where that would leave a table without room for its title: the output's one column beside wide layers.
function cellWidthsOf(line, room) {
  const columns = (layers) => layers.reduce((sum, { fanOut }) => sum + fanOut, 0);
  const isNarrow = ({ fanOut }) => (fanOut * room) / columns(line) < LEAST_TABLE;
  const narrow = line.filter(isNarrow);
  const left = room - LEAST_TABLE * narrow.length;
  const cellWidth = Math.max(1, Math.min(96, left / (columns(line) - columns(narrow))));
  return line.map((layer) => (isNarrow(layer) ? LEAST_TABLE / layer.fanOut : cellWidth));
}

function drawTable(context, heatmaps, table) {
  const { layer, left, top, cellWidth, cellHeight } = table;
  paintCells(heatmaps, layer);
  context.imageSmoothingEnabled = false;
  const width = layer.fanOut * cellWidth;
  const height = layer.fanIn * cellHeight;
  context.drawImage(heatmaps.pixels, 0, 0, layer.fanOut, layer.fanIn, left, top, width, height);
  context.drawImage(heatmaps.pixels, 0, layer.fanIn, layer.fanOut, 1, left, top + height + BIAS_GAP, width, cellHeight);
  context.imageSmoothingEnabled = true;
  if (Math.min(cellWidth, cellHeight) >= 8) drawGrid(context, heatmaps.view.theme, table);
  drawTableLabels(context, heatmaps.view, table);
  const digits = digitsThatFit(context, heatmaps.view, table);
  if (digits) drawNumbers(context, heatmaps, table, digits);
}

// One pixel for each parameter; W and b of a layer follow each other in the flat vector.
function paintCells({ pixels, limit, view: { frame, theme } }, { start, fanIn, fanOut }) {
  const image = new ImageData(fanOut, fanIn + 1);
  const colours = new Uint32Array(image.data.buffer);
  for (let i = 0; i < colours.length; i++) {
    colours[i] = theme.signed.pixels[signedIndex(frame.shown.values[start + i], limit)];
  }
  if (pixels.width < fanOut) pixels.width = fanOut;
  if (pixels.height < fanIn + 1) pixels.height = fanIn + 1;
  pixels.getContext("2d").putImageData(image, 0, 0);
}

function drawGrid(context, theme, { layer, left, top, cellWidth, cellHeight }) {
  const right = left + layer.fanOut * cellWidth;
  const bottom = top + (layer.fanIn + 1) * cellHeight + BIAS_GAP;
  for (let column = 1; column < layer.fanOut; column++) {
    drawLine(context, theme.background, 1, left + column * cellWidth, top, left + column * cellWidth, bottom);
  }
  for (let row = 1; row < layer.fanIn; row++) {
    drawLine(context, theme.background, 1, left, top + row * cellHeight, right, top + row * cellHeight);
  }
}

function drawTableLabels(context, view, { layer, label, left, top, cellWidth, cellHeight }) {
  const { frame, theme } = view;
  const scene = currentScene(view);
  const kind = frame.kind === "gradient" ? "dL/dW" : frame.kind === "change" ? "ΔW" : "W";
  if (label) drawText(context, theme, `${kind}${subscript(layer.index + 1)}`, left, top - 23, { ink: 0.9 });
  const name = (depth, unit) => shortName(scene, depth, unit);
  for (let column = 0; cellWidth >= 28 && column < layer.fanOut; column++) {
    const x = left + (column + 0.5) * cellWidth;
    drawText(context, theme, name(layer.index + 1, column), x, top - 8, { align: "center", size: 10 });
  }
  if (!label) return;
  const every = Math.max(1, Math.ceil(11 / cellHeight));
  for (let row = 0; row < layer.fanIn; row += every) {
    drawText(context, theme, name(layer.index, row), left - 4, top + (row + 0.5) * cellHeight, { align: "right", size: 10 });
  }
  const biasRow = top + (layer.fanIn + 0.5) * cellHeight + BIAS_GAP;
  drawText(context, theme, "bias", left - 4, biasRow, { align: "right", size: 10 });
}

const subscript = (number) => String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

function shortName(scene, layer, unit) {
  const name = unitName(scene, layer, unit);
  return name.startsWith("output") ? `ŷ${name.slice(7)}` : name.slice(0, 6);
}

function drawNumbers(context, { limit, view: { frame, theme } }, { layer, left, top, cellWidth, cellHeight }, digits) {
  for (let i = 0; i < (layer.fanIn + 1) * layer.fanOut; i++) {
    const row = Math.floor(i / layer.fanOut);
    const value = frame.shown.values[layer.start + i];
    const x = left + ((i % layer.fanOut) + 0.5) * cellWidth;
    const y = top + (row + 0.5) * cellHeight + (row === layer.fanIn ? BIAS_GAP : 0);
    const ink = theme.signed.ink[signedIndex(value, limit)];
    drawText(context, theme, formatNumber(value, digits), x, y, { align: "center", size: NUMBER_SIZE, ink });
  }
}

// As many digits as fit into every cell of a layer; 0 where the widest number does not fit.
function digitsThatFit(context, { frame, theme }, { cellWidth, cellHeight }) {
  if (!frame.shown.exact || cellHeight < 11 || cellWidth < 24) return 0;
  context.font = `${NUMBER_SIZE}px ${theme.font}`;
  const fits = (digits) => context.measureText(`−${"0".repeat(digits)}.e−00`).width <= cellWidth - 2;
  return [4, 3, 2].find(fits) ?? 0;
}

function findCell(tables, { x, y }) {
  for (const table of tables) {
    const { layer, left, top, cellWidth, cellHeight } = table;
    const column = Math.floor((x - left) / cellWidth);
    const biasTop = top + layer.fanIn * cellHeight + BIAS_GAP;
    const row = y >= biasTop ? layer.fanIn + Math.floor((y - biasTop) / cellHeight) : Math.floor((y - top) / cellHeight);
    const inTable = column >= 0 && column < layer.fanOut && row >= 0 && row <= layer.fanIn;
    const inGap = row === layer.fanIn && y < biasTop;
    if (!inTable || inGap) continue;
    const cellTop = row === layer.fanIn ? biasTop : top + row * cellHeight;
    return { table, index: layer.start + row * layer.fanOut + column, x: left + column * cellWidth, y: cellTop };
  }
  return null;
}

function cellText(view, index) {
  const { frame } = view;
  return `${parameterName(frame, currentScene(view), index, KINDS[frame.kind]?.symbols)} ${valueText(frame.shown, index)}`;
}

function describeHeatmaps({ view }) {
  const { frame } = view;
  const index = Math.max(0, frame.shown.values.findIndex((value) => Math.abs(value) === frame.shown.largest));
  const what = KINDS[frame.kind]?.title ?? frame.kind;
  return `Heatmaps of ${frame.layers.length} layers, ${what}, epoch ${frame.epoch}: largest is ${cellText(view, index)}`;
}
