#pragma once

#include <set>
#include <string>

#include "tests/service/catalog/house.h"

// What tests do with offers of seats.
namespace parley::catalog {

inline constexpr absl::Duration kOfferTime = absl::Hours(72);

// Waits until every seat that could be passed on was, and every mail of it handed over.
void Settle(House& house);
// Seats of a run that offers hold.
int Held(House& house, const v1::Run& run);
// Whether an address is kept.
bool Remembers(House& house, const std::string& email);

v1::Offer GetOffer(House& house, const std::string& token);
v1::AcceptOfferRequest AcceptanceOf(const std::string& token);
v1::Enrolment Accept(House& house, const std::string& token, const std::string& bearer);
void Withdraw(House& house, const v1::Enrolment& enrolment, const std::string& bearer);

// An open run that begins later than offers made at once expire.
v1::Run OpenRunOfLater(House& house, int capacity);
// Confirmed interests, in this order, of a@…, b@…, …: in anything at all unless said otherwise.
void Interested(House& house, const std::string& names, const v1::ExpressionOfInterest& interest = {});
// The addresses that offers were mailed to, each once.
std::set<std::string> Offered(House& house);

}  // namespace parley::catalog
