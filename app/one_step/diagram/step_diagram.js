// Draws the network of one step as SVG. Units, weights and biases can be clicked, or reached by Tab and chosen by Enter.
const SVG = "http://www.w3.org/2000/svg"

function shape(kind, attributes, ...children) {
  const made = document.createElementNS(SVG, kind)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

function text(x, y, content, className) {
  return shape("text", { x, y, class: className, "text-anchor": "middle" }, content)
}

function choosable(element, part, focusable, choose) {
  if (!part.pick) return element
  element.append(shape("title", {}, `${part.name} ${part.value}`))
  element.onclick = () => choose(part.pick)
  if (!focusable) return element
  element.setAttribute("tabindex", "0")
  element.setAttribute("role", "button")
  element.setAttribute("aria-label", `${part.name} ${part.value}`)
  element.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(part.pick) } }
  return element
}

function drawEdge(edge, choose) {
  const ends = { x1: edge.x1, y1: edge.y1, x2: edge.x2, y2: edge.y2 }
  const group = shape("g", { class: `edge ${edge.lit ? "lit" : ""} ${edge.sign > 0 ? "positive" : "negative"}` },
    shape("line", { ...ends, class: "line" }), shape("line", { ...ends, class: "target" }))
  if (edge.lit) group.append(text((edge.x1 * 2 + edge.x2) / 3, (edge.y1 * 2 + edge.y2) / 3 - 4, edge.value, "number"))
  return choosable(group, edge, false, choose)
}

function drawNode(node, radius, choose) {
  const group = shape("g", { class: `node ${node.lit ? "lit" : ""}` }, shape("circle", { cx: node.x, cy: node.y, r: radius }))
  if (radius > 18) {
    const number = text(node.x, node.y + 4, node.value, "number")
    number.style.fontSize = `${Math.min(13, 3.4 * radius / node.value.length)}px`
    group.append(number, text(node.x, node.y - radius - 4, node.name, "name"))
  }
  return choosable(group, node, true, choose)
}

function drawBias(bias, radius, choose) {
  const side = radius > 14 ? 12 : 5
  const square = shape("rect", { x: bias.x - radius - side, y: bias.y + radius * 0.5, width: side, height: side })
  return choosable(shape("g", { class: `bias ${bias.lit ? "lit" : ""}` }, square), bias, true, choose)
}

export default function ({ data, parentElement, setTriggerValue }) {
  const picture = JSON.parse(data)
  const root = parentElement.querySelector(".diagram")
  const choose = (pick) => setTriggerValue("pick", pick)
  const focused = root.getRootNode().activeElement?.getAttribute("aria-label")?.split(" ").slice(0, -1).join(" ")
  const lit = (one, other) => Number(one.lit) - Number(other.lit)
  const svg = shape("svg", { viewBox: `0 -8 ${picture.width} ${picture.height + 8}`, role: "group", "aria-label": picture.words },
    ...picture.edges.sort(lit).map((edge) => drawEdge(edge, choose)),
    ...picture.biases.map((bias) => drawBias(bias, picture.radius, choose)),
    ...picture.nodes.map((node) => drawNode(node, picture.radius, choose)))
  svg.style.maxHeight = `${picture.height}px`
  root.replaceChildren(svg)
  // The keyboard stays where it was.
  if (focused) [...svg.querySelectorAll("[tabindex]")].find((each) => each.getAttribute("aria-label").startsWith(focused))?.focus()
}
