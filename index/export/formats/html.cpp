// One self-contained page: no script, no outside address. Laid out after GB/T 9704: A4, margins of
// 37, 26, 35 and 28 mm, title in 二号 小标宋, text in 三号 仿宋, headings in 黑体, page numbers
// between dashes. Tables are set smaller so that they fit the type area.
#include <algorithm>
#include <array>

#include "index/export/report_format.hpp"

namespace bole::report_formats {
namespace {
constexpr std::string_view style = R"css(
@page{size:A4;margin:37mm 26mm 25mm 28mm;
@bottom-center{content:"— " counter(page) " —";font:14pt "SimSun","宋体","Noto Serif CJK SC",serif}}
*{box-sizing:border-box}
html{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{margin:0;color:#000;font:16pt/28.5pt "FangSong","仿宋","FangSong_GB2312","仿宋_GB2312","STFangsong","Noto Serif CJK SC",serif}
.sheet{width:100%;border-collapse:collapse;table-layout:fixed}
.sheet>tbody>tr>td,.sheet>tfoot>tr>td{padding:0;border:0}
.sheet>tfoot{display:table-footer-group;break-inside:avoid}
.lines{margin-top:3mm;padding-top:1mm;border-top:.5pt solid #000;text-align:center;font-size:9pt;line-height:13pt}
h1{margin:0 0 6pt;text-align:center;font:22pt/34pt "方正小标宋简体","FZXiaoBiaoSong-B05S","STZhongsong","华文中宋","Noto Serif CJK SC",serif}
.subject{margin:0 0 14pt;text-align:center;font-family:"KaiTi","楷体","KaiTi_GB2312","STKaiti","Noto Serif CJK SC",serif}
.status{margin:0 0 14pt;text-align:center;font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif}
h2{margin:10pt 0 2pt;text-indent:2em;break-after:avoid;font:16pt/28.5pt "SimHei","黑体","Noto Sans CJK SC",sans-serif}
p{margin:0;text-indent:2em;text-align:justify}
sup{font-size:60%;line-height:0;text-indent:0}
sup a{color:inherit;text-decoration:none}
.block{width:100%;margin:6pt 0 10pt;border-collapse:collapse;table-layout:fixed;font-size:10.5pt;line-height:15pt}
.block th,.block td{border:.75pt solid #000;padding:2pt 4pt;text-align:left;vertical-align:middle;overflow-wrap:anywhere}
.block th{text-align:center;font-weight:normal;font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif}
.block thead{display:table-header-group}
.block tr{break-inside:avoid}
.dense{font-size:9pt;line-height:13pt}
.dense th,.dense td{padding:2pt}
.bar{position:relative;height:8pt;margin:3pt 0 2pt;border:.5pt solid #000;background:#fff}
.bar i,.bar u,.bar b{position:absolute;top:0;bottom:0}
.bar i{left:0;background:#555}
.bar u{background:repeating-linear-gradient(45deg,#555 0 1pt,#fff 1pt 3pt)}
.bar b{top:-3pt;bottom:-3pt;width:0;border-left:1.5pt solid #c00}
.sign{break-inside:avoid}
.sign td:first-child{width:30%}
.sign td:last-child{height:34pt}
.sources{margin:4pt 0 0;padding:0;columns:2;column-gap:6mm;list-style:none;font-size:9pt;line-height:13pt}
.sources li{display:flex;break-inside:avoid;overflow-wrap:anywhere}
.sources span{flex:none;min-width:2.2em;padding-right:.4em;text-align:right}
@media screen{body{background:#eee}.sheet{width:210mm;margin:8mm auto;background:#fff}
.sheet>tbody>tr>td{padding:37mm 26mm 0 28mm}.sheet>tfoot>tr>td{padding:0 26mm 20mm 28mm}}
)css";

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string chinese_number(std::size_t number) {
  static constexpr std::array<std::string_view, 10> digits{"",   "一", "二", "三", "四",
                                                           "五", "六", "七", "八", "九"};
  std::string text;
  if (number >= 20) text += digits[number / 10 % 10];
  if (number >= 10) text += "十";
  return text + std::string(digits[number % 10]);
}

std::string mark(int number, const std::string& text) {
  return "<a href=\"#s" + std::to_string(number) + "\">" + text + "</a>";
}

// Three marks in a row or more become a range: 4–9.
std::string marks(std::vector<int> sources) {
  if (sources.empty()) return {};
  std::sort(sources.begin(), sources.end());
  std::string text = "<sup>";
  for (std::size_t i = 0; i < sources.size();) {
    std::size_t end = i + 1;
    while (end < sources.size() && sources[end] == sources[end - 1] + 1) ++end;
    if (end - i < 3) end = i + 1;
    if (i > 0) text += ',';
    std::string label = std::to_string(sources[i]);
    if (end - i > 1) label += "–" + std::to_string(sources[end - 1]);
    text += mark(sources[i], label);
    i = end;
  }
  return text + "</sup>";
}

std::string marked(const Marked& text) { return escaped(text.text) + marks(text.sources); }

// Per mille as a CSS per cent: 866 -> "86.6%".
std::string css_percent(int permille) {
  const int kept = std::clamp(permille, 0, 1000);
  return std::to_string(kept / 10) + "." + std::to_string(kept % 10) + "%";
}

std::string bar(const ValueBar& values) {
  const int least = values.value.at_least;
  const int most = values.value.at_most;
  std::string text = "<div class=\"bar\"><i style=\"width:" + css_percent(least) + "\"></i>";
  if (most > least) {
    text +=
        "<u style=\"left:" + css_percent(least) + ";width:" + css_percent(most - least) + "\"></u>";
  }
  return text + "<b style=\"left:" + css_percent(values.required) + "\"></b></div>";
}

class Page {
 public:
  std::string write(const Report& report) {
    out_ =
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<title>" +
        escaped(report.title + " " + report.subject) + "</title>\n<style>" + std::string(style) +
        "</style>\n</head>\n<body>\n<table class=\"sheet\">\n<tfoot><tr><td><div class=\"lines\">";
    for (std::size_t i = 0; i < report.page_lines.size(); ++i) {
      out_ += (i == 0 ? "" : "<br>") + escaped(report.page_lines[i]);
    }
    out_ += "</div></td></tr></tfoot>\n<tbody><tr><td>\n<h1>" + escaped(report.title) +
            "</h1>\n<p class=\"subject\">" + escaped(report.subject) + "</p>\n";
    if (!report.status.empty()) out_ += "<p class=\"status\">" + escaped(report.status) + "</p>\n";
    std::size_t number = 0;
    for (const ReportSection& section : report.sections) {
      heading(++number, section.title);
      for (const ReportBlock& block : section.blocks) {
        std::visit([this](const auto& what) { write_block(what); }, block);
      }
    }
    heading(++number, "来源");
    out_ += "<ol class=\"sources\">\n";
    for (std::size_t i = 0; i < report.sources.size(); ++i) {
      const std::string label = std::to_string(i + 1);
      out_ += "<li id=\"s" + label + "\"><span>" + label + "</span><div>" +
              escaped(report.sources[i]) + "</div></li>\n";
    }
    out_ += "</ol>\n</td></tr></tbody>\n</table>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void heading(std::size_t number, std::string_view title) {
    out_ += "<h2>" + chinese_number(number) + "、" + escaped(title) + "</h2>\n";
  }

  void write_block(const Marked& paragraph) { out_ += "<p>" + marked(paragraph) + "</p>\n"; }

  void write_block(const ReportTable& table) {
    const bool dense = table.heads.size() > 6;
    out_ +=
        dense ? "<table class=\"block dense\">\n<colgroup>" : "<table class=\"block\">\n<colgroup>";
    int all = 0;
    for (const int width : table.widths) all += width;
    for (const int width : table.widths) {
      out_ += "<col style=\"width:" + css_percent(width * 1000 / std::max(1, all)) + "\">";
    }
    out_ += "</colgroup>\n<thead><tr>";
    for (const std::string& head : table.heads) out_ += "<th>" + escaped(head) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out_ += "<tr>";
      for (const ReportCell& cell : row) {
        out_ += "<td>" + marked(cell.text) + (cell.bar ? bar(*cell.bar) : "") + "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void write_block(const SignatureBlock& block) {
    out_ += "<table class=\"block sign\"><tbody>\n";
    for (const std::string& label : block.labels) {
      out_ += "<tr><td>" + escaped(label) + "</td><td></td></tr>\n";
    }
    out_ += "</tbody></table>\n";
  }

  std::string out_;
};

std::string write(const Report& report) { return Page().write(report); }
}  // namespace

extern const ReportFormat html;
const ReportFormat html{"html", write};
}  // namespace bole::report_formats
