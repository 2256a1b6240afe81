// The file that include/neural_style/run_state.hpp describes, as a row of numbers. What is written and what is read go
// through one template, exchange(), so that they cannot come apart; these are its two archives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "new_file.hpp"

namespace neural_style {

class StateWriter {
 public:
  /// Throws Error, as all here do, if it cannot be written.
  explicit StateWriter(const std::filesystem::path& file);

  template <class Number>
  void number(const Number& value) {
    add(std::as_bytes(std::span(&value, 1)));
  }

  /// A list that is known to have that length.
  template <class Number>
  void numbers(const std::vector<Number>& list, std::size_t /*length*/) {
    number(std::uint64_t{list.size()});
    add(std::as_bytes(std::span(list)));
  }

  /// The length of a list whose elements follow.
  template <class List>
  void resize(const List& list, std::size_t /*most*/) {
    number(std::uint64_t{list.size()});
  }

  void text(const std::string& value);

  /// Once, in the end: the file appears.
  void finish();

 private:
  void add(std::span<const std::byte> bytes);

  NewFile file_;
  std::uint32_t checksum_ = 0;
};

class StateReader {
 public:
  /// Throws Error if there is none, if it is no such file, is damaged, or of a later version.
  explicit StateReader(const std::filesystem::path& file);

  template <class Number>
  void number(Number& value) {
    take(std::as_writable_bytes(std::span(&value, 1)));
  }

  template <class Number>
  void numbers(std::vector<Number>& list, std::size_t length) {
    std::uint64_t found = 0;
    number(found);
    if (found != length) {
      damaged();
    }
    list.resize(length);
    take(std::as_writable_bytes(std::span(list)));
  }

  template <class List>
  void resize(List& list, std::size_t most) {
    std::uint64_t found = 0;
    number(found);
    if (found > most) {
      damaged();
    }
    list.resize(found);
  }

  void text(std::string& value);

  /// Throws the Error for a file whose contents cannot be.
  [[noreturn]] void damaged() const;

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  void check();
  void take(std::span<std::byte> bytes);

  std::filesystem::path file_;
  std::ifstream stream_;
};

}  // namespace neural_style
