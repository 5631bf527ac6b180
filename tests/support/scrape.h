#pragma once

#include <optional>
#include <string>

namespace parley::test {

// GET /metrics on this machine, as Prometheus does; empty when nobody listens.
std::string Scrape(int port);

// The value of a series as it is written there, for example `parley_dead_letters{producer="catalog"}`; nullopt when it is left out.
std::optional<double> Scrape(int port, const std::string& series);

}  // namespace parley::test
