# The targets of the SDK, in this tree and in that of whoever says find_package(mortise): headers, and Boost.JSON as plugins link it.
# mortise::json is compiled where it is used, so that it fits the compiler and standard library of the plugin, not those of the host.
#
# REQUIRES: MORTISE_INCLUDE_DIR, MORTISE_SDK_DIR (with json/json.cpp).
include_guard(GLOBAL)

add_library(mortise_sdk INTERFACE)
add_library(mortise::sdk ALIAS mortise_sdk)
target_include_directories(mortise_sdk INTERFACE ${MORTISE_INCLUDE_DIR})

# Makes mortise::json, the first time that somebody asks for it: only those need Boost's headers.
function(mortise_provide_json)
    if(TARGET mortise_json)
        return()
    endif()
    find_package(Boost 1.81)
    if(NOT Boost_FOUND)
        message(FATAL_ERROR "<mortise/json.hpp> needs the headers of Boost 1.81 or later; on Debian: apt-get install libboost1.81-dev. "
            "Or leave JSON out of mortise_add_plugin(): writing JSON needs none.")
    endif()
    add_library(mortise_json STATIC EXCLUDE_FROM_ALL ${MORTISE_SDK_DIR}/json/json.cpp)
    add_library(mortise::json ALIAS mortise_json)
    target_link_libraries(mortise_json PUBLIC mortise::sdk Boost::headers)
    target_compile_definitions(mortise_json PUBLIC BOOST_JSON_STATIC_LINK BOOST_JSON_NO_LIB)
    target_compile_options(mortise_json PRIVATE -ffunction-sections -fdata-sections
        $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-fno-gnu-unique>)
    set_target_properties(mortise_json PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
        POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()
