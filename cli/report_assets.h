#pragma once

namespace dealgraph {

extern const char* const report_style;
extern const char* const report_script;

}  // namespace dealgraph
