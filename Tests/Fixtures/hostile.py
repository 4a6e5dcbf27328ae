"""A store full of names and values that a careless screen chokes on."""

import math
import sqlite3

from mlflow.entities import Metric, Param, RunTag

from predictable import MINUTE, NOW, create_experiment, create_run, open_store

TEXTS = {
    "colour": "\x1b[31mred\x1b[0m",
    "clear": "before\x1b[2J\x1b[Hafter",
    "title": "\x1b]0;owned\x07name",
    "clipboard": "\x1b]52;c;b3duZWQ=\x1b\\",
    "c1": "\x9b31mred \x85 \x90q\x9c",
    "lines": "one\ntwo\r\nthree\rfour\ttab",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f",
    "families": "👨‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🇩🇪 ❤️ 1️⃣",
    "wide": "流失預測模型 解約予測 이탈 ｆｕｌｌ",
    "combining": "e\u0301 n\u0303 a" + "\u0300\u0316" * 40 + " ก็ Z͑ͫ̓ͪ̂",
    "arabic": "نموذج التسرب",
    "hebrew": "מודל נטישה v2",
    "override": "safe\u202egnp.exe\u202c \u2066isolated\u2069",
    "invisible": "a\u200bb\u200dc\ufeffd\u00ade\u2028f\u2029g",
    "private": "\ue0b0 \U000f0000 \ufffd \ufffe",
    "sql": "'; DROP TABLE runs; --",
    "markup": "<script>alert(1)</script> &amp; %s %n {0} ${HOME}",
    "blank": " ",
    "long": "long " * 2_000,
    "unbroken": "x" * 10_000,
}
# Names that MLflow's client refuses; other writers, and older versions, do not.
REFUSED_KEYS = [
    'quote"d', "it's", "back`tick", "new\nline", "\x1b[1mbold", "a\\b", "../up", "/root", "a//b",
    "recall@10", "per cent %", "👨‍👩‍👧", "\u202eover", "k" * 10_000, "",
]
KEYS = [
    "with space", "dots.in.it", "a/b/c", "colon:ed", "-dash", " padded ", "損失", "é", "1", "case",
]


def write_texts(client, experiment):
    """One run for each text, which is its name, a param and a tag."""
    for number, (kind, text) in enumerate(TEXTS.items()):
        run = create_run(client, experiment, text, NOW - number * MINUTE, {"kind": kind})
        client.log_batch(
            run,
            metrics=[Metric("loss", number, NOW, 0)],
            params=[Param("text", text)],
            tags=[RunTag("text", text), RunTag("mlflow.note.content", text)],
        )
        client.set_terminated(run, end_time=NOW)


def write_numbers(client, experiment):
    values = {"nan": math.nan, "inf": math.inf, "minus-inf": -math.inf, "zero": -0.0,
              "huge": 1.7e308, "tiny": 5e-324}
    for number, (kind, value) in enumerate(values.items()):
        run = create_run(client, experiment, kind, NOW - number * MINUTE)
        client.log_batch(run, metrics=[Metric("loss", value, NOW, step) for step in (-1, 0, 2**62)])
        client.set_terminated(run, end_time=NOW)


def write_keys(client, experiment):
    run = create_run(client, experiment, "many-keys", NOW)
    for first in range(0, 12_000, 1_000):
        keys = range(first, first + 1_000)
        client.log_batch(run, metrics=[Metric(f"layer.{n:05}/norm", n / 7, NOW, n) for n in keys])
    run = create_run(client, experiment, "odd-keys", NOW - MINUTE)
    client.log_batch(
        run,
        metrics=[Metric(key, 0.5, NOW, 0) for key in KEYS],
        params=[Param(key, key) for key in KEYS],
        tags=[RunTag(key, key) for key in KEYS],
    )
    return run


def write_refused(path, run):
    """What only SQL can write."""
    with sqlite3.connect(path) as db:
        for key in REFUSED_KEYS:
            for table in ("params", "tags"):
                db.execute(f"INSERT INTO {table} (key, value, run_uuid) VALUES (?, ?, ?)",
                           [key, key, run])
            for table in ("metrics", "latest_metrics"):
                db.execute(
                    f"INSERT INTO {table} (key, value, timestamp, step, is_nan, run_uuid)"
                    " VALUES (?, 0.5, ?, 0, 0, ?)", [key, NOW, run])
        for kind in ("long", "unbroken"):
            text = TEXTS[kind]
            for table in ("params", "tags"):
                db.execute(f"UPDATE {table} SET value = ? WHERE key = 'text' AND run_uuid ="
                           " (SELECT run_uuid FROM tags WHERE key = 'kind' AND value = ?)",
                           [text, kind])
            db.execute("UPDATE experiments SET name = ? WHERE artifact_location = ?",
                       [text, f"s3://runs/{kind}"])
    db.close()


def write(path):
    client = open_store(path)
    for kind, text in TEXTS.items():
        create_experiment(client, text[:400], kind, {"kind": kind})
    experiment = create_experiment(client, "hostile", "hostile")
    write_texts(client, experiment)
    write_numbers(client, experiment)
    write_refused(path, write_keys(client, experiment))
