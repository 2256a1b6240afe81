// See gallery.hpp.
#include "ui/gallery.hpp"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "ui/file_address.hpp"

namespace neural_style::ui {

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using Files = std::vector<fs::path>;

constexpr int format_version = 1;
constexpr std::size_t recent_kept = 2 * Gallery::recent_shown;

/// One spelling for each file, links left as they are.
fs::path normal(const fs::path& file) { return fs::absolute(file).lexically_normal(); }

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored);
}

void erase(Files& files, const fs::path& file) { std::erase(files, file); }

void put_first(Files& files, const fs::path& file) {
  erase(files, file);
  files.insert(files.begin(), file);
}

ordered_json addresses(const Files& files) {
  ordered_json list = ordered_json::array();
  std::ranges::transform(files, std::back_inserter(list), address_of);
  return list;
}

Files files_of(const ordered_json& list) {
  Files files;
  for (const ordered_json& address : list) {
    files.push_back(file_of(address.get<std::string>()));
  }
  return files;
}

/// The styles of one group, but those that are there already.
void add(std::vector<Style>& styles, const Style& style, Style::Group group) {
  const auto same = [&](const Style& each) { return each.file == style.file; };
  if (std::ranges::none_of(styles, same) && is_there(style.file)) {
    styles.push_back(style);
    styles.back().group = group;
  }
}

}  // namespace

Gallery::Gallery(fs::path memory, std::vector<Style> shipped)
    : memory_(std::move(memory)), shipped_(std::move(shipped)) {
  read(memory_, kept_);
}

std::vector<Style> Gallery::styles() const {
  const auto described = [this](const fs::path& file) -> Style {
    const auto found = std::ranges::find(shipped_, file, &Style::file);
    return found != shipped_.end() ? *found : Style{file, file.stem().string(), ""};
  };
  std::vector<Style> styles;
  for (const fs::path& file : kept_.favourites) {
    add(styles, described(file), Style::Group::favourite);
  }
  const std::size_t end = styles.size() + recent_shown;
  for (const Files* const files : {&opened_, &kept_.recent}) {
    for (const fs::path& file : *files) {
      if (styles.size() < end) {
        add(styles, described(file), Style::Group::recent);
      }
    }
  }
  for (const Style& style : shipped_) {
    add(styles, style, Style::Group::shipped);
  }
  return styles;
}

void Gallery::open(const fs::path& file) {
  const std::vector<Style> shown = styles();
  if (std::ranges::find(shown, normal(file), &Style::file) == shown.end()) {
    put_first(opened_, normal(file));
  }
}

void Gallery::used(const fs::path& file) {
  erase(opened_, normal(file));
  change([&](Kept& kept) {
    put_first(kept.recent, normal(file));
    kept.recent.resize(std::min(kept.recent.size(), recent_kept));
  });
}

void Gallery::set_favourite(const fs::path& file, bool favourite) {
  change([&, chosen = normal(file)](Kept& kept) {
    erase(kept.favourites, chosen);
    if (favourite) {
      kept.favourites.push_back(chosen);
    } else if (std::ranges::find(kept.recent, chosen) == kept.recent.end()) {
      put_first(kept.recent, chosen);
    }
  });
}

void Gallery::remove(const fs::path& file) {
  erase(opened_, normal(file));
  change([&](Kept& kept) {
    erase(kept.favourites, normal(file));
    erase(kept.recent, normal(file));
  });
}

/// False: the file is a later version's, which `kept` is not, nor may be written to it.
bool Gallery::read(const fs::path& memory, Kept& kept) {
  try {
    std::ifstream stream(memory, std::ios::binary);
    const auto values = ordered_json::parse(stream);
    if (values.at("version").get<double>() > format_version) {  // which any number can be
      return false;
    }
    kept = {files_of(values.at("favourites")), files_of(values.at("recent"))};
  } catch (const std::exception&) {  // there is none, or it is damaged: it begins again
    kept = {};
  }
  return true;
}

/// Beside and renamed, so that whoever reads it finds the old or the new, and never a part.
void Gallery::write(const fs::path& memory, const Kept& kept) {
  const ordered_json values{
      {"version", format_version}, {"favourites", addresses(kept.favourites)}, {"recent", addresses(kept.recent)}};
  fs::path beside = memory;
  beside += "." + std::to_string(getpid());
  std::ofstream stream(beside, std::ios::binary);
  stream << values.dump(2) << '\n';
  stream.close();
  std::error_code failed;
  if (stream) {
    fs::rename(beside, memory, failed);
  }
  if (!stream || failed) {
    fs::remove(beside, failed);
  }
}

template <class Change>
void Gallery::change(Change&& change) {
  const bool ours = read(memory_, kept_);
  change(kept_);
  if (ours) {
    write(memory_, kept_);
  }
}

}  // namespace neural_style::ui
