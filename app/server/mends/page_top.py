"""Each drawing of a page begins at its top.

Without Streamlit's option `fastReruns` (see `whole_callbacks`) one thread runs one script after the other, and a part
of the page (`st.fragment`) leaves behind where it was drawing (Streamlit 1.67): the next drawing of the whole page
began there, inside the part. The browser, which could not find the place of what came then, went blank (16 of 24 walks
without a socket on a busy machine).
"""

from functools import wraps

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner


def mend() -> None:
    """From now on, in all sessions."""
    run = ScriptRunner._run_script

    @wraps(run)
    def run_from_top(runner, asked) -> None:
        context_dg_stack.set(get_default_dg_stack_value())
        run(runner, asked)

    ScriptRunner._run_script = run_from_top
