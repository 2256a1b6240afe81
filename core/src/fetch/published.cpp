// Networks that are known by name.
#include <algorithm>
#include <array>

#include "neural_style/error.hpp"
#include "neural_style/fetch_model.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"

namespace neural_style {
namespace {

// As published; where this was written no address could be tried. The first eight digits of the SHA-256 checksum stand
// in the names of the files, which PyTorch's own downloads compare, too: enough against a wrong or damaged file.
constexpr std::array published = {
    PublishedModel{"vgg19-caffe", "https://web.eecs.umich.edu/~justincj/models/vgg19-d01eb7cb.pth", "d01eb7cb",
                   "CC BY 4.0, Visual Geometry Group, University of Oxford",
                   tr_noop("the exact weights, of which vgg19 has rounded ones")},
    PublishedModel{"vgg16-caffe", "https://web.eecs.umich.edu/~justincj/models/vgg16-00b39a1b.pth", "00b39a1b",
                   "CC BY 4.0, Visual Geometry Group, University of Oxford", tr_noop("a network with fewer layers")},
    PublishedModel{"vgg19-torchvision", "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth", "dcbb9e9d",
                   "BSD 3-Clause, as torchvision", tr_noop("the same layers, trained anew by torchvision's authors")},
    PublishedModel{"vgg16-torchvision", "https://download.pytorch.org/models/vgg16-397923af.pth", "397923af",
                   "BSD 3-Clause, as torchvision", tr_noop("fewer layers, trained anew by torchvision's authors")},
};

}  // namespace

std::span<const PublishedModel> published_models() { return published; }

FetchRequest published_request(const std::string& name) {
  const auto* const found =
      std::find_if(published.begin(), published.end(), [&](const PublishedModel& each) { return each.name == name; });
  if (found == published.end()) {
    std::string names;
    for (const PublishedModel& each : published) {
      names += (names.empty() ? "" : ", ") + quote(each.name);
    }
    throw Error(say("No model {0} is known; there are {1}, and addresses that begin with http:// or https://.",
                    quote(name), names));
  }
  FetchRequest request;
  request.address = found->address;
  request.name = name;
  request.sha256 = found->sha256;
  request.origin = {std::string(found->licence), std::string(found->address), std::string(found->purpose)};
  return request;
}

}  // namespace neural_style
