#!/usr/bin/env python3
"""Makes a C++ header of a file's bytes: `embed.py HEADER NAMESPACE NAME FILE`."""
import pathlib
import sys


def main():
    header, namespace, name, source = sys.argv[1:]
    rows = (",".join(map(str, row)) for row in rows_of(pathlib.Path(source).read_bytes(), 64))
    text = ",\n    ".join(rows)
    target = pathlib.Path(header)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        f"#pragma once\n\nnamespace {namespace} {{\n\ninline constexpr unsigned char {name}[] = {{\n    {text}}};\n\n}}  // namespace {namespace}\n",
        encoding="ascii",
    )


def rows_of(data, width):
    return (data[at : at + width] for at in range(0, len(data), width))


main()
