# Installs the library, and what other projects need to build against it: find_package(neural_style) gives them
# neural_style::neural_style, neural_style::files and neural_style::sequence.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/neural_style)

set_target_properties(neural_style_files PROPERTIES EXPORT_NAME files)
set_target_properties(neural_style_sequence PROPERTIES EXPORT_NAME sequence)

install(TARGETS neural_style neural_style_files neural_style_sequence EXPORT neural_style
  LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(TARGETS neural_style_engine neural_style_fetch LIBRARY COMPONENT library NAMELINK_SKIP)
if(TARGET neural_style_mpi)
  install(TARGETS neural_style_mpi LIBRARY COMPONENT mpi NAMELINK_SKIP)
endif()
install(DIRECTORY core/include/neural_style TYPE INCLUDE COMPONENT development)
install(EXPORT neural_style NAMESPACE neural_style:: FILE neural_styleConfig.cmake DESTINATION ${package_folder}
  COMPONENT development)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/neural_styleConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/neural_styleConfigVersion.cmake DESTINATION ${package_folder} COMPONENT development)

# What software centres are told of the filter.
if(NEURAL_STYLE_PLUGIN)
  install(FILES packaging/org.gimp.GIMP.Plugin.NeuralStyle.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo
    COMPONENT gimp)
endif()
