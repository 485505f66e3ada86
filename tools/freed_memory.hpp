#pragma once
namespace bole {

// While one of these lives, memory that is freed stays with the process for the next who asks,
// instead of going back to the system page by page: an import asks for and frees some tens of
// kilobytes a person, in several threads. At the end what is free goes back. For the whole process.
class FreedMemoryKept {
 public:
  FreedMemoryKept();
  ~FreedMemoryKept();
  FreedMemoryKept(const FreedMemoryKept&) = delete;
  FreedMemoryKept& operator=(const FreedMemoryKept&) = delete;
};

}  // namespace bole
