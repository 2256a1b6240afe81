// Downloads by libcurl.
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include "fetch/fetcher.hpp"
#include "fetch/part_file.hpp"
#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/model_store.hpp"
#include "weights/sha256.hpp"

namespace neural_style {
namespace {

namespace fs = std::filesystem;

constexpr const char* protocols = "http,https";
// VGG-19 with all its layers in float32 has 550 MiB; what is longer is no model.
constexpr std::uint64_t longest = std::uint64_t{2} << 30U;
constexpr long most_redirections = 5;
constexpr long range_not_satisfiable = 416;

/// libcurl, begun once for the process.
void start_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) {
    throw Error(say("Downloads are not possible: {0}.", std::string_view(curl_easy_strerror(started))));
  }
}

struct CloseTransfer {
  void operator()(CURL* transfer) const { curl_easy_cleanup(transfer); }
};

/// One download into a part file, from where that ends.
class Download {
 public:
  Download(const FetchRequest& request, PartFile& part, const FetchProgress& progress)
      : request_(request), part_(part), progress_(progress), transfer_(curl_easy_init()), begin_(part.size()) {
    if (transfer_ == nullptr) {
      throw std::bad_alloc();
    }
    // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): libcurl's way of setting options
    CURL* const to = transfer_.get();
    curl_easy_setopt(to, CURLOPT_URL, request.address.c_str());
    curl_easy_setopt(to, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(to, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
    curl_easy_setopt(to, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(to, CURLOPT_MAXREDIRS, most_redirections);
    curl_easy_setopt(to, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(to, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(longest));  // where the server says it
    curl_easy_setopt(to, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(to, CURLOPT_CONNECTTIMEOUT, static_cast<long>(request.patience.count()));
    curl_easy_setopt(to, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(to, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.patience.count()));
    curl_easy_setopt(to, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(begin_));
    curl_easy_setopt(to, CURLOPT_ERRORBUFFER, message_.data());
    curl_easy_setopt(to, CURLOPT_WRITEFUNCTION, &Download::take);
    curl_easy_setopt(to, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(to, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(to, CURLOPT_XFERINFOFUNCTION, &Download::tell);
    curl_easy_setopt(to, CURLOPT_XFERINFODATA, this);
    // NOLINTEND(cppcoreguidelines-pro-type-vararg)
  }

  /// Throws Error if not all of it came; what came stays. False if it can only be begun anew: the server knows no
  /// ranges, or has nothing from there on.
  [[nodiscard]] bool run() {
    const CURLcode result = curl_easy_perform(transfer_.get());
    if (thrown_) {
      std::rethrow_exception(thrown_);
    }
    if (result == CURLE_OK) {
      return true;
    }
    if (begin_ > 0 && (result == CURLE_RANGE_ERROR || status() == range_not_satisfiable)) {
      return false;
    }
    fail(result);
  }

 private:
  [[nodiscard]] long status() const {
    long code = 0;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): libcurl's way
    curl_easy_getinfo(transfer_.get(), CURLINFO_RESPONSE_CODE, &code);
    return code;
  }

  [[noreturn]] void fail(CURLcode result) const {
    const std::string address = quote(request_.address);
    if (too_long_ || result == CURLE_FILESIZE_EXCEEDED) {
      throw Error(say("What {0} sends is larger than any model. Check the address.", address));
    }
    if (!part_.why().empty()) {
      throw Error(
          say("\"{0}\" cannot be written: {1}. Check permissions and free space.", part_.path().string(), part_.why()));
    }
    std::string_view detail = message_.front() != '\0' ? message_.data() : curl_easy_strerror(result);
    detail.remove_suffix(detail.ends_with('.') ? 1 : 0);
    if (part_.size() > 0) {
      throw Error(say("The download of {0} broke off: {1}. Fetch it again to go on from there.", address, detail));
    }
    throw Error(say("{0} cannot be downloaded: {1}. Check the address and your connection.", address, detail));
  }

  bool append(std::span<const char> bytes) {
    too_long_ = bytes.size() > longest - std::min(longest, part_.size());
    return !too_long_ && part_.append(bytes);
  }

  static std::size_t take(const char* bytes, std::size_t /*one*/, std::size_t count, void* self) {
    return static_cast<Download*>(self)->append({bytes, count}) ? count : 0;
  }

  static int tell(void* self, curl_off_t total, curl_off_t done, curl_off_t /*to_send*/, curl_off_t /*sent*/) {
    auto& download = *static_cast<Download*>(self);
    try {
      const auto begin = static_cast<curl_off_t>(download.begin_);
      download.progress_(static_cast<std::uintmax_t>(begin + done),
                         static_cast<std::uintmax_t>(total > 0 ? begin + total : 0));
      return 0;
    } catch (...) {  // libcurl is C
      download.thrown_ = std::current_exception();
      return 1;
    }
  }

  const FetchRequest& request_;
  PartFile& part_;
  const FetchProgress& progress_;
  std::unique_ptr<CURL, CloseTransfer> transfer_;
  std::uint64_t begin_;
  bool too_long_ = false;
  std::array<char, CURL_ERROR_SIZE> message_{};
  std::exception_ptr thrown_;
};

void download(const FetchRequest& request, PartFile& part, const FetchProgress& progress) {
  if (!Download(request, part, progress).run()) {
    part.clear();
    (void)Download(request, part, progress).run();
  }
}

bool is_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

/// Lower-case hexadecimal digits. Throws Error if they are something else.
std::string checked_digits(std::string digits) {
  std::transform(digits.begin(), digits.end(), digits.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::size_t all = 64;
  if (digits.size() > all || digits.find_first_not_of("0123456789abcdef") != std::string::npos) {
    throw Error(say("{0} is no SHA-256 checksum. Give its 64 hexadecimal digits, or the first ones.", quote(digits)));
  }
  return digits;
}

Model fetch(const FetchRequest& request, const FetchProgress& progress) {
  if (!is_address(request.address)) {
    throw Error(say("{0} is no address that models are fetched from. Give one that begins with http:// or https://.",
                    quote(request.address)));
  }
  const std::string expected = checked_digits(request.sha256);
  check_new_name(request.name);
  const fs::path folder = models_folder();
  make_folder(folder);
  start_curl();

  PartFile part(folder / (request.name + ".part"));
  bool complete = false;
  try {
    download(request, part, progress);
    complete = true;
    const std::string found = sha256(part.path());
    if (!found.starts_with(expected)) {
      throw Error(say("What {0} sent is not the file that it should be: its checksum is {1}, not {2}. It was removed.",
                      quote(request.address), found, expected));
    }
    ModelOrigin origin = request.origin;
    if (origin.source.empty()) {
      origin.source = request.address;
    }
    return store_model(folder, part.path(), request.name, origin);
  } catch (...) {
    if (complete || part.size() == 0) {  // nothing that more could be added to
      part.remove();
    }
    throw;
  }
}

}  // namespace
}  // namespace neural_style

// A C name, so that the loader can find it; both sides are built together, hence the C++ types.
extern "C" neural_style::Fetcher neural_style_fetch() { return &neural_style::fetch; }
