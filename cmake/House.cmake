# The few words our CMakeLists are written in.

set(GENERATED_DIR ${CMAKE_BINARY_DIR}/generated)

# parley_library(NAME deps…): the library of this folder, from its *.cpp (main.cpp excepted), its sql/ and its migrations/.
function(parley_library name)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp domain/*.cpp store/*.cpp handlers/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR} ${GENERATED_DIR})
  target_link_libraries(${name} PUBLIC ${ARGN})
  target_compile_options(${name} PRIVATE ${sanitizers})
  parley_embed_sql(${name})
endfunction()

# Makes constants of sql/*.sql (`<folder>/sql.h`, namespace …::sql) and migrations/V*.sql (`<folder>/migrations.h`).
function(parley_embed_sql target)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set(script ${CMAKE_SOURCE_DIR}/libs/postgres/embed_sql.py)
  foreach(kind sql migrations)
    file(GLOB files CONFIGURE_DEPENDS ${kind}/*.sql)
    if(files)
      set(header ${GENERATED_DIR}/${folder}/${kind}.h)
      add_custom_command(OUTPUT ${header} DEPENDS ${files} ${script}
        COMMAND ${Python3_EXECUTABLE} ${script} ${kind} ${folder} ${header} ${files})
      target_sources(${target} PRIVATE ${header})
      add_custom_target(${target}_${kind} DEPENDS ${header})
      add_dependencies(${target} ${target}_${kind})
    endif()
  endforeach()
endfunction()

# parley_service(NAME deps…): library parley_NAME and the binary parley-NAME of its main.cpp.
function(parley_service name)
  parley_library(parley_${name} ${ARGN})
  # A service being started may not have its binary yet; its library and tests build all the same.
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
    add_executable(parley-${name} main.cpp)
    target_link_libraries(parley-${name} PRIVATE parley_${name})
    set_target_properties(parley-${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  endif()
endfunction()

# parley_test_program(KIND TARGET): TARGET is built by KIND_tests, not by all.
function(parley_test_program kind target)
  set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL TRUE)
  add_dependencies(${kind}_tests ${target})
endfunction()

# parley_test(KIND NAME [FILES patterns…] DEPS deps…): Catch2 tests of tests/KIND/NAME/*.cpp, or those of its files, each case a ctest named
# "KIND.NAME: …".
include(Catch)
function(parley_test kind name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "FILES;DEPS")
  if(NOT arg_FILES)
    set(arg_FILES *.cpp)
  endif()
  list(TRANSFORM arg_FILES PREPEND ${CMAKE_SOURCE_DIR}/tests/${kind}/${name}/)
  file(GLOB sources CONFIGURE_DEPENDS ${arg_FILES})
  if(NOT sources)
    return()
  endif()
  set(target ${kind}_${name}_test)
  add_executable(${target} ${sources})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE ${arg_DEPS} Catch2::Catch2WithMain)
  if(parley_test_support IN_LIST arg_DEPS)
    target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/grpc_ending.cpp)
  endif()
  catch_discover_tests(${target} TEST_PREFIX "${kind}.${name}: " DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${kind} TIMEOUT 300)
  parley_test_program(${kind} ${target})
endfunction()
