# mortise_add_rust_plugin(ID <id> [TESTS] [DIRECTORY <folder>])
#
# What mortise_add_plugin() is to C and C++, for the crate in the current folder: Cargo.toml, whose library is a cdylib and which depends on
# `mortise-plugin = "1.0"`. Builds the same package in the same place, target plugin-<id>. TESTS: ctest also runs `cargo test`.
#
# Cargo works offline. It is told where the SDK's crate is, and id and version of plugin.yaml; a crate that needs others brings them with
# `cargo vendor`. rustc lets no name but mortise_module_v1 out of a cdylib; the rest of the rules for linking is given here.

set(MORTISE_RUST_LINK_ARGUMENTS
    -Wl,--gc-sections -Wl,--build-id -Wl,-z,defs -Wl,-z,now -Wl,-z,relro -Wl,-z,nodelete -Wl,-z,noexecstack)

# Sets `out` to the command that runs cargo for the plugin <id> of that version, building in `target`.
function(_mortise_cargo out id version target)
    if(NOT MORTISE_CARGO)
        find_program(MORTISE_CARGO cargo)
        if(NOT MORTISE_CARGO)
            message(FATAL_ERROR "cargo is needed for plugins in Rust, 1.63 or later; on Debian: apt-get install cargo")
        endif()
    endif()
    set(rust_dir ${MORTISE_RUST_DIR})
    if(NOT rust_dir)
        set(rust_dir ${MORTISE_SDK_CMAKE_DIR}/../rust)
    endif()
    set(${out} ${CMAKE_COMMAND} -E env MORTISE_PLUGIN_ID=${id} MORTISE_PLUGIN_VERSION=${version} CARGO_TARGET_DIR=${target}
        ${MORTISE_CARGO} --offline --config "patch.crates-io.mortise-plugin.path='${rust_dir}/mortise-plugin'" PARENT_SCOPE)
endfunction()

function(mortise_add_rust_plugin)
    cmake_parse_arguments(PARSE_ARGV 0 arg "TESTS" "ID;DIRECTORY" "")
    if(NOT arg_ID OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "mortise_add_rust_plugin(ID <id> [TESTS] [DIRECTORY <folder>])")
    endif()
    _mortise_read_manifest(${arg_ID} version)
    _mortise_package_folder(${arg_ID} "${arg_DIRECTORY}" package)
    set(target ${CMAKE_CURRENT_BINARY_DIR}/cargo)
    _mortise_cargo(cargo ${arg_ID} ${version} ${target})

    file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml name REGEX "^name *=" LIMIT_COUNT 1)
    string(REGEX REPLACE "^name *= *\"([^\"]+)\".*" "\\1" name "${name}")
    string(REPLACE "-" "_" name "${name}")
    set(profile debug)
    set(options "")
    if(CMAKE_BUILD_TYPE MATCHES "^Rel|^MinSize")
        set(profile release)
        set(options --release)
    endif()
    list(TRANSFORM MORTISE_RUST_LINK_ARGUMENTS PREPEND "-Clink-arg=" OUTPUT_VARIABLE link_options)

    set(library ${target}/${profile}/lib${name}.so)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.rs)
    file(GLOB_RECURSE crate CONFIGURE_DEPENDS ${MORTISE_SDK_CMAKE_DIR}/../rust/mortise-plugin/src/*.rs ${MORTISE_RUST_DIR}/mortise-plugin/src/*.rs)
    add_custom_command(OUTPUT ${package}/${arg_ID}.so
        COMMAND ${cargo} rustc --quiet --lib ${options} --manifest-path ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml -- ${link_options}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${package}
        COMMAND ${CMAKE_COMMAND} -E copy ${library} ${package}/${arg_ID}.so
        DEPENDS ${sources} ${crate} ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml ${CMAKE_CURRENT_SOURCE_DIR}/plugin.yaml
        COMMENT "Building plugin ${arg_ID} with cargo" USES_TERMINAL VERBATIM)
    _mortise_pack(${arg_ID} ${package} ${package}/${arg_ID}.so)

    if(arg_TESTS)
        enable_testing()
        add_test(NAME ${arg_ID}.cargo
            COMMAND ${cargo} test --quiet --lib --tests ${options} --manifest-path ${CMAKE_CURRENT_SOURCE_DIR}/Cargo.toml)
    endif()
endfunction()
