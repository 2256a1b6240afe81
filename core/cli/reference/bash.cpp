// A function for bash's `complete`. It needs no more than bash; presets and models are asked of the program, so that
// those which the user has imported are among them.
#include <ostream>
#include <string>

#include "cli/reference/reference.hpp"

namespace neural_style::cli {
namespace {

/// The call that offers it, of a function below.
std::string offer(const Completion& completion) {
  switch (completion.kind) {
    case Completion::Kind::files:
      return "_neural_style_paths -f";
    case Completion::Kind::folders:
      return "_neural_style_paths -d";
    case Completion::Kind::presets:
      return "_neural_style_named presets";
    case Completion::Kind::models:
      return "_neural_style_named models list";
    case Completion::Kind::words:
      return "_neural_style_words '" + CLI::detail::join(completion.words, " ") + "'";
    case Completion::Kind::nothing:
      break;
  }
  return "return";
}

constexpr const char* functions =
    R"bash(# Completion of neural-style for bash; made by the build from the program's options.

_neural_style_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }

_neural_style_paths() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}

# Names stand at the beginning of a line, what is said of them after spaces. A path has a "/" in it.
_neural_style_named() {
  if [[ $word == */* ]]; then
    _neural_style_paths -f
  else
    _neural_style_words "$(neural-style "$@" 2> /dev/null | sed -n '/^$/q; /^[^ ]/p')"
  fi
}

_neural_style() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} each command=
  # "=" is a word of its own to bash.
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  for each in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $command/$each in
)bash";

}  // namespace

void write_bash(std::ostream& out, const CLI::App& program) {
  const auto commands = commands_of(program);
  out << functions;
  std::string first;
  std::string models;
  for (const Command& command : commands) {
    const auto space = command.name.find(' ');
    const std::string group = command.name.substr(0, space);
    if (space == std::string::npos || (" " + first + " ").find(" " + group + " ") == std::string::npos) {
      out << "      /" << group << ") command=" << group << " ;;\n";
      first += (first.empty() ? "" : " ") + group;
    }
    if (space != std::string::npos) {
      const std::string last = command.name.substr(space + 1);
      out << "      " << group << '/' << last << ") command=\"" << command.name << "\" ;;\n";
      models += (models.empty() ? "" : " ") + last;
    }
  }
  out << "    esac\n  done\n  case $command in\n    '') _neural_style_words '" << first
      << " --help --version' ;;\n    models) _neural_style_words '" << models << " --help' ;;\n";
  for (const Command& command : commands) {
    std::string names;
    std::string positional = "return";
    out << "    '" << command.name << "')\n      case $before in\n";
    for (const CLI::Option* option : options_of(*command.app)) {
      if (option->get_positional()) {
        positional = offer(completion_of(*option));
        continue;
      }
      names += " --" + option->get_lnames().front();
      if (takes_value(*option)) {
        std::string spellings;
        for (const std::string& name : option->get_snames()) {
          spellings += "-" + name + " | ";
        }
        out << "        " << spellings << "--" << option->get_lnames().front() << ") " << offer(completion_of(*option))
            << " ;;\n";
      }
    }
    out << "        *)\n          if [[ $word == -* ]]; then\n            _neural_style_words '" << names.substr(1)
        << "'\n          else\n            " << positional << "\n          fi\n          ;;\n      esac\n      ;;\n";
  }
  out << "  esac\n}\ncomplete -F _neural_style neural-style\n";
}

}  // namespace neural_style::cli
