// Paints CONTENT in the manner of STYLE into RESULT.
#include <cstdio>

#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"

int main(int argc, char** argv) try {
  if (argc != 4) {
    std::fprintf(stderr, "usage: stylize_file CONTENT STYLE RESULT\n");
    return 2;
  }
  neural_style::Request request;
  request.content = neural_style::read_image(argv[1]);
  request.styles.push_back({neural_style::read_image(argv[2])});
  request.settings.strength = 0.6;

  neural_style::Observer observer;  // derive from it to see progress and previews, and to stop
  const neural_style::Result result = neural_style::stylize(request, observer);
  neural_style::write_image(result.picture, argv[3]);
} catch (const neural_style::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
