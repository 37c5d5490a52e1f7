// The tour: a button, and below it a card that goes from stop to stop. Escape and a press elsewhere close it where it is;
// Skip and Done end it, and the cookie keeps it from being offered again. Who looks at another page meanwhile, as the last
// stop asks to, finds it where it was.

const PARTS = `<button type="button" class="offer" aria-expanded="false" aria-controls="tour_card">New here? A tour</button>
  <section class="card" id="tour_card" aria-label="Tour" hidden><p aria-live="polite"><b class="name"></b>
  <span class="says"></span></p><div class="ways"><span class="place"></span>
  <button type="button" class="back">Back</button><button type="button" class="next"></button>
  <button type="button" class="skip">Skip</button></div></section>`;

function makeTour(root) {
  const tour = { root, stop: 0 };
  root.innerHTML = PARTS;
  for (const part of ["offer", "card", "name", "says", "place", "back", "next", "skip"]) tour[part] = root.querySelector(`.${part}`);
  tour.offer.onclick = () => open(tour, tour.card.hidden);
  tour.back.onclick = () => goTo(tour, Math.max(0, tour.stop - 1));
  tour.next.onclick = () => (tour.stop + 1 < STOPS.length ? goTo(tour, tour.stop + 1) : end(tour));
  tour.skip.onclick = () => end(tour);
  root.onkeydown = (event) => onKey(tour, event);
  tour.onPress = (event) => { if (!event.composedPath().includes(root)) open(tour, false); };
  document.addEventListener("pointerdown", tour.onPress);
  root.hidden = document.cookie.split("; ").includes(`${COOKIE}=1`);
  goTo(tour, window.xorTourStop ?? 0);
  return tour;
}

function open(tour, isOpen) {
  tour.card.hidden = !isOpen;
  tour.offer.setAttribute("aria-expanded", isOpen);
}

// Next becomes Done in its place, and Back waits in its own, so that none of them takes the focus away.
function goTo(tour, stop) {
  const isLast = stop + 1 === STOPS.length;
  tour.stop = window.xorTourStop = stop;
  [tour.name.textContent, tour.says.textContent] = STOPS[stop];
  tour.place.textContent = `${stop + 1} of ${STOPS.length}`;
  tour.back.setAttribute("aria-disabled", stop === 0);
  tour.next.textContent = isLast ? "Done" : "Next";
  tour.skip.hidden = isLast;
}

function onKey(tour, event) {
  if (event.key !== "Escape" || tour.card.hidden) return;
  open(tour, false);
  tour.offer.focus();
}

// What one is to press now has the focus, which would be lost with the tour.
function end(tour) {
  document.cookie = `${COOKIE}=1; max-age=34560000; path=/; SameSite=Lax`;
  tour.root.hidden = true;
  const [view] = window.xorLiveView?.views ?? [];
  view?.transport.train.focus();
}

export default function ({ parentElement }) {
  const root = parentElement.querySelector(".tour");
  root.tour ??= makeTour(root);
  return whenGone(root, () => document.removeEventListener("pointerdown", root.tour.onPress));
}
