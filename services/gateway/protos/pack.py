#!/usr/bin/env python3
"""Packs the contracts that programs outside may call, with all that they import: `pack.py ARCHIVE.tar.gz PROTO_FOLDER GOOGLEAPIS_FOLDER`.

Public services stand in *_service.proto; what only the house says to itself (internal.proto) is not among what those import. Errors are told by google.rpc.
The same contracts make the same bytes. google/protobuf/*.proto come with every protoc.
"""
import gzip
import io
import pathlib
import re
import sys
import tarfile


def main():
    archive, *roots = map(pathlib.Path, sys.argv[1:])
    protos = roots[0]
    services = [str(path.relative_to(protos)) for path in protos.glob("parley/*/v1/*_service.proto")]
    files = with_imports([*services, "google/rpc/status.proto", "google/rpc/code.proto", "google/rpc/error_details.proto"], roots)
    archive.write_bytes(gzip.compress(tar_of(files), mtime=0))


def with_imports(names, roots):
    """Names and contents of these and of what they import, and so on."""
    files = {}
    while names:
        name = names.pop()
        if name in files or name.startswith("google/protobuf/"):
            continue
        files[name] = next(root / name for root in roots if (root / name).exists()).read_bytes()
        names += re.findall(r'^import (?:public )?"([^"]+)";', files[name].decode(), re.MULTILINE)
    return files


def tar_of(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in sorted(files.items()):
            member = tarfile.TarInfo("protos/" + name)
            member.size, member.mode = len(content), 0o644
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


main()
