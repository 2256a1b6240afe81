#pragma once

namespace neural_style::onednn {

/// Whether oneDNN can compute the network and its Gram matrices in bfloat16 here: some processors cannot, and the
/// environment can forbid it.
bool has_bfloat16();

}  // namespace neural_style::onednn
