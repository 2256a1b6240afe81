// The seam between the light library and the part that needs libcurl.
#pragma once

#include "neural_style/fetch_model.hpp"

namespace neural_style {

/// What fetch_model() does.
using Fetcher = Model (*)(const FetchRequest& request, const FetchProgress& progress);

/// Name and type of the one symbol that libneural_style_fetch is entered by. What it returns is never null.
inline constexpr const char* fetch_symbol = "neural_style_fetch";
using FetchEntry = Fetcher (*)();

}  // namespace neural_style
