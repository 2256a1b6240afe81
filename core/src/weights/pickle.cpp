// The machine that runs pickles: a stack, a memo, and the instructions that torch.save() uses.
#include "weights/pickle.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string_view>
#include <unordered_map>

#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/byte_reader.hpp"
#include "weights/pickle_globals.hpp"
#include "weights/pickle_instructions.hpp"

namespace neural_style {
namespace {

using namespace pickle;

std::optional<std::size_t> size_of(const Value& value) {
  const auto* const number = std::get_if<std::int64_t>(&value);
  return number != nullptr && *number >= 0 ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

std::optional<Shape> sizes_of(const Value& value) {
  constexpr std::size_t most_dimensions = 8;  // convolutions have 4
  const auto* const list = std::get_if<List*>(&value);
  if (list == nullptr || (*list)->values.size() > most_dimensions) {
    return std::nullopt;
  }
  Shape sizes;
  for (const Value& each : (*list)->values) {
    const auto size = size_of(each);
    if (!size) {
      return std::nullopt;
    }
    sizes.push_back(*size);
  }
  return sizes;
}

[[noreturn]] void unreadable(const ModelFile& file) { file.reject(tr("its pickle is not readable")); }

}  // namespace

// Every instruction takes at least a byte and makes at most one value, dictionaries from lists apart, which are
// counted: so what it takes in memory is a small multiple of the pickle's length.
class Pickle::Machine {
 public:
  Machine(const ModelFile& file, std::span<const char> bytes, Pickle& owner)
      : file_(file), length_(bytes.size()), bytes_(file, bytes, unreadable), owner_(owner) {}

  /// The number of bytes that were run.
  std::size_t run() {
    for (;;) {
      const auto instruction = static_cast<Instruction>(number<std::uint8_t>());
      if (instruction == Instruction::stop) {
        owner_.result_ = pop();
        return length_ - bytes_.rest().size();
      }
      step(instruction);
    }
  }

 private:
  [[noreturn]] void fail() const { unreadable(file_); }

  template <class Number>
  Number number() {
    return bytes_.number<Number>();
  }

  std::string_view text(std::size_t length) {
    const std::span<const char> taken = bytes_.take(length);
    return {taken.data(), taken.size()};
  }

  std::string_view line() {
    const std::span<const char> rest = bytes_.rest();
    const auto end = std::find(rest.begin(), rest.end(), '\n');
    const std::string_view found = text(static_cast<std::size_t>(end - rest.begin()));
    bytes_.take(1);
    return found;
  }

  void push(Value value) { stack_.push_back(value); }

  /// What was pushed since the last mark is all that may be popped.
  [[nodiscard]] std::size_t bottom() const { return marks_.empty() ? 0 : marks_.back(); }

  Value pop() {
    if (stack_.size() <= bottom()) {
      fail();
    }
    const Value value = stack_.back();
    stack_.pop_back();
    return value;
  }

  template <class Wanted>
  Wanted pop_as() {
    return as<Wanted>(pop());
  }

  template <class Wanted>
  Wanted as(const Value& value) const {
    const auto* const wanted = std::get_if<Wanted>(&value);
    if (wanted == nullptr) {
      fail();
    }
    return *wanted;
  }

  [[nodiscard]] const Value& top() const {
    if (stack_.size() <= bottom()) {
      fail();
    }
    return stack_.back();
  }

  std::vector<Value> pop_to_mark() {
    if (marks_.empty()) {
      fail();
    }
    const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<Value> values(first, stack_.end());
    stack_.erase(first, stack_.end());
    marks_.pop_back();
    return values;
  }

  void push_text(std::string_view value) { push(&owner_.texts_.emplace_back(Text{std::string(value)})); }

  void push_list(std::vector<Value> values) { push(&owner_.lists_.emplace_back(List{std::move(values)})); }

  void push_tuple(std::size_t count) {
    std::vector<Value> values(count);
    for (std::size_t i = count; i-- > 0;) {
      values[i] = pop();
    }
    push_list(std::move(values));
  }

  void set(Dictionary& dictionary, std::span<const Value> keys_and_values) const {
    if (keys_and_values.size() % 2 != 0) {
      fail();
    }
    for (std::size_t i = 0; i < keys_and_values.size(); i += 2) {
      dictionary.entries.emplace_back(keys_and_values[i], keys_and_values[i + 1]);
    }
  }

  void get(std::size_t key) {
    const auto found = memo_.find(key);
    if (found == memo_.end()) {
      fail();
    }
    push(found->second);
  }

  void push_global() {
    const std::string_view module = line();
    const std::string name = std::string(module) + '.' + std::string(line());
    if (!is_known(name)) {
      file_.reject(say("it asks for {0}, which no model needs", quote(name)));
    }
    push(Global{&owner_.texts_.emplace_back(Text{name})});
  }

  /// Integers of any length, of which PyTorch's longer ones say nothing that is needed.
  void push_long() {
    const std::span<const char> bytes = bytes_.take(number<std::uint8_t>());
    std::int64_t value = 0;
    if (bytes.size() > sizeof value) {
      push(None{});
      return;
    }
    if (!bytes.empty()) {
      value = static_cast<signed char>(bytes.back()) < 0 ? -1 : 0;
      std::memcpy(&value, bytes.data(), bytes.size());
    }
    push(value);
  }

  void push_float() {
    auto bits = number<std::array<char, sizeof(double)>>();  // the only number with the highest byte first
    std::reverse(bits.begin(), bits.end());
    push(std::bit_cast<double>(bits));
  }

  /// ("storage", type, key, device, count, and in old files a part of another storage).
  void push_storage() {
    const std::vector<Value>& id = pop_as<List*>()->values;
    if (id.size() < 5 || as<const Text*>(id[0])->text != "storage") {
      fail();
    }
    const StorageType* const type = find_storage_type(as<Global>(id[1]).name->text);
    const auto count = size_of(id[4]);
    const bool whole = id.size() == 5 || std::holds_alternative<None>(id[5]);
    if (type == nullptr || !count || !whole) {
      fail();
    }
    push(&owner_.storages_.emplace_back(Storage{as<const Text*>(id[2]), type->type, type->size, *count}));
  }

  void push_tensor(const std::vector<Value>& arguments) {
    if (arguments.size() < 4) {
      fail();
    }
    const auto offset = size_of(arguments[1]);
    auto shape = sizes_of(arguments[2]);
    auto strides = sizes_of(arguments[3]);
    if (!offset || !shape || !strides || shape->size() != strides->size()) {
      fail();
    }
    push(&owner_.tensors_.emplace_back(
        Tensor{as<const Storage*>(arguments[0]), *offset, std::move(*shape), std::move(*strides)}));
  }

  /// Python 2 gives OrderedDict a list of pairs.
  void push_dictionary(const std::vector<Value>& arguments) {
    Dictionary& dictionary = owner_.dictionaries_.emplace_back();
    if (!arguments.empty()) {
      const std::vector<Value>& pairs = as<List*>(arguments[0])->values;
      copied_ += pairs.size();
      if (copied_ > length_) {
        fail();
      }
      for (const Value& each : pairs) {
        const std::vector<Value>& pair = as<List*>(each)->values;
        if (pair.size() != 2) {
          fail();
        }
        set(dictionary, pair);
      }
    }
    push(&dictionary);
  }

  void call() {
    const std::vector<Value>& arguments = pop_as<List*>()->values;
    const std::string_view function = pop_as<Global>().name->text;
    if (function == ordered_dictionary) {
      push_dictionary(arguments);
    } else if (function == rebuild_tensor_1 || function == rebuild_tensor_2) {
      push_tensor(arguments);
    } else if (function == rebuild_parameter && !arguments.empty()) {
      push(as<const Tensor*>(arguments[0]));
    } else {
      fail();
    }
  }

  void step(Instruction instruction);

  const ModelFile& file_;
  std::size_t length_;
  ByteReader bytes_;
  Pickle& owner_;
  std::size_t copied_ = 0;  ///< pairs that went from lists into dictionaries
  std::vector<Value> stack_;
  std::vector<std::size_t> marks_;  ///< lengths of the stack
  std::unordered_map<std::size_t, Value> memo_;
};

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a case for each instruction
void Pickle::Machine::step(Instruction instruction) {
  switch (instruction) {
    case Instruction::proto:
      bytes_.take(1);
      return;
    case Instruction::mark:
      marks_.push_back(stack_.size());
      return;
    case Instruction::none:
      return push(None{});
    case Instruction::newtrue:
      return push(true);
    case Instruction::newfalse:
      return push(false);
    case Instruction::binint:
      return push(std::int64_t{number<std::int32_t>()});
    case Instruction::binint1:
      return push(std::int64_t{number<std::uint8_t>()});
    case Instruction::binint2:
      return push(std::int64_t{number<std::uint16_t>()});
    case Instruction::long1:
      return push_long();
    case Instruction::binfloat:
      return push_float();
    case Instruction::short_binstring:
      return push_text(text(number<std::uint8_t>()));
    case Instruction::binstring:
    case Instruction::binunicode:
      return push_text(text(number<std::uint32_t>()));
    case Instruction::global:
      return push_global();
    case Instruction::binpersid:
      return push_storage();
    case Instruction::empty_tuple:
    case Instruction::empty_list:
      return push_list({});
    case Instruction::tuple1:
      return push_tuple(1);
    case Instruction::tuple2:
      return push_tuple(2);
    case Instruction::tuple3:
      return push_tuple(3);
    case Instruction::tuple:
      return push_list(pop_to_mark());
    case Instruction::append: {
      const Value value = pop();
      as<List*>(top())->values.push_back(value);
      return;
    }
    case Instruction::appends: {
      const std::vector<Value> values = pop_to_mark();
      std::vector<Value>& list = as<List*>(top())->values;
      list.insert(list.end(), values.begin(), values.end());
      return;
    }
    case Instruction::empty_dict:
      return push(&owner_.dictionaries_.emplace_back());
    case Instruction::setitem: {
      const Value value = pop();
      const Value key = pop();
      return set(*as<Dictionary*>(top()), std::array{key, value});
    }
    case Instruction::setitems: {
      const std::vector<Value> values = pop_to_mark();
      return set(*as<Dictionary*>(top()), values);
    }
    case Instruction::build:
      pop();  // what else PyTorch knows of a dictionary: versions of its modules
      as<Dictionary*>(top());
      return;
    case Instruction::reduce:
      return call();
    case Instruction::binput:
      memo_[number<std::uint8_t>()] = top();
      return;
    case Instruction::long_binput:
      memo_[number<std::uint32_t>()] = top();
      return;
    case Instruction::binget:
      return get(number<std::uint8_t>());
    case Instruction::long_binget:
      return get(number<std::uint32_t>());
    case Instruction::stop:
      break;
  }
  fail();
}

Pickle::Pickle(const ModelFile& file, std::span<const char> bytes) { length_ = Machine(file, bytes, *this).run(); }

}  // namespace neural_style
