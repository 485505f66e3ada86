# Writes the C++ source of stroke_table() (stroke_table.hpp says what it holds).
#
#   awk -v unihan='bzip2 -dc …/Unihan_IRGSources.txt.bz2' -v output=FILE \
#       -f stroke_table.awk stroke_overrides.tsv stroke.dict.yaml
#
# The dictionary gives a character one code for every way of writing it: first Taiwan's, then the
# mainland's. The mainland's number of strokes is the first kTotalStrokes. Of the codes with that
# many strokes the last is taken; of a character without such a code, the last. Works on bytes:
# LC_ALL=C.
BEGIN {
  FS = "\t"
  for (i = 1; i < 256; ++i) ordinal[sprintf("%c", i)] = i
  while ((unihan | getline line) > 0) {
    if (split(line, part, "\t") != 3 || part[2] != "kTotalStrokes") continue
    point = from_hex(substr(part[1], 3))
    split(part[3], numbers, " ")
    total[point] = numbers[1]
    if (point > greatest) greatest = point
  }
  close(unihan)
  digit["h"] = 0; digit["s"] = 1; digit["p"] = 2; digit["n"] = 3; digit["z"] = 4
  for (i = 0; i < 5; ++i) letter[i + 1] = substr("hspnz", i + 1, 1)
}

FILENAME ~ /stroke_overrides/ {
  if ($0 ~ /^#/) next
  code = ""
  for (i = 1; i <= length($2); ++i) code = code letter[substr($2, i, 1)]
  override[code_point($1)] = code
  next
}

$2 ~ /^[hspnz]+$/ {
  point = code_point($1)
  if (!(point in total)) next
  if (length($2) == total[point]) fitting[point] = $2
  any[point] = $2
}

END {
  if (greatest == 0) { print "no kTotalStrokes found" > "/dev/stderr"; exit 1 }
  print "#include \"engine/vocabulary/stroke_table.hpp\"\n\nnamespace bole {\nnamespace {" > output
  ranges = ""
  for (point = 1; point <= greatest; ++point) {
    if (!(point in total)) continue
    if (!((point - 1) in total)) ranges = ranges "{" point ", "
    if (!((point + 1) in total)) ranges = ranges point "}, "
  }
  print "constexpr StrokeTable::Range ranges[] = {" ranges "};" > output
  print "constexpr char counts[] =" > output
  line = ""
  for (point = 1; point <= greatest; ++point) {
    if (!(point in total)) continue
    code = code_of(point)
    if (code != "") ++known
    line = line quoted(sprintf("%c", 32 + length(code)))
    if (length(line) >= 90) { print "\"" line "\"" > output; line = "" }
  }
  print "\"" line "\";" > output
  print "constexpr char strokes[] =" > output
  line = ""
  for (point = 1; point <= greatest; ++point) {
    if (!(point in total)) continue
    code = code_of(point)
    for (i = 1; i <= length(code); i += 2)
      line = line sprintf("%c", 65 + 5 * digit[substr(code, i, 1)] + digit[substr(code, i + 1, 1)])
    if (length(line) >= 90) { print "\"" line "\"" > output; line = "" }
  }
  print "\"" line "\";" > output
  print "}  // namespace\n" > output
  print "StrokeTable stroke_table() {" > output
  print "  return {ranges, {counts, sizeof counts - 1}, {strokes, sizeof strokes - 1}};" > output
  print "}\n}  // namespace bole" > output
  if (known < 20000) { print "only " known " characters have strokes" > "/dev/stderr"; exit 1 }
}

function code_of(point) {
  if (point in override) return override[point]
  if (point in fitting) return fitting[point]
  return any[point]
}

function quoted(character) {
  return character == "\"" || character == "\\" ? "\\" character : character
}

function from_hex(text,    i, value) {
  value = 0
  for (i = 1; i <= length(text); ++i)
    value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
  return value
}

# Of the first character of a UTF-8 text.
function code_point(text,    first) {
  first = ordinal[substr(text, 1, 1)]
  if (first < 128) return first
  if (first < 224) return (first - 192) * 64 + more(text, 2)
  if (first < 240) return ((first - 224) * 64 + more(text, 2)) * 64 + more(text, 3)
  return (((first - 240) * 64 + more(text, 2)) * 64 + more(text, 3)) * 64 + more(text, 4)
}

function more(text, place) { return ordinal[substr(text, place, 1)] - 128 }
