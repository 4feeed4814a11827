#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dealgraph {

struct PageDate {
  std::string iso;  // "YYYY-MM-DD" or "YYYY-MM-DDThh:mm:ss[Z|±hh:mm]"; "" if there is none
  bool has_time = false;
  std::size_t begin = 0;  // byte of the text where it starts
};

// The first date of a text as pages and their metadata print it: ISO 8601 and its sloppy kin
// ("2024/5/3 08:30", "2024-05-03T08:30:00+0800"), 2024年5月3日 下午3:20, "May 3, 2024, 3:20 PM
// EDT", "3 May 2024", RFC 5322, seconds or milliseconds since 1970 (if that is the whole text). A
// time without a zone stays without. Days outside 1990-01-01 … 2099-12-31 or not in the calendar
// are none.
PageDate find_date(std::string_view text);

// The date in a URL's path: /2024/05/03/, /2024-05-03/, /20240503…; "YYYY-MM-DD" or "".
std::string url_date(std::string_view url);

}  // namespace dealgraph
