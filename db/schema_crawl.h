#pragma once

namespace dealgraph {

// A step of migrations(): what the crawler remembers of hosts, sources and response headers.
extern const char* const schema_step_crawl;
extern const char* const schema_step_frontier;

}  // namespace dealgraph
