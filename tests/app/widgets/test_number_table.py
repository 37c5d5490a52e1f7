"""Tables say numbers as all pages do, and keep all their digits."""

import json

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from app.widgets.number_table import height_of
from tests.helpers.transcript import transcript

VALUES = [1 / 3, 6.14321e-5, float("nan")]


def page():
    import pandas as pd

    from app.widgets.number_table import table_behind

    table_behind("Loss", pd.DataFrame({"epoch": [0, 1000, 30000], "loss": [1 / 3, 6.14321e-5, float("nan")]}))


def test_a_table_holds_all_digits_and_shows_five():
    app = AppTest.from_function(page).run()
    assert transcript(app) == ['markdown body "**Loss**"',
                               'dataframe arrowData ["epoch", "loss"], columns "{\\"_index\\": {\\"hidden\\": true}}", '
                               'placeholder "–", heightConfig {"pixelHeight": 142}']
    pd.testing.assert_series_equal(app.dataframe[0].value["loss"], pd.Series(VALUES, name="loss"))
    shown = app.dataframe[0].proto.arrow_data.styler.display_values
    shown = convert_arrow_bytes_to_pandas_df(shown)
    assert shown.to_dict("list") == {"epoch": ["0", "1\u202f000", "30\u202f000"], "loss": ["0.33333", "6.1432e−05", "–"]}


def test_a_table_of_up_to_ten_rows_has_the_height_of_all_of_them_before_it_is_drawn():
    assert [height_of(pd.DataFrame({"x": range(rows)})) for rows in (0, 1, 4, 10, 2000)] == [72, 72, 177, 387, 387]


def test_a_column_of_numbers_that_are_too_large_for_streamlit_s_is_one_of_words():
    def page():
        import pandas as pd
        import streamlit as st

        from app.widgets.number_table import number_table

        table = pd.DataFrame({"loss": [2.0**53, None], "norm": [1e300, 1], "epoch": [-(2**53), 1], "ended": ["a", "b"],
                              "small": [2.0**53 - 1, 1]})
        number_table(table, column_config={"norm": st.column_config.NumberColumn(help="√")})

    columns = json.loads(AppTest.from_function(page).run().dataframe[0].proto.columns)
    assert {name: of["type_config"]["type"] for name, of in columns.items() if name != "_index"} == {
        "loss": "text", "norm": "text", "epoch": "text"}
    assert (columns["norm"]["help"], columns["loss"]["alignment"]) == ("√", "right")
