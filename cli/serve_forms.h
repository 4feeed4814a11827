#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/deal_markup.h"
#include "cli/serve_site.h"

namespace dealgraph {

// A form that asks for the page `action` with its fields as a query string.
std::string form_markup(const std::string& action, const std::string& fields);
std::string text_field(const char* name, const char* label, const std::string& value,
                       const char* example = "");
std::string choice_field(const char* name, const char* label, const std::string& value,
                         const std::vector<std::string_view>& choices);

// A heading and cells that are HTML already.
std::string table_markup(const std::vector<std::string>& heading,
                         const std::vector<std::vector<std::string>>& rows);

// Deals with links to the other pages. `input` must outlive it.
DealPages pages_of(const ViewInput& input);

// The id of a path, 0 if it is no positive number of 64 bits.
std::int64_t number_of(const std::string& id);

}  // namespace dealgraph
