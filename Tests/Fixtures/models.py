"""Registered models: one with many versions and aliases, stages as before aliases, odd names."""

from mlflow import MlflowClient

TEXT = "Who may leave within 30 days.\n\nNot for pricing."


def write(client: MlflowClient, runs):
    """Versions of runs, which are given from the oldest to the newest."""
    client.create_registered_model("churn", tags={"owner": "ana"}, description=TEXT)
    for number, run in enumerate(runs[:12], 1):
        client.create_model_version(
            "churn",
            f"s3://runs/1/{run}/artifacts/model",
            run_id=run,
            tags={"data": f"2026-{10 + number % 2}"},
            description="the first with features v7" if number == 12 else None,
        )
    client.set_registered_model_alias("churn", "champion", "11")
    client.set_registered_model_alias("churn", "candidate", "12")
    client.set_registered_model_alias("churn", "fallback", "11")
    client.delete_model_version("churn", "5")

    client.create_registered_model("ranker")
    for run in runs[12:15]:
        client.create_model_version("ranker", "s3://user:pass@runs/ranker", run_id=run)
    client.transition_model_version_stage("ranker", "1", "Archived")
    client.transition_model_version_stage("ranker", "2", "Production")

    client.create_registered_model("nothing yet")
    client.create_registered_model("Kä$e 'n \"wein\"")
    client.create_model_version("Kä$e 'n \"wein\"", "s3://elsewhere")
    client.register_prompt("greeting", "Hello {{ name }}")  # Kept among the models.
