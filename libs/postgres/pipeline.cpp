#include "libs/postgres/pipeline.h"

namespace parley::postgres {
namespace {

bool Succeeded(const PGresult* answer) {
  const ExecStatusType status = PQresultStatus(answer);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

Answer TakeAnswer(PGconn* connection, Patience& patience) {
  while (true) {
    const int unsent = PQflush(connection);
    if (unsent < 0 || PQisBusy(connection) == 0 || PQsocket(connection) < 0) break;
    patience.Await(PQsocket(connection), unsent > 0);
    if (PQconsumeInput(connection) == 0) break;  // what went wrong is what PQgetResult answers
  }
  return {PQgetResult(connection), PQclear};
}

Pipeline::Pipeline(PGconn* connection, Patience& patience) : connection_(connection), patience_(patience) {
  Note(PQenterPipelineMode(connection_));
}

void Pipeline::SendPrepared(const std::string& name, const std::vector<const char*>& texts) {
  Note(PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(texts.size()), texts.data(), nullptr, nullptr, 0));
  ++sent_;
}

void Pipeline::SendCommand(const char* sql) {
  Note(PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, 0));
  ++sent_;
}

Answer Pipeline::Finish() {
  Note(PQpipelineSync(connection_));
  Answer last;
  for (; sent_ > 0 && !failure_; --sent_) last = TakeStatement();
  TakeSync();
  return last;
}

// What libpq will not do, on a connection that is broken or used wrongly, fails the statements like the server's word.
void Pipeline::Note(int worked) {
  if (worked == 0 && !failure_) failure_ = FailureOf(connection_, nullptr);
}

Answer Pipeline::Take() { return TakeAnswer(connection_, patience_); }

Answer Pipeline::TakeStatement() {
  Answer answer = Take();
  if (!Succeeded(answer.get())) failure_ = FailureOf(connection_, answer.get());
  if (answer) Take();  // the end of this statement's answers, which is none
  return answer;
}

void Pipeline::TakeSync() {
  // Skipped statements answer too, each with an end. Two ends in a row: there is nothing to come.
  bool ended = false;
  while (true) {
    const Answer answer = Take();
    if (answer ? PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC : ended) break;
    ended = !answer;
  }
  Note(PQexitPipelineMode(connection_));
}

}  // namespace parley::postgres
