"""The sidebar: one widget for each setting of a Config, its key the setting's name.

Before it is drawn every widget is set to the run's own value, so what it shows is what runs, also after a refusal.
"""

from functools import partial

import streamlit as st

from app.run import session
from app.server.run import Run
from app.train import own_points_dialog
from app.widgets.number_field import number_field
from app.widgets.refusal import refused_below
from app.widgets.synced_widget import synced
from app.words.names import name_of
from xorcore import ACTIVATIONS, DATASETS, INITS, LIMITS, LOSSES, OPTIMIZERS, PRESETS, Config, ConfigError
from xorcore.book import FIELDS, LABELS, OWN_DATA, parse_hidden, stays

CHANGED_PRESET = "own settings"


def sidebar() -> None:
    """All settings of the current run."""
    run = session.current()
    config = run.present_config
    presets = {} if run.parameters else PRESETS
    preset = next((name for name, preset in presets.items() if preset == config), CHANGED_PRESET)
    with st.sidebar:
        synced(st.selectbox, "Preset", key="preset", value=preset, options=[*PRESETS, CHANGED_PRESET], take=_take_preset)
        _data(config)
        _network(config)
        _training(config)
        _start(run)
        with st.expander("More"):
            _more(config)


def _data(config: Config) -> None:
    st.markdown("**Data**")
    generator = DATASETS.get(config.dataset)
    _choice("dataset", config, [*DATASETS, OWN_DATA])
    if generator is None or not generator.drawn:
        st.button("Own points…", on_click=own_points_dialog.ask, width="stretch", key="own_points")
    else:
        left, right = st.columns(2)
        _number("samples", config, left)
        _number("noise", config, right, help="Standard deviation of the shift of each point.")


def _network(config: Config) -> None:
    st.markdown("**Network**")
    _widget(st.text_input, "hidden", config, placeholder="none",
            help="Units of each hidden layer, for example 4, 4. Empty for no hidden layer.")
    left, right = st.columns(2)
    _choice("hidden_activation", config, list(ACTIVATIONS), place=left)
    _choice("output_activation", config, list(ACTIVATIONS), place=right)


def _training(config: Config) -> None:
    st.markdown("**Training**")
    _choice("optimizer", config, list(OPTIMIZERS), help="  \n".join(OPTIMIZERS[config.optimizer].equations))
    left, right = st.columns(2)
    _number("learning_rate", config, left, help="l in the update rule.")
    _number("momentum", config, right, help="m in the update rule.",
            disabled=not OPTIMIZERS[config.optimizer].uses_momentum)
    left, right = st.columns(2)
    _number("epochs", config, left, help="One epoch is once over all samples.")
    _number("batch_size", config, right, help="Samples for each update; 0 means all of them.")


def _start(run: Run) -> None:
    st.markdown("**Start**")
    if run.parameters:
        st.caption("The start weights of this run were given. Another choice here draws new ones.")
    left, right = st.columns(2)
    _choice("init", run.present_config, list(INITS), place=left)
    _number("seed", run.present_config, right, help="Equal settings and seed give equal numbers, to the last bit.")


def _more(config: Config) -> None:
    _choice("loss", config, list(LOSSES), help="½ Σ (ŷ − y)², or −Σ y ln ŷ + (1 − y) ln(1 − ŷ).")
    _choice("reduction", config, ["sum", "mean"])
    _choice("sample_order", config, ["fixed", "shuffled"], disabled=config.batch_size == 0)
    _number("l2", config, help="Adds l2/2 · Σ w² to the loss; biases are not counted.")
    _number("init_scale", config)
    _number("stop_at_loss", config, help="Empty: never.", placeholder="never")
    generator = DATASETS.get(config.dataset)
    _number("test_share", config, disabled=generator is None or not generator.drawn)
    _widget(st.checkbox, "train_biases", config)


def _choice(field: str, config: Config, options: list[str], place=st, **more) -> None:
    _widget(st.selectbox, field, config, place, options=options, format_func=lambda option: name_of(field, option), **more)


def _number(field: str, config: Config, place=st, **more) -> None:
    with _field(field, place):
        number_field(st, field, LABELS[field], getattr(config, field), LIMITS[field], lambda value: _change(field, value),
                     partial(session.refuse, field=field), may_be_empty=FIELDS[field].default is None, **more)


def _field(field: str, place):
    """What is drawn inside is this setting, with what was refused of it below."""
    return refused_below(field, " ".join(session.refusals(field)), place)


def _widget(widget, field: str, config: Config, place=st, **more) -> None:
    with _field(field, place):
        synced(widget, LABELS[field], key=field, value=_shown(field, getattr(config, field)),
               take=lambda value: _change(field, value), **more)


def _shown(field: str, value):
    return ", ".join(map(str, value)) if field == "hidden" else value


def _change(field: str, value) -> None:
    try:
        session.change(field, parse_hidden(value) if field == "hidden" else value)
    except ConfigError as error:
        session.refuse(stays(error, field, session.current().present_config), field=field)


def _take_preset(name: str) -> None:
    if name in PRESETS:
        session.start(PRESETS[name], note=f"New run: preset {name}.")
