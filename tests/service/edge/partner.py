#!/usr/bin/python3
"""A partner's program: it has the published protos, an address, a certificate to trust and a token, and nothing of ours.

partner.py ADDRESS CA_FILE PROTO_FOLDER GOOGLEAPIS_FOLDER, the token in PARTNER_TOKEN. Prints "done" when all went as the contracts say.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

import grpc


def compile_protos(protos, googleapis, out):
    names = [str(path.relative_to(protos)) for area in ("api", "catalog") for path in sorted((protos / "parley" / area).rglob("*.proto"))]
    names += ["parley/identity/v1/user.proto", "google/api/annotations.proto", "google/api/http.proto"]
    subprocess.run(
        ["protoc", "-I", protos, "-I", googleapis, f"--python_out={out}", f"--grpc_out={out}",
         "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin", *names],
        check=True,
    )
    sys.path.insert(0, str(out))


def check(holds, what):
    if not holds:
        raise SystemExit(f"not as the contract says: {what}")


class Partner:
    def __init__(self, address, ca, token):
        from parley.catalog.v1 import catalog_service_pb2_grpc

        credentials = grpc.ssl_channel_credentials(pathlib.Path(ca).read_bytes())
        self.stub = catalog_service_pb2_grpc.CatalogServiceStub(grpc.secure_channel(address, credentials, options=[("grpc.enable_http_proxy", 0)]))
        self.metadata = [("authorization", f"Bearer {token}")]

    def call(self, method, request):
        return getattr(self.stub, method)(request, metadata=self.metadata, timeout=20)


def create_course(partner, v1):
    course = v1.course_pb2.Course(title="Cities by the water", summary="Ports and rivers.", languages=["en", "fr"], subject_tags=["cities"])
    for week, title in enumerate(["Ports", "Rivers", "Floods"], start=1):
        course.modules.add(title=title, week=week, prompt_text="What do you see from your window?")
    created = partner.call("CreateCourse", v1.catalog_service_pb2.CreateCourseRequest(course=course, request_id=str(uuid.uuid4())))
    check(len(created.modules) == 3 and created.course_id, "the course has its modules and an id")
    return created


def create_run(partner, v1, course, start):
    run = v1.run_pb2.Run(course_id=course.course_id, format=v1.run_pb2.Run.FORMAT_BLENDED, capacity=20, time_zone="Africa/Tunis")
    run.start_time.FromSeconds(start)
    request = v1.catalog_service_pb2.CreateRunRequest(run=run, request_id=str(uuid.uuid4()))
    draft = partner.call("CreateRun", request)
    check(partner.call("CreateRun", request) == draft, "the same request_id gets the first answer")
    check(draft.state == v1.run_pb2.Run.STATE_DRAFT and len(draft.prompts) == 3 and len(draft.meetings) == 1, "the run has its plan")
    opened = partner.call("OpenRun", v1.catalog_service_pb2.OpenRunRequest(run_id=draft.run_id, etag=draft.etag, request_id=str(uuid.uuid4())))
    check(opened.state == v1.run_pb2.Run.STATE_OPEN, "the run is open")
    return opened


def import_roster(partner, v1, run):
    def rows():
        for line in range(1, 13):
            request = v1.catalog_service_pb2.ImportRosterRequest()
            if line == 1:
                request.run_id, request.row_count, request.request_id = run.run_id, 12, str(uuid.uuid4())
            request.row.line = line
            request.row.email = "nobody" if line == 7 else f"student-{line}@university.example"
            request.row.display_name = f"Student {line}"
            request.row.country = "TN"
            yield request

    answer = partner.call("ImportRoster", rows())
    check(answer.invited_count == 11, "eleven rows land")
    check([(problem.line, problem.reason) for problem in answer.problems] == [(7, v1.roster_pb2.RosterProblem.REASON_EMAIL_INVALID)],
          "the bad row is named by its line")
    check(partner.call("ImportRoster", rows()).unchanged_count == 11, "nobody is invited twice")


def follow_events(partner, v1, run):
    seen, position, epoch = [], 0, ""
    end = time.monotonic() + 20
    while len(seen) < 2 and time.monotonic() < end:
        page = partner.call("ListPartnerEvents", v1.catalog_service_pb2.ListPartnerEventsRequest(
            partner_id=run.partner_id, after_position=position, epoch=epoch, page_size=1))
        seen += [event.WhichOneof("event") for event in page.events]
        position, epoch = page.next_position, page.epoch
    check(seen == ["run_created", "run_opened"], f"the partner's events, in order, once: {seen}")


def read_errors(partner, v1):
    try:
        partner.call("OpenRun", v1.catalog_service_pb2.OpenRunRequest(run_id=str(uuid.uuid4()), request_id=str(uuid.uuid4())))
        check(False, "a run that is not there is refused")
    except grpc.RpcError as error:
        check(error.code() == grpc.StatusCode.NOT_FOUND, "it is NOT_FOUND")
        details = dict(error.trailing_metadata())
        check(b"NOT_FOUND" in details["grpc-status-details-bin"], "the error has its details")


def main():
    address, ca, protos, googleapis = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        compile_protos(pathlib.Path(protos), pathlib.Path(googleapis), pathlib.Path(folder))
        from parley.catalog import v1
        from parley.catalog.v1 import catalog_service_pb2, course_pb2, roster_pb2, run_pb2  # noqa: F401 (parts of v1)

        partner = Partner(address, ca, os.environ["PARTNER_TOKEN"])
        course = create_course(partner, v1)
        run = create_run(partner, v1, course, int(os.environ["PARTNER_RUN_START"]))
        import_roster(partner, v1, run)
        follow_events(partner, v1, run)
        read_errors(partner, v1)
    print("done")


main()
