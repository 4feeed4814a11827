# What is installed and where, and the Debian package made of it (`cmake --build --preset deb`).

install(TARGETS dealgraph RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY rules/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dealgraph/rules)

install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/deb/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
# Examples, not units in force: only their reader knows which user and which folder.
install(FILES packaging/crontab packaging/systemd/dealgraph.service packaging/systemd/dealgraph.timer
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

# FILE packed as OUT, the same bytes every time.
function(packed out file)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/packaging/${out}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/packaging
    COMMAND gzip -9nc ${file} > ${PROJECT_BINARY_DIR}/packaging/${out}
    DEPENDS ${file} VERBATIM)
endfunction()
configure_file(packaging/deb/changelog.in packaging/deb_changelog @ONLY)
packed(changelog.gz ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
packed(changelog.Debian.gz ${PROJECT_BINARY_DIR}/packaging/deb_changelog)

# The manual page and the completions are what the program says of itself.
function(printed_by_program out)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/packaging/${out}
    COMMAND dealgraph ${ARGN} > ${PROJECT_BINARY_DIR}/packaging/${out}
    DEPENDS dealgraph VERBATIM)
endfunction()
printed_by_program(dealgraph.1 manual)
packed(dealgraph.1.gz ${PROJECT_BINARY_DIR}/packaging/dealgraph.1)
printed_by_program(dealgraph.bash completions bash)
printed_by_program(_dealgraph completions zsh)
printed_by_program(dealgraph.fish completions fish)

set(generated changelog.gz changelog.Debian.gz dealgraph.1.gz dealgraph.bash _dealgraph
    dealgraph.fish)
list(TRANSFORM generated PREPEND ${PROJECT_BINARY_DIR}/packaging/)
add_custom_target(packaging ALL DEPENDS ${generated})
install(FILES ${PROJECT_BINARY_DIR}/packaging/changelog.gz
              ${PROJECT_BINARY_DIR}/packaging/changelog.Debian.gz
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_BINARY_DIR}/packaging/dealgraph.1.gz
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/packaging/dealgraph.bash RENAME dealgraph
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${PROJECT_BINARY_DIR}/packaging/dealgraph.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# Debian's zsh looks into different folders of /usr and /usr/local; cpack installs into /usr what
# was configured for another prefix.
install(CODE "set(completion \"${PROJECT_BINARY_DIR}/packaging/_dealgraph\")")
install(CODE [[
  set(folder site-functions)
  if(CMAKE_INSTALL_PREFIX MATCHES "/usr$")
    set(folder vendor-completions)
  endif()
  file(INSTALL FILES ${completion} DESTINATION ${CMAKE_INSTALL_PREFIX}/share/zsh/${folder})
]])

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dealgraph)
set(CPACK_PACKAGE_CONTACT "The dealgraph authors <dealgraph@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "find circular deals in Chinese and English business news")
set(CPACK_PACKAGE_DESCRIPTION "\
dealgraph crawls news sites, or reads saved pages, and finds who pays whom
for what: investments, purchases, loans, leases. It reports rings in which
the money comes back to where it started, each leg with the sentence that
says so.
.
Rules, names and sources are text files that users extend with their own. All
that was read is kept in one SQLite file with views for SQL.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "sqlite3, graphviz")
# Folders of a package are 0755 whatever the umask of the one who builds it.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
    GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
