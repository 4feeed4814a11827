#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// What two spellings of one company name have in common: without case, width, white space,
// punctuation and legal forms at the end (Inc., N.V., 股份有限公司). A name that is nothing but a
// legal form keeps it. Scripts stay apart: 輝達 and 辉达 differ.
std::string company_key(std::string_view name);

}  // namespace dealgraph
