"""The sidebar: one widget for each setting of a Config, its key the setting's name.

Before it is drawn every widget is set to the run's own value, so what it shows is what runs, also after a refusal.
"""

import streamlit as st

from app.run import session
from app.run.run import Run
from app.train import own_points_dialog
from app.widgets.number_field import number_field
from app.widgets.synced_widget import on_edit, put
from xorcore import ACTIVATIONS, DATASETS, INITS, LIMITS, LOSSES, OPTIMIZERS, PRESETS, Config, ConfigError
from xorcore.config import FIELDS, OWN_DATA, parse_hidden

CHANGED_PRESET = "own settings"
OPTIMIZER_NAMES = {
    "previous_gradient": "previous gradient (report)",
    "momentum": "momentum (heavy ball)",
    "as_printed": "as printed (report, climbs)",
}
DATASET_NAMES = {"xor": "XOR", "xor_line": "XOR line", "noisy_xor": "noisy XOR", OWN_DATA: "own points"}


def sidebar() -> None:
    """All settings of the current run."""
    run = session.current()
    config = run.present_config
    for field in FIELDS:
        put(field, _shown(field, getattr(config, field)))
    presets = {} if run.parameters else PRESETS
    put("preset", next((name for name, preset in presets.items() if preset == config), CHANGED_PRESET))
    with st.sidebar:
        st.selectbox("Preset", [*PRESETS, CHANGED_PRESET], key="preset", on_change=on_edit("preset", _take_preset))
        _data(config)
        _network()
        _training(config)
        _start(run)
        with st.expander("More"):
            _more(config)


def _data(config: Config) -> None:
    st.markdown("**Data**")
    generator = DATASETS.get(config.dataset)
    _choice("dataset", "Data set", [*DATASETS, OWN_DATA], DATASET_NAMES)
    if generator is None or not generator.uses_samples:
        st.button("Own points…", on_click=own_points_dialog.ask, width="stretch")
    else:
        left, right = st.columns(2)
        _number("samples", "Samples", left, step=10)
        _number("noise", "Noise", right, step=0.05, help="Standard deviation of the shift of each point.")


def _network() -> None:
    st.markdown("**Network**")
    _widget(st.text_input, "hidden", "Hidden layers", placeholder="none",
            help="Units of each hidden layer, for example 4, 4. Empty for no hidden layer.")
    left, right = st.columns(2)
    _choice("hidden_activation", "Hidden activation", list(ACTIVATIONS), place=left)
    _choice("output_activation", "Output activation", list(ACTIVATIONS), place=right)


def _training(config: Config) -> None:
    st.markdown("**Training**")
    _choice("optimizer", "Update rule", list(OPTIMIZERS), OPTIMIZER_NAMES, help=OPTIMIZERS[config.optimizer].equation)
    left, right = st.columns(2)
    _number("learning_rate", "Learning rate", left, step=0.01, help="l in the update rule.")
    _number("momentum", "Momentum", right, step=0.05, help="m in the update rule.",
            disabled=not OPTIMIZERS[config.optimizer].uses_momentum)
    left, right = st.columns(2)
    _number("epochs", "Epochs", left, step=1000, help="One epoch is once over all samples.")
    _number("batch_size", "Batch size", right, step=1, help="Samples for each update; 0 means all of them.")


def _start(run: Run) -> None:
    st.markdown("**Start**")
    if run.parameters:
        st.caption("The start weights of this run were given. Another choice here draws new ones.")
    left, right = st.columns(2)
    _choice("init", "Start weights", list(INITS), place=left)
    _number("seed", "Seed", right, step=1, help="Equal settings and seed give equal numbers, to the last bit.")


def _more(config: Config) -> None:
    _choice("loss", "Loss", list(LOSSES), help="½ Σ (ŷ − y)², or −Σ y ln ŷ + (1 − y) ln(1 − ŷ).")
    _choice("reduction", "Loss over samples", ["sum", "mean"])
    _choice("sample_order", "Order of samples", ["fixed", "shuffled"], disabled=config.batch_size == 0)
    _number("l2", "L2", st, step=0.001, help="Adds l2/2 · Σ w² to the loss; biases are not counted.")
    _number("init_scale", "Scale of start weights", st, step=0.1)
    _number("stop_at_loss", "Stop at loss below", st, step=0.001, help="Empty: never.", placeholder="never")
    generator = DATASETS.get(config.dataset)
    _number("test_share", "Share kept for testing", st, step=0.1, disabled=generator is None or not generator.uses_samples)
    _widget(st.checkbox, "train_biases", "Train biases")


def _choice(field: str, label: str, options: list[str], names: dict[str, str] | None = None, place=st, **more) -> None:
    names = names or {}
    _widget(place.selectbox, field, label, options=options,
            format_func=lambda option: names.get(option, option.replace("_", " ")), **more)


def _number(field: str, label: str, place, step: float, **more) -> None:
    number_field(place, field, label, LIMITS[field], lambda value: _change(field, value), session.refuse, step=step,
                 may_be_empty=FIELDS[field].default is None, **more)


def _widget(widget, field: str, label: str, **more) -> None:
    widget(label, key=field, on_change=on_edit(field, lambda value: _change(field, value)), **more)


def _shown(field: str, value):
    return ", ".join(map(str, value)) if field == "hidden" else value


def _change(field: str, value) -> None:
    try:
        session.change(field, parse_hidden(value) if field == "hidden" else value)
    except ConfigError as error:
        kept = _shown(error.field, getattr(session.current().present_config, error.field))
        session.refuse(f"{error}; {error.field} stays {kept if kept not in ('', None) else 'none'}.")


def _take_preset(name: str) -> None:
    if name in PRESETS:
        session.start(PRESETS[name], note=f"New run: preset {name}.")
