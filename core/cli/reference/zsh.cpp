// A function for zsh's `compdef`, which knows options by `_arguments`; presets and models are asked of the program.
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "cli/reference/reference.hpp"

namespace neural_style::cli {
namespace {

/// For single quotes, and for what `_arguments` and `_describe` read: there "[", "]" and ":" separate.
std::string said(std::string_view text) {
  std::string result;
  for (const char letter : text.substr(0, text.find(". "))) {
    if (letter == '\'') {
      result += R"('\'')";
      continue;
    }
    if (std::string_view("[]:\\").find(letter) != std::string_view::npos) {
      result += '\\';
    }
    result += letter;
  }
  return result;
}

/// What `_arguments` has after the option: a name for what follows, and what offers it.
std::string value(const Completion& completion) {
  switch (completion.kind) {
    case Completion::Kind::files:
      return ":file:_files";
    case Completion::Kind::folders:
      return ":folder:_files -/";
    case Completion::Kind::presets:
      return ":preset: _neural_style_named presets";
    case Completion::Kind::models:
      return ":model: _neural_style_named models list";
    case Completion::Kind::words:
      return ":value:(" + CLI::detail::join(completion.words, " ") + ')';
    case Completion::Kind::nothing:
      break;
  }
  return ":value: ";
}

/// The arguments of `_arguments` for one command, a line each.
void write_arguments(std::ostream& out, const CLI::App& command) {
  out << "_arguments -S";
  bool named = false;  // what has no option before it: of that zsh takes one description
  for (const CLI::Option* option : options_of(command)) {
    if (option->get_positional()) {
      if (!std::exchange(named, true)) {
        out << " \\\n        '*" << value(completion_of(*option)) << '\'';
      }
      continue;
    }
    const std::string name = "--" + option->get_lnames().front();
    const bool with_value = takes_value(*option);
    const std::string text =
        '[' + said(option->get_description()) + ']' + (with_value ? value(completion_of(*option)) : "");
    // One of its spellings leaves out the others.
    std::string all = name;
    for (const std::string& letter : option->get_snames()) {
      all += " -" + letter;
    }
    for (const std::string& letter : option->get_snames()) {
      out << " \\\n        '(" << all << ")-" << letter << (with_value ? "+" : "") << text << '\'';
    }
    out << " \\\n        '(" << all << ')' << name << (with_value ? "=" : "") << text << '\'';
  }
  out << '\n';
}

/// `NAMES=(…)`: subcommands with what each does, as `_describe` reads them.
void write_commands(std::ostream& out, std::string_view indent, const CLI::App& app) {
  out << indent << "commands=(";
  for (const CLI::App* each : app.get_subcommands([](const CLI::App*) { return true; })) {
    out << '\n' << indent << "  '" << each->get_name() << ':' << said(each->get_description()) << '\'';
  }
  out << ")\n";
}

constexpr const char* functions = R"zsh(#compdef neural-style
# Completion of neural-style for zsh; made by the build from the program's options.

# Names stand at the beginning of a line, what is said of them after spaces. A path has a "/" in it.
_neural_style_named() {
  local -a names
  if [[ $PREFIX == */* ]]; then
    _files
  else
    names=(${(f)"$(neural-style "$@" 2> /dev/null | sed -n '/^$/q; /^[^ ]/p')"})
    compadd -a names
  fi
}

_neural_style() {
  local curcontext=$curcontext state line
  local -a commands
  typeset -A opt_args
)zsh";

}  // namespace

void write_zsh(std::ostream& out, const CLI::App& program) {
  out << functions;
  write_commands(out, "  ", program);
  out << "  _arguments -C '--help[Print this help message and exit]' '--version[Display program version information "
         "and "
         "exit]' '1: :->command' '*:: :->rest'\n"
         "  case $state/$line[1] in\n    command/*) _describe command commands ;;\n";
  for (const CLI::App* each : program.get_subcommands([](const CLI::App*) { return true; })) {
    const auto below = each->get_subcommands([](const CLI::App*) { return true; });
    out << "    rest/" << each->get_name() << ")\n      ";
    if (below.empty()) {
      write_arguments(out, *each);
    } else {
      out << "_arguments -C '--help[Print this help message and exit]' '1: :->command' '*:: :->rest'\n";
      write_commands(out, "      ", *each);
      out << "      case $state/$line[1] in\n        command/*) _describe command commands ;;\n";
      for (const CLI::App* last : below) {
        out << "        rest/" << last->get_name() << ") ";
        write_arguments(out, *last);
        out << "        ;;\n";
      }
      out << "      esac\n";
    }
    out << "      ;;\n";
  }
  out << "  esac\n}\n\n_neural_style \"$@\"\n";
}

}  // namespace neural_style::cli
