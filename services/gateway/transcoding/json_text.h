#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace google::protobuf {
class Duration;
class FieldMask;
class Timestamp;
}  // namespace google::protobuf

// The pieces of JSON text, byte for byte as protobuf's MessageToJsonString writes them (a property test holds them together).
namespace parley::gateway::transcoding {

// With quotes. Escapes what protobuf escapes: controls, '"', '\', '<', '>', and invisible characters that confuse browsers.
void AppendString(std::string_view text, std::string& out);
void AppendBytes(const std::string& bytes, std::string& out);  // base64 in quotes
void AppendInteger(int64_t value, std::string& out);
void AppendUnsigned(uint64_t value, std::string& out);
void AppendDouble(double value, std::string& out);
void AppendFloat(float value, std::string& out);
void AppendTimestamp(const google::protobuf::Timestamp& time, std::string& out);
void AppendDuration(const google::protobuf::Duration& duration, std::string& out);
void AppendFieldMask(const google::protobuf::FieldMask& mask, std::string& out);

}  // namespace parley::gateway::transcoding
