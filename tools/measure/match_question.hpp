#pragma once
#include <string_view>

// The match that is measured: who of all could become 副局长 (县处级副职) of a financial regulator,
// six gates and ten criteria over the sample register's people. Five criteria and two gates run
// over careers, two of the criteria with recency. As JSON, so that everybody who asks it reads the
// same text.
namespace bole::measure {

inline constexpr std::string_view match_requirement = R"json({"gates":[
  {"key":"g1","filter":"级别 属于 (乡科级正职, 县处级副职)","basis":{"document":"测试"}},
  {"key":"g2","rule":"ELG-05b"},{"key":"g3","rule":"ELG-03"},
  {"key":"g4","rule":"BAN-03"},{"key":"g5","rule":"BAN-06"},
  {"key":"g6","filter":"任职 { 专长 = 金融监管 AND 时长 >= 24个月 }","basis":{"document":"测试"}}],
 "criteria":[
  {"key":"c1","criterion":"speciality_months","task":"t1","weight":2000,"required":600,
   "args":{"specialities":["financial_regulation","financial_risk"],"recency":[{"within_months":60,"permille":1000},{"within_months":120,"permille":700},{"permille":400}]},
   "value":{"points":[[0,0],[24,600],[60,1000]]}},
  {"key":"c2","criterion":"level_months","task":"t1","weight":1200,"required":500,
   "args":{"level":"乡科级正职","at_least":true},"value":{"points":[[0,0],[36,600],[84,1000]]}},
  {"key":"c3","criterion":"grassroots_months","task":"t1","weight":1000,"required":400,
   "args":{"recency":[{"within_months":120,"permille":1000},{"permille":600}]},
   "value":{"points":[[0,0],[24,500],[72,1000]]}},
  {"key":"c4","criterion":"head_months","task":"t1","weight":1000,"required":300,
   "args":{"level":"乡科级正职","at_least":true},"value":{"points":[[0,0],[24,500],[60,1000]]}},
  {"key":"c5","criterion":"professional_title","task":"t1","weight":700,"required":0,
   "value":{"table":{"经济师":500,"高级经济师":800,"正高级经济师":1000},"otherwise":0}},
  {"key":"c6","criterion":"education","task":"t1","weight":800,"required":500,
   "value":{"table":{"大学":500,"硕士":800,"博士":1000},"otherwise":0}},
  {"key":"c7","criterion":"appraisal_record","task":"t1","weight":1300,"required":400,
   "args":{"kind":"年度","grade":"优秀","years":5},"value":{"points":[[0,200],[1,600],[2,1000]]}},
  {"key":"c8","criterion":"training","task":"t1","weight":800,"required":300,
   "args":{"subjects":["金融"],"years":5},"value":{"points":[[0,0],[40,600],[120,1000]]}},
  {"key":"c9","criterion":"honours","task":"t1","weight":700,"required":0,
   "value":{"table":{"县级":400,"市级":700,"省部级":900,"国家级":1000},"otherwise":0}},
  {"key":"c10","criterion":"breadth","task":"t1","weight":500,"required":300,
   "args":{"of":"system"},"value":{"points":[[0,0],[1,300],[2,700],[3,1000]]}}],
 "bands":[{"name":"高度匹配","from":800},{"name":"匹配","from":600},{"name":"基本匹配","from":400},{"name":"不匹配","from":0}],
 "prefer":{"appraisal":"优秀","years":3,"at_least":1}})json";

inline constexpr std::string_view match_vacancy =
    R"({"organisation":"o-50","title":"副局长","level":"县处级副职","head":false,"classes":["领导职务","监管机关领导成员"]})";

}  // namespace bole::measure
