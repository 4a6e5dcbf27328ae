"""Writes the stores of the MLflow that runs it: stores.py FOLDER."""

import sys
from pathlib import Path

import mlflow

import copies
import expected
import hostile
import registry
import runs
from predictable import open_store


def main():
    folder = Path(sys.argv[1])
    major = mlflow.__version__.split(".")[0]

    def store(name):
        (folder / name).mkdir()
        return folder / name / "mlflow.db"

    written = store(f"mlflow-{major}")
    runs.write(written)
    (folder / "expected").mkdir(exist_ok=True)
    expected.write(written, folder / "expected" / f"mlflow-{major}.json")
    if major != "3":
        return

    empty = store("empty")
    open_store(empty)
    copies.write_many_experiments(empty, store("many-experiments"))
    copies.write_wal(written, store("wal"))
    copies.write_wal_live(written, store("wal-live"))
    hostile.write(store("hostile"))
    registry.write(store("registry"))


main()
