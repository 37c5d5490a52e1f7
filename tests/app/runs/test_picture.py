"""The stamp of a run shows what the network answers and how its loss went."""

import struct
import zlib

import numpy as np
import pytest

from app.runs.picture import BLUE, CURVE_WIDTH, GAP, HEIGHT, NEUTRAL, ORANGE, STROKE, _curve, picture, read_picture
from xorcore import Config, History, train
from xorcore.files import saved_run


def saved(config: Config, epochs: int):
    trainer = train(config)
    history = History(trainer)
    for epoch in trainer:
        history.record()
        if epoch.number == epochs:
            break
    return saved_run(trainer, history)


def pixels(png: bytes) -> np.ndarray:
    """(height, width, 4) of a PNG without filters; its checksums must fit."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, place = {}, 8
    while place < len(png):
        length, = struct.unpack(">I", png[place : place + 4])
        name, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length]) == (zlib.crc32(name + data),)
        chunks[name], place = data, place + 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, 1 + 4 * width)
    assert not lines[:, 0].any()
    return lines[:, 1:].reshape(height, width, 4)


def test_corners_of_the_solved_lab_are_blue_and_orange():
    epoch, png = read_picture(picture(saved(Config(), 30_000)))
    surface = pixels(png)[:, :HEIGHT].astype(int)
    blue_or_orange = surface[..., 2] - surface[..., 0]
    side = HEIGHT // 5  # the margin around the samples is a sixth
    assert epoch == 30_000
    assert blue_or_orange[-side, side] > 100 and blue_or_orange[side, -side] > 100  # (0, 0) and (1, 1)
    assert blue_or_orange[side, side] < -100 and blue_or_orange[-side, -side] < -100  # (0, 1) and (1, 0)


@pytest.mark.parametrize(("output", "share", "end"), [(0.5, 0, BLUE), (0.2, 0.6, BLUE), (1e-6, 1, BLUE), (0.8, 0.6, ORANGE),
                                                     (1 - 1e-6, 1, ORANGE)])
def test_an_output_is_coloured_by_its_distance_from_the_middle(output, share, end):
    run = saved(Config(), 0)
    run.states[-1].vector[:] = 0
    run.states[-1].vector[-1] = np.log(output / (1 - output))  # the output's bias
    surface = pixels(read_picture(picture(run))[1])[:, :HEIGHT]
    expected = np.array(NEUTRAL) * (1 - share) + np.array(end) * share
    assert np.abs(surface[..., :3] - expected).max() <= 1 and (surface[..., 3] == 255).all()


@pytest.mark.parametrize("epochs", [0, 1, 2, 30, 400])
def test_the_curve_goes_from_edge_to_edge_without_a_gap(epochs):
    curve = pixels(read_picture(picture(saved(Config(), epochs)))[1])[:, HEIGHT + GAP :, 3] > 0
    assert curve.shape == (HEIGHT, CURVE_WIDTH) and curve.any(axis=0).all()
    middles = [np.flatnonzero(column).mean() for column in curve.T]
    assert middles[-1] >= middles[0]  # the loss falls


def test_the_curve_is_as_thick_as_its_stroke_and_lies_on_the_lower_edge():
    curve = pixels(read_picture(picture(saved(Config(), 0)))[1])[:, HEIGHT + GAP :, 3] > 0
    assert {tuple(np.flatnonzero(column)) for column in curve.T} == {tuple(range(HEIGHT - 1 - 2 * STROKE, HEIGHT))}


def test_a_diverged_run_has_a_picture():
    run = saved(Config(output_activation="linear", learning_rate=0.4, optimizer="gradient_descent"), 1000)
    assert run.states[-1].diverged
    assert read_picture(picture(run))[0] == run.epoch


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG", picture(saved(Config(), 1))[:-1]])
def test_a_picture_that_is_missing_or_damaged_is_none(content):
    assert read_picture(content) is None


def test_losses_that_are_no_numbers_are_a_flat_curve():
    assert (_curve(np.full(5, np.nan)) == _curve(np.full(1, 0.5))).all()
    assert (_curve(np.array([0.5, np.inf, 0.25])) == _curve(np.array([0.5, 0.25]))).all()
