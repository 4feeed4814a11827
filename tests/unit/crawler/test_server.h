#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace dealgraph {

struct SeenRequest {
  std::string target;
  std::string head;  // request line and header lines
  std::chrono::steady_clock::time_point at;
};

// A real HTTP/1.1 server on 127.0.0.1: one request a connection, the handler returns the raw bytes
// of the response, which may be as wrong as a test likes.
class TestServer {
 public:
  using Handler = std::function<std::string(const std::string& target, const std::string& head)>;

  explicit TestServer(Handler handler) : handler_(std::move(handler)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 16) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("no loopback listener");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }

  ~TestServer() {
    stop_ = true;
    thread_.join();
    close(listener_);
  }

  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  std::string url(std::string_view target = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
  }

  // Time for which the response is held back after its first half.
  void pause_in_response(std::chrono::milliseconds pause) { pause_ = pause; }

  std::vector<SeenRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

  std::vector<std::string> targets() const {
    std::vector<std::string> out;
    for (const auto& request : requests()) out.push_back(request.target);
    return out;
  }

 private:
  static bool wait_readable(int socket) {
    pollfd entry{socket, POLLIN, 0};
    return poll(&entry, 1, 20) > 0;
  }

  void serve() {
    while (!stop_) {
      if (!wait_readable(listener_)) continue;
      const int client = accept(listener_, nullptr, nullptr);
      if (client < 0) continue;
      answer(client);
      close(client);
    }
  }

  void answer(int client) {
    std::string head;
    char buffer[4096];
    while (!stop_ && head.find("\r\n\r\n") == std::string::npos) {
      if (!wait_readable(client)) continue;
      const auto size = recv(client, buffer, sizeof buffer, 0);
      if (size <= 0) return;
      head.append(buffer, static_cast<std::size_t>(size));
    }
    const auto start = head.find(' ') + 1;
    const auto target = head.substr(start, head.find(' ', start) - start);
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back({target, head, std::chrono::steady_clock::now()});
    }
    const auto response = handler_(target, head);
    const auto half = pause_.load().count() > 0 ? response.size() / 2 : response.size();
    send_all(client, std::string_view(response).substr(0, half));
    const auto until = std::chrono::steady_clock::now() + pause_.load();
    while (!stop_ && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    send_all(client, std::string_view(response).substr(half));
    // Closing with unread input would reset the connection before the client has read.
    shutdown(client, SHUT_WR);
  }

  static void send_all(int client, std::string_view bytes) {
    while (!bytes.empty()) {
      const auto size = send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
  }

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<std::chrono::milliseconds> pause_{std::chrono::milliseconds(0)};
  mutable std::mutex mutex_;
  std::vector<SeenRequest> requests_;
  std::thread thread_;
};

inline std::string respond(std::string_view status, std::string_view headers,
                           std::string_view body) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\nConnection: close\r\nContent-Length: ");
  out.append(std::to_string(body.size())).append("\r\n");
  return out.append(headers).append("\r\n").append(body);
}

inline std::string ok(std::string_view body, std::string_view headers = "") {
  return respond("200 OK", headers, body);
}

inline std::string not_found() { return respond("404 Not Found", "", "no"); }

inline std::string redirect_to(std::string_view where) {
  return respond("302 Found", "Location: " + std::string(where) + "\r\n", "");
}

}  // namespace dealgraph
