# Run by mortise_add_plugin() at build time: makes the folder PACKAGE, which holds ID.so already, the package of the plugin
# whose sources are in SOURCE. What the sources no longer have is removed.
file(GLOB old RELATIVE ${PACKAGE} ${PACKAGE}/*)
list(REMOVE_ITEM old ${ID}.so)
foreach(entry IN LISTS old)
    file(REMOVE_RECURSE ${PACKAGE}/${entry})
endforeach()

foreach(entry plugin.yaml README.md web locales migrations)
    if(EXISTS ${SOURCE}/${entry})
        file(COPY ${SOURCE}/${entry} DESTINATION ${PACKAGE})
    endif()
endforeach()

file(GLOB_RECURSE files RELATIVE ${PACKAGE} ${PACKAGE}/*)
list(SORT files)
set(sums "")
foreach(file IN LISTS files)
    file(SHA256 ${PACKAGE}/${file} sum)
    string(APPEND sums "${sum}  ${file}\n")
endforeach()
file(WRITE ${PACKAGE}/SHA256SUMS "${sums}")
