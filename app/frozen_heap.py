"""Streamlit collects garbage after every fragment run, which costs more than drawing a frame does.

Importing this module once, after all others, takes what the imports made out of every later collection.
"""

import gc

gc.collect()
gc.freeze()
