// JOBS.jsonl: what a batch is to paint, a line of JSON for each picture.
//
//   {"content": "frame_0001.png", "style": "wave.jpg", "output": "painted_0001.png", "preset": "oil", "strength": 0.7}
//
// "styles" may take a list in the place of "style". "preset" and every setting of the table have the values of the
// options called so; as in a preset's file, a value is a number or a text. Blank lines count, but are passed over.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "neural_style/settings.hpp"

namespace neural_style::cli {

struct Job {
  std::size_t line = 0;  ///< counted from 1
  std::string content;
  std::vector<std::string> styles;
  std::filesystem::path output;  ///< as seen from the working directory
  Settings settings;
};

struct JobsFile {
  std::string name;              ///< for sentences: the file in quotation marks, or "the standard input"
  std::filesystem::path folder;  ///< that the names of pictures in it are seen from
  std::vector<Job> jobs;
};

/// Reads and checks all lines of the file, "-" for the standard input, whose names are seen from the working directory.
/// Throws Error if it cannot be read, and CLI::ValidationError that names the line, and what is wrong about it, if it
/// is no job, one that no picture can be written for, or one that would paint over another's pictures.
JobsFile read_jobs(const std::string& file);

}  // namespace neural_style::cli
