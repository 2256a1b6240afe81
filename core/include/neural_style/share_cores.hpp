// How a program behaves beside others that compute.
#pragma once

namespace neural_style {

/// Has the threads of a painting sleep while they wait for each other, but for the moments after which most waits are
/// over. Otherwise they spin, as OpenMP's do for as long as a core is theirs; where another painting computes on the
/// same cores, each then keeps the other from what it waits for, and two take not twice but ten times as long as one.
///
/// It is the process's environment that says so (OMP_WAIT_POLICY, OpenMP 5.0, section 6.7, and libgomp's
/// GOMP_SPINCOUNT), for OpenMP reads nothing else: call this first thing in main(), before there are threads, and
/// before anything loads libgomp. What the user has set there stays.
void share_cores();

}  // namespace neural_style
