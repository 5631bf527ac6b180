#include "libs/rpc/attention.h"

#include <utility>

namespace parley::rpc {
namespace {

struct Served {
  Attention* attention = nullptr;
  absl::Time deadline = absl::InfiniteFuture();
};
thread_local Served served;

}  // namespace

void Attention::Withdraw() {
  const std::lock_guard lock(mutex_);
  withdrawn_ = true;
  for (const Piece* piece = innermost_; piece != nullptr; piece = piece->outer_) piece->interrupt_();
}

Attention::Piece::Piece(Attention& attention, std::function<void()> interrupt) : attention_(&attention), interrupt_(std::move(interrupt)) {
  Begin();
}

Attention::Piece::Piece(std::function<void()> interrupt) : attention_(served.attention), interrupt_(std::move(interrupt)) {
  if (attention_ != nullptr) Begin();
}

void Attention::Piece::Begin() {
  const std::lock_guard lock(attention_->mutex_);
  outer_ = std::exchange(attention_->innermost_, this);
  if (attention_->withdrawn_) interrupt_();
}

Attention::Piece::~Piece() {
  if (attention_ == nullptr) return;
  const std::lock_guard lock(attention_->mutex_);
  attention_->innermost_ = outer_;
}

Attention::Service::Service(Attention& attention, absl::Time deadline) { served = {&attention, deadline}; }

Attention::Service::~Service() { served = {}; }

absl::Time Attention::Deadline() { return served.deadline; }

bool Attention::IsWithdrawn() { return served.attention != nullptr && served.attention->is_withdrawn(); }

}  // namespace parley::rpc
