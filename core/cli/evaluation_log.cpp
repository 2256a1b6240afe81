#include "cli/evaluation_log.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "cli/json.hpp"
#include "neural_style/error.hpp"

namespace neural_style::cli {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw Error("The log \"" + file.string() + "\" cannot be written: " + std::generic_category().message(errno) + ".");
}

/// The lines of the log of a run that had come to `evaluation` and was cut off later: those of the evaluations before.
std::string lines_before(const std::filesystem::path& file, int evaluation) {
  std::ifstream stream(file);
  std::string lines;
  int before = 0;
  for (std::string line; before + 1 < evaluation && std::getline(stream, line); ++before) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("evaluation") || json["evaluation"] != before + 1) {
      break;
    }
    lines += line + '\n';
  }
  return lines;
}

}  // namespace

EvaluationLog::EvaluationLog(std::filesystem::path file) : file_(std::move(file)) {
  stream_.open(file_, std::ios::app);
  if (!stream_) {
    fail(file_);
  }
}

void EvaluationLog::write(const Evaluation& evaluation) {
  if (!begun_) {
    const std::string before = lines_before(file_, evaluation.evaluation);
    stream_.close();
    stream_.open(file_, std::ios::trunc);
    stream_ << before;
    begun_ = true;
  }
  const Json line = {{"evaluation", evaluation.evaluation}, {"scale", size_text(evaluation.width, evaluation.height)},
                     {"seconds", evaluation.seconds},       {"loss", evaluation.loss},
                     {"content", evaluation.content},       {"style", evaluation.style}};
  // Flushed, so that the log can be followed.
  stream_ << line_of(line) + '\n' << std::flush;
  if (!stream_) {
    fail(file_);
  }
}

}  // namespace neural_style::cli
