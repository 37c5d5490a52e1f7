// The samples over the plane: a shape and a colour for each target, hollow where they only test.

function drawSamples(context, theme, scene, { left, top, side }) {
  const middle = (scene.scale[0] + scene.scale[1]) / 2;
  const [x1Low, x1High, x2Low, x2High] = scene.plane;
  const size = scene.x.length <= 60 ? 6 : scene.x.length <= 400 ? 3.8 : 2.6;
  for (const [isOne, isTest] of [[false, true], [true, true], [false, false], [true, false]]) {
    const path = new Path2D();
    for (let i = 0; i < scene.x.length; i++) {
      if (scene.target[i] >= middle !== isOne || Boolean(scene.test?.[i]) !== isTest) continue;
      const x = left + ((scene.x[i] - x1Low) / (x1High - x1Low)) * side;
      const y = top + side - ((scene.y[i] - x2Low) / (x2High - x2Low)) * side;
      addMarker(path, x, y, size, isOne);
    }
    drawMarkers(context, theme, path, theme.output.css[isOne ? 255 : 0], isTest, size);
  }
}

function addMarker(path, x, y, size, isOne) {
  if (isOne) {
    const half = size * 1.2;
    path.moveTo(x, y - half);
    path.lineTo(x + half, y);
    path.lineTo(x, y + half);
    path.lineTo(x - half, y);
    path.closePath();
  } else {
    path.moveTo(x + size, y);
    path.arc(x, y, size, 0, 2 * Math.PI);
  }
}

// Two outlines, one dark and one light, so that a marker reads on every colour.
function drawMarkers(context, theme, path, colour, isHollow, size) {
  const line = size > 5 ? 1.5 : size > 3 ? 1 : 0.5; // of many, outlines would hide the colours
  context.strokeStyle = theme.dark ? "rgba(0,0,0,0.9)" : "rgba(255,255,255,0.95)";
  context.lineWidth = 3 * line;
  context.stroke(path);
  context.fillStyle = colour;
  if (!isHollow) context.fill(path);
  context.strokeStyle = isHollow ? colour : theme.ink(0.95);
  context.lineWidth = isHollow ? 1.4 * line : line;
  context.stroke(path);
}
