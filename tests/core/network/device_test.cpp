// What computes, and what is said where nothing can.
#include "network/device.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "network/cuda/cuda.hpp"
#include "neural_style/error.hpp"

namespace neural_style {
namespace {

Settings with(Device device) {
  Settings settings;
  settings.device = device;
  return settings;
}

TEST(DeviceTest, TheProcessorIsTakenWhereItIsAskedFor) {
  EXPECT_FALSE(chosen_card(with(Device::cpu)).has_value());
  EXPECT_EQ(device_of(chosen_card(with(Device::cpu))), at::kCPU);
  EXPECT_EQ(memory_limit(Settings{}, std::nullopt), memory_limit(Settings{}));
}

TEST(DeviceTest, WithoutACardAutomaticTakesTheProcessorAndCudaIsRefused) {
  if (cuda::card()) {
    GTEST_SKIP() << "there is one";
  }
  EXPECT_FALSE(chosen_card(with(Device::automatic)).has_value());
  try {
    chosen_card(with(Device::cuda));
    FAIL() << "not refused";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("hoose the device \"cpu\" or \"automatic\""));
    EXPECT_THAT(error.what(),
                testing::HasSubstr(cuda::built_in() ? "No graphics card answers" : "was built without CUDA"));
  }
}

TEST(DeviceTest, ACardIsTakenAndItsMemoryIsTheLimit) {
  if (!cuda::card()) {
    GTEST_SKIP() << "there is none";
  }
  EXPECT_TRUE(chosen_card(with(Device::automatic)).has_value());
  Settings settings = with(Device::cuda);
  const std::optional<Card> card = chosen_card(settings);
  EXPECT_EQ(device_of(card), at::kCUDA);
  EXPECT_LT(memory_limit(settings, card), cuda::available_memory());
  settings.memory_limit = 100;
  EXPECT_EQ(memory_limit(settings, card), std::size_t{100} << 20U);
}

TEST(DeviceTest, KnowsWhatSaysThatMemoryIsShort) {
  const auto error = [](const std::string& text) { return c10::Error({"test", __FILE__, __LINE__}, text); };
  EXPECT_TRUE(is_out_of_memory(error("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `create`")));
  EXPECT_TRUE(is_out_of_memory(error("DefaultCPUAllocator: not enough memory: you tried to allocate")));
  EXPECT_FALSE(is_out_of_memory(error("mat1 and mat2 shapes cannot be multiplied")));
}

}  // namespace
}  // namespace neural_style
