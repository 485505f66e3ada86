#include "index/store/judge_put.hpp"

#include "index/store/accept.hpp"
#include "index/store/change_entry.hpp"

namespace bole {
Result<PutFate> judge_put(const Put& put, const CurrentVersion& current,
                          const Authorship& authorship) {
  if (auto good = check_id(put.id); !good) return good.error();
  if (put.expected && *put.expected != current.number) {
    return Error{Refusal::conflict, "version_conflict",
                 put.id + " 现为第 " + std::to_string(current.number) + " 版，而修改所依据的是第 " +
                     std::to_string(*put.expected) + " 版；请重新读取后再改",
                 put.id};
  }
  if (current.number != 0 && !current.erased && put.body == current.body &&
      put.sealed == current.sealed) {
    return PutFate::unchanged;
  }
  if (auto accepted = accept(put.collection, current.body, put.body, authorship); !accepted) {
    return accepted.error();
  }
  return PutFate::new_version;
}
}  // namespace bole
