"""Checks that programs of before the newest migrations work on after them: while a service is renewed old and new run together, and a release
that is rolled back finds the new schema (expand first, contract with the release after).

For each service, on a PostgreSQL of its own: every statement of the version before can be prepared, and whatever that version inserts need
not say anything about a column it does not know. `rolling.py` looks at the newest migrations only; `rolling.py --since COMMIT` at all since.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

SHARED = ["libs/rpc", "libs/events"]  # migrated into each service's schema, in this order before the service's own
BIN = pathlib.Path("/usr/lib/postgresql/15/bin")
COLUMNS = """SELECT c.relname || '.' || a.attname, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
AND NOT a.attisdropped"""


def git(*words):
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout


class Version:
    """The SQL of a commit, or of the working tree (None)."""

    def __init__(self, commit):
        self.commit = commit

    def files(self, folder):
        if self.commit is None:
            return sorted(str(path) for path in pathlib.Path(folder).glob("*.sql"))
        return sorted(git("ls-tree", "--name-only", self.commit, f"{folder}/").split())

    def text(self, path):
        return pathlib.Path(path).read_text(encoding="utf-8") if self.commit is None else git("show", f"{self.commit}:{path}")

    def migrations(self, service):
        return "\n".join(self.text(path) for part in [*SHARED, service] for path in self.files(f"{part}/migrations"))

    def statements(self, service):
        for part in [*SHARED, service]:
            for path in self.files(f"{part}/sql"):
                for name, text in re.findall(r"^-- name: (\w+)\n(.*?)(?=^-- name: |\Z)", self.text(path), re.M | re.S):
                    yield f"{path} {name}", text.strip().rstrip(";")


class Server:
    """A PostgreSQL that is gone afterwards. It refuses to run as root; its package brings a user."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="parley-rolling-")
        self.as_user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] if os.geteuid() == 0 else []
        if self.as_user:
            subprocess.run(["chown", "postgres:postgres", self.folder.name], check=True)
        self.run(BIN / "initdb", "--pgdata", self.data(), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder.name} -c fsync=off"
        self.run(BIN / "pg_ctl", "start", "--wait", "--pgdata", self.data(), "--log", f"{self.folder.name}/log", "--options", options)
        return self

    def __exit__(self, *_):
        self.run(BIN / "pg_ctl", "stop", "--mode", "immediate", "--wait", "--pgdata", self.data())
        self.folder.cleanup()

    def data(self):
        return f"{self.folder.name}/data"

    def run(self, *words):
        subprocess.run([*self.as_user, *map(str, words)], check=True, cwd=self.folder.name, stdout=subprocess.DEVNULL)

    def psql(self, schema, script, *options):
        words = ["psql", "--quiet", "--no-psqlrc", "--tuples-only", "--no-align", "--host", self.folder.name, "--username", "postgres", *options]
        script = f"SET client_min_messages TO error; CREATE SCHEMA IF NOT EXISTS {schema}; SET search_path TO {schema};\n{script}"
        return subprocess.run([*words, "postgres"], input=script, capture_output=True, text=True, check=False)

    def columns(self, schema):
        rows = self.psql(schema, COLUMNS).stdout.split()
        return dict(row.split("|") for row in rows)


def migrate(server, schema, version, service):
    made = server.psql(schema, version.migrations(service), "--set", "ON_ERROR_STOP=1", "--single-transaction")
    if made.returncode != 0:
        sys.exit(f"{service}: {made.stderr}")


def unpreparable(server, schema, statements):
    # psql says on the same channel which statement it comes to and what is wrong with it.
    script = "".join(f"\\warn + {name}\nPREPARE it_{i} AS {text};\n" for i, (name, text) in enumerate(statements))
    name = None
    for line in server.psql(schema, script).stderr.splitlines():
        if line.startswith("+ "):
            name = line[2:]
        elif "ERROR:" in line:
            yield f"{name}: {line}"


def demanded(before, after):
    tables = {column.split(".")[0] for column in before}
    for column, is_needed in after.items():
        if is_needed == "t" and column.split(".")[0] in tables and before.get(column) != "t":
            yield f"{column} must be given now"


def version_before(service):
    """What ran before the newest of its migrations came to this line of the history."""
    folders = [f"{part}/migrations" for part in [*SHARED, service]]
    if git("status", "--porcelain", "--", *folders):
        return "HEAD"
    newest = git("log", "--first-parent", "-m", "--diff-filter=A", "--format=%H", "-1", "--", *folders).strip()
    return git("rev-parse", f"{newest}^1").strip()


def check(server, service, commit):
    name = pathlib.Path(service).name
    old, new = Version(commit), Version(None)
    if not old.files(f"{service}/sql"):
        return
    migrate(server, f"{name}_before", old, service)
    migrate(server, name, new, service)
    for trouble in unpreparable(server, name, old.statements(service)):
        yield f"{name}, since {commit[:9]}: {trouble}"
    for trouble in demanded(server.columns(f"{name}_before"), server.columns(name)):
        yield f"{name}, since {commit[:9]}: {trouble}"


def main():
    if git("rev-parse", "--is-shallow-repository").strip() == "true":
        print("skipped: the history is not here (git fetch --unshallow)")
        return
    since = sys.argv[2] if sys.argv[1:2] == ["--since"] else None
    services = sorted(str(path.parent) for path in pathlib.Path("services").glob("*/migrations"))
    with Server() as server:
        troubles = [trouble for service in services for trouble in check(server, service, since or version_before(service))]
    if troubles:
        print("\n".join(troubles))
        print("A program of before this schema fails on it. Leave in place what it uses, and take it away with the release after.")
        sys.exit(1)


if __name__ == "__main__":
    main()
