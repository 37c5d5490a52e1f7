"""Faults that a blind draw of changed lines brought, over the app and the core, and that no test had seen."""

from tests.benchmarks.fault import of_module

FAULTS = [
    *of_module(
        "app/run/point_columns.py", "app/run/test_point_columns.py",
        ('two columns of words pass for two of marks', '        return False\n    return {tuple',
         '        return True\n    return {tuple'),
    ),
    *of_module(
        "app/runs/picture.py", "app/runs/test_picture.py",
        ('the curve is a pixel thinner', 'rows >= top - STROKE', 'rows > top - STROKE'),
    ),
    *of_module(
        "app/train/live_view/frame.py", "app/train/live_view/test_frame.py",
        ('an unbounded neuron is drawn on no range', '_as_bytes(neuron, -limit, limit)', '_as_bytes(neuron, limit, limit)'),
    ),
    *of_module(
        "app/train/live_view/message.py", "app/train/live_view/test_message.py",
        ('the page is told nothing of its socket', 'live_path(viewer.token) if by_socket else ""', '""'),
        ('each frame brings the scene', 'b"" if known else scene(run)', 'scene(run)'),
    ),
    *of_module(
        "app/words/names.py", "app/words/test_names.py",
        ('two data sets change names', '{"xor": "XOR", "xor_line": "XOR line"', '{"xor": "XOR line", "xor_line": "XOR"'),
    ),
    *of_module(
        "app/compare/settings.py", "app/compare/test_settings.py",
        ('a list with two readings is taken', '    check_split(texts)\n', ''),
        ('batches of 0 samples', 'f"batches of {value}" if value else "all samples"', 'f"batches of {value}"'),
    ),
    *of_module(
        "app/compare/controls.py", "app/compare/test_choices.py",
        ('the example is called the earlier comparison',
         'if here.asked and not page.is_as_chosen', 'if not page.is_as_chosen'),
    ),
    *of_module(
        "app/maps/words.py", "app/maps/test_words.py",
        ('a part of a preset is described as the whole', 'preset and (choices.x, choices.y, choices.colour) == ',
         'preset and (choices.x, choices.y, choices.colour) != '),
    ),
    *of_module(
        "app/one_step/tables.py", "app/one_step/test_tables.py",
        ('all digits are never shown', 'exact if whole else figure', 'figure'),
    ),
    *of_module(
        "app/one_step/chosen_step.py", "app/one_step/test_chosen_step.py",
        ('a batch of 1 sample', "batch if n > 1 else 'one sample'", 'batch'),
    ),
    *of_module(
        "app/seeds/tables.py", "app/seeds/test_tables.py",
        ('the first stretch of epochs has a hole', '"to": edges[1:] - 1', '"to": edges[1:]'),
        ('diverged seeds are called unsolved', '[stats.solved, stats.diverged], ["solved", "diverged"]',
         '[stats.solved], ["solved"]'),
    ),
    *of_module(
        "app/seeds/statistics.py", "app/seeds/test_statistics.py",
        ('levels of XOR are named for any data set', 'if not has_levels(stats.setting.config) or not len', 'if not len'),
    ),
    *of_module(
        "app/server/serving.py", "app/server/test_serving.py",
        ('the keeper goes on after the end', '        TURNS.stop()\n        keeper().stop()', '        TURNS.stop()'),
    ),
    *of_module(
        "app/server/turns.py", "app/server/test_turns_in_their_thread.py",
        ('the idle thread spins', 'if not trained:', 'if trained:'),
    ),
    *of_module(
        "app/drawing/palette.py", "app/drawing/test_palette.py",
        ('the first run is dashed', '{"solid": (), "dash": (9, 9)', '{"solid": (9, 9), "dash": ()'),
    ),
    *of_module(
        "app/classics/card.py", "app/test_elements.py",
        ('the figures begin with a column of running numbers', 'hide_index=True', 'hide_index=False'),
    ),
    *of_module(
        "xorcore/decision_surface.py", "xorcore/test_decision_surface.py",
        ('one finite point is enough for float32', 'np.isfinite(each).all()', 'np.isfinite(each).any()'),
    ),
    *of_module(
        "xorcore/run_time.py", "xorcore/test_run_time.py",
        ('one epoch is measured', 'if elapsed > measure_seconds:', 'if True:'),
    ),
    *of_module(
        "xorcore/many/members.py", "xorcore/many/test_members.py",
        ('orders are drawn where there is one batch', '0 < config.batch_size <', '0 <= config.batch_size <'),
    ),
    *of_module(
        "xorcore/many/trainability.py", "xorcore/many/test_trainability.py",
        ('slow ones are ranked with the converged', '(values < 0, -1.0, 1)', '(values < 1, -1.0, 1)'),
    ),
    *of_module(
        "xorcore/diagnosis/comparison.py", "xorcore/diagnosis/test_comparison.py",
        ('no explanations ever differ', 'values - values[:1]', 'values - values'),
    ),
    *of_module(
        "xorcore/diagnosis/variants/reported_loss.py", "xorcore/diagnosis/variants/test_reported_loss.py",
        ('an averaged loss is reported as its sum', '(len(inputs) if config.reduction == "mean" else 1)', '1'),
    ),
    *of_module(
        "xorcore/diagnosis/mistakes/catalogue.py", "xorcore/diagnosis/mistakes/test_catalogue.py",
        ('rare mistakes come first', 'not made.common)', 'made.common)'),
    ),
    *of_module(
        "xorcore/diagnosis/answer.py", "xorcore/diagnosis/test_answer.py",
        ('what is right is said twice', 'for k, letter in right if k not in whole]', 'for k, letter in right]'),
    ),
    *of_module(
        "xorcore/diagnosis/submission/orientation.py", "xorcore/diagnosis/submission/test_orientation.py",
        ('one bias for all units is not said', 'said=(*each.said, *shared)', 'said=each.said'),
    ),
    *of_module(
        "xorcore/diagnosis/submission/arrangement.py", "xorcore/diagnosis/submission/test_arrangement.py",
        ('layers that come backward are not read', '[f"{letter}{k}" for k in reversed(layers) for letter in "Wb"]',
         '[f"{letter}{k}" for k in layers for letter in "Wb"]'),
    ),
]
