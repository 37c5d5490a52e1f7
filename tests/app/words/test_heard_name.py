from app.words.heard_name import heard_name


def test_what_a_button_is_of_is_hidden_and_stands_as_it_is_written():
    assert heard_name("Open", "XOR") == "Open *XOR*"
    assert heard_name("Open", " 2 * 3_") == r"Open *2 \* 3\_*"
