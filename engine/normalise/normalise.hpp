#pragma once
#include <optional>
#include <string_view>

#include "engine/normalise/issue.hpp"
#include "engine/normalise/raw_record.hpp"
#include "engine/profile/profile.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace bole {

// Understands a form: every element becomes facts of the record, in the record's own words and
// dates. What is doubtful is kept and listed in `issues` with the element as its field; what cannot
// be used is listed too, and the text of its element is kept in sealed.lrmx_unknown, as is every
// element for which the record has no place (拟任, 任免理由, 填表人 …). Nothing is guessed and
// nothing in the file is corrected. derive() comes after this.
[[nodiscard]] Profile normalise(const RawRecord& raw, const Vocabulary& vocabulary, Issues& issues);

// Reads resume.text into appointments and resume.unparsed; nothing where the text is empty.
void parse_career(Profile& profile, Issues& issues, std::string_view field);

// The checks that hold for every record whatever its file (docs/issues.md), as warnings with a
// pointer into the profile as their field. `as_of` is the date for which the form was filled
// in (计算年龄时间, else 填表时间), against which a date is in the future; without it nothing is.
// A text_span that lies outside the 简历 text is removed, since nothing can be read through it.
void check_profile(Profile& profile, const Vocabulary& vocabulary,
                   const std::optional<PartialDate>& as_of, Issues& issues, int row = 0);

}  // namespace bole
