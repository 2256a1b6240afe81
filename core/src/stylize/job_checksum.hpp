// Hosts need it too: include/ has it.
#pragma once

#include "neural_style/job_checksum.hpp"
