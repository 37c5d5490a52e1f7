// Frames from the server and commands to it. A command stays until the server has heard
// it: it is sent again after a lost connection, and its number tells the server whether
// it is new. Where no socket can be opened, or the cookie that opens it is gone, the script brings frames and takes commands.

const SILENT_MS = 5000; // without an answer: the connection is dead
const RETRY_MS = [0, 250, 500, 1000, 2000];
const EDIT_MS = 150; // that Streamlit needs from the change of a field to its request
const FAILURES = 2; // of a socket that never worked: there is none to be had here
const FOLLOW_MS = { playing: 1000, still: 100 }; // then the rest of the page is drawn anew
const ENDS = { refused: 4400, notYours: 4403, unknown: 4404, replaced: 4409, tooMany: 4429 };

// Messages of the script, or of the socket: what they hold goes where it belongs.
function receive(view, bytes, byScript) {
  const messages = splitMessage(bytes);
  const page = messages.find(({ header }) => header.is === "page")?.header;
  if (page) takePage(view, page);
  if (byScript && view.link?.works) return; // the socket's are newer
  for (const { header, bytes: message } of messages) {
    if (header.is === "scene") view.scene = decodeScene(message);
    if (header.is === "frame") view.bytes = message;
  }
  view.bySocket = !byScript;
  view.redraw();
}

function takePage(view, page) {
  const isOther = page.token !== view.page?.token;
  const moved = isOther || page.path !== view.page.path;
  view.page = page;
  if (isOther) {
    view.number = 0;
    for (const message of view.unheard) message.number = ++view.number;
  }
  if (!moved) return;
  closeLink(view);
  if (page.path) connect(view, view.link = { worked: false, failures: 0 });
}

function command(view, doing, value) {
  if (!view.link || view.link.works) say(view, ""); // what was refused before is answered by this
  const message = { number: ++view.number, do: doing, value };
  view.unheard.push(message);
  const wait = view.editedAt + EDIT_MS - performance.now();
  if (wait > 0) view.held ||= setTimeout(() => sendHeld(view), wait);
  else if (!view.held) sendUnheard(view, [message]);
  return message.number;
}

// A command that follows the change of a setting: the change is to reach the server first.
function sendHeld(view) {
  clearTimeout(view.held);
  view.held = 0;
  sendUnheard(view, view.unheard);
}

function sendUnheard(view, messages) {
  if (view.link?.works) for (const message of messages) transmit(view, message);
  else if (!view.link) askScript(view);
}

function transmit(view, message) {
  if (view.link?.socket.readyState !== WebSocket.OPEN) return;
  view.link.waiting ||= performance.now();
  view.link.socket.send(JSON.stringify(message));
}

// How the browser is: it has drawn what came, or is hidden and draws nothing.
function sign(view) {
  transmit(view, { do: document.hidden ? "hidden" : "drawn" });
  if (view.link && !view.frame?.playing && !view.unheard.length) view.link.waiting = 0;
}

function askScript(view) {
  if (!view.unheard.length || !view.page) return;
  view.component.setTriggerValue("commands", view.unheard.map((message) => JSON.stringify(message)));
}

// What nobody has pressed waits while another page is under way.
function askByItself(view) {
  if (view.leaving.isUnderWay()) return;
  if (view.page?.path) view.component.setTriggerValue("blocked", true);
  else askScript(view);
}

// The server was started again and does not know the page: Streamlit (1.67) opens its socket anew and leaves the page as it
// is, without a script. A request of the page makes it one, with a live view that is known.
function askForPage(view) {
  if (!view.leaving.isUnderWay()) view.component.setTriggerValue("follow", true);
}

function connect(view, link) {
  const { protocol, host } = window.location;
  const socket = new WebSocket(`${protocol === "https:" ? "wss:" : "ws:"}//${host}${view.page.path}`);
  Object.assign(link, { socket, works: false, waiting: performance.now() });
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    if (link.socket !== socket) return;
    for (const message of view.unheard) transmit(view, message);
    sign(view);
  };
  socket.onmessage = ({ data }) => { if (link.socket === socket) hear(view, link, data); };
  socket.onclose = ({ code, reason }) => { if (link.socket === socket) lose(view, link, code, reason); };
}

function hear(view, link, data) {
  if (!link.works) say(view, ""); // the connection is there again
  Object.assign(link, { works: true, worked: true, failures: 0, waiting: 0 });
  if (typeof data !== "string") return attempt("read the message", () => receive(view, new Uint8Array(data), false));
  const message = JSON.parse(data);
  if (message.heard) forgetHeard(view, message.heard);
  if (message.refused) say(view, message.refused);
}

function forgetHeard(view, heard) {
  view.unheard = view.unheard.filter(({ number }) => number > heard);
}

function lose(view, link, code, reason) {
  Object.assign(link, { socket: { close() {} }, works: false, waiting: 0 });
  if (view.link !== link || code === ENDS.replaced) return;
  link.failures += 1;
  const isNone = !link.worked && link.failures >= FAILURES && code < 4000;
  if (isNone || code === ENDS.notYours) {
    view.link = null;
    askByItself(view);
    return;
  }
  if (code === ENDS.unknown) askForPage(view);
  const refused = code === ENDS.refused || code === ENDS.tooMany;
  say(view, refused ? reason : "The connection to the server is lost; trying again. The run waits.");
  const wait = refused ? SILENT_MS : RETRY_MS[Math.min(link.failures, RETRY_MS.length) - 1];
  link.retry = setTimeout(() => connect(view, link), wait);
}

// Once a second: what the script has not heard is told again; a connection that does not answer is as good as lost.
function watchLink(view) {
  const { link } = view;
  if (!link) return askByItself(view);
  if (document.hidden || !link.waiting || performance.now() - link.waiting < SILENT_MS) return;
  const { socket } = link;
  lose(view, link, 1006, "");
  socket.close();
}

function closeLink(view) {
  const { link } = view;
  view.link = null;
  if (!link) return;
  clearTimeout(link.retry);
  link.socket.close();
}

// The rest of the page (settings, table, address) follows when the run stands still, and
// once when it has played for a while.
function followPage(view) {
  const { frame, page } = view;
  if (frame.mark === view.awaited) return;
  clearTimeout(view.following);
  view.awaited = frame.mark;
  if (!page.path || frame.mark === page.mark) return;
  const ask = () => {
    if (view.page.mark === view.frame.mark) return;
    const waits = view.timeline.dragging || view.leaving.isUnderWay();
    if (!waits) view.component.setTriggerValue("follow", view.frame.mark);
    view.following = setTimeout(ask, waits ? FOLLOW_MS.still : SILENT_MS);
  };
  view.following = setTimeout(ask, frame.playing ? FOLLOW_MS.playing : FOLLOW_MS.still);
}
