// Where the pointer is over a picture; null when it is not there any more. What a finger has touched stays told when it is
// lifted, or nothing could be read: until it touches elsewhere, or begins to scroll. Returns what ends the telling.

function followPointer(canvas, tell) {
  const leave = ({ pointerType }) => { if (pointerType !== "touch") tell(null); };
  const press = (event) => { if (!event.composedPath().includes(canvas)) tell(null); };
  for (const type of ["pointerdown", "pointermove", "pointerup"]) {
    canvas.addEventListener(type, (event) => tell({ x: event.offsetX, y: event.offsetY }));
  }
  canvas.addEventListener("pointerleave", leave);
  canvas.addEventListener("pointercancel", () => tell(null));
  document.addEventListener("pointerdown", press, true);
  return () => document.removeEventListener("pointerdown", press, true);
}
