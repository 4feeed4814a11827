#include "crawler/warc.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "crawler/saved_pages.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

std::string gzip(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(bytes.size() + 1000, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string record(const std::string& type, const std::string& uri, const std::string& block) {
  return "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri +
         "\r\ncontent-length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string http(const std::string& headers, const std::string& body, int status = 200) {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers + "\r\n" + body;
}

struct Read {
  std::vector<WarcResponse> responses;
  std::string problem;
};

class Warc : public testing::Test {
 protected:
  Warc() {
    std::string name = (fs::temp_directory_path() / "dealgraph-warc-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Warc() override { fs::remove_all(folder_); }

  std::string write(const std::string& bytes) {
    const auto path = folder_ / "in.warc";
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  Read read(const std::string& bytes) {
    InputFile file(write(bytes));
    Read out;
    out.problem = read_warc(file, [&](WarcResponse&& r) { out.responses.push_back(std::move(r)); });
    return out;
  }

  fs::path folder_;
};

TEST_F(Warc, UndoesTransferAndContentEncodings) {
  const std::string body = "<p>hello</p>";
  const struct {
    std::string name;
    std::string block;
    std::string body;
    std::string problem;
  } cases[] = {
      {"plain", http("Content-Type: text/html\r\n", body), body, ""},
      {"gzip", http("Content-Encoding: gzip\r\n", gzip(body)), body, ""},
      {"gzip undone by the archiver", http("Content-Encoding: gzip\r\n", body), body, ""},
      {"gzip cut off", http("Content-Encoding: gzip\r\n", gzip(body).substr(0, 20)), "",
       "the gzip encoding is broken"},
      {"chunked",
       http("Transfer-Encoding: chunked\r\n", "5;x=1\r\n<p>he\r\n7\r\nllo</p>\r\n0\r\n\r\n"), body,
       ""},
      {"chunked undone by the archiver", http("Transfer-Encoding: chunked\r\n", body), body, ""},
      {"a chunk is missing", http("Transfer-Encoding: chunked\r\n", "5\r\n<p>he\r\n"), "<p>he",
       "the last chunk is missing"},
      {"unknown encoding", http("Content-Encoding: br\r\n", "xx"), "",
       "content encoding br is not supported"},
      {"no HTTP", "hello", "", "the record holds no HTTP response"},
  };
  for (const auto& c : cases) {
    const auto out = read(record("response", "http://a.example/1", c.block));
    EXPECT_EQ(out.problem, "") << c.name;
    ASSERT_EQ(out.responses.size(), 1U) << c.name;
    EXPECT_EQ(out.responses[0].problem, c.problem) << c.name;
    if (c.name != "gzip cut off") {
      EXPECT_EQ(out.responses[0].page.body, c.body) << c.name;
    }
    EXPECT_EQ(out.responses[0].page.url, "http://a.example/1") << c.name;
  }
}

TEST_F(Warc, ReadsResponsesOfPlainAndCompressedFiles) {
  const std::vector<std::string> records = {
      record("warcinfo", "", "software: x"),
      record("response", "<https://a.example/1>", http("ETag: \"e\"\r\n", "one")),
      record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n"),
      record("response", "dns:a.example", "1.2.3.4"),
      record("response", "https://a.example/2", http("", "two", 404)),
  };
  std::string plain;
  std::string members;
  for (const auto& one : records) {
    plain += one;
    members += gzip(one);
  }
  for (const auto& bytes : {plain, members}) {
    const auto out = read(bytes);
    EXPECT_EQ(out.problem, "");
    ASSERT_EQ(out.responses.size(), 2U);
    EXPECT_EQ(out.responses[0].page.doc, "https://a.example/1");
    EXPECT_EQ(out.responses[0].page.etag, "\"e\"");
    EXPECT_EQ(out.responses[0].page.body, "one");
    EXPECT_EQ(out.responses[1].status, 404);
  }
}

TEST_F(Warc, SaysWhereAFileIsDamaged) {
  const auto good = record("response", "http://a.example/1", http("", "one"));
  const struct {
    std::string bytes;
    std::string problem;
  } cases[] = {
      {"hello", "record 1 does not begin with WARC/"},
      {good + "junk", "record 2 does not begin with WARC/"},
      {good + "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "record 2 has no Content-Length"},
      {good + "WARC/1.0\r\nWARC-Type: response\r\n", "record 2 has no end of headers"},
      {good + "WARC/1.0\r\nContent-Length: 99\r\n\r\nabc", "record 2 is cut off"},
      {gzip(good) + gzip(good).substr(0, 40), "the gzip stream is broken or cut off"},
  };
  for (const auto& c : cases) {
    const auto out = read(c.bytes);
    EXPECT_EQ(out.problem, c.problem) << c.bytes;
    EXPECT_EQ(out.responses.size(), c.bytes == "hello" ? 0U : 1U) << c.problem;
  }
}

TEST_F(Warc, GivesArticlesNamedByTheirUrl) {
  const std::string sentence =
      "Plumfield said on Monday that it would buy its rival Oakline for $75 million in cash.";
  const auto path = write(
      record("response", "http://a.example/1",
             http("Content-Type: text/html\r\n",
                  "<h1>Plumfield buys Oakline</h1><p>" + sentence + "</p><p>" + sentence)) +
      record("response", "http://a.example/x.png", http("Content-Type: image/png\r\n", "PNG")) +
      record("response", "http://a.example/2", http("Content-Type: text/html\r\n", "gone", 404)) +
      "WARC");
  std::vector<PageResult> results;
  read_saved_pages({path}, {}, [&](PageResult&& result) { results.push_back(std::move(result)); });
  ASSERT_EQ(results.size(), 3U);
  EXPECT_TRUE(results[0].found) << results[0].problem;
  EXPECT_EQ(results[0].article.doc, "http://a.example/1");
  EXPECT_EQ(results[0].article.url, "http://a.example/1");
  EXPECT_EQ(results[1].problem, "HTTP status 404");
  EXPECT_FALSE(results[1].damaged);
  EXPECT_EQ(results[2].page.doc, path);
  EXPECT_TRUE(results[2].damaged);
}

}  // namespace
}  // namespace dealgraph
