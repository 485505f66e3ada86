#include "index/matter_json.hpp"

#include "engine/core/json_writer.hpp"

namespace bole {
std::string to_json(const ProposedRequirement& proposed) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().key("requirement").raw(to_json(proposed.draft)).key("proposals").begin_array();
  for (const Proposal& proposal : proposed.proposals) {
    out.begin_object().field("key", proposal.key).field_if("task", proposal.task);
    out.key("words").begin_array();
    for (const std::string& word : proposal.words) out.text(word);
    out.end_array().field("sentence", proposal.sentence).end_object();
  }
  out.end_array().key("uncovered_tasks").begin_array();
  for (const std::string& task : proposed.uncovered_tasks) out.text(task);
  out.end_array().end_object();
  return json;
}

std::string to_json(const PreviewReport& preview) {
  std::string json;
  JsonWriter out(json);
  out.begin_object().field("pool", chinese(preview.counts.pool)).key("gates").begin_array();
  for (std::size_t i = 0; i < preview.gates.size(); ++i) {
    out.begin_object().field("key", preview.gates[i].key);
    out.field("holds", chinese(preview.counts.alone[i])).end_object();
  }
  out.end_array().field("together", chinese(preview.counts.together));
  out.key("criteria").begin_array();
  for (std::size_t i = 0; i < preview.criteria.size(); ++i) {
    const ShownCount& lacking = preview.counts.lacking[i];
    out.begin_object().field("key", preview.criteria[i].key);
    out.field("lacking", lacking_in_words(lacking, preview.counts.pool));
    out.key("lacks_much").boolean(lacks_much(lacking, preview.counts.pool)).end_object();
  }
  out.end_array().key("alarms").begin_array();
  for (const std::string& code : preview.alarm_codes) out.text(code);
  out.end_array().key("uncovered_tasks").begin_array();
  for (const std::string& task : preview.uncovered_tasks) out.text(task);
  out.end_array().end_object();
  return json;
}
}  // namespace bole
