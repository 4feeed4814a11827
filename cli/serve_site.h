#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "cli/json.h"
#include "cli/questions.h"
#include "cli/serve_query.h"
#include "cli/web_server.h"
#include "db/store.h"

namespace dealgraph {

// What `serve` shows: the database as it is at each request, and the saved questions.
struct ServedSite {
  std::filesystem::path database;
  std::vector<Question> questions;
};

// One view in its three forms. They are made when they are asked for, while the view's input lives.
struct View {
  std::string title;
  std::function<std::string()> html;  // inside of <main>
  std::function<Json()> json;
  std::function<std::string()> csv;
  std::string more = {};  // query string of the next page of a list, "" if this is the last
  int status = 200;
};

struct ViewInput {
  Store& store;
  const ServedSite& site;
  std::string id;    // behind the slash: /deal/ID
  std::string path;  // of the page, encoded, without .json or .csv
  const std::map<std::string, std::string>& query;
};

// The views. They throw WebProblem for what cannot be shown, Error for a bad database.
View home_view(const ViewInput& input);
View cycles_view(const ViewInput& input);
View cycle_view(const ViewInput& input);
View deals_view(const ViewInput& input);
View deal_view(const ViewInput& input);
View parties_view(const ViewInput& input);
View party_view(const ViewInput& input);
View questions_view(const ViewInput& input);
View question_view(const ViewInput& input);

// Answers a request; never throws. Mistakes are pages of their own, in the form asked for.
WebResponse respond(const ServedSite& site, const WebRequest& request);

// Links to the pages before and after, "" for a list of one page.
std::string paging_markup(const std::string& path, const ServeQuery& query, const Paging& paging,
                          bool more);

}  // namespace dealgraph
