"""Entry of the dashboard: page set-up and navigation."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: two threads make networks of this size slower

import streamlit as st

st.set_page_config(page_title="Back-propagation, live", layout="wide")
st.navigation([
    st.Page("app/pages/train.py", title="Train", default=True),
    st.Page("app/pages/one_step.py", title="One step", url_path="one_step"),
], position="top").run()
