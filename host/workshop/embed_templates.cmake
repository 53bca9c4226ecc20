# Builds the templates of new plugins and the configuration as shipped into the program: writes templates.cpp, anew only when one of
# them changed.
file(GLOB_RECURSE embedded CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/sdk/templates/*/*
    ${CMAKE_SOURCE_DIR}/config/*.yaml)
list(FILTER embedded EXCLUDE REGEX "/target/|/build/|Cargo.lock$")
list(SORT embedded)
set(text "#include \"workshop/templates.hpp\"\n\nnamespace mortise::workshop {\n\n")
string(APPEND text "const std::vector<Template>& templates() {\n    static const std::vector<Template> all{\n")
foreach(file IN LISTS embedded)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${file})
    file(READ ${CMAKE_SOURCE_DIR}/${file} content)
    string(REGEX REPLACE "^sdk/templates/" "" file ${file})
    string(APPEND text "        {\"${file}\", R\"template(${content})template\"},\n")
endforeach()
string(APPEND text "    };\n    return all;\n}\n\n}  // namespace mortise::workshop\n")
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/workshop/templates.cpp.new "${text}")
configure_file(${CMAKE_CURRENT_BINARY_DIR}/workshop/templates.cpp.new ${CMAKE_CURRENT_BINARY_DIR}/workshop/templates.cpp COPYONLY)
target_sources(mortise_workshop PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/workshop/templates.cpp)
