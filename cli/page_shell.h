#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// 128 bits that nobody can guess, as 32 hexadecimal digits.
std::string random_nonce();

// The policy of our pages: they load nothing, and only the style and script that carry the nonce
// run. `form_action` is where their forms may go, "'none'" or "'self'".
std::string content_policy(const std::string& nonce, std::string_view form_action);

// From <!DOCTYPE html> to <body>, with the style sheet and the policy; then the script and the end.
// `title` is plain text, `more_head` markup.
std::string page_start(const std::string& title, const std::string& nonce,
                       std::string_view form_action, std::string_view more_head = {});
std::string page_end(const std::string& nonce);

}  // namespace dealgraph
