"""Checks that no unit of ours takes over 30 s to compile. Units that took longer in the build, where others ran beside them, are compiled
again alone, without ccache, and their processor time counts."""

import json
import os
import pathlib
import resource
import shlex
import subprocess
import sys

BUDGET_SECONDS = 30


def slow_outputs(build):
    """Outputs whose last compilation took longer than the budget."""
    took = {}
    log = build / ".ninja_log"
    for line in log.read_text().splitlines()[1:] if log.exists() else []:
        start, end, _, output, _ = line.split("\t")
        took[output] = (int(end) - int(start)) / 1000
    return {output for output, seconds in took.items() if seconds > BUDGET_SECONDS and output.endswith(".o")}


def processor_seconds(unit):
    words = shlex.split(unit["command"])
    words[words.index("-o") + 1] = os.devnull
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=unit["directory"], env={**os.environ, "CCACHE_DISABLE": "1"}, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    build = pathlib.Path(sys.argv[1])
    slow = slow_outputs(build)
    units = build / "compile_commands.json"
    over = False
    for unit in json.loads(units.read_text()) if slow and units.exists() else []:
        generated = pathlib.Path(unit["file"]).is_relative_to(build)
        if generated or unit.get("output", shlex.split(unit["command"])[-3]) not in slow:
            continue
        seconds = processor_seconds(unit)
        if seconds > BUDGET_SECONDS:
            over = True
            print(f"{unit['file']}: {seconds:.0f} s to compile; the budget is {BUDGET_SECONDS} s. Split it, or hide the heavy header.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
