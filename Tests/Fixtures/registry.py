"""What searches are compared on: registered models with their versions, experiments with tags, and
runs with several datasets and keys that are hard to write."""

import itertools

from mlflow.entities import Dataset, DatasetInput, InputTag, Metric, Param
from mlflow.store.model_registry import sqlalchemy_store

from predictable import DAY, HOUR, MINUTE, NOW, create_experiment, create_run, open_store

MODELS = ["churn", "Churn-v2", "fraud", "fraud_eu", "ranker", "Ünï-code", "a b", "x.y"]
STAGES = ["passed", "failed", "PASSED", None]
TEAMS = ["core", "risk", "Core", None]

# Twice the same moment, so that ties are broken.
moments = (NOW + number // 2 * 1000 for number in itertools.count())
sqlalchemy_store.get_current_time_millis = lambda: next(moments)


def some(tags):
    return {key: value for key, value in tags.items() if value}


def write_experiments(client):
    for number in range(14):
        name = f"{'Exp' if number % 3 else 'exp'}_{number * 5 % 14:02}"
        tags = some({"team": TEAMS[number % 4], "tier": str(number % 3), "a/b": STAGES[number % 3]})
        create_experiment(client, name, f"search-{number}", tags)


def write_runs(client):
    """Their ids, the oldest first."""
    experiment = create_experiment(client, "datasets", "datasets")
    return [write_run(client, experiment, number) for number in range(48)]


def write_run(client, experiment, number):
    run = create_run(client, experiment, f"Run_{number:02}", NOW - DAY + number // 2 * HOUR)
    start = NOW + number * MINUTE
    curve = [Metric("case", (number - step) ** 2 / 100, start + step, step) for step in range(6)]
    params = {"from": str(number % 5), "cross-entropy loss": STAGES[number % 4], "1st": "x"}
    client.log_batch(
        run,
        metrics=curve + [Metric("val/f1 score", number / 48, start, 0)],
        params=[Param(key, value) for key, value in some(params).items()],
    )
    for which in range(number % 4):
        client.log_inputs(run, datasets=[dataset(number + which)])
    return run


def dataset(number):
    context = ["training", "eval", "Training"][number % 3]
    data = Dataset(f"ds{number % 7}", f"dig{number % 5}", "local", "{}")
    return DatasetInput(data, [InputTag("mlflow.data.context", context)])


def write_models(client, runs):
    for place, name in enumerate(MODELS):
        client.create_registered_model(name, tags=some({"team": TEAMS[place % 4], "k v": "1"}))
        for number in range(place % 4):
            client.create_model_version(
                name,
                f"s3://models/{name}/{number}",
                run_id=runs[number * 5 + place] if number % 2 else None,
                tags=some({"validation": STAGES[(place + number) % 4]}),
            )


def write(path):
    client = open_store(path)
    write_experiments(client)
    write_models(client, write_runs(client))
