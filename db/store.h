#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "core/graph.h"
#include "core/party.h"

namespace dealgraph {

// A deal with what a person wants to read beside it.
struct DealRow {
  Deal deal;
  std::string payer_name;
  std::string payee_name;
  std::string sentence;  // of the first live evidence
  std::string title;     // of its article
  std::string url;       // of its article, else its doc
};

struct EvidenceRow {
  Evidence evidence;
  std::string sentence;
  std::string doc;
  std::string url;
  std::string title;
  std::string published;
};

struct CycleRow {
  std::int64_t id = 0;
  std::string closed_at;  // ISO date-time UTC of the run that first found it
  bool is_new = false;    // not reported by `cycles --new` yet
  Cycle cycle;
  std::vector<DealRow> deals;  // in payment order
};

// A name that no list held when its articles were read, over all articles.
struct UnlistedRow {
  std::string id;
  std::string name;          // as the first article writes it, and so is what follows
  std::string kind;          // "unknown" if its form tells nothing
  std::size_t count = 0;     // places that name it
  std::size_t articles = 0;  // that name it
  std::size_t deals = 0;     // places that tell a deal of it
  std::string sentence;
  std::string title;
  std::string url;  // else the article's doc
};

struct DealFilter {
  std::string party;  // id, or any part of a name; "" : all
  std::string type;
  std::string status;
  std::string since;      // announced on or after this ISO date
  std::size_t limit = 0;  // 0: all
};

struct ChangeSummary {
  std::size_t new_deals = 0;
  std::size_t changed_deals = 0;
  std::size_t new_cycles = 0;
};

struct KnownPage {
  std::string etag;
  std::string last_modified;
  std::int64_t fetched_at = 0;
};

// The one SQLite file. Every writing call is one transaction (BEGIN IMMEDIATE, WAL, FULL).
// Throws Error: no_input (no such file), bad_data (not ours, damaged, newer), busy (another writer
// holds it), io or cannot_create.
class Store {
 public:
  // False if there is no such file, or an empty one: SQLite, too, takes that for a database which
  // nobody has made yet, and its own shell leaves one behind.
  static bool exists(const std::filesystem::path& file);
  static Store open_for_reading(const std::filesystem::path& file);
  // Creates and migrates as needed, and takes the writer lock for the life of the Store.
  static Store open_for_writing(const std::filesystem::path& file);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Pages fetched before. Listings (feeds, sitemaps) keep validators only, articles the raw bytes.
  // `url` is the address asked for or the one that redirects led to.
  std::optional<KnownPage> known_page(const std::string& url) const;
  void keep_listing(const FetchedPage& page);
  std::optional<std::int64_t> last_crawled(const std::string& source_id) const;  // seconds UTC
  void mark_crawled(const std::string& source_id, std::int64_t at, const std::string& problem);

  // Stores page, article, its deal mentions and unlisted names in one transaction. Returns the
  // article's id, or nothing if the very same article (URL or doc, and text) is stored with this
  // fingerprint already. An article whose text changed, or that was extracted with other rules, is
  // updated in place.
  std::optional<std::int64_t> keep_article(const FetchedPage& page, const Article& article,
                                           const std::vector<DealMention>& mentions,
                                           const std::vector<Party>& parties,
                                           const std::string& fingerprint,
                                           const std::vector<Sighting>& unlisted = {});

  // All live evidence, by id.
  std::vector<Evidence> evidence() const;
  // Replaces the derived tables (deals, edges, cycles). Ids of deals and cycles that are still
  // there stay. `at`: seconds UTC of this run. Writes nothing if nothing changed.
  ChangeSummary replace_derived(std::vector<Deal> deals, const std::vector<Edge>& edges,
                                const std::vector<Cycle>& cycles, std::int64_t at);

  // The names in the most articles first, then the most frequent.
  std::vector<UnlistedRow> unlisted_names() const;

  // All stored articles, by id.
  void for_each_article(const std::function<void(Article&&)>& use) const;
  std::optional<Article> article(std::int64_t id) const;

  std::vector<DealRow> deals(const DealFilter& filter) const;
  std::optional<DealRow> deal(std::int64_t id) const;
  std::vector<EvidenceRow> evidence_of(std::int64_t deal_id) const;
  // Live cycles, the strongest first; `only_new`: those that no reader has been shown.
  std::vector<CycleRow> cycles(bool only_new) const;
  // The same one by one, for there may be thousands.
  void for_each_cycle(bool only_new, const std::function<void(CycleRow&&)>& use) const;
  // Call after the output of `cycles --new` is flushed.
  void mark_cycles_reported(const std::vector<std::int64_t>& ids);

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealgraph
