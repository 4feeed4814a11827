#include "crawler/url.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

std::string parsed(std::string_view text) {
  const auto url = parse_url(text);
  return url ? url->text() : "";
}

TEST(Url, KnowsTwins) {
  struct Twin {
    const char* asked;
    const char* canonical;
    bool twin;
  };
  for (const auto& [asked, canonical, expected] : {
           Twin{"https://m.cnyes.com/news/id/504226?exp=a", "https://news.cnyes.com/news/id/504226",
                true},
           Twin{"https://a.example/amp/story-1.html", "https://a.example/story-1.html", true},
           Twin{"https://www.a.example/story/?from=x", "https://a.example/story/", true},
           Twin{"https://a.example/story-1", "https://a.example/", false},
           Twin{"https://a.example/story-12", "https://a.example/story-1", false},
           Twin{"https://a.example/2", "https://a.example/1", false},
           Twin{"https://a.example/1", "https://b.example/1", false},
           Twin{"http://127.0.0.1/1", "http://10.0.0.1/1", false},
       })
    EXPECT_EQ(is_twin(parse_url(asked).value(), parse_url(canonical).value()), expected)
        << asked << ' ' << canonical;
}

TEST(Url, ParsesToNormalForm) {
  struct Case {
    std::string_view text;
    const char* expected;
  };
  for (const auto& [text, expected] : {
           Case{"http://example.com", "http://example.com/"},
           Case{"HTTP://EXAMPLE.com:80/A?b#c", "http://example.com/A?b"},
           Case{"https://example.com:443/", "https://example.com/"},
           Case{"https://example.com:8443/", "https://example.com:8443/"},
           Case{"https://example.com:/", "https://example.com/"},
           Case{" \n\thttps://example.com/a b\t\n", "https://example.com/a%20b"},
           Case{"https://exam\nple.com/a\tb", "https://example.com/ab"},
           Case{"https:\\\\example.com\\a\\b?c\\d", "https://example.com/a/b?c\\d"},
           Case{"https:/example.com/a", "https://example.com/a"},
           Case{"https:example.com", "https://example.com/"},
           Case{"https://example.com/a/../b/./c", "https://example.com/b/c"},
           Case{"https://example.com/a/%2e%2E/b", "https://example.com/b"},
           Case{"https://example.com/新聞?q=輝達",
                "https://example.com/%E6%96%B0%E8%81%9E?q=%E8%BC%9D%E9%81%94"},
           Case{"https://example.com/%e6%96%b0", "https://example.com/%e6%96%b0"},
           Case{"https://新聞.台灣/", "https://xn--efvv70d.xn--kpry57d/"},
           Case{"https://BÜCHER.example/", "https://xn--bcher-kva.example/"},
           Case{"https://user:secret@example.com/a@b", "https://example.com/a@b"},
           Case{"http://127.1/", "http://127.0.0.1/"},
           Case{"http://0x7f.1:8080/", "http://127.0.0.1:8080/"},
           Case{"http://[::1]:8080/x", "http://[::1]:8080/x"},
           Case{"https://example.com?x=1", "https://example.com/?x=1"},
           Case{"https://example.com/?", "https://example.com/"},
           Case{"ftp://example.com/", ""},
           Case{"file:///etc/passwd", ""},
           Case{"javascript:alert(1)", ""},
           Case{"java\nscript:alert(1)", ""},
           Case{"data:text/html,x", ""},
           Case{"mailto:a@b.c", ""},
           Case{"/a/b", ""},
           Case{"//example.com/", ""},
           Case{"example.com", ""},
           Case{"http://", ""},
           Case{"http:///", ""},
           Case{"http://a b/", ""},
           Case{"http://example.com:99999/", ""},
           Case{"http://example.com:x/", ""},
           Case{"http://[::1/", ""},
           Case{"", ""},
       }) {
    EXPECT_EQ(parsed(text), expected) << text;
    EXPECT_EQ(parsed(parsed(text)), expected) << "again: " << text;
  }
  EXPECT_FALSE(parse_url("http://example.com/" + std::string(9000, 'a')));
}

TEST(Url, ResolvesReferences) {
  const auto base = parse_url("https://news.example.com/a/b/c?d=1").value();
  struct Case {
    std::string_view reference;
    const char* expected;
  };
  for (const auto& [reference, expected] : {
           Case{"", "https://news.example.com/a/b/c?d=1"},
           Case{"#top", "https://news.example.com/a/b/c?d=1"},
           Case{"x", "https://news.example.com/a/b/x"},
           Case{"./x", "https://news.example.com/a/b/x"},
           Case{"../x", "https://news.example.com/a/x"},
           Case{"../../../x", "https://news.example.com/x"},
           Case{"/x", "https://news.example.com/x"},
           Case{"\\x", "https://news.example.com/x"},
           Case{"?p=2", "https://news.example.com/a/b/c?p=2"},
           Case{"x?y=/../z", "https://news.example.com/a/b/x?y=/../z"},
           Case{"//other.example/x", "https://other.example/x"},
           Case{"\\\\other.example\\x", "https://other.example/x"},
           Case{"http://other.example", "http://other.example/"},
           Case{"https:x", "https://news.example.com/a/b/x"},
           Case{" /新 聞 ", "https://news.example.com/%E6%96%B0%20%E8%81%9E"},
           Case{"javascript:void(0)", ""},
           Case{"tel:+886", ""},
           Case{"//", ""},
       }) {
    const auto url = resolve_url(base, reference);
    EXPECT_EQ(url ? url->text() : "", expected) << reference;
  }
}

TEST(Url, DropsTrackingParameters) {
  struct Case {
    const char* target;
    const char* expected;
  };
  for (const auto& [target, expected] : {
           Case{"/a", "/a"},
           Case{"/a?id=1", "/a?id=1"},
           Case{"/a?utm_source=x", "/a"},
           Case{"/a?UTM_Medium=x&id=1&fbclid=2&b=3", "/a?id=1&b=3"},
           Case{"/a?id=1&gclid=2", "/a?id=1"},
           Case{"/a?utm=1&xutm_source=2", "/a?utm=1&xutm_source=2"},
           Case{"/a?b=2&a=1", "/a?b=2&a=1"},
           Case{"/a?&&id=1&", "/a?id=1"},
       }) {
    Url url{"https", "example.com", "", target};
    EXPECT_EQ(without_tracking(url).target, expected) << target;
  }
}

TEST(Url, ComparesSites) {
  struct Case {
    const char* a;
    const char* b;
    bool same;
  };
  for (const auto& [a, b, same] : {
           Case{"example.com", "example.com", true},
           Case{"www.example.com", "example.com", true},
           Case{"rss.example.com", "www.example.com", true},
           Case{"example.com", "m.news.example.com", true},
           Case{"a.example.com", "b.example.com", false},
           Case{"badexample.com", "example.com", false},
           Case{"example.com", "example.com.evil.net", false},
           Case{"com", "example.com", false},
           Case{"0.0.1", "127.0.0.1", false},
       }) {
    const Url one{"https", a, "", "/"}, two{"http", b, "81", "/"};
    EXPECT_EQ(same_site(one, two), same) << a << ' ' << b;
    EXPECT_EQ(same_site(two, one), same) << b << ' ' << a;
  }
}

TEST(Url, SeesCredentials) {
  EXPECT_TRUE(has_credentials("https://user:pass@example.com/"));
  EXPECT_TRUE(has_credentials("https://user@example.com"));
  EXPECT_FALSE(has_credentials("https://example.com/@user"));
  EXPECT_FALSE(has_credentials("https://example.com?a@b"));
}

}  // namespace
}  // namespace dealgraph
