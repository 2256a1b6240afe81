// The letters that lead to the dialog's widgets, in languages with and without an alphabet.
#include "ui/gtk/mnemonics.hpp"

#include <gtest/gtest.h>

namespace neural_style::ui::gtk {
namespace {

TEST(Mnemonics, EachLabelHasALetterOfItsOwn) {
  Mnemonics mnemonics(U"co");
  EXPECT_EQ(mnemonics.label("Strength"), "_Strength:");
  EXPECT_EQ(mnemonics.label("Size"), "S_ize:");
  EXPECT_EQ(mnemonics.text("Compare"), "Co_mpare");
}

TEST(Mnemonics, WithoutAFreeLetterThereIsNone) { EXPECT_EQ(Mnemonics(U"es").text("Sees"), "Sees"); }

TEST(Mnemonics, LettersBeyondAsciiCount) {
  Mnemonics mnemonics(U"gr");
  EXPECT_EQ(mnemonics.text("Größe"), "Gr_öße");
  EXPECT_EQ(mnemonics.text("Сила"), "_Сила");
  EXPECT_EQ(mnemonics.text("Стиль"), "С_тиль");
  EXPECT_EQ(mnemonics.text("سكتش"), "_سكتش");
}

TEST(Mnemonics, WhatHasNoLettersGetsOneAtItsEnd) {
  Mnemonics mnemonics(U"b");
  EXPECT_EQ(mnemonics.text("强度"), "强度(_A)");
  EXPECT_EQ(mnemonics.label("スタイル"), "スタイル(_C):");
  EXPECT_EQ(mnemonics.text("VGG 层"), "_VGG 层");
}

}  // namespace
}  // namespace neural_style::ui::gtk
