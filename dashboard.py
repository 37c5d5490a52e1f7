"""Entry of the dashboard: `streamlit run` imports it once for the server, and runs it as the script of each page."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: two threads make networks of this size slower

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx():
    from app import main

    main.show()
else:
    from app.server import serving

    app = st.App("dashboard.py", **serving.parts())
