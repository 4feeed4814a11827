#include "cli/serve_site.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/deal_markup.h"
#include "cli/listing.h"
#include "cli/markup.h"
#include "cli/page_shell.h"
#include "core/error.h"

namespace dealgraph {
namespace {

enum class Form { html, json, csv };

// A path taken apart: /deal/12.json is {"deal", "12", json}.
struct Target {
  std::string name;
  std::string id;
  Form form = Form::html;

  std::string page() const { return id.empty() ? '/' + name : path_of({name, id}); }
};

Target target_of(std::string path) {
  Target target;
  for (const auto& [suffix, form] : {std::pair(".json", Form::json), std::pair(".csv", Form::csv)})
    if (path.ends_with(suffix)) {
      target.form = form;
      path.erase(path.rfind('.'));
      break;
    }
  path.erase(0, 1);
  const auto slash = path.find('/');
  target.name = path.substr(0, slash);
  if (slash != std::string::npos) target.id = path.substr(slash + 1);
  return target;
}

struct Route {
  std::string_view name;
  bool has_id;
  View (*view)(const ViewInput&);
};
constexpr Route routes[] = {
    {"", false, home_view},
    {"index", false, home_view},
    {"cycles", false, cycles_view},
    {"cycle", true, cycle_view},
    {"deals", false, deals_view},
    {"deal", true, deal_view},
    {"parties", false, parties_view},
    {"party", true, party_view},
    {"questions", false, questions_view},
    {"question", true, question_view},
};

const Route& route_of(const Target& target) {
  for (const auto& route : routes)
    if (route.name == target.name && route.has_id == !target.id.empty()) return route;
  throw WebProblem{404, "no such page; see / for what there is"};
}

std::string navigation(const std::string& page, const std::string& query) {
  const auto twin = page == "/" ? "/index" : page;
  return fmt::format(
      "<header><nav><a href=\"/\">Overview</a><a href=\"/cycles\">Circular deals</a>"
      "<a href=\"/deals\">Deals</a><a href=\"/parties\">Parties</a>"
      "<a href=\"/questions\">Questions</a> <span class=\"about\">this page as "
      "<a href=\"{0}.json{1}\">JSON</a><a href=\"{0}.csv{1}\">CSV</a></span></nav></header>\n",
      twin, escape_markup(query));
}

WebResponse html_response(int status, const std::string& title, const std::string& head,
                          const std::string& inside) {
  const auto nonce = random_nonce();
  WebResponse response;
  response.status = status;
  response.type = "text/html; charset=utf-8";
  response.headers = {
      {"Content-Security-Policy", content_policy(nonce, "'self'") + "; frame-ancestors 'none'"}};
  response.body = page_start(title + " – dealgraph", nonce, "'self'") + head + "<main>\n" + inside +
                  "</main>" + page_end(nonce);
  return response;
}

WebResponse data_response(int status, const char* type, std::string body) {
  return {status,
          type,
          std::move(body),
          {{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"}}};
}

WebResponse json_response(int status, const Json& json) {
  return data_response(status, "application/json", to_lines(json) + '\n');
}

WebResponse show(const View& view, const Target& target, const std::string& query) {
  WebResponse response;
  switch (target.form) {
    case Form::html:
      response = html_response(view.status, view.title, navigation(target.page(), query),
                               "<h1>" + escape_markup(view.title) + "</h1>\n" + view.html());
      break;
    case Form::json:
      response = json_response(view.status, view.json());
      break;
    case Form::csv:
      response = data_response(view.status, "text/csv; charset=utf-8", view.csv());
      break;
  }
  if (!view.more.empty()) {
    const char* suffixes[] = {"", ".json", ".csv"};
    response.headers.emplace_back("Link",
                                  fmt::format("<{}{}{}>; rel=\"next\"", target.page(),
                                              suffixes[static_cast<int>(target.form)], view.more));
  }
  return response;
}

WebResponse show_problem(int status, const std::string& message, Form form) {
  if (form == Form::json) return json_response(status, {{"error", message}});
  if (form == Form::csv) return data_response(status, "text/plain; charset=utf-8", message + '\n');
  return html_response(status, "No page", navigation("/", ""),
                       "<h1>" + std::string(status == 404 ? "Not found" : "That does not work") +
                           "</h1>\n<p class=\"problem\">" + escape_markup(message) + "</p>\n");
}

std::string query_string(const std::map<std::string, std::string>& query) {
  std::string out;
  for (const auto& [name, value] : query)
    if (!value.empty())
      out += (out.empty() ? "?" : "&") + percent_encoded(name) + '=' + percent_encoded(value);
  return out;
}

}  // namespace

WebResponse respond(const ServedSite& site, const WebRequest& request) {
  const auto target = target_of(request.path);
  try {
    const auto& route = route_of(target);
    auto store = open_database(site.database);
    const ViewInput input{store, site, target.id, target.page(), request.query};
    return show(route.view(input), target, query_string(request.query));
  } catch (const WebProblem& problem) {
    return show_problem(problem.status, problem.message, target.form);
  } catch (const Error& error) {
    return show_problem(error.code() == ExitCode::busy ? 503 : 500, error.what(), target.form);
  } catch (const std::exception& error) {
    return show_problem(500, std::string("internal error: ") + error.what(), target.form);
  }
}

std::string paging_markup(const std::string& path, const ServeQuery& query, const Paging& paging,
                          bool more) {
  if (paging.page == 1 && !more) return "";
  const auto link = [&](std::size_t page, const char* label, const char* rel) {
    return fmt::format("<a rel=\"{}\" href=\"{}{}\">{}</a>", rel, path,
                       escape_markup(query.with_page(page)), label);
  };
  std::string out = "<nav>";
  if (paging.page > 1) out += link(paging.page - 1, "Before", "prev");
  out += fmt::format("<span>Page {}</span> ", paging.page);
  if (more) out += link(paging.page + 1, "Next", "next");
  return out + "</nav>\n";
}

}  // namespace dealgraph
