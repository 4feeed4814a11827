#pragma once
#include <string>

#include "cli/listing.h"
#include "cli/people_text.h"
#include "db/store.h"

namespace dealgraph {

// "NVIDIA → OpenAI → Oracle → NVIDIA", terminal-safe.
std::string ring_title(const CycleRow& row);

// Prints circles one by one, for there may be thousands: as a picture of text with the evidence of
// each leg, as CSV with a line for each leg, or as JSON. Heads and ends are printed if there is a
// circle, or if `even_empty`.
class CyclePrinter {
 public:
  CyclePrinter(Format format, bool even_empty, const TextStyle& style);
  void add(const CycleRow& row);
  void end();

 private:
  void begin();

  Format format_;
  bool even_empty_;
  TextStyle style_;
  bool begun_ = false;
  JsonListing listing_;
};

}  // namespace dealgraph
