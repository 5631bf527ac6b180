#!/usr/bin/python3
"""tests/compose/edge.py ADDRESS CA: calls what compose brought up as a partner's program does, by gRPC.

Messages are written by hand, so that nothing has to be generated here; tests/journeys/partner.py uses the published protos. What matters is that every
kind of answer gets through what stands in between: a message, an error, its details, the refusal of a stream.
"""

import pathlib
import sys

import grpc

SERVICE = "/parley.catalog.v1.CatalogService/"
PATIENCE_SECONDS = 20


def string_field(number, text):
    return bytes([number << 3 | 2, len(text)]) + text.encode()


def refusal(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("an answer where a refusal was due")


def main(address, ca):
    credentials = grpc.ssl_channel_credentials(pathlib.Path(ca).read_bytes())
    with grpc.secure_channel(address, credentials, options=[("grpc.enable_http_proxy", 0)]) as channel:

        def call(method, request=b""):
            return channel.unary_unary(SERVICE + method)(request, timeout=PATIENCE_SECONDS)

        def stream(method, requests):
            return channel.stream_unary(SERVICE + method)(iter(requests), timeout=PATIENCE_SECONDS)

        assert b"Newcomers and Nationalism" in call("ListCourses"), "the courses don't come by gRPC"

        malformed = refusal(lambda: call("GetCourse", string_field(1, "x")))
        details = dict(malformed.trailing_metadata()).get("grpc-status-details-bin", b"")
        assert b"course_id" in details, f"the field at fault is not named: {malformed}"

        absent = string_field(1, "018bcfe5-6800-7000-8000-000000000000")
        for expected, refused in [
            (grpc.StatusCode.INVALID_ARGUMENT, malformed),
            (grpc.StatusCode.NOT_FOUND, refusal(lambda: call("GetCourse", absent))),
            (grpc.StatusCode.UNAUTHENTICATED, refusal(lambda: call("ListMyEnrolments"))),
            (grpc.StatusCode.UNAUTHENTICATED, refusal(lambda: stream("ImportRoster", [absent] * 3))),
            (grpc.StatusCode.UNIMPLEMENTED, refusal(lambda: call("BuyCourse"))),
        ]:
            assert refused.code() == expected, f"{expected} expected: {refused}"


if __name__ == "__main__":
    main(*sys.argv[1:])
