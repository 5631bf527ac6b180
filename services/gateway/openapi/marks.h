#pragma once

#include <string>

#include "google/protobuf/descriptor.h"

namespace parley::gateway::openapi {

// What a field's name and the house's words in its comment mean for a schema.
struct Marks {
  bool read_only = false;   // "Read only.", "Output only"
  bool input_only = false;  // "Input only": never answered
  bool required = false;    // "Required."
  bool answered = false;    // there in every answer: the thing's own id, and what is "Required on creation"
  bool assigned = false;    // the server's to say: what is read only, the own id, create_time, update_time, etag
};

Marks MarksOf(const google::protobuf::FieldDescriptor& field, const std::string& comment);

}  // namespace parley::gateway::openapi
