#include "libs/trace/span.h"

#include <mutex>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/trace/trace.h"

namespace parley::trace {
namespace {

const std::string kSampled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const std::string kNot = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

// Records while it lives.
struct Recording {
  Recording() {
    SetRecorder(std::make_shared<const std::function<void(Work)>>([this](Work work) { works.push_back(std::move(work)); }));
  }
  ~Recording() { SetRecorder(nullptr); }
  std::vector<Work> works;
};

TEST_CASE("while nobody records, or a trace is not sampled, nothing is") {
  CHECK(Begin(Kind::kServer, "GetVideo", kSampled) == nullptr);
  const Scope scope(kSampled);
  CHECK(Recorded().empty());
  const Recording recording;
  CHECK(Recorded() == kSampled);
  for (const std::string& parent : {kNot, std::string(), std::string("00-x-y-01")}) {
    CHECK(Begin(Kind::kServer, "GetVideo", parent) == nullptr);
    const Scope other(parent);
    CHECK(Recorded().empty());
  }
  CHECK(recording.works.empty());
}

TEST_CASE("a span is part of its parent's trace, has an id of its own, and says how it ended") {
  Recording recording;
  {
    const auto outer = Begin(Kind::kServer, "GET", kSampled);
    REQUIRE(outer);
    outer->Rename("GET /v1/runs/{run_id}");
    const auto inner = Begin(Kind::kClient, "GetRun", outer->traceparent());
    REQUIRE(inner);
    inner->Fail("NOT_FOUND");
  }
  REQUIRE(recording.works.size() == 2);
  const Work& inner = recording.works[0];
  const Work& outer = recording.works[1];
  CHECK(inner.failure == "NOT_FOUND");
  CHECK(inner.parent == outer.traceparent);
  CHECK(outer.name == "GET /v1/runs/{run_id}");
  CHECK(outer.failure.empty());
  CHECK(outer.parent == kSampled);
  CHECK(IdOf(outer.traceparent) == IdOf(kSampled));
  CHECK(ParentOf(outer.traceparent) != ParentOf(kSampled));
  CHECK(IsSampled(outer.traceparent));
  CHECK(inner.begin_time >= outer.begin_time);
  CHECK(inner.end_time <= outer.end_time);
}

TEST_CASE("what carries a traceparent already keeps it") {
  Recording recording;
  const std::string own = Continue(kSampled);
  CHECK(Begin(Kind::kServer, "GET", kSampled, own)->traceparent() == own);
  CHECK(recording.works.size() == 1);
}

TEST_CASE("a span that outlives the recorder is lost, quietly") {
  std::unique_ptr<Span> span;
  {
    const Recording recording;
    span = Begin(Kind::kServer, "GET", kSampled);
  }
  CHECK(span != nullptr);
}

}  // namespace
}  // namespace parley::trace
