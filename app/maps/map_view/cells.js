// The cells of a map: where they lie, their settings and their outcome in words. Places are fractions of the picture from
// its lower left corner, [x, y]; a cell is [row, column], row 0 is the lowest.

const ZOOMED = 0.25; // of the picture, to each side of the cell that a key zooms into
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [-1, 0], ArrowUp: [1, 0] };

const cellAt = (map, [x, y]) => [y, x].map((place) => Math.min(map.cells - 1, Math.floor(place * map.cells)));
const middleOf = (map, [row, column]) => [column, row].map((index) => (index + 0.5) / map.cells);
const isOn = (map, cell) => Math.max(...cell) < map.cells;

// The cell beside it that an arrow key goes to; at an edge the cell itself.
function neighbour(map, cell, key) {
  return cell.map((index, i) => Math.min(map.cells - 1, Math.max(0, index + STEPS[key][i])));
}

// The places between which a key zooms, around a cell: x from, x to, y from, y to.
const around = (map, cell) => middleOf(map, cell).flatMap((place) => [place - ZOOMED, place + ZOOMED]);

// The same for a drag from one place to another.
const between = (one, other) => [0, 1].flatMap((i) => [one[i], other[i]].sort((a, b) => a - b));

function valueAt(axis, index, cells) {
  const share = index / (cells - 1);
  const value = axis.log ? axis.low * (axis.high / axis.low) ** share : axis.low + (axis.high - axis.low) * share;
  return figure(value, axis.digits);
}

function sentence(map, [row, column]) {
  const place = row * map.cells + column;
  const settings = `${map.x.label} ${valueAt(map.x, column, map.cells)}, ${map.y.label} ${valueAt(map.y, row, map.cells)}`;
  return `${settings}: ${map.outcomes[map.states[place]].replace("{v}", figure(map.values[place], 4))}`;
}
