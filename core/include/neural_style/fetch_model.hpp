// Models from the network. The part of the library that downloads is loaded when it is first used.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "neural_style/models.hpp"

namespace neural_style {

/// A network that somebody offers.
struct PublishedModel {
  std::string_view name;     ///< as it is called once it is here
  std::string_view address;  ///< of the file
  std::string_view sha256;   ///< how its checksum begins
  std::string_view licence;  ///< its name, and whose the network is
  std::string_view purpose;  ///< what it is for, a sentence
};

/// Those that are known by name.
std::span<const PublishedModel> published_models();

/// What to download, and what becomes of it.
struct FetchRequest {
  std::string address;                ///< http or https
  std::string name;                   ///< for the model
  std::string sha256;                 ///< the file's checksum or how it begins; "" takes any file that is a model
  ModelOrigin origin;                 ///< source may be left out: it is the address
  std::chrono::seconds patience{30};  ///< how long nothing may arrive
};

/// The request for a published model. Throws Error naming those that there are if there is none of that name.
FetchRequest published_request(const std::string& name);

/// Told how many bytes are here, and how many there will be, 0 while nobody knows. Ends the download by throwing.
using FetchProgress = std::function<void(std::uintmax_t done, std::uintmax_t total)>;

/// Downloads a model into models_folder(), checks it, and imports it. What a download that broke off has left there the
/// next one goes on with. The environment names the proxy, as it does for curl. Throws Error if anything goes wrong.
Model fetch_model(const FetchRequest& request, const FetchProgress& progress);

}  // namespace neural_style
