#include "cli/jobs_file.hpp"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <istream>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "cli/json.hpp"
#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/models.hpp"
#include "neural_style/preset_file.hpp"

namespace neural_style::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view example = R"({"content": "photo.jpg", "style": "painting.jpg", "output": "result.png"})";

/// A preset or model that is named by its path, as seen from the folder.
std::string seen_from(const fs::path& folder, const std::string& name) {
  return name.find('/') == std::string::npos ? name : (folder / name).string();
}

std::string text_of(const Json& value, const std::string& key) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
    throw Error("\"" + key + "\" takes a text, not " + line_of(value) + ".");
  }
  return value.get<std::string>();
}

std::vector<std::string> texts_of(const Json& value, const std::string& key) {
  if (!value.is_array() || value.empty()) {
    throw Error("\"" + key + "\" takes a list such as [\"one.jpg\", \"other.jpg\"], not " + line_of(value) + ".");
  }
  std::vector<std::string> texts;
  for (const Json& each : value) {
    texts.push_back(text_of(each, key));
  }
  return texts;
}

/// Takes what is called so out of the object.
std::optional<Json> taken(Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end()) {
    return std::nullopt;
  }
  Json value = *found;
  object.erase(found);
  return value;
}

std::string needed_text(Json& object, const std::string& key) {
  const std::optional<Json> value = taken(object, key);
  if (!value) {
    throw Error("\"" + key + "\" is missing; a job is written like " + std::string(example) + ".");
  }
  return text_of(*value, key);
}

std::vector<std::string> styles_of(Json& object) {
  const std::optional<Json> one = taken(object, "style");
  const std::optional<Json> several = taken(object, "styles");
  if (one.has_value() == several.has_value()) {
    throw Error("A job has either \"style\", a file, or \"styles\", a list of files.");
  }
  return one ? std::vector{text_of(*one, "style")} : texts_of(*several, "styles");
}

Settings settings_of(Json& object, const fs::path& folder) {
  const std::optional<Json> preset = taken(object, "preset");
  Settings settings = preset ? find_preset(seen_from(folder, text_of(*preset, "preset"))).settings : Settings();
  for (const auto& [id, value] : object.items()) {
    const SettingInfo& info = setting_info(id);
    if (!value.is_string() && !value.is_number()) {
      throw Error("\"" + id + "\" takes " + setting_takes(info) + ", as a number or a text, not " + line_of(value) +
                  ".");
    }
    set_setting(settings, id, value.is_string() ? value.get<std::string>() : value.dump());
  }
  settings.model = seen_from(folder, settings.model);
  static_cast<void>(find_model(settings.model));
  return settings;
}

Job job_of(const std::string& text, const fs::path& folder) {
  Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) {
    throw Error("This is no JSON object such as " + std::string(example) + ".");
  }
  Job job;
  job.content = needed_text(object, "content");
  job.styles = styles_of(object);
  job.output = folder / needed_text(object, "output");
  job.settings = settings_of(object, folder);
  check_writable(job.output);
  return job;
}

/// One file by all its names.
fs::path one_name(const fs::path& file) {
  std::error_code error;
  fs::path name = fs::weakly_canonical(file, error);
  return error ? file : name;
}

[[noreturn]] void refuse(const JobsFile& file, std::size_t line, const std::string& what) {
  throw CLI::ValidationError("Line " + std::to_string(line) + " of " + file.name + ": " + what);
}

/// Jobs may be painted in any order, and at the same time: none may depend on another's output.
void check_outputs(const JobsFile& file) {
  std::map<fs::path, std::size_t> lines;  // of each output
  for (const Job& job : file.jobs) {
    const auto [other, is_new] = lines.try_emplace(one_name(job.output), job.line);
    if (!is_new) {
      refuse(file, job.line,
             "The output \"" + job.output.string() + "\" is that of line " + std::to_string(other->second) +
                 " already. Choose another one.");
    }
  }
  for (const Job& job : file.jobs) {
    std::vector<std::string> read = job.styles;
    read.push_back(job.content);
    for (const auto* names :
         {&job.settings.more_styles, &job.settings.regions, &job.settings.style_masks, &job.settings.keep}) {
      read.insert(read.end(), names->begin(), names->end());
    }
    for (const std::string& name : read) {
      if (const auto painted = lines.find(one_name(file.folder / name)); painted != lines.end()) {
        refuse(file, job.line,
               "The picture \"" + name + "\" would be painted over by line " + std::to_string(painted->second) +
                   ". Choose another output there.");
      }
    }
  }
}

void read_lines(std::istream& stream, JobsFile& file) {
  std::size_t line = 0;
  for (std::string text; std::getline(stream, text);) {
    ++line;
    if (text.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    try {
      file.jobs.push_back(job_of(text, file.folder));
      file.jobs.back().line = line;
    } catch (const Error& error) {
      refuse(file, line, error.what());
    }
  }
  if (stream.bad()) {
    throw Error("Reading " + file.name + " broke off: " + std::generic_category().message(errno) + ".");
  }
}

}  // namespace

JobsFile read_jobs(const std::string& file) {
  JobsFile read;
  if (file == "-") {
    read.name = "the standard input";
    read_lines(std::cin, read);
  } else {
    read.name = '"' + file + '"';
    read.folder = fs::path(file).parent_path();
    errno = 0;
    std::ifstream stream(file);
    if (!stream) {
      throw Error("The jobs " + read.name + " cannot be opened: " + std::generic_category().message(errno) + ".");
    }
    read_lines(stream, read);
  }
  check_outputs(read);
  return read;
}

}  // namespace neural_style::cli
