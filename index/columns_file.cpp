#include "index/columns_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/vocabulary/readings.hpp"
#include "index/store/durable_file.hpp"

namespace bole {
namespace {
constexpr std::string_view title = "bole-columns 1\n";
constexpr std::size_t page = 4096;
constexpr std::size_t longest_manifest = std::size_t{1} << 20U;

constexpr std::size_t whole_pages(std::size_t size) { return (size + page - 1) / page * page; }

std::uint64_t checksum(const void* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

struct Section {
  std::size_t value_size = 0;
  std::size_t count = 0;
  std::size_t offset = 0;
  std::uint64_t checksum = 0;
};
struct Manifest {
  std::string version{};
  Head head{};
  std::vector<Section> sections{};
};

std::string text_of(const Manifest& manifest) {
  std::string text(title);
  text += "version " + manifest.version + "\nepoch " + std::to_string(manifest.head.epoch) +
          "\nsequence " + std::to_string(manifest.head.sequence) + "\nchain " +
          hex(manifest.head.chain) + "\narrays " + std::to_string(manifest.sections.size()) + '\n';
  for (const Section& section : manifest.sections) {
    text += std::to_string(section.value_size) + ' ' + std::to_string(section.count) + ' ' +
            std::to_string(section.offset) + ' ' + std::to_string(section.checksum) + '\n';
  }
  return text + "end " + std::to_string(checksum(text.data(), text.size())) + '\n';
}

// Takes the text apart from the front; good() turns false for ever when something else stands
// there.
class ManifestReader {
 public:
  explicit ManifestReader(std::string_view text) : rest_(text) {}

  void expect(std::string_view text) {
    good_ = good_ && rest_.starts_with(text);
    if (good_) rest_.remove_prefix(text.size());
  }
  template <class Number>
  Number number(char after) {
    Number value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    good_ = good_ && error == std::errc{} && end != rest_.data() + rest_.size() && *end == after;
    if (good_) rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()) + 1);
    return value;
  }
  std::string_view line() {
    const std::size_t end = rest_.find('\n');
    good_ = good_ && end != std::string_view::npos;
    if (!good_) return {};
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::optional<Digest> digest_of(std::string_view text) {
  Digest digest{};
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const char* const first = text.data() + 2 * i;
    const auto [end, error] = std::from_chars(first, first + 2, digest[i], 16);
    if (error != std::errc{} || end != first + 2) return std::nullopt;
  }
  return digest;
}

// Empty when the text does not begin with an undamaged manifest.
std::optional<Manifest> read_manifest(std::string_view text) {
  Manifest manifest;
  ManifestReader reader(text);
  reader.expect(title);
  reader.expect("version ");
  manifest.version = reader.line();
  reader.expect("epoch ");
  manifest.head.epoch = reader.number<std::uint64_t>('\n');
  reader.expect("sequence ");
  manifest.head.sequence = reader.number<std::uint64_t>('\n');
  reader.expect("chain ");
  const auto chain = digest_of(reader.line());
  reader.expect("arrays ");
  const auto count = reader.number<std::size_t>('\n');
  for (std::size_t i = 0; i < count && reader.good(); ++i) {
    Section& section = manifest.sections.emplace_back();
    section.value_size = reader.number<std::size_t>(' ');
    section.count = reader.number<std::size_t>(' ');
    section.offset = reader.number<std::size_t>(' ');
    section.checksum = reader.number<std::uint64_t>('\n');
  }
  const std::size_t size = text.size() - reader.left();
  reader.expect("end ");
  const auto sum = reader.number<std::uint64_t>('\n');
  if (!reader.good() || !chain || sum != checksum(text.data(), size)) return std::nullopt;
  manifest.head.chain = *chain;
  return manifest;
}

class File {
 public:
  explicit File(int file) : file_(file) {}
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int number() const { return file_; }

 private:
  int file_;
};

void write_all(int file, const std::string& path, const void* bytes, std::size_t size) {
  const char* from = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = ::write(file, from, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_file_error(path, errno);
    from += written;
    size -= static_cast<std::size_t>(written);
  }
}

void write_padding(int file, const std::string& path, std::size_t size) {
  static constexpr char zeros[page] = {};
  write_all(file, path, zeros, whole_pages(size) - size);
}

// Maps a part of the file, with room behind it into which the array can grow where it is. What is
// written there stays in memory. Null when there is no address space.
struct Mapping {
  void* data = nullptr;
  std::size_t capacity = 0;  // bytes
  std::shared_ptr<void> keeper{};
};
Mapping map_part(int file, std::size_t offset, std::size_t size) {
  constexpr std::size_t least_room = std::size_t{1} << 20U;
  const std::size_t capacity = whole_pages(size + size / 2 + least_room);
  void* const room = ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return {};
  std::shared_ptr<void> keeper(room, [capacity](void* memory) { ::munmap(memory, capacity); });
  void* const mapped = ::mmap(room, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file,
                              static_cast<off_t>(offset));
  if (mapped == MAP_FAILED) return {};
  // All of it is read at once for its checksum. Where the kernel cannot do this, it is as well.
  static_cast<void>(::madvise(room, size, MADV_POPULATE_READ));
  return {room, capacity, std::move(keeper)};
}
template <class Kept, class Visit>
void each_array(Kept& kept, Visit visit) {
  Columns::each_array(kept.columns, visit);
  ProtectedFacts::each_array(kept.protected_facts, visit);
  NameIndex::each_array(kept.names, visit);
}
}  // namespace

std::string columns_version(const Vocabulary& vocabulary) {
  const std::string_view readings = reading_table();
  return std::string(BOLE_COLUMNS_SOURCES) + ' ' + vocabulary.version() + ' ' +
         std::to_string(checksum(readings.data(), readings.size()));
}

void write_columns(const std::string& path, const KeptColumns& kept, const std::string& version) {
  Manifest manifest{.version = version, .head = kept.head};
  each_array(kept, [&](const auto& array) {
    const std::size_t value_size = sizeof(*array.data());
    manifest.sections.push_back(
        {value_size, array.size(), 0, checksum(array.data(), array.size() * value_size)});
  });
  // Offsets take the place of zeros, so the text may grow by their digits.
  std::size_t offset = whole_pages(text_of(manifest).size() + 20 * manifest.sections.size());
  for (Section& section : manifest.sections) {
    section.offset = offset;
    offset += whole_pages(section.count * section.value_size);
  }
  std::string text = text_of(manifest);
  text.resize(manifest.sections.empty() ? text.size() : manifest.sections.front().offset);

  const std::string beside = path + ".new";
  {
    const File file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.number() < 0) throw_file_error(beside, errno);
    write_all(file.number(), beside, text.data(), text.size());
    each_array(kept, [&](const auto& array) {
      const std::size_t size = array.size() * sizeof(*array.data());
      write_all(file.number(), beside, array.data(), size);
      write_padding(file.number(), beside, size);
    });
    if (::fsync(file.number()) != 0) throw_file_error(beside, errno);
  }
  rename_durably(beside, path);
}

bool read_columns(const std::string& path, const std::string& version, KeptColumns& kept,
                  std::string& fault) {
  fault.clear();
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) {
    if (errno != ENOENT) fault = "打不开 " + path + "：" + std::strerror(errno);
    return false;
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) throw_file_error(path, errno);
  const auto file_size = static_cast<std::size_t>(status.st_size);
  std::string text(std::min(file_size, longest_manifest), '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t read = ::pread(file.number(), text.data() + filled, text.size() - filled,
                                 static_cast<off_t>(filled));
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) break;
    filled += static_cast<std::size_t>(read);
  }
  text.resize(filled);

  const auto manifest = read_manifest(text);
  if (!manifest) {
    fault = "内容已损坏";
    return false;
  }
  if (manifest->version != version) {
    fault = "是别的版本的程序或词表所建";
    return false;
  }
  KeptColumns found(kept.columns.vocabulary());
  found.head = manifest->head;
  std::size_t at = 0;
  each_array(found, [&](auto& array) {
    if (!fault.empty()) return;
    const Section section = at < manifest->sections.size() ? manifest->sections[at] : Section{};
    ++at;
    using Value = typename std::remove_cvref_t<decltype(array)>::value_type;
    if (section.value_size != sizeof(Value) || section.offset % page != 0 ||
        section.offset > file_size ||
        section.count > (file_size - section.offset) / sizeof(Value)) {
      fault = "内容已损坏";
      return;
    }
    array.clear();
    if (section.count == 0) return;
    const std::size_t size = section.count * sizeof(Value);
    Mapping mapping = map_part(file.number(), section.offset, size);
    if (mapping.data == nullptr) {
      fault = std::string("映射不到内存：") + std::strerror(errno);
    } else if (checksum(mapping.data, size) != section.checksum) {
      fault = "内容已损坏";
    } else {
      array.adopt(static_cast<Value*>(mapping.data), section.count,
                  mapping.capacity / sizeof(Value), std::move(mapping.keeper));
    }
  });
  if (fault.empty() && at != manifest->sections.size()) fault = "内容已损坏";
  if (!fault.empty()) return false;
  kept = std::move(found);
  return true;
}

void remove_columns(const std::string& path) {
  for (const std::string& name : {path, path + ".new"}) {
    std::error_code error;
    std::filesystem::remove(name, error);
    if (error) throw_file_error(name, error.value());
  }
}
}  // namespace bole
