#include "engine/search/search_request.hpp"

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"

namespace bole {
namespace {
void write(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

void write(JsonWriter& json, const SearchHit& hit) {
  json.begin_object();
  json.field("profile", hit.profile.text).field("name", hit.name);
  json.field_if("current", hit.current);
  json.key("found_by");
  hit.found_by ? json.text(to_string(*hit.found_by)) : json.null();
  json.key("where").begin_array();
  for (const SearchPlace& place : hit.where) {
    json.begin_object().field("attribute", place.attribute).field("pointer", place.pointer);
    json.key("span").begin_array().number(place.span.begin).number(place.span.end).end_array();
    write(json.key("words"), place.words);
    json.field("by", to_string(place.by)).field_if("text", place.text).end_object();
  }
  json.end_array().field("score", hit.score).key("parts").begin_array();
  for (const ScorePart& part : hit.parts) {
    json.begin_object().field("attribute", part.attribute).field("share", part.share).end_object();
  }
  json.end_array();
  if (!hit.words.empty()) {
    json.key("explain").begin_array();
    for (const WordScore& word : hit.words) {
      json.begin_object().field("word", word.word).field("form", word.form);
      json.field("by", to_string(word.by)).field("rarity", word.rarity);
      json.field("share", word.share).field("score", word.score).end_object();
    }
    json.end_array();
  }
  json.end_object();
}
}  // namespace

Result<SearchRequest> search_request_from_json(std::string_view text) {
  JsonReader reader(text);
  SearchRequest request;
  request.query = reader.text_or("q");
  request.filter = reader.text_or("filter");
  request.pool = reader.text_or("pool");
  if (const std::string chain = reader.raw("chain"); !chain.empty()) {
    auto read = search_chain_from_json(chain);
    if (!read) {
      Error error = read.error();
      error.where = "/chain" + error.where;
      return error;
    }
    request.chain = *std::move(read);
  }
  request.facets = reader.texts("facets");
  for (JsonReader& selection : reader.objects("select")) {
    std::string attribute = selection.text("attribute");
    request.select.emplace_back(std::move(attribute), selection.texts("values"));
    selection.finish();
  }
  request.sort = reader.text_or("sort");
  if (const std::string as_of = reader.text_or("as_of"); !as_of.empty()) {
    request.as_of = parse_day(as_of);
    if (!request.as_of) {
      reader.fail("bad_date", "截止日期应为“2026-03-01”这样的日期，实为“" + as_of + "”", "as_of");
    }
  }
  request.limit = static_cast<std::size_t>(reader.integer_or("limit", 1, 200, 20));
  request.cursor = reader.text_or("cursor");
  request.explain = reader.boolean("explain").value_or(false);
  reader.finish();
  return finished(reader, std::move(request));
}

std::string to_json(const SearchRequest& request) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().field_if("q", request.query).field_if("filter", request.filter);
  json.field_if("pool", request.pool);
  if (!request.chain.steps.empty()) json.key("chain").raw(to_json(request.chain));
  if (!request.facets.empty()) write(json.key("facets"), request.facets);
  if (!request.select.empty()) {
    json.key("select").begin_array();
    for (const auto& [attribute, values] : request.select) {
      json.begin_object().field("attribute", attribute);
      write(json.key("values"), values);
      json.end_object();
    }
    json.end_array();
  }
  json.field_if("sort", request.sort);
  if (request.as_of) json.field("as_of", to_string(*request.as_of));
  json.end_object();
  return out;
}

std::string to_json(const SearchHit& hit) {
  std::string out;
  JsonWriter json(out);
  write(json, hit);
  return out;
}

std::string to_json(const SearchAnswer& answer) {
  std::string out;
  JsonWriter json(out);
  const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  json.begin_object().field("as_of", to_string(answer.as_of));
  json.field("total", number(answer.total)).field("unknown", number(answer.unknown));
  json.field("not_indexed", number(answer.not_indexed));
  json.key("understood").begin_array();
  for (const UnderstoodWord& word : answer.understood) {
    json.begin_object().field("word", word.word).key("forms").begin_array();
    for (const UnderstoodWord::Form& form : word.forms) {
      json.begin_object().field("text", form.text).field("by", to_string(form.by));
      if (form.until != 0) json.field("until", form.until);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  if (!answer.refused.empty()) {
    json.key("refused").begin_array();
    for (const RefusedWord& refused : answer.refused) {
      json.begin_object().field("word", refused.word).field("code", refused.code);
      json.field("message", refused.message).end_object();
    }
    json.end_array();
  }
  json.key("hits").begin_array();
  for (const SearchHit& hit : answer.hits) write(json, hit);
  json.end_array().key("facets").begin_array();
  for (const FacetAnswer& facet : answer.facets) {
    json.begin_object().field("attribute", facet.attribute).key("values").begin_array();
    for (const FacetCount& value : facet.values) {
      json.begin_object().field("value", value.value).field("count", number(value.count));
      if (value.selected) json.key("selected").boolean(true);
      json.end_object();
    }
    json.end_array().field("further", number(facet.further));
    json.field("unknown", number(facet.unknown)).end_object();
  }
  json.end_array().key("chain").begin_array();
  for (const ChainCount& step : answer.chain) {
    json.begin_object().field("own", number(step.own)).field("running", number(step.running));
    json.end_object();
  }
  json.end_array().key("conditions").begin_array();
  for (const ConditionAnswer& condition : answer.conditions) {
    json.begin_object().field("condition", condition.name);
    json.field("alone", number(condition.alone)).field("running", number(condition.running));
    json.end_object();
  }
  json.end_array().field_if("emptied_by", answer.emptied_by);
  json.key("relaxations").begin_array();
  for (const RelaxationAnswer& relaxation : answer.relaxations) {
    json.begin_object();
    write(json.key("without"), relaxation.without);
    json.field("count", number(relaxation.count)).end_object();
  }
  json.end_array().key("next");
  answer.next.empty() ? json.null() : json.text(answer.next);
  json.key("changed").boolean(answer.changed);
  json.end_object();
  return out;
}
}  // namespace bole
