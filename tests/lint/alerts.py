"""Checks that what raises an alarm can be followed: each alert has a severity, a summary and a runbook that is a heading of docs/operating.md;
so has each trouble that deploy/doctor tells; each metric in the rules is one that the code makes; and the example for Prometheus finds every program."""

import pathlib
import re
import sys

RULES = pathlib.Path("deploy/observability/alerts.yml")
EXAMPLE = pathlib.Path("deploy/observability/prometheus.yml")
PAGE = pathlib.Path("docs/operating.md")
CHECKS = [pathlib.Path("deploy/doctor"), *sorted(pathlib.Path("deploy/checks").glob("*.sh"))]
METRIC = re.compile(r"\b((?:parley|process)_[a-z_]+)\b")
# A trouble's heading is its last word.
TROUBLE = re.compile(r'^.*\btrouble ".*"([^"\n]+)"[^"\n]*$', re.MULTILINE)


def anchor(heading):
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def headings():
    return re.findall(r"^#+ (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def metrics_of_code():
    made = set()
    for folder in ("libs", "services"):
        for path in pathlib.Path(folder).rglob("*.cpp"):
            made.update(re.findall(r'"((?:parley|process)_[a-z_]+)"', path.read_text(encoding="utf-8")))
    return made


def faults_of_rules(anchors, made):
    text = RULES.read_text(encoding="utf-8")
    for rule in re.split(r"^\s*- alert: ", text, flags=re.MULTILINE)[1:]:
        name = rule.split("\n", 1)[0]
        runbook = re.search(r"^\s*runbook: (\S+)$", rule, re.MULTILINE)
        if not runbook or not runbook.group(1).startswith(f"{PAGE}#"):
            yield f"{RULES}: {name} has no runbook {PAGE}#…"
        elif runbook.group(1).split("#")[1] not in anchors:
            yield f"{RULES}: {name}: {PAGE} has no heading for {runbook.group(1)}"
        if not re.search(r"severity: (page|ticket)\b", rule) or "summary:" not in rule:
            yield f"{RULES}: {name} has no severity (page or ticket) or no summary"
        for metric in METRIC.findall(rule.split("expr:")[1].split("labels:")[0]):
            if re.sub(r"_(bucket|count|sum)$", "", metric) not in made and metric not in made:
                yield f"{RULES}: {name}: nothing makes the metric {metric}"


def faults_of_example():
    text = EXAMPLE.read_text(encoding="utf-8")
    programs = re.search(r"all_services=\(([^)]*)\)", pathlib.Path("deploy/steps/state.sh").read_text(encoding="utf-8"))
    for program in programs.group(1).split():
        if f'targets: ["{program}:9090"], labels: {{service: {program}}}' not in text:
            yield f"{EXAMPLE}: {program} is not there"


def faults_of_doctor(known):
    told = 0
    for path in CHECKS:
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        for heading in TROUBLE.findall(text):
            told += 1
            if heading not in known:
                yield f'{path}: {PAGE} has no heading "{heading}"'
    if told == 0:
        yield "deploy/doctor tells no trouble"


def main():
    known = headings()
    faults = [*faults_of_rules({anchor(each) for each in known}, metrics_of_code()), *faults_of_example(), *faults_of_doctor(set(known))]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
