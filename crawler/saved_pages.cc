#include "crawler/saved_pages.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "core/error.h"
#include "crawler/article_parser.h"
#include "crawler/input_file.h"
#include "crawler/metadata.h"
#include "crawler/page_date.h"
#include "crawler/safe_json.h"
#include "crawler/warc.h"
#include "text/charset.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t max_page = 64U << 20;
constexpr std::size_t max_line = 16U << 20;

// Whom a page is handed over to, and the rules it is read with.
struct Keep {
  const std::function<void(PageResult&&)>& use;
  const SiteRules& rules;

  void operator()(PageResult&& result) const { use(std::move(result)); }
  PageHints hints() const { return {"", "", "", &rules}; }
};

enum class Kind { unknown, html, text, jsonl, warc };

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

Kind kind_by_name(const fs::path& path) {
  auto name = fs::path(lower(path.filename().string()));
  if (name.extension() == ".gz") name = name.stem();
  const auto ending = name.extension();
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return Kind::html;
  if (ending == ".txt" || ending == ".md") return Kind::text;
  if (ending == ".jsonl" || ending == ".ndjson") return Kind::jsonl;
  return ending == ".warc" ? Kind::warc : Kind::unknown;
}

Kind kind_by_bytes(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Kind::text;
  bytes.remove_prefix(first);
  if (bytes.starts_with("WARC/")) return Kind::warc;
  if (bytes[0] == '{') return Kind::jsonl;
  const bool wide =
      bytes.starts_with("\xFF\xFE<") || bytes.starts_with(std::string_view("\xFE\xFF\0<", 4));
  return bytes[0] == '<' || wide ? Kind::html : Kind::text;
}

// What a file is if its first bytes say that it is no text, "" if they do not.
std::string_view binary_kind(std::string_view bytes, Kind by_name) {
  struct Mark {
    std::string_view bytes;
    std::string_view name;
  };
  static constexpr std::array<Mark, 12> marks{
      {{"%PDF-", "a PDF"},
       {"\x89PNG", "an image"},
       {"\xFF\xD8\xFF", "an image"},
       {"GIF8", "an image"},
       {"RIFF", "an image or sound"},
       {"PK\x03\x04", "a ZIP archive or an office document"},
       {"SQLite format 3", "an SQLite database"},
       {"\x7F"
        "ELF",
        "a program"},
       {"\xD0\xCF\x11\xE0", "an office document"},
       {"\x28\xB5\x2F\xFD", "a Zstandard file"},
       {"7z\xBC\xAF", "an archive"},
       {"BZh", "a bzip2 file"}}};
  for (const auto& mark : marks)
    if (bytes.starts_with(mark.bytes)) return mark.name;
  if (by_name == Kind::html) return "";  // browsers show pages with such bytes, too
  const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  const auto nuls = std::count(bytes.begin(), bytes.end(), '\0');
  // UTF-16 without a mark has every other byte zero.
  return !wide && nuls > 0 && nuls * 4 < static_cast<std::ptrdiff_t>(bytes.size()) ? "a binary file"
                                                                                   : "";
}

void set_parsed(PageResult& result, ParsedArticle&& parsed) {
  result.found = parsed.found;
  result.article = std::move(parsed.article);
  result.problem = std::move(parsed.problem);
  result.ruled = parsed.ruled;
  result.outdated = std::move(parsed.outdated);
}

PageResult damaged(std::string doc, std::string problem) {
  PageResult result;
  result.page.doc = std::move(doc);
  result.problem = std::move(problem);
  result.damaged = true;
  return result;
}

PageResult unreadable(std::string doc, const std::string& reason) {
  PageResult result;
  result.page.doc = std::move(doc);
  result.problem = reason;
  result.unreadable = true;
  return result;
}

void read_page(InputFile& file, const std::string& doc, Kind kind, const Keep& keep) {
  PageResult result;
  result.page.doc = doc;
  std::error_code none;
  result.nameless = doc == "-" || !fs::is_regular_file(doc, none);  // a pipe is one more place
  result.page.body = file.peek(max_page + 1);
  if (!file.problem().empty()) return;  // told by read_file()
  if (file.broken()) return keep(damaged(doc, "the gzip stream is broken or cut off"));
  if (result.page.body.size() > max_page)
    return keep(damaged(doc, "the page is larger than 64 MB"));
  set_parsed(result, kind == Kind::html ? parse_html_article(result.page, keep.hints())
                                        : parse_text_article(result.page));
  keep(std::move(result));
}

// The first member that must be a text and is not; null counts as not given.
std::string_view mistyped_member(const Json& object) {
  for (const auto* name : {"body", "html", "title", "url", "published", "lang", "site_currency"})
    if (const auto found = object.find(name);
        found != object.end() && !found->is_string() && !found->is_null())
      return name;
  return {};
}

bool has(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && !found->is_null();
}

std::string text_of(const Json& object, const char* name) {
  return has(object, name) ? object[name].get<std::string>() : std::string();
}

bool is_known_language(std::string_view lang) {
  return lang == "zh-Hant" || lang == "zh-Hans" || lang == "en";
}

void append_paragraphs(std::string& text, std::string_view body) {
  for (std::size_t begin = 0; begin < body.size();) {
    const auto end = std::min(body.find('\n', begin), body.size());
    const auto line = clean_line(body.substr(begin, end - begin));
    if (!line.empty()) text += '\n' + line;
    begin = end + 1;
  }
}

// What the line says of its article goes before what was found on the page.
void apply_fields(Article& article, const Json& line) {
  if (const auto title = clean_line(text_of(line, "title")); !title.empty()) {
    article.text.replace(0, article.title_size, title);
    article.title_size = title.size();
  }
  const auto lang = text_of(line, "lang");
  if (is_known_language(lang))
    article.lang = lang;
  else if (article.lang.empty())
    article.lang = detect_language(article.text, lang);
  if (const auto date = find_date(text_of(line, "published")); !date.iso.empty())
    article.published = date.iso;
  if (const auto currency = text_of(line, "site_currency"); !currency.empty())
    article.site_currency = currency;
  else
    article.site_currency = guess_currency(article.url, article.lang);
}

// The id of a line, "" if it has none, nothing if it can be no id.
std::optional<std::string> read_id(std::string_view text, const Json& line) {
  if (!has(line, "id")) return "";
  const auto& id = line["id"];
  if (id.is_string()) return id.get<std::string>();
  if (id.is_number_integer()) return id.dump();
  if (id.is_number()) return number_as_written(text, "id");
  return std::nullopt;
}

void read_jsonl(InputFile& file, const std::string& doc, const Keep& keep) {
  for (std::size_t number = 1;; ++number) {
    std::string_view ready = file.peek(1);
    if (ready.empty()) break;
    std::size_t end = ready.find('\n');
    for (std::size_t seen = 0; end == std::string_view::npos && ready.size() <= max_line;) {
      seen = ready.size();
      ready = file.peek(seen + 1);
      if (ready.size() == seen)
        end = seen;  // the last line has no newline
      else
        end = ready.find('\n', seen);
    }
    const auto place = fmt::format("{}:{}", doc, number);
    if (end == std::string_view::npos || end > max_line) {
      for (ready = file.peek(1); !ready.empty(); ready = file.peek(1)) {
        const auto newline = ready.find('\n');
        file.skip(newline == std::string_view::npos ? ready.size() : newline + 1);
        if (newline != std::string_view::npos) break;
      }
      keep(damaged(place, fmt::format("line {} is longer than 16 MB", number)));
      continue;
    }
    auto line = ready.substr(0, end);
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      auto result = read_json_page(line, place, keep.rules);
      if (result.damaged) result.problem = fmt::format("line {} {}", number, result.problem);
      keep(std::move(result));
    }
    file.skip(std::min(end + 1, ready.size()));
  }
  if (file.broken()) keep(damaged(doc, "the gzip stream is broken or cut off"));
}

void keep_response(WarcResponse&& response, const Keep& keep) {
  const auto type = lower(response.page.content_type);
  const bool html = type.empty() || type.find("html") != std::string::npos;
  const bool text = type.starts_with("text/plain");
  if (response.problem.empty() && !html && !text) return;  // images, scripts, feeds
  PageResult result;
  result.page = std::move(response.page);
  if (!response.problem.empty()) {
    result.problem = std::move(response.problem);
    result.damaged = true;
  } else if (response.status < 200 || response.status > 299) {
    result.problem = fmt::format("HTTP status {}", response.status);
  } else {
    set_parsed(result, html ? parse_html_article(result.page, keep.hints())
                            : parse_text_article(result.page));
  }
  keep(std::move(result));
}

void read_opened(InputFile& file, const std::string& path, const Keep& keep) {
  auto kind = kind_by_name(path);
  const auto start = file.peek(512).substr(0, 512);
  const auto binary = kind == Kind::warc ? std::string_view() : binary_kind(start, kind);
  if (!binary.empty() && file.problem().empty() && !file.broken())
    return keep(
        damaged(path, fmt::format("is {}; pages are HTML, text, JSON lines or WARC", binary)));
  if (kind == Kind::unknown) kind = kind_by_bytes(start);
  if (kind == Kind::jsonl) return read_jsonl(file, path, keep);
  if (kind != Kind::warc) return read_page(file, path, kind, keep);
  const auto problem =
      read_warc(file, [&](WarcResponse&& response) { keep_response(std::move(response), keep); });
  if (!problem.empty() && file.problem().empty()) keep(damaged(path, problem));
}

void read_file(const std::string& path, const Keep& keep) {
  InputFile file(path);
  if (file.problem().empty()) read_opened(file, path, keep);
  if (!file.problem().empty()) keep(unreadable(path, "cannot be read: " + file.problem()));
}

// Adds the files that are told by name; links to folders are not followed. False if a folder could
// not be read.
bool list_folder(const fs::path& folder, std::vector<std::string>& files, const Keep& keep) {
  std::error_code error;
  bool whole = true;
  for (fs::directory_iterator walk(folder, error); !error && walk != fs::directory_iterator();
       walk.increment(error)) {
    std::error_code none;
    if (walk->is_directory(none) && !walk->is_symlink(none))
      whole = list_folder(walk->path(), files, keep) && whole;
    else if (walk->is_regular_file(none) && kind_by_name(walk->path()) != Kind::unknown)
      files.push_back(walk->path().string());
  }
  if (error) keep(unreadable(folder.string(), "cannot be read: " + error.message()));
  return whole && !error;
}

void read_folder(const std::string& path, const Keep& keep) {
  std::vector<std::string> files;
  const bool whole = list_folder(path, files, keep);
  if (files.empty() && whole)
    return keep(
        unreadable(path, "no pages in this folder (*.html, *.txt, *.jsonl, *.warc, or .gz)"));
  std::sort(files.begin(), files.end());
  for (const auto& file : files) read_file(file, keep);
}

}  // namespace

PageResult read_json_page(std::string_view json, const std::string& place, const SiteRules& rules) {
  const auto line = parse_foreign_json(json);
  if (line.is_discarded()) return damaged(place, "is not valid JSON");
  if (!line.is_object()) return damaged(place, "is not a JSON object");
  const auto id = read_id(json, line);
  if (!id) return damaged(place, "has an \"id\" that is neither a text nor a number");
  PageResult result;
  auto& page = result.page;
  result.nameless = id->empty();
  page.doc = result.nameless ? place : *id;
  if (const auto name = mistyped_member(line); !name.empty())
    return damaged(page.doc, fmt::format("has a \"{}\" that is no text", name));
  page.url = text_of(line, "url");
  if (!has(line, "body") && !has(line, "html"))
    return damaged(page.doc, "has neither \"body\" nor \"html\"");
  if (has(line, "body")) {
    page.body = text_of(line, "body");
    result.article.doc = page.doc;
    result.article.url = page.url;
    append_paragraphs(result.article.text, to_utf8(page.body).text);
    result.found = !result.article.text.empty() || !text_of(line, "title").empty();
    if (!result.found) result.problem = "the body is empty";
  } else {
    page.body = text_of(line, "html");
    page.content_type = "text/html; charset=utf-8";
    set_parsed(result, parse_html_article(page, {text_of(line, "lang"), "", "", &rules}));
  }
  if (result.found) apply_fields(result.article, line);
  return result;
}

void read_saved_pages(const std::vector<std::string>& paths, const SiteRules& rules,
                      const std::function<void(PageResult&&)>& use) {
  const Keep keep{use, rules};
  for (const auto& path : paths) {
    std::error_code error;
    if (path != "-" && !fs::exists(path, error))
      throw Error(ExitCode::no_input, "no such file or folder: " + path);
    if (path != "-" && fs::is_directory(path, error))
      read_folder(path, keep);
    else
      read_file(path, keep);
  }
}

}  // namespace dealgraph
