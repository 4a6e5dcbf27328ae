"""The 200 runs that MLflow 3 and MLflow 2 both write, and some that are deleted."""

import math
import random

from mlflow.entities import Dataset, DatasetInput, InputTag, Metric, Param, RunTag

import models
from predictable import DAY, HOUR, MINUTE, NOW, create_experiment, create_run, open_store

ADJECTIVES = (
    "amber bold brave brisk calm crisp dusky keen lucid mellow noble plain quiet rapid solar"
    " stoic swift tidy vivid wry"
).split()
ANIMALS = (
    "bison crane egret finch fox hare heron ibex kite lynx marten newt otter raven swan tapir"
    " vole wolf"
).split()
USERS = ["ana", "mei", "ci"]
TEAMS = ["growth", "risk", None]


def name(number):
    return f"{ADJECTIVES[number % 20]}-{ANIMALS[number * 7 % 18]}-{number}"


def status(number):
    if number < 3:
        return "RUNNING"
    if number in (5, 40):
        return "SCHEDULED"
    if number % 11 == 3:
        return "FAILED"
    return "KILLED" if number % 17 == 9 else "FINISHED"


def params(number, rng):
    values = {
        "model": rng.choice(["xgb", "xgb", "lgbm", "mlp", "linear"]),
        "lr": rng.choice(["0.1", "0.05", "0.03", "0.02", "0.01", "1e-3", "1e-04"]),
        "depth": str(rng.randint(3, 12)),
        "data": rng.choice(["2026-09", "2026-10", "2026-11"]),
    }
    if number % 13 == 4:
        del values["lr"]
    return values


def tags(number):
    values = {
        "mlflow.user": USERS[number % 3],
        "mlflow.source.name": "train.py" if number % 4 else "sweep.py",
        "mlflow.source.type": "LOCAL",
        "mlflow.source.git.commit": f"{number * 2654435761 % 2**64:016x}{number:024x}",
        "team": TEAMS[number // 5 % 3],
    }
    return {key: value for key, value in values.items() if value}


def curves(number, start, rng):
    """Falling losses and a rising score; some runs diverge."""
    steps = rng.randint(10, 60)
    floor, rate = rng.uniform(0.2, 0.4), rng.uniform(0.05, 0.3)
    for step in range(steps):
        left = math.exp(-rate * step)
        noise = rng.gauss(0, 0.005)
        loss = floor + 0.4 * left + noise
        auc = 0.95 - floor / 4 - 0.25 * left - noise
        if number % 19 == 6 and step >= steps // 2:
            auc = math.nan
        if number % 23 == 7 and step == steps - 1:
            loss = math.inf if number % 2 else math.nan
        if number % 47 == 8:
            auc = -math.inf
        at = start + step * MINUTE
        yield Metric("train/loss", floor / 2 + 0.5 * left, at, step * 10)
        yield Metric("val/auc", auc, at, step * 10)
        if number % 29 != 10:
            yield Metric("val/loss", loss, at, step * 10)


def dataset(number):
    source = f'{{"uri": "s3://data/churn-{number % 3}.parquet"}}'
    return DatasetInput(
        Dataset(f"churn-2026-{9 + number % 3:02}", f"9f3a{number % 3:04}", "s3", source),
        [InputTag("mlflow.data.context", "training")],
    )


def churn_start(number):
    """Half an hour apart; three start together with the next, and one was logged long after."""
    start = NOW - (number - (number in (21, 61, 101))) * 30 * MINUTE
    return start - 9 * DAY if number == 70 else start


def write_run(client, experiment, number, start, extra_tags=None):
    rng = random.Random(number)
    state = status(number)
    run = create_run(client, experiment, name(number), start, tags(number) | (extra_tags or {}))
    pairs = [Param(key, value) for key, value in params(number, rng).items()]
    points = [] if state == "SCHEDULED" else list(curves(number, start, rng))
    client.log_batch(run, metrics=points, params=pairs)
    if number % 3 == 0:
        client.log_inputs(run, datasets=[dataset(number)])
    if state == "SCHEDULED":
        client.update_run(run, status=state)
    elif state != "RUNNING":
        client.set_terminated(run, state, end_time=start + rng.randint(2 * MINUTE, 50 * MINUTE))
    return run


def write_nested(client, experiment, numbers):
    """One parent, three children, two of the next level under each."""
    def child(number, parent):
        tag = {"mlflow.parentRunId": parent} if parent else None
        return write_run(client, experiment, number, NOW - number * HOUR, tag)

    root = child(next(numbers), None)
    for _ in range(3):
        parent = child(next(numbers), root)
        for _ in range(2):
            child(next(numbers), parent)


def write(path):
    client = open_store(path)
    churn = create_experiment(client, "churn", "1", {"mlflow.note.content": "who leaves, and why"})
    written = []
    for number in reversed(range(150)):  # Oldest first, as they happen.
        written.append(write_run(client, churn, number, churn_start(number)))
    ranker = create_experiment(client, "ranker", "2")
    for number in reversed(range(150, 190)):
        write_run(client, ranker, number, NOW - number * 2 * HOUR)
    nested = create_experiment(client, "nested", "3")
    write_nested(client, nested, iter(range(190, 200)))

    client.delete_run(write_run(client, churn, 200, NOW - 200 * HOUR))
    abandoned = create_experiment(client, "abandoned", "4")
    write_run(client, abandoned, 201, NOW - 201 * HOUR)
    client.delete_experiment(abandoned)
    models.write(client, written)
