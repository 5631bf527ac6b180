"""Checks that imports run one way: service -> handlers -> domain, store -> libs; services share only proto and libs; libs form no circle."""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
# What the pure rules of a service may use of ours, beside their own folder.
PURE_LIBS = {"auth", "errors", "ids", "mail", "time"}
# Libraries that know nothing of the areas; the rest of libs does not either, but for the keys that verify users' tokens.
SHARED_PROTOS = ("parley/api/", "parley/events/")
KEYS_OF_USERS = ("libs/service/", "parley/identity/")
# Within a service, what each layer may not reach up to.
ABOVE = {"domain": ("handlers/", "store/", "sql.h", "migrations.h"), "store": ("handlers/",)}
NOT_PURE = re.compile(r"(\.pb\.h$|^grpc|^google/|^pqxx|^hiredis|^boost|^curl)")


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1) or match.group(2)


def fault_in_lib(path, target):
    if target.startswith("services/"):
        return "a library must not know a service"
    if target.startswith("parley/") and not target.startswith(SHARED_PROTOS):
        if not (path.startswith(KEYS_OF_USERS[0]) and target.startswith(KEYS_OF_USERS[1])):
            return "a library must not know a service's contract"
    return None


def fault_in_service(path, target):
    service, _, inside = path.removeprefix("services/").partition("/")
    own = f"services/{service}/"
    if target.startswith("services/") and not target.startswith(own):
        return "services share only proto and libs"
    layer = inside.split("/")[-2] if "/" in inside else ""
    if target.startswith(own):
        reached = target.removeprefix(own)
        if layer in ("domain", "store", "handlers") and reached in ("service.h", "following.h"):
            return f"{layer} must not reach up to {reached}"
        if any(reached.startswith(above) for above in ABOVE.get(layer, ())):
            return f"{layer} must not reach up to {reached}"
    if layer == "domain":
        if NOT_PURE.search(target):
            return "domain is pure: no gRPC, protobuf, SQL or network types"
        if target.startswith("libs/") and target.split("/")[1] not in PURE_LIBS:
            return f"domain is pure: of libs it may use {', '.join(sorted(PURE_LIBS))}"
    return None


def circle(graph):
    """A circle in `graph` as a list of nodes, or None."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return None
        path.append(node)
        for other in sorted(graph.get(node, ())):
            found = visit(other)
            if found:
                return found
        path.pop()
        done.add(node)
        return None

    return next((found for found in map(visit, sorted(graph)) if found), None)


def main():
    faults, libs = [], {}
    for folder, fault_in in (("libs", fault_in_lib), ("services", fault_in_service)):
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            for number, target in includes(path):
                fault = fault_in(path.as_posix(), target)
                if fault:
                    faults.append(f"{path}:{number}: includes {target}: {fault}")
                if folder == "libs" and target.startswith("libs/"):
                    libs.setdefault(path.parts[1], set()).add(target.split("/")[1])
    for lib, used in libs.items():
        used.discard(lib)
    found = circle(libs)
    if found:
        faults.append("libs form a circle: " + " -> ".join(found))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
