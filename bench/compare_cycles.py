"""Finds the circles that new deals close three ways: with bench_cycles, with a recursive query of
SQLite, and with igraph (Debian: python3-igraph). Checks that all count the same; exit 1 if not."""

import argparse
import sqlite3
import subprocess
import sys
import time

try:
    import igraph
except ImportError:
    sys.exit("compare_cycles: igraph is missing; install python3-igraph")

# Paths from the payee back to the payer; the last leg is looked up.
THROUGH = """
WITH RECURSIVE walk(node, path, legs) AS (
  SELECT :payee, '/' || :payer || '/' || :payee || '/', 1
  UNION ALL
  SELECT deals.payee, path || deals.payee || '/', legs + 1
  FROM walk JOIN deals ON deals.payer = walk.node
  WHERE legs < :length - 1 AND instr(path, '/' || deals.payee || '/') = 0)
SELECT count(*) FROM walk JOIN deals ON deals.payer = walk.node AND deals.payee = :payer
"""

# The same from every company, along those of larger numbers.
ALL = """
WITH RECURSIVE walk(start, node, path, legs) AS (
  SELECT payer, payee, '/' || payer || '/' || payee || '/', 1 FROM deals WHERE payee > payer
  UNION ALL
  SELECT start, deals.payee, path || deals.payee || '/', legs + 1
  FROM walk JOIN deals ON deals.payer = walk.node
  WHERE legs < :length - 1 AND deals.payee > start
    AND instr(path, '/' || deals.payee || '/') = 0)
SELECT count(*) FROM walk JOIN deals ON deals.payer = walk.node AND deals.payee = start
"""


def read_list(program, options):
    command = [program, "--list", "--deals", str(options.deals), "--last", str(options.inserts),
               "--length", str(options.length), "--hub", str(options.hub)]
    old, new, total = {}, [], 0
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in printed.splitlines():
        kind, *fields = line.split()
        if kind == "deal":
            old[int(fields[0]), int(fields[1])] = True
        elif kind == "new":
            new.append((int(fields[0]), int(fields[1]), int(fields[2]), float(fields[3])))
        else:
            total = int(fields[0])
    return list(old), new, total


class Sqlite:
    name = "SQLite " + sqlite3.sqlite_version

    def __init__(self, pairs):
        self.db = sqlite3.connect(":memory:")
        self.db.execute("CREATE TABLE deals (payer INT, payee INT, PRIMARY KEY (payer, payee))"
                        " WITHOUT ROWID")
        self.db.executemany("INSERT INTO deals VALUES (?, ?)", pairs)

    def add(self, payer, payee):
        self.db.execute("INSERT OR IGNORE INTO deals VALUES (?, ?)", (payer, payee))

    def count(self, payer, payee, length):
        values = {"payer": payer, "payee": payee, "length": length}
        return self.db.execute(THROUGH, values).fetchone()[0]

    def count_all(self, length):
        return self.db.execute(ALL, {"length": length}).fetchone()[0]


class Igraph:
    name = "igraph " + igraph.__version__

    def __init__(self, pairs, companies):
        self.graph = igraph.Graph(n=companies, edges=pairs, directed=True)

    def add(self, payer, payee):
        if not self.graph.are_connected(payer, payee):
            self.graph.add_edge(payer, payee)

    def count(self, payer, payee, length):
        return len(self.graph.get_all_simple_paths(payee, to=payer, cutoff=length - 1, mode="out"))


# Microseconds of each insert, and how many counts differ from ours.
def run(peer, new, length):
    micros, wrong = [], 0
    for payer, payee, expected, _ in new:
        peer.add(payer, payee)
        began = time.process_time()
        found = peer.count(payer, payee, length)
        micros.append((time.process_time() - began) * 1e6)
        if found != expected:
            wrong += 1
            print(f"{payer} -> {payee}: dealgraph {expected}, {peer.name} {found}", file=sys.stderr)
    return micros, wrong


def print_row(name, micros):
    micros = sorted(micros)
    p99 = micros[min(len(micros) * 99 // 100, len(micros) - 1)]
    print(f"{name:<16}{micros[len(micros) // 2]:>10.1f}{p99:>10.0f}{micros[-1]:>10.0f}", flush=True)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--deals", type=int, default=100_000)
    parser.add_argument("--inserts", type=int, default=500, help="the last so many deals")
    parser.add_argument("--length", type=int, default=5)
    parser.add_argument("--hub", type=float, default=0)
    return parser.parse_args()


def main():
    options = parse_options()
    pairs, new, total = read_list(options.program, options)
    companies = max(max(pair[:2]) for pair in pairs + new) + 1
    print(f"{len(new)} inserts into {len(pairs)} pairs of {companies} companies, "
          f"k = {options.length}, {sum(deal[2] for deal in new)} circles")
    print(f"{'':<16}{'p50 us':>10}{'p99 us':>10}{'max us':>10}")
    print_row("dealgraph", [deal[3] for deal in new])
    sqlite = Sqlite(pairs)
    wrong = 0
    for peer in sqlite, Igraph(pairs, companies):
        micros, differ = run(peer, new, options.length)
        print_row(peer.name, micros)
        wrong += differ
    found = sqlite.count_all(4)
    wrong += found != total
    print(f"circles of up to 4 in the whole graph: dealgraph {total}, {sqlite.name} {found}")
    print("all counts agree" if wrong == 0 else f"{wrong} counts differ")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
