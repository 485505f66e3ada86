# Puts the vocabulary into the engine: the data files as they stand, and the stroke table made from
# Debian's packages rime-data-stroke and unicode-data. Everything is made at build time, by CMake
# itself and awk. Called with -P it writes one embedded file, see bole_embed_files.
if(CMAKE_SCRIPT_MODE_FILE)
  # FUNCTION, OUTPUT, FILES (separated by |). Not constexpr: compilers bound the length they count.
  set(text "#include \"engine/core/embedded_file.hpp\"\n\nnamespace bole {\n")
  string(APPEND text "std::span<const EmbeddedFile> ${FUNCTION}() {\n")
  string(APPEND text "  static const EmbeddedFile files[] = {\n")
  string(REPLACE "|" ";" FILES "${FILES}")
  foreach(path IN LISTS FILES)
    get_filename_component(name "${path}" NAME)
    file(READ "${path}" content)
    string(APPEND text "{\"${name}\", R\"~~~~(${content})~~~~\"},\n")
  endforeach()
  string(APPEND text "};\n  return files;\n}\n}  // namespace bole\n")
  file(WRITE "${OUTPUT}" "${text}")
  return()
endif()

# bole_embed_files(target function file...): adds a source to the target that defines
#   std::span<const bole::EmbeddedFile> bole::function();
# with the files in the order given, each under its file name.
function(bole_embed_files target function)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded/${function}.cpp")
  string(REPLACE ";" "|" files "${ARGN}")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} -DFUNCTION=${function} -DOUTPUT=${output} "-DFILES=${files}"
            -P ${PROJECT_SOURCE_DIR}/engine/vocabulary/embed.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/engine/vocabulary/embed.cmake
    COMMENT "Embedding ${function}" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

set(vocabulary_dir "${PROJECT_SOURCE_DIR}/engine/vocabulary")
file(GLOB vocabulary_files CONFIGURE_DEPENDS "${vocabulary_dir}/data/*.tsv")
list(REMOVE_ITEM vocabulary_files "${vocabulary_dir}/data/stroke_overrides.tsv")
bole_embed_files(bole_engine vocabulary_files ${vocabulary_files})
set(rule_dir "${PROJECT_SOURCE_DIR}/engine/match/rules")
bole_embed_files(bole_engine rule_files "${rule_dir}/statutory.tsv")
bole_embed_files(bole_engine closing_files "${rule_dir}/closing.tsv")
bole_embed_files(bole_engine proposal_files "${rule_dir}/proposals.tsv")

set(reading_source /usr/share/unicode/Unihan_Readings.txt.bz2)
set(stroke_codes /usr/share/rime-data/stroke.dict.yaml)
set(stroke_totals /usr/share/unicode/Unihan_IRGSources.txt.bz2)
foreach(needed IN ITEMS ${stroke_codes} ${stroke_totals} ${reading_source})
  if(NOT EXISTS ${needed})
    message(FATAL_ERROR "${needed} is missing: install rime-data-stroke and unicode-data")
  endif()
endforeach()
find_program(AWK NAMES mawk gawk awk REQUIRED)
find_program(BZIP2 NAMES bzip2 REQUIRED)
set(stroke_table "${CMAKE_CURRENT_BINARY_DIR}/embedded/stroke_table.cpp")
add_custom_command(
  OUTPUT "${stroke_table}"
  COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${AWK} -v "unihan=${BZIP2} -dc ${stroke_totals}"
          -v "output=${stroke_table}" -f ${vocabulary_dir}/stroke_table.awk
          ${vocabulary_dir}/data/stroke_overrides.tsv ${stroke_codes}
  DEPENDS ${vocabulary_dir}/stroke_table.awk ${vocabulary_dir}/data/stroke_overrides.tsv
          ${stroke_codes} ${stroke_totals}
  COMMENT "Making the stroke table" VERBATIM)
target_sources(bole_engine PRIVATE "${stroke_table}")

set(reading_table "${CMAKE_CURRENT_BINARY_DIR}/embedded/readings.tsv")
add_custom_command(
  OUTPUT "${reading_table}"
  COMMAND sh -c "${BZIP2} -dc ${reading_source} | LC_ALL=C ${AWK} -f ${vocabulary_dir}/reading_table.awk > ${reading_table}"
  DEPENDS ${vocabulary_dir}/reading_table.awk ${reading_source}
  COMMENT "Making the table of readings" VERBATIM)
bole_embed_files(bole_engine reading_files ${reading_table})
