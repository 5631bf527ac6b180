# How we compile: warnings are errors, through ccache, linked by mold.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  add_compile_options(-Wall -Wextra -Wpedantic -Werror)
  # GCC 12 reports these falsely inside the standard library when it inlines (GCC bugs 105329, 105651).
  add_compile_options(-Wno-restrict -Wno-missing-field-initializers)
else()
  add_compile_options(-w) # clang fuzzes; GCC and clang-tidy warn
endif()

# The address and undefined behaviour sanitizers, on libs/ and services/ alone (parley_library): tests and generated files are then compiled as for
# dev, so that ccache has them. Left out is what doubles the compile time of gRPC's templates and says little more: a null pointer crashes anyway.
option(PARLEY_SANITIZED "sanitize the libraries and services" OFF)
if(PARLEY_SANITIZED)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr,null,alignment,object-size -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(${sanitizers})
endif()
option(PARLEY_FUZZED "tell libFuzzer which ways through the libraries and services are taken (clang)" OFF)
if(PARLEY_FUZZED)
  list(APPEND sanitizers -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # Paths are taken relative to the checkout, so that clones in other folders share what was compiled.
  # What includes what is taken from the compiler, which need not preprocess twice then.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_DEPEND=1 CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
