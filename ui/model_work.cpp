// See model_work.hpp.
#include "ui/model_work.hpp"

#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/fetch_model.hpp"
#include "neural_style/models.hpp"
#include "neural_style/translation.hpp"
#include "ui/model_rows.hpp"

namespace neural_style::ui {

namespace {

FetchRequest request_for(const std::string& address) {
  for (const PublishedModel& model : published_models()) {
    if (model.address == address) {
      return published_request(std::string(model.name));
    }
  }
  FetchRequest request;
  request.address = address;
  request.name = name_for(address);
  return request;
}

std::string is_here(const Model& model) { return say("The model \"{0}\" can be chosen now.", model.name); }

}  // namespace

ModelWork::~ModelWork() { cancel(); }

void ModelWork::import_file(const std::filesystem::path& file) {
  begin(Task::import, [file] {
    ModelOrigin origin;
    origin.source = file.string();
    const Model model = import_model(file, name_for(file.string()), origin);
    return Done{is_here(model), model.name};
  });
}

void ModelWork::fetch(const std::string& address) {
  begin(Task::fetch, [this, address] { return download(address); });
}

void ModelWork::verify(const std::string& name) {
  begin(Task::verify, [name] {
    verify_model(find_model(name));
    return Done{say("The model \"{0}\" is sound.", name), name};
  });
}

void ModelWork::remove(const std::string& name) {
  begin(Task::remove, [name] {
    remove_model(name);
    return Done{say("The model \"{0}\" was removed.", name), ""};
  });
}

ModelWork::Done ModelWork::download(const std::string& address) {
  try {
    const Model model = fetch_model(request_for(address), [this](std::uintmax_t done, std::uintmax_t total) {
      if (cancelled_) {
        throw Cancelled();
      }
      const std::lock_guard lock(mutex_);
      letters_.bytes = {done, total};
    });
    return {is_here(model), model.name};
  } catch (const Cancelled&) {
    return {tr("The download was stopped. The next one goes on from there."), ""};
  }
}

void ModelWork::begin(Task task, std::function<Done()> work) {
  if (working_) {
    throw std::logic_error("one thing at a time is done with models");
  }
  working_ = true;
  cancelled_ = false;
  letters_ = {};
  letters_.working = true;
  letters_.task = task;
  thread_ = std::jthread([this, work = std::move(work)] {
    Done done;
    std::string error;
    try {
      done = work();
    } catch (const std::bad_alloc&) {
      error = tr("There is not enough memory to read the model. Close other programs and try again.");
    } catch (const std::exception& problem) {
      error = problem.what();
    }
    const std::lock_guard lock(mutex_);
    letters_.working = false;
    letters_.done = std::move(done.sentence);
    letters_.model = std::move(done.model);
    letters_.error = std::move(error);
  });
}

ModelWork::News ModelWork::poll() {
  const std::lock_guard lock(mutex_);
  working_ = letters_.working;
  News news = letters_;
  letters_.bytes.reset();
  letters_.done.clear();
  letters_.error.clear();
  return news;
}

}  // namespace neural_style::ui
