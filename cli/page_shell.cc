#include "cli/page_shell.h"

#include <fmt/format.h>

#include <random>

#include "cli/markup.h"
#include "cli/report_assets.h"

namespace dealgraph {

std::string random_nonce() {
  std::random_device device;
  std::string out;
  for (int i = 0; i < 4; ++i) out += fmt::format("{:08x}", device());
  return out;
}

std::string content_policy(const std::string& nonce, std::string_view form_action) {
  return fmt::format(
      "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; base-uri 'none'; "
      "form-action {1}",
      nonce, form_action);
}

std::string page_start(const std::string& title, const std::string& nonce,
                       std::string_view form_action, std::string_view more_head) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n"
      "<style nonce=\"{}\">{}</style>{}</head><body>\n",
      content_policy(nonce, form_action), escape_markup(title), nonce, report_style, more_head);
}

std::string page_end(const std::string& nonce) {
  return fmt::format("<script nonce=\"{}\">{}</script></body></html>\n", nonce, report_script);
}

}  // namespace dealgraph
