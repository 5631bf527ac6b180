#!/usr/bin/env python3
"""Makes a C++ header of SQL files: `embed_sql.py sql|migrations FOLDER HEADER FILE…`.

sql: every statement that follows a line `-- name: Name` becomes `kName` in namespace parley::<area>::sql, and all stand in kAll.
migrations: every V<number>__<name>.sql becomes one step, in the order of their numbers, of parley::<area>::Migrations().
"""
import os
import re
import sys


def literal(text):
    return 'R"sql(' + text.strip() + ')sql"'


def statements(files):
    found = {}
    for file in files:
        name = None
        for line in open(file, encoding="utf-8"):
            match = re.match(r"-- name: (\w+)\s*$", line)
            if match:
                name = match.group(1)
                if name in found:
                    sys.exit(f"{file}: a statement named {name} exists already")
                found[name] = ""
            elif name:
                found[name] += line
            elif line.strip() and not line.startswith("--"):
                sys.exit(f"{file}: SQL before the first `-- name:` line")
    return {name: re.sub(r";\s*$", "", text.strip()) for name, text in found.items()}


def main():
    kind, folder, header, files = sys.argv[1], sys.argv[2], sys.argv[3], sorted(sys.argv[4:])
    area = os.path.basename(folder)
    out = ["#pragma once", "", '#include "libs/postgres/statement.h"', ""]
    if kind == "sql":
        found = statements(files)
        out.append(f"namespace parley::{area}::sql {{")
        out += [f'inline constexpr postgres::Statement k{name}{{"{name}", {literal(text)}}};' for name, text in found.items()]
        out.append("inline constexpr postgres::Statement kAll[] = {" + ", ".join("k" + name for name in found) + "};")
        out.append(f"}}  // namespace parley::{area}::sql")
    else:
        steps = []
        for file in files:
            match = re.match(r"V(\d+)__(\w+)\.sql$", os.path.basename(file))
            if not match:
                sys.exit(f"{file}: migrations are named V<number>__<name>.sql")
            steps.append((int(match.group(1)), match.group(2), open(file, encoding="utf-8").read()))
        steps.sort()
        if [step[0] for step in steps] != list(range(1, len(steps) + 1)):
            sys.exit(f"{folder}: migrations must be numbered from 1 without a gap")
        out.append(f"namespace parley::{area} {{")
        out.append("inline constexpr postgres::Migration kMigrations[] = {")
        out += [f'    {{{version}, "{name}", {literal(text)}}},' for version, name, text in steps]
        out.append("};")
        out.append(f'inline postgres::MigrationSet Migrations() {{ return {{"{area}", kMigrations}}; }}')
        out.append(f"}}  // namespace parley::{area}")
    os.makedirs(os.path.dirname(header), exist_ok=True)
    with open(header, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


main()
