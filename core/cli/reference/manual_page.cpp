// man 1 neural-style, in the macros of man(7).
#include <ostream>
#include <string>
#include <string_view>

#include "cli/reference/reference.hpp"
#include "neural_style/settings.hpp"

namespace neural_style::cli {
namespace {

/// As roff reads it: what it would take for a command or a special letter is written out.
std::string roff(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      default:
        result += letter;
    }
  }
  return result.starts_with('.') ? "\\&" + result : result;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

/// "-o, --output FILE".
std::string heading(const CLI::Option& option) {
  if (option.get_positional()) {
    return italic(option.get_name(true));
  }
  std::string result;
  for (const std::string& name : option.get_snames()) {
    result += bold("-" + name) + ", ";
  }
  // The others are spellings of the first.
  result += bold("--" + option.get_lnames().front());
  // What CLI11 checks it by comes after a colon, in words of its own.
  const std::string type = option.get_type_name();
  return takes_value(option) ? result + ' ' + italic(type.substr(0, type.find(':'))) : result;
}

void write_entry(std::ostream& out, const std::string& heading, const std::string& text) {
  out << ".TP\n" << heading << '\n' << roff(text) << '\n';
}

void write_option(std::ostream& out, const CLI::Option& option) {
  const std::string preset = option.get_default_str();
  write_entry(out, heading(option),
              option.get_description() + (option.get_required() ? " (required)" : "") +
                  (preset.empty() ? "." : "; by default " + preset + "."));
}

std::string synopsis(const Command& command) {
  std::string result = bold("neural-style " + command.name) + " [" + italic("options") + ']';
  for (const CLI::Option* option : options_of(*command.app)) {
    if (option->get_positional()) {
      result += ' ' + italic(option->get_name(true)) + (option->get_items_expected_max() > 1 ? "..." : "");
    }
  }
  return result;
}

void write_command(std::ostream& out, const Command& command) {
  out << ".SS " << roff(command.name) << '\n' << roff(command.app->get_description()) << ".\n";
  bool settings = false;
  for (const CLI::Option* option : options_of(*command.app)) {
    if (is_setting(*option)) {
      settings = true;
    } else if (option != command.app->get_help_ptr()) {
      write_option(out, *option);
    }
  }
  if (settings) {
    out << ".PP\nEvery setting is an option as well, see\n.BR SETTINGS .\n";
  }
}

void write_settings(std::ostream& out) {
  out << ".SH SETTINGS\nAs options, with \\- for _, or in the text of\n.BR \\-\\-settings .\n";
  const Settings values;
  for (const SettingInfo& info : settings_table()) {
    std::string option = "--" + std::string(info.id);
    for (char& letter : option) {
      letter = letter == '_' ? '-' : letter;
    }
    const std::string preset = setting_text(values, info.id);
    write_entry(out, bold(option),
                std::string(info.help) + " Takes " + setting_takes(info) +
                    (info.unit.empty() ? "" : ", in " + std::string(info.unit)) +
                    (preset.empty() ? "." : "; by default " + preset + "."));
  }
}

void write_presets(std::ostream& out) {
  out << ".SH PRESETS\n";
  for (const Preset& each : presets()) {
    write_entry(out, bold(each.id), std::string(each.help));
  }
}

}  // namespace

void write_manual_page(std::ostream& out, const CLI::App& program) {
  out << ".TH NEURAL\\-STYLE 1 \"\" \"neural\\-style " << NEURAL_STYLE_VERSION << "\" \"User Commands\"\n"
      << ".ad l\n.SH NAME\nneural\\-style \\- paints a photograph in the manner of a painting\n.SH SYNOPSIS\n";
  const auto commands = commands_of(program);
  for (const Command& command : commands) {
    out << synopsis(command) << "\n.br\n";
  }
  out << bold("neural-style --version") << "\n.br\n"
      << bold("neural-style ") << italic("command ") << bold("--help") << '\n'
      << ".SH DESCRIPTION\n"
      << roff(
             "Optimises the picture itself, after Gatys, Ecker and Bethge (2016): any painting will do as style, "
             "nothing "
             "has to be trained, and nothing leaves the computer. Reads and writes PNG, JPEG, TIFF and WebP.")
      << "\n.PP\n"
      << roff(
             "Ctrl-C writes the best picture so far; a second one leaves at once. SIGUSR1 does as Ctrl-C, for "
             "processes "
             "that mpirun has started to paint one large picture together. A file is written whole or not at all. A "
             "batch leaves a checkpoint and no picture, upon SIGTERM as well.")
      << "\n.SH COMMANDS\n";
  for (const Command& command : commands) {
    write_command(out, command);
  }
  write_settings(out);
  write_presets(out);
  out << ".SH EXIT STATUS\n";
  write_entry(out, bold("0"), "What was asked for is done.");
  write_entry(out, bold("1"), "It failed; a sentence on the standard error says why.");
  write_entry(out, bold("2"), "The program was called wrongly.");
  write_entry(out, bold("130"), "It was stopped by Ctrl-C.");
  write_entry(out, bold("143"), "It was stopped by SIGTERM.");
  out << ".SH FILES\n";
  write_entry(out, italic("~/.local/share/neural-style/models"),
              "The networks that were imported or fetched; under $XDG_DATA_HOME where that is set.");
  write_entry(out, italic("OUTPUT.job"),
              "What a batch has painted its output of. Without it the output counts as not painted.");
  write_entry(out, italic("OUTPUT.checkpoint"), "Where a job of a batch goes on that was cut off.");
  out << ".SH EXAMPLES\n.EX\n"
      << roff("neural-style stylize photo.jpg painting.jpg -o result.png --strength 0.8") << '\n'
      << roff("neural-style stylize photo.jpg painting.jpg -o result.png --preset oil --size 1024") << '\n'
      << roff("neural-style texture painting.jpg -o tile.png --size 512x512") << '\n'
      << roff("neural-style sequence frame_%04d.png painting.jpg -o painted_%04d.png") << '\n'
      << roff("neural-style batch film.jsonl") << "\n.EE\n";
}

}  // namespace neural_style::cli
