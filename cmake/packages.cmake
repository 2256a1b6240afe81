# Debian packages, a component each; install/deb makes them. Elsewhere than in Debian and its like nothing comes of this.
find_program(NEURAL_STYLE_DPKG_SHLIBDEPS dpkg-shlibdeps)
if(NOT NEURAL_STYLE_DPKG_SHLIBDEPS)
  return()
endif()

# Of a release of Debian, since packages for one do not fit another: 0.1.0-1~deb12.
set(revision 1)
file(STRINGS /etc/os-release release REGEX "^VERSION_ID=")
if(release MATCHES "([0-9]+)")
  string(APPEND revision "~deb${CMAKE_MATCH_1}")
endif()

# Who makes packages to be given away says so as for all of Debian's tools; nobody reads mail at example.org.
set(maintainer_name $ENV{DEBFULLNAME})
set(maintainer_address $ENV{DEBEMAIL})
if(NOT maintainer_name OR NOT maintainer_address)
  set(maintainer_name "Neural Style for GIMP")
  set(maintainer_address "neural-style@example.org")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package has its own
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${maintainer_name} <${maintainer_address}>")
set(CPACK_DEBIAN_PACKAGE_RELEASE ${revision})
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_LIBRARY_OUTPUT_DIRECTORY})
set(CPACK_COMPONENTS_ALL data library development program)

# package(COMPONENT NAME SECTION SUMMARY MORE): what the others of ours need is in CPACK_COMPONENT_…_DEPENDS.
function(package component name section summary)
  string(TOUPPER ${component} upper)
  list(JOIN ARGN " " more)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(CPACK_DEBIAN_${upper}_DESCRIPTION "${summary}\n${more}" PARENT_SCOPE)
  # Only into packages: who installs from the sources has them there.
  set(folder ${CMAKE_INSTALL_DATADIR}/doc/${name})
  set(changelog ${PROJECT_BINARY_DIR}/packaging/${name}/changelog.Debian)
  configure_file(${PROJECT_SOURCE_DIR}/packaging/debian/changelog.in ${changelog} @ONLY)
  execute_process(COMMAND gzip --best --no-name --force ${changelog} COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${changelog}.gz ${PROJECT_SOURCE_DIR}/packaging/debian/copyright DESTINATION ${folder}
    COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

set(what "Neural Style paints a photograph in the manner of a painting. It
optimises the picture itself, as described by Gatys, Ecker and Bethge,
so that any painting will do as style and nothing has to be trained.")

package(data neural-style-data graphics "paints photographs in the manner of paintings - data"
  "${what}\n.\nThis package has the neural network, the presets, two paintings to begin\nwith, and the translations.")
set(CPACK_DEBIAN_DATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DATA_PACKAGE_SHLIBDEPS OFF)

package(library libneural-style${NEURAL_STYLE_SOVERSION} libs "paints photographs in the manner of paintings - library"
  "${what}\n.\nThis package has the shared libraries.")
set(CPACK_COMPONENT_LIBRARY_DEPENDS data)
# With the reference BLAS, which LibTorch is content with, it is many times slower.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS libopenblas0-pthread)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/debian/triggers)

package(development libneural-style-dev libdevel "paints photographs in the manner of paintings - development files"
  "${what}\n.\nThis package has what programs are built with that use the library:\nheaders and a package for CMake.")
set(CPACK_COMPONENT_DEVELOPMENT_DEPENDS library)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)

package(program neural-style graphics "paints photographs in the manner of paintings - program"
  "${what}\n.\nThis package has the program for the command line.")
set(CPACK_COMPONENT_PROGRAM_DEPENDS library)

if(TARGET neural_style_mpi)
  list(APPEND CPACK_COMPONENTS_ALL mpi)
  # Of its own, so that nobody else gets MPI with the library.
  package(mpi libneural-style-mpi${NEURAL_STYLE_SOVERSION} libs "paints photographs in the manner of paintings - by many machines"
    "${what}\n.\nThis package has what several processes take to paint one large picture,\nalso on several machines, with Open MPI.")
  set(CPACK_COMPONENT_MPI_DEPENDS library)
  set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS openmpi-bin)
  set(CPACK_DEBIAN_MPI_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/debian/triggers)
endif()

if(NEURAL_STYLE_PLUGIN)
  list(APPEND CPACK_COMPONENTS_ALL gimp)
  package(gimp gimp-neural-style graphics "paints photographs in the manner of paintings - plug-in for GIMP"
    "${what}\n.\nThis package has the filter for GIMP, Filters > Artistic > Neural Style.")
  set(CPACK_COMPONENT_GIMP_DEPENDS library)
  # GIMP only recommends what draws its icons, and ours.
  set(CPACK_DEBIAN_GIMP_PACKAGE_DEPENDS "gimp, librsvg2-common")
endif()
# So that packages of others that are linked against the library depend on it.
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
include(CPack)
