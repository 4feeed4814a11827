#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>

#include "crawler/url.h"

namespace dealgraph {

// Why a link looks like one of endlessly many that a site makes up, "" if it does not: too long,
// too deep, a part of the path or a parameter that repeats itself.
std::string trap_of(const Url& url);

// Addresses that differ in their numbers and in the values of their parameters alone are a family:
// the days of a calendar, the sessions of a shop. One that gives pages but no articles is closed.
class UrlFamilies {
 public:
  bool is_closed(const Url& url) const;
  void learn(const Url& url, bool is_article);

 private:
  struct Yield {
    std::size_t pages = 0;
    std::size_t articles = 0;
  };
  std::unordered_map<std::string, Yield> yields_;
};

}  // namespace dealgraph
