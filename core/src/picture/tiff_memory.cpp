#include "picture/tiff_memory.hpp"

#include <algorithm>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstring>

namespace neural_style::tiff {
namespace {

Memory& memory_of(thandle_t handle) { return *static_cast<Memory*>(handle); }

extern "C" {
tmsize_t memory_read(thandle_t handle, void* to, tmsize_t count) {
  Memory& memory = memory_of(handle);
  const BytesView from = memory.in.empty() ? BytesView(memory.out) : memory.in;
  const std::uint64_t there = memory.position < from.size() ? from.size() - memory.position : 0;
  const auto bytes = static_cast<std::size_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(count), there));
  if (bytes > 0) {
    std::memcpy(to, from.data() + memory.position, bytes);
    memory.position += bytes;
  }
  return static_cast<tmsize_t>(bytes);
}

tmsize_t memory_write(thandle_t handle, void* from, tmsize_t count) {
  Memory& memory = memory_of(handle);
  const std::uint64_t end = memory.position + static_cast<std::uint64_t>(count);
  if (end > memory.out.size()) {
    memory.out.resize(end);
  }
  std::memcpy(memory.out.data() + memory.position, from, static_cast<std::size_t>(count));
  memory.position = end;
  return count;
}

toff_t memory_seek(thandle_t handle, toff_t offset, int whence) {
  Memory& memory = memory_of(handle);
  const std::uint64_t start = whence == SEEK_CUR ? memory.position : whence == SEEK_END ? memory.size() : 0;
  memory.position = start + offset;
  return memory.position;
}

int memory_close(thandle_t /*handle*/) { return 0; }

toff_t memory_size(thandle_t handle) { return memory_of(handle).size(); }

/// Everything that matters shows in a return value.
int say_nothing(TIFF* /*tiff*/, void* /*user*/, const char* /*module*/, const char* /*format*/, va_list /*arguments*/) {
  return 1;
}
}

}  // namespace

Handle open(Memory& memory, const char* mode) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                 &TIFFOpenOptionsFree);
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), say_nothing, nullptr);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), say_nothing, nullptr);
  return {TIFFClientOpenExt("", mode, &memory, memory_read, memory_write, memory_seek, memory_close, memory_size,
                            nullptr, nullptr, options.get()),
          &TIFFClose};
}

}  // namespace neural_style::tiff
