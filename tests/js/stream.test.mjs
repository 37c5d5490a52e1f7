import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain } from "./shipped.mjs";

// A view with a browser around it that does nothing by itself: sockets are opened and lost by hand, time passes by hand.
function connected(path = "/live/1") {
  const sockets = [];
  const timers = [];
  const clock = { now: 1000 };
  class WebSocket {
    static OPEN = 1;
    readyState = 0;
    sent = [];
    constructor(address) { this.address = address; sockets.push(this); }
    send(text) { this.sent.push(JSON.parse(text)); }
    close() { this.closed = true; }
    open() { this.readyState = 1; this.onopen(); }
  }
  const page = { hidden: false };
  const window = { location: { protocol: "https:", host: "host" } };
  const live = load("live_view", {
    WebSocket, window, document: page, TextDecoder, performance: { now: () => clock.now },
    setTimeout: (action, wait) => timers.push({ action, wait }), clearTimeout: () => {},
  });
  const triggers = [];
  const view = {
    number: 0, unheard: [], held: 0, edits: { at: -Infinity }, link: null, page: null, frame: null, problem: { textContent: "" },
    leaving: { isUnderWay: () => view.isLeft }, timeline: { dragging: false }, isLeft: false,
    component: { setTriggerValue: (name, value) => triggers.push([name, value]) },
  };
  live.takePage(view, { token: "one", path });
  return { live, view, sockets, timers, triggers, clock, page };
}

const answer = (socket) => socket.onmessage({ data: JSON.stringify({ heard: 0 }) });
const commands = ({ sent }) => sent.filter(({ number }) => number).map(({ number, do: doing }) => [number, doing]);

test("a page that was loaded safely opens a safe socket", () => {
  assert.equal(connected().sockets[0].address, "wss://host/live/1");
});

test("what is asked before the socket opens is sent when it does, in its order", () => {
  const { live, view, sockets: [socket] } = connected();
  live.command(view, "play");
  live.command(view, "pause");
  assert.deepEqual(commands(socket), []);
  socket.open();
  assert.deepEqual(commands(socket), [[1, "play"], [2, "pause"]]);
});

test("what follows the change of a setting waits until the change is under way, and keeps its order", () => {
  const { live, view, sockets: [socket], timers, clock } = connected();
  socket.open();
  answer(socket);
  view.edits.at = clock.now;
  live.command(view, "play");
  assert.deepEqual([commands(socket), timers.at(-1).wait], [[], 150]);
  clock.now += 200; // the timer is late
  live.command(view, "pause");
  assert.deepEqual(commands(socket), []);
  timers.at(-1).action();
  assert.deepEqual(commands(socket), [[1, "play"], [2, "pause"]]);
  live.command(view, "step");
  assert.deepEqual(commands(socket).at(-1), [3, "step"]);
});

test("what waits for a change is sent when the view goes, and where there is no socket the script is asked", () => {
  const { live, view, timers, triggers, clock } = connected("");
  view.edits.at = clock.now - 50;
  live.command(view, "play");
  assert.deepEqual([triggers, timers.at(-1).wait], [[], 100]);
  live.sendHeld(view);
  assert.deepEqual(plain(triggers[0][1].map((text) => JSON.parse(text).do)), ["play"]);
});

test("a change of a field of the page is noted until the view is gone", () => {
  const listeners = {};
  const document = { addEventListener: (type, listener) => { listeners[type] = listener; },
    removeEventListener: (type, listener) => { if (listeners[type] === listener) delete listeners[type]; } };
  const edits = load("live_view", { document, performance: { now: () => 7 }, window: {} }).watchEdits();
  assert.equal(edits.at, -Infinity);
  listeners.change();
  assert.equal(edits.at, 7);
  edits.release();
  assert.deepEqual(listeners, {});
});

test("what the server has heard is not sent again, what it has not heard is", () => {
  const { live, view, sockets, timers } = connected();
  sockets[0].open();
  live.command(view, "play");
  live.command(view, "step");
  sockets[0].onmessage({ data: JSON.stringify({ heard: 1 }) });
  sockets[0].onclose({ code: 1006, reason: "" });
  timers.at(-1).action();
  sockets[1].open();
  assert.deepEqual(commands(sockets[1]), [[2, "step"]]);
});

test("a socket that never worked is given up after two failures, and the script brings the frames", () => {
  const { live, view, sockets, timers, triggers } = connected();
  live.command(view, "play");
  sockets[0].onclose({ code: 1006, reason: "" });
  assert.deepEqual(triggers, []);
  timers.at(-1).action();
  sockets[1].onclose({ code: 1006, reason: "" });
  assert.deepEqual([view.link, triggers], [null, [["blocked", true]]]);
  live.takePage(view, { token: "one", path: "" });
  live.watchLink(view);
  assert.deepEqual(plain(triggers[1][1].map((text) => JSON.parse(text).do)), ["play"]);
});

test("a socket that worked once is tried again for ever, less and less often", () => {
  const { view, sockets, timers } = connected();
  sockets[0].open();
  sockets[0].onmessage({ data: "{}" });
  const waits = Array.from({ length: 7 }, () => {
    sockets.at(-1).onclose({ code: 1006, reason: "" });
    timers.at(-1).action();
    return timers.at(-1).wait;
  });
  assert.deepEqual(waits, [0, 250, 500, 1000, 2000, 2000, 2000]);
  assert.match(view.problem.textContent, /connection to the server is lost/);
});

test("a view that another one replaced does not come back", () => {
  const { sockets, timers } = connected();
  sockets[0].open();
  sockets[0].onclose({ code: 4409, reason: "replaced" });
  assert.deepEqual([sockets.length, timers.length], [1, 0]);
});

test("a refusal is said in the server's words and tried again later", () => {
  const { view, sockets, timers } = connected();
  sockets[0].onclose({ code: 4429, reason: "too many views" });
  assert.deepEqual([view.problem.textContent, timers[0].wait], ["too many views", 5000]);
});

test("what is refused on a connection that works stands until something else is asked for", () => {
  const { live, view, sockets: [socket] } = connected();
  socket.open();
  answer(socket);
  socket.onmessage({ data: JSON.stringify({ refused: "no such epoch" }) });
  answer(socket);
  assert.equal(view.problem.textContent, "no such epoch");
  live.command(view, "play");
  assert.equal(view.problem.textContent, "");
});

test("that the connection is lost is said until it is there again, whatever is asked for", () => {
  const { live, view, sockets, timers } = connected();
  sockets[0].open();
  answer(sockets[0]);
  sockets[0].onclose({ code: 1006, reason: "" });
  live.command(view, "play");
  assert.match(view.problem.textContent, /connection to the server is lost/);
  timers.at(-1).action();
  sockets[1].open();
  answer(sockets[1]);
  assert.equal(view.problem.textContent, "");
});

test("a superseded socket is not listened to", () => {
  const { live, view, sockets } = connected();
  sockets[0].open();
  live.command(view, "play");
  live.takePage(view, { token: "one", path: "/live/2" });
  sockets[0].onclose({ code: 1006, reason: "" });
  assert.equal(sockets[0].closed, true);
  assert.equal(view.problem.textContent, "");
  sockets[1].open();
  assert.deepEqual(commands(sockets[1]), [[1, "play"]]);
});

test("commands for another run are counted from 1 again", () => {
  const { live, view } = connected();
  for (const doing of ["play", "step"]) live.command(view, doing);
  live.forgetHeard(view, 1);
  live.takePage(view, { token: "other", path: "/live/1" });
  assert.deepEqual(plain(view.unheard.map(({ number, do: doing }) => [number, doing])), [[1, "step"]]);
});

test("a closed link waits for nothing", () => {
  const { live, view, sockets } = connected();
  live.closeLink(view);
  assert.deepEqual([view.link, sockets[0].closed], [null, true]);
});

test("what nobody has pressed waits while another page is under way: its request would bring this page back", () => {
  const { live, view, timers, triggers } = connected();
  view.isLeft = true;
  view.frame = { mark: 2, playing: false };
  live.followPage(view);
  timers.at(-1).action();
  view.link = null;
  live.watchLink(view);
  assert.deepEqual(triggers, []);
  view.isLeft = false;
  timers.at(-1).action();
  live.watchLink(view);
  assert.deepEqual(triggers, [["follow", 2], ["blocked", true]]);
});

// A socket that works, with nothing to wait for.
function working() {
  const made = connected();
  const [socket] = made.sockets;
  socket.open();
  socket.onmessage({ data: "{}" });
  made.view.frame = { playing: true };
  return { ...made, socket, later: (milliseconds) => { made.clock.now += milliseconds; made.live.watchLink(made.view); } };
}

test("a connection that answers nothing for five seconds is lost, however much is asked of it meanwhile", () => {
  const { live, view, socket, later, timers, sockets } = working();
  later(60_000);
  assert.equal(timers.length, 0); // nothing was asked
  live.command(view, "play");
  later(3000);
  live.command(view, "pause");
  later(1999);
  assert.equal(timers.length, 0);
  later(1);
  assert.equal(socket.closed, true);
  timers.at(-1).action();
  sockets[1].open();
  assert.deepEqual(commands(sockets[1]), [[1, "play"], [2, "pause"]]);
});

test("an answer is waited for from the next question on, and a hidden tab loses nothing", () => {
  const { live, view, socket, later, timers, page } = working();
  live.command(view, "play");
  later(4000);
  socket.onmessage({ data: JSON.stringify({ heard: 1 }) });
  live.command(view, "pause");
  later(4000);
  page.hidden = true;
  later(4000);
  assert.equal(timers.length, 0);
});

test("a run that stands still waits for no frame after the one that was drawn, one that plays does", () => {
  for (const [playing, lost] of [[false, 0], [true, 1]]) {
    const { live, view, later, timers } = working();
    view.frame = { playing };
    live.sign(view);
    later(5000);
    assert.equal(timers.length, lost);
  }
});

for (const [what, works, byScript, taken] of [
  ["of the script are taken where no socket works", false, true, true], ["of the script are left where a socket brings newer ones", true, true, false],
  ["of the socket are taken", true, false, true],
]) {
  test(`a scene and a frame ${what}`, () => {
    const { live, view } = connected("/live"); // as the message says
    Object.assign(view, { scene: null, bytes: null, redraws: 0, redraw() { this.redraws += 1; } });
    view.link.works = works;
    live.receive(view, packed("all"), byScript);
    assert.deepEqual([view.scene !== null, view.bytes !== null, view.redraws], [taken, taken, Number(taken)]);
    if (taken) assert.equal(view.bySocket, !byScript);
    assert.equal(view.page.path, "/live"); // where frames come from is always heard
  });
}

test("the page follows a run soon after it stands still and later while it plays, and not while the timeline is dragged", () => {
  for (const [playing, wait] of [[false, 100], [true, 1000]]) {
    const { live, view, timers, triggers } = connected();
    view.page.mark = 1;
    view.frame = { mark: 1, playing };
    live.followPage(view);
    assert.equal(timers.length, 0); // it is there already
    view.frame = { mark: 2, playing };
    live.followPage(view);
    live.followPage(view);
    assert.deepEqual(timers.map((each) => each.wait), [wait]);
    view.timeline.dragging = true;
    timers.at(-1).action();
    assert.deepEqual([triggers, timers.at(-1).wait], [[], 100]);
    view.timeline.dragging = false;
    timers.at(-1).action();
    assert.deepEqual(triggers, [["follow", 2]]);
    view.page.mark = 2;
    timers.at(-1).action();
    assert.equal(triggers.length, 1);
  }
});
