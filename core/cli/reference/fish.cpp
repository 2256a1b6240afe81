// Lines for fish's `complete`.
#include <ostream>
#include <string>
#include <string_view>

#include "cli/reference/reference.hpp"

namespace neural_style::cli {
namespace {

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') {
      result += '\\';
    }
    result += letter;
  }
  return result + '\'';
}

/// What the option says up to the end of its first sentence: it has a line.
std::string first_sentence(const std::string& text) { return text.substr(0, text.find(". ")); }

std::string arguments(const Completion& completion) {
  const std::string names = R"( 2>/dev/null | string match -r '^[^ ].*(?<!:)$')";
  switch (completion.kind) {
    case Completion::Kind::files:
      return " -r -F";
    case Completion::Kind::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Completion::Kind::presets:
      return " -r -a " + in_quotes("(neural-style presets" + names + ")");
    case Completion::Kind::models:
      return " -r -a " + in_quotes("(neural-style models list" + names + ")");
    case Completion::Kind::words:
      return " -x -a " + in_quotes(CLI::detail::join(completion.words, " "));
    case Completion::Kind::nothing:
      break;
  }
  return " -x";
}

/// Where a command has been named, and with "models" which of it.
std::string seen(const std::string& name) {
  const auto space = name.find(' ');
  const std::string first = "__fish_seen_subcommand_from " + name.substr(0, space);
  return space == std::string::npos ? first : first + "; and __fish_seen_subcommand_from " + name.substr(space + 1);
}

}  // namespace

void write_fish(std::ostream& out, const CLI::App& program) {
  out << "# Completion of neural-style for fish; made by the build from the program's options.\n"
         "complete -c neural-style -n __fish_use_subcommand -l version -f\n"
         "complete -c neural-style -l help -s h -f\n";
  for (const CLI::App* group : program.get_subcommands([](const CLI::App*) { return true; })) {
    out << "complete -c neural-style -n __fish_use_subcommand -f -a " << group->get_name() << " -d "
        << in_quotes(first_sentence(group->get_description())) << '\n';
  }
  for (const Command& command : commands_of(program)) {
    if (const auto space = command.name.find(' '); space != std::string::npos) {
      const std::string last = command.name.substr(space + 1);
      out << "complete -c neural-style -n " << in_quotes(seen(command.name.substr(0, space))) << " -f -a " << last
          << " -d " << in_quotes(first_sentence(command.app->get_description())) << '\n';
    }
    for (const CLI::Option* option : options_of(*command.app)) {
      if (option == command.app->get_help_ptr() || option->get_positional()) {
        continue;
      }
      out << "complete -c neural-style -n " << in_quotes(seen(command.name));
      for (const std::string& name : option->get_snames()) {
        out << " -s " << name;
      }
      out << " -l " << option->get_lnames().front()
          << (takes_value(*option) ? arguments(completion_of(*option)) : " -f") << " -d "
          << in_quotes(first_sentence(option->get_description())) << '\n';
    }
  }
}

}  // namespace neural_style::cli
