// Streamlit (1.67) makes an entry of the browser's history of each change of the address, so that Back would go through the
// epochs of a run. Who goes back means places: pages, and the card that is open on Classics.
//
// And what a page writes into the address can reach a busy browser before the page does; it then stands under the page that
// is left, and is taken along when the page comes. The entry of the page that is left has its own address again.

const place = (url) => url.pathname + url.searchParams.get("classic");
const push = history.pushState.bind(history);
let own = null; // the address that this place had before its last change

history.pushState = (state, title, url) => {
  const [here, next] = [new URL(location.href), new URL(url, location.href)];
  if (place(next) === place(here)) {
    if (here.search) own = here.href; // it is emptied for the next page
    history.replaceState(state, title, url);
    return;
  }
  if (own && next.search === here.search) history.replaceState(state, title, own);
  own = null;
  push(state, title, url);
};
window.addEventListener("popstate", () => { own = null; });
