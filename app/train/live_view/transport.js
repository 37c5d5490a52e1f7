// What moves the run: Train, Pause or what can be done after its end, Step, Reset, New seed, and how fast it plays.
// A button that cannot be used now keeps the focus, so it is never `disabled`.

function transportRow(view) {
  const act = (doing) => () => command(view, doing);
  const press = (text, title, doing) => button(text, title, ({ currentTarget }) => {
    if (currentTarget.getAttribute("aria-disabled") !== "true") doing();
  });
  const train = press("Train", "", () => command(view, mainButton(view.frame)[1]));
  train.className = "primary";
  const step = press("Step", "train one epoch; where a past one is shown, show the next", act("step"));
  const others = [press("Reset", "the same start again, with the present settings", act("reset")),
    press("New seed", "another start, otherwise the same", act("new_seed"))];
  const speed = element("span", { className: "speed" });
  view.transport = { train, step, speed };
  // A key that is held would start and pause the run many times a second; steps are what one may want many of.
  const onkeydown = (event) => { if (event.repeat && event.key === "Enter" && event.target !== step) event.preventDefault(); };
  return element("div", { className: "transport", onkeydown }, train, step, ...others, speed);
}

function updateTransport(view) {
  const { frame, transport: { train, step } } = view;
  const [text, , title] = mainButton(frame);
  setText(train, text);
  if (train.title !== title) train.title = title;
  setDisabled(step, Boolean(frame.ended) && frame.epoch === frame.last);
  showSpeed(view);
}

// Its words, the command that it gives, and what that is.
function mainButton(frame) {
  if (frame?.playing) return ["Pause", "pause", ""];
  return frame?.next ?? ["Train", "play", ""];
}

function setDisabled(target, disabled) {
  if (target.getAttribute("aria-disabled") !== String(disabled)) target.setAttribute("aria-disabled", disabled);
}

function showSpeed(view) {
  const { frame, page, transport, wishes } = view;
  if (!transport.speeds && page) {
    const titles = Object.fromEntries(page.speeds.map(([name, , title]) => [name, title]));
    const labels = Object.fromEntries(page.speeds.map(([name, label]) => [name, label]));
    transport.speeds = makeSwitch("Speed", titles, (name) => {
      wishes.speed = { name, number: command(view, "speed", name) };
      transport.speeds.show(name);
    }, (name) => labels[name], page.speeds.map(([name]) => name));
    transport.speed.append(element("span", { className: "label", textContent: "epochs" }), transport.speeds.element);
  }
  if (isDone(view, "speed")) transport.speeds?.show(frame.speed);
}

// What was chosen is shown at once, and until a frame says what has become of it.
function isDone({ wishes, frame }, name) {
  if (wishes[name] && frame.done < wishes[name].number) return false;
  wishes[name] = null;
  return true;
}
