# mortise_add_plugin(ID <id> SOURCES <source>... [JSON] [DIRECTORY <folder>])
#
# Builds the package of the plugin in the current folder into <build>/plugins/<id>/, or <folder>/<id>/: plugin.yaml, <id>.so, and what there is of
# web/, locales/, migrations/ and README.md, with SHA256SUMS over all of them. The target is plugin-<id>; it is part of `all`.
# The id must be that of plugin.yaml, which also says the version. JSON: the plugin includes <mortise/json.hpp>. `cmake --install` puts
# the package where an installed mortise looks for it (component plugin-<id>), unless it was built into a <folder> of its own.
#
# The rules applied here make one symbol leave the library and every other name stay inside: two plugins, and the host, may
# hold different versions of the same library without meeting.

set(MORTISE_SDK_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR})
set(MORTISE_PLUGIN_ABI_SYMBOLS ${CMAKE_CURRENT_LIST_DIR}/mortise_module.map)

function(mortise_add_plugin)
    cmake_parse_arguments(PARSE_ARGV 0 arg "JSON" "ID;DIRECTORY" "SOURCES")
    if(NOT arg_ID OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "mortise_add_plugin(ID <id> SOURCES <source>... [JSON] [DIRECTORY <folder>])")
    endif()
    _mortise_read_manifest(${arg_ID} version)

    _mortise_package_folder(${arg_ID} "${arg_DIRECTORY}" package)
    set(module ${arg_ID}-module)
    add_library(${module} MODULE ${arg_SOURCES})
    target_link_libraries(${module} PRIVATE mortise::sdk)
    if(arg_JSON)
        mortise_provide_json()
        target_link_libraries(${module} PRIVATE mortise::json)
    endif()
    target_compile_definitions(${module} PRIVATE MORTISE_PLUGIN_ID="${arg_ID}" MORTISE_PLUGIN_VERSION="${version}")
    set_target_properties(${module} PROPERTIES
        C_STANDARD 99 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
        PREFIX "" OUTPUT_NAME ${arg_ID} SUFFIX .so LIBRARY_OUTPUT_DIRECTORY ${package}
        C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
        SKIP_BUILD_RPATH ON INSTALL_RPATH "" LINK_DEPENDS ${MORTISE_PLUGIN_ABI_SYMBOLS})
    target_compile_options(${module} PRIVATE -ffunction-sections -fdata-sections
        $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-fno-gnu-unique>)
    target_link_options(${module} PRIVATE
        LINKER:--version-script=${MORTISE_PLUGIN_ABI_SYMBOLS} LINKER:--gc-sections LINKER:--build-id
        LINKER:-z,defs LINKER:-z,now LINKER:-z,relro LINKER:-z,nodelete LINKER:-z,noexecstack)

    _mortise_pack(${arg_ID} ${package} ${module})
endfunction()

# Sets `package_out` to the folder of the package, and says what `cmake --install` does with it.
function(_mortise_package_folder id directory package_out)
    if(NOT directory)
        set(directory ${CMAKE_BINARY_DIR}/plugins)
        install(DIRECTORY ${directory}/${id} DESTINATION lib/mortise/plugins COMPONENT plugin-${id})
    endif()
    set(${package_out} ${directory}/${id} PARENT_SCOPE)
endfunction()

# The target plugin-<id>: the package in full, around the library that `library`, a target or a file, puts there.
function(_mortise_pack id package library)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS
        ${CMAKE_CURRENT_SOURCE_DIR}/web/* ${CMAKE_CURRENT_SOURCE_DIR}/locales/* ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*)
    file(GLOB single_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/plugin.yaml ${CMAKE_CURRENT_SOURCE_DIR}/README.md)
    add_custom_command(OUTPUT ${package}/SHA256SUMS
        COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_CURRENT_SOURCE_DIR} -DPACKAGE=${package} -DID=${id}
            -P ${MORTISE_SDK_CMAKE_DIR}/package.cmake
        DEPENDS ${library} ${files} ${single_files} ${MORTISE_SDK_CMAKE_DIR}/package.cmake
        COMMENT "Packing plugin ${id}" VERBATIM)
    add_custom_target(plugin-${id} ALL DEPENDS ${package}/SHA256SUMS)
endfunction()

# Sets `version_out` to the manifest's version, after seeing that the manifest has the id.
function(_mortise_read_manifest id version_out)
    set(manifest ${CMAKE_CURRENT_SOURCE_DIR}/plugin.yaml)
    if(NOT EXISTS ${manifest})
        message(FATAL_ERROR "${manifest} is missing: every plugin has a manifest")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest})
    file(STRINGS ${manifest} lines REGEX "^(id|version):")
    set(found_id "")
    set(found_version "")
    foreach(line IN LISTS lines)
        if(line MATCHES "^(id|version):[ ]*\"?([^ \"#]+)")
            set(found_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
        endif()
    endforeach()
    if(NOT found_id STREQUAL id)
        message(FATAL_ERROR "${manifest}: id is '${found_id}', but mortise_add_plugin() was told '${id}'")
    endif()
    if(NOT found_version)
        message(FATAL_ERROR "${manifest}: version is missing")
    endif()
    set(${version_out} ${found_version} PARENT_SCOPE)
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/mortise_add_rust_plugin.cmake)
