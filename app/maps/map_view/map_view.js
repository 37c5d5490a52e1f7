// Draws a map on canvas. Places are fractions of the picture from its lower left corner; row 0 is the lowest.
const HINT = "Point at a cell for its outcome, click to pick it, drag to zoom in."
const KEYS = "Arrow keys go from cell to cell, Enter picks one, plus zooms in around it."
const CLICK_PIXELS = 5
const SPEAK_AFTER = 500 // milliseconds of rest, so that a reader is not told every cell on the way
const ZOOMED = 0.25 // of the picture, to each side of the cell that a key zooms into
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [-1, 0], ArrowUp: [1, 0] }

function pixels(map) {
  const canvas = new OffscreenCanvas(map.cells, map.cells)
  const image = new ImageData(map.cells, map.cells)
  for (let row = 0; row < map.cells; row++) {
    for (let column = 0; column < map.cells; column++) {
      const colour = map.colours[row * map.cells + column]
      const place = 4 * ((map.cells - 1 - row) * map.cells + column)
      image.data.set(map.palette.subarray(3 * colour, 3 * colour + 3), place)
      image.data[place + 3] = colour === 255 ? 0 : 255
    }
  }
  canvas.getContext("2d").putImageData(image, 0, 0)
  return canvas
}

function valueAt(axis, index, cells) {
  const share = index / (cells - 1)
  const value = axis.log ? axis.low * (axis.high / axis.low) ** share : axis.low + (axis.high - axis.low) * share
  return figure(value, axis.digits)
}

function sentence(map, [row, column]) {
  const place = row * map.cells + column
  const settings = `${map.x.label} ${valueAt(map.x, column, map.cells)}, ${map.y.label} ${valueAt(map.y, row, map.cells)}`
  return `${settings}: ${map.outcomes[map.states[place]].replace("{v}", figure(map.values[place], 4))}`
}

class View {
  constructor(root) {
    this.root = root
    root.innerHTML = `<div class="legend"></div><div class="plot"><canvas tabindex="0" role="application"></canvas>
      <div class="drag" hidden></div></div><div class="readout"></div><div class="spoken" aria-live="polite"></div>`
    this.canvas = root.querySelector("canvas")
    for (const name of ["plot", "drag", "readout", "spoken", "legend"]) this[name] = root.querySelector(`.${name}`)
    this.canvas.setAttribute("aria-description", KEYS)
    this.canvas.onpointerdown = (event) => this.press(event)
    this.canvas.onpointermove = (event) => this.move(event)
    this.canvas.onpointerup = (event) => this.release(event)
    this.canvas.onpointercancel = () => this.letGo()
    this.canvas.onpointerleave = () => { if (!this.pressed) this.hover(null) }
    this.canvas.onkeydown = (event) => this.key(event)
    this.observer = new ResizeObserver(() => this.draw())
    this.observer.observe(this.plot)
  }

  end() {
    this.observer.disconnect()
    clearTimeout(this.speaking)
  }

  show(map, send) {
    if (this.keyed && Math.max(...this.keyed) >= map.cells) this.keyed = null
    Object.assign(this, { map, send, image: pixels(map) })
    this.canvas.setAttribute("aria-label", map.words)
    this.legend.replaceChildren(...map.legend.map(([background, words]) => {
      const entry = document.createElement("span")
      const swatch = document.createElement("i")
      swatch.style.background = background
      swatch.className = background.startsWith("linear") ? "ramp" : ""
      entry.append(swatch, words)
      return entry
    }))
    this.draw()
    this.tell()
  }

  draw() {
    const { map, canvas } = this
    const { clientWidth: width, clientHeight: height } = this.plot
    if (!map || !width || !height) return
    const scale = window.devicePixelRatio || 1
    Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) })
    const context = canvas.getContext("2d")
    const style = getComputedStyle(this.root)
    context.scale(scale, scale)
    Object.assign(context, { fillStyle: style.color, strokeStyle: style.color, imageSmoothingEnabled: false })
    context.font = `12px ${style.fontFamily}`
    const labels = Math.max(...map.y.ticks.map(([, label]) => context.measureText(label).width))
    this.frame = { left: labels + 30, top: 8, width: width - labels - 38, height: height - 52 }
    const { left, top, width: wide, height: high } = this.frame
    context.drawImage(this.image, left, top, wide, high)
    context.globalAlpha = 0.5
    context.strokeRect(left - 0.5, top - 0.5, wide + 1, high + 1)
    context.globalAlpha = 1
    this.drawAxes(context)
    this.drawCell(context)
  }

  drawAxes(context) {
    const { left, top, width, height } = this.frame
    const { x, y } = this.map
    context.textAlign = "center"
    let free = 0
    for (const [place, label] of x.ticks) {
      const half = context.measureText(label).width / 2
      context.fillRect(left + place * width, top + height, 1, 4)
      const at = Math.min(left + place * width, left + width + 8 - half)
      if (at - half < free) continue
      context.fillText(label, at, top + height + 17)
      free = at + half + 6
    }
    context.fillText(x.label, left + width / 2, top + height + 37)
    context.textAlign = "right"
    for (const [place, label] of y.ticks) {
      const at = top + (1 - place) * height
      context.fillRect(left - 4, at, 4, 1)
      context.fillText(label, left - 7, at + 4)
    }
    context.save()
    context.textAlign = "center"
    context.translate(12, top + height / 2)
    context.rotate(-Math.PI / 2)
    context.fillText(y.label, 0, 0)
    context.restore()
  }

  drawCell(context) {
    for (const [cell, size] of [[this.map.cell, 7], [this.keyed, 11]]) if (cell) this.drawRing(context, cell, size)
  }

  drawRing(context, cell, size) {
    const { left, top, width, height } = this.frame
    const cells = this.map.cells
    const middle = [left + ((cell[1] + 0.5) / cells) * width, top + (1 - (cell[0] + 0.5) / cells) * height]
    for (const [colour, line] of [["#fff", 4], ["#000", 2]]) {
      Object.assign(context, { strokeStyle: colour, lineWidth: line })
      context.beginPath()
      context.arc(...middle, size, 0, 2 * Math.PI)
      context.stroke()
    }
  }

  // The place of a pointer, kept within the picture; null for one outside that is not dragging.
  place(event, dragging) {
    const box = this.canvas.getBoundingClientRect()
    const { left, top, width, height } = this.frame
    const x = (event.clientX - box.left - left) / width
    const y = 1 - (event.clientY - box.top - top) / height
    const inside = x >= 0 && x <= 1 && y >= 0 && y <= 1
    return inside || dragging ? [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))] : null
  }

  cellAt([x, y]) {
    const index = (place) => Math.min(this.map.cells - 1, Math.floor(place * this.map.cells))
    return [index(y), index(x)]
  }

  press(event) {
    const place = this.place(event)
    if (!place || event.button) return
    this.canvas.setPointerCapture(event.pointerId)
    this.pressed = { place, x: event.clientX, y: event.clientY }
  }

  move(event) {
    const place = this.place(event, Boolean(this.pressed))
    this.hover(place && this.cellAt(place))
    if (!this.pressed) return
    const { left, top, width, height } = this.frame
    const [[x1, x2], [y1, y2]] = this.window(place)
    this.drag.hidden = !this.isDrag(event)
    Object.assign(this.drag.style, { left: `${left + x1 * width}px`, top: `${top + (1 - y2) * height}px`,
      width: `${(x2 - x1) * width}px`, height: `${(y2 - y1) * height}px` })
  }

  release(event) {
    if (!this.pressed) return
    const place = this.place(event, true)
    const [xs, ys] = this.window(place)
    if (this.isDrag(event)) this.send("zoom", [...xs, ...ys])
    else this.send("cell", this.cellAt(place))
    this.letGo()
  }

  letGo() {
    this.pressed = null
    this.drag.hidden = true
  }

  window(place) {
    return [0, 1].map((i) => [this.pressed.place[i], place[i]].sort((one, other) => one - other))
  }

  isDrag(event) {
    return Math.min(Math.abs(event.clientX - this.pressed.x), Math.abs(event.clientY - this.pressed.y)) > CLICK_PIXELS
  }

  hover(cell) {
    this.hovered = cell
    if (this.keyed) this.goTo(null)
    this.tell()
  }

  // The cell that the keys have gone to; it is drawn, and read out after a rest.
  goTo(cell) {
    this.keyed = cell
    this.draw()
    this.tell()
    clearTimeout(this.speaking)
    this.speaking = cell && setTimeout(() => { this.spoken.textContent = sentence(this.map, cell) }, SPEAK_AFTER)
  }

  key(event) {
    const middle = Math.floor(this.map.cells / 2)
    const cell = this.keyed ?? this.hovered ?? this.map.cell ?? [middle, middle]
    if (event.key === "Enter") this.send("cell", cell)
    if (event.key === "+") this.send("zoom", this.around(cell))
    if (!STEPS[event.key]) return
    event.preventDefault()
    this.goTo(cell.map((index, i) => Math.min(this.map.cells - 1, Math.max(0, index + STEPS[event.key][i]))))
  }

  around([row, column]) {
    const [x, y] = [column, row].map((index) => (index + 0.5) / this.map.cells)
    return [x - ZOOMED, x + ZOOMED, y - ZOOMED, y + ZOOMED]
  }

  tell() {
    const cell = this.keyed ?? this.hovered ?? this.map.cell
    const within = cell && Math.max(...cell) < this.map.cells
    this.readout.textContent = within ? sentence(this.map, cell) : HINT
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".map")
  root.view ??= new View(root)
  const { header, sections } = decodeMessage(data)
  root.view.show({ ...header, ...sections }, setTriggerValue)
  return whenGone(root, () => root.view.end())
}
