"""What a hostile web may not get out of a crawl. Run by `run`, in a namespace of its own."""
import contextlib
import gzip
import os
import resource
import signal
import sqlite3
import ssl
import subprocess
import time
import unittest
import zlib

from web import Names, Server, feed, page, redirect, respond, tls, wait_until

DEALGRAPH, FOLDER = os.environ["DEALGRAPH"], os.environ["FOLDER"]
with open(DEALGRAPH, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()  # which takes memory of its own
PRIVATE = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"]
SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0177.0.0.1",
    "0", "0.0.0.0", "127.0.0.1.", "localhost", "LOCALHOST", "localhost.", "[::1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "10.0.0.1", "0xa.1",
    "167772161", "012.0.0.1", "[::ffff:10.0.0.1]", "169.254.169.254", "0xa9fea9fe", "2852039166",
    "[::ffff:a9fe:a9fe]", "private.test", "１２７.0.0.1", "127。0。0。1",
]
SOURCE = """kind = "{kind}"
url = {urls}
delay_ms = 0
max_articles = {most}
max_depth = 20
allow = ['.']
"""
NAMES = {
    "public.test": [["1.1.1.1"]], "other.test": [["1.1.1.2"]], "private.test": [["127.0.0.1"]],
    "mixed.test": [["127.0.0.1", "10.0.0.1"]], "rebind.test": [["1.1.1.1"], ["127.0.0.1"]],
    "good.test": [["1.1.1.1"]], "wrong.test": [["1.1.1.1"]], "expired.test": [["1.1.1.1"]],
    "unknown.test": [["1.1.1.1"]], "old.test": [["1.1.1.1"]],
}


class Run:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(f"{folder}/sources", exist_ok=True)

    def source(self, *urls, kind="feed", most=1000, extra=""):
        with open(f"{self.folder}/sources/s.toml", "w") as file:
            file.write(SOURCE.format(kind=kind, urls=list(urls), most=most) + extra)

    def start(self, *options, env=(), name="s", **more):
        environment = dict(os.environ, DEALGRAPH_SOURCES=f"{self.folder}/sources", **dict(env))
        return subprocess.Popen(
            [DEALGRAPH, "--db", f"{self.folder}/a.db", "crawl", "--force", "-v", name, *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **more)

    def crawl(self, *options, seconds=60, **more):
        process = self.start(*options, **more)
        try:
            self.out, self.log = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        self.code = process.returncode
        return self

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(f"{self.folder}/a.db")) as database:
            return database.execute(sql).fetchall()

    def urls(self):
        return sorted(row[0].split("/", 3)[3] for row in self.rows("SELECT url FROM articles"))

    def bytes(self):
        data = b""
        for file in (f"{self.folder}/a.db", f"{self.folder}/a.db-wal"):
            if os.path.exists(file):
                with open(file, "rb") as stream:
                    data += stream.read()
        return data


class HostileWeb(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.names = Names("127.0.0.53", NAMES)
        cls.inner = [Server(address, 80, lambda path, head: page("SECRET")) for address in PRIVATE]

    def setUp(self):
        for name, answers in NAMES.items():
            self.names.names[name] = list(answers)
        for server in self.inner:
            server.requests.clear()
        self.servers = []
        self.run_ = Run(f"{FOLDER}/{self.id().rsplit('.', 1)[1]}")

    def tearDown(self):
        for server in self.servers:
            server.close()

    def serve(self, handler, address="1.1.1.1", port=80, context=None):
        def polite(path, head):
            return respond("", status="404 No") if path == "/robots.txt" else handler(path, head)
        self.servers.append(Server(address, port, polite, context))
        return self.servers[-1]

    def assert_no_private_hit(self):
        self.assertEqual([server.requests for server in self.inner], [[]] * len(self.inner))
        self.assertNotIn(b"SECRET", self.run_.bytes())

    # Addresses that are nobody's business.

    def test_private_addresses_are_refused_however_written(self):
        bad = [f"http://{host}/x{n}" for n, host in enumerate(SPELLINGS)]
        sitemap = "".join(f"<url><loc>{url}</loc></url>" for url in bad)
        answers = {
            "/feed": feed(bad + ["http://public.test/good"]), "/links": page("List", bad),
            "/base": page("Base", ["inner"], "<base href='http://127.0.0.1/'>"),
            "/map": respond(f"<urlset>{sitemap}</urlset>"),
            "/index": respond("<sitemapindex>" + sitemap.replace("url>", "sitemap>") + "</sitemapindex>"),
        }

        def handler(path, head):
            if path.startswith("/to/"):
                return redirect(bad[int(path[4:])])
            return answers.get(path) or page("Good")
        self.serve(handler)
        hops = feed([f"http://public.test/to/{n}" for n in range(len(bad))])
        answers["/hops"] = hops
        for kind, path in (("feed", "feed"), ("listing", "links"), ("listing", "base"), ("site", "links"),
                           ("sitemap", "map"), ("sitemap", "index"), ("feed", "hops")):
            self.run_.source(f"http://public.test/{path}", kind=kind)
            self.run_.crawl()
            self.assertNotIn(self.run_.code, (70, -6, -11), self.run_.log)
            self.assert_no_private_hit()
        self.assertIn("good", self.run_.urls())
        self.assertIn("blocked address", self.run_.log)
        for url in bad:
            self.run_.source(url, kind="pages")
            self.run_.crawl()
            self.assert_no_private_hit()

    def test_names_that_lead_inside_are_refused(self):
        self.serve(lambda path, head: feed(["/a"]) if path == "/feed" else page("Good"))
        self.run_.source("http://public.test/feed", "http://private.test/", "http://mixed.test/",
                         "http://rebind.test/feed")
        self.run_.crawl()
        self.assert_no_private_hit()
        self.assertEqual(set(self.run_.urls()), {"a"})

    def test_proxy_variables_are_ignored(self):
        self.serve(lambda path, head: feed(["/a"]) if path == "/feed" else page("Good"))
        self.run_.source("http://public.test/feed")
        proxy = "http://10.0.0.1:80"
        self.run_.crawl(env={"http_proxy": proxy, "ALL_PROXY": proxy, "HTTPS_PROXY": proxy})
        self.assert_no_private_hit()
        self.assertEqual(self.run_.urls(), ["a"])

    def test_other_schemes_are_refused(self):
        schemes = ["file:///etc/passwd", "gopher://127.0.0.1:80/_x", "ftp://127.0.0.1/x", "dict://127.0.0.1/x",
                   "data:text/html,<p>x", "javascript:alert(1)", "//127.0.0.1/x", "FILE:///etc/passwd"]

        def handler(path, head):
            if path == "/feed":
                return feed(schemes + [f"/to/{n}" for n in range(len(schemes))] + ["/a"])
            return redirect(schemes[int(path[4:])]) if path.startswith("/to/") else page("Good")
        self.serve(handler)
        self.run_.source("http://public.test/feed")
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), ["a"])
        self.assertNotIn(b"root:", self.run_.bytes())
        self.assert_no_private_hit()

    def test_secrets_go_nowhere(self):
        def handler(path, head):
            if path == "/feed":
                return feed(["http://user:s3cret@public.test/a", "/moved"])
            if path == "/moved":
                return respond("", "Location: http://bob:s3cret@other.test/b\r\nSet-Cookie: id=c00kie\r\n",
                               "302 Found")
            return page("Good")
        first, second = self.serve(handler), self.serve(handler, "1.1.1.2")
        self.run_.source("http://public.test/feed")
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), ["a", "b"])
        for text in first.requests + second.requests:
            for header in ("authorization:", "cookie:", "referer:", "s3cret", "c00kie"):
                self.assertNotIn(header, text.lower())
        self.assertNotIn(b"s3cret", self.run_.bytes() + self.run_.log.encode())
        self.assertNotIn(b"c00kie", self.run_.bytes())

    # Bodies and heads that are not what they seem.

    def test_bombs_and_endless_bodies_are_cut(self):
        bomb = gzip.compress(b"\0" * (256 << 20), 9)
        header = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

        def endless():
            yield header + b"\r\n<html>"
            while True:
                yield b"<p>all work and no play</p>" * 4000

        def handler(path, head):
            if path == "/feed":
                return feed(["/bomb", "/endless", "/good"])
            if path == "/bomb":
                return respond(bomb, "Content-Encoding: gzip\r\nContent-Type: text/html\r\n")
            return endless() if path == "/endless" else page("Good")
        self.serve(handler)
        self.run_.source("http://public.test/feed")
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), ["good"])
        self.assertEqual(self.run_.log.count("body larger than"), 2, self.run_.log)
        if not SANITIZED:
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 300 << 10)

    def test_what_is_cut_off_is_not_stored_but_tried_again(self):
        whole = page("Good").split(b"\r\n\r\n", 1)[1]
        packed = gzip.compress(whole)
        deflated = zlib.compress(whole)
        cut = [True]

        def handler(path, head):
            if path == "/feed":
                return feed(["/gzip", "/length", "/chunked", "/head", "/deflate"])
            if not cut[0]:
                return page("Good")
            if path == "/gzip":
                return respond(packed[:-20], "Content-Encoding: gzip\r\nContent-Type: text/html\r\n")
            if path == "/length":
                return b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + whole
            if path == "/chunked":
                return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html"
            if path == "/deflate":
                return respond(deflated, "Content-Encoding: deflate\r\n")
            return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        self.serve(handler)
        self.run_.source("http://public.test/feed")
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), [])
        cut[0] = False
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), ["chunked", "deflate", "gzip", "head", "length"])

    def test_broken_heads_fail_at_once(self):
        heads = {
            "/flood": b"HTTP/1.1 200 OK\r\n" + b"X-Filler: 0123456789\r\n" * 100_000 + b"\r\nx",
            "/nul": b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\nx", "/old": b"<html>HTTP/0.9</html>",
            "/long": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 2_000_000 + b"\r\n\r\nx",
        }
        self.serve(lambda path, head: feed(list(heads)) if path == "/feed" else heads[path])
        self.run_.source("http://public.test/feed")
        begun = time.time()
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), [])
        self.assertLess(time.time() - begun, 8)

    def test_silence_and_drips_end_and_hinder_nobody(self):
        def drip():
            yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            while True:
                time.sleep(1)
                yield b"."

        def silent():
            time.sleep(100)
            yield b""
        self.serve(lambda path, head: feed(["/drip"]) if path == "/feed" else drip())
        self.serve(lambda path, head: feed(["/a"]) if path == "/feed" else page("Good"), "1.1.1.2")
        self.run_.source("http://public.test/feed")
        os.rename(f"{self.run_.folder}/sources/s.toml", f"{self.run_.folder}/sources/slow.toml")
        self.run_.source("http://other.test/feed")
        begun = time.time()
        process = self.run_.start("slow")
        database = f"{self.run_.folder}/a.db"
        stored = wait_until(lambda: os.path.exists(database) and self.run_.urls() == ["a"], 10)
        self.assertTrue(stored, "the good source waits for the slow one")
        process.communicate(timeout=60)
        self.assertLess(time.time() - begun, 35)

    def test_redirects_have_an_end(self):
        def handler(path, head):
            if path == "/feed":
                return feed(["/loop", "/6", "/5"])
            if path == "/loop":
                return redirect("/loop")
            hops = int(path[1:])
            return redirect(f"/{hops - 1}") if hops else page("Good")
        server = self.serve(handler)
        self.run_.source("http://public.test/feed")
        self.run_.crawl()
        self.assertEqual(self.run_.urls(), ["0"])
        self.assertEqual(server.paths().count("/loop"), 6)

    # Listings without an end.

    def test_xml_bombs_and_endless_indexes_are_bounded(self):
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        answers = {
            "/laughs": respond(f'<!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]><rss><channel><item><link>&l9;</link>'
                               "</item></channel></rss>"),
            "/outer": respond('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item>'
                              "<link>/&x;</link></item></channel></rss>"),
            "/deep": respond("<a>" * 1_000_000),
            "/cycle": respond("<sitemapindex><sitemap><loc>/cycle</loc></sitemap><sitemap><loc>/cycle?2</loc>"
                              "</sitemap></sitemapindex>"),
            "/huge": respond("<urlset>" + "".join(f"<url><loc>/{n}</loc></url>" for n in range(300_000))
                             + "</urlset>"),
        }

        def handler(path, head):
            if path.startswith("/cycle"):
                return answers["/cycle"]
            return answers.get(path) or page("Good")
        server = self.serve(handler)
        self.run_.source(*(f"http://public.test{path}" for path in answers), kind="sitemap", most=5)
        self.run_.crawl()
        self.assertEqual(len(self.run_.urls()), 5)
        self.assertNotIn(b"root:", self.run_.bytes())
        self.assertLess(len(server.requests), 20)
        self.assertLessEqual(self.run_.rows("SELECT count(*) FROM frontier")[0][0], 50_000)

    def test_traps_are_left(self):
        def handler(path, head):
            if path == "/":
                links = ["/cal/2026/11/27", "/shop?id=1", "/a/a/a/a", "/x" * 25, "/" + "z" * 2_000_000, "/many", "/b"]
                return page("Start", links)
            if path.startswith("/cal/"):
                return respond("<html>" + "".join(f"<a href='/cal/{2026 + k}/{int(path[-2:]) + k + 1:02}/01'>n</a>"
                                                  for k in range(9)), "Content-Type: text/html\r\n")
            if path.startswith("/shop"):
                number = int(path.split("=")[1]) + 1
                return respond(f"<html><a href='/shop?id={number}'>n</a><a href='/shop?id={number * 7}'>m</a>",
                               "Content-Type: text/html\r\n")
            if path == "/many":
                return respond("<html>" + "".join(f"<a href='/m{n}'>x</a>" for n in range(300_000)),
                               "Content-Type: text/html\r\n")
            return page("Good") if path == "/b" else respond("<html>no", "Content-Type: text/html\r\n")
        server = self.serve(handler)
        self.run_.source("http://public.test/", kind="site", most=1000)
        self.run_.crawl()
        paths = server.paths()
        self.assertIn("b", self.run_.urls())
        self.assertLessEqual(len(paths), 1002)
        self.assertLessEqual(sum(path.startswith("/cal/") for path in paths), 100)
        self.assertLessEqual(sum(path.startswith("/shop") for path in paths), 100)
        self.assertFalse(any(len(path) > 2000 or path.startswith("/a/a/a") for path in paths))

    # Certificates.

    def test_only_valid_certificates_are_believed(self):
        contexts = {name: tls(FOLDER, name) for name in ("good", "wrong", "expired", "unknown")}
        contexts["old"] = tls(FOLDER, "old", ssl.TLSVersion.TLSv1_1)
        plain = self.serve(lambda path, head: page("PLAIN"))
        for name, context in contexts.items():
            server = self.serve(lambda path, head: page("Good"), port=443, context=context)
            self.run_.source(f"https://{name}.test/{name}", kind="pages")
            self.run_.crawl()
            self.servers.remove(server)
            server.close()
            if name != "good":
                self.assertNotEqual(self.run_.code, 0, name)
                self.assertRegex(self.run_.log, "(?i)certificate|TLS|SSL", name)
        self.assertEqual(self.run_.urls(), ["good"])
        self.assertEqual(plain.requests, [], "no http instead of https")

    # Disks and neighbours.

    def test_a_full_disk_loses_nothing(self):
        self.serve(lambda path, head: feed([f"/{n}" for n in range(120)]) if path == "/feed"
                   else page("Story " + os.urandom(6000).hex()))
        small = Run(f"{FOLDER}/small")
        small.source("http://public.test/feed")
        small.crawl()
        self.assertEqual(small.code, 74, small.log)
        self.assertIn("a.db", small.log)
        stored = len(small.urls())
        self.assertGreater(stored, 0)
        subprocess.run(["mount", "-o", "remount,size=40m", f"{FOLDER}/small"], check=True)
        small.crawl()
        self.assertEqual(small.code, 0, small.log)
        self.assertEqual(len(small.urls()), 120)
        self.assertEqual(small.rows("PRAGMA integrity_check"), [("ok",)])

    def test_a_second_crawl_says_so_and_a_stop_is_clean(self):
        def handler(path, head):
            time.sleep(0.01)
            return feed([f"/{n}" for n in range(500)]) if path == "/feed" else page("Good")
        self.serve(handler)
        self.run_.source("http://public.test/feed")
        first = self.run_.start()
        wait_until(lambda: os.path.exists(f"{self.run_.folder}/a.db") and len(self.run_.urls()) > 3)
        begun = time.time()
        other = Run(self.run_.folder).crawl()
        self.assertEqual(other.code, 75)
        self.assertLess(time.time() - begun, 2)
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=5)
        self.assertEqual(first.returncode, 0)
        self.run_.crawl()
        self.assertEqual(len(self.run_.urls()), 500)

    def test_a_limited_file_size_is_an_error_not_a_death(self):
        self.serve(lambda path, head: feed([f"/{n}" for n in range(50)]) if path == "/feed"
                   else page("Story " + os.urandom(6000).hex()))
        self.run_.source("http://public.test/feed")
        self.run_.crawl(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000)))
        self.assertEqual(self.run_.code, 74, self.run_.log)
        self.run_.crawl()
        self.assertEqual(len(self.run_.urls()), 50)


if __name__ == "__main__":
    unittest.main(verbosity=1)
