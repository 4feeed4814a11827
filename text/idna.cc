#include "text/idna.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <memory>

namespace dealgraph {

std::optional<std::string> host_to_ascii(std::string_view host) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<const icu::IDNA> idna(icu::IDNA::createUTS46Instance(
      UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, status));
  if (!idna) return std::nullopt;
  status = U_ZERO_ERROR;
  icu::IDNAInfo info;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  idna->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<int32_t>(host.size())), sink,
                         info, status);
  // Names with "--" in place 3 or a hyphen at an end are out there and resolve.
  constexpr uint32_t tolerated =
      UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN;
  if (U_FAILURE(status) || (info.getErrors() & ~tolerated) || out.empty()) return std::nullopt;
  return out;
}

}  // namespace dealgraph
