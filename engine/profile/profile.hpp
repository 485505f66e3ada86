#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/id.hpp"
#include "engine/core/level.hpp"

// The record of one person (干部信息), as docs/model.md §1 has it. Everywhere here an empty string
// or an empty optional means "not known"; an empty list inside an optional means "known to be
// none". Dates are as precise as their source.
namespace bole {

// A stretch of Unicode characters (not bytes) of a text, [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// An official paper on which a fact rests. Complete when all three are there.
struct OfficialDecision {
  std::string authority{};
  std::string document{};
  std::optional<PartialDate> date{};
  [[nodiscard]] bool complete() const { return !authority.empty() && !document.empty() && date; }
  friend bool operator==(const OfficialDecision&, const OfficialDecision&) = default;
};

struct Staff {           // 人员类别
  std::string scale{};   // 公务员|参公|事业管理|事业专技|国企|高校|其他
  std::string status{};  // 在职|…
  friend bool operator==(const Staff&, const Staff&) = default;
};

struct Education {  // 学历学位
  std::string key{};
  std::string mode{};   // 全日制|在职
  std::string level{};  // 学历, vocabulary education
  std::string degree{};
  std::string school{};
  std::string major{};
  std::string discipline{};
  std::optional<PartialDate> to{};
  friend bool operator==(const Education&, const Education&) = default;
};

enum class LevelSource : std::uint8_t { none, from_register, written, declared };  // weakest first

struct SourcedLevel {
  Level value = Level::unknown;
  LevelSource source = LevelSource::none;
  friend bool operator==(const SourcedLevel&, const SourcedLevel&) = default;
};

struct OrganisationRef {
  std::string text{};   // as written
  OrganisationId id{};  // empty while the register does not know it
  std::string kind{};   // 单位类型 of the register; what the name itself says is not kept
  friend bool operator==(const OrganisationRef&, const OrganisationRef&) = default;
};

struct HeldPost {  // 职务: one post inside one period
  OrganisationRef organisation{};
  std::string title{};
  std::optional<bool> head{};  // 正职
  int stage = 1;               // 2, 3 … where it clearly replaces an earlier one of the period
  friend bool operator==(const HeldPost&, const HeldPost&) = default;
};

struct Place {                       // 地域
  std::string division{};            // GB/T 2260 code
  std::optional<bool> grassroots{};  // 基层
  std::optional<bool> hard{};        // 艰苦边远
  friend bool operator==(const Place&, const Place&) = default;
};

struct Tag {           // what vocabulary or a person saw in a part of the record
  std::string kind{};  // speciality|field
  std::string id{};
  std::string by{};  // vocabulary|person
  std::vector<std::string> words{};
  friend bool operator==(const Tag&, const Tag&) = default;
};

struct Appointment {  // 任职
  std::string key{};
  std::optional<PartialDate> from{};
  std::optional<PartialDate> to{};
  bool open = false;              // "to": null, still held
  std::string kind{};             // 任职|学习|挂职|任外职|其他
  std::string concurrent_with{};  // key of the period it runs beside
  std::vector<HeldPost> posts{};
  std::vector<std::string> duties{};  // 分管
  SourcedLevel level{};               // of the highest post
  std::string system{};               // 党委|政府|…
  Place place{};
  std::vector<Tag> tags{};
  std::optional<Span> text_span{};  // the statement in resume.text
  std::optional<OfficialDecision> decision{};
  friend bool operator==(const Appointment&, const Appointment&) = default;
};

struct Current {  // 现任
  std::string text{};
  std::vector<std::string> appointments{};  // keys
  SourcedLevel level{};
  std::optional<PartialDate> level_since{};
  std::string grade{};  // 职级
  std::optional<PartialDate> grade_since{};
  friend bool operator==(const Current&, const Current&) = default;
};

struct Resume {  // 简历
  std::string text{};
  std::vector<Span> unparsed{};
  friend bool operator==(const Resume&, const Resume&) = default;
};

struct ProfessionalTitle {  // 专业技术职务
  std::string key{};
  std::string name{};
  std::optional<PartialDate> date{};
  friend bool operator==(const ProfessionalTitle&, const ProfessionalTitle&) = default;
};

struct Appraisal {  // 考核
  std::string key{};
  int year = 0;
  std::string kind{};   // 年度|平时|专项|任期
  std::string grade{};  // 等次, as the code set ZB18 names it
  std::string by{};
  friend bool operator==(const Appraisal&, const Appraisal&) = default;
};

struct Training {  // 培训
  std::string key{};
  std::optional<PartialDate> from{};
  std::optional<PartialDate> to{};
  std::optional<int> hours{};  // 学时
  std::string subject{};
  std::string certificate{};
  friend bool operator==(const Training&, const Training&) = default;
};

struct Honour {  // 奖励
  std::string key{};
  std::string name{};
  std::string tier{};  // 国家级|省部级|市级|县级|单位
  std::string authority{};
  std::optional<PartialDate> date{};
  friend bool operator==(const Honour&, const Honour&) = default;
};

struct Sanction {  // 处分、诫勉、组织处理
  std::string key{};
  std::string kind{};  // vocabulary sanction_kinds; a bare 警告 stays as written
  std::string authority{};
  std::string document{};
  std::optional<PartialDate> date{};
  std::optional<PartialDate> effect_until{};  // recorded last day of effect
  std::string status{};                       // in_force|expired|exempted|cleared|revoked
  std::optional<OfficialDecision> status_decision{};
  friend bool operator==(const Sanction&, const Sanction&) = default;
};

struct Clearance {  // 档案任审、个人有关事项、纪检监察意见、信访、政治审查、经济责任审计
  std::string key{};
  std::string kind{};
  std::string result{};
  std::string authority{};
  std::string document{};
  std::optional<PartialDate> date{};
  std::optional<PartialDate> valid_until{};
  friend bool operator==(const Clearance&, const Clearance&) = default;
};

struct FamilyMember {  // 家庭成员
  std::string relation{};
  std::string name{};
  std::string birth{};
  std::string party{};
  std::string work{};
  friend bool operator==(const FamilyMember&, const FamilyMember&) = default;
};

// 封存信息. Stored for round trip, official forms and the closed list of statutory gates; nothing
// else may name it. The architecture test holds the list of files that do.
struct Sealed {
  std::string sex{};
  std::string ethnicity{};
  std::string party_name{};
  std::optional<PartialDate> party_date{};
  std::string birthplace{};
  std::string native_place{};
  std::string grew_up{};
  std::string health{};
  std::string id_number{};
  std::string photo{};  // "sha256:…" of the picture
  std::string retirement_category{};
  std::optional<std::vector<FamilyMember>> family{};
  std::vector<std::pair<std::string, std::string>> lrmx_unknown{};  // element name, text
  friend bool operator==(const Sealed&, const Sealed&) = default;
};

struct Verification {  // 与纸质档案核对
  std::string document{};
  std::string date{};
  std::string by{};
  friend bool operator==(const Verification&, const Verification&) = default;
};

struct Provenance {  // 来源
  std::string import{};
  std::string file{};
  int row = 0;
  std::string date{};
  std::optional<Verification> verified{};
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

struct Profile {
  ProfileId id{};
  int version = 0;  // 0: not stored yet
  std::string name{};
  std::optional<PartialDate> birth{};
  std::optional<PartialDate> work_start{};
  Staff staff{};
  std::optional<std::vector<Education>> education{};
  Current current{};
  std::optional<std::vector<Appointment>> appointments{};
  Resume resume{};
  std::optional<std::vector<ProfessionalTitle>> professional_titles{};
  std::optional<std::vector<Appraisal>> appraisals{};
  std::optional<std::vector<Training>> training{};
  std::optional<std::vector<Honour>> honours{};
  std::optional<std::vector<Sanction>> sanctions{};
  std::optional<std::vector<Clearance>> clearances{};
  std::optional<std::vector<std::string>> specialities_stated{};  // 自述专长
  Sealed sealed{};
  std::vector<std::pair<std::string, Provenance>> provenance{};  // JSON pointer -> where from
  friend bool operator==(const Profile&, const Profile&) = default;
};

}  // namespace bole
