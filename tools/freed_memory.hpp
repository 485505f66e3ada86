#pragma once
namespace bole {

// For the whole process, from the start: what large batches free stays for the next batch; given
// back to the system, every page of it would be faulted in anew.
void keep_freed_batches();

// While one of these lives, memory that is freed stays with the process for the next who asks,
// instead of going back to the system page by page: an import asks for and frees some tens of
// kilobytes a person, in several threads. At the end what is free goes back, and it is as
// after keep_freed_batches(). For the whole process.
class FreedMemoryKept {
 public:
  FreedMemoryKept();
  ~FreedMemoryKept();
  FreedMemoryKept(const FreedMemoryKept&) = delete;
  FreedMemoryKept& operator=(const FreedMemoryKept&) = delete;
};

}  // namespace bole
