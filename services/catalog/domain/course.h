#pragma once

#include <string>
#include <vector>

#include "libs/ids/id.h"

namespace parley::catalog::domain {

struct Module {
  ModuleId id;
  std::string title;
  std::string subtheme;
  int week = 1;
  std::string prompt_text;  // the question a run asks when its coordinator gives none
};

struct Course {
  CourseId id;
  PartnerId partner_id;
  std::string title;
  std::string summary;
  std::vector<std::string> languages;  // the main one first
  std::vector<std::string> subject_tags;
  std::string mooc_url;
  std::vector<Module> modules;  // in teaching order
};

// nullptr when the course has no such module.
const Module* FindModule(const Course& course, const ModuleId& id);

}  // namespace parley::catalog::domain
