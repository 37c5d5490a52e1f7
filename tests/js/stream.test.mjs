import assert from "node:assert/strict";
import test from "node:test";
import { load, packed, plain } from "./shipped.mjs";

// A view with a browser around it that does nothing by itself: sockets are opened and lost by hand, time passes by hand.
function connected(path = "/live/1", protocol = "https:") {
  const sockets = [];
  const [timers, cleared] = [[], []];
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
  const window = { location: { protocol, host: "host" } };
  const live = load("live_view", {
    WebSocket, window, document: page, TextDecoder, performance: { now: () => clock.now },
    setTimeout: (action, wait) => timers.push({ action, wait }), clearTimeout: (timer) => cleared.push(timer),
  });
  const triggers = [];
  const view = {
    number: 0, unheard: [], held: 0, link: null, page: null, frame: null, problem: { textContent: "" },
    leaving: { isUnderWay: () => view.isLeft }, timeline: { dragging: false }, isLeft: false,
    component: { setTriggerValue: (name, value) => triggers.push([name, value]) },
  };
  live.takePage(view, { token: "one", path });
  return { live, view, sockets, timers, cleared, triggers, clock, page };
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
  view.editedAt = clock.now;
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
  view.editedAt = clock.now - 50;
  live.command(view, "play");
  assert.deepEqual([triggers, timers.at(-1).wait], [[], 100]);
  live.sendHeld(view);
  assert.deepEqual(plain(triggers[0][1].map((text) => JSON.parse(text).do)), ["play"]);
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

test("a page that was loaded without encryption opens a plain socket, which brings bytes", () => {
  const [socket] = connected("/live/1", "http:").sockets;
  assert.deepEqual([socket.address, socket.binaryType], ["ws://host/live/1", "arraybuffer"]);
});

test("a socket that opens says that all is drawn, in a hidden tab that it is hidden", () => {
  const first = connected();
  first.sockets[0].open();
  assert.deepEqual(first.sockets[0].sent, [{ do: "drawn" }]);
  const away = connected();
  away.page.hidden = true;
  away.sockets[0].open();
  assert.deepEqual(away.sockets[0].sent, [{ do: "hidden" }]);
});

test("a command is numbered, carries its value, and is sent at once where the connection works", () => {
  const { live, view, sockets: [socket] } = connected();
  socket.open();
  answer(socket);
  assert.deepEqual([live.command(view, "show", 7), live.command(view, "play")], [1, 2]);
  assert.deepEqual(plain(socket.sent.slice(1)), [{ number: 1, do: "show", value: 7 }, { number: 2, do: "play" }]);
});

test("where there is no socket a command is given to the script, each time all that it has not heard", () => {
  const { live, view, triggers } = connected("");
  assert.equal(view.link, null);
  view.problem.textContent = "refused before";
  live.command(view, "play");
  live.command(view, "show", 3);
  assert.equal(view.problem.textContent, "");
  assert.deepEqual(triggers.map(([name, texts]) => [name, plain(texts.map((text) => JSON.parse(text).do))]),
    [["commands", ["play"]], ["commands", ["play", "show"]]]);
  live.forgetHeard(view, 2);
  live.watchLink(view);
  assert.equal(triggers.length, 2); // there is nothing left to say
});

test("a command before a page came waits for it", () => {
  const { live, view, triggers } = connected("");
  view.page = null;
  live.command(view, "play");
  assert.deepEqual(triggers, []);
});

test("the same page again changes nothing, another path closes the socket and opens its own", () => {
  const { live, view, sockets } = connected();
  view.number = 4;
  live.takePage(view, { token: "one", path: "/live/1", mark: 3 });
  assert.deepEqual([sockets.length, view.page.mark, view.number], [1, 3, 4]);
  live.takePage(view, { token: "one", path: "/live/2" });
  assert.deepEqual([sockets.length, sockets[0].closed, view.number], [2, true, 4]);
  live.takePage(view, { token: "one", path: "" });
  assert.deepEqual([sockets.length, sockets[1].closed, view.link], [2, true, null]);
});

test("what a superseded socket still says, opens or loses is nobody's", () => {
  const { live, view, sockets } = connected();
  const { link } = view;
  const [old] = sockets;
  live.connect(view, link);
  live.command(view, "play");
  old.open();
  assert.deepEqual(old.sent, []);
  old.onmessage({ data: JSON.stringify({ refused: "old words" }) });
  old.onclose({ code: 1006, reason: "" });
  assert.deepEqual([view.problem.textContent, link.failures, link.works], ["", 0, false]);
});

test("a connection that is there again says so by saying nothing, and counts its failures anew", () => {
  const { view, sockets, timers } = connected();
  sockets[0].open();
  answer(sockets[0]);
  for (let i = 0; i < 3; i++) {
    sockets.at(-1).onclose({ code: 1006, reason: "" });
    timers.at(-1).action();
  }
  sockets.at(-1).open();
  answer(sockets.at(-1));
  assert.deepEqual([view.problem.textContent, view.link.failures, view.link.works], ["", 0, true]);
  sockets.at(-1).onclose({ code: 1006, reason: "" });
  assert.deepEqual([timers.at(-1).wait, view.link.works], [0, false]);
});

test("bytes of a working socket are a frame, and broken ones are noted, not thrown", () => {
  const errors = [];
  const live = load("live_view", { console: { error: (...words) => errors.push(String(words[0])) } });
  const view = { link: null, problem: {}, redraws: 0, redraw() { this.redraws += 1; }, page: { token: "one", path: "/live" }, unheard: [] };
  live.hear(view, { works: true }, Uint8Array.of(1, 2, 3).buffer);
  assert.deepEqual([errors, view.redraws], [["live view: could not read the message"], 0]);
  const bytes = Uint8Array.from(packed("all")).buffer;
  live.hear(view, {}, bytes);
  assert.ok(view.bytes && view.bySocket);
});

for (const [code, words] of [[4400, "no such run"], [4429, "too many"], [4404, /trying again/], [1006, /trying again/]]) {
  test(`a connection that ends with ${code} ${typeof words === "string" ? "says why" : "is tried again"}`, () => {
    const { view, sockets, timers } = connected();
    sockets[0].onclose({ code, reason: typeof words === "string" ? words : "why" });
    assert.match(view.problem.textContent, new RegExp(words));
    assert.equal(timers[0].wait, typeof words === "string" ? 5000 : 0);
  });
}

test("a server that refuses a socket again and again is there: the script does not take over", () => {
  const { view, sockets, timers } = connected();
  for (let i = 0; i < 4; i++) {
    sockets.at(-1).onclose({ code: 4404, reason: "" });
    timers.at(-1).action();
  }
  assert.notEqual(view.link, null);
});

test("a server that was started again and does not know the view is asked for the page, but not while another is under way", () => {
  const { view, sockets, timers, triggers } = connected();
  sockets[0].onclose({ code: 1006, reason: "" });
  timers.at(-1).action();
  assert.deepEqual(triggers, []);
  view.isLeft = true;
  sockets.at(-1).onclose({ code: 4404, reason: "" });
  assert.deepEqual(triggers, []);
  view.isLeft = false;
  timers.at(-1).action();
  sockets.at(-1).onclose({ code: 4404, reason: "" });
  assert.deepEqual(triggers, [["follow", true]]);
});

for (const worked of [false, true]) {
  test(`where the visitor's cookie is gone the script brings the frames, ${worked ? "also after a socket that worked" : "at once"}`, () => {
    const { view, sockets, timers, triggers } = connected();
    if (worked) {
      sockets[0].open();
      answer(sockets[0]);
    }
    sockets[0].onclose({ code: 4403, reason: "another visitor's" });
    assert.deepEqual([view.link, triggers, timers, view.problem.textContent], [null, [["blocked", true]], [], ""]);
  });
}

test("a closed link's next try is given up with it", () => {
  const { live, view, sockets, timers, cleared } = connected();
  sockets[0].onclose({ code: 1006, reason: "" });
  live.closeLink(view);
  assert.deepEqual(cleared, [timers.length]);
  live.closeLink(view); // there is nothing to close
  assert.equal(view.link, null);
});

test("what a run that stands still has not heard is waited for", () => {
  const { live, view, later, timers } = working();
  view.frame = { playing: false };
  live.command(view, "play");
  live.sign(view);
  later(5000);
  assert.equal(timers.length, 1);
});

test("a connection that is lost by silence is closed", () => {
  const { live, view, socket, later } = working();
  live.command(view, "play");
  later(4999);
  assert.equal(socket.closed, undefined);
  later(1);
  assert.deepEqual([socket.closed, view.link.waiting], [true, 0]);
});

test("a mark that was told already is not waited for again, and without a path the script brings the page", () => {
  const { live, view, timers, cleared } = connected();
  view.page.mark = 1;
  view.frame = { mark: 2, playing: false };
  live.followPage(view);
  const { following } = view;
  view.frame = { mark: 3, playing: false };
  live.followPage(view);
  assert.deepEqual([timers.length, cleared.at(-1)], [2, following]);
  view.page.path = "";
  view.frame = { mark: 4, playing: false };
  live.followPage(view);
  assert.deepEqual([timers.length, view.awaited], [2, 4]);
});

test("a page that does not follow is asked again after five seconds", () => {
  const { live, view, timers, triggers } = connected();
  view.frame = { mark: 2, playing: false };
  live.followPage(view);
  timers[0].action();
  assert.equal(timers[1].wait, 5000);
  view.frame.mark = 3;
  timers[1].action();
  assert.deepEqual(triggers, [["follow", 2], ["follow", 3]]);
});

test("before a page came there is no connection, and the script's messages are taken", () => {
  const { live, view } = connected("/live");
  Object.assign(view, { page: null, link: null, redraw() {} });
  live.closeLink(view);
  live.receive(view, live.splitMessage(packed("all"))[1].bytes, true);
  assert.equal(view.scene.run !== undefined, true);
});

test("without a connection nothing is told of how the browser is", () => {
  const { live, view } = connected("");
  view.frame = { playing: false };
  live.sign(view);
  assert.equal(view.link, null);
});
