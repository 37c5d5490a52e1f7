// The line over the plane where the output is in the middle of the scale.

const FLAT = 1e-5; // of the scale: of an output that is the same to five digits, rounding alone would draw a line

// Marching squares: in each cell the level crosses no edge, two, or four (joined in pairs).
function drawContour(context, view, { left, top, side }) {
  const { frame: { plane }, theme } = view;
  const [no, yes] = targetScale(view);
  if (plane.high - plane.low < FLAT * (yes - no)) return;
  const level = (((no + yes) / 2 - plane.low) / (plane.high - plane.low)) * 255;
  if (!(level > 0 && level < 255)) return;
  const { side: count } = plane;
  const values = smoothed(plane);
  const cell = side / (count - 1);
  context.beginPath();
  for (let row = 0; row < count - 1; row++) {
    for (let column = 0; column < count - 1; column++) {
      const at = row * count + column;
      const above = (values[at] > level) + (values[at + 1] > level)
        + (values[at + count] > level) + (values[at + count + 1] > level);
      if (above === 0 || above === 4) continue;
      const points = crossings(values[at], values[at + 1], values[at + count + 1], values[at + count], level);
      points.forEach(([x, y], i) => {
        context[i % 2 ? "lineTo" : "moveTo"](left + (column + x) * cell, top + side - (row + y) * cell);
      });
    }
  }
  context.strokeStyle = theme.ink(0.85);
  context.lineWidth = 1.25;
  context.stroke();
}

const contourValues = { rows: new Float32Array(0), all: new Float32Array(0) };

// Each value with its neighbours, 1 2 1 both ways: steps of 1/255 would make the contour jagged.
function smoothed({ values, side }) {
  if (contourValues.all.length !== values.length) {
    contourValues.rows = new Float32Array(values.length);
    contourValues.all = new Float32Array(values.length);
  }
  const { rows, all } = contourValues;
  for (let i = 0; i < values.length; i++) {
    const column = i % side;
    rows[i] = (values[column ? i - 1 : i] + 2 * values[i] + values[column < side - 1 ? i + 1 : i]) / 4;
  }
  for (let i = 0; i < values.length; i++) {
    all[i] = (rows[i >= side ? i - side : i] + 2 * rows[i] + rows[i + side < values.length ? i + side : i]) / 4;
  }
  return all;
}

// Corners a, b, c, d counter-clockwise from the lower left one.
function crossings(a, b, c, d, level) {
  const crosses = (from, to) => (from > level) !== (to > level);
  const points = [];
  if (crosses(a, b)) points.push([(level - a) / (b - a), 0]);
  if (crosses(b, c)) points.push([1, (level - b) / (c - b)]);
  if (crosses(c, d)) points.push([(level - d) / (c - d), 1]);
  if (crosses(d, a)) points.push([0, (level - a) / (d - a)]);
  return points;
}
