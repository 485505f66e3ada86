#include <zip.h>

#include <algorithm>
#include <array>
#include <utility>

#include "index/import/file_tree.hpp"

namespace bole {
namespace {
// A personnel file does not compress beyond this; a bomb does.
constexpr std::uint64_t most_ratio = 100;

Error refusal(std::string_view code, std::string found, std::string message) {
  return Error{Refusal::invalid, std::string(code), std::move(message), std::move(found)};
}

Error bomb(std::uint64_t compressed) {
  return refusal("zip_bomb", "超过 " + std::to_string(most_ratio) + " 倍",
                 "压缩包内的文件展开后超过压缩大小（" + std::to_string(compressed) + " 字节）的 " +
                     std::to_string(most_ratio) + " 倍，正常的人事文件不会这样，不读");
}

bool leaves_the_archive(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\') || (name.size() > 1 && name[1] == ':'))
    return true;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

class FailedSource : public ByteSource {
 public:
  explicit FailedSource(Error error) : failure_(std::move(error)) {}
  std::string_view next() override { return {}; }
  const std::optional<Error>& failure() const override { return failure_; }

 private:
  std::optional<Error> failure_;
};

using ZipFile = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

class MemberSource : public ByteSource {
 public:
  // `left_in_archive` is what all members together may still yield.
  MemberSource(ZipFile file, std::uint64_t compressed, std::uint64_t& left_in_archive)
      : file_(std::move(file)), compressed_(compressed), left_in_archive_(left_in_archive) {}

  std::string_view next() override {
    if (failure_) return {};
    const zip_int64_t count = zip_fread(file_.get(), buffer_.data(), buffer_.size());
    if (count < 0) {
      failure_ = refusal("archive_damaged", "校验不符或数据不完整",
                         "压缩包内的文件已损坏（校验不符或数据不完整）");
      return {};
    }
    const auto size = static_cast<std::uint64_t>(count);
    read_ += size;
    if (read_ > most_ratio * compressed_ || size > left_in_archive_) {
      failure_ = bomb(compressed_);
      return {};
    }
    left_in_archive_ -= size;
    return {buffer_.data(), static_cast<std::size_t>(size)};
  }
  const std::optional<Error>& failure() const override { return failure_; }

 private:
  ZipFile file_;
  std::uint64_t compressed_;
  std::uint64_t read_ = 0;
  std::uint64_t& left_in_archive_;
  std::array<char, 64 * 1024> buffer_{};
  std::optional<Error> failure_{};
};

class ZipTree : public FileTree {
 public:
  ZipTree(zip_t* archive, std::unique_ptr<const std::string> bytes, std::uint64_t size)
      : bytes_(std::move(bytes)), archive_(archive, &zip_discard), left_(most_ratio * size) {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) list(static_cast<zip_uint64_t>(i));
    std::stable_sort(members_.begin(), members_.end(),
                     [](const Member& a, const Member& b) { return a.file.name < b.file.name; });
    for (Member& member : members_) files_.push_back(std::move(member.file));
  }

  const std::vector<TreeFile>& files() const override { return files_; }

  std::unique_ptr<ByteSource> open(std::size_t index) override {
    const Member& member = members_[index];
    if (files_[index].refusal) return std::make_unique<FailedSource>(*files_[index].refusal);
    ZipFile file(zip_fopen_index(archive_.get(), member.index, 0), &zip_fclose);
    if (!file)
      return std::make_unique<FailedSource>(
          refusal("archive_damaged", "打不开的文件",
                  "压缩包内的文件打不开：已损坏，或用了不支持的压缩方法"));
    return std::make_unique<MemberSource>(std::move(file), member.compressed, left_);
  }

 private:
  struct Member {
    TreeFile file{};
    zip_uint64_t index = 0;
    std::uint64_t compressed = 0;
  };

  void list(zip_uint64_t index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const char* raw = zip_get_name(archive_.get(), index, ZIP_FL_ENC_RAW);
    if (raw == nullptr || zip_stat_index(archive_.get(), index, 0, &stat) != 0) return;
    Member& member = members_.emplace_back();
    member.file.name = readable_name(raw);
    member.file.size = stat.comp_size;
    member.index = index;
    member.compressed = stat.comp_size;
    std::string& name = member.file.name;
    if (leaves_the_archive(name)) {
      member.file.refusal =
          refusal("unsafe_path", name, "压缩包内的路径“" + name + "”是绝对路径或含有“..”，不读");
    } else if (name.ends_with('/') || is_left_by_system(name)) {
      members_.pop_back();
    } else if (stat.encryption_method != ZIP_EM_NONE) {
      member.file.refusal =
          refusal("archive_encrypted", "加密的文件", "压缩包内的文件加了密，请先解密");
    } else if (stat.size > most_ratio * stat.comp_size) {
      member.file.refusal = bomb(stat.comp_size);
    }
  }

  std::unique_ptr<const std::string> bytes_;  // outlives the archive that reads from it
  std::unique_ptr<zip_t, decltype(&zip_discard)> archive_;
  std::uint64_t left_;
  std::vector<Member> members_{};
  std::vector<TreeFile> files_{};
};

Error not_a_zip(int code) {
  if (code == ZIP_ER_NOZIP)
    return refusal("archive_damaged", "不是压缩包的内容",
                   "打不开：不是 .zip 压缩包，或者没有传完（缺少末尾的目录）");
  return refusal("archive_damaged", "libzip 错误 " + std::to_string(code),
                 "压缩包打不开，可能已损坏或没有传完（libzip 错误 " + std::to_string(code) + "）");
}
}  // namespace

Result<std::unique_ptr<FileTree>> open_zip_file(const std::string& path, std::uint64_t size) {
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (archive == nullptr) return not_a_zip(code);
  return std::unique_ptr<FileTree>(std::make_unique<ZipTree>(archive, nullptr, size));
}

Result<std::unique_ptr<FileTree>> open_zip_bytes(std::string bytes) {
  auto held = std::make_unique<const std::string>(std::move(bytes));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(held->data(), held->size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return not_a_zip(zip_error_code_zip(&error));
  }
  const std::uint64_t size = held->size();
  return std::unique_ptr<FileTree>(std::make_unique<ZipTree>(archive, std::move(held), size));
}
}  // namespace bole
