#pragma once

#include <string>
#include <vector>

#include "services/scheduling/domain/arrangement.h"
#include "services/scheduling/domain/problem.h"

namespace parley::scheduling::domain {

// A small problem made at random of a seed: a few participants, hours, facilitators, regions, classes and languages.
struct SmallCase {
  int participants = 7;
  int slots = 4;
  int facilitators = 2;
  int regions = 2;
  int classes = 2;
  int languages = 2;
  Seats seats{2, 3};
  bool has_meetings = true;
};
Problem RandomProblem(const SmallCase& size, uint64_t seed);

// The most that any arrangement seats, by trying all of them.
int MostSeatedByTryingAll(const Problem& problem);

// What is wrong with an arrangement, by rules written down again; empty when nothing is.
std::string WhatIsWrong(const Arrangement& arrangement);

// People of a real run, as many as asked: from several zones around clock changes, with evenings of their own.
struct Crowd {
  std::vector<Slot> slots;
  std::vector<Person> people;
  std::vector<Leader> leaders;
  std::vector<std::string> languages = {"en", "fr", "ar"};
};
Crowd MakeCrowd(int people, int leaders, uint64_t seed);

}  // namespace parley::scheduling::domain
