// A finger that begins on a picture of Plotly's scrolls the page. Plotly takes each touch for a drag and
// keeps the page still, though the drag is then of no use on a phone. So it hears of a touch when that has ended where it
// began, as a tap, which it shows or takes as a click; of one that scrolls it hears nothing.

const TAP_PIXELS = 10;
let touched = null;

const isOne = ({ touches, target }) => touches.length === 1 && Boolean(target.closest?.(".js-plotly-plot"));

function holdTouch(event) {
  if (!event.isTrusted) return; // a tap that was told
  touched = isOne(event) ? { target: event.target, touch: event.touches[0] } : null;
  if (event.target.closest?.(".js-plotly-plot")) event.stopImmediatePropagation();
}

function moveTouch({ touches: [touch] }) {
  if (touched && Math.hypot(touch.clientX - touched.touch.clientX, touch.clientY - touched.touch.clientY) > TAP_PIXELS) touched = null;
}

// Before Plotly hears that it has ended, it hears that it began.
function endTouch() {
  if (!touched) return;
  const { target, touch } = touched;
  touched = null;
  const touches = [touch];
  target.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, cancelable: true, touches, targetTouches: touches, changedTouches: touches }));
}

document.addEventListener("touchstart", holdTouch, { capture: true, passive: true });
document.addEventListener("touchmove", moveTouch, { capture: true, passive: true });
document.addEventListener("touchend", endTouch, { capture: true });
document.addEventListener("touchcancel", () => { touched = null; }, { capture: true });
