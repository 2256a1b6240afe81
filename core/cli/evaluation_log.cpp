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

}  // namespace

EvaluationLog::EvaluationLog(std::filesystem::path file) : file_(std::move(file)) {
  stream_.open(file_, std::ios::app);
  if (!stream_) {
    fail(file_);
  }
}

void EvaluationLog::write(const Evaluation& evaluation) {
  if (!begun_) {
    stream_.close();
    stream_.open(file_, std::ios::trunc);
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
