# `ninja lint`: everything a reviewer should not have to say.
add_custom_target(lint COMMAND ${CMAKE_SOURCE_DIR}/tests/lint/run ${CMAKE_BINARY_DIR} USES_TERMINAL)
