#include <fmt/format.h>

#include <system_error>

#include "core/error.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {

namespace fs = std::filesystem;

void Store::back_up(const fs::path& target) const {
  const fs::path part = target.string() + ".part";
  std::error_code none;
  fs::remove(part, none);
  try {
    // A reader's connection takes the copy for a change, although it changes nothing here.
    impl_->database->execute("PRAGMA query_only = OFF");
    impl_->database->prepare("VACUUM INTO ?1").bind(part.string()).run();
    const Database copy(part, Database::Mode::read);
    auto row = copy.prepare("PRAGMA quick_check");
    if (!row.step() || row.text(0) != "ok")
      throw Error(ExitCode::bad_data,
                  fmt::format("{}: the copy is damaged, so the database is; dealgraph doctor says "
                              "how",
                              part.string()));
    fs::rename(part, target);
  } catch (const fs::filesystem_error& error) {
    fs::remove(part, none);
    throw Error(ExitCode::cannot_create,
                fmt::format("{}: cannot be created ({})", target.string(), error.code().message()));
  } catch (const Error&) {
    fs::remove(part, none);
    throw;
  }
}

}  // namespace dealgraph
