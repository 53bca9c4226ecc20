# mortise_add_rust_plugin(ID <id> [DIRECTORY <folder>])
#
# What mortise_add_plugin() is to C and C++, for the crate in the current folder: Cargo.toml, whose library is a cdylib and which depends on
# `mortise-plugin = "1.0"`. Builds the same package in the same place; the target is plugin-<id>.
#
# mortise_add_cargo_test(ID <id>)
#
# ctest also runs `cargo test` in that crate.
#
# Cargo works offline. It is told where the SDK's crate is, and id and version of plugin.yaml; a crate that needs others brings them with
# `cargo vendor`. For cargo by itself, and for editors, .cargo/config.toml is written to say the same, unless there is another.
# rustc lets no name but mortise_module_v1 out of a cdylib; the rest of the rules for linking is given here.

set(MORTISE_RUST_LINK_ARGUMENTS
    -Wl,--gc-sections -Wl,--build-id -Wl,-z,defs -Wl,-z,now -Wl,-z,relro -Wl,-z,nodelete -Wl,-z,noexecstack)

# Sets `rust_dir_out` to the folder of the SDK's crates.
function(_mortise_rust_dir rust_dir_out)
    set(rust_dir ${MORTISE_RUST_DIR})
    if(NOT rust_dir)
        set(rust_dir ${MORTISE_SDK_CMAKE_DIR}/../rust)
    endif()
    cmake_path(ABSOLUTE_PATH rust_dir NORMALIZE OUTPUT_VARIABLE ${rust_dir_out})
    set(${rust_dir_out} ${${rust_dir_out}} PARENT_SCOPE)
endfunction()

# Sets `command_out` to the command that runs cargo for the plugin <id> of that version, building in the current binary folder.
function(_mortise_cargo command_out id version)
    find_program(MORTISE_CARGO cargo)
    if(NOT MORTISE_CARGO)
        message(FATAL_ERROR "Plugins in Rust are built by cargo, with rustc 1.63 or later; on Debian: apt-get install cargo rustc")
    endif()
    _mortise_rust_dir(rust_dir)
    set(${command_out} ${CMAKE_COMMAND} -E env MORTISE_PLUGIN_ID=${id} MORTISE_PLUGIN_VERSION=${version}
        CARGO_TARGET_DIR=${CMAKE_CURRENT_BINARY_DIR}/cargo
        ${MORTISE_CARGO} --offline --config "patch.crates-io.mortise-plugin.path='${rust_dir}/mortise-plugin'" PARENT_SCOPE)
endfunction()

# Lets cargo find the SDK's crate when it is called in the current source folder by hand.
function(_mortise_write_cargo_config)
    set(file ${CMAKE_CURRENT_SOURCE_DIR}/.cargo/config.toml)
    set(first_line "# Written by mortise_add_rust_plugin().")
    set(old "")
    if(EXISTS ${file})
        file(READ ${file} old)
        if(NOT old MATCHES "^${first_line}")
            return()
        endif()
    endif()
    _mortise_rust_dir(rust_dir)
    set(new "${first_line}\n[patch.crates-io]\nmortise-plugin = { path = '${rust_dir}/mortise-plugin' }\n")
    if(NOT old STREQUAL new)
        file(WRITE ${file} "${new}")
    endif()
endfunction()

# Sets `profile_out` to the name of cargo's folder and `options_out` to what cargo is called with, to go with the build type.
function(_mortise_cargo_profile profile_out options_out)
    set(${profile_out} debug PARENT_SCOPE)
    set(${options_out} "" PARENT_SCOPE)
    if(CMAKE_BUILD_TYPE MATCHES "^(Rel|MinSize)")
        set(${profile_out} release PARENT_SCOPE)
        set(${options_out} --release PARENT_SCOPE)
    endif()
endfunction()

function(mortise_add_rust_plugin)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "ID;DIRECTORY" "")
    if(NOT arg_ID OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "mortise_add_rust_plugin(ID <id> [DIRECTORY <folder>])")
    endif()
    _mortise_read_manifest(${arg_ID} version)
    _mortise_package_folder(${arg_ID} "${arg_DIRECTORY}" package)
    _mortise_cargo(cargo ${arg_ID} ${version})
    _mortise_cargo_profile(profile options)
    _mortise_write_cargo_config()

    # The one library that cargo makes here has the name of the library, or else of the crate.
    file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml names REGEX "^name *= *\"")
    list(GET names -1 name)
    string(REGEX REPLACE "^name *= *\"([^\"]+)\".*" "\\1" name "${name}")
    string(REPLACE "-" "_" name "${name}")
    set(library ${CMAKE_CURRENT_BINARY_DIR}/cargo/${profile}/lib${name}.so)
    list(TRANSFORM MORTISE_RUST_LINK_ARGUMENTS PREPEND "-Clink-arg=" OUTPUT_VARIABLE link_options)

    _mortise_rust_dir(rust_dir)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.rs ${rust_dir}/mortise-plugin/src/*.rs)
    add_custom_command(OUTPUT ${package}/${arg_ID}.so
        COMMAND ${cargo} rustc --quiet --lib ${options} --manifest-path ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml -- ${link_options}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${package}
        COMMAND ${CMAKE_COMMAND} -E copy ${library} ${package}/${arg_ID}.so
        DEPENDS ${sources} ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml ${CMAKE_CURRENT_SOURCE_DIR}/plugin.yaml
        COMMENT "Building plugin ${arg_ID} with cargo" VERBATIM)
    _mortise_pack(${arg_ID} ${package} ${package}/${arg_ID}.so)
endfunction()

function(mortise_add_cargo_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "ID" "")
    if(NOT arg_ID OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "mortise_add_cargo_test(ID <id>)")
    endif()
    _mortise_read_manifest(${arg_ID} version)
    _mortise_cargo(cargo ${arg_ID} ${version})
    _mortise_cargo_profile(profile options)
    add_test(NAME ${arg_ID}.cargo
        COMMAND ${cargo} test --quiet ${options} --manifest-path ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml)
endfunction()
