"""Checks that no unit of ours takes over 30 s to compile. Units that took longer in the build, where others ran beside them, are compiled
again alone, without ccache, and their processor time counts; what was measured is remembered until the unit is built again. Tests in C++ may have
been built for the sanitizers instead (preset asan), which leaves them as they are."""

import json
import os
import pathlib
import resource
import shlex
import subprocess
import sys

BUDGET_SECONDS = 30


def slow_outputs(build):
    """Outputs whose last compilation took longer than the budget, each with a word that changes when it is built again."""
    last = {}
    log = build / ".ninja_log"
    for line in log.read_text().splitlines()[1:] if log.exists() else []:
        start, end, time, output, command = line.split("\t")
        last[output] = ((int(end) - int(start)) / 1000, f"{time} {command}")
    return {output: built for output, (seconds, built) in last.items() if seconds > BUDGET_SECONDS and output.endswith(".o")}


def processor_seconds(words, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=folder, env={**os.environ, "CCACHE_DISABLE": "1"}, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def is_over(build, part=""):
    """Whether a unit of the build, or of that part of it, is over the budget; says which."""
    slow = {output: built for output, built in slow_outputs(build).items() if output.startswith(part)}
    memory = build / "budget.json"
    measured = json.loads(memory.read_text()) if memory.exists() else {}
    units = json.loads((build / "compile_commands.json").read_text()) if slow else []
    over = False
    for unit in units:
        words = shlex.split(unit["command"])
        place = words.index("-o") + 1
        output, words[place] = words[place], os.devnull
        if output not in slow or pathlib.Path(unit["file"]).is_relative_to(build):
            continue
        built = slow[output]
        if measured.get(output, [None])[0] != built:
            measured[output] = [built, processor_seconds(words, unit["directory"])]
            memory.write_text(json.dumps(measured))
        seconds = measured[output][1]
        if seconds > BUDGET_SECONDS:
            over = True
            print(f"{unit['file']}: {seconds:.0f} s to compile; the budget is {BUDGET_SECONDS} s. Split it, or hide the heavy header.")
    return over


def main():
    build = pathlib.Path(sys.argv[1])
    over = [is_over(build), is_over(build.parent / "asan", "tests/")]
    return 1 if any(over) else 0


if __name__ == "__main__":
    sys.exit(main())
