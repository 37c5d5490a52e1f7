"""Maps as files: what is written is what was computed."""

import io
import json
import struct
import zlib

import numpy as np
import pytest

from app.maps.colours import PALETTE, UNKNOWN
from app.maps.files import LEAST_SIDE, npz, png
from app.maps.picture import MapPicture, outcome_in_words
from xorcore import Config
from xorcore.many.maps import Axis

CONFIG = Config(hidden=(2,), optimizer="momentum", epochs=150, stop_at_loss=0.05)
X, Y, CELLS = Axis("learning_rate", 1 / 3, 500), Axis("init_scale", 0.5, 5), 3


@pytest.fixture(scope="module")
def picture():
    numbers = np.arange(CELLS * CELLS).reshape(CELLS, CELLS)
    states, colours = (numbers % 4).astype(np.uint8), (20 * numbers).astype(np.uint8)
    return MapPicture(X, Y, "epochs", 150, states, numbers / 7, colours, 1.0)


@pytest.mark.parametrize(("cells", "pixels"), [(CELLS, LEAST_SIDE // CELLS), (1024, 1), (1025, 1)])
def test_a_cell_is_a_square_of_as_many_pixels_as_the_least_side_has_for_it(picture, cells, pixels):
    large = picture._replace(states=np.zeros((cells, cells), np.uint8), colours=np.zeros((cells, cells), np.uint8))
    assert struct.unpack(">II", png(large)[16:24]) == (cells * pixels,) * 2


def test_the_png_says_its_axes_to_the_last_digit_and_shows_nothing_where_nothing_is_computed(picture):
    chunks = png_chunks(png(picture))
    assert list(chunks) == ["IHDR", "PLTE", "tRNS", "tEXt", "IDAT", "IEND"]
    assert np.flatnonzero(np.frombuffer(chunks["tRNS"], np.uint8) != 255).tolist() == [UNKNOWN]
    assert chunks["tRNS"][UNKNOWN] == 0
    assert chunks["tEXt"] == (b"Description\0learning rate 0.33333333333333331 to 500; "
                              b"scale of start weights 0.5 to 5")


def test_the_png_shows_the_cells_with_the_lowest_row_at_the_bottom(picture):
    content = png(picture)
    width, height, *kind = struct.unpack(">IIBBBBB", content[16:29])
    assert (width, kind) == (height, [8, 3, 0, 0, 0])  # a palette of bytes, neither filtered nor interlaced
    chunks = png_chunks(content)
    rows = np.frombuffer(zlib.decompress(chunks["IDAT"]), np.uint8).reshape(height, width + 1)[:, 1:]
    pixels = height // CELLS
    assert (rows[pixels // 2 :: pixels, pixels // 2 :: pixels] == picture.colours[::-1]).all()
    assert chunks["PLTE"] == PALETTE.tobytes()


def png_chunks(content):
    chunks, start = {}, 8
    while start < len(content):
        length, kind = struct.unpack(">I4s", content[start : start + 8])
        chunk = content[start + 8 : start + 8 + length]
        assert struct.unpack(">I", content[start + 8 + length : start + 12 + length])[0] == zlib.crc32(kind + chunk)
        chunks[kind.decode()] = chunk
        start += 12 + length
    return chunks


def test_the_npz_has_axes_values_states_and_what_they_are(picture):
    file = np.load(io.BytesIO(npz(picture, CONFIG.to_link())), allow_pickle=False)
    assert file["x"].tolist() == X.values(CELLS).tolist()
    assert file["y"].tolist() == Y.values(CELLS).tolist()
    assert (file["values"] == picture.values).all()
    assert (file["states"] == picture.states).all()
    about = json.loads(str(file["about"]))
    assert (about["epochs"], about["states"]) == (150, outcome_in_words(picture))
    assert (about["x"], about["y"], about["values"]) == ("learning_rate", "init_scale", "epochs")
    assert Config.from_link(about["settings"]) == (CONFIG, [])
