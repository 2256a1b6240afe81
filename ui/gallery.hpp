// The styles that a dialog offers, and which of them a person has used or likes best.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace neural_style::ui {

struct Style {
  /// Why it is offered.
  enum class Group : std::uint8_t { favourite, recent, shipped };

  std::filesystem::path file;
  std::string title;    ///< as a person would call it; of a file's name, whose bytes need not be UTF-8
  std::string painter;  ///< "" if that is not known
  Group group = Group::recent;
  friend bool operator==(const Style&, const Style&) = default;
};

/// Kept in a file. Several programs may use the same: each reads it before it changes it. That it cannot be read or
/// written is no error: a painting is worth more than remembering its style.
class Gallery {
 public:
  /// So many recent ones are shown. Twice as many are kept: files that are away for a while, with a drive that is not
  /// plugged in, come back to their place until newer ones have taken it.
  static constexpr std::size_t recent_shown = 24;

  /// `memory` is the file to keep them in, which need not exist. The file of a later version is read and written by no
  /// one here: all begins empty, and ends with this object.
  Gallery(std::filesystem::path memory, std::vector<Style> shipped);

  /// Each once: favourites as they were added, recent ones from the newest, those that are shipped. Only files that are
  /// there.
  [[nodiscard]] std::vector<Style> styles() const;

  /// Shown as long as this object lives, as the newest of the recent ones if it was not shown: it was chosen, but has
  /// not painted yet.
  void open(const std::filesystem::path& file);
  /// The newest of the recent ones: it has painted.
  void used(const std::filesystem::path& file);
  /// One that is no favourite any more is a recent one.
  void set_favourite(const std::filesystem::path& file, bool favourite);
  /// Neither a favourite nor recent any more.
  void remove(const std::filesystem::path& file);

 private:
  struct Kept {
    std::vector<std::filesystem::path> favourites;
    std::vector<std::filesystem::path> recent;
  };
  static bool read(const std::filesystem::path& memory, Kept& kept);
  static void write(const std::filesystem::path& memory, const Kept& kept);
  template <class Change>
  void change(Change&& change);

  std::filesystem::path memory_;
  std::vector<Style> shipped_;
  std::vector<std::filesystem::path> opened_;
  Kept kept_;
};

}  // namespace neural_style::ui
