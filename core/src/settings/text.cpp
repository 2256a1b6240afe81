// Values of settings from and to text. Numbers go through std::from_chars and std::to_chars, which know no locale.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>

#include "network/layers.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "settings/row.hpp"

namespace neural_style {
namespace {

constexpr std::string_view automatic = "automatic";
constexpr std::string_view full = "full";
constexpr std::string_view white_space = " \t\r\n\v\f";

constexpr int smallest_side = 16;
constexpr int largest_side = 65535;
constexpr double largest_layer_weight = 1e9;

template <class Number>
std::string number_text(Number value) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), error == std::errc{} ? end : buffer.data()};
}

/// The number that the whole of `text` says, if it says one.
template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && rest == end ? std::optional(value) : std::nullopt;
}

// What a setting takes, for the sentence that refuses something else.

std::string choices_text(std::span<const std::string_view> choices) {
  std::string all_but_last;
  for (const std::string_view choice : choices.first(choices.size() - 1)) {
    all_but_last += (all_but_last.empty() ? "" : ", ") + quote(choice);
  }
  return say("{0} or {1}", all_but_last, quote(choices.back()));
}

std::int64_t whole_number(double number) { return static_cast<std::int64_t>(number); }

[[noreturn]] void refuse(const SettingInfo& info, std::string_view text) {
  // Translators: {0} is the setting, {1} what it takes: "a number from 0 to 1", {2} what it got.
  throw Error(say("{0} takes {1}, not {2}.", quote(info.id), setting_takes(info), quote(text)));
}

// One reader and one writer for each type that a member can have. Readers give nothing for what they refuse.

template <class Choice>
concept Enumeration = std::is_enum_v<Choice>;

void read(double& value, std::string_view text, const SettingInfo& info) {
  const std::optional<double> read = number<double>(text);
  // Written so that NaN is refused.
  if (!read || !(*read >= info.minimum && *read <= info.maximum)) {
    refuse(info, text);
  }
  value = *read + 0.0;  // makes -0 a plain 0
}

std::string write(double value, const SettingInfo& /*info*/) { return number_text(value); }

void read(std::int64_t& value, std::string_view text, const SettingInfo& info) {
  if (info.zero_is_automatic && text == automatic) {
    value = 0;
    return;
  }
  const std::optional<std::int64_t> read = number<std::int64_t>(text);
  if (!read || *read < static_cast<std::int64_t>(info.minimum) || *read > static_cast<std::int64_t>(info.maximum)) {
    refuse(info, text);
  }
  value = *read;
}

std::string write(std::int64_t value, const SettingInfo& info) {
  return info.zero_is_automatic && value == 0 ? std::string(automatic) : number_text(value);
}

void read(std::string& value, std::string_view text, const SettingInfo& info) {
  if (text.empty() || text.find_first_of(white_space) != std::string_view::npos) {
    refuse(info, text);
  }
  value = text;
}

std::string write(const std::string& value, const SettingInfo& /*info*/) { return value; }

template <Enumeration Choice>
void read(Choice& value, std::string_view text, const SettingInfo& info) {
  const auto found = std::find(info.choices.begin(), info.choices.end(), text);
  if (found == info.choices.end()) {
    refuse(info, text);
  }
  value = static_cast<Choice>(found - info.choices.begin());
}

template <Enumeration Choice>
std::string write(Choice value, const SettingInfo& info) {
  const auto index = static_cast<std::size_t>(value);
  return index < info.choices.size() ? std::string(info.choices[index]) : number_text(index);
}

std::optional<int> side(std::string_view text) {
  const std::optional<int> read = number<int>(text);
  return read && *read >= smallest_side && *read <= largest_side ? read : std::nullopt;
}

void read(Size& value, std::string_view text, const SettingInfo& info) {
  if (text == automatic) {
    value = {Size::Kind::automatic};
    return;
  }
  if (text == full) {
    value = {Size::Kind::full};
    return;
  }
  const std::size_t cross = text.find('x');
  const std::optional<int> width = side(text.substr(0, cross));
  if (cross == std::string_view::npos && width) {
    value = {Size::Kind::long_side, *width};
    return;
  }
  const std::optional<int> height = cross == std::string_view::npos ? std::nullopt : side(text.substr(cross + 1));
  if (!width || !height) {
    refuse(info, text);
  }
  value = {Size::Kind::exact, *width, *height};
}

std::string write(const Size& value, const SettingInfo& /*info*/) {
  switch (value.kind) {
    case Size::Kind::automatic:
      return std::string(automatic);
    case Size::Kind::full:
      return std::string(full);
    case Size::Kind::long_side:
      return number_text(value.width);
    case Size::Kind::exact:
      break;
  }
  return number_text(value.width) + 'x' + number_text(value.height);
}

std::optional<LayerWeight> layer_weight(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view layer = text.substr(0, colon);
  if (colon == std::string_view::npos ||
      std::find(layer_names.begin(), layer_names.end(), layer) == layer_names.end()) {
    return std::nullopt;
  }
  const std::optional<double> weight = number<double>(text.substr(colon + 1));
  if (!weight || !(*weight > 0 && *weight <= largest_layer_weight)) {
    return std::nullopt;
  }
  return LayerWeight{std::string(layer), *weight};
}

/// Calls `take` with each part of "a,b": with none of "".
template <class Take>
void for_parts(std::string_view text, const Take& take) {
  for (bool more = !text.empty(); more;) {
    const std::size_t comma = text.find(',');
    take(text.substr(0, comma));
    more = comma != std::string_view::npos;
    text.remove_prefix(more ? comma + 1 : text.size());
  }
}

void read(std::vector<LayerWeight>& value, std::string_view text, const SettingInfo& info) {
  std::vector<LayerWeight> layers;
  for_parts(text, [&](std::string_view part) {
    std::optional<LayerWeight> next = layer_weight(part);
    const auto same = [&](const LayerWeight& other) { return other.layer == next->layer; };
    if (!next || std::any_of(layers.begin(), layers.end(), same)) {
      refuse(info, text);
    }
    layers.push_back(std::move(*next));
  });
  if (layers.empty()) {
    refuse(info, text);
  }
  value = std::move(layers);
}

std::string write(const std::vector<LayerWeight>& value, const SettingInfo& /*info*/) {
  std::string text;
  for (const LayerWeight& each : value) {
    text += (text.empty() ? "" : ",") + each.layer + ':' + number_text(each.weight);
  }
  return text;
}

void read(std::vector<double>& value, std::string_view text, const SettingInfo& info) {
  std::vector<double> numbers;
  for_parts(text, [&](std::string_view part) {
    const std::optional<double> next = number<double>(part);
    if (!next || !(*next > 0 && *next <= largest_layer_weight)) {
      refuse(info, text);
    }
    numbers.push_back(*next);
  });
  value = std::move(numbers);
}

std::string write(const std::vector<double>& value, const SettingInfo& /*info*/) {
  std::string text;
  for (const double each : value) {
    text += (text.empty() ? "" : ",") + number_text(each);
  }
  return text;
}

/// The letter that "%20" stands for, at the beginning of `text`, if it is such a thing.
std::optional<char> escaped(std::string_view text) {
  constexpr std::size_t digits = 2;
  constexpr int hexadecimal = 16;
  if (text.size() <= digits) {
    return std::nullopt;
  }
  unsigned char code = 0;
  const char* const end = text.data() + 1 + digits;
  const auto [rest, error] = std::from_chars(text.data() + 1, end, code, hexadecimal);
  return error == std::errc{} && rest == end && code != 0 ? std::optional(static_cast<char>(code)) : std::nullopt;
}

void read(std::vector<std::string>& value, std::string_view text, const SettingInfo& info) {
  std::vector<std::string> names;
  for_parts(text, [&](std::string_view part) {
    std::string name;
    while (!part.empty()) {
      const std::optional<char> letter = part.front() == '%' ? escaped(part) : std::optional(part.front());
      if (!letter) {
        refuse(info, text);
      }
      part.remove_prefix(part.front() == '%' ? 3 : 1);
      name += *letter;
    }
    if (name.empty()) {
      refuse(info, text);
    }
    names.push_back(std::move(name));
  });
  value = std::move(names);
}

std::string write(const std::vector<std::string>& value, const SettingInfo& /*info*/) {
  std::string text;
  for (const std::string& name : value) {
    text += text.empty() ? "" : ",";
    for (const char letter : name) {
      if (letter == '%' || letter == ',' || white_space.find(letter) != std::string_view::npos) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto code = static_cast<unsigned char>(letter);
        text += {'%', digits[code / digits.size()], digits[code % digits.size()]};
      } else {
        text += letter;
      }
    }
  }
  return text;
}

std::string row_text(const Settings& settings, const SettingRow& row) {
  return std::visit([&](auto member) { return write(settings.*member, row.info); }, row.member);
}

void set_row(Settings& settings, const SettingRow& row, std::string_view text) {
  std::visit([&](auto member) { read(settings.*member, text, row.info); }, row.member);
}

bool equal_in(const SettingRow& row, const Settings& a, const Settings& b) {
  return std::visit([&](auto member) { return a.*member == b.*member; }, row.member);
}

}  // namespace

std::string setting_takes(const SettingInfo& info) {
  switch (info.kind) {
    case SettingKind::real:
      return say("a number from {0} to {1}", number_text(info.minimum), number_text(info.maximum));
    case SettingKind::integer:
      return info.zero_is_automatic
                 ? say("{0} or a whole number from {1} to {2}", quote(automatic), 1, whole_number(info.maximum))
                 : say("a whole number from {0} to {1}", whole_number(info.minimum), whole_number(info.maximum));
    case SettingKind::choice:
      return choices_text(info.choices);
    case SettingKind::size:
      return say(
          "\"automatic\", \"full\", a long side such as 1024 or a size such as 400x300 with sides from {0} to {1}",
          smallest_side, largest_side);
    case SettingKind::layers:
      return tr(
          "different layers of VGG-19 out of conv1_1 … conv5_1 with weights above 0, such as "
          "\"conv1_1:0.5,conv2_1:1\"");
    case SettingKind::model:
      return tr("text without white space");
    case SettingKind::numbers:
      return tr("numbers above 0 with commas between them, such as \"3,1\"");
    case SettingKind::names:
      return tr("names with commas between them, such as \"Sky,Old%20wall\"");
  }
  return {};
}

std::string setting_text(const Settings& settings, std::string_view id) { return row_text(settings, setting_row(id)); }

void set_setting(Settings& settings, std::string_view id, std::string_view text) {
  set_row(settings, setting_row(id), text);
}

void set_settings(Settings& settings, std::string_view text) {
  Settings result = settings;
  std::size_t begin = text.find_first_not_of(white_space);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(white_space, begin), text.size());
    const std::string_view pair = text.substr(begin, end - begin);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) {
      throw Error(say("Settings are written as key=value with white space between them, not {0}.", quote(pair)));
    }
    set_setting(result, pair.substr(0, equals), pair.substr(equals + 1));
    begin = text.find_first_not_of(white_space, end);
  }
  settings = std::move(result);
}

std::string settings_text(const Settings& settings, const Settings& base) {
  std::string text;
  for (const SettingRow& row : setting_rows()) {
    if (!equal_in(row, settings, base)) {
      text.append(text.empty() ? "" : " ").append(row.info.id).append("=").append(row_text(settings, row));
    }
  }
  return text;
}

void check_settings(const Settings& settings) {
  Settings read_back;
  for (const SettingRow& row : setting_rows()) {
    set_row(read_back, row, row_text(settings, row));
  }
}

}  // namespace neural_style
