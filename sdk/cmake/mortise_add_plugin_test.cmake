# mortise_add_plugin_test(ID <id> SOURCES <source>...)
#
# A program for ctest, linked with the fake host of <mortise/testing/fake_host.hpp> and, where SQLite's headers are, with its database. It
# tests the package of the plugin <id>, of whatever language, and finds it by these definitions: MORTISE_PLUGIN_PACKAGE, the folder that
# mortise_add_plugin() built; MORTISE_PLUGIN_SOURCES, the current folder. REQUIRES: the language CXX, and a compiler of C++20.
function(mortise_add_plugin_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "ID" "SOURCES")
    if(NOT arg_ID OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "mortise_add_plugin_test(ID <id> SOURCES <source>...)")
    endif()
    find_path(MORTISE_SQLITE_INCLUDE_DIR sqlite3.h)
    find_library(MORTISE_SQLITE_LIBRARY sqlite3)
    if(NOT MORTISE_SQLITE_INCLUDE_DIR OR NOT MORTISE_SQLITE_LIBRARY)
        message(FATAL_ERROR "The tests run the plugin's SQL on SQLite; on Debian: apt-get install libsqlite3-dev. "
            "Or build without them: -DBUILD_TESTING=OFF.")
    endif()

    set(target ${arg_ID}-test)
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE mortise::sdk ${MORTISE_SQLITE_LIBRARY} ${CMAKE_DL_LIBS})
    target_include_directories(${target} SYSTEM PRIVATE ${MORTISE_SQLITE_INCLUDE_DIR})
    target_compile_definitions(${target} PRIVATE
        MORTISE_PLUGIN_PACKAGE="${CMAKE_BINARY_DIR}/plugins/${arg_ID}" MORTISE_PLUGIN_SOURCES="${CMAKE_CURRENT_SOURCE_DIR}")
    set_target_properties(${target} PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF)
    add_dependencies(${target} plugin-${arg_ID})
    add_test(NAME ${arg_ID} COMMAND ${target})
endfunction()
