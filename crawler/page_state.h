#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// The article of a page that a script draws from data in the page: plain text, "" if unknown.
struct PageState {
  std::string title;
  std::string published;  // as Article::published
  std::string body;       // paragraphs separated by newlines
  std::vector<std::string> authors;
};

// Looks for the object with the longest text in the page's data scripts (type application/json,
// such as __NEXT_DATA__, and "window.NAME = {…}"). UTF-8. Bounded: 8 scripts of at most 4 MB.
PageState read_page_state(std::string_view html);

// The lines of a text that may hold markup, also markup that is escaped once more.
std::string lines_of_markup(const std::string& text);

}  // namespace dealgraph
