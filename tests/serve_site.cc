// A web server for tests: serve_site DIR [LOG]. Serves the files of DIR on a free loopback port
// over HTTP/1.1 without keep-alive, prints the port on standard output, and appends the path of
// every request to LOG. Runs until it is killed.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace fs = std::filesystem;

namespace {

// Pages in older charsets say so in their own markup: the header must not contradict them.
std::string content_type(const fs::path& file) {
  static const std::map<std::string, std::string> types = {{".html", "text/html"},
                                                           {".xml", "application/xml"},
                                                           {".txt", "text/plain"},
                                                           {".json", "application/json"}};
  const auto type = types.find(file.extension().string());
  if (type == types.end()) return "application/octet-stream";
  const auto folder = file.parent_path().filename();
  return type->second + (folder == "big5" || folder == "gbk" ? "" : "; charset=utf-8");
}

std::string response(const std::string& status, const std::string& headers,
                     const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

std::string value_of(const std::string& request, const std::string& header) {
  const auto at = request.find("\r\n" + header + ": ");
  if (at == std::string::npos) return "";
  const auto begin = at + header.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string answer(const fs::path& root, const std::string& request, const std::string& path) {
  auto file = root / path.substr(1);
  if (path.back() == '/') file /= "index.html";
  if (path.find("..") != std::string::npos || !fs::is_regular_file(file))
    return response("404 Not Found", "Content-Type: text/plain\r\n", "no such page\n");
  std::ifstream in(file, std::ios::binary);
  const std::string body{std::istreambuf_iterator<char>(in), {}};
  const auto tag = '"' + std::to_string(std::hash<std::string>()(body)) + '"';
  if (value_of(request, "If-None-Match") == tag)
    return response("304 Not Modified", "ETag: " + tag + "\r\n", "");
  return response("200 OK", "Content-Type: " + content_type(file) + "\r\nETag: " + tag + "\r\n",
                  body);
}

std::string read_request(int client) {
  std::string request;
  char buffer[4096];
  while (request.find("\r\n\r\n") == std::string::npos && request.size() < 65536) {
    const auto got = recv(client, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    request.append(buffer, static_cast<std::size_t>(got));
  }
  return request;
}

void send_all(int client, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const auto done = send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (done <= 0) return;
    sent += static_cast<std::size_t>(done);
  }
}

// A listening socket on a port of the kernel's choice, or -1.
int listen_on_loopback(unsigned short& port) {
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (server < 0 || bind(server, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      listen(server, 64) != 0 ||
      getsockname(server, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return -1;
  port = ntohs(address.sin_port);
  return server;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || !fs::is_directory(argv[1])) {
    std::fputs("usage: serve_site DIR [LOG]\n", stderr);
    return 64;
  }
  unsigned short port = 0;
  const int server = listen_on_loopback(port);
  if (server < 0) return std::perror("serve_site"), 69;
  std::printf("%d\n", port);
  std::fflush(stdout);
  for (;;) {
    const int client = accept(server, nullptr, nullptr);
    if (client < 0) continue;
    const auto request = read_request(client);
    const auto begin = request.find(' ') + 1;
    const auto path = request.substr(begin, request.find_first_of(" ?\r", begin) - begin);
    if (argc > 2) std::ofstream(argv[2], std::ios::app) << path << '\n';
    if (!path.empty() && path[0] == '/') send_all(client, answer(argv[1], request, path));
    close(client);
  }
}
