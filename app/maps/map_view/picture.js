// Draws a map with its axes and rings around cells.

// The cells as an image of a pixel each; what is not computed yet is transparent.
function imageOf(map) {
  const canvas = new OffscreenCanvas(map.cells, map.cells);
  const image = new ImageData(map.cells, map.cells);
  for (let row = 0; row < map.cells; row++) {
    for (let column = 0; column < map.cells; column++) {
      const colour = map.colours[row * map.cells + column];
      const place = 4 * ((map.cells - 1 - row) * map.cells + column);
      image.data.set(map.palette.subarray(3 * colour, 3 * colour + 3), place);
      image.data[place + 3] = colour === 255 ? 0 : 255;
    }
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

// Draws it as wide and high as its place. Returns where in the canvas the cells are: { left, top, width, height }.
function drawMap(canvas, map, image, { width, height, style, keyed }) {
  const scale = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  Object.assign(context, { fillStyle: style.color, strokeStyle: style.color, imageSmoothingEnabled: false });
  context.font = `12px ${style.fontFamily}`;
  const labels = Math.max(...map.y.ticks.map(([, label]) => context.measureText(label).width));
  const frame = { left: labels + 30, top: 8, width: width - labels - 38, height: height - 52 };
  context.drawImage(image, frame.left, frame.top, frame.width, frame.height);
  context.globalAlpha = 0.5;
  context.strokeRect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);
  context.globalAlpha = 1;
  drawAcross(context, map.x, frame);
  drawUpwards(context, map.y, frame);
  if (map.cell) drawRing(context, map, frame, map.cell, 7);
  if (keyed) drawRing(context, map, frame, keyed, 11);
  return frame;
}

function drawAcross(context, axis, { left, top, width, height }) {
  context.textAlign = "center";
  let free = 0;
  for (const [place, label] of axis.ticks) {
    const half = context.measureText(label).width / 2;
    context.fillRect(left + place * width, top + height, 1, 4);
    const at = Math.min(left + place * width, left + width + 8 - half);
    if (at - half < free) continue;
    context.fillText(label, at, top + height + 17);
    free = at + half + 6;
  }
  context.fillText(axis.label, left + width / 2, top + height + 37);
}

function drawUpwards(context, axis, { left, top, height }) {
  context.textAlign = "right";
  for (const [place, label] of axis.ticks) {
    const at = top + (1 - place) * height;
    context.fillRect(left - 4, at, 4, 1);
    context.fillText(label, left - 7, at + 4);
  }
  context.save();
  context.textAlign = "center";
  context.translate(12, top + height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(axis.label, 0, 0);
  context.restore();
}

function drawRing(context, map, { left, top, width, height }, cell, size) {
  const [x, y] = middleOf(map, cell);
  for (const [colour, line] of [["#fff", 4], ["#000", 2]]) {
    Object.assign(context, { strokeStyle: colour, lineWidth: line });
    context.beginPath();
    context.arc(left + x * width, top + (1 - y) * height, size, 0, 2 * Math.PI);
    context.stroke();
  }
}
