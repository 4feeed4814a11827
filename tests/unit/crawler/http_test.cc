#include "crawler/http.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>

#include "crawler/address.h"
#include "test_server.h"

namespace dealgraph {
namespace {

using namespace std::string_view_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

std::string gzipped(std::string_view text) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, text.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

HttpOptions options(bool allow_private = true) {
  HttpOptions out;
  out.user_agent = "dealgraph-test/1";
  out.allow_private = allow_private;
  out.total_timeout = milliseconds(3000);
  return out;
}

HttpResponse get(const std::string& url, const HttpOptions& with = options(),
                 std::size_t max_body = 1 << 20, bool cut = false) {
  HttpClient client(with);
  HttpRequest request;
  request.url = parse_url(url).value();
  request.max_body = max_body;
  request.cut_body = cut;
  return client.get(request);
}

constexpr std::string_view gzip_header = "Content-Encoding: gzip\r\n";

TEST(Http, ReadsAPageAndItsValidators) {
  TestServer server([](auto&, auto&) {
    return ok("hello",
              "Content-Type: text/html; charset=big5\r\nETag: \"x\"\r\n"
              "Last-Modified: Wed, 05 Aug 2026 09:30:00 GMT\r\n");
  });
  const auto response = get(server.url("/a?b=1"));
  EXPECT_EQ(response.error, "");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.page.body, "hello");
  EXPECT_EQ(response.page.content_type, "text/html; charset=big5");
  EXPECT_EQ(response.page.etag, "\"x\"");
  EXPECT_EQ(response.page.last_modified, "Wed, 05 Aug 2026 09:30:00 GMT");
  EXPECT_EQ(response.page.url, server.url("/a?b=1"));
  EXPECT_GT(response.page.fetched_at, 1'700'000'000);
  const auto head = server.requests().at(0).head;
  EXPECT_TRUE(head.starts_with("GET /a?b=1 HTTP/1.1\r\n")) << head;
  EXPECT_NE(head.find("User-Agent: dealgraph-test/1\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("Accept-Encoding: gzip, br, zstd\r\n"), std::string::npos) << head;
  EXPECT_EQ(head.find("If-None-Match"), std::string::npos) << head;
}

TEST(Http, AsksConditionallyAndReads304) {
  TestServer server([](auto&, auto& head) {
    return head.find("If-None-Match: \"x\"\r\n") != std::string::npos &&
                   head.find("If-Modified-Since: then\r\n") != std::string::npos
               ? respond("304 Not Modified", "", "")
               : ok("new");
  });
  HttpClient client(options());
  HttpRequest request;
  request.url = parse_url(server.url()).value();
  request.validators = {"\"x\"", "then"};
  EXPECT_EQ(client.get(request).status, 304);
  request.validators = {"\"y\r\nX-Smuggled: 1", ""};  // a hostile ETag is not sent
  EXPECT_EQ(client.get(request).status, 200);
  EXPECT_EQ(server.requests().at(1).head.find("Smuggled"), std::string::npos);
}

TEST(Http, DecodesGzip) {
  const std::string text(100'000, 'x');
  struct Case {
    const char* name;
    std::string body;
    std::string expected;
  };
  const auto half = gzipped("one ");
  for (const auto& [name, body, expected] : {
           Case{"one member", gzipped(text), text},
           Case{"two members", half + gzipped("two"), "one two"},
           Case{"padding after the end", half + std::string(20, '\0'), "one "},
           Case{"no body at all", "", ""},
       }) {
    TestServer server([&body](auto&, auto&) { return ok(body, gzip_header); });
    const auto response = get(server.url());
    EXPECT_EQ(response.error, "") << name;
    EXPECT_EQ(response.page.body, expected) << name;
  }
}

std::string times(int count, std::string_view text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

// "one two " 2,000 times.
constexpr std::string_view brotli_body =
    "\x1b\x7f\x3e\xf8\x8d\x94\xae\xc6\x52\xf9\x56\x46\x97\x20\x6e\x77\xf1\x5b\x38\x40\xc6\x06\x40\x79\x00"sv;

TEST(Http, DecodesBrotliAndZstd) {
  struct Case {
    const char* encoding;
    std::string body;
  };
  const auto text = times(2000, "one two ");
  for (const auto& [encoding, body] :
       {Case{"br", std::string(brotli_body)}, Case{"zstd", zstd(text)}}) {
    const auto header = "Content-Encoding: " + std::string(encoding) + "\r\n";
    for (const bool whole : {true, false}) {
      TestServer server(
          [&](auto&, auto&) { return ok(whole ? body : body.substr(0, body.size() - 1), header); });
      const auto response = get(server.url());
      EXPECT_EQ(response.error, whole ? "" : "truncated " + std::string(encoding) + " body");
      EXPECT_EQ(response.page.body == text, whole) << encoding;
    }
    TestServer server([&](auto&, auto&) { return ok(body, header); });
    const auto capped = get(server.url(), options(), 1000);
    EXPECT_EQ(capped.error, "body larger than 1000 bytes") << encoding;
    EXPECT_EQ(capped.page.body.size(), 1000u) << encoding;
  }
}

TEST(Http, KeepsTheHeadWithoutCookies) {
  TestServer server([](auto&, auto&) {
    return ok("x", "Set-Cookie: id=secret\r\nset-cookie: b=secret\r\nX-Kept: yes\r\n");
  });
  const auto head = get(server.url()).page.head;
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200")) << head;
  EXPECT_NE(head.find("X-Kept: yes\r\n"), std::string::npos) << head;
  EXPECT_EQ(head.find("secret"), std::string::npos) << head;
}

TEST(Http, StopsWhenTold) {
  TestServer server([](auto&, auto&) { return ok(std::string(1000, 'x')); });
  server.pause_in_response(milliseconds(2500));
  auto with = options();
  with.stopped = [] { return true; };
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(get(server.url(), with).error, "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(2000));
}

TEST(Http, RefusesBodiesThatAreNotWhole) {
  const auto whole = gzipped(std::string(5000, 'a') + "end");
  auto flipped = whole;
  flipped[flipped.size() - 6] ^= 1;
  struct Case {
    const char* name;
    std::string response;
    const char* error;
  };
  for (const auto& [name, raw, error] : {
           Case{"truncated gzip, matching length",
                ok(whole.substr(0, whole.size() - 9), gzip_header), "truncated gzip body"},
           Case{"checksum missing", ok(whole.substr(0, whole.size() - 4), gzip_header),
                "truncated gzip body"},
           Case{"wrong checksum", ok(flipped, gzip_header), "broken gzip body"},
           Case{"no gzip at all", ok("<html>", gzip_header), "broken gzip body"},
           Case{"no brotli at all", ok("xyz", "Content-Encoding: br\r\n"), "truncated br body"},
           Case{"compress", ok("xyz", "Content-Encoding: compress\r\n"),
                "the server used a content encoding that was not asked for"},
           Case{"gzip twice", ok(gzipped(whole), "Content-Encoding: gzip, gzip\r\n"),
                "the server used a content encoding that was not asked for"},
           Case{"gzip twice, two lines",
                ok(gzipped(whole), "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n"),
                "the server used a content encoding that was not asked for"},
           Case{"shorter than Content-Length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "transfer closed with 7 bytes remaining to read"},
           Case{"chunks without an end",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "transfer closed with outstanding read data remaining"},
           Case{"HTTP/0.9", "<html>hello</html>", "Received HTTP/0.9 when not allowed"},
           Case{"closed amid the headers", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                "truncated headers"},
           Case{"closed at once", "", "Empty reply from server"},
       }) {
    TestServer server([&raw](auto&, auto&) { return raw; });
    EXPECT_EQ(get(server.url()).error, error) << name;
  }
}

TEST(Http, CapsDecodedBytes) {
  const auto bomb = gzipped(std::string(64u << 20, '\0'));
  ASSERT_LT(bomb.size(), 100'000u);
  TestServer server([&](auto& target, auto&) {
    return target == "/bomb" ? ok(bomb, gzip_header) : ok(std::string(3000, 'x'));
  });
  EXPECT_EQ(get(server.url("/bomb")).error, "body larger than 1048576 bytes");
  EXPECT_EQ(get(server.url("/plain"), options(), 2999).error, "body larger than 2999 bytes");
  EXPECT_EQ(get(server.url("/plain"), options(), 3000).error, "");
  const auto cut = get(server.url("/bomb"), options(), 5000, true);
  EXPECT_EQ(cut.error, "");
  EXPECT_TRUE(cut.cut);
  EXPECT_EQ(cut.page.body.size(), 5000u);
}

TEST(Http, GivesUpOnSlowBodies) {
  TestServer server([](auto&, auto&) { return ok(std::string(100, 'x')); });
  server.pause_in_response(seconds(5));
  auto hurried = options();
  hurried.total_timeout = milliseconds(300);
  const auto start = std::chrono::steady_clock::now();
  const auto response = get(server.url(), hurried);
  EXPECT_NE(response.error, "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(2));
}

TEST(Http, TellsRedirectsAndDoesNotFollowThem) {
  struct Case {
    const char* location;
    const char* target;  // "" : refused
  };
  for (const auto& [location, target] : {
           Case{"/b?c#d", "/b?c"},
           Case{"//127.0.0.1/x", "http://127.0.0.1/x"},
           Case{"https://example.com", "https://example.com/"},
           Case{"file:///etc/passwd", ""},
           Case{"gopher://127.0.0.1/", ""},
           Case{"javascript:alert(1)", ""},
           Case{"", ""},
       }) {
    TestServer server([where = location](auto&, auto&) { return redirect_to(where); });
    const auto response = get(server.url("/a"));
    EXPECT_EQ(server.targets(), std::vector<std::string>{"/a"}) << location;
    const std::string_view expected = target;
    EXPECT_EQ(response.redirect.has_value(), !expected.empty()) << location;
    EXPECT_EQ(response.error.empty(), !expected.empty()) << location << ": " << response.error;
    if (!response.redirect) continue;
    EXPECT_EQ(response.redirect->text(),
              expected.starts_with('/') ? server.url(expected) : expected)
        << location;
  }
}

TEST(Http, ReadsRetryAfter) {
  struct Case {
    const char* value;
    std::optional<seconds> expected;
  };
  for (const auto& [value, expected] :
       {Case{"120", seconds(120)}, Case{"0", seconds(0)},
        Case{"Fri, 01 Jan 2016 00:00:00 GMT", seconds(0)}, Case{"soon", std::nullopt},
        Case{"99999999999999999999", seconds(366L * 24 * 3600)}}) {
    TestServer server([v = value](auto&, auto&) {
      return respond("429 Too Many Requests", "Retry-After: " + std::string(v) + "\r\n", "");
    });
    const auto response = get(server.url());
    EXPECT_EQ(response.status, 429) << value;
    EXPECT_EQ(response.retry_after, expected) << value;
  }
}

TEST(Http, ReachesNoPrivateAddress) {
  TestServer server([](auto&, auto&) { return ok("secret"); });
  const auto port = server.url("").substr(server.url("").rfind(':'));
  for (const std::string host : {"127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001", "0",
                                 "localhost", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"}) {
    const auto response = get("http://" + host + port + "/", options(false));
    EXPECT_TRUE(response.error.starts_with("blocked address ")) << host << ": " << response.error;
    EXPECT_EQ(response.page.body, "") << host;
  }
  EXPECT_TRUE(server.targets().empty());
  EXPECT_EQ(get(server.url()).page.body, "secret");
}

TEST(Http, IgnoresProxyVariables) {
  TestServer proxy([](auto&, auto&) { return ok("through the proxy"); });
  TestServer server([](auto&, auto&) { return ok("direct"); });
  setenv("http_proxy", proxy.url().c_str(), 1);
  setenv("all_proxy", proxy.url().c_str(), 1);
  EXPECT_EQ(get(server.url()).page.body, "direct");
  unsetenv("http_proxy");
  unsetenv("all_proxy");
  EXPECT_TRUE(proxy.targets().empty());
}

TEST(Http, KeepsNoCookies) {
  TestServer server([](auto&, auto&) { return ok("x", "Set-Cookie: id=1; Path=/\r\n"); });
  HttpClient client(options());
  HttpRequest request;
  request.url = parse_url(server.url()).value();
  client.get(request);
  client.get(request);
  EXPECT_EQ(server.requests().at(1).head.find("Cookie"), std::string::npos);
}

TEST(Address, KnowsWhatIsPublic) {
  struct Case {
    const char* address;
    bool is_public;
  };
  for (const auto& [text, expected] : {
           Case{"8.8.8.8", true},
           Case{"172.15.255.255", true},
           Case{"172.32.0.0", true},
           Case{"100.63.255.255", true},
           Case{"192.0.1.1", true},
           Case{"223.255.255.255", true},
           Case{"2606:4700::1", true},
           Case{"2001:4860::8888", true},
           Case{"::ffff:8.8.8.8", true},
           Case{"64:ff9b::808:808", true},
           Case{"0.0.0.0", false},
           Case{"10.1.2.3", false},
           Case{"100.64.0.1", false},
           Case{"127.255.255.255", false},
           Case{"169.254.169.254", false},
           Case{"172.16.0.0", false},
           Case{"172.31.255.255", false},
           Case{"192.168.1.1", false},
           Case{"198.19.255.255", false},
           Case{"224.0.0.1", false},
           Case{"255.255.255.255", false},
           Case{"::", false},
           Case{"::1", false},
           Case{"::127.0.0.1", false},
           Case{"fc00::1", false},
           Case{"fe80::1", false},
           Case{"ff02::1", false},
           Case{"::ffff:127.0.0.1", false},
           Case{"::ffff:10.0.0.1", false},
           Case{"64:ff9b::7f00:1", false},
           Case{"64:ff9b:1::1", false},
           Case{"2002:7f00:1::", false},
           Case{"2001::1", false},
           Case{"2001:db8::1", false},
       }) {
    sockaddr_storage storage{};
    auto* in4 = reinterpret_cast<sockaddr_in*>(&storage);
    auto* in6 = reinterpret_cast<sockaddr_in6*>(&storage);
    if (inet_pton(AF_INET, text, &in4->sin_addr) == 1)
      storage.ss_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &in6->sin6_addr) == 1)
      storage.ss_family = AF_INET6;
    const auto& address = reinterpret_cast<const sockaddr&>(storage);
    EXPECT_EQ(is_public_address(address), expected) << text;
    EXPECT_NE(to_string(address), "") << text;
  }
  sockaddr_storage local{};
  local.ss_family = AF_UNIX;
  EXPECT_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(local)));
}

}  // namespace
}  // namespace dealgraph
