#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/gateway/routes/contract.h"

namespace google::protobuf {
class Message;
}

namespace parley::gateway::transcoding {

// Sets a field from text of a path or a query, in the text of proto3's JSON form: numbers, true/false, enum names or numbers, base64, RFC
// 3339 times, durations like "1.5s", field masks like "displayName,locale", and wrappers of these. A repeated field gets one more value.
// INVALID_ARGUMENT naming the field.
absl::Status SetField(google::protobuf::Message& message, const routes::Route::FieldPath& path, const std::string& text);

// The field's path in the contract's names: "user.display_name".
std::string PathName(const routes::Route::FieldPath& path);

}  // namespace parley::gateway::transcoding
