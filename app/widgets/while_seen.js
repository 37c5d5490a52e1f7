// Asks the script for this part of the page anew, again and again, while somebody can see it.
export default function whileSeen({ parentElement, data, setTriggerValue }) {
  const place = parentElement.getRootNode().host ?? parentElement;
  const leaving = parentElement.leaving ??= watchLeaving();
  const isSeen = () => {
    const { top, bottom } = place.closest("[data-testid=stVerticalBlock]").getBoundingClientRect();
    return !document.hidden && top + data.least < window.innerHeight && bottom > 0;
  };
  const look = () => {
    if (!place.isConnected) return;
    if (isSeen() && !leaving.isUnderWay()) setTriggerValue("look", data.drawn);
    parentElement.timer = setTimeout(look, data.milliseconds);
  };
  clearTimeout(parentElement.timer);
  parentElement.timer = setTimeout(look, data.milliseconds);
  return whenGone(place, leaving.release);
}
