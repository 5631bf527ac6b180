"""failures.py JUNIT: what each test that failed said last, so that nobody has to scroll for it. Of a run by `ctest --output-junit JUNIT`."""

import sys
import xml.etree.ElementTree as ElementTree

LINES = 40

for case in ElementTree.parse(sys.argv[1]).getroot().iter("testcase"):
    if case.get("status") != "fail":
        continue
    said = (case.findtext("system-out") or "").strip().splitlines()
    print(f"\n--- {case.get('name')}, its last words:")
    print("\n".join(said[-LINES:]))
