// A frame holds every number of one epoch; a scene holds what stays the same
// during a run (samples, plane, names of the units); a page says where frames come from.

function decodeScene(bytes) {
  const { header, sections } = decodeMessage(bytes);
  return { ...header, ...sections };
}

function decodeFrame(bytes) {
  const { header, sections } = decodeMessage(bytes);
  const layers = layersOf(header.sizes);
  return {
    ...header,
    layers,
    weights: parameters(header, sections, layers, "weights"),
    shown: parameters(header, sections, layers, "shown"),
    plane: sections.surface?.length ? { ...header.surface, values: sections.surface } : null,
    thumbnails: sections.thumbnails?.length ? sections.thumbnails : null,
    training: curve(sections.loss_epochs, sections.losses),
    test: curve(sections.test_epochs, sections.test_losses),
    answers: sections.answers ?? [],
  };
}

function parameters(header, sections, layers, name) {
  const last = layers[layers.length - 1];
  const count = last.biases + last.fanOut;
  const values = sections[name];
  if (values?.length !== count) throw new Error(`section ${name}: ${count} values expected`);
  return { values, exact: header.sections[name][0] !== "i1", largest: largestSize(values) };
}

function largestSize(values) {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  return largest;
}

// Where the W (fan-in rows, fan-out columns) and b of each layer start in the flat vector.
function layersOf(sizes) {
  let start = 0;
  return sizes.slice(1).map((fanOut, index) => {
    const fanIn = sizes[index];
    const layer = { index, fanIn, fanOut, start, biases: start + fanIn * fanOut };
    start = layer.biases + fanOut;
    return layer;
  });
}

function curve(epochs, losses) {
  return epochs?.length && losses?.length === epochs.length ? { epochs, losses } : null;
}

// A zoomed frame brings the points of its window only: the last whole curve fills in outside.
function joinCurves(whole, part, [from, to]) {
  if (!whole || !part || whole === part) return part;
  const left = firstAtLeast(whole.epochs, from);
  const right = firstAtLeast(whole.epochs, to + 1);
  const join = (name) => {
    const joined = new Float64Array(left + part[name].length + whole[name].length - right);
    joined.set(whole[name].subarray(0, left));
    joined.set(part[name], left);
    joined.set(whole[name].subarray(right), left + part[name].length);
    return joined;
  };
  return { epochs: join("epochs"), losses: join("losses") };
}

// The names of units come with the scene; until it is there they have none.
const unitName = (scene, layer, unit) => scene?.units[layer][unit] ?? "";

function parameterName(frame, scene, index, symbols = ["w", "b"]) {
  const layer = frame.layers.find((each) => index < each.biases + each.fanOut);
  if (index >= layer.biases) {
    return `${symbols[1]} of ${unitName(scene, layer.index + 1, index - layer.biases)}`;
  }
  const from = Math.floor((index - layer.start) / layer.fanOut);
  const to = (index - layer.start) % layer.fanOut;
  return `${symbols[0]} from ${unitName(scene, layer.index, from)}`
    + ` to ${unitName(scene, layer.index + 1, to)}`;
}

// Samples and plane of another run would be wrong: without its own scene a run has none.
function currentScene({ scene, frame }) {
  return scene && scene.run === frame.run ? scene : null;
}
