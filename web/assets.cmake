# The explorer of reports, linked into the program as it stands in web/. README.md there says more.
option(DEALGRAPH_EXPLORER "Reports have the explorer, if web/dist/cytoscape.js is there" ON)
set(explorer_library ${PROJECT_SOURCE_DIR}/web/dist/cytoscape.js)
if(NOT DEALGRAPH_EXPLORER OR NOT EXISTS ${explorer_library})
  message(STATUS "Reports are made without the explorer")
  set(explorer_library ${PROJECT_BINARY_DIR}/web/none)
  file(WRITE ${explorer_library} "")
endif()
file(GLOB explorer_scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/explorer/*.js)
list(SORT explorer_scripts)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/web/explorer.js
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/web
  COMMAND ${CMAKE_COMMAND} -E cat ${explorer_scripts} > ${PROJECT_BINARY_DIR}/web/explorer.js
  DEPENDS ${explorer_scripts} VERBATIM)
configure_file(web/assets.S.in ${PROJECT_BINARY_DIR}/web/assets.S @ONLY)
set_source_files_properties(${PROJECT_BINARY_DIR}/web/assets.S PROPERTIES OBJECT_DEPENDS
  "${explorer_library};${PROJECT_BINARY_DIR}/web/explorer.js;${PROJECT_SOURCE_DIR}/web/explorer/explorer.css;${PROJECT_SOURCE_DIR}/web/explorer/section.html")
target_sources(cli PRIVATE ${PROJECT_BINARY_DIR}/web/assets.S)
