#pragma once

#include <vector>

#include "services/catalog/domain/course.h"

namespace parley::catalog::seed {

// The courses that ship with Parley. Their ids never change.
const std::vector<domain::Course>& Courses();

}  // namespace parley::catalog::seed
