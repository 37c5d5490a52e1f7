"""Each drawing of a page begins at its top."""

from streamlit.delta_generator_singletons import context_dg_stack

from app.server.mends import page_top


def test_a_run_begins_at_the_top_of_the_page_though_a_part_of_it_was_drawn_before(monkeypatch):
    class Runner:
        def _run_script(self, asked):
            self.begins_in = context_dg_stack.get()

    monkeypatch.setattr(page_top, "ScriptRunner", Runner)
    page_top.mend()
    top, runner = context_dg_stack.get(), Runner()
    left_behind = context_dg_stack.set((*top, "a part of the page"))
    runner._run_script(None)
    assert runner.begins_in == top
    context_dg_stack.reset(left_behind)


def test_streamlit_still_runs_by_this_name():
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

    assert callable(ScriptRunner._run_script)
