"""What MLflow's own client answers about the 200 runs, for the tests that compare."""

import json
import math

import mlflow
from mlflow import MlflowClient

ORDERS = [
    [],
    ["metrics.`val/loss` ASC"],
    ["metrics.`val/loss` DESC"],
    ["params.lr ASC"],
    ["attributes.start_time ASC"],
    ["attributes.run_name DESC"],
    ["attributes.status ASC"],
    ["tags.team ASC"],
    ["params.model ASC", "metrics.`val/auc` DESC"],
]


def number(value):
    """JSON has no NaN. An infinity is the largest double: so MLflow keeps it in SQLite."""
    return "NaN" if math.isnan(value) else value


def described(run):
    return {
        "run_id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
        "start": run.info.start_time,
        "end": run.info.end_time,
        "user": run.info.user_id,
        "params": run.data.params,
        "metrics": {key: number(value) for key, value in run.data.metrics.items()},
        "tags": run.data.tags,
    }


def write(store, path):
    client = MlflowClient(f"sqlite:///{store}")
    experiments = {one.name: one.experiment_id for one in client.search_experiments()}

    def search(experiment, order):
        return client.search_runs([experiment], order_by=order)

    path.write_text(json.dumps({
        "mlflow": mlflow.__version__,
        "experiments": experiments,
        "orders": [
            {
                "order_by": order,
                "run_ids": {
                    name: [run.info.run_id for run in search(experiment, order)]
                    for name, experiment in experiments.items()
                },
            }
            for order in ORDERS
        ],
        "churn": [described(run) for run in search(experiments["churn"], [])],
    }, indent=1, sort_keys=True, allow_nan=False))
