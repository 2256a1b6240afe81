#include "stylize/run/own_rows.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace neural_style {
namespace {

/// Rows of planes that are `height` rows high, from `first` on.
template <class Numbers>
struct Rows {
  Rows(Numbers& of_planes, int of_height, int from) : planes(of_planes), height(of_height), first(from) {}

  Numbers& planes;
  int height;
  int first;
};

/// Calls action(from, to) for `count` rows of each of the three planes, which lie together.
template <class From, class To, class Action>
void for_rows(const Rows<From>& from, const Rows<To>& to, int count, int width, const Action& action) {
  const auto numbers = [&](int rows) { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(width); };
  for (int channel = 0; channel < 3; ++channel) {
    action(std::span(from.planes).subspan(numbers(channel * from.height + from.first), numbers(count)),
           std::span(to.planes).subspan(numbers(channel * to.height + to.first), numbers(count)));
  }
}

void copy(std::span<const float> from, std::span<float> to) { std::ranges::copy(from, to.begin()); }

void add(std::span<const float> from, std::span<float> to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    to[i] += from[i];
  }
}

std::size_t planes_size(int rows, int width) {
  return 3 * static_cast<std::size_t>(rows) * static_cast<std::size_t>(width);
}

}  // namespace

OwnRows::OwnRows(Team* team, int height, int width, Seamless seamless)
    : team_(team), strip_(whole_strip(height)), width_(width) {
  if (team == nullptr) {
    return;
  }
  strips_ = strips_of(height, team->size(), seamless);
  strip_ = strips_[static_cast<std::size_t>(team->rank())];
  const auto has_rows = [](const Strip& strip) { return strip.own.length() > 0; };
  const int with_rows = std::max(1, static_cast<int>(std::ranges::count_if(strips_, has_rows)));
  if (strip_.above() > 0) {
    above_ = (team->rank() + with_rows - 1) % with_rows;
    sent_above_.resize(planes_size(tile_border, width));
    from_above_ = sent_above_;
  }
  if (strip_.below() > 0) {
    below_ = (team->rank() + 1) % with_rows;
    sent_below_.resize(planes_size(tile_border, width));
    from_below_ = sent_below_;
  }
}

std::optional<TeamStrip> OwnRows::team_strip() const {
  return in_team() ? std::optional<TeamStrip>({strip_, *team_}) : std::nullopt;
}

Planes OwnRows::cut(Planes whole) const {
  if (strip_.whole()) {
    return whole;
  }
  Planes own(planes_size(strip_.own.length(), width_));
  for_rows(Rows(std::as_const(whole), strip_.height, strip_.own.begin), Rows(own, strip_.own.length(), 0),
           strip_.own.length(), width_, copy);
  return own;
}

Planes OwnRows::whole(Planes own) const {
  if (!in_team()) {
    return own;
  }
  Planes whole(planes_size(strip_.height, width_));
  for (int rank = 0; rank < team_->size(); ++rank) {
    const Stretch& rows = strips_[static_cast<std::size_t>(rank)].own;
    Planes theirs = rank == team_->rank() ? std::exchange(own, {}) : Planes(planes_size(rows.length(), width_));
    team_->broadcast(rank, std::as_writable_bytes(std::span(theirs)));
    for_rows(Rows(std::as_const(theirs), rows.length(), 0), Rows(whole, strip_.height, rows.begin), rows.length(),
             width_, copy);
  }
  return whole;
}

Planes OwnRows::seen_of_whole(Planes whole) const {
  if (strip_.whole()) {
    return whole;
  }
  const int height = strip_.seen.length();
  Planes seen(planes_size(height, width_));
  for (int row = 0; row < height; ++row) {
    const int of_whole = (strip_.seen.begin + row + strip_.height) % strip_.height;
    for_rows(Rows(std::as_const(whole), strip_.height, of_whole), Rows(seen, height, row), 1, width_, copy);
  }
  return seen;
}

void OwnRows::see(const Planes& own, Planes& seen) {
  const int height = strip_.own.length();
  const int seen_height = strip_.seen.length();
  seen.resize(planes_size(seen_height, width_));
  for_rows(Rows(own, height, 0), Rows(seen, seen_height, strip_.above()), height, width_, copy);
  if (above_ >= 0) {
    for_rows(Rows(own, height, 0), Rows(sent_above_, tile_border, 0), tile_border, width_, copy);
  }
  if (below_ >= 0) {
    for_rows(Rows(own, height, height - tile_border), Rows(sent_below_, tile_border, 0), tile_border, width_, copy);
  }
  swap_borders();
  if (above_ >= 0) {
    for_rows(Rows(std::as_const(from_above_), tile_border, 0), Rows(seen, seen_height, 0), tile_border, width_, copy);
  }
  if (below_ >= 0) {
    for_rows(Rows(std::as_const(from_below_), tile_border, 0), Rows(seen, seen_height, seen_height - tile_border),
             tile_border, width_, copy);
  }
}

void OwnRows::add_up(const Planes& seen, Planes& own) {
  const int height = strip_.own.length();
  const int seen_height = strip_.seen.length();
  for_rows(Rows(seen, seen_height, strip_.above()), Rows(own, height, 0), height, width_, copy);
  if (above_ >= 0) {
    for_rows(Rows(seen, seen_height, 0), Rows(sent_above_, tile_border, 0), tile_border, width_, copy);
  }
  if (below_ >= 0) {
    for_rows(Rows(seen, seen_height, seen_height - tile_border), Rows(sent_below_, tile_border, 0), tile_border, width_,
             copy);
  }
  swap_borders();
  if (above_ >= 0) {
    for_rows(Rows(std::as_const(from_above_), tile_border, 0), Rows(own, height, 0), tile_border, width_, add);
  }
  if (below_ >= 0) {
    for_rows(Rows(std::as_const(from_below_), tile_border, 0), Rows(own, height, height - tile_border), tile_border,
             width_, add);
  }
}

void OwnRows::swap_borders() {
  team_->exchange({above_, sent_above_, from_above_}, {below_, sent_below_, from_below_});
}

}  // namespace neural_style
