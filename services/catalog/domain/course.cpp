#include "services/catalog/domain/course.h"

#include <algorithm>

namespace parley::catalog::domain {

const Module* FindModule(const Course& course, const ModuleId& id) {
  const auto found = std::find_if(course.modules.begin(), course.modules.end(), [&](const Module& module) { return module.id == id; });
  return found == course.modules.end() ? nullptr : &*found;
}

}  // namespace parley::catalog::domain
