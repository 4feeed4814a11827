#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "core/graph.h"
#include "core/party.h"
#include "core/waiting_page.h"

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

// A step in the life of a deal, as stored.
struct RevisionRow {
  std::string date;    // "" if unknown
  std::string change;  // told, amount, raised, cut, status
  std::string amount_text;
  std::optional<double> usd;
  std::string status;
  std::int64_t evidence = 0;  // that says so

  friend bool operator==(const RevisionRow&, const RevisionRow&) = default;
};

struct CycleRow {
  std::int64_t id = 0;
  std::string closed_at;  // ISO date-time UTC of the run that first found it
  bool is_new = false;    // the reader has not been told of its last news yet
  Cycle cycle;
  std::int64_t undisclosed = 0;         // legs whose size is unknown
  std::int64_t span_days = 0;           // from the oldest to the newest leg
  std::string event;                    // its last news: closed, stronger or restored
  std::string event_at;                 // ISO date-time UTC of that run
  std::optional<double> before_usd;     // the bottleneck before it
  std::int64_t cause = 0;               // deal that did it; 0: unknown
  std::vector<DealRow> deals;           // in payment order
  std::vector<std::string> names = {};  // of its parties, where they are not those of its deals
};

struct CycleFilter {
  std::string reader = "cli";  // whose mark decides what is new
  bool only_new = false;
  std::string since = {};  // something happened to it on or after this ISO date
  bool only_through = false;
  std::vector<std::string> through = {};  // ids of parties: it runs through one of them
  std::int64_t id = 0;                    // 0: any
  std::size_t max_length = 0;             // 0: any
  double min_usd = 0;                     // every leg is known and at least as large; 0: any
  std::size_t limit = 0;                  // 0: all
  std::size_t skip = 0;                   // so many of the first
};

struct ArticleRow {
  std::int64_t id = 0;
  std::string title;
  std::string published;
  std::string site;
  std::string url;  // else its doc
  std::string text;
  std::int64_t deals = 0;  // that it tells
};

struct PartyRow {
  Party party;
  std::string merged_into;  // id, "" if it stands for itself
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
  std::string since;          // announced on or after this ISO date
  double min_usd = 0;         // known and at least as large; 0: any
  std::size_t limit = 0;      // 0: all
  std::size_t skip = 0;       // so many of the first
  std::string until = {};     // announced on or before this ISO date
  std::string language = {};  // an article in it tells the deal: en, zh-Hans, zh-Hant; "": any
};

// What the database holds now.
struct StoreTotals {
  std::int64_t articles = 0;
  std::int64_t parties = 0;  // of deals, those merged into another left out
  std::int64_t deals = 0;
  std::int64_t cycles = 0;
  std::int64_t new_cycles = 0;  // to the reader "cli"
};

struct PartyFilter {
  std::string words;      // its id, or part of a name that it goes by; "" : all
  std::size_t limit = 0;  // 0: all
  std::size_t skip = 0;   // so many of the first
};

struct PartyFigures {
  Party party;
  std::int64_t pays = 0;     // live deals
  std::int64_t is_paid = 0;  // the same
};

// What a SELECT of a user may cost, and what it gives.
struct QueryLimits {
  int milliseconds = 5000;
  std::size_t rows = 10'000;
  std::size_t bytes = 32U << 20;  // of all cells
};
struct QueryResult {
  std::string problem;  // why there is no result, "" if there is one
  std::vector<std::string> columns;
  // A cell is nothing, a whole number, another number or a text.
  using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
  std::vector<std::vector<Cell>> rows;
  bool cut = false;  // there are more rows than the limits let through
};

struct ChangeSummary {
  std::size_t new_deals = 0;
  std::size_t changed_deals = 0;
  std::size_t new_cycles = 0;
  std::size_t changed_edges = 0;
  std::size_t changed_cycles = 0;  // also new ones

  bool any() const { return new_deals + changed_deals + changed_edges + changed_cycles > 0; }
};

struct KnownPage {
  std::string etag;
  std::string last_modified;
  std::int64_t fetched_at = 0;
};

// What one crawl of a source gave.
struct SourceVisit {
  std::int64_t at = 0;  // seconds UTC
  std::size_t fetched = 0;
  std::size_t articles = 0;  // new ones
  std::size_t failed = 0;
  std::string problem;  // why the source as a whole failed, "" if it did not
};

struct SourceStatus {
  std::string id;
  std::int64_t last_crawled_at = 0;
  std::optional<std::int64_t> last_success_at;
  std::optional<std::int64_t> failing_since;
  std::int64_t fetched = 0;  // by the last crawl, and so are the next two
  std::int64_t articles = 0;
  std::int64_t failed = 0;
  std::string problem;
};

struct Announcement {
  std::size_t added = 0;
  std::size_t stored = 0;  // were fetched before
};

// A waiting page that could not be had.
struct FailedPage {
  std::string source;
  std::string url;
  std::int64_t failures = 0;    // in a row
  std::int64_t not_before = 0;  // next try; end_of_time: none
  std::string problem;          // of the last try
};

struct RobotsRow {
  std::int64_t fetched_at = 0;
  bool missing = false;
  std::string body;
};

struct HostStatus {
  std::string host;
  std::int64_t not_before = 0;  // left alone until then
  std::int64_t failures = 0;    // runs in a row that gave it up
  std::string reason;
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
  // Pages of the web whose bytes are stored, by id.
  void for_each_page(const std::function<void(FetchedPage&&)>& use) const;
  std::optional<std::int64_t> last_crawled(const std::string& source_id) const;  // seconds UTC
  void mark_crawled(const std::string& source_id, const SourceVisit& visit);
  std::vector<SourceStatus> source_status() const;  // by id

  // Pages that wait to be fetched. Those announced are added unless they were fetched or wait
  // already, and wait for the source that announced them last; `listing`, if any, announces them and is kept as keep_listing() does, all in one
  // transaction. A source has at most 100,000 waiting.
  Announcement announce(const std::vector<WaitingPage>& pages, const FetchedPage* listing);
  // Those of the source whose time has come: dated ones first, newest first, then by depth.
  std::vector<WaitingPage> waiting(const std::string& source_id, std::int64_t now,
                                   std::size_t limit) const;
  std::size_t waiting_count(const std::string& source_id, std::int64_t now) const;
  void stop_waiting(const std::string& url);
  void postpone(const std::string& url, std::int64_t not_before, const std::string& problem);
  // Forgets what has waited since before then: it is no news any more.
  void drop_waiting(std::int64_t found_before);
  // Those that failed, by source, the latest announced first.
  std::vector<FailedPage> failed_pages() const;
  // A page that holds no article, with its body.
  void keep_page(const FetchedPage& page);

  // robots.txt by origin.
  std::optional<RobotsRow> robots(const std::string& origin) const;
  void keep_robots(const std::string& origin, const RobotsRow& file);

  // Hosts that failed or asked for a pause; one without failures is forgotten.
  std::optional<HostStatus> host(const std::string& name) const;
  std::vector<HostStatus> hosts() const;
  void keep_host(const HostStatus& host);

  // Stores page, article, its deal mentions and unlisted names in one transaction. Returns the
  // article's id, or nothing if the very same article (URL or doc, and text) is stored with this
  // fingerprint already. An article whose text changed, or that was extracted with other rules, is
  // updated in place.
  std::optional<std::int64_t> keep_article(const FetchedPage& page, const Article& article,
                                           const std::vector<DealMention>& mentions,
                                           const std::vector<Party>& parties,
                                           const std::string& fingerprint,
                                           const std::vector<Sighting>& unlisted = {});

  // The same for an article that is stored and only read anew.
  void keep_extraction(std::int64_t id, const Article& article,
                       const std::vector<DealMention>& mentions, const std::vector<Party>& parties,
                       const std::string& fingerprint, const std::vector<Sighting>& unlisted);
  // Articles that were read with another fingerprint, by id.
  std::vector<std::int64_t> stale_articles(const std::string& fingerprint) const;

  // Many writing calls as one transaction, which costs the disk one sync; a kill loses those since
  // the last commit.
  class Batch {
   public:
    explicit Batch(Store& store);
    ~Batch();
    void commit();  // what was written so far, and goes on

   private:
    struct Open;
    Store& store_;
    std::unique_ptr<Open> open_;
  };

  // All live evidence, by id. What becomes of it: db/derivation.h.
  std::vector<Evidence> evidence() const;

  // The names in the most articles first, then the most frequent.
  std::vector<UnlistedRow> unlisted_names() const;

  // Copies the database as it stands, whole or not at all; others may write meanwhile. Replaces
  // what is there.
  void back_up(const std::filesystem::path& target) const;

  // Articles that hold all words of the query, the newest first. Words are separated by spaces,
  // "quoted" ones stay together; Chinese words may be as short as one character.
  std::vector<ArticleRow> search_articles(const std::string& query, std::size_t limit) const;

  // All stored articles, by id.
  void for_each_article(const std::function<void(Article&&)>& use) const;
  std::optional<Article> article(std::int64_t id) const;

  std::vector<DealRow> deals(const DealFilter& filter) const;
  std::optional<DealRow> deal(std::int64_t id) const;
  std::vector<EvidenceRow> evidence_of(std::int64_t deal_id) const;
  // All live deals, with what the graph asks for: id, type, parties, usd, status, announced.
  std::vector<Deal> graph_deals() const;
  // Party → the company that it belongs to, where one is known.
  std::map<std::string, std::string> parents() const;

  // By date; none if the deal was only ever told the same.
  std::vector<RevisionRow> revisions_of(std::int64_t deal_id) const;

  // Live cycles, the strongest first.
  std::vector<CycleRow> cycles(const CycleFilter& filter = {}) const;
  // The same one by one, for there may be thousands.
  void for_each_cycle(const CycleFilter& filter, const std::function<void(CycleRow&&)>& use) const;
  // What happened to cycles is numbered. Call the second after what a reader was shown is flushed.
  std::int64_t last_cycle_event() const;
  void mark_cycles_reported(const std::string& reader, std::int64_t event);

  // Parties by id, else by a whole name or alias, else by any part of one.
  std::vector<PartyRow> find_parties(const std::string& name) const;
  // The party with this very id; where it was merged into another, that one.
  std::optional<Party> party(const std::string& id) const;
  // Parties that stand for themselves, those in the most deals first.
  std::vector<PartyFigures> parties(const PartyFilter& filter) const;
  StoreTotals totals() const;
  // Runs one statement that a user wrote. It can read, and nothing else: not write, attach files or
  // change settings. A mistake in it, or one that costs too much, is a `problem`.
  QueryResult query(const std::string& sql, const QueryLimits& limits = {}) const;

  // Names that a party goes by, each with its origin: list, article or person.
  std::vector<std::pair<std::string, std::string>> aliases_of(const std::string& id) const;

 private:
  friend class Derivation;
  friend class Judgements;
  friend class Doctor;
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealgraph
