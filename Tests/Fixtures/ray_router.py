"""Several versions of a model behind one address, each with its share of the requests.

An application of Ray Serve: `build` makes a deployment of each version, and a router to them.

    applications:
      - name: churn-api
        import_path: ray_router:build
        route_prefix: /churn
        args: {model: churn, versions: ["12", "13"]}
        deployments:
          - {name: Router, user_config: {weights: {"12": 95, "13": 5}}}

Where only `user_config` changes, nothing is restarted: the router takes the new weights as it runs.
Other `args` replace every replica; with `max_surge_percent` an old one serves until then.
"""

import asyncio
import random
import zlib

from ray import serve


@serve.deployment(max_surge_percent=100, ray_actor_options={"num_cpus": 0})
class Version:
    """Stands in for a model: 666 does not start, and 999 is slow and fails every other time."""

    def __init__(self, model, version):
        if version == "666":
            raise RuntimeError(f"{model} {version}: its file is damaged")
        self.model, self.version, self.asked = model, version, 0

    async def predict(self, features):
        self.asked += 1
        if self.version == "999":
            await asyncio.sleep(0.5)
            if self.asked % 2 == 0:
                raise ValueError(f"{self.model} {self.version}: a feature is missing")
        return zlib.crc32(f"{self.model} {self.version} {features}".encode()) % 100 / 100


@serve.deployment(max_surge_percent=100, ray_actor_options={"num_cpus": 0})
class Router:
    """Gives each request to one version, drawn by weight."""

    def __init__(self, versions):
        self.versions = versions

    def reconfigure(self, config):
        # An error here would end this replica: weights of versions that it has not are left out.
        weights = {key: weight for key, weight in config["weights"].items() if key in self.versions}
        self.weights = weights if any(weights.values()) else {next(iter(self.versions)): 100}

    async def __call__(self, request):
        features = await request.json() if await request.body() else {}
        version = random.choices(list(self.weights), list(self.weights.values()))[0]
        prediction = await self.versions[version].predict.remote(features)
        return {"version": version, "prediction": prediction}


def build(args):
    """The application of `args`: the `versions`, and the name of their `model`."""
    versions = {
        version: Version.options(name=f"v{version}").bind(args["model"], version)
        for version in args["versions"]
    }
    return Router.options(user_config={"weights": {args["versions"][0]: 100}}).bind(versions)
