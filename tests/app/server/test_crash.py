"""A server that is killed in the middle of training leaves a run that goes on with the same bits."""

import signal
import subprocess
import sys
from pathlib import Path

from app.server.store import Store
from tests.helpers.same_bits import same
from xorcore import Config, train

ROOT = Path(__file__).parents[3]
SERVER = """
import sys
from pathlib import Path
from app.server.run import new_run
from app.server import keeper, live_runs
from app.server.store import Store
from xorcore import Config

keeper.LOOK_SECONDS = keeper.SAVE_SECONDS = 0.02
live = live_runs.open_run(new_run(Config(epochs=1_000_000)), "ada")
live.run.playing = True
kept = keeper.Keeper(Store(Path(sys.argv[1])))
kept.start()
while True:
    live.run.train_for(5, 1_000_000)
    if kept.store.newest("ada"):
        print(live.identity, live.run.last.number, flush=True)
"""


def test_a_killed_server_leaves_the_state_of_the_uninterrupted_run(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        for _ in range(20):
            identity, epoch = process.stdout.readline().split()
    finally:
        process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        process.communicate()
    store = Store(tmp_path)
    kept = store.load("ada", identity)
    store.close()
    assert not (store.problem or store.note or kept.note) and kept.run.epoch > 0
    trainer = train(Config(epochs=1_000_000))
    for epoch in trainer:
        if epoch.number == kept.run.epoch:
            break
    assert same(kept.run.states[-1], trainer.state())
