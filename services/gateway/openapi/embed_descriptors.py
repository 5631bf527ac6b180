#!/usr/bin/env python3
"""Makes a C++ header of a descriptor set, comments included: `embed_descriptors.py HEADER FILE.binpb`."""
import pathlib
import sys


def main():
    header, source = map(pathlib.Path, sys.argv[1:])
    rows = (",".join(map(str, row)) for row in rows_of(source.read_bytes(), 64))
    text = ",\n    ".join(rows)
    header.parent.mkdir(parents=True, exist_ok=True)
    header.write_text(
        "#pragma once\n\nnamespace parley::gateway::openapi {\n\n"
        f"inline constexpr unsigned char kDescriptors[] = {{\n    {text}}};\n\n"
        "}  // namespace parley::gateway::openapi\n",
        encoding="ascii",
    )


def rows_of(data, width):
    return (data[at : at + width] for at in range(0, len(data), width))


main()
