#include "text/suggest.h"

#include <gtest/gtest.h>

#include "text/idna.h"

namespace dealgraph {
namespace {

TEST(Suggest, FindsTheNearMiss) {
  struct Case {
    const char* word;
    const char* expected;
  };
  const std::vector<std::string_view> known{"name", "allow", "deny", "max_articles", "payee"};
  for (const auto& [word, expected] : {
           Case{"alow", "allow"},
           Case{"ALLOW", "allow"},
           Case{"naem", "name"},
           Case{"payeer", "payee"},
           Case{"maxarticle", "max_articles"},
           Case{"den", "deny"},
           Case{"xyz", ""},
           Case{"title", ""},
           Case{"", ""},
       })
    EXPECT_EQ(suggest(word, known), expected) << word;
  EXPECT_EQ(suggest(std::string(1 << 20, 'a'), known), "");
  EXPECT_EQ(suggest("name", {}), "");
}

TEST(Idna, MakesHostNamesAscii) {
  struct Case {
    const char* host;
    std::optional<std::string> expected;
  };
  for (const auto& [host, expected] : {
           Case{"Example.COM", "example.com"},
           Case{"新聞.台灣", "xn--efvv70d.xn--kpry57d"},
           Case{"ｅｘａｍｐｌｅ．com", "example.com"},
           Case{"faß.de", "xn--fa-hia.de"},
           Case{"r3---sn-x.example.com", "r3---sn-x.example.com"},
           Case{"a..b", std::nullopt},
           Case{"xn--a", std::nullopt},
           Case{"", std::nullopt},
       })
    EXPECT_EQ(host_to_ascii(host), expected) << host;
}

}  // namespace
}  // namespace dealgraph
