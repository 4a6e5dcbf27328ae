"""MLflow with ids and a clock that are the same every time, and in every version."""

import random
import uuid

from mlflow import MlflowClient
from mlflow.store.tracking import sqlalchemy_store

NOW = 1_795_392_000_000  # 2026-11-23 00:00 UTC, in milliseconds
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

ids = random.Random()
ticks = iter(range(NOW, NOW + DAY))
uuid.uuid4 = lambda: uuid.UUID(int=ids.getrandbits(128), version=4)
sqlalchemy_store.get_current_time_millis = lambda: next(ticks)


def open_store(path):
    """A client of the store at `path`, which is made when it is not there."""
    uri = f"sqlite:///{path}"
    # Told here, artifacts are not under the working folder, whose name differs between machines.
    sqlalchemy_store.SqlAlchemyStore(uri, "s3://runs")
    return MlflowClient(uri)


def create_experiment(client, name, at, tags=None):
    return client.create_experiment(name, artifact_location=f"s3://runs/{at}", tags=tags)


def create_run(client, experiment, name, start, tags=None):
    """The id of a new run, which depends on nothing but the experiment and the name."""
    ids.seed(f"{experiment}/{name}")
    return client.create_run(experiment, start_time=start, tags=tags, run_name=name).info.run_id
