# Writes how characters are read: "字<TAB>reading reading …", the usual reading first, without tones,
# ü as v. From the Unihan database: kMandarin, then the readings of kTGHZ2013 and kHanyuPinlu.
#
#   bzip2 -dc …/Unihan_Readings.txt.bz2 | awk -f reading_table.awk > FILE
#
# Works on bytes: LC_ALL=C.
BEGIN {
  FS = "\t"
  plain("a", "ā á ǎ à"); plain("e", "ē é ě è ê̄ ế ê̌ ề ê"); plain("i", "ī í ǐ ì")
  plain("o", "ō ó ǒ ò"); plain("u", "ū ú ǔ ù"); plain("v", "ǖ ǘ ǚ ǜ ü")
  plain("n", "ń ň ǹ"); plain("m", "ḿ m̀")
}

$2 == "kMandarin" { first[$1] = $3; seen($1) }
$2 == "kTGHZ2013" { gsub(/[0-9.,]+:/, "", $3); more[$1] = more[$1] " " $3; seen($1) }
$2 == "kHanyuPinlu" { gsub(/\([0-9]+\)/, "", $3); more[$1] = more[$1] " " $3; seen($1) }

END {
  if (count < 20000) { print "only " count " characters have readings" > "/dev/stderr"; exit 1 }
  for (i = 1; i <= count; ++i) {
    line = ""
    delete taken
    n = split(first[order[i]] " " more[order[i]], readings, " ")
    for (j = 1; j <= n; ++j) {
      reading = readings[j]
      for (k = 1; k <= marks; ++k) gsub(mark[k], letter[k], reading)
      if (reading !~ /^[a-z]+$/ || reading in taken) continue
      taken[reading] = 1
      line = line (line == "" ? "" : " ") reading
    }
    if (line != "") print utf8(from_hex(substr(order[i], 3))) "\t" line
  }
}

function seen(point) {
  if (!(point in known)) { known[point] = 1; order[++count] = point }
}

function plain(to, from,    n, parts, i) {
  n = split(from, parts, " ")
  for (i = 1; i <= n; ++i) { mark[++marks] = parts[i]; letter[marks] = to }
}

function from_hex(text,    i, value) {
  value = 0
  for (i = 1; i <= length(text); ++i)
    value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
  return value
}

function utf8(point) {
  if (point < 65536)
    return sprintf("%c%c%c", 224 + int(point / 4096), 128 + int(point / 64) % 64, 128 + point % 64)
  return sprintf("%c%c%c%c", 240 + int(point / 262144), 128 + int(point / 4096) % 64, \
                 128 + int(point / 64) % 64, 128 + point % 64)
}
