"""Stores that need little of MLflow beyond its schema: very many experiments, and WAL."""

import os
import shutil
import sqlite3

from predictable import HOUR, NOW

EXPERIMENTS = 5_000


def write_many_experiments(empty, path):
    """Through SQL: MLflow's client takes minutes. Every third experiment has a run."""
    shutil.copy(empty, path)
    db = sqlite3.connect(path)
    with db:
        for number in range(1, EXPERIMENTS + 1):
            created = NOW - (EXPERIMENTS - number) * HOUR
            location = f"s3://runs/{number}"
            db.execute(
                "INSERT INTO experiments (experiment_id, name, artifact_location,"
                " lifecycle_stage, creation_time, last_update_time)"
                " VALUES (?, ?, ?, 'active', ?, ?)",
                [number, f"project-{number:04}", location, created, created])
            if number % 3 == 0:
                write_run(db, f"{number:032x}", f"only-run-{number}", number, created)
    db.close()


def write_run(db, run, name, experiment, start):
    db.execute(
        "INSERT INTO runs (run_uuid, name, source_type, user_id, status, start_time, end_time,"
        " lifecycle_stage, artifact_uri, experiment_id)"
        " VALUES (?, ?, 'UNKNOWN', 'ana', 'FINISHED', ?, ?, 'active', ?, ?)",
        [run, name, start, start + HOUR, f"s3://runs/{experiment}/{run}/artifacts", experiment])
    db.execute("INSERT INTO tags (key, value, run_uuid) VALUES ('mlflow.runName', ?, ?)",
               [name, run])
    for table in ("metrics", "latest_metrics"):
        db.execute(
            f"INSERT INTO {table} (key, value, timestamp, step, is_nan, run_uuid)"
            " VALUES ('val/loss', 0.25, ?, 0, 0, ?)", [start, run])


def write_wal(source, path):
    """In WAL mode and closed: nothing lies beside it."""
    shutil.copy(source, path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()


def write_wal_live(source, path):
    """In WAL mode, its writer killed: the run `in-the-wal` is only in the -wal beside it."""
    write_wal(source, path)
    child = os.fork()
    if child == 0:
        db = sqlite3.connect(path)
        db.execute("PRAGMA wal_autocheckpoint = 0")
        [(churn,)] = db.execute("SELECT experiment_id FROM experiments WHERE name = 'churn'")
        with db:
            write_run(db, "a" * 32, "in-the-wal", churn, NOW)
        os._exit(0)
    _, ended = os.waitpid(child, 0)
    wal = path.with_name(path.name + "-wal")
    if ended != 0 or not wal.stat().st_size:
        raise SystemExit(f"{wal} has nothing in it")
