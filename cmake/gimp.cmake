# Finds the versions of GIMP that plug-ins can be built for: either or both, but at least one.
find_package(PkgConfig REQUIRED)
pkg_check_modules(GIMPUI2 IMPORTED_TARGET gimpui-2.0>=2.10 gimpthumb-2.0)
pkg_check_modules(GIMPUI3 IMPORTED_TARGET gimpui-3.0>=3.0 gimpthumb-3.0)
if(NOT GIMPUI2_FOUND AND NOT GIMPUI3_FOUND)
  message(FATAL_ERROR "Neither GIMP 3 (gimpui-3.0) nor GIMP 2.10 (gimpui-2.0) was found. Install the development files "
          "of one, or build without the plug-in: -DNEURAL_STYLE_PLUGIN=OFF.")
endif()
