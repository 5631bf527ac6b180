#!/usr/bin/python3
"""A partner's program in Python: it has the published protos, an address, a certificate to trust and an API client, and nothing of ours.

partner.py ADDRESS CA_FILE PROTO_FOLDER GOOGLEAPIS_FOLDER COMMAND, the API client in PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET. Reads what the command
needs as JSON from stdin and prints what came of it as JSON: create, invite, follow, cancel or trespass.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

import grpc

PATIENCE_SECONDS = 60


def compile_protos(protos, googleapis, out):
    areas = ("api", "catalog", "identity")
    names = [str(path.relative_to(protos)) for area in areas for path in sorted((protos / "parley" / area).rglob("*.proto"))]
    names += ["google/api/annotations.proto", "google/api/http.proto"]
    subprocess.run(
        ["protoc", "-I", protos, "-I", googleapis, f"--python_out={out}", f"--grpc_out={out}",
         "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin", *names],
        check=True,
    )
    sys.path.insert(0, str(out))


def request_id():
    return str(uuid.uuid4())


def patiently(call):
    """Calls, and calls again while the service is away or busy: a request that has an id happens once however often it is sent."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return call()
        except grpc.RpcError as error:
            passing = error.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED)
            if not passing or time.monotonic() > give_up:
                raise
            time.sleep(0.3)


class Partner:
    def __init__(self, address, ca):
        from parley.catalog.v1 import catalog_service_pb2_grpc
        from parley.identity.v1 import identity_service_pb2, identity_service_pb2_grpc

        credentials = grpc.ssl_channel_credentials(pathlib.Path(ca).read_bytes())
        channel = grpc.secure_channel(address, credentials, options=[("grpc.enable_http_proxy", 0)])
        self.catalog = catalog_service_pb2_grpc.CatalogServiceStub(channel)
        identity = identity_service_pb2_grpc.IdentityServiceStub(channel)
        client = identity_service_pb2.CreateApiTokenRequest(client_id=os.environ["PARTNER_CLIENT_ID"], client_secret=os.environ["PARTNER_CLIENT_SECRET"])
        token = patiently(lambda: identity.CreateApiToken(client, timeout=20)).access_token
        self.metadata = [("authorization", f"Bearer {token}")]

    def call(self, method, request):
        return patiently(lambda: getattr(self.catalog, method)(request, metadata=self.metadata, timeout=20))

    def stream(self, method, requests):
        return patiently(lambda: getattr(self.catalog, method)(iter(requests), metadata=self.metadata, timeout=30))


def run_of(v1, wish):
    run = v1.run_pb2.Run(course_id=wish["courseId"], format=wish["format"], capacity=wish["capacity"], time_zone="Africa/Tunis")
    run.start_time.FromDatetime(datetime.datetime.fromisoformat(wish["startTime"].replace("Z", "+00:00")))
    return run


def create(partner, v1, wish):
    service = v1.catalog_service_pb2
    course = v1.course_pb2.Course(title=wish["title"], summary="Ports and rivers.", languages=["en", "fr"], subject_tags=["cities"])
    for week, title in enumerate(["Ports", "Rivers", "Floods"], start=1):
        course.modules.add(title=title, week=week, prompt_text="What do you see from your window?")
    created = partner.call("CreateCourse", service.CreateCourseRequest(course=course, request_id=request_id()))
    request = service.CreateRunRequest(run=run_of(v1, {**wish, "courseId": created.course_id}), request_id=request_id())
    draft = partner.call("CreateRun", request)
    again = partner.call("CreateRun", request)
    run = partner.call("OpenRun", service.OpenRunRequest(run_id=draft.run_id, etag=draft.etag, request_id=request_id()))
    return {"courseId": created.course_id, "partnerId": run.partner_id, "runId": run.run_id, "repeatedRunId": again.run_id,
            "state": v1.run_pb2.Run.State.Name(run.state), "prompts": len(run.prompts), "meetings": len(run.meetings)}


def roster(v1, wish):
    for index, row in enumerate(wish["rows"]):
        request = v1.catalog_service_pb2.ImportRosterRequest(
            row=v1.roster_pb2.RosterRow(line=row["line"], email=row["email"], display_name=row["name"], country=row["country"]))
        if index == 0:
            request.run_id, request.row_count, request.request_id = wish["runId"], len(wish["rows"]), wish["requestId"]
        yield request


def invite(partner, v1, wish):
    answer = partner.stream("ImportRoster", list(roster(v1, wish)))
    reason = v1.roster_pb2.RosterProblem.Reason.Name
    return {"invited": answer.invited_count, "unchanged": answer.unchanged_count,
            "problems": [[problem.line, reason(problem.reason)] for problem in answer.problems]}


def described(v1, event):
    kind = event.WhichOneof("event")
    about = getattr(event, kind)
    if kind == "enrolment_changed":
        kind += " " + v1.enrolment_pb2.Enrolment.State.Name(about.state)
    return {"position": event.position, "kind": kind, "runId": about.run.run_id if kind == "run_created" else about.run_id}


def follow(partner, v1, wish):
    """Goes on after a position, in small pages, until there are `count` more events."""
    events, position, epoch = [], int(wish["position"]), wish["epoch"]
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        page = partner.call("ListPartnerEvents", v1.catalog_service_pb2.ListPartnerEventsRequest(
            partner_id=wish["partnerId"], after_position=position, epoch=epoch, page_size=2))
        events += [described(v1, event) for event in page.events]
        position, epoch = page.next_position, page.epoch
        if not page.events and (len(events) >= wish["count"] or time.monotonic() > give_up):
            return {"events": events, "position": str(position), "epoch": epoch}
        if not page.events:
            time.sleep(0.2)


def cancel(partner, v1, wish):
    run = partner.call("CancelRun", v1.catalog_service_pb2.CancelRunRequest(run_id=wish["runId"], request_id=request_id()))
    return {"state": v1.run_pb2.Run.State.Name(run.state)}


def trespass(partner, v1, wish):
    """Tries what is another partner's; answers how each call ended."""
    service = v1.catalog_service_pb2
    calls = {
        "CreateCourse": lambda: partner.call("CreateCourse", service.CreateCourseRequest(request_id=request_id(), course=v1.course_pb2.Course(
            title="Not ours", languages=["en"], partner_id=wish["partnerId"], modules=[v1.course_pb2.Module(title="One", week=1, prompt_text="Why?")]))),
        "CreateRun": lambda: partner.call("CreateRun", service.CreateRunRequest(run=run_of(v1, wish), request_id=request_id())),
        "OpenRun": lambda: partner.call("OpenRun", service.OpenRunRequest(run_id=wish["runId"], request_id=request_id())),
        "CancelRun": lambda: partner.call("CancelRun", service.CancelRunRequest(run_id=wish["runId"], request_id=request_id())),
        "ListPartnerRuns": lambda: partner.call("ListPartnerRuns", service.ListPartnerRunsRequest(partner_id=wish["partnerId"])),
        "ListPartnerEvents": lambda: partner.call("ListPartnerEvents", service.ListPartnerEventsRequest(partner_id=wish["partnerId"])),
        "ImportRoster": lambda: partner.stream("ImportRoster", list(roster(v1, wish))),
    }
    ends = {}
    for name, call in calls.items():
        try:
            call()
            ends[name] = "OK"
        except grpc.RpcError as error:
            ends[name] = error.code().name
    return ends


def main():
    address, ca, protos, googleapis, command = sys.argv[1:]
    wish = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        compile_protos(pathlib.Path(protos), pathlib.Path(googleapis), pathlib.Path(folder))
        from parley.catalog import v1
        from parley.catalog.v1 import catalog_service_pb2, course_pb2, enrolment_pb2, roster_pb2, run_pb2  # noqa: F401 (parts of v1)

        commands = {"create": create, "invite": invite, "follow": follow, "cancel": cancel, "trespass": trespass}
        try:
            answer = commands[command](Partner(address, ca), v1, wish)
        except grpc.RpcError as error:
            answer = {"error": error.code().name, "message": error.details()}
    print(json.dumps(answer))


main()
