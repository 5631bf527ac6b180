# How we compile: warnings are errors, through ccache, linked by mold.
add_compile_options(-Wall -Wextra -Wpedantic -Werror)
# GCC 12 reports these falsely inside the standard library when it inlines (GCC bugs 105329, 105651).
add_compile_options(-Wno-restrict -Wno-missing-field-initializers)

find_program(CCACHE ccache)
if(CCACHE)
  # Paths are taken relative to the checkout, so that clones in other folders share what was compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
