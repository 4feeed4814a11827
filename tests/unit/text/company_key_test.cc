#include "text/company_key.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

TEST(CompanyKey, DropsCaseWidthPunctuationAndLegalForms) {
  const struct {
    const char* name;
    const char* key;
  } cases[] = {
      {"NVIDIA Corp.", "nvidia"},
      {" nvidia ", "nvidia"},
      {"Ｎｖｉｄｉａ", "nvidia"},
      {"Foo N.V.", "foo"},
      {"N.V. Foo N.V.", "nvfoo"},
      {"Bar S.A. de C.V.", "bar"},
      {"Vestas Wind Systems A/S", "vestaswindsystems"},
      {"Rio de Janeiro", "riodejaneiro"},
      {"McDonald’s", "mcdonalds"},
      {"Aubert & Cie", "aubertcie"},
      {"Cisco", "cisco"},
      {"T-Mobile_US", "tmobileus"},
      {"Straße AG", "strasse"},
      {"甲乙股份有限公司", "甲乙"},
      {"甲乙集團有限公司", "甲乙"},
      {"甲乙 Co., Ltd.", "甲乙"},
      {"三菱株式會社", "三菱"},
      {"輝達", "輝達"},
      {"辉达", "辉达"},
  };
  for (const auto& c : cases) EXPECT_EQ(company_key(c.name), c.key) << c.name;
}

TEST(CompanyKey, KeepsWhatWouldLeaveNoName) {
  const struct {
    const char* name;
    const char* key;
  } cases[] = {{"Group", "group"},
               {"Group Holdings Inc.", "group"},
               {"公司", "公司"},
               {"甲公司", "甲公司"},
               {"甲集團", "甲集團"},
               {"...", ""},
               {"", ""}};
  for (const auto& c : cases) EXPECT_EQ(company_key(c.name), c.key) << c.name;
}

}  // namespace
}  // namespace dealgraph
