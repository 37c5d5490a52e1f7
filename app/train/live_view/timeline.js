// The timeline goes to any epoch of the run, with all pictures: dragged, step by step, or
// typed. What was asked for stands until a frame answers it.

function timelineRow(view) {
  const range = element("input", { type: "range", min: 0, max: 0, step: 1, value: 0 });
  range.setAttribute("aria-label", "Timeline: epoch");
  const field = element("input", { type: "text", inputMode: "numeric", autocomplete: "off" });
  field.setAttribute("aria-label", "Go to epoch");
  const timeline = view.timeline = { range, field, text: element("span"), held: null, dragging: false };
  // Where another button opens the browser's menu, the page never hears that it was let go.
  range.addEventListener("pointerdown", (event) => { timeline.dragging = event.button === 0; });
  range.addEventListener("input", () => goTo(view, range.valueAsNumber));
  for (const type of ["pointerup", "pointercancel", "change", "blur"]) {
    range.addEventListener(type, () => { timeline.dragging = false; });
  }
  field.addEventListener("change", () => goToTyped(view));
  field.addEventListener("blur", () => updateTimeline(view));
  const step = (by) => () => goTo(view, Math.min(Number(range.max), Math.max(0, range.valueAsNumber + by)));
  const full = button("Full screen", "show the live view on the whole screen", () => toggleFullScreen(view.root));
  full.hidden = !document.fullscreenEnabled;
  const epochs = element("label", { className: "epochs" }, "epoch ", field, timeline.text);
  return element("div", { className: "timeline" },
    button("\u22121", "one epoch back", step(-1)), range, button("+1", "one epoch on", step(1)), epochs, full);
}

function toggleFullScreen(root) {
  const done = root.matches(":fullscreen") ? document.exitFullscreen() : root.requestFullscreen();
  done.catch((error) => console.error("live view: no full screen", error));
}

function goTo(view, epoch, typed = false) {
  const { timeline } = view;
  const waits = timeline.held;
  timeline.held = { epoch, number: waits?.number ?? command(view, "show", epoch), asked: waits?.asked ?? epoch };
  timeline.range.value = epoch;
  showEpochs(view, epoch, typed);
}

function goToTyped(view) {
  const { timeline: { field }, frame } = view;
  const typed = field.value.replace(/\s/g, "");
  const epoch = /^[0-9]{1,9}$/.test(typed) ? Number(typed) : NaN;
  if (epoch <= frame.last) {
    return goTo(view, epoch, true);
  }
  say(view, `Epoch must be a whole number from 0 to ${formatCount(frame.last)}, the last that is trained, `
    + `got “${field.value.slice(0, 20)}”; ${frame.playing ? "the run goes on" : `it stays ${formatCount(frame.epoch)}`}.`);
  return showEpochs(view, frame.epoch, true);
}

function updateTimeline(view) {
  const { timeline, frame } = view;
  const { held, range } = timeline;
  if (!frame) return;
  if (held) {
    if (frame.done < held.number) return;
    timeline.held = null;
    if (held.epoch !== held.asked) return goTo(view, held.epoch); // dragged on meanwhile
  }
  if (timeline.dragging) return;
  range.max = frame.last;
  range.value = frame.epoch;
  showEpochs(view, frame.epoch);
}

// A field that somebody is in is theirs: a frame that came between their click and their first key would undo what they
// have selected, and what they type would join on to the epoch that stood there.
function showEpochs({ timeline, frame }, epoch, always = false) {
  const { field, text, range } = timeline;
  if (always || field.getRootNode().activeElement !== field) field.value = formatCount(epoch);
  setText(text, ` of ${formatCount(frame.epochs)}`);
  field.style.width = `${formatCount(Math.max(frame.epochs, frame.last)).length + 2}ch`;
  const spoken = `epoch ${epoch} of ${frame.epochs}`;
  if (range.getAttribute("aria-valuetext") !== spoken) range.setAttribute("aria-valuetext", spoken);
}
