// How fast circular deals are found, on one core. See README.md here.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <limits>
#include <vector>

#include "bench/deal_stream.h"
#include "bench/stopwatch.h"
#include "graph/ring_graph.h"
#include "graph/ring_search.h"

namespace dealgraph::bench {
namespace {

struct Options {
  std::vector<std::size_t> deals{100'000, 1'000'000};
  std::vector<std::size_t> lengths{4, 5};
  std::size_t last = 0;
  std::size_t load = 10'000'000;
  DealStream stream;
  RingOptions rings;
};

struct Inserts {
  std::vector<double> micros;  // processor time of each, sorted
  std::size_t kept = 0;
  std::size_t overflows = 0;
  std::size_t gave_up = 0;

  double quantile(double share) const {
    const auto at = static_cast<std::size_t>(share * static_cast<double>(micros.size()));
    return micros.empty() ? 0 : micros[std::min(at, micros.size() - 1)];
  }
};

// All of a stream, and where the last `last` begin; 0: all are those.
std::vector<Leg>::const_iterator begin_of_last(const std::vector<Leg>& legs, std::size_t last) {
  const auto count = last == 0 ? legs.size() : std::min(last, legs.size());
  return legs.end() - static_cast<std::ptrdiff_t>(count);
}

std::vector<Leg> make_deals(const Options& options, std::size_t count) {
  auto stream = options.stream;
  stream.deals = count;
  return make_deals(stream);
}

RingOptions with_length(const Options& options, std::size_t length) {
  auto rings = options.rings;
  rings.max_length = length;
  return rings;
}

// Sets the legs one by one, and after each looks for the circles through it.
Inserts time_inserts(RingGraph& graph, const std::vector<Leg>& legs, const RingOptions& options) {
  Inserts out;
  for (const auto& leg : legs) {
    const Stopwatch watch;
    graph.set(leg);
    const auto found = rings_through(graph, leg.payer, leg.payee, options);
    out.micros.push_back(watch.processor() * 1e6);
    out.kept += found.rings.size();
    out.overflows += !found.complete;
    out.gave_up += found.gave_up;
  }
  std::sort(out.micros.begin(), out.micros.end());
  return out;
}

void print_head() {
  fmt::print("{:>10}{:>9}{:>3}{:>9}{:>9}{:>10}{:>9}{:>11}{:>10}{:>9}\n", "deals", "inserts", "k",
             "p50 us", "p99 us", "max us", "sum s", "kept", "overflow", "gave up");
}

void print_row(std::size_t deals, std::size_t length, const Inserts& inserts) {
  double sum = 0;
  for (const double micros : inserts.micros) sum += micros / 1e6;
  fmt::print("{:>10}{:>9}{:>3}{:>9.1f}{:>9.0f}{:>10.0f}{:>9.2f}{:>11}{:>10}{:>9}\n", deals,
             inserts.micros.size(), length, inserts.quantile(0.5), inserts.quantile(0.99),
             inserts.quantile(1), sum, inserts.kept, inserts.overflows, inserts.gave_up);
  std::fflush(stdout);
}

void run_inserts(const Options& options) {
  print_head();
  for (const auto deals : options.deals) {
    const auto legs = make_deals(options, deals);
    const auto last = begin_of_last(legs, options.last);
    for (const auto length : options.lengths) {
      RingGraph graph({legs.begin(), last});
      print_row(deals, length,
                time_inserts(graph, {last, legs.end()}, with_length(options, length)));
    }
  }
}

// Megabytes of memory in use now; 0 where there is no /proc.
double resident_mb() {
  auto* file = std::fopen("/proc/self/status", "r");
  if (!file) return 0;
  double kb = 0;
  for (char line[256]; std::fgets(line, sizeof line, file);)
    if (std::sscanf(line, "VmRSS: %lf", &kb) == 1) break;
  std::fclose(file);
  return kb / 1024;
}

void run_load(const Options& options) {
  auto legs = make_deals(options, options.load);
  const auto last = begin_of_last(legs, 200);
  const std::vector<Leg> news(last, legs.cend());
  legs.erase(last, legs.cend());
  const double list_mb = static_cast<double>(legs.capacity() * sizeof(Leg)) / (1 << 20);
  const double before = resident_mb() - list_mb;
  const Stopwatch watch;
  RingGraph graph(std::move(legs));
  const double seconds = watch.processor();
  fmt::print("{} pairs of {} companies loaded in {:.2f} s, {:.0f} MB\n", graph.size(),
             graph.node_count(), seconds, resident_mb() - before);
  print_head();
  for (const auto length : options.lengths) {
    auto copy = graph;
    print_row(options.load, length, time_inserts(copy, news, with_length(options, length)));
  }
  fmt::print("\n");
}

void run_whole(const Options& options) {
  fmt::print("{:>10}{:>3}{:>9}{:>12}{:>11}{:>9}\n", "deals", "k", "s", "at least", "kept",
             "gave up");
  for (const auto deals : options.deals) {
    const RingGraph graph(make_deals(options, deals));
    for (const auto length : options.lengths) {
      const Stopwatch watch;
      const auto found = all_rings(graph, with_length(options, length));
      fmt::print("{:>10}{:>3}{:>9.2f}{:>12}{:>11}{:>9}\n", deals, length, watch.processor(),
                 found.at_least, found.rings.size(), int{found.gave_up});
    }
  }
}

// For compare_cycles: the deals, those of the last `last` with their circles and microseconds, and
// at the end how many circles there are in all. Nothing is left out.
void run_list(Options options) {
  const auto legs = make_deals(options, options.deals.front());
  const auto last = begin_of_last(legs, options.last);
  options.rings.floor_usd = 0;
  options.rings.keep = options.rings.max_steps = options.rings.first_steps =
      std::numeric_limits<std::size_t>::max();
  const auto rings = with_length(options, options.lengths.front());
  RingGraph graph({legs.begin(), last});
  for (auto leg = legs.begin(); leg != last; ++leg)
    fmt::print("deal {} {}\n", leg->payer, leg->payee);
  for (auto leg = last; leg != legs.end(); ++leg) {
    const Stopwatch watch;
    graph.set(*leg);
    const auto found = rings_through(graph, leg->payer, leg->payee, rings);
    fmt::print("new {} {} {} {}\n", leg->payer, leg->payee, found.rings.size(),
               watch.processor() * 1e6);
  }
  fmt::print("all {}\n", all_rings(graph, with_length(options, 4)).rings.size());
}

}  // namespace
}  // namespace dealgraph::bench

int main(int argc, char** argv) {
  dealgraph::bench::Options options;
  bool whole = false;
  bool list = false;
  CLI::App app("Measures how fast circular deals are found", "bench_cycles");
  app.add_option("--deals", options.deals, "How many deals (default: 100000 1000000)")
      ->check(CLI::PositiveNumber);
  app.add_option("--length", options.lengths, "Longest circle (default: 4 5)")
      ->check(CLI::Range(2, 8));
  app.add_option("--last", options.last, "Time but the last so many deals");
  app.add_option("--load", options.load, "Deals loaded at once (default: 10000000); 0: none");
  app.add_option("--keep", options.rings.keep, "Circles kept of each deal (default: 20)");
  app.add_option("--floor", options.rings.floor_usd, "Smallest leg in US dollars (default: 1e8)");
  app.add_option("--steps", options.rings.max_steps, "Legs looked at until it gives up");
  app.add_option("--hub", options.stream.hub, "Share of deals of one company, on top (default: 0)")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--undisclosed", options.stream.undisclosed,
                 "Share of deals without an amount (default: 0.3)")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--payers", options.stream.payer_exponent, "Exponent of payers (default: 0.65)");
  app.add_option("--payees", options.stream.payee_exponent, "Exponent of payees (default: 0.65)");
  app.add_flag("--whole", whole, "Time the search of the whole graph instead");
  app.add_flag("--list", list, "Print deals and counts, for compare_cycles");
  CLI11_PARSE(app, argc, argv);
  if (list) {
    run_list(options);
  } else if (whole) {
    run_whole(options);
  } else {
    if (options.load) run_load(options);  // first, while all memory in use is its own
    run_inserts(options);
  }
}
