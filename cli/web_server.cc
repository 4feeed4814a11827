#include "cli/web_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>

#include "core/error.h"

namespace dealgraph {
namespace {

constexpr const char* address = "127.0.0.1";
constexpr int timeout_s = 5;
constexpr std::size_t most_bytes_of_request = 8192;  // of a body, which no request needs
constexpr std::size_t threads = 8;

WebResponse plain(int status, std::string text) {
  return {status, "text/plain; charset=utf-8", std::move(text) + '\n'};
}

void send(const WebResponse& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  to.set_content(from.body, from.type);
}

WebResponse answer(const WebServer::Handler& handler, const httplib::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    auto refused = plain(405, "only GET and HEAD are served here");
    refused.headers.emplace_back("Allow", "GET, HEAD");
    return refused;
  }
  if (request.get_header_value_count("Host") != 1 ||
      !is_local_host(request.get_header_value("Host")))
    return plain(403, "this server answers to localhost and 127.0.0.1 alone");
  WebRequest passed;
  passed.path = request.path;
  for (const auto& [name, value] : request.params) passed.query.emplace(name, value);
  return handler(passed);
}

// Without SO_REUSEPORT, which the library would set: two servers must not share a port.
void set_options(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

bool is_local_host(std::string_view host) {
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (host.substr(0, name.size()) != name) continue;
    const auto port = host.substr(name.size());
    if (port.empty()) return true;
    return port.size() > 1 && port.size() <= 6 && port[0] == ':' &&
           port.find_first_not_of("0123456789", 1) == std::string_view::npos;
  }
  return false;
}

struct WebServer::Impl {
  Handler handler;
  httplib::Server server;
};

WebServer::WebServer(Handler handler) : impl_(std::make_unique<Impl>()) {
  impl_->handler = std::move(handler);
  auto& server = impl_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
  server.set_socket_options(set_options);
  server.set_keep_alive_max_count(1);
  server.set_read_timeout(timeout_s);
  server.set_write_timeout(timeout_s);
  server.set_payload_max_length(most_bytes_of_request);
  server.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                              {"Cross-Origin-Resource-Policy", "same-origin"},
                              {"Referrer-Policy", "no-referrer"},
                              {"Cache-Control", "no-store"}});
  server.set_expect_100_continue_handler(
      [](const httplib::Request&, httplib::Response&) { return 417; });
  // Before the library looks at files, bodies or its own routes: none of these is used.
  server.set_pre_routing_handler(
      [this](const httplib::Request& request, httplib::Response& response) {
        // The library would cut the answer into as many parts as the request asks for.
        const_cast<httplib::Request&>(request).ranges.clear();
        send(answer(impl_->handler, request), response);
        return httplib::Server::HandlerResponse::Handled;
      });
}

WebServer::~WebServer() = default;

int WebServer::bind(int port) {
  errno = 0;
  const int bound = port == 0 ? impl_->server.bind_to_any_port(address)
                    : impl_->server.bind_to_port(address, port) ? port
                                                                : -1;
  if (bound >= 0) return bound;
  if (errno == EACCES)
    throw Error(ExitCode::unavailable,
                fmt::format("port {} needs more rights; choose one above 1023 with --port", port));
  throw Error(ExitCode::unavailable,
              fmt::format("port {} of {} is taken by another program; choose another with --port, "
                          "0 takes any free one",
                          port, address));
}

void WebServer::run() {
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // inherited by all threads of the server
  std::atomic<bool> ended = false;
  std::thread waiter([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    // A signal may come before the server listens, and stop() would then be lost.
    while (!impl_->server.is_running() && !ended)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    impl_->server.stop();
  });
  const bool clean = impl_->server.listen_after_bind();
  ended = true;
  if (!clean) kill(getpid(), SIGTERM);  // wakes the waiter: all threads block it
  waiter.join();
  if (!clean) throw Error(ExitCode::unavailable, "the server cannot accept connections any more");
}

}  // namespace dealgraph
