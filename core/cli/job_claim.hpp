// OUTPUT.job: the file beside the output of a job of a batch, which says whose the job is, and what came of it.
//
// Whose: the process that works on the job holds a lock on it (flock), which ends with that process, however it ends.
// On NFS that holds between machines too: Linux makes of it a lock of the server's, which is lost a while after a
// machine that died.
// What: a line of JSON,
//
//   {"format": "neural-style job", "job": "5f…", "state": "painted", "bytes": 81234, "evaluations": 430,
//    "seconds": 68.2, "loss": 0.1851}
//
// "job" is job_checksum(); "state" is "begun" until the output is written; "bytes" is the output's length. Only the
// process that holds the lock writes it, in its place: if a crash leaves a part of it, the job counts as not begun.
// The file stays, so that no process can lock one that is another's no more.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cli/json.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {

/// Holds a job as long as it lives.
class JobClaim {
 public:
  /// Nothing if another process has it. Throws Error if it cannot be had for another reason.
  static std::optional<JobClaim> take(const std::filesystem::path& output);

  /// Whether the output is there, and was painted of the job of that checksum.
  [[nodiscard]] bool painted(const std::string& job) const;

  /// Whether another job than that has been begun or painted here.
  [[nodiscard]] bool was_another(const std::string& job) const;

  /// Notes that the work on the job begins, or goes on. Throws Error if that cannot be written, as the next one.
  void begin(const std::string& job);

  /// Notes that the output of the job that was begun is written.
  void finish(const Result& result);

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

  JobClaim(std::filesystem::path output, File file);

  /// What is noted under that key; null if nothing is.
  [[nodiscard]] Json said(const char* key) const;
  [[nodiscard]] std::string text() const;
  void write() const;

  std::filesystem::path output_;
  File file_;
  Json record_ = Json::object();
};

}  // namespace neural_style::cli
