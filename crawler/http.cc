#include "crawler/http.h"

#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.h"
#include "crawler/http_transfer.h"

namespace dealgraph {
namespace {

constexpr long max_idle_connections = 64;

struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

}  // namespace

// One thread drives all transfers; those who ask sleep until theirs is done.
struct HttpClient::Impl {
  using Handle = std::unique_ptr<CURL, CurlDeleter>;

  HttpOptions options;
  std::unique_ptr<CURLM, MultiDeleter> multi;
  std::mutex mutex;  // of what follows
  std::vector<Transfer*> arrived;
  std::vector<Handle> idle;
  bool ending = false;
  std::thread driver;

  Handle take_handle();
  void drive();
  bool start_arrived();
  void finish_done();
};

// A handle that was used keeps its DNS and TLS session caches.
HttpClient::Impl::Handle HttpClient::Impl::take_handle() {
  {
    const std::lock_guard lock(mutex);
    if (!idle.empty()) {
      auto handle = std::move(idle.back());
      idle.pop_back();
      return handle;
    }
  }
  Handle handle(curl_easy_init());
  if (!handle) throw std::bad_alloc();
  return handle;
}

bool HttpClient::Impl::start_arrived() {
  std::vector<Transfer*> begun;
  {
    const std::lock_guard lock(mutex);
    if (ending) return false;
    begun.swap(arrived);
  }
  for (auto* transfer : begun)
    if (curl_multi_add_handle(multi.get(), transfer->handle) != CURLM_OK) {
      transfer->code = CURLE_FAILED_INIT;
      transfer->done.release();
    }
  return true;
}

void HttpClient::Impl::finish_done() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* handle = message->easy_handle;
    const auto code = message->data.result;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
    curl_multi_remove_handle(multi.get(), handle);  // `message` is gone now
    transfer->code = code;
    transfer->done.release();
  }
}

void HttpClient::Impl::drive() {
  constexpr int longest_wait_ms = 500;
  while (start_arrived()) {
    int running = 0;
    curl_multi_perform(multi.get(), &running);
    finish_done();
    curl_multi_poll(multi.get(), nullptr, 0, longest_wait_ms, nullptr);
  }
}

HttpClient::HttpClient(HttpOptions options) : impl_(std::make_unique<Impl>()) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  impl_->options = std::move(options);
  impl_->multi.reset(curl_multi_init());
  if (ready != CURLE_OK || !impl_->multi)
    throw Error(ExitCode::software, "libcurl could not be initialised");
  curl_multi_setopt(impl_->multi.get(), CURLMOPT_MAXCONNECTS, max_idle_connections);
  impl_->driver = std::thread([this] { impl_->drive(); });
}

HttpClient::~HttpClient() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->ending = true;
  }
  curl_multi_wakeup(impl_->multi.get());
  impl_->driver.join();
}

HttpResponse HttpClient::get(const HttpRequest& request) {
  HttpResponse response;
  response.page.doc = response.page.url = request.url.text();
  if (impl_->options.stopped && impl_->options.stopped()) {
    response.error = "stopped";
    return response;
  }
  auto handle = impl_->take_handle();
  Transfer transfer;
  transfer.handle = handle.get();
  transfer.request = &request;
  transfer.response = &response;
  prepare(impl_->options, transfer);
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->arrived.push_back(&transfer);
  }
  curl_multi_wakeup(impl_->multi.get());
  transfer.done.acquire();
  conclude(transfer);
  curl_easy_reset(handle.get());
  const std::lock_guard lock(impl_->mutex);
  impl_->idle.push_back(std::move(handle));
  return response;
}

}  // namespace dealgraph
