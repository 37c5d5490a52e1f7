// What a component returns to Streamlit: released when its element is gone. The clean-up of
// a superseded script run is called while the element lives on.
const whenGone = (element, release) => () => setTimeout(() => {
  if (!element.isConnected) release();
});
