// Whether another page was asked for and has not come yet. Streamlit sends the present page's
// name with each request: one that a component makes by itself now would bring that page back.
const LEAVING_MS = 5000; // then the click was lost, with the connection

const isWayOut = (link) => link && link.origin === location.origin && link.pathname !== location.pathname
  && !link.hasAttribute("download");

function watchLeaving() {
  let since = -LEAVING_MS;
  const leave = () => { since = performance.now(); };
  const click = ({ target }) => { if (isWayOut(target.closest?.("a[href]"))) leave(); };
  document.addEventListener("click", click, true);
  window.addEventListener("popstate", leave);
  return {
    isUnderWay: () => performance.now() - since < LEAVING_MS,
    release() {
      document.removeEventListener("click", click, true);
      window.removeEventListener("popstate", leave);
    },
  };
}
