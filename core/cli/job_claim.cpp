#include "cli/job_claim.hpp"

#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "neural_style/error.hpp"

namespace neural_style::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "neural-style job";

/// What every such file begins with: others are not to be written over.
constexpr std::string_view mark = R"({"format":"neural-style job")";

[[noreturn]] void fail(const fs::path& file, const std::string& what, int error) {
  throw Error("The file \"" + file.string() + "\" " + what + ": " + std::generic_category().message(error) + ".");
}

fs::path claim_file(const fs::path& output) {
  fs::path file = output;
  return file += ".job";
}

}  // namespace

std::optional<JobClaim> JobClaim::take(const fs::path& output) {
  const fs::path name = claim_file(output);
  File file(std::fopen(name.c_str(), "a+e"), &std::fclose);  // made if there is none, and left as it is
  if (!file) {
    fail(name, "cannot be written", errno);
  }
  while (::flock(::fileno(file.get()), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return std::nullopt;
    }
    if (errno != EINTR) {
      fail(name,
           "cannot be locked, which tells the processes of a batch whose a job is. Choose a folder on a disk that "
           "locks files",
           errno);
    }
  }
  return JobClaim(output, std::move(file));
}

JobClaim::JobClaim(fs::path output, File file) : output_(std::move(output)), file_(std::move(file)) {
  const std::string found = text();
  if (!found.starts_with(mark.substr(0, found.size()))) {
    throw Error("The file \"" + claim_file(output_).string() +
                "\" is none that a batch has written, but has the name of one. Move it elsewhere.");
  }
  if (Json record = Json::parse(found, nullptr, false); record.is_object()) {
    record_ = std::move(record);
  }
}

bool JobClaim::painted(const std::string& job) const {
  std::error_code missing;
  const std::uintmax_t bytes = fs::file_size(output_, missing);
  return !missing && said("job") == job && said("state") == "painted" && said("bytes") == bytes;
}

bool JobClaim::was_another(const std::string& job) const { return record_.contains("job") && said("job") != job; }

void JobClaim::begin(const std::string& job) {
  record_ = {{"format", format}, {"job", job}, {"state", "begun"}};
  write();
}

void JobClaim::finish(const Result& result) {
  record_["state"] = "painted";
  std::error_code unknown;
  record_["bytes"] = fs::file_size(output_, unknown);
  record_["evaluations"] = result.evaluations;
  record_["seconds"] = result.seconds;
  record_["loss"] = result.losses.total;
  write();
}

Json JobClaim::said(const char* key) const { return record_.value(key, Json()); }

std::string JobClaim::text() const {
  std::array<char, 4096> bytes{};  // more than there ever is
  const ssize_t length = ::pread(::fileno(file_.get()), bytes.data(), bytes.size(), 0);
  if (length < 0) {
    fail(claim_file(output_), "cannot be read", errno);
  }
  return {bytes.data(), static_cast<std::size_t>(length)};
}

void JobClaim::write() const {
  const std::string line = line_of(record_) + '\n';
  const bool written = ::ftruncate(::fileno(file_.get()), 0) == 0 &&
                       std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size() &&
                       std::fflush(file_.get()) == 0 && ::fsync(::fileno(file_.get())) == 0;
  if (!written) {
    fail(claim_file(output_), "cannot be written", errno);
  }
}

}  // namespace neural_style::cli
