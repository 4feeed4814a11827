#include "cli/graph_export.h"

#include <fmt/format.h>

#include <map>

#include "cli/json.h"
#include "cli/markup.h"
#include "cli/money.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

// Parties of the deals: id → name.
std::map<std::string, std::string> nodes_of(const std::vector<DealRow>& deals) {
  std::map<std::string, std::string> nodes;
  for (const auto& row : deals) {
    nodes.emplace(row.deal.payer, row.payer_name);
    nodes.emplace(row.deal.payee, row.payee_name);
  }
  return nodes;
}

struct Attribute {
  std::string_view name;
  bool number;
  std::string value;  // "" if unknown
};

std::vector<Attribute> attributes_of(const DealRow& row) {
  const auto& deal = row.deal;
  return {{"type", false, std::string(to_string(deal.type))},
          {"status", false, std::string(to_string(deal.status))},
          {"amount", false, format_amount(deal.amount)},
          {"usd", true, deal.usd ? fmt::format("{:.17g}", *deal.usd) : ""},
          {"date", false, deal.announced ? to_string(*deal.announced) : ""},
          {"sentence", false, row.sentence},
          {"url", false, row.url}};
}

std::string csv(const std::vector<DealRow>& deals) {
  auto out = format_csv({"deal", "payer_id", "payer", "payee_id", "payee", "type", "status",
                         "amount", "usd", "date", "sentence", "url"});
  for (const auto& row : deals) {
    std::vector<std::string> cells = {std::to_string(row.deal.id), row.deal.payer, row.payer_name,
                                      row.deal.payee, row.payee_name};
    for (auto& attribute : attributes_of(row)) cells.push_back(std::move(attribute.value));
    out += format_csv(cells);
  }
  return out;
}

std::string jsonl(const std::vector<DealRow>& deals) {
  std::string out;
  for (const auto& row : deals) out += to_line(deal_json(row)) + '\n';
  return out;
}

// In double quotes, as DOT and Cypher both read them.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string dot(const std::vector<DealRow>& deals) {
  std::string out = "digraph deals {\n  node [shape=box];\n";
  for (const auto& [id, name] : nodes_of(deals))
    out += fmt::format("  {} [label={}];\n", in_quotes(id), in_quotes(name));
  for (const auto& row : deals) {
    const auto label =
        fmt::format("{}, {}", format_amount(row.deal.amount), to_string(row.deal.type));
    const bool directed = row.deal.type != DealType::partnership;
    out += fmt::format("  {} -> {} [label={}, tooltip={}{}];\n", in_quotes(row.deal.payer),
                       in_quotes(row.deal.payee), in_quotes(label), in_quotes(row.sentence),
                       directed ? "" : ", dir=none");
  }
  return out + "}\n";
}

std::string graphml(const std::vector<DealRow>& deals) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n";
  for (const auto& attribute : attributes_of({}))
    out += fmt::format("  <key id=\"{0}\" for=\"edge\" attr.name=\"{0}\" attr.type=\"{1}\"/>\n",
                       attribute.name, attribute.number ? "double" : "string");
  out += "  <graph id=\"deals\" edgedefault=\"directed\">\n";
  for (const auto& [id, name] : nodes_of(deals))
    out += fmt::format("    <node id=\"{}\"><data key=\"label\">{}</data></node>\n",
                       escape_markup(id), escape_markup(name));
  for (const auto& row : deals) {
    out += fmt::format("    <edge id=\"{}\" source=\"{}\" target=\"{}\">", row.deal.id,
                       escape_markup(row.deal.payer), escape_markup(row.deal.payee));
    for (const auto& attribute : attributes_of(row))
      if (!attribute.value.empty())
        out += fmt::format("<data key=\"{}\">{}</data>", attribute.name,
                           escape_markup(attribute.value));
    out += "</edge>\n";
  }
  return out + "  </graph>\n</graphml>\n";
}

std::string gexf(const std::vector<DealRow>& deals) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
      "  <graph defaultedgetype=\"directed\">\n    <attributes class=\"edge\">\n";
  for (const auto& attribute : attributes_of({}))
    out += fmt::format("      <attribute id=\"{0}\" title=\"{0}\" type=\"{1}\"/>\n", attribute.name,
                       attribute.number ? "double" : "string");
  out += "    </attributes>\n    <nodes>\n";
  for (const auto& [id, name] : nodes_of(deals))
    out += fmt::format("      <node id=\"{}\" label=\"{}\"/>\n", escape_markup(id),
                       escape_markup(name));
  out += "    </nodes>\n    <edges>\n";
  for (const auto& row : deals) {
    out += fmt::format("      <edge id=\"{}\" source=\"{}\" target=\"{}\"><attvalues>", row.deal.id,
                       escape_markup(row.deal.payer), escape_markup(row.deal.payee));
    for (const auto& attribute : attributes_of(row))
      if (!attribute.value.empty())
        out += fmt::format("<attvalue for=\"{}\" value=\"{}\"/>", attribute.name,
                           escape_markup(attribute.value));
    out += "</attvalues></edge>\n";
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

// Statements that may run again: nodes and relationships are merged by id.
std::string cypher(const std::vector<DealRow>& deals) {
  std::string out;
  for (const auto& [id, name] : nodes_of(deals))
    out += fmt::format("MERGE (p:Party {{id: {}}}) SET p.name = {};\n", in_quotes(id),
                       in_quotes(name));
  for (const auto& row : deals) {
    out += fmt::format(
        "MATCH (a:Party {{id: {}}}), (b:Party {{id: {}}}) MERGE (a)-[d:PAYS {{deal: {}}}]"
        "->(b) SET ",
        in_quotes(row.deal.payer), in_quotes(row.deal.payee), row.deal.id);
    std::string sets;
    for (const auto& attribute : attributes_of(row))
      if (!attribute.value.empty())
        sets += fmt::format("{}d.{} = {}", sets.empty() ? "" : ", ", attribute.name,
                            attribute.number ? attribute.value : in_quotes(attribute.value));
    out += sets + ";\n";
  }
  return out;
}

}  // namespace

std::string export_graph(const std::vector<DealRow>& deals, GraphFormat format) {
  switch (format) {
    case GraphFormat::csv:
      return csv(deals);
    case GraphFormat::jsonl:
      return jsonl(deals);
    case GraphFormat::dot:
      return dot(deals);
    case GraphFormat::graphml:
      return graphml(deals);
    case GraphFormat::gexf:
      return gexf(deals);
    case GraphFormat::cypher:
      return cypher(deals);
  }
  return "";
}

}  // namespace dealgraph
