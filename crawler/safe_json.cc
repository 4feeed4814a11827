#include "crawler/safe_json.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_nesting = 200;

bool too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (!quoted) {
      if ((c == '{' || c == '[') && ++depth > max_nesting) return true;
      if ((c == '}' || c == ']') && depth > 0) --depth;
    } else if (c == '\\') {
      ++i;
    }
  }
  return false;
}

using Json = nlohmann::json;

// Remembers how the numbers of one member of the outermost object are written.
class NumberReader : public nlohmann::json_sax<Json> {
 public:
  explicit NumberReader(std::string_view member) : member_(member) {}
  const std::string& digits() const { return digits_; }

  bool key(string_t& name) override {
    wanted_ = depth_ == 1 && name == member_;
    return true;
  }
  bool number_float(number_float_t, const string_t& digits) override {
    if (depth_ == 1 && wanted_) digits_ = digits;
    return true;
  }
  bool start_object(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_array() override { return leave(); }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
    return false;
  }

 private:
  bool enter() {
    ++depth_;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }

  std::string_view member_;
  std::string digits_;
  std::size_t depth_ = 0;
  bool wanted_ = false;
};

}  // namespace

nlohmann::json parse_foreign_json(std::string_view text) {
  if (too_deep(text)) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, false, true);
}

std::string number_as_written(std::string_view text, std::string_view member) {
  NumberReader reader(member);
  Json::sax_parse(text, &reader, Json::input_format_t::json, true, true);
  return reader.digits();
}

}  // namespace dealgraph
