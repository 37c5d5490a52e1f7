"""A tour of five stops on the first visit: offered, opened when it is wanted; a cookie remembers that it is over."""

import streamlit as st

STOPS = (
    "**Train** starts the network, and pauses it. Step goes one epoch on, Reset starts again, New seed elsewhere.",
    "**The pictures** are all of one epoch: the loss so far, the output over the plane, the network. Point at any of them.",
    "**The timeline** goes back to any epoch of the run, exactly. Below it stand all weights, and their derivatives.",
    "**The settings** stand at the side, on a phone behind », and say what is in force. The address always holds the run.",
    "**The other pages**, at the top, ask more: what happens in one step, what one setting changes, how often it works, "
    "where it works at all, and whether published experiments come out.",
)
COOKIE = "tour_is_over"
REMEMBER = f"""export default () => {{
  document.cookie = '{COOKIE}=1; max-age=34560000; path=/; SameSite=Lax';
}}
"""


def offer() -> None:
    """One small line, until the tour is over or skipped."""
    state = st.session_state
    if st.context.cookies.to_dict().get(COOKIE) == "1":
        return
    if state.get(COOKIE):
        st.components.v2.component("tour", js=REMEMBER)(key="tour")
        return
    with st.popover("New here? A tour", type="tertiary", key="tour_offer"):
        _stop()


@st.fragment
def _stop() -> None:
    number = st.session_state.get("tour_stop", 0)
    st.markdown(STOPS[number])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{number + 1} of {len(STOPS)}", width="content")
        if number + 1 < len(STOPS):
            st.button("Next", on_click=_go_to, args=(number + 1,), key="tour_next")
        if st.button("Skip" if number + 1 < len(STOPS) else "Done", key="tour_end"):
            st.session_state[COOKIE] = True
            st.rerun()


def _go_to(number: int) -> None:
    st.session_state.tour_stop = number
