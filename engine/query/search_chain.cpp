#include "engine/query/search_chain.hpp"

#include <array>
#include <optional>

#include "engine/core/json_reader.hpp"
#include "engine/core/json_writer.hpp"

namespace bole {
namespace {
constexpr std::array<std::string_view, 4> names{"全库", "再查", "追加", "剔除"};

std::optional<ChainOperation> operation_of(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<ChainOperation>(i);
  }
  return std::nullopt;
}

ChainStep step_from(JsonReader& reader, bool first) {
  ChainStep step;
  const std::string name = reader.text("op");
  step.query = reader.text_or("q");
  step.filter = reader.text_or("filter");
  step.pool = reader.text_or("pool");
  reader.finish();
  const auto operation = operation_of(name);
  if (!operation) {
    reader.fail("unknown_operation", "没有“" + name + "”这种步骤，应为 全库、再查、追加 或 剔除",
                "op");
    return step;
  }
  step.operation = *operation;
  if ((step.operation == ChainOperation::start) != first) {
    reader.fail("wrong_first_step",
                first ? "第一步应为“全库”，实为“" + name + "”" : "“全库”只能是第一步", "op");
  }
  if (!first && step.query.empty() && step.filter.empty() && step.pool.empty()) {
    reader.fail("empty_step", "“" + name + "”没有说明找谁：检索词、条件式和人才库至少写一个", {});
  }
  return step;
}
}  // namespace

std::string_view chinese(ChainOperation operation) {
  return names[static_cast<std::size_t>(operation)];
}

Result<SearchChain> search_chain_from_json(std::string_view json) {
  JsonReader reader(json);
  SearchChain chain;
  std::vector<JsonReader> steps = reader.objects("steps");
  reader.finish();
  if (steps.empty()) reader.fail("empty_chain", "检索链没有步骤，至少要有“全库”一步", "steps");
  if (steps.size() > max_chain_steps) {
    reader.fail("too_many_steps",
                "检索链有" + std::to_string(steps.size()) + "步，最多" +
                    std::to_string(max_chain_steps) + "步",
                "steps");
    steps.clear();
  }
  for (JsonReader& step : steps) chain.steps.push_back(step_from(step, chain.steps.empty()));
  return finished(reader, std::move(chain));
}

std::string to_json(const SearchChain& chain) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("steps").begin_array();
  for (const ChainStep& step : chain.steps) {
    json.begin_object().field("op", chinese(step.operation));
    json.field_if("q", step.query).field_if("filter", step.filter).field_if("pool", step.pool);
    json.end_object();
  }
  json.end_array().end_object();
  return out;
}

Result<ChainResult> replay(const SearchChain& chain, const FindStep& find) {
  ChainResult result;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    ChainStep step = chain.steps[i];
    if (step.pool.empty()) step.pool = chain.steps[0].pool;
    Result<RowSet> found = find(step);
    if (!found) {
      Error error = found.error();
      error.message = "第" + std::to_string(i + 1) + "步：" + error.message;
      error.where = "/steps/" + std::to_string(i) + (error.where.empty() ? "" : " " + error.where);
      return error;
    }
    const std::uint64_t own = found->count();
    switch (step.operation) {
      case ChainOperation::start:
        result.rows = *std::move(found);
        break;
      case ChainOperation::narrow:
        result.rows &= *found;
        break;
      case ChainOperation::add:
        result.rows |= *found;
        break;
      case ChainOperation::remove:
        result.rows -= *found;
        break;
    }
    result.counts.push_back({own, result.rows.count()});
  }
  return result;
}
}  // namespace bole
