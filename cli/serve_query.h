#pragma once
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// Why a request gets no page: thrown by the views of `serve`, answered with its status.
struct WebProblem {
  int status;  // 400 or 404
  std::string message;
};

// The query string of a request. A value that is empty counts as not given, for forms send all
// their fields. Throws WebProblem(400) for whatever is not as it must be.
class ServeQuery {
 public:
  // `known` are the names that the view takes, besides page and limit.
  ServeQuery(const std::map<std::string, std::string>& values,
             std::initializer_list<std::string_view> known);

  std::string text(const std::string& name) const;
  std::string date(const std::string& name) const;
  double money(const std::string& name) const;  // US dollars; 0 if not given
  bool flag(const std::string& name) const;     // 1 or 0
  std::string choice(const std::string& name, const std::vector<std::string_view>& choices) const;
  std::size_t number(const std::string& name, std::size_t otherwise, std::size_t least,
                     std::size_t most) const;

  // The same query for another page.
  std::string with_page(std::size_t page) const;

 private:
  std::map<std::string, std::string> values_;  // those that are given
};

// For views that take no query at all.
void refuse_filters(const std::map<std::string, std::string>& values);

// A page of a long list: rows skip+1 to skip+limit.
struct Paging {
  std::size_t page;
  std::size_t limit;
  std::size_t skip;
};
Paging paging_of(const ServeQuery& query, std::size_t usual, std::size_t most);

}  // namespace dealgraph
