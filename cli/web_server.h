#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealgraph {

struct WebRequest {
  std::string path;                          // decoded, from the slash on, without the query
  std::map<std::string, std::string> query;  // decoded; of several with one name the first
};

struct WebResponse {
  int status = 200;
  std::string type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// Whether a Host header names this machine: localhost, 127.0.0.1 or [::1], with any port. A page of
// the web whose name was made to point here (DNS rebinding) comes with its own name.
bool is_local_host(std::string_view host);

// An HTTP server on 127.0.0.1 alone, for GET and HEAD. Other methods get 405, foreign host names
// 403; neither reaches the handler. Each connection serves one request. The only user of
// cpp-httplib.
class WebServer {
 public:
  // Called by several threads at once; must not throw.
  using Handler = std::function<WebResponse(const WebRequest&)>;

  explicit WebServer(Handler handler);
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;
  ~WebServer();

  // Takes the port, 0: any free one, and returns which. Throws Error(unavailable).
  int bind(int port);
  // Serves until SIGINT or SIGTERM, and lets the requests that are under way end. Call it from the
  // only thread of the process, which should end then: both signals stay blocked, so that one that
  // comes twice does not spoil the exit code.
  void run();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealgraph
